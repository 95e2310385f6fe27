#include "services/survivor/decision_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/survivor_rules.h"

namespace dayaq::survivor {
namespace {

using v1::DisabilityBand;
using v1::DisabilityCause;
using v1::DisabilityDecision;

constexpr int kStep = 5;

// Days from the first to the last, both counted.
struct Term {
  absl::CivilDay first;
  absl::CivilDay last;
};

bool IsWhole(const PartialDate& date) { return Precision(date) == DatePrecision::kDay; }

Term TermOf(const PartialDate& from, const PartialDate& until) {
  return {Earliest(from).value_or(absl::CivilDay::min()), Latest(until).value_or(absl::CivilDay::max())};
}

bool Meet(const Term& a, const Term& b) { return a.first <= b.last && b.first <= a.last; }

// When the decision is in force; nothing for one that never is.
std::optional<Term> InForce(const DisabilityDecision& decision) {
  if (!decision.has_in_force_from()) return std::nullopt;
  return TermOf(decision.in_force_from(), decision.in_force_until());
}

void CheckWhole(const PartialDate& date, const std::string& field, Violations& found) {
  // A date that no calendar has is named by its own rule, and one of which nothing is known is none.
  if (IsWhole(date) || !IsPossible(date) || date.year() == 0) return;
  found.Add(field, ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day: money hangs on this date.");
}

bool CanBeReplaced(const DisabilityDecision& replaced, const DisabilityDecision& by) {
  const std::optional<Term> in_force = InForce(replaced);
  return replaced.replaced_by_uid().empty() && in_force.has_value() && Meet(*in_force, TermOf(by.valid_from(), by.valid_until()));
}

std::string TermText(const DisabilityDecision& decision) {
  const std::string until = ToText(decision.in_force_until());
  return absl::StrCat(ToText(decision.in_force_from()), until.empty() ? " on, without end" : absl::StrCat(" to ", until));
}

void CheckOverlaps(const DisabilityDecision& stated, const v1::Survivor& survivor, const std::string& path, Violations& found) {
  for (const DisabilityDecision& other : survivor.decisions()) {
    const std::optional<Term> in_force = InForce(other);
    if (other.uid() == stated.replaces_uid() || !in_force.has_value()) continue;
    if (!Meet(*in_force, TermOf(stated.valid_from(), stated.valid_until()))) continue;
    found.Add(path + ".valid_from", ErrorReason::ERROR_REASON_DECISIONS_OVERLAP,
              absl::StrCat("Decision ", other.uid(), " is in force from ", TermText(other),
                           ": name it in replaces_uid, or choose another term."));
  }
}

}  // namespace

int RoundedPercent(int stated) { return (stated + kStep - 1) / kStep * kStep; }

DisabilityBand BandOf(int percent) {
  if (percent <= 30) return DisabilityBand::DISABILITY_BAND_NONE;
  if (percent <= 60) return DisabilityBand::DISABILITY_BAND_31_60;
  return percent <= 80 ? DisabilityBand::DISABILITY_BAND_61_80 : DisabilityBand::DISABILITY_BAND_81_100;
}

bool ComesOfIncident(DisabilityCause cause) {
  return cause == DisabilityCause::DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS ||
         cause == DisabilityCause::DISABILITY_CAUSE_TERROR ||
         cause == DisabilityCause::DISABILITY_CAUSE_DEFENCE_OF_TERRITORIAL_INTEGRITY ||
         cause == DisabilityCause::DISABILITY_CAUSE_MILITARY_DUTIES;
}

void CheckDecision(const DisabilityDecision& stated, const std::string& path, Violations& found) {
  const bool has_percent = stated.percent() >= 1 && stated.percent() <= 100;
  if (has_percent && stated.band() != DisabilityBand::DISABILITY_BAND_UNSPECIFIED &&
      stated.band() != BandOf(RoundedPercent(stated.percent()))) {
    found.Add(path + ".band", ErrorReason::ERROR_REASON_BAND_MISMATCH,
              absl::StrCat("This percent gives ", v1::DisabilityBand_Name(BandOf(RoundedPercent(stated.percent()))),
                           "; state that band or none."));
  }
  CheckWhole(stated.decided_on(), path + ".decided_on", found);
  CheckWhole(stated.valid_from(), path + ".valid_from", found);
  CheckWhole(stated.valid_until(), path + ".valid_until", found);
  if (IsBefore(stated.valid_until(), stated.valid_from()) == Certainty::kCertainly) {
    found.Add(path + ".valid_until", ErrorReason::ERROR_REASON_TERM_IMPOSSIBLE, "The last day must be the first day or later.");
  }
}

void CheckDecisionAgainst(const DisabilityDecision& stated, const v1::Survivor& survivor, const std::string& path,
                          Violations& found) {
  if (ComesOfIncident(stated.cause()) && IsBeforeEveryIncident(stated.valid_from(), survivor)) {
    found.Add(path + ".valid_from", ErrorReason::ERROR_REASON_DECISION_BEFORE_INCIDENT,
              "A disability of this cause begins on the day of the incident or later.");
  }
  if (survivor.has_died_on() && IsBefore(survivor.died_on(), stated.valid_from()) == Certainty::kCertainly) {
    found.Add(path + ".valid_from", ErrorReason::ERROR_REASON_TERM_IMPOSSIBLE, "The first day must not lie after the death.");
  }
  const DisabilityDecision* replaced = FindDecision(survivor, stated.replaces_uid());
  if (!stated.replaces_uid().empty() && (replaced == nullptr || !CanBeReplaced(*replaced, stated))) {
    found.Add(path + ".replaces_uid", ErrorReason::ERROR_REASON_REPLACED_DECISION_INVALID,
              "Name a decision of this person that is not replaced yet and is in force on some day of the new one's term.");
  }
  CheckOverlaps(stated, survivor, path, found);
}

DisabilityDecision Completed(const DisabilityDecision& stated) {
  DisabilityDecision decision = stated;
  decision.set_stated_percent(stated.percent());
  decision.set_percent(RoundedPercent(stated.percent()));
  decision.set_band(BandOf(decision.percent()));
  *decision.mutable_in_force_from() = stated.valid_from();
  if (stated.has_valid_until()) *decision.mutable_in_force_until() = stated.valid_until();
  return decision;
}

DisabilityDecision Replaced(const DisabilityDecision& decision, const DisabilityDecision& by) {
  DisabilityDecision replaced = decision;
  replaced.set_replaced_by_uid(by.uid());
  const std::optional<Term> in_force = InForce(decision);
  const std::optional<absl::CivilDay> taken_over = Earliest(by.valid_from());
  if (!in_force.has_value() || !taken_over.has_value()) return replaced;
  if (*taken_over <= in_force->first) {
    replaced.clear_in_force_from();
    replaced.clear_in_force_until();
  } else {
    *replaced.mutable_in_force_until() = PartialDateOf(std::min(in_force->last, *taken_over - 1));
  }
  return replaced;
}

const DisabilityDecision* FindDecision(const v1::Survivor& survivor, const std::string& uid) {
  for (const DisabilityDecision& decision : survivor.decisions()) {
    if (decision.uid() == uid) return &decision;
  }
  return nullptr;
}

}  // namespace dayaq::survivor
