#include "services/payment/benefit_rules.h"

#include <filesystem>
#include <map>
#include <set>
#include <system_error>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "openssl/sha.h"
#include "services/payment/benefit_limits.h"
#include "services/payment/benefit_rule_reader.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"
#include "services/platform/text/unicode.h"

namespace dayaq::payment {
namespace {

namespace fs = std::filesystem;

std::string Sha256Hex(absl::string_view bytes) {
  unsigned char hash[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash);
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(hash), sizeof(hash)));
}

// What follows a NUL, and letters that are none, a reader of YAML passes over: people would read another rule than the program
// does.
absl::Status CheckText(absl::string_view text, absl::string_view file_name) {
  if (IsWellFormed(text)) return absl::OkStatus();
  int number = 0;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    if (!IsWellFormed(line)) return absl::FailedPreconditionError(absl::StrCat(file_name, ":", number, ":1: not UTF-8, or a NUL"));
  }
  return absl::FailedPreconditionError(absl::StrCat(file_name, ": not UTF-8"));
}

}  // namespace

absl::StatusOr<v1::BenefitRule> CompileBenefit(absl::string_view text, absl::string_view file_name) {
  RETURN_IF_ERROR(CheckText(text, file_name));
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(std::string(text), file_name));
  BenefitRuleReader reader(root, fs::path(std::string(file_name)).stem().string());
  reader.Read();
  RETURN_IF_ERROR(reader.ToStatus());
  v1::BenefitRule rule = reader.rule();
  rule.set_content_hash(Sha256Hex(text));
  return rule;
}

absl::Status CheckTogether(const std::vector<v1::BenefitRule>& rules, absl::string_view where) {
  std::map<std::string, const v1::BenefitRule*> by_code;
  for (const v1::BenefitRule& rule : rules) by_code[rule.benefit()] = &rule;
  std::vector<std::string> faults;
  for (const v1::BenefitRule& rule : rules) {
    const std::string file = absl::StrCat(where, "/", rule.benefit(), ".yaml: ");
    for (const std::string& other : LooksAt(rule)) {
      const auto found = by_code.find(other);
      if (found == by_code.end()) {
        faults.push_back(absl::StrCat(file, "there is no rule of the benefit ", other));
      } else if (found->second->frequency() != rule.frequency()) {
        faults.push_back(absl::StrCat(file, other, " is paid in another rhythm, so they cannot be held against each other"));
      }
    }
    // Everything it waits for, directly or through others.
    std::set<std::string> waits_for;
    std::vector<std::string> open = LooksAt(rule);
    while (!open.empty()) {
      const std::string code = open.back();
      open.pop_back();
      if (!waits_for.insert(code).second || by_code.count(code) == 0) continue;
      for (const std::string& next : LooksAt(*by_code[code])) open.push_back(next);
    }
    if (waits_for.count(rule.benefit()) > 0)
      faults.push_back(absl::StrCat(file, "stands in a circle with benefits it goes behind"));
  }
  return faults.empty() ? absl::OkStatus() : absl::FailedPreconditionError(absl::StrJoin(faults, "\n"));
}

absl::StatusOr<std::vector<v1::BenefitRule>> LoadBenefits(const std::string& directory) {
  std::set<std::string> paths;
  std::vector<std::string> faults;
  std::error_code error;
  for (fs::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".yaml") {
      paths.insert(entry->path().string());
    } else {
      faults.push_back(absl::StrCat(entry->path().string(), ": no rule; only .yaml files belong here"));
    }
  }
  if (error) return absl::FailedPreconditionError(absl::StrCat(directory, ": cannot be read"));
  if (paths.empty()) faults.push_back(absl::StrCat(directory, ": holds no rule of a benefit"));

  // By code. That two files name one benefit is a fault beside the wrong name of one of them, so it is said in its own line.
  std::map<std::string, v1::BenefitRule> rules;
  std::map<std::string, std::string> file_of;
  for (const std::string& path : paths) {
    ASSIGN_OR_RETURN(const std::string text, ReadPolicyFile(path));
    const absl::StatusOr<v1::BenefitRule> rule = CompileBenefit(text, path);
    if (!rule.ok()) faults.emplace_back(rule.status().message());
    const absl::StatusOr<StrictYaml> root = StrictYaml::Parse(text, path);
    const absl::StatusOr<StrictYaml> code = root.ok() ? root->Child("benefit") : root.status();
    if (!code.ok() || !code->IsText()) continue;
    const std::string name = code->Text().value_or("");
    if (const auto [first, fresh] = file_of.emplace(name, path); !fresh) {
      faults.emplace_back(code->Fault(absl::StrCat("the benefit ", name, " stands in ", first->second, " already")).message());
    }
    if (rule.ok()) rules.emplace(name, *rule);
  }
  if (!faults.empty()) return absl::FailedPreconditionError(absl::StrJoin(faults, "\n"));
  std::vector<v1::BenefitRule> loaded;
  for (auto& [code, rule] : rules) loaded.push_back(std::move(rule));
  RETURN_IF_ERROR(CheckTogether(loaded, directory));
  return loaded;
}

}  // namespace dayaq::payment
