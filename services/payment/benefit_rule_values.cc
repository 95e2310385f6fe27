// Single values of a rule file: texts, days, amounts and codes.
#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "re2/re2.h"
#include "services/payment/benefit_rule_reader.h"
#include "services/platform/text/partial_date.h"
#include "services/platform/text/unicode.h"

namespace dayaq::payment {
namespace {

// "DisabilityBand" -> "DISABILITY_BAND_": what the values of an enum begin with.
std::string ValuePrefix(const google::protobuf::EnumDescriptor& codes) {
  std::string prefix;
  for (const char c : codes.name()) {
    if (absl::ascii_isupper(static_cast<unsigned char>(c)) && !prefix.empty()) prefix.push_back('_');
    prefix.push_back(absl::ascii_toupper(static_cast<unsigned char>(c)));
  }
  return prefix + "_";
}

}  // namespace

void BenefitRuleReader::Note(const absl::Status& status) {
  static const LazyRE2 kPlace = {":([0-9]+):([0-9]+): "};
  if (status.ok()) return;
  std::pair<int, int> place;
  const std::string message(status.message());
  RE2::PartialMatch(message, *kPlace, &place.first, &place.second);
  faults_.emplace_back(place, message);
}

absl::Status BenefitRuleReader::ToStatus() const {
  if (faults_.empty()) return absl::OkStatus();
  auto sorted = faults_;
  absl::c_stable_sort(sorted, [](const auto& a, const auto& b) { return a.first < b.first; });
  return absl::FailedPreconditionError(
      absl::StrJoin(sorted, "\n", [](std::string* out, const auto& fault) { absl::StrAppend(out, fault.second); }));
}

std::optional<StrictYaml> BenefitRuleReader::Need(const StrictYaml& parent, absl::string_view key) {
  absl::StatusOr<StrictYaml> child = parent.Child(key);
  if (child.ok()) return *std::move(child);
  Note(child.status());
  return std::nullopt;
}

std::optional<StrictYaml> BenefitRuleReader::Maybe(const StrictYaml& parent, absl::string_view key) {
  if (!parent.Has(key)) return std::nullopt;
  return Need(parent, key);
}

std::vector<StrictYaml> BenefitRuleReader::Items(const StrictYaml& list) {
  absl::StatusOr<std::vector<StrictYaml>> items = list.Items();
  if (items.ok()) return *std::move(items);
  Note(items.status());
  return {};
}

std::string BenefitRuleReader::Text(const StrictYaml& node, size_t longest) {
  const absl::StatusOr<std::string> text = node.Text();
  if (!text.ok()) {
    Note(text.status());
    return "";
  }
  if (absl::StripAsciiWhitespace(*text).empty()) {
    Fault(node, "a text belongs here");
    return "";
  }
  if (!IsWellFormed(*text)) {
    Fault(node, "not valid UTF-8");
    return "";
  }
  if (CountCodePoints(*text) > longest) Fault(node, absl::StrCat("longer than ", longest, " characters"));
  return *text;
}

void BenefitRuleReader::ReadWords(const StrictYaml& node, size_t longest, v1::Words& words) {
  if (!node.IsMap()) return Fault(node, "a text in several languages belongs here: {az: ..., en: ...}");
  Note(node.OnlyKeys({"az", "en", "ru"}));
  if (const auto az = Need(node, "az"); az.has_value()) words.set_az(Text(*az, longest));
  if (const auto en = Need(node, "en"); en.has_value()) words.set_en(Text(*en, longest));
  if (const auto ru = Maybe(node, "ru"); ru.has_value()) words.set_ru(Text(*ru, longest));
}

bool BenefitRuleReader::Boolean(const StrictYaml& node) {
  const std::string text = node.Text().value_or("");
  if (text != "true" && text != "false") Fault(node, "true or false belongs here");
  return text == "true";
}

std::optional<absl::CivilDay> BenefitRuleReader::Day(const StrictYaml& node) {
  const std::string text = node.Text().value_or("");
  const std::optional<common::v1::PartialDate> date = PartialDateFromText(text);
  if (date.has_value() && Precision(*date) == DatePrecision::kDay) return Earliest(*date);
  Fault(node, absl::StrCat("'", text, "' is no day; write it as \"2025-07-01\""));
  return std::nullopt;
}

int64_t BenefitRuleReader::Qepik(const StrictYaml& node) {
  // Nine digits before the point: no benefit comes near, and no sum of them can overflow.
  static const LazyRE2 kAmount = {"([0-9]{1,9})\\.([0-9]{2})"};
  const std::string text = node.Text().value_or("");
  int64_t manat = 0, qepik = 0;
  if (RE2::FullMatch(text, *kAmount, &manat, &qepik) && manat + qepik > 0) return manat * 100 + qepik;
  Fault(node, absl::StrCat("'", text, "' is no amount; write manat and qəpik above zero as \"250.00\""));
  return 0;
}

int BenefitRuleReader::Code(const StrictYaml& node, const google::protobuf::EnumDescriptor& codes, absl::string_view what,
                            std::initializer_list<int> barred) {
  const std::string text = node.Text().value_or("");
  const std::string prefix = ValuePrefix(codes);
  std::vector<std::string> known;
  for (int i = 0; i < codes.value_count(); ++i) {
    const auto& value = *codes.value(i);
    if (value.number() == 0 || absl::c_linear_search(barred, value.number())) continue;
    known.push_back(value.name().substr(prefix.size()));
    if (known.back() == text) return value.number();
  }
  Fault(node, absl::StrCat("'", text, "' is no ", what, "; known: ", absl::StrJoin(known, ", ")));
  return 0;
}

std::vector<int> BenefitRuleReader::Codes(const StrictYaml& node, absl::string_view key,
                                          const google::protobuf::EnumDescriptor& codes, absl::string_view what,
                                          std::initializer_list<int> barred) {
  std::vector<int> found;
  const auto list = Need(node, key);
  if (!list.has_value()) return found;
  const std::vector<StrictYaml> items = Items(*list);
  if (list->IsList() && items.empty()) Fault(*list, absl::StrCat("name the ", key, " that count"));
  for (const StrictYaml& item : items) {
    const int code = Code(item, codes, what, barred);
    if (code == 0) continue;
    if (absl::c_linear_search(found, code)) {
      Fault(item, "stands here twice");
    } else {
      found.push_back(code);
    }
  }
  return found;
}

int BenefitRuleReader::Number(const StrictYaml& node, int lowest, int highest) {
  int number = 0;
  if (absl::SimpleAtoi(node.Text().value_or(""), &number) && number >= lowest && number <= highest) return number;
  Fault(node, absl::StrCat("a whole number from ", lowest, " to ", highest, " belongs here"));
  return 0;
}

}  // namespace dayaq::payment
