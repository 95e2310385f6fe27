// Remembers the request id of a change from before it is sent until its answer is in, so that the same command, run again after a
// crash or a lost connection, is the same request to the service and never acts twice.
//
// An entry is a file named by an HMAC (under a key of this user's own) of who asks what: nothing about a person can be read from
// it.
#ifndef CLIENTS_CLI_JOURNAL_H_
#define CLIENTS_CLI_JOURNAL_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"

namespace dayaq::cli {

class Journal {
 public:
  explicit Journal(std::string state_directory) : directory_(std::move(state_directory) + "/journal") {}

  struct Entry {
    std::string path;
    std::string request_id;
    bool continued = false;  // this request was begun before and its answer never came
  };

  // Finds or makes the entry of a request (its request_id field is not looked at), on disk before this returns. Entries older than
  // a day are not used any more: the service forgets request ids after some days too.
  absl::StatusOr<Entry> Begin(const std::string& who, const std::string& method, const google::protobuf::Message& request,
                              absl::Time now);

  // The answer is in.
  void End(const Entry& entry) const;

 private:
  absl::StatusOr<std::string> Key();
  std::string directory_;
};

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_JOURNAL_H_
