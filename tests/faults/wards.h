// Wards that register, say things again, read, and sometimes say another thing under an old request id; each keeps at it until it
// has an answer, and remembers what it was told.
#ifndef TESTS_FAULTS_WARDS_H_
#define TESTS_FAULTS_WARDS_H_

#include <atomic>
#include <cstdint>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "tests/kill/callers.h"
#include "tests/support/edge_client.h"

namespace dayaq::testing {

// What all of them were told.
struct WardHistory {
  History registrations;
  // Said again after they were acknowledged; said otherwise under the same request id; read.
  int64_t repeated = 0, otherwise = 0, read = 0;
  // A repeated one that was another incident, another thing that was taken, a read that found less than was stored.
  std::vector<std::string> faults;
};

class Wards {
 public:
  // Each of `count` has a thread and a connection; the same seed does the same things.
  Wards(EdgeClient& edge, int count, uint64_t seed);
  ~Wards();

  // Operations that have their answer.
  int64_t operations() const { return operations_; }
  std::string last_failure();
  // Ends when every operation under way has its answer.
  WardHistory Finish();

 private:
  // One that was acknowledged, to come back to.
  struct Told {
    incident::v1::RegisterIncidentRequest request;
    std::string uid;
  };
  using Stub = incident::v1::IncidentService::StubInterface;

  void Run(uint64_t seed);
  void Register(Stub& stub, std::mt19937_64& random, std::vector<Told>& told);
  void Repeat(Stub& stub, const Told& told);
  void SayOtherwise(Stub& stub, const Told& told);
  void Read(Stub& stub, const Told& told);
  // Calls until there is an answer, which is an OK or a refusal.
  template <typename Request, typename Response>
  grpc::Status Insist(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                      const Request& request, Response* response);
  void Fault(const std::string& what) ABSL_LOCKS_EXCLUDED(mutex_);

  EdgeClient& edge_;
  std::vector<std::thread> threads_;
  std::atomic<bool> stopping_ = false;
  std::atomic<int64_t> operations_ = 0;
  absl::Mutex mutex_;
  std::string last_failure_ ABSL_GUARDED_BY(mutex_);
  WardHistory history_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace dayaq::testing

#endif  // TESTS_FAULTS_WARDS_H_
