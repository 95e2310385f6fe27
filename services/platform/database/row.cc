#include "services/platform/database/row.h"

#include <pqxx/result>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/text_forms.h"

namespace dayaq {
namespace {

bool ReadValue(absl::string_view text, std::string& target) {
  target = std::string(text);
  return true;
}
bool ReadValue(absl::string_view text, bool& target) {
  target = text == "t";
  return target || text == "f";
}
bool ReadValue(absl::string_view text, int32_t& target) { return absl::SimpleAtoi(text, &target); }
bool ReadValue(absl::string_view text, int64_t& target) { return absl::SimpleAtoi(text, &target); }
bool ReadValue(absl::string_view text, double& target) { return absl::SimpleAtod(text, &target); }
bool ReadValue(absl::string_view text, absl::Time& target) {
  const auto time = ParseTime(text);
  target = time.value_or(absl::InfinitePast());
  return time.has_value();
}
bool ReadValue(absl::string_view text, std::vector<std::string>& target) {
  auto texts = ParseTextArray(text);
  if (!texts.has_value()) return false;
  target = *std::move(texts);
  return true;
}
template <typename T>
bool ReadValue(absl::string_view text, std::optional<T>& target) {
  return ReadValue(text, target.emplace());
}

bool ReadNull(std::string& target) {
  target.clear();
  return true;
}
bool ReadNull(std::vector<std::string>& target) {
  target.clear();
  return true;
}
template <typename T>
bool ReadNull(std::optional<T>& target) {
  target.reset();
  return true;
}
template <typename T>
bool ReadNull(T&) {
  return false;
}

// The cell's text; nullopt for NULL.
absl::StatusOr<std::optional<absl::string_view>> CellText(const pqxx::result& result, int index, absl::string_view column) {
  try {
    // Quoted: libpq folds a bare name to small letters.
    const pqxx::field field = result[static_cast<pqxx::result::size_type>(index)][absl::StrCat("\"", column, "\"")];
    if (field.is_null()) return std::optional<absl::string_view>();
    // The text belongs to the result, not to the field object.
    return std::optional<absl::string_view>(absl::string_view(field.c_str(), field.size()));
  } catch (const std::exception&) {
    return absl::InternalError(absl::StrCat("the statement answers no column '", column, "'"));
  }
}

}  // namespace

absl::Status Row::Read(std::initializer_list<Cell> cells) const {
  for (const Cell& cell : cells) {
    ASSIGN_OR_RETURN(const std::optional<absl::string_view> text, CellText(*result_, index_, cell.column));
    const bool fits =
        std::visit([&](auto* target) { return text.has_value() ? ReadValue(*text, *target) : ReadNull(*target); }, cell.target);
    if (!fits) return absl::InternalError(absl::StrCat("column '", cell.column, "' does not fit what it is read into"));
  }
  return absl::OkStatus();
}

absl::Status Row::ReadOctets(absl::string_view column, std::string* octets) const {
  ASSIGN_OR_RETURN(const std::optional<absl::string_view> text, CellText(*result_, index_, column));
  octets->clear();
  if (!text.has_value()) return absl::OkStatus();
  std::optional<std::string> parsed = ParseOctets(*text);
  if (!parsed.has_value()) return absl::InternalError(absl::StrCat("column '", column, "' holds no octets"));
  *octets = *std::move(parsed);
  return absl::OkStatus();
}

}  // namespace dayaq
