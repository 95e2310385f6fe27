// The RPCs of dayaq.audit.v1.AuditService on entries and on the log, for those who oversee.
#ifndef SERVICES_AUDIT_ENTRY_SERVICE_H_
#define SERVICES_AUDIT_ENTRY_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/audit/v1/audit_service.pb.h"
#include "services/audit/entry_store.h"
#include "services/audit/log_reader.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::audit {

using rpc::Call;

class EntryService {
 public:
  // `published` outlives it.
  explicit EntryService(const LogReader& published) : published_(published) {}

  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::SearchEntriesResponse> SearchEntries(const v1::SearchEntriesRequest& request, Call& call);
  absl::StatusOr<v1::AuditEntry> GetEntry(const v1::GetEntryRequest& request, Call& call);
  absl::StatusOr<v1::EntryProof> GetEntryProof(const v1::GetEntryProofRequest& request, Call& call);
  absl::StatusOr<v1::LogStatus> GetLogStatus(const v1::GetLogStatusRequest& request, Call& call);

 private:
  const LogReader& published_;
  EntryStore store_;
};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_ENTRY_SERVICE_H_
