// AD-11: whatever a caller puts into any text of any request, or into what a call carries beside it, a log line stays one line of
// JSON, and an audit entry holds nothing but what our own source could have written.
#include <gmock/gmock.h>
#include <grpcpp/client_context.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "services/platform/base/error.h"
#include "services/platform/identity/strict_json.h"
#include "services/platform/rpc/error_mapper.h"
#include "tests/sweep/sweep_house.h"

namespace dayaq::testing {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

constexpr char kFlag[] = "INJECTED";
constexpr char kPlace[] = "HERESTANDSTHETEXT";  // as long as kNotUtf8
constexpr char kNotUtf8[] = "INJECTED\xff\xfe\xc0\xaf\x80\x80\x80\x80\xff";
constexpr size_t kMegabyte = size_t{1} << 20;

// Each begins a line of its own, or plays with whoever reads it, where a log takes it as it is.
std::vector<std::string> Hostile() {
  return {absl::StrCat("a\n{\"time\":\"2026\",\"event\":\"", kFlag, "\"}"),
          absl::StrCat("a\r\n", kFlag),
          absl::StrCat("\x1b[2J\x1b[31m", kFlag, "\x07"),
          std::string("a\0", 2) + kFlag,
          absl::StrCat("\u202e\u2066", kFlag, "\u200f"),
          absl::StrCat("\",\"level\":\"", kFlag, "\",\"\\")};
}

bool IsOutputOnly(const FieldDescriptor& field) {
  return absl::StrContains(field.options().ShortDebugString(), "OUTPUT_ONLY") ||
         absl::StrContains(field.options().ShortDebugString(), "IDENTIFIER");
}

// Every text of a request, from the request down.
void FindTexts(const Descriptor& message, FieldPath& path, std::vector<FieldPath>& found) {
  if (path.size() >= 6) return;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor* field = message.field(i);
    if (IsOutputOnly(*field) || std::find(path.begin(), path.end(), field) != path.end()) continue;
    path.push_back(field);
    if (field->type() == FieldDescriptor::TYPE_STRING) found.push_back(path);
    const bool below = field->message_type() != nullptr && !absl::StartsWith(field->message_type()->full_name(), "google.");
    if (below) FindTexts(*field->message_type(), path, found);
    path.pop_back();
  }
}

// Puts `text` there; what lies on the way is made, and what else a message on the way would need is left out.
void Put(google::protobuf::Message& message, const FieldPath& path, size_t at, const std::string& text) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  const FieldDescriptor* field = path[at];
  if (at + 1 == path.size()) {
    field->is_repeated() ? reflection.AddString(&message, field, text) : reflection.SetString(&message, field, text);
    return;
  }
  const bool first = field->is_repeated() && reflection.FieldSize(message, field) == 0;
  Put(first                  ? *reflection.AddMessage(&message, field)
      : field->is_repeated() ? *reflection.MutableRepeatedMessage(&message, field, 0)
                             : *reflection.MutableMessage(&message, field),
      path, at + 1, text);
}

// What a call carries beside its request.
using Carried = std::vector<std::pair<std::string, std::string>>;

class LogInjectionTest : public SweepHouse {
 protected:
  void Send(const SweptMethod& swept, const TestCaller& caller, const std::string& bytes, const Carried& carried = {}) {
    const grpc::Slice slice(bytes);
    const grpc::ByteBuffer buffer(&slice, 1);
    grpc::ClientContext context;
    swept.service->Prepare(caller, context);
    for (const auto& [key, value] : carried) context.AddMetadata(key, value);
    grpc::CompletionQueue queue;
    const auto call = swept.stub->PrepareUnaryCall(&context, swept.method.path, buffer, &queue);
    call->StartCall();
    grpc::ByteBuffer answer;
    grpc::Status status;
    call->Finish(&answer, &status, &queue);
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    ++calls_;
    ++outcomes_[std::string(absl::StatusCodeToString(rpc::FromGrpcStatus(status).code()))];
  }

  // Somebody who may do it; nobody for what only services do.
  const SweepPerson* WhoMay(const SweptMethod& swept) const {
    for (const SweepPerson& person : people()) {
      if (!PurposesOf(person, swept.method.action).empty()) return &person;
    }
    return nullptr;
  }

  // A whole request; an empty one of what the filler of the other sweeps was never asked to make up.
  std::unique_ptr<google::protobuf::Message> Request(const SweptMethod& swept) const {
    try {
      return FillRequest(*swept.method.request, visible_);
    } catch (const std::logic_error&) {
      auto* factory = google::protobuf::MessageFactory::generated_factory();
      return std::unique_ptr<google::protobuf::Message>(factory->GetPrototype(swept.method.request)->New());
    }
  }
  std::string With(const SweptMethod& swept, const FieldPath& path, const std::string& text) const {
    const auto request = Request(swept);
    Put(*request, path, 0, text);
    return request->SerializeAsString();
  }

  void TryTexts(const SweptMethod& swept, const TestCaller& caller) {
    static const bool kWhole = std::getenv("DAYAQ_LONG") != nullptr;
    const std::vector<std::string> hostile = Hostile();
    std::vector<FieldPath> texts;
    FieldPath path;
    FindTexts(*swept.method.request, path, texts);
    for (const FieldPath& text : texts) {
      ++fields_;
      for (size_t i = 0; i < hostile.size(); ++i) {
        // A different one for each field, all of them in the long run.
        if (!kWhole && i != fields_ % hostile.size()) continue;
        Send(swept, caller, With(swept, text, hostile[i]));
      }
      if (kWhole || fields_ % 7 == 0) {
        const std::string long_one = absl::StrCat(kFlag, std::string(kMegabyte, 'x'));
        Send(swept, caller, With(swept, text, long_one));
      }
      // Not even a text: nobody can put this into a request, so it is put into its bytes.
      if (kWhole || fields_ % 3 == 0) {
        Send(swept, caller, absl::StrReplaceAll(With(swept, text, kPlace), {{kPlace, kNotUtf8}}));
      }
    }
  }

  void TryCarried(const SweptMethod& swept, const TestCaller& caller) {
    const std::string request = Request(swept)->SerializeAsString();
    for (const char* key : {"traceparent", "dayaq-purpose", "dayaq-role-assignment", "authorization", "x-request-id", "user-agent",
                            "tracestate", "baggage"}) {
      for (const std::string& value : {absl::StrCat("\",\"level\":\"", kFlag, "\",\"\\u000a"),
                                       absl::StrCat("00-\\n", kFlag, "%0a%0d"), absl::StrCat(kFlag, std::string(5000, '"'))}) {
        Send(swept, caller, request, {{key, value}});
        ++carried_;
      }
    }
    // The library sends nothing that HTTP/2 forbids in a header, except where a header is octets.
    for (const std::string& value : Hostile()) {
      Send(swept, caller, request, {{"anything-bin", value}});
      ++carried_;
    }
  }

  size_t fields_ = 0;
  int calls_ = 0;
  int carried_ = 0;
  std::map<std::string, int> outcomes_;
};

// Lines that are not one object of our log each.
std::vector<std::string> BrokenLines(const std::string& log, int& lines) {
  std::vector<std::string> broken;
  for (const absl::string_view line : absl::StrSplit(log, '\n', absl::SkipEmpty())) {
    ++lines;
    // Our reader refuses NUL, as a token may have none; JSON has a place for it.
    const std::string readable = absl::StrReplaceAll(line, {{"\\u0000", "\\u0001"}});
    const auto json = identity::ParseJson(readable, readable.size());
    const bool ours = json.has_value() && json->kind == identity::Json::Kind::kObject && json->Find("time") != nullptr &&
                      json->Find("level") != nullptr && json->Find("event") != nullptr;
    const bool plain = std::all_of(line.begin(), line.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
    // What was sent may not have become an event or a level.
    const bool forged = ours && (absl::StrContains(*json->FindString("event"), kFlag) || *json->FindString("level") == kFlag);
    if (!ours || !plain || forged || line.size() > 16384) broken.emplace_back(line.substr(0, 300));
  }
  return broken;
}

TEST_F(LogInjectionTest, NoLineBreaksAndNoEntryHoldsWhatWasSent) {
  std::set<std::string> services;
  ::testing::internal::CaptureStderr();
  for (const SweptMethod& swept : methods()) {
    const SweepPerson* person = WhoMay(swept);
    if (person == nullptr) continue;
    TestCaller caller = person->caller;
    caller.purpose = PurposesOf(*person, swept.method.action).front();
    TryTexts(swept, caller);
    if (services.insert(swept.method.path.substr(0, swept.method.path.rfind('/'))).second) TryCarried(swept, caller);
  }
  StopServices();
  const std::string log = ::testing::internal::GetCapturedStderr();
  int lines = 0;
  const std::vector<std::string> broken = BrokenLines(log, lines);
  for (size_t i = 0; i < std::min<size_t>(broken.size(), 5); ++i) ADD_FAILURE() << "broken: " << broken[i];
  EXPECT_TRUE(broken.empty());
  EXPECT_GE(lines, calls_ / 2) << "calls leave lines";

  const std::string entries = *incident_->database().Value("SELECT count(*) FROM audit.entry");
  EXPECT_EQ(*incident_->database().Value(
                absl::StrCat("SELECT count(*) FROM audit.entry e WHERE position('", kFlag, "'::bytea IN e.canonical) > 0")),
            "0")
      << "an entry holds what somebody sent";
  EXPECT_EQ(*incident_->database().Value(R"sql(
              SELECT count(*) FROM audit.entry e, unnest(e.resources || ARRAY[e.institution, e.role, e.purpose, e.service, e.method, e.reason])
                AS t(text) WHERE t.text !~ '^[ -~]{0,200}$')sql"),
            "0");
  EXPECT_EQ(*incident_->database().Value("SELECT count(*) FROM audit.entry WHERE length(canonical) > 65536"), "0");
  std::cout << "AD-11: " << fields_ << " texts of " << methods().size() << " methods and " << carried_ << " headers, " << calls_
            << " calls, " << lines << " log lines, " << broken.size() << " broken; " << entries
            << " audit entries, none with what was sent;";
  for (const auto& [code, count] : outcomes_) std::cout << " " << code << " " << count;
  std::cout << "\n";
  EXPECT_GE(fields_, 100u);
}

}  // namespace
}  // namespace dayaq::testing
