#include "services/survivor/merge_rules.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

using google::protobuf::util::MessageDifferencer;

absl::Status GoesOnAlready(const v1::Survivor& survivor) {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_RECORD_MERGED,
                   "The record goes on in another one: merge that.", {{"merged_into", SurvivorName(survivor.merged_into_uid())}});
}

bool IsSexKnown(common::v1::Sex sex) { return sex == common::v1::SEX_FEMALE || sex == common::v1::SEX_MALE; }

// Both say a day and no day is both.
bool AreDifferent(const PartialDate& a, const PartialDate& b) {
  if (a.year() == 0 || b.year() == 0) return false;
  return IsBefore(a, b) == Certainty::kCertainly || IsBefore(b, a) == Certainty::kCertainly;
}

bool DiedBeforeHurt(const v1::Survivor& dead, const v1::Survivor& hurt) {
  if (dead.state() != v1::SURVIVOR_STATE_DECEASED || dead.died_on().year() == 0) return false;
  return std::any_of(hurt.casualties().begin(), hurt.casualties().end(), [&dead](const v1::AttachedCasualty& casualty) {
    return !casualty.set_aside() && casualty.occurred_on().year() != 0 &&
           IsBefore(dead.died_on(), casualty.occurred_on()) == Certainty::kCertainly;
  });
}

bool Overlap(const v1::DisabilityDecision& a, const v1::DisabilityDecision& b) {
  if (!a.has_in_force_from() || !b.has_in_force_from()) return false;
  const auto ends_before = [](const v1::DisabilityDecision& first, const v1::DisabilityDecision& second) {
    return first.has_in_force_until() && IsBefore(first.in_force_until(), second.in_force_from()) == Certainty::kCertainly;
  };
  return !ends_before(a, b) && !ends_before(b, a);
}

bool AnyOverlap(const v1::Survivor& kept, const v1::Survivor& other) {
  return std::any_of(other.decisions().begin(), other.decisions().end(), [&kept](const v1::DisabilityDecision& theirs) {
    return std::any_of(kept.decisions().begin(), kept.decisions().end(),
                       [&theirs](const v1::DisabilityDecision& ours) { return Overlap(ours, theirs); });
  });
}

}  // namespace

absl::Status CheckMergePair(const v1::Survivor& kept, const v1::Survivor& other) {
  if (kept.uid() == other.uid() || kept.register_() != other.register_()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_MERGE_IMPOSSIBLE,
                     "Merging needs two different records of one register.");
  }
  if (!kept.merged_into_uid().empty()) return GoesOnAlready(kept);
  if (!other.merged_into_uid().empty()) return GoesOnAlready(other);
  if (!other.absorbed().empty()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_RECORD_MERGED,
                     "Another record goes on in the one that would go: keep that one.",
                     {{"merged_into", SurvivorName(other.uid())}});
  }
  return absl::OkStatus();
}

void CheckMergeable(const v1::Survivor& kept, const v1::Survivor& other, Violations& found) {
  constexpr auto kContradict = ErrorReason::ERROR_REASON_RECORDS_CONTRADICT;
  const common::v1::PersonIdentity &ours = kept.identity(), &theirs = other.identity();
  if (!ours.national_id().empty() && !theirs.national_id().empty() && ours.national_id() != theirs.national_id()) {
    found.Add("other.identity.national_id", kContradict,
              "The two bear different national ids: correct the one that is mistyped first.");
  }
  if (IsSexKnown(kept.sex()) && IsSexKnown(other.sex()) && kept.sex() != other.sex()) {
    found.Add("other.sex", kContradict, "One is recorded as a man and one as a woman: correct the one that is wrong first.");
  }
  if (AreDifferent(ours.birth_date(), theirs.birth_date())) {
    found.Add("other.identity.birth_date", kContradict, "The birth dates differ: correct the one that is wrong first.");
  }
  const bool both_dead = kept.state() == v1::SURVIVOR_STATE_DECEASED && other.state() == v1::SURVIVOR_STATE_DECEASED;
  if (both_dead && AreDifferent(kept.died_on(), other.died_on())) {
    found.Add("other.died_on", kContradict, "The days of death differ: correct the one that is wrong first.");
  } else if (DiedBeforeHurt(kept, other) || DiedBeforeHurt(other, kept)) {
    found.Add("other.died_on", kContradict, "One died before the other was hurt: correct the date that is wrong first.");
  }
  if (AnyOverlap(kept, other)) {
    found.Add("other.decisions", ErrorReason::ERROR_REASON_DECISIONS_OVERLAP,
              "Two disability decisions would be in force on one day: replace one of them first.");
  }
}

bool TakesDeath(const v1::Survivor& kept, const v1::Survivor& other) {
  return kept.state() == v1::SURVIVOR_STATE_LIVING && other.state() == v1::SURVIVOR_STATE_DECEASED;
}

LaterFacts FactsSince(const v1::Survivor& kept, absl::Time merged) {
  LaterFacts later;
  for (const v1::AttachedCasualty& casualty : kept.casualties()) {
    if (casualty.survivor_uid() == kept.uid() && TimeOf(casualty.create_time()) > merged) {
      later.casualties.push_back(casualty.casualty_uid());
    }
  }
  for (const v1::DisabilityDecision& decision : kept.decisions()) {
    if (decision.survivor_uid() == kept.uid() && TimeOf(decision.create_time()) > merged) later.decisions.push_back(decision.uid());
  }
  return later;
}

LaterFacts Assigned(const LaterFacts& later, const google::protobuf::RepeatedPtrField<v1::FactAssignment>& assignments,
                    Violations& found) {
  std::map<std::string, bool> said;  // by uid: it goes to the merged one
  for (int i = 0; i < assignments.size(); ++i) {
    const v1::FactAssignment& assignment = assignments[i];
    const auto is_it = [&assignment](const std::string& uid) { return uid == assignment.uid(); };
    const bool known = std::any_of(later.casualties.begin(), later.casualties.end(), is_it) ||
                       std::any_of(later.decisions.begin(), later.decisions.end(), is_it);
    if (!known || !said.emplace(assignment.uid(), assignment.to_merged()).second) {
      found.Add(absl::StrCat("assignments[", i, "].uid"), ErrorReason::ERROR_REASON_MERGE_IMPOSSIBLE,
                "Name each casualty and decision that was added since the merge once, and nothing else.");
    }
  }
  LaterFacts assigned;
  const auto sort = [&](const std::vector<std::string>& uids, const char* kind, std::vector<std::string>& out) {
    for (const std::string& uid : uids) {
      const auto entry = said.find(uid);
      if (entry == said.end()) {
        found.Add("assignments", ErrorReason::ERROR_REASON_FACTS_UNASSIGNED,
                  absl::StrCat("Say whose the ", kind, " ", uid, " is: it was added after the merge."));
      } else if (entry->second) {
        out.push_back(uid);
      }
    }
  };
  sort(later.casualties, "casualty", assigned.casualties);
  sort(later.decisions, "decision", assigned.decisions);
  return assigned;
}

bool LeavesDeath(const v1::Survivor& kept, const v1::Survivor& other) {
  return kept.state() == v1::SURVIVOR_STATE_DECEASED && other.state() == v1::SURVIVOR_STATE_DECEASED &&
         MessageDifferencer::Equals(kept.died_on(), other.died_on()) &&
         MessageDifferencer::Equals(kept.death_recorded_time(), other.death_recorded_time());
}

}  // namespace dayaq::survivor
