// Wards that keep registering incidents, whatever happens to the service, and remember what they were told.
#ifndef TESTS_KILL_CALLERS_H_
#define TESTS_KILL_CALLERS_H_

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "dayaq/incident/v1/incident_service.pb.h"
#include "tests/support/edge_client.h"

namespace dayaq::testing {

// One registration that the service acknowledged.
struct Acknowledged {
  std::string request_id;
  std::string document;  // of its report: holds the request id, and is kept whatever is sent again
  std::string incident_uid;
  int casualties = 0;
};

struct History {
  std::vector<Acknowledged> acknowledged;
  int64_t retries = 0;
  // Answers that neither acknowledge nor allow another try; a healthy service gives none.
  std::vector<std::string> refusals;
};

// Nobody knows whether it took place, or it did not: the same request id may, and must, be sent again.
bool ComesAgain(const grpc::Status& status);
// Code and message.
std::string TextOf(const grpc::Status& status);

// Each caller has a thread and a connection, sends one registration after the other, and sends it again under the same request id
// until it is acknowledged.
class Callers {
 public:
  Callers(EdgeClient& edge, int count, uint64_t seed);
  ~Callers();

  // How many are acknowledged so far.
  int64_t acknowledged() const { return acknowledged_; }
  // How many tries failed so far that had to be made again; of those, how many otherwise than by a refusal because all places are
  // taken.
  int64_t retries();
  int64_t disturbed() const { return disturbed_; }
  // From now on each rests so long after an acknowledged registration.
  void Rest(absl::Duration pause) { rest_ns_ = absl::ToInt64Nanoseconds(pause); }
  // Why the last try failed; empty when none did.
  std::string last_failure();
  // Ends when every registration under way is acknowledged.
  History Finish();

 private:
  void Run(uint64_t seed);
  // Remembers an answer; whether the registration is through.
  bool Note(const incident::v1::RegisterIncidentRequest& request, const grpc::Status& status, const incident::v1::Incident& answer);

  EdgeClient& edge_;
  std::vector<std::thread> threads_;
  std::atomic<bool> stopping_ = false;
  std::atomic<int64_t> acknowledged_ = 0, disturbed_ = 0, rest_ns_ = 0;
  absl::Mutex mutex_;
  std::string last_failure_ ABSL_GUARDED_BY(mutex_);
  History history_ ABSL_GUARDED_BY(mutex_);
};

// Reads every acknowledged incident back as its registrar; a line for each that is not whole.
std::vector<std::string> ReadBack(EdgeClient& edge, const std::vector<Acknowledged>& acknowledged, int callers);

}  // namespace dayaq::testing

#endif  // TESTS_KILL_CALLERS_H_
