#include "tests/support/test_service.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/runner.h"
#include "services/platform/rpc/call_context.h"
#include "services/platform/rpc/wrapper_queries.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::testing {

TestService::TestService() : signer_(TestSigner::EdDsa("test")) {}

TestService::~TestService() {
  StopWorkers();
  // The host lets go of the database before it is dropped.
  if (host_ != nullptr) host_->Stop();
  host_.reset();
}

absl::StatusOr<std::unique_ptr<TestService>> TestService::Start(const std::string& service,
                                                                const std::vector<rpc::Methods*>& methods,
                                                                std::vector<rpc::Reaction> reactions,
                                                                std::shared_ptr<TestDatabase> database,
                                                                const std::function<void(HostOptions&)>& adjust) {
  std::unique_ptr<TestService> started(new TestService());
  started->database_ = std::move(database);
  if (started->database_ == nullptr) {
    ASSIGN_OR_RETURN(started->database_, TestDatabase::Create());
  }
  const std::string directory = started->directory_.path();
  WriteCertificateSet(directory + "/certificates", started->authority_.Issue(Svid("service/" + service)),
                      started->authority_.pem());
  WriteFileWhole(directory + "/keys.json", KeySetJson({started->signer_.Jwk()}));
  HostOptions options{.service = service,
                      .service_address = "127.0.0.1:0",
                      .database = started->database_->Conninfo("dayaq_" + service),
                      .connections = 4,
                      .policy_directory = "policy",
                      .certificate_directory = directory + "/certificates",
                      .staging_directory = directory + "/staged",
                      .key_directory = TestDatabase::SecretsDirectory(),
                      .token_issuer = kTestIssuer,
                      .token_audience = kTestAudience,
                      .token_keys = directory + "/keys.json"};
  options.lame_duck = absl::ZeroDuration();
  if (adjust) adjust(options);
  started->clock_ = options.clock;
  ASSIGN_OR_RETURN(started->host_, Host::Create(std::move(options)));
  RETURN_IF_ERROR(started->host_->Start(methods, {}));
  started->reactions_ = std::move(reactions);
  return started;
}

std::shared_ptr<grpc::Channel> TestService::Channel(const std::string& peer) const {
  const IssuedCertificate issued = authority_.Issue(Svid("service/" + peer));
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = authority_.pem();
  options.pem_cert_chain = issued.certificate_pem;
  options.pem_private_key = issued.key_pem;
  return grpc::CreateChannel(absl::StrCat("127.0.0.1:", host_->port()), grpc::SslCredentials(options));
}

std::string TestService::Token(const std::string& subject, absl::Time issued) const {
  return signer_.Token(AccessClaims(subject, issued, "session-of-" + subject));
}

std::string TestService::TokenOf(const TestCaller& caller) const {
  if (!caller.token.empty()) return caller.token;
  TestSignIn sign_in{.ago = caller.signed_in_ago};
  if (caller.strong) sign_in.acr = kStrongSignIn;
  return signer_.Token(AccessClaims(caller.subject, clock_(), "session-of-" + caller.subject, sign_in));
}

void TestService::Prepare(const TestCaller& caller, grpc::ClientContext& context) const {
  context.set_deadline(absl::ToChronoTime(absl::Now() + caller.deadline));
  context.AddMetadata("authorization", "Bearer " + TokenOf(caller));
  if (!caller.assignment.empty()) context.AddMetadata("dayaq-role-assignment", caller.assignment);
  if (!caller.purpose.empty()) context.AddMetadata("dayaq-purpose", caller.purpose);
}

absl::Status TestService::As(const std::string& subject, const std::function<absl::Status(Transaction&)>& body) const {
  const rpc::Kit& kit = host_->kit();
  return InTransaction(kit.pool, absl::Now() + absl::Seconds(30), nullptr, [&](Transaction& transaction) -> absl::Status {
    const bool own = kit.policy.FindRole(subject) != nullptr;
    const rpc::ContextRequest wanted{.own_role = subject.empty() ? rpc::BackgroundRole(kit)
                                                 : own           ? subject
                                                                 : "",
                                     .issuer = kTestIssuer,
                                     .subject = subject,
                                     .session = "session-of-" + subject};
    const rpc::SignedContext context = rpc::SignContext(kit, wanted, absl::Now());
    ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(rpc::kBegin, {context.text, Octets{context.mac}}));
    RETURN_IF_ERROR(rpc::CallerFrom(kit, row, transaction).status());
    return body(transaction);
  });
}

absl::StatusOr<int> TestService::React(absl::string_view subscriber) const {
  int64_t handled = 0;
  for (const rpc::Reaction& reaction : reactions_) {
    if (!subscriber.empty() && subscriber != reaction.subscriber) continue;
    while (true) {
      const DeliveryRound round = WorkOffBatch(rpc::WorkerOptions(host_->kit(), reaction));
      RETURN_IF_ERROR(round.first_failure);
      RETURN_IF_ERROR(round.trouble);
      if (round.found_nothing()) break;
      handled += round.done;
    }
  }
  return static_cast<int>(handled);
}

absl::Status TestService::StartWorkers() {
  for (const rpc::Reaction& reaction : reactions_) {
    ASSIGN_OR_RETURN(auto workers, rpc::StartReaction(host_->kit(), reaction));
    for (auto& worker : workers) workers_.push_back(std::move(worker));
  }
  return absl::OkStatus();
}

void TestService::StopWorkers() { workers_.clear(); }

absl::StatusOr<int> ReactAll(const std::vector<const TestService*>& services) {
  int all = 0;
  while (true) {
    int handled = 0;
    for (const TestService* service : services) {
      ASSIGN_OR_RETURN(const int more, service->React());
      handled += more;
    }
    if (handled == 0) return all;
    all += handled;
  }
}

TestCaller Strongly(TestCaller caller) {
  caller.strong = true;
  return caller;
}

std::vector<std::string> FaultsOf(const absl::Status& status) {
  std::vector<std::string> faults;
  const auto bad = DetailOf<google::rpc::BadRequest>(status);
  if (!bad.has_value()) return faults;
  for (const auto& fault : bad->field_violations()) faults.push_back(absl::StrCat(fault.field(), " ", fault.reason()));
  return faults;
}

std::string NewRequestId() { return NewUuid7(absl::Now()); }

}  // namespace dayaq::testing
