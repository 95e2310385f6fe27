// The tree's hashes (RFC 6962, 2.1): SHA-256 with one byte in front that tells leaves from nodes.
#ifndef SERVICES_PLATFORM_TLOG_TREE_HASH_H_
#define SERVICES_PLATFORM_TLOG_TREE_HASH_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace dayaq::tlog {

inline constexpr size_t kHashSize = 32;
using Hash = std::array<unsigned char, kHashSize>;

// SHA-256 of those bytes.
Hash Sha256(absl::string_view bytes);

// The hash of a leaf: SHA-256(0x00 | data). In this house's log the data is the SHA-256 of an entry's canonical bytes.
Hash LeafHash(absl::string_view leaf_data);

// The hash of a node above two others: SHA-256(0x01 | left | right).
Hash NodeHash(const Hash& left, const Hash& right);

// The root of a tree without leaves: SHA-256 of nothing.
const Hash& EmptyRoot();

// The 32 bytes of a hash, valid as long as the hash; and back, nothing for any other number of bytes.
inline absl::string_view View(const Hash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }
inline std::string Bytes(const Hash& hash) { return std::string(View(hash)); }
std::optional<Hash> HashFrom(absl::string_view bytes);

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_TREE_HASH_H_
