// Proposes vacancies by itself: overnight to everybody who agrees, and to one person when they agreed or passed a course.
#ifndef SERVICES_EMPLOYMENT_PROPOSER_H_
#define SERVICES_EMPLOYMENT_PROPOSER_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "services/employment/employment_policy.h"
#include "services/employment/match_rules.h"
#include "services/employment/profile_store.h"
#include "services/employment/vacancy_store.h"
#include "services/platform/rpc/call.h"

namespace dayaq::employment {

// What was proposed to these people, by the policy. Pure.
std::vector<v1::Proposal> ProposalsFor(const std::vector<v1::Profile>& profiles, const VacancyIndex& vacancies,
                                       const Distances& distances, const EmploymentPolicy& policy);

// People and what was proposed to them in one transaction, and the uid of the last of them: the pass goes on behind it.
struct ProposedPart {
  size_t people = 0;
  size_t proposals = 0;
  std::string last_uid;
};
// `most` people behind `after`. The bench runs it without the rest.
absl::StatusOr<ProposedPart> ProposePart(const EmploymentPolicy& policy, absl::CivilDay today, absl::string_view after, int most,
                                         const std::function<std::string()>& new_uid, Transaction& transaction);

class Proposer {
 public:
  // `policy` outlives it.
  explicit Proposer(const EmploymentPolicy& policy) : policy_(policy) {}

  // "retention.day": vacancies whose last day is over are closed, and the pass begins; "proposals.go_on" about a profile: it goes
  // on behind that; anything else about a profile: that person alone.
  absl::Status Propose(const outbox::v1::Event& event, rpc::Call& call) const;

 private:
  absl::Status ProposeToAll(absl::string_view after, rpc::Call& call) const;
  absl::Status ProposeToOne(const std::string& profile_uid, rpc::Call& call) const;

  const EmploymentPolicy& policy_;
  ProfileStore profiles_;
  VacancyStore vacancies_;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_PROPOSER_H_
