// An https server that says what a test wants: an identity provider's key endpoint, a gateway of short messages.
#ifndef TESTS_SUPPORT_TLS_SERVER_H_
#define TESTS_SUPPORT_TLS_SERVER_H_

#include <openssl/ssl.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "tests/support/test_certificates.h"

namespace dayaq::testing {

// Answers every TLS connection on a port of its own with the same bytes, then closes it.
class TlsServer {
 public:
  TlsServer(const IssuedCertificate& certificate, std::string answer, int latest_version = TLS1_3_VERSION);
  ~TlsServer();
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  std::string Url(const std::string& host = "127.0.0.1", const std::string& scheme = "https") const;
  int requests() const { return requests_; }
  // What was asked last, head and body.
  std::string last_request() const;
  // What is said from here on.
  void Answer(std::string answer);

 private:
  void Run();
  void Serve(int connection);

  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  mutable absl::Mutex mutex_;
  std::string answer_ ABSL_GUARDED_BY(mutex_);
  std::string last_request_ ABSL_GUARDED_BY(mutex_);
  int listener_ = -1;
  uint16_t port_ = 0;
  std::atomic<bool> is_stopping_{false};
  std::atomic<int> requests_{0};
  std::thread thread_;
};

// An HTTP answer with a JSON body.
std::string TlsAnswer(absl::string_view status, absl::string_view body, absl::string_view headers = "");

}  // namespace dayaq::testing

#endif  // TESTS_SUPPORT_TLS_SERVER_H_
