#include "services/payment/income_review_service.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/payment/income_review_rules.h"
#include "services/payment/payment_names.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"

namespace dayaq::payment {
namespace {

constexpr char kWhy[] = "gəlirdən asılı ödənişə baxış / review of a benefit that may depend on income";

}  // namespace

absl::StatusOr<v1::IncomeReview> IncomeReviewService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::ListIncomeReviewsResponse> IncomeReviewService::ListIncomeReviews(const v1::ListIncomeReviewsRequest& request,
                                                                                     Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::IncomeReview> reviews, store_.List(call.transaction(), request, after, size + 1));
  v1::ListIncomeReviewsResponse response;
  if (reviews.size() > static_cast<size_t>(size)) {
    reviews.pop_back();
    response.set_next_page_token(call.PageToken(reviews.back().uid(), request));
  }
  for (v1::IncomeReview& review : reviews) *response.add_reviews() = std::move(review);
  return response;
}

absl::StatusOr<v1::IncomeReview> IncomeReviewService::GetIncomeReview(const v1::GetIncomeReviewRequest& request, Call& call) {
  return Reread(request.name(), call);
}

absl::Status IncomeReviewService::CheckSettling(const v1::SettleIncomeReviewRequest& request, Call&, Violations& found) {
  CheckOutcome(request, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::IncomeReview> IncomeReviewService::SettleIncomeReview(const v1::SettleIncomeReviewRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::IncomeReview review, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), review.etag()));
  call.Before(review);
  call.Touch(SurvivorName(review.survivor_uid()));
  RETURN_IF_ERROR(Settle(request, call.today(), review));
  RETURN_IF_ERROR(call.Because(kWhy));
  RETURN_IF_ERROR(store_.Settle(call.transaction(), review));
  return Reread(review.name(), call);
}

absl::Status IncomeReviewService::Open(const outbox::v1::Event& event, Call& call) const {
  Transaction& transaction = call.transaction();
  const std::string placement = UidOf(event.resource());
  ASSIGN_OR_RETURN(const auto work, store_.Work(transaction, placement));
  const bool ended = event.kind() == "placement.ended";
  if (!work.has_value() || (ended && work->ended_on.empty())) return absl::OkStatus();
  ASSIGN_OR_RETURN(std::vector<v1::IncomeReview> reviews, store_.Drafts(transaction, *work, policy_.benefits));
  for (v1::IncomeReview& review : reviews) {
    review.set_uid(call.NewUid());
    review.set_placement_uid(placement);
    Announce(ended ? v1::INCOME_CHANGE_JOB_ENDED : v1::INCOME_CHANGE_JOB_STARTED, ended ? work->ended_on : work->starts_on, policy_,
             call.today(), review);
  }
  ASSIGN_OR_RETURN(const std::vector<std::string> opened, store_.Open(transaction, reviews));
  if (!opened.empty()) call.Touch(SurvivorName(work->survivor_uid));
  // The survivor service tells whoever receives it (payment.whom_to_tell).
  for (const std::string& uid : opened) call.Emit("income_review.opened", absl::StrCat("incomeReviews/", uid));
  return absl::OkStatus();
}

void IncomeReviewService::Bind(rpc::Methods& methods) {
  using S = IncomeReviewService;
  methods.Read("ListIncomeReviews", *this, &S::ListIncomeReviews);
  methods.Read("GetIncomeReview", *this, &S::GetIncomeReview);
  methods.Change("SettleIncomeReview", *this, &S::CheckSettling, &S::SettleIncomeReview, &S::Reread);
}

}  // namespace dayaq::payment
