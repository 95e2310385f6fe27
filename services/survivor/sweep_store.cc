#include "services/survivor/sweep_store.h"

#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/survivor/match_queries.h"

namespace dayaq::survivor {
namespace {

// A record has some twenty.
constexpr int kMostTokens = 50000;

absl::StatusOr<v1::MatchSweep> WithCounts(absl::StatusOr<WithRow<v1::MatchSweep>> found) {
  RETURN_IF_ERROR(found.status());
  v1::MatchSweep sweep = std::move(found->message);
  int64_t done = 0, weighed = 0, found_so_far = 0;
  absl::Time updated;
  RETURN_IF_ERROR(found->row.Read({{"done", &done}, {"weighed", &weighed}, {"found", &found_so_far}, {"update_time", &updated}}));
  sweep.set_done(done);
  sweep.set_weighed(weighed);
  sweep.set_found(found_so_far);
  *sweep.mutable_update_time() = Timestamp(updated);
  return sweep;
}

}  // namespace

absl::StatusOr<bool> SweepStore::Start(Transaction& transaction, absl::string_view uid, absl::string_view register_code,
                                       v1::SweepKind kind) const {
  ASSIGN_OR_RETURN(const int64_t started, transaction.ExecuteCount(kStartSweep, {uid, register_code, kind}));
  return started == 1;
}

absl::StatusOr<v1::MatchSweep> SweepStore::Get(Transaction& transaction, absl::string_view uid) const {
  return WithCounts(transaction.One<WithRow<v1::MatchSweep>>(kSweep, {uid}));
}

absl::StatusOr<v1::MatchSweep> SweepStore::Last(Transaction& transaction, absl::string_view register_code,
                                                v1::SweepKind kind) const {
  return WithCounts(transaction.One<WithRow<v1::MatchSweep>>(kLastSweep, {register_code, kind}));
}

absl::StatusOr<std::optional<v1::MatchSweep>> SweepStore::Lock(Transaction& transaction, absl::string_view uid) const {
  return transaction.Maybe<v1::MatchSweep>(kLockSweep, {uid});
}

absl::StatusOr<std::optional<v1::MatchSweep>> SweepStore::Find(Transaction& transaction, absl::string_view uid) const {
  return transaction.Maybe<v1::MatchSweep>(kUnlockedSweep, {uid});
}

absl::StatusOr<bool> SweepStore::HasLanes(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kHasLanes, {uid}));
  bool known = false;
  RETURN_IF_ERROR(row.Read({{"known", &known}}));
  return known;
}

absl::StatusOr<SweptRegister> SweepStore::Divide(Transaction& transaction, absl::string_view register_code, int lanes) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kLanesOfSweep, {register_code, lanes}));
  SweptRegister swept;
  RETURN_IF_ERROR(row.Read({{"total", &swept.total}, {"ends", &swept.ends}}));
  return swept;
}

absl::Status SweepStore::Begin(Transaction& transaction, const v1::MatchSweep& sweep,
                               const std::vector<v1::SweepLane>& lanes) const {
  RETURN_IF_ERROR(transaction.Execute(kBeginSweep, {sweep.uid(), sweep.total(), sweep.policy_version()}));
  return transaction.Execute(kAddSweepLanes, {Rows(lanes)});
}

absl::StatusOr<std::optional<v1::SweepLane>> SweepStore::LaneToChange(Transaction& transaction, absl::string_view uid) const {
  return transaction.Maybe<v1::SweepLane>(kSweepLaneToChange, {uid});
}

absl::StatusOr<std::vector<std::string>> SweepStore::Next(Transaction& transaction, absl::string_view register_code,
                                                          const v1::SweepLane& lane, int most) const {
  ASSIGN_OR_RETURN(
      const std::vector<Row> rows,
      transaction.All<Row>(kNextOfSweep, {register_code, OrNull(lane.after_uid()), OrNull(lane.until_uid()), most}, most));
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

absl::Status SweepStore::Advance(Transaction& transaction, const v1::SweepLane& lane) const {
  return transaction.Execute(kAdvanceSweepLane, {Rows(lane)});
}

absl::Status SweepStore::Finish(Transaction& transaction, absl::string_view uid, absl::Time now) const {
  return transaction.Execute(kFinishSweep, {uid, now});
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

}  // namespace dayaq::survivor
