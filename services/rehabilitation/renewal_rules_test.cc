#include "services/rehabilitation/renewal_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/platform/calendar/months.h"
#include "services/rehabilitation/device_test_data.h"

namespace dayaq::rehabilitation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string DueOf(const v1::Renewal& renewal) { return dayaq::ToText(renewal.due_on()); }

// The same as it stands on a later day.
v1::Renewal On(const v1::Renewal& renewal, absl::string_view day) {
  v1::Renewal later = renewal;
  Advance(ShippedPolicy().follow_up, CivilOn(day), later);
  return later;
}

v1::Device ChildsDevice(absl::string_view delivered, absl::string_view adult_on) {
  v1::Device device = DeliveredOn(delivered);
  device.set_wearer_age(v1::WEARER_AGE_MINOR);
  *device.mutable_adult_on() = dayaq::rehabilitation::On(adult_on);
  return device;
}

v1::RecordRenewalContactRequest ContactOf(v1::ContactOutcome outcome, absl::string_view day) {
  v1::RecordRenewalContactRequest request;
  request.set_outcome(outcome);
  *request.mutable_tried_on() = dayaq::rehabilitation::On(day);
  return request;
}

void Contact(v1::Renewal& renewal, v1::ContactOutcome outcome, absl::string_view day) {
  TakeContact(ContactOf(outcome, day), ShippedPolicy().follow_up, CivilOn(day), renewal);
}

v1::DecideRenewalRequest DecisionOf(absl::string_view due, const std::string& document = "") {
  v1::DecideRenewalRequest request;
  *request.mutable_due_on() = dayaq::rehabilitation::On(due);
  request.set_document(document);
  return request;
}

std::vector<std::string> FaultsOfDecision(const v1::DecideRenewalRequest& request, const v1::Renewal& renewal,
                                          const v1::Device& device) {
  Violations found;
  CheckRenewalDecision(request, renewal, device, found);
  return FaultsOf(found);
}

// Nobody who has a device is without a day or one of the listed reasons, and whoever waits or is called has a day on which the
// house looks.
bool IsLost(const v1::Renewal& renewal) {
  const bool dated = renewal.due_on().year() != 0 || renewal.review_on().year() != 0;
  if (!dated && renewal.stop_reason() == v1::RENEWAL_REASON_UNSPECIFIED) return true;
  const bool watched = renewal.state() == v1::RENEWAL_STATE_WAITING || renewal.state() == v1::RENEWAL_STATE_TO_CALL ||
                       renewal.state() == v1::RENEWAL_STATE_REACHED;
  return watched && renewal.next_on().year() == 0;
}

// Scenario T14: an adult's prosthesis delivered on 2024-07-03 is renewed on 2026-07-03.
TEST(RenewalRules, T14AnAdultRenewsAfterTwoYears) {
  const v1::Renewal renewal = RenewalAt(DeliveredOn("2024-07-03", "upper-conventional"), "2024-07-03");
  EXPECT_EQ(DueOf(renewal), "2026-07-03");
  EXPECT_EQ(renewal.basis(), v1::RENEWAL_BASIS_TERM);
  EXPECT_FALSE(renewal.term_example());
  EXPECT_EQ(renewal.state(), v1::RENEWAL_STATE_WAITING);
  EXPECT_EQ(dayaq::ToText(renewal.call_in_on()), "2026-05-04");
  EXPECT_TRUE(RenewalAt(DeliveredOn("2024-07-03"), "2024-07-03").term_example()) << "the row of lower limbs was not read";
}

// Scenario T14: a child has no date by itself; the alarm rings after six months, for the last time after twelve.
TEST(RenewalRules, T14AChildIsDecidedAboutByTheDoctor) {
  const v1::Device device = ChildsDevice("2024-07-03", "2031-05-01");
  const v1::Renewal renewal = RenewalAt(device, "2024-07-03");
  EXPECT_EQ(DueOf(renewal), "");
  EXPECT_EQ(dayaq::ToText(renewal.review_on()), "2025-01-03");
  EXPECT_EQ(On(renewal, "2025-01-02").state(), v1::RENEWAL_STATE_WAITING);
  const v1::Renewal alarmed = On(renewal, "2025-01-03");
  EXPECT_EQ(alarmed.state(), v1::RENEWAL_STATE_TO_CALL);
  EXPECT_EQ(dayaq::ToText(alarmed.next_on()), "2025-07-03") << "twelve months behind the delivery";
  EXPECT_EQ(On(alarmed, "2025-07-02").state(), v1::RENEWAL_STATE_TO_CALL);
  EXPECT_EQ(On(alarmed, "2025-07-03").state(), v1::RENEWAL_STATE_ESCALATED);

  EXPECT_THAT(FaultsOfDecision(DecisionOf("2025-03-01"), alarmed, device), IsEmpty()) << "no term binds a child's doctor";
  v1::Renewal decided = alarmed;
  TakeRenewalDecision(DecisionOf("2025-06-01"), ShippedPolicy().follow_up, CivilOn("2025-01-03"), decided);
  EXPECT_EQ(DueOf(decided), "2025-06-01");
  EXPECT_EQ(decided.basis(), v1::RENEWAL_BASIS_DOCTOR);
  EXPECT_EQ(decided.state(), v1::RENEWAL_STATE_WAITING);
  EXPECT_EQ(DueOf(RenewalAt(device, "2025-02-01", decided)), "2025-06-01") << "what was decided stays";
}

TEST(RenewalRules, WhoTurnsEighteenGoesByTheTermOfAdults) {
  const v1::Device device = ChildsDevice("2024-07-03", "2025-05-01");
  const v1::Renewal child = RenewalAt(device, "2025-04-30");
  EXPECT_EQ(DueOf(child), "");
  EXPECT_EQ(ComesOfAge(device, CivilOn("2025-04-30")), CivilOn("2025-05-01"));
  EXPECT_EQ(ComesOfAge(device, CivilOn("2025-05-01")), std::nullopt);
  const v1::Renewal grown = RenewalAt(device, "2025-05-01", child);
  EXPECT_EQ(DueOf(grown), "2026-07-03");
  EXPECT_EQ(grown.basis(), v1::RENEWAL_BASIS_TERM);
  EXPECT_EQ(grown.review_on().year(), 0);
  EXPECT_EQ(grown.state(), v1::RENEWAL_STATE_WAITING) << "the alarm of the child is over";
  // An old device: not due before the day of majority.
  EXPECT_EQ(DueOf(RenewalAt(ChildsDevice("2020-01-10", "2025-05-01"), "2025-05-01")), "2025-05-01");
  // Of whom only the year is known: a child as long as they may be one.
  EXPECT_EQ(DueOf(RenewalAt(ChildsDevice("2024-07-03", "2025"), "2025-12-30")), "");
  EXPECT_EQ(DueOf(RenewalAt(ChildsDevice("2024-07-03", "2025"), "2025-12-31")), "2026-07-03");
}

TEST(RenewalRules, TheTermInForceOnTheDayOfDeliveryCounts) {
  v1::Device old = DeliveredOn("1991-01-10");
  EXPECT_EQ(RenewalAt(old, "2024-01-01").stop_reason(), v1::RENEWAL_REASON_NO_TERM)
      << "before the first row nobody knows; a person looks";
  EXPECT_EQ(DueOf(RenewalAt(DeliveredOn("2015-02-03", "wheelchair-manual"), "2015-02-03")), "2018-02-03");
}

TEST(RenewalRules, NobodyShortensTheTermButTheCommission) {
  const v1::Device device = DeliveredOn("2024-07-03");
  const v1::Renewal renewal = RenewalAt(device, "2024-08-01");
  EXPECT_THAT(FaultsOfDecision(DecisionOf("2025-07-03"), renewal, device), ElementsAre("due_on TERM_SHORTER_THAN_LAW"));
  EXPECT_THAT(FaultsOfDecision(DecisionOf("2025-07-03", "17/2025"), renewal, device), IsEmpty());
  EXPECT_THAT(FaultsOfDecision(DecisionOf("2026-07-03"), renewal, device), IsEmpty());
  EXPECT_THAT(FaultsOfDecision(DecisionOf("2024-07-03", "17/2025"), renewal, device), ElementsAre("due_on DEVICE_DAY_IMPOSSIBLE"));
  EXPECT_THAT(FaultsOfDecision(DecisionOf("2046-07-03", "17/2025"), renewal, device), ElementsAre("due_on DEVICE_DAY_IMPOSSIBLE"));
  EXPECT_THAT(FaultsOfDecision(DecisionOf("2026-07"), renewal, device), ElementsAre("due_on DATE_NOT_WHOLE"));
  v1::Renewal decided = renewal;
  TakeRenewalDecision(DecisionOf("2024-09-01", "17/2025"), ShippedPolicy().follow_up, CivilOn("2024-08-01"), decided);
  EXPECT_EQ(decided.basis(), v1::RENEWAL_BASIS_COMMISSION);
  EXPECT_EQ(decided.state(), v1::RENEWAL_STATE_TO_CALL) << "within the time of calling in already";
}

TEST(RenewalRules, WhoIsNotReachedIsLookedForByOthers) {
  const v1::Renewal waiting = RenewalAt(DeliveredOn("2024-07-03"), "2024-07-03");
  EXPECT_FALSE(CheckCallable(waiting).ok());
  const v1::Renewal to_call = On(waiting, "2026-05-04");
  EXPECT_EQ(to_call.state(), v1::RENEWAL_STATE_TO_CALL);
  EXPECT_TRUE(CheckCallable(to_call).ok());
  EXPECT_EQ(On(to_call, "2026-06-02").state(), v1::RENEWAL_STATE_TO_CALL);
  EXPECT_EQ(On(to_call, "2026-06-03").state(), v1::RENEWAL_STATE_ESCALATED) << "nobody tried for thirty days";
  EXPECT_EQ(RenewalAt(DeliveredOn("2024-07-03"), "2026-06-10", On(to_call, "2026-06-03")).state(), v1::RENEWAL_STATE_ESCALATED)
      << "whatever else is told of the person";

  v1::Renewal tried = to_call;
  Contact(tried, v1::CONTACT_OUTCOME_NOT_REACHED, "2026-05-05");
  Contact(tried, v1::CONTACT_OUTCOME_NOT_REACHED, "2026-05-06");
  EXPECT_EQ(tried.state(), v1::RENEWAL_STATE_TO_CALL);
  Contact(tried, v1::CONTACT_OUTCOME_NOT_REACHED, "2026-05-07");
  EXPECT_EQ(tried.state(), v1::RENEWAL_STATE_ESCALATED) << "three times in vain";
  Contact(tried, v1::CONTACT_OUTCOME_REACHED, "2026-05-08");
  EXPECT_EQ(tried.state(), v1::RENEWAL_STATE_REACHED);
  EXPECT_EQ(dayaq::ToText(tried.next_on()), "2026-08-02") << "and does not get lost then: thirty days behind the due day";
  EXPECT_EQ(On(tried, "2026-08-02").state(), v1::RENEWAL_STATE_ESCALATED);

  v1::Renewal moved_away = to_call;
  Contact(moved_away, v1::CONTACT_OUTCOME_WRONG_ADDRESS, "2026-05-05");
  EXPECT_EQ(moved_away.state(), v1::RENEWAL_STATE_ESCALATED);
  Violations found;
  CheckContact(ContactOf(v1::CONTACT_OUTCOME_REACHED, "2026-05-04"), moved_away, found);
  EXPECT_THAT(FaultsOf(found), ElementsAre("tried_on DEVICE_DAY_IMPOSSIBLE"));

  v1::Renewal declined = to_call;
  Contact(declined, v1::CONTACT_OUTCOME_DECLINED, "2026-05-05");
  EXPECT_EQ(declined.stop_reason(), v1::RENEWAL_REASON_DECLINED);
  EXPECT_FALSE(CheckCallable(declined).ok());
  EXPECT_FALSE(CheckOpen(declined).ok());
  EXPECT_EQ(RenewalAt(DeliveredOn("2024-07-03"), "2026-06-01", declined).stop_reason(), v1::RENEWAL_REASON_DECLINED)
      << "whoever does not want to be called is not called again";
}

TEST(RenewalRules, DeathStopsAndAMistakeStartsAgain) {
  const v1::Device device = DeliveredOn("2024-07-03");
  const v1::Renewal dead = RenewalAt(device, "2025-01-01", RenewalAt(device, "2024-07-03"), {.deceased = true});
  EXPECT_EQ(dead.state(), v1::RENEWAL_STATE_STOPPED);
  EXPECT_EQ(dead.stop_reason(), v1::RENEWAL_REASON_DIED);
  EXPECT_EQ(dead.next_on().year(), 0);
  const v1::Renewal alive = RenewalAt(device, "2025-02-01", dead);
  EXPECT_EQ(alive.state(), v1::RENEWAL_STATE_ESCALATED) << "a person looks how it stands with them";
  EXPECT_EQ(alive.stop_reason(), v1::RENEWAL_REASON_UNSPECIFIED);
  EXPECT_EQ(DueOf(alive), "2026-07-03");
  EXPECT_EQ(CheckCallable(alive), absl::OkStatus());
  EXPECT_EQ(RenewalAt(device, "2025-03-01", alive).state(), v1::RENEWAL_STATE_ESCALATED) << "and asked again nothing changes";
}

TEST(RenewalRules, WhoseDeviceNobodyKnowsAnyMoreStaysSo) {
  v1::Device device = DeliveredOn("2024-07-03");
  v1::Renewal erased = RenewalAt(device, "2024-07-03");
  erased.set_state(v1::RENEWAL_STATE_STOPPED);
  erased.set_stop_reason(v1::RENEWAL_REASON_ERASED);
  erased.clear_next_on();
  *device.mutable_recalled_on() = *PartialDateFromText("2025-01-01");
  device.set_recall_document("R-1");
  const v1::Renewal after = RenewalAt(device, "2025-02-01", erased);
  EXPECT_EQ(after.state(), v1::RENEWAL_STATE_STOPPED);
  EXPECT_EQ(after.stop_reason(), v1::RENEWAL_REASON_ERASED);
  EXPECT_EQ(after.next_on().year(), 0);
}

TEST(RenewalRules, OnlyWhatOthersKeepACopyOfIsToldAsAChange) {
  const v1::Device device = DeliveredOn("2024-07-03");
  const v1::Renewal renewal = RenewalAt(device, "2024-07-03");
  EXPECT_TRUE(DaysChanged(v1::Renewal(), renewal));
  v1::Renewal called = renewal;
  called.set_state(v1::RENEWAL_STATE_TO_CALL);
  EXPECT_FALSE(DaysChanged(renewal, called)) << "calling in moves no day";
  v1::Renewal moved = renewal;
  moved.mutable_due_on()->set_day(4);
  EXPECT_TRUE(DaysChanged(renewal, moved));
  EXPECT_TRUE(DaysChanged(renewal, RenewalAt(device, "2025-01-01", renewal, {.deceased = true})));
}

TEST(RenewalRules, ASuccessorOnTheWayEndsCallingInAndItsEndBeginsItAgain) {
  const v1::Device device = DeliveredOn("2024-07-03");
  v1::Renewal renewal = On(RenewalAt(device, "2024-07-03"), "2026-05-04");
  renewal = RenewalAt(device, "2026-05-10", renewal, {.successor_under_way = true});
  EXPECT_EQ(renewal.state(), v1::RENEWAL_STATE_UNDER_WAY);
  renewal = RenewalAt(device, "2026-08-10", renewal);
  EXPECT_EQ(renewal.state(), v1::RENEWAL_STATE_TO_CALL) << "the prescription was withdrawn";
  v1::Device replaced = device;
  replaced.set_state(v1::DEVICE_STATE_RENEWED);
  renewal = RenewalAt(replaced, "2026-09-10", renewal);
  EXPECT_EQ(renewal.state(), v1::RENEWAL_STATE_DONE);
  EXPECT_EQ(renewal.stop_reason(), v1::RENEWAL_REASON_RENEWED);
}

TEST(RenewalRules, ARecalledDeviceIsDueAtOnceWhateverWasSaidBefore) {
  v1::Device device = DeliveredOn("2024-07-03");
  v1::Renewal declined = On(RenewalAt(device, "2024-07-03"), "2026-05-04");
  Contact(declined, v1::CONTACT_OUTCOME_DECLINED, "2026-05-05");
  *device.mutable_recalled_on() = dayaq::rehabilitation::On("2026-05-20");
  device.set_recall_document("R-1");
  const v1::Renewal recalled = RenewalAt(device, "2026-05-21", declined);
  EXPECT_EQ(recalled.basis(), v1::RENEWAL_BASIS_RECALL);
  EXPECT_EQ(DueOf(recalled), "2026-05-20");
  EXPECT_EQ(recalled.state(), v1::RENEWAL_STATE_TO_CALL);
}

// A life with devices, day by day under a clock of its own: what the centre does, the house remembers.
struct Life {
  v1::Device device;
  v1::Renewal renewal;
  int delivered = 0;
  int escalations = 0;

  void Deliver(absl::CivilDay day, const std::string& device_class, v1::WearerAge age, absl::string_view adult_on) {
    device = DeliveredOn(absl::FormatCivilTime(day), device_class);
    device.set_wearer_age(age);
    if (!adult_on.empty()) *device.mutable_adult_on() = dayaq::rehabilitation::On(adult_on);
    renewal = RenewalOf(device, {}, {}, ShippedPolicy(), day);
    ++delivered;
  }
  void Pass(absl::CivilDay day) {
    const v1::RenewalState before = renewal.state();
    Advance(ShippedPolicy().follow_up, day, renewal);
    if (renewal.state() == v1::RENEWAL_STATE_ESCALATED && before != v1::RENEWAL_STATE_ESCALATED) ++escalations;
    ASSERT_FALSE(IsLost(renewal)) << absl::FormatCivilTime(day);
  }
};

// Survivor A, a woman hurt in 1997: thirty years of renewals "every two or three years"; every fourth time nobody reaches her and
// she comes half a year late.
TEST(RenewalRules, ThirtyYearsOfSurvivorA) {
  Life life;
  life.Deliver(absl::CivilDay(1998, 3, 10), kConventional, v1::WEARER_AGE_ADULT, "");
  int escalated = 0;
  for (absl::CivilDay day(1998, 3, 11); day <= absl::CivilDay(2028, 3, 10); ++day) {
    life.Pass(day);
    const bool hard_to_reach = life.delivered % 4 == 0;
    if (!hard_to_reach && life.renewal.state() == v1::RENEWAL_STATE_TO_CALL) {
      TakeContact(ContactOf(v1::CONTACT_OUTCOME_REACHED, absl::FormatCivilTime(day)), ShippedPolicy().follow_up, day, life.renewal);
    }
    if (day < DayOf(life.renewal.due_on()) + (hard_to_reach ? 183 : 0)) continue;
    ASSERT_GE(day, MonthsLater(DayOf(life.device.delivered_on()), 24)) << "never before the law lets her";
    escalated += life.renewal.state() == v1::RENEWAL_STATE_ESCALATED ? 1 : 0;
    life.Deliver(day, kConventional, v1::WEARER_AGE_ADULT, "");
  }
  EXPECT_EQ(life.delivered, 15);
  EXPECT_EQ(escalated, 3) << "each time that she had not been reached she was looked for";
}

// Survivor B, a man hurt in 2024: a conventional prosthesis first, a high-tech one of a foundation beside it, each renewed in its
// own turn.
TEST(RenewalRules, ThirtyYearsOfSurvivorB) {
  Life conventional, high_tech;
  conventional.Deliver(absl::CivilDay(2024, 7, 3), kConventional, v1::WEARER_AGE_ADULT, "");
  high_tech.Deliver(absl::CivilDay(2024, 12, 2), kHighTech, v1::WEARER_AGE_ADULT, "");
  for (absl::CivilDay day(2024, 12, 3); day <= absl::CivilDay(2054, 12, 2); ++day) {
    for (Life* const life : {&conventional, &high_tech}) {
      if (day <= DayOf(life->device.delivered_on())) continue;
      life->Pass(day);
      if (life->renewal.state() == v1::RENEWAL_STATE_TO_CALL) {
        TakeContact(ContactOf(v1::CONTACT_OUTCOME_REACHED, absl::FormatCivilTime(day)), ShippedPolicy().follow_up, day,
                    life->renewal);
      }
      if (day == DayOf(life->renewal.due_on())) life->Deliver(day, life->device.device_class(), v1::WEARER_AGE_ADULT, "");
    }
  }
  EXPECT_EQ(conventional.delivered, 16);
  EXPECT_EQ(high_tech.delivered, 11);
  EXPECT_EQ(conventional.escalations + high_tech.escalations, 0) << "who is reached and comes is not looked for";
}

// A girl hurt at nine: the doctor decides every eight months because she grows; at eighteen the term of adults begins.
TEST(RenewalRules, AChildGrowsUp) {
  Life life;
  const absl::CivilDay of_age(2033, 5, 1);
  life.Deliver(absl::CivilDay(2024, 5, 20), kConventional, v1::WEARER_AGE_MINOR, "2033-05-01");
  int as_child = 0;
  for (absl::CivilDay day(2024, 5, 21); day <= absl::CivilDay(2043, 5, 1); ++day) {
    life.Pass(day);
    if (day == of_age) {
      life.renewal = RenewalOf(life.device, life.renewal, {}, ShippedPolicy(), day);
      as_child = life.delivered;
      // What the doctor decided for this device stays; what nobody decided goes by the term from here on.
      ASSERT_TRUE(life.renewal.basis() == v1::RENEWAL_BASIS_DOCTOR || life.renewal.basis() == v1::RENEWAL_BASIS_TERM);
      ASSERT_NE(life.renewal.due_on().year(), 0);
    }
    if (life.renewal.due_on().year() == 0) {
      if (life.renewal.state() != v1::RENEWAL_STATE_TO_CALL) continue;
      TakeRenewalDecision(DecisionOf(absl::FormatCivilTime(MonthsLater(DayOf(life.device.delivered_on()), 8))),
                          ShippedPolicy().follow_up, day, life.renewal);
    } else if (day == DayOf(life.renewal.due_on())) {
      const bool grown = day >= of_age;
      life.Deliver(day, kConventional, grown ? v1::WEARER_AGE_ADULT : v1::WEARER_AGE_MINOR, grown ? "" : "2033-05-01");
    }
  }
  EXPECT_EQ(as_child, 14) << "every eight months for nine years";
  EXPECT_EQ(life.delivered, 19) << "the one she wore then until its day, and one every two years after that";
}

// Whatever happens in whatever order, nobody who has a device is lost: there is a day, or one of the listed reasons.
RC_GTEST_PROP(RenewalRules, NobodyIsEverLost, ()) {
  const bool minor = *rc::gen::arbitrary<bool>();
  absl::CivilDay day = absl::CivilDay(2000, 1, 1) + *rc::gen::inRange(0, 9000);
  v1::Device device = DeliveredOn(absl::FormatCivilTime(day));
  if (minor) {
    device.set_wearer_age(v1::WEARER_AGE_MINOR);
    *device.mutable_adult_on() = PartialDateOf(day + *rc::gen::inRange(1, 6000));
  }
  RenewalFacts facts;
  v1::Renewal renewal = RenewalOf(device, {}, facts, ShippedPolicy(), day);
  for (const int act : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 9))) {
    day += *rc::gen::inRange(0, 300);
    const std::string text = absl::FormatCivilTime(day);
    const bool callable = CheckCallable(renewal).ok();
    switch (act) {
      case 0:
        facts.deceased = !facts.deceased;
        break;
      case 1:
        facts.successor_under_way = !facts.successor_under_way;
        break;
      case 2:
        *device.mutable_recalled_on() = PartialDateOf(day);
        break;
      case 3:
        if (callable) Contact(renewal, v1::CONTACT_OUTCOME_REACHED, text);
        break;
      case 4:
        if (callable) Contact(renewal, v1::CONTACT_OUTCOME_NOT_REACHED, text);
        break;
      case 5:
        if (callable) Contact(renewal, v1::CONTACT_OUTCOME_WRONG_ADDRESS, text);
        break;
      case 6:
        if (callable) Contact(renewal, v1::CONTACT_OUTCOME_DECLINED, text);
        break;
      case 7:
        if (CheckOpen(renewal).ok()) {
          TakeRenewalDecision(DecisionOf(absl::FormatCivilTime(day + 100), "1"), ShippedPolicy().follow_up, day, renewal);
        }
        break;
      default:
        break;
    }
    if (act <= 2 || act == 8) renewal = RenewalOf(device, renewal, facts, ShippedPolicy(), day);
    Advance(ShippedPolicy().follow_up, day, renewal);
    RC_ASSERT(!IsLost(renewal));
    RC_ASSERT(IsClosed(renewal) == (renewal.stop_reason() != v1::RENEWAL_REASON_UNSPECIFIED));
  }
  // Asked again with nothing changed, it says the same.
  const v1::Renewal once = RenewalOf(device, renewal, facts, ShippedPolicy(), day);
  RC_ASSERT(RenewalOf(device, once, facts, ShippedPolicy(), day).SerializeAsString() == once.SerializeAsString());
}

}  // namespace
}  // namespace dayaq::rehabilitation
