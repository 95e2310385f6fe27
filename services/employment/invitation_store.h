// All SQL on invitations, on what is due, and on counts. Holds no rules.
#ifndef SERVICES_EMPLOYMENT_INVITATION_STORE_H_
#define SERVICES_EMPLOYMENT_INVITATION_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/employment/v1/invitation_service.pb.h"
#include "services/employment/invitation_rules.h"
#include "services/platform/database/transaction.h"

namespace dayaq::employment {

// Names are set on all that comes out.
class InvitationStore {
 public:
  absl::StatusOr<v1::Invitation> Get(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Invitation> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::Invitation>> List(Transaction& transaction, const v1::ListInvitationsRequest& request,
                                                   absl::string_view after, int limit) const;
  // ALREADY_EXISTS with INVITED_ALREADY.
  absl::Status Add(Transaction& transaction, const v1::Invitation& invitation) const;
  absl::Status Change(Transaction& transaction, const v1::Invitation& invitation) const;
  // NOT_FOUND for whom nobody referred to the caller's institution.
  absl::StatusOr<Proposable> ReferredHere(Transaction& transaction, absl::string_view survivor_uid) const;

  // For the service itself. Nothing for whom nobody may propose to.
  absl::StatusOr<std::optional<Proposable>> MayBeProposed(Transaction& transaction, absl::string_view resource) const;
  absl::StatusOr<bool> WasInvited(Transaction& transaction, absl::string_view survivor_uid) const;
  // What is open, or was accepted too; the uids of these.
  absl::StatusOr<std::vector<std::string>> Withdraw(Transaction& transaction, absl::string_view survivor_uid,
                                                    const std::vector<v1::InvitationState>& states) const;

  // Nothing of somebody who was erased leads to them any more; asks by itself whether they were.
  absl::Status Erase(Transaction& transaction, absl::string_view survivor_uid) const;

  absl::StatusOr<std::vector<v1::DueWork>> Due(Transaction& transaction, const std::string& until, int limit) const;
  absl::Status Count(Transaction& transaction, const v1::CountSupportRequest& request, v1::CountSupportResponse& report) const;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_INVITATION_STORE_H_
