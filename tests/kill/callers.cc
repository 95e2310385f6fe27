#include "tests/kill/callers.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/rpc/error_mapper.h"
#include "tests/support/invented_incidents.h"

namespace dayaq::testing {
namespace {

using incident::v1::Incident;
using incident::v1::IncidentService;

constexpr absl::Duration kDeadline = absl::Seconds(20);
constexpr absl::Duration kPause = absl::Milliseconds(20);

}  // namespace

bool ComesAgain(const grpc::Status& status) {
  switch (status.error_code()) {
    case grpc::StatusCode::UNAVAILABLE:
    // A line that broke in the middle of a sealed record ("Stream removed"); the service itself never answers so.
    case grpc::StatusCode::UNKNOWN:
    case grpc::StatusCode::DEADLINE_EXCEEDED:
    case grpc::StatusCode::CANCELLED:
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
    case grpc::StatusCode::ABORTED:
      return true;
    default:
      return false;
  }
}

std::string TextOf(const grpc::Status& status) {
  return absl::StrCat(static_cast<int>(status.error_code()), " ", status.error_message());
}

Callers::Callers(EdgeClient& edge, int count, uint64_t seed) : edge_(edge) {
  for (int i = 0; i < count; ++i) threads_.emplace_back(&Callers::Run, this, seed + static_cast<uint64_t>(i));
}

Callers::~Callers() { Finish(); }

void Callers::Run(uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto stub = IncidentService::NewStub(edge_.NewChannel());
  while (!stopping_) {
    const incident::v1::RegisterIncidentRequest request = InventedRegistration(random);
    while (true) {
      grpc::ClientContext context;
      edge_.Prepare(context, kDeadline);
      Incident answer;
      const grpc::Status status = stub->RegisterIncident(&context, request, &answer);
      if (Note(request, status, answer)) break;
      absl::SleepFor(kPause);
    }
    absl::SleepFor(absl::Nanoseconds(rest_ns_.load()));
  }
}

bool Callers::Note(const incident::v1::RegisterIncidentRequest& request, const grpc::Status& status, const Incident& answer) {
  absl::MutexLock lock(&mutex_);
  if (status.ok()) {
    ++acknowledged_;
    history_.acknowledged.push_back(
        {request.request_id(), request.report().document(), answer.uid(), request.incident().casualties_size()});
    return true;
  }
  last_failure_ = TextOf(status);
  if (ComesAgain(status)) {
    ++history_.retries;
    if (ReasonOf(rpc::FromGrpcStatus(status)) != ErrorReason::ERROR_REASON_BUSY) ++disturbed_;
    return false;
  }
  history_.refusals.push_back(TextOf(status));
  return true;
}

int64_t Callers::retries() {
  absl::MutexLock lock(&mutex_);
  return history_.retries;
}

std::string Callers::last_failure() {
  absl::MutexLock lock(&mutex_);
  return last_failure_;
}

History Callers::Finish() {
  stopping_ = true;
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  absl::MutexLock lock(&mutex_);
  return history_;
}

std::vector<std::string> ReadBack(EdgeClient& edge, const std::vector<Acknowledged>& acknowledged, int callers) {
  absl::Mutex mutex;
  std::vector<std::string> faults;
  std::atomic<size_t> next = 0;
  const auto read = [&] {
    const auto stub = IncidentService::NewStub(edge.NewChannel());
    while (true) {
      const size_t index = next++;
      if (index >= acknowledged.size()) return;
      const Acknowledged& wanted = acknowledged[index];
      grpc::ClientContext context;
      edge.Prepare(context, kDeadline);
      incident::v1::GetIncidentRequest request;
      request.set_name("incidents/" + wanted.incident_uid);
      Incident found;
      const grpc::Status status = stub->GetIncident(&context, request, &found);
      const bool whole = status.ok() && found.casualties_size() == wanted.casualties && found.reports_size() == 1 &&
                         found.reports(0).document() == wanted.document && found.casualties(0).facts().has_identity();
      if (whole) continue;
      absl::MutexLock lock(&mutex);
      faults.push_back(absl::StrCat(request.name(), ": ", status.ok() ? "not whole" : TextOf(status)));
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < callers; ++i) threads.emplace_back(read);
  for (std::thread& thread : threads) thread.join();
  return faults;
}

}  // namespace dayaq::testing
