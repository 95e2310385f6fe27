// One public key of the identity provider and the one algorithm it may be used with.
#ifndef SERVICES_PLATFORM_IDENTITY_VERIFICATION_KEY_H_
#define SERVICES_PLATFORM_IDENTITY_VERIFICATION_KEY_H_

#include <openssl/evp.h>

#include <memory>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/platform/identity/strict_json.h"

namespace dayaq::identity {

// Ed25519 with EdDSA (RFC 8037) or P-256 with ES256 (RFC 7518). Immutable; may be used by many threads at once.
class VerificationKey {
 public:
  // Reads a JSON Web Key (RFC 7517). Nothing for keys that are not for us (RSA, other curves, encryption), that are malformed, that
  // name another algorithm than their curve's, or that were published with their private part.
  static std::optional<VerificationKey> FromJwk(const Json& jwk);

  const std::string& id() const { return id_; }
  // The "alg" a token signed with this key must state: "EdDSA" or "ES256".
  absl::string_view algorithm() const { return is_elliptic_ ? "ES256" : "EdDSA"; }
  // Whether `signature` (64 bytes in the form JWS gives it) is this key's over `message`.
  bool Verify(absl::string_view message, absl::string_view signature) const;

 private:
  VerificationKey(std::string id, bool is_elliptic, std::shared_ptr<EVP_PKEY> key)
      : id_(std::move(id)), is_elliptic_(is_elliptic), key_(std::move(key)) {}

  std::string id_;
  bool is_elliptic_;
  std::shared_ptr<EVP_PKEY> key_;
};

}  // namespace dayaq::identity

#endif  // SERVICES_PLATFORM_IDENTITY_VERIFICATION_KEY_H_
