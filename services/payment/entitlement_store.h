// All SQL of the payment service. Holds no rules: what is written was decided before.
#ifndef SERVICES_PAYMENT_ENTITLEMENT_STORE_H_
#define SERVICES_PAYMENT_ENTITLEMENT_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/payment/v1/entitlement_service.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::payment {

// Entitlements that match a search, and the sum of their instalments.
struct EntitlementTotals {
  int64_t total = 0;
  int64_t entitled_qepik = 0;
};

// What assessments leave behind.
struct AssessedRows {
  // Those that start have no etag yet.
  std::vector<v1::Entitlement> entitlements;
  // Each of an entitlement above.
  std::vector<v1::Assessment> assessments;
  std::vector<v1::Instalment> instalments;
};

// Where a search goes on: the sort key of the last row of the page before.
struct EntitlementCursor {
  std::string create_time;  // RFC 3339
  std::string uid;
};

class EntitlementStore {
 public:
  // The entitlement alone, name set. NOT_FOUND when it is absent or hidden.
  absl::StatusOr<v1::Entitlement> Get(Transaction& transaction, absl::string_view uid) const;
  // The entitlement with its instalments.
  absl::StatusOr<v1::Entitlement> GetWhole(Transaction& transaction, absl::string_view uid) const;
  // The decisions about it, newest first, at most 100.
  absl::StatusOr<std::vector<v1::Assessment>> Assessments(Transaction& transaction, absl::string_view uid) const;

  // Entitlements that match, newest first, at most `limit`.
  absl::StatusOr<std::vector<v1::Entitlement>> Search(Transaction& transaction, const v1::EntitlementFilter& filter,
                                                      const std::optional<EntitlementCursor>& after, int limit) const;
  absl::StatusOr<EntitlementTotals> Totals(Transaction& transaction, const v1::EntitlementFilter& filter) const;

  // A benefit's rule in that version. NOT_FOUND when it was never in force here.
  absl::StatusOr<v1::BenefitRule> Rule(Transaction& transaction, absl::string_view benefit, int version) const;
  // All rules in all versions, by benefit, newest version first.
  absl::StatusOr<std::vector<v1::BenefitRule>> Rules(Transaction& transaction) const;
  // Keeps these versions of rules; versions that are known already stay as they are.
  absl::Status AddRules(Transaction& transaction, const std::vector<v1::BenefitRule>& rules) const;

  // What is known of these survivors, each named once, read after waiting until nobody else assesses one of them; others wait until
  // this transaction ends. One that does not exist has no facts.
  absl::StatusOr<std::vector<v1::BenefitFacts>> FactsToAssess(Transaction& transaction,
                                                              const std::vector<std::string>& survivor_uids) const;
  // The entitlements of these survivors, each with period, sequence, kind and amount of its instalments; with `benefits` only
  // theirs.
  absl::StatusOr<std::vector<v1::Entitlement>> Standing(Transaction& transaction, const std::vector<std::string>& survivor_uids,
                                                        const std::vector<std::string>& benefits = {}) const;
  absl::Status Write(Transaction& transaction, const AssessedRows& rows) const;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_ENTITLEMENT_STORE_H_
