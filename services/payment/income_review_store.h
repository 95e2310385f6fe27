// All SQL on reviews of benefits that may depend on income. Holds no rules.
#ifndef SERVICES_PAYMENT_INCOME_REVIEW_STORE_H_
#define SERVICES_PAYMENT_INCOME_REVIEW_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/payment/v1/income_review_service.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::payment {

// Whose work a placement is, and the days of it as ISO texts.
struct WorkOf {
  std::string survivor_uid;
  std::string person_uid;
  std::string starts_on;
  std::string ended_on;
};

// Names are set on all that comes out.
class IncomeReviewStore {
 public:
  // Nothing for a placement that did not begin.
  absl::StatusOr<std::optional<WorkOf>> Work(Transaction& transaction, absl::string_view placement_uid) const;
  // Drafts of reviews, one for each entitlement to one of these benefits that the person receives or that rests on them.
  absl::StatusOr<std::vector<v1::IncomeReview>> Drafts(Transaction& transaction, const WorkOf& work,
                                                       const std::vector<std::string>& benefits) const;
  // The uids of those that were not known yet.
  absl::StatusOr<std::vector<std::string>> Open(Transaction& transaction, const std::vector<v1::IncomeReview>& reviews) const;

  absl::StatusOr<v1::IncomeReview> Get(Transaction& transaction, absl::string_view uid) const;
  // Kept from changing until the end of the transaction.
  absl::StatusOr<v1::IncomeReview> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::IncomeReview>> List(Transaction& transaction, const v1::ListIncomeReviewsRequest& request,
                                                     absl::string_view after, int limit) const;
  absl::Status Settle(Transaction& transaction, const v1::IncomeReview& review) const;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_INCOME_REVIEW_STORE_H_
