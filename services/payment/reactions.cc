#include "services/payment/reactions.h"

#include "services/payment/payment_names.h"

namespace dayaq::payment {

std::vector<rpc::Reaction> PaymentReactions(const AssessmentService& assessments) {
  return {{.subscriber = "payment.assess",
           .action = "entitlement.assess",
           .react = [&assessments](const outbox::v1::Event& event, rpc::Call& call) {
             return assessments.Reassess({{SurvivorUidOf(event.resource()), event.kind(), &call}});
           }}};
}

}  // namespace dayaq::payment
