// Signed notes (C2SP signed-note): a text and who signed it. Strict: what is not written in the one right form is not a note.
#ifndef SERVICES_PLATFORM_TLOG_NOTE_H_
#define SERVICES_PLATFORM_TLOG_NOTE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/sealing/ed25519.h"

namespace dayaq::tlog {

inline constexpr size_t kMostNoteBytes = 64 * 1024;
inline constexpr size_t kMostNoteSignatures = 16;
inline constexpr size_t kMostKeyNameBytes = 255;

// One signature line. `blob` is what follows the key id: 64 bytes of Ed25519, or a time before them (cosignature.h).
struct NoteSignature {
  std::string name;
  uint32_t key_id = 0;
  std::string blob;

  friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

// `text` ends with a newline; the blank line after it belongs to neither side.
struct Note {
  std::string text;
  std::vector<NoteSignature> signatures;
};

// INVALID_ARGUMENT for everything else than a note: control characters, broken UTF-8, base64 in another than its one form, no
// signature, more than 16.
absl::StatusOr<Note> ParseNote(absl::string_view written);
std::string FormatNote(const Note& note);

// Whether a key may have that name: not empty, no white space, no plus, no control characters, valid UTF-8.
bool IsKeyName(absl::string_view name);

enum class KeyType : unsigned char { kNote = 0x01, kCosignature = 0x04 };

// A public key with its name: "name+0a1b2c3d+base64". The id follows from name, type and key.
class VerifierKey {
 public:
  // INVALID_ARGUMENT for other forms, other types, and an id that is not the key's.
  static absl::StatusOr<VerifierKey> Parse(absl::string_view vkey);
  // The key of a signer. The name must be one (IsKeyName).
  static VerifierKey Of(std::string name, KeyType type, const SigningKey& key);

  std::string Text() const;
  const std::string& name() const { return name_; }
  KeyType type() const { return type_; }
  uint32_t id() const { return id_; }
  const std::string& public_key() const { return public_key_; }
  // Whether that line claims to be of this key: name and id. What it claims must then be true.
  bool Claims(const NoteSignature& signature) const { return signature.key_id == id_ && signature.name == name_; }

 private:
  VerifierKey(std::string name, KeyType type, std::string public_key);

  std::string name_;
  KeyType type_;
  std::string public_key_;
  uint32_t id_;
};

// A signature line over a text (type kNote).
NoteSignature SignNote(absl::string_view text, const std::string& name, const SigningKey& key);

// OK when `key` (type kNote) signed the note; DATA_LOSS when a line claims so and is wrong, NOT_FOUND when no line claims so.
absl::Status VerifyNote(const Note& note, const VerifierKey& key);

// Standard base64 with padding, in its one form; nothing for any other spelling.
std::optional<std::string> DecodeBase64(absl::string_view text);
std::string EncodeBase64(absl::string_view bytes);
// A decimal number without a sign or leading zeros; nothing for any other spelling, nor for what does not fit 64 bits.
std::optional<uint64_t> ParseDecimal(absl::string_view text);

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_NOTE_H_
