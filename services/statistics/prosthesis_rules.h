// Since when somebody needs a prosthesis, and when they had one within its term of use.
#ifndef SERVICES_STATISTICS_PROSTHESIS_RULES_H_
#define SERVICES_STATISTICS_PROSTHESIS_RULES_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace dayaq::statistics {

// A prosthesis that somebody was prescribed, as it is known at one time. Days are whole; empty where there is none.
struct KnownDevice {
  std::string prescribed_on, delivered_on;
  // Last day of its term, and when it was given back, lost or replaced.
  std::string due_on, ended_on;
};

// Days on which somebody needs one, from the first on and until before `until` (empty: still); `has_one` within its term of use.
struct NeedSpan {
  std::string from, until;
  bool has_one = false;
};

// In the order of their days, touching each other. Nothing of who was prescribed none. Who died needs none any more; a day of death
// that is known to its year or month cuts at its beginning, and the rest stays open to that year or month (partial_date.h).
std::vector<NeedSpan> NeedSpans(const std::vector<KnownDevice>& devices, const std::string& died_on);

// Classes of `<policy directory>/devices.yaml` that ISO 9999 has as prostheses of a limb.
absl::StatusOr<std::set<std::string>> LoadProsthesisClasses(const std::string& policy_directory);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_PROSTHESIS_RULES_H_
