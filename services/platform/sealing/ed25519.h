// Ed25519 signatures (RFC 8032): what an outsider can check with a public key alone.
#ifndef SERVICES_PLATFORM_SEALING_ED25519_H_
#define SERVICES_PLATFORM_SEALING_ED25519_H_

#include <openssl/evp.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq {

inline constexpr size_t kEd25519KeySize = 32;
inline constexpr size_t kEd25519SignatureSize = 64;

// A private key; copies share it. Safe to use from many threads. OpenSSL wipes it when the last copy goes.
class SigningKey {
 public:
  // From exactly 32 bytes; INVALID_ARGUMENT for any other number.
  static absl::StatusOr<SigningKey> FromSeed(absl::string_view seed);

  // A fresh random key.
  static SigningKey Random();

  // From a key file that holds the seed (ReadKeyFile of secret_key.h says which files are acceptable). In a file of its own, so
  // that a program that only verifies needs nothing of this room but OpenSSL.
  static absl::StatusOr<SigningKey> Load(const std::string& path);

  // 32 bytes.
  const std::string& public_key() const { return public_key_; }

  // 64 bytes; the same for the same message each time.
  std::string Sign(absl::string_view message) const;

 private:
  SigningKey(std::shared_ptr<EVP_PKEY> key, std::string public_key) : key_(std::move(key)), public_key_(std::move(public_key)) {}

  std::shared_ptr<EVP_PKEY> key_;
  std::string public_key_;
};

// Whether `signature` is one of `message` by that key. Keys and signatures of another length are simply not right.
bool VerifyEd25519(absl::string_view public_key, absl::string_view message, absl::string_view signature);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SEALING_ED25519_H_
