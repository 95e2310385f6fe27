// All SQL on referrals. Holds no rules.
#ifndef SERVICES_SURVIVOR_REFERRAL_STORE_H_
#define SERVICES_SURVIVOR_REFERRAL_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/referral.pb.h"
#include "dayaq/survivor/v1/referral_service.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::survivor {

class ReferralStore {
 public:
  // Puts it and its sheet at the receiver; a key that was made now goes to the record.
  absl::Status Send(Transaction& transaction, const v1::Referral& referral, const v1::ReferralSheet& sheet,
                    const v1::Survivor& survivor) const;
  // Whether it was open, of the caller's institution and of that version.
  absl::StatusOr<bool> Withdraw(Transaction& transaction, absl::string_view uid, absl::string_view etag) const;

  // How far it is, for whoever sent it or sees the survivor. NOT_FOUND for anybody else.
  absl::StatusOr<v1::ReferralStatus> Followed(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::ReferralStatus>> ListFollowed(Transaction& transaction,
                                                               const v1::ListSentReferralsRequest& request, absl::string_view after,
                                                               int limit) const;
  absl::StatusOr<int64_t> CountFollowed(Transaction& transaction, const v1::ListSentReferralsRequest& request) const;

  // As it lies at the receiver, without and with its sheet. NOT_FOUND when it is absent or hidden.
  absl::StatusOr<v1::Referral> Get(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Referral> GetWhole(Transaction& transaction, absl::string_view uid) const;
  // Without its sheet, kept from changing until the end of the transaction.
  absl::StatusOr<v1::Referral> GetToChange(Transaction& transaction, absl::string_view uid) const;
  // `institution`: sent to it; empty: all within reach.
  absl::StatusOr<std::vector<v1::Referral>> List(Transaction& transaction, const v1::ListReferralsRequest& request,
                                                 absl::string_view institution, absl::string_view after, int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const v1::ListReferralsRequest& request,
                                absl::string_view institution) const;

  absl::Status Step(Transaction& transaction, const v1::Referral& referral) const;
  absl::Status Watch(Transaction& transaction, const v1::Referral& referral) const;
  // What rests on a consent whose last day is over is closed; which.
  absl::StatusOr<std::vector<std::string>> EndConsent(Transaction& transaction, absl::string_view consent_uid) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_REFERRAL_STORE_H_
