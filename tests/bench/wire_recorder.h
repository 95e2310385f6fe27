// Listens in between a service and PostgreSQL and keeps what the service says: the statements of each transaction with their
// values.
#ifndef TESTS_BENCH_WIRE_RECORDER_H_
#define TESTS_BENCH_WIRE_RECORDER_H_

#include <map>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"

namespace dayaq::testing {

// As it was sent; a value that is absent is NULL.
struct RecordedStatement {
  std::string sql;
  std::vector<std::optional<std::string>> values;
};

// What was said between BEGIN and COMMIT.
using RecordedTransaction = std::vector<RecordedStatement>;

// One connection's words, taken from the bytes that the client sends (PostgreSQL's protocol 3.0, without TLS).
class WireListener {
 public:
  // Takes in bytes as they come, cut anywhere; appends committed transactions.
  void Hear(absl::string_view bytes, std::vector<RecordedTransaction>& committed);

 private:
  void HearMessage(char type, absl::string_view body, std::vector<RecordedTransaction>& committed);
  void HearQuery(absl::string_view sql, std::vector<RecordedTransaction>& committed);
  void HearBind(absl::string_view body);

  bool started_ = false;
  std::string pending_;
  std::map<std::string, std::string, std::less<>> prepared_;
  RecordedTransaction open_;
};

// Passes connections on to the PostgreSQL behind `socket`. Until it is destroyed.
class WireRecorder {
 public:
  explicit WireRecorder(std::string socket);
  ~WireRecorder();

  // Where the service should connect, on 127.0.0.1.
  int port() const { return port_; }
  // The last committed transaction in which a value holds that text.
  std::optional<RecordedTransaction> Find(absl::string_view text);

 private:
  void Serve();
  void Pass(int client);

  const std::string socket_;
  int listener_ = -1;
  int port_ = 0;
  std::thread thread_;
  std::vector<std::thread> passing_;
  absl::Mutex mutex_;
  std::vector<RecordedTransaction> committed_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace dayaq::testing

#endif  // TESTS_BENCH_WIRE_RECORDER_H_
