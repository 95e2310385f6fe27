// policy/employment-support.yaml: who invites whom, what courses ask, what own businesses are granted, and what a report is careful
// of.
#ifndef SERVICES_EMPLOYMENT_SUPPORT_POLICY_H_
#define SERVICES_EMPLOYMENT_SUPPORT_POLICY_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq::employment {

struct InvitationRule {
  // By district; `rest` invites everybody else.
  std::map<std::string, std::string> centres;
  std::string rest;
  int ask_after_days = 0;
  int again_after_days = 0;
  int most_attempts = 0;

  const std::string& CentreFor(const std::string& district) const;
};

struct CourseRule {
  int late_days = 0;
  int least_attendance_percent = 0;
  int pass_score = 0;
  int most_exams = 0;
};

struct BusinessRule {
  int most_qepik = 0;
  int contract_months = 0;
  // After the beginning of the contract, the earliest first.
  std::vector<int> visit_months;
  int again_after_years = 0;
};

struct SupportPolicy {
  std::string edition;
  InvitationRule invitations;
  CourseRule courses;
  BusinessRule business;
  int small_below = 0;
};

// FAILED_PRECONDITION with file, line and column of the first fault.
absl::StatusOr<SupportPolicy> ParseSupportPolicy(const std::string& yaml, absl::string_view source);
// The same of `<policy directory>/employment-support.yaml`.
absl::StatusOr<SupportPolicy> LoadSupportPolicy(const std::string& policy_directory);

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_SUPPORT_POLICY_H_
