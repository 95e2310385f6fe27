#include "services/statistics/sum_checks.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace dayaq::statistics {
namespace {

// A decimal as a whole number of millionths, so that 0.1 + 0.2 is 0.3; nothing for what has more places or does not fit.
std::optional<int64_t> Millionths(const std::string& text) {
  const size_t point = text.find('.');
  const bool negative = !text.empty() && text[0] == '-';
  const std::string whole =
      text.substr(negative ? 1 : 0, point == std::string::npos ? std::string::npos : point - (negative ? 1 : 0));
  std::string part = point == std::string::npos ? "" : text.substr(point + 1);
  if (whole.empty() || whole.size() > 12 || part.size() > 6 || (point != std::string::npos && part.empty())) return std::nullopt;
  part.resize(6, '0');
  const std::string digits = whole + part;
  int64_t number = 0;
  if (!absl::c_all_of(digits, [](char c) { return c >= '0' && c <= '9'; }) || !absl::SimpleAtoi(digits, &number))
    return std::nullopt;
  return negative ? -number : number;
}

std::string Decimal(int64_t millionths) {
  const int64_t size = std::llabs(millionths);
  std::string part = absl::StrCat(absl::Dec(size % 1'000'000, absl::kZeroPad6));
  while (!part.empty() && part.back() == '0') part.pop_back();
  return absl::StrCat(millionths < 0 ? "-" : "", size / 1'000'000, part.empty() ? "" : ".", part);
}

bool Matches(const SdmxDataSet& data, const SdmxObservation& observation, const SumRule& rule) {
  return absl::c_all_of(rule.where, [&](const auto& wanted) {
    std::string code;
    if (const auto place = data.PlaceOf(wanted.first); place.has_value()) {
      code = observation.codes[*place];
    } else if (const auto found = observation.attributes.find(wanted.first); found != observation.attributes.end()) {
      code = found->second;
    }
    return absl::c_linear_search(wanted.second, code);
  });
}

}  // namespace

std::vector<std::string> CheckSums(const CountTable& table) {
  std::vector<std::string> defects;
  for (const SumOfCells& sum : SumsOf(table)) {
    int64_t parts = 0;
    for (const size_t part : sum.parts) parts += table.values[part];
    if (parts != table.values[sum.whole]) {
      defects.push_back(absl::StrCat("table ", table.id, ": ", table.Key(sum.whole), " is ", table.values[sum.whole],
                                     ", and its parts come to ", parts));
    }
  }
  return defects;
}

std::string SumDefect::Sentence() const {
  return absl::StrCat(absl::StrJoin(key, ", ", absl::PairFormatter("=")), ": the total is ", whole, ", and its parts by ",
                      dimension, " come to ", parts);
}

std::vector<SumDefect> CheckSums(const SdmxDataSet& data, const std::vector<SumRule>& rules) {
  std::map<std::vector<std::string>, const SdmxObservation*> by_codes;
  for (const SdmxObservation& observation : data.observations) by_codes[observation.codes] = &observation;
  std::vector<SumDefect> defects;
  for (const SumRule& rule : rules) {
    const auto place = data.PlaceOf(rule.dimension);
    if (!place.has_value()) continue;
    for (const SdmxObservation& observation : data.observations) {
      if (observation.codes[*place] != rule.sum.whole || !Matches(data, observation, rule)) continue;
      const auto whole = Millionths(observation.value);
      std::optional<int64_t> sum = 0;
      for (const std::string& part : rule.sum.parts) {
        std::vector<std::string> codes = observation.codes;
        codes[*place] = part;
        const auto found = by_codes.find(codes);
        const auto value = found == by_codes.end() ? std::nullopt : Millionths(found->second->value);
        sum = sum.has_value() && value.has_value() ? std::optional<int64_t>(*sum + *value) : std::nullopt;
      }
      if (!whole.has_value() || !sum.has_value() || *whole == *sum) continue;
      SumDefect defect{.dimension = rule.dimension, .whole = Decimal(*whole), .parts = Decimal(*sum)};
      for (size_t i = 0; i < data.dimensions.size(); ++i) defect.key[data.dimensions[i]] = observation.codes[i];
      defects.push_back(std::move(defect));
    }
  }
  return defects;
}

}  // namespace dayaq::statistics
