// Keys of an identity provider that exists only in a test, and the tokens it makes: good ones, and any bad one wanted.
#ifndef TESTS_SUPPORT_TEST_TOKENS_H_
#define TESTS_SUPPORT_TEST_TOKENS_H_

#include <openssl/evp.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace dayaq::testing {

// base64url without padding.
std::string EncodeBase64Url(absl::string_view bytes);

class TestSigner {
 public:
  // New keys with the id `kid`.
  static TestSigner EdDsa(std::string kid);
  static TestSigner Es256(std::string kid);
  static TestSigner Rs256(std::string kid);
  // An Ed25519 key that is the same in every run, for fuzzing; `seed` has 32 bytes.
  static TestSigner EdDsaFromSeed(std::string kid, absl::string_view seed);

  const std::string& kid() const { return kid_; }
  // The "alg" of the key: "EdDSA", "ES256" or "RS256".
  const std::string& algorithm() const { return algorithm_; }
  // The public key as a JSON Web Key; `extra` is put in as it stands, for example R"(,"use":"enc")".
  std::string Jwk(absl::string_view extra = "") const;
  // The public key in PEM, which an attacker might use as the secret of HS256.
  std::string PublicPem() const;
  // The JWS signature over `text`.
  std::string Sign(absl::string_view text) const;
  // {"alg":...,"typ":"at+jwt","kid":...}
  std::string Header() const;
  // A compact token with Header() over `payload`, or with any other header.
  std::string Token(absl::string_view payload) const { return Token(Header(), payload); }
  std::string Token(absl::string_view header, absl::string_view payload) const;

 private:
  TestSigner(std::string kid, std::string algorithm, EVP_PKEY* key)
      : kid_(std::move(kid)), algorithm_(std::move(algorithm)), key_(key, EVP_PKEY_free) {}

  std::string kid_;
  std::string algorithm_;
  std::shared_ptr<EVP_PKEY> key_;
};

// {"keys":[...]}
std::string KeySetJson(const std::vector<std::string>& jwks);

inline constexpr char kTestIssuer[] = "https://login.dayaq.test";
inline constexpr char kTestAudience[] = "urn:dayaq:api";

// How a person of a test signed in.
struct TestSignIn {
  std::string acr = "urn:dayaq:acr:password";
  // How long ago; none: the token does not say when.
  std::optional<absl::Duration> ago = absl::Minutes(1);
};

// The claims of a good access token of the invented person `subject`, issued at `now` for five minutes.
std::string AccessClaims(absl::string_view subject, absl::Time now, absl::string_view session = "session-1",
                         const TestSignIn& sign_in = {});

}  // namespace dayaq::testing

#endif  // TESTS_SUPPORT_TEST_TOKENS_H_
