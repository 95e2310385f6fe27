#include "tests/sweep/raw_call.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "services/platform/rpc/error_mapper.h"

namespace dayaq::testing {
namespace {

std::string Refusal(const absl::Status& status) {
  if (status.ok()) return "";
  std::map<std::string, std::string> details;
  status.ForEachPayload(
      [&](absl::string_view type, const absl::Cord& payload) { details.emplace(std::string(type), std::string(payload)); });
  std::string all = absl::StrCat(status.code(), " ", status.message());
  for (const auto& [type, payload] : details) absl::StrAppend(&all, "\n", type, " ", payload);
  return all;
}

}  // namespace

RawAnswer CallRaw(const TestService& service, grpc::GenericStub& stub, const std::string& path, const TestCaller& caller,
                  const google::protobuf::Message& request) {
  const std::string bytes = request.SerializeAsString();
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer buffer(&slice, 1);
  grpc::ClientContext context;
  service.Prepare(caller, context);
  grpc::CompletionQueue queue;
  const absl::Time begun = absl::Now();
  const auto call = stub.PrepareUnaryCall(&context, path, buffer, &queue);
  call->StartCall();
  grpc::ByteBuffer answer;
  grpc::Status status;
  call->Finish(&answer, &status, &queue);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  RawAnswer raw{.status = rpc::FromGrpcStatus(status), .response = "", .refusal = "", .took = absl::Now() - begun};
  raw.refusal = Refusal(raw.status);
  grpc::Slice whole;
  if (status.ok() && answer.DumpToSingleSlice(&whole).ok()) {
    raw.response.assign(reinterpret_cast<const char*>(whole.begin()), whole.size());
  }
  return raw;
}

}  // namespace dayaq::testing
