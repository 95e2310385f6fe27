#include <iostream>

#include "absl/time/clock.h"
#include "clients/verify/program.h"

int main(int argc, char** argv) { return dayaq::verify::RunProgram(argc, argv, std::cout, std::cerr, absl::Now()); }
