#include "services/statistics/prosthesis_rules.h"

#include <algorithm>
#include <utility>

#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::statistics {
namespace {

// Behind every day.
constexpr char kNever[] = "9999-12-31";

std::string OrNever(const std::string& day) { return day.empty() ? kNever : day; }

// When devices were worn within their terms, the first day and the day on which it was over; none overlap or touch.
std::vector<std::pair<std::string, std::string>> Worn(const std::vector<KnownDevice>& devices) {
  std::vector<std::pair<std::string, std::string>> all, worn;
  for (const KnownDevice& device : devices) {
    if (device.delivered_on.empty()) continue;
    const std::string over = std::min(OrNever(device.due_on), OrNever(device.ended_on));
    if (over > device.delivered_on) all.emplace_back(device.delivered_on, over);
  }
  std::sort(all.begin(), all.end());
  for (auto& one : all) {
    if (!worn.empty() && one.first <= worn.back().second) {
      worn.back().second = std::max(worn.back().second, one.second);
    } else {
      worn.push_back(std::move(one));
    }
  }
  return worn;
}

}  // namespace

std::vector<NeedSpan> NeedSpans(const std::vector<KnownDevice>& devices, const std::string& died_on) {
  std::vector<NeedSpan> spans;
  if (devices.empty()) return spans;
  std::string at = kNever;
  for (const KnownDevice& device : devices) at = std::min(at, device.prescribed_on);
  const std::string end = OrNever(died_on);
  const auto add = [&](const std::string& until, bool has_one) {
    if (at < std::min(until, end)) spans.push_back({at, std::min(until, end), has_one});
    at = std::max(at, until);
  };
  for (const auto& [from, over] : Worn(devices)) {
    add(from, false);
    add(over, true);
  }
  add(kNever, false);
  for (NeedSpan& span : spans) {
    if (span.until == kNever) span.until.clear();
  }
  return spans;
}

absl::StatusOr<std::set<std::string>> LoadProsthesisClasses(const std::string& policy_directory) {
  const std::string path = policy_directory + "/devices.yaml";
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, path));
  ASSIGN_OR_RETURN(const StrictYaml list, root.Child("classes"));
  ASSIGN_OR_RETURN(const std::vector<StrictYaml> items, list.Items());
  std::set<std::string> classes;
  for (const StrictYaml& item : items) {
    if (!item.Has("iso_code")) continue;
    ASSIGN_OR_RETURN(const std::string iso, item.ChildText("iso_code"));
    if (iso.substr(0, 5) != "06 18" && iso.substr(0, 5) != "06 24") continue;
    ASSIGN_OR_RETURN(std::string code, item.ChildText("code"));
    classes.insert(std::move(code));
  }
  return classes;
}

}  // namespace dayaq::statistics
