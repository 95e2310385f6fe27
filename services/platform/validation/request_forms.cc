// The two things done to every request before it is looked at.
#include <vector>

#include "google/api/field_behavior.pb.h"
#include "services/platform/text/unicode.h"
#include "services/platform/validation/validator.h"

namespace dayaq {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

bool IsOutputOnly(const FieldDescriptor& field) {
  const auto& options = field.options();
  for (int i = 0; i < options.ExtensionSize(google::api::field_behavior); ++i) {
    if (options.GetExtension(google::api::field_behavior, i) == google::api::OUTPUT_ONLY) return true;
  }
  return false;
}

std::vector<const FieldDescriptor*> SetFields(const Message& message) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  return fields;
}

// Calls `visit` with every message that stands directly in this field; the entries of a map are messages too.
template <typename Visit>
void ForEachMessage(Message& message, const FieldDescriptor* field, const Visit& visit) {
  const Reflection* reflection = message.GetReflection();
  if (!field->is_repeated()) return visit(*reflection->MutableMessage(&message, field));
  for (int i = 0; i < reflection->FieldSize(message, field); ++i) visit(*reflection->MutableRepeatedMessage(&message, field, i));
}

void NormaliseStrings(Message& message, const FieldDescriptor* field) {
  const Reflection* reflection = message.GetReflection();
  if (!field->is_repeated()) {
    auto normal = Nfc(reflection->GetString(message, field));
    if (normal.has_value()) reflection->SetString(&message, field, *std::move(normal));
    return;
  }
  for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
    auto normal = Nfc(reflection->GetRepeatedString(message, field, i));
    if (normal.has_value()) reflection->SetRepeatedString(&message, field, i, *std::move(normal));
  }
}

}  // namespace

void ClearOutputOnly(Message& request) {
  for (const FieldDescriptor* field : SetFields(request)) {
    if (IsOutputOnly(*field)) {
      request.GetReflection()->ClearField(&request, field);
    } else if (field->message_type() != nullptr) {
      ForEachMessage(request, field, ClearOutputOnly);
    }
  }
}

void NormaliseText(Message& request) {
  for (const FieldDescriptor* field : SetFields(request)) {
    if (field->type() == FieldDescriptor::TYPE_STRING) NormaliseStrings(request, field);
    if (field->message_type() != nullptr) ForEachMessage(request, field, NormaliseText);
  }
}

}  // namespace dayaq
