#include "services/employment/employment_policy.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::employment {
namespace {

constexpr int kAllPoints = 100;
constexpr int kMostCells = 2000;
constexpr int kMostCandidates = 5000;
constexpr int kMostProposals = 50;
constexpr int kMostMonths = 60;

// One pass over the file that notes every fault with its place.
class PolicyReader {
 public:
  explicit PolicyReader(StrictYaml root) : root_(std::move(root)) {}

  absl::StatusOr<EmploymentPolicy> Read() {
    Note(root_.OnlyKeys(
        {"version", "example", "weights", "least_score", "proposals_per_person", "search", "retention_months", "adaptations"}));
    if (Text(root_, "version") != "1") Fault(root_, "this program reads version 1");
    const std::string example = Text(root_, "example");
    if (example != "true" && example != "false") Fault(root_, "example is true or false");
    policy_.example = example == "true";
    ReadWeights();
    policy_.least_score = Number(root_, "least_score", 0, kAllPoints);
    policy_.proposals_per_person = Number(root_, "proposals_per_person", 1, kMostProposals);
    const auto search = root_.Child("search");
    Note(search.status());
    if (search.ok()) {
      Note(search->OnlyKeys({"cells", "candidates"}));
      policy_.cells = Number(*search, "cells", 1, kMostCells);
      policy_.candidates = Number(*search, "candidates", 1, kMostCandidates);
    }
    ReadMonths();
    ReadAdaptations();
    if (!faults_.empty()) return absl::FailedPreconditionError(absl::StrJoin(faults_, "\n"));
    return std::move(policy_);
  }

 private:
  void Note(const absl::Status& status) {
    if (!status.ok()) faults_.emplace_back(status.message());
  }
  void Fault(const StrictYaml& node, absl::string_view what) { Note(node.Fault(what)); }

  std::string Text(const StrictYaml& parent, absl::string_view key) {
    const auto text = parent.ChildText(key);
    Note(text.status());
    return text.value_or("");
  }

  int Whole(const StrictYaml& node, const std::string& text, absl::string_view what, int least, int most) {
    int number = 0;
    if (absl::SimpleAtoi(text, &number) && number >= least && number <= most) return number;
    Fault(node, absl::StrCat(what, " is a whole number from ", least, " to ", most));
    return least;
  }
  int Number(const StrictYaml& parent, absl::string_view key, int least, int most) {
    return Whole(parent, Text(parent, key), key, least, most);
  }

  void ReadWeights() {
    const auto weights = root_.Child("weights");
    Note(weights.status());
    const auto entries = weights.ok() ? weights->Entries() : weights.status();
    if (weights.ok()) Note(entries.status());
    if (!entries.ok()) return;
    int total = 0;
    for (const auto& [code, node] : *entries) {
      v1::MatchReasonKind kind = v1::MATCH_REASON_KIND_UNSPECIFIED;
      if (!v1::MatchReasonKind_Parse(absl::StrCat("MATCH_REASON_KIND_", code), &kind) ||
          kind == v1::MATCH_REASON_KIND_UNSPECIFIED) {
        Fault(node, "the contract has no such reason");
        continue;
      }
      const int points = Number(*weights, code, 0, kAllPoints);
      policy_.weights[kind] = points;
      total += points;
    }
    for (int value = v1::MatchReasonKind_MIN + 1; value <= v1::MatchReasonKind_MAX; ++value) {
      const auto kind = static_cast<v1::MatchReasonKind>(value);
      if (policy_.weights.count(kind) == 0) Fault(*weights, absl::StrCat("there is no ", v1::MatchReasonKind_Name(kind)));
    }
    if (total != kAllPoints) Fault(*weights, absl::StrCat("together they are ", total, " and not ", kAllPoints));
  }

  void ReadMonths() {
    const auto months = root_.Child("retention_months");
    Note(months.status());
    const auto items = months.ok() ? months->Items() : months.status();
    if (months.ok()) Note(items.status());
    if (!items.ok()) return;
    for (const StrictYaml& item : *items) {
      const int month = Whole(item, item.Text().value_or(""), "a month", 1, kMostMonths);
      if (!policy_.retention_months.empty() && month <= policy_.retention_months.back())
        Fault(item, "months come in order, each once");
      policy_.retention_months.push_back(month);
    }
    if (policy_.retention_months.empty()) Fault(*months, "name a month");
  }

  void ReadAdaptations() {
    const auto adaptations = root_.Child("adaptations");
    Note(adaptations.status());
    const auto entries = adaptations.ok() ? adaptations->Entries() : adaptations.status();
    if (adaptations.ok()) Note(entries.status());
    if (!entries.ok()) return;
    for (const auto& [code, node] : *entries) {
      v1::WorkAdaptation adaptation = v1::WORK_ADAPTATION_UNSPECIFIED;
      if (!v1::WorkAdaptation_Parse(absl::StrCat("WORK_ADAPTATION_", code), &adaptation) ||
          adaptation == v1::WORK_ADAPTATION_UNSPECIFIED) {
        Fault(node, "the contract has no such adaptation");
        continue;
      }
      ReadDomains(node, policy_.helps[adaptation]);
    }
    for (int value = v1::WorkAdaptation_MIN + 1; value <= v1::WorkAdaptation_MAX; ++value) {
      const auto adaptation = static_cast<v1::WorkAdaptation>(value);
      if (policy_.helps.count(adaptation) == 0)
        Fault(*adaptations, absl::StrCat("there is no ", v1::WorkAdaptation_Name(adaptation)));
    }
  }

  void ReadDomains(const StrictYaml& node, std::set<v1::FunctionDomain>& domains) {
    const auto items = node.Items();
    Note(items.status());
    if (!items.ok()) return;
    for (const StrictYaml& item : *items) {
      v1::FunctionDomain domain = v1::FUNCTION_DOMAIN_UNSPECIFIED;
      if (!v1::FunctionDomain_Parse(absl::StrCat("FUNCTION_DOMAIN_", item.Text().value_or("")), &domain) ||
          domain == v1::FUNCTION_DOMAIN_UNSPECIFIED) {
        Fault(item, "the contract has no such domain");
      } else if (!domains.insert(domain).second) {
        Fault(item, "this domain stands before already");
      }
    }
    if (domains.empty()) Fault(node, "say in which domain it helps");
  }

  const StrictYaml root_;
  EmploymentPolicy policy_;
  std::vector<std::string> faults_;
};

}  // namespace

int EmploymentPolicy::WeightOf(v1::MatchReasonKind kind) const {
  const auto found = weights.find(kind);
  return found == weights.end() ? 0 : found->second;
}

bool EmploymentPolicy::Helps(v1::WorkAdaptation adaptation, v1::FunctionDomain domain) const {
  const auto found = helps.find(adaptation);
  return found != helps.end() && found->second.count(domain) > 0;
}

absl::StatusOr<EmploymentPolicy> ParseEmploymentPolicy(const std::string& yaml, absl::string_view source) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(yaml, source));
  if (!root.IsMap()) return root.Fault("keys belong here: version, example, weights, ...");
  return PolicyReader(root).Read();
}

absl::StatusOr<EmploymentPolicy> LoadEmploymentPolicy(const std::string& policy_directory) {
  const std::string path = policy_directory + "/employment.yaml";
  ASSIGN_OR_RETURN(const std::string yaml, ReadPolicyFile(path));
  return ParseEmploymentPolicy(yaml, path);
}

}  // namespace dayaq::employment
