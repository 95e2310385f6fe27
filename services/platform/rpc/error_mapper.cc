#include "services/platform/rpc/error_mapper.h"

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/status.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/base/reason_texts.h"
#include "services/platform/log/log.h"

namespace dayaq::rpc {
namespace {

absl::Status Masked(const absl::Status& status, absl::string_view error_id) {
  LogError(
      "call.internal_error",
      {{"error_id", std::string(error_id)}, {"code", static_cast<int>(status.code())}, {"detail", std::string(status.message())}});
  return MakeError(absl::StatusCode::kInternal, ErrorReason::ERROR_REASON_INTERNAL,
                   "Something is wrong with the service; nothing was stored. The error id leads to the cause.",
                   {{"error_id", error_id}});
}

}  // namespace

grpc::Status ToGrpcStatus(const absl::Status& original, absl::string_view error_id) {
  if (original.ok()) return grpc::Status::OK;
  const absl::Status status = ReasonOf(original) == ErrorReason::ERROR_REASON_UNSPECIFIED ? Masked(original, error_id) : original;
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));
  wire.set_message(std::string(status.message()));
  status.ForEachPayload([&wire](absl::string_view type, const absl::Cord& payload) {
    auto* detail = wire.add_details();
    detail->set_type_url(std::string(type));
    detail->set_value(std::string(payload));
  });
  google::rpc::LocalizedMessage localized;
  localized.set_locale("az");
  localized.set_message(std::string(ReasonTextAz(ReasonOf(status))));
  wire.add_details()->PackFrom(localized);
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), wire.message(), wire.SerializeAsString());
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  absl::Status result(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  google::rpc::Status wire;
  if (wire.ParseFromString(status.error_details())) {
    for (const auto& detail : wire.details()) result.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return result;
}

}  // namespace dayaq::rpc
