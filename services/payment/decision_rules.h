// From the answer of a rule to the entitlement that it makes of the one that stands. Pure.
#ifndef SERVICES_PAYMENT_DECISION_RULES_H_
#define SERVICES_PAYMENT_DECISION_RULES_H_

#include <vector>

#include "dayaq/payment/v1/entitlement.pb.h"
#include "services/payment/assessment_rules.h"

namespace dayaq::payment {

// What an answer makes of an entitlement.
struct Decision {
  v1::Entitlement entitlement;
  // Something is different: instalments are to be added, or the answer says something else. If not, the entitlement is as it stood.
  bool decides = false;
};

// `standing` without instalments, `added` what reconciling says. A new version of a rule that answers the same decides nothing: the
// decision stays under the version it was made by.
Decision DecisionBy(const v1::BenefitRule& rule, const BenefitAssessment& answer, const v1::Entitlement& standing,
                    const std::vector<v1::Instalment>& added);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_DECISION_RULES_H_
