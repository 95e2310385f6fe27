// Resource names of this service.
#ifndef SERVICES_PAYMENT_PAYMENT_NAMES_H_
#define SERVICES_PAYMENT_PAYMENT_NAMES_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "dayaq/payment/v1/benefit_rule_version.pb.h"
#include "dayaq/payment/v1/entitlement.pb.h"
#include "dayaq/payment/v1/payee_account.pb.h"
#include "dayaq/payment/v1/payment_order.pb.h"
#include "dayaq/payment/v1/payment_run.pb.h"
#include "services/platform/base/resource_name.h"

namespace dayaq::payment {

inline std::string EntitlementName(absl::string_view uid) { return absl::StrCat("entitlements/", uid); }
inline std::string PayeeAccountName(absl::string_view uid) { return absl::StrCat("payeeAccounts/", uid); }
inline std::string PaymentRunName(absl::string_view uid) { return absl::StrCat("paymentRuns/", uid); }
inline std::string PaymentOrderName(absl::string_view uid) { return absl::StrCat("paymentOrders/", uid); }
inline std::string PaymentFileName(absl::string_view uid) { return absl::StrCat("paymentFiles/", uid); }
inline std::string SurvivorName(absl::string_view uid) { return absl::StrCat("survivors/", uid); }

// The survivor that a resource is, or lies under: survivors/{uid}, survivors/{uid}/decisions/{uid}. "" for any other.
inline std::string SurvivorUidOf(absl::string_view resource) {
  if (!absl::ConsumePrefix(&resource, "survivors/")) return "";
  return std::string(resource.substr(0, resource.find('/')));
}

inline std::string RuleProposalName(absl::string_view uid) { return absl::StrCat("ruleProposals/", uid); }
inline std::string RuleComparisonName(absl::string_view uid) { return absl::StrCat("ruleComparisons/", uid); }

inline void SetNames(v1::Entitlement& entitlement) { entitlement.set_name(EntitlementName(entitlement.uid())); }
inline void SetNames(v1::PayeeAccount& account) { account.set_name(PayeeAccountName(account.uid())); }
inline void SetNames(v1::PaymentRun& run) { run.set_name(PaymentRunName(run.uid())); }
inline void SetNames(v1::PaymentOrder& order) { order.set_name(PaymentOrderName(order.uid())); }
inline void SetNames(v1::RuleProposal& proposal) { proposal.set_name(RuleProposalName(proposal.uid())); }
inline void SetNames(v1::RuleComparison& comparison) { comparison.set_name(RuleComparisonName(comparison.uid())); }
inline void SetNames(v1::PaymentFile& file) { file.set_name(PaymentFileName(file.uid())); }

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_PAYMENT_NAMES_H_
