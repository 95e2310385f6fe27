// One method per RPC of dayaq.survivor.v1.FamilyService: what happens, in which order. No SQL, no gRPC, no clock of its own.
#ifndef SERVICES_SURVIVOR_FAMILY_SERVICE_H_
#define SERVICES_SURVIVOR_FAMILY_SERVICE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "dayaq/survivor/v1/family_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/family_store.h"
#include "services/survivor/referral_parties.h"

namespace dayaq::survivor {

using rpc::Call;

class FamilyService {
 public:
  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::FamilyMember> AddFamilyMember(const v1::AddFamilyMemberRequest& request, Call& call);
  absl::StatusOr<v1::FamilyMember> CorrectFamilyMember(const v1::CorrectFamilyMemberRequest& request, Call& call);
  absl::StatusOr<v1::FamilyMember> EndFamilyMember(const v1::EndFamilyMemberRequest& request, Call& call);
  absl::StatusOr<v1::ListFamilyResponse> ListFamily(const v1::ListFamilyRequest& request, Call& call);
  absl::StatusOr<v1::CountVictimsResponse> CountVictims(const v1::CountVictimsRequest& request, Call& call);

  // Notes when a member comes of age who was recorded before that was kept.
  absl::Status NoteAge(const outbox::v1::Event& event, Call& call) const;

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::FamilyMember> Reread(const std::string& name, Call& call);

 private:
  // Every fault of the member, also of what is linked; marks what is only odd. OK: the key for what is sealed is at hand.
  absl::Status Settle(const v1::Survivor& survivor, v1::FamilyMember& member, Call& call, Violations& found) const;

  FamilyStore store_;
  ReferralParties parties_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_FAMILY_SERVICE_H_
