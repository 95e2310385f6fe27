// Sealed cells: one value of one row and column under the key of the person it is about (AES-256-GCM).
//
// Format: version (1 byte, 0x01) | key id (4 bytes) | IV (12 random bytes) | ciphertext | tag (16 bytes).
// The associated data binds a cell to its table, column, row and key, so that whoever can write the database can neither move a
// cell to another row, nor swap two columns, nor put back the cell of another person. It does not stop putting back an older value
// of the same cell; the audit log shows that. One key seals the cells of one person only, far below the 2^32 random IVs that
// NIST SP 800-38D allows for one key.
#ifndef SERVICES_PLATFORM_SEALING_CELL_H_
#define SERVICES_PLATFORM_SEALING_CELL_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/sealing/secret_key.h"

namespace dayaq {

// Bytes that sealing adds to a value.
inline constexpr size_t kCellOverhead = 1 + 4 + 12 + 16;
// The most bytes one cell may hold: what gRPC carries at most.
inline constexpr size_t kMostCellBytes = size_t{64} << 20;

// Where a cell stands. None of the three may change once data is sealed.
struct CellPlace {
  absl::string_view table;    // "incident.casualty"
  absl::string_view column;   // "family_name"
  absl::string_view row_uid;  // the row's own id
};

// The key of one person, and the id that its cells carry.
class PersonKey {
 public:
  // `uid` names the key row; its cells carry the first four bytes of its SHA-256.
  PersonKey(absl::string_view uid, SecretKey key);
  PersonKey(uint32_t id, SecretKey key) : id_(id), key_(std::move(key)) {}

  uint32_t id() const { return id_; }
  const SecretKey& key() const { return key_; }

 private:
  uint32_t id_;
  SecretKey key_;
};

// The sealed form of `plain` (any bytes, at most kMostCellBytes; a longer value ends the process, requests are bounded long
// before). The same value seals differently each time.
std::string Seal(const PersonKey& key, const CellPlace& place, absl::string_view plain);

// The value again. DATA_LOSS with SEAL_BROKEN, and no further word, when the cell was moved, cut, changed or sealed under another
// key.
absl::StatusOr<std::string> Open(const PersonKey& key, const CellPlace& place, absl::string_view cell);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SEALING_CELL_H_
