// Invitations: who is invited, what an answer changes, when somebody is asked again, and when it lapses. Pure: no I/O, no clock.
#ifndef SERVICES_EMPLOYMENT_INVITATION_RULES_H_
#define SERVICES_EMPLOYMENT_INVITATION_RULES_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "dayaq/employment/v1/invitation_service.pb.h"
#include "services/employment/support_policy.h"
#include "services/platform/base/error.h"

namespace dayaq::employment {

// What the survivor service tells of somebody: where the record lies, and from which day on they are certainly of age. Not why they
// may be asked.
struct Proposable {
  std::string survivor_uid;
  std::string survivor_number;
  std::string register_code;
  std::string district;
  bool deceased = false;
  std::optional<absl::CivilDay> adult_on;
};

// An invitation as it begins.
v1::Invitation InvitationFor(const Proposable& person, v1::InvitationOrigin origin, const std::string& institution,
                             const InvitationRule& rule, absl::CivilDay today);

// Faults of an answer: accepted without a programme (REQUIRED), a programme that is named twice or by who declines
// (TOO_MANY_ITEMS), a day before the invitation.
void CheckAnswer(const v1::AnswerInvitationRequest& request, const v1::Invitation& invitation, Violations& found);
// FAILED_PRECONDITION when the invitation is void, or who accepted declines.
absl::Status TakeAnswer(const v1::AnswerInvitationRequest& request, v1::Invitation& invitation);

// Somebody tried in vain. FAILED_PRECONDITION unless the person was not heard yet.
absl::Status TakeContact(const InvitationRule& rule, absl::CivilDay today, v1::Invitation& invitation);

// Faults of a report: months that are none, or the last before the first, or more than ten years.
void CheckMonths(const v1::CountSupportRequest& request, Violations& found);
// Marks what may tell of somebody, and says so.
void Caution(int small_below, v1::CountSupportResponse& report);

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_INVITATION_RULES_H_
