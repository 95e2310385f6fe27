#include "services/survivor/consent_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/consent_rules.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

constexpr char kNoReasonGiven[] = "səbəb deyilməyib / no reason given";

}  // namespace

absl::Status ConsentService::CheckGive(const v1::GiveConsentRequest& request, Call&, Violations& found) {
  CheckConsent(request.consent(), "consent", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Consent> ConsentService::GiveConsent(const v1::GiveConsentRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Survivor survivor, parties_.Standing(call.transaction(), UidOf(request.survivor())));
  v1::Consent consent = request.consent();
  if (consent.data_holder().empty()) consent.set_data_holder(call.caller().institution);
  Violations found;
  RETURN_IF_ERROR(CheckParties(consent, survivor, call, found));
  RETURN_IF_ERROR(found.ToStatus());

  consent.set_uid(call.NewUid());
  consent.set_survivor_uid(survivor.uid());
  consent.set_register_(survivor.register_());
  consent.set_district(survivor.district());
  consent.set_institution(survivor.institution());
  PersonKeys& keys = call.transaction().keys();
  if (!consent.proxy_name().empty() && !keys.Knows(survivor.uid())) RETURN_IF_ERROR(keys.Create(survivor.uid()));
  RETURN_IF_ERROR(store_.Add(call.transaction(), consent));
  const std::string name = ConsentName(consent.uid());
  call.Emit("consent.given", name);
  if (const auto last = Latest(consent.valid_until()); last.has_value()) {
    call.EmitAt("consent.last_day_over", name, absl::FromCivil(*last + 1, BakuZone()));
  }
  return Reread(name, call);
}

absl::Status ConsentService::CheckParties(const v1::Consent& stated, const v1::Survivor& survivor, Call& call,
                                          Violations& found) const {
  Transaction& transaction = call.transaction();
  const auto unknown = [&found](const char* field) {
    found.Add(field, ErrorReason::ERROR_REASON_INSTITUTION_UNKNOWN, "Name an institution, or a kind of them, that is not closed.");
  };
  ASSIGN_OR_RETURN(const std::string holder, parties_.KindOf(transaction, stated.data_holder()));
  if (holder.empty()) unknown("consent.data_holder");
  if (!stated.recipient_institution().empty()) {
    ASSIGN_OR_RETURN(const std::string kind, parties_.KindOf(transaction, stated.recipient_institution()));
    if (kind.empty()) unknown("consent.recipient_institution");
  }
  if (!stated.recipient_kind().empty()) {
    ASSIGN_OR_RETURN(const bool known, parties_.IsKind(transaction, stated.recipient_kind()));
    if (!known) unknown("consent.recipient_kind");
  }
  std::optional<v1::FamilyMember> guardian;
  if (!stated.giver_uid().empty()) {
    ASSIGN_OR_RETURN(guardian, families_.Find(transaction, survivor.uid(), stated.giver_uid()));
  }
  CheckGiver(stated, survivor, guardian.has_value() ? &*guardian : nullptr, "consent", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Consent> ConsentService::WithdrawConsent(const v1::WithdrawConsentRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::Consent consent, store_.GetToChange(transaction, UidOf(request.name()), call.today()));
  RETURN_IF_ERROR(CheckEtag(request.etag(), consent.etag()));
  call.Before(consent);
  if (consent.has_withdrawn_time()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_CONSENT_NOT_IN_FORCE,
                     "It was withdrawn before.");
  }
  RETURN_IF_ERROR(call.Because(request.reason().empty() ? kNoReasonGiven : request.reason()));
  RETURN_IF_ERROR(store_.Withdraw(transaction, consent.uid(), request.withdrawn_by(), request.reason()));
  call.Emit("consent.withdrawn", consent.name());
  ASSIGN_OR_RETURN(const std::vector<RestingReferral> referrals, store_.ReferralsOn(transaction, consent.uid()));
  ASSIGN_OR_RETURN(v1::Consent withdrawn, Reread(consent.name(), call));
  for (const RestingReferral& referral : referrals) {
    withdrawn.add_referrals(ReferralName(referral.uid));
    if (referral.closed_now) call.Emit("referral.consent_withdrawn", ReferralName(referral.uid));
  }
  return withdrawn;
}

absl::StatusOr<v1::Consent> ConsentService::GetConsent(const v1::GetConsentRequest& request, Call& call) {
  return Reread(request.name(), call);
}

absl::StatusOr<v1::ListConsentsResponse> ConsentService::ListConsents(const v1::ListConsentsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Consent> consents, store_.List(call.transaction(), request, call.today(), after, size + 1));
  v1::ListConsentsResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.Count(call.transaction(), request, call.today()));
    response.set_total(total);
  }
  if (consents.size() > static_cast<size_t>(size)) {
    consents.pop_back();
    response.set_next_page_token(call.PageToken(consents.back().uid(), request));
  }
  for (v1::Consent& consent : consents) *response.add_consents() = std::move(consent);
  return response;
}

absl::StatusOr<v1::Consent> ConsentService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name), call.today());
}

void ConsentService::Bind(rpc::Methods& methods) {
  using S = ConsentService;
  methods.Change("GiveConsent", *this, &S::CheckGive, &S::GiveConsent, &S::Reread);
  methods.Change("WithdrawConsent", *this, &S::WithdrawConsent, &S::Reread);
  methods.Read("GetConsent", *this, &S::GetConsent);
  methods.Read("ListConsents", *this, &S::ListConsents);
}

}  // namespace dayaq::survivor
