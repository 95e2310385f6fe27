// Serves this workload's certificate and follows its renewal, without ever letting gRPC see a bad one.
//
// gRPC's own file watcher ends the process on an empty key file and refuses every new connection on a mismatched pair. So it reads
// only what this stager has checked: whole sets in a directory of their own, switched by one rename.
#ifndef SERVICES_PLATFORM_TLS_CERTIFICATE_STAGER_H_
#define SERVICES_PLATFORM_TLS_CERTIFICATE_STAGER_H_

#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>

#include <cstdint>
#include <ctime>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/platform/tls/certificate_set.h"

namespace dayaq {

struct CertificateStagerOptions {
  // How often the source is looked at. gRPC takes up what was staged within another second.
  absl::Duration poll_interval = absl::Seconds(2);
  std::function<absl::Time()> now = absl::Now;
};

// Owns one thread; the destructor stops it. Credentials made here go on working afterwards, with the set staged last. Safe to use
// from many threads.
class CertificateStager {
 public:
  using Options = CertificateStagerOptions;

  // Watches cert.pem, key.pem and ca.pem in `source_directory` and keeps checked copies in `staged_directory`, which is made if
  // need be, is readable by this user only and must be this process's alone. Fails when the first set is bad: a service that cannot
  // prove who it is must not start.
  static absl::StatusOr<std::unique_ptr<CertificateStager>> Start(std::string source_directory, std::string staged_directory,
                                                                  Options options = {});
  ~CertificateStager();
  CertificateStager(const CertificateStager&) = delete;
  CertificateStager& operator=(const CertificateStager&) = delete;

  // Mutual TLS, 1.2 or newer: a client without an X.509-SVID of our trust domain gets no connection.
  std::shared_ptr<grpc::ServerCredentials> ServerCredentials() const;
  // Mutual TLS to a server that is proven to be `server_spiffe_id`.
  std::shared_ptr<grpc::ChannelCredentials> ChannelCredentials(absl::string_view server_spiffe_id) const;
  // Mutual TLS to a server whose certificate holds the host name that is called.
  std::shared_ptr<grpc::ChannelCredentials> ChannelCredentials() const;

  // About the set that is served.
  std::string spiffe_id() const;
  absl::Time expires_at() const;
  // Upper-case hexadecimal.
  std::string serial() const;
  // Sets refused since the start, each counted once, for a metric.
  int64_t failures() const;
  // Why the set in the source directory is not the one served; OK when it is.
  absl::Status last_failure() const;

 private:
  CertificateStager(std::string source_directory, std::string staged_directory, Options options);

  grpc::experimental::TlsChannelCredentialsOptions ChannelOptions() const;
  void Run();
  // Looks at the source once.
  absl::Status StageOnce();
  absl::Status Stage(const tls::CertificateSet& set);
  void RemoveOldSets(const std::string& served, const std::string& before) const;

  const std::string source_directory_;
  const std::string staged_directory_;
  const Options options_;
  std::shared_ptr<grpc::experimental::CertificateProviderInterface> provider_;

  // Only the staging thread (and Start, before it runs) touches these.
  tls::CertificateSet staged_;
  tls::CertificateSet refused_;
  std::string staged_name_;
  int64_t last_number_ = 0;
  std::time_t last_stamp_ = 0;

  mutable absl::Mutex mutex_;
  absl::CondVar wake_;
  tls::CertificateFacts facts_ ABSL_GUARDED_BY(mutex_);
  absl::Status last_failure_ ABSL_GUARDED_BY(mutex_);
  int64_t failures_ ABSL_GUARDED_BY(mutex_) = 0;
  bool is_stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_TLS_CERTIFICATE_STAGER_H_
