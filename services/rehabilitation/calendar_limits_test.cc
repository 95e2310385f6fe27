// What the calendar and the devices refuse, each by its rule; booking against closing at one moment; and that every constraint of
// the database that keeps something single is missed when it is not there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <map>
#include <thread>

#include "services/rehabilitation/people_test_fixture.h"

namespace dayaq::rehabilitation {
namespace {

class LimitsTest : public PeopleFixture {
 protected:
  absl::StatusOr<v1::Closure> Close(absl::CivilDay first, absl::CivilDay last) const {
    v1::AddClosureRequest request;
    request.set_request_id(NewRequestId());
    request.set_parent(std::string("centres/") + kBaku);
    *request.mutable_closure()->mutable_first_day() = PartialDateOf(first);
    *request.mutable_closure()->mutable_last_day() = PartialDateOf(last);
    request.mutable_closure()->set_reason(v1::CLOSURE_REASON_REPAIR);
    return Ask(&Centres::AddClosure, kClerk, request);
  }
  // The reason of a refusal, or of its first fault.
  static std::string Refused(const absl::Status& status) {
    const std::vector<std::string> faults = FaultsOf(status);
    if (!faults.empty()) return faults.front().substr(faults.front().find(' ') + 1);
    return std::string(ReasonName(ReasonOf(status)));
  }
};

// The bad inputs that were named when this service was asked for, each by its name.
TEST_F(LimitsTest, EveryBadInputIsRefusedByTheRuleThatForbidsIt) {
  const survivor::v1::Survivor person = Refer(Known());
  std::map<std::string, std::string> refused;
  auto right = PrescriptionFor(person, "2024-05-14");
  right.set_side(incident::v1::SIDE_RIGHT);
  refused["side that was not amputated"] = Refused(Ask(&Devices::PrescribeDevice, kProsthetist, right).status());
  v1::Device device = Approved(Prescribed(PrescriptionFor(person, "2024-05-14")), "2024-05-16");
  refused["fitting before measuring"] = Refused(Step(StepOf(device, v1::DEVICE_STEP_KIND_FITTED, "2024-05-20")).status());
  device = Stepped(device, v1::DEVICE_STEP_KIND_MEASURED, "2024-05-20");
  device = Stepped(device, v1::DEVICE_STEP_KIND_FABRICATED, "2024-06-10", {"A-1"});
  device = Stepped(device, v1::DEVICE_STEP_KIND_FITTED, "2024-06-12");
  device = Stepped(device, v1::DEVICE_STEP_KIND_TRAINED, "2024-06-20");
  refused["delivery in the future"] = Refused(Step(StepOf(device, v1::DEVICE_STEP_KIND_DELIVERED, "2199-07-03")).status());
  device = Stepped(device, v1::DEVICE_STEP_KIND_DELIVERED, "2024-07-03");
  auto early = PrescriptionFor(person, "2025-01-10");
  early.set_replaces(device.name());
  refused["a term shorter than law without commission decision"] =
      Refused(Ask(&Devices::PrescribeDevice, kProsthetist, early).status());
  auto decision = On<v1::DecideRenewalRequest>(RenewalNow(device));
  *decision.mutable_due_on() = survivor::Date("2025-03-03");
  refused["a due day earlier than law without commission decision"] =
      Refused(Ask(&Renewals::DecideRenewal, kCentreDoctor, decision).status());
  early.set_early_reason(v1::EARLY_REASON_STUMP_CHANGE);
  early.set_request_id(NewRequestId());
  v1::Device second = Approved(Prescribed(early), "2025-01-12");
  second = Stepped(second, v1::DEVICE_STEP_KIND_MEASURED, "2025-01-14");
  refused["double delivery of one serial number"] =
      Refused(Step(StepOf(second, v1::DEVICE_STEP_KIND_FABRICATED, "2025-02-01", {"A-1"})).status());

  const v1::Episode episode = Opened(person);
  const auto slots = FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 60);
  auto past = BookingOf(episode.name(), v1::VISIT_KIND_PHYSIOTHERAPY, slots[0]);
  *past.mutable_starts_time() = Timestamp(TimeOf(slots[0].starts_time()) - absl::Hours(24 * 30));
  refused["booking in the past"] = Refused(Ask(&Appointments::BookAppointment, kClerk, past).status());
  const absl::CivilDay day = Today(TimeOf(slots.back().starts_time()));
  ASSERT_TRUE(Close(day, day).ok());
  refused["closed centre"] = Refused(
      Ask(&Appointments::BookAppointment, kClerk, BookingOf(episode.name(), v1::VISIT_KIND_PHYSIOTHERAPY, slots.back())).status());
  auto series = BookingOf<v1::BookSeriesRequest>(episode.name(), v1::VISIT_KIND_PHYSIOTHERAPY, slots[0]);
  series.set_count(2);
  series.set_every_days(7);
  const auto booked = Ask(&Appointments::BookSeries, kClerk, series);
  ASSERT_TRUE(booked.ok()) << booked.status();
  auto overlapping = BookingOf<v1::BookSeriesRequest>(episode.name(), v1::VISIT_KIND_PHYSIOTHERAPY, slots[2]);
  overlapping.set_count(2);
  overlapping.set_every_days(7);
  refused["overlapping series"] = Refused(Ask(&Appointments::BookSeries, kClerk, overlapping).status());

  const std::map<std::string, std::string> expected = {
      {"fitting before measuring", "DEVICE_STEP_OUT_OF_ORDER"},
      {"side that was not amputated", "DEVICE_LIMB_NOT_LOST"},
      {"delivery in the future", "IN_THE_FUTURE"},
      {"closed centre", "CENTRE_CLOSED"},
      {"a term shorter than law without commission decision", "TERM_SHORTER_THAN_LAW"},
      {"a due day earlier than law without commission decision", "TERM_SHORTER_THAN_LAW"},
      {"double delivery of one serial number", "SERIAL_NUMBER_TAKEN"},
      {"booking in the past", "IN_THE_PAST"},
      {"overlapping series", "SERIES_OVERLAPS"}};
  EXPECT_EQ(refused, expected);
  std::cout << "bad inputs refused by name: " << refused.size() << "\n";
}

// Whoever closes days and whoever books in them at the same moment: nothing stays booked on a closed day, and nobody is forgotten.
TEST_F(LimitsTest, WhatIsBookedWhileTheCentreClosesIsCalledInOrRefused) {
  const int rounds = std::getenv("DAYAQ_LONG") != nullptr ? 50 : 2;
  // With the closure as many as the service lets in at once.
  constexpr int kThreads = 3;
  int64_t booked_in_all = 0, refused_in_all = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto episodes = ManyEpisodes(kThreads);
    const auto slots = FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, kThreads);
    ASSERT_EQ(slots.size(), static_cast<size_t>(kThreads));
    const absl::CivilDay first = Today(TimeOf(slots.front().starts_time())), last = Today(TimeOf(slots.back().starts_time()));
    std::atomic<int> booked{0}, closed{0}, other{0};
    std::vector<std::thread> threads;
    for (size_t t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] {
        const auto done =
            Ask(&Appointments::BookAppointment, kOtherClerk, BookingOf(episodes[t], v1::VISIT_KIND_PHYSIOTHERAPY, slots[t]));
        if (done.ok()) {
          ++booked;
        } else if (ReasonOf(done.status()) == ErrorReason::ERROR_REASON_CENTRE_CLOSED) {
          ++closed;
        } else {
          ++other;
          ADD_FAILURE() << done.status();
        }
      });
    }
    const auto closure = Close(first, last);
    for (std::thread& thread : threads) thread.join();
    ASSERT_TRUE(closure.ok()) << closure.status();
    EXPECT_EQ(other, 0);
    EXPECT_EQ(Count("SELECT count(*) FROM rehabilitation.appointment WHERE state = 'APPOINTMENT_STATE_BOOKED'"), 0);
    EXPECT_EQ(closure->called_in(), booked.load());
    booked_in_all += booked;
    refused_in_all += closed;
    // The next round is in the same days.
    Done(&Centres::EndClosure, kClerk, On<v1::EndClosureRequest>(*closure));
    Sql("DELETE FROM rehabilitation.appointment");
  }
  std::cout << "rounds of booking against closing: " << rounds << ", booked and called in: " << booked_in_all
            << ", refused: " << refused_in_all << ", booked on a closed day: 0\n";
}

// A constraint, and a row that nothing else refuses.
struct Single {
  const char* constraint;
  const char* drop;
  const char* add;
};

TEST_F(LimitsTest, EveryConstraintThatKeepsSomethingSingleIsMissedWithoutIt) {
  const survivor::v1::Survivor person = Refer(Known());
  const v1::Episode episode = Opened(person);
  Booked(episode, v1::VISIT_KIND_PHYSIOTHERAPY, FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 1)[0]);
  v1::JoinWaitingListRequest waits;
  waits.set_request_id(NewRequestId());
  waits.set_episode(episode.name());
  waits.set_visit(v1::VISIT_KIND_PSYCHOLOGICAL_SUPPORT);
  waits.set_urgency(v1::WAITING_URGENCY_SOON);
  Done(&Appointments::JoinWaitingList, kClerk, waits);
  const v1::Device device = Delivered(PrescriptionFor(person, "2024-05-14"), "2024-06-10", "2024-07-03", "A-1");
  auto next = PrescriptionFor(person, "2026-07-10");
  next.set_replaces(device.name());
  Prescribed(next);
#define DAYAQ_COPY(table, changes)                                                                                                 \
  "INSERT INTO rehabilitation." table                                                                                              \
  " SELECT (jsonb_populate_record(x, jsonb_build_object('uid', gen_random_uuid()) || '" changes "')).* FROM rehabilitation." table \
  " x "
#define DAYAQ_TABLE(table) "ALTER TABLE rehabilitation." table " DROP CONSTRAINT "
  const std::vector<Single> singles = {
      {"appointment_person", DAYAQ_TABLE("appointment"),
       DAYAQ_COPY("appointment", "{\"room_uid\": null, \"specialist_uid\": \"01900000-0000-7000-bfff-000000000001\"}")},
      {"appointment_specialist", DAYAQ_TABLE("appointment"),
       DAYAQ_COPY("appointment", "{\"room_uid\": null, \"survivor_uid\": \"01900000-0000-7000-bfff-000000000001\"}")},
      {"appointment_room", DAYAQ_TABLE("appointment"),
       DAYAQ_COPY("appointment",
                  "{\"specialist_uid\": \"01900000-0000-7000-bfff-000000000001\", \"survivor_uid\": "
                  "\"01900000-0000-7000-bfff-000000000001\"}")},
      {"centre_institution", DAYAQ_TABLE("centre"), DAYAQ_COPY("centre", "{}") "LIMIT 1"},
      {"episode_one_open", "DROP INDEX rehabilitation.", DAYAQ_COPY("episode", "{}") "WHERE state = 'EPISODE_STATE_OPEN' LIMIT 1"},
      {"waiting_once", "DROP INDEX rehabilitation.", DAYAQ_COPY("waiting", "{}")},
      {"device_replaces_uid", "DROP INDEX rehabilitation.", DAYAQ_COPY("device", "{}") "WHERE replaces_uid IS NOT NULL"},
      {"device_component_serial", "DROP INDEX rehabilitation.", DAYAQ_COPY("device_component", "{}")}};
#undef DAYAQ_TABLE
#undef DAYAQ_COPY
  // None is left out: what is single by its uid alone is the key of its row.
  EXPECT_EQ(
      Count("SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid "
            "WHERE c.relnamespace = 'rehabilitation'::regnamespace AND (i.indisunique OR i.indisexclusion) AND NOT i.indisprimary "
            "AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'uid' AND a.attnum = ANY "
            "(i.indkey))"),
      static_cast<int64_t>(singles.size()));
  int noticed = 0, missed = 0;
  for (const Single& single : singles) {
    const auto add = [&](const std::string& before) {
      return rehabilitation_->database().Execute(
          absl::StrCat("BEGIN; SET LOCAL session_replication_role = replica; ", before, single.add, "; ROLLBACK"));
    };
    const absl::Status with = add(""), without = add(absl::StrCat(single.drop, single.constraint, "; "));
    noticed += !with.ok() && std::string(with.message()).find(single.constraint) != std::string::npos;
    missed += without.ok();
    EXPECT_THAT(std::string(with.message()), ::testing::HasSubstr(single.constraint));
    EXPECT_TRUE(without.ok()) << single.constraint << ": " << without;
  }
  std::cout << "constraints that keep something single: " << singles.size() << ", of these seen with it: " << noticed
            << ", missed without it: " << missed << "\n";
}

}  // namespace
}  // namespace dayaq::rehabilitation
