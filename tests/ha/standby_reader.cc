#include "tests/ha/standby_reader.h"

#include <algorithm>
#include <pqxx/pqxx>

#include "absl/time/clock.h"

namespace dayaq::testing {
namespace {

constexpr absl::Duration kPause = absl::Milliseconds(100);
constexpr char kFigures[] =
    "SELECT pg_is_in_recovery(), count(*), count(*) FILTER (WHERE outcome = 'OUTCOME_KILLED') FROM incident.casualty";

}  // namespace

StandbyReader::~StandbyReader() { Stop(); }

void StandbyReader::Stop() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
}

void StandbyReader::Read() {
  absl::Time last = absl::Now();
  int64_t highest = 0;
  while (!stopping_) {
    try {
      pqxx::connection connection(database_);
      pqxx::nontransaction work(connection);
      const pqxx::row figures = work.exec1(kFigures);
      const auto people = figures[1].as<int64_t>();
      ++answers_;
      if (figures[0].as<bool>()) ++from_standby_;
      if (people < highest) ++went_back_;
      highest = std::max(highest, people);
      longest_gap_ns_ = std::max<int64_t>(longest_gap_ns_, absl::ToInt64Nanoseconds(absl::Now() - last));
      last = absl::Now();
    } catch (const std::exception&) {
      // Nobody answers at the moment; the gap tells.
    }
    absl::SleepFor(kPause);
  }
  longest_gap_ns_ = std::max<int64_t>(longest_gap_ns_, absl::ToInt64Nanoseconds(absl::Now() - last));
}

}  // namespace dayaq::testing
