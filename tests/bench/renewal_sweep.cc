// How long the sweep of a day takes over a million devices, in the parts in which the service does it. Runs inside a test cluster:
//   dev/test-cluster.sh build/release/tests/bench/renewal_sweep [DEVICES]
// Nothing here judges.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/rehabilitation/rehabilitation_parts.h"
#include "services/rehabilitation/renewal_keeper.h"
#include "tests/support/test_service.h"

namespace dayaq::rehabilitation {
namespace {

constexpr int kUsualDevices = 1000000;
constexpr int kPart = 20000;

double SecondsOf(const std::chrono::steady_clock::time_point& begun) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

// Devices of invented people, delivered evenly over two years; each waits for its day.
absl::Status Fill(const testing::TestDatabase& database, int devices) {
  return database.Execute(absl::StrCat(
      "SET session_replication_role = replica; "
      "INSERT INTO rehabilitation.device (uid, etag, survivor_uid, device_class, payer, wearer_age, state, prescribed_on, "
      "decided_on, "
      "decision_document, delivered_on, create_time, update_time, register, district, institution) "
      "SELECT gen_random_uuid(), 1, gen_random_uuid(), 'lower-conventional', 'DEVICE_PAYER_STATE', 'WEARER_AGE_ADULT', "
      "'DEVICE_STATE_DELIVERED', day, day, '1', day, now(), now(), 'az', 'AZ-TAR', 'rehabilitation-baku' "
      "FROM (SELECT to_char('2024-01-01'::date + n % 730, 'YYYY-MM-DD') AS day FROM generate_series(1, ",
      devices,
      ") AS n) AS d; "
      "INSERT INTO rehabilitation.renewal (uid, etag, survivor_uid, device_class, state, due_on, basis, term_ends_on, "
      "term_example, "
      "call_in_on, next_on, create_time, update_time, register, district, institution) "
      "SELECT uid, 1, survivor_uid, device_class, 'RENEWAL_STATE_WAITING', due, 'RENEWAL_BASIS_TERM', due, false, calls, calls, "
      "now(), now(), "
      "register, district, institution FROM (SELECT *, to_char(delivered_on::date + interval '24 months', 'YYYY-MM-DD') AS due, "
      "to_char(delivered_on::date + interval '22 months', 'YYYY-MM-DD') AS calls FROM rehabilitation.device) AS d; "
      "ANALYZE rehabilitation.device; ANALYZE rehabilitation.renewal"));
}

// Sweeps the day as the service does; prints what it took.
bool Sweep(const testing::TestService& service, const FollowUpRule& rule, absl::CivilDay day, const char* what) {
  const auto begun = std::chrono::steady_clock::now();
  int64_t swept = 0, part = 0;
  double longest = 0;
  do {
    const auto part_begun = std::chrono::steady_clock::now();
    const absl::Status done = service.As("", [&](Transaction& transaction) -> absl::Status {
      const auto part_swept = SweepPart(rule, day, kPart, transaction);
      part = part_swept.ok() ? static_cast<int64_t>(part_swept->renewals) : 0;
      return part_swept.status();
    });
    if (!done.ok()) {
      std::fprintf(stderr, "%s\n", done.ToString().c_str());
      return false;
    }
    longest = std::max(longest, SecondsOf(part_begun));
    swept += part;
  } while (part == kPart);
  std::printf("%-44s %8lld changed  %6.2f s in all  %5.2f s the longest part\n", what, static_cast<long long>(swept),
              SecondsOf(begun), longest);
  return true;
}

int Run(int devices) {
  auto policies = RehabilitationPolicies::Load("policy");
  if (!policies.ok()) return EXIT_FAILURE;
  RehabilitationParts parts(*std::move(policies));
  const auto service = testing::TestService::Start("rehabilitation", parts.methods(), parts.reactions());
  if (!service.ok()) {
    std::fprintf(stderr, "%s\n", service.status().ToString().c_str());
    return EXIT_FAILURE;
  }
  const auto begun = std::chrono::steady_clock::now();
  if (const absl::Status filled = Fill((*service)->database(), devices); !filled.ok()) {
    std::fprintf(stderr, "%s\n", filled.ToString().c_str());
    return EXIT_FAILURE;
  }
  std::printf("%d devices with a renewal each, made in %.0f s\n", devices, SecondsOf(begun));
  const FollowUpRule& rule = parts.policies().devices.follow_up;
  // The first day on which anybody is called, an ordinary one, one after a month without a sweep, and one after that to escalate
  // them.
  const bool ok = Sweep(**service, rule, absl::CivilDay(2025, 10, 31), "the day before anybody is due") &&
                  Sweep(**service, rule, absl::CivilDay(2025, 11, 1), "an ordinary day") &&
                  Sweep(**service, rule, absl::CivilDay(2025, 12, 1), "a month that nobody swept") &&
                  Sweep(**service, rule, absl::CivilDay(2025, 12, 31), "a month later: the same escalate, others come");
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace dayaq::rehabilitation

int main(int argc, char** argv) {
  int devices = 0;
  const bool said = argc > 1 && absl::SimpleAtoi(argv[1], &devices) && devices > 0;
  return dayaq::rehabilitation::Run(said ? devices : dayaq::rehabilitation::kUsualDevices);
}
