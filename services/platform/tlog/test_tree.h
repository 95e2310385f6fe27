// A tree worked out straight from the definition of RFC 6962, and a small log in memory, for the tests of this room.
#ifndef SERVICES_PLATFORM_TLOG_TEST_TREE_H_
#define SERVICES_PLATFORM_TLOG_TEST_TREE_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/tlog/log_source.h"
#include "services/platform/tlog/tree_hash.h"

namespace dayaq::tlog::testing {

// Leaf data that is easy to tell apart: the SHA-256 of the number.
inline Hash DataOf(uint64_t number) { return Sha256(absl::StrCat("entry ", number)); }

inline std::vector<Hash> LeafHashes(uint64_t count) {
  std::vector<Hash> hashes;
  for (uint64_t i = 0; i < count; ++i) hashes.push_back(LeafHash(View(DataOf(i))));
  return hashes;
}

// MTH(D[begin:end]), word for word.
inline Hash DefinedRoot(const std::vector<Hash>& leaves, size_t begin, size_t end) {
  if (begin == end) return Sha256("");
  if (end - begin == 1) return leaves[begin];
  size_t split = 1;
  while (2 * split < end - begin) split *= 2;
  return NodeHash(DefinedRoot(leaves, begin, begin + split), DefinedRoot(leaves, begin + split, end));
}

// Files in memory.
class MemorySource : public LogSource {
 public:
  absl::StatusOr<std::string> Read(const std::string& path, size_t most_bytes) override {
    const auto file = files.find(path);
    if (file == files.end()) return absl::NotFoundError(path);
    if (file->second.size() > most_bytes) return absl::ResourceExhaustedError(path);
    return file->second;
  }

  std::map<std::string, std::string> files;
};

}  // namespace dayaq::tlog::testing

#endif  // SERVICES_PLATFORM_TLOG_TEST_TREE_H_
