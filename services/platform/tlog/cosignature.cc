#include "services/platform/tlog/cosignature.h"

#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::tlog {
namespace {

constexpr size_t kTimeBytes = 8;

std::string Message(absl::string_view text, uint64_t unix_seconds) {
  return absl::StrCat("cosignature/v1\ntime ", unix_seconds, "\n", text);
}

}  // namespace

NoteSignature Cosign(absl::string_view text, const std::string& witness, const SigningKey& key, uint64_t unix_seconds) {
  std::string blob;
  for (int shift = 56; shift >= 0; shift -= 8) blob.push_back(static_cast<char>(unix_seconds >> shift));
  blob += key.Sign(Message(text, unix_seconds));
  return {witness, VerifierKey::Of(witness, KeyType::kCosignature, key).id(), blob};
}

absl::StatusOr<uint64_t> VerifyCosignature(absl::string_view text, const NoteSignature& signature, const VerifierKey& witness) {
  const auto wrong = [&witness] { return absl::DataLossError(absl::StrCat("The cosignature of ", witness.name(), " is wrong.")); };
  if (witness.type() != KeyType::kCosignature) return absl::InvalidArgumentError("The key is not one of a witness.");
  if (!witness.Claims(signature) || signature.blob.size() != kTimeBytes + kEd25519SignatureSize) return wrong();
  uint64_t time = 0;
  for (size_t i = 0; i < kTimeBytes; ++i) time = time << 8 | static_cast<unsigned char>(signature.blob[i]);
  if (time > INT64_MAX) return wrong();
  const absl::string_view bytes = absl::string_view(signature.blob).substr(kTimeBytes);
  if (!VerifyEd25519(witness.public_key(), Message(text, time), bytes)) return wrong();
  return time;
}

absl::StatusOr<std::vector<Cosigned>> CheckWitnesses(const Note& note, const WitnessPolicy& policy) {
  std::vector<Cosigned> cosigned;
  for (const VerifierKey& witness : policy.witnesses) {
    bool is_counted = false;
    for (const NoteSignature& signature : note.signatures) {
      if (!witness.Claims(signature)) continue;
      ASSIGN_OR_RETURN(const uint64_t time, VerifyCosignature(note.text, signature, witness));
      if (!is_counted) cosigned.push_back({witness.name(), time});
      is_counted = true;
    }
  }
  if (cosigned.size() < policy.quorum) {
    return absl::DataLossError(
        absl::StrCat("Cosigned by ", cosigned.size(), " of the witnesses; ", policy.quorum, " are asked for."));
  }
  return cosigned;
}

}  // namespace dayaq::tlog
