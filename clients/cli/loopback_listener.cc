#include "clients/cli/loopback_listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "absl/cleanup/cleanup.h"
#include "absl/memory/memory.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/web_client.h"

namespace dayaq::cli {
namespace {

constexpr size_t kLongestRequest = 16 * 1024;
constexpr absl::Duration kVisitPatience = absl::Seconds(5);

constexpr char kThanks[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\nCache-Control: no-store\r\n\r\n"
    "<!DOCTYPE html><title>Dayaq</title><p>Giriş tamamlandı, bu səhifəni bağlaya bilərsiniz. · Signed in; you may close this "
    "page.</p>";
constexpr char kNotHere[] = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

bool WaitReadable(int socket, absl::Time until) {
  pollfd entry = {socket, POLLIN, 0};
  const int64_t left = std::max<int64_t>(0, absl::ToInt64Milliseconds(until - absl::Now()));
  return poll(&entry, 1, static_cast<int>(std::min<int64_t>(left, 600'000))) > 0;
}

// The request target of "GET <target> HTTP/1.1"; empty for anything else.
std::string ReadTarget(int visitor, absl::Time until) {
  std::string request;
  while (request.find("\r\n") == std::string::npos && request.size() < kLongestRequest && WaitReadable(visitor, until)) {
    char bytes[2048];
    const ssize_t count = recv(visitor, bytes, sizeof(bytes), 0);
    if (count <= 0) break;
    request.append(bytes, static_cast<size_t>(count));
  }
  if (!absl::StartsWith(request, "GET ")) return "";
  const size_t end = request.find(' ', 4);
  return end == std::string::npos ? "" : request.substr(4, end - 4);
}

void Answer(int visitor, absl::string_view text) {
  const ssize_t sent = send(visitor, text.data(), text.size(), MSG_NOSIGNAL);
  if (sent > 0) shutdown(visitor, SHUT_WR);
}

}  // namespace

absl::StatusOr<std::unique_ptr<LoopbackListener>> LoopbackListener::Open() {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  if (listener < 0 || bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener, 8) != 0 ||
      getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    if (listener >= 0) close(listener);
    return absl::InternalError("No port of the loopback can be opened for the browser's answer.");
  }
  return absl::WrapUnique(new LoopbackListener(listener, ntohs(address.sin_port)));
}

LoopbackListener::~LoopbackListener() { close(socket_); }

std::string LoopbackListener::redirect_uri() const { return absl::StrCat("http://127.0.0.1:", port_, "/callback"); }

absl::StatusOr<std::string> LoopbackListener::Wait(const std::string& state, absl::Time until) {
  while (WaitReadable(socket_, until)) {
    const int visitor = accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    if (visitor < 0) continue;
    absl::Cleanup close_visitor = [visitor] { close(visitor); };
    const std::string target = ReadTarget(visitor, std::min(until, absl::Now() + kVisitPatience));
    if (absl::StartsWith(target, "/callback?") && QueryParameter(target, "state") == state) {
      Answer(visitor, kThanks);
      return target;
    }
    Answer(visitor, kNotHere);
  }
  return absl::DeadlineExceededError("Nobody signed in within five minutes; try again.");
}

}  // namespace dayaq::cli
