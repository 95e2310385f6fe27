#include "services/platform/tlog/witnessing.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/log/log.h"
#include "services/platform/tlog/checkpoint.h"
#include "services/platform/tlog/tile_reader.h"

namespace dayaq::tlog {

Witnessing::Witnessing(std::vector<WitnessAddress> witnesses, size_t quorum, const WitnessPost& post) : quorum_(quorum) {
  for (WitnessAddress& witness : witnesses) clients_.emplace_back(std::move(witness), post);
}

absl::StatusOr<Witnessed> Witnessing::Ask(LogFolder& log, const std::string& note) {
  ASSIGN_OR_RETURN(const SignedCheckpoint signed_checkpoint, OpenCheckpoint(note, log.vkey()));
  TileReader reader = log.Reader(signed_checkpoint.checkpoint.size);
  Note all{signed_checkpoint.note.text, {}};
  // What others may have signed before is asked for anew: they say what they see now.
  for (const NoteSignature& signature : signed_checkpoint.note.signatures) {
    if (log.vkey().Claims(signature)) all.signatures.push_back(signature);
  }
  Witnessed witnessed{"", signed_checkpoint.checkpoint.size, 0};
  absl::Status contradiction;
  for (WitnessClient& client : clients_) {
    const absl::StatusOr<NoteSignature> line =
        client.Ask(note, [&](int level, uint64_t index) { return reader.Node(level, index); });
    if (line.ok()) {
      all.signatures.push_back(*line);
      ++witnessed.witnesses;
      continue;
    }
    LogWarning("audit.witness_did_not_sign", {{"witness", client.name()}, {"why", line.status().message()}});
    if (absl::IsFailedPrecondition(line.status()) && contradiction.ok()) contradiction = line.status();
  }
  RETURN_IF_ERROR(contradiction);
  if (witnessed.witnesses < quorum_) {
    return absl::UnavailableError(
        absl::StrCat(witnessed.witnesses, " of ", clients_.size(), " witnesses signed, ", quorum_, " must"));
  }
  witnessed.note = FormatNote(all);
  return witnessed;
}

}  // namespace dayaq::tlog
