// How long figures take that are counted from the de-identified layer, beside one full aggregate of it; how late the layer is while
// people are registered; and how long a full release is protected and audited. Runs inside a test cluster:
//   dev/test-cluster.sh build/release/tests/bench/statistics_layer [PEOPLE [SECONDS [A_SECOND]]]
// A million people hurt, 30 seconds of 500 registrations where nothing is said. Nothing here judges.
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/statistics/figure_store.h"
#include "services/statistics/release_maker.h"
#include "services/statistics/statistics_parts.h"
#include "tests/support/test_service.h"

namespace dayaq::statistics {
namespace {

constexpr int kUsualPeople = 1'000'000, kUsualSeconds = 30, kUsualRate = 500;

constexpr char kStatistician[] = "xatira-statistician";

using Clock = std::chrono::steady_clock;
double SecondsSince(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

bool Say(const absl::Status& status) {
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return status.ok();
}

// The layer of so many people hurt since 1991, with all that is known of them: two thirds as many incidents, four fifths as many
// survivors, a tenth of them paid every month of a year, prostheses, sessions, decisions and families.
absl::Status Fill(const testing::TestDatabase& database, int people) {
  const std::string head =
      "INSERT INTO statistics.fact (kind, pseudonym, part, parent, recorded_from, kept_from, register, occurred_on, district, "
      "outcome, sex, "
      "age_band, civ_status, activity, device, benefit, service, relation, share, value) SELECT ";
  const std::string when = "'2026-01-01'::timestamptz - random() * interval '9000 days', '2026-06-01', 'az', ";
  const std::string day = "to_char('1991-11-01'::date + (random() * 12400)::integer, 'YYYY-MM-DD'), ";
  const std::string sex = "(ARRAY['M', 'M', 'M', 'M', 'M', 'F', 'U'])[1 + (random() * 6)::integer], ";
  const auto rows = [](int count) { return absl::StrCat(" FROM generate_series(1, ", count, ") AS i; "); };
  return database.Execute(absl::StrCat(
      "SET session_replication_role = replica; CREATE TEMPORARY TABLE place AS SELECT array_agg(code ORDER BY code) AS codes FROM "
      "incident.place WHERE register = 'az'; ",
      head, "'CASUALTY', gen_random_uuid(), '', gen_random_uuid(), ", when, day, "(SELECT codes[1 + i % 77] FROM place), ",
      "(ARRAY['KILLED', 'INJURED', 'INJURED', 'INJURED'])[1 + (random() * 3)::integer], ", sex,
      "(ARRAY['Y0T17', 'Y18T29', 'Y30T59', 'Y_GE60', 'U'])[1 + (random() * 4)::integer], (ARRAY['CIVILIAN', 'MILITARY', 'DEMINER', "
      "'UNKNOWN'])[1 + (random() * 3)::integer], (ARRAY['HERDING', 'FARMING', 'UNKNOWN'])[1 + (random() * 2)::integer], "
      "(ARRAY['AP_MINE', 'AV_MINE', 'UNKNOWN'])[1 + (random() * 2)::integer], NULL, NULL, NULL, CASE WHEN random() < 0.7 THEN "
      "'YES' ELSE "
      "'NO' END, CASE WHEN random() < 0.5 THEN (random() * 60)::integer * 5 END",
      rows(people), head, "'INCIDENT', gen_random_uuid(), '', NULL, ", when, day,
      "(SELECT codes[1 + i % 77] FROM place), NULL, NULL, NULL, NULL, NULL, (ARRAY['AP_MINE', 'AV_MINE', 'UNKNOWN'])[1 + (random() "
      "* "
      "2)::integer], NULL, NULL, NULL, NULL, NULL",
      rows(people * 2 / 3), head, "'SURVIVOR', gen_random_uuid(), '', NULL, ", when, day,
      "(SELECT codes[1 + i % 77] FROM place), NULL, ", sex, "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL",
      rows(people * 4 / 5), head, "'PAYMENT', gen_random_uuid(), '', md5((i % ", std::max(people / 10, 1), ")::text)::uuid, ", when,
      "to_char('2025-01-01'::date + (random() * 364)::integer, 'YYYY-MM'), '', NULL, ", sex,
      "NULL, NULL, NULL, NULL, (ARRAY['DISABILITY_ALLOWANCE', 'STIPEND_WAR'])[1 + i % 2], NULL, CASE WHEN i % 4 = 0 THEN 'SPOUSE' "
      "END, "
      "NULL, CASE WHEN i % 12 = 0 THEN (random() * 90)::integer END",
      rows(people * 6 / 5), head, "'PROSTHESIS', gen_random_uuid(), '', NULL, ", when, day, "'', NULL, ", sex,
      "NULL, NULL, NULL, NULL, NULL, NULL, NULL, CASE WHEN random() < 0.6 THEN 'YES' ELSE 'NO' END, NULL", rows(people / 10), head,
      "'ENTITLED', gen_random_uuid(), 'paid', NULL, ", when, day, "'', NULL, ", sex,
      "NULL, NULL, NULL, NULL, NULL, NULL, NULL, CASE WHEN random() < 0.8 THEN 'YES' ELSE 'NO' END, NULL", rows(people * 4 / 5),
      head, "'SERVICE', gen_random_uuid(), '', gen_random_uuid(), ", when, day,
      "'', NULL, NULL, NULL, NULL, NULL, NULL, NULL, (ARRAY['REHABILITATION', 'PSYCHOLOGICAL'])[1 + i % 2], NULL, NULL, NULL",
      rows(people / 2), head, "'DECISION', gen_random_uuid(), '', gen_random_uuid(), ", when, day,
      "'', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, (random() * 120)::integer", rows(people / 2), head,
      "'RELATIVE', gen_random_uuid(), '', gen_random_uuid(), ", when, day, "'', NULL, ", sex,
      "NULL, NULL, NULL, NULL, NULL, NULL, (ARRAY['SPOUSE', 'CHILD', 'PARENT', 'OTHER'])[1 + i % 4], NULL, NULL", rows(people / 2),
      "SET session_replication_role = origin; ANALYZE statistics.fact"));
}

struct Bench {
  StatisticsPolicies policies;
  Measures measures;
  FigureRules rules;
  std::vector<ListedCode> districts;
  LayerMoment moment{.registered_in = "az", .known_until = absl::CivilDay(2026, 6, 30)};

  explicit Bench(StatisticsPolicies loaded)
      : policies(std::move(loaded)),
        measures(policies.sets, policies.population),
        rules{policies.sets, measures, policies.disclosure, policies.population} {}

  absl::StatusOr<FigurePlan> Plan(const std::string& indicator, const std::vector<std::string>& dimensions, int years,
                                  v1::TimeStep step = v1::TIME_STEP_YEAR) const {
    v1::TableSpec spec;
    spec.set_indicator(indicator);
    for (const std::string& dimension : dimensions) spec.add_dimensions(dimension);
    *spec.mutable_from() = *PartialDateFromText(absl::StrCat(2026 - years, "-01-01"));
    *spec.mutable_until() = *PartialDateFromText("2025-12-31");
    spec.set_step(step);
    Violations found;
    auto plan = PlanFigures(spec, moment.known_until, districts, rules, "", found);
    if (!plan.has_value()) return found.ToStatus();
    return *std::move(plan);
  }
};

// All indicators that are counted, by the year and by each of their dimensions.
bool CountAll(const testing::TestService& service, const Bench& bench) {
  const FigureStore store;
  double all = 0;
  int tables = 0;
  for (const IndicatorSet& set : bench.policies.sets) {
    for (const Indicator& indicator : set.indicators) {
      if (!bench.measures.Of(set, indicator).has_value()) continue;
      std::vector<std::string> by = bench.measures.Dimensions(set, indicator);
      if (bench.measures.Of(set, indicator)->figure != FigureKind::kAmount) by.emplace_back();
      for (const std::string& dimension : by) {
        const auto plan = bench.Plan(
            absl::StrCat(set.id, "/", indicator.id),
            dimension.empty() ? std::vector<std::string>() : std::vector<std::string>{dimension}, 1,
            bench.measures.Of(set, indicator)->lasting == Lasting::kCumulative ? v1::TIME_STEP_UNSPECIFIED : v1::TIME_STEP_YEAR);
        if (!Say(plan.status())) return false;
        const auto begun = Clock::now();
        size_t groups = 0;
        if (!Say(service.As(kStatistician, [&](Transaction& transaction) -> absl::Status {
              ASSIGN_OR_RETURN(const auto counted, store.Count(transaction, bench.moment, *plan));
              groups = counted.size();
              return absl::OkStatus();
            }))) {
          return false;
        }
        const double seconds = SecondsSince(begun);
        all += seconds;
        ++tables;
        std::printf("  %-28s %-12s %8.3f s  %5zu groups\n", absl::StrCat(set.id, "/", indicator.id).c_str(), dimension.c_str(),
                    seconds, groups);
      }
    }
  }
  const auto begun = Clock::now();
  const auto floor = service.database().Value(
      "SELECT count(*) FROM (SELECT kind, left(occurred_on, 4), outcome, sex, count(*) FROM statistics.fact WHERE register = 'az' "
      "GROUP BY 1, "
      "2, 3, 4) AS g");
  const double floor_seconds = SecondsSince(begun);
  if (!Say(floor.status())) return false;
  std::printf("%d tables of a year                      %8.3f s   one full aggregate %8.3f s   ratio %.2f   (goal 0.2 s)\n", tables,
              all, floor_seconds, all / floor_seconds);
  return true;
}

// So many people a second registered for a while: rows as the services write them, and the events they tell.
bool Lag(testing::TestService& service, int seconds, int a_second) {
  constexpr int kTenths = 10;
  if (!Say(service.StartWorkers())) return false;
  const int step = std::max(a_second / kTenths, 1);
  const auto begun = Clock::now();
  for (int tenth = 0; tenth < seconds * kTenths; ++tenth) {
    std::this_thread::sleep_until(begun + std::chrono::milliseconds(1000 / kTenths) * tenth);
    if (!Say(service.database().Execute(absl::StrCat(
            "BEGIN; SET LOCAL session_replication_role = replica; CREATE TEMPORARY TABLE made ON COMMIT DROP AS SELECT "
            "gen_random_uuid() AS i, "
            "gen_random_uuid() AS c, gen_random_uuid() AS s, nextval('survivor.number_sequence') AS n FROM generate_series(1, ",
            step,
            "); INSERT INTO incident.incident (uid, number, etag, state, register, occurred_on, district, institution, injured, "
            "create_time, "
            "update_time) SELECT i, (n + 10000000)::text, 1, 'INCIDENT_STATE_REPORTED', 'az', '2026-06-01', 'AZ-TAR', "
            "'hospital-tartar', 1, now(), "
            "now() FROM made; INSERT INTO incident.casualty (uid, incident_uid, etag, outcome, sex, register, district, "
            "institution, "
            "create_time, update_time) SELECT c, i, 1, 'OUTCOME_INJURED', 'SEX_MALE', 'az', 'AZ-TAR', 'hospital-tartar', now(), "
            "now() FROM "
            "made; INSERT INTO survivor.survivor (uid, number, etag, register, district, institution, state, sex, create_time, "
            "update_time) "
            "SELECT s, n::text, 1, 'az', 'AZ-TAR', 'hospital-tartar', 'SURVIVOR_STATE_LIVING', 'SEX_MALE', now(), now() FROM made; "
            "SELECT "
            "outbox.emit((SELECT jsonb_agg(e) FROM (SELECT jsonb_build_object('uid', gen_random_uuid(), 'kind', "
            "'incident.registered', "
            "'resource', 'incidents/' || i) AS e FROM made UNION ALL SELECT jsonb_build_object('uid', gen_random_uuid(), 'kind', "
            "'survivor.opened', 'resource', 'survivors/' || s) FROM made) AS t)); COMMIT")))) {
      return false;
    }
  }
  const double said = SecondsSince(begun);
  const std::string heard =
      " FROM outbox.delivery d JOIN outbox.event e ON e.uid = d.event_uid WHERE d.subscriber = 'statistics.refresh' AND e.kind IN "
      "('incident.registered', 'survivor.opened')";
  for (int i = 0; i < 600; ++i) {
    if (service.database().Value(absl::StrCat("SELECT count(*)", heard, " AND d.state <> 'DONE'")).value_or("") == "0") break;
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  service.StopWorkers();
  const auto row = service.database().Value(
      absl::StrCat("SELECT count(*) || ' events, p50 ' || round(1000 * percentile_disc(0.5) WITHIN GROUP (ORDER BY lag)) || ' ms, "
                   "p99 ' || round(1000 * "
                   "percentile_disc(0.99) WITHIN GROUP (ORDER BY lag)) || ' ms, at most ' || round(1000 * max(lag)) || ' ms, not "
                   "taken in ' || count(*) "
                   "FILTER (WHERE lag IS NULL) FROM (SELECT extract(epoch FROM d.done_time - e.time) AS lag",
                   heard, ") AS l"));
  std::printf("%d registrations/s for %.1f s: %s   (goal p99 5 s)\n", a_second, said, row.value_or("?").c_str());
  return Say(row.status());
}

// Twelve tables of a release, about 20,000 cells.
bool Release(const testing::TestService& service, const Bench& bench) {
  const std::string p = "az-provisional/";
  const std::vector<std::pair<std::string, std::vector<std::string>>> asked = {{p + "P1", {"OUTCOME", "SEX"}},
                                                                               {p + "P1", {"AGE", "SEX"}},
                                                                               {p + "P1", {"REF_AREA", "SEX"}},
                                                                               {p + "P1", {"REF_AREA", "OUTCOME"}},
                                                                               {p + "P1", {"DEVICE"}},
                                                                               {p + "P1", {"ACTIVITY_EO"}},
                                                                               {p + "P1", {"CIV_STATUS"}},
                                                                               {p + "P3", {"REF_AREA"}},
                                                                               {p + "P4", {"REF_AREA"}},
                                                                               {p + "P6a", {"BENEFIT"}},
                                                                               {p + "P7", {"SEX"}},
                                                                               {p + "P8", {"SERVICE"}}};
  std::vector<FigurePlan> plans;
  std::vector<CountedTable> counted;
  const FigureStore store;
  size_t cells = 0;
  const auto begun = Clock::now();
  for (const auto& [indicator, dimensions] : asked) {
    auto plan = bench.Plan(indicator, dimensions, 10);
    if (!Say(plan.status())) return false;
    if (!Say(service.As(kStatistician, [&](Transaction& transaction) -> absl::Status {
          ASSIGN_OR_RETURN(const auto groups, store.Count(transaction, bench.moment, *plan));
          ASSIGN_OR_RETURN(auto table, FilledTable(*plan, groups, {}));
          cells += table.table.CellCount();
          counted.push_back(std::move(table));
          return absl::OkStatus();
        }))) {
      return false;
    }
    plans.push_back(*std::move(plan));
  }
  const double counting = SecondsSince(begun);
  const auto protecting = Clock::now();
  const ReleaseMaker maker(bench.rules);
  const ProtectedRelease shown = maker.Show("bench", plans, counted, {});
  const double protecting_seconds = SecondsSince(protecting);
  const auto auditing = Clock::now();
  const AuditReport report = Audit(shown, {}, bench.policies.disclosure);
  std::printf(
      "a release of %zu tables, %zu cells: counted %.2f s, protected %.2f s, audited %.2f s (goal 120 s); %s, %lld proven, %lld "
      "small, %lld "
      "hidden for them\n",
      plans.size(), cells, counting, protecting_seconds, SecondsSince(auditing), report.passed() ? "passed" : "REFUSED",
      static_cast<long long>(report.looked_at), static_cast<long long>(report.loss.primary),
      static_cast<long long>(report.loss.complementary));
  return true;
}

int Main(int people, int seconds, int a_second) {
  auto policies = StatisticsPolicies::Load("policy");
  if (!Say(policies.status())) return 1;
  Bench bench(*policies);
  StatisticsParts parts(*std::move(policies));
  auto service = testing::TestService::Start("statistics", parts.methods(), parts.reactions());
  if (!Say(service.status())) return 1;
  // What migrations told is not measured.
  if (!Say((*service)->React().status())) return 1;
  const auto begun = Clock::now();
  if (!Say(Fill((*service)->database(), people))) return 1;
  std::printf("a layer of %d people hurt, %s rows, filled in %.0f s\n", people,
              (*service)->database().Value("SELECT count(*) FROM statistics.fact").value_or("?").c_str(), SecondsSince(begun));
  if (!Say((*service)->As(kStatistician, [&](Transaction& transaction) -> absl::Status {
        ASSIGN_OR_RETURN(bench.districts, FigureStore().Districts(transaction, "az"));
        return absl::OkStatus();
      }))) {
    return 1;
  }
  return CountAll(**service, bench) && Release(**service, bench) && Lag(**service, seconds, a_second) ? 0 : 1;
}

}  // namespace
}  // namespace dayaq::statistics

int main(int argc, char** argv) {
  const auto number = [&](int place, int usual) {
    int given = 0;
    return argc > place && absl::SimpleAtoi(argv[place], &given) && given > 0 ? given : usual;
  };
  return dayaq::statistics::Main(number(1, dayaq::statistics::kUsualPeople), number(2, dayaq::statistics::kUsualSeconds),
                                 number(3, dayaq::statistics::kUsualRate));
}
