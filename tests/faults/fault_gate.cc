#include "tests/faults/fault_gate.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

#include "absl/time/clock.h"
#include "tests/support/must.h"

namespace dayaq::testing {
namespace {

constexpr int kLookMilliseconds = 5;

sockaddr_in Local(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<uint16_t>(port));
  return address;
}

// Closes so that the other side is told at once that nothing more will come or go.
void CloseHard(int socket) {
  const linger now{1, 0};
  setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
  close(socket);
}

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

FaultGate::FaultGate(int port, int server_port) : port_(port), server_port_(server_port) {
  Listen();
  thread_ = std::thread([this] { Serve(); });
}

FaultGate::~FaultGate() {
  stopping_ = true;
  thread_.join();
  if (listener_ >= 0) close(listener_);
}

void FaultGate::Listen() {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  const sockaddr_in address = Local(port_);
  Must(bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0 && listen(listener_, 64) == 0,
       "open a gate");
}

FaultGate::Treatment FaultGate::treatment() const {
  absl::MutexLock lock(&mutex_);
  return treatment_;
}

void FaultGate::Set(const Treatment& treatment) {
  absl::MutexLock lock(&mutex_);
  treatment_ = treatment;
}

void FaultGate::Refuse() {
  Treatment next = treatment();
  next.refuse = true;
  ++next.reset;
  Set(next);
}

void FaultGate::Reset() {
  Treatment next = treatment();
  ++next.reset;
  Set(next);
}

void FaultGate::CutAfter(Way way, int64_t octets) {
  Treatment next = treatment();
  next.cut = true;
  next.way = way;
  next.octets = octets;
  ++next.counting;
  Set(next);
}

void FaultGate::Corrupt(Way way, int64_t octets) {
  Treatment next = treatment();
  next.corrupt = true;
  next.way = way;
  next.octets = octets;
  ++next.counting;
  Set(next);
}

void FaultGate::Delay(absl::Duration delay) {
  Treatment next = treatment();
  next.delay = delay;
  Set(next);
}

void FaultGate::Trickle(int64_t octets, absl::Duration rest) {
  Treatment next = treatment();
  next.piece = octets;
  next.rest = rest;
  Set(next);
}

void FaultGate::Heal() {
  const Treatment now = treatment();
  Treatment next;
  next.reset = now.reset;
  next.counting = now.counting + 1;
  Set(next);
}

void FaultGate::Serve() {
  while (!stopping_) {
    lines_.remove_if([](Line& line) {
      if (line.over) line.thread.join();
      return line.over.load();
    });
    const bool refuse = treatment().refuse;
    if (refuse && listener_ >= 0) close(std::exchange(listener_, -1));
    if (!refuse && listener_ < 0) Listen();
    pollfd waiting{listener_, POLLIN, 0};
    if (poll(&waiting, listener_ < 0 ? 0 : 1, kLookMilliseconds) <= 0) continue;
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    Line& line = lines_.emplace_back();
    line.thread = std::thread([this, client, &line] { Pass(client, line); });
  }
  for (Line& line : lines_) line.thread.join();
}

void FaultGate::Pass(int client, Line& line) {
  const int64_t born = treatment().reset;
  const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = Local(server_port_);
  const int yes = 1;
  for (const int one : {client, server}) setsockopt(one, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
  bool open = connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0, hard = !open;
  int64_t counting = -1, passed = 0;
  std::array<char, 65536> buffer;
  while (open && !stopping_) {
    const Treatment now = treatment();
    if (now.reset != born) {
      hard = true;
      break;
    }
    if (now.counting != std::exchange(counting, now.counting)) passed = 0;
    std::array<pollfd, 2> both = {pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
    if (poll(both.data(), both.size(), kLookMilliseconds) <= 0) continue;
    for (const Way way : {Way::kToClient, Way::kToServer}) {
      const bool to_server = way == Way::kToServer;
      if ((both[to_server ? 0 : 1].revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
      const size_t most = now.piece == 0 ? buffer.size() : std::min(buffer.size(), static_cast<size_t>(now.piece));
      const ssize_t size = recv(to_server ? client : server, buffer.data(), most, 0);
      if (size <= 0) {
        open = false;
        break;
      }
      absl::SleepFor(now.delay + (now.piece == 0 ? absl::ZeroDuration() : now.rest));
      const bool counted = (now.cut || now.corrupt) && now.way == way;
      if (counted && now.corrupt && now.octets >= passed && now.octets < passed + size) {
        buffer[static_cast<size_t>(now.octets - passed)] ^= 1;
        ++corrupted_;
      }
      const ssize_t allowed = counted && now.cut ? std::min<ssize_t>(size, std::max<int64_t>(0, now.octets - passed)) : size;
      if (!SendAll(to_server ? server : client, buffer.data(), allowed)) open = false;
      if (counted) passed += size;
      if (allowed < size) {
        hard = true;
        open = false;
        // What the server heard it acts on, before its line goes.
        absl::SleepFor(absl::Milliseconds(kLookMilliseconds));
      }
      if (!open) break;
    }
  }
  if (hard) ++broken_;
  for (const int one : {client, server}) hard ? CloseHard(one) : static_cast<void>(close(one));
  line.over = true;
}

}  // namespace dayaq::testing
