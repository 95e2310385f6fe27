#include "services/payment/entitlement_service.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/util/time_util.h"
#include "services/payment/payment_names.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {

using google::protobuf::util::TimeUtil;

absl::StatusOr<v1::Entitlement> EntitlementService::GetEntitlement(const v1::GetEntitlementRequest& request, Call& call) {
  return store_.GetWhole(call.transaction(), UidOf(request.name()));
}

absl::StatusOr<v1::ListEntitlementsResponse> EntitlementService::ListEntitlements(const v1::ListEntitlementsRequest& request,
                                                                                  Call& call) {
  ASSIGN_OR_RETURN(const std::string cursor, call.Cursor(request.page_token(), request));
  std::optional<EntitlementCursor> after;
  if (!cursor.empty()) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(cursor, absl::MaxSplits('|', 1));
    after = EntitlementCursor{parts.first, parts.second};
  }
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Entitlement> entitlements, store_.Search(call.transaction(), request.filter(), after, size + 1));
  v1::ListEntitlementsResponse response;
  if (!after.has_value()) {
    ASSIGN_OR_RETURN(const EntitlementTotals totals, store_.Totals(call.transaction(), request.filter()));
    response.set_total(totals.total);
    response.set_entitled_qepik(totals.entitled_qepik);
  }
  if (entitlements.size() > static_cast<size_t>(size)) {
    entitlements.pop_back();
    const v1::Entitlement& last = entitlements.back();
    response.set_next_page_token(call.PageToken(absl::StrCat(TimeUtil::ToString(last.create_time()), "|", last.uid()), request));
  }
  for (v1::Entitlement& entitlement : entitlements) *response.add_entitlements() = std::move(entitlement);
  return response;
}

absl::StatusOr<v1::ExplainEntitlementResponse> EntitlementService::ExplainEntitlement(const v1::ExplainEntitlementRequest& request,
                                                                                      Call& call) {
  v1::ExplainEntitlementResponse response;
  ASSIGN_OR_RETURN(*response.mutable_entitlement(), store_.GetWhole(call.transaction(), UidOf(request.name())));
  const v1::Entitlement& entitlement = response.entitlement();
  ASSIGN_OR_RETURN(*response.mutable_rule(), store_.Rule(call.transaction(), entitlement.benefit(), entitlement.rule_version()));
  ASSIGN_OR_RETURN(std::vector<v1::Assessment> assessments, store_.Assessments(call.transaction(), entitlement.uid()));
  for (v1::Assessment& assessment : assessments) *response.add_assessments() = std::move(assessment);
  return response;
}

absl::StatusOr<v1::ListBenefitsResponse> EntitlementService::ListBenefits(const v1::ListBenefitsRequest& request, Call& call) {
  v1::ListBenefitsResponse response;
  if (!request.all_versions()) {
    ASSIGN_OR_RETURN(const RulesInForce::Rules in_force, in_force_.Present(call.transaction()));
    response.mutable_benefits()->Add(in_force->rules.begin(), in_force->rules.end());
    return response;
  }
  ASSIGN_OR_RETURN(std::vector<v1::BenefitRule> rules, store_.Rules(call.transaction()));
  for (v1::BenefitRule& rule : rules) *response.add_benefits() = std::move(rule);
  return response;
}

void EntitlementService::Bind(rpc::Methods& methods) {
  using S = EntitlementService;
  methods.Read("GetEntitlement", *this, &S::GetEntitlement);
  methods.Read("ListEntitlements", *this, &S::ListEntitlements);
  methods.Read("ExplainEntitlement", *this, &S::ExplainEntitlement);
  methods.Read("ListBenefits", *this, &S::ListBenefits);
}

}  // namespace dayaq::payment
