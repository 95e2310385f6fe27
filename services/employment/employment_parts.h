// Everything the employment service is made of, wired: its methods and what it does by itself. main.cc serves it; tests that run
// the service whole use it too, so that nothing is served that no test runs.
#ifndef SERVICES_EMPLOYMENT_EMPLOYMENT_PARTS_H_
#define SERVICES_EMPLOYMENT_EMPLOYMENT_PARTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/employment/employment_policy.h"
#include "services/employment/follow_service.h"
#include "services/employment/placement_service.h"
#include "services/employment/profile_service.h"
#include "services/employment/proposer.h"
#include "services/employment/support_parts.h"
#include "services/employment/vacancy_service.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/reactions.h"

namespace dayaq::employment {

// What a ministry says in policy/, as far as this service asks.
struct EmploymentPolicies {
  EmploymentPolicy work;
  SupportPolicy support;

  // FAILED_PRECONDITION with file, line and column of the faults.
  static absl::StatusOr<EmploymentPolicies> Load(const std::string& policy_directory);
};

// Lives as long as it is served.
class EmploymentParts {
 public:
  explicit EmploymentParts(EmploymentPolicies policies);
  EmploymentParts(const EmploymentParts&) = delete;
  EmploymentParts& operator=(const EmploymentParts&) = delete;

  std::vector<rpc::Methods*> methods();
  // "employment.follow" and "employment.propose" (db/deploy/employment.sql), and those of the other half.
  std::vector<rpc::Reaction> reactions() const;

 private:
  const EmploymentPolicy policy_;
  ProfileService profiles_;
  VacancyService vacancies_;
  PlacementService placements_;
  Proposer proposer_;
  FollowService follow_;
  SupportParts support_;
  rpc::Methods profile_methods_{"dayaq.employment.v1.ProfileService"};
  rpc::Methods vacancy_methods_{"dayaq.employment.v1.VacancyService"};
  rpc::Methods placement_methods_{"dayaq.employment.v1.PlacementService"};
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_EMPLOYMENT_PARTS_H_
