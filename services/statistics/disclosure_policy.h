// policy/disclosure.yaml: how small is too small to be shown, by how sensitive it is.
#ifndef SERVICES_STATISTICS_DISCLOSURE_POLICY_H_
#define SERVICES_STATISTICS_DISCLOSURE_POLICY_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq::statistics {

// How cells of one degree of sensitivity are shown.
struct DisclosureClass {
  std::string name;
  // Counts below it are hidden; 0: nothing is.
  int64_t threshold = 0;
  // What an outsider may work out of a hidden count must still leave room for numbers so far apart.
  int64_t least_width = 0;
  // Zero is shown. Then whatever is hidden is known to be at least one, and the audit reckons with it.
  bool zeros_shown = true;
  // Counts are shown as the nearest multiple of it, instead of hiding small ones; 0: they are not.
  int64_t rounding_base = 0;

  bool open() const { return threshold == 0; }
  // Whether a count of it has to be protected.
  bool IsSmall(int64_t count) const { return count < threshold && (count > 0 || !zeros_shown); }
};

struct DisclosurePolicy {
  std::string edition;
  bool example = true;
  // From the least sensitive to the most.
  std::vector<DisclosureClass> classes;
  // The place of each dimension's class among them.
  std::map<std::string, size_t> dimensions;
  // The share of a release's cells that may be hidden, in hundredths.
  int most_hidden_percent = 100;

  // The class of a cell: the most sensitive of what is counted and of all it is crossed by. A dimension nobody named is of the most
  // sensitive class.
  const DisclosureClass& ClassOf(absl::string_view sensitivity, const std::vector<std::string>& crossed_by) const;
};

// FAILED_PRECONDITION with every fault on a line of its own: file, line, column and what is wrong.
absl::StatusOr<DisclosurePolicy> ParseDisclosurePolicy(const std::string& yaml, absl::string_view source);
// The same of `<policy directory>/disclosure.yaml`.
absl::StatusOr<DisclosurePolicy> LoadDisclosurePolicy(const std::string& policy_directory);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_DISCLOSURE_POLICY_H_
