#include "services/audit/unusual_look_policy.h"

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"
#include "services/platform/text/name_folding.h"
#include "services/platform/text/partial_date.h"
#include "services/platform/text/unicode.h"

namespace dayaq::audit {
namespace {

constexpr char kReasonPrefix[] = "UNUSUAL_LOOK_REASON_";
constexpr size_t kLongestWords = 200;

// One number within bounds.
absl::StatusOr<int> Number(const StrictYaml& parent, absl::string_view key, int least, int most) {
  ASSIGN_OR_RETURN(const StrictYaml node, parent.Child(key));
  int number = 0;
  if (!node.IsText() || !absl::SimpleAtoi(node.Text().value_or(""), &number) || number < least || number > most) {
    return node.Fault(absl::StrCat(key, " is a whole number from ", least, " to ", most));
  }
  return number;
}

absl::StatusOr<bool> Boolean(const StrictYaml& parent, absl::string_view key) {
  ASSIGN_OR_RETURN(const StrictYaml node, parent.Child(key));
  const std::string text = node.IsText() ? node.Text().value_or("") : "";
  if (text != "true" && text != "false") return node.Fault(absl::StrCat(key, " is true or false"));
  return text == "true";
}

absl::StatusOr<std::set<std::string>> Names(const StrictYaml& parent, absl::string_view key) {
  ASSIGN_OR_RETURN(const StrictYaml list, parent.Child(key));
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
  std::set<std::string> names;
  for (const StrictYaml& item : items) {
    ASSIGN_OR_RETURN(const std::string name, item.Text());
    if (name.empty()) return item.Fault("is empty");
    if (!names.insert(name).second) return item.Fault("stands here twice");
  }
  return names;
}

absl::Status CheckWords(const StrictYaml& node) {
  for (const absl::string_view language : {"az", "en"}) {
    ASSIGN_OR_RETURN(const StrictYaml words, node.Child(language));
    ASSIGN_OR_RETURN(const std::string text, words.Text());
    if (text.empty() || CountCodePoints(text) > kLongestWords) return words.Fault("words of 1 to 200 letters belong here");
  }
  return absl::OkStatus();
}

absl::Status ReadReasons(const StrictYaml& root, UnusualLookPolicy& policy) {
  ASSIGN_OR_RETURN(const StrictYaml reasons, root.Child("reasons"));
  ASSIGN_OR_RETURN(const auto entries, reasons.Entries());
  for (const auto& [name, node] : entries) {
    v1::UnusualLookReason reason = v1::UNUSUAL_LOOK_REASON_UNSPECIFIED;
    if (!v1::UnusualLookReason_Parse(absl::StrCat(kReasonPrefix, name), &reason) || reason == 0) {
      return node.Fault(absl::StrCat("'", name, "' is no reason"));
    }
    RETURN_IF_ERROR(node.OnlyKeys({"points", "with_case", "common_surname", "az", "en"}));
    RETURN_IF_ERROR(CheckWords(node));
    ReasonPoints& points = policy.reasons[reason];
    ASSIGN_OR_RETURN(points.points, Number(node, "points", 0, 1000));
    if (node.Has("with_case")) {
      ASSIGN_OR_RETURN(points.with_case, Number(node, "with_case", 0, 1000));
    }
    if (node.Has("common_surname")) {
      const bool by_name = reason == v1::UNUSUAL_LOOK_REASON_SAME_SURNAME || reason == v1::UNUSUAL_LOOK_REASON_COLLEAGUE;
      if (!by_name) return node.Fault("common_surname is for reasons that go by a name");
      ASSIGN_OR_RETURN(points.common_surname, Number(node, "common_surname", 0, 1000));
    }
  }
  for (int value = 1; value <= v1::UnusualLookReason_MAX; ++value) {
    const auto reason = static_cast<v1::UnusualLookReason>(value);
    if (policy.reasons.count(reason) > 0) continue;
    return reasons.Fault(absl::StrCat(v1::UnusualLookReason_Name(reason).substr(sizeof(kReasonPrefix) - 1), " is missing"));
  }
  return absl::OkStatus();
}

absl::StatusOr<int> Minute(const StrictYaml& parent, absl::string_view key) {
  static const LazyRE2 kTime = {"([01][0-9]|2[0-4]):([0-5][0-9])"};
  ASSIGN_OR_RETURN(const StrictYaml node, parent.Child(key));
  int hours = 0, minutes = 0;
  if (!node.IsText() || !RE2::FullMatch(node.Text().value_or(""), *kTime, &hours, &minutes) || hours * 60 + minutes > 24 * 60) {
    return node.Fault(absl::StrCat(key, " is a time from 00:00 to 24:00"));
  }
  return hours * 60 + minutes;
}

absl::Status ReadHours(const StrictYaml& root, WorkingHours& hours) {
  ASSIGN_OR_RETURN(const StrictYaml node, root.Child("working_hours"));
  RETURN_IF_ERROR(node.OnlyKeys({"from", "until"}));
  ASSIGN_OR_RETURN(hours.from_minute, Minute(node, "from"));
  ASSIGN_OR_RETURN(hours.until_minute, Minute(node, "until"));
  if (hours.until_minute <= hours.from_minute) return node.Fault("the working day ends before it begins");
  return absl::OkStatus();
}

absl::StatusOr<RoleHabits> ReadHabits(const StrictYaml& node) {
  RETURN_IF_ERROR(
      node.OnlyKeys({"opened_per_hour", "listed_per_hour", "searches_per_hour", "round_the_clock", "assessed_is_case"}));
  RoleHabits habits;
  ASSIGN_OR_RETURN(habits.opened_per_hour, Number(node, "opened_per_hour", 1, 100000));
  ASSIGN_OR_RETURN(habits.listed_per_hour, Number(node, "listed_per_hour", 1, 100000));
  ASSIGN_OR_RETURN(habits.searches_per_hour, Number(node, "searches_per_hour", 1, 100000));
  ASSIGN_OR_RETURN(habits.round_the_clock, Boolean(node, "round_the_clock"));
  ASSIGN_OR_RETURN(habits.assessed_is_case, Boolean(node, "assessed_is_case"));
  return habits;
}

absl::Status ReadRoles(const StrictYaml& root, UnusualLookPolicy& policy) {
  static const LazyRE2 kRole = {"[a-z][a-z_]{1,39}"};
  ASSIGN_OR_RETURN(const StrictYaml roles, root.Child("roles"));
  ASSIGN_OR_RETURN(const auto entries, roles.Entries());
  for (const auto& [role, node] : entries) {
    if (!RE2::FullMatch(role, *kRole)) return node.Fault(absl::StrCat("'", role, "' is no role"));
    ASSIGN_OR_RETURN(policy.roles[role], ReadHabits(node));
  }
  ASSIGN_OR_RETURN(const StrictYaml others, root.Child("other_roles"));
  ASSIGN_OR_RETURN(policy.other_roles, ReadHabits(others));
  ASSIGN_OR_RETURN(policy.not_judged, Names(root, "not_judged"));
  for (const std::string& role : policy.not_judged) {
    if (!RE2::FullMatch(role, *kRole)) return root.Child("not_judged")->Fault(absl::StrCat("'", role, "' is no role"));
    if (policy.roles.count(role) > 0) return roles.Fault(absl::StrCat("'", role, "' is not judged, so it has no habits"));
  }
  return absl::OkStatus();
}

absl::Status ReadNumbers(const StrictYaml& root, UnusualLookPolicy& policy) {
  ASSIGN_OR_RETURN(policy.version, Number(root, "version", 1, 1));
  ASSIGN_OR_RETURN(policy.report_from, Number(root, "report_from", 1, 1000));
  ASSIGN_OR_RETURN(const StrictYaml business, root.Child("case"));
  RETURN_IF_ERROR(business.OnlyKeys({"days_before", "days_after"}));
  ASSIGN_OR_RETURN(policy.case_days_before, Number(business, "days_before", 0, 366));
  ASSIGN_OR_RETURN(policy.case_days_after, Number(business, "days_after", 0, 31));
  ASSIGN_OR_RETURN(const StrictYaml again, root.Child("again"));
  RETURN_IF_ERROR(again.OnlyKeys({"times", "days"}));
  ASSIGN_OR_RETURN(policy.again_times, Number(again, "times", 2, 1000));
  ASSIGN_OR_RETURN(policy.again_days, Number(again, "days", 1, 366));
  return absl::OkStatus();
}

}  // namespace

bool WorkingHours::Contains(absl::Time time) const {
  const absl::CivilMinute at = absl::ToCivilMinute(time, BakuZone());
  const int minute = at.hour() * 60 + at.minute();
  if (minute < from_minute || minute >= until_minute) return false;
  const absl::CivilDay day(at);
  const absl::StatusOr<bool> worked = calendar.IsWorkingDay(day);
  if (worked.ok()) return *worked;
  return calendar.yearly_holidays().count({day.month(), day.day()}) == 0 && calendar.week_end().count(absl::GetWeekday(day)) == 0;
}

const RoleHabits& UnusualLookPolicy::HabitsOf(absl::string_view role) const {
  const auto found = roles.find(std::string(role));
  return found == roles.end() ? other_roles : found->second;
}

bool UnusualLookPolicy::IsCommon(absl::string_view family_name) const {
  return common_surnames.count(FoldSurname(family_name)) > 0;
}

absl::StatusOr<UnusualLookPolicy> ReadUnusualLookPolicy(const std::string& text, absl::string_view source,
                                                        WorkingCalendar calendar) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(text, source));
  RETURN_IF_ERROR(root.OnlyKeys({"version", "report_from", "case", "reasons", "again", "working_hours", "roles", "other_roles",
                                 "not_judged", "common_surnames"}));
  UnusualLookPolicy policy;
  policy.hours.calendar = std::move(calendar);
  RETURN_IF_ERROR(ReadNumbers(root, policy));
  RETURN_IF_ERROR(ReadReasons(root, policy));
  RETURN_IF_ERROR(ReadHours(root, policy.hours));
  RETURN_IF_ERROR(ReadRoles(root, policy));
  ASSIGN_OR_RETURN(const std::set<std::string> surnames, Names(root, "common_surnames"));
  for (const std::string& surname : surnames) {
    const std::string folded = FoldSurname(surname);
    if (folded.empty()) return root.Child("common_surnames")->Fault(absl::StrCat("'", surname, "' is no name"));
    policy.common_surnames.insert(folded);
  }
  return policy;
}

absl::StatusOr<UnusualLookPolicy> LoadUnusualLookPolicy(const std::string& policy_directory) {
  const std::string path = policy_directory + "/unusual-looks.yaml";
  ASSIGN_OR_RETURN(const std::string text, ReadPolicyFile(path));
  ASSIGN_OR_RETURN(WorkingCalendar calendar, WorkingCalendar::Load(policy_directory));
  return ReadUnusualLookPolicy(text, path, std::move(calendar));
}

}  // namespace dayaq::audit
