// A small JSON reader for tokens and key sets, where two readers must never disagree about what a text says.
//
// It refuses what RFC 8259 leaves open: duplicate names, invalid UTF-8, lone surrogates, NUL, deep nesting. Belongs here: reading.
// Does not: writing JSON, or JSON of the public API (Protobuf does that).
#ifndef SERVICES_PLATFORM_IDENTITY_STRICT_JSON_H_
#define SERVICES_PLATFORM_IDENTITY_STRICT_JSON_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace dayaq::identity {

struct Json {
  enum class Kind { kNull, kBool, kNumber, kString, kArray, kObject };

  Kind kind = Kind::kNull;
  bool boolean = false;
  // What a string says (unescaped UTF-8), or how a number is spelled.
  std::string text;
  // Elements of an array, or values of an object in step with `names`.
  std::vector<Json> items;
  std::vector<std::string> names;

  // The member of that name; null when there is none or this is no object.
  const Json* Find(absl::string_view name) const;
  // The member of that name when it is a string; null otherwise.
  const std::string* FindString(absl::string_view name) const;
  // The number when it is a whole one of at most 15 digits, so that every reader sees the same value.
  std::optional<int64_t> AsInteger() const;
};

// Nothing when the text is not exactly one acceptable JSON value, is longer than `most_bytes`, nests deeper than 8, or holds an
// object of more than 64 members.
std::optional<Json> ParseJson(absl::string_view text, size_t most_bytes);

}  // namespace dayaq::identity

#endif  // SERVICES_PLATFORM_IDENTITY_STRICT_JSON_H_
