#include "tests/bench/wire_recorder.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>

#include "absl/strings/match.h"
#include "tests/support/must.h"

namespace dayaq::testing {
namespace {

constexpr uint32_t kProtocol = 196608;  // 3.0; anything else at the start asks for encryption and is answered with one byte.

// Reads the parts of a message one after the other.
class Reader {
 public:
  explicit Reader(absl::string_view body) : rest_(body) {}
  absl::string_view Text() {
    const absl::string_view text = rest_.substr(0, rest_.find('\0'));
    rest_.remove_prefix(text.size() + 1);
    return text;
  }
  uint16_t Short() { return static_cast<uint16_t>(Number(2)); }
  int32_t Long() { return static_cast<int32_t>(Number(4)); }
  absl::string_view Octets(size_t count) {
    const absl::string_view octets = rest_.substr(0, count);
    rest_.remove_prefix(octets.size());
    return octets;
  }

 private:
  uint32_t Number(size_t size) {
    uint32_t number = 0;
    for (const char c : Octets(size)) number = number << 8 | static_cast<unsigned char>(c);
    return number;
  }
  absl::string_view rest_;
};

uint32_t BigEndian(absl::string_view bytes) { return static_cast<uint32_t>(Reader(bytes).Long()); }

int Connected(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  Must(path.size() < sizeof(address.sun_path), "name the socket");
  std::memcpy(address.sun_path, path.c_str(), path.size());
  const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  Must(::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0, "reach PostgreSQL");
  return server;
}

// False when one side has ended.
bool Forward(int to, absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return true;
}

}  // namespace

void WireListener::Hear(absl::string_view bytes, std::vector<RecordedTransaction>& committed) {
  pending_.append(bytes.data(), bytes.size());
  absl::string_view rest = pending_;
  while (true) {
    const size_t head = started_ ? 1 : 0;
    if (rest.size() < head + 4) break;
    const size_t length = BigEndian(rest.substr(head, 4));
    if (rest.size() < head + length) break;
    const absl::string_view body = rest.substr(head + 4, length - 4);
    if (started_) {
      HearMessage(rest[0], body, committed);
    } else {
      started_ = BigEndian(body.substr(0, 4)) == kProtocol;
    }
    rest.remove_prefix(head + length);
  }
  pending_ = std::string(rest);
}

void WireListener::HearMessage(char type, absl::string_view body, std::vector<RecordedTransaction>& committed) {
  Reader reader(body);
  switch (type) {
    case 'Q':
      return HearQuery(reader.Text(), committed);
    case 'P': {
      const std::string name(reader.Text());
      prepared_[name] = std::string(reader.Text());
      return;
    }
    case 'B':
      return HearBind(body);
    default:
      return;
  }
}

void WireListener::HearQuery(absl::string_view sql, std::vector<RecordedTransaction>& committed) {
  if (absl::StartsWith(sql, "BEGIN") || absl::StartsWith(sql, "ROLLBACK")) {
    open_.clear();
  } else if (absl::StartsWith(sql, "COMMIT")) {
    committed.push_back(std::move(open_));
    open_.clear();
  }
}

void WireListener::HearBind(absl::string_view body) {
  Reader reader(body);
  reader.Text();  // The portal.
  RecordedStatement statement;
  statement.sql = prepared_[std::string(reader.Text())];
  const uint16_t formats = reader.Short();
  for (uint16_t i = 0; i < formats; ++i) Must(reader.Short() == 0, "hear a value as text");
  const uint16_t values = reader.Short();
  for (uint16_t i = 0; i < values; ++i) {
    const int32_t size = reader.Long();
    statement.values.emplace_back();
    if (size >= 0) statement.values.back() = std::string(reader.Octets(static_cast<size_t>(size)));
  }
  open_.push_back(std::move(statement));
}

WireRecorder::WireRecorder(std::string socket) : socket_(std::move(socket)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  Must(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(listener_, 16) == 0 &&
           ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0,
       "listen for the service");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread(&WireRecorder::Serve, this);
}

WireRecorder::~WireRecorder() {
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
  for (std::thread& passing : passing_) passing.join();
}

void WireRecorder::Serve() {
  for (int client; (client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;)
    passing_.emplace_back(&WireRecorder::Pass, this, client);
}

void WireRecorder::Pass(int client) {
  const int server = Connected(socket_);
  WireListener listener;
  std::array<pollfd, 2> sides = {{{client, POLLIN, 0}, {server, POLLIN, 0}}};
  std::array<char, 65536> block;
  for (bool open = true; open && ::poll(sides.data(), sides.size(), -1) > 0;) {
    for (size_t from = 0; from < 2 && open; ++from) {
      if (sides[from].revents == 0) continue;
      const ssize_t size = ::recv(sides[from].fd, block.data(), block.size(), 0);
      const absl::string_view bytes(block.data(), size > 0 ? static_cast<size_t>(size) : 0);
      open = size > 0 && Forward(sides[1 - from].fd, bytes);
      if (from != 0) continue;
      absl::MutexLock lock(&mutex_);
      listener.Hear(bytes, committed_);
    }
  }
  ::close(client);
  ::close(server);
}

std::optional<RecordedTransaction> WireRecorder::Find(absl::string_view text) {
  absl::MutexLock lock(&mutex_);
  for (auto transaction = committed_.rbegin(); transaction != committed_.rend(); ++transaction) {
    for (const RecordedStatement& statement : *transaction) {
      for (const std::optional<std::string>& value : statement.values) {
        if (value.has_value() && absl::StrContains(*value, text)) return *transaction;
      }
    }
  }
  return std::nullopt;
}

}  // namespace dayaq::testing
