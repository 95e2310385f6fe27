// The statements of this service against the migrated schema: every field has its column, and no statement reads a large table from
// end to end, as the roles that run them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/audit/audit_test_fixture.h"
#include "services/audit/entry_queries.h"
#include "services/audit/withholding_queries.h"
#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"

namespace dayaq::audit {
namespace {

class AuditDatabaseTest : public AuditFixture {
 protected:
  absl::Status As(const std::string& subject, const std::function<absl::Status(Transaction&)>& body) const {
    return audit_.service().As(subject, body);
  }
};

TEST_F(AuditDatabaseTest, EveryStoredFieldHasAColumnThatFits) {
  const absl::Status status =
      As("habib-auditor", [](Transaction& transaction) { return CheckColumns(transaction, *v1::Withholding::descriptor(), {}); });
  EXPECT_TRUE(status.ok()) << status;
}

TEST_F(AuditDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  const std::vector<Query> privacy_officer = {
      kSearchEntries, kEntry,          kReaches,     kLooksAt,         kInstitutionNames, kLogStatus,   kLogs,
      kStandingOf,    kAddWithholding, kWithholding, kLockWithholding, kMoveWithholding,  kWithholdings};
  const std::vector<Query> auditor = {kSearchEntries, kEntry, kReaches, kLooksAt, kWithholding, kWithholdings};
  const std::vector<Query> person = {kReaches, kLooksAt, kInstitutionNames};
  const std::vector<Query> operators = {kLogStatus, kLogs};
  const TestCaller survivor = ThePerson(NewRequestId());
  for (const auto& [subject, queries] : {std::pair{std::string("jamila-privacy"), privacy_officer},
                                         {std::string("habib-auditor"), auditor},
                                         {survivor.subject, person},
                                         {std::string("murad-operator"), operators}}) {
    const std::vector<Query>& all = queries;
    const absl::Status status = As(subject, [&all](Transaction& transaction) {
      return CheckPlans(transaction, all, {"audit.entry", "audit.withholding"});
    });
    EXPECT_TRUE(status.ok()) << subject << ": " << status;
  }
}

// What the doors do inside, with the plans that they get.
TEST_F(AuditDatabaseTest, TheDoorsGoByIndexes) {
  Sql(R"sql(
    INSERT INTO audit.entry (uid, recorded_at, canonical, leaf, institution, service, method, decision, resources)
    SELECT gen_random_uuid(), now() - n * interval '1 minute', '\x01', sha256('x'), 'anama', 'incident', 'm', 'DECISION_ALLOWED', '{}'
    FROM generate_series(1, 20000) AS n;
    INSERT INTO audit.look (resource, recorded_at, entry_uid)
    SELECT 'survivors/' || (n % 500), e.recorded_at, e.uid FROM (SELECT *, row_number() OVER () AS n FROM audit.entry) AS e;
    ANALYZE audit.entry; ANALYZE audit.look)sql");
  const std::string plan_of =
      "CREATE FUNCTION pg_temp.plan_of(q text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE line text; whole text := ''; BEGIN "
      "FOR line IN EXECUTE 'EXPLAIN ' || q LOOP whole := whole || line || chr(10); END LOOP; RETURN whole; END $$;";
  for (const char* inside :
       {"SELECT DISTINCT l.recorded_at, l.entry_uid FROM audit.look l WHERE l.resource = ANY (''{survivors/7,entitlements/7}'') "
        "AND "
        "l.recorded_at >= now() - interval ''10 days'' AND l.recorded_at < now() ORDER BY 1 DESC, 2 DESC LIMIT 2000",
        "SELECT x.canonical FROM audit.entry x WHERE x.recorded_at >= now() - interval ''10 days'' AND x.recorded_at < now() AND "
        "x.institution = ''anama'' ORDER BY x.recorded_at DESC, x.uid DESC LIMIT 51"}) {
    const std::string plan = Value(absl::StrCat(plan_of, "SELECT pg_temp.plan_of('", inside, "')"));
    EXPECT_THAT(plan, ::testing::HasSubstr("Index")) << plan;
    EXPECT_THAT(plan, ::testing::Not(::testing::HasSubstr("Seq Scan on entry_2"))) << plan;
  }
}

}  // namespace
}  // namespace dayaq::audit
