// All SQL on rules of benefits in kind and on places in their queues. Holds no rules.
#ifndef SERVICES_PAYMENT_IN_KIND_STORE_H_
#define SERVICES_PAYMENT_IN_KIND_STORE_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/in_kind_service.pb.h"
#include "services/payment/in_kind_rules.h"
#include "services/platform/database/transaction.h"

namespace dayaq::payment {

// Where a queue goes on: the sort key of the last one of the page before.
struct QueueCursor {
  int class_rank = 0;
  std::string entitled_on;
  std::string uid;
};

class InKindStore {
 public:
  // Of one survivor at most; more is a mistake of ours.
  static constexpr int kMostEntries = 200;
  static constexpr int kMostItems = 500;

  absl::StatusOr<std::vector<v1::InKindRule>> Rules(Transaction& transaction) const;
  absl::StatusOr<v1::InKindRule> Rule(Transaction& transaction, absl::string_view benefit, int version) const;
  // Versions that are known already stay as they are.
  absl::Status AddRules(Transaction& transaction, const std::vector<v1::InKindRule>& rules) const;

  // NOT_FOUND when it is absent or hidden.
  absl::StatusOr<v1::InKindEntry> Get(Transaction& transaction, absl::string_view uid) const;
  // The same, and nobody else changes it until the transaction ends.
  absl::StatusOr<v1::InKindEntry> ToChange(Transaction& transaction, absl::string_view uid) const;
  // The places of these survivors, in whatever state.
  absl::StatusOr<std::vector<v1::InKindEntry>> EntriesOf(Transaction& transaction,
                                                         const std::vector<std::string>& survivor_uids) const;
  // The same, and nobody else changes them until the transaction ends.
  absl::StatusOr<std::vector<v1::InKindEntry>> EntriesToAssess(Transaction& transaction,
                                                               const std::vector<std::string>& survivor_uids) const;
  // What these survivors were given, by survivor, in whichever of their records. For the service itself.
  absl::StatusOr<std::map<std::string, std::vector<InKindGiven>>> Given(Transaction& transaction,
                                                                        const std::vector<std::string>& survivor_uids) const;
  absl::Status Write(Transaction& transaction, const std::vector<v1::InKindEntry>& entries) const;
  // What is set aside for these places goes back into stock.
  absl::Status GiveUp(Transaction& transaction, const std::vector<std::string>& entry_uids, absl::CivilDay today) const;

  // A queue in its order, at most `limit`.
  absl::StatusOr<std::vector<v1::InKindEntry>> Queue(Transaction& transaction, const v1::ListQueueRequest& request,
                                                     const std::optional<QueueCursor>& after, int limit) const;
  // 1,001 for all that is more than 1,000.
  absl::StatusOr<int64_t> CountQueue(Transaction& transaction, const v1::ListQueueRequest& request) const;
  absl::StatusOr<std::vector<v1::InKindEntry>> EntriesOfSurvivor(Transaction& transaction,
                                                                 const v1::ListQueueRequest& request) const;
  // Fills the numbers of a place.
  absl::Status CountPlace(Transaction& transaction, v1::InKindPlace& place) const;
  absl::StatusOr<std::vector<v1::InKindItem>> ItemsOf(Transaction& transaction, absl::string_view survivor_uid,
                                                      absl::string_view benefit) const;

  absl::Status Decline(Transaction& transaction, const v1::DeclineBenefitRequest& request, absl::CivilDay today) const;
  absl::Status TakeBackDecline(Transaction& transaction, absl::string_view uid) const;
  absl::Status PassOver(Transaction& transaction, const v1::PassOverRequest& request) const;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_IN_KIND_STORE_H_
