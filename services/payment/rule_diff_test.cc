// Who gains and who loses, against the database: what a comparison says is what assessing everybody by the new rule then does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "services/payment/rule_version_test_fixture.h"

namespace dayaq::payment {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

// What lies in the database of entitlements, by benefit and district.
struct Sums {
  std::map<std::string, int64_t> month, back;  // by "benefit district"
  std::map<std::string, int64_t> standing, running, asking;
  int64_t decisions = 0;
};

class DiffTest : public RuleVersionTest {
 protected:
  std::map<std::string, int64_t> Grouped(const std::string& sql) const {
    std::map<std::string, int64_t> grouped;
    const auto text = payment_->database().Value(
        absl::StrCat("SELECT coalesce(string_agg(g.place || '=' || g.value, ','), '') FROM (", sql, ") AS g(place, value)"));
    EXPECT_TRUE(text.ok()) << text.status();
    for (const absl::string_view pair : absl::StrSplit(text.value_or(""), ',', absl::SkipEmpty())) {
      const std::pair<std::string, std::string> parts = absl::StrSplit(pair, '=');
      EXPECT_TRUE(absl::SimpleAtoi(parts.second, &grouped[parts.first]));
    }
    return grouped;
  }
  Sums SumsNow() const {
    const std::string month = absl::FormatCivilTime(absl::CivilMonth(absl::ToCivilDay(absl::Now(), BakuZone())));
    const auto instalments = [&](const char* op) {
      return Grouped(
          absl::StrCat("SELECT e.benefit || ' ' || e.district, sum(i.amount_qepik) FROM payment.entitlement e JOIN "
                       "payment.instalment i ON i.entitlement_uid = e.uid WHERE i.period ",
                       op, " '", month, "' GROUP BY 1"));
    };
    const auto entitlements = [&](const char* where) {
      return Grouped(
          absl::StrCat("SELECT benefit || ' ' || district, count(*) FROM payment.entitlement WHERE ", where, " GROUP BY 1"));
    };
    return {.month = instalments("="),
            .back = instalments("<>"),
            .standing = entitlements("true"),
            .running = entitlements("state = 'ENTITLEMENT_STATE_ACTIVE'"),
            .asking = entitlements("has_questions"),
            .decisions = Count("SELECT count(*) FROM payment.assessment")};
  }
  static std::map<std::string, int64_t> Difference(const std::map<std::string, int64_t>& before,
                                                   const std::map<std::string, int64_t>& after) {
    std::map<std::string, int64_t> difference = after;
    for (const auto& [place, value] : before) difference[place] -= value;
    std::erase_if(difference, [](const auto& entry) { return entry.second == 0; });
    return difference;
  }
  template <typename Get>
  static std::map<std::string, int64_t> Told(const v1::RuleComparison& comparison, Get get) {
    std::map<std::string, int64_t> told;
    for (const v1::RuleComparisonLine& line : comparison.lines())
      told[absl::StrCat(line.benefit(), " ", line.district())] += get(line);
    std::erase_if(told, [](const auto& entry) { return entry.second == 0; });
    return told;
  }

  int Pick(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
  std::string Amount() { return absl::StrCat("\"", Pick(1, 900), ".", absl::StrFormat("%02d", Pick(0, 99)), "\""); }

  void FillRegister(int people) {
    for (int person = 0; person < people; ++person) {
      const std::string day = absl::StrFormat("2025-%02d-%02d", Pick(1, 12), Pick(1, 28));
      const std::string survivor =
          OpenSurvivor(RegisterIncident(day, Pick(0, 4) == 0 ? incident::v1::OUTCOME_KILLED : incident::v1::OUTCOME_INJURED));
      if (Pick(0, 2) == 0) Write("UPDATE survivor.survivor SET district = 'AZ-BAR' WHERE uid = '" + survivor + "'");
      for (int decision = Pick(0, 2); decision > 0; --decision) {
        // Whole days of their own: decisions of one person do not overlap.
        const bool first = decision == 1;
        Decide(survivor, {.percent = 5 * Pick(7, 20),
                          .from = absl::StrFormat("%s-%02d-%02d", first ? "2024" : "2025", Pick(1, 12), Pick(1, 28)),
                          .until = first             ? "2024-12-31"
                                   : Pick(0, 1) == 0 ? ""
                                                     : "2026-12-31"});
      }
      if (Pick(0, 5) == 0) Die(survivor, absl::StrFormat("2026-%02d-%02d", Pick(1, 9), Pick(1, 28)));
      if (Pick(0, 1) == 0) ConfirmIdentity(survivor);
      React("survivor.opened", survivor);
    }
    ReactToAll();
  }

  // One rule, changed in some way, in that version.
  std::string RandomRule(int version) {
    switch (Pick(0, 6)) {
      case 0:
        return Changed(
            kAllowance, version,
            {{"\"61-80\": \"250.00\"", "\"61-80\": " + Amount()}, {"\"81-100\": \"300.00\"", "\"81-100\": " + Amount()}});
      case 1:
        return Changed(kAllowance, version, {{"\"31-60\": \"150.00\"", "\"31-60\": " + Amount()}});
      case 2:
        return Changed(kAllowance, version, {{"      - ZONE_OF_MILITARY_OPERATIONS\n", ""}});
      case 3:
        return Changed(kAllowance, version,
                       {{"first_period: MONTH_OF_EVENT", "first_period: NEXT_MONTH"},
                        {"last_period: MONTH_OF_EVENT", "last_period: MONTH_BEFORE"}});
      case 4:
        // Months before July 2025 become a question.
        return Changed(kAllowance, version,
                       {{"  - from: \"2022-07-01\"\n    until: \"2025-02-28\"\n    assumed: true\n    by_band: {\"31-60\": "
                         "\"150.00\", \"61-80\": \"220.00\", \"81-100\": \"270.00\"}\n",
                         ""},
                        {"  - from: \"2025-03-01\"\n    until: \"2025-06-30\"\n    by_band: {\"31-60\": \"150.00\", \"61-80\": "
                         "\"220.00\", \"81-100\": \"270.00\"}\n",
                         ""}});
      case 5:
        return Changed(kAllowance, version) + absl::StrCat("back_pay_months: ", Pick(1, 6), "\n");
      default:
        return Changed(kImmediate, version, {{"amount: \"", absl::StrCat("amount: \"", Pick(1, 9))}});
    }
  }

  std::mt19937 random_{2611};
};

// The central property: what the comparison says is what happens, to the qəpik.
TEST_F(DiffTest, WhatAComparisonSaysIsWhatAssessingEverybodyThenDoes) {
  const bool is_long = std::getenv("DAYAQ_LONG") != nullptr;
  FillRegister(is_long ? 200 : 24);
  int differing = 0, losing = 0, starting = 0, stopping = 0;
  for (int change = 0; change < (is_long ? 60 : 10); ++change) {
    const std::string content = RandomRule(change + 2);
    SCOPED_TRACE(absl::StrCat("change ", change));
    const Sums before = SumsNow();
    const auto proposal = Propose(content);
    ASSERT_TRUE(proposal.ok()) << proposal.status();
    const v1::RuleComparison told = Compare(*proposal);
    EXPECT_EQ(Count("SELECT count(*) FROM payment.assessment"), before.decisions) << "a comparison decides nothing";
    EXPECT_EQ(told.done(), told.total());
    const auto approved = Approve(*proposal, told);
    ASSERT_TRUE(approved.ok()) << approved.status();
    ASSERT_TRUE(Activate(*approved).ok());
    ReactToAll();
    const Sums after = SumsNow();
    EXPECT_EQ(Told(told, [](const auto& line) { return line.month_qepik(); }), Difference(before.month, after.month));
    EXPECT_EQ(Told(told, [](const auto& line) { return line.back_qepik(); }), Difference(before.back, after.back));
    EXPECT_EQ(Told(told, [](const auto& line) { return line.starting(); }), Difference(before.standing, after.standing));
    int64_t changing = 0, lost = 0;
    for (const v1::RuleComparisonLine& line : told.lines()) {
      changing += line.changing();
      lost += line.losing();
      starting += static_cast<int>(line.starting());
      stopping += static_cast<int>(line.stopping());
    }
    EXPECT_EQ(changing, after.decisions - before.decisions) << "each decision is one that was told";
    EXPECT_EQ(told.losses_size(), std::min<int64_t>(lost, 100));
    losing += static_cast<int>(lost);
    if (changing > 0) ++differing;
  }
  EXPECT_GT(differing, 3);
  EXPECT_GT(losing, 0);
  EXPECT_GT(stopping, 0);
  std::cout << differing << " changes differed; " << losing << " lost, " << starting << " started, " << stopping << " stopped\n";
}

TEST_F(DiffTest, AnAmountOfNextYearIsSeenAndDecidesNothingToday) {
  const std::string survivor = Assessed();
  const std::string next = absl::StrCat(absl::CivilYear(absl::ToCivilDay(absl::Now(), BakuZone())).year() + 1);
  const std::string last = absl::StrCat(absl::CivilYear(absl::ToCivilDay(absl::Now(), BakuZone())).year());
  const auto proposal = Propose(Changed(
      kAllowance, 2,
      {{"  - from: \"2025-07-01\"\n    by_band: {\"31-60\": \"180.00\", \"61-80\": \"250.00\", \"81-100\": \"300.00\"}\n",
        absl::StrCat("  - from: \"2025-07-01\"\n    until: \"", last,
                     "-12-31\"\n    by_band: {\"31-60\": \"180.00\", \"61-80\": \"250.00\", \"81-100\": "
                     "\"300.00\"}\n  - from: \"",
                     next, "-01-01\"\n    by_band: {\"31-60\": \"200.00\", \"61-80\": \"280.00\", \"81-100\": \"330.00\"}\n")}}));
  ASSERT_TRUE(proposal.ok()) << proposal.status();
  const v1::RuleComparison told = Compare(*proposal);
  EXPECT_EQ(ToText(told.counted_for()), next + "-01-01");
  ASSERT_THAT(told.lines(), SizeIs(1));
  EXPECT_EQ(told.lines(0).month_qepik(), 3000);
  EXPECT_EQ(told.lines(0).back_qepik(), 0) << "what is owed anyway until then is no difference";
  EXPECT_EQ(told.lines(0).gaining(), 1);
  EXPECT_EQ(told.lines(0).band(), survivor::v1::DISABILITY_BAND_61_80);
  // Today nobody is told anything else.
  const v1::RuleComparison today = Compare(*proposal, "", absl::FormatCivilTime(absl::ToCivilDay(absl::Now(), BakuZone())));
  EXPECT_THAT(today.lines(), IsEmpty());
}

TEST_F(DiffTest, WhoLosesMostIsSeenWhereThePersonIsSeen) {
  const std::string survivor = Assessed();
  const auto proposal = Propose(AllowanceOf(2, "249.99"));
  ASSERT_TRUE(proposal.ok()) << proposal.status();
  const v1::RuleComparison told = Compare(*proposal);
  ASSERT_THAT(told.losses(), SizeIs(1));
  EXPECT_EQ(told.losses(0).survivor_uid(), survivor);
  EXPECT_EQ(told.losses(0).month_qepik(), -1);
  const auto number = payment_->database().Value("SELECT number FROM survivor.survivor WHERE uid = '" + survivor + "'");
  ASSERT_TRUE(number.ok()) << number.status();
  EXPECT_EQ(told.losses(0).survivor_number(), *number) << "to be said on the telephone";
  EXPECT_EQ(Comparison(told.name(), kAuditor)->losses(0).survivor_number(), *number);
  // A record that moved out of reach is told without it.
  Write("UPDATE survivor.survivor SET register = 'trial' WHERE uid = '" + survivor + "'");
  EXPECT_EQ(Comparison(told.name(), kVerifier)->losses(0).survivor_number(), "");
  Write("UPDATE survivor.survivor SET register = 'az' WHERE uid = '" + survivor + "'");
  // As it would be for somebody of another district, whose reach the record is not in.
  Write("UPDATE payment.rule_loss SET register = 'az', district = 'AZ-BAR', institution = 'nowhere'");
  EXPECT_THAT(Comparison(told.name(), kVerifier)->lines(), SizeIs(1));
  EXPECT_EQ(Comparison(told.name(), kCaseworker).status().code(), absl::StatusCode::kPermissionDenied);
}

}  // namespace
}  // namespace dayaq::payment
