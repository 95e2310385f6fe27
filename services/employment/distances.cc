#include "services/employment/distances.h"

#include <algorithm>
#include <cmath>

namespace dayaq::employment {
namespace {

constexpr double kEarthKm = 6371.0;
constexpr double kRadians = 3.14159265358979323846 / 180;

int KmBetween(const DistrictPoint& a, const DistrictPoint& b) {
  const double lat = (b.latitude - a.latitude) * kRadians, lon = (b.longitude - a.longitude) * kRadians;
  const double h = std::pow(std::sin(lat / 2), 2) +
                   std::cos(a.latitude * kRadians) * std::cos(b.latitude * kRadians) * std::pow(std::sin(lon / 2), 2);
  return static_cast<int>(std::lround(2 * kEarthKm * std::asin(std::min(1.0, std::sqrt(h)))));
}

}  // namespace

Distances::Distances(std::vector<DistrictPoint> points) : points_(std::move(points)) {
  // Along their codes, so that what is equally far away comes in one order everywhere.
  std::sort(points_.begin(), points_.end(), [](const DistrictPoint& a, const DistrictPoint& b) { return a.code < b.code; });
  km_.resize(points_.size() * points_.size());
  for (size_t i = 0; i < points_.size(); ++i) {
    index_.emplace(points_[i].code, static_cast<int>(i));
    for (size_t j = 0; j < points_.size(); ++j) km_[i * points_.size() + j] = i == j ? 0 : KmBetween(points_[i], points_[j]);
  }
}

int Distances::IndexOf(absl::string_view code) const {
  const auto found = index_.find(code);
  return found == index_.end() ? -1 : found->second;
}

std::vector<std::pair<int, int>> Distances::Within(int from, int most_km) const {
  std::vector<std::pair<int, int>> found;
  if (from < 0) return found;
  for (int to = 0; to < size(); ++to) {
    if (to == from || Between(from, to) <= most_km) found.emplace_back(to, Between(from, to));
  }
  std::stable_sort(found.begin(), found.end(), [from](const auto& a, const auto& b) {
    if ((a.first == from) != (b.first == from)) return a.first == from;
    return a.second < b.second;
  });
  return found;
}

}  // namespace dayaq::employment
