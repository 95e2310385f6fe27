// An invented register for the back-test of the forecast: devices are delivered, used, renewed, lost, month by month. Not the
// forecast's own model: people come by their due day and their habits, not by a hazard of the month of use.
#ifndef SERVICES_REHABILITATION_FORECAST_WORLD_H_
#define SERVICES_REHABILITATION_FORECAST_WORLD_H_

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "services/rehabilitation/forecast_rules.h"

namespace dayaq::rehabilitation {

// kSteady: as they always were. kSeasonal: besides, nobody is measured in August and over New Year. kChanging: on the very day
// people begin to come as soon as they may. kYoung: steady, in a register of two and a half years.
enum class Habits { kSteady, kSeasonal, kChanging, kYoung };

struct World {
  Habits habits = Habits::kSteady;
  int history_months = 120;
  int term_months = 24;
  // Centres, with so many first deliveries a month.
  std::vector<double> first_deliveries = {6, 2.5, 0.8};
};

inline World WorldOf(Habits habits) {
  World world;
  world.habits = habits;
  if (habits == Habits::kYoung) world.history_months = 30;
  return world;
}

// How often the intervals held, over all centres and months.
struct BackTest {
  int months = 0, in80 = 0, in95 = 0;
  double expected = 0, happened = 0;

  double Share80() const { return static_cast<double>(in80) / months; }
  double Share95() const { return static_cast<double>(in95) / months; }
  double Bias() const { return happened == 0 ? 0 : expected / happened - 1; }
  std::string Words() const {
    return absl::StrFormat("%d months of centres: 80%% held %.1f%%, 95%% held %.1f%%; expected %.0f, happened %.0f (%+.1f%%)",
                           months, 100 * Share80(), 100 * Share95(), expected, happened, 100 * Bias());
  }
};

// A device: delivered in a month, and what becomes of it when. Months count from the beginning of the register.
struct LivedDevice {
  int centre = 0;
  int delivered = 0;
  int ends = 0;
  bool renewed = false;
};

inline LivedDevice LiveOn(const World& world, int centre, int delivered, std::mt19937_64& random) {
  LivedDevice device{centre, delivered, 0, true};
  std::uniform_real_distribution<double> chance(0, 1);
  // Most come some months behind the term, as "every two or three years"; some before, by the commission.
  const int today = world.history_months;
  const double late = world.habits == Habits::kChanging && delivered + world.term_months >= today - 2 ? 1.0 : 6.0;
  int used = chance(random) < 0.12 ? 3 + static_cast<int>(chance(random) * (world.term_months - 4))
                                   : world.term_months + static_cast<int>(std::exponential_distribution<double>(1 / late)(random));
  device.ends = delivered + used;
  const bool closed = device.ends % 12 == 7 || device.ends % 12 == 0;
  if (world.habits == Habits::kSeasonal && closed) device.ends += chance(random) < 0.5 ? 1 : 0;
  const int gone = static_cast<int>(std::exponential_distribution<double>(0.004)(random));
  if (delivered + gone < device.ends) {
    device.ends = delivered + gone;
    device.renewed = false;
  }
  return device;
}

inline std::vector<LivedDevice> LiveWholeRegister(const World& world, std::mt19937_64& random) {
  std::vector<LivedDevice> devices;
  for (int centre = 0; centre < static_cast<int>(world.first_deliveries.size()); ++centre) {
    for (int month = 0; month < world.history_months; ++month) {
      const int first = std::poisson_distribution<int>(world.first_deliveries[static_cast<size_t>(centre)])(random);
      for (int one = 0; one < first; ++one) devices.push_back(LiveOn(world, centre, month, random));
    }
  }
  for (size_t i = 0; i < devices.size(); ++i) {
    const LivedDevice before = devices[i];
    if (before.renewed && before.ends <= world.history_months + 12)
      devices.push_back(LiveOn(world, before.centre, before.ends, random));
  }
  return devices;
}

// Lives a register, forecasts on its last day, and counts what happened then; so many times.
inline BackTest RunBackTest(const World& world, int times) {
  BackTest test;
  for (int time = 0; time < times; ++time) {
    std::mt19937_64 random(1000 + static_cast<uint64_t>(time));
    const std::vector<LivedDevice> devices = LiveWholeRegister(world, random);
    const int today = world.history_months;
    std::vector<LifeCount> counts;
    std::vector<std::vector<int64_t>> in_use(world.first_deliveries.size(), std::vector<int64_t>(200, 0));
    std::vector<std::vector<int>> happened(world.first_deliveries.size(), std::vector<int>(12, 0));
    for (const LivedDevice& device : devices) {
      const auto centre = static_cast<size_t>(device.centre);
      if (device.renewed && device.ends >= today && device.ends < today + 12)
        ++happened[centre][static_cast<size_t>(device.ends - today)];
      if (device.delivered >= today) continue;
      if (device.ends < today) {
        counts.push_back({"k", device.ends - device.delivered, device.renewed, !device.renewed, 0});
      } else {
        counts.push_back({"k", today - device.delivered, 0, 0, 1});
        ++in_use[centre][static_cast<size_t>(today - device.delivered)];
      }
    }
    const Survival survival(counts, "k", world.term_months);
    for (size_t centre = 0; centre < in_use.size(); ++centre) {
      const Forecast forecast = ForecastRenewals(survival, in_use[centre], 12, static_cast<uint64_t>(time) * 10 + centre);
      for (size_t m = 0; m < 12; ++m) {
        const MonthAhead& ahead = forecast.months[m];
        ++test.months;
        test.in80 += happened[centre][m] >= ahead.low80 && happened[centre][m] <= ahead.high80;
        test.in95 += happened[centre][m] >= ahead.low95 && happened[centre][m] <= ahead.high95;
        test.expected += ahead.expected;
        test.happened += happened[centre][m];
      }
    }
  }
  return test;
}

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_FORECAST_WORLD_H_
