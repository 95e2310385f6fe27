#include "services/platform/text/partial_date.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"

namespace dayaq {
namespace {

// The number written with exactly `width` digits.
std::optional<int> Digits(absl::string_view text, size_t width) {
  int value = 0;
  if (text.size() != width || !std::all_of(text.begin(), text.end(), absl::ascii_isdigit)) return std::nullopt;
  if (!absl::SimpleAtoi(text, &value)) return std::nullopt;
  return value;
}

// Whole years from `from` to `to`; negative when `to` comes first.
int YearsBetween(absl::CivilDay from, absl::CivilDay to) {
  const int years = static_cast<int>(to.year() - from.year());
  const bool before_birthday = to.month() < from.month() || (to.month() == from.month() && to.day() < from.day());
  return before_birthday ? years - 1 : years;
}

}  // namespace

bool IsPossible(const PartialDate& date) {
  if (date.year() == 0) return date.month() == 0 && date.day() == 0;
  if (date.year() < kEarliestYear || date.year() > kLatestYear) return false;
  if (date.month() == 0) return date.day() == 0;
  if (date.month() < 0 || date.month() > 12 || date.day() < 0 || date.day() > 31) return false;
  if (date.day() == 0) return true;
  // CivilDay carries what does not fit into the next month: 30 February becomes 1 or 2 March.
  return absl::CivilDay(date.year(), date.month(), date.day()).day() == date.day();
}

DatePrecision Precision(const PartialDate& date) {
  if (!IsPossible(date) || date.year() == 0) return DatePrecision::kUnknown;
  if (date.month() == 0) return DatePrecision::kYear;
  return date.day() == 0 ? DatePrecision::kMonth : DatePrecision::kDay;
}

std::string ToText(const PartialDate& date) {
  switch (Precision(date)) {
    case DatePrecision::kUnknown:
      return "";
    case DatePrecision::kYear:
      return absl::StrFormat("%04d", date.year());
    case DatePrecision::kMonth:
      return absl::StrFormat("%04d-%02d", date.year(), date.month());
    case DatePrecision::kDay:
      return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(), date.day());
  }
  return "";
}

std::optional<PartialDate> PartialDateFromText(absl::string_view text) {
  PartialDate date;
  if (text.empty()) return date;
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '-');
  if (parts.size() > 3) return std::nullopt;
  const auto year = Digits(parts[0], 4);
  const auto month = parts.size() > 1 ? Digits(parts[1], 2) : 0;
  const auto day = parts.size() > 2 ? Digits(parts[2], 2) : 0;
  if (!year || !month || !day) return std::nullopt;
  // A zero that is written out is not how "unknown" is written.
  if (*year == 0 || (parts.size() > 1 && *month == 0) || (parts.size() > 2 && *day == 0)) return std::nullopt;
  date.set_year(*year);
  date.set_month(*month);
  date.set_day(*day);
  if (!IsPossible(date)) return std::nullopt;
  return date;
}

PartialDate PartialDateOf(absl::CivilDay day) {
  PartialDate date;
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

std::optional<absl::CivilDay> Earliest(const PartialDate& date) {
  if (Precision(date) == DatePrecision::kUnknown) return std::nullopt;
  return absl::CivilDay(date.year(), std::max(date.month(), 1), std::max(date.day(), 1));
}

std::optional<absl::CivilDay> Latest(const PartialDate& date) {
  switch (Precision(date)) {
    case DatePrecision::kUnknown:
      return std::nullopt;
    case DatePrecision::kYear:
      return absl::CivilDay(date.year(), 12, 31);
    case DatePrecision::kMonth:
      return absl::CivilDay(absl::CivilMonth(date.year(), date.month()) + 1) - 1;
    case DatePrecision::kDay:
      return absl::CivilDay(date.year(), date.month(), date.day());
  }
  return std::nullopt;
}

Certainty IsBefore(const PartialDate& a, const PartialDate& b) {
  const auto first_a = Earliest(a);
  const auto first_b = Earliest(b);
  if (!first_a || !first_b) return Certainty::kPossibly;
  if (*Latest(a) < *first_b) return Certainty::kCertainly;
  if (*first_a >= *Latest(b)) return Certainty::kNo;
  return Certainty::kPossibly;
}

std::optional<AgeInterval> AgeRange(const PartialDate& birth, const PartialDate& at) {
  const auto first_birth = Earliest(birth);
  const auto first_at = Earliest(at);
  if (!first_birth || !first_at || *first_birth > *Latest(at)) return std::nullopt;
  return AgeInterval{std::max(0, YearsBetween(*Latest(birth), *first_at)), YearsBetween(*first_birth, *Latest(at))};
}

absl::TimeZone BakuZone() {
  static const absl::TimeZone zone = [] {
    absl::TimeZone loaded;
    return absl::LoadTimeZone("Asia/Baku", &loaded) ? loaded : absl::FixedTimeZone(4 * 60 * 60);
  }();
  return zone;
}

absl::CivilDay Today(absl::Time now) { return absl::ToCivilDay(now, BakuZone()); }

}  // namespace dayaq
