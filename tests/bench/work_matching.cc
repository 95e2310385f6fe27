// How long it takes to match one person against 50,000 vacancies, through the whole wrapper, and to propose vacancies to 100,000
// people overnight, in the parts in which the service does it. Runs inside a test cluster:
//   dev/test-cluster.sh build/release/tests/bench/work_matching [PEOPLE]
// Nothing here judges: beside each stands what plain SQL takes that looks for the same and weighs nothing but skills.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "dayaq/employment/v1/profile_service.grpc.pb.h"
#include "dayaq/employment/v1/vacancy_service.grpc.pb.h"
#include "services/employment/employment_parts.h"
#include "services/employment/proposer.h"
#include "services/platform/sealing/uuid7.h"
#include "services/platform/text/partial_date.h"
#include "tests/support/test_service.h"

namespace dayaq::employment {
namespace {

using testing::TestCaller;
using testing::TestService;

constexpr int kVacancies = 50000;
constexpr int kUsualPeople = 100000;
constexpr int kCalls = 300;
constexpr int kWarmUp = 20;
constexpr int kPart = 2000;

// Vacancies and people over all districts and fields, each as chance has it; whoever needs an adaptation needs it for walking.
std::string Fill(int people) {
  return absl::StrCat(
      R"sql(
  SET session_replication_role = replica;
  CREATE TEMPORARY TABLE districts AS SELECT code, row_number() OVER (ORDER BY code) - 1 AS n, count(*) OVER () AS of
    FROM incident.place WHERE register = 'az' AND latitude IS NOT NULL;
  CREATE TEMPORARY TABLE names AS SELECT
    '{AGRICULTURE,FOOD,TEXTILES,CONSTRUCTION,METAL_AND_REPAIR,ELECTRICS,TRANSPORT,TRADE,OFFICE,COMPUTING,TEACHING,CARE,SERVICES,SECURITY,CRAFTS,ADMINISTRATION}'::text[] AS fields,
    '{SEWING,COOKING,WELDING,PAINTING,CAR_REPAIR,ACCOUNTING,OFFICE_SOFTWARE,PROGRAMMING,SELLING,TEACHING}'::text[] AS skills,
    '{1,4,7,10,15,22,23,25,29,32}'::integer[] AS numbers;
  INSERT INTO employment.employer (uid, etag, institution, title, tax_id, district, quota_places, create_time, update_time)
    SELECT md5('employer ' || n)::uuid, 1, 'employment-barda', 'Müəssisə ' || n, lpad(n::text, 10, '0'), 'AZ-BAR', 100, now(), now() FROM generate_series(1, 500) AS n;
  INSERT INTO employment.vacancy (uid, etag, institution, employer_uid, title, field, district, schedule, hours_week, salary_qepik, home_work, least_education,
                                  skills, languages, rests_on, adaptations_there, adaptations_possible, quota, places, closes_on, state, schooling_rank, skill_bits,
                                  language_bits, driving_bit, rests_on_bits, there_bits, possible_bits, create_time, update_time)
    SELECT gen_random_uuid(), 1, 'employment-barda', md5('employer ' || (i % 500 + 1))::uuid, 'Peşə ' || i, 'WORK_FIELD_' || fields[h % 16 + 1], d.code,
           CASE h / 16 % 4 WHEN 0 THEN 'WORK_SCHEDULE_PART_TIME' ELSE 'WORK_SCHEDULE_FULL_TIME' END, 40, 40000 + h % 60000, h % 20 = 0, 'EDUCATION_LEVEL_GENERAL',
           jsonb_build_array('SKILL_' || skills[h / 64 % 10 + 1]), '["WORK_LANGUAGE_AZERBAIJANI"]', '["FUNCTION_DOMAIN_WALKING"]',
           CASE WHEN h % 3 = 0 THEN '["WORK_ADAPTATION_STEP_FREE"]'::jsonb END, CASE WHEN h % 3 = 1 THEN '["WORK_ADAPTATION_STEP_FREE"]'::jsonb END, h % 5 = 0, 3,
           '2099-12-31', 'VACANCY_STATE_OPEN', 3, 1::bigint << numbers[h / 64 % 10 + 1], 2, 0, 8, CASE WHEN h % 3 = 0 THEN 2 ELSE 0 END,
           CASE WHEN h % 3 = 1 THEN 2 ELSE 0 END, now(), now()
    FROM names, generate_series(1, )sql",
      kVacancies,
      R"sql() AS g(i) CROSS JOIN LATERAL (SELECT abs(hashtext('vacancy ' || i)) AS h) AS chance JOIN districts AS d ON d.n = h / 640 % d.of;
  INSERT INTO employment.profile (uid, etag, survivor_uid, person_uid, survivor_number, state, lives_in, education, skills, languages, fields, most_km, home_work,
                                  least_salary_qepik, abilities, consent_given_on, consent_document, opened_on, create_time, update_time, register, district, institution)
    SELECT md5('profile ' || i)::uuid, 1, md5('person ' || i)::uuid, md5('person ' || i)::uuid, i::text, 'PROFILE_STATE_OPEN', d.code, 'EDUCATION_LEVEL_COMPLETE',
           jsonb_build_array('SKILL_' || skills[h % 10 + 1], 'SKILL_' || skills[(h + 3) % 10 + 1]), '["WORK_LANGUAGE_AZERBAIJANI"]',
           jsonb_build_array('WORK_FIELD_' || fields[h / 10 % 16 + 1], 'WORK_FIELD_' || fields[(h / 10 + 5) % 16 + 1], 'WORK_FIELD_' || fields[(h / 10 + 9) % 16 + 1]),
           h % 120, h % 10 = 0, 0,
           CASE WHEN h % 2 = 0 THEN '[{"domain": "FUNCTION_DOMAIN_WALKING", "ability": "WORK_ABILITY_WITH_ADAPTATION", "adaptations": ["WORK_ADAPTATION_STEP_FREE"]}]'::jsonb END,
           '2026-01-02', 'R', '2026-01-01', now(), now(), 'az', d.code, 'employment-barda'
    FROM names, generate_series(1, )sql",
      people,
      R"sql() AS g(i) CROSS JOIN LATERAL (SELECT abs(hashtext('profile ' || i)) AS h) AS chance JOIN districts AS d ON d.n = h / 160 % d.of;
  RESET session_replication_role;
  ANALYZE employment.vacancy; ANALYZE employment.profile;
)sql");
}

void Report(const char* what, std::vector<double> took) {
  std::sort(took.begin(), took.end());
  const auto at = [&](double share) { return took[static_cast<size_t>(share * static_cast<double>(took.size() - 1))]; };
  std::printf("%-52s p50 %7.2f ms  p99 %7.2f ms  max %7.2f ms\n", what, at(0.5), at(0.99), took.back());
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

// The ten with most skills in common, of the fields that are wished for and the district that is lived in: with nothing weighed and
// nothing explained.
constexpr char kPlainMatch[] =
    "SELECT count(*) FROM (SELECT v.uid FROM employment.profile AS p JOIN employment.vacancy AS v ON v.district = p.lives_in AND "
    "p.fields ? v.field AND v.state = 'VACANCY_STATE_OPEN' AND v.places_taken < v.places WHERE p.uid = md5('profile ' || ";
constexpr char kPlainMatchEnd[] =
    ")::uuid ORDER BY (SELECT count(*) FROM jsonb_array_elements_text(v.skills) AS s(code) WHERE p.skills ? s.code) DESC LIMIT 10) "
    "AS m";
// The same for everybody, five each, into a table that holds nothing else.
constexpr char kPlainNight[] =
    "CREATE TABLE employment.floor AS SELECT p.uid AS profile_uid, v.uid AS vacancy_uid FROM employment.profile AS p CROSS JOIN "
    "LATERAL ("
    "SELECT v.uid FROM employment.vacancy AS v WHERE v.district = p.lives_in AND p.fields ? v.field AND v.state = "
    "'VACANCY_STATE_OPEN' "
    "ORDER BY (SELECT count(*) FROM jsonb_array_elements_text(v.skills) AS s(code) WHERE p.skills ? s.code) DESC LIMIT 5) AS v "
    "WHERE p.uid < '10000000-0000-0000-0000-000000000000'";

bool Night(const TestService& service, const EmploymentPolicy& policy, int people) {
  const absl::Time begun = absl::Now();
  std::string after = "00000000-0000-0000-0000-000000000000";
  size_t seen = 0, proposals = 0, part = 0;
  double longest = 0;
  do {
    const absl::Time part_begun = absl::Now();
    const absl::Status done = service.As("", [&](Transaction& transaction) -> absl::Status {
      ASSIGN_OR_RETURN(const ProposedPart proposed,
                       ProposePart(
                           policy, Today(absl::Now()), after, kPart, [] { return NewUuid7(absl::Now()); }, transaction));
      part = proposed.people;
      proposals += proposed.proposals;
      if (part > 0) after = proposed.last_uid;
      return absl::OkStatus();
    });
    if (!done.ok()) {
      std::fprintf(stderr, "%s\n", done.ToString().c_str());
      return false;
    }
    seen += part;
    longest = std::max(longest, absl::ToDoubleSeconds(absl::Now() - part_begun));
  } while (part == static_cast<size_t>(kPart));
  std::printf("%-52s %8zu people  %8zu proposals  %7.1f s in all  %5.2f s the longest part\n",
              people == kUsualPeople ? "a night" : "a night of fewer people", seen, proposals,
              absl::ToDoubleSeconds(absl::Now() - begun), longest);
  return true;
}

int Run(int people) {
  auto policies = EmploymentPolicies::Load("policy");
  if (!policies.ok()) return EXIT_FAILURE;
  const EmploymentPolicy policy = policies->work;
  EmploymentParts parts(*std::move(policies));
  const auto service = TestService::Start("employment", parts.methods());
  if (!service.ok()) {
    std::fprintf(stderr, "%s\n", service.status().ToString().c_str());
    return EXIT_FAILURE;
  }
  const absl::Time begun = absl::Now();
  if (const absl::Status filled = (*service)->database().Execute(Fill(people)); !filled.ok()) {
    std::fprintf(stderr, "%s\n", filled.ToString().c_str());
    return EXIT_FAILURE;
  }
  std::printf("%d vacancies and %d people, made in %.0f s\n", kVacancies, people, absl::ToDoubleSeconds(absl::Now() - begun));
  const TestCaller adviser{"fidan-employment"};
  const auto vacancies = v1::VacancyService::NewStub((*service)->Channel());
  const auto profiles = v1::ProfileService::NewStub((*service)->Channel());
  std::mt19937 random(20261130);
  const auto any = [&] { return static_cast<int>(random() % static_cast<unsigned>(people)) + 1; };
  const auto name_of = [&](int n) {
    return "profiles/" + (*service)->database().Value(absl::StrCat("SELECT md5('profile ' || ", n, ")::uuid")).value_or("");
  };
  std::vector<std::string> names;
  for (int i = 0; i < kWarmUp + kCalls; ++i) names.push_back(name_of(any()));
  size_t next = 0;
  const bool ok =
      Measure("floor: plain SQL, the district alone",
              [&] { return (*service)->database().Value(absl::StrCat(kPlainMatch, any(), kPlainMatchEnd)).status(); }) &&
      Measure("floor: one profile read",
              [&] {
                v1::GetProfileRequest request;
                request.set_name(names[next++ % names.size()]);
                return (*service)->Call(*profiles, &v1::ProfileService::Stub::GetProfile, adviser, request).status();
              }) &&
      Measure("one person against 50,000 vacancies", [&] {
        v1::MatchVacanciesRequest request;
        request.set_profile(names[next++ % names.size()]);
        return (*service)->Call(*vacancies, &v1::VacancyService::Stub::MatchVacancies, adviser, request).status();
      });
  if (!ok) return EXIT_FAILURE;
  const absl::Time floor_begun = absl::Now();
  if (const absl::Status done = (*service)->database().Execute(kPlainNight); !done.ok()) {
    std::fprintf(stderr, "%s\n", done.ToString().c_str());
    return EXIT_FAILURE;
  }
  const double floor_seconds = absl::ToDoubleSeconds(absl::Now() - floor_begun);
  std::printf("floor: plain SQL, a sixteenth of the people, the district alone: %.1f s, so %.0f s for all\n", floor_seconds,
              16 * floor_seconds);
  return Night(**service, policy, people) && Night(**service, policy, people) ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace dayaq::employment

int main(int argc, char** argv) {
  int people = 0;
  const bool said = argc > 1 && absl::SimpleAtoi(argv[1], &people) && people > 0;
  return dayaq::employment::Run(said ? people : dayaq::employment::kUsualPeople);
}
