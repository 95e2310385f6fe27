// Lists of codes as bits: what a vacancy asks for and what somebody can do are compared in one step, in the database and here
// alike. The bit of a code is its number in the contract, which never changes.
#ifndef SERVICES_EMPLOYMENT_MATCH_BITS_H_
#define SERVICES_EMPLOYMENT_MATCH_BITS_H_

#include <cstdint>

#include "dayaq/employment/v1/work_codes.pb.h"

namespace dayaq::employment {

using Bits = uint64_t;

constexpr Bits BitOf(int code) { return code > 0 && code < 63 ? Bits{1} << code : 0; }

// Numbers over 62 would not fit a bigint, and those over 30 no integer.
static_assert(v1::Skill_MAX < 63 && v1::WorkLanguage_MAX < 31 && v1::DrivingCategory_MAX < 31 && v1::FunctionDomain_MAX < 31 &&
              v1::WorkAdaptation_MAX < 31 && v1::WorkSchedule_MAX < 31);

template <typename Codes>
Bits BitsOf(const Codes& codes) {
  Bits bits = 0;
  for (const int code : codes) bits |= BitOf(code);
  return bits;
}

constexpr int CountOf(Bits bits) { return __builtin_popcountll(bits); }
// As a column takes them.
constexpr int64_t Column(Bits bits) { return static_cast<int64_t>(bits); }

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_MATCH_BITS_H_
