// policy_compiler --policy DIR --write ROOT: makes everything that follows from policy/*.yaml and is kept in the repository.
// policy_compiler --policy DIR --check ROOT: says which of it differs; exit 1 when any does.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "policy/compiler/outputs.h"
#include "policy/compiler/table_output.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::policy {
namespace {

struct GeneratedFile {
  std::string path;  // from the root of the repository
  std::string text;
};

absl::StatusOr<std::vector<GeneratedFile>> Compile(const std::string& directory) {
  ASSIGN_OR_RETURN(const AccessPolicy policy, LoadPolicy(directory));
  ASSIGN_OR_RETURN(const Tables tables, LoadTables(directory, policy));
  return std::vector<GeneratedFile>{
      {"policy/generated/access.sql", AccessSql(policy, tables)}, {"policy/generated/roles.sql", RolesSql(policy, tables)},
      {"policy/generated/access.cedar", CedarPolicies(policy)},   {"policy/generated/access.cedarschema", CedarSchema(policy)},
      {"docs/access-matrix.md", AccessMatrix(policy, tables)},
  };
}

bool Same(const std::filesystem::path& path, const std::string& text) {
  std::ifstream stream(path, std::ios::binary);
  std::stringstream bytes;
  bytes << stream.rdbuf();
  return stream && bytes.str() == text;
}

absl::Status Write(const std::string& root, const std::vector<GeneratedFile>& files) {
  int written = 0;
  for (const GeneratedFile& file : files) {
    const std::filesystem::path path = std::filesystem::path(root) / file.path;
    if (Same(path, file.text)) continue;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream stream(path, std::ios::binary | std::ios::trunc);
    stream << file.text;
    stream.close();
    if (!stream) return absl::UnavailableError(absl::StrCat(path.string(), ": cannot be written"));
    std::cout << "written: " << file.path << "\n";
    ++written;
  }
  if (written == 0) std::cout << "nothing to write: all of it is what policy/ says\n";
  return absl::OkStatus();
}

absl::Status Check(const std::string& root, const std::vector<GeneratedFile>& files) {
  std::string differing;
  for (const GeneratedFile& file : files) {
    if (!Same(std::filesystem::path(root) / file.path, file.text))
      absl::StrAppend(&differing, file.path, ": is not what policy/*.yaml says\n");
  }
  if (differing.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(differing, "run ./dayaq policy, look at the difference and commit it"));
}

absl::Status Run(const std::string& directory, const std::string& mode, const std::string& root) {
  ASSIGN_OR_RETURN(const std::vector<GeneratedFile> files, Compile(directory));
  return mode == "--write" ? Write(root, files) : Check(root, files);
}

}  // namespace
}  // namespace dayaq::policy

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() != 4 || arguments[0] != "--policy" || (arguments[2] != "--write" && arguments[2] != "--check")) {
    std::cerr << "usage: policy_compiler --policy DIRECTORY (--write | --check) ROOT\n";
    return 2;
  }
  const absl::Status status = dayaq::policy::Run(arguments[1], arguments[2], arguments[3]);
  if (status.ok()) return 0;
  std::cerr << status.message() << "\n";
  return 1;
}
