// policy_verdicts (access|tables) FILE...: what the services' own loaders say of each file: "ok", or why not. One line a file.
#include <iostream>
#include <string>

#include "policy/compiler/tables.h"

int main(int argc, char** argv) {
  const std::string kind = argc > 1 ? argv[1] : "";
  if (kind != "access" && kind != "tables") {
    std::cerr << "usage: policy_verdicts (access|tables) FILE...\n";
    return 2;
  }
  for (int i = 2; i < argc; ++i) {
    const absl::Status status = kind == "access" ? dayaq::AccessPolicy::Load(argv[i]).status()
                                                 : dayaq::policy::LoadTables(argv[i], dayaq::LinkedPolicy()).status();
    std::cout << (status.ok() ? "ok" : std::string(status.message())) << "\n";
  }
  return 0;
}
