#include "tests/support/tls_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "tests/support/must.h"
#include "tests/support/temporary_directory.h"

namespace dayaq::testing {
namespace {

// Whether head and body of a request are there.
bool IsWhole(const std::string& request) {
  const size_t end = request.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  const std::string label = "Content-Length: ";
  const size_t at = request.find(label);
  size_t length = 0;
  if (at == std::string::npos || at > end) return true;
  const size_t from = at + label.size();
  return absl::SimpleAtoi(request.substr(from, request.find('\r', from) - from), &length) && request.size() >= end + 4 + length;
}

}  // namespace

TlsServer::TlsServer(const IssuedCertificate& certificate, std::string answer, int latest_version)
    : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free), answer_(std::move(answer)) {
  signal(SIGPIPE, SIG_IGN);
  TemporaryDirectory files;
  WriteFileWhole(files.Path("cert.pem"), certificate.certificate_pem);
  WriteFileWhole(files.Path("key.pem"), certificate.key_pem);
  SSL_CTX_set_security_level(context_.get(), 0);
  SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context_.get(), latest_version);
  Must(SSL_CTX_use_certificate_file(context_.get(), files.Path("cert.pem").c_str(), SSL_FILETYPE_PEM) == 1, "use the certificate");
  Must(SSL_CTX_use_PrivateKey_file(context_.get(), files.Path("key.pem").c_str(), SSL_FILETYPE_PEM) == 1, "use the key");
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof(address);
  Must(bind(listener_, reinterpret_cast<sockaddr*>(&address), length) == 0 && listen(listener_, 8) == 0, "listen");
  getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { Run(); });
}

TlsServer::~TlsServer() {
  is_stopping_ = true;
  thread_.join();
  close(listener_);
}

std::string TlsServer::Url(const std::string& host, const std::string& scheme) const {
  return absl::StrCat(scheme, "://", host, ":", port_, "/jwks");
}

std::string TlsServer::last_request() const {
  absl::MutexLock lock(&mutex_);
  return last_request_;
}

void TlsServer::Answer(std::string answer) {
  absl::MutexLock lock(&mutex_);
  answer_ = std::move(answer);
}

void TlsServer::Run() {
  while (!is_stopping_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (poll(&waiting, 1, 20) != 1) continue;
    const int connection = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    Serve(connection);
    close(connection);
  }
}

void TlsServer::Serve(int connection) {
  const timeval patience{2, 0};
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  const std::unique_ptr<SSL, decltype(&SSL_free)> tls(SSL_new(context_.get()), SSL_free);
  SSL_set_fd(tls.get(), connection);
  if (SSL_accept(tls.get()) != 1) return;
  std::string request;
  while (!IsWhole(request)) {
    char part[4096];
    const int length = SSL_read(tls.get(), part, sizeof(part));
    if (length <= 0) return;
    request.append(part, static_cast<size_t>(length));
  }
  ++requests_;
  std::string answer;
  {
    absl::MutexLock lock(&mutex_);
    last_request_ = request;
    answer = answer_;
  }
  SSL_write(tls.get(), answer.data(), static_cast<int>(answer.size()));
  SSL_shutdown(tls.get());
}

std::string TlsAnswer(absl::string_view status, absl::string_view body, absl::string_view headers) {
  return absl::StrCat("HTTP/1.1 ", status, "\r\nContent-Type: application/json\r\nConnection: close\r\n", headers, "\r\n", body);
}

}  // namespace dayaq::testing
