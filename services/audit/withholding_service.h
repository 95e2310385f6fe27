// The RPCs of dayaq.audit.v1.AuditService on withholding looks from a person for a time.
#ifndef SERVICES_AUDIT_WITHHOLDING_SERVICE_H_
#define SERVICES_AUDIT_WITHHOLDING_SERVICE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dayaq/audit/v1/audit_service.pb.h"
#include "services/audit/withholding_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::audit {

using rpc::Call;

class WithholdingService {
 public:
  void Bind(rpc::Methods& methods);

  absl::Status CheckRequest(const v1::ProposeWithholdingRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::Withholding> ProposeWithholding(const v1::ProposeWithholdingRequest& request, Call& call);
  absl::StatusOr<v1::Withholding> ApproveWithholding(const v1::ApproveWithholdingRequest& request, Call& call);
  absl::StatusOr<v1::Withholding> EndWithholding(const v1::EndWithholdingRequest& request, Call& call);
  absl::StatusOr<v1::ListWithholdingsResponse> ListWithholdings(const v1::ListWithholdingsRequest& request, Call& call);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Withholding> Reread(const std::string& name, Call& call);

 private:
  absl::StatusOr<v1::Withholding> GetToChange(const std::string& name, const std::string& etag, Call& call) const;

  WithholdingStore store_;
};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_WITHHOLDING_SERVICE_H_
