// What a referral may share and on what, the steps it goes, and what of it is late. Pure: no I/O, no clock.
#ifndef SERVICES_SURVIVOR_REFERRAL_RULES_H_
#define SERVICES_SURVIVOR_REFERRAL_RULES_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "dayaq/survivor/v1/referral.pb.h"
#include "dayaq/survivor/v1/referral_service.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/access/data_classes.h"
#include "services/platform/base/error.h"
#include "services/survivor/referral_policy.h"

namespace dayaq::survivor {

// Faults of a request by itself: a basis that is not named or named for nothing (CONSENT_NEEDED), a class said twice or never
// shared, facts of a class that is not to be shared (SHARING_NOT_ALLOWED), a class whose facts only the sender can state and did
// not (REQUIRED).
void CheckRequest(const v1::SendReferralRequest& request, Violations& found);

// Faults of what is shared for a reader of these classes: nobody shares what they do not see (SHARING_NOT_ALLOWED).
void CheckSees(const v1::SendReferralRequest& request, DataClassSet reads, Violations& found);

// Faults of a basis that is no consent: the policy does not have the duty (CONSENT_NEEDED), or the act does not let that class be
// shared, with an institution of that kind, for that service (SHARING_NOT_ALLOWED).
void CheckBasis(const v1::SendReferralRequest& request, const ReferralPolicy& policy, const std::string& institution_kind,
                Violations& found);

// The classes of a request, in their order.
std::vector<v1::SharedClass> ClassesOf(const v1::SendReferralRequest& request);

// The referral as it is sent now: basis and terms follow from the request and the policy. Without uid.
v1::Referral NewReferral(const v1::SendReferralRequest& request, const v1::Survivor& survivor, const ReferralPolicy& policy,
                         absl::Time now);

// What is shared: a copy of the record and of what the sender stated, of exactly the classes of the request. The legal status is
// not here: the database copies it.
v1::ReferralSheet SheetOf(const v1::SendReferralRequest& request, const v1::Survivor& survivor);

// Whether nothing is done with it any more.
bool IsClosed(v1::ReferralState state);

// FAILED_PRECONDITION with REFERRAL_CLOSED when a receiver cannot take it from the one state to the other.
absl::Status CheckStep(v1::ReferralState from, v1::ReferralState to);

// The referral after that step of the receiver, at that time: times, what is late, closed or not.
void TakeStep(v1::ReferralState to, absl::Time now, v1::Referral& referral);

// What time does to a referral by itself: marks it late, or closes it as expired. Whether it changed.
bool Watch(absl::Time now, v1::Referral& referral);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_REFERRAL_RULES_H_
