#include "services/employment/invitation_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/employment/invitation_rules.h"
#include "services/employment/support_names.h"
#include "services/employment/support_rules.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"

namespace dayaq::employment {
namespace {

using rpc::Call;

constexpr int kUsualDueWork = 50;

}  // namespace

template <typename Request>
absl::StatusOr<v1::Invitation> InvitationService::Begin(const Request& request, Call& call) const {
  ASSIGN_OR_RETURN(v1::Invitation invitation, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), invitation.etag()));
  call.Before(invitation);
  call.Touch(RecordOf(invitation));
  return invitation;
}

absl::StatusOr<v1::Invitation> InvitationService::InvitePerson(const v1::InvitePersonRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const Proposable person, store_.ReferredHere(call.transaction(), UidOf(request.survivor())));
  if (person.deceased) return StepImpossible();
  v1::Invitation invitation =
      InvitationFor(person, v1::INVITATION_ORIGIN_REFERRED, call.caller().institution, policy_.invitations, call.today());
  invitation.set_uid(call.NewUid());
  RETURN_IF_ERROR(store_.Add(call.transaction(), invitation));
  const std::string name = InvitationName(invitation.uid());
  call.Touch(RecordOf(invitation));
  call.Emit("invitation.made", name);
  return Reread(name, call);
}

absl::StatusOr<v1::Invitation> InvitationService::AnswerInvitation(const v1::AnswerInvitationRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Invitation invitation, Begin(request, call));
  Violations found;
  CheckAnswer(request, invitation, found);
  RETURN_IF_ERROR(found.ToStatus());
  RETURN_IF_ERROR(TakeAnswer(request, invitation));
  RETURN_IF_ERROR(store_.Change(call.transaction(), invitation));
  call.Emit("invitation.answered", invitation.name());
  return Reread(invitation.name(), call);
}

absl::StatusOr<v1::Invitation> InvitationService::RecordInvitationContact(const v1::RecordInvitationContactRequest& request,
                                                                          Call& call) {
  ASSIGN_OR_RETURN(v1::Invitation invitation, Begin(request, call));
  RETURN_IF_ERROR(TakeContact(policy_.invitations, call.today(), invitation));
  RETURN_IF_ERROR(store_.Change(call.transaction(), invitation));
  return Reread(invitation.name(), call);
}

absl::StatusOr<v1::Invitation> InvitationService::GetInvitation(const v1::GetInvitationRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Invitation invitation, Reread(request.name(), call));
  call.Touch(RecordOf(invitation));
  return invitation;
}

absl::StatusOr<v1::ListInvitationsResponse> InvitationService::ListInvitations(const v1::ListInvitationsRequest& request,
                                                                               Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Invitation> invitations, store_.List(call.transaction(), request, after, size + 1));
  v1::ListInvitationsResponse response;
  if (invitations.size() > static_cast<size_t>(size)) {
    invitations.pop_back();
    response.set_next_page_token(call.PageToken(invitations.back().uid(), request));
  }
  for (v1::Invitation& invitation : invitations) {
    call.Touch(RecordOf(invitation));
    *response.add_invitations() = std::move(invitation);
  }
  return response;
}

absl::StatusOr<v1::ListDueWorkResponse> InvitationService::ListDueWork(const v1::ListDueWorkRequest& request, Call& call) {
  const PartialDate until = request.has_until() ? request.until() : PartialDateOf(call.today());
  Violations found;
  CheckFullDay(until, "until", found);
  RETURN_IF_ERROR(found.ToStatus());
  ASSIGN_OR_RETURN(std::vector<v1::DueWork> due,
                   store_.Due(call.transaction(), ToText(until), request.limit() == 0 ? kUsualDueWork : request.limit()));
  v1::ListDueWorkResponse response;
  for (v1::DueWork& one : due) {
    call.Touch(RecordOf(one));
    *response.add_due() = std::move(one);
  }
  return response;
}

absl::StatusOr<v1::CountSupportResponse> InvitationService::CountSupport(const v1::CountSupportRequest& request, Call& call) {
  Violations found;
  CheckMonths(request, found);
  RETURN_IF_ERROR(found.ToStatus());
  v1::CountSupportResponse report;
  RETURN_IF_ERROR(store_.Count(call.transaction(), request, report));
  Caution(policy_.small_below, report);
  return report;
}

absl::Status InvitationService::Withdraw(absl::string_view survivor_uid, const std::vector<v1::InvitationState>& states,
                                         Call& call) const {
  ASSIGN_OR_RETURN(const std::vector<std::string> withdrawn, store_.Withdraw(call.transaction(), survivor_uid, states));
  for (const std::string& uid : withdrawn) call.Emit("invitation.withdrawn", InvitationName(uid));
  return absl::OkStatus();
}

absl::Status InvitationService::EndAll(const Proposable& dead, Call& call) const {
  RETURN_IF_ERROR(Withdraw(dead.survivor_uid, {v1::INVITATION_STATE_OPEN, v1::INVITATION_STATE_ACCEPTED}, call));
  ASSIGN_OR_RETURN(const std::set<std::string> courses,
                   enrolments_.LeaveEverything(call.transaction(), dead.survivor_uid, call.today()));
  for (const std::string& course : courses) call.Emit("course.place_free", CourseName(course));
  return absl::OkStatus();
}

absl::Status InvitationService::Invite(const outbox::v1::Event& event, Call& call) const {
  if (event.kind() == "survivor.erased") return store_.Erase(call.transaction(), UidOf(event.resource()));
  ASSIGN_OR_RETURN(const std::optional<Proposable> person, store_.MayBeProposed(call.transaction(), event.resource()));
  // A record that goes on in another one is invited there.
  if (event.kind() == "survivor.merged") RETURN_IF_ERROR(Withdraw(UidOf(event.resource()), {v1::INVITATION_STATE_OPEN}, call));
  if (!person.has_value()) return absl::OkStatus();
  call.Touch(absl::StrCat("survivors/", person->survivor_uid));
  if (person->deceased) return EndAll(*person, call);
  if (!person->adult_on.has_value()) return absl::OkStatus();
  if (*person->adult_on > call.today()) {
    call.EmitAt("invitation.comes_of_age", absl::StrCat("survivors/", person->survivor_uid),
                absl::FromCivil(*person->adult_on, BakuZone()));
    return absl::OkStatus();
  }
  // Once in a life by itself: whoever declined or was not reached is not pressed; advisers may invite again.
  ASSIGN_OR_RETURN(const bool invited, store_.WasInvited(call.transaction(), person->survivor_uid));
  if (invited) return absl::OkStatus();
  v1::Invitation invitation = InvitationFor(*person, v1::INVITATION_ORIGIN_ELIGIBLE,
                                            policy_.invitations.CentreFor(person->district), policy_.invitations, call.today());
  invitation.set_uid(call.NewUid());
  RETURN_IF_ERROR(store_.Add(call.transaction(), invitation));
  call.Emit("invitation.made", InvitationName(invitation.uid()));
  return absl::OkStatus();
}

absl::StatusOr<v1::Invitation> InvitationService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

void InvitationService::Bind(rpc::Methods& methods) {
  using S = InvitationService;
  methods.Change("InvitePerson", *this, &S::InvitePerson, &S::Reread);
  methods.Change("AnswerInvitation", *this, &S::AnswerInvitation, &S::Reread);
  methods.Change("RecordInvitationContact", *this, &S::RecordInvitationContact, &S::Reread);
  methods.Read("GetInvitation", *this, &S::GetInvitation);
  methods.Read("ListInvitations", *this, &S::ListInvitations);
  methods.Read("ListDueWork", *this, &S::ListDueWork);
  methods.Read("CountSupport", *this, &S::CountSupport);
}

}  // namespace dayaq::employment
