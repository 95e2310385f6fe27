#include "services/survivor/survivor_service.h"

#include <algorithm>
#include <set>
#include <utility>

#include "services/platform/base/etag.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/sealing/blind_index.h"
#include "services/survivor/disability_law.h"
#include "services/survivor/new_record.h"
#include "services/survivor/survivor_names.h"
#include "services/survivor/survivor_rules.h"

namespace dayaq::survivor {
namespace {

bool ReadsDecisions(const Call& call) { return call.caller().reads.Has(DataClass::DATA_CLASS_DISABILITY); }

// Whether a correction says, or empties, the national id.
bool StatesNationalId(const google::protobuf::FieldMask& mask) {
  return std::any_of(mask.paths().begin(), mask.paths().end(),
                     [](const std::string& path) { return path == "identity" || path == "identity.national_id"; });
}

// What both hold.
std::vector<std::string> Both(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const std::set<std::string> in_b(b.begin(), b.end());
  std::vector<std::string> both;
  std::copy_if(a.begin(), a.end(), std::back_inserter(both), [&in_b](const std::string& uid) { return in_b.count(uid) > 0; });
  return both;
}

}  // namespace

absl::StatusOr<v1::Survivor> SurvivorService::GetSurvivor(const v1::GetSurvivorRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Survivor survivor, RereadSurvivor(request.name(), call));
  // What was known at the end of that day in Baku; the validator has seen that it is a date, of which the last day counts.
  if (const auto day = Latest(request.decisions_as_known_on()); request.has_decisions_as_known_on() && day.has_value()) {
    const std::vector<v1::DisabilityDecision> known = DecisionsAsKnown(survivor, absl::FromCivil(*day + 1, BakuZone()));
    *survivor.mutable_decisions() = {known.begin(), known.end()};
  }
  if (call.caller().reads.Has(DataClass::DATA_CLASS_HEALTH)) RETURN_IF_ERROR(devices_.AddTo(call.transaction(), survivor));
  return survivor;
}

absl::StatusOr<v1::Survivor> SurvivorService::RereadSurvivor(const std::string& name, Call& call) {
  return store_.GetWhole(call.transaction(), UidOf(name), ReadsDecisions(call));
}

absl::StatusOr<v1::Survivor> SurvivorService::RereadCorrected(const std::string& name, Call& call) {
  absl::StatusOr<v1::Survivor> survivor = RereadSurvivor(name, call);
  if (!absl::IsNotFound(survivor.status())) return survivor;
  // This caller corrected it before, and records are never removed: it lies elsewhere now, which says no more than they said.
  v1::Survivor moved;
  moved.set_name(name);
  moved.set_uid(UidOf(name));
  return moved;
}

absl::StatusOr<v1::ListSurvivorsResponse> SurvivorService::ListSurvivors(const v1::ListSurvivorsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  ASSIGN_OR_RETURN(const auto found, Find(request.filter(), call));
  v1::SurvivorFilter filter = request.filter();
  if (!filter.number().empty() && filter.registers().empty()) {
    // A number is one in all registers: look in every one that is the caller's.
    filter.mutable_registers()->Add(call.caller().registers.begin(), call.caller().registers.end());
  }
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Survivor> survivors, store_.Search(call.transaction(), filter, found, after, size + 1));
  v1::ListSurvivorsResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.Count(call.transaction(), filter, found));
    response.set_total(total);
  }
  if (survivors.size() > static_cast<size_t>(size)) {
    survivors.pop_back();
    response.set_next_page_token(call.PageToken(survivors.back().uid(), request));
  }
  for (v1::Survivor& survivor : survivors) *response.add_survivors() = std::move(survivor);
  return response;
}

absl::StatusOr<std::optional<std::vector<std::string>>> SurvivorService::Find(const v1::SurvivorFilter& filter, Call& call) const {
  const auto make = [&call](absl::string_view kind, absl::string_view text) { return call.Token(kind, text); };
  std::optional<std::vector<std::string>> found;
  // Where several things were asked for, all must hold.
  const auto narrow = [&found](const std::vector<std::string>& uids) { found = found.has_value() ? Both(*found, uids) : uids; };
  if (!filter.national_id().empty()) {
    const std::string id = NormaliseNationalId(filter.national_id()).value_or(filter.national_id());
    ASSIGN_OR_RETURN(const auto uids, store_.FindByTokens(call.transaction(), kNationalIdToken, {make(kNationalIdToken, id)}));
    narrow(uids);
  }
  if (!filter.person_name().empty()) {
    ASSIGN_OR_RETURN(const auto uids,
                     store_.FindByTokens(call.transaction(), kNameToken, NameSearchTokens(filter.person_name(), make)));
    narrow(uids);
  }
  if (!filter.casualty_uid().empty()) {
    ASSIGN_OR_RETURN(const auto uids, store_.FindByCasualty(call.transaction(), filter.casualty_uid()));
    narrow(uids);
  }
  return found;
}

absl::StatusOr<v1::Survivor> SurvivorService::GetToChange(const std::string& name, const std::string& etag, Call& call) const {
  ASSIGN_OR_RETURN(v1::Survivor survivor, store_.GetToChange(call.transaction(), UidOf(name), ReadsDecisions(call)));
  RETURN_IF_ERROR(CheckEtag(etag, survivor.etag()));
  call.Before(survivor);
  return survivor;
}

absl::StatusOr<v1::Survivor> SurvivorService::CorrectSurvivor(const v1::CorrectSurvivorRequest& request, Call& call) {
  RETURN_IF_ERROR(LockStatedId(request, call));
  ASSIGN_OR_RETURN(v1::Survivor survivor, GetToChange(request.name(), request.etag(), call));
  const v1::Survivor before = survivor;
  Violations found;
  TakeCorrection(request.update_mask(), request.details(), survivor, found);
  RETURN_IF_ERROR(found.ToStatus());
  CheckCorrected(survivor, found);
  if (survivor.home_district() != before.home_district()) RETURN_IF_ERROR(CheckHome(survivor, call, found));
  RETURN_IF_ERROR(CheckNationalId(before.identity(), survivor, call, found));
  RETURN_IF_ERROR(found.ToStatus());
  NoteDeathBeforeBirth(survivor);
  // Who says the national id has looked whose record it is.
  if (StatesNationalId(request.update_mask())) NoteDoubt(v1::SURVIVOR_DOUBT_OTHER_IDENTITY, false, survivor);

  const bool unconfirmed = IsOtherIdentity(before.identity(), survivor.identity()) && TakeBackConfirmation(survivor);
  RETURN_IF_ERROR(NeedKey(survivor, call));
  RETURN_IF_ERROR(call.Because(request.reason()));
  RETURN_IF_ERROR(store_.UpdateDetails(call.transaction(), survivor, unconfirmed));
  RETURN_IF_ERROR(store_.UpdateTokens(call.transaction(), survivor, TokensFor(survivor, call)));
  call.Emit("survivor.changed", survivor.name());
  ASSIGN_OR_RETURN(v1::Survivor changed, RereadSurvivor(survivor.name(), call));
  if (!changed.home_district().empty() && changed.home_district() != changed.district()) {
    changed.set_district(changed.home_district());
    RETURN_IF_ERROR(store_.MoveToDistrict(call.transaction(), changed.uid(), changed.district()));
  }
  return changed;
}

absl::Status SurvivorService::CheckHome(const v1::Survivor& survivor, Call& call, Violations& found) const {
  if (survivor.home_district().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool known, store_.IsPlace(call.transaction(), survivor.register_(), survivor.home_district()));
  if (!known) {
    found.Add("details.home_district", ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN, "Name a district of the register's gazetteer.");
  }
  return absl::OkStatus();
}

// Who gives a national id to a record waits for others who give the same one, before waiting for any record: so does whoever opens
// records, and nobody waits in a circle.
absl::Status SurvivorService::LockStatedId(const v1::CorrectSurvivorRequest& request, Call& call) const {
  const std::string id =
      StatesNationalId(request.update_mask()) ? NationalIdToken(request.details().identity(), call) : std::string();
  return id.empty() ? absl::OkStatus() : store_.LockNationalIds(call.transaction(), {id});
}

// A national id belongs to one record; a doubt about it ends when nobody else bears it any more.
absl::Status SurvivorService::CheckNationalId(const common::v1::PersonIdentity& before, v1::Survivor& survivor, Call& call,
                                              Violations& found) const {
  const std::string id = NationalIdToken(survivor.identity(), call);
  const bool changed = id != NationalIdToken(before, call);
  const auto& doubts = survivor.doubts();
  if (!changed && std::find(doubts.begin(), doubts.end(), v1::SURVIVOR_DOUBT_SAME_NATIONAL_ID) == doubts.end()) {
    return absl::OkStatus();
  }
  bool borne = false;
  if (!id.empty()) {
    ASSIGN_OR_RETURN(borne, store_.OtherBears(call.transaction(), survivor, id));
  }
  if (borne && changed) {
    found.Add("details.identity.national_id", ErrorReason::ERROR_REASON_NATIONAL_ID_TAKEN,
              "Another record bears this national id: check the number.");
  }
  if (!borne) NoteDoubt(v1::SURVIVOR_DOUBT_SAME_NATIONAL_ID, false, survivor);
  return absl::OkStatus();
}

absl::StatusOr<v1::Survivor> SurvivorService::ConfirmIdentity(const v1::ConfirmIdentityRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Survivor survivor, GetToChange(request.name(), request.etag(), call));
  RETURN_IF_ERROR(CheckConfirmable(survivor));
  RETURN_IF_ERROR(call.Because(request.document()));
  RETURN_IF_ERROR(store_.ConfirmIdentity(call.transaction(), survivor.uid(), call.now(), request.document()));
  call.Emit("survivor.identity_confirmed", survivor.name());
  return RereadSurvivor(survivor.name(), call);
}

absl::StatusOr<v1::Survivor> SurvivorService::RecordDeath(const v1::RecordDeathRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Survivor survivor, GetToChange(request.name(), request.etag(), call));
  RETURN_IF_ERROR(CheckNoDeathKnown(survivor));
  Violations found;
  CheckDeathDay(request.died_on(), survivor, "died_on", found);
  RETURN_IF_ERROR(found.ToStatus());
  SetDead({.died_on = request.died_on(), .cause = request.cause(), .document = request.document()}, call.now(), survivor);
  RETURN_IF_ERROR(call.Because(request.document()));
  RETURN_IF_ERROR(store_.RecordDeath(call.transaction(), survivor));
  call.Emit("survivor.died", survivor.name());
  return RereadSurvivor(survivor.name(), call);
}

absl::StatusOr<v1::Survivor> SurvivorService::WithdrawDeath(const v1::WithdrawDeathRequest& request, Call& call) {
  ASSIGN_OR_RETURN(v1::Survivor survivor, GetToChange(request.name(), request.etag(), call));
  RETURN_IF_ERROR(CheckDeathWithdrawable(survivor));
  SetLiving(survivor);
  RETURN_IF_ERROR(call.Because(request.reason()));
  RETURN_IF_ERROR(store_.WithdrawDeath(call.transaction(), survivor));
  call.Emit("survivor.changed", survivor.name());
  return RereadSurvivor(survivor.name(), call);
}

void SurvivorService::Bind(rpc::Methods& methods) {
  using S = SurvivorService;
  methods.Read("GetSurvivor", *this, &S::GetSurvivor);
  methods.Read("ListSurvivors", *this, &S::ListSurvivors);
  methods.Change("CorrectSurvivor", *this, &S::CorrectSurvivor, &S::RereadCorrected);
  methods.Change("ConfirmIdentity", *this, &S::ConfirmIdentity, &S::RereadSurvivor);
  methods.Change("RecordDeath", *this, &S::RecordDeath, &S::RereadSurvivor);
  methods.Change("WithdrawDeath", *this, &S::WithdrawDeath, &S::RereadSurvivor);
}

}  // namespace dayaq::survivor
