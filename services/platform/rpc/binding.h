// Which handler answers which method, checked against the service's descriptor.
#ifndef SERVICES_PLATFORM_RPC_BINDING_H_
#define SERVICES_PLATFORM_RPC_BINDING_H_

#include <google/protobuf/message.h>
#include <grpcpp/impl/codegen/method_handler.h>
#include <grpcpp/impl/codegen/rpc_service_method.h>
#include <grpcpp/impl/codegen/service_type.h>
#include <grpcpp/server_context.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/call.h"
#include "services/platform/rpc/method_table.h"

namespace dayaq::rpc {

class Dispatcher;

// How a method treats a request that comes twice.
enum class Kind {
  // Reads; comes as often as it likes.
  kRead,
  // Changes something; the second time answers with the present state of what the first one made.
  kChange,
  // Changes something, but recognises by itself what it did before (imports know their rows).
  kRepeatable,
};

// A grpc::Service whose methods are added by the wrapper alone: the generated service classes are not used, so that there is no other way
// to a handler.
class WrappedService : public grpc::Service {
 public:
  template <typename Request, typename Response>
  void Add(const char* path, std::function<grpc::Status(grpc::ServerContext&, const Request&, Response&)> serve) {
    using Handler = grpc::internal::RpcMethodHandler<WrappedService, Request, Response>;
    AddMethod(new grpc::internal::RpcServiceMethod(
        path, grpc::internal::RpcMethod::NORMAL_RPC,
        new Handler([serve = std::move(serve)](WrappedService*, grpc::ServerContext* context, const Request* request,
                                               Response* response) { return serve(*context, *request, *response); },
                    this)));
  }
};

// One method and what answers it, without types.
struct Binding {
  Method method;
  Kind kind = Kind::kRead;
  std::function<absl::Status(const google::protobuf::Message&, Call&, google::protobuf::Message&)> handle;
  // For kChange: the present state of the resource of that name.
  std::function<absl::Status(const std::string&, Call&, google::protobuf::Message&)> reread;
  std::function<void(const Binding&, Dispatcher&, WrappedService&)> attach;
};

// All methods of one service. Check() tells whether every method of the descriptor is bound once, with its own types and kind.
class ServiceBindings {
 public:
  const std::string& service_name() const { return service_name_; }
  const std::vector<std::unique_ptr<Binding>>& bindings() const { return bindings_; }
  absl::Status Check() const;

 protected:
  explicit ServiceBindings(absl::string_view service_name) : service_name_(service_name) {}
  Binding& AddBinding(absl::string_view method, Kind kind, const google::protobuf::Descriptor* request,
                      const google::protobuf::Descriptor* response);
  static grpc::Status Serve(Dispatcher& dispatcher, const Binding& binding, grpc::ServerContext& context,
                            const google::protobuf::Message& request, google::protobuf::Message& response);

 private:
  std::string service_name_;
  std::vector<std::unique_ptr<Binding>> bindings_;
  absl::Status status_;
};

// Binds the methods of a business class `S`:
//   Methods<IncidentService>("dayaq.incident.v1.IncidentService", service)
//       .Read("GetIncident", &IncidentService::GetIncident)
//       .Change("VerifyIncident", &IncidentService::VerifyIncident, &IncidentService::RereadIncident)
template <typename S>
class Methods : public ServiceBindings {
 public:
  Methods(absl::string_view service_name, S& service) : ServiceBindings(service_name), service_(service) {}

  template <typename Request, typename Response>
  Methods& Read(absl::string_view name, absl::StatusOr<Response> (S::*handler)(const Request&, Call&)) {
    Bind(name, Kind::kRead, handler);
    return *this;
  }

  template <typename Request, typename Response>
  Methods& Repeatable(absl::string_view name, absl::StatusOr<Response> (S::*handler)(const Request&, Call&)) {
    Bind(name, Kind::kRepeatable, handler);
    return *this;
  }

  template <typename Request, typename Response>
  Methods& Change(absl::string_view name, absl::StatusOr<Response> (S::*handler)(const Request&, Call&),
                  absl::StatusOr<Response> (S::*reread)(const std::string&, Call&)) {
    Binding& binding = Bind(name, Kind::kChange, handler);
    binding.reread = [this, reread](const std::string& resource, Call& call, google::protobuf::Message& response) -> absl::Status {
      ASSIGN_OR_RETURN(static_cast<Response&>(response), (service_.*reread)(resource, call));
      return absl::OkStatus();
    };
    return *this;
  }

 private:
  template <typename Request, typename Response>
  Binding& Bind(absl::string_view name, Kind kind, absl::StatusOr<Response> (S::*handler)(const Request&, Call&)) {
    Binding& added = AddBinding(name, kind, Request::descriptor(), Response::descriptor());
    added.handle = [this, handler](const google::protobuf::Message& request, Call& call,
                                   google::protobuf::Message& response) -> absl::Status {
      ASSIGN_OR_RETURN(static_cast<Response&>(response), (service_.*handler)(static_cast<const Request&>(request), call));
      return absl::OkStatus();
    };
    added.attach = [](const Binding& binding, Dispatcher& dispatcher, WrappedService& grpc_service) {
      grpc_service.Add<Request, Response>(
          binding.method.path.c_str(), [&binding, &dispatcher](grpc::ServerContext& context, const Request& request, Response& response) {
            return Serve(dispatcher, binding, context, request, response);
          });
    };
    return added;
  }

  S& service_;
};

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_BINDING_H_
