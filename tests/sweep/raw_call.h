// A call without a stub: any method, by its path, and the answer as it came over the wire.
#ifndef TESTS_SWEEP_RAW_CALL_H_
#define TESTS_SWEEP_RAW_CALL_H_

#include <google/protobuf/message.h>
#include <grpcpp/generic/generic_stub.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "tests/support/test_service.h"

namespace dayaq::testing {

struct RawAnswer {
  absl::Status status;
  std::string response;
  // What a refusal carries: code, message and every detail, in an order of their own.
  std::string refusal;
  absl::Duration took;
};

RawAnswer CallRaw(const TestService& service, grpc::GenericStub& stub, const std::string& path, const TestCaller& caller,
                  const google::protobuf::Message& request);

// Equal to the byte: code, message, details, response.
inline bool Alike(const RawAnswer& one, const RawAnswer& other) {
  return one.refusal == other.refusal && one.response == other.response;
}

}  // namespace dayaq::testing

#endif  // TESTS_SWEEP_RAW_CALL_H_
