#include "services/payment/in_kind_rule_reader.h"

#include <optional>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

constexpr size_t kLongestTitle = 200;
constexpr size_t kLongestCode = 60;
constexpr size_t kMostClasses = 20;
constexpr int kMostMonths = 600;

template <typename Values>
bool IsWithin(const Values& few, const Values& many) {
  return absl::c_all_of(few, [&](const auto& value) { return absl::c_linear_search(many, value); });
}

// Whoever meets `narrow` meets `wide`.
bool Implies(const v1::Condition& narrow, const v1::Condition& wide) {
  if (narrow.fact() != wide.fact()) return false;
  if (narrow.fact() == v1::FACT_DISABILITY_IN_FORCE) {
    const bool every_band = wide.bands().empty();
    const bool some_bands = !narrow.bands().empty() && IsWithin(narrow.bands(), wide.bands());
    return IsWithin(narrow.causes(), wide.causes()) &&
           (every_band || (some_bands && (wide.or_since_childhood() || !narrow.or_since_childhood())));
  }
  if (narrow.fact() == v1::FACT_RECORDED) return IsWithin(narrow.recorded(), wide.recorded());
  if (narrow.fact() == v1::FACT_CASUALTY_OUTCOME) return IsWithin(narrow.outcomes(), wide.outcomes());
  return narrow.SerializeAsString() == wide.SerializeAsString();
}

bool Asks(const std::vector<v1::Condition>& conditions, v1::Fact fact) {
  return absl::c_any_of(conditions, [&](const v1::Condition& condition) { return condition.fact() == fact; });
}

}  // namespace

void InKindRuleReader::Read() {
  Note(root_.OnlyKeys({"benefit", "version", "title", "example", "legal_basis", "conditions", "classes", "terms", "excludes",
                       "release_needs", "number", "cautions", "sources"}));
  ReadHead();
  ReadLegalBasis();
  if (root_.Has("conditions")) {
    for (v1::Condition& condition : ConditionsOf(root_)) *in_kind_.add_conditions() = std::move(condition);
  }
  ReadClasses();
  ReadTerms();
  ReadRest();
  in_kind_.set_benefit(rule_.benefit());
  in_kind_.set_version(rule_.version());
  *in_kind_.mutable_title() = rule_.title();
  in_kind_.set_example(rule_.example());
  if (rule_.has_legal_basis()) *in_kind_.mutable_legal_basis() = rule_.legal_basis();
  *in_kind_.mutable_needs() = rule_.release_needs();
  *in_kind_.mutable_cautions() = rule_.cautions();
  *in_kind_.mutable_sources() = rule_.sources();
}

std::vector<v1::Condition> InKindRuleReader::ConditionsOf(const StrictYaml& parent) {
  // What is read below is read into the rule; taken out again, each list is one of its own.
  rule_.clear_conditions();
  const auto list = Need(parent, "conditions");
  if (!list.has_value()) return {};
  const std::vector<StrictYaml> items = Items(*list);
  if (list->IsList() && items.empty()) Fault(*list, "name a condition, or leave it out");
  for (const StrictYaml& item : items) ReadCondition(item);
  std::vector<v1::Condition> conditions(rule_.conditions().begin(), rule_.conditions().end());
  rule_.clear_conditions();
  return conditions;
}

void InKindRuleReader::ReadClasses() {
  const auto list = Need(root_, "classes");
  if (!list.has_value()) return;
  const std::vector<StrictYaml> items = Items(*list);
  if (list->IsList() && items.empty()) Fault(*list, "a queue has at least one class; whoever falls into none has no right");
  if (items.size() > kMostClasses) Fault(*list, absl::StrCat("at most ", kMostClasses, " classes"));
  for (const StrictYaml& item : items) ReadClass(item);
}

void InKindRuleReader::ReadClass(const StrictYaml& node) {
  static const LazyRE2 kCode = {"[a-z][a-z0-9-]{1,59}"};
  if (!node.IsMap()) return Fault(node, "a class belongs here: {code: ..., title: ..., receives: ..., conditions: [...]}");
  Note(node.OnlyKeys({"code", "title", "receives", "conditions"}));
  v1::PriorityClass read;
  if (const auto code = Need(node, "code"); code.has_value()) {
    read.set_code(Text(*code, kLongestCode));
    if (!RE2::FullMatch(read.code(), *kCode)) {
      Fault(*code, "a code has 2 to 60 lower-case letters, digits and hyphens and begins with a letter");
    } else if (absl::c_any_of(in_kind_.classes(), [&](const v1::PriorityClass& before) { return before.code() == read.code(); })) {
      Fault(*code, absl::StrCat("the class ", read.code(), " stands above already"));
    }
  }
  if (const auto title = Need(node, "title"); title.has_value()) ReadWords(*title, kLongestTitle, *read.mutable_title());
  if (const auto receives = Need(node, "receives"); receives.has_value()) {
    read.set_beneficiary(
        static_cast<v1::Beneficiary>(Code(*receives, *v1::Beneficiary_descriptor(), "way to receive", {v1::BENEFICIARY_CARER})));
  }
  for (v1::Condition& condition : ConditionsOf(node)) *read.add_conditions() = std::move(condition);
  const auto conditions = node.Child("conditions");
  const size_t written = conditions.ok() ? Items(*conditions).size() : 0;
  // Of a class that is not whole nothing follows.
  if (written > 0 && read.conditions_size() == static_cast<int>(written)) CheckClass(node, read);
  *in_kind_.add_classes() = std::move(read);
}

void InKindRuleReader::CheckClass(const StrictYaml& node, const v1::PriorityClass& read) {
  std::vector<v1::Condition> all(in_kind_.conditions().begin(), in_kind_.conditions().end());
  for (const v1::Condition& condition : read.conditions()) {
    if (payment::Asks(all, condition.fact())) {
      Fault(node, absl::StrCat("the conditions of everybody ask ", v1::Fact_Name(condition.fact()).substr(5), " already"));
    }
    all.push_back(condition);
  }
  const bool death = payment::Asks(all, v1::FACT_DECEASED) || payment::Asks(all, v1::FACT_DEATH_SINCE);
  const bool living = payment::Asks(all, v1::FACT_LIVING);
  if (death && living) Fault(node, "nobody is LIVING and dead: the class names nobody");
  if (!death && !living) Fault(node, "a class says LIVING, DECEASED or DEATH_SINCE; otherwise the dead would wait");
  if (death && payment::Asks(all, v1::FACT_DISABILITY_IN_FORCE)) {
    Fault(node, "DISABILITY_IN_FORCE ends with the person's death: the class names nobody");
  }
  if (death && read.beneficiary() == v1::BENEFICIARY_SURVIVOR) Fault(node, "the dead receive nothing: FAMILY_MEMBER receives");
  const bool dated = death || payment::Asks(all, v1::FACT_DISABILITY_IN_FORCE) || payment::Asks(all, v1::FACT_RECORDED) ||
                     payment::Asks(all, v1::FACT_CASUALTY_OUTCOME);
  if (!dated) {
    Fault(
        node,
        "within a class people go by the day of their right: it needs DISABILITY_IN_FORCE, RECORDED, CASUALTY_OUTCOME or a death");
  }
  if (payment::Asks(all, v1::FACT_DISABILITY_BEFORE) && !payment::Asks(all, v1::FACT_DISABILITY_IN_FORCE)) {
    Fault(node, "DISABILITY_BEFORE is about the decisions that DISABILITY_IN_FORCE counts");
  }
  for (const v1::PriorityClass& before : in_kind_.classes()) {
    const bool takes_all = !before.conditions().empty() && absl::c_all_of(before.conditions(), [&](const v1::Condition& wide) {
      return absl::c_any_of(all, [&](const v1::Condition& narrow) { return Implies(narrow, wide); });
    });
    if (takes_all) Fault(node, absl::StrCat("names nobody: whoever falls into it stands in the class ", before.code(), " already"));
  }
}

void InKindRuleReader::ReadTerms() {
  const auto terms = Need(root_, "terms");
  if (!terms.has_value()) return;
  const std::vector<StrictYaml> items = Items(*terms);
  if (terms->IsList() && items.empty()) Fault(*terms, "say how often a person receives it");
  for (size_t i = 0; i < items.size(); ++i) {
    ReadTerm(items[i]);
    if (i + 1 < items.size() && items[i].IsMap() && !items[i].Has("until")) {
      Fault(items[i], "until is missing; only the last step may be open");
    }
    if (i > 0) CheckFollows(items[i], in_kind_.terms(static_cast<int>(i) - 1), *in_kind_.terms().rbegin());
  }
  if (!items.empty() && items.back().IsMap() && items.back().Has("until")) {
    Fault(items.back(), "a gap: nothing says how often after the last step; leave until out");
  }
}

void InKindRuleReader::ReadTerm(const StrictYaml& node) {
  v1::TermStep& step = *in_kind_.add_terms();
  if (!node.IsMap()) return Fault(node, "a step belongs here: {from: ..., kind: ...}");
  Note(node.OnlyKeys({"from", "until", "assumed", "kind", "months"}));
  std::optional<absl::CivilDay> first, last;
  if (const auto from = Need(node, "from"); from.has_value()) first = Day(*from);
  const auto until = Maybe(node, "until");
  if (until.has_value()) last = Day(*until);
  if (first.has_value()) *step.mutable_from() = PartialDateOf(*first);
  if (last.has_value()) *step.mutable_until() = PartialDateOf(*last);
  if (first.has_value() && last.has_value() && *last < *first) Fault(*until, "the step ends before it starts");
  if (const auto assumed = Maybe(node, "assumed"); assumed.has_value()) step.set_assumed(Boolean(*assumed));
  if (const auto kind = Need(node, "kind"); kind.has_value()) {
    step.set_kind(static_cast<v1::TermKind>(Code(*kind, *v1::TermKind_descriptor(), "way to say how often")));
  }
  const auto months = Maybe(node, "months");
  if (months.has_value()) step.set_months(Number(*months, 1, kMostMonths));
  if (step.kind() == v1::TERM_KIND_MONTHS && !months.has_value())
    Fault(node, "say after how many months: {kind: MONTHS, months: 36}");
  if (step.kind() != v1::TERM_KIND_MONTHS && months.has_value()) Fault(*months, "months go with the kind MONTHS");
}

void InKindRuleReader::CheckFollows(const StrictYaml& node, const v1::TermStep& before, const v1::TermStep& step) {
  const auto ended = Earliest(before.until());
  const auto starts = Earliest(step.from());
  if (!ended.has_value() || !starts.has_value() || *ended < Earliest(before.from()).value_or(*ended)) return;
  const auto from = node.Child("from");
  if (*starts > *ended + 1) {
    Fault(*from, absl::StrCat("a gap: nothing says how often from ", absl::FormatCivilTime(*ended + 1), " to ",
                              absl::FormatCivilTime(*starts - 1)));
  } else if (*starts <= *ended) {
    Fault(*from, absl::StrCat("an overlap: the step before lasts until ", absl::FormatCivilTime(*ended)));
  }
}

void InKindRuleReader::ReadRest() {
  if (const auto excludes = Maybe(root_, "excludes"); excludes.has_value()) ReadBenefits(*excludes, *in_kind_.mutable_excludes());
  ReadNeeds();
  if (absl::c_linear_search(rule_.release_needs(), v1::RELEASE_NEED_AMOUNT_CERTAIN)) {
    Fault(*root_.Child("release_needs"), "AMOUNT_CERTAIN is about money; a thing has no amount");
  }
  if (const auto number = Need(root_, "number"); number.has_value()) {
    in_kind_.set_number(static_cast<v1::ThingNumber>(Code(*number, *v1::ThingNumber_descriptor(), "number that a thing bears")));
  }
  ReadNotes();
}

}  // namespace dayaq::payment
