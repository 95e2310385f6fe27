#include "services/platform/tls/certificate_stager.h"

#include <fcntl.h>
#include <grpcpp/security/tls_certificate_verifier.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/tls/svid.h"

namespace dayaq {
namespace {

constexpr unsigned int kWatchSeconds = 1;
constexpr char kCurrent[] = "current";
constexpr char kSetPrefix[] = "set-";

// Asked by gRPC at each handshake, once the chain is proven: are these rules kept, and is it the peer we want?
class SvidVerifier : public grpc::experimental::ExternalCertificateVerifier {
 public:
  // Nothing stands for any peer of our trust domain.
  explicit SvidVerifier(std::optional<std::string> expected_id) : expected_id_(std::move(expected_id)) {}

  bool Verify(grpc::experimental::TlsCustomVerificationCheckRequest* request, std::function<void(grpc::Status)>,
              grpc::Status* status) override {
    const grpc::string_ref pem = request->peer_cert();
    const auto id = tls::SpiffeIdOfPem(absl::string_view(pem.data(), pem.size()));
    if (!id.ok()) {
      *status = grpc::Status(grpc::StatusCode::UNAUTHENTICATED, std::string(id.status().message()));
    } else if (expected_id_.has_value() && *id != *expected_id_) {
      *status = grpc::Status(grpc::StatusCode::UNAUTHENTICATED, "The server is not the one that was called.");
    }
    return true;
  }
  void Cancel(grpc::experimental::TlsCustomVerificationCheckRequest*) override {}

 private:
  const std::optional<std::string> expected_id_;
};

absl::Status NotStored(absl::string_view what) {
  return absl::UnavailableError(absl::StrCat("The set cannot be staged: ", what, "."));
}

// Writes a file that did not exist, for this user only, with the modification time `stamp`.
absl::Status WriteNew(const std::string& path, absl::string_view text, std::time_t stamp) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return NotStored("a file cannot be made");
  bool is_written = true;
  while (is_written && !text.empty()) {
    const ssize_t count = write(file, text.data(), text.size());
    is_written = count > 0;
    if (is_written) text.remove_prefix(static_cast<size_t>(count));
  }
  const timespec times[] = {{stamp, 0}, {stamp, 0}};
  is_written = is_written && futimens(file, times) == 0;
  is_written = close(file) == 0 && is_written;
  return is_written ? absl::OkStatus() : NotStored("a file cannot be written");
}

// The highest number of a set that an earlier process left.
int64_t LastNumberIn(const std::string& directory) {
  int64_t last = 0;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(directory, ignored)) {
    int64_t number = 0;
    const std::string name = entry.path().filename().string();
    if (absl::StartsWith(name, kSetPrefix) && absl::SimpleAtoi(name.substr(sizeof(kSetPrefix) - 1), &number))
      last = std::max(last, number);
  }
  return last;
}

}  // namespace

CertificateStager::CertificateStager(std::string source_directory, std::string staged_directory, Options options)
    : source_directory_(std::move(source_directory)),
      staged_directory_(std::move(staged_directory)),
      options_(std::move(options)) {}

absl::StatusOr<std::unique_ptr<CertificateStager>> CertificateStager::Start(std::string source_directory,
                                                                            std::string staged_directory, Options options) {
  std::error_code error;
  std::filesystem::create_directories(staged_directory, error);
  if (!error) std::filesystem::permissions(staged_directory, std::filesystem::perms::owner_all, error);
  if (error) return NotStored("the directory for checked certificates cannot be made");
  std::unique_ptr<CertificateStager> stager(
      new CertificateStager(std::move(source_directory), std::move(staged_directory), std::move(options)));
  stager->last_number_ = LastNumberIn(stager->staged_directory_);
  RETURN_IF_ERROR(stager->StageOnce());
  const std::string current = absl::StrCat(stager->staged_directory_, "/", kCurrent, "/");
  stager->provider_ = std::make_shared<grpc::experimental::FileWatcherCertificateProvider>(
      current + tls::kKeyFile, current + tls::kCertificateFile, current + tls::kAuthoritiesFile, kWatchSeconds);
  stager->thread_ = std::thread([raw = stager.get()] { raw->Run(); });
  return stager;
}

CertificateStager::~CertificateStager() {
  {
    absl::MutexLock lock(&mutex_);
    is_stopping_ = true;
    wake_.SignalAll();
  }
  if (thread_.joinable()) thread_.join();
}

void CertificateStager::Run() {
  while (true) {
    {
      absl::MutexLock lock(&mutex_);
      if (!is_stopping_) wake_.WaitWithTimeout(&mutex_, options_.poll_interval);
      if (is_stopping_) return;
    }
    StageOnce().IgnoreError();  // Kept in last_failure_.
  }
}

absl::Status CertificateStager::StageOnce() {
  tls::CertificateSet set;
  tls::CertificateFacts facts;
  const absl::Status outcome = [&]() -> absl::Status {
    ASSIGN_OR_RETURN(set, tls::ReadCertificateSet(source_directory_));
    if (set == staged_) return absl::OkStatus();
    ASSIGN_OR_RETURN(facts, tls::CheckCertificateSet(set, options_.now()));
    return Stage(set);
  }();

  absl::MutexLock lock(&mutex_);
  if (outcome.ok()) {
    if (set != staged_) facts_ = std::move(facts);
    staged_ = std::move(set);
    refused_ = {};
  } else if (outcome != last_failure_ || set != refused_) {
    // The same bad set is looked at again and again, since time alone may make it good, but is counted once.
    ++failures_;
    refused_ = std::move(set);
  }
  last_failure_ = outcome;
  return outcome;
}

absl::Status CertificateStager::Stage(const tls::CertificateSet& set) {
  // gRPC's watcher reads key and certificate one after the other and takes them for a pair when the modification time, in whole
  // seconds, stayed the same meanwhile. So no two sets may share one.
  last_stamp_ = std::max(absl::ToTimeT(absl::Now()), last_stamp_ + 1);
  const std::string name = absl::StrCat(kSetPrefix, ++last_number_);
  const std::string directory = absl::StrCat(staged_directory_, "/", name);
  if (mkdir(directory.c_str(), S_IRWXU) != 0) return NotStored("a directory cannot be made");
  RETURN_IF_ERROR(WriteNew(absl::StrCat(directory, "/", tls::kCertificateFile), set.certificate, last_stamp_));
  RETURN_IF_ERROR(WriteNew(absl::StrCat(directory, "/", tls::kKeyFile), set.key, last_stamp_));
  RETURN_IF_ERROR(WriteNew(absl::StrCat(directory, "/", tls::kAuthoritiesFile), set.authorities, last_stamp_));

  const std::string current = absl::StrCat(staged_directory_, "/", kCurrent);
  const std::string next = current + ".next";
  unlink(next.c_str());
  if (symlink(name.c_str(), next.c_str()) != 0 || rename(next.c_str(), current.c_str()) != 0) return NotStored("the switch failed");
  RemoveOldSets(name, staged_name_);
  staged_name_ = name;
  return absl::OkStatus();
}

void CertificateStager::RemoveOldSets(const std::string& served, const std::string& before) const {
  std::error_code ignored;
  std::vector<std::filesystem::path> old;
  for (const auto& entry : std::filesystem::directory_iterator(staged_directory_, ignored)) {
    const std::string name = entry.path().filename().string();
    if (absl::StartsWith(name, kSetPrefix) && name != served && name != before) old.push_back(entry.path());
  }
  for (const auto& path : old) std::filesystem::remove_all(path, ignored);
}

std::shared_ptr<grpc::ServerCredentials> CertificateStager::ServerCredentials() const {
  // TLS 1.2 is the oldest version that gRPC speaks; there is no option for it in this release, and a test that watches over it.
  grpc::experimental::TlsServerCredentialsOptions options(provider_);
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.set_certificate_verifier(grpc::experimental::ExternalCertificateVerifier::Create<SvidVerifier>(std::nullopt));
  return grpc::experimental::TlsServerCredentials(options);
}

grpc::experimental::TlsChannelCredentialsOptions CertificateStager::ChannelOptions() const {
  grpc::experimental::TlsChannelCredentialsOptions options;
  options.set_certificate_provider(provider_);
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  return options;
}

std::shared_ptr<grpc::ChannelCredentials> CertificateStager::ChannelCredentials(absl::string_view server_spiffe_id) const {
  auto options = ChannelOptions();
  options.set_certificate_verifier(
      grpc::experimental::ExternalCertificateVerifier::Create<SvidVerifier>(std::string(server_spiffe_id)));
  // The id says who the server is; the host name is only where it is today.
  options.set_check_call_host(false);
  return grpc::experimental::TlsCredentials(options);
}

std::shared_ptr<grpc::ChannelCredentials> CertificateStager::ChannelCredentials() const {
  return grpc::experimental::TlsCredentials(ChannelOptions());
}

std::string CertificateStager::spiffe_id() const {
  absl::ReaderMutexLock lock(&mutex_);
  return facts_.spiffe_id;
}

absl::Time CertificateStager::expires_at() const {
  absl::ReaderMutexLock lock(&mutex_);
  return facts_.expires_at;
}

std::string CertificateStager::serial() const {
  absl::ReaderMutexLock lock(&mutex_);
  return facts_.serial;
}

int64_t CertificateStager::failures() const {
  absl::ReaderMutexLock lock(&mutex_);
  return failures_;
}

absl::Status CertificateStager::last_failure() const {
  absl::ReaderMutexLock lock(&mutex_);
  return last_failure_;
}

}  // namespace dayaq
