#include "services/payment/benefit_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/payment/benefit_test_data.h"
#include "services/platform/base/strict_yaml.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr char kBad[] = "tests/data/benefits/bad/";

std::string FaultsOf(const std::string& path) {
  const auto text = ReadPolicyFile(path);
  EXPECT_TRUE(text.ok()) << text.status();
  const auto rule = CompileBenefit(*text, path);
  EXPECT_EQ(rule.status().code(), absl::StatusCode::kFailedPrecondition) << path;
  return std::string(rule.status().message());
}

// File, and after its path what the only fault says and where.
const std::vector<std::pair<std::string, std::string>>& BadFiles() {
  static const auto* const kFiles = new std::vector<std::pair<std::string, std::string>>{
      {"unknown-key.yaml", ":20:1: unknown key 'colour'"},
      {"doubled-key.yaml", ":20:1: key 'frequency' stands twice"},
      {"unknown-fact.yaml",
       ":6:11: 'RICH' is no fact; known: LIVING, DECEASED, DISABILITY_IN_FORCE, CASUALTY_OUTCOME, INCIDENT_SINCE, "
       "DEATH_SINCE, RECORDED, DISABILITY_BEFORE"},
      {"unknown-parameter.yaml", ":7:5: unknown key 'causes'"},
      {"unknown-cause.yaml",
       ":8:22: 'BAD_LUCK' is no cause of a disability; known: GENERAL_ILLNESS, INDUSTRIAL_INJURY, OCCUPATIONAL_DISEASE, "
       "CHERNOBYL_CLEANUP, MILITARY_SERVICE_PERIOD, ZONE_OF_MILITARY_OPERATIONS, TERROR, "
       "DEFENCE_OF_TERRITORIAL_INTEGRITY, JANUARY_20, MILITARY_DUTIES, CHERNOBYL_MILITARY_DUTIES"},
      {"no-causes.yaml", ":8:13: name the causes that count"},
      {"unknown-band.yaml", ":18:24: '31-61' is no band; known: 31-60, 61-80, 81-100"},
      {"missing-band.yaml", ":18:14: the band 61-80 has no amount"},
      {"unknown-need.yaml",
       ":19:37: 'LUCK' is no need; known: INCIDENT_VERIFIED, INJURY_CONFIRMED, IDENTITY_CONFIRMED, PAYEE_KNOWN, "
       "AMOUNT_CERTAIN"},
      {"no-needs.yaml", ":19:16: say what must be confirmed before money leaves"},
      {"gap.yaml", ":17:11: a gap: no amount from 2024-12-01 to 2024-12-31"},
      {"overlap.yaml", ":17:11: an overlap: the step before lasts until 2025-01-31"},
      {"ends-before-start.yaml", ":15:12: the step ends before it starts"},
      {"missing-until.yaml", ":14:5: until is missing; only the last step may be open"},
      {"three-decimals.yaml", ":18:43: '250.000' is no amount; write manat and qəpik above zero as \"250.00\""},
      {"negative-amount.yaml", ":18:43: '-250.00' is no amount; write manat and qəpik above zero as \"250.00\""},
      {"zero-amount.yaml", ":18:43: '0.00' is no amount; write manat and qəpik above zero as \"250.00\""},
      {"amount-with-comma.yaml", ":18:43: '250,00' is no amount; write manat and qəpik above zero as \"250.00\""},
      {"no-such-day.yaml", ":17:11: '2025-02-30' is no day; write it as \"2025-07-01\""},
      {"month-only.yaml", ":17:11: '2025-01' is no day; write it as \"2025-07-01\""},
      {"mid-month.yaml", ":17:11: a monthly amount changes on the first of a month"},
      {"no-amount.yaml", ":17:5: a step has either amount or by_band"},
      {"no-steps.yaml", ":13:8: a benefit has at least one step of amounts"},
      {"no-last-period.yaml", ":1:1: key 'last_period' is missing"},
      {"once-with-period.yaml", ":11:15: first_period is for monthly benefits; this one is paid once"},
      {"example-with-law.yaml", ":5:14: an example has no legal basis; what rests on a law is no example"},
      {"law-without-basis.yaml", ":1:1: legal_basis is missing; without a law a rule is an example and must say so"},
      {"no-conditions.yaml", ":5:13: a rule without a condition would pay everyone"},
      {"wrong-type.yaml", ":5:13: must be a list"},
      {"version-zero.yaml", ":2:10: a version is a whole number from 1 to 1000000"},
      {"octal-version.yaml", ":2:10: looks like an octal number: put it in quotes"},
      {"fact-twice.yaml", ":7:11: this fact is asked above already"},
      {"living-and-dead.yaml", ":6:3: nobody is LIVING and dead: no one would qualify"},
      {"for-the-dead.yaml", ":6:3: a monthly benefit says LIVING, DECEASED or DEATH_SINCE; otherwise it would be paid to the dead"},
      {"no-day.yaml",
       ":6:3: what is paid for a person begins on a day: it needs DISABILITY_IN_FORCE, RECORDED, DECEASED or DEATH_SINCE"},
      {"band-without-disability.yaml", ":13:14: amounts go by band only where DISABILITY_IN_FORCE is a condition"},
      {"casualty-without-outcome.yaml", ":6:3: what is paid for a casualty needs CASUALTY_OUTCOME: what became of the person"},
      {"unknown-outcome.yaml", ":8:16: 'UNKNOWN' is no outcome; known: INJURED, KILLED"},
      {"since-missing.yaml", ":7:5: key 'since' is missing"},
      {"one-language.yaml", ":3:8: key 'en' is missing"},
      {"no-source.yaml", ":20:10: say where the figures were read"},
      {"other-code.yaml", ":1:10: the file is called other-code; a file is called like its benefit"},
      {"empty.yaml", ":1:1: the file must be a map of keys"},
      {"unknown-recorded.yaml",
       ":8:13: 'LUCK' is no kind of what is recorded; known: MARTYR, BLINDNESS, CARES_FOR, FULL_TIME_STUDY, FUNERAL_COST, "
       "EARLIER_PAYOUT, INDIVIDUAL_AMOUNT, PENSION_GRANTED, DEATH_IN_SERVICE, REMARRIAGE, DISABLED_SINCE_CHILDHOOD, "
       "RAISED_IN_CHILDRENS_HOME, NO_OTHER_SUPPORT, KEPT_BY_THE_DEAD"},
      {"unknown-band-of-condition.yaml", ":9:13: '31-61' is no band; known: 31-60, 61-80, 81-100"},
      {"childhood-without-bands.yaml", ":9:25: without bands every band counts anyway"},
      {"own-beneficiary.yaml", ":17:9: 'SURVIVOR' is no beneficiary; known: FAMILY_MEMBER, CARER"},
      {"no-members.yaml", ":19:12: say who receives"},
      {"every-member.yaml", ":20:7: a clause without relation and needs would pay every member"},
      {"young-age.yaml", ":21:18: a whole number from 18 to 30 belongs here"},
      {"yields-to-itself.yaml", ":16:13: a benefit does not go before itself"},
      {"ceiling-without-amount.yaml", ":17:3: key 'amount' is missing"},
      {"back-pay-once.yaml", ":14:18: back_pay_months is for monthly benefits; this one is paid once"},
      {"monthly-payouts.yaml", ":16:26: earlier payouts are taken off what is paid once"},
      {"individual-with-amount.yaml", ":16:17: an individual amount stands in no rule"},
      {"before-without-disability.yaml", ":6:3: DISABILITY_BEFORE is about the decisions that DISABILITY_IN_FORCE counts"},
  };
  return *kFiles;
}

TEST(BadBenefitRules, EveryFileIsRefusedWithItsPlaceAndItsFault) {
  for (const auto& [file, fault] : BadFiles()) {
    const std::string path = absl::StrCat(kBad, file);
    EXPECT_EQ(FaultsOf(path), absl::StrCat(path, fault));
  }
}

TEST(BadBenefitRules, NoFileOfTheFolderIsForgottenHere) {
  std::set<std::string> listed = {"many-faults.yaml"};
  for (const auto& [file, fault] : BadFiles()) listed.insert(file);
  std::set<std::string> there;
  for (const auto& entry : std::filesystem::directory_iterator(kBad)) there.insert(entry.path().filename().string());
  EXPECT_EQ(listed, there);
}

TEST(BadBenefitRules, AllFaultsOfAFileAreToldAtOnceInItsOrder) {
  const std::vector<std::string> lines = absl::StrSplit(FaultsOf(absl::StrCat(kBad, "many-faults.yaml")), '\n');
  ASSERT_THAT(lines, SizeIs(5));
  EXPECT_THAT(lines[0], HasSubstr(":2:10: a version is"));
  EXPECT_THAT(lines[1], HasSubstr(":6:11: 'RICH' is no fact"));
  EXPECT_THAT(lines[2], HasSubstr(":17:11: a gap: no amount from 2024-12-01 to 2024-12-31"));
  EXPECT_THAT(lines[3], HasSubstr(":18:43: '250' is no amount"));
  EXPECT_THAT(lines[4], HasSubstr(":19:17: 'LUCK' is no need"));
}

TEST(BadBenefitRules, TwoFilesOfOneBenefitAreRefused) {
  const auto rules = LoadBenefits("tests/data/benefits/twice");
  EXPECT_THAT(std::string(rules.status().message()), HasSubstr("trial-benefit.yaml:1:10: the benefit trial-benefit stands in "
                                                               "tests/data/benefits/twice/trial-benefit-2025.yaml already"));
}

TEST(BadBenefitRules, RulesThatStandInACircleOrNameNoRuleAreRefused) {
  const auto rules = LoadBenefits("tests/data/benefits/circle");
  EXPECT_EQ(std::string(rules.status().message()),
            "tests/data/benefits/circle/first-trial.yaml: stands in a circle with benefits it goes behind\n"
            "tests/data/benefits/circle/second-trial.yaml: stands in a circle with benefits it goes behind");
  v1::BenefitRule alone;
  alone.set_benefit("alone");
  alone.add_yields_to("another");
  EXPECT_THAT(std::string(CheckTogether({alone}, "benefits").message()), HasSubstr("benefits/alone.yaml: there is no rule of"));
  v1::BenefitRule another;
  another.set_benefit("another");
  another.set_frequency(v1::FREQUENCY_ONCE);
  EXPECT_THAT(std::string(CheckTogether({alone, another}, "benefits").message()), HasSubstr("another rhythm"));
}

TEST(BadBenefitRules, AFolderWithoutRulesIsRefused) {
  EXPECT_THAT(std::string(LoadBenefits("tests/data/no-such-folder").status().message()), HasSubstr("cannot be read"));
  // Folders inside it are no rules either.
  EXPECT_THAT(std::string(LoadBenefits("tests/data/benefits").status().message()), HasSubstr("only .yaml files belong here"));
}

// Nothing about one rule in particular: a new file, or a new figure in one, needs no edit here.
TEST(BenefitRules, TheShippedRulesLoad) {
  const auto rules = LoadBenefits("policy/benefits");
  ASSERT_TRUE(rules.ok()) << rules.status();
  EXPECT_GE(rules->size(), 3u);
  for (const v1::BenefitRule& rule : *rules) {
    EXPECT_GE(rule.version(), 1);
    EXPECT_THAT(rule.content_hash(), SizeIs(64));
    EXPECT_FALSE(rule.title().az().empty() || rule.title().en().empty()) << rule.benefit();
    EXPECT_EQ(rule.example(), !rule.has_legal_basis()) << rule.benefit();
    EXPECT_TRUE(rule.example() || rule.sources_size() > 0) << rule.benefit() << " says nowhere where its figures were read";
  }
}

TEST(BenefitRules, TheAllowanceHasTheAmountsOfItsDecreesInQepik) {
  const auto rules = LoadBenefits(kRulesOfNovember2026);
  ASSERT_TRUE(rules.ok()) << rules.status();
  const v1::BenefitRule& allowance = rules->front();
  EXPECT_EQ(allowance.legal_basis().number(), "973");
  EXPECT_EQ(ToText(allowance.legal_basis().date()), "2013-08-29");
  ASSERT_EQ(allowance.steps_size(), 3);
  const auto amounts = [](const v1::AmountStep& step) {
    std::vector<int64_t> qepik;
    for (const v1::BandAmount& band : step.by_band()) qepik.push_back(band.amount_qepik());
    return qepik;
  };
  EXPECT_THAT(amounts(allowance.steps(0)), ElementsAre(15000, 22000, 27000));
  EXPECT_THAT(amounts(allowance.steps(1)), ElementsAre(15000, 22000, 27000));
  EXPECT_THAT(amounts(allowance.steps(2)), ElementsAre(18000, 25000, 30000));
  EXPECT_EQ(allowance.steps(1).by_band(2).band(), survivor::v1::DISABILITY_BAND_81_100);
  EXPECT_TRUE(allowance.steps(0).assumed());
  EXPECT_FALSE(allowance.steps(1).assumed());
  EXPECT_EQ(ToText(allowance.steps(2).from()), "2025-07-01");
  EXPECT_FALSE(allowance.steps(2).has_until());
}

TEST(BenefitRules, TheHashFollowsTheContent) {
  const auto text = ReadPolicyFile("tests/data/benefits/november-2026/funeral-benefit.yaml");
  ASSERT_TRUE(text.ok());
  const auto hash = [](const std::string& content) { return CompileBenefit(content, "funeral-benefit.yaml")->content_hash(); };
  EXPECT_EQ(hash(*text), hash(*text));
  EXPECT_NE(hash(*text), hash(*text + "# a remark\n"));
}

}  // namespace
}  // namespace dayaq::payment
