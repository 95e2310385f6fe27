// People, not records: what stands on a record, what becomes of two records that are one person, of a death that was none, and of
// somebody who is erased. The whole way between the services.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/rehabilitation/people_test_fixture.h"

namespace dayaq::rehabilitation {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class PeopleTest : public PeopleFixture {};

TEST_F(PeopleTest, WhatWasDeliveredStandsOnTheRecordForWhoReadsHealth) {
  const survivor::v1::Survivor person = Refer(Known());
  const v1::Device device = Delivered(PrescriptionFor(person, "2024-05-14"), "2024-06-10", "2024-07-03", "A-1");
  FollowAll();
  const auto devices = [&](const TestCaller& caller) { return Record(person.name(), caller).devices(); };
  ASSERT_THAT(devices(kCaseManager), SizeIs(1));
  const survivor::v1::WornDevice worn = devices(kCaseManager)[0];
  EXPECT_EQ(worn.device_class(), "lower-conventional");
  EXPECT_EQ(worn.side(), incident::v1::SIDE_LEFT);
  EXPECT_EQ(dayaq::ToText(worn.delivered_on()), "2024-07-03");
  EXPECT_EQ(dayaq::ToText(worn.due_on()), "2026-07-03");
  EXPECT_THAT(devices(ThePerson(person.uid())), SizeIs(1)) << "the person's own extract";
  EXPECT_THAT(devices(survivor::kCaseworker), SizeIs(0)) << "who pays learns nothing of it";
  EXPECT_THAT(Record(person.name(), survivor::kCaseworker).redacted_fields(), Contains("devices"));

  auto decision = On<v1::DecideRenewalRequest>(RenewalNow(device));
  *decision.mutable_due_on() = survivor::Date("2026-01-03");
  decision.set_document("18/2025");
  Got(&Renewals::DecideRenewal, kCommission, decision);
  FollowAll();
  EXPECT_EQ(dayaq::ToText(devices(kCaseManager)[0].due_on()), "2026-01-03");
  Stepped(DeviceNow(device), v1::DEVICE_STEP_KIND_LOST, "2025-05-01");
  FollowAll();
  EXPECT_EQ(dayaq::ToText(devices(kCaseManager)[0].ended_on()), "2025-05-01");
  EXPECT_EQ(devices(kCaseManager)[0].due_on().year(), 0);
  // Told again, in whatever order, it is the same.
  Tell("device.delivered", device.name());
  FollowAll();
  ASSERT_THAT(devices(kCaseManager), SizeIs(1));
  EXPECT_EQ(dayaq::ToText(devices(kCaseManager)[0].ended_on()), "2025-05-01");
}

TEST_F(PeopleTest, TwoRecordsOfOnePersonAreNotBookedTwiceAtOnceAndComeApartAgain) {
  const survivor::v1::Survivor kept = Refer(Person("2024-02-04")), other = Refer(Person("2024-03-05"));
  const v1::Episode of_kept = Opened(kept), of_other = Opened(other);
  Delivered(PrescriptionFor(kept, "2024-05-14"), "2024-06-10", "2024-07-03", "A-1");
  Delivered(PrescriptionFor(other, "2024-06-14"), "2024-07-10", "2024-08-03", "B-1");
  const auto [therapist, doctor] = SameHour();
  const v1::Appointment first = Booked(of_kept, v1::VISIT_KIND_PHYSIOTHERAPY, therapist);
  const v1::Appointment second = Booked(of_other, v1::VISIT_KIND_MEDICAL_REVIEW, doctor);
  FollowAll();
  ASSERT_EQ(Reread(second).state(), v1::APPOINTMENT_STATE_BOOKED) << "two people, as far as anybody knows";
  EXPECT_EQ(DevicesOf(kept), 1);

  ASSERT_EQ(Merge(kept, other), absl::OkStatus());
  // Before anything followed, the records are one person already.
  EXPECT_EQ(EpisodesOf(kept).size(), 2U);
  EXPECT_EQ(EpisodesOf(other).size(), 2U);
  EXPECT_EQ(DevicesOf(kept), 2);
  EXPECT_EQ(DevicesOf(other), 2);
  EXPECT_EQ(RenewalsOf(kept), 2);
  FollowAll();
  EXPECT_EQ(Reread(first).state(), v1::APPOINTMENT_STATE_BOOKED) << "what was booked first stays";
  EXPECT_EQ(Reread(second).state(), v1::APPOINTMENT_STATE_CALL_IN);
  EXPECT_TRUE(Reread(second).double_booked());
  EXPECT_EQ(Told("appointment.to_call_in"), 1);
  EXPECT_EQ(
      ReasonOf(
          Ask(&Appointments::BookAppointment, kClerk, BookingOf(of_other.name(), v1::VISIT_KIND_MEDICAL_REVIEW, doctor)).status()),
      ErrorReason::ERROR_REASON_PERSON_BUSY);
  // And whatever a program believes, the database knows the person.
  const absl::Status anyway = rehabilitation_->database().Execute(
      absl::StrCat("UPDATE rehabilitation.appointment SET state = 'APPOINTMENT_STATE_BOOKED' WHERE uid = '", second.uid(), "'"));
  EXPECT_THAT(std::string(anyway.message()), HasSubstr("appointment_person"));
  EXPECT_THAT(Record(kept.name(), kCaseManager).devices(), SizeIs(2));
  EXPECT_EQ(LostPeople(), 0);

  ASSERT_EQ(Unmerge(other), absl::OkStatus());
  FollowAll();
  EXPECT_EQ(Reread(second).state(), v1::APPOINTMENT_STATE_BOOKED) << "nobody took the hour meanwhile";
  EXPECT_FALSE(Reread(second).double_booked());
  EXPECT_EQ(EpisodesOf(kept).size(), 1U);
  EXPECT_EQ(DevicesOf(kept), 1);
  EXPECT_EQ(DevicesOf(other), 1);
  EXPECT_THAT(Record(kept.name(), kCaseManager).devices(), SizeIs(1));
  EXPECT_EQ(LostPeople(), 0);
}

TEST_F(PeopleTest, WhatCameAfterAMergeGoesToWhomAPersonSays) {
  const survivor::v1::Survivor kept = Refer(Person("2024-02-04")), other = Refer(Person("2024-03-05"));
  const v1::Device before = Delivered(PrescriptionFor(kept, "2024-05-14"), "2024-06-10", "2024-07-03", "A-1");
  FollowAll();
  const size_t proposed_for_kept = EpisodesOf(kept).size(), proposed_for_other = EpisodesOf(other).size();
  ASSERT_EQ(Merge(kept, other), absl::OkStatus());
  FollowAll();
  // Nobody referred for this one: the house proposed it.
  const v1::Episode episode = Opened(kept);
  ASSERT_TRUE(rehabilitation_->database()
                  .Execute(absl::StrCat("UPDATE rehabilitation.episode SET referral_uid = NULL WHERE uid = '", episode.uid(), "'"))
                  .ok());
  const v1::Appointment visit = Booked(episode, v1::VISIT_KIND_PHYSIOTHERAPY, FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY).front());
  auto measure = On<v1::RecordMeasureRequest>(Reread(episode));
  measure.mutable_measure()->set_instrument(v1::INSTRUMENT_K_LEVEL);
  measure.mutable_measure()->set_score(3);
  *measure.mutable_measure()->mutable_measured_on() = PartialDateOf(Today(absl::Now()));
  Done(&Episodes::RecordMeasure, kBakuSpecialist, measure);
  const v1::Device since = Delivered(PrescriptionFor(kept, "2025-05-14"), "2025-06-10", "2025-07-03", "B-1");
  FollowAll();

  // Nobody's prosthesis stays with somebody else because nobody was asked.
  const absl::Status unsaid = Unmerge(other);
  EXPECT_THAT(FaultsOf(unsaid), SizeIs(2)) << "the episode and the device: " << unsaid;
  ASSERT_EQ(Unmerge(other, {episode.uid(), since.uid()}), absl::OkStatus());
  FollowAll();
  EXPECT_THAT(EpisodesOf(kept), SizeIs(proposed_for_kept));
  EXPECT_THAT(EpisodesOf(other), SizeIs(proposed_for_other + 1));
  EXPECT_EQ(Reread(episode).survivor_uid(), other.uid());
  EXPECT_EQ(Reread(visit).state(), v1::APPOINTMENT_STATE_BOOKED);
  EXPECT_EQ(
      Count(absl::StrCat("SELECT count(*) FROM (SELECT survivor_uid FROM rehabilitation.measure UNION ALL SELECT survivor_uid "
                         "FROM rehabilitation.appointment UNION ALL SELECT survivor_uid FROM rehabilitation.episode_history) AS p "
                         "WHERE survivor_uid = '",
                         kept.uid(), "'")),
      0);
  EXPECT_EQ(DevicesOf(kept), 1);
  EXPECT_EQ(DevicesOf(other), 1);
  EXPECT_EQ(RenewalNow(since).survivor_uid(), other.uid());
  EXPECT_EQ(RenewalNow(before).survivor_uid(), kept.uid());
  ASSERT_THAT(Record(other.name(), kCaseManager).devices(), SizeIs(1));
  EXPECT_EQ(dayaq::ToText(Record(other.name(), kCaseManager).devices(0).delivered_on()), "2025-07-03");
  EXPECT_THAT(Record(kept.name(), kCaseManager).devices(), SizeIs(1));
  EXPECT_EQ(LostPeople(), 0);
}

TEST_F(PeopleTest, ADeathEndsWhatAllRecordsHaveAndOneThatWasNoneBecomesAQuestion) {
  const survivor::v1::Survivor kept = Refer(Person("2024-02-04")), other = Refer(Person("2024-03-05"));
  const v1::Episode of_kept = Opened(kept), of_other = Opened(other);
  const v1::Device device = Delivered(PrescriptionFor(kept, "2024-05-14"), "2024-06-10", "2026-09-03", "A-1");
  const v1::Device of_merged = Delivered(PrescriptionFor(other, "2024-06-14"), "2024-07-10", "2026-10-03", "B-1");
  const auto [therapist, doctor] = SameHour();
  const v1::Appointment coming = Booked(of_other, v1::VISIT_KIND_MEDICAL_REVIEW, doctor);
  ASSERT_EQ(Merge(kept, other), absl::OkStatus());
  FollowAll();
  EXPECT_EQ(RenewalNow(device).state(), v1::RENEWAL_STATE_WAITING);
  const auto died = Die(DeathOf(Record(kept.name()), "2026-11-01"));
  ASSERT_TRUE(died.ok()) << died.status();
  FollowAll();
  for (const v1::Episode& episode : {of_kept, of_other}) EXPECT_EQ(Reread(episode).close_reason(), v1::EPISODE_CLOSE_REASON_DIED);
  EXPECT_EQ(Reread(coming).cancel_reason(), v1::CANCEL_REASON_DIED);
  for (const v1::Device& one : {device, of_merged}) EXPECT_EQ(RenewalNow(one).stop_reason(), v1::RENEWAL_REASON_DIED);
  EXPECT_EQ(Record(kept.name(), kCaseManager).devices(0).due_on().year(), 0) << "nobody is called in";

  ASSERT_TRUE(Revive(Record(kept.name())).ok());
  FollowAll();
  for (const v1::Device& one : {device, of_merged}) {
    EXPECT_EQ(RenewalNow(one).state(), v1::RENEWAL_STATE_ESCALATED) << "a person looks how it stands";
    EXPECT_EQ(RenewalNow(one).stop_reason(), v1::RENEWAL_REASON_UNSPECIFIED);
  }
  EXPECT_EQ(Told("renewal.escalated"), 2);
  EXPECT_NE(Record(kept.name(), kCaseManager).devices(0).due_on().year(), 0);
  EXPECT_EQ(LostPeople(), 0);
}

TEST_F(PeopleTest, WhoIsErasedLeadsNowhereAndIsCountedOn) {
  const survivor::v1::Survivor person = Refer(Known());
  const v1::Episode episode = Opened(person);
  auto measure = On<v1::RecordMeasureRequest>(episode);
  measure.mutable_measure()->set_instrument(v1::INSTRUMENT_K_LEVEL);
  measure.mutable_measure()->set_score(3);
  *measure.mutable_measure()->mutable_measured_on() = PartialDateOf(Today(absl::Now()));
  Done(&Episodes::RecordMeasure, kBakuSpecialist, measure);
  const v1::Device device = Delivered(PrescriptionFor(person, "2024-05-14"), "2024-06-10", "2024-07-03", "A-1");
  const v1::Appointment coming = Booked(episode, v1::VISIT_KIND_PHYSIOTHERAPY, FreeFor(v1::VISIT_KIND_PHYSIOTHERAPY, 1)[0]);
  FollowAll();
  const std::vector<std::string> tables = {"episode",        "goal",           "session",         "measure",
                                           "finding",        "adaptation",     "appointment",     "waiting",
                                           "device",         "renewal",        "episode_history", "appointment_history",
                                           "device_history", "renewal_history"};
  const auto rows = [&](const std::string& uid) {
    int64_t found = 0;
    for (const std::string& table : tables) {
      found += Count(absl::StrCat("SELECT count(*) FROM rehabilitation.", table, " WHERE survivor_uid = '", uid, "'"));
    }
    return found;
  };
  // Every table of the schema that names a person is looked at.
  EXPECT_EQ(Count("SELECT count(*) FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'survivor_uid' "
                  "WHERE t.relnamespace = 'rehabilitation'::regnamespace AND t.relkind = 'r' AND NOT a.attisdropped"),
            static_cast<int64_t>(tables.size()));
  EXPECT_GT(rows(person.uid()), 5);
  Erase(person);
  FollowAll();
  EXPECT_EQ(rows(person.uid()), 0);
  EXPECT_EQ(Count("SELECT count(*) FROM rehabilitation.measure"), 0) << "how they were";
  EXPECT_EQ(Count("SELECT count(*) FROM rehabilitation.episode WHERE survivor_number = '' AND referral_uid IS NULL"), 1);
  EXPECT_EQ(Count("SELECT count(*) FROM rehabilitation.episode_history WHERE survivor_number <> ''"), 0);
  EXPECT_EQ(Reread(coming).state(), v1::APPOINTMENT_STATE_CANCELLED);
  EXPECT_EQ(RenewalNow(device).stop_reason(), v1::RENEWAL_REASON_ERASED);
  EXPECT_EQ(DeviceNow(device).components_size(), 1) << "a recall still counts it";
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.worn_device"), 0);
  EXPECT_EQ(LostPeople(), 0);
  // Whatever is told of the person later brings nothing back.
  Tell("survivor.changed", person.name());
  Tell("device.delivered", device.name());
  FollowAll();
  EXPECT_EQ(rows(person.uid()), 0);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.worn_device"), 0);
  EXPECT_EQ(RenewalNow(device).stop_reason(), v1::RENEWAL_REASON_ERASED);
}

}  // namespace
}  // namespace dayaq::rehabilitation
