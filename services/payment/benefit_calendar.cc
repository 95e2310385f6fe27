#include "services/payment/benefit_calendar.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"

namespace dayaq::payment {

absl::CivilMonth FirstPaid(v1::FirstPeriod rule, absl::CivilDay day) {
  return absl::CivilMonth(day) + (rule == v1::FIRST_PERIOD_NEXT_MONTH ? 1 : 0);
}

absl::CivilMonth LastPaid(v1::LastPeriod rule, absl::CivilDay day) {
  const absl::CivilMonth month(day);
  const bool whole = absl::CivilMonth(day + 1) != month;
  return month - (rule == v1::LAST_PERIOD_MONTH_BEFORE && !whole ? 1 : 0);
}

std::vector<Days> Merge(std::vector<Days> stretches) {
  absl::c_sort(stretches, [](const Days& a, const Days& b) { return a.first < b.first; });
  std::vector<Days> merged;
  for (const Days& stretch : stretches) {
    if (!merged.empty() && stretch.first <= merged.back().last + 1) {
      merged.back().last = std::max(merged.back().last, stretch.last);
    } else {
      merged.push_back(stretch);
    }
  }
  return merged;
}

std::vector<Days> Within(const std::vector<Days>& stretches, Days bounds) {
  std::vector<Days> inside;
  for (const Days& stretch : stretches) {
    const Days cut = {std::max(stretch.first, bounds.first), std::min(stretch.last, bounds.last)};
    if (cut.first <= cut.last) inside.push_back(cut);
  }
  return inside;
}

std::vector<Days> InBoth(const std::vector<Days>& a, const std::vector<Days>& b) {
  std::vector<Days> inside;
  for (const Days& stretch : b) {
    for (const Days& cut : Within(a, stretch)) inside.push_back(cut);
  }
  return Merge(std::move(inside));
}

std::vector<Months> PaidMonths(const std::vector<Days>& stretches, v1::FirstPeriod first, v1::LastPeriod last) {
  std::vector<Months> paid;
  for (const Days& stretch : stretches) {
    const Months months = {FirstPaid(first, stretch.first), LastPaid(last, stretch.last)};
    if (months.last < months.first) continue;
    if (!paid.empty() && months.first <= paid.back().last + 1) {
      paid.back().last = std::max(paid.back().last, months.last);
    } else {
      paid.push_back(months);
    }
  }
  return paid;
}

bool Covers(const std::vector<Months>& paid, absl::CivilMonth month) {
  return absl::c_any_of(paid, [&](const Months& months) { return months.first <= month && month <= months.last; });
}

}  // namespace dayaq::payment
