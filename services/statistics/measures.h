// Which measures of the lists of indicators the layer can count, and why it cannot count the others.
#ifndef SERVICES_STATISTICS_MEASURES_H_
#define SERVICES_STATISTICS_MEASURES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/statistics/indicator_definitions.h"
#include "services/statistics/population.h"

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

// What is one. People who have several rows are one in the whole period that a figure is about, so that such figures are not
// divided by months: the parts would not come to the whole.
enum class Counting { kRows, kOncePerBenefit, kOncePerRelation, kOncePerPerson };

// Which rows of a kind: all, those with a number, those of members of families.
enum class Narrowed { kNot, kWithValue, kWithRelation };

// What is printed: the counts; how many of a hundred of whom something is so; how many of 100,000 who live there; the middle of
// their numbers; what they were paid.
enum class FigureKind { kCount, kShare, kRate, kMiddle, kAmount };

struct Measure {
  // As the lists call it. Tables that count the same people name it alike.
  std::string name;
  // Rows of the layer (db/deploy/statistics.sql).
  std::string kind;
  Lasting lasting = Lasting::kFlow;
  // What those rows hold, besides time.
  std::vector<std::string> dimensions;
  Counting counting = Counting::kRows;
  Narrowed narrowed = Narrowed::kNot;
  FigureKind figure = FigureKind::kCount;
};

// Why something is not counted.
struct NotCounted {
  std::string az;
  std::string en;
};

// Knows the codes under which the layer keeps ages and districts: those of the list that counts by the districts of the register.
class Measures {
 public:
  Measures(const std::vector<IndicatorSet>& sets, const Population& population);

  // What is counted for an indicator; nothing when the layer does not have it.
  std::optional<Measure> Of(const IndicatorSet& set, const Indicator& indicator) const;
  // Of an indicator that is not counted.
  NotCounted Why(const IndicatorSet& set, const Indicator& indicator) const;
  // The dimensions besides time by which it is counted: those of the definition that the layer has under the same codes.
  std::vector<std::string> Dimensions(const IndicatorSet& set, const Indicator& indicator) const;

  // Codes of ages, from the youngest to "not known".
  const std::vector<std::string>& age_codes() const { return age_codes_; }
  // Days within which whoever is entitled is to be paid first.
  int paid_within_days() const { return paid_within_days_; }

 private:
  const IndicatorSet* national_ = nullptr;
  std::vector<std::string> age_codes_;
  int paid_within_days_ = 0;
  bool districts_have_population_ = false;
};

const IndicatorDimension* FindDimension(const IndicatorSet& set, absl::string_view dimension);

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_MEASURES_H_
