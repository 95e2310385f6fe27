// Has the newest checkpoint signed by witnesses, and publishes it with their lines when enough of them did.
#ifndef SERVICES_PLATFORM_TLOG_WITNESSING_H_
#define SERVICES_PLATFORM_TLOG_WITNESSING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/platform/tlog/log_folder.h"
#include "services/platform/tlog/note.h"
#include "services/platform/tlog/witness_client.h"

namespace dayaq::tlog {

struct Witnessed {
  // The checkpoint with the log's signature and those of the witnesses.
  std::string note;
  uint64_t size = 0;
  size_t witnesses = 0;
};

// Not for several threads at once.
class Witnessing {
 public:
  Witnessing(std::vector<WitnessAddress> witnesses, size_t quorum, const WitnessPost& post);

  size_t quorum() const { return quorum_; }

  // Asks all witnesses about a signed checkpoint of that log. FAILED_PRECONDITION when one of them has seen another log: that goes
  // before all else. UNAVAILABLE when fewer than the quorum answered.
  absl::StatusOr<Witnessed> Ask(LogFolder& log, const std::string& note);

 private:
  std::vector<WitnessClient> clients_;
  const size_t quorum_;
};

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_WITNESSING_H_
