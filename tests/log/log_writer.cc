// Writes audit entries as a service does, from several threads, until it has written enough or is told to stop (SIGTERM). Prints
// how many were acknowledged; --out gets the id of each.
#include <signal.h>

#include <atomic>
#include <cstdio>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "tests/support/audit_writer.h"

ABSL_FLAG(std::string, database, "", "libpq connection string of the login dayaq_audit");
ABSL_FLAG(int64_t, count, 0, "entries to write; 0: until told to stop");
ABSL_FLAG(int, threads, 4, "how many write at a time");
ABSL_FLAG(int, batch, 1, "entries of one transaction");
ABSL_FLAG(absl::Duration, pause, absl::ZeroDuration(), "pause of each thread after each transaction");
ABSL_FLAG(absl::Time, time, absl::InfinitePast(), "when the calls began; default: now");
ABSL_FLAG(std::string, out, "", "file for the ids of acknowledged entries");

namespace dayaq::testing {
namespace {

std::atomic<bool> stopping = false;

int Run() {
  signal(SIGTERM, [](int) { stopping = true; });
  ConnectionPool pool(PoolOptions{.conninfo = absl::GetFlag(FLAGS_database), .size = absl::GetFlag(FLAGS_threads)});
  const int64_t count = absl::GetFlag(FLAGS_count);
  std::atomic<int64_t> begun = 0, acknowledged = 0, failed = 0;
  absl::Mutex mutex;
  std::ofstream out(absl::GetFlag(FLAGS_out));
  const auto write = [&] {
    while (!stopping && (count == 0 || begun < count)) {
      std::vector<rpc::AuditRecord> records;
      for (int i = 0; i < absl::GetFlag(FLAGS_batch) && (count == 0 || begun++ < count); ++i) {
        const absl::Time time = absl::GetFlag(FLAGS_time);
        records.push_back(InventedLook("audit", time == absl::InfinitePast() ? absl::Now() : time));
      }
      if (records.empty()) return;
      const absl::Status status = AppendEntries(pool, records);
      if (status.ok()) {
        acknowledged += static_cast<int64_t>(records.size());
        absl::MutexLock lock(&mutex);
        for (const rpc::AuditRecord& record : records) out << record.entry.uid() << "\n";
      } else {
        failed += static_cast<int64_t>(records.size());
      }
      absl::SleepFor(absl::GetFlag(FLAGS_pause));
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < absl::GetFlag(FLAGS_threads); ++i) threads.emplace_back(write);
  for (std::thread& thread : threads) thread.join();
  std::printf("%lld acknowledged, %lld failed\n", static_cast<long long>(acknowledged), static_cast<long long>(failed));
  return acknowledged > 0 && (count == 0 || failed == 0) ? 0 : 1;
}

}  // namespace
}  // namespace dayaq::testing

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return dayaq::testing::Run();
}
