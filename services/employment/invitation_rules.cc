#include "services/employment/invitation_rules.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "services/employment/support_rules.h"

namespace dayaq::employment {

v1::Invitation InvitationFor(const Proposable& person, v1::InvitationOrigin origin, const std::string& institution,
                             const InvitationRule& rule, absl::CivilDay today) {
  v1::Invitation invitation;
  invitation.set_survivor_uid(person.survivor_uid);
  invitation.set_survivor_number(person.survivor_number);
  invitation.set_register_(person.register_code);
  invitation.set_district(person.district);
  invitation.set_institution(institution);
  invitation.set_origin(origin);
  invitation.set_state(v1::INVITATION_STATE_OPEN);
  *invitation.mutable_invited_on() = PartialDateOf(today);
  *invitation.mutable_due_on() = PartialDateOf(today + rule.ask_after_days);
  return invitation;
}

void CheckAnswer(const v1::AnswerInvitationRequest& request, const v1::Invitation& invitation, Violations& found) {
  CheckNotBefore(invitation.invited_on(), request.answered_on(), "answered_on", found);
  if (request.accepted() && request.programmes().empty()) {
    found.Add("programmes", ErrorReason::ERROR_REASON_REQUIRED, "Name what the person wants to be supported with.");
  }
  std::set<int> named;
  for (int i = 0; i < request.programmes_size(); ++i) {
    if (request.accepted() && named.insert(request.programmes(i)).second) continue;
    found.Add(absl::StrCat("programmes[", i, "]"), ErrorReason::ERROR_REASON_TOO_MANY_ITEMS,
              request.accepted() ? "Name each programme once." : "Name programmes only when the person accepts.");
  }
}

absl::Status TakeAnswer(const v1::AnswerInvitationRequest& request, v1::Invitation& invitation) {
  const bool was_accepted = invitation.state() == v1::INVITATION_STATE_ACCEPTED;
  if (invitation.state() == v1::INVITATION_STATE_WITHDRAWN || (was_accepted && !request.accepted()) ||
      (invitation.state() == v1::INVITATION_STATE_DECLINED && !request.accepted())) {
    return StepImpossible();
  }
  invitation.set_state(request.accepted() ? v1::INVITATION_STATE_ACCEPTED : v1::INVITATION_STATE_DECLINED);
  *invitation.mutable_programmes() = request.programmes();
  *invitation.mutable_answered_on() = request.answered_on();
  invitation.clear_due_on();
  return absl::OkStatus();
}

absl::Status TakeContact(const InvitationRule& rule, absl::CivilDay today, v1::Invitation& invitation) {
  if (invitation.state() != v1::INVITATION_STATE_OPEN) return StepImpossible();
  invitation.set_contacts(invitation.contacts() + 1);
  if (invitation.contacts() >= rule.most_attempts) {
    invitation.set_state(v1::INVITATION_STATE_LAPSED);
    invitation.clear_due_on();
  } else {
    *invitation.mutable_due_on() = PartialDateOf(today + rule.again_after_days);
  }
  return absl::OkStatus();
}

void CheckMonths(const v1::CountSupportRequest& request, Violations& found) {
  const auto is_month = [&found](const PartialDate& month, const char* field) {
    if (month.year() == 0 || !IsPossible(month)) return false;
    if (month.month() != 0 && month.day() == 0) return true;
    found.Add(field, ErrorReason::ERROR_REASON_SUPPORT_DAY_IMPOSSIBLE, "Give year and month: 2026-11.");
    return false;
  };
  const bool first = is_month(request.first_month(), "first_month"), last = is_month(request.last_month(), "last_month");
  if (!first || !last) return;
  constexpr int kLongest = 120;
  const auto months = absl::CivilMonth(request.last_month().year(), request.last_month().month()) -
                      absl::CivilMonth(request.first_month().year(), request.first_month().month());
  if (months >= 0 && months < kLongest) return;
  found.Add("last_month", ErrorReason::ERROR_REASON_SUPPORT_DAY_IMPOSSIBLE, "Give a month from the first on, within ten years.");
}

void Caution(int small_below, v1::CountSupportResponse& report) {
  for (v1::SupportCell& cell : *report.mutable_cells()) cell.set_small(cell.count() < small_below);
  report.set_note_az(absl::StrCat(
      small_below, "-dən kiçik saylar bir şəxsi tanıda bilər: açıqlamayın. Rəsmi göstəricilər statistika xidmətindəndir."));
  report.set_note_en(
      absl::StrCat("Numbers below ", small_below,
                   " may tell of somebody: do not publish them. Official indicators come from the statistics service."));
}

}  // namespace dayaq::employment
