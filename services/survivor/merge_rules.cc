#include "services/survivor/merge_rules.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
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

// Whose each fact is, after what people said.
class Parting {
 public:
  Parting(const std::vector<RecordFact>& facts, const PartedRecords& records) : facts_(facts), records_(records) {
    for (const RecordFact& fact : facts) {
      // A sheet has the uid of its referral, on which it rests: nothing rests on the sheet.
      if (fact.uid != fact.rests_on) by_uid_.emplace(fact.uid, &fact);
    }
  }

  std::vector<FactMove> Sort(const google::protobuf::RepeatedPtrField<v1::FactAssignment>& assignments, Violations& found) {
    Hear(assignments, found);
    std::vector<FactMove> moves;
    for (const RecordFact& fact : facts_) {
      if (!fact.later) continue;
      if (Goes(fact) == nullptr && said_.count(fact.uid) == 0) {
        found.Add("assignments", ErrorReason::ERROR_REASON_FACTS_UNASSIGNED,
                  absl::StrCat("Say whose the ", Words(fact), " ", fact.uid, " is: it was added after the merge."));
        continue;
      }
      const std::string whose = Whose(fact, 0);
      if (whose == fact.record_uid) continue;
      FactMove& move = moves.emplace_back(FactMove{fact.kind, fact.uid, fact.record_uid, whose, "", ""});
      if (IsPart(fact)) GoToCase(fact, move, found);
    }
    return moves;
  }

 private:
  static std::string Words(const RecordFact& fact) { return absl::StrReplaceAll(fact.kind, {{"_", " "}}); }
  static bool IsPart(const RecordFact& fact) { return !fact.bound && !fact.rests_on.empty(); }

  // The row it goes with; nullptr for one that a person assigns.
  const RecordFact* Goes(const RecordFact& fact) const {
    if (fact.rests_on.empty()) return nullptr;
    const auto on = by_uid_.find(fact.rests_on);
    // What rests on a row of a third record, which goes on in this one as well, stays until that one is parted.
    if (on == by_uid_.end()) return fact.bound ? &fact : nullptr;
    return fact.bound || on->second->later ? on->second : nullptr;
  }

  std::string Whose(const RecordFact& fact, size_t depth) const {
    // Nothing rests on itself, in however many steps; if it did, it stays.
    if (!fact.later || depth > facts_.size()) return fact.record_uid;
    const RecordFact* on = Goes(fact);
    if (on == &fact) return fact.record_uid;
    if (on != nullptr) return Whose(*on, depth + 1);
    const auto said = said_.find(fact.uid);
    if (said == said_.end()) return fact.record_uid;
    return said->second ? records_.merged_uid : records_.kept_uid;
  }

  void Hear(const google::protobuf::RepeatedPtrField<v1::FactAssignment>& assignments, Violations& found) {
    for (int i = 0; i < assignments.size(); ++i) {
      const auto fact = by_uid_.find(assignments[i].uid());
      const bool known = fact != by_uid_.end() && fact->second->later && Goes(*fact->second) == nullptr;
      if (!known || !said_.emplace(assignments[i].uid(), assignments[i].to_merged()).second) {
        found.Add(absl::StrCat("assignments[", i, "].uid"), ErrorReason::ERROR_REASON_MERGE_IMPOSSIBLE,
                  "Name each fact that was added since the merge once, and nothing else; what rests on another one goes with it.");
      }
    }
  }

  // A part whose case stays goes into one of the other record: an open one, or else the newest.
  void GoToCase(const RecordFact& part, FactMove& move, Violations& found) const {
    const RecordFact* former = by_uid_.at(part.rests_on);
    if (Whose(*former, 0) == move.to_uid) return;
    const RecordFact* into = nullptr;
    for (const RecordFact& fact : facts_) {
      if (fact.kind != former->kind || Whose(fact, 0) != move.to_uid) continue;
      if (into == nullptr || std::pair(into->open, into->uid) < std::pair(fact.open, fact.uid)) into = &fact;
    }
    if (into == nullptr) {
      found.Add("assignments", ErrorReason::ERROR_REASON_NO_CASE_TO_TAKE_IT,
                absl::StrCat("The ", Words(part), " ", part.uid, " cannot go to a record that has no case: leave it where it is."));
      return;
    }
    move.case_uid = into->uid;
    move.left_case_uid = former->uid;
  }

  const std::vector<RecordFact>& facts_;
  const PartedRecords& records_;
  std::map<std::string, const RecordFact*> by_uid_;
  std::map<std::string, bool> said_;  // by uid: it goes to the merged one
};

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

std::vector<FactMove> Assigned(const std::vector<RecordFact>& facts, const PartedRecords& records,
                               const google::protobuf::RepeatedPtrField<v1::FactAssignment>& assignments, Violations& found) {
  return Parting(facts, records).Sort(assignments, found);
}

bool LeavesDeath(const v1::Survivor& kept, const v1::Survivor& other) {
  return kept.state() == v1::SURVIVOR_STATE_DECEASED && other.state() == v1::SURVIVOR_STATE_DECEASED &&
         MessageDifferencer::Equals(kept.died_on(), other.died_on()) &&
         MessageDifferencer::Equals(kept.death_recorded_time(), other.death_recorded_time());
}

}  // namespace dayaq::survivor
