#include "services/platform/identity/strict_json.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"

namespace dayaq::identity {
namespace {

constexpr int kDeepest = 8;
constexpr size_t kMostMembers = 64;
constexpr size_t kMostDigits = 15;

// Appends a code point as UTF-8.
void AppendUtf8(uint32_t point, std::string& text) {
  const auto byte = [&](uint32_t value) { text.push_back(static_cast<char>(value)); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | (point >> 6));
    byte(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    byte(0xE0 | (point >> 12));
    byte(0x80 | ((point >> 6) & 0x3F));
    byte(0x80 | (point & 0x3F));
  } else {
    byte(0xF0 | (point >> 18));
    byte(0x80 | ((point >> 12) & 0x3F));
    byte(0x80 | ((point >> 6) & 0x3F));
    byte(0x80 | (point & 0x3F));
  }
}

class Parser {
 public:
  explicit Parser(absl::string_view text) : rest_(text) {}

  bool ParseAll(Json& value) {
    SkipSpace();
    if (!ParseValue(value, 1)) return false;
    SkipSpace();
    return rest_.empty();
  }

 private:
  void SkipSpace() {
    while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\t' || rest_[0] == '\n' || rest_[0] == '\r')) rest_.remove_prefix(1);
  }

  bool Take(char expected) {
    if (rest_.empty() || rest_[0] != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool TakeWord(absl::string_view word) {
    if (rest_.substr(0, word.size()) != word) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  bool ParseValue(Json& value, int depth) {
    if (depth > kDeepest || rest_.empty()) return false;
    switch (rest_[0]) {
      case '{':
        value.kind = Json::Kind::kObject;
        return ParseObject(value, depth);
      case '[':
        value.kind = Json::Kind::kArray;
        return ParseArray(value, depth);
      case '"':
        value.kind = Json::Kind::kString;
        return ParseString(value.text);
      case 't':
        value.kind = Json::Kind::kBool;
        value.boolean = true;
        return TakeWord("true");
      case 'f':
        value.kind = Json::Kind::kBool;
        return TakeWord("false");
      case 'n':
        return TakeWord("null");
      default:
        value.kind = Json::Kind::kNumber;
        return ParseNumber(value.text);
    }
  }

  bool ParseObject(Json& value, int depth) {
    rest_.remove_prefix(1);
    SkipSpace();
    if (Take('}')) return true;
    do {
      SkipSpace();
      std::string name;
      if (value.names.size() == kMostMembers || !ParseString(name)) return false;
      if (std::find(value.names.begin(), value.names.end(), name) != value.names.end()) return false;
      value.names.push_back(std::move(name));
      SkipSpace();
      if (!Take(':')) return false;
      SkipSpace();
      if (!ParseValue(value.items.emplace_back(), depth + 1)) return false;
      SkipSpace();
    } while (Take(','));
    return Take('}');
  }

  bool ParseArray(Json& value, int depth) {
    rest_.remove_prefix(1);
    SkipSpace();
    if (Take(']')) return true;
    do {
      SkipSpace();
      if (!ParseValue(value.items.emplace_back(), depth + 1)) return false;
      SkipSpace();
    } while (Take(','));
    return Take(']');
  }

  bool TakeDigits() {
    const absl::string_view before = rest_;
    while (!rest_.empty() && absl::ascii_isdigit(static_cast<unsigned char>(rest_[0]))) rest_.remove_prefix(1);
    return rest_.size() < before.size();
  }

  bool ParseNumber(std::string& spelling) {
    const absl::string_view before = rest_;
    Take('-');
    if (!Take('0') && !TakeDigits()) return false;
    if (Take('.') && !TakeDigits()) return false;
    if (Take('e') || Take('E')) {
      if (!Take('+')) Take('-');
      if (!TakeDigits()) return false;
    }
    spelling = std::string(before.substr(0, before.size() - rest_.size()));
    return true;
  }

  bool ParseString(std::string& text) {
    if (!Take('"')) return false;
    while (!rest_.empty()) {
      const auto byte = static_cast<unsigned char>(rest_[0]);
      if (byte == '"') {
        rest_.remove_prefix(1);
        return true;
      }
      if (byte < 0x20) return false;
      if (!(byte == '\\' ? ParseEscape(text) : TakeUtf8(text))) return false;
    }
    return false;
  }

  bool ParseEscape(std::string& text) {
    rest_.remove_prefix(1);
    if (rest_.empty()) return false;
    const char letter = rest_[0];
    rest_.remove_prefix(1);
    static constexpr absl::string_view kLetters = "\"\\/bfnrt";
    static constexpr absl::string_view kMeanings = "\"\\/\b\f\n\r\t";
    if (letter != 'u') {
      const size_t place = kLetters.find(letter);
      if (place == absl::string_view::npos) return false;
      text.push_back(kMeanings[place]);
      return true;
    }
    uint32_t point = 0;
    if (!TakeHex(point) || point == 0 || (point >= 0xDC00 && point <= 0xDFFF)) return false;
    if (point >= 0xD800 && point <= 0xDBFF) {
      uint32_t low = 0;
      if (!TakeWord("\\u") || !TakeHex(low) || low < 0xDC00 || low > 0xDFFF) return false;
      point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    }
    AppendUtf8(point, text);
    return true;
  }

  bool TakeHex(uint32_t& point) {
    if (rest_.size() < 4) return false;
    for (const char digit : rest_.substr(0, 4)) {
      const char lower = absl::ascii_tolower(static_cast<unsigned char>(digit));
      if (!absl::ascii_isxdigit(static_cast<unsigned char>(digit))) return false;
      point = point * 16 + static_cast<uint32_t>(lower <= '9' ? lower - '0' : lower - 'a' + 10);
    }
    rest_.remove_prefix(4);
    return true;
  }

  // One code point; over-long forms, surrogates and what lies beyond U+10FFFF are refused.
  bool TakeUtf8(std::string& text) {
    const auto lead = static_cast<unsigned char>(rest_[0]);
    if (lead < 0x80) {
      text.push_back(rest_[0]);
      rest_.remove_prefix(1);
      return true;
    }
    const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || rest_.size() < length) return false;
    uint32_t point = lead & (0x7Fu >> length);
    for (size_t i = 1; i < length; ++i) {
      const auto next = static_cast<unsigned char>(rest_[i]);
      if ((next & 0xC0) != 0x80) return false;
      point = (point << 6) | (next & 0x3Fu);
    }
    const uint32_t least = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
    if (point < least || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return false;
    text.append(rest_.data(), length);
    rest_.remove_prefix(length);
    return true;
  }

  absl::string_view rest_;
};

}  // namespace

const Json* Json::Find(absl::string_view name) const {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? nullptr : &items[static_cast<size_t>(found - names.begin())];
}

const std::string* Json::FindString(absl::string_view name) const {
  const Json* const member = Find(name);
  return member == nullptr || member->kind != Kind::kString ? nullptr : &member->text;
}

std::optional<int64_t> Json::AsInteger() const {
  int64_t number = 0;
  if (kind != Kind::kNumber || text.size() > kMostDigits || !absl::SimpleAtoi(text, &number)) return std::nullopt;
  return number;
}

std::optional<Json> ParseJson(absl::string_view text, size_t most_bytes) {
  Json value;
  if (text.size() > most_bytes || !Parser(text).ParseAll(value)) return std::nullopt;
  return value;
}

}  // namespace dayaq::identity
