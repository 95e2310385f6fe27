// A key of 32 bytes that is wiped when it goes.
#ifndef SERVICES_PLATFORM_SEALING_SECRET_KEY_H_
#define SERVICES_PLATFORM_SEALING_SECRET_KEY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq {

// Fills `size` bytes from the operating system's generator through OpenSSL. A process that gets no randomness ends: an id, a key
// or an IV made without it would do harm that nobody sees.
void FillRandom(void* bytes, size_t size);

// Can be moved and copied on purpose only, never printed, and leaves nothing behind in memory.
class SecretKey {
 public:
  static constexpr size_t kSize = 32;

  // A fresh random key.
  static SecretKey Random();

  // From exactly 32 bytes; INVALID_ARGUMENT for any other number.
  static absl::StatusOr<SecretKey> FromBytes(absl::string_view bytes);

  SecretKey(const SecretKey&) = delete;
  SecretKey& operator=(const SecretKey&) = delete;
  SecretKey(SecretKey&& other) noexcept;
  SecretKey& operator=(SecretKey&& other) noexcept;
  ~SecretKey();

  SecretKey Copy() const;

  const unsigned char* data() const { return bytes_.data(); }
  absl::string_view view() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }

 private:
  SecretKey() = default;
  void Wipe();

  std::array<unsigned char, kSize> bytes_{};
};

// Overwrites a string that held a secret.
void Wipe(std::string& secret);

// Reads a key file: 64 hexadecimal digits (32 bytes), white space around them allowed. Refused with FAILED_PRECONDITION when
// it is missing, of another form, or when others than owner and group may read it, or others than the owner may write it.
// Messages name the path and never the content. Hand the result to Mac, BlindIndex or SecretKey and Wipe it.
absl::StatusOr<std::string> ReadKeyFile(const std::string& path);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SEALING_SECRET_KEY_H_
