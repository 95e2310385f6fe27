// Profiles, vacancies and placements: what may be said, and which step follows which.
#include "services/employment/placement_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/employment/employment_test_data.h"
#include "services/employment/profile_rules.h"

namespace dayaq::employment {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

const absl::CivilDay kToday(2026, 3, 10);

std::vector<std::string> FaultsIn(const Violations& found) {
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations())
    faults.push_back(absl::StrCat(fault.field(), " ", fault.reason()));
  return faults;
}
ErrorReason Reason(const absl::Status& status) { return ReasonOf(status); }

v1::Placement Introduced() { return IntroductionOf(ProfileOf(Tailor()), SewingWork(), kToday); }
v1::Placement Started(const PartialDate& day) {
  v1::Placement placement = Introduced();
  v1::StartPlacementRequest request;
  request.set_contract_number("ƏM-1");
  *request.mutable_starts_on() = day;
  EXPECT_TRUE(Start(request, SewingWork(), placement).ok());
  return placement;
}

TEST(ProfileRules, AnAdaptationHelpsInItsDomainAndNowhereElse) {
  v1::ProfileContent content = Tailor();
  content.mutable_abilities(0)->add_adaptations(v1::WORK_ADAPTATION_SCREEN_READER);
  v1::DomainAbility& seeing = *content.add_abilities();
  seeing.set_domain(v1::FUNCTION_DOMAIN_SEEING);
  seeing.set_ability(v1::WORK_ABILITY_AS_USUAL);
  seeing.add_adaptations(v1::WORK_ADAPTATION_SCREEN_READER);
  v1::DomainAbility& again = *content.add_abilities();
  again.set_domain(v1::FUNCTION_DOMAIN_WALKING);
  again.set_ability(v1::WORK_ABILITY_WITH_ADAPTATION);
  content.add_skills(v1::SKILL_SEWING);
  Violations found;
  CheckContent(content, HousePolicy(), "content", found);
  EXPECT_THAT(
      FaultsIn(found),
      UnorderedElementsAre("content.skills[2] TOO_MANY_ITEMS", "content.abilities[0].adaptations[2] ADAPTATION_HELPS_ELSEWHERE",
                           "content.abilities[1].adaptations[0] ADAPTATION_HELPS_ELSEWHERE",
                           "content.abilities[2].domain TOO_MANY_ITEMS", "content.abilities[2].adaptations REQUIRED"));
  Violations none;
  CheckContent(Tailor(), HousePolicy(), "content", none);
  EXPECT_TRUE(none.empty());
}

TEST(ProfileRules, NobodyIsProposedWithoutConsent) {
  v1::Profile profile = ProfileOf(Tailor());
  EXPECT_TRUE(CheckProposable(profile).ok());
  *profile.mutable_consent_withdrawn_on() = DateOf(2026, 2, 1);
  EXPECT_EQ(Reason(CheckProposable(profile)), ErrorReason::ERROR_REASON_PROPOSAL_CONSENT_MISSING);
  profile.clear_consent_withdrawn_on();
  profile.clear_consent_given_on();
  EXPECT_EQ(Reason(CheckProposable(profile)), ErrorReason::ERROR_REASON_PROPOSAL_CONSENT_MISSING);
  profile = ProfileOf(Tailor());
  Close(v1::PROFILE_CLOSE_REASON_WORKS, kToday, profile);
  EXPECT_EQ(Reason(CheckProposable(profile)), ErrorReason::ERROR_REASON_PROFILE_CLOSED);
}

TEST(PlacementRules, AClosedOrFullVacancyTakesNobody) {
  v1::Vacancy vacancy = SewingWork();
  EXPECT_TRUE(CheckOpen(vacancy, ProfileOf(Tailor()), kToday).ok());
  EXPECT_EQ(Reason(CheckOpen(vacancy, ProfileOf(Tailor()), absl::CivilDay(2027, 1, 2))), ErrorReason::ERROR_REASON_VACANCY_CLOSED);
  vacancy.set_places_taken(2);
  EXPECT_EQ(Reason(CheckOpen(vacancy, ProfileOf(Tailor()), kToday)), ErrorReason::ERROR_REASON_VACANCY_FULL);
  v1::Profile wife = ProfileOf(Tailor());
  wife.set_member_uid("m");
  EXPECT_EQ(Reason(CheckOpen(SewingWork(), wife, kToday)), ErrorReason::ERROR_REASON_QUOTA_NOT_FOR_FAMILY);
}

TEST(PlacementRules, WorkDoesNotEndBeforeItBeginsNorBeginBeforeTheIntroduction) {
  v1::Placement placement = Introduced();
  v1::StartPlacementRequest early;
  *early.mutable_starts_on() = DateOf(2026, 3, 9);
  EXPECT_EQ(DetailOf<google::rpc::BadRequest>(Start(early, SewingWork(), placement))->field_violations(0).reason(),
            "DAY_OUT_OF_ORDER");
  placement = Started(DateOf(2026, 4, 1));
  EXPECT_EQ(placement.hours_week(), 40) << "as the vacancy says";
  EXPECT_FALSE(End(DateOf(2026, 3, 31), v1::PLACEMENT_END_REASON_BY_PERSON, placement).ok());
  EXPECT_TRUE(End(DateOf(2026, 4, 1), v1::PLACEMENT_END_REASON_BY_PERSON, placement).ok());
  EXPECT_EQ(Reason(End(DateOf(2026, 5, 1), v1::PLACEMENT_END_REASON_BY_PERSON, placement)),
            ErrorReason::ERROR_REASON_PLACEMENT_STEP_IMPOSSIBLE);
}

TEST(PlacementRules, LooksComeAfterThreeSixAndTwelveMonthsAndNotBefore) {
  int made = 0;
  std::vector<v1::RetentionCheck> looks =
      LooksAt(Started(DateOf(2026, 11, 30)), HousePolicy(), [&made] { return absl::StrCat("look-", ++made); });
  std::vector<std::string> days;
  for (const v1::RetentionCheck& look : looks) days.push_back(ToText(look.due_on()));
  EXPECT_THAT(days, ElementsAre("2027-02-28", "2027-05-30", "2027-11-30"));
  EXPECT_EQ(Reason(Look(v1::RETENTION_RESULT_WORKS, absl::CivilDay(2027, 2, 27), looks[0])),
            ErrorReason::ERROR_REASON_RETENTION_TOO_EARLY);
  EXPECT_TRUE(Look(v1::RETENTION_RESULT_WORKS, absl::CivilDay(2027, 2, 28), looks[0]).ok());
  EXPECT_EQ(Reason(Look(v1::RETENTION_RESULT_LEFT, absl::CivilDay(2027, 3, 1), looks[0])),
            ErrorReason::ERROR_REASON_RETENTION_NOT_DUE);
}

TEST(PlacementRules, AnAdaptationOfThePlaceIsSaidOnceAndChanges) {
  v1::Placement placement = Introduced();
  ASSERT_TRUE(Adapt(v1::WORK_ADAPTATION_STEP_FREE, v1::PLACE_ADAPTATION_STATE_NEEDED, kToday, placement).ok());
  ASSERT_TRUE(Adapt(v1::WORK_ADAPTATION_STEP_FREE, v1::PLACE_ADAPTATION_STATE_DONE, kToday + 5, placement).ok());
  ASSERT_EQ(placement.adaptations_size(), 1);
  EXPECT_EQ(placement.adaptations(0).state(), v1::PLACE_ADAPTATION_STATE_DONE);
  EXPECT_EQ(ToText(placement.adaptations(0).since()), "2026-03-15");
}

// Steps in any order: a placement goes forward only, and what is over stays over.
RC_GTEST_PROP(PlacementProperties, GoesForwardOnly, ()) {
  v1::Placement placement = Introduced();
  const std::vector<int> steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4));
  for (const int step : steps) {
    const v1::Placement before = placement;
    absl::Status taken;
    if (step == 0) {
      v1::RecordInterviewRequest request;
      *request.mutable_interviewed_on() = PartialDateOf(kToday + *rc::gen::inRange(-2, 5));
      taken = Interview(request, placement);
    } else if (step == 1) {
      v1::StartPlacementRequest request;
      *request.mutable_starts_on() = PartialDateOf(kToday + *rc::gen::inRange(-2, 20));
      taken = Start(request, SewingWork(), placement);
    } else if (step == 2) {
      taken = End(PartialDateOf(kToday + *rc::gen::inRange(-2, 40)), v1::PLACEMENT_END_REASON_OTHER, placement);
    } else {
      taken = Drop(v1::NOT_TAKEN_REASON_OTHER, placement);
    }
    if (!taken.ok()) {
      RC_ASSERT(placement.SerializeAsString() == before.SerializeAsString());
      continue;
    }
    RC_ASSERT(placement.state() > before.state());
    RC_ASSERT(before.state() != v1::PLACEMENT_STATE_ENDED && before.state() != v1::PLACEMENT_STATE_NOT_TAKEN);
    if (placement.has_ended_on()) RC_ASSERT(IsBefore(placement.ended_on(), placement.starts_on()) != Certainty::kCertainly);
  }
}

}  // namespace
}  // namespace dayaq::employment
