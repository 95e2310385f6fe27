// Which measures of the lists of indicators the layer can count, and why it cannot count the others.
#ifndef SERVICES_STATISTICS_MEASURES_H_
#define SERVICES_STATISTICS_MEASURES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/statistics/indicator_definitions.h"

namespace dayaq::statistics {

// How a measure lies in time.
enum class Lasting {
  // Things that happen: those within a period.
  kFlow,
  // Things that happened: all up to the end of a period.
  kCumulative,
  // Things that are: those at the end of a period.
  kStock,
};

struct Measure {
  // As the lists call it. Tables that count the same people name it alike.
  std::string name;
  // Rows of the layer: "CASUALTY", "INCIDENT" or "SURVIVOR".
  std::string kind;
  Lasting lasting = Lasting::kFlow;
  // What those rows hold, besides time.
  std::vector<std::string> dimensions;
};

// Why something is not counted.
struct NotCounted {
  std::string az;
  std::string en;
};

// Knows the codes under which the layer keeps ages and districts: those of the list that counts by the districts of the register.
class Measures {
 public:
  explicit Measures(const std::vector<IndicatorSet>& sets);

  // What is counted for an indicator; nothing when the layer does not have it.
  std::optional<Measure> Of(const IndicatorSet& set, const Indicator& indicator) const;
  // Of an indicator that is not counted.
  NotCounted Why(const IndicatorSet& set, const Indicator& indicator) const;
  // The dimensions besides time by which it is counted: those of the definition that the layer has under the same codes.
  std::vector<std::string> Dimensions(const IndicatorSet& set, const Indicator& indicator) const;

  // Codes of ages, from the youngest to "not known".
  const std::vector<std::string>& age_codes() const { return age_codes_; }

 private:
  const IndicatorSet* national_ = nullptr;
  std::vector<std::string> age_codes_;
};

const IndicatorDimension* FindDimension(const IndicatorSet& set, absl::string_view dimension);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_MEASURES_H_
