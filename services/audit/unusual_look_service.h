// The RPCs of dayaq.audit.v1.AuditService on looks that give reason to ask, and on watched records.
#ifndef SERVICES_AUDIT_UNUSUAL_LOOK_SERVICE_H_
#define SERVICES_AUDIT_UNUSUAL_LOOK_SERVICE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/audit/v1/unusual_look.pb.h"
#include "services/audit/oversight_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::audit {

using rpc::Call;

class UnusualLookService {
 public:
  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::ListUnusualLooksResponse> ListUnusualLooks(const v1::ListUnusualLooksRequest& request, Call& call);
  absl::Status CheckRequest(const v1::ReviewUnusualLookRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::UnusualLook> ReviewUnusualLook(const v1::ReviewUnusualLookRequest& request, Call& call);
  absl::StatusOr<v1::WatchedRecord> SetWatchedRecord(const v1::SetWatchedRecordRequest& request, Call& call);
  absl::StatusOr<v1::ListWatchedRecordsResponse> ListWatchedRecords(const v1::ListWatchedRecordsRequest& request, Call& call);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::UnusualLook> Reread(const std::string& name, Call& call);
  absl::StatusOr<v1::WatchedRecord> RereadWatched(const std::string& name, Call& call);

 private:
  OversightStore store_;
};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_UNUSUAL_LOOK_SERVICE_H_
