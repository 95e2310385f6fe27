// dayaq-audit-verify: the log of the registry, checked by anybody, with published files and a public key.
#ifndef CLIENTS_VERIFY_PROGRAM_H_
#define CLIENTS_VERIFY_PROGRAM_H_

#include <ostream>

#include "absl/time/time.h"

namespace dayaq::verify {

// 0: all that was looked at holds. 1: something does not. 2: usage, or nothing could be looked at.
int RunProgram(int argc, const char* const* argv, std::ostream& out, std::ostream& err, absl::Time now);

}  // namespace dayaq::verify

#endif  // CLIENTS_VERIFY_PROGRAM_H_
