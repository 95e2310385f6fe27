// access_mutants POLICY_FILE: AC-3. Breaks every condition of the policy once and requires that some cell of the matrix changes;
// and hands every role every class that is denied to it, which the reader must refuse. Ends with "ok" and "not ok" lines.
#include <iostream>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/strict_yaml.h"
#include "tests/access/cells.h"
#include "tests/access/mutants.h"

namespace dayaq {
namespace {

bool Check(bool holds, const std::string& what) {
  std::cout << (holds ? "ok " : "not ok ") << what << "\n";
  return holds;
}

class Hunt {
 public:
  explicit Hunt(const AccessPolicy& policy) : purposes_(AllPurposes(policy)), pairs_(AllPairs(policy)) {
    for (const Pair& pair : pairs_) agreed_.push_back(Decide(policy, pair, purposes_));
  }
  // Cells that the mutant decides otherwise.
  size_t Differing(const Mutant& mutant) const;

 private:
  std::vector<std::string> purposes_;
  std::vector<Pair> pairs_;
  std::vector<Verdicts> agreed_;
};

size_t Hunt::Differing(const Mutant& mutant) const {
  const AccessPolicy policy(mutant.content);
  size_t differing = 0;
  for (size_t i = 0; i < pairs_.size(); ++i) {
    if (!mutant.role.empty() && pairs_[i].role != mutant.role) continue;
    if (!mutant.actions.empty() && mutant.actions.count(pairs_[i].action) == 0) continue;
    Pair pair = pairs_[i];
    for (FactSet& facts : pair.combinations) {
      if (mutant.turned.has_value() && !facts.Has(*mutant.turned)) facts = facts.Or(kTurnedAround);
      facts = facts.Or(mutant.given);
    }
    const Verdicts verdicts = Decide(policy, pair, purposes_);
    for (size_t cell = 0; cell < verdicts.size(); ++cell) differing += verdicts[cell] != agreed_[i][cell] ? 1 : 0;
  }
  return differing;
}

bool HuntMutants(const AccessPolicy& policy) {
  const Hunt hunt(policy);
  const std::vector<Mutant> mutants = AllMutants(policy);
  size_t survivors = 0, fewest = SIZE_MAX;
  for (const Mutant& mutant : mutants) {
    const size_t differing = hunt.Differing(mutant);
    fewest = std::min(fewest, differing);
    if (differing > 0) continue;
    ++survivors;
    std::cout << "survivor: " << mutant.what << "\n";
  }
  return Check(survivors == 0 && !mutants.empty(),
               absl::StrCat("AC-3 every broken condition changes a cell: ", mutants.size(), " mutants, at least ", fewest,
                            " cells each, ", survivors, " survivors"));
}

std::string ClassName(DataClass data_class) { return access::v1::DataClass_Name(data_class).substr(11); }

// The file with one class more among what the role reads; empty when the place is not found.
std::string WithClass(const std::string& yaml, const std::string& role, const std::string& data_class) {
  constexpr std::string_view kReads = "\n    reads: [";
  const size_t start = yaml.find(absl::StrCat("\n  ", role, ":\n"));
  const size_t reads = start == std::string::npos ? start : yaml.find(kReads, start);
  if (reads == std::string::npos) return "";
  std::string more = yaml;
  more.insert(reads + kReads.size(), absl::StrCat(data_class, ", "));
  return more;
}

// Rules that deny classes hold for every file that loads at all.
bool HuntClasses(const AccessPolicy& policy, const std::string& yaml) {
  size_t tried = 0, refused = 0;
  for (const DenyRule& rule : policy.content().denials) {
    for (const std::string& role : rule.roles) {
      for (int value = 1; value <= access::v1::DataClass_MAX; ++value) {
        const auto data_class = static_cast<DataClass>(value);
        if (!rule.classes.Has(data_class)) continue;
        ++tried;
        const auto loaded = AccessPolicy::Parse(WithClass(yaml, role, ClassName(data_class)), "access.yaml");
        if (absl::StrContains(loaded.status().message(), absl::StrCat("role '", role, "' reads ", ClassName(data_class)))) {
          ++refused;
        } else {
          std::cout << "loads although denied: " << role << " " << ClassName(data_class) << " " << loaded.status() << "\n";
        }
      }
    }
  }
  return Check(refused == tried && tried > 0,
               absl::StrCat("AC-3 a class that is denied can be given to no role: ", tried, " tried, ", refused, " refused"));
}

int Run(const std::string& file) {
  const auto yaml = ReadPolicyFile(file);
  if (!yaml.ok()) {
    std::cout << "not ok " << yaml.status() << "\n";
    return 1;
  }
  const bool mutants = HuntMutants(LinkedPolicy());
  const bool classes = HuntClasses(LinkedPolicy(), *yaml);
  return mutants && classes ? 0 : 1;
}

}  // namespace
}  // namespace dayaq

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: access_mutants POLICY_FILE\n";
    return 2;
  }
  return dayaq::Run(argv[1]);
}
