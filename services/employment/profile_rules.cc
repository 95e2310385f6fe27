#include "services/employment/profile_rules.h"

#include "absl/strings/str_cat.h"
#include "services/employment/match_bits.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::employment {
namespace {

template <typename Codes>
void CheckOnce(const Codes& codes, const std::string& path, Violations& found) {
  Bits seen = 0;
  for (int i = 0; i < codes.size(); ++i) {
    if ((seen & BitOf(codes[i])) != 0) {
      found.Add(absl::StrCat(path, "[", i, "]"), ErrorReason::ERROR_REASON_TOO_MANY_ITEMS, "Name each once.");
    }
    seen |= BitOf(codes[i]);
  }
}

void CheckAbility(const v1::DomainAbility& ability, const EmploymentPolicy& policy, const std::string& path, Violations& found) {
  CheckOnce(ability.adaptations(), absl::StrCat(path, ".adaptations"), found);
  if (ability.ability() == v1::WORK_ABILITY_WITH_ADAPTATION && ability.adaptations().empty()) {
    found.Add(absl::StrCat(path, ".adaptations"), ErrorReason::ERROR_REASON_REQUIRED, "Name what helps.");
  }
  for (int i = 0; i < ability.adaptations_size(); ++i) {
    const std::string field = absl::StrCat(path, ".adaptations[", i, "]");
    if (ability.ability() != v1::WORK_ABILITY_WITH_ADAPTATION) {
      found.Add(field, ErrorReason::ERROR_REASON_ADAPTATION_HELPS_ELSEWHERE, "Name adaptations with WITH_ADAPTATION only.");
    } else if (!policy.Helps(ability.adaptations(i), ability.domain())) {
      found.Add(field, ErrorReason::ERROR_REASON_ADAPTATION_HELPS_ELSEWHERE,
                "Name one that helps in this domain (policy/employment.yaml).");
    }
  }
}

}  // namespace

void CheckContent(const v1::ProfileContent& content, const EmploymentPolicy& policy, const std::string& path, Violations& found) {
  CheckOnce(content.skills(), absl::StrCat(path, ".skills"), found);
  CheckOnce(content.languages(), absl::StrCat(path, ".languages"), found);
  CheckOnce(content.fields(), absl::StrCat(path, ".fields"), found);
  CheckOnce(content.schedules(), absl::StrCat(path, ".schedules"), found);
  CheckOnce(content.driving(), absl::StrCat(path, ".driving"), found);
  Bits domains = 0;
  for (int i = 0; i < content.abilities_size(); ++i) {
    const v1::DomainAbility& ability = content.abilities(i);
    const std::string at = absl::StrCat(path, ".abilities[", i, "]");
    if ((domains & BitOf(ability.domain())) != 0) {
      found.Add(absl::StrCat(at, ".domain"), ErrorReason::ERROR_REASON_TOO_MANY_ITEMS, "Say of each domain once how work is done.");
    }
    domains |= BitOf(ability.domain());
    CheckAbility(ability, policy, at, found);
  }
  for (int i = 0; i < content.past_jobs_size(); ++i) {
    const v1::PastJob& job = content.past_jobs(i);
    if (IsBefore(job.last_day(), job.first_day()) == Certainty::kCertainly) {
      found.Add(absl::StrCat(path, ".past_jobs[", i, "].last_day"), ErrorReason::ERROR_REASON_PERIOD_IMPOSSIBLE,
                "Name a day that is not before the first.");
    }
  }
}

void CheckCloseReason(const v1::CloseProfileRequest& request, Violations& found) {
  if (request.reason() != v1::PROFILE_CLOSE_REASON_DIED && request.reason() != v1::PROFILE_CLOSE_REASON_MERGED) return;
  found.Add("reason", ErrorReason::ERROR_REASON_ENUM_UNDEFINED,
            "The house says by itself that somebody died or has another record.");
}

bool Proposable(const v1::Profile& profile) {
  return profile.state() == v1::PROFILE_STATE_OPEN && profile.has_consent_given_on() && !profile.has_consent_withdrawn_on();
}

absl::Status CheckOpen(const v1::Profile& profile) {
  if (profile.state() == v1::PROFILE_STATE_OPEN) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_PROFILE_CLOSED, "The profile is closed.");
}

absl::Status CheckProposable(const v1::Profile& profile) {
  if (const absl::Status open = CheckOpen(profile); !open.ok()) return open;
  if (Proposable(profile)) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_PROPOSAL_CONSENT_MISSING,
                   "The person does not agree to be proposed to employers: record the consent first.");
}

void Close(v1::ProfileCloseReason reason, absl::CivilDay today, v1::Profile& profile) {
  profile.set_state(v1::PROFILE_STATE_CLOSED);
  profile.set_close_reason(reason);
  *profile.mutable_closed_on() = PartialDateOf(today);
}

}  // namespace dayaq::employment
