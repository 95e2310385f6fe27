#include "services/survivor/family_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "services/survivor/age_rules.h"
#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr absl::CivilDay kToday(2026, 11, 29);

v1::FamilyMember Member(v1::FamilyRelation relation, absl::string_view birth) {
  v1::FamilyMember member;
  member.set_relation(relation);
  *member.mutable_identity()->mutable_birth_date() = Date(birth);
  return member;
}

// Of a man born in 2002.
std::vector<std::string> FaultsIn(const v1::FamilyMember& member) {
  Violations found;
  CheckMember(member, HurtOn("2024-02-04"), kToday, "member", found);
  return FaultsOf(found);
}

std::vector<int> DoubtsOf(v1::FamilyMember member, const v1::Survivor* linked = nullptr) {
  NoteDoubts(HurtOn("2024-02-04"), linked, kToday, member);
  return {member.doubts().begin(), member.doubts().end()};
}

TEST(FamilyRules, HalfKnownPeopleAreNormal) {
  v1::FamilyMember member;
  member.set_relation(v1::FAMILY_RELATION_SIBLING);
  EXPECT_THAT(FaultsIn(member), IsEmpty());
  EXPECT_THAT(FaultsIn(Member(v1::FAMILY_RELATION_PARENT, "1975")), IsEmpty());
  EXPECT_THAT(FaultsIn(Member(v1::FAMILY_RELATION_CHILD, "2025-01-01")), IsEmpty());
}

TEST(FamilyRules, AChildIsNotOlderThanItsParent) {
  EXPECT_THAT(FaultsIn(Member(v1::FAMILY_RELATION_CHILD, "1999")), ElementsAre("member.identity.birth_date FAMILY_CONTRADICTION"));
  EXPECT_THAT(FaultsIn(Member(v1::FAMILY_RELATION_PARENT, "2005")), ElementsAre("member.identity.birth_date FAMILY_CONTRADICTION"));
  EXPECT_THAT(FaultsIn(Member(v1::FAMILY_RELATION_GRANDPARENT, "2010")),
              ElementsAre("member.identity.birth_date FAMILY_CONTRADICTION"));
  EXPECT_THAT(FaultsIn(Member(v1::FAMILY_RELATION_SIBLING, "1999")), IsEmpty());
}

TEST(FamilyRules, AGuardianIsOfAge) {
  v1::FamilyMember member = Member(v1::FAMILY_RELATION_SIBLING, "2012");
  member.set_is_guardian(true);
  EXPECT_THAT(FaultsIn(member), ElementsAre("member.is_guardian GUARDIAN_IS_MINOR"));
  *member.mutable_identity()->mutable_birth_date() = Date("2008");
  EXPECT_THAT(FaultsIn(member), IsEmpty()) << "not certainly a minor";
  member.clear_identity();
  EXPECT_THAT(FaultsIn(member), IsEmpty());
  member.set_relation(v1::FAMILY_RELATION_GUARDIAN);
  member.set_is_guardian(false);
  EXPECT_THAT(FaultsIn(member), ElementsAre("member.is_guardian FAMILY_CONTRADICTION"));
}

TEST(FamilyRules, EveryContradictionIsToldAtOnce) {
  v1::FamilyMember member = Member(v1::FAMILY_RELATION_PARENT, "2020");
  member.set_is_guardian(true);
  *member.mutable_student_until() = Date("2019");
  *member.mutable_ended_on() = Date("2018");
  member.set_member_uid("s1");
  EXPECT_THAT(FaultsIn(member),
              UnorderedElementsAre("member.is_guardian GUARDIAN_IS_MINOR", "member.identity.birth_date FAMILY_CONTRADICTION",
                                   "member.student_until FAMILY_CONTRADICTION", "member.student_until FAMILY_CONTRADICTION",
                                   "member.ended_on FAMILY_CONTRADICTION", "member.member_uid FAMILY_LINK_INVALID"));
}

TEST(FamilyRules, WhatIsOnlyOddIsMarked) {
  EXPECT_THAT(DoubtsOf(Member(v1::FAMILY_RELATION_SPOUSE, "2010")), ElementsAre(v1::FAMILY_DOUBT_SPOUSE_UNDER_AGE));
  EXPECT_THAT(DoubtsOf(Member(v1::FAMILY_RELATION_SPOUSE, "2008")), IsEmpty()) << "not certainly";
  EXPECT_THAT(DoubtsOf(Member(v1::FAMILY_RELATION_CHILD, "2010-01-01")), ElementsAre(v1::FAMILY_DOUBT_AGES_UNUSUAL));
  EXPECT_THAT(DoubtsOf(Member(v1::FAMILY_RELATION_CHILD, "2024")), IsEmpty());
  v1::FamilyMember student = Member(v1::FAMILY_RELATION_SIBLING, "2003");
  student.set_is_student(true);
  *student.mutable_student_until() = Date("2025-06");
  EXPECT_THAT(DoubtsOf(student), ElementsAre(v1::FAMILY_DOUBT_STUDENT_NO_MORE));
}

TEST(FamilyRules, ALinkedRecordThatSaysOtherwiseIsMarkedAndBothStay) {
  v1::Survivor linked = HurtOn("2024-02-04");
  linked.set_uid("s2");
  v1::FamilyMember member = Member(v1::FAMILY_RELATION_SIBLING, "2004");
  member.set_sex(common::v1::SEX_FEMALE);
  member.set_member_uid("s2");
  EXPECT_THAT(DoubtsOf(member, &linked), ElementsAre(v1::FAMILY_DOUBT_SEX_DIFFERS, v1::FAMILY_DOUBT_BIRTH_DATE_DIFFERS));
  member.set_sex(common::v1::SEX_UNKNOWN);
  *member.mutable_identity()->mutable_birth_date() = Date("2002-05");
  EXPECT_THAT(DoubtsOf(member, &linked), IsEmpty());
}

TEST(FamilyRules, ACorrectionTakesWhatTheMaskNames) {
  v1::FamilyMember member = Member(v1::FAMILY_RELATION_CHILD, "2024");
  member.set_is_dependant(true);
  v1::FamilyMember stated;
  stated.mutable_identity()->set_given_name("Aylin");
  google::protobuf::FieldMask mask;
  mask.add_paths("identity.given_name");
  mask.add_paths("is_dependant");
  mask.add_paths("survivor_uid");
  mask.add_paths("identity.no_such");
  Violations found;
  TakeMember(mask, stated, member, found);
  EXPECT_THAT(FaultsOf(found), ElementsAre("update_mask.paths[2] MASK_INVALID", "update_mask.paths[3] MASK_INVALID"));
  EXPECT_EQ(member.identity().given_name(), "Aylin");
  EXPECT_EQ(ToText(member.identity().birth_date()), "2024");
  EXPECT_FALSE(member.is_dependant());
}

// Whatever two birth years: of parent and child, one order at most is refused, and the same pair the other way round is not refused
// as well.
RC_GTEST_PROP(FamilyRules, OneOfTwoIsTheElder, ()) {
  v1::Survivor survivor = HurtOn("2024-02-04");
  survivor.mutable_identity()->mutable_birth_date()->set_year(*rc::gen::inRange(1930, 2027));
  v1::FamilyMember member;
  member.mutable_identity()->mutable_birth_date()->set_year(*rc::gen::inRange(1930, 2027));
  const auto refused = [&](v1::FamilyRelation relation) {
    member.set_relation(relation);
    Violations found;
    CheckMember(member, survivor, kToday, "member", found);
    return !found.empty();
  };
  RC_ASSERT(!(refused(v1::FAMILY_RELATION_CHILD) && refused(v1::FAMILY_RELATION_PARENT)));
}

}  // namespace
}  // namespace dayaq::survivor
