#include "services/survivor/benefit_fact_rules.h"

#include <algorithm>
#include <iterator>

#include "services/platform/text/partial_date.h"

namespace dayaq::survivor {
namespace {

enum class Whom { kSurvivor, kMember, kEither };

// What goes with a kind.
struct KindRule {
  v1::BenefitFactKind kind;
  Whom whom;
  bool has_amount = false;   // and a benefit it is for
  bool is_of_a_day = false;  // it happened, and does not last
  bool needs_end = false;
  bool needs_death = false;
};
constexpr KindRule kRules[] = {
    {.kind = v1::BENEFIT_FACT_KIND_MARTYR, .whom = Whom::kSurvivor, .needs_death = true},
    {.kind = v1::BENEFIT_FACT_KIND_BLINDNESS, .whom = Whom::kSurvivor},
    {.kind = v1::BENEFIT_FACT_KIND_CARES_FOR, .whom = Whom::kMember},
    {.kind = v1::BENEFIT_FACT_KIND_FULL_TIME_STUDY, .whom = Whom::kMember, .needs_end = true},
    {.kind = v1::BENEFIT_FACT_KIND_FUNERAL_COST, .whom = Whom::kMember, .is_of_a_day = true, .needs_death = true},
    {.kind = v1::BENEFIT_FACT_KIND_EARLIER_PAYOUT, .whom = Whom::kEither, .has_amount = true, .is_of_a_day = true},
    {.kind = v1::BENEFIT_FACT_KIND_INDIVIDUAL_AMOUNT, .whom = Whom::kEither, .has_amount = true},
    {.kind = v1::BENEFIT_FACT_KIND_PENSION_GRANTED, .whom = Whom::kSurvivor},
    {.kind = v1::BENEFIT_FACT_KIND_DEATH_IN_SERVICE, .whom = Whom::kSurvivor, .is_of_a_day = true, .needs_death = true},
    {.kind = v1::BENEFIT_FACT_KIND_REMARRIAGE, .whom = Whom::kMember, .is_of_a_day = true, .needs_death = true},
    {.kind = v1::BENEFIT_FACT_KIND_DISABLED_SINCE_CHILDHOOD, .whom = Whom::kEither},
    {.kind = v1::BENEFIT_FACT_KIND_RAISED_IN_CHILDRENS_HOME, .whom = Whom::kMember},
    {.kind = v1::BENEFIT_FACT_KIND_NO_OTHER_SUPPORT, .whom = Whom::kMember},
    {.kind = v1::BENEFIT_FACT_KIND_KEPT_BY_THE_DEAD, .whom = Whom::kMember, .needs_death = true},
};

void CheckWhole(const PartialDate& date, const std::string& path, Violations& found) {
  if (date.year() != 0 && Precision(date) != DatePrecision::kDay) {
    found.Add(path, ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give the whole day.");
  }
}

void Contradiction(const std::string& path, const char* words, Violations& found) {
  found.Add(path, ErrorReason::ERROR_REASON_BENEFIT_FACT_CONTRADICTION, words);
}

void CheckKind(const KindRule& rule, const v1::BenefitFact& fact, const v1::Survivor& survivor, const std::string& path,
               Violations& found) {
  const bool of_member = !fact.family_member_uid().empty();
  if (rule.whom == Whom::kSurvivor && of_member) {
    Contradiction(path + ".family_member_uid", "This is said of the survivor.", found);
  }
  if (rule.whom == Whom::kMember && !of_member) {
    Contradiction(path + ".family_member_uid", "This is said of a member of the family: name one.", found);
  }
  if (rule.has_amount != !fact.benefit().empty()) {
    Contradiction(path + ".benefit", rule.has_amount ? "Name the benefit it is for." : "This is for no benefit alone.", found);
  }
  if (rule.has_amount != (fact.amount_qepik() > 0)) {
    Contradiction(path + ".amount_qepik", rule.has_amount ? "Give the amount." : "This has no amount.", found);
  }
  if (rule.is_of_a_day && fact.has_holds_until()) {
    Contradiction(path + ".holds_until", "This happens on a day and does not last.", found);
  }
  if (rule.needs_end && !fact.has_holds_until()) Contradiction(path + ".holds_until", "Give the last day, as confirmed.", found);
  if (rule.needs_death && survivor.state() != v1::SURVIVOR_STATE_DECEASED) {
    Contradiction(path + ".kind", "This is said of the dead: record the death first.", found);
  }
}

bool Touch(const v1::BenefitFact& a, const v1::BenefitFact& b) {
  const auto last = [](const v1::BenefitFact& fact) { return Earliest(fact.holds_until()).value_or(absl::CivilDay(9999, 12, 31)); };
  return Earliest(a.holds_from()) <= last(b) && Earliest(b.holds_from()) <= last(a);
}

}  // namespace

void CheckBenefitFact(const v1::BenefitFact& fact, const v1::Survivor& survivor, const std::string& path, Violations& found) {
  CheckWhole(fact.holds_from(), path + ".holds_from", found);
  CheckWhole(fact.holds_until(), path + ".holds_until", found);
  CheckWhole(fact.act_date(), path + ".act_date", found);
  if (IsBefore(fact.holds_until(), fact.holds_from()) == Certainty::kCertainly) {
    Contradiction(path + ".holds_until", "It ends before it begins.", found);
  }
  const auto* const rule =
      std::find_if(std::begin(kRules), std::end(kRules), [&](const KindRule& one) { return one.kind == fact.kind(); });
  if (rule != std::end(kRules)) CheckKind(*rule, fact, survivor, path, found);
}

absl::Status CheckOverlap(const v1::BenefitFact& fact, const std::vector<v1::BenefitFact>& standing) {
  if (fact.kind() == v1::BENEFIT_FACT_KIND_EARLIER_PAYOUT) return absl::OkStatus();
  for (const v1::BenefitFact& other : standing) {
    const bool same = other.kind() == fact.kind() && other.family_member_uid() == fact.family_member_uid() &&
                      other.benefit() == fact.benefit() && !other.has_withdrawn_time();
    if (same && Touch(fact, other)) {
      return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_BENEFIT_FACT_OVERLAPS,
                       "The same is recorded for some of that time: end it or take it back first.");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckStands(const v1::BenefitFact& fact, bool by_act) {
  if (!fact.has_withdrawn_time() && !(by_act && !fact.ending_act_number().empty())) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_BENEFIT_FACT_OVER,
                   "It was taken back, or has been ended by an act.");
}

void CheckEnd(const v1::EndBenefitFactRequest& request, const v1::BenefitFact& fact, Violations& found) {
  CheckWhole(request.holds_until(), "holds_until", found);
  CheckWhole(request.act_date(), "act_date", found);
  const auto from = Earliest(fact.holds_from()), until = Latest(request.holds_until());
  if (from.has_value() && until.has_value() && *until < *from - 1) {
    Contradiction("holds_until", "At the earliest it ends the day before it began: it then never held.", found);
  }
}

}  // namespace dayaq::survivor
