// How far districts are from each other: along the globe, from middle to middle, in whole kilometres. No roads: those are no data
// of ours.
#ifndef SERVICES_EMPLOYMENT_DISTANCES_H_
#define SERVICES_EMPLOYMENT_DISTANCES_H_

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace dayaq::employment {

struct DistrictPoint {
  std::string code;
  double latitude = 0;
  double longitude = 0;
};

class Distances {
 public:
  Distances() = default;
  explicit Distances(std::vector<DistrictPoint> points);

  // The number of a district here; -1 when it has no middle.
  int IndexOf(absl::string_view code) const;
  const std::string& CodeOf(int index) const { return points_[static_cast<size_t>(index)].code; }
  int size() const { return static_cast<int>(points_.size()); }
  // Both by number.
  int Between(int from, int to) const { return km_[static_cast<size_t>(from) * points_.size() + static_cast<size_t>(to)]; }
  // Districts not farther away than that, by number and kilometres, the nearest first; the district itself is the first of them.
  // One that has no middle leads to itself alone, and so to none here.
  std::vector<std::pair<int, int>> Within(int from, int most_km) const;

 private:
  std::vector<DistrictPoint> points_;
  std::map<std::string, int, std::less<>> index_;
  std::vector<int> km_;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_DISTANCES_H_
