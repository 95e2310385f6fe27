// One man in two records: money once they are found to be one person, and when that was a mistake.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "tests/journeys/payment_house.h"

namespace dayaq::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kAssistance[] = "immediate-assistance";

class MergedJourney : public PaymentsJourney {
 protected:
  // The second hospital writes the same man in Russian, without his number.
  static incident::v1::RegisterIncidentRequest OperationInBarda() {
    incident::v1::RegisterIncidentRequest request = YardInTartar();
    incident::v1::CasualtyFacts& casualty = *request.mutable_incident()->mutable_casualties(0)->mutable_facts();
    casualty.clear_care_steps();
    casualty.mutable_identity()->set_family_name("Нумунезаде");
    casualty.mutable_identity()->set_given_name("Турал");
    casualty.mutable_identity()->set_father_name("Самедович");
    casualty.mutable_identity()->clear_national_id();
    *casualty.mutable_identity()->mutable_birth_date() = Day(2001);
    return request;
  }

  survivor::v1::Survivor Merge(const survivor::v1::Survivor& kept, const survivor::v1::Survivor& other) const {
    survivor::v1::MergeSurvivorsRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(kept.name());
    request.set_etag(kept.etag());
    request.set_other(other.name());
    request.set_other_etag(other.etag());
    request.set_reason("Şəxsiyyət vəsiqəsi göstərilib");
    const auto merged = Call(&Matches::MergeSurvivors, kCaseworker, request);
    EXPECT_TRUE(merged.ok()) << merged.status();
    Settle();
    return merged.value_or(survivor::v1::Survivor());
  }
  // `decision`: what was decided since the merge, and is about the merged record; "" for nothing.
  void Unmerge(const survivor::v1::Survivor& merged, const std::string& decision = "") const {
    survivor::v1::UnmergeSurvivorsRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(merged.name());
    request.set_etag(ReadSurvivor(merged.name()).etag());
    request.set_reason("İki ayrı şəxsdir");
    if (!decision.empty()) {
      survivor::v1::FactAssignment& assignment = *request.add_assignments();
      assignment.set_uid(decision);
      assignment.set_to_merged(true);
    }
    const auto back = Call(&Matches::UnmergeSurvivors, kCaseworker, request);
    EXPECT_TRUE(back.ok()) << back.status();
    Settle();
  }

  // Owed to a record in all, over everything it was ever entitled to.
  int64_t Owed(const survivor::v1::Survivor& survivor) const {
    int64_t owed = 0;
    for (const payment::v1::Entitlement& entitlement : EntitlementsOf(survivor)) {
      for (const payment::v1::Instalment& instalment : entitlement.instalments()) owed += instalment.amount_qepik();
    }
    return owed;
  }
  int64_t OwedTo(const survivor::v1::Survivor& survivor, const std::string& benefit) const {
    int64_t owed = 0;
    for (const payment::v1::Entitlement& entitlement : EntitlementsOf(survivor)) {
      if (entitlement.benefit() != benefit) continue;
      for (const payment::v1::Instalment& instalment : entitlement.instalments()) owed += instalment.amount_qepik();
    }
    return owed;
  }
};

TEST_F(MergedJourney, OnePersonIsOwedOnceAndAMistakeGivesBackWhatEachWasOwed) {
  const incident::v1::Incident first = Register(YardInTartar());
  const incident::v1::Incident second = Register(OperationInBarda(), kBardaHospital);
  Settle();
  const survivor::v1::Survivor man = SurvivorOf(first.casualties(0).uid());
  survivor::v1::Survivor again = SurvivorOf(second.casualties(0).uid());
  ASSERT_NE(man.name(), again.name()) << "nothing is merged by name and birth date";
  survivor::v1::ListMatchesRequest questions;
  const auto asked = Call(&Matches::ListMatches, kCaseworker, questions);
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_THAT(asked->matches(), SizeIs(1)) << "and somebody is asked";

  // The expertise saw the papers of the second hospital.
  again = Decide(again, Decision(63, Day(2024, 6, 3), "TSE-2024/0417"));
  Settle();
  const int64_t man_before = Owed(man), again_before = Owed(again);
  EXPECT_EQ(OwedTo(man, kAllowance), 0);
  EXPECT_GT(OwedTo(again, kAllowance), 0);
  ASSERT_EQ(OwedTo(man, kAssistance), OwedTo(again, kAssistance));

  const survivor::v1::Survivor one = Merge(ReadSurvivor(man.name()), ReadSurvivor(again.name()));
  EXPECT_THAT(one.casualties(), SizeIs(2));
  EXPECT_THAT(one.decisions(), SizeIs(1));
  EXPECT_EQ(Owed(again), 0) << "what was owed to the other record is taken back, line by line";
  EXPECT_EQ(OwedTo(one, kAllowance), again_before - OwedTo(man, kAssistance)) << "and owed to the person";
  const payment::v1::Entitlement allowance = EntitlementOf(one, kAllowance);
  EXPECT_EQ(allowance.state(), payment::v1::ENTITLEMENT_STATE_ACTIVE);
  EXPECT_EQ(allowance.entitled_qepik(), OwedTo(one, kAllowance));

  Unmerge(again);
  EXPECT_EQ(Owed(man), man_before);
  EXPECT_EQ(Owed(again), again_before);
  EXPECT_THAT(ReadSurvivor(man.name()).decisions(), IsEmpty());
  EXPECT_EQ(EntitlementOf(again, kAllowance).state(), payment::v1::ENTITLEMENT_STATE_ACTIVE);
}

// What orders that stand paid to a record.
class MergedPayments : public MergedJourney {
 protected:
  int64_t PaidTo(const survivor::v1::Survivor& survivor) const {
    const auto paid = payment_->database().Value(absl::StrCat(
        "SELECT coalesce(sum(amount_qepik), 0) FROM payment.payment_order WHERE survivor_uid = '", UidOf(survivor.name()),
        "' AND state NOT IN ('PAYMENT_ORDER_STATE_REJECTED', 'PAYMENT_ORDER_STATE_RETURNED', 'PAYMENT_ORDER_STATE_CANCELLED')"));
    int64_t qepik = -1;
    EXPECT_TRUE(paid.ok() && absl::SimpleAtoi(*paid, &qepik)) << paid.status();
    return qepik;
  }
  static std::string UidOf(const std::string& name) { return name.substr(name.find('/') + 1); }

  // An account that money may go to, and a record that is confirmed.
  void MakePayable(const survivor::v1::Survivor& survivor, const std::string& iban) const {
    const survivor::v1::Survivor now = ReadSurvivor(survivor.name());
    const payment::v1::PayeeAccount account =
        SetAccount(now, absl::StrCat(now.identity().family_name(), " ", now.identity().given_name()), iban);
    if (!account.doubts().empty()) {
      payment::v1::AnswerPayeeAccountRequest request;
      request.set_request_id(NewRequestId());
      request.set_name(account.name());
      request.set_etag(account.etag());
      request.set_reason("Bankın məktubu");
      Done(&Accounts::AnswerPayeeAccount, kVerifier, request);
    }
    WaitOutHolds();
  }
  void Reject(const payment::v1::PaymentRun& run) const {
    auto request = StepOf<payment::v1::RejectRunRequest>(run);
    request.set_reason("Sınaq");
    Done(&Runs::RejectRun, kVerifier, request);
  }
};

TEST_F(MergedPayments, WhatWasPaidStaysAndIsPaidOnce) {
  const incident::v1::Incident first = Register(YardInTartar());
  const incident::v1::Incident second = Register(OperationInBarda(), kBardaHospital);
  Settle();
  for (const incident::v1::Incident* incident : {&first, &second}) Verify(ReadIncident(incident->name()));
  const survivor::v1::Survivor man = SurvivorOf(first.casualties(0).uid());
  survivor::v1::Survivor again = SurvivorOf(second.casualties(0).uid());
  // Nobody would confirm who he is without his number; it was done all the same.
  const absl::Status confirmed = payment_->database().Execute(absl::StrCat(
      "BEGIN; SET LOCAL session_replication_role = replica; UPDATE survivor.survivor SET identity_confirmed_time = now(), "
      "identity_document = 'AZE' WHERE uid = '",
      UidOf(again.name()), "'; COMMIT"));
  ASSERT_TRUE(confirmed.ok()) << confirmed;
  again = Decide(again, Decision(63, Day(2025, 5, 1), "TSE-2025/0417"));
  Settle();
  ConfirmIdentity(ReadSurvivor(man.name()));
  Settle();
  MakePayable(again, InventedIban(1));
  LetGo(Propose());
  const int64_t paid = PaidTo(again);
  ASSERT_GT(paid, 0);
  ASSERT_EQ(paid, EntitlementOf(again, kAllowance).entitled_qepik());

  // One person: owed on the kept record now, and paid on the other.
  const survivor::v1::Survivor one = Merge(ReadSurvivor(man.name()), ReadSurvivor(again.name()));
  MakePayable(one, InventedIban(2));
  ASSERT_EQ(EntitlementOf(one, kAllowance).entitled_qepik(), paid);
  const payment::v1::PaymentRun nothing = Propose();
  EXPECT_EQ(nothing.orders(), 0) << "these months were paid";
  Reject(nothing);

  // More is decided: the difference is paid, to the qəpik, and no more.
  const survivor::v1::Survivor before = ReadSurvivor(one.name());
  survivor::v1::DisabilityDecision higher = Decision(85, Day(2025, 5, 1), "TSE-2025/0500");
  higher.set_replaces_uid(before.decisions(0).uid());
  const survivor::v1::Survivor raised = Decide(before, higher);
  Settle();
  const int64_t owed = EntitlementOf(one, kAllowance).entitled_qepik();
  ASSERT_GT(owed, paid);
  const payment::v1::PaymentRun difference = Propose();
  EXPECT_EQ(difference.total_qepik(), owed - paid);
  LetGo(difference);
  EXPECT_EQ(PaidTo(one) + PaidTo(again), owed);

  // A mistake: the decisions are about the other. What each was paid stays; what the other is owed since is paid, and no more.
  Unmerge(again, raised.decisions(raised.decisions_size() - 1).uid());
  EXPECT_EQ(EntitlementOf(again, kAllowance).entitled_qepik(), owed);
  EXPECT_EQ(PaidTo(again), paid);
  const payment::v1::PaymentRun rest = Propose();
  EXPECT_EQ(rest.orders(), 1);
  EXPECT_EQ(rest.total_qepik(), owed - paid);
  LetGo(rest);
  EXPECT_EQ(PaidTo(again), owed);
  EXPECT_EQ(PaidTo(man), owed - paid) << "too much on the kept record; taken back when something is due to it";
}

}  // namespace
}  // namespace dayaq::testing
