// The extract that a person gets of their own record: everything in one page of plain words, to be read or printed.
#ifndef CLIENTS_CLI_EXTRACT_VIEW_H_
#define CLIENTS_CLI_EXTRACT_VIEW_H_

#include <optional>
#include <ostream>
#include <vector>

#include "absl/time/time.h"
#include "clients/cli/language.h"
#include "dayaq/audit/v1/audit_service.pb.h"
#include "dayaq/payment/v1/entitlement_service.pb.h"
#include "dayaq/payment/v1/in_kind_service.pb.h"
#include "dayaq/payment/v1/payee_account_service.pb.h"
#include "dayaq/payment/v1/payment_run_service.pb.h"
#include "dayaq/survivor/v1/appeal_service.pb.h"
#include "dayaq/survivor/v1/case_service.pb.h"
#include "dayaq/survivor/v1/consent_service.pb.h"
#include "dayaq/survivor/v1/examination_service.pb.h"
#include "dayaq/survivor/v1/message_service.pb.h"
#include "dayaq/survivor/v1/referral_service.pb.h"
#include "dayaq/survivor/v1/request_service.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"

namespace dayaq::cli {

// What several services answered about one person. A part that is absent is not for the role of whoever asks.
struct RecordExtract {
  absl::Time made;
  survivor::v1::Survivor record;
  std::optional<std::vector<payment::v1::ExplainEntitlementResponse>> entitlements;
  // Places in queues of benefits in kind, and what was handed over.
  std::optional<std::vector<payment::v1::InKindPlace>> in_kind;
  // What was ordered to be paid, and the accounts it went to, former ones too.
  std::optional<payment::v1::ListOrdersResponse> payments;
  std::optional<payment::v1::ListPayeeAccountsResponse> accounts;
  std::optional<survivor::v1::ListExaminationReferralsResponse> examinations;
  std::optional<survivor::v1::ListAppealsResponse> appeals;
  std::optional<survivor::v1::ListCorrectionRequestsResponse> corrections;
  // Short messages that were sent to the person, and those that could not be.
  std::optional<survivor::v1::ListMessagesResponse> messages;
  std::optional<survivor::v1::ListTreatmentsResponse> treatments;
  std::optional<survivor::v1::ListFunctioningResponse> functioning;
  // Each whole, with its parts.
  std::optional<survivor::v1::ListCasesResponse> cases;
  std::optional<survivor::v1::ListConsentsResponse> consents;
  std::optional<survivor::v1::ListReferralsResponse> referrals;
  std::optional<audit::v1::WhoLookedResponse> looks;
};

void PrintExtract(const RecordExtract& extract, Language language, std::ostream& out);
// One document: "record", "treatments", "functioning", "cases", "consents", "referrals", "entitlements", "in_kind", "payments",
// "examinations", "appeals", "corrections", "messages", "looks"; parts that are absent are null.
void PrintExtractJson(const RecordExtract& extract, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_EXTRACT_VIEW_H_
