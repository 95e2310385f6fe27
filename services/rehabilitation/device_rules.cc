#include "services/rehabilitation/device_rules.h"

#include <set>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/calendar/months.h"

namespace dayaq::rehabilitation {
namespace {

// A step that leads from one state to another.
struct Way {
  v1::DeviceState from;
  v1::DeviceStepKind step;
  v1::DeviceState to;
};
constexpr Way kWays[] = {
    {v1::DEVICE_STATE_APPROVED, v1::DEVICE_STEP_KIND_MEASURED, v1::DEVICE_STATE_MEASURED},
    {v1::DEVICE_STATE_MEASURED, v1::DEVICE_STEP_KIND_FABRICATED, v1::DEVICE_STATE_FABRICATED},
    {v1::DEVICE_STATE_FABRICATED, v1::DEVICE_STEP_KIND_FITTED, v1::DEVICE_STATE_FITTED},
    // Fitted once more, trained once more.
    {v1::DEVICE_STATE_FITTED, v1::DEVICE_STEP_KIND_FITTED, v1::DEVICE_STATE_FITTED},
    {v1::DEVICE_STATE_FITTED, v1::DEVICE_STEP_KIND_TRAINED, v1::DEVICE_STATE_TRAINED},
    {v1::DEVICE_STATE_TRAINED, v1::DEVICE_STEP_KIND_TRAINED, v1::DEVICE_STATE_TRAINED},
    {v1::DEVICE_STATE_TRAINED, v1::DEVICE_STEP_KIND_DELIVERED, v1::DEVICE_STATE_DELIVERED},
    {v1::DEVICE_STATE_DELIVERED, v1::DEVICE_STEP_KIND_FOLLOWED_UP, v1::DEVICE_STATE_DELIVERED},
    {v1::DEVICE_STATE_DELIVERED, v1::DEVICE_STEP_KIND_ADJUSTED, v1::DEVICE_STATE_DELIVERED},
    {v1::DEVICE_STATE_DELIVERED, v1::DEVICE_STEP_KIND_COMPONENT_REPLACED, v1::DEVICE_STATE_DELIVERED},
    {v1::DEVICE_STATE_DELIVERED, v1::DEVICE_STEP_KIND_REPAIR_BEGUN, v1::DEVICE_STATE_IN_REPAIR},
    {v1::DEVICE_STATE_IN_REPAIR, v1::DEVICE_STEP_KIND_COMPONENT_REPLACED, v1::DEVICE_STATE_IN_REPAIR},
    {v1::DEVICE_STATE_IN_REPAIR, v1::DEVICE_STEP_KIND_REPAIR_DONE, v1::DEVICE_STATE_DELIVERED},
    {v1::DEVICE_STATE_DELIVERED, v1::DEVICE_STEP_KIND_RETURNED, v1::DEVICE_STATE_RETURNED},
    {v1::DEVICE_STATE_IN_REPAIR, v1::DEVICE_STEP_KIND_RETURNED, v1::DEVICE_STATE_RETURNED},
    {v1::DEVICE_STATE_DELIVERED, v1::DEVICE_STEP_KIND_LOST, v1::DEVICE_STATE_LOST},
    {v1::DEVICE_STATE_IN_REPAIR, v1::DEVICE_STEP_KIND_LOST, v1::DEVICE_STATE_LOST},
};

void CheckWorn(const v1::PrescribeDeviceRequest& request, const v1::Wearer& wearer, const DeviceClassRule& rule,
               Violations& found) {
  const bool sided = request.side() != incident::v1::SIDE_UNSPECIFIED;
  if (rule.limb == Limb::kNone) {
    if (sided) {
      found.Add("side", ErrorReason::ERROR_REASON_DEVICE_LIMB_NOT_LOST, "This device is worn on no limb: leave the side out.");
    }
    return;
  }
  if (request.side() != incident::v1::SIDE_LEFT && request.side() != incident::v1::SIDE_RIGHT) {
    found.Add("side", ErrorReason::ERROR_REASON_DEVICE_LIMB_NOT_LOST,
              "Say on which side it is worn, left or right; two sides are two devices.");
  } else if (!wearer.limb_lost()) {
    found.Add("side", ErrorReason::ERROR_REASON_DEVICE_LIMB_NOT_LOST,
              "No amputation of that limb on that side is recorded; a hospital records it first.");
  }
}

void CheckNumber(const v1::PrescribeDeviceRequest& request, const PrescriptionFacts& facts, const DevicePolicy& policy,
                 const DeviceClassRule& rule, Violations& found) {
  int same = 0;
  for (const v1::Device& other : facts.others) {
    if (IsEnded(other.state()) || (facts.replaced != nullptr && other.uid() == facts.replaced->uid())) continue;
    const DeviceClassRule* const other_rule = policy.Class(other.device_class());
    if (other_rule == nullptr || other_rule->limb != rule.limb || other.side() != request.side()) continue;
    if (other.device_class() == rule.code) {
      ++same;
    } else if (rule.limb != Limb::kNone && !policy.MayBeBeside(rule.code, other.device_class())) {
      found.Add("device_class", ErrorReason::ERROR_REASON_DEVICE_TOO_MANY,
                "The list does not give this device beside the one that the person has for that limb, or that is being made.");
    }
  }
  if (same >= rule.at_once) {
    found.Add("device_class", ErrorReason::ERROR_REASON_DEVICE_TOO_MANY,
              absl::StrCat("The list gives ", rule.at_once, " of it at once; name the one whose place it takes in `replaces`."));
  }
}

void CheckAgeAndPayer(const v1::PrescribeDeviceRequest& request, Violations& found) {
  const bool minor = request.wearer_age() == v1::WEARER_AGE_MINOR;
  const bool dated = request.adult_on().year() != 0;
  if (minor && !dated) {
    found.Add("adult_on", ErrorReason::ERROR_REASON_WEARER_AGE_CONTRADICTS, "Say when the person turns 18, as far as it is known.");
  }
  // Who certainly is of age on the day of the prescription is no minor.
  if (minor && dated && IsBefore(request.prescribed_on(), request.adult_on()) == Certainty::kNo) {
    found.Add("wearer_age", ErrorReason::ERROR_REASON_WEARER_AGE_CONTRADICTS, "The person was 18 on the day of the prescription.");
  }
  if (!minor && dated) {
    found.Add("adult_on", ErrorReason::ERROR_REASON_WEARER_AGE_CONTRADICTS, "Of adults it is not asked: leave it out.");
  }
  const bool foundation = request.payer() == v1::DEVICE_PAYER_FOUNDATION;
  if (foundation != !request.payer_institution().empty()) {
    found.Add("payer_institution", ErrorReason::ERROR_REASON_PAYER_CONTRADICTS,
              "Name the foundation that pays, and nobody when the state pays.");
  }
}

void CheckReplaced(const v1::PrescribeDeviceRequest& request, const PrescriptionFacts& facts, const DevicePolicy& policy,
                   const DeviceClassRule& rule, Violations& found) {
  const bool early = request.early_reason() != v1::EARLY_REASON_UNSPECIFIED;
  if (request.replaces().empty()) {
    if (early) {
      found.Add("early_reason", ErrorReason::ERROR_REASON_DEVICE_NOT_RENEWABLE, "Name the device whose place it takes.");
    }
    return;
  }
  const DeviceClassRule* const before = facts.replaced == nullptr ? nullptr : policy.Class(facts.replaced->device_class());
  if (before == nullptr || !IsInHand(facts.replaced->state()) || before->limb != rule.limb ||
      facts.replaced->side() != request.side()) {
    found.Add("replaces", ErrorReason::ERROR_REASON_DEVICE_NOT_RENEWABLE,
              "Name a device that this person has, for the same limb and side.");
    return;
  }
  if (early) return;
  const PartialDate due = facts.renewal == nullptr ? PartialDate() : facts.renewal->due_on();
  // Made in time it is there on the due day; so it is prescribed before.
  if (due.year() == 0 || DayOf(request.prescribed_on()) < DayOf(due) - policy.follow_up.call_in_days) {
    found.Add("early_reason", ErrorReason::ERROR_REASON_TERM_SHORTER_THAN_LAW,
              "The term of use is not over and no decision says otherwise: give the reason, and the commission decides.");
  }
}

PartialDate LastDay(const v1::Device& device) {
  if (!device.steps().empty()) return device.steps().rbegin()->done_on();
  return device.decided_on().year() != 0 ? device.decided_on() : device.prescribed_on();
}

bool TakesComponents(v1::DeviceStepKind step) {
  return step == v1::DEVICE_STEP_KIND_FABRICATED || step == v1::DEVICE_STEP_KIND_FITTED ||
         step == v1::DEVICE_STEP_KIND_COMPONENT_REPLACED;
}

void CheckComponents(const v1::RecordDeviceStepRequest& request, const v1::Device& device, Violations& found) {
  const auto refuse = [&found](std::string field, const char* what) {
    found.Add(std::move(field), ErrorReason::ERROR_REASON_COMPONENT_IMPOSSIBLE, what);
  };
  if (!request.components().empty() && !TakesComponents(request.kind())) {
    refuse("components", "Components are built in when it is made, fitted, or a component is replaced.");
  }
  const bool replacing = request.kind() == v1::DEVICE_STEP_KIND_COMPONENT_REPLACED;
  if (!replacing && !request.removed_uids().empty()) refuse("removed_uids", "Components go when they are replaced.");
  if (replacing && request.components().empty()) refuse("components", "Name the new component.");
  std::set<std::pair<std::string, std::string>> numbers;
  for (int i = 0; i < request.components_size(); ++i) {
    if (!numbers.insert({request.components(i).maker(), request.components(i).serial()}).second) {
      found.Add(absl::StrCat("components[", i, "].serial"), ErrorReason::ERROR_REASON_SERIAL_NUMBER_TAKEN,
                "Each component has a number of its own.");
    }
  }
  std::set<std::string> in_use;
  for (const v1::DeviceComponent& component : device.components()) {
    if (component.removed_on().year() == 0) in_use.insert(component.uid());
  }
  for (int i = 0; replacing && i < request.removed_uids_size(); ++i) {
    if (in_use.erase(request.removed_uids(i)) == 0) {
      refuse(absl::StrCat("removed_uids[", i, "]"), "Name a component that is built in, each once.");
    }
  }
}

PartialDate EndOfTerm(const WorkingCalendar& calendar, const PartialDate& begins, int working_days) {
  // A year that nobody has announced yet is no reason to refuse a prescription: then there is no day.
  const auto end = calendar.EndOfTerm(DayOf(begins), working_days);
  return end.ok() ? PartialDateOf(*end) : PartialDate();
}

const DeviceTerm* TermOf(const v1::Device& device, const DevicePolicy& policy, const PartialDate& day) {
  const DeviceClassRule* const rule = policy.Class(device.device_class());
  return rule == nullptr ? nullptr : rule->TermOn(DayOf(day));
}

void SetFollowUp(const FollowUpRule& rule, absl::CivilDay after, v1::Device& device) {
  device.clear_follow_up_on();
  for (const int months : rule.follow_ups_months) {
    const absl::CivilDay day = MonthsLater(DayOf(device.delivered_on()), months);
    if (day > after) {
      *device.mutable_follow_up_on() = PartialDateOf(day);
      return;
    }
  }
}

}  // namespace

std::optional<v1::DeviceState> StateAfter(v1::DeviceState state, v1::DeviceStepKind step) {
  if (step == v1::DEVICE_STEP_KIND_WITHDRAWN && IsUnderWay(state)) return v1::DEVICE_STATE_WITHDRAWN;
  for (const Way& way : kWays) {
    if (way.from == state && way.step == step) return way.to;
  }
  return std::nullopt;
}

bool IsUnderWay(v1::DeviceState state) { return state >= v1::DEVICE_STATE_PRESCRIBED && state <= v1::DEVICE_STATE_TRAINED; }
bool IsInHand(v1::DeviceState state) { return state == v1::DEVICE_STATE_DELIVERED || state == v1::DEVICE_STATE_IN_REPAIR; }
bool IsEnded(v1::DeviceState state) { return !IsUnderWay(state) && !IsInHand(state); }

absl::CivilDay DayOf(const PartialDate& whole) { return Earliest(whole).value_or(absl::CivilDay()); }

std::vector<std::string> LevelsOf(Limb limb) {
  if (limb == Limb::kNone) return {};
  const int first = limb == Limb::kUpper ? incident::v1::AMPUTATION_LEVEL_FOREQUARTER : incident::v1::AMPUTATION_LEVEL_TRANSPELVIC;
  const int last =
      limb == Limb::kUpper ? incident::v1::AMPUTATION_LEVEL_UPPER_LIMB_UNKNOWN : incident::v1::AMPUTATION_LEVEL_LOWER_LIMB_UNKNOWN;
  std::vector<std::string> levels;
  for (int level = first; level <= last; ++level) {
    levels.push_back(incident::v1::AmputationLevel_Name(static_cast<incident::v1::AmputationLevel>(level)));
  }
  return levels;
}

void CheckPrescription(const v1::PrescribeDeviceRequest& request, const PrescriptionFacts& facts, const DevicePolicy& policy,
                       Violations& found) {
  if (Precision(request.prescribed_on()) != DatePrecision::kDay) {
    found.Add("prescribed_on", ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day.");
    return;
  }
  CheckAgeAndPayer(request, found);
  const DeviceClassRule* const rule = policy.Class(request.device_class());
  if (rule == nullptr || rule->TermOn(DayOf(request.prescribed_on())) == nullptr) {
    found.Add("device_class", ErrorReason::ERROR_REASON_DEVICE_CLASS_UNKNOWN, "The list has no such class on that day.");
    return;
  }
  CheckWorn(request, facts.wearer, *rule, found);
  CheckNumber(request, facts, policy, *rule, found);
  CheckReplaced(request, facts, policy, *rule, found);
}

absl::Status CheckUndecided(const v1::Device& device) {
  if (device.state() == v1::DEVICE_STATE_PRESCRIBED) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_DEVICE_STEP_OUT_OF_ORDER,
                   "The commission decided already, or the prescription was withdrawn.",
                   {{"state", v1::DeviceState_Name(device.state())}});
}

void CheckDecision(const v1::DecideDeviceRequest& request, const v1::Device& device, Violations& found) {
  if (Precision(request.decided_on()) != DatePrecision::kDay) {
    found.Add("decided_on", ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day.");
  } else if (DayOf(request.decided_on()) < DayOf(device.prescribed_on())) {
    found.Add("decided_on", ErrorReason::ERROR_REASON_DEVICE_DAY_IMPOSSIBLE, "Nothing is decided before it is prescribed.");
  }
}

void SetDecision(const v1::DecideDeviceRequest& request, v1::Device& device) {
  device.set_state(request.approved() ? v1::DEVICE_STATE_APPROVED : v1::DEVICE_STATE_REFUSED);
  *device.mutable_decided_on() = request.decided_on();
  device.set_decision_document(request.document());
  if (!request.approved()) *device.mutable_ended_on() = request.decided_on();
}

absl::Status CheckOrder(const v1::Device& device, v1::DeviceStepKind step) {
  if (device.steps_size() >= 200) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_DEVICE_STEP_OUT_OF_ORDER,
                     "A device holds 200 steps at most.", {{"state", v1::DeviceState_Name(device.state())}});
  }
  if (StateAfter(device.state(), step).has_value()) return absl::OkStatus();
  return MakeError(
      absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_DEVICE_STEP_OUT_OF_ORDER,
      "This step does not come next: prescribed, decided, measured, made, fitted, trained, delivered follow each other.",
      {{"state", v1::DeviceState_Name(device.state())}, {"step", v1::DeviceStepKind_Name(step)}});
}

void CheckStep(const v1::RecordDeviceStepRequest& request, const v1::Device& device, const v1::Renewal* replaced,
               Violations& found) {
  CheckComponents(request, device, found);
  if (Precision(request.done_on()) != DatePrecision::kDay) {
    found.Add("done_on", ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day.");
    return;
  }
  if (DayOf(request.done_on()) < DayOf(LastDay(device))) {
    found.Add("done_on", ErrorReason::ERROR_REASON_DEVICE_DAY_IMPOSSIBLE, "A step is not before the one it follows.");
  }
  if (request.kind() != v1::DEVICE_STEP_KIND_DELIVERED) return;
  const bool numbered = absl::c_any_of(device.components(), [](const v1::DeviceComponent& component) {
    return component.removed_on().year() == 0 && !component.serial().empty();
  });
  if (!numbered) {
    found.Add("components", ErrorReason::ERROR_REASON_SERIAL_NUMBER_MISSING,
              "Record at least one component with its serial number before the delivery.");
  }
  if (replaced != nullptr && device.early_reason() == v1::EARLY_REASON_UNSPECIFIED && replaced->due_on().year() != 0 &&
      DayOf(request.done_on()) < DayOf(replaced->due_on())) {
    found.Add("done_on", ErrorReason::ERROR_REASON_TERM_SHORTER_THAN_LAW,
              "The term of the device whose place it takes is not over, and the commission was not asked for less.");
  }
}

v1::Device Prescribed(const v1::PrescribeDeviceRequest& request, const DevicePolicy& policy, const WorkingCalendar& calendar) {
  v1::Device device;
  device.set_device_class(request.device_class());
  device.set_side(request.side());
  device.set_payer(request.payer());
  device.set_payer_institution(request.payer_institution());
  device.set_wearer_age(request.wearer_age());
  if (request.adult_on().year() != 0) *device.mutable_adult_on() = request.adult_on();
  device.set_replaces_uid(request.replaces().empty() ? "" : request.replaces().substr(std::string("devices/").size()));
  device.set_early_reason(request.early_reason());
  device.set_state(v1::DEVICE_STATE_PRESCRIBED);
  *device.mutable_prescribed_on() = request.prescribed_on();
  if (const DeviceTerm* const term = TermOf(device, policy, request.prescribed_on()); term != nullptr) {
    *device.mutable_making_due_on() = EndOfTerm(calendar, request.prescribed_on(), term->making_working_days);
  }
  return device;
}

void TakeStep(const v1::RecordDeviceStepRequest& request, const DevicePolicy& policy, const WorkingCalendar& calendar,
              absl::Time now, v1::Device& device) {
  device.set_state(StateAfter(device.state(), request.kind()).value_or(device.state()));
  v1::DeviceStep& step = *device.add_steps();
  step.set_kind(request.kind());
  *step.mutable_done_on() = request.done_on();
  *step.mutable_record_time() = Timestamp(now);
  const DeviceTerm* const term = TermOf(device, policy, request.done_on());
  if (request.kind() == v1::DEVICE_STEP_KIND_DELIVERED) {
    *device.mutable_delivered_on() = request.done_on();
    if (term != nullptr) {
      *device.mutable_warranty_until() = PartialDateOf(MonthsLater(DayOf(request.done_on()), term->warranty_months));
    }
    SetFollowUp(policy.follow_up, DayOf(request.done_on()), device);
  } else if (request.kind() == v1::DEVICE_STEP_KIND_FOLLOWED_UP) {
    SetFollowUp(policy.follow_up, DayOf(request.done_on()), device);
  } else if (request.kind() == v1::DEVICE_STEP_KIND_REPAIR_BEGUN && term != nullptr) {
    *device.mutable_repair_due_on() = EndOfTerm(calendar, request.done_on(), term->repair_working_days);
  }
  if (device.state() != v1::DEVICE_STATE_IN_REPAIR) device.clear_repair_due_on();
  if (IsEnded(device.state())) {
    *device.mutable_ended_on() = request.done_on();
    device.clear_follow_up_on();
  }
}

}  // namespace dayaq::rehabilitation
