// What is missing to pay, and who can supply it. Pure. Inside the room.
#ifndef SERVICES_PAYMENT_MISSING_FACTS_H_
#define SERVICES_PAYMENT_MISSING_FACTS_H_

#include "dayaq/payment/v1/replay_service.pb.h"
#include "services/payment/assessment_rules.h"

namespace dayaq::payment {

// Adds to `response.missing` what the holds of an answer wait for; what others wait for too stands once, with all benefits.
void AddMissing(const v1::WhyNotAnswer& answer, const BenefitAssessment& found, const v1::BenefitFacts& facts,
                v1::WhyNotResponse& response);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_MISSING_FACTS_H_
