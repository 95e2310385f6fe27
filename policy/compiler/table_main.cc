// policy_table_writer POLICY_DIRECTORY FILE: writes the decision table that every service links. A program of its own, because all
// services wait for it at build time and for nothing else of the compiler.
#include <cstdio>
#include <fstream>
#include <iostream>

#include "policy/compiler/table_output.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: policy_table_writer POLICY_DIRECTORY FILE\n";
    return 2;
  }
  const absl::StatusOr<dayaq::AccessPolicy> policy = dayaq::policy::LoadPolicy(argv[1]);
  if (!policy.ok()) {
    std::cerr << policy.status().message() << "\n";
    return 1;
  }
  std::ofstream file(argv[2], std::ios::binary | std::ios::trunc);
  file << dayaq::policy::DecisionTable(*policy);
  file.close();
  if (!file) {
    std::cerr << argv[2] << ": cannot be written\n";
    std::remove(argv[2]);
    return 1;
  }
  return 0;
}
