// The layer that figures are counted from, kept from events of other services on a real PostgreSQL.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/statistics/statistics_recount.h"

namespace dayaq::statistics {
namespace {

TEST_F(StatisticsServiceTest, ARefreshedLayerIsARebuiltOneWhateverHappened) {
  Hurt(12, 3);
  std::mt19937 random(11);
  std::vector<incident::v1::Incident> incidents;
  for (int step = 0; step < 25; ++step) {
    const unsigned what = random() % 5;
    if (what < 2 || incidents.empty()) {
      incidents.push_back(Registered(Hurt(absl::StrCat("5STAT", 10 + step), "2025-02-04")));
    } else {
      incident::v1::Incident& incident = incidents[random() % incidents.size()];
      incident = Read(incident.name(), incident::kAnama);
      if (what == 2) {
        const auto verified = Verify(incident::kAnama, incident);
        if (verified.ok()) incident = *verified;
      } else if (what == 3) {
        incident::v1::CorrectCasualtyRequest request =
            ReportFixture::CorrectionOf(Read(incident.name()).casualties(0), {random() % 2 == 0 ? "sex" : "activity"});
        request.mutable_facts()->set_sex(random() % 2 == 0 ? common::v1::SEX_FEMALE : common::v1::SEX_MALE);
        request.mutable_facts()->set_activity(static_cast<incident::v1::Activity>(1 + random() % 18));
        Call(&incident::v1::IncidentService::Stub::CorrectCasualty, incident::kRegistrar, request).IgnoreError();
      } else {
        incident::v1::RejectIncidentRequest request;
        request.set_request_id(NewRequestId());
        request.set_name(incident.name());
        request.set_etag(incident.etag());
        request.set_reason("Hadisə olmayıb");
        Call(&incident::v1::IncidentService::Stub::RejectIncident, incident::kAnama, request).status().IgnoreError();
      }
    }
    if (random() % 3 == 0) Follow();
  }
  Follow();
  const std::string refreshed = LayerNow();
  EXPECT_GT(Number("SELECT count(*) FROM statistics.fact WHERE recorded_until <> 'infinity'"), 0) << "something changed";
  EXPECT_GT(Number("SELECT count(*) FROM statistics.fact WHERE kind = 'SURVIVOR'"), 0);
  EXPECT_EQ(LayerRebuilt(), refreshed);
}

TEST_F(StatisticsServiceTest, NothingOfTheServiceLeadsToWhoAnybodyIs) {
  const std::string never = "('IDENTITY', 'HEALTH', 'DISABILITY', 'FINANCE', 'EMPLOYMENT', 'LOCATION', 'SECRET')";
  EXPECT_EQ(Value("SELECT coalesce(string_agg(table_name || '.' || column_name, ', '), '') FROM access.column_class "
                  "WHERE table_name LIKE 'statistics.%' AND class IN " +
                  never),
            "");
  EXPECT_EQ(Value("SELECT coalesce(string_agg(DISTINCT r.rolname || ' ' || c.table_name || '.' || c.column_name, ', '), '') "
                  "FROM access.column_class c, pg_roles r WHERE (r.rolname LIKE 'statistics\\_%' OR r.rolname = "
                  "'dayaq_statistics') AND c.class IN " +
                  never + " AND has_column_privilege(r.rolname, c.table_name, c.column_name, 'SELECT')"),
            "");
  EXPECT_EQ(
      Value("SELECT coalesce(string_agg(DISTINCT r.rolname || ' ' || t.oid::regclass, ', '), '') FROM pg_roles r, pg_class t "
            "WHERE (r.rolname LIKE 'statistics\\_%' OR r.rolname = 'dayaq_statistics') AND t.relkind = 'r' AND t.relnamespace IN "
            "('incident'::regnamespace, 'survivor'::regnamespace, 'rehabilitation'::regnamespace, 'payment'::regnamespace, "
            "'employment'::regnamespace) "
            "AND t.oid NOT IN ('incident.register'::regclass, 'incident.place'::regclass) AND has_any_column_privilege(r.rolname, "
            "t.oid, 'SELECT')"),
      "")
      << "what is known of people elsewhere comes through functions alone";
  // What those answer, by name: a column more is a decision.
  const std::string told =
      "TABLE(kind text, uid uuid, parent_uid uuid, part text, recorded_from text, recorded_until text, register text, occurred_on "
      "text, "
      "begun_on text, due_on text, ended_on text, died_on text, district text, outcome text, sex text, least_age integer, most_age "
      "integer, civil_status text, activity text, device text, benefit text, service text, relation text, share boolean, value "
      "bigint)";
  EXPECT_EQ(Value("SELECT string_agg(DISTINCT pg_get_function_result(p.oid), E'\\n') FROM pg_proc p WHERE p.proname IN "
                  "('told_for_statistics', 'amounts_for_statistics')"),
            told);
  EXPECT_EQ(
      Value("SELECT string_agg(f, ' ' ORDER BY f COLLATE \"C\") FROM (SELECT p.oid::regproc::text FROM pg_proc p WHERE "
            "p.pronamespace IN ('incident'::regnamespace, 'survivor'::regnamespace, 'rehabilitation'::regnamespace, "
            "'payment'::regnamespace, 'employment'::regnamespace) AND p.prosecdef AND "
            "has_function_privilege('statistics_background', "
            "p.oid, 'EXECUTE')) AS t(f)"),
      "incident.told_for_statistics incident.uids_for_statistics payment.amounts_for_statistics payment.records_for_statistics "
      "payment.told_for_statistics rehabilitation.records_for_statistics rehabilitation.told_for_statistics "
      "survivor.incidents_for_statistics survivor.related_for_statistics survivor.told_for_statistics "
      "survivor.uids_for_statistics");
  Registered(Hurt("5ABCDE7"));
  Follow();
  EXPECT_EQ(
      Number("SELECT count(*) FROM statistics.fact f WHERE EXISTS (SELECT FROM incident.casualty c WHERE c.uid = f.pseudonym) "
             "OR EXISTS (SELECT FROM incident.incident i WHERE i.uid IN (f.pseudonym, f.parent))"),
      0);
  EXPECT_GT(Number("SELECT count(*) FROM statistics.fact"), 1);
  EXPECT_EQ(Reason(Table(Spec("P1", {}, "2024-01-01", "2024-12-31"), "", incident::kRegistrar)),
            ErrorReason::ERROR_REASON_ACTION_DENIED);
}

}  // namespace
}  // namespace dayaq::statistics
