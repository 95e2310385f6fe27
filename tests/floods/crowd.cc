#include "tests/floods/crowd.h"

#include <atomic>
#include <random>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/rpc/error_mapper.h"
#include "tests/support/invented_incidents.h"

namespace dayaq::testing {
namespace {

constexpr absl::Duration kDeadline = absl::Seconds(20);
constexpr absl::Duration kPause = absl::Milliseconds(20);

}  // namespace

CrowdRun RunCrowd(EdgeClient& edge, int callers, absl::Duration time, uint64_t seed) {
  CrowdRun run;
  absl::Mutex mutex;
  const absl::Time end = absl::Now() + time;
  const auto call = [&](uint64_t own_seed) {
    std::mt19937_64 random(own_seed);
    const auto stub = incident::v1::IncidentService::NewStub(edge.NewChannel());
    while (absl::Now() < end) {
      const incident::v1::RegisterIncidentRequest request = InventedRegistration(random);
      while (true) {
        grpc::ClientContext context;
        edge.Prepare(context, kDeadline);
        incident::v1::Incident answer;
        const grpc::Status status = stub->RegisterIncident(&context, request, &answer);
        {
          absl::MutexLock lock(&mutex);
          if (status.ok()) {
            run.acknowledged.push_back(
                {request.request_id(), request.report().document(), answer.uid(), request.incident().casualties_size()});
            if (absl::Now() < end) ++run.within;
            break;
          }
          ++run.refused[Refusal{status.error_code(), std::string(ReasonName(ReasonOf(rpc::FromGrpcStatus(status))))}];
          if (!ComesAgain(status)) break;
        }
        absl::SleepFor(kPause);
      }
    }
  };
  std::vector<std::thread> threads;
  threads.reserve(static_cast<size_t>(callers));
  for (int i = 0; i < callers; ++i) threads.emplace_back(call, seed + static_cast<uint64_t>(i));
  for (std::thread& thread : threads) thread.join();
  return run;
}

}  // namespace dayaq::testing
