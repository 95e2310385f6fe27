// Services that are heard while they work, and the pgbench scripts made of what they said.
#ifndef TESTS_BENCH_HEARD_SERVICE_H_
#define TESTS_BENCH_HEARD_SERVICE_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "tests/bench/floor_script.h"
#include "tests/bench/wire_recorder.h"
#include "tests/support/service_child.h"

namespace dayaq::testing {

// How long a call, or hearing of one, may take.
inline constexpr absl::Duration kRecordingDeadline = absl::Seconds(20);

// A service of its own whose words to PostgreSQL are heard. Flags of the program say how it starts (heard_service.cc).
class HeardService {
 public:
  HeardService(absl::string_view name, absl::string_view address);

  // The last committed transaction in which a value holds that text; waits for it.
  JourneyPart Part(absl::string_view text);

  void Stop();

 private:
  const std::string login_;
  WireRecorder recorder_;
  std::unique_ptr<ServiceChild> child_;
};

// The key that contexts are signed with, from --key_directory.
std::string ContextKey();

// Scripts of one kind of call in --out, with the words for pgbench that name them: KIND.arguments (-f and -D), ended by NULs.
class ScriptFolder {
 public:
  explicit ScriptFolder(std::string kind);
  ~ScriptFolder();

  // What the next script is called.
  std::string NextName();
  void Add(const std::string& name, const FloorScript& script);

 private:
  void AddWord(const std::string& word) { arguments_.append(word).push_back('\0'); }

  const std::string folder_, kind_;
  int count_ = 0;
  std::string arguments_;
};

}  // namespace dayaq::testing

#endif  // TESTS_BENCH_HEARD_SERVICE_H_
