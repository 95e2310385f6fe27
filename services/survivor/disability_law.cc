#include "services/survivor/disability_law.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/decision_rules.h"

namespace dayaq::survivor {
namespace {

using v1::DisabilityBand;
using v1::DisabilityCause;
using v1::DisabilityDecision;

constexpr int kMostWithoutDisability = 30;
constexpr int kSeveralAdd = 10;
constexpr int kMostPercent = 100;

bool IsPercent(int percent) { return percent >= 1 && percent <= kMostPercent; }

// Whether every percent that stands there is one; else its own rule says so.
bool PercentsInRange(const DisabilityDecision& stated) {
  const auto in_range = [](const auto& part) { return part.percent() == 0 || IsPercent(part.percent()); };
  return (stated.percent() == 0 || IsPercent(stated.percent())) &&
         std::all_of(stated.stated_causes().begin(), stated.stated_causes().end(), in_range) &&
         std::all_of(stated.impairments().begin(), stated.impairments().end(),
                     [](const v1::Impairment& impairment) { return IsPercent(impairment.percent()); });
}

// The highest percent found for a cause, rounded; 0 when none was.
int HighestOfCauses(const DisabilityDecision& stated) {
  int highest = 0;
  for (const v1::StatedCause& cause : stated.stated_causes()) highest = std::max(highest, RoundedPercent(cause.percent()));
  return highest;
}

// Days of disability in one band.
struct Stretch {
  absl::CivilDay first;
  absl::CivilDay last;
  DisabilityBand band;
};

// What was in force before that day, in order.
std::vector<Stretch> InForceBefore(absl::CivilDay day, const v1::Survivor& survivor) {
  std::vector<Stretch> stretches;
  for (const DisabilityDecision& decision : survivor.decisions()) {
    const auto first = Earliest(decision.in_force_from());
    if (!decision.has_in_force_from() || !first.has_value() || *first >= day) continue;
    const absl::CivilDay last = std::min(Latest(decision.in_force_until()).value_or(absl::CivilDay::max()), day - 1);
    stretches.push_back({*first, last, decision.band()});
  }
  std::sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) { return a.first < b.first; });
  return stretches;
}

bool IsDisability(DisabilityBand band) { return band != v1::DISABILITY_BAND_NONE && band != v1::DISABILITY_BAND_UNSPECIFIED; }

absl::CivilDay YearsAfter(absl::CivilDay day, int years) { return absl::CivilDay(day.year() + years, day.month(), day.day()); }

std::string BandWords(DisabilityBand band) {
  switch (band) {
    case v1::DISABILITY_BAND_31_60:
      return "31 to 60 percent";
    case v1::DISABILITY_BAND_61_80:
      return "61 to 80 percent";
    case v1::DISABILITY_BAND_81_100:
      return "81 to 100 percent";
    default:
      return "several bands";
  }
}

}  // namespace

int CombinedPercent(const std::vector<int>& found) {
  int highest = 0, counting = 0;
  for (const int percent : found) {
    highest = std::max(highest, RoundedPercent(percent));
    if (RoundedPercent(percent) > kMostWithoutDisability) ++counting;
  }
  return counting >= 2 ? std::min(highest + kSeveralAdd, kMostPercent) : highest;
}

std::optional<int> DerivedPercent(const DisabilityDecision& stated) {
  std::vector<int> found;
  for (const v1::Impairment& impairment : stated.impairments()) found.push_back(impairment.percent());
  const int percent = found.empty() ? HighestOfCauses(stated) : CombinedPercent(found);
  return percent == 0 ? std::nullopt : std::optional<int>(percent);
}

DisabilityCause TakenCause(const DisabilityDecision& stated, const DisabilityPolicy& policy) {
  std::set<DisabilityCause> causes;
  for (const v1::StatedCause& cause : stated.stated_causes()) causes.insert(cause.cause());
  for (const DisabilityCause cause : policy.causes) {
    if (causes.count(cause) > 0) return cause;
  }
  return stated.cause();
}

DisabilityDecision Derived(const DisabilityDecision& stated, const DisabilityPolicy& policy) {
  DisabilityDecision decision = stated;
  if (decision.percent() == 0) decision.set_percent(DerivedPercent(stated).value_or(0));
  decision.set_cause(TakenCause(stated, policy));
  return decision;
}

void CheckMakeUp(const DisabilityDecision& stated, const DisabilityPolicy& policy, const std::string& path, Violations& found) {
  const DisabilityCause taken = TakenCause(stated, policy);
  if (taken == v1::DISABILITY_CAUSE_UNSPECIFIED) {
    found.Add(path + ".cause", ErrorReason::ERROR_REASON_REQUIRED, "State the cause, or several.");
  } else if (stated.cause() != v1::DISABILITY_CAUSE_UNSPECIFIED && stated.cause() != taken) {
    found.Add(path + ".cause", ErrorReason::ERROR_REASON_CAUSE_MISMATCH,
              absl::StrCat("Of these causes ", v1::DisabilityCause_Name(taken), " protects better; state that one or none."));
  }
  if (!PercentsInRange(stated)) return;
  const std::optional<int> derived = DerivedPercent(stated);
  if (stated.percent() == 0 && !derived.has_value()) {
    found.Add(path + ".percent", ErrorReason::ERROR_REASON_OUT_OF_RANGE, "1 to 100, or impairments that it follows from.");
  } else if (stated.percent() != 0 && derived.has_value() && RoundedPercent(stated.percent()) != *derived) {
    found.Add(path + ".percent", ErrorReason::ERROR_REASON_PERCENT_MISMATCH,
              absl::StrCat("What was found gives ", *derived, " percent; state that or nothing."));
  }
  if (!stated.impairments().empty() && derived.has_value() && HighestOfCauses(stated) > *derived) {
    found.Add(path + ".stated_causes", ErrorReason::ERROR_REASON_PERCENT_MISMATCH,
              absl::StrCat("No cause has more than all impairments together: ", *derived, " percent."));
  }
}

TermRuling RuleTerm(const DisabilityDecision& stated, const v1::Survivor& survivor, const DisabilityPolicy& policy) {
  TermRuling ruling;
  const std::optional<absl::CivilDay> begins = Earliest(stated.valid_from());
  if (!begins.has_value()) return ruling;
  const std::vector<Stretch> stretches = InForceBefore(*begins, survivor);
  absl::CivilDay in_all = *begins, in_band = *begins;
  DisabilityBand band = v1::DISABILITY_BAND_UNSPECIFIED;
  bool same_band = true;
  for (auto stretch = stretches.rbegin(); stretch != stretches.rend(); ++stretch) {
    if (!IsDisability(stretch->band) || stretch->last + 1 + policy.most_days_between < in_all) break;
    if (band == v1::DISABILITY_BAND_UNSPECIFIED) band = stretch->band;
    same_band = same_band && stretch->band == band;
    in_all = stretch->first;
    if (same_band) in_band = stretch->first;
  }
  if (band == v1::DISABILITY_BAND_UNSPECIFIED) return ruling;
  const int years = policy.years_in_band.at(band);
  if (YearsAfter(in_band, years) <= *begins) return {true, band, years, in_band};
  if (YearsAfter(in_all, policy.years_mixed) <= *begins) return {true, v1::DISABILITY_BAND_NONE, policy.years_mixed, in_all};
  return {false, band, years, in_band};
}

std::string TermWords(const TermRuling& ruling) {
  return absl::StrCat("Disability in a row since ", absl::FormatCivilTime(ruling.since), " in ", BandWords(ruling.band), ": after ",
                      ruling.years, " years the next decision has no last day. Leave valid_until out.");
}

void CheckTerm(const DisabilityDecision& stated, const v1::Survivor& survivor, const DisabilityPolicy& policy,
               const std::string& path, Violations& found) {
  if (!stated.has_valid_until() || !IsDisability(BandOf(RoundedPercent(stated.percent())))) return;
  const TermRuling ruling = RuleTerm(stated, survivor, policy);
  if (ruling.must_be_indefinite) {
    found.Add(path + ".valid_until", ErrorReason::ERROR_REASON_TERM_MUST_BE_INDEFINITE, TermWords(ruling));
  }
}

v1::TermBasis BasisOf(const DisabilityDecision& decision, const TermRuling& ruling) {
  if (decision.has_valid_until()) return v1::TERM_BASIS_FIXED;
  if (!IsDisability(BandOf(RoundedPercent(decision.percent())))) return v1::TERM_BASIS_UNSPECIFIED;
  return ruling.must_be_indefinite ? v1::TERM_BASIS_INDEFINITE_BY_LAW : v1::TERM_BASIS_INDEFINITE_AS_DECIDED;
}

void CheckCorrection(const DisabilityDecision& stated, const v1::Survivor& survivor, const std::string& path, Violations& found) {
  if (!stated.corrects_entry()) return;
  const DisabilityDecision* corrected = FindDecision(survivor, stated.replaces_uid());
  if (corrected == nullptr || ToText(corrected->valid_from()) != ToText(stated.valid_from())) {
    found.Add(path + ".corrects_entry", ErrorReason::ERROR_REASON_CORRECTION_IMPOSSIBLE,
              "Name in replaces_uid the decision that was entered wrongly, and begin on its first day.");
  }
}

bool IsOf(absl::string_view survivor_uid, const v1::Survivor& survivor) {
  return survivor_uid == survivor.uid() ||
         std::any_of(survivor.absorbed().begin(), survivor.absorbed().end(),
                     [survivor_uid](const v1::AbsorbedRecord& record) { return record.uid() == survivor_uid; });
}

std::vector<DisabilityDecision> DecisionsAsKnown(const v1::Survivor& survivor, absl::Time at) {
  std::set<std::string> known;
  for (const DisabilityDecision& decision : survivor.decisions()) {
    if (TimeOf(decision.create_time()) < at) known.insert(decision.uid());
  }
  std::vector<DisabilityDecision> decisions;
  for (DisabilityDecision decision : survivor.decisions()) {
    if (known.count(decision.uid()) == 0) continue;
    if (!decision.replaced_by_uid().empty() && known.count(decision.replaced_by_uid()) == 0) {
      decision.clear_replaced_by_uid();
      *decision.mutable_in_force_from() = decision.valid_from();
      decision.clear_in_force_until();
      if (decision.has_valid_until()) *decision.mutable_in_force_until() = decision.valid_until();
    }
    decisions.push_back(decision);
  }
  return decisions;
}

}  // namespace dayaq::survivor
