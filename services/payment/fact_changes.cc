#include "services/payment/fact_changes.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/payment/assessment_words.h"
#include "services/payment/sentence_parts.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

using survivor::v1::DisabilityBand;

// The lowest percent of each band (rules of examination, 2022-07-01: 31, 61, 81).
struct BandStart {
  DisabilityBand band;
  int percent;
};
constexpr BandStart kBandStarts[] = {{survivor::v1::DISABILITY_BAND_31_60, 31},
                                     {survivor::v1::DISABILITY_BAND_61_80, 61},
                                     {survivor::v1::DISABILITY_BAND_81_100, 81}};

// The lowest percent above `percent` of a band that counts; nullptr when there is none.
const BandStart* NextBand(const v1::Condition& condition, int percent) {
  for (const BandStart& start : kBandStarts) {
    if (start.percent <= percent) continue;
    if (condition.bands().empty() || absl::c_linear_search(condition.bands(), start.band)) return &start;
  }
  return nullptr;
}

bool CausesCount(const v1::Condition& condition, const v1::DisabilityFact& decision) {
  return absl::c_linear_search(condition.causes(), decision.cause());
}

v1::Words CausesOf(const v1::Condition& condition) {
  std::vector<std::string> az, en;
  for (const int cause : condition.causes()) {
    const v1::Words words = CauseWords(static_cast<survivor::v1::DisabilityCause>(cause));
    az.push_back(words.az());
    en.push_back(words.en());
  }
  return Say(absl::StrJoin(az, " / "), absl::StrJoin(en, " / "));
}

// A change of one decision; none where there is no such decision, so that each change of a set can be left out.
std::function<void(v1::BenefitFacts&)> OfDecision(int place, std::function<void(v1::DisabilityFact&)> change) {
  return [place, change = std::move(change)](v1::BenefitFacts& facts) {
    if (place < facts.decisions_size()) change(*facts.mutable_decisions(place));
  };
}

// The latest decision is the one that somebody would have changed.
void ChangeDecision(const v1::Condition& condition, const v1::BenefitFacts& facts, absl::CivilDay today,
                    std::vector<FactChange>& changes) {
  const int last = facts.decisions_size() - 1;
  const v1::DisabilityFact& decision = facts.decisions(last);
  const bool cause_counts = CausesCount(condition, decision);
  const BandStart* const next = NextBand(condition, decision.percent());
  const auto band_counts = [&](DisabilityBand band) {
    return band > survivor::v1::DISABILITY_BAND_NONE &&
           (condition.bands().empty() || absl::c_linear_search(condition.bands(), band));
  };
  if (next != nullptr && !band_counts(decision.band())) {
    changes.push_back(
        {Say(absl::StrCat("əlillik faizi ", next->percent, " və ya daha çox olsaydı (indi ", decision.percent(), ")"),
             absl::StrCat("the percent of disability were ", next->percent, " or more (it is ", decision.percent(), ")")),
         OfDecision(last, [start = *next](v1::DisabilityFact& changed) {
           changed.set_percent(start.percent);
           changed.set_band(start.band);
         })});
  }
  if (!cause_counts && !condition.causes().empty()) {
    const v1::Words counted = CausesOf(condition), is = CauseWords(decision.cause());
    changes.push_back({Say(absl::StrCat("əlilliyin səbəbi bunlardan biri olsaydı: ", counted.az(), " (indi: ", is.az(), ")"),
                           absl::StrCat("the cause of the disability were one of: ", counted.en(), " (it is: ", is.en(), ")")),
                       OfDecision(last, [cause = condition.causes(0)](v1::DisabilityFact& changed) {
                         changed.set_cause(static_cast<survivor::v1::DisabilityCause>(cause));
                       })});
  }
  const auto until = Latest(decision.in_force_until());
  if (until.has_value() && *until < today) {
    changes.push_back(
        {Say(absl::StrCat("əlillik qərarı hələ qüvvədə olsaydı (", ToText(decision.in_force_until()), " tarixində bitib)"),
             absl::StrCat("the decision were still in force (it ended on ", ToText(decision.in_force_until()), ")")),
         OfDecision(last, [](v1::DisabilityFact& changed) { changed.clear_in_force_until(); })});
  }
}

void AddDecision(const v1::Condition& condition, const v1::BenefitFacts& facts, absl::CivilDay today,
                 std::vector<FactChange>& changes) {
  const BandStart* const start = NextBand(condition, 0);
  if (start == nullptr || condition.causes().empty()) return;
  const v1::Words causes = CausesOf(condition);
  const auto apply = [start = *start, cause = condition.causes(0), today,
                      place = facts.decisions_size()](v1::BenefitFacts& changed) {
    v1::DisabilityFact& decision = *changed.add_decisions();
    decision.set_decision_uid(absl::StrCat("imagined-", place));
    decision.set_percent(start.percent);
    decision.set_band(start.band);
    decision.set_cause(static_cast<survivor::v1::DisabilityCause>(cause));
    *decision.mutable_in_force_from() = PartialDateOf(today);
  };
  changes.push_back(
      {Say(absl::StrCat("əlilliyi müəyyən edən qərar olsaydı: ", start->percent,
                        " % və ya daha çox, səbəb bunlardan biri: ", causes.az()),
           absl::StrCat("there were a decision of ", start->percent, " % or more, for one of these causes: ", causes.en())),
       apply});
}

void ChangeDisability(const v1::Condition& condition, const v1::BenefitFacts& facts, absl::CivilDay today,
                      std::vector<FactChange>& changes) {
  if (facts.decisions().empty()) return AddDecision(condition, facts, today, changes);
  ChangeDecision(condition, facts, today, changes);
}

// An earlier first day of the decisions there are.
void ChangeFirstDecision(const v1::Condition& condition, const v1::BenefitFacts& facts, std::vector<FactChange>& changes) {
  const auto before = Earliest(condition.before());
  if (facts.decisions().empty() || !before.has_value()) return;
  changes.push_back(
      {Say(absl::StrCat("ilk əlillik qərarı ", ToText(condition.before()), " tarixindən əvvəl qüvvəyə minsəydi"),
           absl::StrCat("the first decision had been in force before ", ToText(condition.before()))),
       OfDecision(0, [day = *before - 1](v1::DisabilityFact& changed) { *changed.mutable_in_force_from() = PartialDateOf(day); })});
}

void ChangeCasualty(const v1::Condition& condition, const v1::BenefitFacts& facts, absl::CivilDay today,
                    std::vector<FactChange>& changes) {
  if (facts.casualties().empty()) {
    if (condition.fact() == v1::FACT_CASUALTY_OUTCOME &&
        !absl::c_linear_search(condition.outcomes(), incident::v1::OUTCOME_INJURED)) {
      return;
    }
    changes.push_back(
        {Say("şəxsin xəsarət aldığı hadisə qeydə alınsaydı", "an incident in which the person was hurt were recorded"),
         [today](v1::BenefitFacts& changed) {
           v1::CasualtyFact& casualty = *changed.add_casualties();
           casualty.set_casualty_uid("imagined");
           casualty.set_incident_uid("imagined");
           *casualty.mutable_occurred_on() = PartialDateOf(today);
           casualty.set_outcome(incident::v1::OUTCOME_INJURED);
         }});
    return;
  }
  if (condition.fact() != v1::FACT_INCIDENT_SINCE) return;
  changes.push_back({Say(absl::StrCat("hadisə ", ToText(condition.since()), " tarixində və ya ondan sonra baş versəydi"),
                         absl::StrCat("the incident had happened on or after ", ToText(condition.since()))),
                     [since = condition.since()](v1::BenefitFacts& changed) {
                       for (v1::CasualtyFact& casualty : *changed.mutable_casualties()) *casualty.mutable_occurred_on() = since;
                     }});
}

void RecordOne(const v1::Condition& condition, absl::CivilDay today, std::vector<FactChange>& changes) {
  for (const int kind : condition.recorded()) {
    const v1::Words what = RecordedKindWords(static_cast<survivor::v1::BenefitFactKind>(kind));
    changes.push_back(
        {Say(absl::StrCat("aktla qeydə alınsaydı: ", what.az()), absl::StrCat("this were recorded by act: ", what.en())),
         [kind, today](v1::BenefitFacts& changed) {
           v1::RecordedFact& fact = *changed.add_recorded();
           fact.set_fact_uid(absl::StrCat("imagined-", kind));
           fact.set_kind(static_cast<survivor::v1::BenefitFactKind>(kind));
           *fact.mutable_holds_from() = PartialDateOf(today);
         }});
  }
}

}  // namespace

std::vector<FactChange> ChangesFor(const v1::Condition& condition, const v1::BenefitFacts& facts, absl::CivilDay today) {
  std::vector<FactChange> changes;
  switch (condition.fact()) {
    case v1::FACT_DISABILITY_IN_FORCE:
      ChangeDisability(condition, facts, today, changes);
      break;
    case v1::FACT_DISABILITY_BEFORE:
      ChangeFirstDecision(condition, facts, changes);
      break;
    case v1::FACT_CASUALTY_OUTCOME:
    case v1::FACT_INCIDENT_SINCE:
      ChangeCasualty(condition, facts, today, changes);
      break;
    case v1::FACT_RECORDED:
      RecordOne(condition, today, changes);
      break;
    default:
      break;
  }
  return changes;
}

}  // namespace dayaq::payment
