#include "services/employment/employment_parts.h"

#include <utility>

#include "services/platform/base/status_macros.h"

namespace dayaq::employment {

absl::StatusOr<EmploymentPolicies> EmploymentPolicies::Load(const std::string& policy_directory) {
  EmploymentPolicies policies;
  ASSIGN_OR_RETURN(policies.work, LoadEmploymentPolicy(policy_directory));
  ASSIGN_OR_RETURN(policies.support, LoadSupportPolicy(policy_directory));
  return policies;
}

EmploymentParts::EmploymentParts(EmploymentPolicies policies)
    : policy_(std::move(policies.work)),
      profiles_(policy_),
      vacancies_(policy_),
      placements_(policy_),
      proposer_(policy_),
      support_(std::move(policies.support)) {
  profiles_.Bind(profile_methods_);
  vacancies_.Bind(vacancy_methods_);
  placements_.Bind(placement_methods_);
}

std::vector<rpc::Methods*> EmploymentParts::methods() {
  std::vector<rpc::Methods*> methods = {&profile_methods_, &vacancy_methods_, &placement_methods_};
  for (rpc::Methods* of_support : support_.methods()) methods.push_back(of_support);
  return methods;
}

std::vector<rpc::Reaction> EmploymentParts::reactions() const {
  std::vector<rpc::Reaction> reactions = support_.reactions();
  // One event in a transaction: two about one person would wait for each other, and a part of the night is long enough.
  reactions.push_back({.subscriber = "employment.follow",
                       .action = "employment.follow",
                       .react = [this](const outbox::v1::Event& event, rpc::Call& call) { return follow_.Follow(event, call); },
                       .batch = 1});
  reactions.push_back({.subscriber = "employment.propose",
                       .action = "employment.propose",
                       .react = [this](const outbox::v1::Event& event, rpc::Call& call) { return proposer_.Propose(event, call); },
                       .batch = 1});
  return reactions;
}

}  // namespace dayaq::employment
