#include "services/payment/benefit_rule_reader.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "dayaq/incident/v1/code_lists.pb.h"
#include "dayaq/survivor/v1/code_lists.pb.h"
#include "re2/re2.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

constexpr size_t kLongestTitle = 200;
constexpr size_t kLongestNumber = 60;
constexpr size_t kLongestCaution = 600;
constexpr int kHighestVersion = 1'000'000;

// Bands that an amount can go by; below them there is no disability.
struct Band {
  const char* name;
  survivor::v1::DisabilityBand band;
};
constexpr Band kBands[] = {{"31-60", survivor::v1::DISABILITY_BAND_31_60},
                           {"61-80", survivor::v1::DISABILITY_BAND_61_80},
                           {"81-100", survivor::v1::DISABILITY_BAND_81_100}};

std::string DayText(absl::CivilDay day) { return absl::FormatCivilTime(day); }

}  // namespace

void BenefitRuleReader::Read() {
  Note(root_.OnlyKeys({"benefit", "version", "title", "example", "legal_basis", "conditions", "occasion", "frequency",
                       "first_period", "last_period", "steps", "release_needs", "cautions", "sources", "beneficiary", "yields_to",
                       "ceiling", "back_pay_months", "deducts_earlier_payouts"}));
  ReadHead();
  ReadLegalBasis();
  ReadConditions();
  ReadOccasion();
  ReadPeriods();
  ReadSteps();
  ReadBeneficiary();
  ReadLimits();
  ReadNeeds();
  ReadNotes();
  CheckWhole();
}

void BenefitRuleReader::ReadHead() {
  static const LazyRE2 kCode = {"[a-z][a-z0-9-]{1,59}"};
  if (const auto code = Need(root_, "benefit"); code.has_value()) {
    rule_.set_benefit(Text(*code, kLongestNumber));
    if (!RE2::FullMatch(rule_.benefit(), *kCode)) {
      Fault(*code, "a code has 2 to 60 lower-case letters, digits and hyphens and begins with a letter");
    } else if (rule_.benefit() != file_stem_) {
      Fault(*code, absl::StrCat("the file is called ", file_stem_, "; a file is called like its benefit"));
    }
  }
  if (const auto version = Need(root_, "version"); version.has_value()) {
    int number = 0;
    if (!absl::SimpleAtoi(version->Text().value_or(""), &number) || number < 1 || number > kHighestVersion) {
      Fault(*version, absl::StrCat("a version is a whole number from 1 to ", kHighestVersion));
    }
    rule_.set_version(number);
  }
  if (const auto title = Need(root_, "title"); title.has_value()) ReadWords(*title, kLongestTitle, *rule_.mutable_title());
  if (const auto example = Maybe(root_, "example"); example.has_value()) rule_.set_example(Boolean(*example));
}

void BenefitRuleReader::ReadLegalBasis() {
  if (rule_.example()) {
    if (const auto basis = Maybe(root_, "legal_basis"); basis.has_value()) {
      Fault(*basis, "an example has no legal basis; what rests on a law is no example");
    }
    return;
  }
  if (!root_.Has("legal_basis")) return Fault(root_, "legal_basis is missing; without a law a rule is an example and must say so");
  const auto basis = Need(root_, "legal_basis");
  if (!basis.has_value()) return;
  if (!basis->IsMap()) return Fault(*basis, "the act belongs here: {act: ..., number: ..., date: ...}");
  Note(basis->OnlyKeys({"act", "number", "date", "article"}));
  v1::LegalBasis& law = *rule_.mutable_legal_basis();
  if (const auto act = Need(*basis, "act"); act.has_value()) ReadWords(*act, kLongestCaution, *law.mutable_act());
  if (const auto number = Maybe(*basis, "number"); number.has_value()) law.set_number(Text(*number, kLongestNumber));
  if (const auto article = Maybe(*basis, "article"); article.has_value()) law.set_article(Text(*article, kLongestNumber));
  if (const auto date = Need(*basis, "date"); date.has_value()) {
    if (const auto day = Day(*date); day.has_value()) *law.mutable_date() = PartialDateOf(*day);
  }
}

void BenefitRuleReader::ReadConditions() {
  const auto conditions = Need(root_, "conditions");
  if (!conditions.has_value()) return;
  const std::vector<StrictYaml> items = Items(*conditions);
  if (conditions->IsList() && items.empty()) Fault(*conditions, "a rule without a condition would pay everyone");
  for (const StrictYaml& item : items) ReadCondition(item);
  conditions_are_whole_ = !items.empty() && rule_.conditions_size() == static_cast<int>(items.size());
}

void BenefitRuleReader::ReadCondition(const StrictYaml& node) {
  if (!node.IsMap()) return Fault(node, "a condition belongs here: {fact: ...}");
  const auto fact_node = Need(node, "fact");
  if (!fact_node.has_value()) return;
  const auto fact = static_cast<v1::Fact>(Code(*fact_node, *v1::Fact_descriptor(), "fact"));
  if (fact == v1::FACT_UNSPECIFIED) return;
  if (Asks(fact)) Fault(*fact_node, "this fact is asked above already");
  v1::Condition& condition = *rule_.add_conditions();
  condition.set_fact(fact);
  switch (fact) {
    case v1::FACT_DISABILITY_IN_FORCE:
      Note(node.OnlyKeys({"fact", "causes", "bands", "or_since_childhood"}));
      for (const int cause : Codes(node, "causes", *survivor::v1::DisabilityCause_descriptor(), "cause of a disability")) {
        condition.add_causes(static_cast<survivor::v1::DisabilityCause>(cause));
      }
      return ReadBands(node, condition);
    case v1::FACT_RECORDED:
      Note(node.OnlyKeys({"fact", "kinds"}));
      for (const int kind : Codes(node, "kinds", *survivor::v1::BenefitFactKind_descriptor(), "kind of what is recorded")) {
        condition.add_recorded(static_cast<survivor::v1::BenefitFactKind>(kind));
      }
      return;
    case v1::FACT_CASUALTY_OUTCOME:
      Note(node.OnlyKeys({"fact", "outcomes"}));
      for (const int outcome :
           Codes(node, "outcomes", *incident::v1::Outcome_descriptor(), "outcome", {incident::v1::OUTCOME_UNKNOWN})) {
        condition.add_outcomes(static_cast<incident::v1::Outcome>(outcome));
      }
      return;
    case v1::FACT_DISABILITY_BEFORE:
      Note(node.OnlyKeys({"fact", "before"}));
      if (const auto before = Need(node, "before"); before.has_value()) {
        if (const auto day = Day(*before); day.has_value()) *condition.mutable_before() = PartialDateOf(*day);
      }
      return;
    case v1::FACT_INCIDENT_SINCE:
    case v1::FACT_DEATH_SINCE:
      Note(node.OnlyKeys({"fact", "since"}));
      if (const auto since = Need(node, "since"); since.has_value()) {
        if (const auto day = Day(*since); day.has_value()) *condition.mutable_since() = PartialDateOf(*day);
      }
      return;
    default:
      Note(node.OnlyKeys({"fact"}));
  }
}

void BenefitRuleReader::ReadOccasion() {
  if (const auto occasion = Need(root_, "occasion"); occasion.has_value()) {
    rule_.set_occasion(static_cast<v1::Occasion>(Code(*occasion, *v1::Occasion_descriptor(), "occasion")));
  }
  if (const auto frequency = Need(root_, "frequency"); frequency.has_value()) {
    rule_.set_frequency(static_cast<v1::Frequency>(Code(*frequency, *v1::Frequency_descriptor(), "frequency")));
  }
}

void BenefitRuleReader::ReadPeriods() {
  if (rule_.frequency() == v1::FREQUENCY_UNSPECIFIED) return;
  if (rule_.frequency() == v1::FREQUENCY_ONCE) {
    for (const absl::string_view key : {"first_period", "last_period"}) {
      const auto period = Maybe(root_, key);
      if (period.has_value()) Fault(*period, absl::StrCat(key, " is for monthly benefits; this one is paid once"));
    }
    return;
  }
  if (const auto first = Need(root_, "first_period"); first.has_value()) {
    rule_.set_first_period(static_cast<v1::FirstPeriod>(Code(*first, *v1::FirstPeriod_descriptor(), "first period")));
  }
  if (const auto last = Need(root_, "last_period"); last.has_value()) {
    rule_.set_last_period(static_cast<v1::LastPeriod>(Code(*last, *v1::LastPeriod_descriptor(), "last period")));
  }
}

void BenefitRuleReader::ReadSteps() {
  const auto steps = Need(root_, "steps");
  if (!steps.has_value()) return;
  const std::vector<StrictYaml> items = Items(*steps);
  if (steps->IsList() && items.empty()) Fault(*steps, "a benefit has at least one step of amounts");
  for (size_t i = 0; i < items.size(); ++i) {
    ReadStep(items[i]);
    const v1::AmountStep& step = *rule_.steps().rbegin();
    if (i + 1 < items.size() && items[i].IsMap() && !items[i].Has("until")) {
      Fault(items[i], "until is missing; only the last step may be open");
    }
    if (i > 0) CheckFollows(items[i], rule_.steps(static_cast<int>(i) - 1), step);
  }
}

void BenefitRuleReader::ReadStep(const StrictYaml& node) {
  v1::AmountStep& step = *rule_.add_steps();
  if (!node.IsMap()) return Fault(node, "a step belongs here: {from: ..., amount: ...}");
  Note(node.OnlyKeys({"from", "until", "assumed", "amount", "by_band", "individual"}));
  std::optional<absl::CivilDay> first, last;
  const auto from = Need(node, "from");
  if (from.has_value()) first = Day(*from);
  const auto until = Maybe(node, "until");
  if (until.has_value()) last = Day(*until);
  if (first.has_value()) *step.mutable_from() = PartialDateOf(*first);
  if (last.has_value()) *step.mutable_until() = PartialDateOf(*last);
  if (first.has_value() && last.has_value() && *last < *first) Fault(*until, "the step ends before it starts");
  // A month has one amount, so it cannot change within one.
  if (rule_.frequency() == v1::FREQUENCY_MONTHLY && first.has_value() && first->day() != 1) {
    Fault(*from, "a monthly amount changes on the first of a month");
  }
  if (const auto assumed = Maybe(node, "assumed"); assumed.has_value()) step.set_assumed(Boolean(*assumed));
  ReadStepAmounts(node, step);
}

void BenefitRuleReader::ReadStepAmounts(const StrictYaml& node, v1::AmountStep& step) {
  const auto amount = Maybe(node, "amount");
  const auto by_band = Maybe(node, "by_band");
  if (const auto individual = Maybe(node, "individual"); individual.has_value()) {
    if (!Boolean(*individual)) return Fault(*individual, "leave it out where the amount is the same for everyone");
    if (amount.has_value() || by_band.has_value()) return Fault(*individual, "an individual amount stands in no rule");
    if (rule_.frequency() == v1::FREQUENCY_ONCE) Fault(*individual, "individual amounts are for monthly benefits");
    return step.set_individual(true);
  }
  if (amount.has_value() == by_band.has_value()) return Fault(node, "a step has either amount or by_band");
  if (amount.has_value()) return step.set_amount_qepik(Qepik(*amount));
  if (!by_band->IsMap()) return Fault(*by_band, "amounts by band belong here: {\"31-60\": ..., \"61-80\": ..., \"81-100\": ...}");
  bool all_known = true;
  const auto entries = by_band->Entries();
  for (const auto& [key, value] : *entries) {
    const auto* const known = absl::c_find_if(kBands, [&name = key](const Band& band) { return name == band.name; });
    if (known == std::end(kBands)) {
      Fault(value, absl::StrCat("'", key, "' is no band; known: 31-60, 61-80, 81-100"));
      all_known = false;
      continue;
    }
    v1::BandAmount& band = *step.add_by_band();
    band.set_band(known->band);
    band.set_amount_qepik(Qepik(value));
  }
  for (const Band& band : kBands) {
    if (all_known && !by_band->Has(band.name)) Fault(*by_band, absl::StrCat("the band ", band.name, " has no amount"));
  }
  if (conditions_are_whole_ && !Asks(v1::FACT_DISABILITY_IN_FORCE)) {
    Fault(*by_band, "amounts go by band only where DISABILITY_IN_FORCE is a condition");
  }
}

void BenefitRuleReader::CheckFollows(const StrictYaml& node, const v1::AmountStep& before, const v1::AmountStep& step) {
  const auto ended = Earliest(before.until());
  const auto starts = Earliest(step.from());
  if (!ended.has_value() || !starts.has_value() || *ended < Earliest(before.from()).value_or(*ended)) return;
  const auto from = node.Child("from");
  if (*starts > *ended + 1) {
    Fault(*from, absl::StrCat("a gap: no amount from ", DayText(*ended + 1), " to ", DayText(*starts - 1)));
  } else if (*starts <= *ended) {
    Fault(*from, absl::StrCat("an overlap: the step before lasts until ", DayText(*ended)));
  }
}

void BenefitRuleReader::ReadNeeds() {
  const auto needs = Need(root_, "release_needs");
  if (!needs.has_value()) return;
  const std::vector<StrictYaml> items = Items(*needs);
  if (needs->IsList() && items.empty()) Fault(*needs, "say what must be confirmed before money leaves");
  for (const StrictYaml& item : items) {
    const auto need = static_cast<v1::ReleaseNeed>(Code(item, *v1::ReleaseNeed_descriptor(), "need"));
    if (need == v1::RELEASE_NEED_UNSPECIFIED) continue;
    if (absl::c_linear_search(rule_.release_needs(), need)) Fault(item, "stands here twice");
    rule_.add_release_needs(need);
  }
}

void BenefitRuleReader::ReadNotes() {
  if (const auto cautions = Maybe(root_, "cautions"); cautions.has_value()) {
    for (const StrictYaml& item : Items(*cautions)) ReadWords(item, kLongestCaution, *rule_.add_cautions());
  }
  if (rule_.example() && !root_.Has("sources")) return;
  const auto sources = Need(root_, "sources");
  if (!sources.has_value()) return;
  for (const StrictYaml& item : Items(*sources)) rule_.add_sources(Text(item, kLongestCaution));
  if (sources->IsList() && rule_.sources().empty() && !rule_.example()) Fault(*sources, "say where the figures were read");
}

void BenefitRuleReader::CheckWhole() {
  const auto conditions = root_.Child("conditions");
  if (!conditions.ok() || !conditions_are_whole_) return;
  const bool death = Asks(v1::FACT_DECEASED) || Asks(v1::FACT_DEATH_SINCE);
  if (death && Asks(v1::FACT_LIVING)) Fault(*conditions, "nobody is LIVING and dead: no one would qualify");
  // A decision is about a living person: after the death there is none to read a band from.
  if (death && Asks(v1::FACT_DISABILITY_IN_FORCE)) Fault(*conditions, "DISABILITY_IN_FORCE ends with the person's death");
  if (rule_.frequency() == v1::FREQUENCY_MONTHLY && !death && !Asks(v1::FACT_LIVING)) {
    Fault(*conditions, "a monthly benefit says LIVING, DECEASED or DEATH_SINCE; otherwise it would be paid to the dead");
  }
  if (rule_.occasion() == v1::OCCASION_PERSON && !death && !Asks(v1::FACT_DISABILITY_IN_FORCE) && !Asks(v1::FACT_RECORDED)) {
    Fault(*conditions,
          "what is paid for a person begins on a day: it needs DISABILITY_IN_FORCE, RECORDED, DECEASED or DEATH_SINCE");
  }
  if (Asks(v1::FACT_DISABILITY_BEFORE) && !Asks(v1::FACT_DISABILITY_IN_FORCE)) {
    Fault(*conditions, "DISABILITY_BEFORE is about the decisions that DISABILITY_IN_FORCE counts");
  }
  if (rule_.occasion() == v1::OCCASION_CASUALTY && !Asks(v1::FACT_CASUALTY_OUTCOME)) {
    Fault(*conditions, "what is paid for a casualty needs CASUALTY_OUTCOME: what became of the person");
  }
}

bool BenefitRuleReader::Asks(v1::Fact fact) const {
  return absl::c_any_of(rule_.conditions(), [&](const v1::Condition& condition) { return condition.fact() == fact; });
}

}  // namespace dayaq::payment
