#include "services/platform/tlog/note.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/tlog/tree_hash.h"
#include "services/platform/tlog/utf8.h"

namespace dayaq::tlog {
namespace {

constexpr absl::string_view kDash = "\u2014 ";
constexpr size_t kKeyIdBytes = 4;

absl::Status NoNote(absl::string_view why) { return absl::InvalidArgumentError(absl::StrCat("Not a signed note: ", why, ".")); }

uint32_t KeyId(absl::string_view name, KeyType type, absl::string_view public_key) {
  const Hash hash = Sha256(absl::StrCat(name, "\n", std::string(1, static_cast<char>(type)), public_key));
  return uint32_t{hash[0]} << 24 | uint32_t{hash[1]} << 16 | uint32_t{hash[2]} << 8 | uint32_t{hash[3]};
}

std::string BigEndian(uint32_t number) {
  std::string bytes;
  for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<char>(number >> shift));
  return bytes;
}

absl::StatusOr<NoteSignature> ParseSignature(absl::string_view line) {
  if (!absl::ConsumePrefix(&line, kDash)) return NoNote("a signature line begins with an em dash");
  const size_t space = line.find(' ');
  if (space == absl::string_view::npos || !IsKeyName(line.substr(0, space))) return NoNote("a signature has the name of its key");
  const auto bytes = DecodeBase64(line.substr(space + 1));
  if (!bytes.has_value() || bytes->size() <= kKeyIdBytes) return NoNote("a signature is base64 of a key id and more");
  NoteSignature signature;
  signature.name = std::string(line.substr(0, space));
  for (size_t i = 0; i < kKeyIdBytes; ++i) signature.key_id = signature.key_id << 8 | static_cast<unsigned char>((*bytes)[i]);
  signature.blob = bytes->substr(kKeyIdBytes);
  return signature;
}

}  // namespace

absl::StatusOr<Note> ParseNote(absl::string_view written) {
  if (written.size() > kMostNoteBytes) return NoNote("too long");
  if (!IsNoteText(written)) return NoNote("control characters or broken UTF-8");
  // The last empty line ends the text.
  const size_t blank = written.rfind("\n\n");
  if (blank == absl::string_view::npos || !absl::EndsWith(written, "\n")) return NoNote("no signatures behind an empty line");
  Note note;
  note.text = std::string(written.substr(0, blank + 1));
  absl::string_view lines = written.substr(blank + 2);
  if (lines.empty()) return NoNote("no signature");
  lines.remove_suffix(1);
  for (const absl::string_view line : absl::StrSplit(lines, '\n')) {
    if (note.signatures.size() == kMostNoteSignatures) return NoNote("more than 16 signatures");
    ASSIGN_OR_RETURN(NoteSignature signature, ParseSignature(line));
    note.signatures.push_back(std::move(signature));
  }
  return note;
}

std::string FormatNote(const Note& note) {
  std::string written = absl::StrCat(note.text, "\n");
  for (const NoteSignature& signature : note.signatures) {
    absl::StrAppend(&written, kDash, signature.name, " ", EncodeBase64(BigEndian(signature.key_id) + signature.blob), "\n");
  }
  return written;
}

bool IsKeyName(absl::string_view name) {
  return !name.empty() && name.size() <= kMostKeyNameBytes && name.find_first_of("+\n") == absl::string_view::npos &&
         IsNoteText(name) && !HasUnicodeSpace(name);
}

VerifierKey::VerifierKey(std::string name, KeyType type, std::string public_key)
    : name_(std::move(name)), type_(type), public_key_(std::move(public_key)), id_(KeyId(name_, type_, public_key_)) {}

absl::StatusOr<VerifierKey> VerifierKey::Parse(absl::string_view vkey) {
  const auto refused = [](absl::string_view why) {
    return absl::InvalidArgumentError(absl::StrCat("Not a public key of the form name+id+base64: ", why, "."));
  };
  const std::vector<absl::string_view> parts = absl::StrSplit(vkey, absl::MaxSplits('+', 2));
  if (parts.size() != 3) return refused("it has not three parts");
  if (!IsKeyName(parts[0])) return refused("the name is none");
  const auto material = DecodeBase64(parts[2]);
  if (!material.has_value() || material->size() != 1 + kEd25519KeySize) return refused("the last part is not base64 of 33 bytes");
  const auto type = static_cast<KeyType>((*material)[0]);
  if (type != KeyType::kNote && type != KeyType::kCosignature) return refused("the kind of key is unknown");
  VerifierKey key{std::string(parts[0]), type, material->substr(1)};
  if (parts[1] != absl::StrFormat("%08x", key.id())) return refused("the id is not that of the key");
  return key;
}

VerifierKey VerifierKey::Of(std::string name, KeyType type, const SigningKey& key) {
  return VerifierKey(std::move(name), type, key.public_key());
}

std::string VerifierKey::Text() const {
  return absl::StrCat(name_, "+", absl::StrFormat("%08x", id_), "+",
                      EncodeBase64(std::string(1, static_cast<char>(type_)) + public_key_));
}

NoteSignature SignNote(absl::string_view text, const std::string& name, const SigningKey& key) {
  return {name, KeyId(name, KeyType::kNote, key.public_key()), key.Sign(text)};
}

absl::Status VerifyNote(const Note& note, const VerifierKey& key) {
  if (key.type() != KeyType::kNote) return absl::InvalidArgumentError("The key is one of a witness, not of a log.");
  bool is_signed = false;
  for (const NoteSignature& signature : note.signatures) {
    if (!key.Claims(signature)) continue;
    if (!VerifyEd25519(key.public_key(), note.text, signature.blob)) {
      return absl::DataLossError(absl::StrCat("The signature of ", key.name(), " is wrong."));
    }
    is_signed = true;
  }
  if (is_signed) return absl::OkStatus();
  return absl::NotFoundError(absl::StrCat("The key of ", key.name(), " did not sign."));
}

std::optional<std::string> DecodeBase64(absl::string_view text) {
  std::string bytes;
  // absl takes white space and missing padding too; only the spelling it would write itself is right.
  if (!absl::Base64Unescape(text, &bytes) || absl::Base64Escape(bytes) != text) return std::nullopt;
  return bytes;
}

std::string EncodeBase64(absl::string_view bytes) { return absl::Base64Escape(bytes); }

std::optional<uint64_t> ParseDecimal(absl::string_view text) {
  if (text.empty() || text.size() > 20 || (text.size() > 1 && text[0] == '0')) return std::nullopt;
  uint64_t number = 0;
  for (const char character : text) {
    if (character < '0' || character > '9') return std::nullopt;
    const auto digit = static_cast<uint64_t>(character - '0');
    if (number > (UINT64_MAX - digit) / 10) return std::nullopt;
    number = number * 10 + digit;
  }
  return number;
}

}  // namespace dayaq::tlog
