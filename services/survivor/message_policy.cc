#include "services/survivor/message_policy.h"

#include <cstring>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"
#include "services/survivor/message_words.h"

namespace dayaq::survivor {
namespace {

constexpr absl::string_view kLanguages[] = {"az", "en", "ru"};
constexpr int kMinutesOfDay = 24 * 60;

bool IsDigits(absl::string_view text, size_t least, size_t most) {
  if (text.size() < least || text.size() > most) return false;
  for (const char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

absl::StatusOr<int> WholeNumber(const StrictYaml& node, absl::string_view key, int least, int most) {
  ASSIGN_OR_RETURN(const std::string text, node.ChildText(key));
  int number = 0;
  if (!absl::SimpleAtoi(text, &number) || number < least || number > most) {
    return node.Fault(absl::StrCat(key, " is a whole number from ", least, " to ", most));
  }
  return number;
}

// "21:00" as the time since midnight.
absl::StatusOr<absl::Duration> HourOfDay(const StrictYaml& node, absl::string_view key) {
  ASSIGN_OR_RETURN(const std::string text, node.ChildText(key));
  int hours = 0, minutes = 0;
  if (text.size() != std::strlen("21:00") || text[2] != ':' || !IsDigits(text.substr(0, 2), 2, 2) ||
      !IsDigits(text.substr(3), 2, 2) || !absl::SimpleAtoi(text.substr(0, 2), &hours) ||
      !absl::SimpleAtoi(text.substr(3), &minutes) || hours > 23 || minutes > 59) {
    return node.Fault(absl::StrCat(key, " is an hour of the day: 21:00"));
  }
  return absl::Hours(hours) + absl::Minutes(minutes);
}

absl::Status ReadTimes(const StrictYaml& root, MessagePolicy& policy) {
  ASSIGN_OR_RETURN(const StrictYaml quiet, root.Child("quiet_hours"));
  RETURN_IF_ERROR(quiet.OnlyKeys({"from", "until"}));
  ASSIGN_OR_RETURN(policy.quiet.from, HourOfDay(quiet, "from"));
  ASSIGN_OR_RETURN(policy.quiet.until, HourOfDay(quiet, "until"));
  if (policy.quiet.from == policy.quiet.until) return quiet.Fault("quiet hours begin and end at different hours");
  ASSIGN_OR_RETURN(const int gather, WholeNumber(root, "gather_minutes", 0, kMinutesOfDay));
  policy.gather = absl::Minutes(gather);
  ASSIGN_OR_RETURN(policy.most_a_day, WholeNumber(root, "most_a_day", 1, 10));
  ASSIGN_OR_RETURN(const int hours, WholeNumber(root, "news_hours", 24, 720));
  policy.news_last = absl::Hours(hours);
  return absl::OkStatus();
}

absl::Status ReadTries(const StrictYaml& root, MessagePolicy& policy) {
  ASSIGN_OR_RETURN(const StrictYaml tries, root.Child("tries"));
  RETURN_IF_ERROR(tries.OnlyKeys({"most", "first_pause", "longest_pause"}));
  ASSIGN_OR_RETURN(policy.most_tries, WholeNumber(tries, "most", 1, 100));
  ASSIGN_OR_RETURN(const int first, WholeNumber(tries, "first_pause", 1, kMinutesOfDay));
  ASSIGN_OR_RETURN(const int longest, WholeNumber(tries, "longest_pause", 1, kMinutesOfDay));
  if (longest < first) return tries.Fault("the longest pause is no shorter than the first");
  policy.first_pause = absl::Minutes(first);
  policy.longest_pause = absl::Minutes(longest);
  return absl::OkStatus();
}

absl::Status ReadPrefixes(const StrictYaml& root, MessagePolicy& policy) {
  ASSIGN_OR_RETURN(const StrictYaml list, root.Child("mobile_prefixes"));
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
  if (items.empty()) return list.Fault("name at least one");
  for (const StrictYaml& item : items) {
    ASSIGN_OR_RETURN(const std::string prefix, item.Text());
    if (!IsDigits(prefix, 2, 2)) return item.Fault("two digits, in quotes");
    if (!policy.mobile_prefixes.insert(prefix).second) return item.Fault("each once");
  }
  return absl::OkStatus();
}

absl::Status ReadTexts(const StrictYaml& root, MessagePolicy& policy) {
  ASSIGN_OR_RETURN(const std::string ask_at, root.ChildText("ask_at"));
  if (!IsDigits(ask_at, 3, 7)) return root.Fault("ask_at is a number of 3 to 7 digits, in quotes");
  ASSIGN_OR_RETURN(policy.default_language, root.ChildText("default_language"));
  ASSIGN_OR_RETURN(const StrictYaml texts, root.Child("texts"));
  RETURN_IF_ERROR(texts.OnlyKeys({"NEWS", "REMINDER"}));
  for (int value = v1::MessageOccasion_MIN + 1; value <= v1::MessageOccasion_MAX; ++value) {
    const auto occasion = static_cast<v1::MessageOccasion>(value);
    const std::string name = v1::MessageOccasion_Name(occasion).substr(std::strlen("MESSAGE_OCCASION_"));
    ASSIGN_OR_RETURN(const StrictYaml words, texts.Child(name));
    RETURN_IF_ERROR(words.OnlyKeys({"az", "en", "ru"}));
    for (const absl::string_view language : kLanguages) {
      ASSIGN_OR_RETURN(const StrictYaml node, words.Child(language));
      ASSIGN_OR_RETURN(std::string text, node.Text());
      if (const std::string fault = FaultOfText(text, ask_at); !fault.empty()) return node.Fault(fault);
      policy.texts[occasion][std::string(language)] = std::move(text);
    }
    if (policy.texts[occasion].count(policy.default_language) == 0) return root.Fault("default_language is az, en or ru");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<MessagePolicy> ParseMessagePolicy(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  RETURN_IF_ERROR(root.OnlyKeys({"version", "example", "ask_at", "quiet_hours", "gather_minutes", "most_a_day", "tries",
                                 "news_hours", "mobile_prefixes", "default_language", "texts"}));
  ASSIGN_OR_RETURN(const std::string version, root.ChildText("version"));
  if (version != "1") return root.Fault("this program reads version 1");
  if (root.Has("example")) {
    ASSIGN_OR_RETURN(const std::string example, root.ChildText("example"));
    if (example != "true" && example != "false") return root.Fault("example is true or false");
  }
  MessagePolicy policy;
  RETURN_IF_ERROR(ReadTimes(root, policy));
  RETURN_IF_ERROR(ReadTries(root, policy));
  RETURN_IF_ERROR(ReadPrefixes(root, policy));
  RETURN_IF_ERROR(ReadTexts(root, policy));
  return policy;
}

absl::StatusOr<MessagePolicy> LoadMessagePolicy(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return ParseMessagePolicy(yaml, path);
}

}  // namespace dayaq::survivor
