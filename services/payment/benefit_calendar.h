// Stretches of days and the months that are paid for them. Inside the room.
#ifndef SERVICES_PAYMENT_BENEFIT_CALENDAR_H_
#define SERVICES_PAYMENT_BENEFIT_CALENDAR_H_

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/benefit_rule.pb.h"

namespace dayaq::payment {

// Before and behind every day that can be recorded; stretches without a known end run to the latter.
inline constexpr absl::CivilDay kBeginning(1, 1, 1);
inline constexpr absl::CivilDay kForever(9999, 12, 31);

// Both ends belong to it.
struct Days {
  absl::CivilDay first;
  absl::CivilDay last;
};
struct Months {
  absl::CivilMonth first;
  absl::CivilMonth last;
};

// The first month that is paid when something begins to hold on `day`.
absl::CivilMonth FirstPaid(v1::FirstPeriod rule, absl::CivilDay day);

// The last month that is paid when it holds for the last time on `day`. LAST_PERIOD_MONTH_BEFORE leaves out a month that was not
// whole; when the last day is the last of its month, it ceases to hold on the first of the next one and the whole month is paid.
absl::CivilMonth LastPaid(v1::LastPeriod rule, absl::CivilDay day);

// The same days in order, those that touch or overlap made one.
std::vector<Days> Merge(std::vector<Days> stretches);

// What lies in `bounds`, of merged stretches.
std::vector<Days> Within(const std::vector<Days>& stretches, Days bounds);

// The days that lie in both, of merged stretches.
std::vector<Days> InBoth(const std::vector<Days>& a, const std::vector<Days>& b);

// The months paid for merged stretches, in order; months that touch or overlap made one.
std::vector<Months> PaidMonths(const std::vector<Days>& stretches, v1::FirstPeriod first, v1::LastPeriod last);

bool Covers(const std::vector<Months>& paid, absl::CivilMonth month);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BENEFIT_CALENDAR_H_
