// All SQL on what is recorded by act because money hangs on it. Holds no rules.
#ifndef SERVICES_SURVIVOR_BENEFIT_FACT_STORE_H_
#define SERVICES_SURVIVOR_BENEFIT_FACT_STORE_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/benefit_fact.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::survivor {

class BenefitFactStore {
 public:
  absl::StatusOr<v1::BenefitFact> Get(Transaction& transaction, absl::string_view uid) const;
  // The same, kept from changing until the end of the transaction.
  absl::StatusOr<v1::BenefitFact> GetToChange(Transaction& transaction, absl::string_view uid) const;
  // Of the survivor and the family, in the order in which they were recorded, behind the uid `after` when there is one.
  absl::StatusOr<std::vector<v1::BenefitFact>> List(Transaction& transaction, absl::string_view survivor_uid, bool withdrawn_too,
                                                    absl::string_view after, int limit) const;
  absl::StatusOr<bool> IsOfFamily(Transaction& transaction, absl::string_view survivor_uid, absl::string_view member_uid) const;
  absl::Status Add(Transaction& transaction, const v1::BenefitFact& fact) const;
  // Writes its end and the act that says so.
  absl::Status End(Transaction& transaction, const v1::BenefitFact& fact) const;
  absl::Status Withdraw(Transaction& transaction, absl::string_view uid) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_BENEFIT_FACT_STORE_H_
