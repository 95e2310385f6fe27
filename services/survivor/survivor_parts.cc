#include "services/survivor/survivor_parts.h"

#include "services/platform/base/status_macros.h"
#include "services/survivor/reactions.h"

namespace dayaq::survivor {

absl::StatusOr<SurvivorPolicies> SurvivorPolicies::Load(const std::string& policy_directory) {
  SurvivorPolicies policies;
  ASSIGN_OR_RETURN(policies.retention, LoadRetention(policy_directory + "/retention.yaml"));
  ASSIGN_OR_RETURN(policies.matching, LoadMatching(policy_directory + "/matching.yaml"));
  ASSIGN_OR_RETURN(policies.disability, LoadDisabilityPolicy(policy_directory));
  ASSIGN_OR_RETURN(policies.calendar, WorkingCalendar::Load(policy_directory));
  ASSIGN_OR_RETURN(policies.referrals, LoadReferralPolicy(policy_directory + "/referrals.yaml"));
  ASSIGN_OR_RETURN(policies.messages, LoadMessagePolicy(policy_directory + "/messages.yaml"));
  return policies;
}

SurvivorParts::SurvivorParts(SurvivorPolicies policies)
    : decisions_(policies.disability),
      erasures_(std::move(policies.retention)),
      matches_(policies.matching),
      finder_(std::move(policies.matching)),
      examinations_(std::move(policies.disability), std::move(policies.calendar)),
      referrals_(std::move(policies.referrals)),
      messages_(std::move(policies.messages)) {
  survivors_.Bind(survivor_methods_);
  decisions_.Bind(survivor_methods_);
  erasures_.Bind(survivor_methods_);
  matches_.Bind(match_methods_);
  merges_.Bind(match_methods_);
  examinations_.Bind(examination_methods_);
  appeals_.Bind(appeal_methods_);
  requests_.Bind(request_methods_);
  consents_.Bind(consent_methods_);
  referrals_.Bind(referral_methods_);
  families_.Bind(family_methods_);
  benefit_facts_.Bind(benefit_fact_methods_);
  cases_.Bind(case_methods_);
  care_.Bind(case_methods_);
  messages_.Bind(message_methods_);
}

std::vector<rpc::Reaction> SurvivorParts::reactions() const {
  std::vector<rpc::Reaction> reactions = SurvivorReactions(records_, erasures_, finder_);
  // Hears of moments at which a referral may be late, and of consents that ended.
  reactions.push_back(
      {.subscriber = "survivor.watch_referrals",
       .action = "referral.watch",
       .react = [this](const outbox::v1::Event& event, rpc::Call& call) { return referrals_.WatchReferrals(event, call); }});
  reactions.push_back(
      {.subscriber = "survivor.follow_death",
       .action = "survivor.follow_death",
       .react = [this](const outbox::v1::Event& event, rpc::Call& call) { return deaths_.FollowDeath(event, call); }});
  // Hears of members of families who were recorded before their coming of age was kept.
  reactions.push_back(
      {.subscriber = "survivor.note_ages",
       .action = "survivor.note_ages",
       .react = [this](const outbox::v1::Event& event, rpc::Call& call) { return families_.NoteAge(event, call); }});
  // Hears of devices that were delivered or ended, and of the days of their renewal.
  reactions.push_back(
      {.subscriber = "survivor.keep_devices",
       .action = "survivor.keep_devices",
       .react = [this](const outbox::v1::Event& event, rpc::Call& call) { return devices_.KeepDevice(event, call); }});
  // Hears of studies of members of families that schools confirmed, or that were given up.
  reactions.push_back({.subscriber = "survivor.keep_study_facts",
                       .action = "survivor.keep_study_facts",
                       .react = [this](const outbox::v1::Event& event, rpc::Call& call) { return study_facts_.Keep(event, call); },
                       .batch = 1});
  // Hears of what somebody should be told of: by a short message that does not say what.
  reactions.push_back({.subscriber = "survivor.queue_messages",
                       .action = "message.queue",
                       .react = [this](const outbox::v1::Event& event, rpc::Call& call) { return messages_.Queue(event, call); }});
  return reactions;
}

}  // namespace dayaq::survivor
