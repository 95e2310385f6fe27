// dayaq.payment.v1.IncomeReviewService, and how reviews come about. No SQL, no gRPC, no clock of its own.
#ifndef SERVICES_PAYMENT_INCOME_REVIEW_SERVICE_H_
#define SERVICES_PAYMENT_INCOME_REVIEW_SERVICE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "dayaq/payment/v1/income_review_service.pb.h"
#include "services/payment/income_policy.h"
#include "services/payment/income_review_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

using rpc::Call;

class IncomeReviewService {
 public:
  // `policy` outlives it.
  explicit IncomeReviewService(const IncomePolicy& policy) : policy_(policy) {}

  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::ListIncomeReviewsResponse> ListIncomeReviews(const v1::ListIncomeReviewsRequest& request, Call& call);
  absl::StatusOr<v1::IncomeReview> GetIncomeReview(const v1::GetIncomeReviewRequest& request, Call& call);
  absl::StatusOr<v1::IncomeReview> SettleIncomeReview(const v1::SettleIncomeReviewRequest& request, Call& call);
  absl::Status CheckSettling(const v1::SettleIncomeReviewRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::IncomeReview> Reread(const std::string& name, Call& call);

  // "placement.started", "placement.ended": a review for each benefit that may depend on it, and whoever receives it is told that
  // there is something to know. Stores nothing when it is told again.
  absl::Status Open(const outbox::v1::Event& event, Call& call) const;

 private:
  const IncomePolicy& policy_;
  IncomeReviewStore store_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_INCOME_REVIEW_SERVICE_H_
