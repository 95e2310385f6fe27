#include "services/payment/suspension_store.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/payment/suspension_queries.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

constexpr int kMost = 100;

void SetName(v1::Suspension& suspension) { suspension.set_name(absl::StrCat("suspensions/", suspension.uid())); }
void SetName(v1::EntitlementAppeal& appeal) { appeal.set_name(absl::StrCat("entitlementAppeals/", appeal.uid())); }
void SetName(v1::RecoveryPlan& plan) { plan.set_name(absl::StrCat("recoveryPlans/", plan.uid())); }

template <typename M>
absl::StatusOr<M> Named(absl::StatusOr<M> found) {
  if (found.ok()) SetName(*found);
  return found;
}

template <typename M>
absl::StatusOr<std::vector<M>> AllNamed(absl::StatusOr<std::vector<M>> found) {
  if (!found.ok()) return found;
  for (M& one : *found) SetName(one);
  return found;
}

absl::StatusOr<bool> WasOne(const absl::StatusOr<int64_t>& count) {
  RETURN_IF_ERROR(count.status());
  return *count == 1;
}

absl::StatusOr<v1::RecoveryPlan> PlanIn(WithRow<v1::RecoveryPlan> found) {
  int64_t back = 0, covered = 0;
  RETURN_IF_ERROR(found.row.Read({{"back", &back}, {"covered", &covered}}));
  found.message.set_taken_back_qepik(back);
  found.message.set_covered_qepik(covered);
  SetName(found.message);
  return std::move(found.message);
}

}  // namespace

absl::StatusOr<v1::Suspension> SuspensionStore::Get(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::Suspension>(kSuspension, {uid}));
}

absl::StatusOr<std::vector<v1::Suspension>> SuspensionStore::Of(Transaction& transaction, absl::string_view entitlement_uid) const {
  return AllNamed(transaction.All<v1::Suspension>(kSuspensionsOf, {entitlement_uid}, kMost));
}

absl::StatusOr<bool> SuspensionStore::Add(Transaction& transaction, const v1::Suspension& suspension) const {
  return WasOne(transaction.ExecuteCount(kSuspend, {Rows(suspension)}));
}

absl::StatusOr<bool> SuspensionStore::Resume(Transaction& transaction, const v1::Suspension& suspension, absl::Time now) const {
  return WasOne(transaction.ExecuteCount(
      kResume, {suspension.uid(), suspension.state(), suspension.resumed_by_uid(), suspension.resume_reason(), now}));
}

absl::StatusOr<bool> SuspensionStore::Expire(Transaction& transaction, absl::string_view uid, absl::CivilDay today,
                                             absl::Time now) const {
  return WasOne(transaction.ExecuteCount(kExpire, {uid, PartialDateOf(today), now}));
}

absl::StatusOr<v1::EntitlementAppeal> SuspensionStore::GetAppeal(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::EntitlementAppeal>(kAppeal, {uid}));
}

absl::StatusOr<std::vector<v1::EntitlementAppeal>> SuspensionStore::AppealsOf(Transaction& transaction,
                                                                              absl::string_view entitlement_uid) const {
  return AllNamed(transaction.All<v1::EntitlementAppeal>(kAppealsOf, {entitlement_uid}, kMost));
}

absl::StatusOr<bool> SuspensionStore::Lodge(Transaction& transaction, const v1::EntitlementAppeal& appeal) const {
  return WasOne(transaction.ExecuteCount(kLodge, {Rows(appeal)}));
}

absl::StatusOr<bool> SuspensionStore::Decide(Transaction& transaction, const v1::EntitlementAppeal& appeal, absl::Time now) const {
  return WasOne(
      transaction.ExecuteCount(kDecide, {appeal.uid(), appeal.state(), appeal.decision_reason(), appeal.decided_by_uid(), now}));
}

absl::StatusOr<v1::RecoveryPlan> SuspensionStore::GetPlan(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(WithRow<v1::RecoveryPlan> found, transaction.One<WithRow<v1::RecoveryPlan>>(kPlan, {uid}));
  return PlanIn(std::move(found));
}

absl::StatusOr<std::optional<v1::RecoveryPlan>> SuspensionStore::PlanOf(Transaction& transaction,
                                                                        absl::string_view entitlement_uid) const {
  ASSIGN_OR_RETURN(std::optional<WithRow<v1::RecoveryPlan>> found,
                   transaction.Maybe<WithRow<v1::RecoveryPlan>>(kPlanOf, {entitlement_uid}));
  if (!found.has_value()) return std::nullopt;
  ASSIGN_OR_RETURN(v1::RecoveryPlan plan, PlanIn(*std::move(found)));
  return plan;
}

absl::StatusOr<std::vector<v1::RecoveryPlan>> SuspensionStore::PlansOfMerged(Transaction& transaction,
                                                                             absl::string_view entitlement_uid) const {
  ASSIGN_OR_RETURN(std::vector<WithRow<v1::RecoveryPlan>> found,
                   transaction.All<WithRow<v1::RecoveryPlan>>(kPlansOfMerged, {entitlement_uid}, kMost));
  std::vector<v1::RecoveryPlan> plans;
  for (WithRow<v1::RecoveryPlan>& one : found) {
    ASSIGN_OR_RETURN(v1::RecoveryPlan plan, PlanIn(std::move(one)));
    plans.push_back(std::move(plan));
  }
  return plans;
}

absl::Status SuspensionStore::AddPlans(Transaction& transaction, const std::vector<v1::RecoveryPlan>& plans) const {
  return transaction.Execute(kAddPlans, {Rows(plans)});
}

absl::StatusOr<bool> SuspensionStore::DecidePlan(Transaction& transaction, const v1::RecoveryPlan& plan) const {
  return WasOne(transaction.ExecuteCount(kDecidePlan, {Rows(plan), plan.etag()}));
}

}  // namespace dayaq::payment
