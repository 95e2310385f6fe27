// All SQL on what people decide about entitlements. Holds no rules.
#ifndef SERVICES_PAYMENT_SUSPENSION_STORE_H_
#define SERVICES_PAYMENT_SUSPENSION_STORE_H_

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "dayaq/payment/v1/suspension.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::payment {

// Names are set on all that comes out; NOT_FOUND when a row is absent or hidden. What adds or ends something says false when
// somebody else was faster.
class SuspensionStore {
 public:
  absl::StatusOr<v1::Suspension> Get(Transaction& transaction, absl::string_view uid) const;
  // Newest first, at most 100.
  absl::StatusOr<std::vector<v1::Suspension>> Of(Transaction& transaction, absl::string_view entitlement_uid) const;
  absl::StatusOr<bool> Add(Transaction& transaction, const v1::Suspension& suspension) const;
  absl::StatusOr<bool> Resume(Transaction& transaction, const v1::Suspension& suspension, absl::Time now) const;
  // Ends it by itself when its last day lies before `today`.
  absl::StatusOr<bool> Expire(Transaction& transaction, absl::string_view uid, absl::CivilDay today, absl::Time now) const;

  absl::StatusOr<v1::EntitlementAppeal> GetAppeal(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::EntitlementAppeal>> AppealsOf(Transaction& transaction, absl::string_view entitlement_uid) const;
  absl::StatusOr<bool> Lodge(Transaction& transaction, const v1::EntitlementAppeal& appeal) const;
  absl::StatusOr<bool> Decide(Transaction& transaction, const v1::EntitlementAppeal& appeal, absl::Time now) const;

  // With what its differences took back.
  absl::StatusOr<v1::RecoveryPlan> GetPlan(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::optional<v1::RecoveryPlan>> PlanOf(Transaction& transaction, absl::string_view entitlement_uid) const;
  // Those of records that go on in the record of this entitlement, for the same, oldest first.
  absl::StatusOr<std::vector<v1::RecoveryPlan>> PlansOfMerged(Transaction& transaction, absl::string_view entitlement_uid) const;
  // Entitlements that have a plan keep it.
  absl::Status AddPlans(Transaction& transaction, const std::vector<v1::RecoveryPlan>& plans) const;
  // False when the row is not of the version of `plan` any more.
  absl::StatusOr<bool> DecidePlan(Transaction& transaction, const v1::RecoveryPlan& plan) const;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_SUSPENSION_STORE_H_
