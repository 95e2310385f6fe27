#include "services/rehabilitation/renewal_keeper.h"

#include <optional>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/device_rules.h"
#include "services/rehabilitation/rehabilitation_names.h"
#include "services/rehabilitation/renewal_rules.h"

namespace dayaq::rehabilitation {
namespace {

// Renewals in one transaction of the sweep: seconds, so that nobody waits long for a row that is being swept.
constexpr size_t kPart = 20000;

}  // namespace

absl::StatusOr<Swept> SweepPart(const FollowUpRule& rule, absl::CivilDay today, size_t most, Transaction& transaction) {
  const RenewalStore renewals;
  ASSIGN_OR_RETURN(const std::vector<DueGroup> due, renewals.Due(transaction, today, most));
  Swept swept;
  for (const DueGroup& group : due) {
    v1::Renewal renewal = group.like;
    Advance(rule, today, renewal);
    RETURN_IF_ERROR(renewals.Advance(transaction, group.uids, renewal));
    swept.renewals += group.uids.size();
    if (renewal.state() != v1::RENEWAL_STATE_ESCALATED) continue;
    swept.escalated.insert(swept.escalated.end(), group.uids.begin(), group.uids.end());
  }
  return swept;
}

absl::Status RenewalKeeper::Keep(const outbox::v1::Event& event, rpc::Call& call) const {
  if (event.kind() == "retention.day" || event.kind() == "renewal.sweep_goes_on") return Sweep(event, call);
  if (absl::StartsWith(event.resource(), "survivors/")) return KeepPerson(event.resource(), call);
  return KeepDevice(UidOf(event.resource()), call);
}

absl::Status RenewalKeeper::KeepPerson(const std::string& resource, rpc::Call& call) const {
  ASSIGN_OR_RETURN(const std::vector<std::string> uids, devices_.DeliveredTo(call.transaction(), UidOf(resource)));
  for (const std::string& uid : uids) RETURN_IF_ERROR(KeepDevice(uid, call));
  return absl::OkStatus();
}

absl::Status RenewalKeeper::KeepDevice(const std::string& uid, rpc::Call& call) const {
  ASSIGN_OR_RETURN(std::optional<v1::Device> device, devices_.FindToChange(call.transaction(), uid));
  if (!device.has_value()) return absl::OkStatus();
  if (!device->replaces_uid().empty()) {
    ASSIGN_OR_RETURN(std::optional<v1::Device> before, devices_.FindToChange(call.transaction(), device->replaces_uid()));
    if (before.has_value()) {
      if (IsInHand(device->state()) && IsInHand(before->state())) {
        *before->mutable_ended_on() = device->delivered_on();
        RETURN_IF_ERROR(EndReplaced(*before, call));
      }
      RETURN_IF_ERROR(KeepRenewal(*before, call));
    }
  }
  return KeepRenewal(*device, call);
}

absl::Status RenewalKeeper::EndReplaced(v1::Device& device, rpc::Call& call) const {
  device.set_state(v1::DEVICE_STATE_RENEWED);
  RETURN_IF_ERROR(devices_.EndRenewed(call.transaction(), device.uid(), device.ended_on()));
  RETURN_IF_ERROR(devices_.RemoveAllComponents(call.transaction(), device.uid(), device.ended_on()));
  call.Emit("device.ended", device.name());
  return absl::OkStatus();
}

absl::Status RenewalKeeper::KeepRenewal(const v1::Device& device, rpc::Call& call) const {
  if (device.delivered_on().year() == 0) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto person, people_.FactsAbout(call.transaction(), SurvivorName(device.survivor_uid())));
  ASSIGN_OR_RETURN(const std::optional<v1::Device> successor, devices_.Successor(call.transaction(), device.uid()));
  RenewalFacts facts;
  facts.deceased = person.has_value() && person->deceased;
  facts.successor_under_way = successor.has_value() && IsUnderWay(successor->state());
  ASSIGN_OR_RETURN(const std::optional<v1::Renewal> before, renewals_.FindToChange(call.transaction(), device.uid()));
  const v1::Renewal renewal = RenewalOf(device, before.value_or(v1::Renewal()), facts, policy_, call.today());
  RETURN_IF_ERROR(before.has_value() ? renewals_.Keep(call.transaction(), renewal) : renewals_.Add(call.transaction(), renewal));
  const std::string name = absl::StrCat("renewals/", renewal.uid());
  if (DaysChanged(before.value_or(v1::Renewal()), renewal)) call.Emit("renewal.changed", name);
  if (renewal.state() == v1::RENEWAL_STATE_ESCALATED && before.has_value() && before->state() != renewal.state()) {
    call.Emit("renewal.escalated", name);
  }
  if (const auto of_age = ComesOfAge(device, call.today()); of_age.has_value()) {
    call.EmitAt("device.wearer_of_age", device.name(), absl::FromCivil(*of_age, BakuZone()));
  }
  call.Touch(SurvivorName(device.survivor_uid()));
  return absl::OkStatus();
}

absl::Status RenewalKeeper::Sweep(const outbox::v1::Event& event, rpc::Call& call) const {
  ASSIGN_OR_RETURN(const Swept swept, SweepPart(policy_.follow_up, call.today(), kPart, call.transaction()));
  for (const std::string& uid : swept.escalated) call.Emit("renewal.escalated", absl::StrCat("renewals/", uid));
  if (swept.renewals == kPart) call.Emit("renewal.sweep_goes_on", event.resource());
  return absl::OkStatus();
}

}  // namespace dayaq::rehabilitation
