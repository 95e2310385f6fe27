// dayaqctl: the registry from a command line.
#include <grpc/support/log.h>

#include <cstdlib>
#include <iostream>

#include "clients/cli/program.h"

int main(int argc, char** argv) {
  // gRPC's own lines on stderr are for people who debug gRPC.
  if (std::getenv("GRPC_VERBOSITY") == nullptr) gpr_set_log_function([](gpr_log_func_args*) {});
  return static_cast<int>(dayaq::cli::RunProgram(argc, argv, std::cout, std::cerr));
}
