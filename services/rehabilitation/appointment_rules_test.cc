#include "services/rehabilitation/appointment_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "services/platform/base/proto_time.h"
#include "services/rehabilitation/calendar_feed.h"
#include "services/rehabilitation/rehabilitation_test_data.h"

namespace dayaq::rehabilitation {
namespace {

const absl::Time kNow = At(absl::CivilDay(2026, 6, 1), 12);

v1::Appointment InState(v1::AppointmentState state, absl::Time starts) {
  v1::Appointment appointment;
  appointment.set_uid("one");
  appointment.set_state(state);
  *appointment.mutable_starts_time() = Timestamp(starts);
  *appointment.mutable_ends_time() = Timestamp(starts + absl::Minutes(30));
  if (state == v1::APPOINTMENT_STATE_HELD) *appointment.mutable_hold_until_time() = Timestamp(kNow + absl::Minutes(5));
  if (state == v1::APPOINTMENT_STATE_CALL_IN) appointment.set_closure_uid("closure");
  return appointment;
}

// Every step from every state, before and after it begins: it leads where the contract says (AppointmentState), or is refused and
// leaves the appointment as it is.
TEST(AppointmentRules, NoStepIsSkipped) {
  const std::map<int, std::set<int>> allowed = {
      {v1::APPOINTMENT_STATE_HELD, {v1::APPOINTMENT_STATE_BOOKED, v1::APPOINTMENT_STATE_EXPIRED, v1::APPOINTMENT_STATE_CANCELLED}},
      {v1::APPOINTMENT_STATE_BOOKED,
       {v1::APPOINTMENT_STATE_BOOKED, v1::APPOINTMENT_STATE_ATTENDED, v1::APPOINTMENT_STATE_NO_SHOW,
        v1::APPOINTMENT_STATE_CANCELLED}},
      {v1::APPOINTMENT_STATE_CALL_IN, {v1::APPOINTMENT_STATE_BOOKED, v1::APPOINTMENT_STATE_CANCELLED}}};
  v1::Appointment place = InState(v1::APPOINTMENT_STATE_BOOKED, kNow + absl::Hours(30));
  place.set_specialist_uid("another");
  const std::vector<std::function<absl::Status(v1::Appointment&)>> steps = {
      [](v1::Appointment& a) { return Confirm(kNow, a); }, [&](v1::Appointment& a) { return Move(place, kNow, a); },
      [](v1::Appointment& a) { return Cancel(v1::CANCEL_REASON_BY_PERSON, kNow, a); },
      [](v1::Appointment& a) { return Attend(true, kNow, a); }, [](v1::Appointment& a) { return Attend(false, kNow, a); }};
  int taken = 0, refused = 0;
  for (int state = v1::APPOINTMENT_STATE_HELD; state <= v1::APPOINTMENT_STATE_CALL_IN; ++state) {
    for (const absl::Duration until : {absl::Hours(-1), absl::Hours(24)}) {
      for (const auto& step : steps) {
        v1::Appointment appointment = InState(static_cast<v1::AppointmentState>(state), kNow + until);
        const v1::Appointment before = appointment;
        if (const absl::Status status = step(appointment); !status.ok()) {
          EXPECT_EQ(appointment.SerializeAsString(), before.SerializeAsString());
          ++refused;
        } else {
          const auto found = allowed.find(state);
          ASSERT_TRUE(found != allowed.end()) << "from " << v1::AppointmentState_Name(before.state());
          EXPECT_EQ(found->second.count(appointment.state()), 1u);
          ++taken;
        }
      }
    }
  }
  // Held: confirmed and cancelled, twice. Booked: attended or missed behind its beginning, moved or cancelled before. To be called
  // in: moved and cancelled, twice.
  EXPECT_EQ(taken, 4 + 4 + 4);
  EXPECT_EQ(refused, 7 * 2 * 5 - taken);
}

TEST(AppointmentRules, AHoldEnds) {
  v1::Appointment held = InState(v1::APPOINTMENT_STATE_HELD, kNow + absl::Hours(24));
  EXPECT_EQ(ReasonOf(Confirm(kNow + absl::Minutes(5), held)), ErrorReason::ERROR_REASON_HOLD_EXPIRED);
  EXPECT_EQ(Confirm(kNow + absl::Minutes(4), held), absl::OkStatus());
  v1::Appointment expired = InState(v1::APPOINTMENT_STATE_EXPIRED, kNow + absl::Hours(24));
  EXPECT_EQ(ReasonOf(Confirm(kNow, expired)), ErrorReason::ERROR_REASON_HOLD_EXPIRED);
}

TEST(AppointmentRules, WhatIsMovedIsNotToBeCalledInAnyMore) {
  v1::Appointment called = InState(v1::APPOINTMENT_STATE_CALL_IN, kNow + absl::Hours(24));
  v1::Appointment place = InState(v1::APPOINTMENT_STATE_BOOKED, kNow + absl::Hours(48));
  place.set_specialist_uid("another");
  ASSERT_EQ(Move(place, kNow, called), absl::OkStatus());
  EXPECT_EQ(called.state(), v1::APPOINTMENT_STATE_BOOKED);
  EXPECT_EQ(called.closure_uid(), "");
  EXPECT_EQ(called.specialist_uid(), "another");
  EXPECT_EQ(called.times_moved(), 1);
}

TEST(CalendarFeed, IsWhatCalendarProgramsRead) {
  FeedEvent event;
  event.uid = "0190";
  event.starts = At(absl::CivilDay(2026, 6, 1), 9);
  event.ends = At(absl::CivilDay(2026, 6, 1), 9, 30);
  event.location = "Nümunə, Mərkəz; 2\\3\nBakı";
  event.sequence = 2;
  event.changed = kNow;
  EXPECT_EQ(CalendarFeed({event}, kNow),
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Dayaq//Appointments//AZ\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
            "BEGIN:VEVENT\r\nUID:0190@dayaq.az\r\nDTSTAMP:20260601T080000Z\r\nLAST-MODIFIED:20260601T080000Z\r\nSEQUENCE:2\r\n"
            "DTSTART:20260601T050000Z\r\nDTEND:20260601T053000Z\r\nSUMMARY:Görüş · Appointment\r\n"
            "LOCATION:Nümunə\\, Mərkəz\\; 2\\\\3\\nBakı\r\nSTATUS:CONFIRMED\r\nCLASS:PRIVATE\r\nTRANSP:OPAQUE\r\nEND:VEVENT\r\n"
            "END:VCALENDAR\r\n");
  EXPECT_EQ(EscapeText("a\rb\tc\x7f"), "abc") << "no control character gets through";
}

TEST(CalendarFeed, NoLineIsLongAndNoCharacterIsCut) {
  for (size_t lead = 0; lead < 8; ++lead) {
    std::string line(lead, 'x');
    for (int i = 0; i < 120; ++i) line += "ə";
    const std::string folded = FoldLine(line);
    std::string unfolded;
    size_t begin = 0;
    for (size_t end = folded.find("\r\n"); end != std::string::npos; begin = end + 2, end = folded.find("\r\n", begin)) {
      const std::string part = folded.substr(begin, end - begin);
      EXPECT_LE(part.size(), 75u);
      unfolded += begin == 0 ? part : part.substr(1);
      // Every line is whole characters, so that nothing that reads lines one by one stumbles.
      EXPECT_NE(static_cast<unsigned char>(part[begin == 0 ? 0 : 1]) & 0xC0U, 0x80U);
    }
    EXPECT_EQ(unfolded, line);
  }
}

v1::Appointment Coming(const std::string& uid, int hour, int hours, v1::AppointmentState state = v1::APPOINTMENT_STATE_BOOKED) {
  v1::Appointment one;
  one.set_uid(uid);
  one.set_state(state);
  *one.mutable_starts_time() = Timestamp(At(absl::CivilDay(2027, 3, 1), hour));
  *one.mutable_ends_time() = Timestamp(At(absl::CivilDay(2027, 3, 1), hour + hours));
  return one;
}

TEST(AppointmentRules, OneWhoWasTakenForTwoIsCalledInForTheSecond) {
  EXPECT_TRUE(SecondsOf({}).empty());
  EXPECT_TRUE(SecondsOf({Coming("a", 9, 1), Coming("b", 10, 1)}).empty()) << "one after the other is no collision";
  // Whatever order they come in: who was booked first stays, and what is held only goes first.
  const auto seconds =
      SecondsOf({Coming("h", 9, 2, v1::APPOINTMENT_STATE_HELD), Coming("c", 9, 1), Coming("b", 10, 2), Coming("a", 9, 2)});
  ASSERT_EQ(seconds.size(), 3U);
  EXPECT_EQ(seconds[0].uid(), "b");
  EXPECT_EQ(seconds[0].state(), v1::APPOINTMENT_STATE_CALL_IN);
  EXPECT_EQ(seconds[1].uid(), "c");
  EXPECT_EQ(seconds[2].uid(), "h");
  EXPECT_EQ(seconds[2].state(), v1::APPOINTMENT_STATE_EXPIRED) << "nobody was told of it";
}

RC_GTEST_PROP(AppointmentRules, WhatIsLeftNeverOverlapsAndNothingIsSetAsideForNothing, ()) {
  const auto count = *rc::gen::inRange(0, 12);
  std::vector<v1::Appointment> coming;
  for (int i = 0; i < count; ++i) {
    coming.push_back(Coming(absl::StrCat("u", 10 + i), *rc::gen::inRange(8, 16), *rc::gen::inRange(1, 4),
                            *rc::gen::element(v1::APPOINTMENT_STATE_HELD, v1::APPOINTMENT_STATE_BOOKED)));
  }
  const std::vector<v1::Appointment> seconds = SecondsOf(coming);
  const auto overlap = [](const v1::Appointment& a, const v1::Appointment& b) {
    return a.starts_time().seconds() < b.ends_time().seconds() && b.starts_time().seconds() < a.ends_time().seconds();
  };
  std::vector<v1::Appointment> left;
  for (const v1::Appointment& one : coming) {
    const bool aside =
        std::any_of(seconds.begin(), seconds.end(), [&](const v1::Appointment& other) { return other.uid() == one.uid(); });
    if (!aside) left.push_back(one);
  }
  RC_ASSERT(left.size() + seconds.size() == coming.size());
  for (size_t i = 0; i < left.size(); ++i) {
    for (size_t j = 0; j < i; ++j) RC_ASSERT(!overlap(left[i], left[j]));
  }
  for (const v1::Appointment& one : seconds) {
    RC_ASSERT(std::any_of(left.begin(), left.end(), [&](const v1::Appointment& other) { return overlap(one, other); }));
  }
}

}  // namespace
}  // namespace dayaq::rehabilitation
