// Entitlements that start, change and end by themselves, against the real database: what was owed is there afterwards, once,
// whatever was heard how often.
#include "services/payment/assessment_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "absl/synchronization/notification.h"
#include "services/payment/payment_test_fixture.h"

namespace dayaq::payment {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class AssessmentServiceTest : public PaymentFixture {
 protected:
  // "2026-11"
  static std::string MonthOf(absl::Time time) {
    const absl::CivilDay day = Today(time);
    return ToText(PartialDateOf(day)).substr(0, 7);
  }
  static absl::Time FirstOfNextMonth() { return absl::FromCivil(absl::CivilMonth(Today(absl::Now())) + 1, BakuZone()); }
  std::vector<std::string> EventKinds(const std::string& resource) const {
    const auto kinds = payment_->database().Value(absl::StrCat(
        "SELECT coalesce(string_agg(kind, ',' ORDER BY time, uid), '') FROM outbox.event WHERE resource = '", resource, "'"));
    EXPECT_TRUE(kinds.ok()) << kinds.status();
    return absl::StrSplit(kinds.value_or(""), ',', absl::SkipEmpty());
  }
  static bool IsMet(const v1::Entitlement& entitlement, v1::ReleaseNeed need) {
    for (const v1::NeedAnswer& answer : entitlement.explanation().needs()) {
      if (answer.need() == need) return answer.met();
    }
    ADD_FAILURE() << "no such need";
    return false;
  }
};

TEST_F(AssessmentServiceTest, AnOpenedRecordStartsTheExampleOfImmediateAssistance) {
  const std::string survivor = OpenSurvivor();
  React("survivor.opened", survivor);
  const v1::Entitlement entitlement = EntitlementOf(survivor, kImmediate);
  EXPECT_EQ(entitlement.state(), v1::ENTITLEMENT_STATE_ACTIVE);
  EXPECT_TRUE(entitlement.example());
  EXPECT_FALSE(entitlement.releasable());
  EXPECT_FALSE(entitlement.occasion_uid().empty());
  ASSERT_THAT(entitlement.instalments(), SizeIs(1));
  EXPECT_EQ(entitlement.instalments(0).period(), "2026-02-04");
  EXPECT_EQ(entitlement.entitled_qepik(), entitlement.instalments(0).amount_qepik());
  EXPECT_EQ(entitlement.currency(), "AZN");
  EXPECT_EQ(entitlement.district(), "AZ-TAR");
  EXPECT_THAT(EventKinds(entitlement.name()), ElementsAre("entitlement.started"));
  EXPECT_EQ(Count("SELECT count(*) FROM payment.entitlement"), 1) << "no other benefit may start";
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.delivery WHERE state <> 'DONE' AND subscriber = 'payment.assess'"), 0);
}

TEST_F(AssessmentServiceTest, ALateDecisionBringsArrearsOfEachMonthInTheAmountOfThatMonth) {  // T7, T9
  const std::string survivor = OpenSurvivor("2024-02-04");
  React("survivor.opened", survivor);
  Decide(survivor, {.percent = 65, .from = "2025-05-01"});
  React("disability.decided", survivor);
  const v1::Entitlement allowance = EntitlementOf(survivor, kAllowance);
  const std::string this_month = MonthOf(absl::Now());
  EXPECT_EQ(SumOf(allowance, "2025-06"), 22000);
  EXPECT_EQ(SumOf(allowance, "2025-07"), 25000);
  EXPECT_THAT(Lines(allowance), Contains("2025-06 22000 ARREARS"));
  EXPECT_THAT(Lines(allowance), Contains("2025-07 25000 ARREARS"));
  EXPECT_THAT(Lines(allowance), Contains(this_month + " 25000 REGULAR"));
  EXPECT_EQ(Lines(allowance).back(), this_month + " 25000 REGULAR");
  EXPECT_EQ(allowance.state(), v1::ENTITLEMENT_STATE_ACTIVE);
  EXPECT_FALSE(allowance.example());
}

TEST_F(AssessmentServiceTest, ACorrectedPercentAddsDifferencesAndEditsNothing) {
  const std::string survivor = OpenSurvivor("2024-02-04");
  Decide(survivor, {.percent = 65, .from = "2025-05-01"});
  React("disability.decided", survivor);
  const v1::Entitlement before = EntitlementOf(survivor, kAllowance);
  Write("UPDATE survivor.disability_decision SET percent = 85, stated_percent = 85, band = 'DISABILITY_BAND_81_100'");
  React("disability.decided", survivor);
  const v1::Entitlement after = EntitlementOf(survivor, kAllowance);
  EXPECT_EQ(SumOf(after, "2025-06"), 27000);
  EXPECT_EQ(SumOf(after, "2025-07"), 30000);
  EXPECT_THAT(Lines(after), Contains("2025-06 5000 DIFFERENCE"));
  EXPECT_EQ(after.instalments_size(), 2 * before.instalments_size());
  for (const std::string& line : Lines(before)) EXPECT_THAT(Lines(after), Contains(line));
  EXPECT_EQ(EventKinds(after.name()).back(), "entitlement.changed");
}

TEST_F(AssessmentServiceTest, VerificationAndConfirmationMeetTheNeeds) {
  const incident::v1::Incident incident = RegisterIncident();
  const std::string survivor = OpenSurvivor(incident);
  Decide(survivor, {.percent = 65, .from = "2026-03-01"});
  React("disability.decided", survivor);
  v1::Entitlement allowance = EntitlementOf(survivor, kAllowance);
  EXPECT_FALSE(IsMet(allowance, v1::RELEASE_NEED_INCIDENT_VERIFIED));
  EXPECT_TRUE(IsMet(allowance, v1::RELEASE_NEED_INJURY_CONFIRMED)) << "a hospital registered it";
  EXPECT_FALSE(IsMet(allowance, v1::RELEASE_NEED_IDENTITY_CONFIRMED));
  EXPECT_FALSE(allowance.releasable());
  const int instalments = allowance.instalments_size();

  Verify(incident);
  React("survivor.incident_changed", survivor);
  EXPECT_TRUE(IsMet(EntitlementOf(survivor, kAllowance), v1::RELEASE_NEED_INCIDENT_VERIFIED));
  EXPECT_FALSE(EntitlementOf(survivor, kAllowance).releasable());

  ConfirmIdentity(survivor);
  React("survivor.identity_confirmed", survivor);
  allowance = EntitlementOf(survivor, kAllowance);
  EXPECT_TRUE(IsMet(allowance, v1::RELEASE_NEED_IDENTITY_CONFIRMED));
  EXPECT_TRUE(allowance.releasable());
  EXPECT_EQ(allowance.instalments_size(), instalments);
  EXPECT_FALSE(EntitlementOf(survivor, kImmediate).releasable()) << "an example never is";
}

TEST_F(AssessmentServiceTest, DeathEndsTheAllowanceAndStartsTheFuneralBenefitOnce) {  // T12
  const std::string survivor = OpenSurvivor("2024-02-04");
  Decide(survivor, {.percent = 65, .from = "2025-05-01"});
  React("disability.decided", survivor);
  Die(survivor, "2025-08-15");
  React("survivor.died", survivor);
  React("survivor.changed", survivor);
  const v1::Entitlement allowance = EntitlementOf(survivor, kAllowance);
  EXPECT_EQ(allowance.state(), v1::ENTITLEMENT_STATE_ENDED);
  EXPECT_EQ(SumOf(allowance, "2025-07"), 25000);
  EXPECT_EQ(SumOf(allowance, "2025-09"), 0) << "a late death takes back";
  EXPECT_THAT(Lines(allowance), Contains("2025-09 -25000 DIFFERENCE"));
  EXPECT_THAT(EventKinds(allowance.name()), Contains("entitlement.ended").Times(1));
  const v1::Entitlement funeral = EntitlementOf(survivor, kFuneral);
  EXPECT_EQ(funeral.entitled_qepik(), 60000);
  EXPECT_THAT(funeral.instalments(), SizeIs(1));
  EXPECT_FALSE(funeral.releasable()) << "nobody knows yet whom to pay";
  EXPECT_EQ(Count("SELECT count(*) FROM payment.entitlement WHERE benefit = 'funeral-benefit'"), 1);
}

TEST_F(AssessmentServiceTest, ACasualtyThatIsSetAsideWithdrawsWhatItStarted) {
  const std::string survivor = OpenSurvivor();
  React("survivor.opened", survivor);
  EXPECT_GT(EntitlementOf(survivor, kImmediate).entitled_qepik(), 0);
  Write("UPDATE survivor.casualty SET set_aside = true");
  React("survivor.incident_changed", survivor);
  v1::Entitlement entitlement = EntitlementOf(survivor, kImmediate);
  EXPECT_EQ(entitlement.state(), v1::ENTITLEMENT_STATE_WITHDRAWN);
  EXPECT_EQ(entitlement.entitled_qepik(), 0);
  EXPECT_THAT(entitlement.instalments(), SizeIs(2));
  Write("UPDATE survivor.casualty SET set_aside = false");
  React("survivor.incident_changed", survivor);
  entitlement = EntitlementOf(survivor, kImmediate);
  EXPECT_EQ(entitlement.state(), v1::ENTITLEMENT_STATE_ACTIVE);
  EXPECT_EQ(entitlement.entitled_qepik(), entitlement.instalments(0).amount_qepik());
  EXPECT_THAT(EventKinds(entitlement.name()),
              ElementsAre("entitlement.started", "entitlement.ended", "entitlement.overpaid", "entitlement.changed"));
}

TEST_F(AssessmentServiceTest, TheSameEventAgainStoresNothingButAnAuditEntry) {
  const std::string survivor = OpenSurvivor();
  Decide(survivor, {.percent = 65, .from = "2026-03-01"});
  React("survivor.opened", survivor);
  const std::string before = PaymentRows();
  const size_t entries = dayaq::testing::EntriesOf(payment_->database()).size();
  const int64_t events = Count("SELECT count(*) FROM outbox.event");
  React("survivor.opened", survivor);
  React("disability.decided", survivor);
  EXPECT_EQ(PaymentRows(), before);
  EXPECT_EQ(dayaq::testing::EntriesOf(payment_->database()).size(), entries + 2);
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event"), events + 2) << "only those that were told";
}

TEST_F(AssessmentServiceTest, AMonthThatBeginsAddsExactlyOneInstalment) {
  const std::string survivor = OpenSurvivor("2024-02-04");
  Decide(survivor, {.percent = 65, .from = "2025-05-01"});
  React("disability.decided", survivor);
  const auto due = payment_->database().Value(
      "SELECT to_char(d.due_time AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') FROM outbox.delivery d JOIN outbox.event e ON e.uid = "
      "d.event_uid "
      "WHERE e.kind = 'entitlement.month_begun'");
  ASSERT_TRUE(due.ok()) << due.status();
  EXPECT_EQ(*due, absl::FormatTime("%Y-%m-%d %H:%M", FirstOfNextMonth(), absl::UTCTimeZone()));
  EXPECT_EQ(payment_->React().value_or(-1), 0) << "not before its time";

  const int before = EntitlementOf(survivor, kAllowance).instalments_size();
  for (int month = 1; month <= 3; ++month) {
    const absl::Time day = absl::FromCivil(absl::CivilMonth(Today(absl::Now())) + month, BakuZone());
    // The same month twice, as two events of one month would.
    ASSERT_EQ(ReassessAt(day, "entitlement.month_begun", survivor), absl::OkStatus());
    ASSERT_EQ(ReassessAt(day + absl::Hours(30), "survivor.changed", survivor), absl::OkStatus());
    const v1::Entitlement allowance = EntitlementOf(survivor, kAllowance);
    EXPECT_EQ(allowance.instalments_size(), before + month);
    EXPECT_EQ(Lines(allowance).back(), MonthOf(day) + " 25000 REGULAR");
    EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE kind = 'entitlement.month_begun'"), 1 + month);
  }
}

TEST_F(AssessmentServiceTest, AMonthThatChangesNothingIsNotTheLastThatIsLookedAt) {
  const std::string survivor = OpenSurvivor("2024-02-04");
  Decide(survivor, {.percent = 65, .from = "2025-05-01"});
  // A rule that pays nothing next month, and again from the month after on.
  const absl::CivilMonth this_month(Today(absl::Now()));
  std::vector<v1::BenefitRule> rules = rules_;
  for (v1::BenefitRule& rule : rules) {
    if (rule.benefit() != kAllowance) continue;
    v1::AmountStep& last = *rule.mutable_steps()->rbegin();
    v1::AmountStep next = last;
    *last.mutable_until() = PartialDateOf(absl::CivilDay(this_month + 1) - 1);
    *next.mutable_from() = PartialDateOf(absl::CivilDay(this_month + 2));
    *rule.add_steps() = next;
  }
  ASSERT_EQ(ReassessAt(absl::Now(), "disability.decided", survivor, rules), absl::OkStatus());
  const int before = EntitlementOf(survivor, kAllowance).instalments_size();
  const int64_t assessments = Count("SELECT count(*) FROM payment.assessment");
  constexpr char kLooks[] = "SELECT count(*) FROM outbox.event WHERE kind = 'entitlement.month_begun'";
  EXPECT_EQ(Count(kLooks), 1);
  const auto first_of = [&](int months) { return absl::FromCivil(this_month + months, BakuZone()); };

  ASSERT_EQ(ReassessAt(first_of(1), "entitlement.month_begun", survivor, rules), absl::OkStatus());
  EXPECT_EQ(EntitlementOf(survivor, kAllowance).instalments_size(), before);
  EXPECT_EQ(Count("SELECT count(*) FROM payment.assessment"), assessments) << "nothing was decided";
  EXPECT_EQ(Count(kLooks), 2) << "and the month after is looked at";

  ASSERT_EQ(ReassessAt(first_of(2), "entitlement.month_begun", survivor, rules), absl::OkStatus());
  EXPECT_EQ(Lines(EntitlementOf(survivor, kAllowance)).back(), MonthOf(first_of(2)) + " 25000 REGULAR");
  EXPECT_EQ(Count(kLooks), 3);
  ASSERT_EQ(ReassessAt(first_of(2), "survivor.changed", survivor, rules), absl::OkStatus());
  EXPECT_EQ(Count(kLooks), 3) << "one for each day, whatever was heard";
}

TEST_F(AssessmentServiceTest, ADateOfWhichOnlyTheYearIsKnownIsPaidForAsThat) {
  const std::string year = std::to_string(Today(absl::Now()).year());
  const std::string survivor = OpenSurvivor(RegisterIncident(year));
  React("survivor.opened", survivor);
  Die(survivor, year);
  React("survivor.died", survivor);
  for (const char* benefit : {kImmediate, kFuneral}) {
    const v1::Entitlement entitlement = EntitlementOf(survivor, benefit);
    ASSERT_THAT(entitlement.instalments(), SizeIs(1)) << benefit;
    EXPECT_EQ(entitlement.instalments(0).period(), year);
    EXPECT_EQ(ToText(entitlement.starts_on()), year);
  }
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.delivery WHERE subscriber = 'payment.assess' AND state <> 'DONE'"), 0);

  // The day becomes known: what stood for the year is taken back, what is owed for the day is added.
  Write(absl::StrCat("UPDATE incident.incident SET occurred_on = '", year, "-02-04'; UPDATE survivor.casualty SET occurred_on = '",
                     year, "-02-04'"));
  React("survivor.incident_changed", survivor);
  const v1::Entitlement known = EntitlementOf(survivor, kImmediate);
  EXPECT_EQ(SumOf(known, year), 0);
  EXPECT_EQ(SumOf(known, year + "-02-04"), known.entitled_qepik());
  EXPECT_GT(known.entitled_qepik(), 0);
}

TEST_F(AssessmentServiceTest, TheAuditEntryNamesWhatWasWritten) {
  const std::string survivor = OpenSurvivor();
  React("survivor.opened", survivor);
  const std::vector<audit::v1::Entry> entries = dayaq::testing::EntriesOf(payment_->database());
  ASSERT_FALSE(entries.empty());
  EXPECT_EQ(entries.back().method(), "reaction/payment.assess");
  EXPECT_THAT(entries.back().resources(), ElementsAre("survivors/" + survivor, EntitlementOf(survivor, kImmediate).name()));
}

TEST_F(AssessmentServiceTest, AnEndKnownBeforehandComesByItself) {
  const std::string survivor = OpenSurvivor("2024-02-04");
  const absl::CivilMonth this_month(Today(absl::Now()));
  const std::string last_day = ToText(PartialDateOf(absl::CivilDay(this_month + 1) - 1));
  Decide(survivor, {.percent = 65, .from = "2025-05-01", .until = last_day});
  React("disability.decided", survivor);
  EXPECT_EQ(EntitlementOf(survivor, kAllowance).state(), v1::ENTITLEMENT_STATE_ACTIVE);
  const int64_t owed = EntitlementOf(survivor, kAllowance).entitled_qepik();
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE kind = 'entitlement.month_begun'"), 1);
  ASSERT_EQ(ReassessAt(FirstOfNextMonth(), "entitlement.month_begun", survivor), absl::OkStatus());
  const v1::Entitlement ended = EntitlementOf(survivor, kAllowance);
  EXPECT_EQ(ended.state(), v1::ENTITLEMENT_STATE_ENDED);
  EXPECT_EQ(ended.entitled_qepik(), owed);
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE kind = 'entitlement.month_begun'"), 1) << "and is not looked at again";
  EXPECT_EQ(EventKinds(ended.name()).back(), "entitlement.ended");
}

TEST_F(AssessmentServiceTest, WhoSeesItFollowsTheSurvivorWithoutANewDecision) {
  const std::string survivor = OpenSurvivor();
  React("survivor.opened", survivor);
  const v1::Entitlement before = EntitlementOf(survivor, kImmediate);
  Write("UPDATE survivor.survivor SET district = 'AZ-BAR'");
  React("survivor.changed", survivor);
  const v1::Entitlement after = EntitlementOf(survivor, kImmediate, kOtherCaseworker);
  EXPECT_EQ(after.district(), "AZ-BAR");
  EXPECT_THAT(after.instalments(), SizeIs(1)) << "instalments go along";
  EXPECT_EQ(after.explanation().SerializeAsString(), before.explanation().SerializeAsString());
  EXPECT_EQ(Count("SELECT count(*) FROM payment.assessment"), 1);
  EXPECT_EQ(Count("SELECT count(*) FROM payment.assessment WHERE district = 'AZ-BAR'"), 1);
  EXPECT_THAT(EventKinds(before.name()), ElementsAre("entitlement.started"));
}

TEST_F(AssessmentServiceTest, AnEntitlementOfABenefitWithoutRuleStaysAsItIs) {
  const std::string survivor = OpenSurvivor();
  React("survivor.opened", survivor);
  const std::string before = PaymentRows();
  Die(survivor, "2025-08-15");
  ASSERT_EQ(ReassessAt(absl::Now(), "survivor.died", survivor, {}), absl::OkStatus());
  EXPECT_EQ(PaymentRows(), before);
}

TEST_F(AssessmentServiceTest, ASecondAssessmentOfTheSamePersonWaitsForTheFirst) {
  const std::string survivor = OpenSurvivor();
  constexpr char kWaiting[] =
      "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted "
      "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
  absl::Status second;
  std::thread other;
  const absl::Status first = ReassessAt(absl::Now(), "survivor.opened", survivor, rules_, [&] {
    if (other.joinable()) return;
    // While the first holds its answers back, a fact comes in and the second begins.
    Decide(survivor, {.percent = 65, .from = "2026-03-01"});
    other = std::thread([&] { second = ReassessAt(absl::Now(), "disability.decided", survivor); });
    const absl::Time give_up = absl::Now() + absl::Seconds(15);
    while (Count(kWaiting) == 0 && absl::Now() < give_up) absl::SleepFor(absl::Milliseconds(5));
    EXPECT_EQ(Count(kWaiting), 1) << "nobody waits";
  });
  other.join();
  EXPECT_EQ(first, absl::OkStatus());
  EXPECT_EQ(second, absl::OkStatus());
  EXPECT_EQ(Count("SELECT count(*) FROM payment.entitlement WHERE benefit = 'immediate-assistance'"), 1);
  EXPECT_EQ(EntitlementOf(survivor, kImmediate).instalments_size(), 1);
  EXPECT_EQ(SumOf(EntitlementOf(survivor, kAllowance), "2026-03"), 25000);
}

TEST_F(AssessmentServiceTest, TwoWorkersDoubleNothing) {
  std::vector<std::string> survivors;
  for (int i = 0; i < 6; ++i) {
    survivors.push_back(OpenSurvivor());
    Decide(survivors.back(), {.percent = 65, .from = "2026-03-01"});
  }
  for (const char* kind : {"survivor.opened", "disability.decided", "survivor.changed", "survivor.incident_changed"}) {
    for (const std::string& survivor : survivors) Tell(kind, survivor);
  }
  std::vector<absl::Status> statuses(2);
  std::vector<std::thread> workers;
  for (absl::Status& status : statuses) workers.emplace_back([&] { status = payment_->React().status(); });
  for (std::thread& worker : workers) worker.join();
  EXPECT_THAT(statuses, ElementsAre(absl::OkStatus(), absl::OkStatus()));
  EXPECT_EQ(
      Count("SELECT count(*) FROM outbox.delivery WHERE subscriber = 'payment.assess' AND state <> 'DONE' AND due_time <= now()"),
      0);
  EXPECT_EQ(Count("SELECT count(*) FROM payment.entitlement"), 2 * 6);
  EXPECT_EQ(Count("SELECT count(*) FROM payment.assessment"), 2 * 6);
  EXPECT_EQ(Count("SELECT count(*) FROM payment.instalment WHERE sequence > 0"), 0);
}

TEST_F(AssessmentServiceTest, AnEventThatCannotBeDoneParksWithItsReasonAndTheOthersGetDone) {
  const std::string survivor = OpenSurvivor();
  const std::string unknown = NewRequestId();
  Tell("survivor.opened", unknown);
  Tell("survivor.opened", survivor);
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(ReasonOf(payment_->React().status()), ErrorReason::ERROR_REASON_NOT_FOUND);
    ASSERT_EQ(payment_->database().Execute("UPDATE outbox.delivery SET due_time = now() WHERE state = 'WAITING' AND attempts > 0"),
              absl::OkStatus());
  }
  EXPECT_EQ(payment_->React().value_or(-1), 0);
  EXPECT_GT(EntitlementOf(survivor, kImmediate).entitled_qepik(), 0);
  const auto parked = payment_->database().Value("SELECT subscriber || ' ' || resource || ' ' || reason FROM outbox.parked()");
  ASSERT_TRUE(parked.ok()) << parked.status();
  EXPECT_EQ(*parked, absl::StrCat("payment.assess survivors/", unknown, " NOT_FOUND"));
}

TEST_F(AssessmentServiceTest, WhatFollowsFromADeathInTheIncidentStartsToo) {
  const std::string survivor = OpenSurvivor(RegisterIncident("2026-02-04", incident::v1::OUTCOME_KILLED));
  Die(survivor, "2026-02-04");
  React("survivor.opened", survivor);
  EXPECT_EQ(EntitlementOf(survivor, kFuneral).entitled_qepik(), 60000);
  EXPECT_EQ(EntitlementOf(survivor, kImmediate).entitled_qepik(), 50000);
  EXPECT_THAT(EntitlementOf(survivor, kAllowance).name(), IsEmpty());
}

}  // namespace
}  // namespace dayaq::payment
