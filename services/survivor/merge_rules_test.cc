#include "services/survivor/merge_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::Survivor Record(const std::string& uid) {
  v1::Survivor survivor;
  survivor.set_uid(uid);
  survivor.set_register_("az");
  survivor.set_state(v1::SURVIVOR_STATE_LIVING);
  return survivor;
}

void Die(const std::string& day, v1::Survivor& survivor) {
  survivor.set_state(v1::SURVIVOR_STATE_DECEASED);
  *survivor.mutable_died_on() = *PartialDateFromText(day);
  *survivor.mutable_death_recorded_time() = Timestamp(absl::FromUnixSeconds(1'700'000'000));
}

v1::AttachedCasualty& Hurt(const std::string& uid, const std::string& day, v1::Survivor& survivor) {
  v1::AttachedCasualty& casualty = *survivor.add_casualties();
  casualty.set_casualty_uid(uid);
  casualty.set_survivor_uid(survivor.uid());
  *casualty.mutable_occurred_on() = *PartialDateFromText(day);
  return casualty;
}

void Decide(const std::string& uid, const std::string& from, const std::string& until, v1::Survivor& survivor) {
  v1::DisabilityDecision& decision = *survivor.add_decisions();
  decision.set_uid(uid);
  decision.set_survivor_uid(survivor.uid());
  *decision.mutable_in_force_from() = *PartialDateFromText(from);
  if (!until.empty()) *decision.mutable_in_force_until() = *PartialDateFromText(until);
}

std::vector<std::string> Faults(const v1::Survivor& kept, const v1::Survivor& other) {
  Violations found;
  CheckMergeable(kept, other, found);
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations()) faults.push_back(fault.field());
  return faults;
}

TEST(MergeRules, TwoThatSayNothingAgainstEachOtherGoTogether) {
  v1::Survivor kept = Record("a"), other = Record("b");
  kept.mutable_identity()->set_national_id("5ABCDE7");
  kept.set_sex(common::v1::SEX_MALE);
  *kept.mutable_identity()->mutable_birth_date() = *PartialDateFromText("1976");
  *other.mutable_identity()->mutable_birth_date() = *PartialDateFromText("1976-05-06");
  Decide("d1", "2020-01-01", "2021-12-31", kept);
  Decide("d2", "2022-01-01", "", other);
  EXPECT_TRUE(CheckMergePair(kept, other).ok());
  EXPECT_THAT(Faults(kept, other), IsEmpty());
  EXPECT_THAT(Faults(other, kept), IsEmpty()) << "whichever of the two is kept";
}

TEST(MergeRules, EveryContradictionIsToldAtOnce) {
  v1::Survivor kept = Record("a"), other = Record("b");
  kept.mutable_identity()->set_national_id("5ABCDE7");
  other.mutable_identity()->set_national_id("5ABCDE8");
  kept.set_sex(common::v1::SEX_MALE);
  other.set_sex(common::v1::SEX_FEMALE);
  *kept.mutable_identity()->mutable_birth_date() = *PartialDateFromText("1976");
  *other.mutable_identity()->mutable_birth_date() = *PartialDateFromText("1977-05");
  Die("2020-01-01", kept);
  Hurt("c", "2021-02-03", other);
  Decide("d1", "2018-01-01", "", kept);
  Decide("d2", "2019-12-31", "2020-12-31", other);
  EXPECT_THAT(Faults(kept, other), ElementsAre("other.identity.national_id", "other.sex", "other.identity.birth_date",
                                               "other.died_on", "other.decisions"));
}

TEST(MergeRules, WhatDiedTwiceIsTwoPeople) {
  v1::Survivor kept = Record("a"), other = Record("b");
  Die("2020-01-01", kept);
  Die("2020-01-02", other);
  EXPECT_THAT(Faults(kept, other), ElementsAre("other.died_on"));
  Die("2020-01", other);
  EXPECT_THAT(Faults(kept, other), IsEmpty());
}

TEST(MergeRules, ACasualtyThatIsSetAsideSpeaksForNothing) {
  v1::Survivor kept = Record("a"), other = Record("b");
  Die("2020-01-01", kept);
  Hurt("c", "2021-02-03", other).set_set_aside(true);
  EXPECT_THAT(Faults(kept, other), IsEmpty());
}

TEST(MergeRules, WhatGoesOnElsewhereIsMergedThere) {
  const v1::Survivor kept = Record("a");
  v1::Survivor other = Record("b");
  EXPECT_EQ(ReasonOf(CheckMergePair(kept, kept)), ErrorReason::ERROR_REASON_MERGE_IMPOSSIBLE);
  other.set_register_("xx");
  EXPECT_EQ(ReasonOf(CheckMergePair(kept, other)), ErrorReason::ERROR_REASON_MERGE_IMPOSSIBLE);
  other.set_register_("az");
  other.set_merged_into_uid("c");
  EXPECT_EQ(ReasonOf(CheckMergePair(kept, other)), ErrorReason::ERROR_REASON_RECORD_MERGED);
  EXPECT_EQ(ReasonOf(CheckMergePair(other, kept)), ErrorReason::ERROR_REASON_RECORD_MERGED);
  other.clear_merged_into_uid();
  other.add_absorbed()->set_uid("d");
  EXPECT_EQ(ReasonOf(CheckMergePair(kept, other)), ErrorReason::ERROR_REASON_RECORD_MERGED);
  EXPECT_TRUE(CheckMergePair(other, kept).ok());
}

TEST(MergeRules, ADeathIsTakenOverAndLeftAgain) {
  v1::Survivor kept = Record("a"), other = Record("b");
  EXPECT_FALSE(TakesDeath(kept, other));
  Die("2020-01-01", other);
  EXPECT_TRUE(TakesDeath(kept, other));
  EXPECT_FALSE(LeavesDeath(kept, other));
  Die("2020-01-01", kept);
  EXPECT_FALSE(TakesDeath(kept, other));
  EXPECT_TRUE(LeavesDeath(kept, other));
  *kept.mutable_death_recorded_time() = Timestamp(absl::FromUnixSeconds(1'800'000'000));
  EXPECT_FALSE(LeavesDeath(kept, other)) << "somebody recorded it of this one";
}

// Facts of two records, kept "a" and merged "b", with what was said about them.
struct Parted {
  std::vector<RecordFact> facts;
  google::protobuf::RepeatedPtrField<v1::FactAssignment> assignments;

  RecordFact& Fact(const std::string& kind, const std::string& uid, const std::string& record = "a") {
    return facts.emplace_back(RecordFact{.kind = kind, .uid = uid, .record_uid = record, .rests_on = "", .later = true});
  }
  void Say(const std::string& uid, bool to_merged) {
    v1::FactAssignment& assignment = *assignments.Add();
    assignment.set_uid(uid);
    assignment.set_to_merged(to_merged);
  }
  // "uid from>to", with the case it goes into; then every fault as "field REASON".
  std::vector<std::string> Sorted() const {
    Violations found;
    std::vector<std::string> told;
    for (const FactMove& move : Assigned(facts, {"a", "b"}, assignments, found)) {
      told.push_back(absl::StrCat(move.uid, " ", move.from_uid, ">", move.to_uid, move.case_uid.empty() ? "" : " in ",
                                  move.case_uid, move.left_case_uid.empty() ? "" : " from ", move.left_case_uid));
    }
    for (const auto& fault : found.bad_request().field_violations()) told.push_back(fault.field());
    return told;
  }
};

TEST(MergeRules, EachLaterFactGoesToWhomAPersonSaid) {
  Parted parted;
  parted.Fact("casualty", "c");
  parted.Fact("treatment", "t");
  parted.Fact("treatment", "before").later = false;
  parted.Say("c", true);
  parted.Say("t", false);
  EXPECT_THAT(parted.Sorted(), ElementsAre("c a>b"));
}

TEST(MergeRules, EveryFactThatNobodySaidAnythingAboutIsNamed) {
  Parted parted;
  parted.Fact("functioning", "f");
  parted.Fact("family_member", "m");
  EXPECT_THAT(parted.Sorted(), ElementsAre("assignments", "assignments"));
}

TEST(MergeRules, WhatIsNoLaterFactOrComesTwiceIsAFault) {
  Parted parted;
  parted.Fact("casualty", "c");
  parted.Fact("treatment", "before").later = false;
  for (const char* uid : {"c", "c", "unknown", "before"}) parted.Say(uid, false);
  EXPECT_THAT(parted.Sorted(), ElementsAre("assignments[1].uid", "assignments[2].uid", "assignments[3].uid"));
}

// A decision follows Form 88, an appeal its decision, a referral its consent and that the guardian; nobody is asked about those.
TEST(MergeRules, WhatRestsOnAnotherRowGoesWithIt) {
  Parted parted;
  RecordFact& form = parted.Fact("examination_referral", "form", "b");
  form.later = false;
  const auto rests = [&parted](const std::string& kind, const std::string& uid, const std::string& on) {
    RecordFact& fact = parted.Fact(kind, uid);
    fact.rests_on = on;
    fact.bound = true;
  };
  rests("disability_decision", "decision", "form");
  rests("decision_appeal", "appeal", "decision");
  rests("consent", "consent", "guardian");
  rests("referral", "referral", "consent");
  rests("referral_sheet", "referral", "referral");
  parted.Fact("family_member", "guardian");
  parted.Say("guardian", true);
  EXPECT_THAT(parted.Sorted(),
              ElementsAre("decision a>b", "appeal a>b", "consent a>b", "referral a>b", "referral a>b", "guardian a>b"));
  parted.Say("appeal", false);
  EXPECT_THAT(parted.Sorted(), ::testing::Contains("assignments[1].uid")) << "what goes with another one is not named";
}

TEST(MergeRules, WhatRestsOnARowOfAThirdRecordStays) {
  Parted parted;
  RecordFact& appeal = parted.Fact("decision_appeal", "appeal");
  appeal.rests_on = "of a third one";
  appeal.bound = true;
  EXPECT_THAT(parted.Sorted(), IsEmpty());
}

TEST(MergeRules, PartsGoWithACaseThatWasOpenedSinceAndBetweenThoseThatStoodBefore) {
  Parted parted;
  parted.Fact("support_case", "old", "a").later = false;
  parted.Fact("case_need", "need").rests_on = "old";
  parted.Fact("support_case", "new");
  parted.Fact("case_goal", "goal").rests_on = "new";
  parted.Say("new", true);
  parted.Say("need", true);
  EXPECT_THAT(parted.Sorted(), ElementsAre("need a>b in new from old", "new a>b", "goal a>b"));
  parted.assignments[0].set_to_merged(false);
  EXPECT_THAT(parted.Sorted(), ElementsAre("need a>b", "assignments")) << "the other has no case to take it";
  parted.Fact("support_case", "closed", "b").later = false;
  parted.facts.back().open = false;
  EXPECT_THAT(parted.Sorted(), ElementsAre("need a>b in closed from old"));
  parted.Fact("support_case", "an older one", "b").later = false;
  EXPECT_THAT(parted.Sorted(), ElementsAre("need a>b in an older one from old")) << "one that is open comes first";
}

// Whatever is said, each later fact goes to one of the two, or a fault names it.
RC_GTEST_PROP(MergeRulesProperties, EveryLaterFactIsAssignedOrNamed, ()) {
  Parted parted;
  size_t moved = 0, silent = 0;
  const auto facts = *rc::gen::inRange(0, 12);
  for (int i = 0; i < facts; ++i) {
    const std::string uid = absl::StrCat("fact", i);
    const bool of_merged = *rc::gen::arbitrary<bool>();
    parted.Fact(*rc::gen::arbitrary<bool>() ? "casualty" : "consent", uid, of_merged ? "b" : "a");
    const auto said = *rc::gen::inRange(0, 3);
    if (said == 0) {
      ++silent;
      continue;
    }
    parted.Say(uid, said == 1);
    moved += (said == 1) != of_merged ? 1 : 0;
  }
  Violations found;
  RC_ASSERT(Assigned(parted.facts, {"a", "b"}, parted.assignments, found).size() == moved);
  RC_ASSERT(static_cast<size_t>(found.size()) == silent);
}

}  // namespace
}  // namespace dayaq::survivor
