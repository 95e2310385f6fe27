#include "services/platform/rpc/method_table.h"

#include "absl/strings/str_cat.h"
#include "dayaq/access/v1/annotations.pb.h"

namespace dayaq::rpc {

absl::StatusOr<Method> DescribeMethod(const google::protobuf::MethodDescriptor& method) {
  Method described;
  described.path = absl::StrCat("/", method.service()->full_name(), "/", method.name());
  described.action = method.options().GetExtension(access::v1::action);
  described.request = method.input_type();
  described.response = method.output_type();
  if (described.action.empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat(method.full_name(), " has no action: give it option (dayaq.access.v1.action) = \"<resource>.<verb>\""));
  }
  if (method.client_streaming() || method.server_streaming()) {
    return absl::FailedPreconditionError(absl::StrCat(method.full_name(), " streams; the call wrapper serves unary methods only"));
  }
  described.request_id = described.request->FindFieldByName("request_id");
  described.validate_only = described.request->FindFieldByName("validate_only");
  described.before_choosing = method.options().GetExtension(access::v1::before_choosing);
  return described;
}

absl::StatusOr<const google::protobuf::ServiceDescriptor*> FindService(absl::string_view full_name) {
  const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(std::string(full_name));
  if (service == nullptr) return absl::FailedPreconditionError(absl::StrCat("no service ", full_name, " is linked in"));
  return service;
}

}  // namespace dayaq::rpc
