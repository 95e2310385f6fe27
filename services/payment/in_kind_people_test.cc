// What becomes of places and things when it was said by mistake, when a rule goes, when people move, merge, or are of a family.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "dayaq/payment/v1/recount_service.grpc.pb.h"
#include "services/payment/in_kind_test_fixture.h"

namespace dayaq::payment {
namespace {

using dayaq::testing::FaultsOf;
using ::testing::ElementsAre;

class InKindPeopleTest : public InKindFixture {
 protected:
  absl::StatusOr<v1::InKindStock> Reverse(const v1::InKindStock& stock, const TestCaller& caller = kVerifier) const {
    v1::ReverseStockRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(stock.name());
    request.set_etag(stock.etag());
    request.set_reason("Yanlış rayon");
    return Ask(&InKind::ReverseStock, caller, request);
  }
  // An approver whose people are those of one district.
  TestCaller ApproverIn(const std::string& district) const {
    const std::string subject = absl::StrCat("approver-", district), uid = NewRequestId();
    Write(absl::StrCat("INSERT INTO access.staff (uid, issuer, subject, given_name, family_name) VALUES ('", uid, "', '",
                       dayaq::testing::kTestIssuer, "', '", subject,
                       "', 'Sınaq', 'Nümunəli'); INSERT INTO access.role_assignment (uid, staff_uid, role, institution, districts, "
                       "national, registers) VALUES ('",
                       NewRequestId(), "', '", uid, "', 'payment_approver', 'payment-fund', '{", district, "}', false, '{az}')"));
    return {subject};
  }
  void Settle() const {
    for (int round = 0; round < 20 && payment_->React().value_or(0) > 0; ++round) {
    }
  }
  void Merge(const std::string& other, const std::string& kept) const {
    Write(absl::StrCat("UPDATE survivor.survivor SET merged_into_uid = '", kept, "' WHERE uid = '", other, "'"));
  }
  // Something approved for each of them, who are all that wait; of each survivor.
  v1::InKindItem ApprovedFor(const v1::InKindAllocation& allocation, const std::string& survivor_uid) const {
    const v1::GetAllocationResponse known = AllocationOf(allocation.name());
    for (const v1::InKindItem& item : known.items()) {
      if (item.survivor_uid() == survivor_uid) return item;
    }
    return {};
  }
};

TEST_F(InKindPeopleTest, AStockSaidByMistakeIsTakenBackAsLongAsNothingOfItIsSetAside) {
  const absl::Status unknown = AddStock(1, "car", "AZ-NIX").status();
  EXPECT_THAT(FaultsOf(unknown), ElementsAre("district DISTRICT_UNKNOWN"));
  Entitled(90, "2022-01-01");
  const auto stock = AddStock(2);
  ASSERT_TRUE(stock.ok()) << stock.status();
  EXPECT_EQ(Reverse(*stock, kCaseworker).status().code(), absl::StatusCode::kPermissionDenied);
  const auto proposed = Propose(*stock, 1);
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  EXPECT_EQ(ReasonOf(Reverse(StockOf(stock->name())).status()), ErrorReason::ERROR_REASON_IN_KIND_STOCK_TAKEN);
  ASSERT_TRUE(Reject(*proposed).ok());
  EXPECT_EQ(Reverse(*stock).status().code(), absl::StatusCode::kAborted) << "as it was before the allocation";
  const auto reversed = Reverse(StockOf(stock->name()));
  ASSERT_TRUE(reversed.ok()) << reversed.status();
  EXPECT_EQ(reversed->reverse_reason(), "Yanlış rayon");
  EXPECT_FALSE(reversed->reversed_by().empty());
  EXPECT_TRUE(reversed->has_reverse_time());
  EXPECT_EQ(ReasonOf(Propose(*stock, 1).status()), ErrorReason::ERROR_REASON_IN_KIND_STOCK_REVERSED);
  EXPECT_EQ(ReasonOf(Reverse(*reversed).status()), ErrorReason::ERROR_REASON_IN_KIND_STOCK_REVERSED);
  v1::ListStockRequest left;
  left.set_with_something_left(true);
  const auto list = Ask(&InKind::ListStock, kVerifier, left);
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_EQ(list->stocks_size(), 0);
  EXPECT_EQ(StockOf(stock->name()).quantity(), 2) << "it stays to be seen";
}

TEST_F(InKindPeopleTest, WhoeverStandsInTheQueueAgainAfterARejectionIsLookedAtAnew) {
  const std::string person = Entitled(90, "2022-01-01");
  const auto stock = AddStock(1);
  ASSERT_TRUE(stock.ok()) << stock.status();
  const auto proposed = Propose(*stock, 1);
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  // Lost, and nobody has heard of it yet.
  Write(
      absl::StrCat("UPDATE survivor.disability_decision SET percent = 40, stated_percent = 40, band = 'DISABILITY_BAND_31_60' "
                   "WHERE survivor_uid = '",
                   person, "'"));
  ASSERT_TRUE(Reject(*proposed).ok());
  EXPECT_EQ(EntryOf(person).state(), v1::IN_KIND_ENTRY_STATE_WAITING);
  Settle();
  EXPECT_EQ(EntryOf(person).state(), v1::IN_KIND_ENTRY_STATE_OUT);
  EXPECT_EQ(EntryOf(person).out_reason(), v1::IN_KIND_OUT_REASON_FACTS);
}

TEST_F(InKindPeopleTest, WhatWaitsForApprovalIsSeenWholeOrNotAtAll) {
  const TestCaller of_tartar = ApproverIn("AZ-TAR");
  Entitled(90, "2022-01-01");
  const std::string moving = Entitled(85, "2022-02-01");
  const auto stock = AddStock(2);
  ASSERT_TRUE(stock.ok()) << stock.status();
  const auto proposed = Propose(*stock, 2);
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  v1::GetAllocationRequest get;
  get.set_name(proposed->name());
  const auto seen = Ask(&InKind::GetAllocation, of_tartar, get);
  ASSERT_TRUE(seen.ok()) << seen.status();
  EXPECT_EQ(seen->items_size(), 2);
  Write(absl::StrCat("UPDATE survivor.survivor SET district = 'AZ-BAR' WHERE uid = '", moving, "'"));
  React("survivor.changed", moving);
  EXPECT_EQ(Ask(&InKind::GetAllocation, of_tartar, get).status().code(), absl::StatusCode::kNotFound);
  const auto list = Ask(&InKind::ListAllocations, of_tartar, v1::ListAllocationsRequest());
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_EQ(list->allocations_size(), 0);
  EXPECT_EQ(Approve(*proposed, Strongly(of_tartar)).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Reject(*proposed, of_tartar).status().code(), absl::StatusCode::kNotFound);
  ASSERT_TRUE(Approve(*proposed).ok()) << "within reach of whoever is bound to no district";
  const auto approved = Ask(&InKind::GetAllocation, of_tartar, get);
  ASSERT_TRUE(approved.ok()) << "what is approved is handed over where people are: " << approved.status();
  EXPECT_EQ(approved->items_size(), 1);
}

TEST_F(InKindPeopleTest, ABenefitThatNoRuleIsOfAnyMoreLeavesNobodyWaiting) {
  const std::string person = Entitled(90, "2022-01-01"), forgotten = Entitled(90, "2022-02-01");
  const std::string gone =
      "('gone', 1, repeat('b', 64), '{\"en\": \"Gone\"}', '[]', '[{\"kind\": \"TERM_KIND_ONCE\"}]', 'THING_NUMBER_PLATE')";
  std::string sql = absl::StrCat(
      "INSERT INTO payment.in_kind_rule (benefit, version, content_hash, title, classes, terms, number) VALUES ", gone);
  for (const std::string& uid : {person, forgotten}) {
    absl::StrAppend(
        &sql,
        "; INSERT INTO payment.in_kind_entry (uid, etag, survivor_uid, benefit, rule_version, state, class_code, class_rank, "
        "entitled_on, beneficiary, ready, register, district, institution, create_time, update_time) SELECT "
        "gen_random_uuid(), 1, uid, 'gone', 1, 'IN_KIND_ENTRY_STATE_WAITING', 'first', 1, '2022-01-01', "
        "'BENEFICIARY_SURVIVOR', true, register, district, institution, now(), now() FROM survivor.survivor WHERE uid = '",
        uid, "'");
  }
  Write(sql);
  React("survivor.changed", person);
  EXPECT_EQ(EntryOf(person, "gone").state(), v1::IN_KIND_ENTRY_STATE_OUT);
  EXPECT_EQ(EntryOf(person, "gone").out_reason(), v1::IN_KIND_OUT_REASON_NO_RULE);
  EXPECT_EQ(PlaceOf(person, "gone").words().en(), "Not in the queue: this benefit is given no more.");
  EXPECT_EQ(EntryOf(person).state(), v1::IN_KIND_ENTRY_STATE_WAITING) << "of another benefit";
  // Whoever nobody hears of is reached when the service starts with the rules as they are.
  EXPECT_EQ(EntryOf(forgotten, "gone").state(), v1::IN_KIND_ENTRY_STATE_WAITING);
  ASSERT_EQ(parts_->Prepare(payment_->host().kit()), absl::OkStatus());
  Settle();
  EXPECT_EQ(EntryOf(forgotten, "gone").out_reason(), v1::IN_KIND_OUT_REASON_NO_RULE);
  const int64_t passes = Count("SELECT count(*) FROM payment.recount");
  ASSERT_EQ(parts_->Prepare(payment_->host().kit()), absl::OkStatus());
  EXPECT_EQ(Count("SELECT count(*) FROM payment.recount"), passes) << "everybody was looked at";
  // Another version stood in between: whoever was assessed by that one is looked at again.
  Write(
      "INSERT INTO payment.recount (uid, kind, benefits, create_time, finish_time) VALUES ('ffffffff-0000-7000-8000-000000000001', "
      "'RECOUNT_KIND_ASSESS', '[\"gone/7\"]', now(), now())");
  ASSERT_EQ(parts_->Prepare(payment_->host().kit()), absl::OkStatus());
  EXPECT_EQ(Count("SELECT count(*) FROM payment.recount"), passes + 2) << "the one in between, and one more";
}

TEST_F(InKindPeopleTest, WhatOneRecordWasGivenCountsInTheOneThatGoesOnUntilItComesBack) {
  const std::string kept = Entitled(90, "2022-01-01"), other = Entitled(85, "2022-02-01");
  const auto proposed = Propose(*AddStock(2), 2);
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  ASSERT_TRUE(Approve(*proposed).ok());
  const auto given = HandOver(ApprovedFor(*proposed, other), "90-AA-001");
  ASSERT_TRUE(given.ok()) << given.status();
  Merge(other, kept);
  // Nobody has looked at the records yet: the database says who was given one.
  EXPECT_EQ(ReasonOf(HandOver(ApprovedFor(*proposed, kept), "90-AA-002").status()),
            ErrorReason::ERROR_REASON_IN_KIND_GIVEN_ELSEWHERE);
  for (const std::string& record : {other, kept}) React("survivor.changed", record);
  Settle();
  EXPECT_EQ(EntryOf(kept).state(), v1::IN_KIND_ENTRY_STATE_SERVED);
  EXPECT_EQ(ApprovedFor(*proposed, kept).state(), v1::IN_KIND_ITEM_STATE_WITHDRAWN);
  ASSERT_TRUE(Return(*given).ok());
  Settle();
  EXPECT_EQ(EntryOf(kept).state(), v1::IN_KIND_ENTRY_STATE_WAITING);
  EXPECT_THAT(QueueOf(), ElementsAre(kept)) << "one person stands once";
}

TEST_F(InKindPeopleTest, AFamilyReceivesThroughWhoeverTheExplanationNames) {
  const std::string martyr = Entitled(90, "2022-01-01"), widow = NewRequestId();
  Die(martyr, "2024-05-06");
  Write(
      absl::StrCat("INSERT INTO survivor.family_member (uid, etag, survivor_uid, relation, create_time, update_time, register, "
                   "district, institution) SELECT '",
                   widow,
                   "', 1, uid, 'FAMILY_RELATION_SPOUSE', now(), now(), register, district, institution FROM "
                   "survivor.survivor WHERE uid = '",
                   martyr,
                   "'; INSERT INTO survivor.benefit_fact (uid, etag, survivor_uid, kind, holds_from, act_number, act_date, "
                   "issued_by, create_time, update_time, register, district, institution) SELECT gen_random_uuid(), 1, uid, "
                   "'BENEFIT_FACT_KIND_MARTYR', '2024-05-06', '17', '2024-06-01', 'Nümunə qurumu', now(), now(), register, "
                   "district, institution FROM survivor.survivor WHERE uid = '",
                   martyr, "'"));
  React("survivor.died", martyr);
  const v1::InKindEntry entry = EntryOf(martyr);
  ASSERT_EQ(entry.state(), v1::IN_KIND_ENTRY_STATE_WAITING) << entry.DebugString();
  EXPECT_EQ(entry.beneficiary(), v1::BENEFICIARY_FAMILY_MEMBER);
  const auto proposed = Propose(*AddStock(1), 1);
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  ASSERT_TRUE(Approve(*proposed).ok());
  const v1::InKindItem item = ApprovedFor(*proposed, martyr);
  EXPECT_EQ(ReasonOf(HandOver(item, "90-AA-003").status()), ErrorReason::ERROR_REASON_IN_KIND_RECEIVER_UNKNOWN) << "of the dead";
  const auto given = HandOver(item, "90-AA-003", "familyMembers/" + widow);
  ASSERT_TRUE(given.ok()) << given.status();
  EXPECT_EQ(EntryOf(martyr).state(), v1::IN_KIND_ENTRY_STATE_SERVED);
}

TEST_F(InKindPeopleTest, ARecountFindsWhomNobodyHeardOfAndLeavesWhatIsSetAside) {
  const std::string waiting = Entitled(90, "2022-01-01");
  const auto proposed = Propose(*AddStock(1), 1);
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  const std::string unheard = OpenSurvivor("2021-03-04");
  Decide(unheard, {.percent = 85, .from = "2022-03-01", .until = "", .recorded = "2025-09-10T09:00:00Z"});
  ConfirmIdentity(unheard);
  EXPECT_EQ(EntryOf(unheard).uid(), "");
  v1::StartRecountRequest start;
  start.set_request_id(NewRequestId());
  start.set_kind(v1::RECOUNT_KIND_ASSESS);
  const auto recounts = v1::RecountService::NewStub(payment_->Channel());
  ASSERT_TRUE(payment_->Call(*recounts, &v1::RecountService::Stub::StartRecount, kApproverInKind, start).ok());
  Settle();
  EXPECT_EQ(EntryOf(unheard).state(), v1::IN_KIND_ENTRY_STATE_WAITING);
  EXPECT_EQ(EntryOf(waiting).state(), v1::IN_KIND_ENTRY_STATE_ALLOCATED);
  EXPECT_EQ(ApprovedFor(*proposed, waiting).state(), v1::IN_KIND_ITEM_STATE_PROPOSED);
}

}  // namespace
}  // namespace dayaq::payment
