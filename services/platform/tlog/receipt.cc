#include "services/platform/tlog/receipt.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "services/platform/sealing/ed25519.h"
#include "services/platform/tlog/note.h"

namespace dayaq::tlog {
namespace {

constexpr char Tag(int field) { return static_cast<char>(field << 3 | 2); }
constexpr char kSecondsTag = 1 << 3;

// Takes the bytes of that field off the front; nothing when another field stands there. No field here has more than 127 bytes.
std::optional<absl::string_view> TakeField(int field, absl::string_view& bytes) {
  if (bytes.size() < 2 || bytes[0] != Tag(field)) return std::nullopt;
  const auto length = static_cast<unsigned char>(bytes[1]);
  if (length > 127 || bytes.size() < 2u + length) return std::nullopt;
  const absl::string_view value = bytes.substr(2, length);
  bytes.remove_prefix(2u + length);
  return value;
}

std::string Varint(uint64_t number) {
  std::string bytes;
  for (; number > 127; number >>= 7) bytes.push_back(static_cast<char>(number | 0x80));
  bytes.push_back(static_cast<char>(number));
  return bytes;
}

// A Timestamp of whole seconds.
std::optional<int64_t> ParseSeconds(absl::string_view timestamp) {
  if (timestamp.size() < 2 || timestamp.size() > 10 || timestamp[0] != kSecondsTag) return std::nullopt;
  uint64_t seconds = 0;
  int shift = 0;
  for (const char byte : timestamp.substr(1)) {
    seconds |= (static_cast<uint64_t>(byte) & 0x7f) << shift;
    shift += 7;
  }
  // Only the shortest spelling of one number, and no other field behind it.
  if (seconds == 0 || timestamp.substr(1) != Varint(seconds)) return std::nullopt;
  return static_cast<int64_t>(seconds);
}

void AppendField(int field, absl::string_view value, std::string& bytes) {
  bytes.push_back(Tag(field));
  bytes += Varint(value.size());
  absl::StrAppend(&bytes, value);
}

}  // namespace

std::string ReceiptText(const Receipt& receipt) {
  return absl::StrCat("dayaq-audit-receipt/v1\n", receipt.service, "\n", receipt.entry_uid, "\n", EncodeBase64(View(receipt.leaf)),
                      "\n", receipt.unix_seconds, "\n");
}

absl::StatusOr<Receipt> ParseReceipt(absl::string_view serialized) {
  const auto refused = [] { return absl::InvalidArgumentError("Not a receipt."); };
  if (serialized.size() > kMostReceiptBytes) return refused();
  const auto service = TakeField(1, serialized);
  const auto uid = service.has_value() ? TakeField(2, serialized) : std::nullopt;
  const auto leaf = uid.has_value() ? TakeField(3, serialized) : std::nullopt;
  const auto time = leaf.has_value() ? TakeField(4, serialized) : std::nullopt;
  const auto signature = time.has_value() ? TakeField(5, serialized) : std::nullopt;
  if (!signature.has_value() || !serialized.empty()) return refused();
  const auto hash = HashFrom(*leaf);
  const auto seconds = ParseSeconds(*time);
  if (!IsKeyName(*service) || !IsKeyName(*uid) || !hash.has_value() || !seconds.has_value() ||
      signature->size() != kEd25519SignatureSize) {
    return refused();
  }
  return Receipt{std::string(*service), std::string(*uid), *hash, *seconds, std::string(*signature)};
}

std::string SerializeReceipt(const Receipt& receipt) {
  std::string bytes;
  AppendField(1, receipt.service, bytes);
  AppendField(2, receipt.entry_uid, bytes);
  AppendField(3, View(receipt.leaf), bytes);
  AppendField(4, std::string(1, kSecondsTag) + Varint(static_cast<uint64_t>(receipt.unix_seconds)), bytes);
  AppendField(5, receipt.signature, bytes);
  return bytes;
}

bool VerifyReceipt(const Receipt& receipt, absl::string_view public_key) {
  return VerifyEd25519(public_key, ReceiptText(receipt), receipt.signature);
}

}  // namespace dayaq::tlog
