// Why somebody does not get a benefit, or is not paid yet, and what would have to be otherwise: by assessing with the facts as they
// are and with changed ones. Pure.
#ifndef SERVICES_PAYMENT_WHY_NOT_RULES_H_
#define SERVICES_PAYMENT_WHY_NOT_RULES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "dayaq/payment/v1/replay_service.pb.h"

namespace dayaq::payment {

// How the account stands that somebody is paid to.
struct PayeeStanding {
  absl::Time held_until = absl::InfinitePast();
  bool in_doubt = false;
};

// What is asked about. All outlive the answer.
struct WhyNotCase {
  const std::vector<v1::BenefitRule>& rules;  // in force
  const v1::BenefitFacts& facts;
  const std::vector<v1::Entitlement>& standing;          // of the person; without explanations and instalments
  const std::map<std::string, PayeeStanding>& accounts;  // by payee
  absl::Time now;
};

// One answer for each benefit of `benefits` (none: all in force), occasion and beneficiary. Of a benefit that falls to the family,
// members who are none of those it names are left out.
v1::WhyNotResponse WhyNotOf(const std::vector<std::string>& benefits, const WhyNotCase& about);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_WHY_NOT_RULES_H_
