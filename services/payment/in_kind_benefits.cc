#include "services/payment/in_kind_benefits.h"

#include <filesystem>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "openssl/sha.h"
#include "services/payment/in_kind_rule_reader.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq::payment {
namespace {

namespace fs = std::filesystem;

absl::Status Told(const std::vector<std::string>& faults) {
  return faults.empty() ? absl::OkStatus() : absl::FailedPreconditionError(absl::StrJoin(faults, "\n"));
}

}  // namespace

absl::StatusOr<v1::InKindRule> CompileInKindBenefit(absl::string_view text, absl::string_view file_name) {
  ASSIGN_OR_RETURN(const StrictYaml root, StrictYaml::Parse(std::string(text), file_name));
  InKindRuleReader reader(root, fs::path(std::string(file_name)).stem().string());
  reader.Read();
  RETURN_IF_ERROR(reader.ToStatus());
  v1::InKindRule rule = reader.in_kind();
  unsigned char hash[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash);
  rule.set_content_hash(absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(hash), sizeof(hash))));
  return rule;
}

absl::StatusOr<std::vector<v1::InKindRule>> LoadInKindBenefits(const std::string& directory) {
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
  // A file is called like its benefit, so that no two name the same one.
  std::vector<v1::InKindRule> rules;
  for (const std::string& path : paths) {
    ASSIGN_OR_RETURN(const std::string text, ReadPolicyFile(path));
    absl::StatusOr<v1::InKindRule> rule = CompileInKindBenefit(text, path);
    if (rule.ok()) {
      rules.push_back(*std::move(rule));
    } else {
      faults.emplace_back(rule.status().message());
    }
  }
  RETURN_IF_ERROR(Told(faults));
  return rules;
}

absl::Status CheckInKindVersions(const std::vector<v1::InKindRule>& in_force, const std::vector<v1::InKindRule>& kept) {
  std::map<std::pair<std::string, int>, std::string> hashes;
  for (const v1::InKindRule& rule : kept) hashes[{rule.benefit(), rule.version()}] = rule.content_hash();
  std::vector<std::string> faults;
  for (const v1::InKindRule& rule : in_force) {
    const auto known = hashes.find({rule.benefit(), rule.version()});
    if (known == hashes.end() || known->second == rule.content_hash()) continue;
    faults.push_back(absl::StrCat("benefits-in-kind/", rule.benefit(), ".yaml: version ", rule.version(),
                                  " was in force here with another content, and places in queues rest on it: raise the version"));
  }
  return Told(faults);
}

absl::Status CheckCodesApart(const std::vector<v1::InKindRule>& in_kind, const std::vector<v1::BenefitRule>& in_money) {
  std::set<std::string> codes;
  for (const v1::BenefitRule& rule : in_money) codes.insert(rule.benefit());
  std::vector<std::string> faults;
  for (const v1::InKindRule& rule : in_kind) {
    if (codes.count(rule.benefit()) == 0) continue;
    faults.push_back(absl::StrCat("benefits-in-kind/", rule.benefit(), ".yaml: a benefit in money has that code"));
  }
  return Told(faults);
}

}  // namespace dayaq::payment
