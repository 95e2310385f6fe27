#include "clients/cli/client.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>

#include "absl/random/random.h"
#include "absl/strings/cord.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "google/rpc/status.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

constexpr int kMostTries = 40;
constexpr absl::Duration kFirstDelay = absl::Milliseconds(200);
constexpr absl::Duration kLongestDelay = absl::Seconds(10);
constexpr absl::Duration kRenewBefore = absl::Seconds(30);
constexpr int kLargestAnswer = 16 * 1024 * 1024;

// Of the services' wrapper of calls.
constexpr char kReceiptMetadata[] = "audit-receipt-bin";

// W3C trace context: a fresh trace for every call, sampled.
std::string NewTraceParent() {
  absl::BitGen random;
  return absl::StrFormat("00-%016x%016x-%016x-01", absl::Uniform<uint64_t>(random), absl::Uniform<uint64_t>(random),
                         absl::Uniform<uint64_t>(random));
}

bool AnswerIsIn(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kUnauthenticated:
      return false;
    default:
      return true;
  }
}

// What the transport says of an unreachable edge means nothing to people.
absl::Status Explained(const absl::Status& status, const std::string& edge) {
  if (status.code() != absl::StatusCode::kUnavailable || DetailOf<google::rpc::ErrorInfo>(status).has_value()) return status;
  return absl::UnavailableError(absl::StrCat("The registry cannot be reached at ", edge, ": ", status.message()));
}

std::string ReadCertificates(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

}  // namespace

std::optional<absl::Duration> RetryDelay(const absl::Status& status, int tries) {
  const auto retry = DetailOf<google::rpc::RetryInfo>(status);
  const bool again = status.code() == absl::StatusCode::kUnavailable || ReasonOf(status) == ErrorReason::ERROR_REASON_CONFLICT ||
                     (status.code() == absl::StatusCode::kResourceExhausted && retry.has_value());
  if (!again || tries >= kMostTries) return std::nullopt;
  absl::Duration delay = std::min(kFirstDelay * (1 << std::min(tries - 1, 10)), kLongestDelay);
  if (retry.has_value()) {
    delay = std::max(delay, absl::Seconds(retry->retry_delay().seconds()) + absl::Nanoseconds(retry->retry_delay().nanos()));
  }
  // Callers that failed together must not come back together.
  absl::BitGen random;
  return delay * absl::Uniform(random, 1.0, 1.5);
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  absl::Status result(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  google::rpc::Status wire;
  if (wire.ParseFromString(status.error_details())) {
    for (const auto& detail : wire.details()) result.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return result;
}

absl::StatusOr<std::unique_ptr<Client>> Client::Open(const Settings& settings, CallOptions options) {
  TokenStore store(settings.state_directory);
  ASSIGN_OR_RETURN(Tokens tokens, store.Load(settings.issuer));
  ASSIGN_OR_RETURN(std::unique_ptr<Client> client, OpenWith(settings, std::move(options), std::move(tokens)));
  client->store_ = std::move(store);
  return client;
}

absl::StatusOr<std::unique_ptr<Client>> Client::OpenWith(const Settings& settings, CallOptions options, Tokens tokens) {
  std::unique_ptr<Client> client(new Client(settings, std::move(options), std::move(tokens)));
  grpc::SslCredentialsOptions tls;
  tls.pem_root_certs = ReadCertificates(settings.ca);
  if (tls.pem_root_certs.empty())
    return absl::InvalidArgumentError(absl::StrCat(settings.ca, " holds no certificates (ca in ", settings.file, ")."));
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kLargestAnswer);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  // Retries are ours: they know what may be sent twice.
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  client->channel_ = grpc::CreateCustomChannel(settings.edge, grpc::SslCredentials(tls), arguments);
  return client;
}

Client::Client(const Settings& settings, CallOptions options, Tokens tokens)
    : settings_(settings),
      options_(std::move(options)),
      receipts_(settings.state_directory),
      journal_(settings.state_directory),
      tokens_(std::move(tokens)) {}

void Client::AskBeforeChoosing() {
  absl::MutexLock lock(&mutex_);
  before_choosing_ = true;
}

absl::StatusOr<std::string> Client::AccessToken(bool renew) {
  absl::MutexLock lock(&mutex_);
  if (!renew && absl::Now() + kRenewBefore < tokens_.expires_at) return tokens_.access_token;
  // Another command may have renewed them meanwhile; a refresh token serves once.
  if (store_.has_value()) {
    const absl::StatusOr<Tokens> stored = store_->Load(settings_.issuer);
    if (stored.ok() && stored->access_token != tokens_.access_token && absl::Now() + kRenewBefore < stored->expires_at) {
      tokens_ = *stored;
      return tokens_.access_token;
    }
  }
  ASSIGN_OR_RETURN(tokens_, Login(settings_).Refresh(tokens_));
  if (store_.has_value()) RETURN_IF_ERROR(store_->Save(tokens_));
  return tokens_.access_token;
}

absl::Status Client::Try(const std::function<grpc::Status(grpc::ClientContext&)>& call) {
  const absl::Time until = absl::Now() + options_.patience;
  const std::string trace_parent = NewTraceParent();
  bool renewed = false;
  for (int tries = 1;; ++tries) {
    ASSIGN_OR_RETURN(const std::string token, AccessToken(false));
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + options_.timeout));
    context.AddMetadata("authorization", absl::StrCat("Bearer ", token));
    context.AddMetadata("traceparent", trace_parent);
    std::string role = options_.role_assignment;
    if (role.empty()) {
      absl::MutexLock lock(&mutex_);
      role = tokens_.role_assignment;
      if (role.empty() && before_choosing_) role = "any";
    }
    if (!role.empty()) context.AddMetadata("dayaq-role-assignment", role);
    if (!options_.purpose.empty()) context.AddMetadata("dayaq-purpose", options_.purpose);
    const absl::Status status = Explained(FromGrpc(call(context)), settings_.edge);
    const auto& trailers = context.GetServerTrailingMetadata();
    if (const auto receipt = trailers.find(kReceiptMetadata); receipt != trailers.end()) {
      receipts_.Keep({receipt->second.data(), receipt->second.size()}, absl::Now());
    }
    if (status.code() == absl::StatusCode::kUnauthenticated && ReasonOf(status) == ErrorReason::ERROR_REASON_TOKEN_INVALID &&
        !renewed) {
      renewed = true;
      RETURN_IF_ERROR(AccessToken(true).status());
      continue;
    }
    const std::optional<absl::Duration> delay = RetryDelay(status, tries);
    if (!delay.has_value() || absl::Now() + *delay > until) return status;
    if (tries == 3) std::cerr << "Yenə cəhd edilir… · trying again…\n";
    absl::SleepFor(*delay);
  }
}

absl::StatusOr<Journal::Entry> Client::Begin(const google::protobuf::Message& request) {
  std::string who;
  {
    absl::MutexLock lock(&mutex_);
    who = ClaimsForDisplay(tokens_).subject;
  }
  absl::StatusOr<Journal::Entry> entry =
      journal_.Begin(absl::StrCat(settings_.edge, "\n", who), request.GetDescriptor()->full_name(), request, absl::Now());
  if (entry.ok() && entry->continued) {
    std::cerr << "Başa çatmamış əvvəlki sorğu davam edir · going on with a request that did not get through\n";
  }
  return entry;
}

void Client::End(const Journal::Entry& entry, const absl::Status& status) const {
  if (AnswerIsIn(status)) journal_.End(entry);
}

}  // namespace dayaq::cli
