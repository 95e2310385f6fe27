#include "services/platform/database/message_json.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/time_util.h"
#include "services/platform/database/text_forms.h"

namespace dayaq {
namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

void AppendNumber(double value, std::string& out) {
  const std::string text = NumberText(value);
  const bool named = text.back() == 'y' || text.back() == 'N';
  absl::StrAppend(&out, named ? "\"" : "", text, named ? "\"" : "");
}

void AppendEnum(const FieldDescriptor& field, int number, std::string& out) {
  const EnumValueDescriptor* value = field.enum_type()->FindValueByNumber(number);
  if (value == nullptr) {
    absl::StrAppend(&out, number);
  } else {
    absl::StrAppend(&out, "\"", value->name(), "\"");
  }
}

void AppendText(const FieldDescriptor& field, const std::string& text, std::string& out) {
  if (field.type() == FieldDescriptor::TYPE_BYTES) {
    absl::StrAppend(&out, "\"", absl::Base64Escape(text), "\"");
  } else {
    AppendJsonText(text, out);
  }
}

// One value; `index` is -1 for a field that is no list.
void AppendValue(const Message& message, const FieldDescriptor& field, int index, std::string& out) {
  const Reflection& reflection = *message.GetReflection();
  const auto get = [&](auto single, auto repeated) {
    return index < 0 ? (reflection.*single)(message, &field) : (reflection.*repeated)(message, &field, index);
  };
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      absl::StrAppend(&out, get(&Reflection::GetInt32, &Reflection::GetRepeatedInt32));
      return;
    case FieldDescriptor::CPPTYPE_UINT32:
      absl::StrAppend(&out, get(&Reflection::GetUInt32, &Reflection::GetRepeatedUInt32));
      return;
    // 64-bit numbers are strings in proto3 JSON.
    case FieldDescriptor::CPPTYPE_INT64:
      absl::StrAppend(&out, "\"", get(&Reflection::GetInt64, &Reflection::GetRepeatedInt64), "\"");
      return;
    case FieldDescriptor::CPPTYPE_UINT64:
      absl::StrAppend(&out, "\"", get(&Reflection::GetUInt64, &Reflection::GetRepeatedUInt64), "\"");
      return;
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return AppendNumber(get(&Reflection::GetDouble, &Reflection::GetRepeatedDouble), out);
    case FieldDescriptor::CPPTYPE_FLOAT:
      return AppendNumber(get(&Reflection::GetFloat, &Reflection::GetRepeatedFloat), out);
    case FieldDescriptor::CPPTYPE_BOOL:
      out.append(get(&Reflection::GetBool, &Reflection::GetRepeatedBool) ? "true" : "false");
      return;
    case FieldDescriptor::CPPTYPE_ENUM:
      return AppendEnum(field, get(&Reflection::GetEnumValue, &Reflection::GetRepeatedEnumValue), out);
    case FieldDescriptor::CPPTYPE_STRING: {
      std::string scratch;
      return AppendText(field,
                        index < 0 ? reflection.GetStringReference(message, &field, &scratch)
                                  : reflection.GetRepeatedStringReference(message, &field, index, &scratch),
                        out);
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return AppendJsonMessage(
          index < 0 ? reflection.GetMessage(message, &field) : reflection.GetRepeatedMessage(message, &field, index), out);
  }
}

// Types that protobuf writes in a form of their own, and that none of our tables needs to be fast.
bool HasOwnForm(const google::protobuf::Descriptor& type) {
  return absl::string_view(type.full_name()).substr(0, 16) == "google.protobuf." || type.options().map_entry();
}

bool HasMap(const google::protobuf::Descriptor& type) {
  for (int i = 0; i < type.field_count(); ++i) {
    if (type.field(i)->is_map()) return true;
  }
  return false;
}

}  // namespace

void AppendJsonText(absl::string_view text, std::string& out) {
  static constexpr char kHex[] = "0123456789abcdef";
  out.push_back('"');
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (byte < 0x20) {
      out.append("\\u00");
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 15]);
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}

void AppendJsonField(const Message& message, const FieldDescriptor& field, std::string& out) {
  if (!field.is_repeated()) return AppendValue(message, field, -1, out);
  out.push_back('[');
  const int size = message.GetReflection()->FieldSize(message, &field);
  for (int i = 0; i < size; ++i) {
    if (i > 0) out.push_back(',');
    AppendValue(message, field, i, out);
  }
  out.push_back(']');
}

void AppendJsonMessage(const Message& message, std::string& out) {
  const google::protobuf::Descriptor& type = *message.GetDescriptor();
  if (HasOwnForm(type) || HasMap(type)) {
    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = true;
    std::string json;
    // Fails only for values no JSON can hold (a time beyond year 9999); PostgreSQL then refuses the empty text.
    if (google::protobuf::util::MessageToJsonString(message, &json, options).ok()) out.append(json);
    return;
  }
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  out.push_back('{');
  for (const FieldDescriptor* field : fields) {
    if (out.back() != '{') out.push_back(',');
    absl::StrAppend(&out, "\"", field->name(), "\":");
    AppendJsonField(message, *field, out);
  }
  out.push_back('}');
}

}  // namespace dayaq
