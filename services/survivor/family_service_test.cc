// Families over gRPC against a real PostgreSQL: what is refused, what is marked, who sees whom, and how they are counted.
#include "services/survivor/family_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/survivor/sharing_test_fixture.h"

namespace dayaq::survivor {
namespace {

using dayaq::testing::FaultsOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class FamilyServiceTest : public SharingFixture {
 protected:
  v1::FamilyMember Added(const v1::AddFamilyMemberRequest& request) const {
    auto added = Add(request);
    EXPECT_TRUE(added.ok()) << added.status();
    return added.value_or(v1::FamilyMember());
  }
  v1::ListFamilyResponse FamilyOf(const v1::Survivor& survivor, const TestCaller& caller = kCaseworker,
                                  bool ended_too = false) const {
    v1::ListFamilyRequest request;
    request.set_survivor(survivor.name());
    request.set_ended_too(ended_too);
    auto listed = Ask(&Families::ListFamily, caller, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.value_or(v1::ListFamilyResponse());
  }
  v1::CountVictimsResponse Victims(const TestCaller& caller = kCaseworker) const {
    auto counted = Ask(&Families::CountVictims, caller, v1::CountVictimsRequest());
    EXPECT_TRUE(counted.ok()) << counted.status();
    return counted.value_or(v1::CountVictimsResponse());
  }
};

TEST_F(FamilyServiceTest, AFamilyIsRecordedAndCountedApart) {
  const v1::Survivor survivor = Known();
  v1::AddFamilyMemberRequest wife = MemberOf(survivor, v1::FAMILY_RELATION_SPOUSE, "2003");
  wife.mutable_member()->set_indirect_victim(true);
  wife.mutable_member()->set_lives_together(true);
  Added(wife);
  v1::AddFamilyMemberRequest child = MemberOf(survivor, v1::FAMILY_RELATION_CHILD, "2023-05");
  child.mutable_member()->set_indirect_victim(true);
  child.mutable_member()->set_is_dependant(true);
  const v1::FamilyMember added = Added(child);
  EXPECT_TRUE(added.may_be_minor());
  EXPECT_EQ(added.identity().given_name(), "Sevil");
  const v1::ListFamilyResponse family = FamilyOf(survivor);
  EXPECT_THAT(family.members(), SizeIs(2));
  EXPECT_EQ(family.total(), 2);
  EXPECT_EQ(family.indirect_victims(), 2);
  EXPECT_EQ(family.dependants(), 1);
  EXPECT_EQ(family.students(), 0);
  const v1::CountVictimsResponse victims = Victims();
  EXPECT_EQ(victims.direct(), 1);
  EXPECT_EQ(victims.direct_dead(), 0);
  EXPECT_EQ(victims.indirect(), 2);
}

TEST_F(FamilyServiceTest, EveryContradictionIsRefusedAtOnce) {
  const v1::Survivor survivor = Known();
  v1::AddFamilyMemberRequest request = MemberOf(survivor, v1::FAMILY_RELATION_CHILD, "1990");
  *request.mutable_member()->mutable_student_until() = Date("2027");
  request.mutable_member()->set_member_uid(survivor.uid());
  EXPECT_THAT(FaultsOf(Add(request).status()),
              UnorderedElementsAre("member.identity.birth_date FAMILY_CONTRADICTION", "member.student_until FAMILY_CONTRADICTION",
                                   "member.member_uid FAMILY_LINK_INVALID"));
  request = MemberOf(survivor, v1::FAMILY_RELATION_SIBLING, "2015");
  request.mutable_member()->set_is_guardian(true);
  EXPECT_THAT(FaultsOf(Add(request).status()), ElementsAre("member.is_guardian GUARDIAN_IS_MINOR"));
  EXPECT_THAT(FamilyOf(survivor).members(), IsEmpty());
}

TEST_F(FamilyServiceTest, APersonOfTheRegisterIsLinkedOnceAndCountedAsDirect) {
  const v1::Survivor survivor = Known();
  incident::v1::RegisterIncidentRequest hurt = Hurt("6FGHJK8", "2024-03-01");
  PersonOf(hurt).set_sex(common::v1::SEX_MALE);
  const v1::Survivor brother = OpenedRecord(hurt);
  v1::AddFamilyMemberRequest request = MemberOf(survivor, v1::FAMILY_RELATION_SIBLING, "1980");
  request.mutable_member()->set_member_uid(brother.uid());
  request.mutable_member()->set_sex(common::v1::SEX_FEMALE);
  request.mutable_member()->set_indirect_victim(true);
  const v1::FamilyMember added = Added(request);
  EXPECT_THAT(added.doubts(), Contains(v1::FAMILY_DOUBT_SEX_DIFFERS));
  EXPECT_EQ(added.sex(), common::v1::SEX_FEMALE) << "both values stay";
  EXPECT_EQ(Record(brother.name()).sex(), common::v1::SEX_MALE);
  EXPECT_EQ(Victims().direct(), 2);
  EXPECT_EQ(Victims().indirect(), 0) << "counted once, as hurt";
  request.set_request_id(NewRequestId());
  EXPECT_THAT(FaultsOf(Add(request).status()), ElementsAre("member.member_uid FAMILY_LINK_INVALID"));
  request.mutable_member()->set_member_uid(NewRequestId());
  EXPECT_THAT(FaultsOf(Add(request).status()), ElementsAre("member.member_uid FAMILY_LINK_INVALID"));
}

TEST_F(FamilyServiceTest, ItIsCorrectedOnTheVersionThatWasRead) {
  const v1::Survivor survivor = Known();
  const v1::FamilyMember member = Added(MemberOf(survivor, v1::FAMILY_RELATION_SPOUSE, "2003"));
  v1::CorrectFamilyMemberRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(member.name());
  request.set_etag("4");
  request.set_reason("Şəhadətnamə ilə");
  *request.mutable_member()->mutable_identity()->mutable_birth_date() = Date("2012");
  request.mutable_update_mask()->add_paths("identity.birth_date");
  EXPECT_EQ(ReasonOf(Ask(&Families::CorrectFamilyMember, kCaseworker, request).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  request.set_etag(member.etag());
  request.set_request_id(NewRequestId());
  const auto corrected = Ask(&Families::CorrectFamilyMember, kCaseworker, request);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_THAT(corrected->doubts(), ElementsAre(v1::FAMILY_DOUBT_SPOUSE_UNDER_AGE)) << "taken, and marked";
  EXPECT_EQ(corrected->identity().given_name(), "Sevil");
  EXPECT_EQ(Ask(&Families::CorrectFamilyMember, kCaseworker, request)->etag(), corrected->etag());
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.family_member_history WHERE reason = 'Şəhadətnamə ilə'"), 1);
}

TEST_F(FamilyServiceTest, WhatEndedStaysAndIsCountedNoMore) {
  const v1::Survivor survivor = Known();
  v1::AddFamilyMemberRequest wife = MemberOf(survivor, v1::FAMILY_RELATION_SPOUSE, "2003");
  wife.mutable_member()->set_indirect_victim(true);
  const v1::FamilyMember member = Added(wife);
  v1::EndFamilyMemberRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(member.name());
  request.set_etag(member.etag());
  request.set_reason("Boşanma");
  *request.mutable_ended_on() = Date("1999");
  EXPECT_THAT(FaultsOf(Ask(&Families::EndFamilyMember, kCaseworker, request).status()),
              ElementsAre("ended_on FAMILY_CONTRADICTION"));
  *request.mutable_ended_on() = Date("2025-03");
  const auto ended = Ask(&Families::EndFamilyMember, kCaseworker, request);
  ASSERT_TRUE(ended.ok()) << ended.status();
  EXPECT_THAT(FamilyOf(survivor).members(), IsEmpty());
  EXPECT_THAT(FamilyOf(survivor, kCaseworker, true).members(), SizeIs(1));
  EXPECT_EQ(Victims().indirect(), 0);
}

TEST_F(FamilyServiceTest, WhoSeesTheRecordSeesTheFamily) {
  const v1::Survivor survivor = Known();
  Added(MemberOf(survivor, v1::FAMILY_RELATION_CHILD, "2023-05"));
  EXPECT_EQ(FamilyOf(survivor, kClinician).members(0).identity().given_name(), "Sevil");
  const v1::FamilyMember audited = FamilyOf(survivor, kAuditor).members(0);
  EXPECT_FALSE(audited.has_identity());
  EXPECT_FALSE(audited.may_be_minor()) << "says when somebody was born";
  EXPECT_THAT(FamilyOf(survivor, kOtherCaseworker).members(), IsEmpty());
  EXPECT_EQ(Victims(kOtherCaseworker).direct(), 0);
  v1::ListFamilyRequest request;
  request.set_survivor(survivor.name());
  for (const TestCaller& caller : {kRehabilitation, kFoundation, kAdviser, kExpert, kAnama}) {
    EXPECT_EQ(ReasonOf(Ask(&Families::ListFamily, caller, request).status()), ErrorReason::ERROR_REASON_ACTION_DENIED)
        << caller.subject;
  }
  EXPECT_EQ(ReasonOf(Add(MemberOf(survivor, v1::FAMILY_RELATION_CHILD, "2023"), kClinician).status()),
            ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_EQ(Add(MemberOf(survivor, v1::FAMILY_RELATION_CHILD, "2023"), kOtherCaseworker).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.family_member WHERE position(convert_to('Sevil', 'UTF8') IN identity) > 0"), 0);
}

}  // namespace
}  // namespace dayaq::survivor
