// All SQL on consents. Holds no rules.
#ifndef SERVICES_SURVIVOR_CONSENT_STORE_H_
#define SERVICES_SURVIVOR_CONSENT_STORE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/survivor/v1/consent.pb.h"
#include "dayaq/survivor/v1/consent_service.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::survivor {

// A referral that rests on a consent.
struct RestingReferral {
  std::string uid;
  bool closed_now = false;
};

class ConsentStore {
 public:
  // With its name and how it stands on that day. NOT_FOUND when it is absent or hidden.
  absl::StatusOr<v1::Consent> Get(Transaction& transaction, absl::string_view uid, absl::CivilDay today) const;
  // The same, kept from changing until the end of the transaction.
  absl::StatusOr<v1::Consent> GetToChange(Transaction& transaction, absl::string_view uid, absl::CivilDay today) const;
  // Newest first, behind the uid `after` when there is one, at most `limit`.
  absl::StatusOr<std::vector<v1::Consent>> List(Transaction& transaction, const v1::ListConsentsRequest& request,
                                                absl::CivilDay today, absl::string_view after, int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const v1::ListConsentsRequest& request, absl::CivilDay today) const;

  absl::Status Add(Transaction& transaction, const v1::Consent& consent) const;
  absl::Status Withdraw(Transaction& transaction, absl::string_view uid, v1::ConsentGiver by, absl::string_view reason) const;
  absl::StatusOr<std::vector<RestingReferral>> ReferralsOn(Transaction& transaction, absl::string_view uid) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_CONSENT_STORE_H_
