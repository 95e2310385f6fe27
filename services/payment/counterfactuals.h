// The smallest changes of facts under which a benefit would be owed. Pure. Inside the room.
#ifndef SERVICES_PAYMENT_COUNTERFACTUALS_H_
#define SERVICES_PAYMENT_COUNTERFACTUALS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/replay_service.pb.h"
#include "services/payment/assessment_rules.h"

namespace dayaq::payment {

// At most five sets of changes, the smallest first: under each the benefit is owed to the survivor (or, for the family, to
// somebody), and without any one of its changes it is not. Each is found by assessing, never by reading the rule's text. `rules`
// are the rule and those that it looks at.
std::vector<v1::Counterfactual> CounterfactualsOf(const v1::BenefitRule& rule, const std::vector<v1::BenefitRule>& rules,
                                                  const v1::BenefitFacts& facts, absl::string_view occasion_uid,
                                                  absl::CivilDay today);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_COUNTERFACTUALS_H_
