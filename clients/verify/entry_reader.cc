#include "clients/verify/entry_reader.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"

namespace dayaq::verify {
namespace {

using cli::Language;
using cli::Text;

enum class Kind { kText, kNumber, kYes, kHex, kTime, kDecision, kClasses };

struct Known {
  int field;
  Kind kind;
  Text name;
};

// proto/dayaq/audit/v1/entry.proto.
constexpr Known kKnown[] = {
    {1, Kind::kNumber, {"formanın versiyası", "version of the form"}},
    {2, Kind::kText, {"yazının nömrəsi", "entry"}},
    {3, Kind::kTime, {"vaxt (UTC)", "time (UTC)"}},
    {4, Kind::kText, {"əməkdaş", "staff member"}},
    {5, Kind::kText, {"sessiya", "session"}},
    {6, Kind::kText, {"rol", "role"}},
    {7, Kind::kText, {"qurum", "institution"}},
    {8, Kind::kText, {"məqsəd", "purpose"}},
    {9, Kind::kText, {"xidmət", "service"}},
    {10, Kind::kText, {"çağıran proqram", "peer"}},
    {11, Kind::kText, {"əməliyyat", "method"}},
    {12, Kind::kText, {"hərəkət", "action"}},
    {13, Kind::kText, {"sorğunun nömrəsi", "request"}},
    {14, Kind::kText, {"iz", "trace"}},
    {15, Kind::kDecision, {"qərar", "decision"}},
    {16, Kind::kText, {"səbəb", "reason"}},
    {17, Kind::kText, {"kim haqqında", "about"}},
    {18, Kind::kNumber, {"cəmi neçə", "how many in all"}},
    {19, Kind::kHex, {"hamısının heşi", "hash of all names"}},
    {20, Kind::kClasses, {"nə göstərildi", "what was shown"}},
    {21, Kind::kHex, {"əvvəlki heş", "hash before"}},
    {22, Kind::kHex, {"sonrakı heş", "hash after"}},
    {23, Kind::kHex, {"təsadüfi ədəd", "nonce"}},
    {24, Kind::kYes, {"təkrar sorğu", "asked again"}},
    {25, Kind::kYes, {"yalnız yoxlama", "only checked"}},
    {26, Kind::kText, {"kimin əvəzinə", "on behalf of"}},
    {27, Kind::kText, {"hesab", "account"}},
    {28, Kind::kNumber, {"neçə çağırış", "how many calls"}},
    {29, Kind::kText, {"nə soruşuldu", "asked by"}},
};

constexpr Text kDecisions[] = {{"?", "?"}, {"icazə verildi", "allowed"}, {"imtina edildi", "denied"}, {"alınmadı", "failed"}};

// By the numbers of dayaq.access.v1.DataClass.
constexpr Text kClasses[] = {{"?", "?"},
                             {"hamıya açıq", "public"},
                             {"nə baş verib", "what happened"},
                             {"dəqiq yer", "exact place"},
                             {"şəxsiyyət", "identity"},
                             {"sağlamlıq", "health"},
                             {"pul", "money"},
                             {"iş və təhsil", "work and training"},
                             {"kim, nə vaxt, niyə", "who did what and why"},
                             {"xidmətin öz sirri", "never leaves a service"},
                             {"əlillik statusu", "disability status"}};

template <size_t kCount>
std::string Listed(const Text (&texts)[kCount], uint64_t number, Language language) {
  return number < kCount ? texts[number].In(language) : absl::StrCat(number);
}

// A number in its shortest spelling, taken off the bytes.
std::optional<uint64_t> TakeNumber(absl::string_view& bytes) {
  uint64_t number = 0;
  for (size_t i = 0; i < bytes.size() && i < 10; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (i == 9 && byte > 1) return std::nullopt;
    number |= static_cast<uint64_t>(byte & 0x7f) << (7 * i);
    if ((byte & 0x80) != 0) continue;
    if (byte == 0 && i > 0) return std::nullopt;
    bytes.remove_prefix(i + 1);
    return number;
  }
  return std::nullopt;
}

std::string ToldTime(absl::string_view timestamp) {
  int64_t seconds = 0, nanos = 0;
  while (!timestamp.empty()) {
    const auto tag = TakeNumber(timestamp);
    const auto value = tag.has_value() ? TakeNumber(timestamp) : std::nullopt;
    if (!value.has_value()) return "?";
    (*tag == 8 ? seconds : nanos) = static_cast<int64_t>(*value);
  }
  return absl::FormatTime("%Y-%m-%d %H:%M:%E6S", absl::FromUnixSeconds(seconds) + absl::Nanoseconds(nanos), absl::UTCTimeZone());
}

std::string ToldClasses(absl::string_view packed, Language language) {
  std::string told;
  while (!packed.empty()) {
    const auto number = TakeNumber(packed);
    if (!number.has_value()) return "?";
    absl::StrAppend(&told, told.empty() ? "" : ", ", Listed(kClasses, *number, language));
  }
  return told;
}

std::string ToldValue(const EntryField& field, Kind kind, Language language) {
  if (field.is_number) {
    if (kind == Kind::kDecision) return Listed(kDecisions, field.number, language);
    if (kind == Kind::kYes) return Text{"bəli", "yes"}.In(language);
    return absl::StrCat(field.number);
  }
  if (kind == Kind::kTime) return ToldTime(field.bytes);
  if (kind == Kind::kClasses) return ToldClasses(field.bytes, language);
  return kind == Kind::kText ? absl::CEscape(field.bytes) : absl::BytesToHexString(field.bytes);
}

}  // namespace

std::optional<std::vector<EntryField>> ReadEntry(absl::string_view canonical) {
  std::vector<EntryField> entry;
  while (!canonical.empty()) {
    const auto tag = TakeNumber(canonical);
    if (!tag.has_value() || *tag >> 3 == 0 || *tag >> 3 > 1000) return std::nullopt;
    EntryField field;
    field.field = static_cast<int>(*tag >> 3);
    if (!entry.empty() && field.field < entry.back().field) return std::nullopt;
    const auto number = TakeNumber(canonical);
    if (!number.has_value()) return std::nullopt;
    if ((*tag & 7) == 0) {
      if (*number == 0) return std::nullopt;
      field.is_number = true;
      field.number = *number;
    } else if ((*tag & 7) == 2 && *number <= canonical.size()) {
      field.bytes = std::string(canonical.substr(0, *number));
      canonical.remove_prefix(*number);
    } else {
      return std::nullopt;
    }
    entry.push_back(std::move(field));
  }
  if (entry.empty()) return std::nullopt;
  return entry;
}

std::string TextOf(const std::vector<EntryField>& entry, int field) {
  const auto found = std::find_if(entry.begin(), entry.end(), [field](const EntryField& one) { return one.field == field; });
  return found == entry.end() ? "" : found->bytes;
}

std::string ToldEntry(const std::vector<EntryField>& entry, Language language) {
  std::string told;
  for (const EntryField& field : entry) {
    const auto* const known =
        std::find_if(std::begin(kKnown), std::end(kKnown), [&field](const Known& one) { return one.field == field.field; });
    if (known == std::end(kKnown)) {
      absl::StrAppend(&told, "  ", Text{"sahə ", "field "}.In(language), field.field, ": ", ToldValue(field, Kind::kHex, language),
                      "\n");
    } else {
      absl::StrAppend(&told, "  ", known->name.In(language), ": ", ToldValue(field, known->kind, language), "\n");
    }
  }
  return told;
}

}  // namespace dayaq::verify
