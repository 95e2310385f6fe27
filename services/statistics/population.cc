#include "services/statistics/population.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/statistics/count_table.h"
#include "services/statistics/faulty_yaml.h"

namespace dayaq::statistics {
namespace {

constexpr int64_t kMostPeople = 100'000'000;

}  // namespace

std::optional<int64_t> Population::Of(int year, absl::string_view sex, absl::string_view district) const {
  const auto found = years_.find(year);
  if (found == years_.end()) return std::nullopt;
  const auto& [by_sex, by_district] = found->second;
  if (district != kTotal) {
    const auto there = by_district.find(std::string(district));
    if (sex != kTotal || there == by_district.end()) return std::nullopt;
    return there->second;
  }
  int64_t people = 0;
  for (const auto& [code, count] : by_sex) people += sex == kTotal || sex == code ? count : 0;
  return people > 0 ? std::optional<int64_t>(people) : std::nullopt;
}

bool Population::has_districts() const {
  return !years_.empty() && absl::c_all_of(years_, [](const auto& year) { return !year.second.by_district.empty(); });
}

absl::StatusOr<Population> ParsePopulation(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  FaultyYaml faulty;
  Population made;
  faulty.OnlyKeys(root, {"version", "edition", "example", "register", "source", "years"});
  if (faulty.Text(root, "version") != "1") faulty.Note(root.Fault("this program reads version 1"));
  faulty.Text(root, "edition");
  faulty.Text(root, "source");
  if (!root.Has("example")) faulty.Note(root.Fault("say whether these are examples"));
  made.registered_in_ = faulty.Text(root, "register");
  for (const StrictYaml& node : faulty.Items(root, "years")) {
    if (!node.IsMap()) {
      faulty.Note(node.Fault("year, M and F belong here"));
      continue;
    }
    faulty.OnlyKeys(node, {"year", "M", "F", "districts"});
    const int year = static_cast<int>(faulty.Number(node, "year", 1900, 2100));
    const auto [place, added] = made.years_.try_emplace(year);
    if (!added) faulty.Note(node.Fault(absl::StrCat("the year ", year, " stands twice")));
    int64_t people = 0, in_districts = 0;
    for (const char* sex : {"M", "F"}) people += place->second.by_sex[sex] = faulty.Number(node, sex, 1, kMostPeople);
    if (!node.Has("districts")) continue;
    for (const FaultyYaml::Entry& entry : faulty.Entries(node, "districts")) {
      int64_t count = 0;
      if (!absl::SimpleAtoi(entry.second.Text().value_or(""), &count) || count < 1 || count > kMostPeople) {
        faulty.Note(entry.second.Fault("a number of people"));
      }
      in_districts += place->second.by_district[entry.first] = count;
    }
    if (in_districts != people) {
      faulty.Note(node.Fault(absl::StrCat("districts come to ", in_districts, ", and men and women to ", people)));
    }
  }
  RETURN_IF_ERROR(faulty.ToStatus());
  return made;
}

absl::StatusOr<Population> LoadPopulation(const std::string& policy_directory) {
  const std::string path = policy_directory + "/population.yaml";
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return ParsePopulation(yaml, path);
}

}  // namespace dayaq::statistics
