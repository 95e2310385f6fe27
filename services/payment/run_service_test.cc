// Runs from what is due to a file for the bank, on a real database.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "dayaq/payment/v1/suspension_service.grpc.pb.h"
#include "services/payment/run_test_fixture.h"

namespace dayaq::payment {
namespace {

class RunServiceTest : public RunFixture {};

TEST_F(RunServiceTest, WhatIsDueGoesToTheBankByFourPeople) {
  const std::string survivor = EntitledSurvivor();
  FreeAccount(survivor);
  const v1::Entitlement entitlement = EntitlementOf(survivor, kAllowance);
  ASSERT_GT(entitlement.entitled_qepik(), 0);

  const v1::PaymentRun proposed = ProposedRun();
  EXPECT_EQ(proposed.state(), v1::PAYMENT_RUN_STATE_PROPOSED);
  EXPECT_EQ(proposed.orders(), 1);
  EXPECT_EQ(proposed.total_qepik(), entitlement.entitled_qepik());
  // The immediate assistance is an example.
  ASSERT_EQ(OmissionsOf(proposed).omissions_size(), 1);
  EXPECT_EQ(OmissionsOf(proposed).omissions(0).reason(), v1::OMISSION_REASON_EXAMPLE);

  const v1::PaymentRun filed = FiledRun(proposed);
  EXPECT_EQ(filed.state(), v1::PAYMENT_RUN_STATE_FILED);
  const std::vector<v1::PaymentOrder> orders = OrdersOf(filed);
  ASSERT_EQ(orders.size(), 1U);
  EXPECT_EQ(orders[0].state(), v1::PAYMENT_ORDER_STATE_SENT);
  const std::vector<v1::PaymentFile> files = FilesOf(filed);
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].orders(), 1);
  const auto content = Content(files[0]);
  ASSERT_TRUE(content.ok()) << content.status();
  EXPECT_EQ(static_cast<int64_t>(content->size()), files[0].bytes());
  EXPECT_NE(content->find(kIbanOfAll), std::string::npos);
  EXPECT_NE(content->find("<Nm>Eliyev Eli Sukur oglu</Nm>"), std::string::npos);
  EXPECT_NE(content->find(absl::StrReplaceAll(orders[0].uid(), {{"-", ""}})), std::string::npos);

  // Nothing is due any more.
  const v1::PaymentRun again = ProposedRun();
  EXPECT_EQ(again.orders(), 0);
  EXPECT_EQ(ReasonOf(Verify(again).status()), ErrorReason::ERROR_REASON_RUN_EMPTY);
}

TEST_F(RunServiceTest, StepsNeedTheRightPeopleStrongSignInAndFunds) {
  FreeAccount(EntitledSurvivor());
  const v1::PaymentRun proposed = ProposedRun();
  EXPECT_EQ(Verify(proposed, kSupervisor).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(ReasonOf(Approve(proposed).status()), ErrorReason::ERROR_REASON_RUN_STEP_IMPOSSIBLE);
  const auto verified = Verify(proposed);
  ASSERT_TRUE(verified.ok()) << verified.status();
  EXPECT_EQ(ReasonOf(Verify(proposed).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  EXPECT_EQ(ReasonOf(Approve(*verified, 1 << 30, kApprover).status()), ErrorReason::ERROR_REASON_STEP_UP_REQUIRED);
  EXPECT_EQ(ReasonOf(Approve(*verified, 0).status()), ErrorReason::ERROR_REASON_FUNDS_SHORT);
  EXPECT_EQ(ReasonOf(Approve(*verified, verified->total_qepik() - 1).status()), ErrorReason::ERROR_REASON_FUNDS_SHORT);
  const auto approved = Approve(*verified, verified->total_qepik());
  ASSERT_TRUE(approved.ok()) << approved.status();
  EXPECT_EQ(ReasonOf(Release(*approved, kReleaser).status()), ErrorReason::ERROR_REASON_STEP_UP_REQUIRED);
  ASSERT_TRUE(Release(*approved).ok());
  EXPECT_EQ(ReasonOf(Reject(Run(approved->name())).status()), ErrorReason::ERROR_REASON_RUN_STEP_IMPOSSIBLE);
}

TEST_F(RunServiceTest, ARejectedRunGivesEverythingBack) {
  FreeAccount(EntitledSurvivor());
  const v1::PaymentRun proposed = ProposedRun();
  ASSERT_EQ(proposed.orders(), 1);
  const auto rejected = Reject(proposed);
  ASSERT_TRUE(rejected.ok()) << rejected.status();
  EXPECT_EQ(OrdersOf(proposed)[0].state(), v1::PAYMENT_ORDER_STATE_CANCELLED);
  EXPECT_EQ(ReasonOf(Verify(*rejected).status()), ErrorReason::ERROR_REASON_RUN_STEP_IMPOSSIBLE);
  const v1::PaymentRun again = ProposedRun();
  EXPECT_EQ(again.total_qepik(), proposed.total_qepik());
}

TEST_F(RunServiceTest, ClosedDaysAndDistrictsOutOfReachAreRefused) {
  EXPECT_EQ(Propose(kSupervisor, "2026-01-01").status().code(), absl::StatusCode::kInvalidArgument);
  // A caseworker of two districts proposes no run of the register.
  EXPECT_FALSE(Propose(kCaseworker).ok());
  EXPECT_EQ(Propose(kVerifier).status().code(), absl::StatusCode::kPermissionDenied);
  const auto first = Propose();
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(ReasonOf(Propose().status()), ErrorReason::ERROR_REASON_RUN_COLLECTING);
}

class SplitRunTest : public RunFixture {
 protected:
  SplitRunTest() { orders_per_file_ = 2; }

  // The file is lost; told once more, the service makes it again.
  void MakeAgain(const v1::PaymentFile& file) {
    ASSERT_TRUE(std::filesystem::remove(directory_.Path(file.file_name())));
    EXPECT_EQ(ReasonOf(Content(file).status()), ErrorReason::ERROR_REASON_FILE_NOT_READY);
    ASSERT_TRUE(payment_->database()
                    .Execute(absl::StrCat("SELECT outbox.emit('[{\"uid\":\"", NewRequestId(),
                                          "\",\"kind\":\"payment.file_made\",\"resource\":\"", file.name(), "\"}]')"))
                    .ok());
    WorkOff();
  }
};

TEST_F(SplitRunTest, FilesAreSplitAndMadeAgainWithTheSameBytes) {
  for (int i = 0; i < 3; ++i) FreeAccount(EntitledSurvivor());
  // Three people with one account are in doubt; a person says that it is right.
  Write("UPDATE payment.payee_account SET doubts = NULL, answered_by = NULL");
  const v1::PaymentRun filed = FiledRun(ProposedRun());
  ASSERT_EQ(filed.state(), v1::PAYMENT_RUN_STATE_FILED);
  const std::vector<v1::PaymentFile> files = FilesOf(filed);
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].orders() + files[1].orders(), 3);
  EXPECT_LE(std::max(files[0].orders(), files[1].orders()), 2);
  EXPECT_EQ(files[0].total_qepik() + files[1].total_qepik(), filed.total_qepik());
  EXPECT_NE(files[0].message_id(), files[1].message_id());
  std::string together;
  for (const v1::PaymentFile& file : files) {
    const auto before = Content(file);
    ASSERT_TRUE(before.ok()) << before.status();
    together += *before;
    MakeAgain(file);
    const auto after = Content(file);
    ASSERT_TRUE(after.ok()) << after.status();
    EXPECT_EQ(*after, *before) << "with the same references: nobody is paid twice";
  }
  // Each order lies in one of them, once.
  for (const v1::PaymentOrder& order : OrdersOf(filed)) {
    const std::vector<std::string> parts =
        absl::StrSplit(together, absl::StrCat("<EndToEndId>", absl::StrReplaceAll(order.uid(), {{"-", ""}}), "<"));
    EXPECT_EQ(parts.size(), 2U) << order.name();
  }
  EXPECT_EQ(Count("SELECT count(*) FROM payment.payment_order"), 3);
  EXPECT_EQ(Count("SELECT count(*) FROM payment.payment_file"), 2);
}

// What was released after the moment that came back is at the bank, and nobody here knows: its months look unpaid.
TEST_F(RunServiceTest, ARestoredDatabasePaysNobodyUntilItIsReconciled) {
  const std::string survivor = EntitledSurvivor();
  FreeAccount(survivor);
  const v1::PaymentRun proposed = ProposedRun();
  const auto verified = Verify(proposed);
  const auto approved = Approve(*verified);
  Write("INSERT INTO payment.restore (restored_time, day) VALUES (now(), '2026-11-20')");
  EXPECT_EQ(ReasonOf(Release(*approved).status()), ErrorReason::ERROR_REASON_RESTORE_NOT_RECONCILED);
  EXPECT_EQ(ReasonOf(Propose().status()), ErrorReason::ERROR_REASON_RESTORE_NOT_RECONCILED);
  EXPECT_EQ(Count("SELECT count(*) FROM payment.payment_order WHERE state = 'PAYMENT_ORDER_STATE_READY'"), 0);
  Write(
      "INSERT INTO payment.reconciliation (uid, etag, day, state, create_time, update_time) VALUES (gen_random_uuid(), 1, "
      "'2026-11-20', 'RECONCILIATION_STATE_OPEN', now(), now())");
  EXPECT_EQ(ReasonOf(Release(*approved).status()), ErrorReason::ERROR_REASON_RESTORE_NOT_RECONCILED);
  Write(
      "UPDATE payment.reconciliation SET state = 'RECONCILIATION_STATE_CLOSED', closed_by = gen_random_uuid(), closed_time = "
      "now()");
  EXPECT_TRUE(Release(*approved).ok());
}

TEST_F(RunServiceTest, WhatBecameWrongMeanwhileDoesNotLeave) {
  const std::string first = EntitledSurvivor(), second = EntitledSurvivor();
  FreeAccount(first);
  FreeAccount(second, kOtherIban);
  const v1::PaymentRun proposed = ProposedRun();
  ASSERT_EQ(proposed.orders(), 2);
  const auto verified = Verify(proposed);
  const auto approved = Approve(*verified);
  // The account is changed behind the approval, to one that nobody approved.
  const auto changed = Set(first, "AZ63PAHA38001944194419441944");
  ASSERT_TRUE(changed.ok()) << changed.status();
  bool near = false;
  for (const int doubt : changed->doubts()) near = near || doubt == v1::ACCOUNT_DOUBT_CHANGED_BEFORE_PAYDAY;
  EXPECT_TRUE(near);
  ASSERT_TRUE(Release(*approved).ok());
  WorkOff();
  const std::vector<v1::PaymentFile> files = FilesOf(proposed);
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].orders(), 1);
  const auto content = Content(files[0]);
  EXPECT_EQ(content->find("AZ63PAHA38001944194419441944"), std::string::npos);
  EXPECT_EQ(content->find(kIbanOfAll), std::string::npos);
  EXPECT_EQ(
      Count("SELECT count(*) FROM payment.payment_order WHERE state = 'PAYMENT_ORDER_STATE_CANCELLED' AND because = 'account'"), 1);
  EXPECT_EQ(Run(proposed.name()).state(), v1::PAYMENT_RUN_STATE_FILED);
}

// Months before March 2025 rest on an assumption: they wait, listed with their sum, and the others are paid. When the amount is
// confirmed they are due.
TEST_F(RunServiceTest, MonthsWhoseAmountIsAssumedWaitAloneUntilASourceIsFound) {
  const incident::v1::Incident incident = RegisterIncident("2024-04-04");
  Verify(incident);
  const std::string survivor = OpenSurvivor(incident);
  Decide(survivor, {.from = "2025-01-01"});
  ConfirmIdentity(survivor);
  React("survivor.opened", survivor);
  FreeAccount(survivor);
  const v1::Entitlement entitlement = EntitlementOf(survivor, kAllowance);
  EXPECT_TRUE(entitlement.releasable());
  const v1::PaymentRun run = ProposedRun();
  ASSERT_EQ(run.orders(), 1);
  EXPECT_EQ(run.total_qepik(), entitlement.entitled_qepik() - 2 * 22000);
  int waiting = 0;
  const v1::ListOmissionsResponse omissions = OmissionsOf(run);
  for (const v1::RunOmission& omission : omissions.omissions()) {
    if (omission.reason() != v1::OMISSION_REASON_AMOUNT_ASSUMED) continue;
    ++waiting;
    EXPECT_EQ(omission.amount_qepik(), 2 * 22000);
    EXPECT_EQ(omission.entitlement_uid(), entitlement.uid());
  }
  EXPECT_EQ(waiting, 1);
  ASSERT_EQ(FiledRun(run).state(), v1::PAYMENT_RUN_STATE_FILED);
  EXPECT_EQ(ProposedRun().orders(), 0) << "nothing but what waits is left";

  std::vector<v1::BenefitRule> confirmed = rules_;
  for (v1::BenefitRule& rule : confirmed) {
    if (rule.benefit() != kAllowance) continue;
    rule.set_version(rule.version() + 1);
    rule.set_content_hash(std::string(64, 'c'));
    for (v1::AmountStep& step : *rule.mutable_steps()) step.set_assumed(false);
  }
  ASSERT_EQ(KeepBenefits(payment_->host().kit(), confirmed), absl::OkStatus());
  ASSERT_EQ(ReassessAt(absl::Now(), "benefit.rule_activated", survivor, confirmed), absl::OkStatus());
  const v1::PaymentRun rest = ProposedRun();
  EXPECT_EQ(rest.orders(), 1);
  EXPECT_EQ(rest.total_qepik(), 2 * 22000);
}

// What was approved is looked at once more before it leaves: a month whose amount turned out to be only assumed stays.
TEST_F(RunServiceTest, WhatTurnedOutToBeAssumedDoesNotLeave) {
  FreeAccount(EntitledSurvivor());
  const v1::PaymentRun proposed = ProposedRun();
  ASSERT_EQ(proposed.orders(), 1);
  const auto verified = Verify(proposed);
  const auto approved = Approve(*verified);
  ASSERT_TRUE(approved.ok()) << approved.status();
  Write(
      "UPDATE payment.entitlement SET explanation = jsonb_set(explanation, '{amounts,0,waits}', 'true') WHERE benefit = "
      "'disability-allowance'");
  ASSERT_TRUE(Release(*approved).ok());
  WorkOff();
  EXPECT_EQ(Count("SELECT count(*) FROM payment.payment_order WHERE state = 'PAYMENT_ORDER_STATE_CANCELLED' AND because = "
                  "'not-releasable'"),
            1);
}

// Of one record 70.00 a month were waived; then it turns out to be a record of somebody else's, and then not. The claim stays
// waived wherever the record goes on, and is waived of that record alone when they come apart.
TEST_F(RunServiceTest, WhatWasWaivedStaysWaivedThroughAMergeAndBack) {
  const std::string kept = OpenSurvivor("2025-03-03");
  ConfirmIdentity(kept);
  const incident::v1::Incident incident = RegisterIncident("2025-04-04");
  Verify(incident);
  const std::string other = OpenSurvivor(incident);
  Decide(other, {});
  ConfirmIdentity(other);
  FreeAccount(kept);
  FreeAccount(other, kOtherIban);
  // Until August 2026 it was paid at the amount of the middle band.
  ASSERT_EQ(ReassessAt(absl::FromCivil(absl::CivilDay(2026, 8, 15), BakuZone()), "survivor.opened", other), absl::OkStatus());
  const v1::PaymentRun first = FiledRun(ProposedRun());
  ASSERT_EQ(first.orders(), 1);
  const v1::Entitlement paid = EntitlementOf(other, kAllowance);
  ASSERT_EQ(first.total_qepik(), paid.entitled_qepik());

  Write(
      absl::StrCat("UPDATE survivor.disability_decision SET percent = 45, stated_percent = 45, band = 'DISABILITY_BAND_31_60' "
                   "WHERE survivor_uid = '",
                   other, "'"));
  React("disability.decided", other);
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(payment_->React().ok());
  const v1::Entitlement lowered = EntitlementOf(other, kAllowance);
  const int64_t months = Count("SELECT count(DISTINCT period) FROM payment.instalment WHERE amount_qepik < 0");
  const int64_t since =
      Count(absl::StrCat("SELECT count(DISTINCT period) FROM payment.instalment WHERE entitlement_uid = '", lowered.uid(), "'")) -
      months;
  ASSERT_GT(months, 10);
  ASSERT_GT(since, 1);
  const auto plan = payment_->database().Value("SELECT uid || ' ' || etag FROM payment.recovery_plan");
  ASSERT_TRUE(plan.ok()) << plan.status();
  const std::vector<std::string> parts = absl::StrSplit(*plan, ' ');
  ASSERT_EQ(parts.size(), 2U) << *plan;
  v1::DecideRecoveryRequest waive;
  waive.set_request_id(NewRequestId());
  waive.set_name("recoveryPlans/" + parts[0]);
  waive.set_etag(parts[1]);
  waive.set_waived_qepik(paid.entitled_qepik() - lowered.entitled_qepik() + since * 18000);
  waive.set_reason(v1::RECOVERY_REASON_OFFICE_MISTAKE);
  waive.set_document("Q-3");
  waive.set_share_percent(100);
  const auto suspensions = v1::SuspensionService::NewStub(payment_->Channel());
  const auto waived = payment_->Call(*suspensions, &v1::SuspensionService::Stub::DecideRecovery, Strongly(kApprover), waive);
  ASSERT_TRUE(waived.ok()) << waived.status();

  // One person: what was paid covers the same months, what was waived is not claimed, the months since are paid whole.
  Write(absl::StrCat("UPDATE survivor.survivor SET merged_into_uid = '", kept, "' WHERE uid = '", other, "'"));
  for (const std::string& record : {other, kept}) React("survivor.changed", record);
  ASSERT_EQ(EntitlementOf(kept, kAllowance).entitled_qepik(), lowered.entitled_qepik());
  // Who looks at the record that goes on sees what was waived of the other, and that no more can be: months that are owed here were
  // not paid too much there, though all of them were taken back.
  const auto expect_all_waived = [&] {
    v1::ListDecisionsRequest look;
    look.set_entitlement(EntitlementOf(kept, kAllowance).name());
    const auto decisions = payment_->Call(*suspensions, &v1::SuspensionService::Stub::ListDecisions, kCaseworker, look);
    ASSERT_TRUE(decisions.ok()) << decisions.status();
    ASSERT_EQ(decisions->merged_recoveries_size(), 1);
    const v1::RecoveryPlan& there = decisions->merged_recoveries(0);
    EXPECT_EQ(there.waived_qepik(), waive.waived_qepik());
    EXPECT_GT(there.covered_qepik(), 0);
    EXPECT_EQ(there.taken_back_qepik() - there.covered_qepik(), waive.waived_qepik());
    v1::DecideRecoveryRequest more = waive;
    more.set_request_id(NewRequestId());
    more.set_etag(there.etag());
    more.set_waived_qepik(waive.waived_qepik() + 1);
    EXPECT_EQ(
        ReasonOf(payment_->Call(*suspensions, &v1::SuspensionService::Stub::DecideRecovery, Strongly(kApprover), more).status()),
        ErrorReason::ERROR_REASON_WAIVED_TOO_MUCH);
  };
  expect_all_waived();
  const v1::PaymentRun merged = ProposedRun();
  ASSERT_EQ(merged.orders(), 1);
  EXPECT_EQ(merged.total_qepik(), since * 18000);
  EXPECT_EQ(FiledRun(merged).state(), v1::PAYMENT_RUN_STATE_FILED);
  EXPECT_EQ(ProposedRun().orders(), 0);
  expect_all_waived();

  // Two people after all: the months since are owed to the other record and paid whole, nothing of what was waived is claimed.
  Write(absl::StrCat("UPDATE survivor.survivor SET merged_into_uid = NULL WHERE uid = '", other, "'"));
  for (const std::string& record : {other, kept}) React("survivor.changed", record);
  const v1::PaymentRun parted = ProposedRun();
  ASSERT_EQ(parted.orders(), 1);
  EXPECT_EQ(parted.total_qepik(), since * 18000);
  const std::vector<v1::PaymentOrder> orders = OrdersOf(parted);
  ASSERT_EQ(orders.size(), 1U);
  EXPECT_EQ(orders[0].survivor_uid(), other);
  EXPECT_EQ(orders[0].recovered_qepik(), 0);
  EXPECT_EQ(Count("SELECT count(*) FROM payment.recovery_plan WHERE waived_qepik > 0"), 1) << "of the record it was waived of";
}

TEST_F(RunServiceTest, ThePreviewSaysWhatDiffersFromLastMonth) {
  const std::string survivor = EntitledSurvivor();
  FreeAccount(survivor);
  const v1::PaymentRun before = FiledRun(ProposedRun());
  const std::string other = EntitledSurvivor();
  FreeAccount(other, kOtherIban);
  const v1::PaymentRun run = ProposedRun();
  // As if it had been last month.
  Write(
      absl::StrCat("UPDATE payment.payment_run SET execute_on = to_char(execute_on::date - interval '1 month', 'YYYY-MM-DD') "
                   "WHERE uid = '",
                   before.uid(), "'"));
  v1::PreviewRunRequest request;
  request.set_run(run.name());
  const auto preview = Ask(&Runs::PreviewRun, kVerifier, request);
  ASSERT_TRUE(preview.ok()) << preview.status();
  ASSERT_EQ(preview->benefits_size(), 1);
  EXPECT_EQ(preview->benefits(0).orders(), 1);
  EXPECT_EQ(preview->benefits(0).orders_before(), 1);
  EXPECT_EQ(preview->benefits(0).new_ones(), 1);
  EXPECT_EQ(preview->benefits(0).gone(), 1);
  EXPECT_EQ(preview->differences_size(), 2);
  EXPECT_EQ(before.orders(), 1);
}

}  // namespace
}  // namespace dayaq::payment
