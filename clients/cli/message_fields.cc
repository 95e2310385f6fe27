#include "clients/cli/message_fields.h"

#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "dayaq/common/v1/partial_date.pb.h"
#include "dayaq/incident/v1/casualty.pb.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

std::string FieldNames(const Descriptor& type) {
  std::vector<std::string> names;
  names.reserve(static_cast<size_t>(type.field_count()));
  for (int i = 0; i < type.field_count(); ++i) names.push_back(type.field(i)->name());
  return absl::StrJoin(names, ", ");
}

// What all values of a list begin with: "OUTCOME_" of OUTCOME_UNSPECIFIED.
std::string Prefix(const EnumDescriptor& codes) {
  const std::string& zero = codes.value(0)->name();
  return zero.substr(0, zero.size() - std::string("UNSPECIFIED").size());
}

absl::StatusOr<int> CodeFromText(absl::string_view text, const EnumDescriptor& codes) {
  const std::string name = absl::AsciiStrToUpper(std::string(text));
  const EnumValueDescriptor* value = codes.FindValueByName(name);
  if (value == nullptr) value = codes.FindValueByName(Prefix(codes) + name);
  if (value != nullptr && value->number() != 0) return value->number();
  std::vector<std::string> known;
  for (int i = 1; i < codes.value_count(); ++i) known.push_back(codes.value(i)->name().substr(Prefix(codes).size()));
  return absl::InvalidArgumentError(absl::StrCat(std::string(text), " is no code here; known: ", absl::StrJoin(known, ", ")));
}

absl::Status SetAge(absl::string_view text, Message& message) {
  const std::vector<std::string> bounds = absl::StrSplit(text, '-');
  int least = 0;
  int greatest = 0;
  if (bounds.size() > 2 || !absl::SimpleAtoi(bounds.front(), &least) || !absl::SimpleAtoi(bounds.back(), &greatest)) {
    return absl::InvalidArgumentError("an age is years as in 34, or two bounds as in 30-40");
  }
  incident::v1::AgeInterval age;
  age.set_min_years(least);
  age.set_max_years(greatest);
  message.CopyFrom(age);
  return absl::OkStatus();
}

// Messages that people write as one text.
bool HasTextForm(const Descriptor& type) {
  return &type == common::v1::PartialDate::descriptor() || &type == incident::v1::AgeInterval::descriptor();
}

absl::Status SetMessageFromText(absl::string_view text, Message& message) {
  if (message.GetDescriptor() == incident::v1::AgeInterval::descriptor()) return SetAge(text, message);
  const std::optional<PartialDate> date = PartialDateFromText(text);
  if (!date.has_value()) return absl::InvalidArgumentError("a date is 2024, 2024-02 or 2024-02-04");
  message.CopyFrom(*date);
  return absl::OkStatus();
}

// Sets (or adds to) a field that is no free message.
absl::Status SetScalar(absl::string_view text, const FieldDescriptor& field, Message& message) {
  const Reflection& reflection = *message.GetReflection();
  const bool list = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      list ? reflection.AddString(&message, &field, std::string(text)) : reflection.SetString(&message, &field, std::string(text));
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_ENUM: {
      ASSIGN_OR_RETURN(const int code, CodeFromText(text, *field.enum_type()));
      list ? reflection.AddEnumValue(&message, &field, code) : reflection.SetEnumValue(&message, &field, code);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_INT32: {
      int32_t value = 0;
      if (list || !absl::SimpleAtoi(text, &value)) return absl::InvalidArgumentError("a whole number belongs here");
      reflection.SetInt32(&message, &field, value);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_INT64: {
      int64_t value = 0;
      if (list || !absl::SimpleAtoi(text, &value)) return absl::InvalidArgumentError("a whole number belongs here");
      reflection.SetInt64(&message, &field, value);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_DOUBLE: {
      double value = 0;
      if (list || !absl::SimpleAtod(text, &value)) return absl::InvalidArgumentError("a number belongs here");
      reflection.SetDouble(&message, &field, value);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_BOOL:
      if (list || (text != "true" && text != "false")) return absl::InvalidArgumentError("true or false belongs here");
      reflection.SetBool(&message, &field, text == "true");
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (!list && HasTextForm(*field.message_type()))
        return SetMessageFromText(text, *reflection.MutableMessage(&message, &field));
      return absl::InvalidArgumentError(absl::StrCat("several fields belong here: ", FieldNames(*field.message_type())));
    default:
      return absl::InvalidArgumentError("this field cannot be written by hand");
  }
}

void FillField(const YamlNode& node, const FieldDescriptor& field, Message& message, YamlFaults& faults) {
  const bool is_message = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
  if (node.kind == YamlNode::Kind::kScalar) {
    if (const absl::Status status = SetScalar(node.text, field, message); !status.ok())
      faults.Add(node, std::string(status.message()));
  } else if (node.kind == YamlNode::Kind::kList && !field.is_repeated()) {
    faults.Add(node, absl::StrCat(field.name(), " is one value, not a list"));
  } else if (node.kind == YamlNode::Kind::kList) {
    for (const YamlNode& item : node.items) {
      if (is_message && item.kind == YamlNode::Kind::kMap) {
        FillFromYaml(item, *message.GetReflection()->AddMessage(&message, &field), faults);
      } else if (is_message) {
        faults.Add(item, absl::StrCat("keys with values belong here: ", FieldNames(*field.message_type())));
      } else {
        FillField(item, field, message, faults);
      }
    }
  } else if (!is_message || field.is_repeated()) {
    faults.Add(node, absl::StrCat(field.name(), field.is_repeated() ? " is a list" : " is one value"));
  } else {
    FillFromYaml(node, *message.GetReflection()->MutableMessage(&message, &field), faults);
  }
}

}  // namespace

void FillFromYaml(const YamlNode& node, Message& message, YamlFaults& faults) {
  if (node.kind != YamlNode::Kind::kMap) {
    faults.Add(node, absl::StrCat("keys with values belong here: ", FieldNames(*message.GetDescriptor())));
    return;
  }
  for (size_t i = 0; i < node.keys.size(); ++i) {
    const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(node.keys[i].text);
    if (field == nullptr) {
      faults.Add(node.keys[i],
                 absl::StrCat("unknown key ", node.keys[i].text, "; known here: ", FieldNames(*message.GetDescriptor())));
    } else {
      FillField(node.items[i], *field, message, faults);
    }
  }
}

absl::Status SetFromText(absl::string_view path, absl::string_view text, Message& message) {
  Message* target = &message;
  const std::vector<std::string> names = absl::StrSplit(path, '.');
  for (size_t i = 0; i < names.size(); ++i) {
    const FieldDescriptor* field = target->GetDescriptor()->FindFieldByName(names[i]);
    const bool last = i + 1 == names.size();
    const bool enterable = field != nullptr && !field->is_repeated() && field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    if (field == nullptr || (!last && !enterable)) {
      return absl::InvalidArgumentError(
          absl::StrCat("there is no field ", std::string(path), "; known: ", FieldNames(*target->GetDescriptor())));
    }
    if (last) {
      const absl::Status status = SetScalar(text, *field, *target);
      return status.ok() ? status : absl::InvalidArgumentError(absl::StrCat(std::string(path), ": ", status.message()));
    }
    target = target->GetReflection()->MutableMessage(target, field);
  }
  return absl::OkStatus();
}

}  // namespace dayaq::cli
