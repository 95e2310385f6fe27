#include "clients/common/progress.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace dayaq::cli {
namespace {

constexpr int kBarWidth = 24;
constexpr absl::Duration kOnTerminal = absl::Milliseconds(100);
constexpr absl::Duration kElsewhere = absl::Seconds(5);

std::string Grouped(int64_t number) {
  const std::string digits = absl::StrCat(number);
  std::string grouped;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) grouped.push_back(' ');
    grouped.push_back(digits[i]);
  }
  return grouped;
}

}  // namespace

Progress::Progress(std::ostream& out, bool terminal, std::string label, int64_t total, absl::Time now)
    : out_(out), terminal_(terminal), label_(std::move(label)), total_(total), begun_(now), written_(now) {}

std::string Progress::Line(const std::string& label, int64_t done, int64_t total, absl::Duration elapsed) {
  std::string line = absl::StrCat(label, " ");
  if (total > 0) {
    const auto filled = static_cast<size_t>(std::clamp<int64_t>(kBarWidth * done / total, 0, kBarWidth));
    absl::StrAppend(&line, "[", std::string(filled, '#'), std::string(kBarWidth - filled, '.'),
                    absl::StrFormat("] %3d %%  %s/%s", 100 * done / total, Grouped(done), Grouped(total)));
  } else {
    absl::StrAppend(&line, Grouped(done));
  }
  const double seconds = absl::ToDoubleSeconds(elapsed);
  if (done == 0 || seconds <= 0) return line;
  const double rate = static_cast<double>(done) / seconds;
  absl::StrAppend(&line, "  ", Grouped(static_cast<int64_t>(rate)), "/s");
  if (total > done) {
    const auto left = static_cast<int64_t>(static_cast<double>(total - done) / rate);
    absl::StrAppend(&line, absl::StrFormat("  %d:%02d", left / 60, left % 60));
  }
  return line;
}

void Progress::Update(int64_t done, absl::Time now) {
  done_ = done;
  if (now - written_ >= (terminal_ ? kOnTerminal : kElsewhere)) Write(now);
}

void Progress::Finish(absl::Time now) {
  Write(now);
  if (terminal_) out_ << "\n" << std::flush;
}

void Progress::Write(absl::Time now) {
  written_ = now;
  const std::string line = Line(label_, done_, total_, now - begun_);
  if (terminal_) {
    out_ << "\r\x1b[K" << line << std::flush;
  } else {
    out_ << line << "\n";
  }
}

}  // namespace dayaq::cli
