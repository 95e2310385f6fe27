#include "services/survivor/sweep_store.h"

#include "services/platform/base/status_macros.h"
#include "services/survivor/match_queries.h"

namespace dayaq::survivor {

absl::StatusOr<bool> SweepStore::Start(Transaction& transaction, absl::string_view uid, absl::string_view register_code) const {
  ASSIGN_OR_RETURN(const int64_t started, transaction.ExecuteCount(kStartSweep, {uid, register_code}));
  return started == 1;
}

absl::StatusOr<v1::MatchSweep> SweepStore::Get(Transaction& transaction, absl::string_view uid) const {
  return transaction.One<v1::MatchSweep>(kSweep, {uid});
}

absl::StatusOr<v1::MatchSweep> SweepStore::Last(Transaction& transaction, absl::string_view register_code) const {
  return transaction.One<v1::MatchSweep>(kLastSweep, {register_code});
}

absl::StatusOr<std::optional<v1::MatchSweep>> SweepStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  return transaction.Maybe<v1::MatchSweep>(kSweepToChange, {uid});
}

absl::StatusOr<int64_t> SweepStore::CountRecords(Transaction& transaction, absl::string_view register_code) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kCountOfSweep, {register_code}));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

absl::StatusOr<std::vector<std::string>> SweepStore::Next(Transaction& transaction, absl::string_view register_code,
                                                          absl::string_view after, int most) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kNextOfSweep, {register_code, OrNull(after), most}, most));
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

absl::Status SweepStore::Advance(Transaction& transaction, const v1::MatchSweep& sweep) const {
  return transaction.Execute(kAdvanceSweep, {Rows(sweep)});
}

}  // namespace dayaq::survivor
