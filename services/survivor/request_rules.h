// What people say about their own record: requests for correction and how to contact them. Pure: no I/O, no clock.
#ifndef SERVICES_SURVIVOR_REQUEST_RULES_H_
#define SERVICES_SURVIVOR_REQUEST_RULES_H_

#include "absl/status/status.h"
#include "dayaq/survivor/v1/request_service.pb.h"
#include "services/platform/base/error.h"

namespace dayaq::survivor {

// Faults across fields: declined without a reason (REQUIRED), done with one (OUT_OF_RANGE).
void CheckResolution(const v1::ResolveCorrectionRequest& request, Violations& found);

// FAILED_PRECONDITION with REQUEST_CLOSED when it was answered already.
absl::Status CheckUnanswered(const v1::CorrectionRequest& asked);

// The answer, taken up.
void SetResolved(const v1::ResolveCorrectionRequest& request, v1::CorrectionRequest& asked);

// Each purpose once, in the order of the contract; so that the same wish is the same row.
void TakePreference(const v1::SetContactPreferenceRequest& request, v1::SaidBy said_by, v1::ContactPreference& preference);

// Whether the person may be contacted by anything but a letter for their own case, and whether for that purpose. Whoever contacts
// people asks this first; an absent preference allows both.
bool MayCall(const v1::ContactPreference& preference);
bool MayAskFor(const v1::ContactPreference& preference, v1::ContactPurpose purpose);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_REQUEST_RULES_H_
