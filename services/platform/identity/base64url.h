// base64url as JOSE uses it: RFC 4648 section 5, without padding, in its one canonical form.
#ifndef SERVICES_PLATFORM_IDENTITY_BASE64URL_H_
#define SERVICES_PLATFORM_IDENTITY_BASE64URL_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace dayaq::identity {

// Nothing when the text holds any other character (padding and line breaks included), has an impossible length, or ends in bits
// that are not zero: two spellings of one token would escape whatever is keyed by its text.
std::optional<std::string> DecodeBase64Url(absl::string_view text);

}  // namespace dayaq::identity

#endif  // SERVICES_PLATFORM_IDENTITY_BASE64URL_H_
