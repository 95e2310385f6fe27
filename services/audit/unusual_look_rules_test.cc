#include "services/audit/unusual_look_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::audit {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const UnusualLookPolicy& Policy() {
  static const auto* kPolicy = new UnusualLookPolicy(LoadUnusualLookPolicy("policy").value());
  return *kPolicy;
}

// A Monday at noon in Baku.
const absl::Time kNoon = absl::FromCivil(absl::CivilHour(2026, 3, 2, 8), absl::UTCTimeZone());

Touch By(const std::string& role, TouchKind kind, absl::Time time, const std::string& entry, const std::string& person) {
  Touch touch{.kind = kind, .time = time, .entry_uid = entry, .staff_uid = "staff", .institution = "here", .role = role};
  if (!person.empty()) touch.people.push_back(person);
  return touch;
}
Touch Opened(absl::Time time, const std::string& entry, const std::string& person) {
  return By("clinician", TouchKind::kOpened, time, entry, person);
}
Touch Changed(absl::Time time, const std::string& person) { return By("clinician", TouchKind::kChanged, time, "change", person); }

// The reasons and points of the only finding; "" for none.
std::string Of(const std::vector<Finding>& found) {
  if (found.empty()) return "";
  EXPECT_THAT(found, SizeIs(1));
  std::string text = absl::StrCat(found[0].score);
  for (const v1::UnusualLookReason reason : found[0].reasons) {
    absl::StrAppend(&text, " ", v1::UnusualLookReason_Name(reason).substr(20));
  }
  return text;
}

std::string Last(const Touch& look, Surroundings around) {
  around.by_staff.push_back(look);
  around.on_people.push_back(look);
  const auto order = [](const Touch& a, const Touch& b) { return std::tie(a.time, a.entry_uid) < std::tie(b.time, b.entry_uid); };
  std::sort(around.by_staff.begin(), around.by_staff.end(), order);
  std::sort(around.on_people.begin(), around.on_people.end(), order);
  return Of(Judge(look, around, Stage::kLast, Policy()));
}

TEST(UnusualLookRules, BusinessWithThePersonMakesALookOrdinary) {
  const Touch look = Opened(kNoon, "e1", "survivors/a");
  EXPECT_EQ(Last(look, {}), "50 WITHOUT_CASE");
  const absl::Duration day = absl::Hours(24);
  EXPECT_EQ(Last(look, {.on_people = {Changed(kNoon - 30 * day, "survivors/a")}}), "");
  EXPECT_EQ(Last(look, {.on_people = {Changed(kNoon - 31 * day, "survivors/a")}}), "50 WITHOUT_CASE");
  EXPECT_EQ(Last(look, {.on_people = {Changed(kNoon + 3 * day, "survivors/a")}}), "") << "registered after the look";
  EXPECT_EQ(Last(look, {.on_people = {Changed(kNoon + 4 * day, "survivors/a")}}), "50 WITHOUT_CASE");
  EXPECT_EQ(Last(look, {.on_people = {Changed(kNoon, "survivors/b")}}), "50 WITHOUT_CASE") << "somebody else's";
  Touch elsewhere = Changed(kNoon, "survivors/a");
  elsewhere.institution = "there";
  EXPECT_EQ(Last(look, {.on_people = {elsewhere}}), "50 WITHOUT_CASE");
}

TEST(UnusualLookRules, AnAssessmentIsBusinessOfThosePayingOnly) {
  Touch assessed{.kind = TouchKind::kAssessed, .time = kNoon - absl::Hours(240), .entry_uid = "a", .people = {"survivors/a"}};
  EXPECT_EQ(Last(Opened(kNoon, "e1", "survivors/a"), {.on_people = {assessed}}), "50 WITHOUT_CASE");
  EXPECT_EQ(Last(By("caseworker", TouchKind::kOpened, kNoon, "e1", "survivors/a"), {.on_people = {assessed}}), "");
}

TEST(UnusualLookRules, NothingThatBusinessMayExcuseIsSaidAtOnce) {
  const Touch look = Opened(kNoon, "e1", "survivors/a");
  Surroundings around{.by_staff = {look}, .on_people = {look}};
  EXPECT_THAT(Judge(look, around, Stage::kAtOnce, Policy()), IsEmpty());
  around.watched["survivors/a"] = true;
  EXPECT_EQ(Of(Judge(look, around, Stage::kAtOnce, Policy())), "100 WATCHED");
}

TEST(UnusualLookRules, ManyPeopleAreToldOnceForEachStretch) {
  std::vector<Touch> touches;
  for (int i = 0; i < 90; ++i) {
    touches.push_back(Opened(kNoon + absl::Minutes(i), absl::StrCat("e", 100 + i), absl::StrCat("survivors/", i)));
  }
  std::vector<std::string> told;
  for (const Touch& look : touches) {
    const auto found = Judge(look, {.by_staff = touches, .on_people = {Changed(kNoon, look.people[0])}}, Stage::kLast, Policy());
    if (!found.empty()) told.push_back(absl::StrCat(look.entry_uid, " ", Of(found)));
  }
  EXPECT_THAT(told, ElementsAre("e130 50 MANY_PEOPLE"));
  // Thirty an hour are as many as may be; the same person counts once.
  touches.resize(30);
  for (int i = 0; i < 30; ++i) touches.push_back(Opened(kNoon + absl::Minutes(30), absl::StrCat("f", i), "survivors/7"));
  for (const Touch& look : touches) {
    Surroundings around{.by_staff = touches, .on_people = {Changed(kNoon, look.people[0])}};
    EXPECT_THAT(Judge(look, around, Stage::kLast, Policy()), IsEmpty());
  }
}

TEST(UnusualLookRules, AnIncidentWithManyCasualtiesIsOneLookAndALongListIsMany) {
  Touch bus = Opened(kNoon, "e1", "survivors/0");
  Touch list = By("clinician", TouchKind::kSearched, kNoon, "e2", "survivors/0");
  for (int i = 1; i <= 400; ++i) {
    bus.people.push_back(absl::StrCat("survivors/", i));
    list.people.push_back(bus.people.back());
  }
  const Surroundings around{.by_staff = {bus, list}, .on_people = {bus, list}};
  for (const Finding& finding : Judge(bus, around, Stage::kLast, Policy())) {
    EXPECT_THAT(finding.reasons, ElementsAre(v1::UNUSUAL_LOOK_REASON_WITHOUT_CASE));
  }
  EXPECT_EQ(Of(Judge(list, around, Stage::kLast, Policy())), "50 MANY_PEOPLE");
}

TEST(UnusualLookRules, TheSamePersonAgainAndAgain) {
  Surroundings around;
  for (int i = 0; i < 5; ++i)
    around.on_people.push_back(Opened(kNoon - absl::Hours(24 * (13 - i)), absl::StrCat("e", i), "survivors/a"));
  const Touch sixth = Opened(kNoon, "e9", "survivors/a");
  EXPECT_EQ(Last(sixth, around), "100 WITHOUT_CASE AGAIN_AND_AGAIN");
  Surroundings treated = around;
  treated.on_people.push_back(Changed(kNoon - absl::Hours(24), "survivors/a"));
  EXPECT_EQ(Last(sixth, treated), "") << "in treatment";
  around.on_people.pop_back();
  EXPECT_EQ(Last(sixth, around), "50 WITHOUT_CASE") << "the fifth time";
  // An assessment by itself is no reason to look six times.
  Surroundings paid;
  for (int i = 0; i < 5; ++i) {
    paid.on_people.push_back(By("caseworker", TouchKind::kOpened, kNoon - absl::Hours(i + 1), absl::StrCat("e", i), "survivors/a"));
  }
  paid.on_people.push_back({.kind = TouchKind::kAssessed, .time = kNoon, .entry_uid = "a", .people = {"survivors/a"}});
  EXPECT_EQ(Last(By("caseworker", TouchKind::kOpened, kNoon, "e9", "survivors/a"), paid), "50 AGAIN_AND_AGAIN");
}

TEST(UnusualLookRules, NightIsUnusualWhereNobodyWorksAtNight) {
  const absl::Time night = kNoon + absl::Hours(12);
  Touch assessed{.kind = TouchKind::kAssessed, .time = kNoon, .entry_uid = "a", .people = {"survivors/a"}};
  EXPECT_EQ(Last(By("caseworker", TouchKind::kOpened, night, "e1", "survivors/a"), {.on_people = {assessed}}), "50 OUTSIDE_HOURS");
  EXPECT_EQ(Last(Opened(night, "e1", "survivors/a"), {.on_people = {Changed(kNoon, "survivors/a")}}), "");
}

TEST(UnusualLookRules, NamesAreComparedFolded) {
  const std::vector<StaffName> staff = {
      {"me", "Kəmalə", "Şıxəlizadə"}, {"other", "Rəşad", "Tağıyev"}, {"third", "Elçin", "Məmmədov"}};
  const auto marks = [&](const char* given, const char* family) {
    common::v1::PersonIdentity person;
    person.set_given_name(given);
    person.set_family_name(family);
    const NameMarks compared = CompareNames(person, "me", staff, Policy());
    return absl::StrCat(compared.same_surname ? "surname " : "", compared.colleague ? "colleague " : "",
                        compared.common_surname ? "common" : "");
  };
  EXPECT_EQ(marks("Murad", "Şıxəliyev"), "surname ");
  EXPECT_EQ(marks("Мурад", "Шыхализаде"), "surname ");
  EXPECT_EQ(marks("Kəmalə", "Şıxəlizadə"), "surname ") << "themselves";
  EXPECT_EQ(marks("Rashad", "Taghiyev"), "colleague ");
  EXPECT_EQ(marks("Rəşad", "Babayev"), "");
  EXPECT_EQ(marks("Elchin", "Mamedov"), "colleague common");
  EXPECT_EQ(marks("", "Tağıyev"), "") << "a surname alone is no colleague";
  EXPECT_EQ(marks("Rəşad", ""), "");
}

TEST(UnusualLookRules, ACommonSurnameSaysLess) {
  const Touch look = Opened(kNoon, "e1", "survivors/a");
  const Touch change = Changed(kNoon, "survivors/a");
  const auto with = [&](NameMarks marks, bool business) {
    Surroundings around{.names = {{"survivors/a", marks}}};
    if (business) around.on_people.push_back(change);
    return Last(look, around);
  };
  EXPECT_EQ(with({.same_surname = true}, true), "50 SAME_SURNAME");
  EXPECT_EQ(with({.same_surname = true, .common_surname = true}, true), "");
  EXPECT_EQ(with({.same_surname = true, .common_surname = true}, false), "70 WITHOUT_CASE SAME_SURNAME");
  EXPECT_EQ(with({.colleague = true}, true), "60 COLLEAGUE");
  EXPECT_EQ(with({.colleague = true, .common_surname = true}, true), "50 COLLEAGUE");
  EXPECT_EQ(with({.same_surname = true, .colleague = true, .common_surname = true}, true), "70 SAME_SURNAME COLLEAGUE");
}

TEST(UnusualLookRules, SearchesByNameThatLeadNowhere) {
  const auto search = [](int minute, const char* shown) {
    Touch touch = By("clinician", TouchKind::kSearched, kNoon + absl::Minutes(minute), absl::StrCat("s", 10 + minute), shown);
    touch.by_name = true;
    return touch;
  };
  std::vector<Touch> touches;
  for (int i = 0; i < 12; ++i) touches.push_back(search(i, i % 2 == 0 ? "" : "survivors/a"));
  std::vector<std::string> told;
  for (const Touch& look : touches) {
    if (const auto found = Judge(look, {.by_staff = touches}, Stage::kLast, Policy()); !found.empty())
      told.push_back(look.entry_uid + " " + Of(found));
    EXPECT_THAT(Judge(look, {.by_staff = touches}, Stage::kAtOnce, Policy()), IsEmpty());
  }
  EXPECT_THAT(told, ElementsAre("s18 50 SEARCH_WITHOUT_OPENING"));
  // They were looking for that one.
  touches.push_back(Opened(kNoon + absl::Minutes(20), "t1", "survivors/a"));
  for (const Touch& look : touches) {
    if (look.kind != TouchKind::kSearched) continue;
    EXPECT_THAT(Judge(look, {.by_staff = touches}, Stage::kLast, Policy()), IsEmpty());
  }
}

TEST(UnusualLookRules, WatchedRecordsAreToldInListsToo) {
  Touch list = By("clinician", TouchKind::kSearched, kNoon, "e1", "survivors/a");
  list.people.push_back("survivors/b");
  const auto found = Judge(list, {.by_staff = {list}, .watched = {{"survivors/b", true}}}, Stage::kAtOnce, Policy());
  EXPECT_EQ(Of(found), "100 WATCHED");
  EXPECT_EQ(found[0].person, "survivors/b");
}

TEST(UnusualLookRules, AnEmergencyThatNobodyFoundJustified) {
  const Touch look = Opened(kNoon, "e1", "survivors/a");
  EXPECT_EQ(Last(look, {.on_people = {Changed(kNoon, "survivors/a")}, .emergency_not_justified = true}),
            "70 EMERGENCY_NOT_JUSTIFIED");
}

TEST(UnusualLookRules, WhoLooksAtTheirOwnRecordIsNotJudged) {
  for (const char* role : {"survivor", "guardian"}) {
    EXPECT_EQ(
        Last(By(role, TouchKind::kOpened, kNoon + absl::Hours(12), "e1", "survivors/a"), {.watched = {{"survivors/a", true}}}), "");
  }
}

v1::Entry Entry(const char* action) {
  v1::Entry entry;
  entry.set_uid("e1");
  entry.set_staff_uid("staff");
  entry.set_decision(v1::DECISION_ALLOWED);
  entry.set_action(action);
  *entry.mutable_time() = Timestamp(kNoon);
  entry.add_disclosed(access::v1::DATA_CLASS_IDENTITY);
  return entry;
}

TEST(UnusualLookRules, EntriesAreReadForWhatTheyDid) {
  EXPECT_EQ(TouchOf(Entry("survivor.read"))->kind, TouchKind::kOpened);
  EXPECT_EQ(TouchOf(Entry("survivor.list"))->kind, TouchKind::kSearched);
  EXPECT_FALSE(TouchOf(Entry("survivor.list"))->by_name);
  EXPECT_EQ(TouchOf(Entry("survivor.read"))->time, kNoon);

  v1::Entry entry = Entry("survivor.list");
  entry.clear_disclosed();
  EXPECT_FALSE(TouchOf(entry).has_value()) << "a page with nobody on it";
  entry.add_asked("filter.person_name");
  EXPECT_TRUE(TouchOf(entry)->by_name) << "nobody of that name";

  entry = Entry("survivor.correct");
  entry.set_after_hash("hash");
  EXPECT_EQ(TouchOf(entry)->kind, TouchKind::kChanged);
  entry.set_service("access");
  EXPECT_FALSE(TouchOf(entry).has_value()) << "opened in an emergency";
  entry.clear_service();
  entry.set_validate_only(true);
  EXPECT_FALSE(TouchOf(entry).has_value());

  entry = Entry("incident.read");
  entry.clear_disclosed();
  entry.add_disclosed(access::v1::DATA_CLASS_OPERATIONAL);
  EXPECT_FALSE(TouchOf(entry).has_value()) << "nothing of a person was told";
  entry = Entry("survivor.read");
  entry.set_decision(v1::DECISION_DENIED);
  EXPECT_FALSE(TouchOf(entry).has_value());
  entry = Entry("survivor.keep_records");
  entry.clear_staff_uid();
  entry.set_method("reaction/survivor.keep_records");
  EXPECT_FALSE(TouchOf(entry).has_value());
  entry.set_method("reaction/payment.assess");
  EXPECT_EQ(TouchOf(entry)->kind, TouchKind::kAssessed);
}

// Business never makes a look more unusual, nor does a further reason make it less.
RC_GTEST_PROP(UnusualLookProperties, BusinessExcusesAndNeverAccuses, ()) {
  const std::vector<std::string> people = {"survivors/a", "survivors/b", "survivors/c"};
  std::vector<Touch> touches;
  for (int i = 0, count = *rc::gen::inRange(1, 40); i < count; ++i) {
    Touch touch = By(*rc::gen::element<std::string>("clinician", "caseworker", "auditor"),
                     *rc::gen::element(TouchKind::kOpened, TouchKind::kSearched, TouchKind::kChanged, TouchKind::kAssessed),
                     kNoon + absl::Minutes(*rc::gen::inRange(-3000, 3000)), absl::StrCat("e", i), *rc::gen::elementOf(people));
    touch.by_name = *rc::gen::arbitrary<bool>();
    touches.push_back(touch);
  }
  std::sort(touches.begin(), touches.end(),
            [](const Touch& a, const Touch& b) { return std::tie(a.time, a.entry_uid) < std::tie(b.time, b.entry_uid); });
  Surroundings around{.by_staff = touches, .on_people = touches};
  for (const std::string& person : people) {
    around.watched[person] = *rc::gen::arbitrary<bool>();
    around.names[person] = {*rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>()};
  }
  const auto score = [](const std::vector<Finding>& found) {
    int most = 0;
    for (const Finding& finding : found) most = std::max(most, finding.score);
    return most;
  };
  for (const Touch& look : touches) {
    const auto found = Judge(look, around, Stage::kLast, Policy());
    for (const Finding& finding : found) {
      RC_ASSERT(finding.score >= Policy().report_from);
      RC_ASSERT(std::is_sorted(finding.reasons.begin(), finding.reasons.end()));
      RC_ASSERT(std::adjacent_find(finding.reasons.begin(), finding.reasons.end()) == finding.reasons.end());
    }
    RC_ASSERT(score(Judge(look, around, Stage::kAtOnce, Policy())) <= score(found));
    Surroundings with_business = around;
    Touch change = Changed(look.time, look.people.front());
    with_business.on_people.push_back(change);
    RC_ASSERT(score(Judge(look, with_business, Stage::kLast, Policy())) <= score(found));
    Surroundings emergency = around;
    emergency.emergency_not_justified = true;
    RC_ASSERT(score(Judge(look, emergency, Stage::kLast, Policy())) >= score(found));
  }
}

}  // namespace
}  // namespace dayaq::audit
