// Any bytes as a request with every kind of rule: the three passes over it never fail, and the second time they
// decide the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "google/protobuf/stubs/logging.h"
#include "services/platform/validation/validator.h"
#include "services/platform/validation/validator_test.pb.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const google::protobuf::LogSilencer quiet;
  dayaq::validation::test::Sample sent;
  sent.ParsePartialFromArray(data, static_cast<int>(size));  // keeps what it understood
  dayaq::ClearOutputOnly(sent);
  dayaq::NormaliseText(sent);
  // Copied, because keys of a map that became equal are one entry from then on.
  dayaq::validation::test::Sample once = sent;
  dayaq::Violations found;
  dayaq::Validate(once, absl::FromUnixSeconds(1'800'000'000), found);
  if (found.empty() != found.ToStatus().ok()) std::abort();

  dayaq::validation::test::Sample twice = once;
  dayaq::ClearOutputOnly(twice);
  dayaq::NormaliseText(twice);
  dayaq::Violations found_again;
  dayaq::Validate(twice, absl::FromUnixSeconds(1'800'000'000), found_again);
  // Not their number: of a map above its limit only some entries are looked at, and maps have no order.
  if (found.empty() != found_again.empty()) std::abort();
  return 0;
}
