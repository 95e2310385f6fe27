// When a delivered device is renewed, and how far calling its wearer in is. Pure: no I/O, no clock.
#ifndef SERVICES_REHABILITATION_RENEWAL_RULES_H_
#define SERVICES_REHABILITATION_RENEWAL_RULES_H_

#include <optional>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "dayaq/rehabilitation/v1/appointment.pb.h"
#include "dayaq/rehabilitation/v1/device.pb.h"
#include "dayaq/rehabilitation/v1/renewal.pb.h"
#include "dayaq/rehabilitation/v1/renewal_service.pb.h"
#include "services/platform/base/error.h"
#include "services/rehabilitation/device_policy.h"

namespace dayaq::rehabilitation {

// What beside the device itself decides about its renewal.
struct RenewalFacts {
  bool deceased = false;
  // A device that takes its place is prescribed or being made.
  bool successor_under_way = false;
};

// The renewal of a device that was delivered, as it stands on that day. `before`: as it stood so far; for a new one an empty
// message. What people did stays: decisions, contacts, a refusal to be called in; what follows from the device is made anew. So it
// may be asked whenever something changed, and again without harm.
v1::Renewal RenewalOf(const v1::Device& device, const v1::Renewal& before, const RenewalFacts& facts, const DevicePolicy& policy,
                      absl::CivilDay today);

// What the day itself brings: from waiting to calling in, from calling in without success to escalation. It reads the state,
// next_on and, where there is no due day, review_on, and nothing else: the sweep asks it once for all renewals that are alike in
// these (DueGroup).
void Advance(const FollowUpRule& rule, absl::CivilDay today, v1::Renewal& renewal);

// The day on which the wearer certainly is of age, while the device goes by the doctor's decision; nothing otherwise.
std::optional<absl::CivilDay> ComesOfAge(const v1::Device& device, absl::CivilDay today);

// Whether something that others keep a copy of is not what it was: the days, or whether there are any.
bool DaysChanged(const v1::Renewal& before, const v1::Renewal& after);

// Whether the appointment that was kept for a renewal still stands.
bool IsKept(const v1::Appointment& appointment);

// Nothing is left to call in for.
bool IsClosed(const v1::Renewal& renewal);

// FAILED_PRECONDITION with RENEWAL_CLOSED when calling in has not begun, or is over.
absl::Status CheckCallable(const v1::Renewal& renewal);
// Faults of an attempt: not whole (DATE_NOT_WHOLE), or before the last one (DEVICE_DAY_IMPOSSIBLE).
void CheckContact(const v1::RecordRenewalContactRequest& request, const v1::Renewal& renewal, Violations& found);
void TakeContact(const v1::RecordRenewalContactRequest& request, const FollowUpRule& rule, absl::CivilDay today,
                 v1::Renewal& renewal);

// FAILED_PRECONDITION with RENEWAL_CLOSED when it ended.
absl::Status CheckOpen(const v1::Renewal& renewal);
// Faults of a decision: not whole (DATE_NOT_WHOLE), not behind the delivery or too far from it (DEVICE_DAY_IMPOSSIBLE), earlier
// than the term of the list without the number of the commission's decision (TERM_SHORTER_THAN_LAW).
void CheckRenewalDecision(const v1::DecideRenewalRequest& request, const v1::Renewal& renewal, const v1::Device& device,
                          Violations& found);
void TakeRenewalDecision(const v1::DecideRenewalRequest& request, const FollowUpRule& rule, absl::CivilDay today,
                         v1::Renewal& renewal);

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_RENEWAL_RULES_H_
