// What each method of a service is, read from its descriptors once at start.
#ifndef SERVICES_PLATFORM_RPC_METHOD_TABLE_H_
#define SERVICES_PLATFORM_RPC_METHOD_TABLE_H_

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq::rpc {

// One method as its descriptor describes it.
struct Method {
  std::string path;    // "/dayaq.incident.v1.IncidentService/GetIncident"
  std::string action;  // "incident.read"
  const google::protobuf::Descriptor* request = nullptr;
  const google::protobuf::Descriptor* response = nullptr;
  // A method whose request carries a request_id changes something.
  const google::protobuf::FieldDescriptor* request_id = nullptr;
  const google::protobuf::FieldDescriptor* validate_only = nullptr;
  // It may be called by who has several role assignments and has not chosen one.
  bool before_choosing = false;
};

// Reads a method. FAILED_PRECONDITION, with a sentence that says what to do, when its action is missing or streaming is used.
absl::StatusOr<Method> DescribeMethod(const google::protobuf::MethodDescriptor& method);

// The service of that full name in the linked descriptors.
absl::StatusOr<const google::protobuf::ServiceDescriptor*> FindService(absl::string_view full_name);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_METHOD_TABLE_H_
