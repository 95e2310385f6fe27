#include "services/platform/rpc/redaction.h"

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "dayaq/access/v1/annotations.pb.h"
#include "services/platform/base/error.h"

namespace dayaq::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

bool IsForeign(const Descriptor& message) { return absl::StartsWith(message.full_name(), "google."); }

// Paths of fields closed to the role below `message`, list elements not told apart.
void CollectClosed(const Descriptor& message, const DataClassSet& reads, const std::string& prefix, int depth,
                   std::vector<std::string>& closed) {
  if (depth > 4 || IsForeign(message)) return;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    const std::string path = absl::StrCat(prefix, field.name());
    if (!reads.Has(ClassOf(field))) {
      closed.push_back(path);
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
               field.message_type()->FindFieldByName("redacted_fields") == nullptr) {
      CollectClosed(*field.message_type(), reads, path + ".", depth + 1, closed);
    }
  }
}

void NoteResource(std::string name, Disclosure& disclosure, std::set<std::string>& seen) {
  if (seen.insert(name).second) disclosure.resources.push_back(std::move(name));
}

void RedactInto(Message& message, const DataClassSet& reads, Disclosure& disclosure, std::set<std::string>& seen) {
  const Descriptor& descriptor = *message.GetDescriptor();
  if (IsForeign(descriptor)) return;
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (!reads.Has(ClassOf(*field))) {
      reflection.ClearField(&message, field);
      continue;
    }
    disclosure.classes.Add(ClassOf(*field));
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      if (field->cpp_type() != FieldDescriptor::CPPTYPE_STRING || field->is_repeated()) continue;
      if (field->name() == "name") NoteResource(reflection.GetString(message, field), disclosure, seen);
      // Whom a message is about is shown with it, whatever the message itself is called.
      const std::string& collection = field->options().GetExtension(access::v1::names_person);
      if (!collection.empty()) NoteResource(absl::StrCat(collection, "/", reflection.GetString(message, field)), disclosure, seen);
    } else if (!field->is_repeated()) {
      RedactInto(*reflection.MutableMessage(&message, field), reads, disclosure, seen);
    } else {
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        RedactInto(*reflection.MutableRepeatedMessage(&message, field, i), reads, disclosure, seen);
      }
    }
  }
  if (const FieldDescriptor* listed = descriptor.FindFieldByName("redacted_fields"); listed != nullptr) {
    std::vector<std::string> closed;
    CollectClosed(descriptor, reads, "", 0, closed);
    reflection.ClearField(&message, listed);
    for (const std::string& path : closed) reflection.AddString(&message, listed, path);
  }
}

absl::Status CheckWritesIn(const Message& message, const DataClassSet& writes, const std::string& prefix) {
  if (IsForeign(*message.GetDescriptor())) return absl::OkStatus();
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const std::string path = absl::StrCat(prefix, field->name());
    if (!writes.Has(ClassOf(*field))) {
      return MakeError(absl::StatusCode::kPermissionDenied, ErrorReason::ERROR_REASON_ACTION_DENIED,
                       absl::StrCat("Your role may not write the field ", path, "."), {{"field", path}});
    }
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      const Message& child =
          field->is_repeated() ? reflection.GetRepeatedMessage(message, field, i) : reflection.GetMessage(message, field);
      const absl::Status status = CheckWritesIn(child, writes, path + ".");
      if (!status.ok()) return status;
    }
  }
  return absl::OkStatus();
}

}  // namespace

Disclosure Redact(Message& message, const DataClassSet& reads) {
  Disclosure disclosure;
  std::set<std::string> seen;
  RedactInto(message, reads, disclosure, seen);
  return disclosure;
}

absl::Status CheckWrites(const Message& request, const DataClassSet& writes) { return CheckWritesIn(request, writes, ""); }

}  // namespace dayaq::rpc
