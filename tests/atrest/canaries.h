// People whose every particular is found nowhere else: what of them is met in a file came from their registration.
#ifndef TESTS_ATREST_CANARIES_H_
#define TESTS_ATREST_CANARIES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace dayaq::testing {

struct Canary {
  std::string family_name, given_name, father_name, national_id, phone, address, iban;
};

// The person of that number, the same in each run.
Canary CanaryOf(uint64_t number);

// One thing to look for.
struct Secret {
  std::string kind;  // "family_name"
  std::string text;
};

// Everything of the first `people` canaries.
std::vector<Secret> SecretsOf(uint64_t people);

}  // namespace dayaq::testing

#endif  // TESTS_ATREST_CANARIES_H_
