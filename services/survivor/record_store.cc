#include "services/survivor/record_store.h"

#include <utility>

#include "services/platform/base/status_macros.h"
#include "services/platform/database/text_forms.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/record_queries.h"

namespace dayaq::survivor {
namespace {

// As many as one answer may hold; several deliveries that come to more are done one by one.
constexpr int kMostCasualties = 20000;
constexpr int kMostBearers = 100;

absl::StatusOr<std::optional<v1::AttachedCasualty>> LinkOf(const Row& row, absl::string_view casualty_uid) {
  v1::AttachedCasualty link;
  std::string occurred_on, outcome;
  std::optional<bool> set_aside;
  RETURN_IF_ERROR(row.Read({{"link_survivor_uid", link.mutable_survivor_uid()},
                            {"link_incident_uid", link.mutable_incident_uid()},
                            {"link_occurred_on", &occurred_on},
                            {"link_outcome", &outcome},
                            {"link_set_aside", &set_aside}}));
  if (link.survivor_uid().empty()) return std::optional<v1::AttachedCasualty>();
  incident::v1::Outcome told = incident::v1::OUTCOME_UNSPECIFIED;
  if (!outcome.empty() && !incident::v1::Outcome_Parse(outcome, &told)) {
    return absl::InternalError("the copy of a casualty has an outcome that is none");
  }
  link.set_casualty_uid(std::string(casualty_uid));
  link.set_outcome(told);
  link.set_set_aside(set_aside.value_or(false));
  if (const auto date = PartialDateFromText(occurred_on); date.has_value() && !occurred_on.empty()) {
    *link.mutable_occurred_on() = *date;
  }
  return std::optional(std::move(link));
}

absl::StatusOr<std::vector<HeardCasualty>> HeardIn(std::vector<WithRow<v1::RegisteredCasualty>> rows) {
  std::vector<HeardCasualty> heard;
  for (WithRow<v1::RegisteredCasualty>& row : rows) {
    HeardCasualty& one = heard.emplace_back();
    RETURN_IF_ERROR(row.row.Read({{"resource", &one.resource}, {"record_uid", &one.record_uid}}));
    ASSIGN_OR_RETURN(one.link, LinkOf(row.row, row.message.uid()));
    RETURN_IF_ERROR(row.row.ReadOctets("link_told_id", &one.told_id));
    one.casualty = std::move(row.message);
  }
  return heard;
}

absl::StatusOr<std::vector<std::string>> Uids(const std::vector<Row>& rows) {
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

}  // namespace

absl::StatusOr<std::vector<HeardCasualty>> RecordStore::Heard(Transaction& transaction,
                                                              const std::vector<std::string>& resources) const {
  ASSIGN_OR_RETURN(std::vector<WithRow<v1::RegisteredCasualty>> rows,
                   transaction.All<WithRow<v1::RegisteredCasualty>>(kHeard, {resources}, kMostCasualties));
  return HeardIn(std::move(rows));
}

absl::StatusOr<std::set<std::string>> RecordStore::Open(Transaction& transaction, const NewRecords& records,
                                                        bool also_borne) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows,
                   transaction.All<Row>(kOpen,
                                        {Rows(records.survivors), Rows(records.links), transaction.keys().NewKeys(),
                                         TokenRows(records.tokens), also_borne},
                                        kMostCasualties));
  std::set<std::string> opened;
  for (const Row& row : rows) {
    std::string uid;
    RETURN_IF_ERROR(row.Read({{"uid", &uid}}));
    opened.insert(std::move(uid));
  }
  return opened;
}

absl::StatusOr<std::vector<v1::Survivor>> RecordStore::Bearers(Transaction& transaction, absl::string_view register_code,
                                                               absl::string_view token) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kLockBearers, {register_code, Octets{token}}, kMostBearers));
  ASSIGN_OR_RETURN(const std::vector<std::string> uids, Uids(rows));
  if (uids.empty()) return std::vector<v1::Survivor>();
  return transaction.All<v1::Survivor>(kRecords, {uids}, kMostBearers);
}

absl::StatusOr<std::vector<v1::Survivor>> RecordStore::OfCasualties(Transaction& transaction,
                                                                    const std::vector<std::string>& casualty_uids) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kLockRecords, {casualty_uids}, kMostCasualties));
  ASSIGN_OR_RETURN(const std::vector<std::string> uids, Uids(rows));
  return transaction.All<v1::Survivor>(kRecords, {uids}, kMostCasualties);
}

absl::StatusOr<std::vector<HeardCasualty>> RecordStore::CasualtiesOf(Transaction& transaction,
                                                                     const std::vector<std::string>& survivor_uids) const {
  ASSIGN_OR_RETURN(std::vector<WithRow<v1::RegisteredCasualty>> rows,
                   transaction.All<WithRow<v1::RegisteredCasualty>>(kCasualtiesOfRecords, {survivor_uids}, kMostCasualties));
  return HeardIn(std::move(rows));
}

absl::StatusOr<bool> RecordStore::Attach(Transaction& transaction, const v1::Survivor& survivor, const v1::AttachedCasualty& link,
                                         absl::string_view told_id) const {
  ASSIGN_OR_RETURN(const int64_t attached, transaction.ExecuteCount(kAttach, {Rows(link), survivor.register_(), survivor.district(),
                                                                              survivor.institution(), Octets{told_id}}));
  return attached == 1;
}

absl::Status RecordStore::RefreshLinks(Transaction& transaction, const std::vector<v1::AttachedCasualty>& links,
                                       const std::vector<ToldId>& told_ids) const {
  if (!links.empty()) RETURN_IF_ERROR(transaction.Execute(kRefreshLinks, {Rows(links)}));
  if (told_ids.empty()) return absl::OkStatus();
  std::vector<std::string> uids, tokens;
  for (const ToldId& told : told_ids) {
    uids.push_back(told.casualty_uid);
    tokens.push_back(OctetsText(told.token));
  }
  return transaction.Execute(kTellIds, {uids, tokens});
}

absl::Status RecordStore::Refresh(Transaction& transaction, const std::vector<v1::Survivor>& survivors,
                                  const std::vector<SurvivorToken>& tokens) const {
  if (survivors.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(transaction.Execute(kRefreshRecords, {Rows(survivors)}));
  // Also without tokens: what is known of somebody may be sealed under a key made now and tell no token.
  return transaction.Execute(kAddToRecords, {transaction.keys().NewKeys(), TokenRows(tokens), Rows(survivors)});
}

}  // namespace dayaq::survivor
