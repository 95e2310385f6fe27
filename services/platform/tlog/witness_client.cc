#include "services/platform/tlog/witness_client.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/tlog/cosignature.h"

namespace dayaq::tlog {
namespace {

// Somebody else may have shown the witness a newer checkpoint between two questions, not time and again.
constexpr int kMostTries = 3;

std::string RequestBody(uint64_t old_size, const std::vector<Hash>& proof, const std::string& note) {
  std::string body = absl::StrCat("old ", old_size, "\n");
  for (const Hash& hash : proof) absl::StrAppend(&body, EncodeBase64(View(hash)), "\n");
  return absl::StrCat(body, "\n", note);
}

bool IsLoopback(absl::string_view url) {
  for (const absl::string_view host :
       {"http://127.0.0.1:", "http://127.0.0.1/", "http://localhost:", "http://localhost/", "http://[::1]:"}) {
    if (absl::StartsWith(url, host)) return true;
  }
  return false;
}

absl::StatusOr<WitnessAddress> ParseWitness(absl::string_view line) {
  const std::vector<absl::string_view> words = absl::StrSplit(line, absl::MaxSplits(' ', 1));
  if (words.size() != 2) return absl::InvalidArgumentError("a key and an address, with a space between");
  ASSIGN_OR_RETURN(VerifierKey key, VerifierKey::Parse(words[0]));
  if (key.type() != KeyType::kCosignature) return absl::InvalidArgumentError("the key is not one of a witness");
  const absl::string_view url = absl::StripSuffix(words[1], "/");
  if (!absl::StartsWith(url, "https://") && !IsLoopback(absl::StrCat(url, "/"))) {
    return absl::InvalidArgumentError("the address must begin with https://");
  }
  return WitnessAddress{std::move(key), std::string(url)};
}

}  // namespace

absl::StatusOr<std::vector<WitnessAddress>> ParseWitnessList(absl::string_view text) {
  std::vector<WitnessAddress> witnesses;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line.front() == '#') continue;
    absl::StatusOr<WitnessAddress> witness = ParseWitness(line);
    if (!witness.ok())
      return absl::FailedPreconditionError(absl::StrCat("witnesses, line ", number, ": ", witness.status().message()));
    const auto same = [&](const WitnessAddress& other) { return other.key.public_key() == witness->key.public_key(); };
    if (std::any_of(witnesses.begin(), witnesses.end(), same)) {
      return absl::FailedPreconditionError(absl::StrCat("witnesses, line ", number, ": the same key twice"));
    }
    witnesses.push_back(*std::move(witness));
  }
  return witnesses;
}

absl::StatusOr<std::vector<WitnessAddress>> ReadWitnessList(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) return absl::FailedPreconditionError(absl::StrCat("the list of witnesses ", path, " cannot be read"));
  return ParseWitnessList(text.str());
}

absl::StatusOr<NoteSignature> WitnessClient::Ask(const std::string& note, NodeReader node) {
  ASSIGN_OR_RETURN(const SignedCheckpoint checkpoint, ParseCheckpoint(note));
  const uint64_t size = checkpoint.checkpoint.size;
  for (int i = 0; i < kMostTries; ++i) {
    if (seen_ > size) {
      return absl::FailedPreconditionError(absl::StrCat("witness ", name(), " has signed ", seen_, " entries, the log has ", size));
    }
    std::vector<Hash> proof;
    if (seen_ > 0) {
      ASSIGN_OR_RETURN(proof, ConsistencyProof(seen_, size, node));
    }
    ASSIGN_OR_RETURN(const WitnessAnswer answer,
                     post_(absl::StrCat(address_.url, "/add-checkpoint"), RequestBody(seen_, proof, note)));
    if (answer.code == 200) {
      absl::StatusOr<NoteSignature> line = Cosignature(note, checkpoint, answer.body);
      if (line.ok()) seen_ = size;
      return line;
    }
    const std::optional<uint64_t> told = ParseDecimal(absl::StripSuffix(answer.body, "\n"));
    if (answer.code == 422) {
      return absl::FailedPreconditionError(absl::StrCat("witness ", name(), " has signed another tree of ", seen_, " entries"));
    }
    if (answer.code != 409 || !told.has_value())
      return absl::UnavailableError(absl::StrCat("witness ", name(), " answered ", answer.code));
    if (*told == seen_) {
      return absl::FailedPreconditionError(absl::StrCat("witness ", name(), " has signed another tree of ", seen_, " entries"));
    }
    seen_ = *told;
  }
  return absl::UnavailableError(absl::StrCat("witness ", name(), " answers differently each time"));
}

absl::StatusOr<NoteSignature> WitnessClient::Cosignature(const std::string& note, const SignedCheckpoint& checkpoint,
                                                         const std::string& lines) const {
  absl::StatusOr<Note> cosigned = ParseNote(absl::StrCat(note, lines));
  if (!cosigned.ok()) return absl::UnavailableError(absl::StrCat("witness ", name(), " answered no signature lines"));
  for (const NoteSignature& signature : cosigned->signatures) {
    if (!address_.key.Claims(signature)) continue;
    if (!VerifyCosignature(checkpoint.note.text, signature, address_.key).ok()) break;
    return signature;
  }
  return absl::UnavailableError(absl::StrCat("witness ", name(), " answered no signature of its own"));
}

}  // namespace dayaq::tlog
