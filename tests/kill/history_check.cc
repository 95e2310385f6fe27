#include "tests/kill/history_check.h"

#include <pqxx/pqxx>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "dayaq/audit/v1/entry.pb.h"
#include "services/platform/rpc/canonical_bytes.h"
#include "tests/support/must.h"

namespace dayaq::testing {
namespace {

struct Question {
  const char* text;
  // Counts what speaks against it.
  const char* sql;
};

constexpr char kTables[] = R"sql(
  CREATE TEMP TABLE told (request_id uuid, document text, incident_uid uuid, casualties integer);
  CREATE TEMP TABLE traced (entry_uid uuid, request_id text, resource text, method text, decision text, replayed boolean)
)sql";

constexpr char kTableStatistics[] =
    "CREATE INDEX ON told (incident_uid); CREATE INDEX ON told (request_id); CREATE INDEX ON traced (resource); CREATE INDEX ON "
    "traced "
    "(request_id); CREATE INDEX ON outbox.event (resource); ANALYZE told; ANALYZE traced; ANALYZE outbox.event";

// `traced` holds the audit entries as their canonical bytes say them. What other services of the house do by themselves is theirs.
constexpr Question kQuestions[] = {
    {"every acknowledged incident is there",
     "SELECT count(*) FROM told t WHERE NOT EXISTS (SELECT FROM incident.incident i WHERE i.uid = t.incident_uid)"},
    {"every request was acknowledged once, with one incident",
     "SELECT count(*) - count(DISTINCT request_id) + count(*) - count(DISTINCT incident_uid) FROM told"},
    {"no registration is there twice", "SELECT count(*) - count(DISTINCT document) FROM incident.report"},
    {"no incident is there that nobody was told of",
     "SELECT count(*) FROM incident.incident i WHERE NOT EXISTS (SELECT FROM told t WHERE t.incident_uid = i.uid)"},
    {"every incident has its own report",
     "SELECT count(*) FROM told t WHERE NOT EXISTS (SELECT FROM incident.report r WHERE r.incident_uid = t.incident_uid AND "
     "r.document = t.document)"},
    {"every incident has all its casualties",
     "SELECT count(*) FROM told t WHERE t.casualties <> (SELECT count(*) FROM incident.casualty c WHERE c.incident_uid = "
     "t.incident_uid)"},
    {"every casualty has its statement",
     "SELECT count(*) FROM incident.casualty c WHERE 1 <> (SELECT count(*) FROM incident.statement s WHERE s.casualty_uid = "
     "c.uid)"},
    {"every casualty has its key",
     "SELECT count(*) FROM incident.casualty c WHERE NOT EXISTS (SELECT FROM incident.person_key k WHERE k.uid = c.uid)"},
    {"every casualty can be searched for",
     "SELECT count(*) FROM incident.casualty c WHERE NOT EXISTS (SELECT FROM incident.token k WHERE k.casualty_uid = c.uid)"},
    {"counts are those of the casualties", "SELECT count(*) FROM incident.miscounted()"},
    {"every incident has one event",
     "SELECT count(*) FROM incident.incident i WHERE 1 <> (SELECT count(*) FROM outbox.event e WHERE e.kind = "
     "'incident.registered' AND e.resource = 'incidents/' || i.uid)"},
    {"every casualty has one event",
     "SELECT count(*) FROM incident.casualty c WHERE 1 <> (SELECT count(*) FROM outbox.event e WHERE e.kind = "
     "'casualty.registered' AND e.resource = "
     "'incidents/' || c.incident_uid || '/casualties/' || c.uid)"},
    {"no event without its incident or casualty",
     "SELECT count(*) FROM outbox.event e WHERE NOT EXISTS (SELECT FROM incident.incident i WHERE 'incidents/' || i.uid = "
     "e.resource) AND NOT EXISTS "
     "(SELECT FROM incident.casualty c WHERE 'incidents/' || c.incident_uid || '/casualties/' || c.uid = e.resource)"},
    {"every event has its deliveries",
     "SELECT count(*) FROM outbox.event e JOIN outbox.subscription s USING (kind) WHERE NOT EXISTS "
     "(SELECT FROM outbox.delivery d WHERE d.event_uid = e.uid AND d.subscriber = s.subscriber)"},
    {"every delivery is done", "SELECT count(*) FROM outbox.delivery WHERE state <> 'DONE'"},
    {"every request id is settled with its incident",
     "SELECT count(*) FROM told t FULL JOIN idempotency.request r USING (request_id) WHERE r.resource IS DISTINCT FROM "
     "'incidents/' || t.incident_uid"},
    {"every incident has one audit entry that made it",
     "SELECT count(*) FROM told t WHERE 1 <> (SELECT count(*) FROM traced a WHERE a.resource = 'incidents/' || t.incident_uid AND "
     "a.request_id = "
     "t.request_id::text AND a.method LIKE '%/RegisterIncident' AND a.decision = 'DECISION_ALLOWED' AND NOT a.replayed)"},
    {"no audit entry of a registration without its incident",
     "SELECT count(*) FROM traced a WHERE a.method LIKE '%/RegisterIncident' AND a.decision = 'DECISION_ALLOWED' AND NOT EXISTS "
     "(SELECT FROM told t WHERE 'incidents/' || t.incident_uid = a.resource AND t.request_id::text = a.request_id)"},
    {"no registration was denied",
     "SELECT count(*) FROM traced WHERE method LIKE '%/RegisterIncident' AND decision = 'DECISION_DENIED'"},
    {"an audit entry of a registration that failed is of one that was sent again",
     "SELECT count(*) FROM traced a WHERE a.method LIKE '%/RegisterIncident' AND a.decision = 'DECISION_FAILED' AND NOT EXISTS "
     "(SELECT FROM told t WHERE t.request_id::text = a.request_id)"},
    {"every reaction has one audit entry, and every such entry its reaction",
     "SELECT count(*) FROM (SELECT e.resource FROM outbox.delivery d JOIN outbox.event e ON e.uid = d.event_uid WHERE d.state = "
     "'DONE') d FULL JOIN "
     "(SELECT resource FROM traced WHERE method LIKE 'reaction/incident.%' AND decision = 'DECISION_ALLOWED') a USING (resource) "
     "WHERE d.resource IS NULL OR a.resource IS NULL"},
    {"no reaction has two audit entries",
     "SELECT count(*) - count(DISTINCT resource) FROM traced WHERE method LIKE 'reaction/incident.%' AND decision = "
     "'DECISION_ALLOWED'"},
    {"every audit entry waits for its place in the tree",
     "SELECT count(*) FROM audit.entry e FULL JOIN audit.queue q USING (uid) WHERE e.uid IS NULL OR q.uid IS NULL"},
    {"every leaf is the hash of its entry", "SELECT count(*) FROM audit.entry WHERE leaf <> sha256(canonical)"},
};

void TakeTold(pqxx::work& work, const std::vector<Acknowledged>& acknowledged) {
  pqxx::stream_to rows(work, "told", std::vector<std::string>{"request_id", "document", "incident_uid", "casualties"});
  for (const Acknowledged& one : acknowledged)
    rows << std::make_tuple(one.request_id, one.document, one.incident_uid, one.casualties);
  rows.complete();
}

void TakeTraced(pqxx::work& work) {
  const pqxx::result found = work.exec("SELECT uid, canonical FROM audit.entry");
  pqxx::stream_to rows(work, "traced",
                       std::vector<std::string>{"entry_uid", "request_id", "resource", "method", "decision", "replayed"});
  for (const pqxx::row& row : found) {
    const pqxx::binarystring bytes(row[1]);
    audit::v1::Entry entry;
    Must(entry.ParseFromString(bytes.str()) && rpc::CanonicalBytes(entry) == bytes.str(), "read an audit entry");
    // The incident or the event's resource comes first; casualties and reports follow.
    const std::string resource = entry.resources().empty() ? "" : entry.resources(0);
    rows << std::make_tuple(std::string(row[0].c_str()), entry.request_id(), resource, entry.method(),
                            audit::v1::Decision_Name(entry.decision()), std::string(entry.replayed() ? "t" : "f"));
  }
  rows.complete();
}

}  // namespace

Findings CheckHistory(const std::string& database, const std::vector<Acknowledged>& acknowledged) {
  pqxx::connection connection(database);
  pqxx::work work(connection);
  work.exec(kTables);
  TakeTold(work, acknowledged);
  TakeTraced(work);
  work.exec(kTableStatistics);
  Findings findings;
  for (const Question& question : kQuestions)
    findings.verdicts.push_back({question.text, work.exec(question.sql)[0][0].as<int64_t>()});
  findings.replayed = work.exec("SELECT count(*) FROM traced WHERE replayed")[0][0].as<int64_t>();
  return findings;
}

int64_t WaitingDeliveries(const std::string& database) {
  pqxx::connection connection(database);
  pqxx::work work(connection);
  return work.exec("SELECT count(*) FROM outbox.delivery WHERE state = 'WAITING'")[0][0].as<int64_t>();
}

}  // namespace dayaq::testing
