#include "services/survivor/family_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/survivor/age_rules.h"
#include "services/survivor/family_rules.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

void NoteMinority(absl::CivilDay today, v1::FamilyMember& member) {
  member.set_may_be_minor(IsMinor(member.identity().birth_date(), today) != Certainty::kNo);
}

// Of the member; and of the survivor, whose benefits the family shares.
void Tell(const v1::FamilyMember& member, Call& call) {
  call.Emit("family.changed", FamilyMemberName(member.uid()));
  call.Emit("survivor.family_changed", SurvivorName(member.survivor_uid()));
}

}  // namespace

absl::Status FamilyService::Settle(const v1::Survivor& survivor, v1::FamilyMember& member, Call& call, Violations& found) const {
  CheckMember(member, survivor, call.today(), "member", found);
  std::optional<v1::Survivor> linked;
  if (!member.member_uid().empty() && member.member_uid() != survivor.uid()) {
    absl::StatusOr<v1::Survivor> record = parties_.Standing(call.transaction(), member.member_uid());
    ASSIGN_OR_RETURN(const bool twice, store_.IsLinked(call.transaction(), member));
    if (!record.ok() || twice) {
      found.Add("member.member_uid", ErrorReason::ERROR_REASON_FAMILY_LINK_INVALID,
                "Name a record that you see, that stands for itself and is not linked in this family yet.");
    } else {
      linked = *std::move(record);
    }
  }
  RETURN_IF_ERROR(found.ToStatus());
  NoteDoubts(survivor, linked.has_value() ? &*linked : nullptr, call.today(), member);
  NoteComingOfAge(member);
  PersonKeys& keys = call.transaction().keys();
  return member.has_identity() && !keys.Knows(survivor.uid()) ? keys.Create(survivor.uid()) : absl::OkStatus();
}

absl::StatusOr<v1::FamilyMember> FamilyService::AddFamilyMember(const v1::AddFamilyMemberRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Survivor survivor, parties_.Standing(call.transaction(), UidOf(request.survivor())));
  v1::FamilyMember member = request.member();
  member.set_survivor_uid(survivor.uid());
  member.set_register_(survivor.register_());
  member.set_district(survivor.district());
  member.set_institution(survivor.institution());
  Violations found;
  RETURN_IF_ERROR(Settle(survivor, member, call, found));
  member.set_uid(call.NewUid());
  RETURN_IF_ERROR(store_.Add(call.transaction(), member));
  Tell(member, call);
  return Reread(FamilyMemberName(member.uid()), call);
}

absl::StatusOr<v1::FamilyMember> FamilyService::CorrectFamilyMember(const v1::CorrectFamilyMemberRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::FamilyMember member, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), member.etag()));
  call.Before(member);
  ASSIGN_OR_RETURN(const v1::Survivor survivor, parties_.Standing(call.transaction(), member.survivor_uid()));
  Violations found;
  TakeMember(request.update_mask(), request.member(), member, found);
  RETURN_IF_ERROR(found.ToStatus());
  RETURN_IF_ERROR(Settle(survivor, member, call, found));
  RETURN_IF_ERROR(call.Because(request.reason()));
  RETURN_IF_ERROR(store_.Update(call.transaction(), member));
  Tell(member, call);
  return Reread(member.name(), call);
}

absl::StatusOr<v1::FamilyMember> FamilyService::EndFamilyMember(const v1::EndFamilyMemberRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::FamilyMember member, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), member.etag()));
  call.Before(member);
  *member.mutable_ended_on() = request.ended_on();
  if (IsBefore(member.ended_on(), member.identity().birth_date()) == Certainty::kCertainly) {
    Violations found;
    found.Add("ended_on", ErrorReason::ERROR_REASON_FAMILY_CONTRADICTION, "Nothing ends before a birth.");
    return found.ToStatus();
  }
  RETURN_IF_ERROR(call.Because(request.reason()));
  RETURN_IF_ERROR(store_.Update(call.transaction(), member));
  Tell(member, call);
  return Reread(member.name(), call);
}

absl::StatusOr<v1::ListFamilyResponse> FamilyService::ListFamily(const v1::ListFamilyRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::FamilyMember> members, store_.List(call.transaction(), request, after, size + 1));
  v1::ListFamilyResponse response;
  if (after.empty()) RETURN_IF_ERROR(store_.CountFamily(call.transaction(), request, response));
  if (members.size() > static_cast<size_t>(size)) {
    members.pop_back();
    response.set_next_page_token(call.PageToken(members.back().uid(), request));
  }
  for (v1::FamilyMember& member : members) {
    NoteMinority(call.today(), member);
    *response.add_members() = std::move(member);
  }
  return response;
}

absl::StatusOr<v1::CountVictimsResponse> FamilyService::CountVictims(const v1::CountVictimsRequest& request, Call& call) {
  return store_.CountVictims(call.transaction(), request);
}

absl::Status FamilyService::NoteAge(const outbox::v1::Event& event, Call& call) const {
  absl::StatusOr<v1::FamilyMember> member = store_.GetToChange(call.transaction(), UidOf(event.resource()));
  // Given back or erased meanwhile, or corrected, which notes it too.
  if (absl::IsNotFound(member.status())) return absl::OkStatus();
  RETURN_IF_ERROR(member.status());
  if (member->has_of_age_on()) return absl::OkStatus();
  NoteComingOfAge(*member);
  // The birth date is not known.
  if (!member->has_of_age_on()) return absl::OkStatus();
  RETURN_IF_ERROR(store_.NoteComingOfAge(call.transaction(), *member));
  call.Touch(SurvivorName(member->survivor_uid()));
  Tell(*member, call);
  return absl::OkStatus();
}

absl::StatusOr<v1::FamilyMember> FamilyService::Reread(const std::string& name, Call& call) {
  ASSIGN_OR_RETURN(v1::FamilyMember member, store_.Get(call.transaction(), UidOf(name)));
  NoteMinority(call.today(), member);
  return member;
}

void FamilyService::Bind(rpc::Methods& methods) {
  using S = FamilyService;
  methods.Change("AddFamilyMember", *this, &S::AddFamilyMember, &S::Reread);
  methods.Change("CorrectFamilyMember", *this, &S::CorrectFamilyMember, &S::Reread);
  methods.Change("EndFamilyMember", *this, &S::EndFamilyMember, &S::Reread);
  methods.Read("ListFamily", *this, &S::ListFamily);
  methods.Read("CountVictims", *this, &S::CountVictims);
}

}  // namespace dayaq::survivor
