#include "services/survivor/survivor_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/text_forms.h"
#include "services/survivor/survivor_names.h"
#include "services/survivor/survivor_queries.h"

namespace dayaq::survivor {
namespace {

// $1 to $6 of kSearch and kCount.
Params FilterParams(const v1::SurvivorFilter& filter, const std::optional<std::vector<std::string>>& found) {
  std::vector<std::string> states;
  for (const int state : filter.states()) states.push_back(v1::SurvivorState_Name(static_cast<v1::SurvivorState>(state)));
  return {filter.registers().empty() ? Param(std::vector<std::string>{"az"}) : Param(filter.registers()),
          filter.districts().empty() ? Param(std::nullopt) : Param(filter.districts()),
          states.empty() ? Param(std::nullopt) : Param(states),
          OrNull(filter.number()),
          found.has_value() ? Param(*found) : Param(std::nullopt),
          filter.doubtful()};
}

absl::StatusOr<std::vector<std::string>> Uids(const std::vector<Row>& rows) {
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"survivor_uid", &uids.emplace_back()}}));
  return uids;
}

}  // namespace

std::string TokenRows(const std::vector<SurvivorToken>& tokens) {
  std::string rows = "[";
  for (const SurvivorToken& token : tokens) {
    absl::StrAppend(&rows, rows.size() > 1 ? "," : "", TokenRow(token.identity, {{"survivor_uid", token.survivor_uid}}));
  }
  return rows + "]";
}

absl::StatusOr<v1::Survivor> SurvivorStore::GetWhole(Transaction& transaction, absl::string_view uid, bool with_decisions) const {
  ASSIGN_OR_RETURN(v1::Survivor survivor, transaction.One<v1::Survivor>(kSurvivor, {uid}));
  RETURN_IF_ERROR(AddParts(transaction, with_decisions, survivor));
  return survivor;
}

absl::StatusOr<v1::Survivor> SurvivorStore::GetToChange(Transaction& transaction, absl::string_view uid,
                                                        bool with_decisions) const {
  ASSIGN_OR_RETURN(v1::Survivor survivor, Lock(transaction, uid, with_decisions));
  if (!survivor.merged_into_uid().empty()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_RECORD_MERGED,
                     "The record goes on in another one: change that.",
                     {{"merged_into", SurvivorName(survivor.merged_into_uid())}});
  }
  return survivor;
}

absl::StatusOr<v1::Survivor> SurvivorStore::Lock(Transaction& transaction, absl::string_view uid, bool with_decisions) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockSurvivor, {uid}).status());
  return GetWhole(transaction, uid, with_decisions);
}

absl::Status SurvivorStore::AddParts(Transaction& transaction, bool with_decisions, v1::Survivor& survivor) const {
  ASSIGN_OR_RETURN(std::vector<v1::AttachedCasualty> casualties,
                   transaction.All<v1::AttachedCasualty>(kCasualties, {survivor.uid()}, 500));
  for (v1::AttachedCasualty& casualty : casualties) *survivor.add_casualties() = std::move(casualty);
  if (with_decisions) {
    ASSIGN_OR_RETURN(std::vector<v1::DisabilityDecision> decisions,
                     transaction.All<v1::DisabilityDecision>(kDecisions, {survivor.uid()}, 500));
    for (v1::DisabilityDecision& decision : decisions) *survivor.add_decisions() = std::move(decision);
  }
  ASSIGN_OR_RETURN(std::optional<v1::ContactPreference> preference,
                   transaction.Maybe<v1::ContactPreference>(kContactPreference, {survivor.uid()}));
  if (preference.has_value()) *survivor.mutable_contact_preference() = *std::move(preference);
  // Nothing goes on in a record that goes on itself.
  if (survivor.merged_into_uid().empty()) {
    ASSIGN_OR_RETURN(std::vector<v1::Survivor> absorbed, transaction.All<v1::Survivor>(kAbsorbed, {survivor.uid()}, 100));
    for (v1::Survivor& one : absorbed) {
      v1::AbsorbedRecord& record = *survivor.add_absorbed();
      record.set_uid(one.uid());
      record.set_number(one.number());
      if (one.has_identity()) *record.mutable_identity() = std::move(*one.mutable_identity());
    }
  }
  SetNames(survivor);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::Survivor>> SurvivorStore::Search(Transaction& transaction, const v1::SurvivorFilter& filter,
                                                                const std::optional<std::vector<std::string>>& found,
                                                                absl::string_view after, int limit) const {
  Params params = FilterParams(filter, found);
  params.insert(params.end(), {OrNull(after), limit});
  ASSIGN_OR_RETURN(std::vector<v1::Survivor> survivors, transaction.All<v1::Survivor>(kSearch, params, limit));
  for (v1::Survivor& survivor : survivors) SetNames(survivor);
  return survivors;
}

absl::StatusOr<int64_t> SurvivorStore::Count(Transaction& transaction, const v1::SurvivorFilter& filter,
                                             const std::optional<std::vector<std::string>>& found) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kCount, FilterParams(filter, found)));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

absl::StatusOr<std::vector<std::string>> SurvivorStore::FindByTokens(Transaction& transaction, absl::string_view kind,
                                                                     const std::vector<std::string>& tokens) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kSurvivorsByTokens, {kind, OctetsTexts(tokens)}, 500));
  return Uids(rows);
}

absl::StatusOr<std::vector<std::string>> SurvivorStore::FindByCasualty(Transaction& transaction,
                                                                       absl::string_view casualty_uid) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kSurvivorOfCasualty, {casualty_uid}, 1));
  return Uids(rows);
}

absl::StatusOr<bool> SurvivorStore::IsPlace(Transaction& transaction, absl::string_view register_code,
                                            absl::string_view district) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kIsPlace, {register_code, district}));
  bool known = false;
  RETURN_IF_ERROR(row.Read({{"known", &known}}));
  return known;
}

absl::StatusOr<bool> SurvivorStore::IsRegister(Transaction& transaction, absl::string_view register_code) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kIsRegister, {register_code}));
  bool known = false;
  RETURN_IF_ERROR(row.Read({{"known", &known}}));
  return known;
}

absl::Status SurvivorStore::LockNationalIds(Transaction& transaction, const std::vector<std::string>& tokens) const {
  return transaction.Execute(kLockNationalIds, {OctetsTexts(tokens)});
}

absl::StatusOr<bool> SurvivorStore::OtherBears(Transaction& transaction, const v1::Survivor& survivor,
                                               absl::string_view token) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kOtherBears, {survivor.register_(), Octets{token}, survivor.uid()}));
  bool borne = false;
  RETURN_IF_ERROR(row.Read({{"borne", &borne}}));
  return borne;
}

absl::Status SurvivorStore::UpdateDetails(Transaction& transaction, const v1::Survivor& survivor, bool unconfirmed) const {
  return transaction.Execute(unconfirmed ? kUpdateUnconfirmed : kUpdateDetails, {Rows(survivor), survivor.uid()});
}

absl::Status SurvivorStore::UpdateTokens(Transaction& transaction, const v1::Survivor& survivor,
                                         const std::vector<SurvivorToken>& tokens) const {
  RETURN_IF_ERROR(transaction.Execute(kDeleteTokens, {survivor.uid()}));
  return transaction.Execute(kAddKeysAndTokens, {transaction.keys().NewKeys(), TokenRows(tokens), survivor.register_(),
                                                 survivor.district(), survivor.institution()});
}

absl::Status SurvivorStore::MoveToDistrict(Transaction& transaction, absl::string_view uid, absl::string_view district) const {
  return transaction.Execute(kMoveToDistrict, {uid, district});
}

absl::Status SurvivorStore::ConfirmIdentity(Transaction& transaction, absl::string_view uid, absl::Time time,
                                            absl::string_view document) const {
  return transaction.Execute(kConfirmIdentity, {uid, time, document});
}

absl::Status SurvivorStore::RecordDeath(Transaction& transaction, const v1::Survivor& survivor) const {
  return transaction.Execute(kRecordDeath, {Rows(survivor), survivor.uid()});
}

absl::Status SurvivorStore::WithdrawDeath(Transaction& transaction, const v1::Survivor& survivor) const {
  return transaction.Execute(kWithdrawDeath, {Rows(survivor)});
}

absl::Status SurvivorStore::Decide(Transaction& transaction, const v1::Survivor& survivor, const v1::DisabilityDecision& decision,
                                   const std::optional<v1::DisabilityDecision>& replaced) const {
  const bool replaces = replaced.has_value();
  return transaction.Execute(kDecide, {Rows(decision), replaces ? Param(replaced->uid()) : Param(std::nullopt),
                                       replaces ? Param(replaced->in_force_from()) : Param(std::nullopt),
                                       replaces ? Param(replaced->in_force_until()) : Param(std::nullopt), decision.uid(),
                                       survivor.register_(), survivor.district(), survivor.institution(), survivor.uid()});
}

}  // namespace dayaq::survivor
