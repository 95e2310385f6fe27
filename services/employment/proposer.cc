#include "services/employment/proposer.h"

#include <optional>
#include <utility>

#include "services/employment/employment_names.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::employment {
namespace {

constexpr char kNationalRegister[] = "az";
constexpr char kNobody[] = "00000000-0000-0000-0000-000000000000";
// People in one transaction: seconds, so that nobody waits long for what it writes.
constexpr int kPart = 2000;

v1::Proposal ProposalTo(const v1::Profile& profile, const Seeker& seeker, const ScoredVacancy& best, const Distances& distances,
                        const EmploymentPolicy& policy) {
  v1::Proposal proposal;
  proposal.set_survivor_uid(profile.survivor_uid());
  proposal.set_member_uid(profile.member_uid());
  proposal.set_person_uid(profile.person_uid());
  proposal.set_register_(profile.register_());
  proposal.set_district(profile.district());
  proposal.set_institution(profile.institution());
  proposal.set_profile_uid(profile.uid());
  proposal.set_vacancy_uid(best.vacancy->uid);
  proposal.set_score(best.score.total);
  for (v1::MatchReason& reason : ReasonsOf(seeker, *best.vacancy, best.score, distances, policy)) {
    *proposal.add_reasons() = std::move(reason);
  }
  proposal.set_state(v1::PROPOSAL_STATE_PROPOSED);
  return proposal;
}

absl::Status WriteTo(const std::vector<v1::Profile>& profiles, std::vector<v1::Proposal>& proposals,
                     const std::function<std::string()>& new_uid, Transaction& transaction) {
  std::vector<std::string> uids;
  for (const v1::Profile& profile : profiles) uids.push_back(profile.uid());
  for (v1::Proposal& proposal : proposals) proposal.set_uid(new_uid());
  return VacancyStore().Write(transaction, proposals, uids);
}

}  // namespace

std::vector<v1::Proposal> ProposalsFor(const std::vector<v1::Profile>& profiles, const VacancyIndex& vacancies,
                                       const Distances& distances, const EmploymentPolicy& policy) {
  std::vector<v1::Proposal> proposals;
  for (const v1::Profile& profile : profiles) {
    const Seeker seeker = SeekerOf(profile, distances);
    const std::vector<const VacancyKey*> candidates = vacancies.Candidates(seeker, PlanOf(seeker, distances, policy));
    for (const ScoredVacancy& best : BestOf(seeker, candidates, distances, policy, policy.proposals_per_person)) {
      proposals.push_back(ProposalTo(profile, seeker, best, distances, policy));
    }
  }
  return proposals;
}

absl::StatusOr<ProposedPart> ProposePart(const EmploymentPolicy& policy, absl::CivilDay today, absl::string_view after, int most,
                                         const std::function<std::string()>& new_uid, Transaction& transaction) {
  const VacancyStore store;
  ProposedPart part;
  ASSIGN_OR_RETURN(const std::vector<v1::Profile> profiles, store.Proposable(transaction, after, most));
  if (profiles.empty()) return part;
  ASSIGN_OR_RETURN(const Distances distances, ProfileStore().DistancesOf(transaction, kNationalRegister));
  ASSIGN_OR_RETURN(std::vector<VacancyKey> keys, store.AllOpen(transaction, distances, today));
  std::vector<v1::Proposal> proposals = ProposalsFor(profiles, VacancyIndex(std::move(keys)), distances, policy);
  RETURN_IF_ERROR(WriteTo(profiles, proposals, new_uid, transaction));
  part.people = profiles.size();
  part.proposals = proposals.size();
  part.last_uid = profiles.back().uid();
  return part;
}

absl::Status Proposer::Propose(const outbox::v1::Event& event, rpc::Call& call) const {
  if (event.kind() == "retention.day") {
    RETURN_IF_ERROR(vacancies_.Expire(call.transaction(), call.today()));
    return ProposeToAll(kNobody, call);
  }
  const std::string uid = UidOf(event.resource());
  return event.kind() == "proposals.go_on" ? ProposeToAll(uid, call) : ProposeToOne(uid, call);
}

absl::Status Proposer::ProposeToAll(absl::string_view after, rpc::Call& call) const {
  ASSIGN_OR_RETURN(const ProposedPart part,
                   ProposePart(
                       policy_, call.today(), after, kPart, [&call] { return call.NewUid(); }, call.transaction()));
  if (part.people == static_cast<size_t>(kPart)) call.Emit("proposals.go_on", ProfileName(part.last_uid));
  return absl::OkStatus();
}

absl::Status Proposer::ProposeToOne(const std::string& profile_uid, rpc::Call& call) const {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const std::optional<v1::Profile> profile, vacancies_.ProposableOne(transaction, profile_uid));
  if (!profile.has_value()) return absl::OkStatus();
  call.Touch(RecordName(profile->survivor_uid()));
  ASSIGN_OR_RETURN(const Distances distances, profiles_.DistancesOf(transaction, kNationalRegister));
  const Seeker seeker = SeekerOf(*profile, distances);
  ASSIGN_OR_RETURN(std::vector<VacancyKey> keys,
                   vacancies_.Candidates(transaction, seeker, PlanOf(seeker, distances, policy_), distances, call.today()));
  std::vector<v1::Proposal> proposals = ProposalsFor({*profile}, VacancyIndex(std::move(keys)), distances, policy_);
  return WriteTo(
      {*profile}, proposals, [&call] { return call.NewUid(); }, transaction);
}

}  // namespace dayaq::employment
