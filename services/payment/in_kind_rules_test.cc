#include "services/payment/in_kind_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/payment/in_kind_round_rules.h"
#include "services/payment/in_kind_test_data.h"
#include "services/payment/in_kind_words.h"

namespace dayaq::payment {
namespace {

using survivor::v1::BenefitFactKind;
using survivor::v1::FamilyRelation;
using ::testing::HasSubstr;
using ::testing::Not;

const absl::CivilDay kToday(2026, 6, 15);

const v1::InKindRule& Car() {
  static const auto* const kRule = new v1::InKindRule(InKindRuleOf("car"));
  return *kRule;
}
const v1::InKindRule& Voucher() {
  static const auto* const kRule = new v1::InKindRule(InKindRuleOf("voucher"));
  return *kRule;
}
const v1::InKindRule& Wheelchair() {
  static const auto* const kRule = new v1::InKindRule(InKindRuleOf("wheelchair"));
  return *kRule;
}

// The place of somebody of whom nothing was known before.
v1::InKindEntry PlaceOf(const v1::InKindRule& rule, const v1::BenefitFacts& facts, const InKindKnown& known = {},
                        absl::CivilDay today = kToday) {
  return DecideInKind(rule, AssessInKind(rule, facts, known, today), {}).entry;
}

TEST(InKindRules, WhoeverFallsIntoSeveralClassesStandsInTheFirst) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2020-05-01", "2023-12-31");
  Decide(facts, 85, "2024-01-01");
  const v1::InKindEntry place = PlaceOf(Car(), facts);
  EXPECT_EQ(place.state(), v1::IN_KIND_ENTRY_STATE_WAITING);
  EXPECT_EQ(place.class_code(), "severe");
  EXPECT_EQ(place.class_rank(), 2);
  // Since when the class holds, not since when the person is disabled.
  EXPECT_EQ(ToText(place.entitled_on()), "2024-01-01");
  EXPECT_TRUE(place.ready());
  EXPECT_EQ(place.explanation().rule_hash(), Car().content_hash());
  EXPECT_GE(place.explanation().facts_size(), 2);
  EXPECT_EQ(PlaceOf(Car(), facts, {}, absl::CivilDay(2023, 6, 1)).class_code(), "moderate");
}

TEST(InKindRules, NobodyWithoutARightIsKept) {
  v1::BenefitFacts facts = Person();
  EXPECT_EQ(PlaceOf(Car(), facts).state(), v1::IN_KIND_ENTRY_STATE_UNSPECIFIED);
  Decide(facts, 35, "2024-01-01");
  EXPECT_EQ(PlaceOf(Car(), facts).state(), v1::IN_KIND_ENTRY_STATE_UNSPECIFIED);
  EXPECT_FALSE(DecideInKind(Car(), AssessInKind(Car(), facts, {}, kToday), {}).decides);
}

TEST(InKindRules, AGapBetweenDecisionsCostsNoPlace) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2020-05-01", "2023-12-31");
  Decide(facts, 65, "2024-03-01");
  EXPECT_EQ(ToText(PlaceOf(Car(), facts).entitled_on()), "2020-05-01");
}

TEST(InKindRules, AFamilyOfAMartyrReceivesOneAndSomebodyMustBeThere) {
  v1::BenefitFacts facts = Person();
  Die(facts, "2021-06-04");
  Record(facts, BenefitFactKind::BENEFIT_FACT_KIND_MARTYR, "2021-09-01");
  v1::InKindEntry place = PlaceOf(Car(), facts);
  EXPECT_EQ(place.state(), v1::IN_KIND_ENTRY_STATE_QUESTION);
  ASSERT_EQ(place.explanation().questions_size(), 1);
  EXPECT_EQ(place.explanation().questions(0).kind(), v1::QUESTION_KIND_BENEFICIARY_UNKNOWN);
  EXPECT_EQ(place.class_rank(), 0);
  AddMember(facts, FamilyRelation::FAMILY_RELATION_SPOUSE);
  place = PlaceOf(Car(), facts);
  EXPECT_EQ(place.state(), v1::IN_KIND_ENTRY_STATE_WAITING);
  EXPECT_EQ(place.class_code(), "martyr-family");
  EXPECT_EQ(place.beneficiary(), v1::BENEFICIARY_FAMILY_MEMBER);
  EXPECT_EQ(ToText(place.entitled_on()), "2021-09-01");
}

TEST(InKindRules, WhatIsNotKnownIsAskedAndNotGuessed) {
  v1::BenefitFacts facts = Person();
  *facts.mutable_casualties(0)->mutable_occurred_on() = Date("2020");
  v1::InKindEntry place = PlaceOf(Wheelchair(), facts);
  EXPECT_EQ(place.state(), v1::IN_KIND_ENTRY_STATE_QUESTION);
  ASSERT_EQ(place.explanation().questions_size(), 1);
  EXPECT_EQ(place.explanation().questions(0).kind(), v1::QUESTION_KIND_INCIDENT_DAY_UNKNOWN);
  EXPECT_FALSE(place.ready());
  *facts.mutable_casualties(0)->mutable_occurred_on() = Date("2021");
  place = PlaceOf(Wheelchair(), facts);
  EXPECT_EQ(place.state(), v1::IN_KIND_ENTRY_STATE_WAITING);
  EXPECT_TRUE(place.example());
}

TEST(InKindRules, DeathAndCorrectedFactsTakeOutAndRestoreWithTheSameDay) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 85, "2024-01-01");
  v1::InKindEntry place = PlaceOf(Car(), facts);
  place.set_uid("e1");
  v1::BenefitFacts dead = facts;
  Die(dead, "2026-06-01");
  const v1::InKindEntry out = DecideInKind(Car(), AssessInKind(Car(), dead, {}, kToday), place).entry;
  EXPECT_EQ(out.state(), v1::IN_KIND_ENTRY_STATE_OUT);
  EXPECT_EQ(out.out_reason(), v1::IN_KIND_OUT_REASON_DIED);
  EXPECT_EQ(EventOf(place, out), "in_kind.out");
  v1::BenefitFacts without = facts;
  without.clear_decisions();
  EXPECT_EQ(DecideInKind(Car(), AssessInKind(Car(), without, {}, kToday), place).entry.out_reason(), v1::IN_KIND_OUT_REASON_FACTS);
  const v1::InKindEntry again = DecideInKind(Car(), AssessInKind(Car(), facts, {}, kToday), out).entry;
  EXPECT_EQ(again.state(), v1::IN_KIND_ENTRY_STATE_WAITING);
  EXPECT_EQ(ToText(again.entitled_on()), "2024-01-01");
  EXPECT_EQ(EventOf(out, again), "in_kind.restored");
}

TEST(InKindRules, WhatIsSetAsideIsGivenUpWithTheRightAndKeptWithIt) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 85, "2024-01-01");
  v1::InKindEntry place = PlaceOf(Car(), facts);
  place.set_uid("e1");
  place.set_state(v1::IN_KIND_ENTRY_STATE_ALLOCATED);
  EXPECT_FALSE(DecideInKind(Car(), AssessInKind(Car(), facts, {}, kToday), place).gives_up);
  Die(facts, "2026-06-01");
  const InKindDecision decision = DecideInKind(Car(), AssessInKind(Car(), facts, {}, kToday), place);
  EXPECT_TRUE(decision.gives_up);
  EXPECT_EQ(decision.entry.state(), v1::IN_KIND_ENTRY_STATE_OUT);
}

TEST(InKindRules, DeclinedStaysDeclinedWhenFactsComeBack) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 85, "2024-01-01");
  v1::InKindEntry place = PlaceOf(Car(), facts);
  place.set_uid("e1");
  place.set_state(v1::IN_KIND_ENTRY_STATE_OUT);
  *place.mutable_declined_on() = Date("2026-01-01");
  EXPECT_EQ(DecideInKind(Car(), AssessInKind(Car(), facts, {}, kToday), place).entry.state(), v1::IN_KIND_ENTRY_STATE_DECLINED);
}

TEST(InKindRules, OnceInALifeOnceAYearAndAgainAfterATerm) {
  EXPECT_EQ(GivenUntil(Car(), DayOf("2021-03-05")), kForLife);
  // The step of the day on which it was handed over holds, also when the rule has changed since.
  EXPECT_EQ(GivenUntil(Car(), DayOf("2015-03-05")), DayOf("2022-03-04"));
  EXPECT_EQ(GivenUntil(Voucher(), DayOf("2026-03-05")), DayOf("2026-12-31"));
  EXPECT_EQ(GivenUntil(Wheelchair(), DayOf("2024-02-29")), DayOf("2027-02-27"));
}

TEST(InKindRules, WhoeverWasServedWaitsAgainBehindTheTerm) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2020-05-01");
  const InKindKnown known = {.given = {{"voucher", DayOf("2026-02-01"), DayOf("2026-12-31")}}, .in_money = {}};
  v1::InKindEntry place = PlaceOf(Voucher(), facts, known);
  place.set_uid("e1");
  EXPECT_EQ(place.state(), v1::IN_KIND_ENTRY_STATE_SERVED);
  EXPECT_EQ(ToText(place.served_until()), "2026-12-31");
  EXPECT_EQ(AssessInKind(Voucher(), facts, known, kToday).look_again_on, DayOf("2027-01-01"));
  const v1::InKindEntry next = DecideInKind(Voucher(), AssessInKind(Voucher(), facts, known, DayOf("2027-01-01")), place).entry;
  EXPECT_EQ(next.state(), v1::IN_KIND_ENTRY_STATE_WAITING);
  EXPECT_EQ(ToText(next.entitled_on()), "2027-01-01");
  EXPECT_EQ(EventOf(place, next), "in_kind.entitled");
}

TEST(InKindRules, WhatExcludesKeepsOutInKindInMoneyAndByAct) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 85, "2024-01-01");
  const auto reason = [&](const InKindKnown& known) { return AssessInKind(Car(), facts, known, kToday).out_reason; };
  EXPECT_EQ(reason({}), v1::IN_KIND_OUT_REASON_UNSPECIFIED);
  EXPECT_EQ(reason({.given = {}, .in_money = {"car-compensation"}}), v1::IN_KIND_OUT_REASON_EXCLUDED);
  EXPECT_EQ(reason({.given = {{"car-compensation", DayOf("2025-01-01"), DayOf("2199-12-31")}}, .in_money = {}}),
            v1::IN_KIND_OUT_REASON_EXCLUDED);
  EXPECT_EQ(reason({.given = {{"car-compensation", DayOf("2020-01-01"), DayOf("2022-12-31")}}, .in_money = {}}),
            v1::IN_KIND_OUT_REASON_UNSPECIFIED);
  Record(facts, BenefitFactKind::BENEFIT_FACT_KIND_EARLIER_PAYOUT, "2012-01-01").set_benefit("car");
  // Given in 2012 under the step of 84 months: over.
  EXPECT_EQ(reason({}), v1::IN_KIND_OUT_REASON_UNSPECIFIED);
  Record(facts, BenefitFactKind::BENEFIT_FACT_KIND_EARLIER_PAYOUT, "2022-01-01").set_benefit("car");
  EXPECT_EQ(reason({}), v1::IN_KIND_OUT_REASON_RECEIVED_EARLIER);
}

TEST(InKindRules, WhoeverReceivedItEarlierByActIsLookedAtAgainBehindTheTerm) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2020-05-01");
  Record(facts, BenefitFactKind::BENEFIT_FACT_KIND_EARLIER_PAYOUT, "2026-02-01").set_benefit("voucher");
  const InKindAnswer kept_out = AssessInKind(Voucher(), facts, {}, kToday);
  EXPECT_EQ(kept_out.out_reason, v1::IN_KIND_OUT_REASON_RECEIVED_EARLIER);
  EXPECT_EQ(kept_out.look_again_on, DayOf("2027-01-01"));
  const InKindAnswer behind = AssessInKind(Voucher(), facts, {}, DayOf("2027-01-01"));
  EXPECT_TRUE(behind.qualifies);
  EXPECT_EQ(behind.entitled_on, DayOf("2027-01-01"));
  EXPECT_EQ(behind.look_again_on, std::nullopt);
}

TEST(InKindRules, ARuleThatAnswersTheSameDecidesNothing) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 85, "2024-01-01");
  v1::InKindEntry place = PlaceOf(Car(), facts);
  place.set_uid("e1");
  v1::InKindRule next = Car();
  next.set_version(2);
  next.set_content_hash(std::string(64, '1'));
  EXPECT_FALSE(DecideInKind(next, AssessInKind(next, facts, {}, kToday), place).decides);
}

TEST(InKindRules, APlaceIsSaidInASentence) {
  v1::InKindPlace place;
  place.mutable_entry()->set_state(v1::IN_KIND_ENTRY_STATE_WAITING);
  place.mutable_entry()->set_ready(true);
  place.set_place(214);
  place.set_waiting(1020);
  place.set_before_by_class(37);
  place.set_before_by_date(176);
  EXPECT_EQ(PlaceWords(place, kToday).en(), "Place 214 of 1020 in the district: 37 before by class, 176 by date.");
  EXPECT_EQ(PlaceWords(place, kToday).az(), "Rayon üzrə yer: 214, gözləyənlər: 1020. Qabaqda qrupa görə: 37, tarixə görə: 176.");
  // Passed over until that day is over, and not a day longer.
  *place.mutable_entry()->mutable_passed_over_until() = PartialDateOf(kToday);
  EXPECT_THAT(PlaceWords(place, kToday).en(), HasSubstr("Passed over until 2026-06-15; the place is kept."));
  EXPECT_THAT(PlaceWords(place, kToday + 1).en(), Not(HasSubstr("Passed over")));
}

TEST(InKindRoundRules, StockIsOfItsYearAndNeverShort) {
  v1::InKindStock stock;
  stock.set_year(2026);
  stock.set_quantity(5);
  stock.set_taken(3);
  EXPECT_EQ(CheckStock(stock, 2, kToday), absl::OkStatus());
  EXPECT_EQ(ReasonOf(CheckStock(stock, 3, kToday)), ErrorReason::ERROR_REASON_IN_KIND_STOCK_SHORT);
  EXPECT_EQ(ReasonOf(CheckStock(stock, 1, DayOf("2027-01-01"))), ErrorReason::ERROR_REASON_IN_KIND_OTHER_YEAR);
  v1::AddStockRequest request;
  Violations found;
  request.set_benefit("nothing");
  request.set_year(2028);
  CheckNewStock(request, {Car(), Wheelchair()}, kToday, found);
  EXPECT_EQ(found.size(), 2);
  Violations example;
  request.set_benefit("wheelchair");
  request.set_year(2026);
  CheckNewStock(request, {Car(), Wheelchair()}, kToday, example);
  ASSERT_EQ(example.size(), 1);
  EXPECT_EQ(example.bad_request().field_violations(0).field(), "benefit");
}

// What must hold whoever waits.
v1::InKindEntry AnyEntry(int number) {
  v1::InKindEntry entry;
  entry.set_uid(absl::StrCat("0190000", number));
  entry.set_class_rank(*rc::gen::inRange(1, 4));
  *entry.mutable_entitled_on() = Date(absl::StrCat("2024-01-0", *rc::gen::inRange(1, 5)));
  return entry;
}

TEST(InKindRules, APlaceWithoutARuleIsOutUnlessItIsServed) {
  v1::InKindEntry place;
  place.set_uid("01900000-0000-7000-8000-000000000001");
  place.set_state(v1::IN_KIND_ENTRY_STATE_ALLOCATED);
  place.set_ready(true);
  InKindDecision decision = DecideWithoutRule(place, kToday);
  EXPECT_TRUE(decision.decides && decision.gives_up);
  EXPECT_EQ(decision.entry.state(), v1::IN_KIND_ENTRY_STATE_OUT);
  EXPECT_EQ(decision.entry.out_reason(), v1::IN_KIND_OUT_REASON_NO_RULE);
  EXPECT_FALSE(decision.entry.ready());
  EXPECT_FALSE(DecideWithoutRule(decision.entry, kToday).decides) << "once";
  place.set_state(v1::IN_KIND_ENTRY_STATE_SERVED);
  *place.mutable_served_on() = PartialDateOf(kToday - 10);
  *place.mutable_served_until() = PartialDateOf(kToday);
  EXPECT_FALSE(DecideWithoutRule(place, kToday).decides) << "what was given was given";
  decision = DecideWithoutRule(place, kToday + 1);
  EXPECT_EQ(decision.entry.state(), v1::IN_KIND_ENTRY_STATE_OUT);
  EXPECT_FALSE(decision.gives_up || decision.entry.has_served_on());
}

RC_GTEST_PROP(InKindQueue, TheOrderIsTotalAndStable, ()) {
  std::vector<v1::InKindEntry> queue;
  queue.reserve(9);
  for (int i = 0; i < 9; ++i) queue.push_back(AnyEntry(i));
  const auto uids = [](std::vector<v1::InKindEntry> some) {
    std::sort(some.begin(), some.end(), GoesBefore);
    std::string all;
    for (const v1::InKindEntry& entry : some) absl::StrAppend(&all, entry.uid(), " ");
    return all;
  };
  const std::string order = uids(queue);
  std::vector<v1::InKindEntry> turned(queue.rbegin(), queue.rend());
  RC_ASSERT(uids(turned) == order);
  for (const v1::InKindEntry& a : queue) {
    for (const v1::InKindEntry& b : queue)
      RC_ASSERT(static_cast<int>(GoesBefore(a, b)) + static_cast<int>(GoesBefore(b, a)) == (a.uid() != b.uid()));
  }
  // Somebody who joins changes nobody's order among the others.
  std::vector<v1::InKindEntry> more = queue;
  more.push_back(AnyEntry(9));
  std::sort(more.begin(), more.end(), GoesBefore);
  std::string without;
  for (const v1::InKindEntry& entry : more) {
    if (entry.uid() != "01900009") absl::StrAppend(&without, entry.uid(), " ");
  }
  RC_ASSERT(without == order);
}

v1::BenefitFacts AnyFacts() {
  v1::BenefitFacts facts = Person();
  const auto day = [] {
    return absl::FormatCivilTime(absl::CivilDay(*rc::gen::inRange(2018, 2028), *rc::gen::inRange(1, 13), *rc::gen::inRange(1, 29)));
  };
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    const std::string from = day(), until = day();
    Decide(facts, *rc::gen::element(25, 35, 65, 85), std::min(from, until),
           *rc::gen::arbitrary<bool>() ? std::max(from, until) : "");
  }
  if (*rc::gen::inRange(0, 4) == 0) Die(facts, day().substr(0, *rc::gen::element(4, 7, 10)));
  if (*rc::gen::arbitrary<bool>()) Record(facts, BenefitFactKind::BENEFIT_FACT_KIND_MARTYR, day());
  if (*rc::gen::arbitrary<bool>()) AddMember(facts, FamilyRelation::FAMILY_RELATION_SPOUSE);
  if (*rc::gen::inRange(0, 5) == 0) facts.clear_identity_confirmed_time();
  return facts;
}

RC_GTEST_PROP(InKindRules, WhateverIsKnownTheAnswerIsWholeAndDecidesOnce, ()) {
  const v1::BenefitFacts facts = AnyFacts();
  const v1::InKindRule& rule = **rc::gen::element(&Car(), &Voucher(), &Wheelchair());
  const absl::CivilDay today(2026, *rc::gen::inRange(1, 13), *rc::gen::inRange(1, 29));
  InKindKnown known;
  if (*rc::gen::arbitrary<bool>()) {
    const absl::CivilDay handed(*rc::gen::inRange(2020, 2027), 1, 15);
    if (handed <= today) known.given.push_back({rule.benefit(), handed, GivenUntil(rule, handed)});
  }
  const InKindAnswer answer = AssessInKind(rule, facts, known, today);
  RC_ASSERT(answer.qualifies == (answer.out_reason == v1::IN_KIND_OUT_REASON_UNSPECIFIED));
  RC_ASSERT(!answer.in_question || (answer.qualifies && answer.class_rank == 0 && !answer.explanation.questions().empty()));
  if (answer.qualifies && !answer.in_question) {
    RC_ASSERT(answer.class_rank >= 1 && answer.class_rank <= rule.classes_size());
    RC_ASSERT(rule.classes(answer.class_rank - 1).code() == answer.class_code);
    RC_ASSERT(answer.entitled_on <= today);
  }
  if (answer.look_again_on.has_value()) RC_ASSERT(*answer.look_again_on > today);
  InKindDecision first = DecideInKind(rule, answer, {});
  if (first.decides) first.entry.set_uid("e1");
  const InKindDecision again = DecideInKind(rule, AssessInKind(rule, facts, known, today), first.entry);
  RC_ASSERT(!again.decides || first.entry.uid().empty());
  if (first.decides) {
    RC_ASSERT((first.entry.state() == v1::IN_KIND_ENTRY_STATE_SERVED) == answer.served.has_value());
    RC_ASSERT(first.entry.state() != v1::IN_KIND_ENTRY_STATE_OUT);
  }
}

RC_GTEST_PROP(InKindRules, NoTermEndsBeforeItBeginsAndNoneIsLongerThanItsStep, ()) {
  const v1::InKindRule& rule = **rc::gen::element(&Car(), &Voucher(), &Wheelchair());
  const absl::CivilDay handed(*rc::gen::inRange(2010, 2040), *rc::gen::inRange(1, 13), *rc::gen::inRange(1, 29));
  const absl::CivilDay until = GivenUntil(rule, handed);
  RC_ASSERT(until >= handed);
  if (rule.benefit() == "wheelchair") RC_ASSERT(until - handed <= 3 * 366);
  if (rule.benefit() == "voucher") RC_ASSERT(until.year() == handed.year());
}

}  // namespace
}  // namespace dayaq::payment
