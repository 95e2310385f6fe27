#include "clients/cli/token_store.h"

#include <unistd.h>

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/output.h"
#include "clients/cli/settings.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/identity/base64url.h"
#include "services/platform/identity/strict_json.h"

namespace dayaq::cli {
namespace {

constexpr size_t kLargestTokens = 256 * 1024;

std::string Member(const identity::Json& json, absl::string_view name) {
  const std::string* text = json.FindString(name);
  return text == nullptr ? "" : *text;
}

std::string Claim(const std::string& token, absl::string_view name) {
  const std::vector<std::string> parts = absl::StrSplit(token, '.');
  if (parts.size() != 3) return "";
  const std::optional<std::string> payload = identity::DecodeBase64Url(parts[1]);
  if (!payload.has_value()) return "";
  const std::optional<identity::Json> json = identity::ParseJson(*payload, kLargestTokens);
  return json.has_value() ? Member(*json, name) : "";
}

}  // namespace

absl::StatusOr<Tokens> TokenStore::Load(const std::string& issuer) const {
  const absl::Status nobody = absl::UnauthenticatedError("Nobody is signed in: run dayaqctl login.");
  const absl::StatusOr<std::string> bytes = ReadPrivateFile(path_);
  if (!bytes.ok()) return nobody;
  const std::optional<identity::Json> json = identity::ParseJson(*bytes, kLargestTokens);
  if (!json.has_value() || Member(*json, "issuer") != issuer) return nobody;
  Tokens tokens;
  tokens.issuer = issuer;
  tokens.access_token = Member(*json, "access_token");
  tokens.refresh_token = Member(*json, "refresh_token");
  tokens.id_token = Member(*json, "id_token");
  tokens.role_assignment = Member(*json, "role_assignment");
  const identity::Json* expires = json->Find("expires_at");
  tokens.expires_at = absl::FromUnixSeconds(expires == nullptr ? 0 : expires->AsInteger().value_or(0));
  if (tokens.access_token.empty()) return nobody;
  return tokens;
}

absl::Status TokenStore::Save(const Tokens& tokens) const {
  return WritePrivateFile(
      path_, absl::StrCat("{\"issuer\":", JsonString(tokens.issuer), ",\"access_token\":", JsonString(tokens.access_token),
                          ",\"refresh_token\":", JsonString(tokens.refresh_token), ",\"id_token\":", JsonString(tokens.id_token),
                          ",\"role_assignment\":", JsonString(tokens.role_assignment),
                          ",\"expires_at\":", absl::ToUnixSeconds(tokens.expires_at), "}\n"));
}

void TokenStore::Forget() const { unlink(path_.c_str()); }

TokenClaims ClaimsForDisplay(const Tokens& tokens) {
  TokenClaims claims;
  claims.subject = Claim(tokens.access_token, "sub");
  claims.session = Claim(tokens.access_token, "sid");
  claims.name = Claim(tokens.id_token, "name");
  return claims;
}

}  // namespace dayaq::cli
