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

TEST(MergeRules, LaterFactsAreThoseOfTheKeptRecordItself) {
  const absl::Time merged = absl::FromUnixSeconds(1'700'000'000);
  v1::Survivor kept = Record("a");
  *Hurt("before", "2020", kept).mutable_create_time() = Timestamp(merged);
  *Hurt("later", "2020", kept).mutable_create_time() = Timestamp(merged + absl::Seconds(1));
  v1::AttachedCasualty& others = Hurt("of the other", "2020", kept);
  others.set_survivor_uid("b");
  *others.mutable_create_time() = Timestamp(merged + absl::Seconds(2));
  Decide("d", "2020-01-01", "", kept);
  *kept.mutable_decisions(0)->mutable_create_time() = Timestamp(merged + absl::Seconds(3));
  const LaterFacts later = FactsSince(kept, merged);
  EXPECT_THAT(later.casualties, ElementsAre("later"));
  EXPECT_THAT(later.decisions, ElementsAre("d"));
}

// Whatever is said, each later fact goes to one of the two, or a fault names it.
RC_GTEST_PROP(MergeRulesProperties, EveryLaterFactIsAssignedOrNamed, ()) {
  LaterFacts later;
  google::protobuf::RepeatedPtrField<v1::FactAssignment> assignments;
  size_t to_merged = 0, silent = 0;
  const auto facts = *rc::gen::inRange(0, 12);
  for (int i = 0; i < facts; ++i) {
    const std::string uid = absl::StrCat("fact", i);
    (*rc::gen::arbitrary<bool>() ? later.casualties : later.decisions).push_back(uid);
    const auto said = *rc::gen::inRange(0, 3);
    if (said == 0) {
      ++silent;
      continue;
    }
    v1::FactAssignment& assignment = *assignments.Add();
    assignment.set_uid(uid);
    assignment.set_to_merged(said == 1);
    to_merged += said == 1 ? 1 : 0;
  }
  Violations found;
  const LaterFacts moved = Assigned(later, assignments, found);
  RC_ASSERT(moved.casualties.size() + moved.decisions.size() == to_merged);
  RC_ASSERT(static_cast<size_t>(found.size()) == silent);
}

TEST(MergeRules, WhatIsNoLaterFactOrComesTwiceIsAFault) {
  google::protobuf::RepeatedPtrField<v1::FactAssignment> assignments;
  assignments.Add()->set_uid("c");
  assignments.Add()->set_uid("c");
  assignments.Add()->set_uid("unknown");
  Violations found;
  Assigned({.casualties = {"c"}, .decisions = {}}, assignments, found);
  ASSERT_EQ(found.size(), 2);
  EXPECT_EQ(found.bad_request().field_violations(0).field(), "assignments[1].uid");
  EXPECT_EQ(found.bad_request().field_violations(1).field(), "assignments[2].uid");
}

}  // namespace
}  // namespace dayaq::survivor
