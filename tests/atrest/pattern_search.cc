#include "tests/atrest/pattern_search.h"

#include <cstring>
#include <stdexcept>

namespace dayaq::testing {

uint64_t PatternSearch::PrefixAt(const char* at) {
  uint64_t prefix = 0;
  std::memcpy(&prefix, at, kPrefix);
  return prefix;
}

PatternSearch::PatternSearch(const std::vector<std::string>& patterns) : patterns_(patterns), bits_(1u << 24) {
  for (size_t i = 0; i < patterns_.size(); ++i) {
    if (patterns_[i].size() < kPrefix) throw std::logic_error("a pattern is too short");
    const uint64_t prefix = PrefixAt(patterns_[i].data());
    bits_[Bit(prefix)] = true;
    by_prefix_.emplace(prefix, i);
  }
}

std::vector<PatternSearch::Hit> PatternSearch::FindIn(absl::string_view bytes) const {
  std::vector<Hit> hits;
  for (size_t at = 0; at + kPrefix <= bytes.size(); ++at) {
    const uint64_t prefix = PrefixAt(bytes.data() + at);
    if (!bits_[Bit(prefix)]) continue;
    const auto [first, last] = by_prefix_.equal_range(prefix);
    for (auto candidate = first; candidate != last; ++candidate) {
      const std::string& pattern = patterns_[candidate->second];
      if (bytes.substr(at, pattern.size()) == pattern) hits.push_back({candidate->second, at});
    }
  }
  return hits;
}

}  // namespace dayaq::testing
