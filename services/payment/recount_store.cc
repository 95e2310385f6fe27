#include "services/payment/recount_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/payment/payment_names.h"
#include "services/payment/recount_queries.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {
namespace {

constexpr int kMostLanes = 100;
constexpr int kMostNames = 10000;
// Of one person, by far.
constexpr int kMostEntitlements = 500;

absl::StatusOr<v1::Recount> WithCounts(absl::StatusOr<WithRow<v1::Recount>> found) {
  RETURN_IF_ERROR(found.status());
  v1::Recount recount = std::move(found->message);
  int64_t done = 0, qualifying = 0, with_question = 0, held = 0, started = 0, changed = 0, unserved = 0;
  RETURN_IF_ERROR(found->row.Read({{"done", &done},
                                   {"qualifying", &qualifying},
                                   {"with_question", &with_question},
                                   {"held", &held},
                                   {"started", &started},
                                   {"changed", &changed},
                                   {"unserved", &unserved}}));
  recount.set_name(absl::StrCat("recounts/", recount.uid()));
  v1::RecountCounts& counts = *recount.mutable_counts();
  counts.set_done(done);
  counts.set_qualifying(qualifying);
  counts.set_with_question(with_question);
  counts.set_held(held);
  counts.set_started(started);
  counts.set_changed(changed);
  counts.set_unserved(unserved);
  return recount;
}

absl::StatusOr<int64_t> TotalIn(const absl::StatusOr<Row>& row) {
  RETURN_IF_ERROR(row.status());
  int64_t total = 0;
  RETURN_IF_ERROR(row->Read({{"total", &total}}));
  return total;
}

}  // namespace

absl::StatusOr<bool> RecountStore::Start(Transaction& transaction, absl::string_view uid, v1::RecountKind kind,
                                         const std::vector<std::string>& benefits, absl::string_view staff_uid) const {
  ASSIGN_OR_RETURN(const int64_t started, transaction.ExecuteCount(kStartRecount, {uid, kind, benefits, OrNull(staff_uid)}));
  return started == 1;
}

absl::StatusOr<v1::Recount> RecountStore::Get(Transaction& transaction, absl::string_view uid) const {
  return WithCounts(transaction.One<WithRow<v1::Recount>>(kRecount, {uid}));
}

absl::StatusOr<v1::Recount> RecountStore::Last(Transaction& transaction, v1::RecountKind kind, bool finished) const {
  return WithCounts(transaction.One<WithRow<v1::Recount>>(kLastRecount, {kind, finished}));
}

absl::StatusOr<std::optional<v1::Recount>> RecountStore::Lock(Transaction& transaction, absl::string_view uid) const {
  return transaction.Maybe<v1::Recount>(kLockRecount, {uid});
}

absl::StatusOr<std::vector<v1::RecountLane>> RecountStore::Lanes(Transaction& transaction, absl::string_view recount_uid) const {
  return transaction.All<v1::RecountLane>(kLanes, {recount_uid}, kMostLanes);
}

absl::StatusOr<std::optional<v1::RecountLane>> RecountStore::LaneToChange(Transaction& transaction, absl::string_view uid) const {
  return transaction.Maybe<v1::RecountLane>(kLaneToChange, {uid});
}

absl::StatusOr<Everybody> RecountStore::Divide(Transaction& transaction, int lanes) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kLanesOfEverybody, {lanes}));
  Everybody everybody;
  RETURN_IF_ERROR(row.Read({{"total", &everybody.total}, {"ends", &everybody.ends}}));
  return everybody;
}

absl::Status RecountStore::AddLanes(Transaction& transaction, absl::string_view recount_uid, int64_t total,
                                    const std::vector<v1::RecountLane>& lanes) const {
  RETURN_IF_ERROR(transaction.Execute(kSetTotal, {recount_uid, total}));
  return transaction.Execute(kAddLanes, {Rows(lanes)});
}

absl::Status RecountStore::Advance(Transaction& transaction, const v1::RecountLane& lane) const {
  return transaction.Execute(kAdvanceLane, {Rows(lane)});
}

absl::StatusOr<bool> RecountStore::Finish(Transaction& transaction, absl::string_view uid, absl::Time now) const {
  ASSIGN_OR_RETURN(const int64_t finished, transaction.ExecuteCount(kFinishRecount, {uid, now}));
  return finished == 1;
}

absl::StatusOr<std::set<std::string>> RecountStore::Covered(Transaction& transaction) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kCovered, {}, kMostNames));
  std::set<std::string> covered;
  for (const Row& row : rows) {
    std::string benefit;
    RETURN_IF_ERROR(row.Read({{"benefit", &benefit}}));
    covered.insert(std::move(benefit));
  }
  return covered;
}

absl::StatusOr<std::vector<std::string>> RecountStore::Next(Transaction& transaction, const v1::RecountLane& lane, int most) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows,
                   transaction.All<Row>(kNextOfLane, {OrNull(lane.after_uid()), OrNull(lane.until_uid()), most}, most));
  std::vector<std::string> uids;
  uids.reserve(rows.size());
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

absl::StatusOr<std::vector<v1::BenefitFacts>> RecountStore::Facts(Transaction& transaction,
                                                                  const std::vector<std::string>& uids) const {
  return transaction.All<v1::BenefitFacts>(kFactsOfPeople, {uids}, static_cast<int>(uids.size()));
}

absl::StatusOr<std::map<std::string, std::map<AnswerKey, v1::Entitlement>>> RecountStore::Entitlements(
    Transaction& transaction, const std::vector<std::string>& uids, const std::set<std::string>& benefits) const {
  ASSIGN_OR_RETURN(std::vector<v1::Entitlement> entitlements,
                   entitlements_.Standing(transaction, uids, {benefits.begin(), benefits.end()}));
  std::map<std::string, std::map<AnswerKey, v1::Entitlement>> by_survivor;
  for (v1::Entitlement& entitlement : entitlements) {
    const AnswerKey key = {entitlement.survivor_uid(), entitlement.benefit(), entitlement.occasion_uid(),
                           entitlement.beneficiary_uid()};
    by_survivor[entitlement.survivor_uid()].emplace(key, std::move(entitlement));
  }
  return by_survivor;
}

absl::StatusOr<std::set<AnswerKey>> RecountStore::Standing(Transaction& transaction, const std::vector<std::string>& uids,
                                                           const std::vector<std::string>& benefits) const {
  const int most = kMostEntitlements * static_cast<int>(uids.size());
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kStandingKeys, {uids, benefits, most + 1}, most));
  std::set<AnswerKey> standing;
  for (const Row& row : rows) {
    std::string survivor, benefit, occasion, beneficiary;
    RETURN_IF_ERROR(row.Read(
        {{"survivor_uid", &survivor}, {"benefit", &benefit}, {"occasion_uid", &occasion}, {"beneficiary_uid", &beneficiary}}));
    standing.emplace(std::move(survivor), std::move(benefit), std::move(occasion), std::move(beneficiary));
  }
  return standing;
}

absl::StatusOr<std::map<std::string, bool>> RecountStore::Pending(Transaction& transaction,
                                                                  const std::vector<std::string>& survivor_uids) const {
  std::vector<std::string> names;
  names.reserve(survivor_uids.size());
  for (const std::string& uid : survivor_uids) names.push_back(SurvivorName(uid));
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kPending, {names}, kMostNames));
  std::map<std::string, bool> pending;
  for (const Row& row : rows) {
    std::string name;
    bool parked = false;
    RETURN_IF_ERROR(row.Read({{"name", &name}, {"parked", &parked}}));
    pending[SurvivorUidOf(name)] = parked;
  }
  return pending;
}

absl::Status RecountStore::NoteUnserved(Transaction& transaction, const std::vector<v1::Unserved>& unserved,
                                        const std::vector<std::string>& looked_at, absl::Time now) const {
  return transaction.Execute(kNoteUnserved, {Rows(unserved), looked_at, now});
}

absl::StatusOr<std::vector<v1::Unserved>> RecountStore::Unserved(Transaction& transaction,
                                                                 const std::vector<std::string>& registers, absl::string_view after,
                                                                 int limit) const {
  return transaction.All<v1::Unserved>(kUnserved, {registers, OrNull(after), limit}, limit);
}

absl::StatusOr<int64_t> RecountStore::CountUnserved(Transaction& transaction, const std::vector<std::string>& registers) const {
  return TotalIn(transaction.One<Row>(kCountUnserved, {registers}));
}

absl::StatusOr<int64_t> RecountStore::CountAllUnserved(Transaction& transaction) const {
  return TotalIn(transaction.One<Row>(kCountAllUnserved));
}

}  // namespace dayaq::payment
