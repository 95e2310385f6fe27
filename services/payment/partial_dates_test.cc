// What is owed while a day is known in part: whatever day it really was, nobody is owed more than that day would give, months that
// every day gives are owed, and what waits is asked about.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/payment/benefit_test_data.h"

namespace dayaq::payment {
namespace {

using common::v1::PartialDate;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;

const absl::CivilDay kToday(2026, 6, 20);

// Which day of somebody's life is known in part.
enum class Vague { kDeath, kIncident, kBirthOfMember, kEndOfMember, kDeathOfMember };

PartialDate& DayOf(Vague vague, v1::BenefitFacts& facts) {
  switch (vague) {
    case Vague::kDeath:
      return *facts.mutable_died_on();
    case Vague::kIncident:
      return *facts.mutable_casualties(0)->mutable_occurred_on();
    case Vague::kBirthOfMember:
      return *facts.mutable_family(0)->mutable_of_age_on();
    case Vague::kEndOfMember:
      return *facts.mutable_family(0)->mutable_ended_on();
    default:
      return *facts.mutable_family(0)->mutable_died_on();
  }
}

// By who receives and period; what is paid once has no period, since that is the day itself.
using Owed = std::map<std::pair<std::string, std::string>, int64_t>;

struct Answered {
  Owed owed;
  bool someone_asks = false;
};

Answered AnswerOf(const v1::BenefitRule& rule, const v1::BenefitFacts& facts) {
  Answered answered;
  for (const BenefitAssessment& answer : Assess(rule, facts, kToday)) {
    for (const Target& target : answer.targets) {
      const std::string period = rule.frequency() == v1::FREQUENCY_ONCE ? "" : target.period;
      answered.owed[{answer.beneficiary_uid, period}] += target.amount_qepik;
    }
    answered.someone_asks = answered.someone_asks || !answer.explanation.questions().empty();
  }
  return answered;
}

// First and last days of each month it may have been, and some days between: what is owed changes with months and with days of
// rules.
std::vector<absl::CivilDay> DaysIn(absl::CivilDay first, absl::CivilDay last) {
  std::vector<absl::CivilDay> days = {last};
  for (absl::CivilDay day = first; day <= last; ++day) {
    const bool edge = day.day() == 1 || absl::CivilMonth(day + 1) != absl::CivilMonth(day);
    if (day == first || edge || day.day() == 11) days.push_back(day);
  }
  return days;
}

// Any number from the first to before the last, however small the case is.
template <typename T>
T Any(T first, T last) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<T>(first, last));
}

// A life in which everything but one day is known.
v1::BenefitFacts SomeLife(Vague vague) {
  v1::BenefitFacts facts = Person();
  *facts.mutable_casualties(0)->mutable_occurred_on() = Date("2022-03-10");
  if (Any(0, 2) == 0) facts.mutable_casualties(0)->set_outcome(incident::v1::OUTCOME_KILLED);
  if (Any(0, 3) > 0) {
    Decide(facts, *rc::gen::element(45, 70, 90), *rc::gen::element("2022-08-17", "2023-01-01"), *rc::gen::element("", "2025-09-30"),
           *rc::gen::element(survivor::v1::DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS,
                             survivor::v1::DISABILITY_CAUSE_MILITARY_DUTIES, survivor::v1::DISABILITY_CAUSE_GENERAL_ILLNESS));
  }
  if (vague == Vague::kDeath || Any(0, 3) > 0) Die(facts, "2023-02-05");
  if (Any(0, 3) > 0) Record(facts, survivor::v1::BENEFIT_FACT_KIND_MARTYR, "2023-02-20");
  if (Any(0, 2) == 0) Record(facts, survivor::v1::BENEFIT_FACT_KIND_DEATH_IN_SERVICE, "2023-02-20");
  // The first is the one of whom something is vague.
  const auto relation = *rc::gen::element(survivor::v1::FAMILY_RELATION_CHILD, survivor::v1::FAMILY_RELATION_SIBLING,
                                          survivor::v1::FAMILY_RELATION_SPOUSE, survivor::v1::FAMILY_RELATION_PARENT);
  AddMember(facts, vague == Vague::kBirthOfMember ? survivor::v1::FAMILY_RELATION_CHILD : relation, "2031-04-09");
  for (int more = Any(0, 4); more > 0; --more) {
    AddMember(facts,
              *rc::gen::element(survivor::v1::FAMILY_RELATION_CHILD, survivor::v1::FAMILY_RELATION_SPOUSE,
                                survivor::v1::FAMILY_RELATION_PARENT),
              *rc::gen::element("2031-04-09", "2024-10-03"));
  }
  const std::string& member = facts.family(0).member_uid();
  if (Any(0, 3) == 0) Record(facts, survivor::v1::BENEFIT_FACT_KIND_FULL_TIME_STUDY, "2024-09-01", "2026-05-31", member);
  if (Any(0, 4) == 0) Record(facts, survivor::v1::BENEFIT_FACT_KIND_CARES_FOR, "2022-09-01", "", member);
  if (vague == Vague::kDeathOfMember) facts.mutable_family(0)->set_deceased(true);
  return facts;
}

// The day as far as it is known, and the days it may have been.
struct Known {
  PartialDate date;
  absl::CivilDay first, last;
};

Known SomeKnowledge() {
  const int year = Any(2023, 2026);
  Known known{{}, absl::CivilDay(year, 1, 1), absl::CivilDay(year, 12, 31)};
  known.date.set_year(year);
  if (Any(0, 2) == 0) {
    const int month = Any(1, 13);
    known.date.set_month(month);
    known.first = absl::CivilDay(year, month, 1);
    known.last = absl::CivilDay(absl::CivilMonth(known.first) + 1) - 1;
  }
  return known;
}

RC_GTEST_PROP(PartialDates, NobodyIsOwedMoreThanTheRealDayGivesAndCertainMonthsAreOwed, ()) {
  static const std::vector<v1::BenefitRule> rules = LoadBenefits(kAllRulesOf2026).value();
  const auto vague =
      *rc::gen::element(Vague::kDeath, Vague::kIncident, Vague::kBirthOfMember, Vague::kEndOfMember, Vague::kDeathOfMember);
  v1::BenefitFacts facts = SomeLife(vague);
  const Known known = SomeKnowledge();
  const v1::BenefitRule& rule = rules[Any<size_t>(0, rules.size())];
  RC_TAG(rule.benefit());
  DayOf(vague, facts) = known.date;
  const Answered told = AnswerOf(rule, facts);

  const std::vector<absl::CivilDay> days = DaysIn(known.first, known.last);
  // What every day gives, and whether some day gives more than is owed.
  Owed least;
  bool more = false;
  for (size_t n = 0; n < days.size(); ++n) {
    v1::BenefitFacts real = facts;
    DayOf(vague, real) = PartialDateOf(days[n]);
    const Owed owed = AnswerOf(rule, real).owed;
    if (n == 0) least = owed;
    for (auto& [what, amount] : least) {
      const auto found = owed.find(what);
      amount = std::min(amount, found == owed.end() ? 0 : found->second);
    }
    for (const auto& [what, amount] : owed) {
      const auto found = told.owed.find(what);
      more = more || amount > (found == told.owed.end() ? 0 : found->second);
    }
  }
  for (const auto& [what, amount] : told.owed) {
    const auto certain = least.find(what);
    RC_ASSERT(amount <= (certain == least.end() ? 0 : certain->second));
  }
  for (const auto& [what, amount] : least) {
    if (amount == 0) continue;
    const auto found = told.owed.find(what);
    RC_ASSERT(found != told.owed.end());
    RC_ASSERT(found->second > 0);
    // Alone, exactly what is certain; of a family at least the part that falls to them if everybody who may take part does.
    if (!rule.has_beneficiary()) RC_ASSERT(found->second == amount);
  }
  // What waits is asked about.
  if (more) RC_ASSERT(told.someone_asks);
  RC_CLASSIFY(!told.owed.empty(), "something is owed");
  RC_CLASSIFY(more, "something waits");
}

TEST(PartialDates, OfADeathInAYearTheMonthsBeforeItArePaidAndTheRestIsAskedAbout) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-03-01");
  Die(facts, "2026");
  const BenefitAssessment answer = AssessOne(Allowance(), facts, kToday);
  EXPECT_EQ(answer.targets.size(), 11U)
      << "March 2025 to January 2026: nobody dies before the year begins, and its first month is whole";
  EXPECT_EQ(answer.targets.back().period, "2026-01");
  ASSERT_EQ(answer.explanation.questions_size(), 1);
  EXPECT_EQ(answer.explanation.questions(0).kind(), v1::QUESTION_KIND_DEATH_DAY_UNKNOWN);
  EXPECT_EQ(answer.explanation.questions(0).period(), "2026-02");
}

TEST(PartialDates, AnAssumedMonthAndAVagueDayEachHoldUpTheirOwnMonthsAlone) {
  v1::BenefitFacts facts = Person();
  Decide(facts, 65, "2025-01-01");
  Die(facts, "2025-06");
  v1::BenefitRule rule = Allowance();
  // Whoever receives it does not matter here.
  rule.mutable_release_needs()->Clear();
  rule.add_release_needs(v1::RELEASE_NEED_AMOUNT_CERTAIN);
  const BenefitAssessment answer = AssessOne(rule, facts, kToday);
  EXPECT_TRUE(answer.releasable);
  EXPECT_THAT(Amounts(answer.targets), ElementsAre(Pair("2025-01", 22000), Pair("2025-02", 22000), Pair("2025-03", 22000),
                                                   Pair("2025-04", 22000), Pair("2025-05", 22000), Pair("2025-06", 22000)));
  ASSERT_EQ(answer.explanation.amounts_size(), 2);
  EXPECT_TRUE(answer.explanation.amounts(0).waits()) << "January and February";
  EXPECT_FALSE(answer.explanation.amounts(1).waits());
  EXPECT_THAT(answer.explanation.questions(), IsEmpty()) << "in whichever day of June, the month is whole";
  facts.clear_died_on();
  Die(facts, "2025");
  EXPECT_THAT(AssessOne(rule, facts, kToday).explanation.questions(), Not(IsEmpty()));
}

}  // namespace
}  // namespace dayaq::payment
