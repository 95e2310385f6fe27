// dayaq.employment.v1.InvitationService: invitations, what is due, counts; and whom the house invites by itself. No SQL, no gRPC,
// no clock of its own.
#ifndef SERVICES_EMPLOYMENT_INVITATION_SERVICE_H_
#define SERVICES_EMPLOYMENT_INVITATION_SERVICE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/employment/v1/invitation_service.pb.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "services/employment/enrolment_store.h"
#include "services/employment/invitation_store.h"
#include "services/employment/support_policy.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::employment {

class InvitationService {
 public:
  // `policy` outlives it.
  explicit InvitationService(const SupportPolicy& policy) : policy_(policy) {}

  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Invitation> InvitePerson(const v1::InvitePersonRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Invitation> AnswerInvitation(const v1::AnswerInvitationRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Invitation> RecordInvitationContact(const v1::RecordInvitationContactRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Invitation> GetInvitation(const v1::GetInvitationRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListInvitationsResponse> ListInvitations(const v1::ListInvitationsRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListDueWorkResponse> ListDueWork(const v1::ListDueWorkRequest& request, rpc::Call& call);
  absl::StatusOr<v1::CountSupportResponse> CountSupport(const v1::CountSupportRequest& request, rpc::Call& call);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Invitation> Reread(const std::string& name, rpc::Call& call);

  // Something became true of somebody: "employment.invite". Told again, nothing happens again.
  absl::Status Invite(const outbox::v1::Event& event, rpc::Call& call) const;

 private:
  // The invitation as the request decided on it, kept from changing.
  template <typename Request>
  absl::StatusOr<v1::Invitation> Begin(const Request& request, rpc::Call& call) const;
  absl::Status Withdraw(absl::string_view survivor_uid, const std::vector<v1::InvitationState>& states, rpc::Call& call) const;
  // Nothing of somebody who died is open any more.
  absl::Status EndAll(const Proposable& dead, rpc::Call& call) const;

  const SupportPolicy& policy_;
  InvitationStore store_;
  EnrolmentStore enrolments_;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_INVITATION_SERVICE_H_
