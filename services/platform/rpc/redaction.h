// Leaves out of a message what a role may not see, and tells what it may not write.
#ifndef SERVICES_PLATFORM_RPC_REDACTION_H_
#define SERVICES_PLATFORM_RPC_REDACTION_H_

#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/platform/access/data_classes.h"

namespace dayaq::rpc {

// What a response told.
struct Disclosure {
  DataClassSet classes;                // Classes of the fields that are set after redaction.
  std::vector<std::string> resources;  // Names of all resources in it and of the people they are about, in order, each once.
};

// Clears every field whose class `reads` does not contain, at any depth. Each message that has a field `redacted_fields` gets the
// paths of all its fields that are closed to the role, whether or not they held anything: what is listed must tell nothing.
Disclosure Redact(google::protobuf::Message& message, const DataClassSet& reads);

// OK when every field set in `request` is of a class in `writes`; else PERMISSION_DENIED naming the first such field. Fields that
// every request has for its own sake (request_id, masks, filters, names) are OPERATIONAL, which every role that changes things
// writes.
absl::Status CheckWrites(const google::protobuf::Message& request, const DataClassSet& writes);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_REDACTION_H_
