#include "services/platform/service/host.h"

#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/program_edition.h"
#include "services/platform/database/runner.h"
#include "services/platform/identity/key_endpoint.h"
#include "services/platform/identity/key_set.h"
#include "services/platform/log/log.h"
#include "services/platform/rpc/refusals.h"
#include "services/platform/sealing/ed25519.h"
#include "services/platform/sealing/secret_key.h"
#include "services/platform/service/admin_server.h"
#include "services/platform/service/housekeeping.h"
#include "services/platform/service/key_rotation.h"
#include "services/platform/service/key_service.h"
#include "services/platform/service/library_logs.h"
#include "services/platform/service/outbox_service.h"
#include "services/platform/service/policy_check.h"
#include "services/platform/service/service_metrics.h"
#include "services/platform/tls/certificate_stager.h"
#include "services/platform/validation/validator.h"

namespace dayaq {
namespace {

constexpr int kLargestMessage = 8 << 20;  // Import batches; everything else is bounded by its rules.

// Keys of the service; what they are for stands in docs/operations.
struct ServiceKeys {
  std::unique_ptr<KeyRing> ring;
  std::unique_ptr<BlindIndex> index;
  std::unique_ptr<Mac> context;
  std::unique_ptr<Mac> request;
  std::optional<SigningKey> receipt;
};

absl::StatusOr<ServiceKeys> LoadKeys(const std::string& directory) {
  ServiceKeys keys;
  ASSIGN_OR_RETURN(keys.ring, KeyRing::Load(directory));
  ASSIGN_OR_RETURN(std::string index, ReadKeyFile(directory + "/index.key"));
  keys.index = std::make_unique<BlindIndex>(index);
  ASSIGN_OR_RETURN(std::string context, ReadKeyFile(directory + "/context.key"));
  keys.context = std::make_unique<Mac>(context);
  ASSIGN_OR_RETURN(std::string request, ReadKeyFile(directory + "/request.key"));
  keys.request = std::make_unique<Mac>(request);
  for (std::string* secret : {&index, &context, &request}) Wipe(*secret);
  ASSIGN_OR_RETURN(keys.receipt, SigningKey::Load(directory + "/receipt.key"));
  return keys;
}

absl::StatusOr<std::unique_ptr<KeySource>> OpenTokenKeys(const HostOptions& options) {
  if (!absl::StartsWith(options.token_keys, "https://")) {
    ASSIGN_OR_RETURN(std::unique_ptr<KeyFile> file, KeyFile::Open(options.token_keys));
    return std::unique_ptr<KeySource>(std::move(file));
  }
  return std::unique_ptr<KeySource>(std::make_unique<KeyEndpoint>(FetchFromHttps(options.token_keys, options.token_keys_ca)));
}

class RunningHost : public Host {
 public:
  explicit RunningHost(HostOptions options) : options_(std::move(options)) { outbox_.Bind(outbox_methods_); }
  ~RunningHost() override { Stop(); }

  absl::Status Prepare();
  const rpc::Kit& kit() const override { return dispatcher_->kit(); }
  absl::Status Start(const std::vector<rpc::Methods*>& own_bindings, std::vector<rpc::Reaction> reactions,
                     std::vector<BackgroundWork*> works) override;
  int port() const override { return port_; }
  void Stop() override;

 private:
  absl::Status CheckBindings(const std::vector<rpc::Methods*>& bindings) const;
  absl::Status Serve(const std::vector<rpc::Methods*>& bindings);
  absl::Status StartWorks(std::vector<BackgroundWork*> works);
  bool DatabaseAnswers();
  void RefreshUnheard();
  void RefreshMetrics();

  const HostOptions options_;
  ServiceKeys keys_;
  const AccessPolicy& policy_ = LinkedPolicy();
  std::unique_ptr<CallTable> peers_;
  std::unique_ptr<KeySource> token_keys_;
  std::unique_ptr<TokenVerifier> tokens_;
  std::unique_ptr<CertificateStager> certificates_;
  ServiceMetrics metrics_;
  OutboxService outbox_;
  rpc::Methods outbox_methods_{"dayaq.outbox.v1.OutboxService"};
  std::unique_ptr<KeyService> key_service_;
  rpc::Methods key_methods_{"dayaq.keys.v1.KeyService"};
  std::unique_ptr<ConnectionPool> pool_, audit_pool_;
  rpc::Refusals refusals_;
  std::unique_ptr<rpc::Dispatcher> dispatcher_;
  std::vector<std::unique_ptr<rpc::WrappedService>> services_;
  std::unique_ptr<grpc::Server> server_;
  std::map<std::string, std::vector<std::unique_ptr<OutboxWorker>>> workers_;  // by subscriber
  std::unique_ptr<Housekeeping> housekeeping_;
  std::unique_ptr<KeyRotation> key_rotation_;
  std::unique_ptr<rpc::RefusalWriter> refusal_writer_;
  std::vector<BackgroundWork*> works_;
  std::unique_ptr<AdminServer> admin_;
  std::atomic<bool> serving_ = false;
  int port_ = 0;
};

absl::Status RunningHost::Prepare() {
  ASSIGN_OR_RETURN(CallTable peers, CallTable::Load(options_.policy_directory + "/calls.yaml"));
  peers_ = std::make_unique<CallTable>(std::move(peers));
  RETURN_IF_ERROR(peers_->CheckNamed(options_.service));
  ASSIGN_OR_RETURN(keys_, LoadKeys(options_.key_directory));
  key_service_ = std::make_unique<KeyService>(*keys_.ring);
  key_service_->Bind(key_methods_);
  ASSIGN_OR_RETURN(token_keys_, OpenTokenKeys(options_));
  tokens_ = std::make_unique<TokenVerifier>(TokenExpectations{options_.token_issuer, options_.token_audience}, *token_keys_);
  std::string staging = options_.staging_directory;
  if (staging.empty())
    staging = absl::StrCat(std::filesystem::temp_directory_path().string(), "/dayaq-", options_.service, "-", ::getpid());
  ASSIGN_OR_RETURN(certificates_, CertificateStager::Start(options_.certificate_directory, staging));

  const auto on_statement = [this](absl::string_view query, absl::Duration took, absl::StatusCode code) {
    metrics_.CountStatement(query, took, code);
  };
  PoolOptions pool{.conninfo = options_.database, .size = options_.connections};
  pool.on_statement = on_statement;
  pool_ = std::make_unique<ConnectionPool>(pool);
  pool.size = 2;
  audit_pool_ = std::make_unique<ConnectionPool>(pool);
  RETURN_IF_ERROR(pool_->Warm());
  RETURN_IF_ERROR(CheckEdition(kProgramEdition, *pool_));
  RETURN_IF_ERROR(CheckPolicy(policy_.hash(), options_.policy_directory, *pool_));

  dispatcher_ =
      std::make_unique<rpc::Dispatcher>(rpc::Kit{.service = options_.service,
                                                 .pool = *pool_,
                                                 .audit_pool = *audit_pool_,
                                                 .key_wrapper = *keys_.ring,
                                                 .index = *keys_.index,
                                                 .policy = policy_,
                                                 .tokens = *tokens_,
                                                 .peers = *peers_,
                                                 .refusals = refusals_,
                                                 .receipt_key = *keys_.receipt,
                                                 .context_mac = std::move(*keys_.context),
                                                 .fingerprint_mac = keys_.request->Derive("fingerprint"),
                                                 .page_tokens = rpc::PageTokens(keys_.request->Derive("page token")),
                                                 .clock = options_.clock,
                                                 .on_call = [this](const rpc::CallRecord& call) { metrics_.CountCall(call); }});
  return absl::OkStatus();
}

absl::Status RunningHost::CheckBindings(const std::vector<rpc::Methods*>& bindings) const {
  std::vector<std::string> actions;
  for (const rpc::Methods* service : bindings) {
    RETURN_IF_ERROR(service->Check());
    for (const auto& binding : service->bindings()) {
      RETURN_IF_ERROR(CheckMessageRules(*binding->method.request));
      RETURN_IF_ERROR(CheckMessageRules(*binding->method.response));
      actions.push_back(binding->method.action);
    }
  }
  return policy_.CheckActionsKnown(actions);
}

absl::Status RunningHost::Start(const std::vector<rpc::Methods*>& own_bindings, std::vector<rpc::Reaction> reactions,
                                std::vector<BackgroundWork*> works) {
  std::vector<rpc::Methods*> bindings = own_bindings;
  bindings.push_back(&outbox_methods_);
  bindings.push_back(&key_methods_);
  RETURN_IF_ERROR(CheckBindings(bindings));
  for (const rpc::Reaction& reaction : reactions) {
    ASSIGN_OR_RETURN(workers_[reaction.subscriber], rpc::StartReaction(dispatcher_->kit(), reaction));
  }
  RETURN_IF_ERROR(Serve(bindings));
  housekeeping_ = std::make_unique<Housekeeping>(*audit_pool_);
  key_rotation_ = std::make_unique<KeyRotation>(*audit_pool_, *keys_.ring);
  refusal_writer_ = std::make_unique<rpc::RefusalWriter>(refusals_, *audit_pool_);
  RETURN_IF_ERROR(StartWorks(std::move(works)));
  if (!options_.metrics_address.empty()) {
    ASSIGN_OR_RETURN(admin_, AdminServer::Start(
                                 options_.metrics_address, metrics_.registry(),
                                 [this] { return serving_.load() && DatabaseAnswers(); }, [this] { RefreshMetrics(); }, works_));
  }
  LogInfo("service.started", {{"service", options_.service},
                              {"port", port_},
                              {"policy", policy_.hash()},
                              {"identity", certificates_->spiffe_id()},
                              {"connections", options_.connections}});
  return absl::OkStatus();
}

absl::Status RunningHost::StartWorks(std::vector<BackgroundWork*> works) {
  for (BackgroundWork* work : works) {
    works_.push_back(work);
    RETURN_IF_ERROR(work->Start(dispatcher_->kit(), *metrics_.registry()));
  }
  return absl::OkStatus();
}

absl::Status RunningHost::Serve(const std::vector<rpc::Methods*>& bindings) {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  builder.AddListeningPort(options_.service_address, certificates_->ServerCredentials(), &port_);
  for (const rpc::Methods* service : bindings) {
    auto& wrapped = services_.emplace_back(std::make_unique<rpc::WrappedService>());
    for (const auto& binding : service->bindings()) {
      wrapped->Add(binding->method.path.c_str(),
                   [this, binding = binding.get()](grpc::ServerContext& context, const grpc::ByteBuffer& request,
                                                   grpc::ByteBuffer& response) {
                     return dispatcher_->Serve(*binding, context, request, response);
                   });
    }
    builder.RegisterService(wrapped.get());
  }
  // Admission bounds the work; the quota only bounds threads, and must lie well above it or gRPC refuses calls by itself, without a
  // reason: as many as the edge lets one address have under way, who wait a moment for a place.
  grpc::ResourceQuota quota("server");
  quota.SetMaxThreads(std::max(256, 4 * options_.connections));
  builder.SetResourceQuota(quota);
  builder.SetMaxReceiveMessageSize(kLargestMessage);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, 16 << 10);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, 100);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, 5 * 60 * 1000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, 130 * 1000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 60 * 1000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20 * 1000);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 30 * 1000);
  // Whoever opens a line says who they are, and what they want, at once.
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, 10 * 1000);
  // A small compressed message can become one of any size before anybody counts it; ours are small anyway.
  for (const auto algorithm : {GRPC_COMPRESS_DEFLATE, GRPC_COMPRESS_GZIP})
    builder.SetCompressionAlgorithmSupportStatus(algorithm, false);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  server_ = builder.BuildAndStart();
  if (server_ == nullptr || port_ == 0) return absl::UnavailableError(absl::StrCat("cannot serve on ", options_.service_address));
  server_->GetHealthCheckService()->SetServingStatus(true);
  serving_ = true;
  return absl::OkStatus();
}

void RunningHost::Stop() {
  if (server_ == nullptr) return;
  serving_ = false;
  server_->GetHealthCheckService()->SetServingStatus(false);
  LogInfo("service.stopping", {{"service", options_.service}});
  absl::SleepFor(options_.lame_duck);
  for (auto& [subscriber, workers] : workers_) {
    for (auto& worker : workers) worker->Stop();
  }
  server_->Shutdown(std::chrono::system_clock::now() + absl::ToChronoMilliseconds(options_.shutdown_grace));
  server_->Wait();
  admin_.reset();
  for (BackgroundWork* work : works_) work->Stop();
  works_.clear();
  housekeeping_.reset();
  key_rotation_.reset();
  refusal_writer_.reset();
  workers_.clear();
  server_.reset();
  LogInfo("service.stopped", {{"service", options_.service}});
}

bool RunningHost::DatabaseAnswers() {
  static constexpr Query kPing{"host.ping", "SELECT 1"};
  return InTransaction(*audit_pool_, absl::Now() + absl::Seconds(2), nullptr,
                       [](Transaction& transaction) { return transaction.Execute(kPing); })
      .ok();
}

// What was last known stays when the database cannot be asked: that it cannot is told by /ready.
void RunningHost::RefreshUnheard() {
  static constexpr Query kUnheard{"host.unheard", "SELECT subscriber, late_seconds, parked FROM outbox.unheard()"};
  constexpr int kMostReactions = 500;
  std::vector<Row> rows;
  const absl::Status asked = InTransaction(*audit_pool_, absl::Now() + absl::Seconds(2), nullptr, [&](Transaction& transaction) {
    ASSIGN_OR_RETURN(rows, transaction.All<Row>(kUnheard, {}, kMostReactions));
    return absl::OkStatus();
  });
  if (!asked.ok()) return;
  for (const Row& row : rows) {
    std::string subscriber;
    double late_seconds = 0;
    int64_t parked = 0;
    if (row.Read({{"subscriber", &subscriber}, {"late_seconds", &late_seconds}, {"parked", &parked}}).ok()) {
      metrics_.SetUnheard(subscriber, late_seconds, parked);
    }
  }
}

void RunningHost::RefreshMetrics() {
  RefreshUnheard();
  metrics_.SetPool("calls", pool_->stats());
  metrics_.SetPool("audit", audit_pool_->stats());
  for (const auto& [subscriber, workers] : workers_) {
    OutboxWorkerStats stats;
    for (const auto& worker : workers) stats += worker->stats();
    metrics_.SetReaction(subscriber, stats);
  }
  metrics_.SetRefusalsHeldBack(refusals_.held_back());
  metrics_.SetCertificate(certificates_->expires_at(), certificates_->failures());
  for (BackgroundWork* work : works_) work->Refresh();
}

}  // namespace

absl::StatusOr<std::unique_ptr<Host>> Host::Create(HostOptions options) {
  TakeOverLibraryLogs();
  auto host = std::make_unique<RunningHost>(std::move(options));
  RETURN_IF_ERROR(host->Prepare());
  return host;
}

int Host::Run(const std::vector<rpc::Methods*>& bindings, std::vector<rpc::Reaction> reactions,
              std::vector<BackgroundWork*> works) {
  // Signals are waited for, not handled: nothing async-signal-unsafe ever runs. Blocked before any thread of ours starts serving.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  if (const absl::Status started = Start(bindings, std::move(reactions), std::move(works)); !started.ok())
    return FailedToStart(started);
  int received = 0;
  sigwait(&signals, &received);
  Stop();
  return 0;
}

int FailedToStart(const absl::Status& status) {
  LogError("service.failed_to_start", {{"why", std::string(status.message())}});
  return 1;
}

}  // namespace dayaq
