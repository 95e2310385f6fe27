// How many devices will be renewed, from how long devices lasted so far. Pure: no I/O, no clock; the same in, the same out.
//
// How, and what it is worth: docs/forecast.md. In short: for each class of devices and each age of wearers the hazard of being
// renewed in the n-th month of use is what the register saw (Kaplan and Meier's estimate, Greenwood's uncertainty); the devices in
// use are followed month by month through it; and intervals come from playing that future many times with hazards that are as
// uncertain as the history is short.
#ifndef SERVICES_REHABILITATION_FORECAST_RULES_H_
#define SERVICES_REHABILITATION_FORECAST_RULES_H_

#include <cstdint>
#include <string>
#include <vector>

namespace dayaq::rehabilitation {

// Devices of one kind that ended, or are in use, after so many whole months. Counts and nobody: this is all the forecast sees.
struct LifeCount {
  // Class, and whether a minor wears it: these last differently.
  std::string kind;
  int months = 0;
  int64_t renewed = 0;
  // Ended otherwise: lost, given back, the person died. No renewal follows.
  int64_t ended = 0;
  // In use today after so many months: seen that long and no longer.
  int64_t in_use = 0;
};

// Devices of one kind in use at one centre for so many months.
struct InUse {
  std::string centre;
  std::string kind;
  int months = 0;
  int64_t devices = 0;
};

// What happened in one month of use, to those who came to it.
struct Hazard {
  int64_t at_risk = 0;
  int64_t renewed = 0;
  int64_t ended = 0;
};

// How long devices of a kind last.
class Survival {
 public:
  // `term_months`: the term of the list, from which months are taken that the history says nothing about; 0: no term.
  Survival(const std::vector<LifeCount>& counts, const std::string& kind, int term_months);

  // Share that was not renewed by the end of that month, by Kaplan and Meier, other ends counted as seen until then.
  double SurvivedMonth(int month) const;
  // Greenwood's variance of that share.
  double Greenwood(int month) const;
  // First month by which half were renewed; 0 when not seen.
  int MedianMonths() const;

  int64_t devices() const { return devices_; }
  int64_t renewed() const { return renewed_; }
  // Fewer renewals than it takes to say how long they last.
  bool short_history() const;

  // By month of use, 0 first; from the last month on that enough devices came to, the hazard of the months before is held.
  const std::vector<Hazard>& hazards() const { return hazards_; }
  int term_months() const { return term_months_; }

 private:
  std::vector<Hazard> hazards_;
  int64_t devices_ = 0;
  int64_t renewed_ = 0;
  int term_months_ = 0;
};

// Renewals in one month ahead; the first is the month after today's.
struct MonthAhead {
  double expected = 0;
  int low80 = 0, high80 = 0;
  int low95 = 0, high95 = 0;
};

struct Forecast {
  std::vector<MonthAhead> months;
  // No more than so many are needed in all months together, nineteen times in twenty.
  int stock95 = 0;
};

// The renewals of the devices that are in use (`devices[m]` for m months), and of those that take their place. `seed` makes the
// played futures repeatable.
Forecast ForecastRenewals(const Survival& survival, const std::vector<int64_t>& devices, int months_ahead, uint64_t seed);

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_FORECAST_RULES_H_
