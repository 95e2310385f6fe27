// What survivors, entitlements, reactions and the journey look like.
#include <sstream>

#include "absl/random/random.h"
#include "clients/cli/entitlement_view.h"
#include "clients/cli/invented_person.h"
#include "clients/cli/journey_view.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/reactions_view.h"
#include "clients/cli/survivor_view.h"
#include "clients/cli/view_parts.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/validation/validator.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

void Set(google::protobuf::Message& message, const std::vector<std::pair<const char*, const char*>>& values) {
  for (const auto& [path, text] : values) ASSERT_TRUE(SetFromText(path, text, message).ok()) << path;
}

void SetWords(payment::v1::Words& words, const char* az, const char* en) {
  words.set_az(az);
  words.set_en(en);
}

template <typename Print, typename Message>
std::string Printed(Print print, const Message& message, Language language) {
  std::ostringstream out;
  print(message, language, out);
  return out.str();
}

TEST(ViewParts, ListsAreCountedUpToAThousand) {
  EXPECT_EQ(InAll(0, Language::kEn), "");
  EXPECT_EQ(InAll(312, Language::kAz), "cəmi 312");
  EXPECT_EQ(InAll(1000, Language::kEn), "in all 1000");
  EXPECT_EQ(InAll(1001, Language::kAz), "cəmi 1 000-dən çox");
  EXPECT_EQ(InAll(1001, Language::kEn), "in all more than 1,000");
}

TEST(ViewParts, MoneyHasTwoDigitsOfQepikAndASign) {
  EXPECT_EQ(Money(25000, Language::kAz), "250,00 AZN");
  EXPECT_EQ(Money(25000, Language::kEn), "250.00 AZN") << "as the sentences beside it";
  EXPECT_EQ(Money(5, Language::kAz), "0,05 AZN");
  EXPECT_EQ(Money(-3050, Language::kAz), "-30,50 AZN");
  EXPECT_EQ(Money(-5, Language::kEn), "-0.05 AZN");
}

TEST(ViewParts, AStretchMayBeOpenOnEitherSide) {
  payment::v1::UsedFact fact;
  EXPECT_EQ(Stretch(fact.valid_from(), fact.valid_until()), "");
  Set(fact, {{"valid_from", "2025-05-01"}});
  EXPECT_EQ(Stretch(fact.valid_from(), fact.valid_until()), "2025-05-01 –");
  Set(fact, {{"valid_until", "2026"}});
  EXPECT_EQ(Stretch(fact.valid_from(), fact.valid_until()), "2025-05-01 – 2026");
  fact.clear_valid_from();
  EXPECT_EQ(Stretch(fact.valid_from(), fact.valid_until()), "– 2026");
}

TEST(ViewParts, WordsFallBackToTheOtherLanguage) {
  payment::v1::Words words;
  words.set_az("müavinət");
  EXPECT_EQ(InWords(words, Language::kEn), "müavinət");
  words.set_en("allowance");
  EXPECT_EQ(InWords(words, Language::kEn), "allowance");
  words.clear_az();
  EXPECT_EQ(InWords(words, Language::kAz), "allowance");
}

survivor::v1::Survivor LivingSurvivor() {
  survivor::v1::Survivor survivor;
  Set(survivor, {{"number", "3000018"}, {"name", "survivors/x"}, {"state", "LIVING"}, {"sex", "MALE"}, {"district", "AZ-TAR"}});
  auto& decision = *survivor.add_decisions();
  Set(decision, {{"percent", "65"},
                 {"stated_percent", "63"},
                 {"band", "61_80"},
                 {"cause", "ZONE_OF_MILITARY_OPERATIONS"},
                 {"in_force_from", "2025-05-01"},
                 {"act_number", "TSE-1"}});
  survivor.add_decisions()->set_percent(40);
  return survivor;
}

TEST(SurvivorView, ShowsDecisionsWithWhatWasStatedAndWhetherTheyAreInForce) {
  const std::string text = Printed(PrintSurvivor, LivingSurvivor(), Language::kAz);
  EXPECT_THAT(text, AllOf(HasSubstr("65 (63)"), HasSubstr("61-80 %"), HasSubstr("hərbi əməliyyatlar zonasında olma"),
                          HasSubstr("2025-05-01 –"), HasSubstr("qüvvədə deyil"), HasSubstr("· təsdiqlənməyib")));
  EXPECT_THAT(text, Not(HasSubstr("40 (0)")));
}

TEST(SurvivorView, ADeathIsShownOnlyForTheDeceased) {
  survivor::v1::Survivor survivor = LivingSurvivor();
  EXPECT_THAT(Printed(PrintSurvivor, survivor, Language::kEn), Not(HasSubstr("died")));
  Set(survivor, {{"state", "DECEASED"}, {"died_on", "2025-08-15"}, {"death_cause", "OTHER"}, {"death_document", "certificate"}});
  EXPECT_THAT(Printed(PrintSurvivor, survivor, Language::kEn), HasSubstr("2025-08-15, other, certificate"));
}

TEST(SurvivorView, AListHasNoColumnForNamesTheCallerMayNotSee) {
  survivor::v1::ListSurvivorsResponse list;
  *list.add_survivors() = LivingSurvivor();
  EXPECT_THAT(Printed(PrintSurvivorList, list, Language::kEn), Not(HasSubstr("person")));
  Set(*list.mutable_survivors(0), {{"identity.family_name", "Nümunəli"}, {"identity.birth_date", "1985-04"}});
  list.mutable_survivors(0)->add_doubts(survivor::v1::SURVIVOR_DOUBT_SAME_NATIONAL_ID);
  EXPECT_THAT(Printed(PrintSurvivorList, list, Language::kEn),
              AllOf(HasSubstr("person"), HasSubstr("Nümunəli"), HasSubstr("1985-04"), HasSubstr("bears this national id")));
}

payment::v1::ExplainEntitlementResponse Story() {
  payment::v1::ExplainEntitlementResponse story;
  auto& rule = *story.mutable_rule();
  Set(rule,
      {{"benefit", "disability-allowance"}, {"version", "3"}, {"legal_basis.number", "187"}, {"legal_basis.date", "2022-05-13"}});
  SetWords(*rule.mutable_title(), "Əlilliyə görə müavinət", "Disability allowance");
  SetWords(*rule.mutable_legal_basis()->mutable_act(), "Qərar", "Decree");
  SetWords(*rule.add_cautions(), "Pensiya yoxlanmır", "Pensions are not checked");
  auto& entitlement = *story.mutable_entitlement();
  Set(entitlement, {{"benefit", "disability-allowance"}, {"state", "ACTIVE"}, {"starts_on", "2025-05-01"}});
  entitlement.set_entitled_qepik(469000);
  auto& explanation = *entitlement.mutable_explanation();
  explanation.add_conditions()->set_holds(true);
  SetWords(*explanation.mutable_conditions(0)->mutable_words(), "65 % əlillik", "65 % disability");
  auto& amount = *explanation.add_amounts();
  Set(amount, {{"first_period", "2025-05"}, {"last_period", "2025-06"}, {"assumed", "true"}});
  amount.set_amount_qepik(22000);
  SetWords(*explanation.add_amounts()->mutable_words(), "1 iyuldan artıb", "Raised from 1 July");
  Set(*explanation.mutable_amounts(1), {{"first_period", "2025-07"}, {"last_period", "2025-07"}});
  explanation.mutable_amounts(1)->set_amount_qepik(25000);
  explanation.add_needs()->set_need(payment::v1::RELEASE_NEED_INCIDENT_VERIFIED);
  explanation.add_needs()->set_need(payment::v1::RELEASE_NEED_IDENTITY_CONFIRMED);
  explanation.mutable_needs(1)->set_met(true);
  Set(*explanation.add_questions(), {{"kind", "DEATH_DAY_UNKNOWN"}, {"period", "2025-08"}});
  auto& fact = *explanation.add_facts();
  Set(fact, {{"resource", "survivors/x/decisions/y"}, {"valid_from", "2025-05-01"}});
  fact.mutable_recorded_time()->set_seconds(1'763'800'000);
  auto& instalment = *entitlement.add_instalments();
  Set(instalment, {{"period", "2025-05"}, {"kind", "ARREARS"}, {"due_on", "2026-11-22"}});
  instalment.set_amount_qepik(22000);
  return story;
}

TEST(EntitlementView, TheExplanationTellsTheWholeStory) {
  const std::string text = Printed(PrintExplanation, Story(), Language::kEn);
  for (const char* part :
       {"Disability allowance\n", "version 3", "Decree № 187, 2022-05-13", "4690.00 AZN", "  ✓ 65 % disability\n",
        "2025-05 – 2025-06  220.00 AZN  (assumed)\n", "2025-07  250.00 AZN\n      Raised from 1 July\n",
        "2025-05-01 –   2025-11-22 12:26  survivors/x/decisions/y", "  · ANAMA verified the incident\n",
        "  ✓ the identity is confirmed\n", "  ? 2025-08  the day of death is not known", "  ! Pensions are not checked\n",
        "2025-05  arrears  220.00 AZN  2026-11-22"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  EXPECT_THAT(text, Not(HasSubstr("EXAMPLE")));
  EXPECT_THAT(Printed(PrintExplanation, Story(), Language::kAz),
              AllOf(HasSubstr("Əlilliyə görə müavinət\n"), HasSubstr("1 iyuldan artıb"), HasSubstr("ehtimal edilir")));
}

TEST(EntitlementView, AnExampleSaysSoWhereverItIsShown) {
  payment::v1::ExplainEntitlementResponse story = Story();
  story.mutable_entitlement()->set_example(true);
  story.mutable_rule()->set_example(true);
  story.mutable_rule()->clear_legal_basis();
  payment::v1::ListEntitlementsResponse list;
  *list.add_entitlements() = story.entitlement();
  payment::v1::ListBenefitsResponse benefits;
  *benefits.add_benefits() = story.rule();
  EXPECT_THAT(Printed(PrintExplanation, story, Language::kEn), AllOf(HasSubstr("*** EXAMPLE"), Not(HasSubstr("legal basis  "))));
  EXPECT_THAT(Printed(PrintEntitlement, story.entitlement(), Language::kEn), HasSubstr("EXAMPLE"));
  EXPECT_THAT(Printed(PrintEntitlementList, list, Language::kEn), HasSubstr("disability-allowance [EXAMPLE]"));
  EXPECT_THAT(Printed(PrintBenefits, benefits, Language::kEn), HasSubstr("EXAMPLE, none"));
}

TEST(EntitlementView, ARuleShowsItsNewestAmountsByBand) {
  payment::v1::ListBenefitsResponse benefits;
  auto& rule = *benefits.add_benefits();
  rule.add_steps()->set_amount_qepik(100);
  auto& step = *rule.add_steps();
  Set(step, {{"from", "2025-07-01"}});
  for (const int64_t amount : {18000, 25000, 30000}) step.add_by_band()->set_amount_qepik(amount);
  EXPECT_THAT(Printed(PrintBenefits, benefits, Language::kAz),
              AllOf(HasSubstr("180,00 AZN / 250,00 AZN / 300,00 AZN"), HasSubstr("2025-07-01"), Not(HasSubstr("1,00 AZN "))));
}

TEST(ReactionsView, TellsWhatWaitsAndWhyOthersAreStuck) {
  outbox::v1::ListParkedDeliveriesResponse list;
  EXPECT_EQ(Printed(PrintReactions, list, Language::kEn), "Nothing is parked.\n");
  auto& waiting = *list.add_waiting();
  waiting.set_subscriber("payment.assess");
  waiting.set_due(7);
  auto& parked = *list.add_deliveries();
  Set(parked, {{"name", "parked/x"}, {"subscriber", "payment.assess"}, {"kind", "survivor.opened"}, {"reason", "INTERNAL"}});
  EXPECT_THAT(Printed(PrintReactions, list, Language::kEn),
              AllOf(HasSubstr("payment.assess  7"), HasSubstr("survivor.opened"), HasSubstr("INTERNAL  parked/x")));
}

PlayedStep AStep() {
  PlayedStep step;
  step.id = "register";
  step.sentence = "The hospital registers \"it\"";
  step.by = "aysel-registrar";
  step.result = {"incident 1000423"};
  step.look = "dayaqctl incident show 1000423";
  step.look_as = "aysel-registrar";
  step.took = absl::Milliseconds(143);
  step.done = true;
  return step;
}

TEST(JourneyPrinter, TellsEachStepItsTimeAndWhereToLook) {
  std::ostringstream out;
  JourneyPrinter printer(Language::kEn, false, out);
  PlayedStep failed = AStep();
  failed.done = false;
  failed.by = "";
  failed.result.clear();
  failed.look = "";
  for (const PlayedStep& step : {AStep(), failed}) {
    printer.Begin(step.sentence);
    printer.End(step);
  }
  EXPECT_EQ(out.str(),
            " 1  ✓  The hospital registers \"it\"  (aysel-registrar, 143 ms)\n"
            "       incident 1000423\n"
            "       → dayaqctl incident show 1000423   [aysel-registrar]\n"
            " 2  ✗  The hospital registers \"it\"  (by itself, 143 ms)\n");
}

TEST(JourneyRecorder, AsJsonItIsOneDocument) {
  JourneyRecorder recorder;
  recorder.End(AStep());
  EXPECT_EQ(recorder.Json(false),
            "{\"complete\":false,\"ms\":143,\"steps\":[{\"step\":\"register\",\"done\":true,\"by\":\"aysel-registrar\","
            "\"sentence\":\"The "
            "hospital registers \\\"it\\\"\",\"result\":[\"incident 1000423\"],\"ms\":143,\"look\":\"dayaqctl incident show "
            "1000423\",\"look_as\":\"aysel-registrar\"}]}\n");
}

TEST(InventedPerson, FollowsEveryRuleAndIsHurtBeforeTheDisabilityBegins) {
  absl::BitGen random;
  std::set<std::string> ids;
  for (int i = 0; i < 200; ++i) {
    const incident::v1::RegisterIncidentRequest request = InventedRegistration(random);
    Violations violations;
    Validate(request.incident(), absl::FromCivil(absl::CivilDay(2026, 11, 20), absl::UTCTimeZone()), violations);
    Validate(request.report(), absl::FromCivil(absl::CivilDay(2026, 11, 20), absl::UTCTimeZone()), violations);
    ASSERT_TRUE(violations.empty()) << violations.bad_request().ShortDebugString();
    EXPECT_EQ(request.incident().facts().occurred_on().year(), 2025);
    EXPECT_LE(request.incident().facts().occurred_on().month(), 4);
    EXPECT_EQ(request.incident().casualties(0).facts().identity().family_name(), "Nümunəli");
    ids.insert(request.incident().casualties(0).facts().identity().national_id());
  }
  EXPECT_GT(ids.size(), 190U);
}

}  // namespace
}  // namespace dayaq::cli
