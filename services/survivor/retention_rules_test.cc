#include "services/survivor/retention_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/base/error.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::survivor {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr absl::CivilDay kToday(2026, 11, 29);

constexpr char kPolicy[] = R"yaml(version: 1
classes:
  IDENTITY:
    basis: {law: {act: "An act", article: "5"}}
    after: DEATH
    years: 75
    then: KEEP_PSEUDONYMOUS
  HEALTH:
    basis: {consent: true}
    after: DEATH
    years: 10
    then: KEEP_PSEUDONYMOUS
  FINANCE:
    basis: {law: {act: "Another act", article: "7.1"}}
    after: LAST_PAYMENT
    years: 5
    then: KEEP_PSEUDONYMOUS
)yaml";

RetentionPolicy Policy() { return *ParseRetention(kPolicy, "retention.yaml"); }

// A record whose keys are all there.
RetentionFacts Facts() {
  RetentionFacts facts;
  facts.wrapped = std::string(kKeyBundleSize, 'k');
  return facts;
}
RetentionFacts DeadSince(absl::CivilDay day) {
  RetentionFacts facts = Facts();
  facts.died_on = day;
  return facts;
}

std::vector<std::string> Erased(const std::vector<v1::ErasureEffect>& effects) {
  std::vector<std::string> erased;
  for (const KeyClass key_class : KeysOf(effects)) erased.emplace_back(NameOf(key_class));
  return erased;
}

TEST(RetentionPolicy, TheHousesOwnIsRead) {
  const auto policy = LoadRetention("policy/retention.yaml");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_EQ(policy->size(), kKeyClasses.size());
}

TEST(RetentionPolicy, SlipsAreNamedWithTheirPlace) {
  const std::vector<std::pair<std::string, std::string>> slips = {
      {"years: 75", "years: 0"},
      {"years: 75", "years: 151"},
      {"years: 75", "years: forever"},
      {"years: 75", "year: 75"},
      {"after: DEATH", "after: CLOSING"},
      {"KEEP_PSEUDONYMOUS", "DELETE"},
      {"HEALTH:", "HEALTHY:"},
      {"consent: true", "consent: false"},
      {"{consent: true}", "{}"},
      {"version: 1", "version: 2"},
      {"article: \"5\"", "articles: \"5\""},
      {"{consent: true}", "{consent: true, law: {act: \"An act\", article: \"5\"}}"},
      {"  HEALTH:", "  IDENTITY:"},
      {"classes:", "class:"},
  };
  for (const auto& [right, wrong] : slips) {
    const auto policy = ParseRetention(absl::StrReplaceAll(kPolicy, {{right, wrong}}), "retention.yaml");
    EXPECT_THAT(std::string(policy.status().message()), HasSubstr("retention.yaml:")) << wrong;
  }
}

TEST(KeptUntil, RunsFromTheDeathOrTheLaterLastPaymentAndNotWhileSomebodyLives) {
  const RetentionPolicy policy = Policy();
  const RetentionRule &identity = policy.at(v1::RETENTION_CLASS_IDENTITY), &finance = policy.at(v1::RETENTION_CLASS_FINANCE);
  RetentionFacts facts = Facts();
  facts.last_due_on = absl::CivilDay(1990, 1, 1);
  EXPECT_EQ(KeptUntil(identity, facts), std::nullopt);
  EXPECT_EQ(KeptUntil(finance, facts), std::nullopt);
  facts.died_on = absl::CivilDay(2000, 2, 29);
  EXPECT_EQ(KeptUntil(identity, facts), absl::CivilDay(2075, 3, 1)) << "nothing goes a day early";
  EXPECT_EQ(KeptUntil(finance, facts), absl::CivilDay(2005, 3, 1));
  facts.last_due_on = absl::CivilDay(2010, 6, 1);
  EXPECT_EQ(KeptUntil(finance, facts), absl::CivilDay(2015, 6, 1));
}

TEST(EffectsOf, WhatThePersonAsksEndsAtTheLawAndACourtDoesNot) {
  const RetentionPolicy policy = Policy();
  const auto erased = [&](v1::ErasureCause cause, const std::set<v1::RetentionClass>& wanted = {}) {
    return Erased(EffectsOf(policy, Facts(), wanted, cause, kToday));
  };
  EXPECT_THAT(erased(v1::ERASURE_CAUSE_PERSON_ASKED), UnorderedElementsAre("HEALTH"));
  EXPECT_THAT(erased(v1::ERASURE_CAUSE_PERSON_ASKED, {v1::RETENTION_CLASS_IDENTITY}), IsEmpty());
  EXPECT_THAT(erased(v1::ERASURE_CAUSE_COURT_ORDER), UnorderedElementsAre("IDENTITY", "HEALTH", "FINANCE"));
  EXPECT_THAT(erased(v1::ERASURE_CAUSE_UNLAWFUL, {v1::RETENTION_CLASS_FINANCE}), UnorderedElementsAre("FINANCE"));
  EXPECT_THAT(erased(v1::ERASURE_CAUSE_RETENTION_ENDED), IsEmpty());
}

TEST(EffectsOf, TellsOfWhatIsThereAndUntilWhenItStays) {
  RetentionFacts facts = DeadSince(absl::CivilDay(2020, 1, 31));
  facts.wrapped.replace(kWrappedKeySize, kWrappedKeySize, kWrappedKeySize, '\0');
  const auto effects = EffectsOf(Policy(), facts, {}, v1::ERASURE_CAUSE_PERSON_ASKED, kToday);
  ASSERT_EQ(effects.size(), 2u) << "health is gone already";
  EXPECT_EQ(effects[0].retention_class(), v1::RETENTION_CLASS_IDENTITY);
  EXPECT_FALSE(effects[0].erased());
  EXPECT_EQ(TimeOf(effects[0].kept_until_time()), absl::FromCivil(absl::CivilDay(2095, 2, 1), BakuZone()));
  EXPECT_EQ(effects[0].basis(), "An act, 5");
  EXPECT_TRUE(effects[1].erased()) << "finance was due in 2025";
}

TEST(CheckProposable, NamesWhyNothingCanGo) {
  const RetentionPolicy policy = Policy();
  RetentionFacts facts = Facts();
  const auto reason = [&](v1::ErasureCause cause, const std::set<v1::RetentionClass>& wanted) {
    return ReasonOf(CheckProposable(EffectsOf(policy, facts, wanted, cause, kToday), facts));
  };
  EXPECT_EQ(reason(v1::ERASURE_CAUSE_PERSON_ASKED, {v1::RETENTION_CLASS_IDENTITY}), ErrorReason::ERROR_REASON_ERASURE_NOT_DUE);
  EXPECT_TRUE(CheckProposable(EffectsOf(policy, facts, {}, v1::ERASURE_CAUSE_PERSON_ASKED, kToday), facts).ok());
  facts.wrapped = std::string(kWrappedKeySize, 'k');
  EXPECT_EQ(reason(v1::ERASURE_CAUSE_PERSON_ASKED, {}), ErrorReason::ERROR_REASON_KEY_UNDIVIDED);
  EXPECT_TRUE(CheckProposable(EffectsOf(policy, facts, {}, v1::ERASURE_CAUSE_COURT_ORDER, kToday), facts).ok());
  facts.wrapped.assign(kKeyBundleSize, '\0');
  EXPECT_EQ(reason(v1::ERASURE_CAUSE_COURT_ORDER, {}), ErrorReason::ERROR_REASON_PERSON_ERASED);
  facts.wrapped.clear();
  EXPECT_EQ(reason(v1::ERASURE_CAUSE_COURT_ORDER, {}), ErrorReason::ERROR_REASON_PERSON_ERASED);
}

TEST(CheckApprovable, OnceAndWithinThirtyDays) {
  const absl::Time now = absl::FromUnixSeconds(1'800'000'000);
  v1::Erasure erasure;
  erasure.set_state(v1::ERASURE_STATE_PROPOSED);
  *erasure.mutable_create_time() = Timestamp(now - absl::Hours(30 * 24));
  EXPECT_TRUE(CheckApprovable(erasure, now).ok());
  EXPECT_EQ(ReasonOf(CheckApprovable(erasure, now + absl::Seconds(1))), ErrorReason::ERROR_REASON_ERASURE_CLOSED);
  erasure.set_state(v1::ERASURE_STATE_DONE);
  EXPECT_EQ(ReasonOf(CheckApprovable(erasure, now)), ErrorReason::ERROR_REASON_ERASURE_CLOSED);
}

// What a class is kept for, said once more and otherwise: in days since an epoch, by the proleptic calendar of the test's own.
bool IsKept(int years, const std::optional<absl::CivilDay>& from, absl::CivilDay today) {
  if (!from.has_value()) return true;
  const auto [y, m, d] = std::tuple(from->year() + years, from->month(), from->day());
  return std::tuple(today.year(), today.month(), today.day()) <= std::tuple(y, m, d);
}

// PD-7: the clock is moved on; what is kept is what should be, exactly.
TEST(Retention, OnAClockMovedByDecadesKeepsWhatItShouldAndNothingElse) {
  const RetentionPolicy policy = Policy();
  std::mt19937 random(20261129);
  const auto upto = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  int64_t people = 0, kept = 0, gone = 0, differences = 0;
  for (int i = 0; i < 20'000; ++i) {
    RetentionFacts facts = Facts();
    if (upto(4) > 0) facts.died_on = absl::CivilDay(1945 + upto(80), 1 + upto(12), 1 + upto(28));
    if (upto(3) > 0) facts.last_due_on = absl::CivilDay(1990 + upto(40), 1 + upto(12), 1 + upto(28));
    std::optional<absl::CivilDay> paid = facts.died_on;
    if (paid.has_value() && facts.last_due_on.has_value()) paid = std::max(*paid, *facts.last_due_on);
    for (const int years : {0, 1, 5, 10, 75}) {
      const absl::CivilDay today(kToday.year() + years, kToday.month(), kToday.day());
      const auto keys = KeysOf(EffectsOf(policy, facts, {}, v1::ERASURE_CAUSE_RETENTION_ENDED, today));
      const bool expected[] = {IsKept(75, facts.died_on, today), IsKept(10, facts.died_on, today), IsKept(5, paid, today)};
      for (const KeyClass key_class : kKeyClasses) {
        const bool is_kept = keys.count(key_class) == 0;
        differences += is_kept == expected[static_cast<size_t>(key_class)] ? 0 : 1;
        ++(is_kept ? kept : gone);
      }
      ++people;
    }
  }
  std::cout << "PD-7: " << people << " people on five clocks: " << kept << " classes kept, " << gone << " gone, " << differences
            << " other than expected\n";
  EXPECT_EQ(differences, 0);
  EXPECT_GT(kept, 1000);
  EXPECT_GT(gone, 1000);
}

}  // namespace
}  // namespace dayaq::survivor
