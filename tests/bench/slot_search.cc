// How long a search for free slots takes over twenty centres and a year of appointments, through the whole wrapper. Runs inside a
// test cluster:
//   dev/test-cluster.sh build/release/tests/bench/slot_search
// Nothing here judges: beside it stands what a call costs that reads one centre, in the same run.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "dayaq/rehabilitation/v1/appointment_service.grpc.pb.h"
#include "dayaq/rehabilitation/v1/centre_service.grpc.pb.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/rehabilitation_parts.h"
#include "services/rehabilitation/rehabilitation_test_data.h"
#include "tests/support/test_service.h"

namespace dayaq::rehabilitation {
namespace {

using testing::TestCaller;
using testing::TestService;

constexpr int kCalls = 300;
constexpr int kWarmUp = 20;

// Twenty centres with five therapists and five halls each, sixteen half hours a day on every day; the nearer the day the fuller it
// is: of a hundred slots four are free tomorrow, and half of them in a year.
constexpr char kFill[] = R"sql(
  SET session_replication_role = replica;
  DELETE FROM rehabilitation.centre WHERE institution <> 'foundation';
  INSERT INTO rehabilitation.centre (uid, etag, institution, name_az, roles, district, visits, hours, open_on_days_off, create_time, update_time)
    SELECT md5('centre ' || c)::uuid, 1, 'centre-' || c, 'Mərkəz ' || c, '["CENTRE_ROLE_PROVIDER"]', 'AZ-BA',
           '[{"visit": "VISIT_KIND_PHYSIOTHERAPY", "minutes": 30, "needs_room": true}]',
           (SELECT jsonb_agg(jsonb_build_object('weekday', 'WEEKDAY_' || d, 'opens_minute', 540, 'closes_minute', 1020))
            FROM unnest('{MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY}'::text[]) AS d), true, now(), now()
    FROM generate_series(1, 20) AS c;
  INSERT INTO rehabilitation.specialist (uid, etag, centre_uid, institution, full_name, visits, create_time, update_time)
    SELECT md5(format('specialist %s %s', c, s))::uuid, 1, md5('centre ' || c)::uuid, 'centre-' || c, 'Nümunəli', '["VISIT_KIND_PHYSIOTHERAPY"]', now(), now()
    FROM generate_series(1, 20) AS c, generate_series(1, 5) AS s;
  INSERT INTO rehabilitation.room (uid, etag, centre_uid, institution, title, visits, create_time, update_time)
    SELECT md5(format('room %s %s', c, s))::uuid, 1, md5('centre ' || c)::uuid, 'centre-' || c, 'Zal', '["VISIT_KIND_PHYSIOTHERAPY"]', now(), now()
    FROM generate_series(1, 20) AS c, generate_series(1, 5) AS s;
  INSERT INTO rehabilitation.appointment (uid, etag, episode_uid, survivor_uid, centre_uid, specialist_uid, room_uid, visit, starts_time, ends_time, state,
                                          create_time, update_time, register, district, institution)
    SELECT gen_random_uuid(), 1, gen_random_uuid(), gen_random_uuid(), md5('centre ' || c)::uuid, md5(format('specialist %s %s', c, s))::uuid,
           md5(format('room %s %s', c, s))::uuid, 'VISIT_KIND_PHYSIOTHERAPY', t.starts, t.starts + interval '30 minutes', 'APPOINTMENT_STATE_BOOKED', now(),
           now(), 'az', 'AZ-TAR', 'centre-' || c
    FROM generate_series(1, 20) AS c, generate_series(1, 5) AS s, generate_series(0, 365) AS d, generate_series(0, 15) AS slot
         CROSS JOIN LATERAL (SELECT date_trunc('day', now() AT TIME ZONE 'UTC' + interval '4 hours') AT TIME ZONE 'UTC' + interval '5 hours'
                                    + d * interval '1 day' + slot * interval '30 minutes' AS starts) AS t
    WHERE hashtext(format('%s %s %s %s', c, s, d, slot)) & 1023 < 983 - d * 471 / 365;
  RESET session_replication_role;
  ANALYZE rehabilitation.appointment;
)sql";

void Report(const char* what, std::vector<double> took) {
  std::sort(took.begin(), took.end());
  const auto at = [&](double share) { return took[static_cast<size_t>(share * static_cast<double>(took.size() - 1))]; };
  std::printf("%-46s p50 %7.2f ms  p99 %7.2f ms  max %7.2f ms\n", what, at(0.5), at(0.99), took.back());
}

template <typename Body>
bool Measure(const char* what, Body body) {
  std::vector<double> took;
  for (int i = 0; i < kWarmUp + kCalls; ++i) {
    const absl::Time begun = absl::Now();
    if (const absl::Status done = body(); !done.ok()) {
      std::fprintf(stderr, "%s: %s\n", what, done.ToString().c_str());
      return false;
    }
    if (i >= kWarmUp) took.push_back(absl::ToDoubleMilliseconds(absl::Now() - begun));
  }
  Report(what, std::move(took));
  return true;
}

int Run() {
  auto policies = RehabilitationPolicies::Load("policy");
  if (!policies.ok()) return EXIT_FAILURE;
  policies->calendar = InventedCalendar(static_cast<int>(Today(absl::Now()).year()), 3);
  RehabilitationParts parts(*std::move(policies));
  const auto service = TestService::Start("rehabilitation", parts.methods());
  if (!service.ok()) {
    std::fprintf(stderr, "%s\n", service.status().ToString().c_str());
    return EXIT_FAILURE;
  }
  const absl::Time begun = absl::Now();
  if (const absl::Status filled = (*service)->database().Execute(kFill); !filled.ok()) {
    std::fprintf(stderr, "%s\n", filled.ToString().c_str());
    return EXIT_FAILURE;
  }
  std::printf("%s appointments, made in %.0f s\n",
              (*service)->database().Value("SELECT count(*) FROM rehabilitation.appointment")->c_str(),
              absl::ToDoubleSeconds(absl::Now() - begun));
  const TestCaller clerk{"aynur-clerk"};
  const auto centres = v1::CentreService::NewStub((*service)->Channel());
  const auto appointments = v1::AppointmentService::NewStub((*service)->Channel());
  v1::GetCentreRequest one;
  one.set_name("centres/" + (*service)->database().Value("SELECT md5('centre 1')::uuid").value_or(""));
  std::mt19937 random(20261130);
  const absl::CivilDay today = Today(absl::Now());
  const auto search = [&](int first, int days, int most) {
    v1::SearchSlotsRequest request;
    request.set_visit(v1::VISIT_KIND_PHYSIOTHERAPY);
    *request.mutable_first_day() = PartialDateOf(today + first);
    *request.mutable_last_day() = PartialDateOf(today + first + days);
    request.set_most(most);
    return (*service)->Call(*appointments, &v1::AppointmentService::Stub::SearchSlots, clerk, request).status();
  };
  const bool ok =
      Measure("floor: one centre read",
              [&] { return (*service)->Call(*centres, &v1::CentreService::Stub::GetCentre, clerk, one).status(); }) &&
      Measure("the next 20 slots from any day of the year", [&] { return search(static_cast<int>(random() % 360), 5, 20); }) &&
      Measure("the next 200 slots from any day of the year", [&] { return search(static_cast<int>(random() % 300), 60, 200); });
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace dayaq::rehabilitation

int main() { return dayaq::rehabilitation::Run(); }
