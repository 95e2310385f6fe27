#include "services/audit/oversight_store.h"

#include <string>

#include "services/audit/audit_names.h"
#include "services/audit/unusual_look_queries.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::audit {

absl::StatusOr<std::vector<v1::UnusualLook>> OversightStore::ListLooks(Transaction& transaction, v1::UnusualLookState state,
                                                                       absl::string_view staff_uid,
                                                                       const std::optional<v1::UnusualLook>& after,
                                                                       int limit) const {
  Params params = {state, OrNull(staff_uid), std::nullopt, std::nullopt, std::nullopt, limit};
  if (after.has_value()) {
    params[2] = after->state() == v1::UNUSUAL_LOOK_STATE_OPEN;
    params[3] = after->score();
    params[4] = after->uid();
  }
  ASSIGN_OR_RETURN(std::vector<v1::UnusualLook> all, transaction.All<v1::UnusualLook>(kUnusualLooks, params, limit));
  for (v1::UnusualLook& look : all) look.set_name(UnusualLookName(look.uid()));
  return all;
}

absl::StatusOr<v1::UnusualLook> OversightStore::GetLook(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::UnusualLook look, transaction.One<v1::UnusualLook>(kUnusualLook, {uid}));
  look.set_name(UnusualLookName(look.uid()));
  return look;
}

absl::StatusOr<v1::UnusualLook> OversightStore::GetLookToReview(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockUnusualLook, {uid}).status());
  return GetLook(transaction, uid);
}

absl::Status OversightStore::Review(Transaction& transaction, absl::string_view uid, v1::UnusualLookState verdict,
                                    absl::string_view words) const {
  return transaction.Execute(kReviewUnusualLook, {uid, verdict, words});
}

absl::StatusOr<v1::WatchedRecord> OversightStore::FindToWatch(Transaction& transaction, absl::string_view number) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kFindToWatch, {number}));
  v1::WatchedRecord record;
  RETURN_IF_ERROR(
      row.Read({{"uid", record.mutable_uid()}, {"register", record.mutable_register_()}, {"district", record.mutable_district()}}));
  record.set_number(std::string(number));
  return record;
}

absl::Status OversightStore::Watch(Transaction& transaction, const v1::WatchedRecord& record) const {
  return transaction.Execute(
      kWatch, {record.uid(), record.number(), record.register_(), record.district(), record.watched(), record.words()});
}

absl::StatusOr<v1::WatchedRecord> OversightStore::GetWatched(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::WatchedRecord record, transaction.One<v1::WatchedRecord>(kWatchedRecord, {uid}));
  record.set_name(WatchedRecordName(record.uid()));
  return record;
}

absl::StatusOr<std::vector<v1::WatchedRecord>> OversightStore::ListWatched(Transaction& transaction, bool ended_too,
                                                                           absl::string_view after, int limit) const {
  ASSIGN_OR_RETURN(std::vector<v1::WatchedRecord> all,
                   transaction.All<v1::WatchedRecord>(kWatchedRecords, {ended_too, OrNull(after), limit}, limit));
  for (v1::WatchedRecord& record : all) record.set_name(WatchedRecordName(record.uid()));
  return all;
}

}  // namespace dayaq::audit
