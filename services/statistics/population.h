// policy/population.yaml: how many people live in the country, which rates are counted over.
#ifndef SERVICES_STATISTICS_POPULATION_H_
#define SERVICES_STATISTICS_POPULATION_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq::statistics {

class Population {
 public:
  // In the middle of that year: all, or of that code of SEX or REF_AREA alone; "_T" is all. Nothing where it is not known, and of a
  // sex in a district.
  std::optional<int64_t> Of(int year, absl::string_view sex, absl::string_view district) const;
  // Whether every year says how many live in which district.
  bool has_districts() const;

  const std::string& registered_in() const { return registered_in_; }

 private:
  friend absl::StatusOr<Population> ParsePopulation(const std::string& yaml, absl::string_view source);
  struct Year {
    std::map<std::string, int64_t> by_sex, by_district;
  };
  std::string registered_in_;
  std::map<int, Year> years_;
};

// FAILED_PRECONDITION with every fault on a line of its own: file, line, column and what is wrong.
absl::StatusOr<Population> ParsePopulation(const std::string& yaml, absl::string_view source);
// The same of `<policy directory>/population.yaml`.
absl::StatusOr<Population> LoadPopulation(const std::string& policy_directory);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_POPULATION_H_
