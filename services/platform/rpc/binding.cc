#include "services/platform/rpc/binding.h"

#include <grpcpp/impl/codegen/method_handler.h>
#include <grpcpp/impl/codegen/rpc_service_method.h>

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"

namespace dayaq::rpc {

void WrappedService::Add(const char* path, Server serve) {
  using Handler = grpc::internal::RpcMethodHandler<WrappedService, grpc::ByteBuffer, grpc::ByteBuffer>;
  const auto call = [serve = std::move(serve)](WrappedService*, grpc::ServerContext* context, const grpc::ByteBuffer* request,
                                               grpc::ByteBuffer* response) { return serve(*context, *request, *response); };
  AddMethod(new grpc::internal::RpcServiceMethod(path, grpc::internal::RpcMethod::NORMAL_RPC, new Handler(call, this)));
}

Binding& Methods::AddBinding(absl::string_view name, Kind kind, const google::protobuf::Message& request,
                             const google::protobuf::Message& response) {
  Binding& binding = *bindings_.emplace_back(std::make_unique<Binding>());
  binding.kind = kind;
  binding.request = &request;
  binding.response = &response;
  const auto fault = [this, name](absl::string_view what) {
    if (status_.ok()) status_ = absl::FailedPreconditionError(absl::StrCat(service_name_, ".", name, ": ", what));
  };
  const auto service = FindService(service_name_);
  const auto* descriptor = service.ok() ? (*service)->FindMethodByName(std::string(name)) : nullptr;
  if (descriptor == nullptr) {
    fault("is bound but stands in no .proto: add the method there, or remove its binding");
    return binding;
  }
  absl::StatusOr<Method> method = DescribeMethod(*descriptor);
  if (!method.ok()) {
    if (status_.ok()) status_ = method.status();
    return binding;
  }
  binding.method = *std::move(method);
  if (binding.method.request != request.GetDescriptor() || binding.method.response != response.GetDescriptor()) {
    fault(absl::StrCat("its handler has other types than the .proto: take ", binding.method.request->full_name(),
                       " and answer with ", binding.method.response->full_name()));
  }
  const bool is_named =
      response.GetDescriptor()->FindFieldByName("name") != nullptr || response.GetDescriptor()->FindFieldByName("uid") != nullptr;
  if (kind == Kind::kChange && !is_named) {
    fault("a Change answers with a resource that has a name or a uid, by which it is read again; bind it with Repeatable");
  }
  if ((kind != Kind::kRead) != (binding.method.request_id != nullptr)) {
    fault(
        "a method that changes something carries a request_id, and only such a method: bind those with Change or Repeatable, "
        "others with Read");
  }
  return binding;
}

absl::Status Methods::Check() const {
  RETURN_IF_ERROR(status_);
  ASSIGN_OR_RETURN(const auto* service, FindService(service_name_));
  std::set<std::string> bound;
  for (const auto& binding : bindings_) {
    if (!bound.insert(binding->method.path).second) {
      return absl::FailedPreconditionError(absl::StrCat(binding->method.path, " is bound twice: remove one of the two"));
    }
  }
  for (int i = 0; i < service->method_count(); ++i) {
    if (bound.count(absl::StrCat("/", service->full_name(), "/", service->method(i)->name())) == 0) {
      return absl::FailedPreconditionError(
          absl::StrCat(service->method(i)->full_name(), " has no handler: bind it in main.cc with Read, Change or Repeatable"));
    }
  }
  return absl::OkStatus();
}

}  // namespace dayaq::rpc
