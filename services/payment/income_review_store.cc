#include "services/payment/income_review_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/payment/income_queries.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {
namespace {

constexpr int kMostEntitlements = 200;

void SetName(v1::IncomeReview& review) { review.set_name(absl::StrCat("incomeReviews/", review.uid())); }

}  // namespace

absl::StatusOr<std::optional<WorkOf>> IncomeReviewStore::Work(Transaction& transaction, absl::string_view placement_uid) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kWorkOf, {placement_uid}));
  if (!row.has_value()) return std::optional<WorkOf>();
  WorkOf work;
  RETURN_IF_ERROR(row->Read({{"survivor_uid", &work.survivor_uid},
                             {"person_uid", &work.person_uid},
                             {"starts_on", &work.starts_on},
                             {"ended_on", &work.ended_on}}));
  return std::optional<WorkOf>(std::move(work));
}

absl::StatusOr<std::vector<v1::IncomeReview>> IncomeReviewStore::Drafts(Transaction& transaction, const WorkOf& work,
                                                                        const std::vector<std::string>& benefits) const {
  return transaction.All<v1::IncomeReview>(kEntitlementsToReview, {work.survivor_uid, benefits, work.person_uid},
                                           kMostEntitlements);
}

absl::StatusOr<std::vector<std::string>> IncomeReviewStore::Open(Transaction& transaction,
                                                                 const std::vector<v1::IncomeReview>& reviews) const {
  std::vector<std::string> uids;
  if (reviews.empty()) return uids;
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kOpenIncomeReviews, {Rows(reviews)}, kMostEntitlements));
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

absl::StatusOr<v1::IncomeReview> IncomeReviewStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::IncomeReview review, transaction.One<v1::IncomeReview>(kIncomeReview, {uid}));
  SetName(review);
  return review;
}

absl::StatusOr<v1::IncomeReview> IncomeReviewStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockIncomeReview, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<std::vector<v1::IncomeReview>> IncomeReviewStore::List(Transaction& transaction,
                                                                      const v1::ListIncomeReviewsRequest& request,
                                                                      absl::string_view after, int limit) const {
  ASSIGN_OR_RETURN(
      std::vector<v1::IncomeReview> reviews,
      transaction.All<v1::IncomeReview>(kIncomeReviews,
                                        {request.survivor().empty() ? Param(std::nullopt) : Param(UidOf(request.survivor())),
                                         request.open_only(), OrNull(after), limit},
                                        limit));
  for (v1::IncomeReview& review : reviews) SetName(review);
  return reviews;
}

absl::Status IncomeReviewStore::Settle(Transaction& transaction, const v1::IncomeReview& review) const {
  return transaction.Execute(kSettleIncomeReview, {review.uid(), review.state(), review.document()});
}

}  // namespace dayaq::payment
