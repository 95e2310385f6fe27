#include "services/platform/log/log.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <functional>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace dayaq {
namespace {

using ::testing::Each;
using ::testing::MatchesRegex;
using ::testing::SizeIs;

// What is written to standard error meanwhile, read through a pipe, as a log collector reads it.
std::vector<std::string> LinesOf(const std::function<void()>& write) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  const int saved = ::dup(STDERR_FILENO);
  ::dup2(ends[1], STDERR_FILENO);
  ::close(ends[1]);
  std::string text;
  std::thread reader([&text, from = ends[0]] {
    char buffer[512];
    for (ssize_t got = 0; (got = ::read(from, buffer, sizeof(buffer))) > 0;) text.append(buffer, static_cast<size_t>(got));
  });
  write();
  ::dup2(saved, STDERR_FILENO);
  ::close(saved);
  reader.join();
  ::close(ends[0]);
  EXPECT_TRUE(absl::EndsWith(text, "\n"));
  return absl::StrSplit(text, '\n', absl::SkipEmpty());
}

google::protobuf::Struct Parsed(const std::string& line) {
  google::protobuf::Struct object;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(line, &object).ok()) << line.substr(0, 200);
  return object;
}

std::string TextOf(const google::protobuf::Struct& object, const std::string& key) {
  const auto found = object.fields().find(key);
  return found == object.fields().end() ? "(absent)" : found->second.string_value();
}

TEST(Log, ALineIsOneJsonObjectWithTimeLevelEventAndFields) {
  const std::string text = "from a string";
  const auto lines = LinesOf([&] {
    LogInfo("service.ready", {{"port", 8443}, {"name", "incident"}, {"text", text}, {"most", std::numeric_limits<int64_t>::max()}});
    LogWarning("pool.slow");
    LogError("call.internal_error", {{"code", -1}});
  });
  ASSERT_THAT(lines, SizeIs(3));
  EXPECT_THAT(
      lines[0],
      MatchesRegex(
          "\\{\"time\":\"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z\",\"level\":\"info\",\"event\":"
          "\"service.ready\",\"port\":8443,\"name\":\"incident\",\"text\":\"from a string\",\"most\":9223372036854775807\\}"));
  EXPECT_EQ(TextOf(Parsed(lines[1]), "level"), "warning");
  EXPECT_EQ(TextOf(Parsed(lines[2]), "level"), "error");
  EXPECT_EQ(Parsed(lines[2]).fields().at("code").number_value(), -1);
  absl::Time time;
  ASSERT_TRUE(absl::ParseTime(absl::RFC3339_full, TextOf(Parsed(lines[0]), "time"), &time, nullptr));
  EXPECT_LT(absl::AbsDuration(absl::Now() - time), absl::Minutes(1));
}

struct Nasty {
  const char* name;
  std::string value;
  const char* shown;
};
void PrintTo(const Nasty& nasty, std::ostream* out) { *out << nasty.name; }

class LogEscaping : public ::testing::TestWithParam<Nasty> {};

TEST_P(LogEscaping, NeitherBreaksTheLineNorReachesATerminal) {
  const std::string value = GetParam().value;
  EXPECT_EQ(JsonString(value), GetParam().shown);
  const auto lines = LinesOf([&] { LogInfo(value, {{"value", value}}); });
  ASSERT_THAT(lines, SizeIs(1));
  for (const char c : lines[0]) EXPECT_TRUE(c >= 0x20 && c < 0x7f) << static_cast<int>(c);
  EXPECT_TRUE(Parsed(lines[0]).fields().count("value") > 0);
}

INSTANTIATE_TEST_SUITE_P(
    All, LogEscaping,
    ::testing::Values(Nasty{"Newline", "a\nb", "\"a\\u000ab\""}, Nasty{"CarriageReturn", "a\r\nb", "\"a\\u000d\\u000ab\""},
                      Nasty{"Ansi", "\x1b[31mred\x1b[0m", "\"\\u001b[31mred\\u001b[0m\""},
                      Nasty{"OneByteAnsi",
                            "\x9b"
                            "31m",
                            "\"\\u009b31m\""},
                      Nasty{"Nul", std::string("a\0b", 3), "\"a\\u0000b\""},
                      Nasty{"Delete",
                            "a\x7f"
                            "b",
                            "\"a\\u007fb\""},
                      Nasty{"Quotes", "a\"b\\c", "\"a\\\"b\\\\c\""},
                      Nasty{"RightToLeftOverride", "\xe2\x80\xaegnp", "\"\\u00e2\\u0080\\u00aegnp\""},
                      Nasty{"LineSeparator", "\xe2\x80\xa8", "\"\\u00e2\\u0080\\u00a8\""},
                      Nasty{"BrokenUtf8", "\xff\xc3", "\"\\u00ff\\u00c3\""},
                      Nasty{"ALineOfItsOwn", "x\"}\n{\"level\":\"info", "\"x\\\"}\\u000a{\\\"level\\\":\\\"info\""},
                      Nasty{"Nothing", "", "\"\""}),
    [](const ::testing::TestParamInfo<Nasty>& tried) { return tried.param.name; });

TEST(Log, AMegabyteIsOneShortLine) {
  for (const char c : {'a', '\n', '"', '\xff'}) {
    const std::string value(1 << 20, c);
    const auto lines = LinesOf([&] { LogInfo("large", {{"value", value}, {"after", "here"}}); });
    ASSERT_THAT(lines, SizeIs(1));
    EXPECT_LT(lines[0].size(), 2048u * 6 + 200);
    EXPECT_EQ(TextOf(Parsed(lines[0]), "after"), "here");
  }
}

TEST(Log, LinesOfManyThreadsNeverMix) {
  // Longer than what a pipe takes in one piece, so that only the writer itself can keep a line whole.
  const std::string value(4000, '\n');
  const auto lines = LinesOf([&] {
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&value] {
        for (int j = 0; j < 25; ++j) LogInfo("mixed", {{"value", value}, {"again", value}});
      });
    }
    for (std::thread& thread : threads) thread.join();
  });
  EXPECT_THAT(lines, SizeIs(200));
  EXPECT_THAT(lines,
              Each(MatchesRegex(
                  "\\{\"time\":\"[^\"]*\",\"level\":\"info\",\"event\":\"mixed\",\"value\":\"[^\"]*\",\"again\":\"[^\"]*\"\\}")));
}

}  // namespace
}  // namespace dayaq
