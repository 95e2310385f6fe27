// What one person is owed under one rule, and why. Pure: facts in, answer out; the same facts on the same day give the same answer.
//
// Belongs here: conditions, months, amounts, needs, questions and their sentences. Does not: what was owed before
// (instalment_rules.h).
#ifndef SERVICES_PAYMENT_ASSESSMENT_RULES_H_
#define SERVICES_PAYMENT_ASSESSMENT_RULES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"
#include "dayaq/payment/v1/entitlement.pb.h"

namespace dayaq::payment {

// What must stand for one period in all.
struct Target {
  std::string period;        // month "2025-07"; for what is paid once the event as far as its day is known, "2025-08-15"
  int64_t amount_qepik = 0;  // above 0
  friend bool operator==(const Target&, const Target&) = default;
};

// The answer for one occasion and one person who receives.
struct BenefitAssessment {
  std::string occasion_uid;  // UID of the casualty; empty when the occasion is the person
  v1::Beneficiary beneficiary = v1::BENEFICIARY_SURVIVOR;
  std::string beneficiary_uid;  // of the survivor, or of the member of the family
  // No condition certainly fails. Without an entitlement so far, one starts if this holds (it may owe nothing yet, and ask a
  // question); if not, nothing is to be kept. With one, it is withdrawn when this does not hold.
  bool qualifies = false;
  v1::EntitlementState state = v1::ENTITLEMENT_STATE_UNSPECIFIED;  // WITHDRAWN exactly when it does not qualify
  common::v1::PartialDate starts_on;  // first day it is owed for; unset when not even the first month is certain
  common::v1::PartialDate ends_on;    // last day it is owed for; unset while no end is known
  std::vector<Target> targets;        // up to the month of today, oldest first; empty when it does not qualify
  v1::Explanation explanation;
  // Everything is there that must be before money leaves; never for an example.
  bool releasable = false;
  // The next day on which time alone changes the answer: the first of the next month that is owed, or the one on which the end has
  // passed. Nothing when only facts can.
  std::optional<absl::CivilDay> look_again_on;
};

// Assesses `rule` for a person on `today` (Asia/Baku), as if there were no other. For OCCASION_PERSON one occasion; for
// OCCASION_CASUALTY each casualty, in the order of the facts. For each occasion one answer where the survivor receives; where the
// family does, one for each member, in the order in which odd qəpik fall to them, and before them one of the survivor, which holds
// the question who receives while nobody is known.
std::vector<BenefitAssessment> Assess(const v1::BenefitRule& rule, const v1::BenefitFacts& facts, absl::CivilDay today);

// The answers of one rule.
struct RuleAnswers {
  const v1::BenefitRule* rule;
  std::vector<BenefitAssessment> answers;
};

// Assesses a person under all `rules`, in their order, and takes off what one benefit leaves no room for beside another
// (benefit_limits.h). This is what is owed. `rules` outlive what is returned.
std::vector<RuleAnswers> AssessPerson(const std::vector<v1::BenefitRule>& rules, const v1::BenefitFacts& facts,
                                      absl::CivilDay today);

// The answer for an entitlement that was kept and that no answer is about any more: its casualty was set aside or found to be
// another person, or whoever received it stands in the family no more. Withdrawn, and says so.
BenefitAssessment AssessLost(const v1::BenefitRule& rule, const v1::BenefitFacts& facts, const v1::Entitlement& kept);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_ASSESSMENT_RULES_H_
