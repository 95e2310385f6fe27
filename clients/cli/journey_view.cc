#include "clients/cli/journey_view.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "clients/cli/output.h"

namespace dayaq::cli {
namespace {

constexpr char kIndent[] = "       ";

std::string StepJson(const PlayedStep& step) {
  const std::string result =
      absl::StrJoin(step.result, ",", [](std::string* out, const std::string& line) { out->append(JsonString(line)); });
  return absl::StrCat("{\"step\":", JsonString(step.id), ",\"done\":", step.done ? "true" : "false",
                      ",\"by\":", JsonString(step.by), ",\"sentence\":", JsonString(step.sentence), ",\"result\":[", result,
                      "],\"ms\":", absl::ToInt64Milliseconds(step.took), ",\"look\":", JsonString(step.look),
                      ",\"look_as\":", JsonString(step.look_as), "}");
}

}  // namespace

void JourneyPrinter::Begin(const std::string& sentence) {
  ++number_;
  if (terminal_) out_ << absl::StrFormat("%2d  …  ", number_) << Printable(sentence) << std::flush;
}

void JourneyPrinter::End(const PlayedStep& step) {
  if (terminal_) out_ << "\r\x1b[K";
  const std::string by = step.by.empty() ? Text{"öz-özünə", "by itself"}.In(language_) : step.by;
  out_ << absl::StrFormat("%2d  ", number_) << (step.done ? "✓" : "✗") << "  " << Printable(step.sentence) << "  (" << by << ", "
       << absl::ToInt64Milliseconds(step.took) << " ms)\n";
  for (const std::string& line : step.result) out_ << kIndent << Printable(line) << "\n";
  if (!step.look.empty()) out_ << kIndent << "→ " << step.look << "   [" << step.look_as << "]\n";
  out_ << std::flush;
}

std::string JourneyRecorder::Json(bool complete) const {
  absl::Duration all;
  for (const PlayedStep& step : steps_) all += step.took;
  return absl::StrCat("{\"complete\":", complete ? "true" : "false", ",\"ms\":", absl::ToInt64Milliseconds(all), ",\"steps\":[",
                      absl::StrJoin(steps_, ",", [](std::string* out, const PlayedStep& step) { out->append(StepJson(step)); }),
                      "]}\n");
}

}  // namespace dayaq::cli
