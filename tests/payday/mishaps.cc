#include "tests/payday/mishaps.h"

#include <cstdlib>
#include <future>
#include <pqxx/pqxx>

#include "absl/time/clock.h"
#include "tests/support/must.h"

namespace dayaq::testing {
namespace {

// Before a step was ever done in peace.
constexpr absl::Duration kFirstGuess = absl::Milliseconds(60);

}  // namespace

Mishaps::Mishaps(ServiceChild& service, std::string database, std::string crash_database, int wanted, uint64_t seed)
    : service_(service),
      database_(std::move(database)),
      crash_database_(std::move(crash_database)),
      wanted_(wanted),
      random_(seed) {}

void Mishaps::During(const std::string& step, const std::function<void()>& body) {
  const bool strikes = !AllHappened() && Share() < 0.4;
  const auto usual = usual_.emplace(step, kFirstGuess).first;
  const absl::Duration delay = usual->second * (Share() * 1.3);
  const absl::Time begun = absl::Now();
  std::future<void> done = std::async(std::launch::async, body);
  if (strikes) {
    absl::SleepFor(delay);
    Strike(step);
  }
  done.get();
  if (!strikes) usual->second = (usual->second + (absl::Now() - begun)) / 2;
}

void Mishaps::Strike(const std::string& step) {
  const bool crash = !crash_database_.empty() && !crashed_ && kills_ + cuts_ >= wanted_ / 2;
  if (crash) {
    crashed_ = true;
    Must(std::system(crash_database_.c_str()) == 0, "kill PostgreSQL and start it again");
  }
  ++by_step_[step];
  if (!crash && Share() < 0.2 && CutConnections() > 0) {
    ++cuts_;
    return;
  }
  ++kills_;
  // One that was only starting when its database went has ended by itself.
  Must(service_.Kill() || crash, "kill a running service");
  service_.Start();
}

int Mishaps::CutConnections() const {
  pqxx::connection connection(database_);
  pqxx::work work(connection);
  return work
      .exec(
          "SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND "
          "usename = "
          "'dayaq_payment' ORDER BY random() LIMIT 3) AS chosen")[0][0]
      .as<int>();
}

}  // namespace dayaq::testing
