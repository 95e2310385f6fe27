#include "services/platform/calendar/working_calendar.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"
#include "services/platform/text/unicode.h"

namespace dayaq {
namespace {

constexpr size_t kLongestWords = 120;
constexpr int kLongestTerm = 366;

absl::Status Unknown(absl::CivilDay day) {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_CALENDAR_UNKNOWN,
                   absl::StrCat("policy/calendar.yaml has no year ", day.year(), ": working days of it are not guessed."));
}

absl::Status CheckWords(const StrictYaml& node) {
  for (const absl::string_view language : {"az", "en"}) {
    ASSIGN_OR_RETURN(const StrictYaml words, node.Child(language));
    ASSIGN_OR_RETURN(const std::string text, words.Text());
    if (text.empty() || CountCodePoints(text) > kLongestWords) return words.Fault("words of 1 to 120 letters belong here");
  }
  return absl::OkStatus();
}

}  // namespace

// Fills a calendar from its file.
class CalendarReader {
 public:
  static absl::StatusOr<WorkingCalendar> Read(const StrictYaml& root) {
    RETURN_IF_ERROR(root.OnlyKeys({"version", "week_end", "yearly", "years"}));
    ASSIGN_OR_RETURN(const std::string version, root.ChildText("version"));
    if (version != "1") return root.Fault("this program reads version 1");
    WorkingCalendar calendar;
    RETURN_IF_ERROR(ReadWeekEnd(root, calendar.week_end_));
    RETURN_IF_ERROR(ReadYearly(root, calendar.yearly_));
    ASSIGN_OR_RETURN(const StrictYaml years, root.Child("years"));
    ASSIGN_OR_RETURN(const auto entries, years.Entries());
    for (const auto& [name, node] : entries) {
      int year = 0;
      if (name.size() != 4 || !absl::SimpleAtoi(name, &year) || year < 1991 || year > 2200) {
        return node.Fault("a year from 1991 on belongs here");
      }
      RETURN_IF_ERROR(ReadYear(node, year, calendar.years_[year]));
    }
    if (calendar.years_.empty()) return years.Fault("a calendar without years answers nothing");
    return calendar;
  }

 private:
  static absl::Status ReadWeekEnd(const StrictYaml& root, std::set<absl::Weekday>& week_end) {
    static const auto* kDays = new std::map<std::string, absl::Weekday>{
        {"MONDAY", absl::Weekday::monday},     {"TUESDAY", absl::Weekday::tuesday}, {"WEDNESDAY", absl::Weekday::wednesday},
        {"THURSDAY", absl::Weekday::thursday}, {"FRIDAY", absl::Weekday::friday},   {"SATURDAY", absl::Weekday::saturday},
        {"SUNDAY", absl::Weekday::sunday}};
    ASSIGN_OR_RETURN(const StrictYaml list, root.Child("week_end"));
    ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
    for (const StrictYaml& item : items) {
      const auto day = kDays->find(item.IsText() ? item.Text().value_or("") : "");
      if (day == kDays->end()) return item.Fault("a day of the week belongs here: SATURDAY");
      if (!week_end.insert(day->second).second) return item.Fault("stands here twice");
    }
    // Else a term would never end.
    if (week_end.size() > 6) return list.Fault("some day of the week is worked");
    return absl::OkStatus();
  }

  static absl::Status ReadYearly(const StrictYaml& root, std::set<std::pair<int, int>>& yearly) {
    static const LazyRE2 kDay = {"([0-9]{2})-([0-9]{2})"};
    ASSIGN_OR_RETURN(const StrictYaml list, root.Child("yearly"));
    ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
    for (const StrictYaml& item : items) {
      RETURN_IF_ERROR(item.OnlyKeys({"day", "az", "en"}));
      RETURN_IF_ERROR(CheckWords(item));
      ASSIGN_OR_RETURN(const std::string text, item.ChildText("day"));
      int month = 0, day = 0;
      // In a leap year, so that the last day of February may be one.
      if (!RE2::FullMatch(text, *kDay, &month, &day) || day < 1 || month < 1 || absl::CivilDay(2024, month, day).month() != month) {
        return item.Fault("month and day belong here: \"03-20\"");
      }
      if (!yearly.emplace(month, day).second) return item.Fault("stands here twice");
    }
    return absl::OkStatus();
  }

  static absl::Status ReadDays(const StrictYaml& node, absl::string_view key, int year, std::set<absl::CivilDay>& days) {
    ASSIGN_OR_RETURN(const StrictYaml list, node.Child(key));
    ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
    for (const StrictYaml& item : items) {
      RETURN_IF_ERROR(item.OnlyKeys({"day", "az", "en"}));
      RETURN_IF_ERROR(CheckWords(item));
      ASSIGN_OR_RETURN(const std::string text, item.ChildText("day"));
      absl::CivilDay day;
      if (text.size() != 10 || !absl::ParseCivilTime(text, &day))
        return item.Fault("a day of the calendar belongs here: 2026-03-20");
      if (day.year() != year) return item.Fault(absl::StrCat("this day is not of ", year));
      if (!days.insert(day).second) return item.Fault("stands here twice");
    }
    return absl::OkStatus();
  }

  static absl::Status ReadYear(const StrictYaml& node, int year, WorkingCalendar::Year& read) {
    RETURN_IF_ERROR(node.OnlyKeys({"source", "example", "days_off", "worked_days"}));
    ASSIGN_OR_RETURN(const std::string source, node.ChildText("source"));
    if (source.empty()) return node.Fault("where the days come from belongs here");
    if (node.Has("example")) {
      ASSIGN_OR_RETURN(const std::string example, node.ChildText("example"));
      if (example != "true" && example != "false") return node.Fault("example is true or false");
    }
    RETURN_IF_ERROR(ReadDays(node, "days_off", year, read.days_off));
    RETURN_IF_ERROR(ReadDays(node, "worked_days", year, read.worked_days));
    for (const absl::CivilDay day : read.worked_days) {
      if (read.days_off.count(day) > 0)
        return node.Fault(absl::StrCat(absl::FormatCivilTime(day), " is a day off and a worked day"));
    }
    return absl::OkStatus();
  }
};

absl::StatusOr<WorkingCalendar> WorkingCalendar::Parse(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  return CalendarReader::Read(root);
}

absl::StatusOr<WorkingCalendar> WorkingCalendar::Load(const std::string& policy_directory) {
  const std::string path = policy_directory + "/calendar.yaml";
  ASSIGN_OR_RETURN(const std::string text, ReadPolicyFile(path));
  return Parse(text, path);
}

absl::StatusOr<bool> WorkingCalendar::IsWorkingDay(absl::CivilDay day) const {
  const auto year = years_.find(static_cast<int>(day.year()));
  if (year == years_.end()) return Unknown(day);
  if (year->second.worked_days.count(day) > 0) return true;
  if (year->second.days_off.count(day) > 0 || yearly_.count({day.month(), day.day()}) > 0) return false;
  return week_end_.count(absl::GetWeekday(day)) == 0;
}

absl::StatusOr<absl::CivilDay> WorkingCalendar::EndOfTerm(absl::CivilDay begins, int working_days) const {
  if (working_days < 1 || working_days > kLongestTerm) return absl::InvalidArgumentError("a term has 1 to 366 working days");
  absl::CivilDay day = begins;
  for (int left = working_days; left > 0;) {
    ++day;
    ASSIGN_OR_RETURN(const bool worked, IsWorkingDay(day));
    if (worked) --left;
  }
  return day;
}

absl::StatusOr<int> WorkingCalendar::WorkingDaysBetween(absl::CivilDay from, absl::CivilDay until) const {
  int days = 0;
  for (absl::CivilDay day = from + 1; day <= until; ++day) {
    ASSIGN_OR_RETURN(const bool worked, IsWorkingDay(day));
    if (worked) ++days;
  }
  return days;
}

}  // namespace dayaq
