#include "tests/support/test_tokens.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/support/must.h"

namespace dayaq::testing {
namespace {

constexpr int kCoordinateBytes = 32;

std::string Number(const EVP_PKEY* key, const char* parameter, int bytes) {
  BIGNUM* number = nullptr;
  Must(EVP_PKEY_get_bn_param(key, parameter, &number) == 1, "read a number of a key");
  std::string text(static_cast<size_t>(bytes == 0 ? BN_num_bytes(number) : bytes), '\0');
  BN_bn2binpad(number, reinterpret_cast<unsigned char*>(text.data()), static_cast<int>(text.size()));
  BN_free(number);
  return EncodeBase64Url(text);
}

// DER to the r and s of JWS.
std::string RawSignature(absl::string_view der) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
  ECDSA_SIG* const signature = d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(der.size()));
  Must(signature != nullptr, "read a DER signature");
  std::string raw(2 * kCoordinateBytes, '\0');
  auto* const out = reinterpret_cast<unsigned char*>(raw.data());
  BN_bn2binpad(ECDSA_SIG_get0_r(signature), out, kCoordinateBytes);
  BN_bn2binpad(ECDSA_SIG_get0_s(signature), out + kCoordinateBytes, kCoordinateBytes);
  ECDSA_SIG_free(signature);
  return raw;
}

}  // namespace

std::string EncodeBase64Url(absl::string_view bytes) { return absl::WebSafeBase64Escape(bytes); }

TestSigner TestSigner::EdDsa(std::string kid) {
  return TestSigner(std::move(kid), "EdDSA", EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
}

TestSigner TestSigner::Es256(std::string kid) { return TestSigner(std::move(kid), "ES256", EVP_EC_gen("P-256")); }

TestSigner TestSigner::Rs256(std::string kid) { return TestSigner(std::move(kid), "RS256", EVP_RSA_gen(2048)); }

TestSigner TestSigner::EdDsaFromSeed(std::string kid, absl::string_view seed) {
  const auto* const bytes = reinterpret_cast<const unsigned char*>(seed.data());
  return TestSigner(std::move(kid), "EdDSA", EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes, seed.size()));
}

std::string TestSigner::Jwk(absl::string_view extra) const {
  std::string numbers;
  if (algorithm_ == "EdDSA") {
    std::string raw(kCoordinateBytes, '\0');
    size_t length = raw.size();
    Must(EVP_PKEY_get_raw_public_key(key_.get(), reinterpret_cast<unsigned char*>(raw.data()), &length) == 1, "read a raw key");
    numbers = absl::StrCat(R"("kty":"OKP","crv":"Ed25519","x":")", EncodeBase64Url(raw), "\"");
  } else if (algorithm_ == "ES256") {
    numbers = absl::StrCat(R"("kty":"EC","crv":"P-256","x":")", Number(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X, kCoordinateBytes),
                           R"(","y":")", Number(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y, kCoordinateBytes), "\"");
  } else {
    numbers = absl::StrCat(R"("kty":"RSA","n":")", Number(key_.get(), OSSL_PKEY_PARAM_RSA_N, 0), R"(","e":")",
                           Number(key_.get(), OSSL_PKEY_PARAM_RSA_E, 0), "\"");
  }
  return absl::StrCat(R"({"kid":")", kid_, "\",", numbers, extra, "}");
}

std::string TestSigner::PublicPem() const {
  BIO* const bio = BIO_new(BIO_s_mem());
  Must(PEM_write_bio_PUBKEY(bio, key_.get()) == 1, "write PEM");
  char* text = nullptr;
  const long length = BIO_get_mem_data(bio, &text);
  std::string pem(text, static_cast<size_t>(length));
  BIO_free(bio);
  return pem;
}

std::string TestSigner::Sign(absl::string_view text) const {
  EVP_MD_CTX* const context = EVP_MD_CTX_new();
  const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
  size_t length = 0;
  Must(EVP_DigestSignInit(context, nullptr, algorithm_ == "EdDSA" ? nullptr : EVP_sha256(), nullptr, key_.get()) == 1, "sign");
  Must(EVP_DigestSign(context, nullptr, &length, bytes, text.size()) == 1, "sign");
  std::string signature(length, '\0');
  Must(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &length, bytes, text.size()) == 1, "sign");
  EVP_MD_CTX_free(context);
  signature.resize(length);
  return algorithm_ == "ES256" ? RawSignature(signature) : signature;
}

std::string TestSigner::Header() const {
  return absl::StrCat(R"({"alg":")", algorithm_, R"(","typ":"at+jwt","kid":")", kid_, "\"}");
}

std::string TestSigner::Token(absl::string_view header, absl::string_view payload) const {
  const std::string text = absl::StrCat(EncodeBase64Url(header), ".", EncodeBase64Url(payload));
  return absl::StrCat(text, ".", EncodeBase64Url(Sign(text)));
}

std::string KeySetJson(const std::vector<std::string>& jwks) {
  return absl::StrCat(R"({"keys":[)", absl::StrJoin(jwks, ","), "]}");
}

std::string AccessClaims(absl::string_view subject, absl::Time now, absl::string_view session, const TestSignIn& sign_in) {
  const int64_t second = absl::ToUnixSeconds(now);
  const std::string when =
      sign_in.ago.has_value() ? absl::StrCat(R"(,"auth_time":)", second - absl::ToInt64Seconds(*sign_in.ago)) : "";
  return absl::StrCat(R"({"iss":")", kTestIssuer, R"(","aud":")", kTestAudience, R"(","sub":")", subject, R"(","sid":")", session,
                      R"(","client_id":"console","jti":"token-1","acr":")", sign_in.acr, R"(","iat":)", second, R"(,"exp":)",
                      second + 300, when, "}");
}

}  // namespace dayaq::testing
