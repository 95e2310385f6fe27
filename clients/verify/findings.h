// What a check can find wrong, and how it is told to people.
#ifndef CLIENTS_VERIFY_FINDINGS_H_
#define CLIENTS_VERIFY_FINDINGS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "clients/common/text.h"

namespace dayaq::verify {

enum class Fault {
  // Nothing can be said: usage, network, files of the caller's own.
  kUnreachable,
  kBadInput,
  // The log is not what was signed, or not what it was.
  kFileMissing,
  kCheckpointMalformed,
  kOtherOrigin,
  kNotSigned,
  kWitnessWrong,
  kTooFewWitnesses,
  kWitnessStale,
  kWitnessedAhead,
  kWitnessedDiffers,
  kRolledBack,
  kForked,
  kHistoryChanged,
  kBundleMalformed,
  kTileDiffers,
  kRootDiffers,
  kSealWrong,
  kGrewAfterSeal,
  kOpeningWrong,
  kNotContinued,
  // Something of the caller's is not in the log.
  kProofWrong,
  kEntryMalformed,
  kArchiveMalformed,
  kArchiveDiffers,
  kArchiveBeyond,
  kReceiptWrong,
  kReceiptMissing,
};

// One thing that is wrong: the first that was met.
struct Finding {
  Fault fault;
  // A file, a key, a witness, an entry.
  std::string place;
  // The first bad leaf; with `last` the first bad one is one of these.
  std::optional<uint64_t> first;
  std::optional<uint64_t> last;
  // For people who look closer; in English, as programs say it.
  std::string detail;
};

// Whether the finding accuses the log (or what was held against it), rather than say that nothing can be said.
bool IsTampering(const Finding& finding);

// Two or three lines: what is wrong, where, and the first bad leaf ("first bad leaf: 512", "first bad leaf: between 512 and 767").
std::string Told(const Finding& finding, cli::Language language);

// From a source that could not give a file of a log: missing, or unreachable.
Finding Unread(const absl::Status& status, const std::string& path);

// 0 for all is well, 1 for tampering, 2 for everything else.
int ExitCodeOf(const std::optional<Finding>& finding);

}  // namespace dayaq::verify

#endif  // CLIENTS_VERIFY_FINDINGS_H_
