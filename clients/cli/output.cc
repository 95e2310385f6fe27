#include "clients/cli/output.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/exit_code.h"
#include "google/protobuf/util/json_util.h"
#include "services/platform/base/error.h"
#include "services/platform/base/reason_texts.h"
#include "services/platform/text/azerbaijani.h"
#include "services/platform/text/unicode.h"
#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace dayaq::cli {
namespace {

constexpr char kGap[] = "  ";

ErrorReason ReasonFromName(const std::string& name) {
  ErrorReason reason = ErrorReason::ERROR_REASON_UNSPECIFIED;
  common::v1::ErrorReason_Parse("ERROR_REASON_" + name, &reason);
  return reason;
}

// The sentence of the refusal in the language of the caller, where the service or this program has one.
std::string Sentence(const absl::Status& status, Language language) {
  if (language == Language::kAz) {
    const auto localized = DetailOf<google::rpc::LocalizedMessage>(status);
    if (localized.has_value() && localized->locale() == "az" && !localized->message().empty()) return localized->message();
    if (const ErrorReason reason = ReasonOf(status); reason != ErrorReason::ERROR_REASON_UNSPECIFIED) {
      return std::string(ReasonTextAz(reason));
    }
  }
  return std::string(status.message());
}

void PrintErrorJson(const absl::Status& status, std::ostream& err) {
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  const auto bad = DetailOf<google::rpc::BadRequest>(status);
  std::vector<std::string> faults;
  if (bad.has_value()) {
    for (const auto& violation : bad->field_violations()) {
      faults.push_back(absl::StrCat("{\"field\":", JsonString(violation.field()), ",\"reason\":", JsonString(violation.reason()),
                                    ",\"description\":", JsonString(violation.description()), "}"));
    }
  }
  err << "{\"error\":{\"code\":" << JsonString(absl::StatusCodeToString(status.code()))
      << ",\"reason\":" << JsonString(info.has_value() ? info->reason() : "")
      << ",\"message\":" << JsonString(std::string(status.message())) << ",\"faults\":[" << absl::StrJoin(faults, ",") << "]}}\n";
}

}  // namespace

std::string Printable(absl::string_view text) {
  std::string result;
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    const int32_t start = at;
    UChar32 code_point = 0;
    U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), at, size, code_point);
    if (code_point < 0) {
      result.push_back('?');
    } else if (u_charType(code_point) == U_CONTROL_CHAR) {
      result.push_back(' ');
    } else if (u_charType(code_point) != U_FORMAT_CHAR) {
      result.append(text.data() + start, static_cast<size_t>(at - start));
    }
  }
  return result;
}

void Table::Print(std::ostream& out) const {
  std::vector<std::vector<std::string>> lines = {headers_};
  lines.insert(lines.end(), rows_.begin(), rows_.end());
  std::vector<int> widths(headers_.size(), 0);
  for (std::vector<std::string>& line : lines) {
    line.resize(headers_.size());
    for (size_t i = 0; i < line.size(); ++i) {
      line[i] = Printable(line[i]);
      widths[i] = std::max(widths[i], DisplayWidth(line[i]));
    }
  }
  const auto print = [&](const std::vector<std::string>& line) {
    std::string text;
    for (size_t i = 0; i < line.size(); ++i) {
      absl::StrAppend(&text, i == 0 ? "" : kGap, line[i], std::string(static_cast<size_t>(widths[i] - DisplayWidth(line[i])), ' '));
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out << text << "\n";
  };
  print(lines.front());
  std::vector<std::string> rule;
  for (const int width : widths) {
    std::string dashes;
    for (int i = 0; i < width; ++i) dashes += "─";
    rule.push_back(dashes);
  }
  out << absl::StrJoin(rule, kGap) << "\n";
  for (size_t i = 1; i < lines.size(); ++i) print(lines[i]);
}

void PrintJson(const google::protobuf::Message& message, std::ostream& out) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.add_whitespace = true;
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(message, &json, options).ok()) json = "{}";
  out << json;
  if (json.empty() || json.back() != '\n') out << "\n";
}

std::string JsonString(absl::string_view text) {
  std::string result = "\"";
  const std::string safe = IsWellFormed(text) ? std::string(text) : Printable(text);
  for (const char c : safe) {
    if (c == '"' || c == '\\') {
      result += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      result += absl::StrFormat("\\u%04x", static_cast<unsigned char>(c));
    } else {
      result.push_back(c);
    }
  }
  return result + "\"";
}

void PrintError(const absl::Status& status, Language language, bool json, std::ostream& err) {
  if (json) {
    PrintErrorJson(status, err);
    return;
  }
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  // The faults of a file come one a line.
  std::vector<std::string> lines = absl::StrSplit(Sentence(status, language), '\n');
  for (std::string& line : lines) line = Printable(line);
  err << "✗ " << absl::StrJoin(lines, "\n  ") << (info.has_value() ? absl::StrCat(" [", info->reason(), "]") : "") << "\n";
  // How strong a sign-in has to be is for programs.
  if (info.has_value() && info->reason() != "STEP_UP_REQUIRED") {
    for (const auto& [key, value] : info->metadata()) err << "  " << Printable(key) << ": " << Printable(value) << "\n";
  }
  const auto bad = DetailOf<google::rpc::BadRequest>(status);
  if (!bad.has_value() || bad->field_violations().empty()) return;
  const bool az = language == Language::kAz;
  Table table(az ? std::vector<std::string>{"sahə", "səbəb", "nə düzgün olardı"}
                 : std::vector<std::string>{"field", "reason", "what would be right"});
  for (const auto& violation : bad->field_violations()) {
    const std::string az_text(ReasonTextAz(ReasonFromName(violation.reason())));
    table.AddRow({violation.field(), violation.reason(),
                  az ? absl::StrCat(az_text, " · ", violation.description()) : violation.description()});
  }
  table.Print(err);
}

ExitCode ExitCodeOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return ExitCode::kOk;
    case absl::StatusCode::kUnauthenticated:
      return ExitCode::kNotSignedIn;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
      return ExitCode::kUnreachable;
    case absl::StatusCode::kResourceExhausted:
      return ReasonOf(status) == ErrorReason::ERROR_REASON_REQUEST_TOO_LARGE ? ExitCode::kRefused : ExitCode::kUnreachable;
    default:
      // What has no reason was found out here, before anything was sent.
      return ReasonOf(status) == ErrorReason::ERROR_REASON_UNSPECIFIED && status.code() == absl::StatusCode::kInvalidArgument
                 ? ExitCode::kBadInput
                 : ExitCode::kRefused;
  }
}

}  // namespace dayaq::cli
