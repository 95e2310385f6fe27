// What one benefit leaves no room for beside another: exclusions and ceilings. Pure. Inside the room.
#ifndef SERVICES_PAYMENT_BENEFIT_LIMITS_H_
#define SERVICES_PAYMENT_BENEFIT_LIMITS_H_

#include <string>
#include <vector>

#include "services/payment/assessment_rules.h"

namespace dayaq::payment {

// Takes off, of the answers of all rules about one person, what others go before (yields_to) and what exceeds a ceiling, and says
// so in the explanations. Amounts never rise. A benefit that is looked at has been limited itself before; rules that stand in a
// circle, which CheckTogether refuses, limit each other in their order.
void LimitEachOther(std::vector<RuleAnswers>& all);

// The benefits that a rule looks at: those it yields to, and those under one ceiling with it.
std::vector<std::string> LooksAt(const v1::BenefitRule& rule);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BENEFIT_LIMITS_H_
