// Page tokens: where a list goes on, for the same person and the same filter only (AIP-158).
#ifndef SERVICES_PLATFORM_RPC_PAGE_TOKEN_H_
#define SERVICES_PLATFORM_RPC_PAGE_TOKEN_H_

#include <google/protobuf/message.h>

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/sealing/signer.h"

namespace dayaq::rpc {

// Most and usual number of rows on a page (docs/architecture.md, limits).
inline constexpr int kDefaultPageSize = 50;
inline constexpr int kLargestPageSize = 200;

// The page size to use for what was asked: 0 means the default, more than the most means the most.
int PageSize(int asked);

// Makes and checks tokens. A token carries its cursor (the sort key of the last row), when it ends, and a signature over both
// together with the person and the filter; nothing of it can be changed or used for another list.
class PageTokens {
 public:
  explicit PageTokens(Mac mac) : mac_(std::move(mac)) {}

  // `request` is the list request; its page_token and page_size do not count as filter.
  std::string Make(absl::string_view cursor, absl::string_view staff_uid, const google::protobuf::Message& request,
                   absl::Time now) const;

  // The cursor, or "" for the first page. INVALID_ARGUMENT with PAGE_TOKEN_INVALID for any token that is not exactly ours.
  absl::StatusOr<std::string> Cursor(absl::string_view token, absl::string_view staff_uid, const google::protobuf::Message& request,
                                     absl::Time now) const;

 private:
  std::string Sign(absl::string_view content, absl::string_view staff_uid, const google::protobuf::Message& request) const;
  Mac mac_;
};

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_PAGE_TOKEN_H_
