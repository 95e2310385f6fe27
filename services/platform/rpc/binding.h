// Which handler answers which method, checked against the service's descriptor.
#ifndef SERVICES_PLATFORM_RPC_BINDING_H_
#define SERVICES_PLATFORM_RPC_BINDING_H_

#include <google/protobuf/message.h>
#include <grpcpp/impl/codegen/service_type.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/call.h"
#include "services/platform/rpc/method_table.h"

namespace dayaq::rpc {

// How a method treats a request that comes twice.
enum class Kind {
  // Reads; comes as often as it likes.
  kRead,
  // Changes something; the second time answers with the present state of what the first one made.
  kChange,
  // Changes something, but recognises by itself what it did before (imports know their rows).
  kRepeatable,
};

// A grpc::Service whose methods are added by the wrapper alone: the generated service classes are not used, so that there is no
// other way to a handler. Requests arrive as bytes, so that what does not parse is refused like any other fault.
class WrappedService : public grpc::Service {
 public:
  using Server = std::function<grpc::Status(grpc::ServerContext&, const grpc::ByteBuffer&, grpc::ByteBuffer&)>;
  // `path` must outlive this.
  void Add(const char* path, Server serve);
};

// One method and what answers it, without types.
struct Binding {
  Method method;
  Kind kind = Kind::kRead;
  const google::protobuf::Message* request = nullptr;  // default instances, to make new ones from
  const google::protobuf::Message* response = nullptr;
  std::function<absl::Status(const google::protobuf::Message&, Call&, google::protobuf::Message&)> handle;
  // Faults that no rule on a single field can tell; empty where there are none.
  std::function<absl::Status(const google::protobuf::Message&, Call&, Violations&)> check;
  // For kChange: the present state of the resource of that name.
  std::function<absl::Status(const std::string&, Call&, google::protobuf::Message&)> reread;
};

// All methods of one service, bound to the business classes that answer them:
//   Methods methods("dayaq.incident.v1.IncidentService");
//   methods.Read("GetIncident", incidents, &IncidentService::GetIncident);
//   methods.Change("VerifyIncident", incidents, &IncidentService::VerifyIncident, &IncidentService::RereadIncident);
// The business classes outlive it, and it outlives the server.
class Methods {
 public:
  explicit Methods(absl::string_view service_name) : service_name_(service_name) {}

  template <typename S, typename Request, typename Response>
  void Read(absl::string_view name, S& service, absl::StatusOr<Response> (S::*handler)(const Request&, Call&)) {
    Bind(name, Kind::kRead, service, handler);
  }

  template <typename S, typename Request, typename Response>
  void Repeatable(absl::string_view name, S& service, absl::StatusOr<Response> (S::*handler)(const Request&, Call&)) {
    Bind(name, Kind::kRepeatable, service, handler);
  }

  template <typename S, typename Request, typename Response>
  void Change(absl::string_view name, S& service, absl::StatusOr<Response> (S::*handler)(const Request&, Call&),
              absl::StatusOr<Response> (S::*reread)(const std::string&, Call&)) {
    Bind(name, Kind::kChange, service, handler).reread = [&service, reread](const std::string& resource, Call& call,
                                                                            google::protobuf::Message& response) -> absl::Status {
      ASSIGN_OR_RETURN(static_cast<Response&>(response), (service.*reread)(resource, call));
      return absl::OkStatus();
    };
  }

  // The same for a method that has more to check of a request than its annotated rules: faults of both kinds are told at once.
  // `check` sees requests that broke such rules too; an error it returns ends the call.
  template <typename S, typename Request, typename Response>
  void Change(absl::string_view name, S& service, absl::Status (S::*check)(const Request&, Call&, Violations&),
              absl::StatusOr<Response> (S::*handler)(const Request&, Call&),
              absl::StatusOr<Response> (S::*reread)(const std::string&, Call&)) {
    Change(name, service, handler, reread);
    bindings_.back()->check = [&service, check](const google::protobuf::Message& request, Call& call, Violations& found) {
      return (service.*check)(static_cast<const Request&>(request), call, found);
    };
  }

  // Whether every method of the descriptor is bound once, with its own types and kind.
  absl::Status Check() const;

  const std::vector<std::unique_ptr<Binding>>& bindings() const { return bindings_; }

 private:
  template <typename S, typename Request, typename Response>
  Binding& Bind(absl::string_view name, Kind kind, S& service, absl::StatusOr<Response> (S::*handler)(const Request&, Call&)) {
    Binding& added = AddBinding(name, kind, Request::default_instance(), Response::default_instance());
    added.handle = [&service, handler](const google::protobuf::Message& request, Call& call,
                                       google::protobuf::Message& response) -> absl::Status {
      ASSIGN_OR_RETURN(static_cast<Response&>(response), (service.*handler)(static_cast<const Request&>(request), call));
      return absl::OkStatus();
    };
    return added;
  }
  Binding& AddBinding(absl::string_view method, Kind kind, const google::protobuf::Message& request,
                      const google::protobuf::Message& response);

  std::string service_name_;
  std::vector<std::unique_ptr<Binding>> bindings_;
  absl::Status status_;
};

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_BINDING_H_
