#include "services/statistics/reconciliation_list.h"

#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"
#include "services/statistics/faulty_yaml.h"
#include "services/statistics/measures.h"

namespace dayaq::statistics {
namespace {

constexpr int64_t kMostPublished = 10'000'000;
// As many as a table has besides time.
constexpr size_t kMostDimensions = 3;

class Reader {
 public:
  Reader(StrictYaml root, const std::vector<IndicatorSet>& sets) : root_(std::move(root)), sets_(sets) {}

  absl::StatusOr<ReconciliationList> Read() {
    yaml_.OnlyKeys(root_, {"version", "edition", "definitions", "figures"});
    if (yaml_.Text(root_, "version") != "1") yaml_.Note(root_.Fault("this program reads version 1"));
    list_.edition = yaml_.Text(root_, "edition");
    for (const StrictYaml& node : yaml_.Items(root_, "definitions")) ReadDefinition(node);
    for (const StrictYaml& node : yaml_.Items(root_, "figures")) ReadFigure(node);
    RETURN_IF_ERROR(yaml_.ToStatus());
    absl::c_stable_sort(list_.figures, [](const auto& one, const auto& other) { return one.cut_off < other.cut_off; });
    return std::move(list_);
  }

 private:
  std::string Id(const StrictYaml& node, std::set<std::string>& seen) {
    static const LazyRE2 kId = {"[a-z0-9-]{1,60}"};
    std::string id = yaml_.Text(node, "id");
    if (!RE2::FullMatch(id, *kId)) yaml_.Note(node.Fault("an id has small letters, digits and '-', at most 60"));
    if (!seen.insert(id).second) yaml_.Note(node.Fault(absl::StrCat(id, " stands twice")));
    return id;
  }

  absl::CivilDay Day(const StrictYaml& node, absl::string_view key) {
    absl::CivilDay day;
    const std::string text = yaml_.Text(node, key);
    if (text.size() != 10 || !absl::ParseCivilTime(text, &day)) {
      yaml_.Note(node.Fault(absl::StrCat(key, " is a day, as 2024-05-29")));
    }
    return day;
  }

  void ReadWords(const StrictYaml& node, absl::string_view key, std::string& az, std::string& en) {
    const auto words = yaml_.Need(node, key);
    if (!words.has_value()) return;
    yaml_.OnlyKeys(*words, {"az", "en"});
    az = yaml_.Text(*words, "az");
    en = yaml_.Text(*words, "en");
  }

  void ReadDefinition(const StrictYaml& node) {
    if (!node.IsMap()) return yaml_.Note(node.Fault("id, known and title belong here"));
    yaml_.OnlyKeys(node, {"id", "known", "from", "title"});
    CountingDefinition made{.id = Id(node, seen_definitions_)};
    ReadWords(node, "title", made.title_az, made.title_en);
    const std::string known = yaml_.Text(node, "known");
    if (known != "cut_off" && known != "now") yaml_.Note(node.Fault("known: cut_off, or now"));
    made.known_now = known == "now";
    if (node.Has("from")) made.from = Day(node, "from");
    definitions_.push_back(std::move(made));
  }

  void ReadFigure(const StrictYaml& node) {
    if (!node.IsMap()) return yaml_.Note(node.Fault("a figure belongs here"));
    yaml_.OnlyKeys(
        node, {"id", "title", "cut_off", "from", "indicator", "cell", "published", "more_than", "source", "definitions", "note"});
    OthersFigure made{.id = Id(node, seen_figures_), .cut_off = Day(node, "cut_off"), .from = Day(node, "from")};
    ReadWords(node, "title", made.title_az, made.title_en);
    if (made.cut_off < made.from) yaml_.Note(node.Fault("the day it is as of is not before the first day that is counted"));
    made.published = yaml_.Number(node, "published", 0, kMostPublished);
    made.more_than = yaml_.Flag(node, "more_than", false);
    made.source = yaml_.Text(node, "source");
    if (node.Has("note")) ReadWords(node, "note", made.note_az, made.note_en);
    made.indicator = yaml_.Text(node, "indicator");
    ReadCell(node, made);
    for (const std::string& id : yaml_.Texts(node, "definitions")) {
      const auto found = absl::c_find_if(definitions_, [&id](const CountingDefinition& one) { return one.id == id; });
      if (found == definitions_.end()) {
        yaml_.Note(node.Fault(absl::StrCat("there is no definition '", id, "'")));
      } else {
        made.definitions.push_back(*found);
      }
    }
    if (made.definitions.empty()) yaml_.Note(node.Fault("name at least one definition"));
    list_.figures.push_back(std::move(made));
  }

  void ReadCell(const StrictYaml& node, OthersFigure& made) {
    const std::pair<std::string, std::string> name = absl::StrSplit(made.indicator, absl::MaxSplits('/', 1));
    const auto set = absl::c_find_if(sets_, [&](const IndicatorSet& one) { return one.id == name.first; });
    const Indicator* const indicator = set == sets_.end() ? nullptr : set->Find(name.second);
    if (indicator == nullptr) return yaml_.Note(node.Fault(absl::StrCat("there is no indicator '", made.indicator, "'")));
    if (!node.Has("cell")) return;
    const auto cell = yaml_.Need(node, "cell");
    for (const auto& [dimension, codes] : yaml_.Entries(node, "cell")) {
      if (!absl::c_linear_search(indicator->disaggregations, dimension)) {
        yaml_.Note(codes.Fault(absl::StrCat(made.indicator, " is not broken down by ", dimension)));
        continue;
      }
      const IndicatorDimension* const defined = FindDimension(*set, dimension);
      std::vector<std::string> wanted = yaml_.Texts(*cell, dimension);
      for (const std::string& code : wanted) {
        const auto is = [&code](const IndicatorCode& one) { return one.code == code; };
        if (defined == nullptr || (!defined->codes.empty() && absl::c_none_of(defined->codes, is))) {
          yaml_.Note(codes.Fault(absl::StrCat(dimension, " has no code '", code, "'")));
        }
      }
      if (wanted.empty()) yaml_.Note(codes.Fault("name at least one code"));
      made.cell[dimension] = std::move(wanted);
    }
    if (made.cell.size() > kMostDimensions) yaml_.Note(cell->Fault("a table has at most three dimensions besides time"));
  }

  const StrictYaml root_;
  const std::vector<IndicatorSet>& sets_;
  FaultyYaml yaml_;
  std::set<std::string> seen_definitions_, seen_figures_;
  std::vector<CountingDefinition> definitions_;
  ReconciliationList list_;
};

}  // namespace

absl::StatusOr<ReconciliationList> ParseReconciliation(const std::string& yaml, absl::string_view source,
                                                       const std::vector<IndicatorSet>& sets) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  return Reader(root, sets).Read();
}

absl::StatusOr<ReconciliationList> LoadReconciliation(const std::string& policy_directory, const std::vector<IndicatorSet>& sets) {
  const std::string path = policy_directory + "/reconciliation.yaml";
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return ParseReconciliation(yaml, path, sets);
}

}  // namespace dayaq::statistics
