// The part of the compiler that turns one field's entry into its rule.
#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/importing/mapping_compiler.h"
#include "dayaq/common/v1/partial_date.pb.h"
#include "dayaq/incident/v1/import_service.pb.h"

namespace dayaq::importing {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using Kind = YamlNode::Kind;

constexpr int kOldestAge = 120;
constexpr int kLongestCode = 20;
constexpr int kLargestPrecisionMetres = 200'000;

// "CivilStatus" -> "CIVIL_STATUS_": what the values of an enum begin with.
std::string ValuePrefix(const EnumDescriptor& codes) {
  std::string prefix;
  for (const char c : codes.name()) {
    if (absl::ascii_isupper(static_cast<unsigned char>(c)) && !prefix.empty()) prefix.push_back('_');
    prefix.push_back(absl::ascii_toupper(static_cast<unsigned char>(c)));
  }
  return prefix + "_";
}

bool IsMessage(const FieldDescriptor& field, const google::protobuf::Descriptor& type) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && field.message_type() == &type;
}

// Every column a rule reads.
struct ColumnsOf {
  std::vector<int> operator()(const CodeRule& rule) const { return {rule.column}; }
  std::vector<int> operator()(const TextRule& rule) const { return {rule.column}; }
  std::vector<int> operator()(const NumberRule& rule) const { return {rule.column}; }
  std::vector<int> operator()(const AgeBandRule& rule) const { return {rule.column}; }
  std::vector<int> operator()(const DistrictRule& rule) const { return {rule.column}; }
  std::vector<int> operator()(const ItemsRule& rule) const { return {rule.column}; }
  std::vector<int> operator()(const PointRule& rule) const { return {rule.latitude, rule.longitude}; }
  std::vector<int> operator()(const PartialDateRule& rule) const {
    std::vector<int> columns;
    for (const std::optional<int>& column : {rule.year, rule.month, rule.day, rule.column}) {
      if (column.has_value()) columns.push_back(*column);
    }
    return columns;
  }
};

}  // namespace

void MappingCompiler::CompileFields(const YamlNode& root, absl::string_view section, const google::protobuf::Descriptor& message,
                                    std::vector<FieldRule>& rules) {
  const YamlNode* fields = Need(root, section, Kind::kMap);
  if (fields == nullptr) return;
  for (size_t i = 0; i < fields->keys.size(); ++i) {
    const YamlNode& key = fields->keys[i];
    const std::vector<const FieldDescriptor*> path = FindField(key, key.text, message);
    if (path.empty()) continue;
    std::optional<FieldRule> rule = CompileRule(fields->items[i], *path.back());
    if (!rule.has_value()) continue;
    rule->path = key.text;
    rule->fields = path;
    for (const int column : std::visit(ColumnsOf(), rule->rule)) field_of_column_.emplace(column, rule->path);
    rules.push_back(*std::move(rule));
  }
}

std::optional<FieldRule> MappingCompiler::CompileRule(const YamlNode& node, const FieldDescriptor& field) {
  const YamlNode* kind = node.kind == Kind::kMap ? Need(node, "kind", Kind::kScalar) : nullptr;
  if (kind == nullptr) {
    if (node.kind != Kind::kMap) faults_.Add(node, "a field says its kind and its columns: {kind: code, column: ...}");
    return std::nullopt;
  }
  FieldRule result;
  const auto fits = [&](bool type_fits) {
    if (!type_fits) faults_.Add(*kind, absl::StrCat("a ", kind->text, " does not fit the field ", field.name()));
    return type_fits;
  };
  const FieldDescriptor::CppType type = field.cpp_type();
  if (field.is_repeated() != (kind->text == "items")) {
    faults_.Add(*kind,
                absl::StrCat("the field ", field.name(), field.is_repeated() ? " is a list: its kind is items" : " is no list"));
    return std::nullopt;
  }
  if (kind->text == "items") {
    result.rule = CompileItems(node, *field.message_type());
  } else if (kind->text == "code") {
    if (!fits(type == FieldDescriptor::CPPTYPE_ENUM)) return std::nullopt;
    result.rule = CompileCode(node, *field.enum_type());
  } else if (kind->text == "text") {
    if (!fits(type == FieldDescriptor::CPPTYPE_STRING)) return std::nullopt;
    CheckKeys(node, {"kind", "column"});
    result.rule = TextRule{ColumnAt(node, "column")};
  } else if (kind->text == "number") {
    if (!fits(type == FieldDescriptor::CPPTYPE_INT32)) return std::nullopt;
    CheckKeys(node, {"kind", "column"});
    result.rule = NumberRule{ColumnAt(node, "column")};
  } else if (kind->text == "partial_date") {
    if (!fits(IsMessage(field, *common::v1::PartialDate::descriptor()))) return std::nullopt;
    result.rule = CompileDate(node);
  } else if (kind->text == "age_band") {
    if (!fits(IsMessage(field, *incident::v1::AgeInterval::descriptor()))) return std::nullopt;
    result.rule = CompileAgeBands(node);
  } else if (kind->text == "point") {
    if (!fits(IsMessage(field, *incident::v1::GeoPoint::descriptor()))) return std::nullopt;
    result.rule = CompilePoint(node);
  } else if (kind->text == "district") {
    if (!fits(type == FieldDescriptor::CPPTYPE_STRING)) return std::nullopt;
    CheckKeys(node, {"kind", "column", "pad_left", "prefix"});
    result.rule = CompileDistrict(node);
  } else {
    faults_.Add(*kind, "a kind is code, text, number, partial_date, age_band, point, district or items");
    return std::nullopt;
  }
  return result;
}

CodeRule MappingCompiler::CompileCode(const YamlNode& node, const EnumDescriptor& codes) {
  CheckKeys(node, {"kind", "column", "words", "unknown"});
  CodeRule rule;
  rule.column = ColumnAt(node, "column");
  if (const YamlNode* words = Need(node, "words", Kind::kMap); words != nullptr) {
    for (size_t i = 0; i < words->keys.size(); ++i) {
      if (!rule.words.emplace(CanonicalText(words->keys[i].text), Code(words->items[i], codes)).second) {
        faults_.Add(words->keys[i], "the same words stand here twice");
      }
    }
  }
  const YamlNode* unknown = Maybe(node, "unknown", Kind::kScalar);
  if (unknown == nullptr || unknown->text == "refuse") return rule;
  rule.unlisted = unknown->text == "keep" ? CodeRule::Unlisted::kKeep : CodeRule::Unlisted::kCode;
  if (rule.unlisted == CodeRule::Unlisted::kCode) rule.code = Code(*unknown, codes);
  return rule;
}

PartialDateRule MappingCompiler::CompileDate(const YamlNode& node) {
  CheckKeys(node, {"kind", "year", "month", "day", "column", "order"});
  PartialDateRule rule;
  rule.year = MaybeColumnAt(node, "year");
  rule.month = MaybeColumnAt(node, "month");
  rule.day = MaybeColumnAt(node, "day");
  rule.column = MaybeColumnAt(node, "column");
  if (rule.column.has_value() == rule.year.has_value()) {
    faults_.Add(node, "a date comes from year (and month, day), or from one column with its order");
  } else if (rule.column.has_value()) {
    rule.order = Text(node, "order", 3);
    if (rule.order != "ymd" && rule.order != "dmy" && rule.order != "mdy") faults_.Add(node, "order is ymd, dmy or mdy");
  }
  return rule;
}

AgeBandRule MappingCompiler::CompileAgeBands(const YamlNode& node) {
  CheckKeys(node, {"kind", "column", "words"});
  AgeBandRule rule;
  rule.column = ColumnAt(node, "column");
  const YamlNode* words = Need(node, "words", Kind::kMap);
  if (words == nullptr) return rule;
  for (size_t i = 0; i < words->keys.size(); ++i) {
    const YamlNode& band = words->items[i];
    CheckKeys(band, {"min", "max"});
    const YamlNode* least = Need(band, "min", Kind::kScalar);
    const YamlNode* greatest = Need(band, "max", Kind::kScalar);
    if (least == nullptr || greatest == nullptr) continue;
    const int min = Number(*least, 0, kOldestAge);
    rule.words.emplace(CanonicalText(words->keys[i].text), std::make_pair(min, Number(*greatest, min, kOldestAge)));
  }
  return rule;
}

PointRule MappingCompiler::CompilePoint(const YamlNode& node) {
  CheckKeys(node, {"kind", "latitude", "longitude", "method", "precision_metres"});
  PointRule rule;
  rule.latitude = ColumnAt(node, "latitude");
  rule.longitude = ColumnAt(node, "longitude");
  if (const YamlNode* method = Need(node, "method", Kind::kScalar); method != nullptr) {
    rule.method = Code(*method, *incident::v1::PointMethod_descriptor());
  }
  if (const YamlNode* precision = Maybe(node, "precision_metres", Kind::kScalar); precision != nullptr) {
    rule.precision_metres = Number(*precision, 0, kLargestPrecisionMetres);
  }
  return rule;
}

DistrictRule MappingCompiler::CompileDistrict(const YamlNode& node) {
  if (node.Find("kind") == nullptr) CheckKeys(node, {"column", "pad_left", "prefix"});
  DistrictRule rule;
  rule.column = ColumnAt(node, "column");
  if (const YamlNode* pad = Maybe(node, "pad_left", Kind::kScalar); pad != nullptr) rule.pad_left = Number(*pad, 1, kLongestCode);
  if (node.Find("prefix") != nullptr) rule.prefix = Text(node, "prefix", kLongestCode);
  return rule;
}

ItemsRule MappingCompiler::CompileItems(const YamlNode& node, const google::protobuf::Descriptor& item) {
  CheckKeys(node, {"kind", "column", "words"});
  ItemsRule rule;
  rule.column = ColumnAt(node, "column");
  const YamlNode* words = Need(node, "words", Kind::kMap);
  if (words == nullptr) return rule;
  for (size_t i = 0; i < words->keys.size(); ++i) {
    ItemsRule::Codes codes;
    const YamlNode& entry = words->items[i];
    if (entry.kind != Kind::kMap || entry.keys.empty()) faults_.Add(entry, "an entry says its codes: {part: LEG, side: LEFT}");
    for (size_t j = 0; j < entry.keys.size(); ++j) {
      const FieldDescriptor* field = item.FindFieldByName(entry.keys[j].text);
      if (field == nullptr || field->is_repeated() || field->cpp_type() != FieldDescriptor::CPPTYPE_ENUM) {
        faults_.Add(entry.keys[j], absl::StrCat(item.name(), " has no code ", entry.keys[j].text));
      } else {
        codes.emplace_back(field, Code(entry.items[j], *field->enum_type()));
      }
    }
    if (!rule.words.emplace(CanonicalText(words->keys[i].text), std::move(codes)).second) {
      faults_.Add(words->keys[i], "the same words stand here twice");
    }
  }
  return rule;
}

void MappingCompiler::CompileKnownOn(const YamlNode& root) {
  const YamlNode* known = Maybe(root, "known_on", Kind::kMap);
  if (known == nullptr) return;
  CheckKeys(*known, {"incident", "casualty"});
  if (mapping_.target.trial()) faults_.Add(*known, "a trial register is known since it was read in; leave known_on out");
  const auto compile = [&](const char* key, const google::protobuf::Descriptor& message) -> std::optional<FieldRule> {
    const YamlNode* node = Maybe(*known, key, Kind::kMap);
    if (node == nullptr) return std::nullopt;
    const FieldDescriptor* field = message.FindFieldByName("known_on");
    std::optional<FieldRule> rule = CompileRule(*node, *field);
    if (rule.has_value()) {
      rule->path = field->name();
      rule->fields = {field};
    }
    return rule;
  };
  mapping_.incident_known_on = compile("incident", *incident::v1::ImportedIncident::descriptor());
  mapping_.casualty_known_on = compile("casualty", *incident::v1::ImportedCasualty::descriptor());
}

std::vector<const FieldDescriptor*> MappingCompiler::FindField(const YamlNode& where, absl::string_view path,
                                                               const google::protobuf::Descriptor& message) {
  std::vector<const FieldDescriptor*> fields;
  const google::protobuf::Descriptor* inside = &message;
  for (absl::string_view name : absl::StrSplit(path, '.')) {
    const FieldDescriptor* field = inside == nullptr ? nullptr : inside->FindFieldByName(std::string(name));
    if (field == nullptr) {
      faults_.Add(where, absl::StrCat(message.name(), " has no field ", path));
      return {};
    }
    if (field->is_repeated() && field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      faults_.Add(where, absl::StrCat(path, " is a list that a mapping cannot fill"));
      return {};
    }
    fields.push_back(field);
    // A list is filled as a whole (kind: items), never inside.
    inside = field->is_repeated() ? nullptr : field->message_type();
  }
  return fields;
}

void MappingCompiler::SetConstant(const YamlNode& where, const YamlNode& value, absl::string_view path,
                                  google::protobuf::Message& message) {
  const std::vector<const FieldDescriptor*> fields = FindField(where, path, *message.GetDescriptor());
  if (fields.empty()) return;
  google::protobuf::Message* target = &message;
  for (size_t i = 0; i + 1 < fields.size(); ++i) target = target->GetReflection()->MutableMessage(target, fields[i]);
  const FieldDescriptor* field = fields.back();
  const google::protobuf::Reflection* reflection = target->GetReflection();
  if (field->is_repeated()) {
    faults_.Add(where, absl::StrCat(path, " is a list and cannot be a constant"));
  } else if (value.kind != Kind::kScalar) {
    faults_.Add(value, "a constant is a code, a text or a whole number");
  } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    reflection->SetEnumValue(target, field, Code(value, *field->enum_type()));
  } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    reflection->SetString(target, field, value.text);
  } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
    reflection->SetInt32(target, field, Number(value, 0, 1'000'000'000));
  } else {
    faults_.Add(where, absl::StrCat(path, " cannot be a constant"));
  }
}

int MappingCompiler::Code(const YamlNode& value, const EnumDescriptor& codes) {
  const google::protobuf::EnumValueDescriptor* found = codes.FindValueByName(value.text);
  if (found == nullptr) found = codes.FindValueByName(ValuePrefix(codes) + value.text);
  if (value.kind != Kind::kScalar || found == nullptr || found->number() == 0) {
    faults_.Add(value, absl::StrCat(value.text, " is no code of the list ", codes.name()));
    return 0;
  }
  return found->number();
}

}  // namespace dayaq::importing
