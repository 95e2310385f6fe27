// What the payment service does by itself when something became true.
#ifndef SERVICES_PAYMENT_REACTIONS_H_
#define SERVICES_PAYMENT_REACTIONS_H_

#include <vector>

#include "services/payment/assessment_service.h"
#include "services/platform/rpc/reactions.h"

namespace dayaq::payment {

// "payment.assess": hears what became of a survivor, of disability decisions and incidents as far as they touch survivors, and that
// a month began (db/deploy/payment_access.sql). `assessments` outlives it.
std::vector<rpc::Reaction> PaymentReactions(const AssessmentService& assessments);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_REACTIONS_H_
