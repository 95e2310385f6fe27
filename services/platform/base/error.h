// How anything here says no: absl::Status with a stable reason, built in one place.
//
// Belongs here: making refusals and collecting faults. Does not: turning them into gRPC (rpc/error_mapper.h) or into sentences for
// people in several languages (base/reason_texts.h).
#ifndef SERVICES_PLATFORM_BASE_ERROR_H_
#define SERVICES_PLATFORM_BASE_ERROR_H_

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/common/v1/error_reason.pb.h"
#include "google/rpc/error_details.pb.h"

namespace dayaq {

using common::v1::ErrorReason;

// The reason as it stands on the wire: the enum name without its prefix, for example "ETAG_MISMATCH".
absl::string_view ReasonName(ErrorReason reason);

// A refusal with exactly one google.rpc.ErrorInfo. `message` is an English sentence without any personal value; so is `metadata`.
absl::Status MakeError(absl::StatusCode code, ErrorReason reason, absl::string_view message,
                       std::initializer_list<std::pair<absl::string_view, absl::string_view>> metadata = {});

// The same with google.rpc.RetryInfo: try again after `delay`.
absl::Status MakeRetryableError(absl::StatusCode code, ErrorReason reason, absl::string_view message, absl::Duration delay);

// NOT_FOUND, alike in text for a hidden and an absent row.
absl::Status NotFound();

// The reason of a refusal made here; ERROR_REASON_UNSPECIFIED for any other status.
ErrorReason ReasonOf(const absl::Status& status);

// All faults of one request. A fault names the field by its path from the request ("incident.casualties[0].died_on"), what is
// wrong by a reason, and in one sentence what would be right.
class Violations {
 public:
  void Add(std::string field, ErrorReason reason, std::string what_would_be_right);
  bool empty() const { return bad_request_.field_violations().empty(); }
  int size() const { return bad_request_.field_violations_size(); }
  const google::rpc::BadRequest& bad_request() const { return bad_request_; }

  // OK when empty, else INVALID_ARGUMENT with FIELDS_INVALID and every fault in BadRequest. At most 200 faults are listed; the
  // message says how many there were in all.
  absl::Status ToStatus() const;

 private:
  google::rpc::BadRequest bad_request_;
  int dropped_ = 0;
};

// The detail of that type inside a status made here, if there is one.
template <typename Detail>
std::optional<Detail> DetailOf(const absl::Status& status) {
  const auto payload = status.GetPayload("type.googleapis.com/" + Detail::descriptor()->full_name());
  Detail detail;
  if (!payload.has_value() || !detail.ParseFromString(std::string(*payload))) return std::nullopt;
  return detail;
}

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_BASE_ERROR_H_
