// The sentences of an explanation, in Azerbaijani and English. Inside the room; others read them from assessment_rules.h's answers.
//
// Dates stand in ISO 8601 behind a noun ("2025-07-01 tarixindən"): a suffix on a number would have to follow how it is spoken.
#ifndef SERVICES_PAYMENT_ASSESSMENT_WORDS_H_
#define SERVICES_PAYMENT_ASSESSMENT_WORDS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"
#include "dayaq/payment/v1/entitlement.pb.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {

// Of a death as the facts have it. `holds` is kPossibly where its day is not known well enough.
v1::Words LivingWords(bool dead, const common::v1::PartialDate& died_on, bool monthly, Certainty holds);
v1::Words DeceasedWords(bool dead, const common::v1::PartialDate& died_on);
v1::Words DeathSinceWords(bool dead, const common::v1::PartialDate& died_on, const common::v1::PartialDate& since, Certainty holds);

// `decision` is the latest that counts; nullptr: none does.
v1::Words DisabilityWords(const v1::DisabilityFact* decision);

// `casualty` is nullptr when it does not count as this person any more.
v1::Words OutcomeWords(const v1::CasualtyFact* casualty, Certainty holds);
v1::Words IncidentSinceWords(const v1::CasualtyFact* casualty, const common::v1::PartialDate& since, Certainty holds);

// An amount: its step, the one before it in the rule if there is one, and the decision it goes by (nullptr: it goes by none).
v1::Words AmountWords(int64_t amount_qepik, const v1::AmountStep& step, const v1::AmountStep* before, int64_t before_qepik,
                      const v1::DisabilityFact* decision);

// `of_family`: a member of the family receives.
v1::Words NeedWords(v1::ReleaseNeed need, bool met, bool of_family);
// Of the need that amounts are certain, when some are and others are not.
v1::Words SomeAmountsWaitWords();

// `first_known` is the first day for which the rule has an amount.
v1::Words AmountUnknownWords(const common::v1::PartialDate& first_known);
v1::Words DeathDayUnknownWords(const common::v1::PartialDate& died_on);
v1::Words IncidentDayUnknownWords(const common::v1::PartialDate& occurred_on);

// What a cause, and what is recorded by act, is called.
v1::Words CauseWords(survivor::v1::DisabilityCause cause);
v1::Words RecordedKindWords(survivor::v1::BenefitFactKind kind);

// Facts with their figures.
v1::Words DisabilityFactWords(const v1::DisabilityFact& decision);
v1::Words CasualtyFactWords(const v1::CasualtyFact& casualty);
v1::Words RecordedFactWords(const v1::RecordedFact& fact);
v1::Words FamilyFactWords(const v1::FamilyFact& member);

// `fact` is the latest that counts; nullptr: none does.
v1::Words RecordedWords(const v1::Condition& condition, const v1::RecordedFact* fact);
// `first` is the first decision that counts; nullptr: none does.
v1::Words DisabilityBeforeWords(const v1::DisabilityFact* first, const common::v1::PartialDate& before);

v1::Words IndividualAmountWords(int64_t amount_qepik);
// Says of an amount that it is a share.
void AddShareWords(int64_t part_qepik, int sharers, v1::Words& words);
// `because_of` is the rule of the benefit that goes before; nullptr where there is none.
v1::Words DeductionWords(v1::DeductionKind kind, int64_t amount_qepik, const v1::BenefitRule* because_of);

v1::Words BirthDayUnknownWords();
v1::Words MemberEndUnknownWords();
v1::Words BeneficiaryUnknownWords();
v1::Words IndividualAmountMissingWords(absl::string_view period);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_ASSESSMENT_WORDS_H_
