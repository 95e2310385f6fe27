#include "services/rehabilitation/centre_service.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/rehabilitation/centre_rules.h"
#include "services/rehabilitation/rehabilitation_names.h"

namespace dayaq::rehabilitation {

absl::StatusOr<v1::Centre> CentreService::OwnCentre(const std::string& uid, Call& call) const {
  ASSIGN_OR_RETURN(v1::Centre centre, store_.Get(call.transaction(), uid));
  if (centre.institution() != call.caller().institution) return NotFound();
  return centre;
}

absl::Status CentreService::CheckDistricts(const v1::Centre& centre, Call& call) const {
  Violations found;
  const auto check = [&](const std::string& code, const std::string& field) -> absl::Status {
    ASSIGN_OR_RETURN(const bool known, store_.IsDistrict(call.transaction(), code));
    if (!known) found.Add(field, ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN, "Name a district of the national gazetteer.");
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(check(centre.district(), "centre.district"));
  for (int i = 0; i < centre.serves_districts_size(); ++i) {
    RETURN_IF_ERROR(check(centre.serves_districts(i), absl::StrCat("centre.serves_districts[", i, "]")));
  }
  return found.ToStatus();
}

template <typename Request, typename M>
absl::Status CentreService::CheckToChange(const Request& request, const M& part, Call& call) const {
  if (part.institution() != call.caller().institution || part.name() != request.name()) return NotFound();
  RETURN_IF_ERROR(CheckEtag(request.etag(), part.etag()));
  call.Before(part);
  return absl::OkStatus();
}

absl::Status CentreService::CheckNewCentre(const v1::AddCentreRequest& request, Call&, Violations& found) {
  CheckCentre(request.centre(), "centre", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Centre> CentreService::AddCentre(const v1::AddCentreRequest& request, Call& call) {
  RETURN_IF_ERROR(CheckDistricts(request.centre(), call));
  ASSIGN_OR_RETURN(const auto present, store_.OfInstitution(call.transaction(), call.caller().institution));
  if (present.has_value()) {
    return MakeError(absl::StatusCode::kAlreadyExists, ErrorReason::ERROR_REASON_CENTRE_EXISTS,
                     "The institution has a centre: correct that one.");
  }
  v1::Centre centre = request.centre();
  centre.set_uid(call.NewUid());
  centre.set_institution(call.caller().institution);
  RETURN_IF_ERROR(store_.Add(call.transaction(), centre));
  return RereadCentre(CentreName(centre.uid()), call);
}

absl::Status CentreService::CheckCentreAsIs(const v1::CorrectCentreRequest& request, Call&, Violations& found) {
  CheckCentre(request.centre(), "centre", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Centre> CentreService::CorrectCentre(const v1::CorrectCentreRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Centre before, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckToChange(request, before, call));
  RETURN_IF_ERROR(CheckDistricts(request.centre(), call));
  RETURN_IF_ERROR(store_.Close(call.transaction(), before.uid()));
  v1::Centre centre = request.centre();
  centre.set_uid(before.uid());
  RETURN_IF_ERROR(store_.Update(call.transaction(), centre));
  call.Emit("centre.changed", before.name());
  return RereadCentre(request.name(), call);
}

absl::StatusOr<v1::Centre> CentreService::GetCentre(const v1::GetCentreRequest& request, Call& call) {
  return RereadCentre(request.name(), call);
}

absl::StatusOr<v1::ListCentresResponse> CentreService::ListCentres(const v1::ListCentresRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::Centre> centres, store_.List(call.transaction(), request, call.today(), after, size + 1));
  v1::ListCentresResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.Count(call.transaction(), request, call.today()));
    response.set_total(total);
  }
  if (centres.size() > static_cast<size_t>(size)) {
    centres.pop_back();
    response.set_next_page_token(call.PageToken(centres.back().uid(), request));
  }
  for (v1::Centre& centre : centres) *response.add_centres() = std::move(centre);
  return response;
}

absl::Status CentreService::CheckNewSpecialist(const v1::AddSpecialistRequest& request, Call&, Violations& found) {
  CheckSpecialist(request.specialist(), "specialist", found);
  return absl::OkStatus();
}

absl::Status CentreService::CheckStaff(const v1::Specialist& specialist, Call& call, Violations& found) const {
  if (specialist.staff_uid().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool works_here, store_.WorksHere(call.transaction(), specialist.staff_uid()));
  if (!works_here) {
    found.Add("specialist.staff_uid", ErrorReason::ERROR_REASON_SPECIALIST_NOT_OF_STAFF,
              "Name somebody who works at the institution of the centre, or nobody.");
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Specialist> CentreService::AddSpecialist(const v1::AddSpecialistRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Centre centre, OwnCentre(UidOf(request.parent()), call));
  Violations found;
  CheckVisitsOf(centre, request.specialist().visits(), "specialist.visits", found);
  RETURN_IF_ERROR(CheckStaff(request.specialist(), call, found));
  RETURN_IF_ERROR(found.ToStatus());
  v1::Specialist specialist = request.specialist();
  specialist.set_uid(call.NewUid());
  specialist.set_centre_uid(centre.uid());
  specialist.set_institution(centre.institution());
  RETURN_IF_ERROR(store_.Add(call.transaction(), specialist));
  return store_.GetSpecialist(call.transaction(), specialist.uid());
}

absl::Status CentreService::CheckSpecialistAsIs(const v1::CorrectSpecialistRequest& request, Call&, Violations& found) {
  CheckSpecialist(request.specialist(), "specialist", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Specialist> CentreService::CorrectSpecialist(const v1::CorrectSpecialistRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Specialist before, store_.GetSpecialistToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckToChange(request, before, call));
  ASSIGN_OR_RETURN(const v1::Centre centre, OwnCentre(before.centre_uid(), call));
  Violations found;
  CheckVisitsOf(centre, request.specialist().visits(), "specialist.visits", found);
  RETURN_IF_ERROR(CheckStaff(request.specialist(), call, found));
  RETURN_IF_ERROR(found.ToStatus());
  v1::Specialist specialist = request.specialist();
  specialist.set_uid(before.uid());
  RETURN_IF_ERROR(store_.Update(call.transaction(), specialist));
  return store_.GetSpecialist(call.transaction(), before.uid());
}

absl::Status CentreService::CheckNewRoom(const v1::AddRoomRequest& request, Call&, Violations& found) {
  CheckWholeDay(request.room().ended_on(), "room.ended_on", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Room> CentreService::AddRoom(const v1::AddRoomRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Centre centre, OwnCentre(UidOf(request.parent()), call));
  Violations found;
  CheckVisitsOf(centre, request.room().visits(), "room.visits", found);
  RETURN_IF_ERROR(found.ToStatus());
  v1::Room room = request.room();
  room.set_uid(call.NewUid());
  room.set_centre_uid(centre.uid());
  room.set_institution(centre.institution());
  RETURN_IF_ERROR(store_.Add(call.transaction(), room));
  return store_.GetRoom(call.transaction(), room.uid());
}

absl::Status CentreService::CheckRoomAsIs(const v1::CorrectRoomRequest& request, Call&, Violations& found) {
  CheckWholeDay(request.room().ended_on(), "room.ended_on", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Room> CentreService::CorrectRoom(const v1::CorrectRoomRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Room before, store_.GetRoomToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckToChange(request, before, call));
  ASSIGN_OR_RETURN(const v1::Centre centre, OwnCentre(before.centre_uid(), call));
  Violations found;
  CheckVisitsOf(centre, request.room().visits(), "room.visits", found);
  RETURN_IF_ERROR(found.ToStatus());
  v1::Room room = request.room();
  room.set_uid(before.uid());
  RETURN_IF_ERROR(store_.Update(call.transaction(), room));
  return store_.GetRoom(call.transaction(), before.uid());
}

absl::Status CentreService::CheckNewClosure(const v1::AddClosureRequest& request, Call&, Violations& found) {
  CheckClosure(request.closure(), "closure", found);
  return absl::OkStatus();
}

absl::StatusOr<v1::Closure> CentreService::AddClosure(const v1::AddClosureRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Centre centre, OwnCentre(UidOf(request.parent()), call));
  v1::Closure closure = request.closure();
  if (!closure.specialist_uid().empty()) {
    ASSIGN_OR_RETURN(const v1::Specialist one, store_.GetSpecialist(call.transaction(), closure.specialist_uid()));
    if (one.centre_uid() != centre.uid()) return NotFound();
  }
  if (!closure.room_uid().empty()) {
    ASSIGN_OR_RETURN(const v1::Room one, store_.GetRoom(call.transaction(), closure.room_uid()));
    if (one.centre_uid() != centre.uid()) return NotFound();
  }
  Violations found;
  CheckNotOver(closure, call.today(), "closure", found);
  RETURN_IF_ERROR(found.ToStatus());
  RETURN_IF_ERROR(store_.Close(call.transaction(), centre.uid()));
  closure.set_uid(call.NewUid());
  closure.set_centre_uid(centre.uid());
  closure.set_institution(centre.institution());
  // What began already is not called in any more.
  const absl::Time first = absl::FromCivil(*Earliest(closure.first_day()), BakuZone());
  const absl::Time end = absl::FromCivil(*Latest(closure.last_day()) + 1, BakuZone());
  ASSIGN_OR_RETURN(const std::vector<std::string> moved,
                   store_.CallIn(call.transaction(), closure, std::max(first, call.now()), end));
  closure.set_called_in(static_cast<int>(moved.size()));
  RETURN_IF_ERROR(store_.Add(call.transaction(), closure));
  for (const std::string& uid : moved) call.Emit("appointment.to_call_in", AppointmentName(uid));
  return store_.GetClosure(call.transaction(), closure.uid());
}

absl::StatusOr<v1::Closure> CentreService::EndClosure(const v1::EndClosureRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Closure before, store_.GetClosureToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckToChange(request, before, call));
  if (before.has_withdrawn_time()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED,
                     "The closure was taken back already.");
  }
  RETURN_IF_ERROR(store_.Withdraw(call.transaction(), before.uid(), call.now()));
  return store_.GetClosure(call.transaction(), before.uid());
}

absl::StatusOr<v1::Centre> CentreService::RereadCentre(const std::string& name, Call& call) {
  return store_.GetWhole(call.transaction(), UidOf(name), call.today());
}
absl::StatusOr<v1::Specialist> CentreService::RereadSpecialist(const std::string& name, Call& call) {
  return store_.GetSpecialist(call.transaction(), UidOf(name));
}
absl::StatusOr<v1::Room> CentreService::RereadRoom(const std::string& name, Call& call) {
  return store_.GetRoom(call.transaction(), UidOf(name));
}
absl::StatusOr<v1::Closure> CentreService::RereadClosure(const std::string& name, Call& call) {
  return store_.GetClosure(call.transaction(), UidOf(name));
}

void CentreService::Bind(rpc::Methods& methods) {
  using S = CentreService;
  methods.Change("AddCentre", *this, &S::CheckNewCentre, &S::AddCentre, &S::RereadCentre);
  methods.Change("CorrectCentre", *this, &S::CheckCentreAsIs, &S::CorrectCentre, &S::RereadCentre);
  methods.Read("GetCentre", *this, &S::GetCentre);
  methods.Read("ListCentres", *this, &S::ListCentres);
  methods.Change("AddSpecialist", *this, &S::CheckNewSpecialist, &S::AddSpecialist, &S::RereadSpecialist);
  methods.Change("CorrectSpecialist", *this, &S::CheckSpecialistAsIs, &S::CorrectSpecialist, &S::RereadSpecialist);
  methods.Change("AddRoom", *this, &S::CheckNewRoom, &S::AddRoom, &S::RereadRoom);
  methods.Change("CorrectRoom", *this, &S::CheckRoomAsIs, &S::CorrectRoom, &S::RereadRoom);
  methods.Change("AddClosure", *this, &S::CheckNewClosure, &S::AddClosure, &S::RereadClosure);
  methods.Change("EndClosure", *this, &S::EndClosure, &S::RereadClosure);
}

}  // namespace dayaq::rehabilitation
