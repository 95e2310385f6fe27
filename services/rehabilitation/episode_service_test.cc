// Episodes through the whole wrapper on a real database, and what the service does by itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/rehabilitation/rehabilitation_test_fixture.h"

namespace dayaq::rehabilitation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class EpisodeServiceTest : public RehabilitationFixture {
 protected:
  std::vector<v1::Episode> EpisodesOf(const survivor::v1::Survivor& person, const TestCaller& caller = kClerk) const {
    v1::ListEpisodesRequest request;
    request.set_survivor(person.name());
    const auto listed = Done(&Episodes::ListEpisodes, caller, request);
    EXPECT_EQ(listed.total(), listed.episodes_size());
    return {listed.episodes().begin(), listed.episodes().end()};
  }
  static v1::RecordMeasureRequest MeasureOn(const v1::Episode& episode, v1::Instrument instrument, int score) {
    auto request = On<v1::RecordMeasureRequest>(episode);
    request.mutable_measure()->set_instrument(instrument);
    request.mutable_measure()->set_score(score);
    request.mutable_measure()->set_with_device(true);
    *request.mutable_measure()->mutable_measured_on() = PartialDateOf(Today(absl::Now()));
    return request;
  }
};

TEST_F(EpisodeServiceTest, OnlyWhoWasReferredHereGetsAnEpisode) {
  const survivor::v1::Survivor person = Known();
  EXPECT_THAT(FaultsOf(Ask(&Episodes::OpenEpisode, kClerk, OpeningFor(person)).status()), ElementsAre("survivor REFERRAL_NEEDED"));
  const auto sent = Sent(ReferralOf(person, Given(ConsentOf(person))));
  EXPECT_THAT(FaultsOf(Ask(&Episodes::OpenEpisode, kClerk, OpeningFor(person)).status()), ElementsAre("survivor REFERRAL_NEEDED"))
      << "nobody opened the referral";
  OpenReferral(sent.name());
  EXPECT_THAT(FaultsOf(Ask(&Episodes::OpenEpisode, kGanjaClerk, OpeningFor(person)).status()),
              ElementsAre("survivor REFERRAL_NEEDED"));
  const v1::Episode episode = Opened(person);
  EXPECT_EQ(episode.state(), v1::EPISODE_STATE_OPEN);
  EXPECT_EQ(episode.survivor_number(), person.number());
  EXPECT_EQ("referrals/" + episode.referral_uid(), sent.name());
  EXPECT_EQ(ReasonOf(Ask(&Episodes::OpenEpisode, kOtherClerk, OpeningFor(person)).status()),
            ErrorReason::ERROR_REASON_EPISODE_OPEN_ALREADY);
  EXPECT_EQ(Opened(person, v1::EPISODE_KIND_PSYCHOLOGICAL).kind(), v1::EPISODE_KIND_PSYCHOLOGICAL);

  EXPECT_THAT(EpisodesOf(person), SizeIs(2));
  EXPECT_THAT(EpisodesOf(person, kCaseManager), SizeIs(2)) << "of her district";
  EXPECT_THAT(EpisodesOf(person, kGanjaClerk), IsEmpty());
  v1::GetEpisodeRequest get;
  get.set_name(episode.name());
  EXPECT_EQ(ReasonOf(Ask(&Episodes::GetEpisode, kGanjaClerk, get).status()), ErrorReason::ERROR_REASON_NOT_FOUND);
}

TEST_F(EpisodeServiceTest, WhatIsGivenAndWhatComesOfItIsRecorded) {
  v1::Episode episode = Opened();
  auto goal = On<v1::AddGoalRequest>(episode);
  goal.mutable_goal()->set_kind(v1::REHAB_GOAL_KIND_WALK_OUTDOORS);
  goal.mutable_goal()->set_instrument(v1::INSTRUMENT_WALK_SIX_MINUTES);
  goal.mutable_goal()->set_target_score(350);
  *goal.mutable_goal()->mutable_due_on() = PartialDateOf(Today(absl::Now()) + 90);
  episode = Done(&Episodes::AddGoal, kBakuSpecialist, goal);
  ASSERT_THAT(episode.goals(), SizeIs(1));
  EXPECT_EQ(ReasonOf(Ask(&Episodes::AddGoal, kClerk, goal).status()), ErrorReason::ERROR_REASON_ACTION_DENIED)
      << "a clerk records nothing of it";

  auto session = On<v1::RecordSessionRequest>(episode);
  session.mutable_session()->set_visit(v1::VISIT_KIND_OUTREACH_VISIT);
  session.mutable_session()->set_place(v1::SESSION_PLACE_HOME);
  session.mutable_session()->set_minutes(60);
  session.mutable_session()->set_specialist_uid(kDoctor);
  *session.mutable_session()->mutable_held_on() = PartialDateOf(Today(absl::Now()) - 1);
  EXPECT_THAT(FaultsOf(Ask(&Episodes::RecordSession, kBakuSpecialist, session).status()),
              UnorderedElementsAre("session.held_on PERIOD_IMPOSSIBLE", "session.specialist_uid VISIT_NOT_OFFERED"));
  session.mutable_session()->set_specialist_uid(kTherapist);
  *session.mutable_session()->mutable_held_on() = PartialDateOf(Today(absl::Now()));
  episode = Done(&Episodes::RecordSession, kBakuSpecialist, session);

  EXPECT_THAT(FaultsOf(Ask(&Episodes::RecordMeasure, kProsthetist, MeasureOn(episode, v1::INSTRUMENT_AMP_PRO, 48)).status()),
              ElementsAre("measure.score OUT_OF_RANGE"));
  episode = Done(&Episodes::RecordMeasure, kProsthetist, MeasureOn(episode, v1::INSTRUMENT_AMP_PRO, 31));
  episode = Done(&Episodes::RecordMeasure, kProsthetist, MeasureOn(episode, v1::INSTRUMENT_AMP_PRO, 38));
  ASSERT_THAT(episode.measures(), SizeIs(2));
  EXPECT_EQ(episode.measures(0).score(), 38) << "the newest first";

  auto finding = On<v1::RecordFindingRequest>(episode);
  *finding.mutable_finding()->mutable_found_on() = PartialDateOf(Today(absl::Now()));
  finding.mutable_finding()->set_pain_score(3);
  finding.mutable_finding()->add_pain_kinds(v1::PAIN_KIND_PHANTOM);
  finding.mutable_finding()->set_side(incident::v1::SIDE_LEFT);
  finding.mutable_finding()->add_stump(v1::STUMP_FINDING_VOLUME_CHANGED);
  episode = Done(&Episodes::RecordFinding, kBakuSpecialist, finding);
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE kind = 'episode.stump_changed'"), 1);

  auto adaptation = On<v1::AddAdaptationRequest>(episode);
  adaptation.mutable_adaptation()->set_kind(v1::ADAPTATION_KIND_RAMP);
  *adaptation.mutable_adaptation()->mutable_assessed_on() = PartialDateOf(Today(absl::Now()));
  adaptation.mutable_adaptation()->set_payer_centre_uid(kGanja);
  EXPECT_THAT(FaultsOf(Ask(&Episodes::AddAdaptation, kBakuSpecialist, adaptation).status()),
              ElementsAre("adaptation.payer_centre_uid PROVIDER_UNKNOWN"));
  adaptation.mutable_adaptation()->set_payer_centre_uid(kFoundation);
  episode = Done(&Episodes::AddAdaptation, kBakuSpecialist, adaptation);
  auto adapted = On<v1::EndAdaptationRequest>(episode);
  adapted.set_adaptation_uid(episode.adaptations(0).uid());
  adapted.set_state(v1::ADAPTATION_STATE_DONE);
  episode = Done(&Episodes::EndAdaptation, kBakuSpecialist, adapted);

  auto reached = On<v1::EndGoalRequest>(episode);
  reached.set_goal_uid(episode.goals(0).uid());
  reached.set_state(v1::REHAB_GOAL_STATE_REACHED);
  episode = Done(&Episodes::EndGoal, kBakuSpecialist, reached);
  reached = On<v1::EndGoalRequest>(episode);
  reached.set_goal_uid(episode.goals(0).uid());
  reached.set_state(v1::REHAB_GOAL_STATE_DROPPED);
  EXPECT_EQ(ReasonOf(Ask(&Episodes::EndGoal, kBakuSpecialist, reached).status()), ErrorReason::ERROR_REASON_CASE_PART_NOT_OPEN);

  // Who has no business with health sees the episode and nothing of what it says.
  const v1::Episode seen = Reread(episode, kClerk);
  EXPECT_EQ(seen.etag(), episode.etag());
  EXPECT_EQ(seen.goals_size() + seen.sessions_size() + seen.measures_size() + seen.findings_size() + seen.adaptations_size(), 0);
  EXPECT_THAT(Reread(episode, kCaseManager).measures(), SizeIs(2));
}

TEST_F(EpisodeServiceTest, AnAmputationProposesAnEpisodeOnceAndADeathEndsAll) {
  const survivor::v1::Survivor person = Referred();
  Follow();
  // The person lives where the centre in Ganja is the one that serves.
  const auto proposed = EpisodesOf(person, kGanjaClerk);
  ASSERT_THAT(proposed, SizeIs(1));
  EXPECT_EQ(proposed[0].state(), v1::EPISODE_STATE_PROPOSED);
  EXPECT_EQ(proposed[0].origin(), v1::EPISODE_ORIGIN_AMPUTATION_RECORDED);
  const auto slots = FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 3, kGanja);
  EXPECT_EQ(ReasonOf(Ask(&Appointments::BookAppointment, kGanjaClerk,
                         BookingOf(proposed[0].name(), v1::VISIT_KIND_PHYSIOTHERAPY, slots[0]))
                         .status()),
            ErrorReason::ERROR_REASON_EPISODE_NOT_OPEN);
  const v1::Episode accepted = Done(&Episodes::AcceptEpisode, kGanjaClerk, On<v1::AcceptEpisodeRequest>(proposed[0]));
  EXPECT_EQ(accepted.state(), v1::EPISODE_STATE_OPEN);
  EXPECT_EQ(ReasonOf(Ask(&Episodes::AcceptEpisode, kGanjaClerk, On<v1::AcceptEpisodeRequest>(accepted)).status()),
            ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
  const v1::Appointment booked =
      Done(&Appointments::BookAppointment, kGanjaClerk, BookingOf(accepted.name(), v1::VISIT_KIND_PHYSIOTHERAPY, slots[0]));
  v1::JoinWaitingListRequest join;
  join.set_request_id(NewRequestId());
  join.set_episode(accepted.name());
  join.set_visit(v1::VISIT_KIND_MEDICAL_REVIEW);
  join.set_urgency(v1::WAITING_URGENCY_SOON);
  Done(&Appointments::JoinWaitingList, kGanjaClerk, join);
  const v1::Episode in_baku = Opened(person);

  ASSERT_TRUE(Die(DeathOf(Record(person.name()), "2026-11-01")).ok());
  Follow();
  for (const v1::Episode& episode : {Reread(accepted, kGanjaClerk), Reread(in_baku, kClerk)}) {
    EXPECT_EQ(episode.state(), v1::EPISODE_STATE_CLOSED);
    EXPECT_EQ(episode.close_reason(), v1::EPISODE_CLOSE_REASON_DIED);
  }
  EXPECT_EQ(Reread(booked, kGanjaClerk).state(), v1::APPOINTMENT_STATE_CANCELLED);
  EXPECT_EQ(Reread(booked, kGanjaClerk).cancel_reason(), v1::CANCEL_REASON_DIED);
  v1::ListWaitingRequest waiting;
  EXPECT_EQ(Done(&Appointments::ListWaiting, kGanjaClerk, waiting).total(), 0);
  EXPECT_EQ(ReasonOf(Ask(&Appointments::BookAppointment, kClerk,
                         BookingOf(in_baku.name(), v1::VISIT_KIND_PHYSIOTHERAPY, FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 1)[0]))
                         .status()),
            ErrorReason::ERROR_REASON_EPISODE_NOT_OPEN);
  EXPECT_EQ(ReasonOf(Ask(&Episodes::OpenEpisode, kClerk, OpeningFor(person)).status()), ErrorReason::ERROR_REASON_DEATH_KNOWN);
  // Told of again, nothing is proposed and nothing changes.
  Sql("SELECT outbox.emit('[{\"uid\":\"" + NewRequestId() + "\",\"kind\":\"survivor.changed\",\"resource\":\"" + person.name() +
      "\"}]')");
  Follow();
  EXPECT_EQ(Count("SELECT count(*) FROM rehabilitation.episode"), 2);
}

TEST_F(EpisodeServiceTest, WhatWasPlannedEndsWithTheEpisode) {
  const v1::Episode episode = Opened();
  const auto slots = FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 2);
  const v1::Appointment booked = Booked(episode, v1::VISIT_KIND_PHYSIOTHERAPY, slots[0]);
  auto request = On<v1::CloseEpisodeRequest>(episode);
  request.set_reason(v1::EPISODE_CLOSE_REASON_DIED);
  EXPECT_THAT(FaultsOf(Ask(&Episodes::CloseEpisode, kClerk, request).status()), ElementsAre("reason STATE_NOT_ALLOWED"));
  request.set_reason(v1::EPISODE_CLOSE_REASON_MOVED_AWAY);
  EXPECT_EQ(Done(&Episodes::CloseEpisode, kClerk, request).state(), v1::EPISODE_STATE_CLOSED);
  EXPECT_EQ(Reread(booked).cancel_reason(), v1::CANCEL_REASON_EPISODE_CLOSED);
  EXPECT_EQ(FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 1)[0].starts_time().seconds(), slots[0].starts_time().seconds()) << "free again";
  EXPECT_EQ(
      ReasonOf(Ask(&Episodes::RecordMeasure, kBakuSpecialist, MeasureOn(Reread(episode), v1::INSTRUMENT_K_LEVEL, 2)).status()),
      ErrorReason::ERROR_REASON_EPISODE_NOT_OPEN);
}

}  // namespace
}  // namespace dayaq::rehabilitation
