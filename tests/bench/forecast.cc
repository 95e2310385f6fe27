// The back-test of the forecast of renewals over forty invented registers of each kind of habits: how often its intervals held, and
// what one forecast costs. docs/forecast.md has the table. Nothing here judges.
#include <chrono>
#include <cstdio>
#include <utility>

#include "services/rehabilitation/forecast_world.h"

int main() {
  using dayaq::rehabilitation::Habits;
  constexpr int kRegisters = 40;
  const std::pair<const char*, Habits> kinds[] = {
      {"steady", Habits::kSteady}, {"seasonal", Habits::kSeasonal}, {"changing", Habits::kChanging}, {"young", Habits::kYoung}};
  for (const auto& [name, habits] : kinds) {
    const auto begun = std::chrono::steady_clock::now();
    const dayaq::rehabilitation::BackTest test = RunBackTest(dayaq::rehabilitation::WorldOf(habits), kRegisters);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
    std::printf("%-9s %s; %.0f ms a centre\n", name, test.Words().c_str(), took.count() / (test.months / 12.0));
  }
  return 0;
}
