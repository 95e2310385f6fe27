#include "clients/cli/importing/cell_numbers.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"

namespace dayaq::importing {
namespace {

constexpr size_t kMostDigits = 18;

// The digits of the part before the fraction without thousands marks; nothing when a mark stands in the wrong place.
std::optional<std::string> Digits(absl::string_view whole, char thousands) {
  std::string digits;
  bool marked = false;
  size_t since_mark = 0;
  for (const char c : whole) {
    if (thousands != 0 && c == thousands) {
      if (since_mark == 0 || since_mark > 3 || (marked && since_mark != 3)) return std::nullopt;
      marked = true;
      since_mark = 0;
    } else if (absl::ascii_isdigit(static_cast<unsigned char>(c))) {
      digits.push_back(c);
      ++since_mark;
    } else {
      return std::nullopt;
    }
  }
  if (digits.empty() || digits.size() > kMostDigits || (marked && since_mark != 3)) return std::nullopt;
  return digits;
}

// Takes a sign off the front; true when it was a minus.
bool TakeMinus(absl::string_view& cell) {
  const bool minus = !cell.empty() && cell[0] == '-';
  if (minus) cell.remove_prefix(1);
  return minus;
}

}  // namespace

std::optional<int64_t> WholeNumber(absl::string_view cell, const NumberFormat& format) {
  const bool minus = TakeMinus(cell);
  const std::optional<std::string> digits = Digits(cell, format.thousands);
  int64_t value = 0;
  if (!digits.has_value() || !absl::SimpleAtoi(*digits, &value)) return std::nullopt;
  return minus ? -value : value;
}

std::optional<double> DecimalNumber(absl::string_view cell, const NumberFormat& format) {
  const bool minus = TakeMinus(cell);
  const size_t mark = format.decimal == 0 ? absl::string_view::npos : cell.find(format.decimal);
  std::optional<std::string> text = Digits(cell.substr(0, mark), format.thousands);
  if (!text.has_value()) return std::nullopt;
  if (mark != absl::string_view::npos) {
    const absl::string_view fraction = cell.substr(mark + 1);
    if (!Digits(fraction, 0).has_value()) return std::nullopt;
    *text += "." + std::string(fraction);
  }
  double value = 0;
  if (!absl::SimpleAtod(*text, &value)) return std::nullopt;
  return minus ? -value : value;
}

}  // namespace dayaq::importing
