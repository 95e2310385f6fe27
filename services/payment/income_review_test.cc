// Benefits that may depend on income, against the database: somebody finds work, is told, and nothing changes before they had time
// to answer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dayaq/payment/v1/income_review_service.grpc.pb.h"
#include "services/payment/income_policy.h"
#include "services/payment/income_queries.h"
#include "services/payment/payment_test_fixture.h"
#include "services/platform/base/error.h"
#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"

namespace dayaq::payment {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class IncomeReviewTest : public PaymentFixture {
 protected:
  void SetUp() override {
    PaymentFixture::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    reviews_ = v1::IncomeReviewService::NewStub(payment_->Channel());
  }
  // Somebody with an allowance.
  std::string Entitled() const {
    const std::string survivor = OpenSurvivor();
    Decide(survivor, {});
    React("survivor.opened", survivor);
    return survivor;
  }
  // Work that the employment service knows of, and what it tells. Returns the placement.
  std::string FindWork(const std::string& survivor, const std::string& kind = "placement.started",
                       const std::string& ended = "NULL") const {
    const std::string placement = NewRequestId();
    Write(absl::StrCat(
        "INSERT INTO employment.placement (uid, etag, survivor_uid, person_uid, profile_uid, vacancy_uid, employer_uid, state, "
        "quota, full_time, "
        "hours_week, salary_qepik, contract_number, introduced_on, starts_on, ended_on, end_reason, register, district, "
        "institution, create_time, "
        "update_time) VALUES ('",
        placement, "', 1, '", survivor, "', '", survivor, "', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), ",
        ended == "NULL" ? "'PLACEMENT_STATE_STARTED'" : "'PLACEMENT_STATE_ENDED'",
        ", false, true, 40, 50000, '1', '2026-03-01', '2026-03-02', ", ended, ", ",
        ended == "NULL" ? "NULL" : "'PLACEMENT_END_REASON_OTHER'", ", 'az', 'AZ-TAR', 'employment-barda', now(), now())"));
    Told(kind, placement);
    return placement;
  }
  void Told(const std::string& kind, const std::string& placement) const {
    const absl::Status told =
        payment_->database().Execute(absl::StrCat("SELECT outbox.emit('[{\"uid\":\"", NewRequestId(), "\",\"kind\":\"", kind,
                                                  "\",\"resource\":\"placements/", placement, "\"}]')"));
    EXPECT_TRUE(told.ok()) << told;
    const auto reacted = payment_->React();
    EXPECT_TRUE(reacted.ok()) << reacted.status();
  }
  std::vector<v1::IncomeReview> ReviewsOf(const std::string& survivor, const TestCaller& caller = kCaseworker) const {
    v1::ListIncomeReviewsRequest request;
    request.set_survivor("survivors/" + survivor);
    const auto listed = payment_->Call(*reviews_, &v1::IncomeReviewService::Stub::ListIncomeReviews, caller, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    if (!listed.ok()) return {};
    return {listed->reviews().begin(), listed->reviews().end()};
  }
  absl::StatusOr<v1::IncomeReview> Settle(const v1::IncomeReview& review,
                                          v1::IncomeReviewState state = v1::INCOME_REVIEW_STATE_UNCHANGED) const {
    v1::SettleIncomeReviewRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(review.name());
    request.set_etag(review.etag());
    request.set_state(state);
    request.set_document("Akt 5");
    return payment_->Call(*reviews_, &v1::IncomeReviewService::Stub::SettleIncomeReview, kCaseworker, request);
  }
  std::unique_ptr<v1::IncomeReviewService::Stub> reviews_;
};

TEST_F(IncomeReviewTest, AJobChangesNothingByItselfAndThePersonIsToldFirst) {
  const std::string survivor = Entitled();
  const v1::Entitlement before = EntitlementOf(survivor, kAllowance);
  const std::string placement = FindWork(survivor);
  const std::vector<v1::IncomeReview> reviews = ReviewsOf(survivor);
  ASSERT_THAT(reviews, SizeIs(1));
  const v1::IncomeReview& review = reviews[0];
  EXPECT_EQ(review.benefit(), kAllowance);
  EXPECT_EQ(review.entitlement_uid(), before.uid());
  EXPECT_EQ(review.change(), v1::INCOME_CHANGE_JOB_STARTED);
  EXPECT_EQ(ToText(review.changed_on()), "2026-03-02");
  EXPECT_EQ(*Earliest(review.not_before()) - *Earliest(review.told_on()), 30);
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE kind = 'income_review.opened'"), 1) << "whoever receives it is told";
  EXPECT_EQ(EntitlementOf(survivor, kAllowance).SerializeAsString(), before.SerializeAsString()) << "nothing changed";
  Told("placement.started", placement);
  EXPECT_THAT(ReviewsOf(survivor), SizeIs(1)) << "told once, however often it is heard";
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE kind = 'income_review.opened'"), 1);
}

TEST_F(IncomeReviewTest, NothingIsDecidedBeforeThePersonHadTimeToAnswerAndThenOnce) {
  const std::string survivor = Entitled();
  FindWork(survivor);
  const v1::IncomeReview review = ReviewsOf(survivor).at(0);
  EXPECT_EQ(ReasonOf(Settle(review).status()), ErrorReason::ERROR_REASON_INCOME_REVIEW_TOO_EARLY);
  const absl::Status forced =
      payment_->database().Execute("UPDATE payment.income_review SET state = 'INCOME_REVIEW_STATE_CHANGED', document = 'x'");
  EXPECT_FALSE(forced.ok()) << "the database holds it too";
  Write("UPDATE payment.income_review SET told_on = '2026-01-01', not_before = '2026-01-31'");
  EXPECT_EQ(Settle(review, v1::INCOME_REVIEW_STATE_OVER).status().code(), absl::StatusCode::kInvalidArgument);
  const auto settled = Settle(ReviewsOf(survivor).at(0));
  ASSERT_TRUE(settled.ok()) << settled.status();
  EXPECT_EQ(settled->state(), v1::INCOME_REVIEW_STATE_UNCHANGED);
  EXPECT_FALSE(settled->decided_by().empty());
  EXPECT_EQ(ReasonOf(Settle(*settled).status()), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
}

TEST_F(IncomeReviewTest, TheEndOfAJobIsHeardTooAndOthersAreLeftAlone) {
  const std::string survivor = Entitled(), other = Entitled();
  FindWork(survivor, "placement.ended", "'2026-06-30'");
  ASSERT_THAT(ReviewsOf(survivor), SizeIs(1));
  EXPECT_EQ(ReviewsOf(survivor)[0].change(), v1::INCOME_CHANGE_JOB_ENDED);
  EXPECT_EQ(ToText(ReviewsOf(survivor)[0].changed_on()), "2026-06-30");
  EXPECT_THAT(ReviewsOf(other), IsEmpty());
}

TEST_F(IncomeReviewTest, FieldsHaveColumnsAndStatementsPlans) {
  const absl::Status columns =
      payment_->As("", [&](Transaction& transaction) { return CheckColumns(transaction, *v1::IncomeReview::descriptor(), {}); });
  EXPECT_TRUE(columns.ok()) << columns;
  const auto plans = [&](const std::string& subject, const std::vector<Query>& queries) {
    return payment_->As(subject, [&](Transaction& transaction) {
      return CheckPlans(transaction, queries, {"payment.income_review", "payment.entitlement"});
    });
  };
  EXPECT_EQ(plans("", {kWorkOf, kEntitlementsToReview, kOpenIncomeReviews}), absl::OkStatus());
  EXPECT_EQ(plans(kCaseworker.subject, {kIncomeReview, kLockIncomeReview, kIncomeReviews, kSettleIncomeReview}), absl::OkStatus());
}

TEST(IncomePolicyTest, TheShippedFileIsReadAndFaultsAreToldWithTheirPlace) {
  const auto policy = LoadIncomePolicy("policy");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_TRUE(policy->example);
  EXPECT_EQ(policy->notice_days, 30);
  const auto faulty = ParseIncomePolicy(
      "version: 1\nexample: maybe\nnotice_days: 0\nbenefits:\n  - {benefit: a, az: x, en: \"\"}\n  - {benefit: a, az: x, en: y}\n",
      "t.yaml");
  ASSERT_FALSE(faulty.ok());
  for (const char* fault : {"example is true or false", "notice_days is", "say why income may matter", "stands above already"}) {
    EXPECT_THAT(std::string(faulty.status().message()), HasSubstr(fault));
  }
}

}  // namespace
}  // namespace dayaq::payment
