#include "services/rehabilitation/call_in_service.h"

#include <algorithm>
#include <utility>

#include "services/platform/base/etag.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/device_rules.h"
#include "services/rehabilitation/rehabilitation_names.h"
#include "services/rehabilitation/renewal_rules.h"
#include "services/rehabilitation/slot_rules.h"

namespace dayaq::rehabilitation {
namespace {

using rpc::Call;

constexpr int kUsualProposals = 20;
// How far ahead slots are looked for.
constexpr int kDaysAhead = 56;
// Of the list so many are looked through for those who have no appointment yet.
constexpr int kMostLookedAt = 200;
// A slot may be taken by somebody else between looking and taking.
constexpr int kTries = 5;

bool IsLate(const v1::Renewal& renewal, absl::CivilDay day) {
  return renewal.due_on().year() != 0 && day > DayOf(renewal.due_on());
}

Taken TakenBy(const v1::FreeSlot& slot) {
  return {slot.centre_uid(),          slot.specialist_uid(),   slot.room_uid(), v1::VISIT_KIND_DEVICE_MEASUREMENT,
          TimeOf(slot.starts_time()), TimeOf(slot.ends_time())};
}

}  // namespace

absl::StatusOr<v1::Centre> CallInService::OwnCentre(Call& call) const {
  ASSIGN_OR_RETURN(const auto found, centres_.OfInstitution(call.transaction(), call.caller().institution));
  if (!found.has_value()) return NotFound();
  return centres_.GetWhole(call.transaction(), found->uid(), call.today());
}

absl::StatusOr<bool> CallInService::HasAppointment(const v1::Renewal& renewal, Call& call) const {
  if (renewal.appointment_uid().empty()) return false;
  const absl::StatusOr<v1::Appointment> appointment = appointments_.Get(call.transaction(), renewal.appointment_uid());
  if (absl::IsNotFound(appointment.status())) return false;
  RETURN_IF_ERROR(appointment.status());
  return IsKept(*appointment);
}

absl::StatusOr<std::optional<v1::FreeSlot>> CallInService::NextSlot(const v1::Centre& centre, const std::vector<Taken>& taken,
                                                                    absl::CivilDay last, absl::CivilDay& day) const {
  const Busy busy(taken);
  for (; day <= last; ++day) {
    const Search search = {v1::VISIT_KIND_DEVICE_MEASUREMENT, "", StartOf(day), 1};
    auto slots = FreeSlots(centre, search, day, busy, calendar_);
    // A year that nobody has announced is not guessed.
    if (ReasonOf(slots.status()) == ErrorReason::ERROR_REASON_CALENDAR_UNKNOWN) break;
    RETURN_IF_ERROR(slots.status());
    if (!slots->empty()) return std::optional<v1::FreeSlot>(std::move(slots->front()));
  }
  return std::optional<v1::FreeSlot>();
}

absl::StatusOr<v1::ProposeRenewalAppointmentsResponse> CallInService::ProposeRenewalAppointments(
    const v1::ProposeRenewalAppointmentsRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::Centre centre, OwnCentre(call));
  v1::ListRenewalsRequest which;
  which.set_until_month(request.until_month());
  which.set_institution(call.caller().institution);
  for (const auto state : {v1::RENEWAL_STATE_TO_CALL, v1::RENEWAL_STATE_REACHED, v1::RENEWAL_STATE_ESCALATED}) {
    which.add_states(state);
  }
  const int most = request.most() == 0 ? kUsualProposals : request.most();
  ASSIGN_OR_RETURN(std::vector<v1::Renewal> renewals,
                   renewals_.List(call.transaction(), which, call.caller().registers, "", kMostLookedAt));
  const absl::CivilDay last = call.today() + kDaysAhead;
  ASSIGN_OR_RETURN(std::vector<Taken> taken,
                   appointments_.TakenAt(call.transaction(), {centre.uid()}, StartOf(call.today()), StartOf(last + 1)));
  v1::ProposeRenewalAppointmentsResponse response;
  *response.mutable_searched_until() = PartialDateOf(last);
  absl::CivilDay day = call.today() + 1;
  for (v1::Renewal& renewal : renewals) {
    if (response.proposals_size() == most) break;
    ASSIGN_OR_RETURN(const bool kept, HasAppointment(renewal, call));
    if (kept) continue;
    v1::ProposedAppointment& proposal = *response.add_proposals();
    ASSIGN_OR_RETURN(std::optional<v1::FreeSlot> slot, NextSlot(centre, taken, last, day));
    if (slot.has_value()) {
      taken.push_back(TakenBy(*slot));
      proposal.set_late(IsLate(renewal, day));
      *proposal.mutable_slot() = *std::move(slot);
    }
    *proposal.mutable_renewal() = std::move(renewal);
  }
  return response;
}

absl::StatusOr<v1::Episode> CallInService::EpisodeFor(const v1::Renewal& renewal, const v1::Centre& centre, Call& call) const {
  Transaction& transaction = call.transaction();
  // Of two who call the same person in at once the second finds the episode of the first.
  ASSIGN_OR_RETURN(const std::vector<std::string> records, episodes_.RecordsOf(transaction, renewal.survivor_uid()));
  RETURN_IF_ERROR(appointments_.Lock(transaction, records));
  ASSIGN_OR_RETURN(std::optional<v1::Episode> open,
                   episodes_.OpenAt(transaction, renewal.survivor_uid(), v1::EPISODE_KIND_PHYSICAL, centre.uid()));
  if (open.has_value()) return *std::move(open);
  ASSIGN_OR_RETURN(const auto person, episodes_.ReferredHere(transaction, renewal.survivor_uid()));
  if (!person.has_value()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_REFERRAL_NEEDED,
                     "Nobody referred the person here, or the referral was not opened: ask for one first.");
  }
  v1::Episode episode;
  episode.set_uid(call.NewUid());
  episode.set_survivor_uid(person->survivor_uid);
  episode.set_survivor_number(person->survivor_number);
  episode.set_centre_uid(centre.uid());
  episode.set_kind(v1::EPISODE_KIND_PHYSICAL);
  episode.set_state(v1::EPISODE_STATE_OPEN);
  episode.set_origin(v1::EPISODE_ORIGIN_RENEWAL);
  episode.set_referral_uid(person->referral_uid);
  *episode.mutable_opened_on() = PartialDateOf(call.today());
  RETURN_IF_ERROR(episodes_.Add(transaction, episode, *person, call.caller().institution));
  SetName(episode);
  call.Emit("episode.opened", episode.name());
  return episode;
}

absl::StatusOr<v1::Appointment> CallInService::HoldRenewalSlot(const v1::HoldRenewalSlotRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::Renewal renewal, renewals_.GetToChange(transaction, UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), renewal.etag()));
  call.Before(renewal);
  call.Touch(SurvivorName(renewal.survivor_uid()));
  RETURN_IF_ERROR(CheckCallable(renewal));
  ASSIGN_OR_RETURN(const bool kept, HasAppointment(renewal, call));
  if (kept) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_RENEWAL_HAS_APPOINTMENT,
                     "A slot is kept or booked for this renewal.", {{"appointment", AppointmentName(renewal.appointment_uid())}});
  }
  ASSIGN_OR_RETURN(const v1::Centre centre, OwnCentre(call));
  ASSIGN_OR_RETURN(const v1::Episode episode, EpisodeFor(renewal, centre, call));
  const absl::CivilDay last = call.today() + kDaysAhead;
  absl::CivilDay day = call.today() + 1;
  ASSIGN_OR_RETURN(std::vector<Taken> taken,
                   appointments_.TakenAt(transaction, {centre.uid()}, StartOf(call.today()), StartOf(last + 1)));
  for (int tries = 0; tries < kTries; ++tries) {
    ASSIGN_OR_RETURN(const std::optional<v1::FreeSlot> slot, NextSlot(centre, taken, last, day));
    if (!slot.has_value()) break;
    const Wish wish = {v1::VISIT_KIND_DEVICE_MEASUREMENT, slot->specialist_uid(), "", TimeOf(slot->starts_time())};
    absl::StatusOr<v1::Appointment> fitted = taker_.FitOne(episode.uid(), wish, nullptr, call);
    if (const ErrorReason why = ReasonOf(fitted.status()); why == ErrorReason::ERROR_REASON_SLOT_TAKEN ||
                                                           why == ErrorReason::ERROR_REASON_CAPACITY_REACHED ||
                                                           why == ErrorReason::ERROR_REASON_PERSON_BUSY) {
      // Somebody was faster, or the person is elsewhere at that hour: the next one.
      taken.push_back(TakenBy(*slot));
      continue;
    }
    RETURN_IF_ERROR(fitted.status());
    return Keep(*std::move(fitted), renewal, call);
  }
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_NO_FREE_SLOT,
                   "No slot for measuring is free within eight weeks.");
}

absl::StatusOr<v1::Appointment> CallInService::Keep(v1::Appointment fitted, const v1::Renewal& renewal, Call& call) const {
  // Never beyond its own beginning: whoever was not reached by then does not come.
  const absl::Time until =
      std::min(call.now() + absl::Hours(24) * policy_.follow_up.proposal_hold_days, TimeOf(fitted.starts_time()));
  fitted.set_uid(call.NewUid());
  SetName(fitted);
  fitted.set_state(v1::APPOINTMENT_STATE_HELD);
  *fitted.mutable_hold_until_time() = Timestamp(until);
  RETURN_IF_ERROR(appointments_.Add(call.transaction(), fitted));
  RETURN_IF_ERROR(renewals_.SetAppointment(call.transaction(), renewal.uid(), fitted.uid()));
  call.EmitAt("appointment.hold_ends", fitted.name(), until);
  return appointments_.Get(call.transaction(), fitted.uid());
}

absl::StatusOr<v1::Appointment> CallInService::RereadAppointment(const std::string& name, Call& call) {
  return appointments_.Get(call.transaction(), UidOf(name));
}

void CallInService::Bind(rpc::Methods& methods) {
  using S = CallInService;
  methods.Read("ProposeRenewalAppointments", *this, &S::ProposeRenewalAppointments);
  methods.Change("HoldRenewalSlot", *this, &S::HoldRenewalSlot, &S::RereadAppointment);
}

}  // namespace dayaq::rehabilitation
