#include "services/payment/reactions.h"

namespace dayaq::payment {

std::vector<rpc::Reaction> PaymentReactions(const AssessmentService& assessments) {
  return {{.subscriber = "payment.assess",
           .action = "entitlement.assess",
           .react_all = [&assessments](const std::vector<rpc::Told>& told) { return assessments.Reassess(told); },
           .workers = 2}};
}

}  // namespace dayaq::payment
