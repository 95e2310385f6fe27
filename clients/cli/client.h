// Calls the services through the edge: TLS, the user's token, deadlines, retries that never act twice.
#ifndef CLIENTS_CLI_CLIENT_H_
#define CLIENTS_CLI_CLIENT_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>

#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "clients/cli/journal.h"
#include "clients/cli/login.h"
#include "clients/cli/receipt_store.h"
#include "clients/cli/settings.h"
#include "clients/cli/token_store.h"
#include "dayaq/access/v1/access_service.grpc.pb.h"
#include "dayaq/audit/v1/audit_service.grpc.pb.h"
#include "dayaq/incident/v1/import_service.grpc.pb.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "dayaq/keys/v1/key_service.grpc.pb.h"
#include "dayaq/outbox/v1/outbox_service.grpc.pb.h"
#include "dayaq/payment/v1/bank_service.grpc.pb.h"
#include "dayaq/payment/v1/benefit_rule_service.grpc.pb.h"
#include "dayaq/payment/v1/entitlement_service.grpc.pb.h"
#include "dayaq/payment/v1/in_kind_service.grpc.pb.h"
#include "dayaq/payment/v1/payee_account_service.grpc.pb.h"
#include "dayaq/payment/v1/payment_run_service.grpc.pb.h"
#include "dayaq/payment/v1/recount_service.grpc.pb.h"
#include "dayaq/payment/v1/replay_service.grpc.pb.h"
#include "dayaq/payment/v1/suspension_service.grpc.pb.h"
#include "dayaq/rehabilitation/v1/appointment_service.grpc.pb.h"
#include "dayaq/rehabilitation/v1/centre_service.grpc.pb.h"
#include "dayaq/rehabilitation/v1/device_service.grpc.pb.h"
#include "dayaq/rehabilitation/v1/episode_service.grpc.pb.h"
#include "dayaq/rehabilitation/v1/renewal_service.grpc.pb.h"
#include "dayaq/survivor/v1/appeal_service.grpc.pb.h"
#include "dayaq/survivor/v1/benefit_fact_service.grpc.pb.h"
#include "dayaq/survivor/v1/case_service.grpc.pb.h"
#include "dayaq/survivor/v1/consent_service.grpc.pb.h"
#include "dayaq/survivor/v1/examination_service.grpc.pb.h"
#include "dayaq/survivor/v1/family_service.grpc.pb.h"
#include "dayaq/survivor/v1/match_service.grpc.pb.h"
#include "dayaq/survivor/v1/message_service.grpc.pb.h"
#include "dayaq/survivor/v1/referral_service.grpc.pb.h"
#include "dayaq/survivor/v1/request_service.grpc.pb.h"
#include "dayaq/survivor/v1/survivor_service.grpc.pb.h"

namespace dayaq::cli {

// What every call of this run carries beside its request.
struct CallOptions {
  std::string role_assignment;                  // empty: the one chosen at login, or the only one there is
  std::string purpose;                          // empty: the role's first
  absl::Duration timeout = absl::Seconds(30);   // of one try
  absl::Duration patience = absl::Seconds(20);  // of all tries together
};

// How long to wait before the next try of a call that failed; nothing when it must not be tried again.
std::optional<absl::Duration> RetryDelay(const absl::Status& status, int tries);

// A grpc::Status with its details.
absl::Status FromGrpc(const grpc::Status& status);

// Safe to call from many threads.
class Client {
 public:
  // As whoever is signed in; renewed tokens are kept for the next command. UNAUTHENTICATED when nobody is.
  static absl::StatusOr<std::unique_ptr<Client>> Open(const Settings& settings, CallOptions options);
  // With these tokens, which stay in memory: who is signed in on this machine is neither asked nor changed.
  static absl::StatusOr<std::unique_ptr<Client>> OpenWith(const Settings& settings, CallOptions options, Tokens tokens);

  using Incidents = incident::v1::IncidentService::Stub;
  using Imports = incident::v1::ImportService::Stub;
  using Survivors = survivor::v1::SurvivorService::Stub;
  using Matches = survivor::v1::MatchService::Stub;
  using Cases = survivor::v1::CaseService::Stub;
  using Consents = survivor::v1::ConsentService::Stub;
  using Referrals = survivor::v1::ReferralService::Stub;
  using Families = survivor::v1::FamilyService::Stub;
  using BenefitFacts = survivor::v1::BenefitFactService::Stub;
  using Examinations = survivor::v1::ExaminationService::Stub;
  using Appeals = survivor::v1::AppealService::Stub;
  using Requests = survivor::v1::RequestService::Stub;
  using Messages = survivor::v1::MessageService::Stub;
  using Entitlements = payment::v1::EntitlementService::Stub;
  using Devices = rehabilitation::v1::DeviceService::Stub;
  using Renewals = rehabilitation::v1::RenewalService::Stub;
  using Centres = rehabilitation::v1::CentreService::Stub;
  using Episodes = rehabilitation::v1::EpisodeService::Stub;
  using Appointments = rehabilitation::v1::AppointmentService::Stub;
  using PayeeAccounts = payment::v1::PayeeAccountService::Stub;
  using PaymentRuns = payment::v1::PaymentRunService::Stub;
  using Replays = payment::v1::ReplayService::Stub;
  using Suspensions = payment::v1::SuspensionService::Stub;
  using BenefitRules = payment::v1::BenefitRuleService::Stub;
  using Recounts = payment::v1::RecountService::Stub;
  using Banks = payment::v1::BankService::Stub;
  using InKind = payment::v1::InKindService::Stub;
  using Keys = keys::v1::KeyService::Stub;
  using Outbox = outbox::v1::OutboxService::Stub;
  using Access = access::v1::AccessService::Stub;
  using Audit = audit::v1::AuditService::Stub;

  // A call that changes nothing, or whose request carries its own id.
  template <typename Service, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Service::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request) {
    Response response;
    const absl::Status status = Try([&](grpc::ClientContext& context) {
      response.Clear();
      return (std::get<std::unique_ptr<Service>>(stubs_).get()->*method)(&context, request, &response);
    });
    if (!status.ok()) return status;
    return response;
  }

  // A change: takes its request id from the journal, or puts a fresh one there, and forgets it when the answer is in.
  template <typename Service, typename Request, typename Response>
  absl::StatusOr<Response> Change(grpc::Status (Service::*method)(grpc::ClientContext*, const Request&, Response*),
                                  Request request) {
    absl::StatusOr<Journal::Entry> entry = Begin(request);
    if (!entry.ok()) return entry.status();
    request.set_request_id(entry->request_id);
    absl::StatusOr<Response> response = Call(method, request);
    End(*entry, response.status());
    return response;
  }

 private:
  Client(const Settings& settings, CallOptions options, Tokens tokens);

  absl::Status Try(const std::function<grpc::Status(grpc::ClientContext&)>& call);
  absl::StatusOr<std::string> AccessToken(bool renew);
  absl::StatusOr<Journal::Entry> Begin(const google::protobuf::Message& request);
  void End(const Journal::Entry& entry, const absl::Status& status) const;
  const Settings settings_;
  const CallOptions options_;
  std::optional<TokenStore> store_;  // none: tokens stay in memory
  ReceiptStore receipts_;
  Journal journal_;
  std::tuple<std::unique_ptr<Incidents>, std::unique_ptr<Imports>, std::unique_ptr<Survivors>, std::unique_ptr<Cases>,
             std::unique_ptr<Matches>, std::unique_ptr<Consents>, std::unique_ptr<Referrals>, std::unique_ptr<Families>,
             std::unique_ptr<BenefitFacts>, std::unique_ptr<Entitlements>, std::unique_ptr<Outbox>, std::unique_ptr<Access>,
             std::unique_ptr<Audit>, std::unique_ptr<Keys>, std::unique_ptr<Examinations>, std::unique_ptr<Appeals>,
             std::unique_ptr<Requests>, std::unique_ptr<Messages>, std::unique_ptr<Devices>, std::unique_ptr<Renewals>,
             std::unique_ptr<Centres>, std::unique_ptr<Episodes>, std::unique_ptr<Appointments>, std::unique_ptr<PayeeAccounts>,
             std::unique_ptr<PaymentRuns>, std::unique_ptr<Replays>, std::unique_ptr<Suspensions>, std::unique_ptr<Recounts>,
             std::unique_ptr<BenefitRules>, std::unique_ptr<Banks>, std::unique_ptr<InKind>>
      stubs_;
  absl::Mutex mutex_;
  Tokens tokens_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_CLIENT_H_
