#include "services/survivor/case_rules.h"

#include <algorithm>

#include "services/platform/base/status_macros.h"

namespace dayaq::survivor {
namespace {

absl::Status Refuse(ErrorReason reason, const char* what) { return MakeError(absl::StatusCode::kFailedPrecondition, reason, what); }

// The part of that uid that has not ended yet; nullptr when there is none.
template <typename Parts, typename IsOpen>
auto* FindOpen(Parts& parts, const std::string& uid, IsOpen is_open) {
  for (auto& part : parts) {
    if (part.uid() == uid && is_open(part)) return &part;
  }
  return static_cast<typename Parts::value_type*>(nullptr);
}

absl::Status NoSuchPart() {
  return Refuse(ErrorReason::ERROR_REASON_CASE_PART_NOT_OPEN, "Name a part of this case that has not ended yet.");
}

absl::Status CheckDay(const PartialDate& day, const v1::Case& one, const char* field) {
  Violations found;
  CheckNotBefore(day, one.opened_on(), field, found);
  return found.ToStatus();
}

bool IsOpenGoal(const v1::Goal& goal) { return goal.state() == v1::GOAL_STATE_OPEN; }

void CheckOneOf(bool fits, const char* field, const char* which, Violations& found) {
  if (!fits) found.Add(field, ErrorReason::ERROR_REASON_OUT_OF_RANGE, which);
}

}  // namespace

v1::CaseState StateOf(const v1::Case& one) {
  if (one.has_closed_on()) return v1::CASE_STATE_CLOSED;
  const auto& looks = one.follow_ups();
  const bool looked =
      std::any_of(looks.begin(), looks.end(), [](const v1::FollowUp& follow_up) { return follow_up.has_done_on(); });
  if (looked || !one.services().empty()) return v1::CASE_STATE_ACTIVE;
  return one.goals().empty() ? v1::CASE_STATE_OPEN : v1::CASE_STATE_PLANNED;
}

absl::Status CheckStands(const v1::Survivor& survivor) {
  if (survivor.merged_into_uid().empty()) return absl::OkStatus();
  return Refuse(ErrorReason::ERROR_REASON_RECORD_MERGED, "This person goes on in another record: add it there.");
}

absl::Status CheckOpen(const v1::Case& one) {
  if (!one.has_closed_on()) return absl::OkStatus();
  return Refuse(ErrorReason::ERROR_REASON_CASE_CLOSED, "The case is closed: open it again first.");
}

absl::Status CheckClosed(const v1::Case& one) {
  if (one.has_closed_on()) return absl::OkStatus();
  return Refuse(ErrorReason::ERROR_REASON_CASE_NOT_CLOSED, "Only a closed case can be opened again.");
}

absl::Status CheckTakesOneMore(const v1::Case& one, int parts) {
  RETURN_IF_ERROR(CheckOpen(one));
  if (parts < kMostParts) return absl::OkStatus();
  return Refuse(ErrorReason::ERROR_REASON_CASE_FULL, "The case is full: close it and open another one.");
}

void CheckWholeDay(const PartialDate& day, const std::string& field, Violations& found) {
  // A date that no calendar has is named by its own rule, and one of which nothing is known is none.
  if (!IsPossible(day) || day.year() == 0 || Precision(day) == DatePrecision::kDay) return;
  found.Add(field, ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day.");
}

void CheckNotBefore(const PartialDate& day, const PartialDate& first, const std::string& field, Violations& found) {
  if (day.year() == 0 || first.year() == 0 || IsBefore(day, first) != Certainty::kCertainly) return;
  found.Add(field, ErrorReason::ERROR_REASON_PERIOD_IMPOSSIBLE, "It must not lie before the day it follows.");
}

PartialDate DayOr(const PartialDate& stated, absl::CivilDay today) { return stated.year() == 0 ? PartialDateOf(today) : stated; }

void CheckEnd(const v1::EndNeedRequest& request, Violations& found) {
  CheckWholeDay(request.ended_on(), "ended_on", found);
  CheckOneOf(request.state() != v1::NEED_STATE_OPEN, "state", "MET or NOT_WANTED.", found);
}

void CheckEnd(const v1::EndGoalRequest& request, Violations& found) {
  CheckWholeDay(request.ended_on(), "ended_on", found);
  CheckOneOf(request.state() != v1::GOAL_STATE_OPEN, "state", "REACHED or DROPPED.", found);
}

void CheckClosing(const v1::CloseCaseRequest& request, Violations& found) {
  CheckWholeDay(request.closed_on(), "closed_on", found);
  CheckOneOf(request.open_goals() != v1::GOAL_STATE_OPEN, "open_goals", "REACHED, DROPPED or nothing.", found);
  if (request.reason() == v1::CASE_CLOSE_REASON_OTHER && request.words().empty()) {
    found.Add("words", ErrorReason::ERROR_REASON_REQUIRED, "Say in words why.");
  }
}

void CheckRecorded(const v1::RecordFollowUpRequest& request, absl::CivilDay today, Violations& found) {
  CheckWholeDay(request.done_on(), "done_on", found);
  CheckWholeDay(request.next_due_on(), "next_due_on", found);
  CheckNotBefore(request.next_due_on(), DayOr(request.done_on(), today), "next_due_on", found);
}

void CheckGiven(const v1::GivenService& service, const std::string& path, Violations& found) {
  CheckNotBefore(service.given_until(), service.given_from(), path + ".given_until", found);
}

absl::StatusOr<v1::Need> EndNeed(const v1::EndNeedRequest& request, absl::CivilDay today, v1::Case& one) {
  RETURN_IF_ERROR(CheckOpen(one));
  const auto is_open = [](const v1::Need& need) { return need.state() == v1::NEED_STATE_OPEN; };
  v1::Need* need = FindOpen(*one.mutable_needs(), request.need_uid(), is_open);
  if (need == nullptr) return NoSuchPart();
  *need->mutable_ended_on() = DayOr(request.ended_on(), today);
  need->set_state(request.state());
  RETURN_IF_ERROR(CheckDay(need->ended_on(), one, "ended_on"));
  return *need;
}

absl::StatusOr<v1::Goal> EndGoal(const v1::EndGoalRequest& request, absl::CivilDay today, v1::Case& one) {
  RETURN_IF_ERROR(CheckOpen(one));
  v1::Goal* goal = FindOpen(*one.mutable_goals(), request.goal_uid(), IsOpenGoal);
  if (goal == nullptr) return NoSuchPart();
  *goal->mutable_ended_on() = DayOr(request.ended_on(), today);
  goal->set_state(request.state());
  RETURN_IF_ERROR(CheckDay(goal->ended_on(), one, "ended_on"));
  return *goal;
}

absl::StatusOr<v1::GivenService> EndService(const v1::EndServiceRequest& request, v1::Case& one) {
  RETURN_IF_ERROR(CheckOpen(one));
  const auto goes_on = [](const v1::GivenService& service) { return !service.has_given_until(); };
  v1::GivenService* service = FindOpen(*one.mutable_services(), request.service_uid(), goes_on);
  if (service == nullptr) return NoSuchPart();
  *service->mutable_given_until() = request.given_until();
  if (request.units() > 0) service->set_units(request.units());
  Violations found;
  CheckNotBefore(service->given_until(), service->given_from(), "given_until", found);
  RETURN_IF_ERROR(found.ToStatus());
  return *service;
}

absl::StatusOr<v1::FollowUp> RecordFollowUp(const v1::RecordFollowUpRequest& request, absl::CivilDay today, v1::Case& one) {
  RETURN_IF_ERROR(CheckOpen(one));
  const auto is_planned = [](const v1::FollowUp& follow_up) { return !follow_up.has_done_on(); };
  v1::FollowUp* done = FindOpen(*one.mutable_follow_ups(), request.follow_up_uid(), is_planned);
  if (done == nullptr) return NoSuchPart();
  *done->mutable_done_on() = DayOr(request.done_on(), today);
  done->set_outcome(request.outcome());
  done->set_words(request.words());
  RETURN_IF_ERROR(CheckDay(done->done_on(), one, "done_on"));
  return *done;
}

absl::Status Close(const v1::CloseCaseRequest& request, absl::CivilDay today, v1::Case& one) {
  RETURN_IF_ERROR(CheckOpen(one));
  const PartialDate day = DayOr(request.closed_on(), today);
  RETURN_IF_ERROR(CheckDay(day, one, "closed_on"));
  for (v1::Goal& goal : *one.mutable_goals()) {
    if (!IsOpenGoal(goal)) continue;
    if (request.open_goals() == v1::GOAL_STATE_UNSPECIFIED) {
      return Refuse(ErrorReason::ERROR_REASON_GOALS_OPEN, "Goals are open: say in open_goals what becomes of them.");
    }
    goal.set_state(request.open_goals());
    *goal.mutable_ended_on() = day;
  }
  *one.mutable_closed_on() = day;
  one.set_close_reason(request.reason());
  one.set_close_words(request.words());
  return absl::OkStatus();
}

absl::Status Reopen(v1::Case& one) {
  RETURN_IF_ERROR(CheckClosed(one));
  one.clear_closed_on();
  one.clear_close_reason();
  one.clear_close_words();
  one.set_times_reopened(one.times_reopened() + 1);
  return absl::OkStatus();
}

void Assign(const std::string& owner_uid, v1::Case& one) {
  for (v1::Goal& goal : *one.mutable_goals()) {
    if (IsOpenGoal(goal) && goal.owner_uid() == one.owner_uid()) goal.set_owner_uid(owner_uid);
  }
  one.set_owner_uid(owner_uid);
}

bool NeedsConsent(v1::SupportKind kind) { return kind == v1::SUPPORT_KIND_PSYCHOSOCIAL || kind == v1::SUPPORT_KIND_PEER_SUPPORT; }

int DaysOverdue(const PartialDate& due_on, absl::CivilDay today) {
  const auto due = Earliest(due_on);
  return due.has_value() ? static_cast<int>(today - *due) : 0;
}

}  // namespace dayaq::survivor
