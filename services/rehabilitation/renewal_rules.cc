#include "services/rehabilitation/renewal_rules.h"

#include <algorithm>

#include "services/platform/calendar/months.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/device_rules.h"

namespace dayaq::rehabilitation {
namespace {

// So often nobody answers before somebody else must look for the person.
constexpr int kMostAttempts = 3;
constexpr int kMostContacts = 50;
// A decision for a day farther away is a slip of the pen.
constexpr int kMostDecidedMonths = 240;

bool IsKnown(const PartialDate& day) { return day.year() != 0; }

void Set(PartialDate& date, absl::CivilDay day) { date = PartialDateOf(day); }

// A day that people, or a recall, decided about; it stays.
bool IsDecided(const v1::Renewal& renewal) {
  return renewal.basis() == v1::RENEWAL_BASIS_DOCTOR || renewal.basis() == v1::RENEWAL_BASIS_COMMISSION ||
         renewal.basis() == v1::RENEWAL_BASIS_RECALL;
}

// The end of the list's term, for a person who is of age on that day; nothing while they may be under 18.
std::optional<absl::CivilDay> EndOfTerm(const v1::Device& device, const DeviceTerm& term, absl::CivilDay today) {
  const absl::CivilDay end = MonthsLater(DayOf(device.delivered_on()), term.adult_months);
  if (device.wearer_age() != v1::WEARER_AGE_MINOR) return end;
  const absl::CivilDay of_age = Latest(device.adult_on()).value_or(absl::CivilDay::max());
  if (today < of_age) return std::nullopt;
  return std::max(end, of_age);
}

void SetTerm(const v1::Device& device, const DevicePolicy& policy, absl::CivilDay today, v1::Renewal& renewal) {
  const DeviceClassRule* const rule = policy.Class(device.device_class());
  const DeviceTerm* const term = rule == nullptr ? nullptr : rule->TermOn(DayOf(device.delivered_on()));
  renewal.clear_term_ends_on();
  renewal.clear_review_on();
  renewal.set_term_example(term != nullptr && term->example);
  const auto end = term == nullptr ? std::nullopt : EndOfTerm(device, *term, today);
  if (end.has_value()) Set(*renewal.mutable_term_ends_on(), *end);
  if (IsKnown(device.recalled_on()) && renewal.basis() != v1::RENEWAL_BASIS_RECALL) {
    renewal.set_basis(v1::RENEWAL_BASIS_RECALL);
    *renewal.mutable_due_on() = device.recalled_on();
    renewal.set_decision_document(device.recall_document());
  }
  if (IsDecided(renewal)) return;
  renewal.clear_due_on();
  renewal.set_basis(v1::RENEWAL_BASIS_UNSPECIFIED);
  if (end.has_value()) {
    Set(*renewal.mutable_due_on(), *end);
    renewal.set_basis(v1::RENEWAL_BASIS_TERM);
  } else if (term != nullptr) {
    Set(*renewal.mutable_review_on(), MonthsLater(DayOf(device.delivered_on()), policy.follow_up.minor_review_first_months));
  }
}

// Why nobody is called in; UNSPECIFIED when somebody is.
v1::RenewalReason ReasonOf(const v1::Device& device, const v1::Renewal& renewal, const RenewalFacts& facts) {
  // Nobody knows any more whose it is.
  if (renewal.stop_reason() == v1::RENEWAL_REASON_ERASED) return v1::RENEWAL_REASON_ERASED;
  if (device.state() == v1::DEVICE_STATE_RENEWED) return v1::RENEWAL_REASON_RENEWED;
  if (facts.deceased) return v1::RENEWAL_REASON_DIED;
  if (device.state() == v1::DEVICE_STATE_RETURNED) return v1::RENEWAL_REASON_RETURNED;
  if (device.state() == v1::DEVICE_STATE_LOST) return v1::RENEWAL_REASON_LOST;
  if (renewal.stop_reason() == v1::RENEWAL_REASON_DECLINED && renewal.basis() != v1::RENEWAL_BASIS_RECALL) {
    return v1::RENEWAL_REASON_DECLINED;
  }
  if (!IsKnown(renewal.due_on()) && !IsKnown(renewal.review_on())) return v1::RENEWAL_REASON_NO_TERM;
  return v1::RENEWAL_REASON_UNSPECIFIED;
}

// A minor is looked at when the alarm rings; whoever has a due day is called in before.
void SetCallIn(const FollowUpRule& rule, v1::Renewal& renewal) {
  renewal.clear_call_in_on();
  if (IsKnown(renewal.due_on())) {
    Set(*renewal.mutable_call_in_on(), DayOf(renewal.due_on()) - rule.call_in_days);
  } else if (IsKnown(renewal.review_on())) {
    *renewal.mutable_call_in_on() = renewal.review_on();
  }
}

void Wait(v1::Renewal& renewal) {
  renewal.set_state(v1::RENEWAL_STATE_WAITING);
  *renewal.mutable_next_on() = renewal.call_in_on();
}

}  // namespace

bool IsClosed(const v1::Renewal& renewal) {
  return renewal.state() == v1::RENEWAL_STATE_DONE || renewal.state() == v1::RENEWAL_STATE_STOPPED;
}

void Advance(const FollowUpRule& rule, absl::CivilDay today, v1::Renewal& renewal) {
  if (!IsKnown(renewal.next_on()) || DayOf(renewal.next_on()) > today) return;
  switch (renewal.state()) {
    case v1::RENEWAL_STATE_WAITING:
      renewal.set_state(v1::RENEWAL_STATE_TO_CALL);
      // The last alarm of a minor escalates; everybody else has so many days of calling in.
      Set(*renewal.mutable_next_on(),
          std::max(today + rule.escalate_days,
                   IsKnown(renewal.due_on())
                       ? today
                       : MonthsLater(DayOf(renewal.review_on()), rule.minor_review_last_months - rule.minor_review_first_months)));
      return;
    case v1::RENEWAL_STATE_TO_CALL:
    case v1::RENEWAL_STATE_REACHED:
      renewal.set_state(v1::RENEWAL_STATE_ESCALATED);
      renewal.clear_next_on();
      return;
    default:
      return;
  }
}

std::optional<absl::CivilDay> ComesOfAge(const v1::Device& device, absl::CivilDay today) {
  if (device.wearer_age() != v1::WEARER_AGE_MINOR || !IsInHand(device.state())) return std::nullopt;
  const auto of_age = Latest(device.adult_on());
  if (!of_age.has_value() || *of_age <= today) return std::nullopt;
  return of_age;
}

v1::Renewal RenewalOf(const v1::Device& device, const v1::Renewal& before, const RenewalFacts& facts, const DevicePolicy& policy,
                      absl::CivilDay today) {
  v1::Renewal renewal = before;
  renewal.set_uid(device.uid());
  renewal.set_survivor_uid(device.survivor_uid());
  renewal.set_register_(device.register_());
  renewal.set_district(device.district());
  renewal.set_institution(device.institution());
  renewal.set_device_class(device.device_class());
  SetTerm(device, policy, today, renewal);
  renewal.set_stop_reason(ReasonOf(device, renewal, facts));
  SetCallIn(policy.follow_up, renewal);
  if (renewal.stop_reason() != v1::RENEWAL_REASON_UNSPECIFIED) {
    renewal.set_state(renewal.stop_reason() == v1::RENEWAL_REASON_RENEWED ? v1::RENEWAL_STATE_DONE : v1::RENEWAL_STATE_STOPPED);
    renewal.clear_next_on();
    return renewal;
  }
  if (facts.successor_under_way) {
    renewal.set_state(v1::RENEWAL_STATE_UNDER_WAY);
    renewal.clear_next_on();
    return renewal;
  }
  // Whoever lives after all was told to nobody for a while: a person looks how it stands with them.
  if (before.stop_reason() == v1::RENEWAL_REASON_DIED) {
    renewal.set_state(v1::RENEWAL_STATE_ESCALATED);
    renewal.clear_next_on();
    return renewal;
  }
  const bool moved = ToText(renewal.call_in_on()) != ToText(before.call_in_on());
  const bool going_on = before.state() == v1::RENEWAL_STATE_TO_CALL || before.state() == v1::RENEWAL_STATE_REACHED ||
                        before.state() == v1::RENEWAL_STATE_ESCALATED;
  // Calling in begins anew when its day moved, and goes on where it was otherwise.
  if (moved || !going_on) Wait(renewal);
  Advance(policy.follow_up, today, renewal);
  return renewal;
}

bool DaysChanged(const v1::Renewal& before, const v1::Renewal& after) {
  return ToText(before.due_on()) != ToText(after.due_on()) || ToText(before.review_on()) != ToText(after.review_on()) ||
         (before.stop_reason() == v1::RENEWAL_REASON_UNSPECIFIED) != (after.stop_reason() == v1::RENEWAL_REASON_UNSPECIFIED);
}

bool IsKept(const v1::Appointment& appointment) {
  return appointment.state() == v1::APPOINTMENT_STATE_HELD || appointment.state() == v1::APPOINTMENT_STATE_BOOKED ||
         appointment.state() == v1::APPOINTMENT_STATE_CALL_IN;
}

absl::Status CheckCallable(const v1::Renewal& renewal) {
  if (renewal.state() == v1::RENEWAL_STATE_TO_CALL || renewal.state() == v1::RENEWAL_STATE_REACHED ||
      renewal.state() == v1::RENEWAL_STATE_ESCALATED) {
    return absl::OkStatus();
  }
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_RENEWAL_CLOSED,
                   "Nobody is called in for this now.", {{"state", v1::RenewalState_Name(renewal.state())}});
}

void CheckContact(const v1::RecordRenewalContactRequest& request, const v1::Renewal& renewal, Violations& found) {
  if (Precision(request.tried_on()) != DatePrecision::kDay) {
    found.Add("tried_on", ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day.");
  } else if (!renewal.contacts().empty() && DayOf(request.tried_on()) < DayOf(renewal.contacts().rbegin()->tried_on())) {
    found.Add("tried_on", ErrorReason::ERROR_REASON_DEVICE_DAY_IMPOSSIBLE, "Attempts are recorded in their order.");
  }
}

void TakeContact(const v1::RecordRenewalContactRequest& request, const FollowUpRule& rule, absl::CivilDay today,
                 v1::Renewal& renewal) {
  if (renewal.contacts_size() >= kMostContacts) renewal.mutable_contacts()->DeleteSubrange(0, 1);
  v1::RenewalContact& contact = *renewal.add_contacts();
  *contact.mutable_tried_on() = request.tried_on();
  contact.set_outcome(request.outcome());
  switch (request.outcome()) {
    case v1::CONTACT_OUTCOME_REACHED: {
      renewal.set_state(v1::RENEWAL_STATE_REACHED);
      // Whoever was reached and has no new device on the way a while after the day is looked for again.
      const absl::CivilDay day = DayOf(IsKnown(renewal.due_on()) ? renewal.due_on() : renewal.review_on());
      Set(*renewal.mutable_next_on(), std::max(day, today) + rule.escalate_days);
      return;
    }
    case v1::CONTACT_OUTCOME_DECLINED:
      renewal.set_state(v1::RENEWAL_STATE_STOPPED);
      renewal.set_stop_reason(v1::RENEWAL_REASON_DECLINED);
      renewal.clear_next_on();
      return;
    default:
      break;
  }
  int in_vain = 0;
  for (auto one = renewal.contacts().rbegin(); one != renewal.contacts().rend() && one->outcome() != v1::CONTACT_OUTCOME_REACHED;
       ++one) {
    ++in_vain;
  }
  if (request.outcome() == v1::CONTACT_OUTCOME_WRONG_ADDRESS || in_vain >= kMostAttempts) {
    renewal.set_state(v1::RENEWAL_STATE_ESCALATED);
    renewal.clear_next_on();
  }
}

absl::Status CheckOpen(const v1::Renewal& renewal) {
  if (!IsClosed(renewal)) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_RENEWAL_CLOSED, "This renewal is over.",
                   {{"state", v1::RenewalState_Name(renewal.state())}});
}

void CheckRenewalDecision(const v1::DecideRenewalRequest& request, const v1::Renewal& renewal, const v1::Device& device,
                          Violations& found) {
  if (Precision(request.due_on()) != DatePrecision::kDay) {
    found.Add("due_on", ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day.");
    return;
  }
  const absl::CivilDay due = DayOf(request.due_on());
  const absl::CivilDay delivered = DayOf(device.delivered_on());
  if (due <= delivered || due > MonthsLater(delivered, kMostDecidedMonths)) {
    found.Add("due_on", ErrorReason::ERROR_REASON_DEVICE_DAY_IMPOSSIBLE,
              "A device is renewed after its delivery, within 20 years.");
  } else if (request.document().empty() && IsKnown(renewal.term_ends_on()) && due < DayOf(renewal.term_ends_on())) {
    found.Add("due_on", ErrorReason::ERROR_REASON_TERM_SHORTER_THAN_LAW,
              "The list gives a longer term: only the commission shortens it, give the number of its decision.");
  }
}

void TakeRenewalDecision(const v1::DecideRenewalRequest& request, const FollowUpRule& rule, absl::CivilDay today,
                         v1::Renewal& renewal) {
  *renewal.mutable_due_on() = request.due_on();
  renewal.set_basis(request.document().empty() ? v1::RENEWAL_BASIS_DOCTOR : v1::RENEWAL_BASIS_COMMISSION);
  renewal.set_decision_document(request.document());
  renewal.clear_review_on();
  SetCallIn(rule, renewal);
  if (renewal.state() == v1::RENEWAL_STATE_UNDER_WAY) return;
  Wait(renewal);
  Advance(rule, today, renewal);
}

}  // namespace dayaq::rehabilitation
