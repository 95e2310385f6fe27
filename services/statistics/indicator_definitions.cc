#include "services/statistics/indicator_definitions.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"
#include "services/statistics/faulty_yaml.h"

namespace dayaq::statistics {
namespace {

const std::map<std::string, IndicatorUnit>& Units() {
  static const auto* const kUnits = new std::map<std::string, IndicatorUnit>{
      {"NUMBER", IndicatorUnit::kNumber},    {"PERCENT", IndicatorUnit::kPercent}, {"PER_100000", IndicatorUnit::kPer100000},
      {"DAYS", IndicatorUnit::kDays},        {"MINUTES", IndicatorUnit::kMinutes}, {"QEPIK", IndicatorUnit::kQepik},
      {"HECTARES", IndicatorUnit::kHectares}};
  return *kUnits;
}

// Units that are one number over another.
bool IsRatio(IndicatorUnit unit) { return unit == IndicatorUnit::kPercent || unit == IndicatorUnit::kPer100000; }

class Reader {
 public:
  explicit Reader(StrictYaml root) : root_(std::move(root)) {}

  absl::StatusOr<IndicatorSet> Read() {
    ReadHead();
    for (const FaultyYaml::Entry& entry : yaml_.Entries(root_, "measures")) ReadMeasure(entry);
    for (const StrictYaml& node : yaml_.Items(root_, "dimensions")) ReadDimension(node);
    for (const StrictYaml& node : yaml_.Items(root_, "indicators")) ReadIndicator(node);
    if (root_.Has("sums")) {
      for (const StrictYaml& node : yaml_.Items(root_, "sums")) ReadSum(node);
    }
    RETURN_IF_ERROR(yaml_.ToStatus());
    return std::move(set_);
  }

 private:
  void ReadHead() {
    yaml_.OnlyKeys(root_,
                   {"version", "set", "edition", "provisional", "title", "source", "measures", "dimensions", "indicators", "sums"});
    if (yaml_.Text(root_, "version") != "1") yaml_.Note(root_.Fault("this program reads version 1"));
    set_.id = yaml_.Text(root_, "set");
    CheckName(set_.id, "[a-z][a-z0-9-]{0,39}", root_, "a set is named with small letters, digits and '-'");
    set_.version = static_cast<int>(yaml_.Number(root_, "edition", 1, 10'000));
    // Whether a list is the law must be said, not assumed.
    if (!root_.Has("provisional")) yaml_.Note(root_.Fault("say whether the set is provisional"));
    set_.provisional = yaml_.Flag(root_, "provisional", true);
    ReadTitle(root_, set_.title_az, set_.title_en);
    set_.source = yaml_.Text(root_, "source");
  }

  void CheckName(const std::string& name, const char* pattern, const StrictYaml& node, absl::string_view otherwise) {
    if (!RE2::FullMatch(name, pattern)) yaml_.Note(node.Fault(otherwise));
  }

  void ReadTitle(const StrictYaml& node, std::string& az, std::string& en) {
    const auto title = yaml_.Need(node, "title");
    if (!title.has_value()) return;
    if (!title->IsMap()) return yaml_.Note(title->Fault("az and en belong here"));
    yaml_.OnlyKeys(*title, {"az", "en"});
    az = yaml_.Text(*title, "az");
    en = yaml_.Text(*title, "en");
  }

  void ReadMeasure(const FaultyYaml::Entry& entry) {
    CheckName(entry.first, "[a-z][a-z0-9_]{0,59}", entry.second, "a measure is named with small letters, digits and '_'");
    set_.measures[entry.first] = entry.second.Text().value_or("");
    if (set_.measures[entry.first].empty()) yaml_.Note(entry.second.Fault("say what is counted"));
  }

  void ReadDimension(const StrictYaml& node) {
    if (!node.IsMap()) return yaml_.Note(node.Fault("id, title and codes belong here"));
    yaml_.OnlyKeys(node, {"id", "title", "codes", "code_list"});
    IndicatorDimension made{.id = yaml_.Text(node, "id")};
    CheckName(made.id, "[A-Z][A-Z0-9_]{0,39}", node, "a dimension is named in capitals");
    if (FindDimension(made.id) != nullptr) yaml_.Note(node.Fault(absl::StrCat("dimension ", made.id, " stands twice")));
    ReadTitle(node, made.title_az, made.title_en);
    if (node.Has("codes") == node.Has("code_list")) yaml_.Note(node.Fault("either codes or code_list belongs here"));
    if (node.Has("code_list")) made.code_list = yaml_.Text(node, "code_list");
    std::set<std::string> seen;
    if (node.Has("codes")) {
      for (const StrictYaml& item : yaml_.Items(node, "codes")) ReadCode(item, made, seen);
    }
    set_.dimensions.push_back(std::move(made));
  }

  void ReadCode(const StrictYaml& node, IndicatorDimension& into, std::set<std::string>& seen) {
    if (!node.IsMap()) return yaml_.Note(node.Fault("code, az and en belong here"));
    yaml_.OnlyKeys(node, {"code", "az", "en"});
    IndicatorCode made{.code = yaml_.Text(node, "code"), .title_az = yaml_.Text(node, "az"), .title_en = yaml_.Text(node, "en")};
    CheckName(made.code, "[A-Z0-9_][A-Z0-9_-]{0,39}", node, "a code has capitals, digits, '_' and '-'");
    if (!seen.insert(made.code).second) yaml_.Note(node.Fault(absl::StrCat("code ", made.code, " stands twice")));
    into.codes.push_back(std::move(made));
  }

  const IndicatorDimension* FindDimension(absl::string_view id) const {
    const auto found = absl::c_find_if(set_.dimensions, [id](const IndicatorDimension& one) { return one.id == id; });
    return found == set_.dimensions.end() ? nullptr : &*found;
  }

  // A dimension of the set; a fault when there is none of that name.
  const IndicatorDimension* NeedDimension(const std::string& id, const StrictYaml& node) {
    const IndicatorDimension* const found = FindDimension(id);
    if (found == nullptr) yaml_.Note(node.Fault(absl::StrCat("there is no dimension '", id, "'")));
    return found;
  }

  void CheckCode(const IndicatorDimension& dimension, const std::string& code, const StrictYaml& node) {
    if (dimension.codes.empty() || code == kTotal) return;
    if (absl::c_none_of(dimension.codes, [&code](const IndicatorCode& one) { return one.code == code; })) {
      yaml_.Note(node.Fault(absl::StrCat("dimension ", dimension.id, " has no code '", code, "'")));
    }
  }

  // "SEX: [F, G]"
  std::map<std::string, std::vector<std::string>> ReadWhere(const StrictYaml& node) {
    std::map<std::string, std::vector<std::string>> where;
    if (!node.Has("where")) return where;
    for (const FaultyYaml::Entry& entry : yaml_.Entries(node, "where")) {
      const IndicatorDimension* const dimension = NeedDimension(entry.first, entry.second);
      const auto items = entry.second.Items();
      yaml_.Note(items.status());
      if (!items.ok()) continue;
      if (items->empty()) yaml_.Note(entry.second.Fault("name at least one code; nothing would be counted"));
      for (const StrictYaml& item : *items) {
        const std::string code = item.Text().value_or("");
        if (dimension != nullptr) CheckCode(*dimension, code, item);
        where[entry.first].push_back(code);
      }
    }
    return where;
  }

  CountedThing ReadCounted(const StrictYaml& node, absl::string_view key) {
    CountedThing made;
    const auto child = yaml_.Need(node, key);
    if (!child.has_value()) return made;
    if (!child->IsMap()) {
      yaml_.Note(child->Fault("measure, and where it is narrowed, belong here"));
      return made;
    }
    yaml_.OnlyKeys(*child, {"measure", "where", "within_days"});
    if (child->Has("within_days")) made.within_days = static_cast<int>(yaml_.Number(*child, "within_days", 1, 3660));
    made.measure = yaml_.Text(*child, "measure");
    if (set_.measures.count(made.measure) == 0) yaml_.Note(child->Fault(absl::StrCat("there is no measure '", made.measure, "'")));
    made.where = ReadWhere(*child);
    return made;
  }

  void ReadIndicator(const StrictYaml& node) {
    if (!node.IsMap()) return yaml_.Note(node.Fault("an indicator belongs here"));
    yaml_.OnlyKeys(node, {"id", "version", "title", "unit", "sensitivity", "numerator", "denominator", "disaggregations", "source",
                          "series", "metadata"});
    Indicator made{.id = yaml_.Text(node, "id"), .version = static_cast<int>(yaml_.Number(node, "version", 1, 10'000))};
    CheckName(made.id, "[A-Za-z0-9][A-Za-z0-9.-]{0,39}", node, "an indicator is named with letters, digits, '.' and '-'");
    if (set_.Find(made.id) != nullptr)
      yaml_.Note(node.Fault(absl::StrCat("indicator ", made.id, " stands twice: figures of one release follow one version")));
    ReadTitle(node, made.title_az, made.title_en);
    const auto unit = Units().find(yaml_.Text(node, "unit"));
    if (unit == Units().end()) {
      yaml_.Note(node.Fault("a unit is NUMBER, PERCENT, PER_100000, DAYS, MINUTES, QEPIK or HECTARES"));
    } else {
      made.unit = unit->second;
    }
    made.sensitivity = yaml_.Text(node, "sensitivity");
    made.numerator = ReadCounted(node, "numerator");
    ReadDenominator(node, made);
    ReadDisaggregations(node, made);
    made.source = yaml_.Text(node, "source");
    made.series = yaml_.Text(node, "series");
    CheckName(made.series, "[A-Za-z0-9_@$-]{1,60}", node, "a series is named by letters, digits and '_'");
    ReadMetadata(node, made);
    set_.indicators.push_back(std::move(made));
  }

  void ReadDenominator(const StrictYaml& node, Indicator& made) {
    if (IsRatio(made.unit) != node.Has("denominator")) {
      yaml_.Note(node.Fault(IsRatio(made.unit) ? "a share has a denominator: without one it divides by nothing"
                                               : "what is no share has no denominator"));
    }
    if (!node.Has("denominator")) return;
    made.denominator = ReadCounted(node, "denominator");
    // A denominator that excludes all the numerator counts is zero wherever there is something to divide.
    for (const auto& [dimension, codes] : made.denominator->where) {
      const auto counted = made.numerator.where.find(dimension);
      if (counted == made.numerator.where.end()) continue;
      if (absl::c_none_of(counted->second,
                          [&list = codes](const std::string& code) { return absl::c_linear_search(list, code); })) {
        yaml_.Note(node.Child("denominator")
                       ->Fault(absl::StrCat("divides by zero: of ", dimension, " it counts nothing of what the numerator does")));
      }
    }
  }

  void ReadDisaggregations(const StrictYaml& node, Indicator& made) {
    const std::vector<StrictYaml> items = yaml_.Items(node, "disaggregations");
    for (const StrictYaml& item : items) {
      const std::string dimension = item.Text().value_or("");
      NeedDimension(dimension, item);
      if (absl::c_linear_search(made.disaggregations, dimension))
        yaml_.Note(item.Fault(absl::StrCat("dimension ", dimension, " stands twice")));
      made.disaggregations.push_back(dimension);
    }
  }

  void ReadMetadata(const StrictYaml& node, Indicator& made) {
    size_t at = 0;
    const std::vector<std::string>& order = MetadataFields();
    for (const FaultyYaml::Entry& entry : yaml_.Entries(node, "metadata")) {
      const auto found = std::find(order.begin() + static_cast<std::ptrdiff_t>(at), order.end(), entry.first);
      if (found == order.end()) {
        yaml_.Note(
            entry.second.Fault(absl::StrCat("'", entry.first, "' is no field of the national sheet, or stands out of its order")));
        continue;
      }
      at = static_cast<size_t>(found - order.begin()) + 1;
      const std::string text = entry.second.Text().value_or("");
      if (text.empty()) yaml_.Note(entry.second.Fault("say it"));
      made.metadata.emplace_back(entry.first, text);
    }
    if (made.metadata.empty()) yaml_.Note(node.Fault("a figure without metadata is not published: 3.1 at least"));
  }

  void ReadSum(const StrictYaml& node) {
    if (!node.IsMap()) return yaml_.Note(node.Fault("dimension, whole and parts belong here"));
    yaml_.OnlyKeys(node, {"dimension", "whole", "parts", "where"});
    SumRule made{.dimension = yaml_.Text(node, "dimension")};
    const IndicatorDimension* const dimension = NeedDimension(made.dimension, node);
    made.sum.whole = yaml_.Text(node, "whole");
    made.sum.parts = yaml_.Texts(node, "parts");
    if (made.sum.parts.empty()) yaml_.Note(node.Fault("a sum has parts"));
    if (dimension != nullptr) {
      CheckCode(*dimension, made.sum.whole, node);
      for (const std::string& part : made.sum.parts) CheckCode(*dimension, part, node);
    }
    made.where = ReadWhere(node);
    set_.sums.push_back(std::move(made));
  }

  const StrictYaml root_;
  FaultyYaml yaml_;
  IndicatorSet set_;
};

}  // namespace

const std::vector<std::string>& MetadataFields() {
  // The numbers of the national sheet, which follows ESMS; 4 and above as ESMS has them, to be compared with the statistics
  // office's own.
  static const auto* const kFields = new std::vector<std::string>{"1", "2", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7", "3.8",
                                                                  "4", "5", "6",   "7",   "8",   "9",   "10",  "11",  "12",  "13"};
  return *kFields;
}

const Indicator* IndicatorSet::Find(absl::string_view indicator) const {
  const auto found = absl::c_find_if(indicators, [indicator](const Indicator& one) { return one.id == indicator; });
  return found == indicators.end() ? nullptr : &*found;
}

absl::StatusOr<IndicatorSet> ParseIndicatorSet(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  return Reader(root).Read();
}

namespace {

constexpr char kBenefits[] = "policy/benefits";

absl::StatusOr<std::set<std::string>> FilesOf(const std::string& directory) {
  std::set<std::string> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
    if (entry.path().extension() == ".yaml") paths.insert(entry.path().string());
  }
  if (error) return absl::FailedPreconditionError(absl::StrCat(directory, ": cannot be read"));
  return paths;
}

// Benefits as codes of figures. What else their files say is the payment service's to read.
absl::StatusOr<std::vector<IndicatorCode>> BenefitCodes(const std::string& directory) {
  ASSIGN_OR_RETURN(const std::set<std::string> paths, FilesOf(directory));
  std::map<std::string, IndicatorCode> codes;
  for (const std::string& path : paths) {
    ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
    ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, path));
    ASSIGN_OR_RETURN(const std::string benefit, root.ChildText("benefit"));
    ASSIGN_OR_RETURN(const StrictYaml title, root.Child("title"));
    IndicatorCode made{.code = BenefitCode(benefit)};
    ASSIGN_OR_RETURN(made.title_az, title.ChildText("az"));
    ASSIGN_OR_RETURN(made.title_en, title.ChildText("en"));
    codes[made.code] = std::move(made);
  }
  std::vector<IndicatorCode> list;
  for (auto& [code, made] : codes) list.push_back(std::move(made));
  return list;
}

}  // namespace

std::string BenefitCode(absl::string_view benefit) { return absl::AsciiStrToUpper(absl::StrReplaceAll(benefit, {{"-", "_"}})); }

absl::StatusOr<std::vector<IndicatorSet>> LoadIndicatorSets(const std::string& policy_directory) {
  const std::string directory = policy_directory + "/indicators";
  ASSIGN_OR_RETURN(const std::set<std::string> paths, FilesOf(directory));
  if (paths.empty()) return absl::FailedPreconditionError(absl::StrCat(directory, ": holds no set of indicators"));
  ASSIGN_OR_RETURN(const std::vector<IndicatorCode> benefits, BenefitCodes(policy_directory + "/benefits"));
  std::vector<IndicatorSet> sets;
  std::vector<std::string> faults;
  std::set<std::string> names;
  for (const std::string& path : paths) {
    ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
    auto set = ParseIndicatorSet(yaml, path);
    if (!set.ok()) {
      faults.emplace_back(set.status().message());
      continue;
    }
    if (!names.insert(set->id).second)
      faults.push_back(absl::StrCat(path, ":1:1: the set ", set->id, " stands in another file too"));
    for (IndicatorDimension& dimension : set->dimensions) {
      if (dimension.code_list == kBenefits) dimension.codes = benefits;
    }
    sets.push_back(*std::move(set));
  }
  if (!faults.empty()) return absl::FailedPreconditionError(absl::StrJoin(faults, "\n"));
  return sets;
}

absl::Status CheckVersions(const std::vector<IndicatorSet>& sets, const std::vector<std::string>& used) {
  static const LazyRE2 kUsed = {"([a-z0-9-]+)/([A-Za-z0-9.-]+)@([0-9]{1,6})"};
  std::vector<std::string> faults;
  std::map<std::string, std::string> versions;
  for (const std::string& one : used) {
    std::string set, indicator, version;
    if (!RE2::FullMatch(one, *kUsed, &set, &indicator, &version)) {
      faults.push_back(absl::StrCat("'", one, "' is not written as set/indicator@version"));
      continue;
    }
    const auto found = absl::c_find_if(sets, [&set](const IndicatorSet& candidate) { return candidate.id == set; });
    const Indicator* const definition = found == sets.end() ? nullptr : found->Find(indicator);
    if (definition == nullptr) {
      faults.push_back(absl::StrCat(set, "/", indicator, ": there is no such indicator"));
      continue;
    }
    const auto [known, added] = versions.emplace(absl::StrCat(set, "/", indicator), version);
    if (!added && known->second != version) {
      faults.push_back(absl::StrCat(known->first, ": versions ", known->second, " and ", version,
                                    " are mixed; figures of one release follow one"));
    } else if (absl::StrCat(definition->version) != version) {
      faults.push_back(absl::StrCat(set, "/", indicator, ": version ", definition->version, " is in force, not ", version));
    }
  }
  return faults.empty() ? absl::OkStatus() : absl::FailedPreconditionError(absl::StrJoin(faults, "\n"));
}

}  // namespace dayaq::statistics
