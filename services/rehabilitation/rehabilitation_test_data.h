// An invented centre, its calendar and short ways to say when, for tests without a database.
#ifndef SERVICES_REHABILITATION_REHABILITATION_TEST_DATA_H_
#define SERVICES_REHABILITATION_REHABILITATION_TEST_DATA_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "dayaq/rehabilitation/v1/centre.pb.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::rehabilitation {

// Week ends and New Year are off, in the years from `first` on; others are unknown.
inline WorkingCalendar InventedCalendar(int first, int years) {
  std::string yaml =
      "version: 1\nweek_end: [SATURDAY, SUNDAY]\nyearly:\n  - {day: \"01-01\", az: \"Yeni il\", en: \"New Year\"}\nyears:\n";
  for (int year = first; year < first + years; ++year) {
    absl::StrAppend(&yaml, "  \"", year, "\": {example: true, source: \"invented\", days_off: [], worked_days: []}\n");
  }
  return *WorkingCalendar::Parse(yaml, "invented.yaml");
}

inline PartialDate DateOf(int year, int month, int day) { return PartialDateOf(absl::CivilDay(year, month, day)); }

inline void AddHours(v1::Weekday weekday, int opens, int closes, google::protobuf::RepeatedPtrField<v1::OpeningHours>* hours) {
  v1::OpeningHours& stretch = *hours->Add();
  stretch.set_weekday(weekday);
  stretch.set_opens_minute(opens);
  stretch.set_closes_minute(closes);
}

// Open from nine to one and from two to six on all days of the week that are worked; half an hour of physiotherapy in the hall, an
// hour of measuring in the workshop, four of those a day; visits at home. Two therapists, the second in the mornings only, and a
// prosthetist.
inline v1::Centre InventedCentre() {
  v1::Centre centre;
  centre.set_uid("centre");
  centre.set_name_az("Nümunə Mərkəzi");
  centre.set_district("AZ-BA");
  centre.add_roles(v1::CENTRE_ROLE_PROVIDER);
  for (int weekday = v1::WEEKDAY_MONDAY; weekday <= v1::WEEKDAY_SUNDAY; ++weekday) {
    AddHours(static_cast<v1::Weekday>(weekday), 540, 780, centre.mutable_hours());
    AddHours(static_cast<v1::Weekday>(weekday), 840, 1080, centre.mutable_hours());
  }
  const auto offer = [&](v1::VisitKind visit, int minutes, int most_a_day, bool needs_room) {
    v1::VisitOffer& added = *centre.add_visits();
    added.set_visit(visit);
    added.set_minutes(minutes);
    added.set_most_a_day(most_a_day);
    added.set_needs_room(needs_room);
  };
  offer(v1::VISIT_KIND_PHYSIOTHERAPY, 30, 0, true);
  offer(v1::VISIT_KIND_DEVICE_MEASUREMENT, 60, 4, true);
  offer(v1::VISIT_KIND_OUTREACH_VISIT, 120, 0, false);
  const auto specialist = [&](const std::string& uid, const std::vector<v1::VisitKind>& visits) -> v1::Specialist& {
    v1::Specialist& added = *centre.add_specialists();
    added.set_uid(uid);
    added.set_centre_uid("centre");
    for (const v1::VisitKind visit : visits) added.add_visits(visit);
    return added;
  };
  specialist("therapist", {v1::VISIT_KIND_PHYSIOTHERAPY, v1::VISIT_KIND_OUTREACH_VISIT});
  v1::Specialist& mornings = specialist("morning-therapist", {v1::VISIT_KIND_PHYSIOTHERAPY});
  for (int weekday = v1::WEEKDAY_MONDAY; weekday <= v1::WEEKDAY_FRIDAY; ++weekday) {
    AddHours(static_cast<v1::Weekday>(weekday), 540, 720, mornings.mutable_hours());
  }
  specialist("prosthetist", {v1::VISIT_KIND_DEVICE_MEASUREMENT});
  const auto room = [&](const std::string& uid, v1::VisitKind visit) {
    v1::Room& added = *centre.add_rooms();
    added.set_uid(uid);
    added.set_title(uid);
    added.add_visits(visit);
  };
  room("hall", v1::VISIT_KIND_PHYSIOTHERAPY);
  room("workshop", v1::VISIT_KIND_DEVICE_MEASUREMENT);
  return centre;
}

inline v1::Closure& Close(const PartialDate& first, const PartialDate& last, v1::Centre& centre) {
  v1::Closure& closure = *centre.add_closures();
  *closure.mutable_first_day() = first;
  *closure.mutable_last_day() = last;
  return closure;
}

inline absl::Time At(absl::CivilDay day, int hour, int minute = 0) {
  return absl::FromCivil(absl::CivilMinute(day.year(), day.month(), day.day(), hour, minute), BakuZone());
}

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_REHABILITATION_TEST_DATA_H_
