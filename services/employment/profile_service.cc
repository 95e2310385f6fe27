#include "services/employment/profile_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "services/employment/employment_names.h"
#include "services/employment/placement_rules.h"
#include "services/employment/profile_rules.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::employment {
namespace {

// Districts of the national gazetteer: people look for work in the country.
constexpr char kNationalRegister[] = "az";

absl::Status CheckDistrict(const ProfileStore& store, const v1::ProfileContent& content, Call& call, Violations& found) {
  ASSIGN_OR_RETURN(const bool known, store.IsDistrict(call.transaction(), kNationalRegister, content.lives_in()));
  if (!known)
    found.Add("content.lives_in", ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN, "Name a district of the national gazetteer.");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Profile> ProfileService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

absl::Status ProfileService::CheckNew(const v1::OpenProfileRequest& request, Call& call, Violations& found) {
  CheckContent(request.content(), policy_, "content", found);
  return CheckDistrict(store_, request.content(), call, found);
}

absl::StatusOr<PersonHere> ProfileService::PersonFor(const v1::OpenProfileRequest& request, Call& call) const {
  const std::string survivor = UidOf(request.survivor());
  ASSIGN_OR_RETURN(std::optional<PersonHere> person, request.member_uid().empty()
                                                         ? store_.PersonReferred(call.transaction(), survivor)
                                                         : store_.MemberReferred(call.transaction(), request.member_uid()));
  // A member of another family is nobody here.
  if (!person.has_value() || (!request.member_uid().empty() && person->survivor_uid != survivor)) {
    Violations found;
    found.Add(request.member_uid().empty() ? "survivor" : "member_uid", ErrorReason::ERROR_REASON_REFERRAL_NEEDED,
              "Name somebody who was referred to the institution, or a member of their family, and open the referral first.");
    return found.ToStatus();
  }
  if (person->deceased) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_DEATH_KNOWN, "A death is recorded.");
  }
  if (person->may_be_minor) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_WORKER_MAY_BE_MINOR,
                     "The person may be under age: work is not looked for.");
  }
  return *std::move(person);
}

absl::StatusOr<v1::Profile> ProfileService::OpenProfile(const v1::OpenProfileRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const PersonHere person, PersonFor(request, call));
  v1::Profile profile;
  profile.set_uid(call.NewUid());
  profile.set_survivor_uid(person.survivor_uid);
  profile.set_member_uid(request.member_uid());
  // One person is one person: somebody of the family who is in the register too has no second full-time place by it.
  profile.set_person_uid(request.member_uid().empty() ? person.survivor_uid
                         : person.own_record.empty()  ? request.member_uid()
                                                      : person.own_record);
  profile.set_survivor_number(person.survivor_number);
  profile.set_register_(person.register_code);
  profile.set_district(person.district);
  profile.set_institution(call.caller().institution);
  profile.set_referral_uid(person.referral_uid);
  profile.set_state(v1::PROFILE_STATE_OPEN);
  *profile.mutable_content() = request.content();
  *profile.mutable_opened_on() = PartialDateOf(call.today());
  RETURN_IF_ERROR(store_.Add(call.transaction(), profile));
  SetName(profile);
  call.Touch(RecordName(profile.survivor_uid()));
  call.Emit("profile.opened", profile.name());
  return Reread(profile.name(), call);
}

template <typename Request>
absl::StatusOr<v1::Profile> ProfileService::GetToChange(const Request& request, Call& call) const {
  ASSIGN_OR_RETURN(v1::Profile profile, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), profile.etag()));
  call.Before(profile);
  call.Touch(RecordName(profile.survivor_uid()));
  RETURN_IF_ERROR(CheckOpen(profile));
  return profile;
}

absl::Status ProfileService::CheckChange(const v1::UpdateProfileRequest& request, Call& call, Violations& found) {
  CheckContent(request.content(), policy_, "content", found);
  return CheckDistrict(store_, request.content(), call, found);
}

absl::StatusOr<v1::Profile> ProfileService::UpdateProfile(const v1::UpdateProfileRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Profile profile, GetToChange(request, call));
  *profile.mutable_content() = request.content();
  RETURN_IF_ERROR(store_.Change(call.transaction(), profile));
  return Reread(profile.name(), call);
}

absl::Status ProfileService::CheckConsent(const v1::GiveProposalConsentRequest& request, Call&, Violations& found) {
  CheckWholeDate(request.given_on(), "given_on", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Profile> ProfileService::GiveProposalConsent(const v1::GiveProposalConsentRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Profile profile, GetToChange(request, call));
  *profile.mutable_consent_given_on() = request.given_on();
  profile.set_consent_document(request.document());
  profile.clear_consent_withdrawn_on();
  RETURN_IF_ERROR(store_.SetConsent(call.transaction(), profile));
  call.Emit("profile.consent_given", profile.name());
  return Reread(profile.name(), call);
}

absl::StatusOr<v1::Profile> ProfileService::WithdrawProposalConsent(const v1::WithdrawProposalConsentRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Profile profile, GetToChange(request, call));
  RETURN_IF_ERROR(CheckProposable(profile));
  *profile.mutable_consent_withdrawn_on() = PartialDateOf(call.today());
  RETURN_IF_ERROR(store_.SetConsent(call.transaction(), profile));
  RETURN_IF_ERROR(store_.ForgetProposals(call.transaction(), profile.uid()));
  call.Emit("profile.consent_withdrawn", profile.name());
  return Reread(profile.name(), call);
}

absl::Status ProfileService::CheckClosing(const v1::CloseProfileRequest& request, Call&, Violations& found) {
  CheckCloseReason(request, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Profile> ProfileService::CloseProfile(const v1::CloseProfileRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Profile profile, GetToChange(request, call));
  Close(request.reason(), call.today(), profile);
  RETURN_IF_ERROR(store_.Close(call.transaction(), profile));
  call.Emit("profile.closed", profile.name());
  return Reread(profile.name(), call);
}

absl::StatusOr<v1::Profile> ProfileService::GetProfile(const v1::GetProfileRequest& request, Call& call) {
  return Reread(request.name(), call);
}

absl::StatusOr<v1::ListProfilesResponse> ProfileService::ListProfiles(const v1::ListProfilesRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Profile> profiles, store_.List(call.transaction(), request, after, size + 1));
  v1::ListProfilesResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.Count(call.transaction(), request));
    response.set_total(total);
  }
  if (profiles.size() > static_cast<size_t>(size)) {
    profiles.pop_back();
    response.set_next_page_token(call.PageToken(profiles.back().uid(), request));
  }
  for (v1::Profile& profile : profiles) *response.add_profiles() = std::move(profile);
  return response;
}

void ProfileService::Bind(rpc::Methods& methods) {
  using S = ProfileService;
  methods.Change("OpenProfile", *this, &S::CheckNew, &S::OpenProfile, &S::Reread);
  methods.Change("UpdateProfile", *this, &S::CheckChange, &S::UpdateProfile, &S::Reread);
  methods.Change("GiveProposalConsent", *this, &S::CheckConsent, &S::GiveProposalConsent, &S::Reread);
  methods.Change("WithdrawProposalConsent", *this, &S::WithdrawProposalConsent, &S::Reread);
  methods.Change("CloseProfile", *this, &S::CheckClosing, &S::CloseProfile, &S::Reread);
  methods.Read("GetProfile", *this, &S::GetProfile);
  methods.Read("ListProfiles", *this, &S::ListProfiles);
}

}  // namespace dayaq::employment
