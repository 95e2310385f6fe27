// Verifies OAuth 2.0 access tokens (JWT, RFC 9068) of the one identity provider this house trusts.
//
// Belongs here: whether a token is genuine, ours and in time. Does not: what its subject may do; rights come from the database in
// the call's own transaction, so that a withdrawn right is gone at once although the token lives on for minutes.
#ifndef SERVICES_PLATFORM_IDENTITY_TOKEN_VERIFIER_H_
#define SERVICES_PLATFORM_IDENTITY_TOKEN_VERIFIER_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/identity/genuine_tokens.h"
#include "services/platform/identity/key_set.h"

namespace dayaq {

// What a verified token says. All texts are without control characters and of bounded length.
struct TokenClaims {
  std::string issuer;
  // Who signed in: "sub", unique within the issuer. Never empty, at most 255 bytes.
  std::string subject;
  // The sign-in session: "sid". Never empty, at most 128 bytes.
  std::string session;
  // The client that the token was issued to. Never empty.
  std::string client_id;
  // How strongly the person signed in; empty when the token does not say.
  std::string acr;
  // "jti", for telling tokens apart in the audit. Never empty.
  std::string token_id;
  absl::Time issued_at;
  absl::Time expires_at;
  // When the person last proved who they are; InfinitePast when the token does not say.
  absl::Time auth_time;
};

struct TokenExpectations {
  // The token's "iss", to the letter.
  std::string issuer;
  // What the token's "aud" must be, or hold.
  std::string audience;
  // The longest time from "iat" to "exp".
  absl::Duration max_lifetime = absl::Minutes(10);
  // How far the provider's clock may be from ours.
  absl::Duration skew = absl::Seconds(60);
};

// May be used by many threads at once. Remembers which tokens were signed by the present keys, and nothing else of them.
class TokenVerifier {
 public:
  // `keys` must outlive the verifier.
  TokenVerifier(TokenExpectations expectations, KeySource& keys) : expectations_(std::move(expectations)), keys_(keys) {}

  // The claims of `compact_token` (without "Bearer"), or UNAUTHENTICATED with TOKEN_INVALID and a sentence that says which check
  // failed and nothing of the token. EdDSA and ES256 only, as the key says, whatever the token claims. May wait a moment for a key
  // not seen before (KeySource::RefreshFor).
  absl::StatusOr<TokenClaims> Verify(absl::string_view compact_token, absl::Time now) const;

 private:
  TokenExpectations expectations_;
  KeySource& keys_;
  mutable identity::GenuineTokens genuine_;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_IDENTITY_TOKEN_VERIFIER_H_
