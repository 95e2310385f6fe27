#include "services/platform/rpc/page_token.h"

#include <algorithm>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/base/error.h"
#include "services/platform/rpc/canonical_bytes.h"

namespace dayaq::rpc {
namespace {

constexpr absl::Duration kLifetime = absl::Hours(24);
constexpr size_t kSignatureSize = 16;  // 128 bits: nobody guesses one within its day.
constexpr size_t kLongestToken = 400;

absl::Status Invalid() {
  return MakeError(absl::StatusCode::kInvalidArgument, ErrorReason::ERROR_REASON_PAGE_TOKEN_INVALID,
                   "The page token is not valid for this list; begin again without one.");
}

}  // namespace

int PageSize(int asked) { return asked == 0 ? kDefaultPageSize : std::min(asked, kLargestPageSize); }

std::string PageTokens::Sign(absl::string_view content, absl::string_view staff_uid,
                             const google::protobuf::Message& request) const {
  std::unique_ptr<google::protobuf::Message> filter(request.New());
  filter->CopyFrom(request);
  for (const char* name : {"page_token", "page_size"}) {
    if (const auto* field = filter->GetDescriptor()->FindFieldByName(name))
      filter->GetReflection()->ClearField(filter.get(), field);
  }
  // The filter as its hash, which has one length: no part of a filter can pass for a cursor.
  return mac_.Sign(absl::StrCat(request.GetTypeName(), "\n", staff_uid, "\n", Sha256(CanonicalBytes(*filter)), content))
      .substr(0, kSignatureSize);
}

std::string PageTokens::Make(absl::string_view cursor, absl::string_view staff_uid, const google::protobuf::Message& request,
                             absl::Time now) const {
  const std::string content = absl::StrCat(absl::ToUnixSeconds(now + kLifetime), "|", cursor);
  return absl::WebSafeBase64Escape(absl::StrCat(Sign(content, staff_uid, request), content));
}

absl::StatusOr<std::string> PageTokens::Cursor(absl::string_view token, absl::string_view staff_uid,
                                               const google::protobuf::Message& request, absl::Time now) const {
  if (token.empty()) return std::string();
  std::string bytes;
  if (token.size() > kLongestToken || !absl::WebSafeBase64Unescape(token, &bytes) || bytes.size() <= kSignatureSize)
    return Invalid();
  // The decoder passes over spaces, padding and bits behind the end; a token has one form.
  if (absl::WebSafeBase64Escape(bytes) != token) return Invalid();
  const std::string content = bytes.substr(kSignatureSize);
  // One of the two comparisons is over equal lengths by construction; the signature itself is compared in constant time.
  const std::string expected = Sign(content, staff_uid, request);
  unsigned char difference = 0;
  for (size_t i = 0; i < kSignatureSize; ++i) difference = static_cast<unsigned char>(difference | (expected[i] ^ bytes[i]));
  if (difference != 0) return Invalid();
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(content, absl::MaxSplits('|', 1));
  int64_t ends = 0;
  if (!absl::SimpleAtoi(parts.first, &ends) || absl::FromUnixSeconds(ends) < now) return Invalid();
  return std::string(parts.second);
}

}  // namespace dayaq::rpc
