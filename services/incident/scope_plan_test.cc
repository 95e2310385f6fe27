// How the database finds the rows of people who are bound to five districts among very many: by an index, with row security on, for
// the statements as they are. 50,000 incidents; with DAYAQ_LONG a million.
#include <gtest/gtest.h>

#include <cstdlib>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "services/incident/duplicate_queries.h"
#include "services/incident/incident_queries.h"
#include "services/incident/incident_test_fixture.h"
#include "services/incident/search_queries.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::incident {
namespace {

// Rows as an old register has them: over thirty-five years and all districts, each incident with one person, found by a national
// id, and a report. Loaded as a copy of a database would be, without triggers.
constexpr char kFill[] = R"sql(
  SET session_replication_role = replica;
  CREATE TEMPORARY TABLE place AS
  SELECT array_agg(code ORDER BY code) AS codes FROM incident.place WHERE register = 'az' AND parent IS NULL;
  CREATE TEMPORARY TABLE row AS
  SELECT ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid AS uid, ('00000000-0000-7000-9100-' || lpad(to_hex(n), 12, '0'))::uuid AS casualty_uid,
         ('00000000-0000-7000-9200-' || lpad(to_hex(n), 12, '0'))::uuid AS report_uid, n,
         codes[1 + (n * 31) % cardinality(codes)] AS district, 'hospital-' || n % 40 AS institution
  FROM place, generate_series(1::bigint, $rows) AS n;
  INSERT INTO incident.incident (uid, number, etag, state, register, occurred_on, district, institution, injured, device_category, create_time,
                                 update_time)
  SELECT uid, (10000000 + n)::text, 1, 'INCIDENT_STATE_REPORTED', 'az', (date '1990-01-01' + ((n * 7919) % 13000)::integer)::text, district,
         institution, 1, 'DEVICE_CATEGORY_AP_MINE', now(), now() FROM row;
  INSERT INTO incident.casualty (uid, incident_uid, etag, outcome, sex, register, district, institution, create_time, update_time)
  SELECT casualty_uid, uid, 1, 'OUTCOME_INJURED', 'SEX_MALE', 'az', district, institution, now(), now() FROM row;
  INSERT INTO incident.token (kind, token, casualty_uid, incident_uid, register, district, institution)
  SELECT 'national_id', decode(md5(n::text), 'hex'), casualty_uid, uid, 'az', district, institution FROM row;
  INSERT INTO incident.report (uid, incident_uid, source, institution, create_time, register, district, incident_institution)
  SELECT report_uid, uid, 'SOURCE_KIND_HOSPITAL', institution, now(), 'az', district, institution FROM row;
  UPDATE access.role_assignment SET districts = (SELECT codes[1:5] FROM place), institution = 'hospital-barda'
  WHERE staff_uid = (SELECT uid FROM access.staff WHERE subject = 'aysel-registrar');
  ANALYZE incident.incident;
  ANALYZE incident.casualty;
  ANALYZE incident.token;
  ANALYZE incident.report;
)sql";

// One statement as somebody runs it, with what it is asked for.
struct Asked {
  const TestCaller* caller;
  Query query;
  Params params;
};

std::string Some(absl::string_view kind, int64_t n) {
  return absl::StrCat("00000000-0000-7000-", kind, "-", absl::Hex(n, absl::kZeroPad12));
}

const std::vector<std::string> kStates = {"INCIDENT_STATE_REPORTED", "INCIDENT_STATE_VERIFIED"};
const std::vector<std::string> kNational = {"az"};

// $1 to $8 of search_queries.h.
Params Filter(Param districts, Param earliest, Param number, Param found) {
  return {kNational,           std::move(districts), kStates,           std::nullopt,
          std::move(earliest), std::nullopt,         std::move(number), std::move(found)};
}

Params Page(Params filter) {
  filter.insert(filter.end(), {Param(std::nullopt), Param(std::nullopt), Param(int64_t{51})});
  return filter;
}

class ScopePlanTest : public IncidentFixture {
 protected:
  // The plan of the statement, run; as lines.
  absl::StatusOr<std::vector<std::string>> PlanOf(const Asked& asked) const {
    std::vector<std::string> plan;
    const absl::Status status =
        As(asked.caller == nullptr ? "" : asked.caller->subject, [&](Transaction& transaction) -> absl::Status {
          const std::string name = absl::StrCat("scope_plan.", asked.query.name);
          const std::string text = absl::StrCat("EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF) ", asked.query.text);
          ASSIGN_OR_RETURN(const std::vector<Row> lines, transaction.All<Row>({name, text}, asked.params, 1000));
          for (const Row& line : lines) {
            plan.emplace_back();
            RETURN_IF_ERROR(line.Read({{"QUERY PLAN", &plan.back()}}));
          }
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    return plan;
  }
};

TEST_F(ScopePlanTest, FiveDistrictsAmongManyAreReadByAnIndex) {
  const int64_t rows = std::getenv("DAYAQ_LONG") != nullptr ? 1'000'000 : 50'000;
  ASSERT_EQ(service_->database().Execute(absl::StrReplaceAll(kFill, {{"$rows", absl::StrCat(rows)}})), absl::OkStatus());
  const Param none = std::nullopt;
  const std::vector<Asked> statements = {
      {&kRegistrar, kSearch, Page(Filter(none, none, none, none))},
      {&kRegistrar, kSearch, Page(Filter(none, none, "10000031", none))},
      {&kRegistrar, kSearch, Page(Filter(none, "2020-01-01", none, none))},
      {&kRegistrar, kSearch, Page(Filter(none, none, none, std::vector<std::string>{Some("9000", 5), Some("9000", 71)}))},
      {&kRegistrar, kTotals, Filter(none, none, none, none)},
      {&kRegistrar, kTotals, Filter(std::vector<std::string>{"AZ-AGA"}, none, none, none)},
      {&kRegistrar, kIncident, {Some("9000", 71)}},
      {&kRegistrar, kCasualties, {Some("9000", 71)}},
      {&kRegistrar, kReports, {Some("9000", 71)}},
      {&kRegistrar, kIncidentsByTokens, {"national_id", std::vector<std::string>{"\\x00112233445566778899aabbccddeeff"}}},
      {&kAnama, kSearch, Page(Filter(none, none, "10000031", none))},
      {&kAnama, kIncident, {Some("9000", 31)}},
      {&kAnama, kCasualties, {Some("9000", 31)}},
      {nullptr, kCompared, {std::vector<std::string>{Some("9000", 5)}}},
  };
  for (const Asked& asked : statements) {
    const absl::Time start = absl::Now();
    const auto plan = PlanOf(asked);
    ASSERT_TRUE(plan.ok()) << asked.query.name << ": " << plan.status();
    const std::string text = absl::StrJoin(*plan, "\n");
    EXPECT_FALSE(absl::StrContains(text, "Seq Scan on incident") || absl::StrContains(text, "Seq Scan on casualty") ||
                 absl::StrContains(text, "Seq Scan on token") || absl::StrContains(text, "Seq Scan on report"))
        << asked.query.name << "\n"
        << text;
    std::printf("%s as %s among %lld: %.0f ms\n", std::string(asked.query.name).c_str(),
                asked.caller == nullptr ? "the service" : asked.caller->subject.c_str(), static_cast<long long>(rows),
                absl::ToDoubleMilliseconds(absl::Now() - start));
  }
}

}  // namespace
}  // namespace dayaq::incident
