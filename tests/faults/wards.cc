#include "tests/faults/wards.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/platform/base/error.h"
#include "services/platform/rpc/error_mapper.h"
#include "tests/support/invented_incidents.h"

namespace dayaq::testing {
namespace {

using incident::v1::Incident;

constexpr absl::Duration kDeadline = absl::Seconds(20);
constexpr absl::Duration kPause = absl::Milliseconds(20);

}  // namespace

Wards::Wards(EdgeClient& edge, int count, uint64_t seed) : edge_(edge) {
  for (int i = 0; i < count; ++i) threads_.emplace_back(&Wards::Run, this, seed + static_cast<uint64_t>(i));
}

Wards::~Wards() { Finish(); }

void Wards::Run(uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto stub = incident::v1::IncidentService::NewStub(edge_.NewChannel());
  std::vector<Told> told;
  while (!stopping_) {
    const uint64_t chance = random() % 20;
    if (told.empty() || chance < 12) {
      Register(*stub, random, told);
    } else {
      const Told& one = told[random() % told.size()];
      chance < 15 ? Repeat(*stub, one) : chance < 17 ? SayOtherwise(*stub, one) : Read(*stub, one);
    }
    ++operations_;
  }
}

template <typename Request, typename Response>
grpc::Status Wards::Insist(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                           const Request& request, Response* response) {
  while (true) {
    grpc::ClientContext context;
    edge_.Prepare(context, kDeadline);
    const grpc::Status status = (stub.*method)(&context, request, response);
    if (status.ok() || !ComesAgain(status)) return status;
    {
      absl::MutexLock lock(&mutex_);
      ++history_.registrations.retries;
      last_failure_ = TextOf(status);
    }
    absl::SleepFor(kPause);
  }
}

void Wards::Register(Stub& stub, std::mt19937_64& random, std::vector<Told>& told) {
  const incident::v1::RegisterIncidentRequest request = InventedRegistration(random);
  Incident answer;
  const grpc::Status status = Insist(stub, &Stub::RegisterIncident, request, &answer);
  absl::MutexLock lock(&mutex_);
  if (!status.ok()) {
    history_.registrations.refusals.push_back(TextOf(status));
    return;
  }
  history_.registrations.acknowledged.push_back(
      {request.request_id(), request.report().document(), answer.uid(), request.incident().casualties_size()});
  told.push_back({request, answer.uid()});
}

void Wards::Repeat(Stub& stub, const Told& told) {
  Incident answer;
  const grpc::Status status = Insist(stub, &Stub::RegisterIncident, told.request, &answer);
  if (!status.ok() || answer.uid() != told.uid) {
    Fault(absl::StrCat("said again: ", status.ok() ? "another incident" : TextOf(status)));
  }
  absl::MutexLock lock(&mutex_);
  ++history_.repeated;
}

void Wards::SayOtherwise(Stub& stub, const Told& told) {
  incident::v1::RegisterIncidentRequest request = told.request;
  request.mutable_incident()->mutable_facts()->set_settlement("Başqa kənd");
  Incident answer;
  const grpc::Status status = Insist(stub, &Stub::RegisterIncident, request, &answer);
  if (status.ok() || ReasonOf(rpc::FromGrpcStatus(status)) != ErrorReason::ERROR_REASON_REQUEST_ID_REUSED) {
    Fault(absl::StrCat("said otherwise: ", status.ok() ? "taken" : TextOf(status)));
  }
  absl::MutexLock lock(&mutex_);
  ++history_.otherwise;
}

void Wards::Read(Stub& stub, const Told& told) {
  incident::v1::GetIncidentRequest request;
  request.set_name("incidents/" + told.uid);
  Incident answer;
  const grpc::Status status = Insist(stub, &Stub::GetIncident, request, &answer);
  if (!status.ok() || answer.casualties_size() != told.request.incident().casualties_size()) {
    Fault(absl::StrCat("read: ", status.ok() ? "not whole" : TextOf(status)));
  }
  absl::MutexLock lock(&mutex_);
  ++history_.read;
}

void Wards::Fault(const std::string& what) {
  absl::MutexLock lock(&mutex_);
  history_.faults.push_back(what);
}

std::string Wards::last_failure() {
  absl::MutexLock lock(&mutex_);
  return last_failure_;
}

WardHistory Wards::Finish() {
  stopping_ = true;
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  absl::MutexLock lock(&mutex_);
  return history_;
}

}  // namespace dayaq::testing
