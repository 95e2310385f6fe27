// Who has a right to a benefit in kind on a day, in which class and since when, and what that makes of their place in the queue.
// Pure: facts in, answer out; the same facts on the same day give the same answer.
//
// Belongs here: classes, terms, what excludes, order. Does not: who is given one (in_kind_round_rules.h).
#ifndef SERVICES_PAYMENT_IN_KIND_RULES_H_
#define SERVICES_PAYMENT_IN_KIND_RULES_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"
#include "dayaq/payment/v1/in_kind.pb.h"
#include "dayaq/payment/v1/in_kind_rule.pb.h"

namespace dayaq::payment {

// The last day that can be recorded: what is given once in a life is given until then.
inline constexpr absl::CivilDay kForLife(2199, 12, 31);

// Something in kind that a person was given and has not given back, in whichever of their records.
struct InKindGiven {
  std::string benefit;
  absl::CivilDay handed_on;
  absl::CivilDay given_until;
};

// What is known of a person beside the facts that all benefits read.
struct InKindKnown {
  std::vector<InKindGiven> given;
  // Codes of benefits in money that run.
  std::set<std::string> in_money;
};

// The answer for one person and one benefit.
struct InKindAnswer {
  // There is a class into which they fall for certain, or may fall, and nothing excludes them.
  bool qualifies = false;
  v1::InKindOutReason out_reason = v1::IN_KIND_OUT_REASON_UNSPECIFIED;  // set exactly when it does not qualify
  // They may fall into a class, and for certain into none.
  bool in_question = false;
  int class_rank = 0;  // from 1; 0 while in question
  std::string class_code;
  v1::Beneficiary beneficiary = v1::BENEFICIARY_SURVIVOR;
  // The later of the first day on which the class held and the day behind the time of the last one given.
  absl::CivilDay entitled_on;
  // Everything is confirmed that must be before it is handed over.
  bool ready = false;
  // The last one they were given, while its time is not over.
  std::optional<InKindGiven> served;
  v1::Explanation explanation;
  // The next day on which time alone may change this.
  std::optional<absl::CivilDay> look_again_on;
};

InKindAnswer AssessInKind(const v1::InKindRule& rule, const v1::BenefitFacts& facts, const InKindKnown& known,
                          absl::CivilDay today);

// The last day of the time for which one is given that is handed over on that day, by the step of that day; 2199-12-31 for once in
// a life. Before the first step it is the first one's.
absl::CivilDay GivenUntil(const v1::InKindRule& rule, absl::CivilDay handed_on);

// What an answer makes of a place in the queue.
struct InKindDecision {
  v1::InKindEntry entry;
  // Something is different: kept, told, and a new version.
  bool decides = false;
  // What was set aside for the person is given up first.
  bool gives_up = false;
};

// `standing` without uid: there is none yet. A new version of a rule that answers the same decides nothing. Declined stays declined
// when somebody is in the queue again; what is set aside stays set aside while there is a right to it.
InKindDecision DecideInKind(const v1::InKindRule& rule, const InKindAnswer& answer, const v1::InKindEntry& standing);

// The same of a place in a queue that no rule is of any more: whoever stands in it is out, and whoever has one keeps it until its
// time is over.
InKindDecision DecideWithoutRule(const v1::InKindEntry& standing, absl::CivilDay today);

// The order of a queue: by class, by day, by uid. Total: no two people stand alike.
bool GoesBefore(const v1::InKindEntry& a, const v1::InKindEntry& b);

// The event that tells of a change of a place; "" when the change is none that anybody hears of.
absl::string_view EventOf(const v1::InKindEntry& before, const v1::InKindEntry& after);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_IN_KIND_RULES_H_
