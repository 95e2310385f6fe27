#include "services/rehabilitation/renewal_service.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/rehabilitation/device_rules.h"
#include "services/rehabilitation/rehabilitation_names.h"
#include "services/rehabilitation/renewal_rules.h"

namespace dayaq::rehabilitation {
namespace {

using rpc::Call;

}  // namespace

absl::StatusOr<v1::ListRenewalsResponse> RenewalService::ListRenewals(const v1::ListRenewalsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Renewal> renewals,
                   store_.List(call.transaction(), request, call.caller().registers, after, size + 1));
  v1::ListRenewalsResponse response;
  if (!request.survivor().empty()) {
    response.set_total(static_cast<int64_t>(renewals.size()));
  } else if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.Count(call.transaction(), request, call.caller().registers));
    response.set_total(total);
  }
  if (request.survivor().empty() && renewals.size() > static_cast<size_t>(size)) {
    renewals.pop_back();
    const v1::Renewal& last = renewals.back();
    response.set_next_page_token(call.PageToken(absl::StrCat(DayOfList(last), "/", last.uid()), request));
  }
  for (v1::Renewal& renewal : renewals) *response.add_renewals() = std::move(renewal);
  return response;
}

absl::StatusOr<v1::Renewal> RenewalService::GetRenewal(const v1::GetRenewalRequest& request, Call& call) {
  return Reread(request.name(), call);
}

absl::StatusOr<v1::Renewal> RenewalService::GetToChange(const std::string& name, const std::string& etag, Call& call) const {
  ASSIGN_OR_RETURN(v1::Renewal renewal, store_.GetToChange(call.transaction(), UidOf(name)));
  RETURN_IF_ERROR(CheckEtag(etag, renewal.etag()));
  call.Before(renewal);
  call.Touch(SurvivorName(renewal.survivor_uid()));
  return renewal;
}

absl::StatusOr<v1::Renewal> RenewalService::RecordRenewalContact(const v1::RecordRenewalContactRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Renewal renewal, GetToChange(request.name(), request.etag(), call));
  RETURN_IF_ERROR(CheckCallable(renewal));
  Violations found;
  CheckContact(request, renewal, found);
  RETURN_IF_ERROR(found.ToStatus());
  const bool escalated = renewal.state() == v1::RENEWAL_STATE_ESCALATED;
  TakeContact(request, policy_.follow_up, call.today(), renewal);
  RETURN_IF_ERROR(store_.Contact(call.transaction(), renewal));
  if (!escalated && renewal.state() == v1::RENEWAL_STATE_ESCALATED) call.Emit("renewal.escalated", renewal.name());
  return Reread(renewal.name(), call);
}

absl::StatusOr<v1::Renewal> RenewalService::DecideRenewal(const v1::DecideRenewalRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Renewal renewal, GetToChange(request.name(), request.etag(), call));
  RETURN_IF_ERROR(CheckOpen(renewal));
  ASSIGN_OR_RETURN(const v1::Device device, devices_.Get(call.transaction(), renewal.uid()));
  Violations found;
  CheckRenewalDecision(request, renewal, device, found);
  RETURN_IF_ERROR(found.ToStatus());
  TakeRenewalDecision(request, policy_.follow_up, call.today(), renewal);
  RETURN_IF_ERROR(store_.Decide(call.transaction(), renewal));
  call.Emit("renewal.decided", renewal.name());
  return Reread(renewal.name(), call);
}

absl::StatusOr<v1::Renewal> RenewalService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

void RenewalService::Bind(rpc::Methods& methods) {
  using S = RenewalService;
  methods.Read("ListRenewals", *this, &S::ListRenewals);
  methods.Read("GetRenewal", *this, &S::GetRenewal);
  methods.Change("RecordRenewalContact", *this, &S::RecordRenewalContact, &S::Reread);
  methods.Change("DecideRenewal", *this, &S::DecideRenewal, &S::Reread);
}

}  // namespace dayaq::rehabilitation
