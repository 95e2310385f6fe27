// Appointments through the whole wrapper on a real database: who takes a slot, who is told that it is taken, and what nobody may.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "absl/time/clock.h"
#include "services/rehabilitation/rehabilitation_test_fixture.h"

namespace dayaq::rehabilitation {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class BookingServiceTest : public RehabilitationFixture {
 protected:
  ErrorReason Refusal(const v1::BookAppointmentRequest& request, const TestCaller& caller = kClerk) const {
    return ReasonOf(Ask(&Appointments::BookAppointment, caller, request).status());
  }
  v1::Appointment Held(const std::string& episode, const v1::FreeSlot& slot, const TestCaller& caller = kClerk) const {
    return Done(&Appointments::HoldSlot, caller, BookingOf<v1::HoldSlotRequest>(episode, v1::VISIT_KIND_PHYSIOTHERAPY, slot));
  }
  // Pairs of appointments that take a slot and are in each other's way; with the database's own eyes, past every program.
  int64_t Doubles() const {
    return Count(
        "SELECT count(*) FROM rehabilitation.appointment a JOIN rehabilitation.appointment b ON a.uid < b.uid "
        "AND tstzrange(a.starts_time, a.ends_time) && tstzrange(b.starts_time, b.ends_time) "
        "AND (a.specialist_uid = b.specialist_uid OR a.room_uid = b.room_uid OR a.survivor_uid = b.survivor_uid) "
        "WHERE a.state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED') "
        "AND b.state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED')");
  }
  // As if it had begun: the clock of a test does not wait for tomorrow.
  void Begin(const v1::Appointment& appointment) const {
    Sql("UPDATE rehabilitation.appointment SET starts_time = now() - interval '20 minutes', ends_time = now() + interval '10 "
        "minutes' WHERE uid = '" +
        appointment.uid() + "'");
  }
};

TEST_F(BookingServiceTest, ABookedSlotIsNobodyElses) {
  const auto episodes = ManyEpisodes(2);
  const auto slots = FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 4);
  ASSERT_THAT(slots, SizeIs(4));
  const auto request = BookingOf(episodes[0], v1::VISIT_KIND_PHYSIOTHERAPY, slots[0]);
  const v1::Appointment booked = Done(&Appointments::BookAppointment, kClerk, request);
  EXPECT_EQ(booked.state(), v1::APPOINTMENT_STATE_BOOKED);
  EXPECT_EQ(booked.room_uid(), kHall);
  EXPECT_EQ(booked.ends_time().seconds() - booked.starts_time().seconds(), 1800);
  EXPECT_EQ(Done(&Appointments::BookAppointment, kClerk, request).uid(), booked.uid()) << "sent twice, booked once";
  EXPECT_EQ(Refusal(BookingOf(episodes[1], v1::VISIT_KIND_PHYSIOTHERAPY, slots[0]), kOtherClerk),
            ErrorReason::ERROR_REASON_SLOT_TAKEN);
  // The same person cannot be with the doctor meanwhile.
  v1::FreeSlot with_doctor = slots[0];
  with_doctor.set_specialist_uid(kDoctor);
  EXPECT_EQ(Refusal(BookingOf(episodes[0], v1::VISIT_KIND_MEDICAL_REVIEW, with_doctor)), ErrorReason::ERROR_REASON_PERSON_BUSY);
  EXPECT_EQ(Refusal(BookingOf(episodes[1], v1::VISIT_KIND_MEDICAL_REVIEW, with_doctor)), ErrorReason::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 1)[0].starts_time().seconds(), slots[1].starts_time().seconds());
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE kind = 'appointment.booked'"), 2);
  EXPECT_EQ(Count("SELECT count(*) FROM audit.entry WHERE method LIKE '%BookAppointment'"), 5);
  // A clerk of another centre finds the slots and none of the appointments.
  v1::GetAppointmentRequest get;
  get.set_name(booked.name());
  EXPECT_EQ(ReasonOf(Ask(&Appointments::GetAppointment, kGanjaClerk, get).status()), ErrorReason::ERROR_REASON_NOT_FOUND);
  EXPECT_EQ(Refusal(BookingOf(episodes[0], v1::VISIT_KIND_PHYSIOTHERAPY, slots[2]), kGanjaClerk),
            ErrorReason::ERROR_REASON_NOT_FOUND);
  v1::SearchSlotsRequest search = SearchFor(v1::VISIT_KIND_PHYSIOTHERAPY);
  EXPECT_EQ(Done(&Appointments::SearchSlots, kGanjaClerk, search).slots(0).starts_time().seconds(),
            slots[1].starts_time().seconds());
}

TEST_F(BookingServiceTest, WhatCannotBeIsRefusedByTheRuleThatForbidsIt) {
  const auto episodes = ManyEpisodes(1);
  const auto slots = FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 1);
  const auto good = BookingOf(episodes[0], v1::VISIT_KIND_PHYSIOTHERAPY, slots[0]);
  const auto with = [&](const std::function<void(v1::BookAppointmentRequest&)>& change) {
    v1::BookAppointmentRequest request = good;
    request.set_request_id(NewRequestId());
    change(request);
    return Refusal(request);
  };
  const absl::Time starts = TimeOf(good.starts_time());
  EXPECT_EQ(with([&](auto& r) { *r.mutable_starts_time() = Timestamp(starts - absl::Hours(24 * 30)); }),
            ErrorReason::ERROR_REASON_IN_THE_PAST);
  EXPECT_EQ(with([&](auto& r) { *r.mutable_starts_time() = Timestamp(starts + absl::Hours(24 * 370)); }),
            ErrorReason::ERROR_REASON_TOO_FAR_AHEAD);
  EXPECT_EQ(with([&](auto& r) { *r.mutable_starts_time() = Timestamp(starts + absl::Minutes(7)); }),
            ErrorReason::ERROR_REASON_CENTRE_CLOSED);
  EXPECT_EQ(with([&](auto& r) { *r.mutable_starts_time() = Timestamp(StartOf(Today(starts)) + absl::Hours(3)); }),
            ErrorReason::ERROR_REASON_CENTRE_CLOSED);
  EXPECT_EQ(with([&](auto& r) { r.set_specialist_uid(kPsychologist); }), ErrorReason::ERROR_REASON_VISIT_NOT_OFFERED);
  EXPECT_EQ(with([&](auto& r) { r.set_specialist_uid(kTherapistOfGanja); }), ErrorReason::ERROR_REASON_VISIT_NOT_OFFERED);
  EXPECT_EQ(with([&](auto& r) { r.set_visit(v1::VISIT_KIND_PEER_SUPPORT); }), ErrorReason::ERROR_REASON_VISIT_NOT_OFFERED);
  EXPECT_EQ(with([&](auto& r) { r.set_room_uid("01900000-0000-7000-a300-000000000003"); }),
            ErrorReason::ERROR_REASON_VISIT_NOT_OFFERED);
  EXPECT_EQ(Count("SELECT count(*) FROM rehabilitation.appointment"), 0);
  EXPECT_EQ(with([](auto&) {}), ErrorReason::ERROR_REASON_UNSPECIFIED);
}

TEST_F(BookingServiceTest, AHoldIsConfirmedInTimeOrEnds) {
  const auto episodes = ManyEpisodes(3);
  const auto slots = FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 3);
  const v1::Appointment confirmed = Held(episodes[0], slots[0]);
  EXPECT_EQ(confirmed.state(), v1::APPOINTMENT_STATE_HELD);
  EXPECT_EQ(Refusal(BookingOf(episodes[1], v1::VISIT_KIND_PHYSIOTHERAPY, slots[0])), ErrorReason::ERROR_REASON_SLOT_TAKEN);
  EXPECT_EQ(Done(&Appointments::ConfirmHold, kClerk, On<v1::ConfirmHoldRequest>(confirmed)).state(), v1::APPOINTMENT_STATE_BOOKED);
  // Ten minutes later, as far as the database can tell.
  const v1::Appointment forgotten = Held(episodes[1], slots[1]);
  const v1::Appointment late = Held(episodes[2], slots[2]);
  Sql("UPDATE rehabilitation.appointment SET hold_until_time = now() - interval '1 second' WHERE state = 'APPOINTMENT_STATE_HELD'; "
      "UPDATE outbox.delivery SET due_time = now() WHERE state = 'PENDING'");
  EXPECT_EQ(ReasonOf(Ask(&Appointments::ConfirmHold, kClerk, On<v1::ConfirmHoldRequest>(late)).status()),
            ErrorReason::ERROR_REASON_HOLD_EXPIRED);
  // Nobody took note yet, and still it is in nobody's way.
  EXPECT_EQ(FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 1)[0].starts_time().seconds(), slots[1].starts_time().seconds());
  EXPECT_EQ(Refusal(BookingOf(episodes[2], v1::VISIT_KIND_PHYSIOTHERAPY, slots[1])), ErrorReason::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(Reread(forgotten).state(), v1::APPOINTMENT_STATE_EXPIRED);
  Follow();
  EXPECT_EQ(Reread(late).state(), v1::APPOINTMENT_STATE_EXPIRED);
  EXPECT_EQ(ReasonOf(Ask(&Appointments::ConfirmHold, kClerk, On<v1::ConfirmHoldRequest>(Reread(late))).status()),
            ErrorReason::ERROR_REASON_HOLD_EXPIRED);
  EXPECT_EQ(Doubles(), 0);
}

TEST_F(BookingServiceTest, AnAppointmentIsMovedCancelledAndAttended) {
  const auto episodes = ManyEpisodes(2);
  const auto slots = FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 150);
  // Late enough for a reminder, whatever day it is today.
  const auto is_late = [](const v1::FreeSlot& slot) {
    return slot.starts_time().seconds() > absl::ToUnixSeconds(absl::Now() + absl::Hours(72));
  };
  const auto later = std::find_if(slots.begin(), slots.end(), is_late);
  ASSERT_GT(slots.end() - later, 3);
  v1::Appointment one =
      Done(&Appointments::BookAppointment, kClerk, BookingOf(episodes[0], v1::VISIT_KIND_PHYSIOTHERAPY, slots[0]));
  const v1::Appointment other =
      Done(&Appointments::BookAppointment, kClerk, BookingOf(episodes[1], v1::VISIT_KIND_PHYSIOTHERAPY, slots[1]));
  const auto move = [&](const v1::Appointment& what, const v1::FreeSlot& to) {
    auto request = On<v1::MoveAppointmentRequest>(what);
    request.set_specialist_uid(to.specialist_uid());
    *request.mutable_starts_time() = to.starts_time();
    return Ask(&Appointments::MoveAppointment, kClerk, request);
  };
  EXPECT_EQ(ReasonOf(move(one, slots[1]).status()), ErrorReason::ERROR_REASON_SLOT_TAKEN);
  const v1::Appointment before = one;
  one = *move(one, later[0]);
  EXPECT_EQ(one.starts_time().seconds(), later[0].starts_time().seconds());
  EXPECT_EQ(ReasonOf(move(before, later[1]).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  one = *move(one, later[0]);
  EXPECT_EQ(one.times_moved(), 2) << "to where it is: nobody is in its way but itself";
  EXPECT_EQ(Count("SELECT count(*) FROM rehabilitation.appointment_history"), 2);

  const auto attend = [&](const v1::Appointment& what, bool attended) {
    auto request = On<v1::RecordAttendanceRequest>(what);
    request.set_attended(attended);
    return Ask(&Appointments::RecordAttendance, kBakuSpecialist, request);
  };
  EXPECT_EQ(ReasonOf(attend(one, true).status()), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED) << "it has not begun";
  auto cancel = On<v1::CancelAppointmentRequest>(other);
  cancel.set_reason(v1::CANCEL_REASON_DIED);
  EXPECT_THAT(FaultsOf(Ask(&Appointments::CancelAppointment, kClerk, cancel).status()), ElementsAre("reason STATE_NOT_ALLOWED"));
  cancel.set_reason(v1::CANCEL_REASON_BY_PERSON);
  EXPECT_EQ(Done(&Appointments::CancelAppointment, kClerk, cancel).state(), v1::APPOINTMENT_STATE_CANCELLED);
  EXPECT_EQ(ReasonOf(move(Reread(other), later[3]).status()), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
  Begin(one);
  EXPECT_EQ(ReasonOf(move(Reread(one), later[3]).status()), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED) << "it has begun";
  EXPECT_EQ(attend(Reread(one), false)->state(), v1::APPOINTMENT_STATE_NO_SHOW);
  EXPECT_EQ(ReasonOf(attend(Reread(one), true).status()), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
  // Two days before it, a reminder that says no more than which appointment.
  const std::string reminder = *rehabilitation_->database().Value(
      "SELECT string_agg(DISTINCT kind || ' ' || split_part(resource, '/', 1), ',') FROM outbox.event WHERE kind LIKE "
      "'%reminder%'");
  EXPECT_EQ(reminder, "appointment.reminder_due appointments");
}

TEST_F(BookingServiceTest, ASeriesIsBookedWholeOrNotAtAll) {
  const auto episodes = ManyEpisodes(2);
  const auto slots = FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 1);
  auto request = BookingOf<v1::BookSeriesRequest>(episodes[0], v1::VISIT_KIND_PHYSIOTHERAPY, slots[0]);
  request.set_every_days(7);
  request.set_count(6);
  // New Year may be among them: what follows is asked of the calendar, not of the date on which the test runs.
  const auto first = Ask(&Appointments::BookSeries, kClerk, request);
  if (first.ok()) {
    ASSERT_THAT(first->appointments(), SizeIs(6));
    std::set<std::string> series;
    for (const v1::Appointment& one : first->appointments()) series.insert(one.series_uid());
    EXPECT_THAT(series, SizeIs(1));
    EXPECT_EQ(Done(&Appointments::BookSeries, kClerk, request).appointments_size(), 6) << "sent twice, booked once";
    // The same days at another hour of the same episode.
    auto again = request;
    again.set_request_id(NewRequestId());
    *again.mutable_starts_time() = FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 1)[0].starts_time();
    EXPECT_EQ(ReasonOf(Ask(&Appointments::BookSeries, kClerk, again).status()), ErrorReason::ERROR_REASON_SERIES_OVERLAPS);
    auto in_the_way = request;
    in_the_way.set_request_id(NewRequestId());
    in_the_way.set_episode(episodes[1]);
    EXPECT_THAT(FaultsOf(Ask(&Appointments::BookSeries, kClerk, in_the_way).status()), SizeIs(6));
  }
  // Every day, so that a week end is among them: none of it is booked.
  const int64_t before = Count("SELECT count(*) FROM rehabilitation.appointment");
  auto daily = request;
  daily.set_request_id(NewRequestId());
  daily.set_episode(episodes[1]);
  daily.set_every_days(1);
  daily.set_count(10);
  const std::vector<std::string> faults = FaultsOf(Ask(&Appointments::BookSeries, kClerk, daily).status());
  EXPECT_GE(std::count_if(faults.begin(), faults.end(),
                          [](const std::string& f) { return f.find("CENTRE_CLOSED") != std::string::npos; }),
            2);
  EXPECT_EQ(Count("SELECT count(*) FROM rehabilitation.appointment"), before);
}

TEST_F(BookingServiceTest, WhoWaitsComesInTurnAndWaitsNoMoreOnceBooked) {
  const auto episodes = ManyEpisodes(3);
  const auto join = [&](const std::string& episode, v1::WaitingUrgency urgency) {
    v1::JoinWaitingListRequest request;
    request.set_request_id(NewRequestId());
    request.set_episode(episode);
    request.set_visit(v1::VISIT_KIND_PHYSIOTHERAPY);
    request.set_urgency(urgency);
    return Ask(&Appointments::JoinWaitingList, kClerk, request);
  };
  const auto routine = join(episodes[0], v1::WAITING_URGENCY_ROUTINE);
  const auto urgent = join(episodes[1], v1::WAITING_URGENCY_URGENT);
  const auto soon = join(episodes[2], v1::WAITING_URGENCY_SOON);
  ASSERT_TRUE(routine.ok() && urgent.ok() && soon.ok()) << soon.status();
  EXPECT_EQ(ReasonOf(join(episodes[1], v1::WAITING_URGENCY_SOON).status()), ErrorReason::ERROR_REASON_WAITS_ALREADY);
  v1::ListWaitingRequest request;
  request.set_page_size(2);
  const auto first = Done(&Appointments::ListWaiting, kClerk, request);
  EXPECT_EQ(first.total(), 3);
  ASSERT_THAT(first.waiting(), SizeIs(2));
  EXPECT_EQ(first.waiting(0).name(), urgent->name());
  EXPECT_EQ(first.waiting(1).name(), soon->name());
  request.set_page_token(first.next_page_token());
  EXPECT_EQ(Done(&Appointments::ListWaiting, kClerk, request).waiting(0).name(), routine->name());
  Done(&Appointments::BookAppointment, kClerk,
       BookingOf(episodes[1], v1::VISIT_KIND_PHYSIOTHERAPY, FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 1)[0]));
  auto leave = On<v1::LeaveWaitingListRequest>(*soon);
  EXPECT_EQ(Done(&Appointments::LeaveWaitingList, kClerk, leave).state(), v1::WAITING_STATE_LEFT);
  leave = On<v1::LeaveWaitingListRequest>(*urgent);
  leave.set_etag("2");
  EXPECT_EQ(ReasonOf(Ask(&Appointments::LeaveWaitingList, kClerk, leave).status()), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
  request.Clear();
  EXPECT_EQ(Done(&Appointments::ListWaiting, kClerk, request).total(), 1);
  EXPECT_THAT(Done(&Appointments::ListWaiting, kGanjaClerk, request).waiting(), IsEmpty());
}

TEST_F(BookingServiceTest, ACalendarTellsNeitherWhoNorWhatFor) {
  const v1::Episode episode = Opened(Referred(), v1::EPISODE_KIND_PSYCHOLOGICAL);
  const v1::Appointment booked =
      Booked(episode, v1::VISIT_KIND_PSYCHOLOGICAL_SUPPORT, FreeFor(v1::VISIT_KIND_PSYCHOLOGICAL_SUPPORT, 1)[0]);
  v1::ExportCalendarRequest request;
  request.set_specialist_uid(kPsychologist);
  const std::string feed = Done(&Appointments::ExportCalendar, kBakuSpecialist, request).calendar();
  EXPECT_THAT(feed, HasSubstr("UID:" + booked.uid() + "@dayaq.az\r\n"));
  EXPECT_THAT(feed, HasSubstr("STATUS:CONFIRMED"));
  for (const std::string& word : std::vector<std::string>{"PSYCH", "psix", "Psix", "VISIT", "Nümunəyev", "survivor",
                                                          episode.survivor_number(), booked.survivor_uid()}) {
    EXPECT_THAT(feed, Not(HasSubstr(word)));
  }
  request.set_episode(episode.name());
  EXPECT_THAT(FaultsOf(Ask(&Appointments::ExportCalendar, kBakuSpecialist, request).status()), ElementsAre("episode REQUIRED"));
  request.clear_episode();
  EXPECT_THAT(Done(&Appointments::ExportCalendar, kGanjaClerk, request).calendar(), Not(HasSubstr("VEVENT")))
      << "of another centre";
}

// Two hundred clerks and twenty slots: each slot goes to one, everybody else is told, and the database holds no two that overlap.
TEST_F(BookingServiceTest, OfManyWhoWantTheSameSlotOneGetsIt) {
  constexpr int kCallers = 200, kSlots = 20, kThreads = 16;
  const auto episodes = ManyEpisodes(kCallers);
  const auto slots = FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, kSlots);
  ASSERT_THAT(slots, SizeIs(kSlots));
  std::atomic<int> next{0}, won{0}, told{0}, other{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = next++; i < kCallers; i = next++) {
        const auto request =
            BookingOf(episodes[static_cast<size_t>(i)], v1::VISIT_KIND_PHYSIOTHERAPY, slots[static_cast<size_t>(i % kSlots)]);
        auto booked = Ask(&Appointments::BookAppointment, t % 2 == 0 ? kClerk : kOtherClerk, request);
        // A service that is full says so and stores nothing: whoever is told asks again.
        for (int again = 0; again < 50 && !booked.ok() && ReasonOf(booked.status()) == ErrorReason::ERROR_REASON_BUSY; ++again) {
          absl::SleepFor(absl::Milliseconds(100));
          booked = Ask(&Appointments::BookAppointment, t % 2 == 0 ? kClerk : kOtherClerk, request);
        }
        if (booked.ok()) {
          ++won;
        } else if (ReasonOf(booked.status()) == ErrorReason::ERROR_REASON_SLOT_TAKEN) {
          ++told;
        } else {
          ++other;
          ADD_FAILURE() << booked.status();
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(won, kSlots);
  EXPECT_EQ(told, kCallers - kSlots);
  EXPECT_EQ(other, 0);
  EXPECT_EQ(Doubles(), 0);
  EXPECT_EQ(Count("SELECT count(*) FROM rehabilitation.appointment WHERE state = 'APPOINTMENT_STATE_BOOKED'"), kSlots);
}

// The measure of last resort: without any program in between, the database takes no second one.
TEST_F(BookingServiceTest, TheDatabaseItselfTakesNoSecondOne) {
  const auto episodes = ManyEpisodes(2);
  const auto slots = FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 1);
  const v1::Appointment booked =
      Done(&Appointments::BookAppointment, kClerk, BookingOf(episodes[0], v1::VISIT_KIND_PHYSIOTHERAPY, slots[0]));
  const auto copy = [&](const std::string& changed) {
    return rehabilitation_->database().Execute(
        "INSERT INTO rehabilitation.appointment SELECT (jsonb_populate_record(a, jsonb_build_object('uid', gen_random_uuid()) || "
        "'" +
        changed + "')).* FROM rehabilitation.appointment a WHERE a.uid = '" + booked.uid() + "'");
  };
  const std::string other = UidOf(episodes[1]);
  const std::string stranger = "\"survivor_uid\": \"" + NewRequestId() + "\", \"episode_uid\": \"" + other + "\"";
  EXPECT_THAT(std::string(copy("{}").message()), HasSubstr("appointment_"));
  EXPECT_THAT(std::string(copy("{" + stranger + ", \"room_uid\": null}").message()), HasSubstr("appointment_specialist"));
  EXPECT_THAT(std::string(copy("{" + stranger + ", \"specialist_uid\": \"" + kDoctor + "\"}").message()),
              HasSubstr("appointment_room"));
  EXPECT_THAT(std::string(copy("{\"room_uid\": null, \"specialist_uid\": \"" + std::string(kDoctor) + "\"}").message()),
              HasSubstr("appointment_person"));
  EXPECT_EQ(copy("{\"room_uid\": null, \"state\": \"APPOINTMENT_STATE_NO_SHOW\"}"), absl::OkStatus());
  const auto step = [&](const std::string& to) {
    return rehabilitation_->database().Execute("UPDATE rehabilitation.appointment SET state = '" + to + "' WHERE uid = '" +
                                               booked.uid() + "'");
  };
  EXPECT_FALSE(step("APPOINTMENT_STATE_HELD").ok());
  EXPECT_FALSE(step("APPOINTMENT_STATE_EXPIRED").ok());
  EXPECT_TRUE(step("APPOINTMENT_STATE_ATTENDED").ok());
  EXPECT_FALSE(step("APPOINTMENT_STATE_BOOKED").ok());
}

}  // namespace
}  // namespace dayaq::rehabilitation
