// What the payment service does by itself when something became true.
#ifndef SERVICES_PAYMENT_REACTIONS_H_
#define SERVICES_PAYMENT_REACTIONS_H_

#include <vector>

#include "services/payment/assessment_service.h"
#include "services/payment/recount_pass.h"
#include "services/payment/recovery_policy.h"
#include "services/payment/suspension_service.h"
#include "services/platform/rpc/reactions.h"

namespace dayaq::payment {

// "payment.assess": hears what became of a survivor, of disability decisions and incidents as far as they touch survivors, and that
// a month began (db/deploy/payment_access.sql). What is given to these outlives them.
std::vector<rpc::Reaction> PaymentReactions(const AssessmentService& assessments);

// "payment.end_suspensions" and "payment.plan_recoveries": what follows from decisions and differences
// (db/deploy/payment_decisions.sql).
std::vector<rpc::Reaction> DecisionReactions(const SuspensionService& suspensions);

// "payment.recount": goes through everybody, several lanes at a time.
rpc::Reaction RecountReaction(const RecountPass& pass, const RecoveryPolicy& policy);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_REACTIONS_H_
