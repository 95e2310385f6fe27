// One method per RPC of dayaq.survivor.v1.ReferralService, and what time does to referrals: what happens, in which order. No SQL,
// no gRPC, no clock of its own.
#ifndef SERVICES_SURVIVOR_REFERRAL_SERVICE_H_
#define SERVICES_SURVIVOR_REFERRAL_SERVICE_H_

#include <functional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "dayaq/survivor/v1/referral_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/consent_store.h"
#include "services/survivor/referral_parties.h"
#include "services/survivor/referral_policy.h"
#include "services/survivor/referral_store.h"

namespace dayaq::survivor {

using rpc::Call;

class ReferralService {
 public:
  explicit ReferralService(ReferralPolicy policy) : policy_(std::move(policy)) {}

  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::Status CheckSend(const v1::SendReferralRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::ReferralStatus> SendReferral(const v1::SendReferralRequest& request, Call& call);
  absl::StatusOr<v1::ReferralStatus> WithdrawReferral(const v1::WithdrawReferralRequest& request, Call& call);
  absl::StatusOr<v1::ReferralStatus> GetReferralStatus(const v1::GetReferralStatusRequest& request, Call& call);
  absl::StatusOr<v1::ListSentReferralsResponse> ListSentReferrals(const v1::ListSentReferralsRequest& request, Call& call);
  absl::StatusOr<v1::Referral> GetReferral(const v1::GetReferralRequest& request, Call& call);
  absl::StatusOr<v1::ListReferralsResponse> ListReferrals(const v1::ListReferralsRequest& request, Call& call);
  absl::StatusOr<v1::Referral> OpenReferral(const v1::OpenReferralRequest& request, Call& call);
  absl::StatusOr<v1::Referral> AcceptReferral(const v1::AcceptReferralRequest& request, Call& call);
  absl::StatusOr<v1::Referral> DeclineReferral(const v1::DeclineReferralRequest& request, Call& call);
  absl::StatusOr<v1::Referral> CompleteReferral(const v1::CompleteReferralRequest& request, Call& call);
  absl::StatusOr<v1::Referral> ReturnReferral(const v1::ReturnReferralRequest& request, Call& call);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::ReferralStatus> RereadStatus(const std::string& name, Call& call);
  absl::StatusOr<v1::Referral> Reread(const std::string& name, Call& call);

  // Hears of moments at which a referral may be late or over, and of consents whose last day is over; looks at what is true then.
  absl::Status WatchReferrals(const outbox::v1::Event& event, Call& call) const;

 private:
  absl::Status CheckSharing(const v1::SendReferralRequest& request, const v1::Survivor& survivor, Call& call,
                            Violations& found) const;
  absl::Status CheckConsentOf(const v1::SendReferralRequest& request, const v1::Survivor& survivor, const std::string& kind,
                              Call& call, Violations& found) const;
  // One step of the receiver: the version decided on, where to, what else is said, and the event that tells of it.
  struct Answer {
    std::string name;
    std::string etag;
    v1::ReferralState to;
    const char* event;
    std::function<void(v1::Referral&)> say;
  };
  absl::StatusOr<v1::Referral> Step(const Answer& answer, Call& call);

  const ReferralPolicy policy_;
  ReferralStore store_;
  ConsentStore consents_;
  ReferralParties parties_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_REFERRAL_SERVICE_H_
