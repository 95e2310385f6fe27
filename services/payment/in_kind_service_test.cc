// Queues, allocations and things on a real database, from the facts of a person to what they hold in their hands.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "services/payment/in_kind_test_fixture.h"

namespace dayaq::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class InKindServiceTest : public InKindFixture {};

TEST_F(InKindServiceTest, FactsPutPeopleIntoTheQueueByClassAndDayAndSayWhy) {
  const std::string late = Entitled(65, "2024-01-01"), early = Entitled(70, "2022-01-01"), severe = Entitled(90, "2025-01-01");
  EXPECT_THAT(QueueOf(), ElementsAre(severe, early, late));
  const v1::InKindPlace place = PlaceOf(late);
  EXPECT_EQ(place.place(), 3);
  EXPECT_EQ(place.waiting(), 3);
  EXPECT_EQ(place.before_by_class(), 1);
  EXPECT_EQ(place.before_by_date(), 1);
  EXPECT_EQ(place.words().en(), "Place 3 of 3 in the district: 1 before by class, 1 by date.");
  EXPECT_EQ(place.class_title().en(), "61-80 percent");
  EXPECT_EQ(place.rule().version(), 1);
  EXPECT_EQ(place.entry().explanation().rule_hash(), place.rule().content_hash());
  EXPECT_GE(place.entry().explanation().facts_size(), 1);
  EXPECT_EQ(EntryOf(late, "voucher").state(), v1::IN_KIND_ENTRY_STATE_WAITING);
  EXPECT_TRUE(EntryOf(late, "wheelchair").example());
  // Told once more, nothing is written.
  const std::string rows = PaymentRows();
  React("survivor.changed", late);
  EXPECT_EQ(PaymentRows(), rows);
  EXPECT_EQ(Count(absl::StrCat("SELECT count(*) FROM outbox.event WHERE kind = 'in_kind.entitled' AND resource = '",
                               EntryOf(late).name(), "'")),
            1);
}

TEST_F(InKindServiceTest, ADeathTakesOutAndWithdrawnRestoresWithTheSamePlace) {
  const std::string first = Entitled(65, "2022-01-01"), second = Entitled(65, "2023-01-01");
  Die(first, "2026-06-01");
  React("survivor.died", first);
  EXPECT_EQ(EntryOf(first).state(), v1::IN_KIND_ENTRY_STATE_OUT);
  EXPECT_EQ(EntryOf(first).out_reason(), v1::IN_KIND_OUT_REASON_DIED);
  EXPECT_EQ(PlaceOf(second).place(), 1);
  EXPECT_EQ(PlaceOf(first).place(), 0);
  Write(absl::StrCat(
      "UPDATE survivor.survivor SET state = 'SURVIVOR_STATE_LIVING', died_on = NULL, death_recorded_time = NULL WHERE uid = '",
      first, "'"));
  React("survivor.changed", first);
  EXPECT_THAT(QueueOf(), ElementsAre(first, second));
}

TEST_F(InKindServiceTest, DecliningAndPassingOverKeepThePlace) {
  const std::string first = Entitled(65, "2022-01-01"), second = Entitled(65, "2023-01-01");
  const v1::InKindEntry entry = EntryOf(first);
  v1::DeclineBenefitRequest decline;
  decline.set_request_id(NewRequestId());
  decline.set_name(entry.name());
  decline.set_etag(entry.etag());
  decline.set_reason(v1::DECLINE_REASON_HAS_ONE);
  decline.set_document("Ərizə 7");
  EXPECT_EQ(Ask(&InKind::DeclineBenefit, kCaseworker, decline).status().code(), absl::StatusCode::kInvalidArgument)
      << "letters and digits only";
  decline.set_document("7");
  const auto declined = Ask(&InKind::DeclineBenefit, kCaseworker, decline);
  ASSERT_TRUE(declined.ok()) << declined.status();
  EXPECT_EQ(declined->state(), v1::IN_KIND_ENTRY_STATE_DECLINED);
  EXPECT_EQ(Ask(&InKind::DeclineBenefit, kCaseworker, decline)->etag(), declined->etag()) << "the same request acts once";
  React("survivor.changed", first);
  EXPECT_EQ(EntryOf(first).state(), v1::IN_KIND_ENTRY_STATE_DECLINED);
  EXPECT_THAT(QueueOf(), ElementsAre(second));
  v1::TakeBackDeclineRequest back;
  back.set_request_id(NewRequestId());
  back.set_name(entry.name());
  back.set_etag(declined->etag());
  const auto restored = Ask(&InKind::TakeBackDecline, kCaseworker, back);
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_THAT(QueueOf(), ElementsAre(first, second));

  v1::PassOverRequest over;
  over.set_request_id(NewRequestId());
  over.set_name(entry.name());
  over.set_etag(restored->etag());
  over.set_reason(v1::PASS_OVER_REASON_IN_CARE);
  *over.mutable_passed_over_until() = Date("2024-01-01");
  EXPECT_EQ(Ask(&InKind::PassOver, kCaseworker, over).status().code(), absl::StatusCode::kInvalidArgument);
  *over.mutable_passed_over_until() = PartialDateOf(Today(absl::Now()) + 30);
  over.set_request_id(NewRequestId());
  ASSERT_TRUE(Ask(&InKind::PassOver, kCaseworker, over).ok());
  EXPECT_EQ(PlaceOf(first).place(), 1);
  const auto stock = AddStock(2);
  ASSERT_TRUE(stock.ok()) << stock.status();
  const auto proposed = Propose(*stock, 1);
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  EXPECT_EQ(AllocationOf(proposed->name()).items(0).survivor_uid(), second);
  EXPECT_EQ(ReasonOf(Propose(*stock, 1).status()), ErrorReason::ERROR_REASON_IN_KIND_QUEUE_EMPTY);
}

TEST_F(InKindServiceTest, ANumberIsWithOnePersonHoweverItIsSpelledUntilTheThingComesBack) {
  Entitled(90, "2022-01-01");
  Entitled(85, "2022-02-01");
  const auto proposed = Propose(*AddStock(2), 2);
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  ASSERT_TRUE(Approve(*proposed).ok());
  const v1::GetAllocationResponse approved = AllocationOf(proposed->name());
  const auto first = HandOver(approved.items(0), "90-AA-001");
  ASSERT_TRUE(first.ok()) << first.status();
  const absl::Status taken = HandOver(approved.items(1), "90 AA 001").status();
  EXPECT_EQ(taken.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(dayaq::testing::FaultsOf(taken), ::testing::ElementsAre("thing_number IN_KIND_NUMBER_TAKEN"));
  ASSERT_TRUE(Return(*first).ok());
  EXPECT_TRUE(HandOver(approved.items(1), "90 AA 001").ok());
}

TEST_F(InKindServiceTest, AThingIsProposedApprovedByAnotherHandedOverAndComesBack) {
  const std::string person = Entitled(90, "2022-01-01");
  const auto stock = AddStock(2);
  ASSERT_TRUE(stock.ok()) << stock.status();
  const auto proposed = Propose(*stock, 1);
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  EXPECT_EQ(EntryOf(person).state(), v1::IN_KIND_ENTRY_STATE_ALLOCATED);
  EXPECT_EQ(StockOf(stock->name()).taken(), 1);
  v1::InKindItem item = AllocationOf(proposed->name()).items(0);
  EXPECT_EQ(ReasonOf(HandOver(item, "90-AA-001").status()), ErrorReason::ERROR_REASON_IN_KIND_STEP_IMPOSSIBLE);
  EXPECT_EQ(ReasonOf(Approve(*proposed, kApproverInKind).status()), ErrorReason::ERROR_REASON_STEP_UP_REQUIRED);
  EXPECT_EQ(Approve(*proposed, Strongly(kCaseworker)).status().code(), absl::StatusCode::kPermissionDenied);
  const auto approved = Approve(*proposed);
  ASSERT_TRUE(approved.ok()) << approved.status();
  EXPECT_EQ(approved->state(), v1::IN_KIND_ALLOCATION_STATE_APPROVED);
  EXPECT_NE(approved->approved_by(), approved->proposed_by());
  EXPECT_EQ(Approve(*approved).status().code(), absl::StatusCode::kPermissionDenied) << "whoever took a step takes no other";

  item = AllocationOf(proposed->name()).items(0);
  EXPECT_EQ(ReasonOf(HandOver(item, "90-AA-001", "familyMembers/01900000-0000-7000-9000-000000000044").status()),
            ErrorReason::ERROR_REASON_IN_KIND_RECEIVER_UNKNOWN);
  const auto over = HandOver(item, "90-AA-001");
  ASSERT_TRUE(over.ok()) << over.status();
  EXPECT_EQ(ToText(over->given_until()), "2199-12-31");
  EXPECT_EQ(over->received_by(), "survivors/" + person);
  EXPECT_EQ(AllocationOf(proposed->name()).allocation().state(), v1::IN_KIND_ALLOCATION_STATE_CLOSED);
  const v1::InKindPlace place = PlaceOf(person);
  EXPECT_EQ(place.entry().state(), v1::IN_KIND_ENTRY_STATE_SERVED);
  EXPECT_THAT(place.words().en(), HasSubstr("once in a life"));
  EXPECT_EQ(place.items(0).thing_number(), "90-AA-001");
  React("survivor.changed", person);
  EXPECT_EQ(EntryOf(person).state(), v1::IN_KIND_ENTRY_STATE_SERVED);
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE kind IN ('in_kind.allocated', 'in_kind.handed_over')"), 2);

  const auto back = Return(*over);
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(EntryOf(person).state(), v1::IN_KIND_ENTRY_STATE_WAITING);
  EXPECT_EQ(StockOf(stock->name()).taken(), 1) << "what came back is no stock";
  React("survivor.changed", person);
  EXPECT_EQ(EntryOf(person).state(), v1::IN_KIND_ENTRY_STATE_WAITING);
}

TEST_F(InKindServiceTest, WhatTheDeadHadComesBackAndTheyDoNotWait) {
  const std::string person = Entitled(90, "2022-01-01");
  const auto stock = AddStock(1);
  ASSERT_TRUE(stock.ok()) << stock.status();
  const auto proposed = Propose(*stock, 1);
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  ASSERT_TRUE(Approve(*proposed).ok());
  const auto over = HandOver(AllocationOf(proposed->name()).items(0), "90-AA-002");
  ASSERT_TRUE(over.ok()) << over.status();
  Die(person, "2026-06-01");
  React("survivor.died", person);
  EXPECT_EQ(EntryOf(person).state(), v1::IN_KIND_ENTRY_STATE_SERVED) << "what was given was given";
  ASSERT_TRUE(Return(*over).ok());
  EXPECT_GE(payment_->React().value_or(-1), 1) << "and is looked at again by itself";
  EXPECT_EQ(EntryOf(person).state(), v1::IN_KIND_ENTRY_STATE_OUT);
  EXPECT_EQ(EntryOf(person).out_reason(), v1::IN_KIND_OUT_REASON_DIED);
}

TEST_F(InKindServiceTest, WhoDiesWithAThingSetAsideGivesItUp) {
  const std::string person = Entitled(90, "2022-01-01");
  const auto stock = AddStock(1);
  ASSERT_TRUE(stock.ok()) << stock.status();
  const auto proposed = Propose(*stock, 1);
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  ASSERT_TRUE(Approve(*proposed).ok());
  Die(person, "2026-06-01");
  React("survivor.died", person);
  EXPECT_EQ(EntryOf(person).state(), v1::IN_KIND_ENTRY_STATE_OUT);
  const v1::GetAllocationResponse after = AllocationOf(proposed->name());
  EXPECT_EQ(after.items(0).state(), v1::IN_KIND_ITEM_STATE_WITHDRAWN);
  EXPECT_EQ(after.items(0).end_reason(), v1::IN_KIND_END_REASON_NO_RIGHT);
  EXPECT_EQ(after.allocation().state(), v1::IN_KIND_ALLOCATION_STATE_CLOSED);
  EXPECT_EQ(StockOf(stock->name()).taken(), 0);
}

TEST_F(InKindServiceTest, WhatMayNotBeIsRefusedWithItsReason) {
  const std::string person = Entitled(90, "2022-01-01");
  EXPECT_EQ(AddStock(1, "wheelchair").status().code(), absl::StatusCode::kInvalidArgument) << "an example";
  EXPECT_EQ(AddStock(1, "nothing").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(AddStock(1, "car", "AZ-TAR", kCaseworker).status().code(), absl::StatusCode::kPermissionDenied);
  const auto stock = AddStock(1), national = AddStock(1, "car", "");
  ASSERT_TRUE(stock.ok() && national.ok()) << stock.status() << national.status();
  EXPECT_EQ(ReasonOf(Propose(*stock, 2).status()), ErrorReason::ERROR_REASON_IN_KIND_STOCK_SHORT);
  EXPECT_FALSE(Propose(*national, 1, kCaseworker).ok())
      << "whoever is bound to districts sets nothing aside for the whole register";
  EXPECT_FALSE(Propose(*stock, 1, kOtherCaseworker).ok()) << "Tartar is out of her reach";
  EXPECT_EQ(Propose(*stock, 1, kVerifier).status().code(), absl::StatusCode::kPermissionDenied);
  const auto proposed = Propose(*national, 1, kSupervisorInKind);
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  const auto rejected = Reject(*proposed);
  ASSERT_TRUE(rejected.ok()) << rejected.status();
  EXPECT_EQ(EntryOf(person).state(), v1::IN_KIND_ENTRY_STATE_WAITING);
  EXPECT_EQ(StockOf(national->name()).taken(), 0);
  EXPECT_EQ(ReasonOf(Approve(*rejected).status()), ErrorReason::ERROR_REASON_IN_KIND_STEP_IMPOSSIBLE);
  Write(absl::StrCat("UPDATE payment.in_kind_stock SET year = year - 1 WHERE uid = '", stock->uid(), "'"));
  EXPECT_EQ(ReasonOf(Propose(*stock, 1).status()), ErrorReason::ERROR_REASON_IN_KIND_OTHER_YEAR);
  // Whoever is not confirmed is not given anything, and keeps the place.
  const std::string unknown = OpenSurvivor("2021-03-04");
  Decide(unknown, {.percent = 90, .from = "2021-05-01", .until = "", .recorded = "2025-09-10T09:00:00Z"});
  React("survivor.opened", unknown);
  EXPECT_EQ(PlaceOf(unknown).place(), 1);
  const auto next = Propose(*national, 1, kSupervisorInKind);
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(AllocationOf(next->name()).items(0).survivor_uid(), person);
}

TEST_F(InKindServiceTest, WhoIsElsewhereSeesNobodyAndListsNeedASubject) {
  const std::string person = Entitled(90, "2022-01-01");
  v1::ListQueueRequest request;
  EXPECT_EQ(Ask(&InKind::ListQueue, kCaseworker, request).status().code(), absl::StatusCode::kInvalidArgument);
  request.set_benefit("car");
  const auto elsewhere = Ask(&InKind::ListQueue, kOtherCaseworker, request);
  ASSERT_TRUE(elsewhere.ok()) << elsewhere.status();
  EXPECT_EQ(elsewhere->entries_size(), 0);
  EXPECT_EQ(elsewhere->total(), 0);
  v1::GetPlaceRequest place;
  place.set_name(EntryOf(person).name());
  EXPECT_EQ(Ask(&InKind::GetPlace, kOtherCaseworker, place).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Ask(&InKind::GetPlace, kRegistrar, place).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_TRUE(Ask(&InKind::GetPlace, kAuditor, place).ok());
  const auto rules = Ask(&InKind::ListInKindBenefits, kCaseworker, v1::ListInKindBenefitsRequest());
  ASSERT_TRUE(rules.ok()) << rules.status();
  EXPECT_EQ(rules->benefits_size(), 3);
}

TEST_F(InKindServiceTest, PagesOfAQueueJoinToTheWholeQueueAndItIsCountedUpToAThousand) {
  const std::vector<std::string> waiting = ManyWait(1010);
  v1::ListQueueRequest request;
  request.set_benefit("car");
  request.set_page_size(200);
  std::vector<std::string> seen;
  do {
    const auto page = Ask(&InKind::ListQueue, kCaseworker, request);
    ASSERT_TRUE(page.ok()) << page.status();
    if (seen.empty()) EXPECT_EQ(page->total(), 1000);
    if (seen.empty()) EXPECT_TRUE(page->total_is_more());
    for (const v1::InKindEntry& entry : page->entries()) seen.push_back(entry.uid());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(seen, waiting);
}

TEST_F(InKindServiceTest, TwoHundredCallersShareTwentyThings) {
  constexpr int kCallers = 200, kThings = 20, kThreads = 16;
  ManyWait(kCallers);
  const auto stock = AddStock(kThings);
  ASSERT_TRUE(stock.ok()) << stock.status();
  std::atomic<int> next{0}, won{0}, told{0};
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      for (int i = next++; i < kCallers; i = next++) {
        for (;;) {
          const auto answer = Propose(*stock, 1);
          if (answer.ok()) ++won;
          if (ReasonOf(answer.status()) == ErrorReason::ERROR_REASON_IN_KIND_STOCK_SHORT) ++told;
          if (absl::IsResourceExhausted(answer.status()) || absl::IsUnavailable(answer.status())) continue;
          break;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(won, kThings);
  EXPECT_EQ(told, kCallers - kThings);
  EXPECT_EQ(StockOf(stock->name()).taken(), kThings);
  EXPECT_EQ(Count("SELECT count(DISTINCT entry_uid) FROM payment.in_kind_item"), kThings);
  // The first twenty of the queue, and nobody else.
  EXPECT_EQ(Count("SELECT count(*) FROM payment.in_kind_entry WHERE state = 'IN_KIND_ENTRY_STATE_ALLOCATED' AND uid < "
                  "'00000000-0000-7000-8a00-000000000020'"),
            kThings);
}

// Any history of what people do, beside a model of it: what there is, who is next, who has what.
TEST_F(InKindServiceTest, WhateverHappensTheModelAgrees) {
  constexpr int kPeople = 12, kThings = 7, kSteps = 60;
  const std::vector<std::string> queue = ManyWait(kPeople);
  const auto stock = AddStock(kThings);
  ASSERT_TRUE(stock.ok()) << stock.status();
  std::mt19937 random(204);
  std::set<std::string> waiting(queue.begin(), queue.end());
  std::map<std::string, v1::InKindItem> open, given;  // by place
  std::map<std::string, v1::InKindAllocation> proposed;
  int taken = 0, numbers = 0;
  const auto any = [&](const auto& some) { return std::next(some.begin(), static_cast<long>(random() % some.size())); };
  for (int step = 0; step < kSteps; ++step) {
    switch (random() % 5) {
      case 0: {
        const int wanted = 1 + static_cast<int>(random() % 3);
        const auto answer = Propose(*stock, wanted);
        const bool possible = taken + wanted <= kThings && !waiting.empty();
        ASSERT_EQ(answer.ok(), possible) << answer.status() << " at step " << step;
        if (!possible) break;
        proposed[answer->name()] = *answer;
        const v1::GetAllocationResponse made = AllocationOf(answer->name());
        for (const v1::InKindItem& item : made.items()) {
          ASSERT_EQ(item.entry_uid(), *waiting.begin()) << "the next one is the next one";
          waiting.erase(waiting.begin());
          open[item.entry_uid()] = item;
          ++taken;
        }
        break;
      }
      case 1: {
        if (proposed.empty()) break;
        const auto one = any(proposed);
        const v1::GetAllocationResponse now = AllocationOf(one->first);
        const bool reject = random() % 3 == 0;
        const auto answer = reject ? Reject(now.allocation()) : Approve(now.allocation());
        ASSERT_EQ(answer.ok(), now.allocation().state() == v1::IN_KIND_ALLOCATION_STATE_PROPOSED) << answer.status();
        proposed.erase(one);
        if (!answer.ok()) break;
        const v1::GetAllocationResponse made = AllocationOf(answer->name());
        for (const v1::InKindItem& item : made.items()) {
          if (open.count(item.entry_uid()) == 0 || open[item.entry_uid()].uid() != item.uid()) continue;
          open[item.entry_uid()] = item;
          if (!reject) continue;
          open.erase(item.entry_uid());
          waiting.insert(item.entry_uid());
          --taken;
        }
        break;
      }
      case 2: {
        if (open.empty()) break;
        const auto one = any(open);
        const bool possible = one->second.state() == v1::IN_KIND_ITEM_STATE_APPROVED;
        const auto answer = HandOver(one->second, absl::StrCat("N-", ++numbers));
        ASSERT_EQ(answer.ok(), possible) << answer.status();
        if (!possible) break;
        given[one->first] = *answer;
        open.erase(one);
        break;
      }
      case 3: {
        if (open.empty()) break;
        const auto one = any(open);
        const auto answer = Withdraw(one->second);
        ASSERT_TRUE(answer.ok()) << answer.status();
        waiting.insert(one->first);
        open.erase(one);
        --taken;
        break;
      }
      default: {
        if (given.empty() || random() % 2 == 0) break;
        const auto one = any(given);
        const auto answer = Return(one->second);
        ASSERT_TRUE(answer.ok()) << answer.status();
        waiting.insert(one->first);
        given.erase(one);
      }
    }
    ASSERT_EQ(StockOf(stock->name()).taken(), taken) << "at step " << step;
    ASSERT_EQ(Count("SELECT count(*) FROM payment.in_kind_entry WHERE state = 'IN_KIND_ENTRY_STATE_WAITING'"),
              static_cast<int64_t>(waiting.size()));
    ASSERT_EQ(Count("SELECT count(*) FROM payment.in_kind_entry WHERE state = 'IN_KIND_ENTRY_STATE_SERVED'"),
              static_cast<int64_t>(given.size()));
  }
  EXPECT_GT(numbers, 3) << "a history in which nothing is handed over says little";
}

}  // namespace
}  // namespace dayaq::payment
