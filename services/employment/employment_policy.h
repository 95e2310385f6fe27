// policy/employment.yaml: what a match is worth, how far a search goes, which adaptation helps where, and when somebody looks
// whether people still work.
#ifndef SERVICES_EMPLOYMENT_EMPLOYMENT_POLICY_H_
#define SERVICES_EMPLOYMENT_EMPLOYMENT_POLICY_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/employment/v1/vacancy.pb.h"
#include "dayaq/employment/v1/work_codes.pb.h"

namespace dayaq::employment {

struct EmploymentPolicy {
  // Points of each reason; together 100.
  std::map<v1::MatchReasonKind, int> weights;
  // Nothing below is proposed.
  int least_score = 0;
  int proposals_per_person = 0;
  // A search looks at so many fields of work in districts at most, and at so many vacancies in all.
  int cells = 0;
  int candidates = 0;
  // Months after the first day of work, in order.
  std::vector<int> retention_months;
  std::map<v1::WorkAdaptation, std::set<v1::FunctionDomain>> helps;
  // Nobody's rule yet.
  bool example = false;

  int WeightOf(v1::MatchReasonKind kind) const;
  bool Helps(v1::WorkAdaptation adaptation, v1::FunctionDomain domain) const;
};

// FAILED_PRECONDITION with every fault on a line of its own, in the order of the file: file, line, column and what is wrong.
absl::StatusOr<EmploymentPolicy> ParseEmploymentPolicy(const std::string& yaml, absl::string_view source);
// The same of `<policy directory>/employment.yaml`.
absl::StatusOr<EmploymentPolicy> LoadEmploymentPolicy(const std::string& policy_directory);

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_EMPLOYMENT_POLICY_H_
