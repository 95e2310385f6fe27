#include "services/platform/base/error.h"

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/util/time_util.h"

namespace dayaq {
namespace {

constexpr absl::string_view kPrefix = "ERROR_REASON_";
constexpr char kDomain[] = "dayaq.az";
constexpr int kMostViolations = 200;

// Alike details are alike in bytes: maps go by their keys, or two refusals that say the same could be told apart.
template <typename Detail>
void Attach(absl::Status& status, const Detail& detail) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream text(&bytes);
    google::protobuf::io::CodedOutputStream coded(&text);
    coded.SetSerializationDeterministic(true);
    detail.SerializeToCodedStream(&coded);
  }
  status.SetPayload("type.googleapis.com/" + Detail::descriptor()->full_name(), absl::Cord(bytes));
}

}  // namespace

absl::string_view ReasonName(ErrorReason reason) {
  absl::string_view name = common::v1::ErrorReason_Name(reason);
  if (name.substr(0, kPrefix.size()) == kPrefix) name.remove_prefix(kPrefix.size());
  return name;
}

absl::Status MakeError(absl::StatusCode code, ErrorReason reason, absl::string_view message,
                       std::initializer_list<std::pair<absl::string_view, absl::string_view>> metadata) {
  absl::Status status(code, message);
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(ReasonName(reason)));
  info.set_domain(kDomain);
  for (const auto& [key, value] : metadata) (*info.mutable_metadata())[std::string(key)] = std::string(value);
  Attach(status, info);
  return status;
}

absl::Status MakeRetryableError(absl::StatusCode code, ErrorReason reason, absl::string_view message, absl::Duration delay) {
  absl::Status status = MakeError(code, reason, message);
  google::rpc::RetryInfo retry;
  *retry.mutable_retry_delay() = google::protobuf::util::TimeUtil::MillisecondsToDuration(absl::ToInt64Milliseconds(delay));
  Attach(status, retry);
  return status;
}

absl::Status NotFound() {
  return MakeError(absl::StatusCode::kNotFound, ErrorReason::ERROR_REASON_NOT_FOUND,
                   "There is no such resource, or it is not yours to see.");
}

ErrorReason ReasonOf(const absl::Status& status) {
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  ErrorReason reason = ErrorReason::ERROR_REASON_UNSPECIFIED;
  if (info.has_value()) common::v1::ErrorReason_Parse(absl::StrCat(kPrefix, info->reason()), &reason);
  return reason;
}

void Violations::Add(std::string field, ErrorReason reason, std::string what_would_be_right) {
  if (bad_request_.field_violations_size() >= kMostViolations) {
    ++dropped_;
    return;
  }
  auto* violation = bad_request_.add_field_violations();
  violation->set_field(std::move(field));
  violation->set_reason(std::string(ReasonName(reason)));
  violation->set_description(std::move(what_would_be_right));
}

absl::Status Violations::ToStatus() const {
  if (empty()) return absl::OkStatus();
  const int count = size() + dropped_;
  absl::Status status = MakeError(
      absl::StatusCode::kInvalidArgument, ErrorReason::ERROR_REASON_FIELDS_INVALID,
      count == 1 ? "One field is faulty; nothing was stored." : absl::StrCat(count, " fields are faulty; nothing was stored."));
  Attach(status, bad_request_);
  return status;
}

}  // namespace dayaq
