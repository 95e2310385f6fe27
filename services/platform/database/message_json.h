// Messages as JSON text, written fast: proto3 JSON with original field names and full enum names.
#ifndef SERVICES_PLATFORM_DATABASE_MESSAGE_JSON_H_
#define SERVICES_PLATFORM_DATABASE_MESSAGE_JSON_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace dayaq {

// A JSON string literal. `text` is UTF-8.
void AppendJsonText(absl::string_view text, std::string& out);

// The message as an object, as protobuf's own MessageToJsonString would with preserve_proto_field_names; what is empty is left out.
void AppendJsonMessage(const google::protobuf::Message& message, std::string& out);

// The value of one field, lists included, as it would stand in that object.
void AppendJsonField(const google::protobuf::Message& message, const google::protobuf::FieldDescriptor& field, std::string& out);

// Reads one field (sub-message or list) from JSON as PostgreSQL keeps it. False when it does not fit or has an unknown part.
bool ReadJsonField(absl::string_view json, const google::protobuf::FieldDescriptor& field, google::protobuf::Message& message);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_MESSAGE_JSON_H_
