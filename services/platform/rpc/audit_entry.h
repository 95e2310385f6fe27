// The audit entry of one call or reaction: filled step by step, written once.
#ifndef SERVICES_PLATFORM_RPC_AUDIT_ENTRY_H_
#define SERVICES_PLATFORM_RPC_AUDIT_ENTRY_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "dayaq/audit/v1/entry.pb.h"
#include "services/platform/database/params.h"
#include "services/platform/rpc/call.h"
#include "services/platform/rpc/canonical_bytes.h"
#include "services/platform/rpc/redaction.h"

namespace dayaq::rpc {

// An entry on its way into the database, with the names of all resources shown or changed: the entry itself keeps a hundred.
struct AuditRecord {
  audit::v1::Entry entry;
  std::vector<std::string> resources;
};

// A new entry with its uid, time and nonce.
audit::v1::Entry NewEntry(absl::string_view service, absl::string_view method, absl::string_view action, absl::Time now);

void SetCaller(const Caller& caller, audit::v1::Entry& entry);

// What was asked by, see Entry.asked: of a read the paths of all fields set, of a change what it names.
void SetAsked(const google::protobuf::Message& request, bool read, audit::v1::Entry& entry);

// Who was shown: all names, in the entry those of the first 100 and, when there are more, their number and hash; and which classes.
void SetDisclosure(const Disclosure& disclosure, AuditRecord& record);

// DENIED for a refusal by identity or policy, FAILED for any other error; nothing was shown. Named is what was asked for.
void SetOutcome(const absl::Status& status, AuditRecord& record);

// The twelve parameters of audit.append. `canonical` are the entry's canonical bytes.
Params AppendParams(const AuditRecord& record, absl::string_view canonical);
inline Params AppendParams(const AuditRecord& record) { return AppendParams(record, CanonicalBytes(record.entry)); }

// The same of several entries: a JSON array of objects, one for each entry, by the names of those parameters.
std::string EntriesJson(const std::vector<AuditRecord>& records);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_AUDIT_ENTRY_H_
