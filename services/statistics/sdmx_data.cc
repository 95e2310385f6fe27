#include "services/statistics/sdmx_data.h"

#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "re2/re2.h"
#include "services/platform/text/unicode.h"

namespace dayaq::statistics {
namespace {

constexpr size_t kMostFaults = 50;

bool IsNumber(const std::string& text) {
  static const LazyRE2 kNumber = {"-?[0-9]{1,18}(\\.[0-9]{1,12})?"};
  return RE2::FullMatch(text, *kNumber);
}

bool IsName(const std::string& text) {
  static const LazyRE2 kName = {"[A-Za-z_][A-Za-z0-9_-]{0,79}"};
  return RE2::FullMatch(text, *kName);
}

// What both forms can carry: texts without control characters.
bool IsPlain(const std::string& text) {
  return IsWellFormed(text) && absl::c_none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

void CheckObservation(const SdmxDataSet& data, size_t number, std::vector<std::string>& faults) {
  const SdmxObservation& observation = data.observations[number];
  const std::string where =
      observation.line > 0 ? absl::StrCat("line ", observation.line, ": ") : absl::StrCat("observation ", number + 1, ": ");
  if (observation.codes.size() != data.dimensions.size()) {
    faults.push_back(where + "a code for every dimension, and no other, belongs here");
  }
  if (absl::c_any_of(observation.codes, [](const std::string& code) { return code.empty() || !IsPlain(code); })) {
    faults.push_back(where + "a code is empty or no plain text");
  }
  if (!observation.value.empty() && !IsNumber(observation.value)) faults.push_back(where + "OBS_VALUE is no number");
  const auto status = observation.attributes.find(std::string(kObsStatus));
  if (status == observation.attributes.end()) {
    faults.push_back(where + "OBS_STATUS is missing");
  } else if (status->second == kSuppressed && !observation.value.empty()) {
    faults.push_back(where + "a suppressed value must be empty");
  }
  for (const auto& [name, value] : observation.attributes) {
    if (!IsName(name) || !IsPlain(value)) faults.push_back(where + "an attribute is not named, or no plain text");
  }
}

}  // namespace

std::string SdmxStructure::Name() const { return absl::StrCat(agency, ":", id, "(", version, ")"); }

std::optional<size_t> SdmxDataSet::PlaceOf(absl::string_view dimension) const {
  const auto found = absl::c_find(dimensions, dimension);
  return found == dimensions.end() ? std::nullopt : std::optional<size_t>(static_cast<size_t>(found - dimensions.begin()));
}

const std::vector<std::string>& SdgDimensions() {
  static const auto* const kDimensions = new std::vector<std::string>{"FREQ",
                                                                      "REPORTING_TYPE",
                                                                      "SERIES",
                                                                      "REF_AREA",
                                                                      "SEX",
                                                                      "AGE",
                                                                      "URBANISATION",
                                                                      "INCOME_WEALTH_QUANTILE",
                                                                      "EDUCATION_LEV",
                                                                      "OCCUPATION",
                                                                      "CUST_BREAKDOWN",
                                                                      "COMPOSITE_BREAKDOWN",
                                                                      "DISABILITY_STATUS",
                                                                      "ACTIVITY",
                                                                      "PRODUCT",
                                                                      "TIME_PERIOD"};
  return *kDimensions;
}

absl::Status CheckSdmxData(const SdmxDataSet& data) {
  std::vector<std::string> faults;
  if (data.dimensions.empty() || data.dimensions.back() != kTimePeriod) faults.push_back("TIME_PERIOD must be the last dimension");
  std::set<std::string> names;
  for (const std::string& dimension : data.dimensions) {
    if (!IsName(dimension) || !names.insert(dimension).second) faults.push_back("a dimension has no name, or stands twice");
  }
  std::set<std::vector<std::string>> seen;
  for (size_t i = 0; i < data.observations.size() && faults.size() < kMostFaults; ++i) {
    CheckObservation(data, i, faults);
    const SdmxObservation& observation = data.observations[i];
    if (!seen.insert(observation.codes).second) {
      faults.push_back(absl::StrCat(observation.line > 0 ? "line " : "observation ",
                                    observation.line > 0 ? observation.line : static_cast<int>(i) + 1,
                                    ": the same codes stood before"));
    }
  }
  return faults.empty() ? absl::OkStatus() : absl::InvalidArgumentError(absl::StrJoin(faults, "\n"));
}

}  // namespace dayaq::statistics
