#include "services/platform/identity/verification_key.h"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/params.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/identity/base64url.h"

namespace dayaq::identity {
namespace {

constexpr size_t kCoordinateBytes = 32;
constexpr size_t kSignatureBytes = 64;
constexpr size_t kLongestKeyId = 128;

template <auto kFree>
struct Freer {
  template <typename T>
  void operator()(T* object) const {
    kFree(object);
  }
};
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freer<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Freer<BN_free>>;
using EcdsaSignature = std::unique_ptr<ECDSA_SIG, Freer<ECDSA_SIG_free>>;

const unsigned char* Bytes(absl::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// A coordinate of a key: exactly 32 bytes in base64url.
std::optional<std::string> Coordinate(const Json& jwk, absl::string_view name) {
  const std::string* const text = jwk.FindString(name);
  auto bytes = text == nullptr ? std::nullopt : DecodeBase64Url(*text);
  if (bytes.has_value() && bytes->size() != kCoordinateBytes) bytes.reset();
  return bytes;
}

std::shared_ptr<EVP_PKEY> Wrap(EVP_PKEY* key) { return key == nullptr ? nullptr : std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free); }

std::shared_ptr<EVP_PKEY> EdwardsKey(const Json& jwk) {
  const auto x = Coordinate(jwk, "x");
  return x.has_value() ? Wrap(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, Bytes(*x), x->size())) : nullptr;
}

std::shared_ptr<EVP_PKEY> EllipticKey(const Json& jwk) {
  const auto x = Coordinate(jwk, "x");
  const auto y = Coordinate(jwk, "y");
  if (!x.has_value() || !y.has_value()) return nullptr;
  char group[] = "prime256v1";
  std::string point = absl::StrCat("\x04", *x, *y);
  OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
                             OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
                             OSSL_PARAM_construct_end()};
  const KeyContext maker(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* made = nullptr;
  if (maker == nullptr || EVP_PKEY_fromdata_init(maker.get()) != 1 ||
      EVP_PKEY_fromdata(maker.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters) != 1) {
    return nullptr;
  }
  auto key = Wrap(made);
  // A point off the curve would make the key's answers meaningless.
  const KeyContext checker(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
  return checker != nullptr && EVP_PKEY_public_check(checker.get()) == 1 ? key : nullptr;
}

bool IsForVerifying(const Json& jwk) {
  const Json* const operations = jwk.Find("key_ops");
  if (operations != nullptr &&
      std::none_of(operations->items.begin(), operations->items.end(), [](const Json& item) { return item.text == "verify"; })) {
    return false;
  }
  const Json* const use = jwk.Find("use");
  return use == nullptr || use->text == "sig";
}

// JWS writes r and s as two 32-byte numbers, OpenSSL reads them in DER. Empty when one of them is zero, which no signature has.
std::string DerSignature(absl::string_view raw) {
  Number r(BN_bin2bn(Bytes(raw), kCoordinateBytes, nullptr));
  Number s(BN_bin2bn(Bytes(raw) + kCoordinateBytes, kCoordinateBytes, nullptr));
  const EcdsaSignature signature(ECDSA_SIG_new());
  if (r == nullptr || s == nullptr || signature == nullptr || BN_is_zero(r.get()) || BN_is_zero(s.get())) return "";
  ECDSA_SIG_set0(signature.get(), r.release(), s.release());
  unsigned char* der = nullptr;
  const int length = i2d_ECDSA_SIG(signature.get(), &der);
  if (length <= 0) return "";
  std::string text(reinterpret_cast<const char*>(der), static_cast<size_t>(length));
  OPENSSL_free(der);
  return text;
}

}  // namespace

std::optional<VerificationKey> VerificationKey::FromJwk(const Json& jwk) {
  const std::string* const id = jwk.FindString("kid");
  const std::string* const type = jwk.FindString("kty");
  const std::string* const curve = jwk.FindString("crv");
  if (id == nullptr || id->empty() || id->size() > kLongestKeyId || type == nullptr || curve == nullptr) return std::nullopt;
  const bool is_edwards = *type == "OKP" && *curve == "Ed25519";
  const bool is_elliptic = *type == "EC" && *curve == "P-256";
  if ((!is_edwards && !is_elliptic) || jwk.Find("d") != nullptr || !IsForVerifying(jwk)) return std::nullopt;
  auto key = is_elliptic ? EllipticKey(jwk) : EdwardsKey(jwk);
  ERR_clear_error();
  if (key == nullptr) return std::nullopt;
  VerificationKey made(*id, is_elliptic, std::move(key));
  const Json* const algorithm = jwk.Find("alg");
  if (algorithm != nullptr && algorithm->text != made.algorithm()) return std::nullopt;
  return made;
}

bool VerificationKey::Verify(absl::string_view message, absl::string_view signature) const {
  if (signature.size() != kSignatureBytes) return false;
  const std::string form = is_elliptic_ ? DerSignature(signature) : std::string(signature);
  const DigestContext context(EVP_MD_CTX_new());
  const bool is_genuine =
      !form.empty() && context != nullptr &&
      EVP_DigestVerifyInit(context.get(), nullptr, is_elliptic_ ? EVP_sha256() : nullptr, nullptr, key_.get()) == 1 &&
      EVP_DigestVerify(context.get(), Bytes(form), form.size(), Bytes(message), message.size()) == 1;
  // What OpenSSL notes about a bad signature must not be found by the next TLS call of this thread.
  ERR_clear_error();
  return is_genuine;
}

}  // namespace dayaq::identity
