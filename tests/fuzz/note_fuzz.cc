// Signed notes, checkpoints, seals and public keys: what is taken is written back the same, and nothing is believed by accident.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "services/platform/tlog/checkpoint.h"
#include "services/platform/tlog/cosignature.h"
#include "services/platform/tlog/seal.h"

namespace {

using namespace dayaq::tlog;  // NOLINT(google-build-using-namespace): one function of a tool.

constexpr char kLogKey[] = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  static const VerifierKey kKey = *VerifierKey::Parse(kLogKey);
  if (const auto note = ParseNote(text); note.ok()) {
    Require(FormatNote(*note) == text && note->signatures.size() <= kMostNoteSignatures);
    (void)VerifyNote(*note, kKey);
    (void)CheckWitnesses(*note, {{kKey}, 1});
  }
  if (const auto checkpoint = ParseCheckpointText(text); checkpoint.ok()) Require(CheckpointText(*checkpoint) == text);
  if (const auto key = VerifierKey::Parse(text); key.ok()) Require(key->Text() == text);
  Require(!OpenCheckpoint(text, kKey).ok());
  (void)OpenSeal(text, kKey);
  return 0;
}
