#include "services/survivor/death_service.h"

#include <optional>
#include <string>
#include <vector>

#include "services/platform/base/status_macros.h"
#include "services/survivor/death_rules.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {

absl::Status DeathService::FollowDeath(const outbox::v1::Event& event, rpc::Call& call) const {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const std::optional<v1::Survivor> dead, store_.SpeaksFor(transaction, UidOf(event.resource())));
  // Taken back in the meantime, or alive after all.
  if (!dead.has_value() || dead->state() != v1::SURVIVOR_STATE_DECEASED) return absl::OkStatus();
  ASSIGN_OR_RETURN(std::vector<v1::Case> cases, store_.OpenCases(transaction, dead->uid()));
  for (v1::Case& one : cases) {
    RETURN_IF_ERROR(CloseByDeath(dead->died_on(), call.today(), one));
    RETURN_IF_ERROR(store_.Close(transaction, one));
    call.Touch(one.name());
  }
  ASSIGN_OR_RETURN(std::vector<v1::ExaminationReferral> examinations, store_.OpenExaminations(transaction, dead->uid()));
  for (v1::ExaminationReferral& referral : examinations) {
    ReturnByDeath(dead->died_on(), call.today(), referral);
    RETURN_IF_ERROR(store_.Return(transaction, referral));
    call.Touch(ExaminationName(referral.uid()));
  }
  ASSIGN_OR_RETURN(const std::vector<std::string> referrals, store_.EndReferrals(transaction, dead->uid()));
  for (const std::string& uid : referrals) {
    call.Touch(ReferralName(uid));
    call.Emit("referral.person_died", ReferralName(uid));
  }
  // Benefits that the dead person shared fall to the others.
  ASSIGN_OR_RETURN(const std::vector<std::string> families, store_.Families(transaction, dead->uid()));
  for (const std::string& uid : families) {
    call.Touch(SurvivorName(uid));
    call.Emit("survivor.family_changed", SurvivorName(uid));
  }
  call.Touch(SurvivorName(dead->uid()));
  return absl::OkStatus();
}

}  // namespace dayaq::survivor
