#include "services/payment/run_rules.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>

#include "services/payment/payment_policy.h"
#include "services/platform/access/access_policy.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

constexpr char kYear2026[] =
    "version: 1\nweek_end: [SATURDAY, SUNDAY]\nyearly:\n  - {day: \"11-08\", az: \"a\", en: \"a\"}\nyears:\n  \"2026\":\n    "
    "example: "
    "true\n    source: \"x\"\n    days_off:\n      - {day: \"2026-11-09\", az: \"b\", en: \"b\"}\n    worked_days: []\n";

TEST(RunRules, RefusesClosedDaysAndOtherAccounts) {
  const auto calendar = WorkingCalendar::Parse(kYear2026, "calendar.yaml");
  ASSERT_TRUE(calendar.ok()) << calendar.status();
  PaymentPolicy policy;
  policy.source_accounts["state-budget"];
  policy.most_days_ahead = 31;
  const absl::CivilDay today(2026, 11, 2);
  const auto faults = [&](const std::string& day, const std::string& account) {
    v1::ProposeRunRequest request;
    *request.mutable_execute_on() = *PartialDateFromText(day);
    request.set_source_account(account);
    Violations found;
    EXPECT_TRUE(CheckProposal(request, policy, *calendar, today, found).ok());
    return found.ToStatus();
  };
  EXPECT_TRUE(faults("2026-11-02", "state-budget").ok());
  EXPECT_TRUE(faults("2026-11-10", "state-budget").ok());
  for (const char* day : {"2026-11-01", "2026-11-07", "2026-11-08", "2026-11-09", "2026-12-04", "2026-11"}) {
    EXPECT_FALSE(faults(day, "state-budget").ok()) << day;
  }
  EXPECT_FALSE(faults("2026-11-10", "another").ok());
}

TEST(RunRules, NoStepIsTakenBehindTheDayOfTheRun) {
  v1::PaymentRun run;
  *run.mutable_execute_on() = *PartialDateFromText("2026-11-10");
  EXPECT_TRUE(CheckDay(run, absl::CivilDay(2026, 11, 10)).ok());
  EXPECT_EQ(ReasonOf(CheckDay(run, absl::CivilDay(2026, 11, 11))), ErrorReason::ERROR_REASON_IN_THE_PAST);
}

TEST(RunRules, StepsComeInOrderAndRejectingEndsThem) {
  v1::PaymentRun run;
  int possible = 0, tried = 0;
  for (int from = v1::PAYMENT_RUN_STATE_COLLECTING; from <= v1::PAYMENT_RUN_STATE_REJECTED; ++from) {
    for (const auto to : {v1::PAYMENT_RUN_STATE_VERIFIED, v1::PAYMENT_RUN_STATE_APPROVED, v1::PAYMENT_RUN_STATE_RELEASED,
                          v1::PAYMENT_RUN_STATE_REJECTED}) {
      run.set_state(static_cast<v1::PaymentRunState>(from));
      possible += CheckStep(run, to).ok() ? 1 : 0;
      ++tried;
    }
  }
  EXPECT_EQ(tried, 28);
  // Three steps forward, and giving up before each and while it is collected.
  EXPECT_EQ(possible, 7);
}

TEST(RunRules, SumsAreLimited) {
  PaymentPolicy policy;
  policy.officer_limit = {1, 1000};
  v1::PaymentRun run;
  EXPECT_FALSE(CheckNotEmpty(run).ok());
  run.set_orders(1);
  run.set_total_qepik(600);
  EXPECT_TRUE(CheckNotEmpty(run).ok());
  EXPECT_TRUE(CheckFunds(run, 600).ok());
  EXPECT_FALSE(CheckFunds(run, 599).ok());
  EXPECT_FALSE(CheckFunds(run, 0).ok());
  EXPECT_TRUE(CheckOfficer(run, 400, policy).ok());
  // Two runs of 600 are one of 1200.
  EXPECT_FALSE(CheckOfficer(run, 600, policy).ok());
  run.set_orders_per_file(3);
  run.set_orders(7);
  EXPECT_EQ(FilesOf(run), 3);
}

// Every way in which four people may share the four steps out among them, each supposed to hold every role: whoever took part once
// takes no other step.
TEST(RunRules, FourStepsAreTakenByFourPeople) {
  const auto policy = AccessPolicy::Load("policy/access.yaml");
  ASSERT_TRUE(policy.ok()) << policy.status();
  const std::array<std::array<const char*, 2>, 4> steps = {{{"payment_run.propose", "caseworker"},
                                                            {"payment_run.verify", "payment_verifier"},
                                                            {"payment_run.approve", "payment_approver"},
                                                            {"payment_run.release", "payment_releaser"}}};
  int accepted = 0, tried = 0;
  for (int assignment = 0; assignment < 256; ++assignment) {
    v1::PaymentRun run;
    run.set_register_("az");
    bool all = true;
    for (size_t step = 0; step < steps.size() && all; ++step) {
      Caller caller;
      caller.staff_uid = std::string(1, static_cast<char>('a' + ((assignment >> (2 * step)) & 3)));
      caller.role = steps[step][1];
      caller.purpose = "assistance";
      caller.registers = {"az"};
      caller.national = true;
      const FactSet facts = RowFacts(caller, StandingOf(run)).Or({Fact::kStepUp});
      all = policy->Decide(caller.role, steps[step][0], caller.purpose, facts).allowed();
      if (step == 0) run.set_proposed_by(caller.staff_uid);
      if (step == 1) run.set_verified_by(caller.staff_uid);
      if (step == 2) run.set_approved_by(caller.staff_uid);
    }
    accepted += all ? 1 : 0;
    ++tried;
  }
  std::printf("four people, four steps: %d assignments, %d accepted\n", tried, accepted);
  EXPECT_EQ(tried, 256);
  EXPECT_EQ(accepted, 24);
}

}  // namespace
}  // namespace dayaq::payment
