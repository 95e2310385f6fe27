#include "clients/cli/login.h"

#include <openssl/rand.h>
#include <openssl/sha.h>

#include <array>
#include <optional>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/loopback_listener.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/identity/strict_json.h"

namespace dayaq::cli {
namespace {

constexpr char kAudience[] = "urn:dayaq:api";
constexpr size_t kLargestAnswer = 256 * 1024;
constexpr int kMostRedirects = 10;
constexpr absl::Duration kPatience = absl::Minutes(5);
constexpr long kOk = 200;
// The level of a strong sign-in, and how old it may be (RFC 9470): the services ask for the same.
constexpr char kStrongLevel[] = "urn:dayaq:acr:2";
constexpr char kStrongSeconds[] = "300";

std::string Base64Url(absl::string_view bytes) {
  std::string text;
  absl::WebSafeBase64Escape(bytes, &text);
  text.erase(text.find_last_not_of('=') + 1);
  return text;
}

std::string RandomText() {
  std::array<unsigned char, 32> bytes = {};
  RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
  return Base64Url(absl::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

// "https://host:port" of an address.
std::string Origin(absl::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == absl::string_view::npos) return "";
  return std::string(url.substr(0, url.find('/', scheme + 3)));
}

std::string Member(const identity::Json& json, absl::string_view name) {
  const std::string* text = json.FindString(name);
  return text == nullptr ? "" : *text;
}

}  // namespace

std::string NewCodeVerifier() { return RandomText(); }

std::string CodeChallenge(absl::string_view verifier) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest = {};
  SHA256(reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size(), digest.data());
  return Base64Url(absl::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

absl::Status Login::Discover() {
  if (!token_endpoint_.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const WebAnswer answer, web_.Get(absl::StrCat(settings_.issuer, "/.well-known/openid-configuration")));
  const std::optional<identity::Json> json = identity::ParseJson(answer.body, kLargestAnswer);
  if (answer.status != kOk || !json.has_value() || Member(*json, "issuer") != settings_.issuer) {
    return absl::UnavailableError(
        absl::StrCat(settings_.issuer, " does not describe itself as the identity provider of that name."));
  }
  authorization_endpoint_ = Member(*json, "authorization_endpoint");
  revocation_endpoint_ = Member(*json, "revocation_endpoint");
  const std::string token_endpoint = Member(*json, "token_endpoint");
  for (const std::string& endpoint : {authorization_endpoint_, token_endpoint}) {
    if (!absl::StartsWith(endpoint, "https://"))
      return absl::UnavailableError("The identity provider names an endpoint that is not https.");
  }
  token_endpoint_ = token_endpoint;
  return absl::OkStatus();
}

Login::Attempt Login::Begin(const std::string& redirect, SignIn sign_in) const {
  Attempt attempt;
  attempt.verifier = NewCodeVerifier();
  attempt.state = RandomText();
  attempt.redirect = redirect;
  FormFields asked = {{"client_id", settings_.client_id}, {"response_type", "code"},
                      {"scope", "openid profile"},        {"resource", kAudience},
                      {"redirect_uri", redirect},         {"code_challenge", CodeChallenge(attempt.verifier)},
                      {"code_challenge_method", "S256"},  {"state", attempt.state}};
  if (sign_in == SignIn::kStrong) asked.insert(asked.end(), {{"acr_values", kStrongLevel}, {"max_age", kStrongSeconds}});
  attempt.url = absl::StrCat(authorization_endpoint_, "?", EncodeForm(asked));
  return attempt;
}

absl::StatusOr<Tokens> Login::InBrowser(const std::function<void(const std::string& url)>& show, SignIn sign_in) {
  RETURN_IF_ERROR(Discover());
  ASSIGN_OR_RETURN(std::unique_ptr<LoopbackListener> listener, LoopbackListener::Open());
  const Attempt attempt = Begin(listener->redirect_uri(), sign_in);
  show(attempt.url);
  ASSIGN_OR_RETURN(const std::string answer, listener->Wait(attempt.state, absl::Now() + kPatience));
  return Finish(attempt, answer);
}

absl::StatusOr<Tokens> Login::As(const std::string& subject, SignIn sign_in) {
  if (!settings_.dev_login)
    return absl::InvalidArgumentError("--as works with the development identity provider only (dev_login in the settings).");
  RETURN_IF_ERROR(Discover());
  // Nobody listens there: the last redirect is read, not followed.
  const Attempt attempt = Begin("http://127.0.0.1:1/callback", sign_in);
  ASSIGN_OR_RETURN(WebAnswer answer, web_.Get(attempt.url));
  const std::string form = answer.location;
  if (Origin(form) != Origin(settings_.issuer))
    return absl::InvalidArgumentError("The identity provider does not ask for a login; is it the development one?");
  FormFields filled = {{"subject", subject}};
  if (sign_in == SignIn::kStrong) {
    // The development provider shows the code that a person would have on their telephone.
    static const RE2 kShownCode("data-code=\"([0-9]{6})\"");
    std::string code;
    ASSIGN_OR_RETURN(const WebAnswer page, web_.Get(form));
    if (!RE2::PartialMatch(page.body, kShownCode, &code))
      return absl::UnavailableError("The identity provider asks for no strong sign-in; is it the development one?");
    filled.emplace_back("code", code);
  }
  ASSIGN_OR_RETURN(answer, web_.Post(form, filled));
  if (answer.status == 403)
    return absl::InvalidArgumentError(absl::StrCat("Nobody at the development identity provider is called ", subject, "."));
  for (int i = 0; i < kMostRedirects && Origin(answer.location) == Origin(settings_.issuer); ++i) {
    ASSIGN_OR_RETURN(answer, web_.Get(answer.location));
  }
  return Finish(attempt, answer.location);
}

absl::StatusOr<Tokens> Login::Finish(const Attempt& attempt, const std::string& answer_url) {
  if (QueryParameter(answer_url, "state") != attempt.state)
    return absl::UnauthenticatedError("The answer of the login is not to our question; try again.");
  const std::string issuer = QueryParameter(answer_url, "iss");
  const std::string code = QueryParameter(answer_url, "code");
  if (!issuer.empty() && issuer != settings_.issuer)
    return absl::UnauthenticatedError("The login was answered by another identity provider.");
  if (code.empty()) {
    const std::string error = QueryParameter(answer_url, "error");
    return absl::UnauthenticatedError(
        absl::StrCat("The login did not succeed: ", error.empty() ? "no code came back" : error, "."));
  }
  return Exchange({{"grant_type", "authorization_code"},
                   {"client_id", settings_.client_id},
                   {"code", code},
                   {"redirect_uri", attempt.redirect},
                   {"code_verifier", attempt.verifier},
                   {"resource", kAudience}});
}

absl::StatusOr<Tokens> Login::Refresh(const Tokens& tokens) {
  if (tokens.refresh_token.empty()) return absl::UnauthenticatedError("The session is over: run dayaqctl login.");
  RETURN_IF_ERROR(Discover());
  ASSIGN_OR_RETURN(Tokens fresh, Exchange({{"grant_type", "refresh_token"},
                                           {"client_id", settings_.client_id},
                                           {"refresh_token", tokens.refresh_token},
                                           {"resource", kAudience}}));
  if (fresh.refresh_token.empty()) fresh.refresh_token = tokens.refresh_token;
  if (fresh.id_token.empty()) fresh.id_token = tokens.id_token;
  fresh.role_assignment = tokens.role_assignment;
  return fresh;
}

void Login::Revoke(const Tokens& tokens) {
  if (!Discover().ok() || revocation_endpoint_.empty() || tokens.refresh_token.empty()) return;
  web_.Post(revocation_endpoint_,
            {{"client_id", settings_.client_id}, {"token", tokens.refresh_token}, {"token_type_hint", "refresh_token"}})
      .IgnoreError();
}

absl::StatusOr<Tokens> Login::Exchange(const FormFields& form) {
  ASSIGN_OR_RETURN(const WebAnswer answer, web_.Post(token_endpoint_, form));
  const std::optional<identity::Json> json = identity::ParseJson(answer.body, kLargestAnswer);
  if (answer.status >= 500 || !json.has_value())
    return absl::UnavailableError("The identity provider gives no tokens now; try again.");
  if (answer.status != kOk)
    return absl::UnauthenticatedError(
        absl::StrCat("The session is over or was refused (", Member(*json, "error"), "): run dayaqctl login."));
  Tokens tokens;
  tokens.issuer = settings_.issuer;
  tokens.access_token = Member(*json, "access_token");
  tokens.refresh_token = Member(*json, "refresh_token");
  tokens.id_token = Member(*json, "id_token");
  const identity::Json* seconds = json->Find("expires_in");
  tokens.expires_at = absl::Now() + absl::Seconds(seconds == nullptr ? 0 : seconds->AsInteger().value_or(0));
  if (tokens.access_token.empty()) return absl::UnavailableError("The identity provider gave no access token.");
  return tokens;
}

}  // namespace dayaq::cli
