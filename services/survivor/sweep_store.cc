#include "services/survivor/sweep_store.h"

#include "services/platform/base/status_macros.h"
#include "services/survivor/match_queries.h"

namespace dayaq::survivor {
namespace {

// A record has some twenty.
constexpr int kMostTokens = 50000;

}  // namespace

absl::StatusOr<bool> SweepStore::Start(Transaction& transaction, absl::string_view uid, absl::string_view register_code,
                                       v1::SweepKind kind) const {
  ASSIGN_OR_RETURN(const int64_t started, transaction.ExecuteCount(kStartSweep, {uid, register_code, kind}));
  return started == 1;
}

absl::StatusOr<v1::MatchSweep> SweepStore::Get(Transaction& transaction, absl::string_view uid) const {
  return transaction.One<v1::MatchSweep>(kSweep, {uid});
}

absl::StatusOr<v1::MatchSweep> SweepStore::Last(Transaction& transaction, absl::string_view register_code,
                                                v1::SweepKind kind) const {
  return transaction.One<v1::MatchSweep>(kLastSweep, {register_code, kind});
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

absl::StatusOr<std::map<std::string, std::set<std::pair<std::string, std::string>>>> SweepStore::Tokens(
    Transaction& transaction, const std::vector<std::string>& uids) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kTokensOfSweep, {uids}, kMostTokens));
  std::map<std::string, std::set<std::pair<std::string, std::string>>> tokens;
  for (const Row& row : rows) {
    std::string uid, kind, token;
    RETURN_IF_ERROR(row.Read({{"survivor_uid", &uid}, {"kind", &kind}}));
    RETURN_IF_ERROR(row.ReadOctets("token", &token));
    tokens[uid].emplace(std::move(kind), std::move(token));
  }
  return tokens;
}

absl::Status SweepStore::WriteTokens(Transaction& transaction, const std::vector<std::string>& uids,
                                     const std::vector<SurvivorToken>& tokens) const {
  return transaction.Execute(kWriteTokens, {TokenRows(tokens), uids});
}

absl::Status SweepStore::Advance(Transaction& transaction, const v1::MatchSweep& sweep) const {
  return transaction.Execute(kAdvanceSweep, {Rows(sweep)});
}

}  // namespace dayaq::survivor
