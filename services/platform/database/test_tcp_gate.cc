#include "services/platform/database/test_tcp_gate.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "tests/support/must.h"

namespace dayaq {
namespace {

using ::dayaq::testing::Must;

sockaddr_in Local(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<uint16_t>(port));
  return address;
}

// Octets, or the end, are there to be read.
bool Readable(int socket, short events) { return socket >= 0 && (events & (POLLIN | POLLHUP | POLLERR)) != 0; }

ssize_t Receive(int socket, char* buffer, size_t size) { return recv(socket, buffer, size, 0); }

bool SendAll(int socket, const char* data, ssize_t size) {
  while (size > 0) {
    const ssize_t sent = send(socket, data, static_cast<size_t>(size), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    data += sent;
    size -= sent;
  }
  return true;
}

}  // namespace

TcpGate::TcpGate(int server_port) : server_port_(server_port), listener_(socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address = Local(0);
  socklen_t size = sizeof(address);
  Must(bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0 && listen(listener_, 8) == 0, "gate opens");
  Must(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0, "gate has a port");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { Serve(); });
}

TcpGate::~TcpGate() {
  stopping_ = true;
  thread_.join();
  close(listener_);
}

void TcpGate::CutAt(const std::string& word, Cut when) {
  word_ = word;
  when_ = when;
  armed_ = true;
}

void TcpGate::Serve() {
  while (!stopping_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (poll(&waiting, 1, 20) <= 0) continue;
    const int client = accept(listener_, nullptr, nullptr);
    const int server = socket(AF_INET, SOCK_STREAM, 0);
    const sockaddr_in address = Local(server_port_);
    if (connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) Pass(client, server);
    close(client);
    close(server);
  }
}

void TcpGate::Pass(int client, int server) {
  char buffer[65536];
  while (!stopping_) {
    pollfd both[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
    if (poll(both, 2, 20) <= 0) continue;
    if (Readable(server, both[1].revents)) {
      const ssize_t size = Receive(server, buffer, sizeof(buffer));
      if (size <= 0 || !SendAll(client, buffer, size)) return;
    }
    if (Readable(client, both[0].revents)) {
      const ssize_t size = Receive(client, buffer, sizeof(buffer));
      if (size <= 0) return;
      const bool cut = armed_ && std::search(buffer, buffer + size, word_.begin(), word_.end()) != buffer + size;
      if ((!cut || when_ == Cut::kAfter) && !SendAll(server, buffer, size)) return;
      if (cut) {
        armed_ = false;
        ++cuts_;
        // Hears the server out, so that it has acted, and tells nobody.
        if (when_ == Cut::kAfter) Receive(server, buffer, sizeof(buffer));
        return;
      }
    }
  }
}

}  // namespace dayaq
