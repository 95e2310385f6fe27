#include "services/platform/sealing/secret_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "openssl/crypto.h"
#include "openssl/rand.h"
#include "services/platform/base/error.h"

namespace dayaq {
namespace {

absl::Status Refuse(const std::string& path, absl::string_view why) {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_INTERNAL,
                   absl::StrCat("The key file ", path, " ", why));
}

}  // namespace

void FillRandom(void* bytes, size_t size) {
  if (RAND_bytes(static_cast<unsigned char*>(bytes), static_cast<int>(size)) == 1) return;
  std::fputs("no randomness from OpenSSL: the process ends\n", stderr);
  std::abort();
}

SecretKey SecretKey::Random() {
  SecretKey key;
  FillRandom(key.bytes_.data(), kSize);
  return key;
}

absl::StatusOr<SecretKey> SecretKey::FromBytes(absl::string_view bytes) {
  if (bytes.size() != kSize) {
    return MakeError(absl::StatusCode::kInvalidArgument, ErrorReason::ERROR_REASON_INTERNAL, "A key has 32 bytes.");
  }
  SecretKey key;
  std::copy(bytes.begin(), bytes.end(), key.bytes_.begin());
  return key;
}

SecretKey::SecretKey(SecretKey&& other) noexcept : bytes_(other.bytes_) { other.Wipe(); }

SecretKey& SecretKey::operator=(SecretKey&& other) noexcept {
  if (this != &other) {
    bytes_ = other.bytes_;
    other.Wipe();
  }
  return *this;
}

SecretKey::~SecretKey() { Wipe(); }

SecretKey SecretKey::Copy() const {
  SecretKey copy;
  copy.bytes_ = bytes_;
  return copy;
}

void SecretKey::Wipe() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

void Wipe(std::string& secret) {
  OPENSSL_cleanse(secret.data(), secret.size());
  secret.clear();
}

absl::StatusOr<std::string> ReadKeyFile(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Refuse(path, "cannot be read.");
  const absl::Cleanup close_file = [file] { close(file); };
  struct stat info {};
  // The mode of what is open, not of what the name points to a moment later.
  if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) return Refuse(path, "is not a regular file.");
  if ((info.st_mode & (S_IRWXO | S_IWGRP)) != 0) return Refuse(path, "must not be readable by others or writable by its group.");
  std::string text(256, '\0');
  const absl::Cleanup wipe_text = [&text] { Wipe(text); };
  const ssize_t size = read(file, text.data(), text.size());
  if (size < 0) return Refuse(path, "cannot be read.");
  const absl::string_view digits = absl::StripAsciiWhitespace(absl::string_view(text).substr(0, static_cast<size_t>(size)));
  if (digits.size() != 2 * SecretKey::kSize || !std::all_of(digits.begin(), digits.end(), absl::ascii_isxdigit)) {
    return Refuse(path, "must hold 64 hexadecimal digits.");
  }
  return absl::HexStringToBytes(digits);
}

}  // namespace dayaq
