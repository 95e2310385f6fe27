// What a field's rules say; for the files of this room.
#ifndef SERVICES_PLATFORM_VALIDATION_FIELD_RULES_H_
#define SERVICES_PLATFORM_VALIDATION_FIELD_RULES_H_

#include <cstdint>
#include <string>

#include "dayaq/rules/v1/rules.pb.h"
#include "google/protobuf/descriptor.h"
#include "re2/re2.h"

namespace dayaq {

using rules::v1::FieldRules;

inline constexpr uint32_t kDefaultMaxLength = 200;
inline constexpr uint32_t kDefaultMaxItems = 100;
inline constexpr char kUuidPattern[] = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

inline const FieldRules& RulesOf(const google::protobuf::FieldDescriptor& field) {
  return field.options().GetExtension(rules::v1::field);
}

// What the rules on one element look at: of a map its value, else the field itself.
inline const google::protobuf::FieldDescriptor& ElementOf(const google::protobuf::FieldDescriptor& field) {
  return field.is_map() ? *field.message_type()->map_value() : field;
}

inline uint32_t MaxLength(const rules::v1::StringRules& rules) {
  return rules.max_len() == 0 ? kDefaultMaxLength : rules.max_len();
}

inline uint32_t MaxItems(const rules::v1::RepeatedRules& rules) {
  return rules.max_items() == 0 ? kDefaultMaxItems : rules.max_items();
}

bool IsPartialDate(const google::protobuf::FieldDescriptor& field);
bool IsTimestamp(const google::protobuf::FieldDescriptor& field);

// The expression, compiled on first use and kept for the life of the process; look at ok() where it was not checked before.
const re2::RE2& CompiledPattern(const std::string& pattern);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_VALIDATION_FIELD_RULES_H_
