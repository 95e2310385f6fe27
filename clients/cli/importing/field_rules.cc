#include "clients/cli/importing/field_rules.h"

#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/importing/cell_numbers.h"
#include "clients/cli/importing/mapping_compiler.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::importing {
namespace {

using common::v1::ErrorReason;
using google::protobuf::Message;

constexpr size_t kLongestEcho = 60;

// A word of the file as it may stand in a message: short, on one line.
std::string Echo(absl::string_view word) {
  std::string shown;
  for (const char c : word.substr(0, kLongestEcho)) shown.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
  // Never half a character.
  while (!shown.empty() && shown.size() < word.size() && (static_cast<unsigned char>(word[shown.size()]) & 0xC0) == 0x80)
    shown.pop_back();
  return shown.size() < word.size() ? shown + "..." : shown;
}

// One row being mapped: what all rules share.
class RuleVisitor {
 public:
  RuleVisitor(const Mapping& mapping, const FieldRule& rule, const std::vector<std::string>& cells, Message& facts,
              std::vector<RowFault>& faults)
      : mapping_(mapping), rule_(rule), cells_(cells), facts_(facts), faults_(faults) {}

  void operator()(const CodeRule& rule) {
    const std::string& word = Cell(rule.column);
    if (const auto found = rule.words.find(word); found != rule.words.end()) {
      SetEnum(found->second);
    } else if (Unknown(word) || rule.unlisted == CodeRule::Unlisted::kKeep) {
      return;
    } else if (rule.unlisted == CodeRule::Unlisted::kCode) {
      SetEnum(rule.code);
    } else {
      Fault(rule.column, ErrorReason::ERROR_REASON_ENUM_UNDEFINED,
            absl::StrCat("\"", Echo(word), "\" is not among the words of the mapping for ", rule_.path));
    }
  }

  void operator()(const TextRule& rule) {
    const std::string& text = Cell(rule.column);
    if (!Unknown(text)) Parent()->GetReflection()->SetString(Parent(), rule_.fields.back(), text);
  }

  void operator()(const NumberRule& rule) {
    const std::string& cell = Cell(rule.column);
    if (Unknown(cell)) return;
    const std::optional<int64_t> value = WholeNumber(cell, mapping_.numbers);
    if (!value.has_value() || *value < 0 || *value > INT32_MAX) {
      Fault(rule.column, ErrorReason::ERROR_REASON_PATTERN_MISMATCH, absl::StrCat(rule_.path, " is a whole number"));
      return;
    }
    Parent()->GetReflection()->SetInt32(Parent(), rule_.fields.back(), static_cast<int32_t>(*value));
  }

  void operator()(const PartialDateRule& rule) {
    const int column = rule.column.value_or(rule.year.value_or(0));
    PartialDate date;
    const bool read = rule.column.has_value() ? ReadWhole(rule, date) : ReadParts(rule, date);
    if (!read || !IsPossible(date)) {
      Fault(
          column, ErrorReason::ERROR_REASON_DATE_IMPOSSIBLE,
          absl::StrCat(rule_.path, " is a date of the calendar from 1900 on; month and day may be unknown, a day needs its month"));
    } else if (date.year() != 0) {
      Sub()->CopyFrom(date);
    }
  }

  void operator()(const AgeBandRule& rule) {
    const std::string& word = Cell(rule.column);
    const auto found = rule.words.find(word);
    if (found != rule.words.end()) {
      incident::v1::AgeInterval age;
      age.set_min_years(found->second.first);
      age.set_max_years(found->second.second);
      Sub()->CopyFrom(age);
    } else if (!Unknown(word)) {
      Fault(rule.column, ErrorReason::ERROR_REASON_ENUM_UNDEFINED,
            absl::StrCat("\"", Echo(word), "\" is not among the age bands of the mapping"));
    }
  }

  void operator()(const PointRule& rule) {
    if (Unknown(Cell(rule.latitude)) && Unknown(Cell(rule.longitude))) return;
    const std::optional<double> latitude = DecimalNumber(Cell(rule.latitude), mapping_.numbers);
    const std::optional<double> longitude = DecimalNumber(Cell(rule.longitude), mapping_.numbers);
    if (!latitude.has_value() || *latitude < -90 || *latitude > 90) {
      Fault(rule.latitude, ErrorReason::ERROR_REASON_OUT_OF_RANGE, "a latitude is a number from -90 to 90");
    }
    if (!longitude.has_value() || *longitude < -180 || *longitude > 180) {
      Fault(rule.longitude, ErrorReason::ERROR_REASON_OUT_OF_RANGE, "a longitude is a number from -180 to 180");
    }
    if (!latitude.has_value() || !longitude.has_value()) return;
    incident::v1::GeoPoint point;
    point.set_latitude(*latitude);
    point.set_longitude(*longitude);
    point.set_precision_metres(rule.precision_metres);
    point.set_method(static_cast<incident::v1::PointMethod>(rule.method));
    Sub()->CopyFrom(point);
  }

  void operator()(const DistrictRule& rule) {
    const std::string code = DistrictCode(mapping_, rule, cells_, faults_);
    if (!code.empty()) Parent()->GetReflection()->SetString(Parent(), rule_.fields.back(), code);
  }

  void operator()(const ItemsRule& rule) {
    if (Unknown(Cell(rule.column))) return;
    for (const absl::string_view word : absl::StrSplit(Cell(rule.column), ';')) {
      const auto found = rule.words.find(CanonicalText(word));
      if (found == rule.words.end()) {
        Fault(rule.column, ErrorReason::ERROR_REASON_ENUM_UNDEFINED,
              absl::StrCat("\"", Echo(word), "\" is not among the words of the mapping for ", rule_.path));
        continue;
      }
      Message* item = Parent()->GetReflection()->AddMessage(Parent(), rule_.fields.back());
      for (const auto& [field, code] : found->second) item->GetReflection()->SetEnumValue(item, field, code);
    }
  }

 private:
  const std::string& Cell(int column) const { return cells_[static_cast<size_t>(column)]; }
  bool Unknown(const std::string& cell) const { return mapping_.unknown_markers.contains(cell); }
  void Fault(int column, ErrorReason reason, std::string what) {
    faults_.push_back({mapping_.headers[static_cast<size_t>(column)], reason, std::move(what)});
  }

  // The message that holds the field.
  Message* Parent() {
    Message* parent = &facts_;
    for (size_t i = 0; i + 1 < rule_.fields.size(); ++i) parent = parent->GetReflection()->MutableMessage(parent, rule_.fields[i]);
    return parent;
  }
  Message* Sub() { return Parent()->GetReflection()->MutableMessage(Parent(), rule_.fields.back()); }
  void SetEnum(int number) { Parent()->GetReflection()->SetEnumValue(Parent(), rule_.fields.back(), number); }

  // A part of a date; 0 when unknown, false when it is no number that a part can be.
  bool ReadPart(absl::string_view cell, int32_t& part) const {
    if (mapping_.unknown_markers.contains(cell)) return true;
    const std::optional<int64_t> value = WholeNumber(cell, mapping_.numbers);
    if (!value.has_value() || *value < 0 || *value > kLatestYear) return false;
    part = static_cast<int32_t>(*value);
    return true;
  }
  bool ReadParts(const PartialDateRule& rule, PartialDate& date) const {
    std::array<int32_t, 3> parts = {};
    const std::array<std::optional<int>, 3> columns = {rule.year, rule.month, rule.day};
    for (size_t i = 0; i < parts.size(); ++i) {
      if (columns[i].has_value() && !ReadPart(Cell(*columns[i]), parts[i])) return false;
    }
    SetDate(parts, date);
    return true;
  }
  bool ReadWhole(const PartialDateRule& rule, PartialDate& date) const {
    if (Unknown(Cell(*rule.column))) return true;
    const std::vector<std::string> pieces = absl::StrSplit(Cell(*rule.column), absl::ByAnyChar("-./ "));
    // Where the year comes first, what follows may be left out: "1994", "1994-07".
    if (pieces.size() > rule.order.size() || (pieces.size() < rule.order.size() && rule.order != "ymd")) return false;
    std::array<int32_t, 3> parts = {};
    for (size_t i = 0; i < pieces.size(); ++i) {
      const size_t part = rule.order[i] == 'y' ? 0 : rule.order[i] == 'm' ? 1 : 2;
      if (!ReadPart(pieces[i], parts[part])) return false;
    }
    SetDate(parts, date);
    return true;
  }
  static void SetDate(const std::array<int32_t, 3>& parts, PartialDate& date) {
    date.set_year(parts[0]);
    date.set_month(parts[1]);
    date.set_day(parts[2]);
  }

  const Mapping& mapping_;
  const FieldRule& rule_;
  const std::vector<std::string>& cells_;
  Message& facts_;
  std::vector<RowFault>& faults_;
};

}  // namespace

void ApplyRule(const Mapping& mapping, const FieldRule& rule, const std::vector<std::string>& cells, Message& facts,
               std::vector<RowFault>& faults) {
  std::visit(RuleVisitor(mapping, rule, cells, facts, faults), rule.rule);
}

std::string DistrictCode(const Mapping& mapping, const DistrictRule& rule, const std::vector<std::string>& cells,
                         std::vector<RowFault>& faults) {
  const auto column = static_cast<size_t>(rule.column);
  std::string code = cells[column];
  if (rule.pad_left.has_value()) {
    const std::optional<int64_t> number = WholeNumber(code, mapping.numbers);
    code = number.has_value() && *number >= 0 ? absl::StrCat(*number) : "";
    const auto width = static_cast<size_t>(*rule.pad_left);
    if (code.size() > width) code.clear();
    if (!code.empty()) code.insert(0, width - code.size(), '0');
  }
  if (code.empty() || mapping.unknown_markers.contains(cells[column])) {
    faults.push_back({mapping.headers[column], ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN,
                      "the code of a district of the register's gazetteer"});
    return "";
  }
  return rule.prefix + code;
}

}  // namespace dayaq::importing
