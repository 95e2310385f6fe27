#include "services/platform/identity/base64url.h"

#include <cstdint>

namespace dayaq::identity {
namespace {

// The six bits a character stands for, or nothing.
std::optional<uint32_t> Bits(char character) {
  if (character >= 'A' && character <= 'Z') return static_cast<uint32_t>(character - 'A');
  if (character >= 'a' && character <= 'z') return static_cast<uint32_t>(character - 'a' + 26);
  if (character >= '0' && character <= '9') return static_cast<uint32_t>(character - '0' + 52);
  if (character == '-') return 62;
  if (character == '_') return 63;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> DecodeBase64Url(absl::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  uint32_t pending = 0;
  int pending_bits = 0;
  for (const char character : text) {
    const auto bits = Bits(character);
    if (!bits.has_value()) return std::nullopt;
    pending = (pending << 6) | *bits;
    pending_bits += 6;
    if (pending_bits >= 8) {
      pending_bits -= 8;
      bytes.push_back(static_cast<char>(pending >> pending_bits));
      pending &= (1u << pending_bits) - 1;
    }
  }
  if (pending != 0) return std::nullopt;
  return bytes;
}

}  // namespace dayaq::identity
