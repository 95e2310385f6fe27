#include "services/payment/bank_files.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"

namespace dayaq::payment {
namespace {

constexpr size_t kPiece = size_t{512} << 10;

// Closes what it holds.
class OpenFile {
 public:
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  int get() const { return descriptor_; }

 private:
  const int descriptor_;
};

absl::Status Failed(absl::string_view what) {
  return absl::DataLossError(absl::StrCat("a bank file cannot be ", what, ": ", std::strerror(errno)));
}

}  // namespace

std::string BankFiles::Path(absl::string_view file_name) const { return absl::StrCat(directory_, "/", file_name); }
std::string BankFiles::PartPath(absl::string_view file_name) const { return absl::StrCat(directory_, "/", file_name, ".part"); }

absl::Status BankFiles::Check() const {
  struct stat status = {};
  if (stat(directory_.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && ::access(directory_.c_str(), W_OK | X_OK) == 0) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(absl::StrCat("--bank_file_directory: no folder that can be written to: '", directory_, "'"));
}

bool BankFiles::IsThere(absl::string_view file_name) const { return ::access(Path(file_name).c_str(), F_OK) == 0; }

bool BankFiles::HasPart(absl::string_view file_name, absl::string_view content_hash) const {
  const OpenFile file(open(PartPath(file_name).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (file.get() < 0) return false;
  EVP_MD_CTX* const digest = EVP_MD_CTX_new();
  EVP_DigestInit_ex(digest, EVP_sha256(), nullptr);
  std::string piece(kPiece, '\0');
  ssize_t got = 0;
  while ((got = read(file.get(), piece.data(), piece.size())) > 0) EVP_DigestUpdate(digest, piece.data(), static_cast<size_t>(got));
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash;
  unsigned int size = 0;
  EVP_DigestFinal_ex(digest, hash.data(), &size);
  EVP_MD_CTX_free(digest);
  return got == 0 && absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(hash.data()), size)) == content_hash;
}

absl::Status BankFiles::HandOut(absl::string_view file_name) const {
  if (rename(PartPath(file_name).c_str(), Path(file_name).c_str()) != 0) return Failed("put into its place");
  const OpenFile directory(open(directory_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() < 0 || fsync(directory.get()) != 0) return Failed("kept");
  return absl::OkStatus();
}

absl::StatusOr<std::string> BankFiles::Read(absl::string_view file_name, int64_t offset) const {
  const OpenFile file(open(Path(file_name).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (file.get() < 0) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_FILE_NOT_READY,
                     "The file is not in its place yet.");
  }
  std::string piece(kPiece, '\0');
  size_t filled = 0;
  while (filled < piece.size()) {
    const ssize_t got = pread(file.get(), piece.data() + filled, piece.size() - filled, offset + static_cast<int64_t>(filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Failed("read");
    if (got == 0) break;
    filled += static_cast<size_t>(got);
  }
  piece.resize(filled);
  return piece;
}

}  // namespace dayaq::payment
