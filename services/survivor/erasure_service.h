// Erasures: proposed by one person, approved by another, and by the service itself when the law's time is over. No SQL, no clock of
// its own.
#ifndef SERVICES_SURVIVOR_ERASURE_SERVICE_H_
#define SERVICES_SURVIVOR_ERASURE_SERVICE_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "dayaq/survivor/v1/erasure.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/erasure_store.h"
#include "services/survivor/retention_policy.h"

namespace dayaq::survivor {

class ErasureService {
 public:
  explicit ErasureService(RetentionPolicy policy) : policy_(std::move(policy)) {}

  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Erasure> ProposeErasure(const v1::ProposeErasureRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Erasure> ApproveErasure(const v1::ApproveErasureRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListErasuresResponse> ListErasures(const v1::ListErasuresRequest& request, rpc::Call& call);
  // What a change answers when it comes a second time.
  absl::StatusOr<v1::Erasure> Reread(const std::string& name, rpc::Call& call);

  // A day has begun, or the work of one goes on: erases once more what an older backup brought back, and then, some people at a
  // time, what was kept for as long as the law says.
  absl::Status KeepRetention(const outbox::v1::Event& event, rpc::Call& call) const;

 private:
  absl::Status CheckProposal(const v1::ProposeErasureRequest& request, rpc::Call& call, Violations& found);
  absl::Status EraseBySelf(const RetentionFacts& facts, const std::vector<v1::ErasureEffect>& effects, v1::ErasureCause cause,
                           rpc::Call& call) const;
  absl::Status EraseAgain(rpc::Call& call) const;

  const RetentionPolicy policy_;
  ErasureStore store_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_ERASURE_SERVICE_H_
