// Against the database, as the service runs: decisions replayed from what was kept, why-not, stopping money and letting it go on,
// appeals, money that was too much, and going through everybody.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <random>

#include "dayaq/payment/v1/recount_service.grpc.pb.h"
#include "dayaq/payment/v1/replay_service.grpc.pb.h"
#include "dayaq/payment/v1/suspension_service.grpc.pb.h"
#include "services/payment/payment_test_fixture.h"
#include "services/payment/recount_queries.h"
#include "services/payment/replay_queries.h"
#include "services/payment/suspension_queries.h"
#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"

namespace dayaq::payment {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const TestCaller kPaymentApprover{"aytan-approver"};

class DecisionsTest : public PaymentFixture {
 protected:
  void SetUp() override {
    PaymentFixture::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    replays_ = v1::ReplayService::NewStub(payment_->Channel());
    suspensions_ = v1::SuspensionService::NewStub(payment_->Channel());
    recounts_ = v1::RecountService::NewStub(payment_->Channel());
  }

  std::string Assessed(const TestDecision& decision = {}) const {
    const std::string survivor = OpenSurvivor();
    Decide(survivor, decision);
    React("survivor.opened", survivor);
    return survivor;
  }

  absl::StatusOr<v1::ReplayAssessmentsResponse> Replayed(const std::string& name, const TestCaller& caller = kCaseworker) const {
    v1::ReplayAssessmentsRequest request;
    request.set_name(name);
    return payment_->Call(*replays_, &v1::ReplayService::Stub::ReplayAssessments, caller, request);
  }
  absl::StatusOr<v1::WhyNotResponse> AskWhyNot(const std::string& survivor, const TestCaller& caller = kCaseworker) const {
    v1::WhyNotRequest request;
    request.set_survivor("survivors/" + survivor);
    request.add_benefits(kAllowance);
    return payment_->Call(*replays_, &v1::ReplayService::Stub::WhyNot, caller, request);
  }
  absl::StatusOr<v1::Suspension> Suspend(const std::string& entitlement, const TestCaller& caller = kCaseworker) const {
    v1::SuspendEntitlementRequest request;
    request.set_request_id(NewRequestId());
    request.set_entitlement(entitlement);
    request.set_reason(v1::SUSPENSION_REASON_FACTS_DOUBTED);
    *request.mutable_suspended_until() = PartialDateOf(Today(absl::Now()) + 10);
    return payment_->Call(*suspensions_, &v1::SuspensionService::Stub::SuspendEntitlement, caller, request);
  }
  absl::StatusOr<v1::Suspension> Resume(const v1::Suspension& suspension, const TestCaller& caller) const {
    v1::ResumeEntitlementRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(suspension.name());
    request.set_etag(suspension.etag());
    request.set_reason(v1::RESUMPTION_REASON_CONFIRMED);
    return payment_->Call(*suspensions_, &v1::SuspensionService::Stub::ResumeEntitlement, caller, request);
  }
  absl::StatusOr<v1::ListDecisionsResponse> Decisions(const std::string& entitlement,
                                                      const TestCaller& caller = kCaseworker) const {
    v1::ListDecisionsRequest request;
    request.set_entitlement(entitlement);
    return payment_->Call(*suspensions_, &v1::SuspensionService::Stub::ListDecisions, caller, request);
  }
  absl::StatusOr<v1::Recount> StartRecount(v1::RecountKind kind) const {
    v1::StartRecountRequest request;
    request.set_request_id(NewRequestId());
    request.set_kind(kind);
    return payment_->Call(*recounts_, &v1::RecountService::Stub::StartRecount, kPaymentApprover, request);
  }
  // Until nothing is due any more.
  void ReactToAll() const {
    const auto reacted = payment_->React();
    EXPECT_TRUE(reacted.ok()) << reacted.status();
  }
  v1::Recount LastRecount(v1::RecountKind kind) const {
    v1::GetRecountRequest request;
    request.set_kind(kind);
    const auto recount = payment_->Call(*recounts_, &v1::RecountService::Stub::GetRecount, kPaymentApprover, request);
    EXPECT_TRUE(recount.ok()) << recount.status();
    return recount.value_or(v1::Recount());
  }

  std::unique_ptr<v1::ReplayService::Stub> replays_;
  std::unique_ptr<v1::SuspensionService::Stub> suspensions_;
  std::unique_ptr<v1::RecountService::Stub> recounts_;
};

TEST_F(DecisionsTest, EveryDecisionOfAHistoryIsReplayedFromTheDatabase) {
  const int people = std::getenv("DAYAQ_LONG") != nullptr ? 50 : 2;
  std::mt19937 random(11);
  const auto pick = [&](int least, int most) { return std::uniform_int_distribution<int>(least, most)(random); };
  int replayed = 0, different = 0;
  for (int person = 0; person < people; ++person) {
    const std::string survivor = OpenSurvivor("2025-0" + absl::StrCat(pick(1, 9)) + "-11");
    absl::Time now = absl::FromCivil(absl::CivilDay(2026, 1, 15), BakuZone());
    for (int step = 0; step < 12; ++step) {
      switch (pick(0, 4)) {
        case 0:
          Decide(survivor, {.percent = 5 * pick(7, 20), .from = absl::StrCat("2025-0", pick(1, 9), "-01")});
          break;
        case 1:
          ConfirmIdentity(survivor);
          break;
        case 2:
          Write(
              absl::StrCat("UPDATE survivor.disability_decision SET percent = 90, stated_percent = 90, band = "
                           "'DISABILITY_BAND_81_100' WHERE survivor_uid = '",
                           survivor, "'"));
          break;
        case 3:
          if (step > 8) Die(survivor, "2026-02-03");
          break;
        default:
          break;
      }
      ASSERT_EQ(ReassessAt(now, "survivor.changed", survivor), absl::OkStatus());
      now += absl::Hours(24 * pick(1, 40));
    }
    v1::ListEntitlementsRequest list;
    list.mutable_filter()->set_survivor("survivors/" + survivor);
    const auto entitlements = Call(&Stub::ListEntitlements, kCaseworker, list);
    ASSERT_TRUE(entitlements.ok()) << entitlements.status();
    for (const v1::Entitlement& entitlement : entitlements->entitlements()) {
      const auto answer = Replayed(entitlement.name());
      ASSERT_TRUE(answer.ok()) << answer.status();
      for (const v1::Replay& replay : answer->replays()) {
        ++replayed;
        different += replay.result() != v1::REPLAY_RESULT_SAME;
        EXPECT_EQ(replay.result(), v1::REPLAY_RESULT_SAME) << replay.DebugString();
      }
    }
  }
  std::cout << "replayed " << replayed << " decisions from the database, " << different << " differ\n";
  EXPECT_GT(replayed, people);
}

TEST_F(DecisionsTest, ADecisionOfBeforeFactsWereKeptSaysSo) {
  const v1::Entitlement entitlement = EntitlementOf(Assessed(), kAllowance);
  Write("UPDATE payment.assessment SET facts = NULL, made_for = NULL, rule_hash = NULL, outcome = NULL");
  const auto answer = Replayed(entitlement.name());
  ASSERT_TRUE(answer.ok()) << answer.status();
  ASSERT_THAT(answer->replays(), SizeIs(1));
  EXPECT_EQ(answer->replays(0).result(), v1::REPLAY_RESULT_FACTS_NOT_KEPT);
  EXPECT_EQ(Replayed(entitlement.name(), kOtherCaseworker).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(DecisionsTest, FactsThatWereTamperedWithShow) {
  const v1::Entitlement entitlement = EntitlementOf(Assessed(), kAllowance);
  Write("UPDATE payment.assessment SET facts = jsonb_set(facts, '{decisions,0,percent}', '90')");
  Write("UPDATE payment.assessment SET facts = jsonb_set(facts, '{decisions,0,band}', '\"DISABILITY_BAND_81_100\"')");
  const auto answer = Replayed(entitlement.name());
  ASSERT_TRUE(answer.ok()) << answer.status();
  ASSERT_FALSE(answer->replays().empty());
  EXPECT_EQ(answer->replays(0).result(), v1::REPLAY_RESULT_DIFFERENT);
  EXPECT_NE(answer->replays(0).kept_qepik(), answer->replays(0).replayed_qepik());
}

TEST_F(DecisionsTest, WhyNotIsAskedWithinReachAlone) {
  const std::string survivor = OpenSurvivor();
  Write(absl::StrCat(
      "INSERT INTO survivor.disability_decision (uid, survivor_uid, percent, stated_percent, band, cause, decided_on, valid_from, "
      "act_number, in_force_from, institution, create_time, register, district, survivor_institution) VALUES ('",
      NewRequestId(), "', '", survivor,
      "', 25, 25, 'DISABILITY_BAND_NONE', 'DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS', '2025-08-01', '2025-08-01', '17-A', "
      "'2025-08-01', 'expertise-agency', now(), 'az', 'AZ-TAR', 'hospital-tartar')"));
  for (const TestCaller& caller : {kCaseworker, kVerifier, kPaymentApprover}) {
    const auto answer = AskWhyNot(survivor, caller);
    ASSERT_TRUE(answer.ok()) << caller.subject << answer.status();
    ASSERT_THAT(answer->answers(), SizeIs(1));
    ASSERT_FALSE(answer->answers(0).counterfactuals().empty()) << answer->DebugString();
    EXPECT_THAT(answer->answers(0).counterfactuals(0).words().en(), HasSubstr("31 or more (it is 25)"));
  }
  EXPECT_EQ(AskWhyNot(survivor, kOtherCaseworker).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(AskWhyNot(survivor, kRegistrar).status().code(), absl::StatusCode::kPermissionDenied);
  const auto held = AskWhyNot(Assessed());
  ASSERT_TRUE(held.ok()) << held.status();
  EXPECT_EQ(held->answers(0).standing(), v1::WHY_NOT_STANDING_HELD) << held->DebugString();
  EXPECT_THAT(held->missing(), ::testing::Not(IsEmpty()));
}

TEST_F(DecisionsTest, MoneyIsStoppedAndSomebodyElseLetsItGoOn) {
  const std::string survivor = Assessed();
  const v1::Entitlement before = EntitlementOf(survivor, kAllowance);
  const auto suspension = Suspend(before.name());
  ASSERT_TRUE(suspension.ok()) << suspension.status();
  EXPECT_TRUE(EntitlementOf(survivor, kAllowance).suspended());
  EXPECT_EQ(ReasonOf(Suspend(before.name(), kVerifier).status()), ErrorReason::ERROR_REASON_ALREADY_SUSPENDED);
  // What is owed goes on being counted, and assessing does not let money go on.
  Decide(survivor, {.percent = 90, .from = "2025-09-01"});
  React("disability.decided", survivor);
  const v1::Entitlement counted = EntitlementOf(survivor, kAllowance);
  EXPECT_TRUE(counted.suspended());
  EXPECT_GT(counted.entitled_qepik(), before.entitled_qepik());
  EXPECT_EQ(Resume(*suspension, kCaseworker).status().code(), absl::StatusCode::kPermissionDenied);
  const auto resumed = Resume(*suspension, kVerifier);
  ASSERT_TRUE(resumed.ok()) << resumed.status();
  EXPECT_EQ(resumed->state(), v1::SUSPENSION_STATE_RESUMED);
  EXPECT_FALSE(EntitlementOf(survivor, kAllowance).suspended());
  EXPECT_EQ(ReasonOf(Resume(*resumed, kPaymentApprover).status()), ErrorReason::ERROR_REASON_SUSPENSION_OVER);
  // Whoever suspends does not resume, even with the right to.
  const auto by_verifier = Suspend(before.name(), kVerifier);
  ASSERT_TRUE(by_verifier.ok()) << by_verifier.status();
  EXPECT_EQ(ReasonOf(Resume(*by_verifier, kVerifier).status()), ErrorReason::ERROR_REASON_DECIDED_BY_SAME_PERSON);
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE kind IN ('entitlement.suspended', 'entitlement.resumed')"), 3);
}

TEST_F(DecisionsTest, ASuspensionEndsByItself) {
  const std::string survivor = Assessed();
  const auto suspension = Suspend(EntitlementOf(survivor, kAllowance).name());
  ASSERT_TRUE(suspension.ok()) << suspension.status();
  Write("UPDATE payment.suspension SET suspended_from = '2026-01-01', suspended_until = '2026-01-02'");
  Write("UPDATE outbox.delivery SET due_time = now() WHERE subscriber = 'payment.end_suspensions'");
  ReactToAll();
  EXPECT_FALSE(EntitlementOf(survivor, kAllowance).suspended());
  const auto decisions = Decisions(EntitlementOf(survivor, kAllowance).name());
  ASSERT_TRUE(decisions.ok()) << decisions.status();
  EXPECT_EQ(decisions->suspensions(0).state(), v1::SUSPENSION_STATE_EXPIRED);
}

TEST_F(DecisionsTest, AnAppealAgainstASuspensionEndsIt) {
  const std::string survivor = Assessed();
  const std::string name = EntitlementOf(survivor, kAllowance).name();
  const auto suspension = Suspend(name);
  ASSERT_TRUE(suspension.ok()) << suspension.status();
  v1::LodgeEntitlementAppealRequest lodge;
  lodge.set_request_id(NewRequestId());
  lodge.set_entitlement(name);
  lodge.set_suspension(suspension->name());
  lodge.set_ground(v1::APPEAL_GROUND_SUSPENSION);
  lodge.set_reference("M-17/2026");
  *lodge.mutable_lodged_on() = PartialDateOf(Today(absl::Now()));
  const auto appeal = payment_->Call(*suspensions_, &v1::SuspensionService::Stub::LodgeEntitlementAppeal, kCaseworker, lodge);
  ASSERT_TRUE(appeal.ok()) << appeal.status();
  EXPECT_EQ(Earliest(appeal->answer_due_on()), Today(absl::Now()) + 30);
  lodge.set_request_id(NewRequestId());
  EXPECT_EQ(
      ReasonOf(payment_->Call(*suspensions_, &v1::SuspensionService::Stub::LodgeEntitlementAppeal, kCaseworker, lodge).status()),
      ErrorReason::ERROR_REASON_APPEAL_UNDER_WAY);
  v1::DecideEntitlementAppealRequest decide;
  decide.set_request_id(NewRequestId());
  decide.set_name(appeal->name());
  decide.set_etag(appeal->etag());
  decide.set_state(v1::ENTITLEMENT_APPEAL_STATE_GRANTED);
  decide.set_reason(v1::APPEAL_DECISION_REASON_NO_GROUND_TO_SUSPEND);
  const auto decided =
      payment_->Call(*suspensions_, &v1::SuspensionService::Stub::DecideEntitlementAppeal, kPaymentApprover, decide);
  ASSERT_TRUE(decided.ok()) << decided.status();
  EXPECT_FALSE(EntitlementOf(survivor, kAllowance).suspended());
  const auto decisions = Decisions(name);
  ASSERT_TRUE(decisions.ok()) << decisions.status();
  EXPECT_EQ(decisions->suspensions(0).resume_reason(), v1::RESUMPTION_REASON_APPEAL_GRANTED);
}

TEST_F(DecisionsTest, TooMuchThatStoodIsTakenBackByAPlanAndAPersonMayWaive) {
  const std::string survivor = Assessed({.percent = 90, .from = "2025-08-01"});
  const v1::Entitlement before = EntitlementOf(survivor, kAllowance);
  // Corrected backwards: differences, and nothing is edited.
  Write(
      absl::StrCat("UPDATE survivor.disability_decision SET percent = 40, stated_percent = 40, band = 'DISABILITY_BAND_31_60' "
                   "WHERE survivor_uid = '",
                   survivor, "'"));
  React("disability.decided", survivor);
  ReactToAll();
  const v1::Entitlement after = EntitlementOf(survivor, kAllowance);
  ASSERT_GT(after.instalments_size(), before.instalments_size());
  for (int i = 0; i < before.instalments_size(); ++i) {
    EXPECT_THAT(Lines(after), Contains(Lines(before)[static_cast<size_t>(i)]));
  }
  EXPECT_LT(after.entitled_qepik(), before.entitled_qepik());
  auto decisions = Decisions(after.name());
  ASSERT_TRUE(decisions.ok()) << decisions.status();
  v1::RecoveryPlan plan = decisions->recovery();
  EXPECT_EQ(plan.decision(), v1::RECOVERY_DECISION_BY_POLICY);
  EXPECT_EQ(plan.share_percent(), 20);
  EXPECT_EQ(plan.taken_back_qepik(), before.entitled_qepik() - after.entitled_qepik());
  v1::DecideRecoveryRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(plan.name());
  request.set_etag(plan.etag());
  request.set_waived_qepik(plan.taken_back_qepik() + 1);
  request.set_reason(v1::RECOVERY_REASON_OFFICE_MISTAKE);
  request.set_document("Q-3");
  const auto send = [&](const TestCaller& caller) {
    return payment_->Call(*suspensions_, &v1::SuspensionService::Stub::DecideRecovery, caller, request);
  };
  EXPECT_FALSE(send(kPaymentApprover).ok()) << "without a strong sign-in";
  EXPECT_EQ(ReasonOf(send(Strongly(kPaymentApprover)).status()), ErrorReason::ERROR_REASON_WAIVED_TOO_MUCH);
  request.set_waived_qepik(plan.taken_back_qepik());
  const auto waived = send(Strongly(kPaymentApprover));
  ASSERT_TRUE(waived.ok()) << waived.status();
  EXPECT_EQ(waived->decision(), v1::RECOVERY_DECISION_WAIVED);
}

TEST_F(DecisionsTest, EverybodyIsAssessedByANewRuleAndUnchangedAnswersAreWrittenNowhere) {
  std::vector<std::string> people;
  for (int i = 0; i < 7; ++i) people.push_back(Assessed({.percent = 40 + 5 * i, .from = "2025-08-01"}));
  // Somebody of whom no event was told.
  const std::string forgotten = OpenSurvivor();
  Decide(forgotten, {});
  ReactToAll();
  ASSERT_TRUE(StartRecount(v1::RECOUNT_KIND_ASSESS).ok());
  EXPECT_EQ(ReasonOf(StartRecount(v1::RECOUNT_KIND_ASSESS).status()), ErrorReason::ERROR_REASON_RECOUNT_GOES_ON);
  ReactToAll();
  v1::Recount recount = LastRecount(v1::RECOUNT_KIND_ASSESS);
  ASSERT_TRUE(recount.has_finish_time()) << recount.DebugString();
  EXPECT_EQ(recount.counts().done(), recount.total());
  EXPECT_GE(recount.counts().started(), 1) << "the one who was forgotten";
  EXPECT_EQ(recount.counts().changed(), 0);
  EXPECT_GT(EntitlementOf(forgotten, kAllowance).entitled_qepik(), 0);

  const std::string rows = PaymentRows();
  const int64_t assessments = Count("SELECT count(*) FROM payment.assessment");
  ASSERT_TRUE(StartRecount(v1::RECOUNT_KIND_ASSESS).ok());
  ReactToAll();
  recount = LastRecount(v1::RECOUNT_KIND_ASSESS);
  ASSERT_TRUE(recount.has_finish_time());
  EXPECT_EQ(recount.counts().started(), 0);
  EXPECT_EQ(recount.counts().changed(), 0);
  EXPECT_EQ(Count("SELECT count(*) FROM payment.assessment"), assessments);
}

TEST_F(DecisionsTest, WhoeverWasPassedOverIsFoundListedAndServed) {
  const std::string served = Assessed();
  const std::string forgotten = OpenSurvivor();
  Decide(forgotten, {});
  ReactToAll();
  EXPECT_EQ(Count("SELECT count(*) FROM payment.entitlement WHERE survivor_uid = '" + forgotten + "'"), 0);
  ASSERT_TRUE(StartRecount(v1::RECOUNT_KIND_CHECK).ok());
  ReactToAll();
  // What the pass told the assessment.
  ReactToAll();
  const v1::Recount check = LastRecount(v1::RECOUNT_KIND_CHECK);
  ASSERT_TRUE(check.has_finish_time());
  EXPECT_GE(check.counts().unserved(), 1);
  EXPECT_GT(EntitlementOf(forgotten, kAllowance).entitled_qepik(), 0) << "had the person assessed";
  v1::ListUnservedRequest request;
  auto listed = payment_->Call(*recounts_, &v1::RecountService::Stub::ListUnserved, kCaseworker, request);
  ASSERT_TRUE(listed.ok()) << listed.status();
  ASSERT_FALSE(listed->unserved().empty());
  EXPECT_EQ(listed->unserved(0).survivor_uid(), forgotten);
  EXPECT_EQ(listed->unserved(0).reason(), v1::UNSERVED_REASON_NEVER_TOLD);
  EXPECT_EQ(listed->unserved(0).role(), "operator");
  // The next check sees that it is over.
  ASSERT_TRUE(StartRecount(v1::RECOUNT_KIND_CHECK).ok());
  ReactToAll();
  listed = payment_->Call(*recounts_, &v1::RecountService::Stub::ListUnserved, kCaseworker, request);
  ASSERT_TRUE(listed.ok()) << listed.status();
  EXPECT_THAT(listed->unserved(), IsEmpty());
  EXPECT_EQ(listed->total(), 0);
  EXPECT_EQ(listed->last_check().counts().unserved(), 0);
}

TEST_F(DecisionsTest, StatementsAndColumnsFit) {
  const auto as = [&](const std::string& subject, const std::vector<Query>& queries) {
    return payment_->As(subject, [&](Transaction& transaction) {
      return CheckPlans(transaction, queries,
                        {"payment.entitlement", "payment.instalment", "payment.assessment", "payment.suspension",
                         "payment.entitlement_appeal", "payment.recovery_plan", "payment.recount_lane", "payment.unserved"});
    });
  };
  EXPECT_EQ(as("samir-caseworker", {kKept, kRulesOf, kEntitlementsOf, kAccountsOf, kSuspension, kSuspensionsOf, kAppeal, kAppealsOf,
                                    kPlan, kPlanOf, kRecount, kLastRecount, kUnserved, kCountUnserved}),
            absl::OkStatus());
  EXPECT_EQ(as("", {kAddPlans, kLockRecount, kLanes, kLaneToChange, kAdvanceLane, kFinishRecount, kStandingKeys, kNoteUnserved}),
            absl::OkStatus());
  const std::vector<const google::protobuf::Descriptor*> tables = {
      v1::Suspension::descriptor(), v1::EntitlementAppeal::descriptor(), v1::RecoveryPlan::descriptor(),
      v1::Recount::descriptor(),    v1::RecountLane::descriptor(),       v1::Unserved::descriptor()};
  for (const auto* table : tables) {
    EXPECT_EQ(payment_->As("", [&](Transaction& transaction) { return CheckColumns(transaction, *table, {}); }), absl::OkStatus())
        << table->name();
  }
}

}  // namespace
}  // namespace dayaq::payment
