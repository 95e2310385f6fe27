// What would have to be otherwise for a condition to hold: changes of facts, each said in words. Pure. Inside the room.
#ifndef SERVICES_PAYMENT_FACT_CHANGES_H_
#define SERVICES_PAYMENT_FACT_CHANGES_H_

#include <functional>
#include <vector>

#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"

namespace dayaq::payment {

// One change, and how it is said: "the percent were 31 or more (it is 25)".
struct FactChange {
  v1::Words words;
  std::function<void(v1::BenefitFacts&)> apply;
};

// The changes that could make `condition` hold for somebody of whom `facts` are known. None for what nobody can wish for: that
// somebody had died, or were alive.
std::vector<FactChange> ChangesFor(const v1::Condition& condition, const v1::BenefitFacts& facts, absl::CivilDay today);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_FACT_CHANGES_H_
