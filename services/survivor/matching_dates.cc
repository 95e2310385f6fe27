#include "services/survivor/matching_dates.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "absl/strings/str_format.h"

namespace dayaq::survivor {
namespace {

bool KnownToTheDay(const PartialDate& date) { return date.day() != 0 && !(date.day() == 1 && date.month() == 1); }

bool SameDayOfYear(const PartialDate& a, const PartialDate& b) { return a.month() == b.month() && a.day() == b.day(); }

// Years so far apart are no slip of a witness.
constexpr int kFar = 10;

bool Far(const PartialDate& a, const PartialDate& b) { return std::abs(a.year() - b.year()) > kFar; }

// One digit of eight (or, of years alone, of four) typed wrong, or two neighbours swapped.
bool OneDigitWrong(const std::string& a, const std::string& b) { return Slips(a, b) == 1; }

FieldOutcome CompareWhole(const PartialDate& a, const PartialDate& b, const BirthDateWeights& weights) {
  if (a.year() == b.year() && SameDayOfYear(a, b)) return {v1::MATCH_AGREEMENT_EXACT, weights.exact};
  if (a.year() == b.year() && a.month() == b.day() && a.day() == b.month()) return {v1::MATCH_AGREEMENT_CLOSE, weights.swapped};
  const auto digits = [](const PartialDate& date) {
    return absl::StrFormat("%04d%02d%02d", date.year(), date.month(), date.day());
  };
  const bool neighbour = std::abs(a.year() - b.year()) == 1 && SameDayOfYear(a, b);
  if (neighbour || OneDigitWrong(digits(a), digits(b))) return {v1::MATCH_AGREEMENT_CLOSE, weights.close};
  if (a.year() == b.year()) return {v1::MATCH_AGREEMENT_CLOSE, weights.year};
  return {v1::MATCH_AGREEMENT_DIFFERENT, Far(a, b) ? weights.far : weights.different};
}

FieldOutcome CompareYears(const PartialDate& a, const PartialDate& b, const BirthYearWeights& weights) {
  if (a.year() == b.year()) {
    // A day that stands for the year says nothing about the month.
    const auto month = [](const PartialDate& date) { return date.day() == 1 && date.month() == 1 ? 0 : date.month(); };
    if (month(a) == 0 || month(b) == 0) return {v1::MATCH_AGREEMENT_SAME, weights.year};
    if (month(a) == month(b)) return {v1::MATCH_AGREEMENT_SAME, weights.month};
    return {v1::MATCH_AGREEMENT_CLOSE, weights.next_year};
  }
  if (std::abs(a.year() - b.year()) == 1) return {v1::MATCH_AGREEMENT_CLOSE, weights.next_year};
  if (OneDigitWrong(std::to_string(a.year()), std::to_string(b.year()))) return {v1::MATCH_AGREEMENT_CLOSE, weights.close};
  return {v1::MATCH_AGREEMENT_DIFFERENT, Far(a, b) ? weights.far : weights.different};
}

bool Near(const PartialDate& a, const PartialDate& b, int days) {
  if (a.day() == 0 || b.day() == 0) return false;
  const auto first = Earliest(a), second = Earliest(b);
  return first.has_value() && second.has_value() && std::llabs(*first - *second) <= days;
}

bool DeadBeforeHurt(const MatchProfile& dead, const MatchProfile& hurt) {
  return dead.died_on.has_value() &&
         std::any_of(hurt.incidents.begin(), hurt.incidents.end(), [&dead](const v1::MatchIncident& incident) {
           return IsBefore(*dead.died_on, incident.occurred_on()) == Certainty::kCertainly;
         });
}

}  // namespace

FieldOutcome CompareBirthDates(const PartialDate& a, const PartialDate& b, const MatchingPolicy& policy) {
  if (a.year() == 0 || b.year() == 0) return {};
  if (KnownToTheDay(a) && KnownToTheDay(b)) return CompareWhole(a, b, policy.birth_date);
  return CompareYears(a, b, policy.birth_year);
}

bool ShareDistrict(const MatchProfile& a, const MatchProfile& b) {
  return std::any_of(a.districts.begin(), a.districts.end(), [&b](const std::string& district) {
    return std::find(b.districts.begin(), b.districts.end(), district) != b.districts.end();
  });
}

FieldOutcome CompareIncidents(const MatchProfile& a, const MatchProfile& b, const MatchingPolicy& policy) {
  if (a.incidents.empty() || b.incidents.empty()) return {};
  bool near = false;
  for (const v1::MatchIncident& one : a.incidents) {
    for (const v1::MatchIncident& other : b.incidents) {
      if (one.uid() == other.uid()) return {v1::MATCH_AGREEMENT_EXACT, policy.incident.exact};
      near = near || Near(one.occurred_on(), other.occurred_on(), policy.near_days);
    }
  }
  if (near && ShareDistrict(a, b)) return {v1::MATCH_AGREEMENT_CLOSE, policy.incident.close};
  return {v1::MATCH_AGREEMENT_DIFFERENT, policy.incident.different};
}

FieldOutcome CompareDeaths(const MatchProfile& a, const MatchProfile& b, const MatchingPolicy& policy) {
  if (DeadBeforeHurt(a, b) || DeadBeforeHurt(b, a)) return {v1::MATCH_AGREEMENT_IMPOSSIBLE, 0};
  if (!a.died_on.has_value() || !b.died_on.has_value() || a.died_on->day() == 0 || b.died_on->day() == 0) return {};
  if (ToText(*a.died_on) == ToText(*b.died_on)) return {v1::MATCH_AGREEMENT_EXACT, policy.death.exact};
  return {v1::MATCH_AGREEMENT_DIFFERENT, policy.death.different};
}

}  // namespace dayaq::survivor
