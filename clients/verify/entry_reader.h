// The canonical bytes of an audit entry, read without protobuf, and told to people.
#ifndef CLIENTS_VERIFY_ENTRY_READER_H_
#define CLIENTS_VERIFY_ENTRY_READER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/common/text.h"

namespace dayaq::verify {

// One field as it stands there: `number` when the wire has a number, else `bytes`.
struct EntryField {
  int field = 0;
  bool is_number = false;
  uint64_t number = 0;
  std::string bytes;
};

// All fields in their order. Nothing when the bytes are not what the canonical writer writes: numbers of fields that do not ascend,
// numbers that are longer than they need be, values that are left out when they are the default.
std::optional<std::vector<EntryField>> ReadEntry(absl::string_view canonical);

// The text of a string field, empty when it is not there; the first of a repeated one.
std::string TextOf(const std::vector<EntryField>& entry, int field);

// Fields of dayaq.audit.v1.Entry that programs ask for.
inline constexpr int kEntryMethod = 11, kEntryResources = 17, kEntryBeforeHash = 21;

// A line for each field: its name in that language, and its value. Fields this version does not know are shown by number. Control
// characters and everything beyond ASCII are shown escaped: what someone wrote into an entry cannot play with the screen.
std::string ToldEntry(const std::vector<EntryField>& entry, cli::Language language);

}  // namespace dayaq::verify

#endif  // CLIENTS_VERIFY_ENTRY_READER_H_
