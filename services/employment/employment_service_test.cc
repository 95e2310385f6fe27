// Profiles, vacancies and placements over gRPC against a real PostgreSQL.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "services/employment/employment_test_fixture.h"
#include "services/platform/base/error.h"

namespace dayaq::employment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class EmploymentServiceTest : public EmploymentFixture {
 protected:
  static ErrorReason Reason(const absl::Status& status) { return ReasonOf(status); }
  template <typename T>
  static ErrorReason Reason(const absl::StatusOr<T>& answer) {
    return ReasonOf(answer.status());
  }
  v1::MatchVacanciesResponse Matches(const v1::Profile& profile) const {
    v1::MatchVacanciesRequest request;
    request.set_profile(profile.name());
    return Done(&Vacancies::MatchVacancies, request);
  }
  std::vector<v1::Proposal> ProposedTo(const v1::Profile& profile) const {
    v1::ListProposalsRequest request;
    request.set_profile(profile.name());
    const auto listed = Done(&Vacancies::ListProposals, request);
    return {listed.proposals().begin(), listed.proposals().end()};
  }
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
};

TEST_F(EmploymentServiceTest, AProfileNeedsAReferralAndIsOpenedOnce) {
  const survivor::v1::Survivor person = Known();
  EXPECT_THAT(FaultsOf(Ask(&Profiles::OpenProfile, kAdviser, OpeningFor(person)).status()),
              ElementsAre("survivor REFERRAL_NEEDED"));
  Refer(person);
  const v1::Profile profile = Done(&Profiles::OpenProfile, OpeningFor(person));
  EXPECT_EQ(profile.survivor_number(), person.number());
  EXPECT_EQ(profile.institution(), kBarda);
  EXPECT_EQ(profile.content().skills_size(), 2);
  EXPECT_EQ(Reason(Ask(&Profiles::OpenProfile, kAdviser, OpeningFor(person))), ErrorReason::ERROR_REASON_PROFILE_EXISTS);
  v1::OpenProfileRequest faulty = OpeningFor(person);
  faulty.mutable_content()->set_lives_in("AZ-QQQ");
  faulty.mutable_content()->mutable_abilities(0)->add_adaptations(v1::WORK_ADAPTATION_LIGHT_SIGNALS);
  EXPECT_THAT(FaultsOf(Ask(&Profiles::OpenProfile, kAdviser, faulty).status()),
              ElementsAre("content.abilities[0].adaptations[2] ADAPTATION_HELPS_ELSEWHERE", "content.lives_in DISTRICT_UNKNOWN"));
}

TEST_F(EmploymentServiceTest, MembersOfTheFamilyLookForWorkTooAndChildrenDoNot) {
  const survivor::v1::Survivor person = Referred();
  const auto wife = Add(MemberOf(person, survivor::v1::FAMILY_RELATION_SPOUSE, "1990"));
  const auto child = Add(MemberOf(person, survivor::v1::FAMILY_RELATION_CHILD, "2020-05"));
  ASSERT_TRUE(wife.ok() && child.ok()) << wife.status() << child.status();
  const v1::Profile profile = Done(&Profiles::OpenProfile, OpeningFor(person, wife->uid()));
  EXPECT_EQ(profile.person_uid(), wife->uid());
  EXPECT_EQ(profile.survivor_uid(), person.uid());
  EXPECT_EQ(Reason(Ask(&Profiles::OpenProfile, kAdviser, OpeningFor(person, child->uid()))),
            ErrorReason::ERROR_REASON_WORKER_MAY_BE_MINOR);
  EXPECT_THAT(FaultsOf(Ask(&Profiles::OpenProfile, kAdviser, OpeningFor(person, NewRequestId())).status()),
              ElementsAre("member_uid REFERRAL_NEEDED"));
  // A survivor's own record does not lead to what is about somebody else.
  const TestCaller herself = ThePerson(person.uid());
  v1::GetProfileRequest request;
  request.set_name(profile.name());
  EXPECT_EQ(Ask(&Profiles::GetProfile, herself, request).status().code(), absl::StatusCode::kNotFound);
  const v1::Profile own = Done(&Profiles::OpenProfile, OpeningFor(person));
  request.set_name(own.name());
  const auto read = Ask(&Profiles::GetProfile, herself, request);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->content().skills_size(), 2) << "whose work it is sees what is said of it";
}

TEST_F(EmploymentServiceTest, WithoutConsentNobodyIsMatchedProposedOrIntroduced) {
  const v1::Profile profile = Done(&Profiles::OpenProfile, OpeningFor(Referred()));
  const v1::Vacancy vacancy = Vacancy(Employer());
  v1::MatchVacanciesRequest match;
  match.set_profile(profile.name());
  EXPECT_EQ(Reason(Ask(&Vacancies::MatchVacancies, kAdviser, match)), ErrorReason::ERROR_REASON_PROPOSAL_CONSENT_MISSING);
  EXPECT_EQ(Reason(Ask(&Placements::IntroducePerson, kAdviser, Introduction(profile, vacancy))),
            ErrorReason::ERROR_REASON_PROPOSAL_CONSENT_MISSING);
  Tell("retention.day", "days/2026-11-30");
  Follow();
  EXPECT_THAT(ProposedTo(profile), IsEmpty());
  const v1::Profile agreed = Agreed(profile);
  Follow();
  EXPECT_THAT(ProposedTo(agreed), SizeIs(1)) << "who agrees hears at once";
  Done(&Profiles::WithdrawProposalConsent, On<v1::WithdrawProposalConsentRequest>(agreed));
  EXPECT_THAT(ProposedTo(agreed), IsEmpty());
  EXPECT_EQ(Reason(Ask(&Vacancies::MatchVacancies, kAdviser, match)), ErrorReason::ERROR_REASON_PROPOSAL_CONSENT_MISSING);
}

TEST_F(EmploymentServiceTest, MatchesComeWithReasonsAndTheNightProposesTheSame) {
  const v1::Employer employer = Employer();
  const v1::Vacancy vacancy = Vacancy(employer);
  v1::PublishVacancyRequest worse = Offer(employer);
  worse.mutable_vacancy()->set_field(v1::WORK_FIELD_CRAFTS);
  worse.mutable_vacancy()->add_skills(v1::SKILL_HANDICRAFT);
  const v1::Vacancy second = Done(&Vacancies::PublishVacancy, worse);
  v1::PublishVacancyRequest elsewhere = Offer(employer);
  elsewhere.mutable_vacancy()->set_district("AZ-BA");
  Done(&Vacancies::PublishVacancy, elsewhere);
  const v1::Profile profile = Profiled();
  const v1::MatchVacanciesResponse found = Matches(profile);
  ASSERT_EQ(found.matches_size(), 2);
  EXPECT_EQ(found.matches(0).vacancy().name(), vacancy.name());
  EXPECT_EQ(found.matches(0).score(), 100);
  EXPECT_EQ(found.matches(1).vacancy().name(), second.name());
  for (const v1::Match& match : found.matches()) {
    int points = 0;
    for (const v1::MatchReason& reason : match.reasons()) {
      points += reason.points();
      EXPECT_FALSE(reason.text_az().empty() || reason.text_en().empty());
    }
    EXPECT_EQ(points, match.score()) << "the reasons are the score";
  }
  Follow();
  Tell("retention.day", "days/2026-11-30");
  Follow();
  const std::vector<v1::Proposal> proposals = ProposedTo(profile);
  ASSERT_THAT(proposals, SizeIs(2));
  EXPECT_EQ(proposals[0].vacancy_uid(), vacancy.uid());
  EXPECT_EQ(proposals[0].score(), 100);
  EXPECT_FALSE(proposals[0].reasons(0).text_az().empty());
  const v1::Proposal declined = Done(&Vacancies::DeclineProposal, On<v1::DeclineProposalRequest>(proposals[1]));
  EXPECT_EQ(declined.state(), v1::PROPOSAL_STATE_DECLINED);
  EXPECT_EQ(Reason(Ask(&Vacancies::DeclineProposal, kAdviser, On<v1::DeclineProposalRequest>(declined))),
            ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
  Tell("retention.day", "days/2026-12-01");
  Follow();
  EXPECT_EQ(ProposedTo(profile)[1].state(), v1::PROPOSAL_STATE_DECLINED) << "not proposed again";
  EXPECT_EQ(Matches(profile).matches_size(), 1) << "nor matched";
}

TEST_F(EmploymentServiceTest, ACertificateLeadsToProposals) {
  const v1::Profile profile = Profiled();
  Follow();
  EXPECT_THAT(ProposedTo(profile), IsEmpty());
  Vacancy(Employer());
  Tell("enrolment.certified", profile.name());
  Follow();
  EXPECT_THAT(ProposedTo(profile), SizeIs(1));
}

TEST_F(EmploymentServiceTest, FromTheIntroductionToWorkThatLasts) {
  const v1::Profile profile = Profiled();
  const v1::Vacancy vacancy = Vacancy(Employer());
  v1::Placement placement = Introduced(profile, vacancy);
  EXPECT_EQ(Reason(Ask(&Placements::IntroducePerson, kAdviser, Introduction(profile, vacancy))),
            ErrorReason::ERROR_REASON_INTRODUCED_ALREADY);
  auto interview = On<v1::RecordInterviewRequest>(placement);
  *interview.mutable_interviewed_on() = PartialDateOf(Today(absl::Now()) - 1);
  EXPECT_THAT(FaultsOf(Ask(&Placements::RecordInterview, kAdviser, interview).status()),
              ElementsAre("interviewed_on DAY_OUT_OF_ORDER"));
  *interview.mutable_interviewed_on() = PartialDateOf(Today(absl::Now()));
  interview.set_request_id(NewRequestId());
  placement = Done(&Placements::RecordInterview, interview);
  auto adapt = On<v1::AdaptPlaceRequest>(placement);
  adapt.set_adaptation(v1::WORK_ADAPTATION_SEATED_WORK);
  adapt.set_state(v1::PLACE_ADAPTATION_STATE_NEEDED);
  placement = Done(&Placements::AdaptPlace, adapt);
  auto early = On<v1::RecordRetentionRequest>(placement);
  early.set_months(3);
  early.set_result(v1::RETENTION_RESULT_WORKS);
  EXPECT_EQ(Reason(Ask(&Placements::RecordRetention, kAdviser, early)), ErrorReason::ERROR_REASON_RETENTION_NOT_DUE)
      << "nobody works yet";
  placement = Done(&Placements::StartPlacement, Contract(placement));
  EXPECT_THAT(placement.checks(), SizeIs(3));
  EXPECT_EQ(placement.salary_qepik(), vacancy.salary_qepik());
  early = On<v1::RecordRetentionRequest>(placement);
  early.set_months(3);
  early.set_result(v1::RETENTION_RESULT_WORKS);
  EXPECT_EQ(Reason(Ask(&Placements::RecordRetention, kAdviser, early)), ErrorReason::ERROR_REASON_RETENTION_TOO_EARLY);
  Sql("UPDATE employment.retention_check SET due_on = '2026-01-01' WHERE months = 3");
  const auto due = Done(&Placements::ListRetentionDue, v1::ListRetentionDueRequest());
  ASSERT_EQ(due.checks_size(), 1);
  EXPECT_EQ(due.checks(0).months(), 3);
  auto look = On<v1::RecordRetentionRequest>(Reread(placement));
  look.set_months(3);
  look.set_result(v1::RETENTION_RESULT_WORKS);
  EXPECT_EQ(Done(&Placements::RecordRetention, look).checks(0).state(), v1::RETENTION_STATE_DONE);
  EXPECT_THAT(Done(&Placements::ListRetentionDue, v1::ListRetentionDueRequest()).checks(), IsEmpty());
  auto ending = On<v1::EndPlacementRequest>(Reread(placement));
  *ending.mutable_ended_on() = PartialDateOf(Today(absl::Now()) - 1);
  ending.set_reason(v1::PLACEMENT_END_REASON_BY_PERSON);
  EXPECT_THAT(FaultsOf(Ask(&Placements::EndPlacement, kAdviser, ending).status()), ElementsAre("ended_on DAY_OUT_OF_ORDER"));
  *ending.mutable_ended_on() = PartialDateOf(Today(absl::Now()));
  ending.set_request_id(NewRequestId());
  placement = Done(&Placements::EndPlacement, ending);
  EXPECT_EQ(placement.checks(1).state(), v1::RETENTION_STATE_DROPPED);
  EXPECT_EQ(Count("SELECT places_taken FROM employment.vacancy"), 0) << "the place is free again";
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE kind IN ('placement.started', 'placement.ended')"), 2);
}

TEST_F(EmploymentServiceTest, NobodyHasTwoFullTimePlacesOnOneDay) {
  const v1::Profile profile = Profiled();
  const v1::Employer employer = Employer();
  const v1::Vacancy first = Vacancy(employer), second = Vacancy(employer);
  v1::PublishVacancyRequest some = Offer(employer);
  some.mutable_vacancy()->set_schedule(v1::WORK_SCHEDULE_PART_TIME);
  const v1::Vacancy part = Done(&Vacancies::PublishVacancy, some);
  const v1::Placement held = Started(profile, first);
  const v1::Placement other = Introduced(profile, second);
  EXPECT_EQ(Reason(Ask(&Placements::StartPlacement, kAdviser, Contract(other))), ErrorReason::ERROR_REASON_FULL_TIME_ALREADY);
  EXPECT_EQ(Started(profile, part).state(), v1::PLACEMENT_STATE_STARTED) << "part of the time beside it";
  auto ending = On<v1::EndPlacementRequest>(held);
  *ending.mutable_ended_on() = PartialDateOf(Today(absl::Now()));
  ending.set_reason(v1::PLACEMENT_END_REASON_OTHER_WORK);
  Done(&Placements::EndPlacement, ending);
  EXPECT_EQ(Reason(Ask(&Placements::StartPlacement, kAdviser, Contract(other))), ErrorReason::ERROR_REASON_FULL_TIME_ALREADY)
      << "the same day";
  v1::StartPlacementRequest tomorrow = Contract(other);
  *tomorrow.mutable_starts_on() = PartialDateOf(Today(absl::Now()) + 1);
  EXPECT_TRUE(Ask(&Placements::StartPlacement, kAdviser, tomorrow).ok());
}

TEST_F(EmploymentServiceTest, PlacesAreNeverMoreThanThereAreHoweverManyComeAtOnce) {
  const v1::Employer employer = Employer(3);
  const v1::Vacancy first = Vacancy(employer);   // two places
  const v1::Vacancy second = Vacancy(employer);  // two places, and three by quota in all
  const std::vector<v1::Profile> people = ManyProfiles(10);
  std::vector<v1::Placement> introduced;
  for (size_t i = 0; i < people.size(); ++i) introduced.push_back(Introduced(people[i], i % 2 == 0 ? first : second));
  std::atomic<int> started{0};
  std::vector<std::thread> threads;
  for (const v1::Placement& placement : introduced) {
    threads.emplace_back([&, placement] {
      auto answer = Ask(&Placements::StartPlacement, kAdviser, Contract(placement));
      // Who finds no room inside comes again.
      while (absl::IsResourceExhausted(answer.status())) answer = Ask(&Placements::StartPlacement, kAdviser, Contract(placement));
      if (answer.ok()) {
        ++started;
      } else {
        const ErrorReason reason = Reason(answer);
        EXPECT_TRUE(reason == ErrorReason::ERROR_REASON_VACANCY_FULL || reason == ErrorReason::ERROR_REASON_QUOTA_FULL)
            << answer.status();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(started, 3);
  EXPECT_EQ(Count("SELECT quota_taken FROM employment.employer"), 3);
  EXPECT_EQ(Count("SELECT sum(places_taken) FROM employment.vacancy"), 3);
  EXPECT_EQ(Count("SELECT count(*) FROM employment.placement WHERE state = 'PLACEMENT_STATE_STARTED'"), 3);
  auto less = On<v1::CorrectEmployerRequest>(Done(&Vacancies::GetEmployer, [&] {
    v1::GetEmployerRequest request;
    request.set_name(employer.name());
    return request;
  }()));
  *less.mutable_employer() = employer;
  less.mutable_employer()->set_quota_places(2);
  EXPECT_EQ(Reason(Ask(&Vacancies::CorrectEmployer, kAdviser, less)), ErrorReason::ERROR_REASON_QUOTA_FULL);
}

TEST_F(EmploymentServiceTest, OffersAreCheckedAndEmployersRecordedOnce) {
  const v1::Employer employer = Employer(1);
  v1::RegisterEmployerRequest again;
  again.set_request_id(NewRequestId());
  *again.mutable_employer() = employer;
  EXPECT_EQ(Reason(Ask(&Vacancies::RegisterEmployer, kAdviser, again)), ErrorReason::ERROR_REASON_EMPLOYER_EXISTS);
  EXPECT_EQ(Reason(Ask(&Vacancies::PublishVacancy, kAdviser, Offer(employer))), ErrorReason::ERROR_REASON_QUOTA_FULL);
  v1::PublishVacancyRequest offer = Offer(employer);
  offer.mutable_vacancy()->set_places(1);
  *offer.mutable_vacancy()->mutable_closes_on() = PartialDateOf(Today(absl::Now()) - 1);
  EXPECT_THAT(FaultsOf(Ask(&Vacancies::PublishVacancy, kAdviser, offer).status()),
              ElementsAre("vacancy.closes_on DAY_OUT_OF_ORDER"));
  *offer.mutable_vacancy()->mutable_closes_on() = PartialDateOf(Today(absl::Now()));
  const v1::Vacancy vacancy = Done(&Vacancies::PublishVacancy, offer);
  Sql("UPDATE employment.vacancy SET closes_on = '2026-01-01'");
  Tell("retention.day", "days/2026-11-30");
  Follow();
  v1::GetVacancyRequest get;
  get.set_name(vacancy.name());
  EXPECT_EQ(Done(&Vacancies::GetVacancy, get).close_reason(), v1::VACANCY_CLOSE_REASON_EXPIRED);
  EXPECT_EQ(Reason(Ask(&Placements::IntroducePerson, kAdviser, Introduction(Profiled(), vacancy))),
            ErrorReason::ERROR_REASON_VACANCY_CLOSED);
}

TEST_F(EmploymentServiceTest, ADeathEndsWhatGoesOnAndOfTheFamilyNothing) {
  const survivor::v1::Survivor person = Referred();
  const auto wife = Add(MemberOf(person, survivor::v1::FAMILY_RELATION_SPOUSE, "1990"));
  ASSERT_TRUE(wife.ok()) << wife.status();
  const v1::Profile of_wife = Done(&Profiles::OpenProfile, OpeningFor(person, wife->uid()));
  const v1::Profile profile = Agreed(Done(&Profiles::OpenProfile, OpeningFor(person)));
  const v1::Placement placement = Started(profile, Vacancy(Employer()));
  ASSERT_TRUE(Die(DeathOf(Record(person.name()), "2026-01-05")).ok());
  Follow();
  EXPECT_EQ(Reread(profile).close_reason(), v1::PROFILE_CLOSE_REASON_DIED);
  EXPECT_EQ(Reread(placement).end_reason(), v1::PLACEMENT_END_REASON_DIED);
  EXPECT_EQ(Reread(placement).checks(0).state(), v1::RETENTION_STATE_DROPPED);
  EXPECT_EQ(Reread(of_wife).state(), v1::PROFILE_STATE_OPEN);
  EXPECT_EQ(Count("SELECT quota_taken FROM employment.employer"), 0);
}

}  // namespace
}  // namespace dayaq::employment
