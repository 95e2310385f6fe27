// survivor extract: all that the house knows of a person, as the person gets it. Put together here; services do not call each
// other.
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/extract_view.h"
#include "clients/cli/own_record.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/audit/v1/audit_service.grpc.pb.h"
#include "dayaq/payment/v1/entitlement_service.grpc.pb.h"
#include "dayaq/payment/v1/in_kind_service.grpc.pb.h"
#include "dayaq/payment/v1/payee_account_service.grpc.pb.h"
#include "dayaq/payment/v1/payment_run_service.grpc.pb.h"
#include "dayaq/survivor/v1/appeal_service.grpc.pb.h"
#include "dayaq/survivor/v1/case_service.grpc.pb.h"
#include "dayaq/survivor/v1/consent_service.grpc.pb.h"
#include "dayaq/survivor/v1/examination_service.grpc.pb.h"
#include "dayaq/survivor/v1/message_service.grpc.pb.h"
#include "dayaq/survivor/v1/referral_service.grpc.pb.h"
#include "dayaq/survivor/v1/request_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

const PageFlags kAll = {.all = true};

// An answer, or nothing when the caller's role may not ask that.
template <typename M>
absl::StatusOr<std::optional<M>> IfAllowed(absl::StatusOr<M> answer) {
  if (absl::IsPermissionDenied(answer.status())) return std::optional<M>();
  RETURN_IF_ERROR(answer.status());
  return std::optional<M>(*std::move(answer));
}

absl::Status AddEntitlements(Client& client, RecordExtract& extract) {
  payment::v1::ListEntitlementsRequest request;
  request.mutable_filter()->set_survivor(extract.record.name());
  ASSIGN_OR_RETURN(const auto list,
                   IfAllowed(FetchPages(client, &payment::v1::EntitlementService::Stub::ListEntitlements, std::move(request), kAll,
                                        &payment::v1::ListEntitlementsResponse::mutable_entitlements)));
  if (!list.has_value()) return absl::OkStatus();
  extract.entitlements.emplace();
  for (const payment::v1::Entitlement& entitlement : list->entitlements()) {
    payment::v1::ExplainEntitlementRequest why;
    why.set_name(entitlement.name());
    ASSIGN_OR_RETURN(auto answer, client.Call(&payment::v1::EntitlementService::Stub::ExplainEntitlement, why));
    extract.entitlements->push_back(std::move(answer));
  }
  return absl::OkStatus();
}

absl::Status AddInKind(Client& client, RecordExtract& extract) {
  payment::v1::ListQueueRequest request;
  request.set_survivor(extract.record.name());
  ASSIGN_OR_RETURN(const auto list, IfAllowed(client.Call(&payment::v1::InKindService::Stub::ListQueue, request)));
  if (!list.has_value()) return absl::OkStatus();
  extract.in_kind.emplace();
  for (const payment::v1::InKindEntry& entry : list->entries()) {
    payment::v1::GetPlaceRequest where;
    where.set_name(entry.name());
    ASSIGN_OR_RETURN(auto place, client.Call(&payment::v1::InKindService::Stub::GetPlace, where));
    extract.in_kind->push_back(std::move(place));
  }
  return absl::OkStatus();
}

absl::Status AddPayments(Client& client, RecordExtract& extract) {
  payment::v1::ListOrdersRequest orders;
  orders.set_survivor(extract.record.name());
  ASSIGN_OR_RETURN(extract.payments,
                   IfAllowed(FetchPages(client, &payment::v1::PaymentRunService::Stub::ListOrders, std::move(orders), kAll,
                                        &payment::v1::ListOrdersResponse::mutable_orders)));
  if (!extract.payments.has_value()) return absl::OkStatus();
  payment::v1::ListPayeeAccountsRequest accounts;
  accounts.set_survivor(extract.record.name());
  accounts.set_former_too(true);
  ASSIGN_OR_RETURN(extract.accounts,
                   IfAllowed(FetchPages(client, &payment::v1::PayeeAccountService::Stub::ListPayeeAccounts, std::move(accounts),
                                        kAll, &payment::v1::ListPayeeAccountsResponse::mutable_accounts)));
  return absl::OkStatus();
}

absl::Status AddTheirWord(Client& client, RecordExtract& extract) {
  survivor::v1::ListExaminationReferralsRequest examinations;
  examinations.set_survivor(extract.record.name());
  ASSIGN_OR_RETURN(
      extract.examinations,
      IfAllowed(FetchPages(client, &survivor::v1::ExaminationService::Stub::ListExaminationReferrals, std::move(examinations), kAll,
                           &survivor::v1::ListExaminationReferralsResponse::mutable_examination_referrals)));
  survivor::v1::ListAppealsRequest appeals;
  appeals.set_survivor(extract.record.name());
  ASSIGN_OR_RETURN(extract.appeals,
                   IfAllowed(FetchPages(client, &survivor::v1::AppealService::Stub::ListAppeals, std::move(appeals), kAll,
                                        &survivor::v1::ListAppealsResponse::mutable_appeals)));
  survivor::v1::ListCorrectionRequestsRequest corrections;
  corrections.set_survivor(extract.record.name());
  ASSIGN_OR_RETURN(extract.corrections,
                   IfAllowed(FetchPages(client, &survivor::v1::RequestService::Stub::ListCorrectionRequests, std::move(corrections),
                                        kAll, &survivor::v1::ListCorrectionRequestsResponse::mutable_correction_requests)));
  survivor::v1::ListMessagesRequest messages;
  messages.set_survivor(extract.record.name());
  ASSIGN_OR_RETURN(extract.messages,
                   IfAllowed(FetchPages(client, &survivor::v1::MessageService::Stub::ListMessages, std::move(messages), kAll,
                                        &survivor::v1::ListMessagesResponse::mutable_messages)));
  audit::v1::WhoLookedRequest looks;
  looks.set_name(extract.record.name());
  ASSIGN_OR_RETURN(extract.looks, IfAllowed(FetchPages(client, &audit::v1::AuditService::Stub::WhoLooked, std::move(looks), kAll,
                                                       &audit::v1::WhoLookedResponse::mutable_looks)));
  return absl::OkStatus();
}

absl::Status AddCases(Client& client, RecordExtract& extract) {
  survivor::v1::ListCasesRequest cases;
  cases.set_survivor(extract.record.name());
  ASSIGN_OR_RETURN(extract.cases, IfAllowed(FetchPages(client, &survivor::v1::CaseService::Stub::ListCases, std::move(cases), kAll,
                                                       &survivor::v1::ListCasesResponse::mutable_cases)));
  if (!extract.cases.has_value()) return absl::OkStatus();
  for (survivor::v1::Case& one : *extract.cases->mutable_cases()) {
    survivor::v1::GetCaseRequest whole;
    whole.set_name(one.name());
    ASSIGN_OR_RETURN(one, client.Call(&survivor::v1::CaseService::Stub::GetCase, whole));
  }
  return absl::OkStatus();
}

absl::Status AddCare(Client& client, RecordExtract& extract) {
  survivor::v1::ListTreatmentsRequest treatments;
  treatments.set_survivor(extract.record.name());
  ASSIGN_OR_RETURN(extract.treatments,
                   IfAllowed(FetchPages(client, &survivor::v1::CaseService::Stub::ListTreatments, std::move(treatments), kAll,
                                        &survivor::v1::ListTreatmentsResponse::mutable_treatments)));
  survivor::v1::ListFunctioningRequest functioning;
  functioning.set_survivor(extract.record.name());
  ASSIGN_OR_RETURN(extract.functioning,
                   IfAllowed(FetchPages(client, &survivor::v1::CaseService::Stub::ListFunctioning, std::move(functioning), kAll,
                                        &survivor::v1::ListFunctioningResponse::mutable_functioning)));
  RETURN_IF_ERROR(AddCases(client, extract));
  survivor::v1::ListConsentsRequest consents;
  consents.set_survivor(extract.record.name());
  ASSIGN_OR_RETURN(extract.consents,
                   IfAllowed(FetchPages(client, &survivor::v1::ConsentService::Stub::ListConsents, std::move(consents), kAll,
                                        &survivor::v1::ListConsentsResponse::mutable_consents)));
  survivor::v1::ListReferralsRequest referrals;
  referrals.set_survivor(extract.record.name());
  ASSIGN_OR_RETURN(extract.referrals,
                   IfAllowed(FetchPages(client, &survivor::v1::ReferralService::Stub::ListReferrals, std::move(referrals), kAll,
                                        &survivor::v1::ListReferralsResponse::mutable_referrals)));
  return absl::OkStatus();
}

absl::Status RunExtract(const std::string& person, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  RecordExtract extract;
  extract.made = absl::Now();
  ASSIGN_OR_RETURN(const std::string name, RecordMeant(*client, person));
  ASSIGN_OR_RETURN(extract.record, FetchSurvivor(*client, name));
  // What goes on in another record is told there, with everything.
  if (!extract.record.merged_into_uid().empty()) {
    ASSIGN_OR_RETURN(extract.record, FetchSurvivor(*client, absl::StrCat("survivors/", extract.record.merged_into_uid())));
  }
  RETURN_IF_ERROR(AddCare(*client, extract));
  RETURN_IF_ERROR(AddEntitlements(*client, extract));
  RETURN_IF_ERROR(AddInKind(*client, extract));
  RETURN_IF_ERROR(AddPayments(*client, extract));
  RETURN_IF_ERROR(AddTheirWord(*client, extract));
  program.json ? PrintExtractJson(extract, program.out()) : PrintExtract(extract, program.language(), program.out());
  return absl::OkStatus();
}

}  // namespace

void AddExtractCommand(Command& survivor, Program& program) {
  const auto person = std::make_shared<std::string>();
  Command* extract =
      survivor.add_subcommand("extract", program.In({"qeyddən çıxarış: sizin haqqınızda nə yazılıb, nə düşür, kim baxıb",
                                                     "extract of a record: what is known, what is owed and why, who looked"}));
  extract->add_option("person", *person,
                      program.In({"kim: nömrə və ya survivors/…; öz qeydiniz üçün boş saxlayın",
                                  "who: a number or survivors/…; leave it out for your own record"}));
  extract->footer("\n  dayaqctl survivor extract\n  dayaqctl survivor extract 3000018 --json\n");
  extract->callback([person, &program] { program.action = [person, &program] { return RunExtract(*person, program); }; });
}

}  // namespace dayaq::cli
