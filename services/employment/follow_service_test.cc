// What becomes of profiles, placements and support when records turn out to be one person's, or are erased.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/employment/support_test_fixture.h"

namespace dayaq::employment {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class FollowServiceTest : public SupportFixture {
 protected:
  using SupportFixture::Reread;
  v1::Placement Reread(const v1::Placement& placement) const {
    v1::GetPlacementRequest request;
    request.set_name(placement.name());
    return Done(&Placements::GetPlacement, request);
  }
  v1::Profile Reread(const v1::Profile& profile) const {
    v1::GetProfileRequest request;
    request.set_name(profile.name());
    return Done(&Profiles::GetProfile, request);
  }
  v1::Profile Opened(const survivor::v1::Survivor& person) const {
    return Agreed(Done(&Profiles::OpenProfile, OpeningFor(person)));
  }
  // Two records turn out to be one person's: that of `kept` goes on. And part again.
  void Merge(const survivor::v1::Survivor& other, const survivor::v1::Survivor& kept) const {
    Sql(absl::StrCat("UPDATE survivor.survivor SET merged_into_uid = '", UidOf(kept.name()), "' WHERE uid = '", UidOf(other.name()),
                     "'"));
    Tell("survivor.merged", other.name());
    Follow();
  }
  void Part(const survivor::v1::Survivor& other) const {
    Sql(absl::StrCat("UPDATE survivor.survivor SET merged_into_uid = NULL WHERE uid = '", UidOf(other.name()), "'"));
    Tell("survivor.unmerged", other.name());
    Follow();
  }
  std::vector<v1::DueWork> DueAbout(v1::DueWorkKind kind) const {
    std::vector<v1::DueWork> due;
    const v1::ListDueWorkResponse listed = Done(&Invitations::ListDueWork, v1::ListDueWorkRequest());
    for (const v1::DueWork& work : listed.due()) {
      if (work.kind() == kind) due.push_back(work);
    }
    return due;
  }
  v1::Placement Ended(const v1::Placement& placement, v1::PlacementEndReason reason) const {
    auto request = On<v1::EndPlacementRequest>(Reread(placement));
    *request.mutable_ended_on() = Ago(0);
    request.set_reason(reason);
    const v1::Placement ended = Done(&Placements::EndPlacement, request);
    Follow();
    return ended;
  }
  int64_t Parked() const { return Count("SELECT count(*) FROM outbox.delivery WHERE state IN ('PARKED', 'FAILED')"); }
};

TEST_F(FollowServiceTest, OfTwoProfilesOfOnePersonTheOlderGoesOnAndBothAreOpenWhenTheyPart) {
  const survivor::v1::Survivor kept = Referred(), other = ReferredToo("6BCDEF8");
  // The record that goes on has the younger profile.
  const v1::Profile older = Opened(other), younger = Opened(kept);
  Merge(other, kept);
  EXPECT_EQ(Reread(older).state(), v1::PROFILE_STATE_OPEN);
  EXPECT_EQ(Reread(older).person_uid(), UidOf(kept.name()));
  EXPECT_EQ(Reread(younger).close_reason(), v1::PROFILE_CLOSE_REASON_MERGED);
  Tell("survivor.merged", other.name());
  Follow();
  EXPECT_EQ(Told("profile.closed"), 1) << "told twice, it is done once";
  Part(other);
  EXPECT_EQ(Reread(older).person_uid(), UidOf(other.name()));
  EXPECT_EQ(Reread(younger).state(), v1::PROFILE_STATE_OPEN);
  EXPECT_EQ(Reread(younger).close_reason(), v1::PROFILE_CLOSE_REASON_UNSPECIFIED);
  EXPECT_EQ(Parked(), 0);
}

TEST_F(FollowServiceTest, WhateverElseClosedAProfileStaysClosedWhenRecordsPart) {
  const survivor::v1::Survivor kept = Referred(), other = ReferredToo("6BCDEF8");
  const v1::Profile of_other = Opened(other), of_kept = Opened(kept);
  auto close = On<v1::CloseProfileRequest>(Reread(of_kept));
  close.set_reason(v1::PROFILE_CLOSE_REASON_WORKS);
  Done(&Profiles::CloseProfile, close);
  Merge(other, kept);
  Part(other);
  EXPECT_EQ(Reread(of_kept).close_reason(), v1::PROFILE_CLOSE_REASON_WORKS);
  EXPECT_EQ(Reread(of_other).state(), v1::PROFILE_STATE_OPEN);
}

TEST_F(FollowServiceTest, TwoFullTimePlacesOfOnePersonAreAQuestionUntilOneIsNone) {
  const survivor::v1::Survivor kept = Referred(), other = ReferredToo("6BCDEF8");
  const v1::Employer employer = Employer();
  const v1::Placement here = Started(Opened(kept), Vacancy(employer));
  const v1::Placement there = Started(Opened(other), Vacancy(employer));
  Merge(other, kept);
  EXPECT_EQ(Reread(there).person_uid(), UidOf(other.name())) << "both cannot be the same person's";
  EXPECT_EQ(Reread(there).question(), v1::PLACEMENT_QUESTION_TWICE);
  const std::vector<v1::DueWork> due = DueAbout(v1::DUE_WORK_KIND_PLACEMENT);
  ASSERT_THAT(due, SizeIs(1));
  EXPECT_EQ(due[0].resource(), there.name());
  EXPECT_EQ(ToText(due[0].due_on()), ToText(Ago(0)));
  EXPECT_EQ(Told("placement.in_question"), 1);
  // It never was: the other one is the person's now, and nobody has to look any more.
  Ended(here, v1::PLACEMENT_END_REASON_MISTAKEN);
  EXPECT_EQ(Reread(there).person_uid(), UidOf(kept.name()));
  EXPECT_EQ(Reread(there).question(), v1::PLACEMENT_QUESTION_UNSPECIFIED);
  EXPECT_THAT(DueAbout(v1::DUE_WORK_KIND_PLACEMENT), IsEmpty());
  Part(other);
  EXPECT_EQ(Reread(there).person_uid(), UidOf(other.name()));
  EXPECT_EQ(Reread(here).person_uid(), UidOf(kept.name()));
  EXPECT_EQ(Parked(), 0);
}

TEST_F(FollowServiceTest, TheQuestionEndsWhenRecordsPart) {
  const survivor::v1::Survivor kept = Referred(), other = ReferredToo("6BCDEF8");
  const v1::Employer employer = Employer();
  Started(Opened(kept), Vacancy(employer));
  const v1::Placement there = Started(Opened(other), Vacancy(employer));
  Merge(other, kept);
  ASSERT_EQ(Reread(there).question(), v1::PLACEMENT_QUESTION_TWICE);
  Part(other);
  EXPECT_EQ(Reread(there).question(), v1::PLACEMENT_QUESTION_UNSPECIFIED);
  EXPECT_THAT(DueAbout(v1::DUE_WORK_KIND_PLACEMENT), IsEmpty());
}

TEST_F(FollowServiceTest, TwoIntroductionsToOneVacancyAreAQuestionUntilOneIsDropped) {
  const survivor::v1::Survivor kept = Referred(), other = ReferredToo("6BCDEF8");
  const v1::Vacancy vacancy = Vacancy(Employer());
  const v1::Placement here = Introduced(Opened(kept), vacancy), there = Introduced(Opened(other), vacancy);
  Merge(other, kept);
  EXPECT_EQ(Reread(there).question(), v1::PLACEMENT_QUESTION_TWICE);
  auto drop = On<v1::DropPlacementRequest>(Reread(here));
  drop.set_reason(v1::NOT_TAKEN_REASON_BY_PERSON);
  Done(&Placements::DropPlacement, drop);
  Follow();
  EXPECT_EQ(Reread(there).question(), v1::PLACEMENT_QUESTION_UNSPECIFIED);
  EXPECT_EQ(Reread(there).person_uid(), UidOf(kept.name()));
}

// Of two records that go on in a third each has work: the first is the person's, the second a question, and no event is parked.
TEST_F(FollowServiceTest, RecordsThatComeTogetherAreTakenOneAfterTheOther) {
  const survivor::v1::Survivor kept = Referred(), second = ReferredToo("6BCDEF8"), third = ReferredToo("7CDEFG9");
  const v1::Employer employer = Employer();
  const v1::Placement first = Started(Opened(second), Vacancy(employer)), later = Started(Opened(third), Vacancy(employer));
  for (const survivor::v1::Survivor& other : {second, third}) {
    Sql(absl::StrCat("UPDATE survivor.survivor SET merged_into_uid = '", UidOf(kept.name()), "' WHERE uid = '", UidOf(other.name()),
                     "'"));
  }
  Tell("survivor.merged", third.name());
  Follow();
  EXPECT_EQ(Reread(first).person_uid(), UidOf(kept.name()));
  EXPECT_EQ(Reread(later).question(), v1::PLACEMENT_QUESTION_TWICE);
  EXPECT_EQ(Parked(), 0);
}

TEST_F(FollowServiceTest, WhoeverWasErasedLeadsNowhereAndIsAskedAboutNoMore) {
  const survivor::v1::Survivor person = Referred(), else_where = ReferredToo("6BCDEF8");
  const v1::Profile profile = Opened(person), untouched = Opened(else_where);
  const v1::Vacancy vacancy = Vacancy(Employer());
  const v1::Placement placement = Started(profile, vacancy);
  Willing(person);
  const v1::Grant grant = Done(&Grants::ProposeGrant, PlanOf(profile));
  Tell("survivor.erased", person.name());
  Follow();
  EXPECT_EQ(Reread(profile).survivor_uid(), UidOf(person.name())) << "something is still kept sealed";
  Sql(absl::StrCat("UPDATE survivor.person_key SET wrapped = decode(repeat('00', 120), 'hex') WHERE uid = '", UidOf(person.name()),
                   "'"));
  Tell("survivor.erased", person.name());
  Follow();
  const v1::Profile gone = Reread(profile);
  EXPECT_NE(gone.survivor_uid(), UidOf(person.name()));
  EXPECT_EQ(gone.survivor_number(), "");
  EXPECT_EQ(gone.content().skills_size(), 0);
  EXPECT_EQ(gone.content().abilities_size(), 0);
  EXPECT_EQ(Reread(placement).contract_number(), "-");
  EXPECT_EQ(Whole(grant).grant().activity(), "--");
  EXPECT_EQ(Count(absl::StrCat("SELECT (SELECT count(*) FROM employment.profile WHERE survivor_uid = '", UidOf(person.name()),
                               "') + (SELECT count(*) FROM employment.placement WHERE survivor_uid = '", UidOf(person.name()),
                               "') + (SELECT count(*) FROM employment.business_grant WHERE survivor_uid = '", UidOf(person.name()),
                               "') + (SELECT count(*) FROM employment.invitation WHERE survivor_uid = '", UidOf(person.name()),
                               "') + (SELECT count(*) FROM employment.profile_history WHERE survivor_uid = '", UidOf(person.name()),
                               "')")),
            0);
  EXPECT_EQ(Count("SELECT sum(places_taken) FROM employment.vacancy"), 1) << "the place stays counted";
  EXPECT_EQ(Reread(untouched).survivor_uid(), UidOf(else_where.name()));
  EXPECT_EQ(Parked(), 0);
}

}  // namespace
}  // namespace dayaq::employment
