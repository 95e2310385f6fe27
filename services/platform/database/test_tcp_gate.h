// A gate between a client and PostgreSQL that a test can slam shut at a chosen word.
#ifndef SERVICES_PLATFORM_DATABASE_TEST_TCP_GATE_H_
#define SERVICES_PLATFORM_DATABASE_TEST_TCP_GATE_H_

#include <atomic>
#include <string>
#include <thread>

namespace dayaq {

// Lets one client at a time through to 127.0.0.1:`port`.
class TcpGate {
 public:
  // kAfter: the server hears the word and acts on it, the client hears nothing more. kBefore: the server does not even hear it.
  enum class Cut { kBefore, kAfter };

  explicit TcpGate(int server_port);
  ~TcpGate();

  int port() const { return port_; }
  // From now on, cuts the connection when the client sends `word`; once.
  void CutAt(const std::string& word, Cut when);
  int cuts() const { return cuts_; }

 private:
  void Serve();
  void Pass(int client, int server);

  const int server_port_;
  int listener_ = -1;
  int port_ = 0;
  std::string word_;
  Cut when_ = Cut::kAfter;
  std::atomic<bool> armed_{false};
  std::atomic<bool> stopping_{false};
  std::atomic<int> cuts_{0};
  std::thread thread_;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_TEST_TCP_GATE_H_
