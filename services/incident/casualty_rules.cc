#include "services/incident/casualty_rules.h"

#include <google/protobuf/util/message_differencer.h>

#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::incident {
namespace {

using v1::AmputationLevel;
using v1::BodyPart;
using v1::BoneThird;
using v1::CareKind;
using v1::Outcome;
using v1::Side;

// Long bones are divided in thirds; joints, hands and feet are not (ISO 8549-4).
bool HasThirds(AmputationLevel level) {
  static const std::set<AmputationLevel> kLongBones = {
      AmputationLevel::AMPUTATION_LEVEL_TRANSHUMERAL, AmputationLevel::AMPUTATION_LEVEL_TRANSRADIAL,
      AmputationLevel::AMPUTATION_LEVEL_TRANSFEMORAL, AmputationLevel::AMPUTATION_LEVEL_TRANSTIBIAL};
  return kLongBones.count(level) > 0;
}

bool HasSides(BodyPart part) {
  static const std::set<BodyPart> kPaired = {BodyPart::BODY_PART_EYE,       BodyPart::BODY_PART_EAR, BodyPart::BODY_PART_ARM,
                                             BodyPart::BODY_PART_HAND,      BodyPart::BODY_PART_LEG, BodyPart::BODY_PART_FOOT,
                                             BodyPart::BODY_PART_LOWER_LIMB};
  return kPaired.count(part) > 0;
}

void CheckDeath(const CasualtyFacts& facts, const PartialDate& occurred_on, const std::string& path, Violations& found) {
  if (!facts.has_died_on()) return;
  if (facts.outcome() != Outcome::OUTCOME_KILLED) {
    found.Add(path + ".died_on", ErrorReason::ERROR_REASON_DEATH_WITHOUT_OUTCOME,
              "Leave the date of death out, or set outcome to OUTCOME_KILLED.");
  }
  if (IsBefore(facts.died_on(), occurred_on) == Certainty::kCertainly) {
    found.Add(path + ".died_on", ErrorReason::ERROR_REASON_DEATH_BEFORE_INCIDENT,
              "The day of death must be the day of the incident or later.");
  }
}

// A person cannot be treated before being hurt, nor after death; partial dates compare by what is known.
void CheckChainOfCare(const CasualtyFacts& facts, const PartialDate& occurred_on, const std::string& path, Violations& found) {
  for (int i = 0; i < facts.care_steps_size(); ++i) {
    const v1::CareStep& step = facts.care_steps(i);
    if (!step.has_done_on()) continue;
    const std::string field = absl::StrCat(path, ".care_steps[", i, "].done_on");
    if (IsBefore(step.done_on(), occurred_on) == Certainty::kCertainly) {
      found.Add(field, ErrorReason::ERROR_REASON_CARE_BEFORE_INCIDENT, "Care begins on the day of the incident or later.");
    }
    const bool after_death = facts.has_died_on() && IsBefore(facts.died_on(), step.done_on()) == Certainty::kCertainly;
    if (after_death && step.kind() != CareKind::CARE_KIND_DEATH_CONFIRMED) {
      found.Add(field, ErrorReason::ERROR_REASON_CARE_AFTER_DEATH,
                "Care ends on the day of death; only confirming death may be later.");
    }
  }
}

void CheckAge(const CasualtyFacts& facts, const PartialDate& occurred_on, const std::string& path, Violations& found) {
  if (facts.has_age() && facts.age().min_years() > facts.age().max_years()) {
    found.Add(path + ".age.max_years", ErrorReason::ERROR_REASON_OUT_OF_RANGE, "max_years must not be under min_years.");
  }
  if (!facts.identity().has_birth_date()) return;
  const PartialDate& birth = facts.identity().birth_date();
  if (IsBefore(occurred_on, birth) == Certainty::kCertainly) {
    found.Add(path + ".identity.birth_date", ErrorReason::ERROR_REASON_BIRTH_AFTER_INCIDENT,
              "The birth date must be the day of the incident or earlier.");
    return;
  }
  const auto possible = AgeRange(birth, occurred_on);
  if (!possible.has_value() || !facts.has_age()) return;
  if (facts.age().max_years() < possible->min || facts.age().min_years() > possible->max) {
    found.Add(path + ".age", ErrorReason::ERROR_REASON_AGE_CONTRADICTS_BIRTH,
              "Age and birth date contradict each other: leave age out, or correct one of them.");
  }
}

void CheckBody(const CasualtyFacts& facts, const PartialDate& occurred_on, const std::string& path, Violations& found) {
  for (int i = 0; i < facts.injuries_size(); ++i) {
    const v1::Injury& injury = facts.injuries(i);
    if (injury.side() != Side::SIDE_UNSPECIFIED && !HasSides(injury.part())) {
      found.Add(absl::StrCat(path, ".injuries[", i, "].side"), ErrorReason::ERROR_REASON_SIDE_IMPOSSIBLE,
                "This part of the body has no sides: leave side out.");
    }
  }
  for (int i = 0; i < facts.amputations_size(); ++i) {
    const v1::Amputation& amputation = facts.amputations(i);
    const std::string field = absl::StrCat(path, ".amputations[", i, "]");
    if (amputation.side() == Side::SIDE_BOTH) {
      found.Add(field + ".side", ErrorReason::ERROR_REASON_SIDE_IMPOSSIBLE, "Write one amputation for each side.");
    }
    if (amputation.third() != BoneThird::BONE_THIRD_UNSPECIFIED && !HasThirds(amputation.level())) {
      found.Add(field + ".third", ErrorReason::ERROR_REASON_AMPUTATION_IMPOSSIBLE,
                "Only transhumeral, transradial, transfemoral and transtibial amputations lie at a third of a bone.");
    }
    if (amputation.has_done_on() && IsBefore(amputation.done_on(), occurred_on) == Certainty::kCertainly) {
      found.Add(field + ".done_on", ErrorReason::ERROR_REASON_CARE_BEFORE_INCIDENT, "An amputation cannot be before the incident.");
    }
    if (amputation.revision()) {
      bool earlier = false;
      for (int j = 0; j < i; ++j) {
        const v1::Amputation& former = facts.amputations(j);
        earlier = earlier || (former.side() == amputation.side() && IsUpperLimb(former.level()) == IsUpperLimb(amputation.level()));
      }
      if (!earlier) {
        found.Add(field + ".revision", ErrorReason::ERROR_REASON_AMPUTATION_IMPOSSIBLE,
                  "A revision needs an earlier amputation of the same limb in the list.");
      }
    }
  }
}

// Chapter XX (V to Y) says what caused it, all other chapters what it is.
void CheckDiagnoses(const CasualtyFacts& facts, const std::string& path, Violations& found) {
  for (int i = 0; i < facts.diagnoses_size(); ++i) {
    const std::string& nature = facts.diagnoses(i).nature_code();
    if (!nature.empty() && nature[0] >= 'V' && nature[0] <= 'Y') {
      found.Add(absl::StrCat(path, ".diagnoses[", i, "].nature_code"), ErrorReason::ERROR_REASON_DIAGNOSIS_IMPOSSIBLE,
                "Codes V to Y are external causes: put them into external_cause_code.");
    }
  }
}

}  // namespace

void CheckOutcomeSaid(const CasualtyFacts& facts, const std::string& path, Violations& found) {
  if (facts.outcome() != Outcome::OUTCOME_UNSPECIFIED) return;
  found.Add(path + ".outcome", ErrorReason::ERROR_REASON_REQUIRED, "Say what became of the person, or that it is unknown.");
}

void CheckCasualty(const CasualtyFacts& facts, const PartialDate& occurred_on, const std::string& path, Violations& found) {
  CheckDeath(facts, occurred_on, path, found);
  CheckChainOfCare(facts, occurred_on, path, found);
  CheckAge(facts, occurred_on, path, found);
  CheckBody(facts, occurred_on, path, found);
  CheckDiagnoses(facts, path, found);
}

void DeriveAge(CasualtyFacts& facts, const PartialDate& occurred_on) {
  if (!facts.identity().has_birth_date()) return;
  const auto range = AgeRange(facts.identity().birth_date(), occurred_on);
  if (!range.has_value()) return;
  facts.mutable_age()->set_min_years(range->min);
  facts.mutable_age()->set_max_years(range->max);
}

void CheckAmputationsAppended(const CasualtyFacts& before, const CasualtyFacts& after, const std::string& path, Violations& found) {
  bool kept = after.amputations_size() >= before.amputations_size();
  for (int i = 0; kept && i < before.amputations_size(); ++i) {
    kept = google::protobuf::util::MessageDifferencer::Equals(before.amputations(i), after.amputations(i));
  }
  if (!kept) {
    found.Add(path + ".amputations", ErrorReason::ERROR_REASON_AMPUTATION_NOT_APPENDED,
              "Repeat the amputations that stand, unchanged and in order, and add the new one or its revision after them.");
  }
}

bool IsUpperLimb(AmputationLevel level) {
  return level >= AmputationLevel::AMPUTATION_LEVEL_FOREQUARTER && level <= AmputationLevel::AMPUTATION_LEVEL_UPPER_LIMB_UNKNOWN;
}

v1::BodyPart PartOf(AmputationLevel level) {
  if (level >= AmputationLevel::AMPUTATION_LEVEL_WRIST_DISARTICULATION && level <= AmputationLevel::AMPUTATION_LEVEL_FINGER) {
    return BodyPart::BODY_PART_HAND;
  }
  if (level >= AmputationLevel::AMPUTATION_LEVEL_ANKLE_DISARTICULATION && level <= AmputationLevel::AMPUTATION_LEVEL_TOE) {
    return BodyPart::BODY_PART_FOOT;
  }
  if (level == AmputationLevel::AMPUTATION_LEVEL_LOWER_LIMB_UNKNOWN) return BodyPart::BODY_PART_LOWER_LIMB;
  return IsUpperLimb(level) ? BodyPart::BODY_PART_ARM : BodyPart::BODY_PART_LEG;
}

}  // namespace dayaq::incident
