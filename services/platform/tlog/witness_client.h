// Asks witnesses to sign a checkpoint too (C2SP tlog-witness, add-checkpoint): each makes sure that the log only grew since it last
// saw it, so nobody can be shown another log than everybody else.
#ifndef SERVICES_PLATFORM_TLOG_WITNESS_CLIENT_H_
#define SERVICES_PLATFORM_TLOG_WITNESS_CLIENT_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/tlog/checkpoint.h"
#include "services/platform/tlog/note.h"
#include "services/platform/tlog/proof.h"

namespace dayaq::tlog {

struct WitnessAddress {
  VerifierKey key;  // type kCosignature
  std::string url;  // the submission prefix: https://, or http:// on this machine
};

// A line each: key and address, with a space between. Empty lines and those that begin with # say nothing. FAILED_PRECONDITION
// names the line that is wrong; every key once.
absl::StatusOr<std::vector<WitnessAddress>> ParseWitnessList(absl::string_view text);
absl::StatusOr<std::vector<WitnessAddress>> ReadWitnessList(const std::string& path);

struct WitnessAnswer {
  long code = 0;
  std::string body;
};
// Posts a body to an address; UNAVAILABLE when there is no answer.
using WitnessPost = std::function<absl::StatusOr<WitnessAnswer>(const std::string& url, const std::string& body)>;

// With libcurl: trusts the authorities in `ca_file` (those of the machine when empty), follows nothing, 2 s to connect and 5 s in
// all. An http:// address must be a loopback one.
WitnessPost PostToWitness(std::string ca_file);

// One witness and what is known of its state. Not for several threads at once.
class WitnessClient {
 public:
  WitnessClient(WitnessAddress address, WitnessPost post) : address_(std::move(address)), post_(std::move(post)) {}

  // The witness's signature line over that signed checkpoint. `node` reads its tree. FAILED_PRECONDITION when the witness has seen
  // a larger tree than this or another one of the same size: the log was set back, or there are two of it. UNAVAILABLE when it does
  // not answer as it should.
  absl::StatusOr<NoteSignature> Ask(const std::string& note, NodeReader node);

  const std::string& name() const { return address_.key.name(); }

 private:
  absl::StatusOr<NoteSignature> Cosignature(const std::string& note, const SignedCheckpoint& checkpoint,
                                            const std::string& lines) const;

  const WitnessAddress address_;
  const WitnessPost post_;
  // The largest tree it is known to have signed.
  uint64_t seen_ = 0;
};

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_WITNESS_CLIENT_H_
