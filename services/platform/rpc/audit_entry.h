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
#include "services/platform/rpc/redaction.h"

namespace dayaq::rpc {

// A new entry with its uid, time and nonce.
audit::v1::Entry NewEntry(absl::string_view service, absl::string_view method, absl::string_view action, absl::Time now);

void SetCaller(const Caller& caller, audit::v1::Entry& entry);

// Who was shown: names of at most 100 resources, of more their number and hash; and which classes.
void SetDisclosure(const Disclosure& disclosure, audit::v1::Entry& entry);

// DENIED for a refusal by identity or policy, FAILED for any other error.
void SetOutcome(const absl::Status& status, audit::v1::Entry& entry);

// The twelve parameters of audit.append.
Params AppendParams(const audit::v1::Entry& entry);

// The same of several entries: a JSON array of objects, one for each entry, by the names of those parameters.
std::string EntriesJson(const std::vector<audit::v1::Entry>& entries);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_AUDIT_ENTRY_H_
