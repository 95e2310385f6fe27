#include "services/payment/reactions.h"

namespace dayaq::payment {

std::vector<rpc::Reaction> PaymentReactions(const AssessmentService& assessments) {
  return {{.subscriber = "payment.assess",
           .action = "entitlement.assess",
           .react_all = [&assessments](const std::vector<rpc::Told>& told) { return assessments.Reassess(told); },
           .workers = 2}};
}

std::vector<rpc::Reaction> DecisionReactions(const SuspensionService& suspensions) {
  return {
      {.subscriber = "payment.end_suspensions",
       .action = "entitlement.end_suspensions",
       .react = [&suspensions](const outbox::v1::Event& event, rpc::Call& call) { return suspensions.EndSuspension(event, call); }},
      {.subscriber = "payment.plan_recoveries",
       .action = "entitlement.assess",
       .react = [&suspensions](const outbox::v1::Event& event, rpc::Call& call) { return suspensions.PlanRecovery(event, call); }}};
}

rpc::Reaction RecountReaction(const RecountPass& pass, const RecoveryPolicy& policy) {
  return {.subscriber = "payment.recount",
          .action = "entitlement.recount",
          .react = [&pass](const outbox::v1::Event& event, rpc::Call& call) { return pass.GoOn(event, call); },
          .batch = 1,
          .workers = policy.recount_lanes};
}

}  // namespace dayaq::payment
