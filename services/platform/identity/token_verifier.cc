#include "services/platform/identity/token_verifier.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/identity/base64url.h"
#include "services/platform/identity/strict_json.h"

namespace dayaq {
namespace {

using identity::DecodeBase64Url;
using identity::Json;

constexpr size_t kMostBytes = 8 * 1024;
constexpr size_t kLongestSubject = 255;
constexpr size_t kLongestText = 128;

absl::Status Refuse(absl::string_view why) {
  return MakeError(absl::StatusCode::kUnauthenticated, ErrorReason::ERROR_REASON_TOKEN_INVALID,
                   absl::StrCat("The access token is not acceptable: ", why));
}

// The parts of header.payload.signature, decoded; `signed_text` is what the signature is over.
struct Parts {
  Json header;
  Json payload;
  std::string signature;
  absl::string_view signed_text;
};

absl::StatusOr<Parts> Split(absl::string_view token) {
  if (token.empty()) return Refuse("it is missing.");
  if (token.size() > kMostBytes) return Refuse("it is too long.");
  const std::vector<absl::string_view> texts = absl::StrSplit(token, '.');
  if (texts.size() != 3) return Refuse("it does not have three parts.");
  const auto header = DecodeBase64Url(texts[0]);
  const auto payload = DecodeBase64Url(texts[1]);
  auto signature = DecodeBase64Url(texts[2]);
  if (!header.has_value() || !payload.has_value() || !signature.has_value()) return Refuse("a part is not in strict base64url.");
  auto header_json = identity::ParseJson(*header, kMostBytes);
  auto payload_json = identity::ParseJson(*payload, kMostBytes);
  if (!header_json.has_value() || header_json->kind != Json::Kind::kObject)
    return Refuse("its header is not a strict JSON object.");
  if (!payload_json.has_value() || payload_json->kind != Json::Kind::kObject)
    return Refuse("its claims are not a strict JSON object.");
  const absl::string_view signed_text = token.substr(0, token.size() - texts[2].size() - 1);
  return Parts{*std::move(header_json), *std::move(payload_json), *std::move(signature), signed_text};
}

// A required text of a claim: present, a string, not empty, at most `longest` bytes, without control characters.
absl::StatusOr<std::string> Text(const Json& object, absl::string_view name, size_t longest = kLongestText) {
  const std::string* const text = object.FindString(name);
  const auto is_control = [](char character) { return absl::ascii_iscntrl(static_cast<unsigned char>(character)); };
  if (text == nullptr || text->empty() || text->size() > longest || std::any_of(text->begin(), text->end(), is_control)) {
    return Refuse(absl::StrCat("its '", name, "' is missing or malformed."));
  }
  return *text;
}

absl::StatusOr<absl::Time> Moment(const Json& payload, absl::string_view name) {
  const Json* const claim = payload.Find(name);
  const auto seconds = claim == nullptr ? std::nullopt : claim->AsInteger();
  if (!seconds.has_value() || *seconds < 0) return Refuse(absl::StrCat("its '", name, "' is missing or malformed."));
  return absl::FromUnixSeconds(*seconds);
}

// The header's key id, once the header holds what it must and nothing else. Members that would tell us where to find keys (jku,
// jwk, x5u, x5c) or which extensions to obey (crit) fall under "else".
absl::StatusOr<std::string> CheckHeader(const Json& header) {
  for (const std::string& name : header.names) {
    if (name != "alg" && name != "typ" && name != "kid") return Refuse("its header holds more than 'alg', 'typ' and 'kid'.");
  }
  const std::string* const type = header.FindString("typ");
  if (type == nullptr || (*type != "at+jwt" && *type != "application/at+jwt")) return Refuse("it is not of the type 'at+jwt'.");
  const std::string* const algorithm = header.FindString("alg");
  if (algorithm == nullptr || (*algorithm != "EdDSA" && *algorithm != "ES256"))
    return Refuse("its algorithm is not EdDSA or ES256.");
  return Text(header, "kid");
}

absl::Status CheckSignature(const Parts& parts, absl::string_view key_id, absl::string_view token, KeySource& source,
                            identity::GenuineTokens& genuine) {
  auto keys = source.Current();
  if (keys == nullptr || keys->Find(key_id) == nullptr) {
    if (!source.RefreshFor(key_id).ok()) return Refuse("the identity provider is not known to publish its key.");
    keys = source.Current();
  }
  const identity::VerificationKey* const key = keys == nullptr ? nullptr : keys->Find(key_id);
  if (key == nullptr) return Refuse("the identity provider is not known to publish its key.");
  if (*parts.header.FindString("alg") != key->algorithm()) return Refuse("its algorithm is not the one of its key.");
  if (genuine.Knows(keys, token)) return absl::OkStatus();
  if (!key->Verify(parts.signed_text, parts.signature)) return Refuse("its signature is not genuine.");
  genuine.Remember(keys, token);
  return absl::OkStatus();
}

bool IsFor(const Json* audience, absl::string_view expected) {
  const auto is_expected = [&](const Json& item) { return item.kind == Json::Kind::kString && item.text == expected; };
  if (audience == nullptr) return false;
  if (audience->kind == Json::Kind::kArray) return std::any_of(audience->items.begin(), audience->items.end(), is_expected);
  return is_expected(*audience);
}

absl::Status CheckTimes(const Json& payload, const TokenExpectations& expected, absl::Time now, TokenClaims& claims) {
  ASSIGN_OR_RETURN(claims.issued_at, Moment(payload, "iat"));
  ASSIGN_OR_RETURN(claims.expires_at, Moment(payload, "exp"));
  claims.auth_time = absl::InfinitePast();
  if (payload.Find("auth_time") != nullptr) {
    ASSIGN_OR_RETURN(claims.auth_time, Moment(payload, "auth_time"));
  }
  absl::Time not_before = absl::InfinitePast();
  if (payload.Find("nbf") != nullptr) {
    ASSIGN_OR_RETURN(not_before, Moment(payload, "nbf"));
  }
  if (now >= claims.expires_at + expected.skew) return Refuse("it has expired.");
  if (std::max({not_before, claims.issued_at, claims.auth_time}) > now + expected.skew) return Refuse("it is not valid yet.");
  if (claims.expires_at <= claims.issued_at) return Refuse("it expires before it was issued.");
  if (claims.expires_at - claims.issued_at > expected.max_lifetime) return Refuse("it lives too long.");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<TokenClaims> TokenVerifier::Verify(absl::string_view compact_token, absl::Time now) const {
  ASSIGN_OR_RETURN(const Parts parts, Split(compact_token));
  ASSIGN_OR_RETURN(const std::string key_id, CheckHeader(parts.header));
  RETURN_IF_ERROR(CheckSignature(parts, key_id, compact_token, keys_, genuine_));

  const Json& payload = parts.payload;
  TokenClaims claims;
  const std::string* const issuer = payload.FindString("iss");
  if (issuer == nullptr || *issuer != expectations_.issuer) return Refuse("another issuer made it.");
  claims.issuer = *issuer;
  if (!IsFor(payload.Find("aud"), expectations_.audience)) return Refuse("it is for another audience.");
  RETURN_IF_ERROR(CheckTimes(payload, expectations_, now, claims));
  ASSIGN_OR_RETURN(claims.subject, Text(payload, "sub", kLongestSubject));
  ASSIGN_OR_RETURN(claims.session, Text(payload, "sid"));
  ASSIGN_OR_RETURN(claims.client_id, Text(payload, "client_id"));
  ASSIGN_OR_RETURN(claims.token_id, Text(payload, "jti"));
  if (payload.Find("acr") != nullptr) {
    ASSIGN_OR_RETURN(claims.acr, Text(payload, "acr"));
  }
  return claims;
}

}  // namespace dayaq
