// Looks for very many texts at once in files of any size.
#ifndef TESTS_ATREST_PATTERN_SEARCH_H_
#define TESTS_ATREST_PATTERN_SEARCH_H_

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/strings/string_view.h"

namespace dayaq::testing {

class PatternSearch {
 public:
  // Of at least six bytes each.
  explicit PatternSearch(const std::vector<std::string>& patterns);

  struct Hit {
    size_t pattern = 0;
    size_t offset = 0;
  };
  std::vector<Hit> FindIn(absl::string_view bytes) const;

 private:
  static constexpr size_t kPrefix = 6;
  static uint64_t PrefixAt(const char* at);
  static uint32_t Bit(uint64_t prefix) { return static_cast<uint32_t>(prefix * 0x9e3779b97f4a7c15u >> 40); }

  std::vector<std::string> patterns_;
  std::vector<bool> bits_;  // of hashed prefixes: most places of a file are passed by with one look
  std::unordered_multimap<uint64_t, size_t> by_prefix_;
};

}  // namespace dayaq::testing

#endif  // TESTS_ATREST_PATTERN_SEARCH_H_
