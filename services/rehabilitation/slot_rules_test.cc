#include "services/rehabilitation/slot_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "services/platform/base/proto_time.h"
#include "services/rehabilitation/rehabilitation_test_data.h"

namespace dayaq::rehabilitation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::CivilDay kMonday(2026, 6, 1);
const absl::CivilDay kSaturday(2026, 6, 6);
const WorkingCalendar& Calendar() {
  static const auto* calendar = new WorkingCalendar(InventedCalendar(2026, 2));
  return *calendar;
}

Wish Physiotherapy(absl::Time starts, const std::string& with = "therapist") {
  return {v1::VISIT_KIND_PHYSIOTHERAPY, with, "", starts};
}

// The reason for which the wish cannot be, asked on the Sunday before; UNSPECIFIED when it can.
ErrorReason Refusal(const v1::Centre& centre, const Wish& wish, absl::Time now = At(kMonday - 1, 12)) {
  const auto ends = CheckWish(centre, wish, now, Calendar());
  return ReasonOf(ends.status());
}

std::vector<v1::FreeSlot> Free(const v1::Centre& centre, absl::CivilDay day, const std::vector<Taken>& taken, v1::VisitKind visit,
                               const std::string& with = "", size_t most = 200) {
  const auto slots = FreeSlots(centre, {visit, with, At(kMonday - 1, 12), most}, day, Busy(taken), Calendar());
  EXPECT_TRUE(slots.ok()) << slots.status();
  return slots.value_or(std::vector<v1::FreeSlot>());
}

TEST(SlotRules, ASlotLiesInTheHoursOfCentreAndSpecialist) {
  const v1::Centre centre = InventedCentre();
  const auto ends = CheckWish(centre, Physiotherapy(At(kMonday, 9)), At(kMonday - 1, 12), Calendar());
  ASSERT_TRUE(ends.ok()) << ends.status();
  EXPECT_EQ(*ends, At(kMonday, 9, 30));
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(kMonday, 8, 30))), ErrorReason::ERROR_REASON_CENTRE_CLOSED);
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(kMonday, 13))), ErrorReason::ERROR_REASON_CENTRE_CLOSED) << "lunch";
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(kMonday, 17, 30))), ErrorReason::ERROR_REASON_UNSPECIFIED) << "the last one";
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(kMonday, 18))), ErrorReason::ERROR_REASON_CENTRE_CLOSED);
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(kMonday, 9, 10))), ErrorReason::ERROR_REASON_CENTRE_CLOSED) << "between two slots";
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(kMonday, 9) + absl::Seconds(1))), ErrorReason::ERROR_REASON_CENTRE_CLOSED);
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(kMonday, 11, 30), "morning-therapist")), ErrorReason::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(kMonday, 12), "morning-therapist")), ErrorReason::ERROR_REASON_CENTRE_CLOSED);
}

TEST(SlotRules, DaysOffAndClosuresTakeNobody) {
  v1::Centre centre = InventedCentre();
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(kSaturday, 10))), ErrorReason::ERROR_REASON_CENTRE_CLOSED);
  centre.set_open_on_days_off(true);
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(kSaturday, 10))), ErrorReason::ERROR_REASON_UNSPECIFIED);
  Close(DateOf(2026, 6, 1), DateOf(2026, 6, 30), centre);
  for (const int day : {1, 15, 30}) {
    EXPECT_EQ(Refusal(centre, Physiotherapy(At(absl::CivilDay(2026, 6, day), 10))), ErrorReason::ERROR_REASON_CENTRE_CLOSED) << day;
  }
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(absl::CivilDay(2026, 7, 1), 10))), ErrorReason::ERROR_REASON_UNSPECIFIED);
  *centre.mutable_closures(0)->mutable_withdrawn_time() = Timestamp(At(kMonday - 3, 9));
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(kMonday, 10))), ErrorReason::ERROR_REASON_UNSPECIFIED) << "taken back";
  Close(DateOf(2026, 6, 1), DateOf(2026, 6, 1), centre).set_specialist_uid("therapist");
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(kMonday, 10))), ErrorReason::ERROR_REASON_CENTRE_CLOSED);
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(kMonday, 10), "morning-therapist")), ErrorReason::ERROR_REASON_UNSPECIFIED);
  Close(DateOf(2026, 6, 2), DateOf(2026, 6, 2), centre).set_room_uid("hall");
  Wish in_hall = Physiotherapy(At(kMonday + 1, 10));
  in_hall.room_uid = "hall";
  EXPECT_EQ(Refusal(centre, in_hall), ErrorReason::ERROR_REASON_CENTRE_CLOSED);
  EXPECT_THAT(RoomsFor(centre, v1::VISIT_KIND_PHYSIOTHERAPY, kMonday + 1), IsEmpty());
  *centre.mutable_ended_on() = DateOf(2026, 6, 30);
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(absl::CivilDay(2026, 7, 1), 10))), ErrorReason::ERROR_REASON_CENTRE_CLOSED)
      << "there is no centre any more";
}

TEST(SlotRules, WhatIsOverOrFarAwayOrNotGivenIsRefused) {
  const v1::Centre centre = InventedCentre();
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(kMonday, 9)), At(kMonday, 9)), ErrorReason::ERROR_REASON_IN_THE_PAST);
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(absl::CivilDay(2027, 6, 3), 9)), At(kMonday, 8)),
            ErrorReason::ERROR_REASON_TOO_FAR_AHEAD);
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(kMonday, 9), "prosthetist")), ErrorReason::ERROR_REASON_VISIT_NOT_OFFERED);
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(kMonday, 9), "nobody")), ErrorReason::ERROR_REASON_VISIT_NOT_OFFERED);
  Wish wish = Physiotherapy(At(kMonday, 9));
  wish.visit = v1::VISIT_KIND_PEER_SUPPORT;
  EXPECT_EQ(Refusal(centre, wish), ErrorReason::ERROR_REASON_VISIT_NOT_OFFERED);
  wish = Physiotherapy(At(kMonday, 9));
  wish.room_uid = "workshop";
  EXPECT_EQ(Refusal(centre, wish), ErrorReason::ERROR_REASON_VISIT_NOT_OFFERED);
  EXPECT_EQ(Refusal(centre, Physiotherapy(At(absl::CivilDay(2028, 3, 1), 9)), At(absl::CivilDay(2027, 12, 1), 9)),
            ErrorReason::ERROR_REASON_CALENDAR_UNKNOWN);
}

TEST(SlotRules, FreeSlotsAreWhatNobodyHasTaken) {
  const v1::Centre centre = InventedCentre();
  // Two therapists and one hall: eight half hours in the morning and eight in the afternoon, six of the mornings with either of
  // two.
  EXPECT_THAT(Free(centre, kMonday, {}, v1::VISIT_KIND_PHYSIOTHERAPY), SizeIs(8 + 8 + 6));
  EXPECT_THAT(Free(centre, kMonday, {}, v1::VISIT_KIND_PHYSIOTHERAPY, "morning-therapist"), SizeIs(6));
  EXPECT_THAT(Free(centre, kSaturday, {}, v1::VISIT_KIND_PHYSIOTHERAPY), IsEmpty());
  EXPECT_THAT(Free(centre, kMonday, {}, v1::VISIT_KIND_PHYSIOTHERAPY, "", 3), SizeIs(3));
  // The hall is taken by one of them, so the other has none.
  const std::vector<Taken> taken = {
      {"centre", "therapist", "hall", v1::VISIT_KIND_PHYSIOTHERAPY, At(kMonday, 9), At(kMonday, 9, 30)}};
  const auto slots = Free(centre, kMonday, taken, v1::VISIT_KIND_PHYSIOTHERAPY);
  ASSERT_THAT(slots, SizeIs(20));
  EXPECT_EQ(TimeOf(slots[0].starts_time()), At(kMonday, 9, 30));
  EXPECT_EQ(slots[0].room_uid(), "hall");
  // Visits at home take no room, and two hours each.
  EXPECT_THAT(Free(centre, kMonday, taken, v1::VISIT_KIND_OUTREACH_VISIT), SizeIs(3));
}

TEST(SlotRules, ADayHasSoManyVisitsAndNoMore) {
  const v1::Centre centre = InventedCentre();
  std::vector<Taken> taken;
  for (const int hour : {9, 10, 11}) {
    taken.push_back(
        {"centre", "prosthetist", "workshop", v1::VISIT_KIND_DEVICE_MEASUREMENT, At(kMonday, hour), At(kMonday, hour + 1)});
  }
  EXPECT_THAT(Free(centre, kMonday, taken, v1::VISIT_KIND_DEVICE_MEASUREMENT), SizeIs(5));
  taken.push_back({"centre", "prosthetist", "workshop", v1::VISIT_KIND_DEVICE_MEASUREMENT, At(kMonday, 12), At(kMonday, 13)});
  EXPECT_THAT(Free(centre, kMonday, taken, v1::VISIT_KIND_DEVICE_MEASUREMENT), IsEmpty());
  EXPECT_THAT(Free(centre, kMonday + 1, taken, v1::VISIT_KIND_DEVICE_MEASUREMENT), SizeIs(8));
}

// Whatever is taken: a slot that is offered can be booked, lies in nobody's way, and none that could be offered is missing.
RC_GTEST_PROP(SlotRules, WhatIsOfferedIsFreeAndCanBeBooked, ()) {
  const v1::Centre centre = InventedCentre();
  std::vector<Taken> taken;
  const auto picks = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 32));
  for (const int pick : picks) {
    const std::string who = pick % 2 == 0 ? "therapist" : "morning-therapist";
    const absl::Time from = At(kMonday, 9) + absl::Minutes(30 * (pick / 2));
    const bool in_the_way = std::any_of(taken.begin(), taken.end(), [&](const Taken& t) { return t.starts == from; });
    if (!in_the_way) taken.push_back({"centre", who, "hall", v1::VISIT_KIND_PHYSIOTHERAPY, from, from + absl::Minutes(30)});
  }
  const auto slots = Free(centre, kMonday, taken, v1::VISIT_KIND_PHYSIOTHERAPY);
  std::set<std::pair<int64_t, std::string>> offered;
  for (const v1::FreeSlot& slot : slots) {
    const absl::Time from = TimeOf(slot.starts_time());
    RC_ASSERT(Refusal(centre, Physiotherapy(from, slot.specialist_uid())) == ErrorReason::ERROR_REASON_UNSPECIFIED);
    for (const Taken& t : taken) RC_ASSERT(t.ends <= from || t.starts >= TimeOf(slot.ends_time()));
    RC_ASSERT(offered.insert({absl::ToUnixSeconds(from), slot.specialist_uid()}).second);
  }
  for (int minute = 0; minute < 24 * 60; minute += 30) {
    for (const char* who : {"therapist", "morning-therapist"}) {
      const absl::Time from = At(kMonday, 0) + absl::Minutes(minute);
      const bool possible = Refusal(centre, Physiotherapy(from, who)) == ErrorReason::ERROR_REASON_UNSPECIFIED;
      const bool is_free = std::none_of(taken.begin(), taken.end(), [&](const Taken& t) { return t.starts == from; });
      RC_ASSERT((offered.count({absl::ToUnixSeconds(from), who}) > 0) == (possible && is_free));
    }
  }
}

}  // namespace
}  // namespace dayaq::rehabilitation
