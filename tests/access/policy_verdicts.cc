// policy_verdicts (access|tables) FILE...: what the services' own loaders say of each file, of tables in place of the shipped one
// of its name: "ok", or why not. One line a file. Run from the top of the checkout.
#include <filesystem>
#include <iostream>
#include <string>

#include "policy/compiler/tables.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/base/strict_yaml.h"

namespace dayaq {
namespace {

absl::Status LoadInPlace(const std::string& file) {
  ASSIGN_OR_RETURN(policy::TableTexts texts, policy::ReadTableTexts("policy"));
  ASSIGN_OR_RETURN(texts[std::filesystem::path(file).stem().string()], ReadPolicyFile(file));
  return policy::ParseTables(texts, LinkedPolicy()).status();
}

}  // namespace
}  // namespace dayaq

int main(int argc, char** argv) {
  const std::string kind = argc > 1 ? argv[1] : "";
  if (kind != "access" && kind != "tables") {
    std::cerr << "usage: policy_verdicts (access|tables) FILE...\n";
    return 2;
  }
  for (int i = 2; i < argc; ++i) {
    const absl::Status status = kind == "access" ? dayaq::AccessPolicy::Load(argv[i]).status() : dayaq::LoadInPlace(argv[i]);
    std::cout << (status.ok() ? "ok" : std::string(status.message())) << "\n";
  }
  return 0;
}
