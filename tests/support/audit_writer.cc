#include "tests/support/audit_writer.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/platform/database/runner.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::testing {
namespace {

constexpr Query kAppendAll{"test.append_all", R"sql(
  SELECT count(audit.append(e.uid, e.recorded_at, e.canonical, e.staff_uid, e.institution, e.role, e.purpose, e.service, e.method, e.decision,
                            e.reason, e.resources))
  FROM json_to_recordset($1::json) AS e(uid uuid, recorded_at timestamptz, canonical bytea, staff_uid uuid, institution text, role text,
                                        purpose text, service text, method text, decision text, reason text, resources text[])
)sql"};

}  // namespace

rpc::AuditRecord InventedLook(const std::string& service, absl::Time time, int survivors) {
  rpc::AuditRecord record{rpc::NewEntry(service, "/dayaq.survivor.v1.SurvivorService/GetSurvivor", "survivor.read", time), {}};
  record.entry.set_staff_uid("01900000-0000-7000-8000-000000000008");
  record.entry.set_role("caseworker");
  record.entry.set_institution("invented-office");
  record.entry.set_purpose("care");
  rpc::Disclosure disclosure;
  for (int i = 0; i < survivors; ++i) disclosure.resources.push_back(absl::StrCat("survivors/", NewUuid7(time)));
  rpc::SetDisclosure(disclosure, record);
  return record;
}

absl::Status AppendEntries(ConnectionPool& pool, const std::vector<rpc::AuditRecord>& records, absl::Duration pause) {
  return InTransaction(pool, absl::Now() + absl::Minutes(2), nullptr, [&](Transaction& transaction) {
    absl::Status appended = transaction.Execute(kAppendAll, {rpc::EntriesJson(records)});
    if (appended.ok()) absl::SleepFor(pause);
    return appended;
  });
}

absl::Status AppendLooks(ConnectionPool& pool, const std::string& service, int count) {
  std::vector<rpc::AuditRecord> records;
  for (int i = 0; i < count; ++i) records.push_back(InventedLook(service, absl::Now()));
  return AppendEntries(pool, records);
}

}  // namespace dayaq::testing
