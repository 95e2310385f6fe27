#include "services/survivor/referral_service.h"

#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/survivor/consent_rules.h"
#include "services/survivor/referral_rules.h"
#include "services/survivor/survivor_names.h"
#include "services/survivor/survivor_rules.h"

namespace dayaq::survivor {
namespace {

// A page of rows that were asked for with one more than it holds.
template <typename Message, typename Response, typename Request>
void FillPage(std::vector<Message> all, int size, const Request& request, Call& call, Response& response) {
  if (all.size() > static_cast<size_t>(size)) {
    all.pop_back();
    response.set_next_page_token(call.PageToken(all.back().uid(), request));
  }
  for (Message& message : all) *response.add_referrals() = std::move(message);
}

// Only the institution it was sent to answers, also where the caller sees more.
absl::Status CheckOurs(const v1::Referral& referral, const Call& call) {
  if (referral.institution() == call.caller().institution) return absl::OkStatus();
  return MakeError(absl::StatusCode::kPermissionDenied, ErrorReason::ERROR_REASON_ACTION_DENIED,
                   "The institution it was sent to answers.");
}

}  // namespace

absl::Status ReferralService::CheckSend(const v1::SendReferralRequest& request, Call& call, Violations& found) {
  CheckRequest(request, found);
  CheckSees(request, call.caller().reads, found);
  if (request.to_institution() == call.caller().institution) {
    found.Add("to_institution", ErrorReason::ERROR_REASON_SHARING_NOT_ALLOWED, "A referral goes to another institution.");
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::ReferralStatus> ReferralService::SendReferral(const v1::SendReferralRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Survivor survivor, parties_.Standing(call.transaction(), UidOf(request.survivor())));
  RETURN_IF_ERROR(CheckNoDeathKnown(survivor));
  Violations found;
  RETURN_IF_ERROR(CheckSharing(request, survivor, call, found));
  RETURN_IF_ERROR(found.ToStatus());

  v1::Referral referral = NewReferral(request, survivor, policy_, call.now());
  referral.set_uid(call.NewUid());
  v1::ReferralSheet sheet = SheetOf(request, survivor);
  sheet.set_uid(referral.uid());
  PersonKeys& keys = call.transaction().keys();
  const bool sealed = sheet.has_identity() || sheet.has_contact() || sheet.has_health() || !sheet.employment().empty();
  if (sealed && !keys.Knows(survivor.uid())) RETURN_IF_ERROR(keys.Create(survivor.uid()));
  RETURN_IF_ERROR(store_.Send(call.transaction(), referral, sheet, survivor));
  const std::string name = ReferralName(referral.uid());
  call.Emit("referral.sent", name);
  for (const auto& due : {referral.see_due_time(), referral.answer_due_time(), referral.expire_time()}) {
    call.EmitAt("referral.due", name, TimeOf(due));
  }
  return RereadStatus(name, call);
}

absl::Status ReferralService::CheckSharing(const v1::SendReferralRequest& request, const v1::Survivor& survivor, Call& call,
                                           Violations& found) const {
  ASSIGN_OR_RETURN(const std::string kind, parties_.KindOf(call.transaction(), request.to_institution()));
  if (kind.empty()) {
    found.Add("to_institution", ErrorReason::ERROR_REASON_INSTITUTION_UNKNOWN, "Name an institution that is not closed.");
  }
  CheckBasis(request, policy_, kind, found);
  return request.legal_basis() == v1::LEGAL_BASIS_CONSENT ? CheckConsentOf(request, survivor, kind, call, found) : absl::OkStatus();
}

absl::Status ReferralService::CheckConsentOf(const v1::SendReferralRequest& request, const v1::Survivor& survivor,
                                             const std::string& kind, Call& call, Violations& found) const {
  absl::StatusOr<v1::Consent> consent = consents_.Get(call.transaction(), UidOf(request.consent()), call.today());
  // Who sees the person sees all that the person agreed to; so one that is not there is not this person's either.
  if (absl::IsNotFound(consent.status())) consent = v1::Consent();
  RETURN_IF_ERROR(consent.status());
  ASSIGN_OR_RETURN(const std::vector<std::string> uids, parties_.RecordUids(call.transaction(), survivor.uid()));
  const Sharing sharing = {.survivor_uid = survivor.uid(),
                           .purposes = policy_.purposes.at(request.service()),
                           .classes = ClassesOf(request),
                           .institution = request.to_institution(),
                           .institution_kind = kind};
  CheckCovers(*consent, sharing, {uids.begin(), uids.end()}, call.today(), "consent", "shared_classes", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::ReferralStatus> ReferralService::WithdrawReferral(const v1::WithdrawReferralRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::ReferralStatus status, RereadStatus(request.name(), call));
  if (status.from_institution() != call.caller().institution) {
    return MakeError(absl::StatusCode::kPermissionDenied, ErrorReason::ERROR_REASON_ACTION_DENIED,
                     "The institution that sent it takes it back.");
  }
  RETURN_IF_ERROR(CheckEtag(request.etag(), status.etag()));
  call.Before(status);
  if (IsClosed(status.state())) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_REFERRAL_CLOSED, "It is closed already.",
                     {{"state", v1::ReferralState_Name(status.state())}});
  }
  RETURN_IF_ERROR(call.Because(request.reason()));
  ASSIGN_OR_RETURN(const bool done, store_.Withdraw(call.transaction(), status.uid(), status.etag()));
  // Somebody was faster, after it was read.
  if (!done) return CheckEtag(request.etag(), "");
  call.Emit("referral.withdrawn", status.name());
  return RereadStatus(status.name(), call);
}

absl::StatusOr<v1::ReferralStatus> ReferralService::GetReferralStatus(const v1::GetReferralStatusRequest& request, Call& call) {
  return RereadStatus(request.name(), call);
}

absl::StatusOr<v1::ListSentReferralsResponse> ReferralService::ListSentReferrals(const v1::ListSentReferralsRequest& request,
                                                                                 Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::ReferralStatus> all, store_.ListFollowed(call.transaction(), request, after, size + 1));
  v1::ListSentReferralsResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.CountFollowed(call.transaction(), request));
    response.set_total(total);
  }
  FillPage(std::move(all), size, request, call, response);
  return response;
}

absl::StatusOr<v1::Referral> ReferralService::GetReferral(const v1::GetReferralRequest& request, Call& call) {
  return Reread(request.name(), call);
}

absl::StatusOr<v1::ListReferralsResponse> ReferralService::ListReferrals(const v1::ListReferralsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  // A person, or who stands for one, sees those about them, wherever they were sent.
  const std::string institution = call.caller().person_uid.empty() ? call.caller().institution : "";
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Referral> all, store_.List(call.transaction(), request, institution, after, size + 1));
  v1::ListReferralsResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.Count(call.transaction(), request, institution));
    response.set_total(total);
  }
  FillPage(std::move(all), size, request, call, response);
  return response;
}

absl::StatusOr<v1::Referral> ReferralService::OpenReferral(const v1::OpenReferralRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Referral referral, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckOurs(referral, call));
  if (referral.state() == v1::REFERRAL_STATE_SENT) {
    call.Before(referral);
    TakeStep(v1::REFERRAL_STATE_SEEN, call.now(), referral);
    RETURN_IF_ERROR(store_.Step(call.transaction(), referral));
    call.Emit("referral.seen", referral.name());
  }
  return Reread(referral.name(), call);
}

absl::StatusOr<v1::Referral> ReferralService::Step(const Answer& answer, Call& call) {
  ASSIGN_OR_RETURN(v1::Referral referral, store_.GetToChange(call.transaction(), UidOf(answer.name)));
  RETURN_IF_ERROR(CheckOurs(referral, call));
  RETURN_IF_ERROR(CheckEtag(answer.etag, referral.etag()));
  call.Before(referral);
  RETURN_IF_ERROR(CheckStep(referral.state(), answer.to));
  TakeStep(answer.to, call.now(), referral);
  answer.say(referral);
  RETURN_IF_ERROR(store_.Step(call.transaction(), referral));
  call.Emit(answer.event, referral.name());
  return Reread(referral.name(), call);
}

absl::StatusOr<v1::Referral> ReferralService::AcceptReferral(const v1::AcceptReferralRequest& request, Call& call) {
  return Step({request.name(), request.etag(), v1::REFERRAL_STATE_ACCEPTED, "referral.accepted",
               [&](v1::Referral& referral) { referral.set_answer_words(request.words()); }},
              call);
}

absl::StatusOr<v1::Referral> ReferralService::DeclineReferral(const v1::DeclineReferralRequest& request, Call& call) {
  return Step({request.name(), request.etag(), v1::REFERRAL_STATE_DECLINED, "referral.declined",
               [&](v1::Referral& referral) {
                 referral.set_refusal(request.refusal());
                 referral.set_answer_words(request.words());
               }},
              call);
}

absl::StatusOr<v1::Referral> ReferralService::CompleteReferral(const v1::CompleteReferralRequest& request, Call& call) {
  return Step({request.name(), request.etag(), v1::REFERRAL_STATE_DONE, "referral.done",
               [&](v1::Referral& referral) {
                 referral.set_outcome(request.outcome());
                 referral.set_answer_words(request.words());
               }},
              call);
}

absl::StatusOr<v1::Referral> ReferralService::ReturnReferral(const v1::ReturnReferralRequest& request, Call& call) {
  return Step({request.name(), request.etag(), v1::REFERRAL_STATE_RETURNED, "referral.returned",
               [&](v1::Referral& referral) {
                 referral.set_refusal(request.refusal());
                 referral.set_answer_words(request.words());
               }},
              call);
}

absl::StatusOr<v1::ReferralStatus> ReferralService::RereadStatus(const std::string& name, Call& call) {
  return store_.Followed(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::Referral> ReferralService::Reread(const std::string& name, Call& call) {
  ASSIGN_OR_RETURN(v1::Referral referral, store_.GetWhole(call.transaction(), UidOf(name)));
  // Who works nationwide has rows of everybody within reach; what was shared was shared with one institution.
  if (call.caller().person_uid.empty() && !CheckOurs(referral, call).ok()) return NotFound();
  return referral;
}

absl::Status ReferralService::WatchReferrals(const outbox::v1::Event& event, Call& call) const {
  Transaction& transaction = call.transaction();
  RETURN_IF_ERROR(call.Because("müddət / term"));
  if (event.kind() == "consent.last_day_over") {
    ASSIGN_OR_RETURN(const std::vector<std::string> closed, store_.EndConsent(transaction, UidOf(event.resource())));
    for (const std::string& uid : closed) call.Emit("referral.consent_withdrawn", ReferralName(uid));
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(v1::Referral referral, store_.GetToChange(transaction, UidOf(event.resource())));
  if (!Watch(call.now(), referral)) return absl::OkStatus();
  RETURN_IF_ERROR(store_.Watch(transaction, referral));
  call.Emit(referral.state() == v1::REFERRAL_STATE_EXPIRED ? "referral.expired" : "referral.overdue", referral.name());
  return absl::OkStatus();
}

void ReferralService::Bind(rpc::Methods& methods) {
  using S = ReferralService;
  methods.Change("SendReferral", *this, &S::CheckSend, &S::SendReferral, &S::RereadStatus);
  methods.Change("WithdrawReferral", *this, &S::WithdrawReferral, &S::RereadStatus);
  methods.Read("GetReferralStatus", *this, &S::GetReferralStatus);
  methods.Read("ListSentReferrals", *this, &S::ListSentReferrals);
  methods.Read("GetReferral", *this, &S::GetReferral);
  methods.Read("ListReferrals", *this, &S::ListReferrals);
  methods.Change("OpenReferral", *this, &S::OpenReferral, &S::Reread);
  methods.Change("AcceptReferral", *this, &S::AcceptReferral, &S::Reread);
  methods.Change("DeclineReferral", *this, &S::DeclineReferral, &S::Reread);
  methods.Change("CompleteReferral", *this, &S::CompleteReferral, &S::Reread);
  methods.Change("ReturnReferral", *this, &S::ReturnReferral, &S::Reread);
}

}  // namespace dayaq::survivor
