#include "services/payment/counterfactuals.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/payment/fact_changes.h"
#include "services/payment/sentence_parts.h"

namespace dayaq::payment {
namespace {

// Each set is found by assessing once for each step towards it, so both are kept small.
constexpr size_t kMostChanges = 4;
constexpr int kMostTried = 200;
constexpr size_t kMostShown = 5;

// What an answer promises: the first period, and the amount of the latest.
struct Promise {
  std::string first_period;
  int64_t amount_qepik = 0;
};

class Search {
 public:
  Search(const v1::BenefitRule& rule, const std::vector<v1::BenefitRule>& rules, absl::string_view occasion_uid,
         absl::CivilDay today)
      : rule_(rule), rules_(rules), occasion_uid_(occasion_uid), today_(today) {}

  // Goes on from `facts`, which `made` led to.
  void From(const v1::BenefitFacts& facts, std::vector<FactChange> made);

  std::vector<v1::Counterfactual> Found(const v1::BenefitFacts& facts) const;

 private:
  std::vector<BenefitAssessment> AnswersOn(const v1::BenefitFacts& facts, absl::CivilDay day) const;
  std::optional<Promise> PromiseOf(const v1::BenefitFacts& facts) const;
  std::vector<v1::Condition> Unmet(const v1::BenefitFacts& facts) const;
  bool IsSmallest(const v1::BenefitFacts& facts, const std::vector<FactChange>& made) const;

  const v1::BenefitRule& rule_;
  const std::vector<v1::BenefitRule>& rules_;
  const absl::string_view occasion_uid_;
  const absl::CivilDay today_;
  int tried_ = 0;
  std::vector<std::pair<std::vector<FactChange>, Promise>> found_;
};

v1::BenefitFacts Changed(v1::BenefitFacts facts, const std::vector<FactChange>& changes) {
  for (const FactChange& change : changes) change.apply(facts);
  return facts;
}

std::vector<BenefitAssessment> Search::AnswersOn(const v1::BenefitFacts& facts, absl::CivilDay day) const {
  for (RuleAnswers& of_rule : AssessPerson(rules_, facts, day)) {
    if (of_rule.rule->benefit() != rule_.benefit()) continue;
    if (occasion_uid_.empty()) return std::move(of_rule.answers);
    std::erase_if(of_rule.answers, [&](const BenefitAssessment& answer) { return answer.occasion_uid != occasion_uid_; });
    return std::move(of_rule.answers);
  }
  return {};
}

std::optional<Promise> Search::PromiseOf(const v1::BenefitFacts& facts) const {
  const auto promised = [](const std::vector<BenefitAssessment>& answers) -> std::optional<Promise> {
    for (const BenefitAssessment& answer : answers) {
      if (!answer.qualifies || answer.targets.empty()) continue;
      return Promise{answer.targets.front().period, answer.targets.back().amount_qepik};
    }
    return std::nullopt;
  };
  const std::vector<BenefitAssessment> answers = AnswersOn(facts, today_);
  if (auto promise = promised(answers)) return promise;
  // Owed from a later day on: what is owed then.
  for (const BenefitAssessment& answer : answers) {
    if (!answer.qualifies || !answer.look_again_on.has_value()) continue;
    if (auto promise = promised(AnswersOn(facts, *answer.look_again_on))) return promise;
  }
  return std::nullopt;
}

std::vector<v1::Condition> Search::Unmet(const v1::BenefitFacts& facts) const {
  std::vector<v1::Condition> unmet;
  const std::vector<BenefitAssessment> answers = AnswersOn(facts, today_);
  if (answers.empty()) return {rule_.conditions().begin(), rule_.conditions().end()};
  for (const v1::ConditionAnswer& answer : answers.front().explanation.conditions()) {
    if (!answer.holds()) unmet.push_back(answer.condition());
  }
  return unmet;
}

void Search::From(const v1::BenefitFacts& facts, std::vector<FactChange> made) {
  if (++tried_ > kMostTried) return;
  if (const auto promise = PromiseOf(facts)) {
    if (!made.empty()) found_.emplace_back(std::move(made), *promise);
    return;
  }
  if (made.size() == kMostChanges) return;
  const std::vector<v1::Condition> unmet = Unmet(facts);
  if (unmet.empty()) return;
  // One condition after the other: the first that does not hold, in each way that could make it hold.
  for (const FactChange& change : ChangesFor(unmet.front(), facts, today_)) {
    std::vector<FactChange> with = made;
    with.push_back(change);
    From(Changed(facts, {change}), std::move(with));
  }
}

bool Search::IsSmallest(const v1::BenefitFacts& facts, const std::vector<FactChange>& made) const {
  for (size_t without = 0; made.size() > 1 && without < made.size(); ++without) {
    std::vector<FactChange> fewer = made;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(without));
    if (PromiseOf(Changed(facts, fewer)).has_value()) return false;
  }
  return true;
}

std::vector<v1::Counterfactual> Search::Found(const v1::BenefitFacts& facts) const {
  std::vector<const std::pair<std::vector<FactChange>, Promise>*> smallest;
  for (const auto& found : found_) {
    if (IsSmallest(facts, found.first)) smallest.push_back(&found);
  }
  std::stable_sort(smallest.begin(), smallest.end(),
                   [](const auto* a, const auto* b) { return a->first.size() < b->first.size(); });
  const bool monthly = rule_.frequency() == v1::FREQUENCY_MONTHLY;
  std::vector<v1::Counterfactual> shown;
  for (const auto* found : smallest) {
    if (shown.size() == kMostShown) break;
    v1::Counterfactual& one = shown.emplace_back();
    std::vector<std::string> az, en;
    for (const FactChange& change : found->first) {
      *one.add_changes() = change.words;
      az.push_back(change.words.az());
      en.push_back(change.words.en());
    }
    const Promise& promise = found->second;
    one.set_first_period(promise.first_period);
    one.set_amount_qepik(promise.amount_qepik);
    one.set_monthly(monthly);
    *one.mutable_words() =
        Say(absl::StrCat("Ödənilərdi, əgər ", absl::StrJoin(az, " və "), ": ", promise.first_period, " dövründən ",
                         monthly ? "ayda " : "birdəfəlik ", Money(promise.amount_qepik, ','), "."),
            absl::StrCat("It would be paid if ", absl::StrJoin(en, " and "), ": from ", promise.first_period, ", ",
                         Money(promise.amount_qepik, '.'), monthly ? " a month." : " once."));
  }
  return shown;
}

}  // namespace

std::vector<v1::Counterfactual> CounterfactualsOf(const v1::BenefitRule& rule, const std::vector<v1::BenefitRule>& rules,
                                                  const v1::BenefitFacts& facts, absl::string_view occasion_uid,
                                                  absl::CivilDay today) {
  Search search(rule, rules, occasion_uid, today);
  search.From(facts, {});
  return search.Found(facts);
}

}  // namespace dayaq::payment
