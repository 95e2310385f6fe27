#include "services/survivor/erasure_store.h"

#include <utility>

#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/erasure_queries.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

absl::StatusOr<RetentionFacts> FactsIn(const Row& row) {
  RetentionFacts facts;
  std::string died_on, last_due_on;
  std::optional<absl::Time> recorded;
  RETURN_IF_ERROR(row.Read({{"uid", &facts.uid},
                            {"register", &facts.register_code},
                            {"district", &facts.district},
                            {"institution", &facts.institution},
                            {"died_on", &died_on},
                            {"death_recorded_time", &recorded},
                            {"last_due_on", &last_due_on}}));
  RETURN_IF_ERROR(row.ReadOctets("wrapped", &facts.wrapped));
  if (recorded.has_value()) {
    facts.died_on = absl::ToCivilDay(*recorded, BakuZone());
    if (const auto day = PartialDateFromText(died_on); day.has_value() && Latest(*day).has_value()) facts.died_on = Latest(*day);
  }
  if (const auto day = PartialDateFromText(last_due_on); day.has_value()) facts.last_due_on = Latest(*day);
  if (!facts.wrapped.empty() && !IsKeyBundle(facts.wrapped)) return absl::DataLossError("a record's keys are malformed");
  return facts;
}

absl::StatusOr<std::vector<RetentionFacts>> AllFacts(const std::vector<Row>& rows) {
  std::vector<RetentionFacts> all;
  for (const Row& row : rows) {
    ASSIGN_OR_RETURN(RetentionFacts facts, FactsIn(row));
    all.push_back(std::move(facts));
  }
  return all;
}

}  // namespace

absl::StatusOr<RetentionFacts> ErasureStore::FactsOf(Transaction& transaction, absl::string_view survivor_uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kRetentionOf, {survivor_uid}));
  return FactsIn(row);
}

absl::StatusOr<std::vector<RetentionFacts>> ErasureStore::Dead(Transaction& transaction, absl::string_view after, int limit) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kDeadWithKeys, {OrNull(after), limit}, limit));
  return AllFacts(rows);
}

absl::StatusOr<std::vector<RetentionFacts>> ErasureStore::KeysOf(Transaction& transaction,
                                                                 const std::vector<std::string>& survivor_uids) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows,
                   transaction.All<Row>(kKeysOf, {survivor_uids}, static_cast<int>(survivor_uids.size())));
  return AllFacts(rows);
}

absl::Status ErasureStore::Add(Transaction& transaction, const v1::Erasure& erasure) const {
  return transaction.Execute(kAddErasure, {Rows(erasure)});
}

absl::StatusOr<v1::Erasure> ErasureStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Erasure erasure, transaction.One<v1::Erasure>(kErasure, {uid}));
  erasure.set_name(ErasureName(erasure.uid()));
  return erasure;
}

absl::StatusOr<v1::Erasure> ErasureStore::GetToApprove(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockErasure, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<std::vector<v1::Erasure>> ErasureStore::List(Transaction& transaction, const v1::ListErasuresRequest& request,
                                                            absl::string_view after, int limit) const {
  const std::string survivor = request.survivor().empty() ? "" : UidOf(request.survivor());
  ASSIGN_OR_RETURN(std::vector<v1::Erasure> all,
                   transaction.All<v1::Erasure>(kErasures, {OrNull(survivor), request.to_approve(), OrNull(after), limit}, limit));
  for (v1::Erasure& erasure : all) erasure.set_name(ErasureName(erasure.uid()));
  return all;
}

absl::Status ErasureStore::Approve(Transaction& transaction, absl::string_view uid) const {
  return transaction.Execute(kApproveErasure, {uid});
}

absl::Status ErasureStore::Erase(Transaction& transaction, absl::string_view survivor_uid,
                                 const std::set<KeyClass>& classes) const {
  // Of every record of the person.
  constexpr int kMostRecords = 1000;
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kKeysToDestroy, {survivor_uid}, kMostRecords));
  for (const Row& row : rows) {
    std::string uid;
    WrappedKey wrapped;
    int32_t kek_id = 0;
    RETURN_IF_ERROR(row.Read({{"uid", &uid}, {"kek_id", &kek_id}}));
    RETURN_IF_ERROR(row.ReadOctets("wrapped", &wrapped.bytes));
    wrapped.kek_id = static_cast<uint32_t>(kek_id);
    ASSIGN_OR_RETURN(const WrappedKey left, transaction.keys().Destroy(uid, wrapped, classes));
    RETURN_IF_ERROR(transaction.Execute(kErase, {uid, static_cast<int64_t>(left.kek_id), Octets{left.bytes}}));
  }
  return absl::OkStatus();
}

}  // namespace dayaq::survivor
