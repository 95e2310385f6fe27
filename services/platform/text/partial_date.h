// Dates of which month or day may be unknown: what can be said about them, and what cannot.
//
// A partial date stands for every day it may have been. Nothing here picks one of them: comparing and subtracting therefore have
// three answers or an interval. A date with year 0 stands for any day at all ("the date is unknown"). Functions other than
// IsPossible expect a date that IsPossible accepts; for any other date they answer as if it were unknown.
#ifndef SERVICES_PLATFORM_TEXT_PARTIAL_DATE_H_
#define SERVICES_PLATFORM_TEXT_PARTIAL_DATE_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "dayaq/common/v1/partial_date.pb.h"

namespace dayaq {

using common::v1::PartialDate;

inline constexpr int kEarliestYear = 1900;
inline constexpr int kLatestYear = 2200;

// How much of a date is known.
enum class DatePrecision { kUnknown, kYear, kMonth, kDay };

// An answer about facts that are only partly known.
enum class Certainty { kNo, kPossibly, kCertainly };

// Whole years of age; both ends are possible ages.
struct AgeInterval {
  int min = 0;
  int max = 0;
  friend bool operator==(const AgeInterval&, const AgeInterval&) = default;
};

// Whether such a date can exist: the year is 1900 to 2200 or 0, a month needs a year, a day needs a month, the calendar has it.
bool IsPossible(const PartialDate& date);

// How much is known of a possible date.
DatePrecision Precision(const PartialDate& date);

// ISO 8601 of reduced precision: "", "2024", "2024-02" or "2024-02-04".
std::string ToText(const PartialDate& date);

// The reverse, strict: exactly the forms of ToText, and only possible dates. Nothing for any other text.
std::optional<PartialDate> PartialDateFromText(absl::string_view text);

// That day, known in full.
PartialDate PartialDateOf(absl::CivilDay day);

// The first and the last day the date may stand for; nothing when it is unknown.
std::optional<absl::CivilDay> Earliest(const PartialDate& date);
std::optional<absl::CivilDay> Latest(const PartialDate& date);

// Whether `a` lies before `b`. kCertainly: every day of a is before every day of b; kNo: none is. An unknown date gives kPossibly.
Certainty IsBefore(const PartialDate& a, const PartialDate& b);

// The ages someone born on `birth` may have had on `at`. Nothing when either is unknown or `birth` is certainly after `at`.
// A year of life is complete on the birthday; who is born on 29 February completes it on 1 March in other years.
std::optional<AgeInterval> AgeRange(const PartialDate& birth, const PartialDate& at);

// The time zone of Azerbaijan: UTC+4 without summer time since 2016. Fixed where the machine has no zone files.
absl::TimeZone BakuZone();

// The calendar day in Baku at that moment.
absl::CivilDay Today(absl::Time now);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_TEXT_PARTIAL_DATE_H_
