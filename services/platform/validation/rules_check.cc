// The look at the rules themselves, once at start.
#include <cmath>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "dayaq/access/v1/annotations.pb.h"
#include "dayaq/access/v1/place.pb.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/platform/validation/field_rules.h"
#include "services/platform/validation/validator.h"

namespace dayaq {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

absl::Status Refuse(const FieldDescriptor& field, absl::string_view why) {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_INTERNAL,
                   absl::StrCat("The contract of field ", field.full_name(), " cannot be kept: ", why));
}

bool HasUnknownFields(const Message& message) {
  const auto* reflection = message.GetReflection();
  if (!reflection->GetUnknownFields(message).empty()) return true;
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->message_type() != nullptr && HasUnknownFields(reflection->GetMessage(message, field))) return true;
  }
  return false;
}

bool IsNumber(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64:
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return true;
    default:
      return false;
  }
}

// A number or bool without `optional` is always present: nobody could break or keep the rule.
bool CanBeAbsent(const FieldDescriptor& field) {
  return field.is_repeated() || field.has_presence() || field.cpp_type() == FieldDescriptor::CPPTYPE_STRING ||
         field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM;
}

absl::Status CheckFit(const FieldDescriptor& field, const FieldRules& rules) {
  const FieldDescriptor& element = ElementOf(field);
  const bool text = element.type() == FieldDescriptor::TYPE_STRING;
  const bool bytes = element.type() == FieldDescriptor::TYPE_BYTES;
  if (rules.required() && !CanBeAbsent(field)) return Refuse(field, "`required` on a number or bool that is not `optional`.");
  if (rules.has_string() && !text && !bytes) return Refuse(field, "`string` rules on something else.");
  if (bytes && (rules.string().uuid() || !rules.string().pattern().empty())) return Refuse(field, "a form for bytes.");
  if (rules.has_number() && !IsNumber(element)) return Refuse(field, "`number` rules on something else.");
  if (rules.has_enum_() && element.enum_type() == nullptr) return Refuse(field, "`enum` rules on something else.");
  if (rules.has_repeated() && !field.is_repeated()) return Refuse(field, "`repeated` rules on something else.");
  if (rules.has_time() && !IsPartialDate(element) && !IsTimestamp(element)) return Refuse(field, "`time` rules on something else.");
  return absl::OkStatus();
}

absl::Status CheckBounds(const FieldDescriptor& field, const FieldRules& rules) {
  const auto& text = rules.string();
  const auto& number = rules.number();
  if (text.min_len() > MaxLength(text)) return Refuse(field, "min_len above max_len (200 where it is not said).");
  if (text.uuid() && (text.min_len() > 36 || MaxLength(text) < 36)) return Refuse(field, "a UUID has 36 characters.");
  if (!text.pattern().empty() && !CompiledPattern(text.pattern()).ok()) return Refuse(field, "its pattern is not valid RE2.");
  if (std::isnan(number.gte()) || std::isnan(number.lte())) return Refuse(field, "a bound that is not a number.");
  if (number.has_gte() && number.has_lte() && number.gte() > number.lte()) return Refuse(field, "gte above lte.");
  if (rules.repeated().min_items() > MaxItems(rules.repeated())) {
    return Refuse(field, "min_items above max_items (100 where it is not said).");
  }
  if (rules.time().min_year() > static_cast<uint32_t>(kLatestYear)) return Refuse(field, "min_year after every possible date.");
  return absl::OkStatus();
}

// Who is shown a person is told from the collection; a field that says none would keep the person out of audit entries.
absl::Status CheckPerson(const FieldDescriptor& field) {
  const bool names = !field.options().GetExtension(access::v1::names_person).empty();
  const std::string& person = field.containing_type()->options().GetExtension(access::v1::place).person();
  if (!names && !person.empty() && field.name() == person) {
    return Refuse(field,
                  "the row is about this person, so the field must say of which collection: (dayaq.access.v1.names_person).");
  }
  if (names && (field.type() != FieldDescriptor::TYPE_STRING || field.is_repeated()))
    return Refuse(field, "names_person on something else than one text.");
  return absl::OkStatus();
}

absl::Status CheckField(const FieldDescriptor& field) {
  const auto data_class = field.options().GetExtension(access::v1::data_class);
  if (data_class == access::v1::DATA_CLASS_UNSPECIFIED || !access::v1::DataClass_IsValid(data_class)) {
    return Refuse(field, "it has no data class that this binary knows.");
  }
  RETURN_IF_ERROR(CheckPerson(field));
  const FieldRules& rules = RulesOf(field);
  if (HasUnknownFields(rules)) return Refuse(field, "a kind of rule that this binary does not know.");
  RETURN_IF_ERROR(CheckFit(field, rules));
  return CheckBounds(field, rules);
}

bool IsGoogles(const Descriptor& message) { return absl::StartsWith(message.full_name(), "google."); }

absl::Status CheckAll(const Descriptor& message, std::set<const Descriptor*>& seen) {
  if (IsGoogles(message) || !seen.insert(&message).second) return absl::OkStatus();
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    RETURN_IF_ERROR(CheckField(field));
    const Descriptor* inner = ElementOf(field).message_type();
    if (inner != nullptr) RETURN_IF_ERROR(CheckAll(*inner, seen));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckMessageRules(const Descriptor& message) {
  std::set<const Descriptor*> seen;
  return CheckAll(message, seen);
}

absl::Status CheckServiceRules(const google::protobuf::ServiceDescriptor& service) {
  std::set<const Descriptor*> seen;
  for (int i = 0; i < service.method_count(); ++i) {
    RETURN_IF_ERROR(CheckAll(*service.method(i)->input_type(), seen));
    RETURN_IF_ERROR(CheckAll(*service.method(i)->output_type(), seen));
  }
  return absl::OkStatus();
}

}  // namespace dayaq
