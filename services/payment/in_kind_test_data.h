// Invented rules and places for the tests of benefits in kind.
#ifndef SERVICES_PAYMENT_IN_KIND_TEST_DATA_H_
#define SERVICES_PAYMENT_IN_KIND_TEST_DATA_H_

#include <string>

#include "services/payment/benefit_test_data.h"
#include "services/payment/in_kind_benefits.h"
#include "services/payment/in_kind_rules.h"

namespace dayaq::payment {

inline constexpr char kInventedInKindRules[] = "tests/data/benefits-in-kind";

inline v1::InKindRule InKindRuleOf(const std::string& benefit) {
  const auto rules = LoadInKindBenefits(kInventedInKindRules);
  for (const v1::InKindRule& rule : rules.value()) {
    if (rule.benefit() == benefit) return rule;
  }
  return {};
}

inline absl::CivilDay DayOf(const std::string& text) { return *Earliest(Date(text)); }

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_IN_KIND_TEST_DATA_H_
