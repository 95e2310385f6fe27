// One method per RPC of dayaq.survivor.v1.ConsentService: what happens, in which order. No SQL, no gRPC, no clock of its own.
#ifndef SERVICES_SURVIVOR_CONSENT_SERVICE_H_
#define SERVICES_SURVIVOR_CONSENT_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/survivor/v1/consent_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/consent_store.h"
#include "services/survivor/family_store.h"
#include "services/survivor/referral_parties.h"

namespace dayaq::survivor {

using rpc::Call;

class ConsentService {
 public:
  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::Status CheckGive(const v1::GiveConsentRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::Consent> GiveConsent(const v1::GiveConsentRequest& request, Call& call);
  absl::StatusOr<v1::Consent> WithdrawConsent(const v1::WithdrawConsentRequest& request, Call& call);
  absl::StatusOr<v1::Consent> GetConsent(const v1::GetConsentRequest& request, Call& call);
  absl::StatusOr<v1::ListConsentsResponse> ListConsents(const v1::ListConsentsRequest& request, Call& call);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Consent> Reread(const std::string& name, Call& call);

 private:
  absl::Status CheckParties(const v1::Consent& stated, const v1::Survivor& survivor, Call& call, Violations& found) const;

  ConsentStore store_;
  FamilyStore families_;
  ReferralParties parties_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_CONSENT_SERVICE_H_
