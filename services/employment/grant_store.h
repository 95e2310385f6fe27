// All SQL on own businesses. Holds no rules.
#ifndef SERVICES_EMPLOYMENT_GRANT_STORE_H_
#define SERVICES_EMPLOYMENT_GRANT_STORE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/employment/v1/grant_service.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::employment {

// Names are set on all that comes out. GRANT_WITHIN_TERM and ASSET_NUMBER_TAKEN when the database knows better.
class GrantStore {
 public:
  absl::StatusOr<v1::Grant> Get(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Grant> GetToChange(Transaction& transaction, absl::string_view uid) const;
  // With assets, visits and incomes.
  absl::StatusOr<v1::GetGrantResponse> Whole(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::Grant>> List(Transaction& transaction, const v1::ListGrantsRequest& request,
                                              absl::string_view after, int limit) const;
  // By uid; empty: none was accepted.
  absl::StatusOr<std::string> AcceptedInvitation(Transaction& transaction, absl::string_view survivor_uid) const;
  // The last day on which the person is given no other; empty: nobody gave any.
  absl::StatusOr<std::string> BarredUntil(Transaction& transaction, absl::string_view person_uid) const;

  absl::Status Add(Transaction& transaction, const v1::Grant& grant) const;
  absl::Status Revise(Transaction& transaction, const v1::Grant& grant) const;
  absl::Status Decide(Transaction& transaction, const v1::Grant& grant) const;
  absl::Status Contract(Transaction& transaction, const v1::Grant& grant, const std::vector<v1::GrantVisit>& visits) const;
  absl::Status Breach(Transaction& transaction, const v1::Grant& grant) const;
  absl::Status Complete(Transaction& transaction, const v1::Grant& grant) const;

  absl::Status HandOver(Transaction& transaction, const std::vector<v1::GrantAsset>& assets) const;
  absl::StatusOr<v1::GrantVisit> VisitToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::GrantVisit> Visit(Transaction& transaction, absl::string_view uid) const;
  absl::Status Visited(Transaction& transaction, const v1::GrantVisit& visit) const;
  absl::Status Report(Transaction& transaction, const v1::GrantIncome& income) const;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_GRANT_STORE_H_
