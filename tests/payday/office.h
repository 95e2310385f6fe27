// The people of a payment office who keep at it: what they ask for is sent again under its request id until it is answered,
// whatever dies meanwhile.
#ifndef TESTS_PAYDAY_OFFICE_H_
#define TESTS_PAYDAY_OFFICE_H_

#include <grpcpp/client_context.h>

#include <map>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "dayaq/common/v1/error_reason.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/rpc/error_mapper.h"
#include "tests/support/edge_client.h"

namespace dayaq::testing {

// A change that was acknowledged, with what it was about.
struct ToldChange {
  std::string request_id;
  std::string method;
  std::string name;
};

// An answer that neither acknowledges nor allows another try.
class RefusedError : public std::runtime_error {
 public:
  explicit RefusedError(const absl::Status& status)
      : std::runtime_error(std::string(status.message())), reason_(ReasonOf(status)) {}
  ErrorReason reason() const { return reason_; }

 private:
  const ErrorReason reason_;
};

class Office {
 public:
  // `token_command` prints a token of whoever stands in place of SUBJECT_HERE.
  Office(std::string address, std::string certificates, std::string token_command, uint64_t seed);

  std::shared_ptr<grpc::Channel> channel() const { return channel_; }

  // Asks until there is an answer. Refusals with `not_yet` are asked again, too. Throws RefusedError.
  template <typename Stub, typename Request, typename Response>
  Response Ask(const std::string& subject, Stub& stub,
               grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const Request& request,
               ErrorReason not_yet = ErrorReason::ERROR_REASON_UNSPECIFIED) {
    const absl::Time end = absl::Now() + kLongest;
    while (true) {
      grpc::ClientContext context;
      Of(subject).Prepare(context, kDeadline);
      Response response;
      const absl::Status status = rpc::FromGrpcStatus((stub.*method)(&context, request, &response));
      if (status.ok()) return response;
      const bool waits = not_yet != ErrorReason::ERROR_REASON_UNSPECIFIED && ReasonOf(status) == not_yet;
      if (!ComesAgain(status) && !waits) throw RefusedError(status);
      if (absl::Now() >= end) throw std::runtime_error(absl::StrCat("no answer for too long: ", status.ToString()));
      ++retries_;
      absl::SleepFor(kPause);
    }
  }

  // The same for a change, which is noted; one in four is sent once more after it was acknowledged, and must be the one that was.
  template <typename Stub, typename Request, typename Response>
  Response Change(const std::string& subject, Stub& stub,
                  grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const Request& request) {
    const Response response = Ask(subject, stub, method, request);
    told_.push_back({request.request_id(), Request::descriptor()->name(), response.name()});
    if (random_() % 4 == 0) {
      ++repeated_;
      if (Ask(subject, stub, method, request).name() != response.name()) {
        throw std::runtime_error("the same request was another one when it came again");
      }
    }
    return response;
  }

  const std::vector<ToldChange>& told() const { return told_; }
  int64_t retries() const { return retries_; }
  int64_t repeated() const { return repeated_; }

 private:
  static constexpr absl::Duration kDeadline = absl::Seconds(20);
  static constexpr absl::Duration kPause = absl::Milliseconds(20);
  static constexpr absl::Duration kLongest = absl::Minutes(2);

  // Nobody knows whether it took place, or it did not.
  static bool ComesAgain(const absl::Status& status);
  EdgeClient& Of(const std::string& subject);

  const std::string address_, certificates_, token_command_;
  std::map<std::string, std::unique_ptr<EdgeClient>> people_;
  std::shared_ptr<grpc::Channel> channel_;
  std::mt19937_64 random_;
  std::vector<ToldChange> told_;
  int64_t retries_ = 0, repeated_ = 0;
};

}  // namespace dayaq::testing

#endif  // TESTS_PAYDAY_OFFICE_H_
