#include "clients/cli/importing/cell_decoder.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/platform/text/unicode.h"
#include "unicode/ucnv.h"
#include "unicode/ucnv_err.h"
#include "unicode/unistr.h"

namespace dayaq::importing {
namespace {

constexpr std::array<std::pair<absl::string_view, Encoding>, 4> kNames = {{
    {"utf-8", Encoding::kUtf8},
    {"windows-1251", Encoding::kWindows1251},
    {"windows-1252", Encoding::kWindows1252},
    {"utf-16le", Encoding::kUtf16Le},
}};

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// ICU maps bytes that a Windows code page does not define to C1 control characters; no register writes those.
bool HoldsC1Control(const icu::UnicodeString& text) {
  for (int32_t i = 0; i < text.length(); ++i) {
    if (text.charAt(i) >= 0x80 && text.charAt(i) <= 0x9F) return true;
  }
  return false;
}

}  // namespace

std::optional<Encoding> EncodingFromName(absl::string_view name) {
  for (const auto& [known, encoding] : kNames) {
    if (known == name) return encoding;
  }
  return std::nullopt;
}

absl::string_view EncodingName(Encoding encoding) {
  for (const auto& [name, known] : kNames) {
    if (known == encoding) return name;
  }
  return "";
}

CellDecoder::CellDecoder(Encoding encoding) : encoding_(encoding) {
  if (encoding == Encoding::kUtf8) return;
  UErrorCode error = U_ZERO_ERROR;
  converter_ = ucnv_open(std::string(EncodingName(encoding)).c_str(), &error);
  if (U_FAILURE(error)) return;
  ucnv_setToUCallBack(converter_, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
}

CellDecoder::~CellDecoder() {
  if (converter_ != nullptr) ucnv_close(converter_);
}

std::optional<std::string> CellDecoder::Decode(absl::string_view raw) const {
  if (encoding_ != Encoding::kUtf16Le && IsAscii(raw)) return std::string(raw);
  if (encoding_ == Encoding::kUtf8) {
    if (!IsWellFormed(raw)) return std::nullopt;
    return std::string(raw);
  }
  if (converter_ == nullptr) return std::nullopt;
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString wide(raw.data(), static_cast<int32_t>(raw.size()), converter_, error);
  if (U_FAILURE(error) || HoldsC1Control(wide)) return std::nullopt;
  std::string text;
  wide.toUTF8String(text);
  // Lone surrogates come through some converters.
  if (!IsWellFormed(text) || text.find("\xEF\xBF\xBD") != std::string::npos) return std::nullopt;
  return text;
}

}  // namespace dayaq::importing
