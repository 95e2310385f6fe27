// All SQL on going through everybody, and on whoever was passed over. Holds no rules.
#ifndef SERVICES_PAYMENT_RECOUNT_STORE_H_
#define SERVICES_PAYMENT_RECOUNT_STORE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"
#include "dayaq/payment/v1/recount_service.pb.h"
#include "services/payment/entitlement_store.h"
#include "services/payment/recount_rules.h"
#include "services/platform/database/transaction.h"

namespace dayaq::payment {

// Everybody, and where parts of about the same size end.
struct Everybody {
  int64_t total = 0;
  std::vector<std::string> ends;
};

class RecountStore {
 public:
  // False when one of the kind goes on. `staff_uid` empty: the service itself.
  absl::StatusOr<bool> Start(Transaction& transaction, absl::string_view uid, v1::RecountKind kind,
                             const std::vector<std::string>& benefits, absl::string_view staff_uid) const;
  // With what its lanes came to. NOT_FOUND when there is none.
  absl::StatusOr<v1::Recount> Get(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Recount> Last(Transaction& transaction, v1::RecountKind kind, bool finished) const;

  // Without its lanes; nobody else changes it until the transaction ends.
  absl::StatusOr<std::optional<v1::Recount>> Lock(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::RecountLane>> Lanes(Transaction& transaction, absl::string_view recount_uid) const;
  absl::StatusOr<std::optional<v1::RecountLane>> LaneToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<Everybody> Divide(Transaction& transaction, int lanes) const;
  absl::Status AddLanes(Transaction& transaction, absl::string_view recount_uid, int64_t total,
                        const std::vector<v1::RecountLane>& lanes) const;
  absl::Status Advance(Transaction& transaction, const v1::RecountLane& lane) const;
  // True when no lane goes on and it was not finished before.
  absl::StatusOr<bool> Finish(Transaction& transaction, absl::string_view uid, absl::Time now) const;
  // "<benefit>/<version>" of the rules that everybody was assessed by, or is being.
  absl::StatusOr<std::set<std::string>> Covered(Transaction& transaction) const;

  absl::StatusOr<std::vector<std::string>> Next(Transaction& transaction, const v1::RecountLane& lane, int most) const;
  absl::StatusOr<std::vector<v1::BenefitFacts>> Facts(Transaction& transaction, const std::vector<std::string>& uids) const;
  // The entitlements of these people, of these benefits, each with its instalments; by survivor.
  absl::StatusOr<std::map<std::string, std::map<AnswerKey, v1::Entitlement>>> Entitlements(
      Transaction& transaction, const std::vector<std::string>& uids, const std::set<std::string>& benefits) const;
  // What stands for these people, of these benefits.
  absl::StatusOr<std::set<AnswerKey>> Standing(Transaction& transaction, const std::vector<std::string>& uids,
                                               const std::vector<std::string>& benefits) const;

  // Of these people those about whom events wait for the assessment, and whether one was parked.
  absl::StatusOr<std::map<std::string, bool>> Pending(Transaction& transaction,
                                                      const std::vector<std::string>& survivor_uids) const;
  // Who of `looked_at` was passed over; the others are not any more.
  absl::Status NoteUnserved(Transaction& transaction, const std::vector<v1::Unserved>& unserved,
                            const std::vector<std::string>& looked_at, absl::Time now) const;
  absl::StatusOr<std::vector<v1::Unserved>> Unserved(Transaction& transaction, const std::vector<std::string>& registers,
                                                     absl::string_view after, int limit) const;
  // Up to 10,000.
  absl::StatusOr<int64_t> CountUnserved(Transaction& transaction, const std::vector<std::string>& registers) const;
  absl::StatusOr<int64_t> CountAllUnserved(Transaction& transaction) const;

 private:
  EntitlementStore entitlements_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RECOUNT_STORE_H_
