#include "services/statistics/measures.h"

#include <algorithm>
#include <map>

#include "absl/algorithm/container.h"
#include "services/statistics/sdmx_data.h"

namespace dayaq::statistics {
namespace {

// By the measures of a definition, above and below the line: what is counted.
struct Known {
  std::string numerator, denominator;
  Measure measure;
};

const std::vector<Known>& All() {
  static const std::vector<std::string> kOfCasualties = {"OUTCOME",     "SEX",    "AGE",     "CIV_STATUS",
                                                         "ACTIVITY_EO", "DEVICE", "REF_AREA"};
  static const auto* const kMeasures = new std::vector<Known>{
      {"casualties", "", {.name = "casualties", .kind = "CASUALTY", .dimensions = kOfCasualties}},
      {"casualties_cumulative",
       "",
       {.name = "casualties_cumulative", .kind = "CASUALTY", .lasting = Lasting::kCumulative, .dimensions = kOfCasualties}},
      {"casualties",
       "population",
       {.name = "casualties", .kind = "CASUALTY", .dimensions = {"SEX", "REF_AREA"}, .figure = FigureKind::kRate}},
      {"records_complete", "records", {.name = "casualties", .kind = "CASUALTY", .figure = FigureKind::kShare}},
      {"median_minutes_to_hospital",
       "",
       {.name = "casualties_timed", .kind = "CASUALTY", .narrowed = Narrowed::kWithValue, .figure = FigureKind::kMiddle}},
      {"incidents", "", {.name = "incidents", .kind = "INCIDENT", .dimensions = {"DEVICE", "REF_AREA"}}},
      {"living_survivors",
       "",
       {.name = "living_survivors", .kind = "SURVIVOR", .lasting = Lasting::kStock, .dimensions = {"SEX", "REF_AREA"}}},
      {"casualties_paid_in_time",
       "casualties_eligible",
       {.name = "casualties_eligible", .kind = "ENTITLED", .dimensions = {"SEX"}, .figure = FigureKind::kShare}},
      {"payees",
       "",
       {.name = "payees", .kind = "PAYMENT", .dimensions = {"BENEFIT", "SEX"}, .counting = Counting::kOncePerBenefit}},
      {"people_paid", "", {.name = "people_paid", .kind = "PAYMENT", .dimensions = {"SEX"}, .counting = Counting::kOncePerPerson}},
      {"amount_paid",
       "",
       {.name = "payees",
        .kind = "PAYMENT",
        .dimensions = {"BENEFIT"},
        .counting = Counting::kOncePerBenefit,
        .figure = FigureKind::kAmount}},
      {"median_days_to_first_payment",
       "",
       {.name = "first_payments_timed", .kind = "PAYMENT", .narrowed = Narrowed::kWithValue, .figure = FigureKind::kMiddle}},
      {"median_days_to_disability_decision",
       "",
       {.name = "decisions_timed", .kind = "DECISION", .narrowed = Narrowed::kWithValue, .figure = FigureKind::kMiddle}},
      {"survivors_with_valid_prosthesis",
       "survivors_needing_prosthesis",
       {.name = "survivors_needing_prosthesis",
        .kind = "PROSTHESIS",
        .lasting = Lasting::kStock,
        .dimensions = {"SEX"},
        .figure = FigureKind::kShare}},
      {"services_given", "", {.name = "services_given", .kind = "SERVICE", .dimensions = {"SERVICE"}}},
      {"indirect_victims",
       "",
       {.name = "indirect_victims", .kind = "RELATIVE", .lasting = Lasting::kStock, .dimensions = {"RELATION"}}},
      {"indirect_victims_assisted",
       "",
       {.name = "indirect_victims_assisted",
        .kind = "PAYMENT",
        .dimensions = {"RELATION"},
        .counting = Counting::kOncePerRelation,
        .narrowed = Narrowed::kWithRelation}}};
  return *kMeasures;
}

// By measure: what would be needed and is not there.
const std::map<std::string, NotCounted>& Reasons() {
  static const auto* const kReasons = new std::map<std::string, NotCounted>{
      {"survivors_served",
       {"Şəxslər hər xidmət üzrə ayrıca sayılır, xidmətlər üzrə ortaq cəmi olmadığından birlikdə qoruna bilmir",
        "People served are each once a service: without a total of their own over services they cannot be protected together"}}};
  return *kReasons;
}

std::vector<std::string> CodesOf(const IndicatorDimension& dimension) {
  std::vector<std::string> codes;
  for (const IndicatorCode& code : dimension.codes) codes.push_back(code.code);
  return codes;
}

}  // namespace

const IndicatorDimension* FindDimension(const IndicatorSet& set, absl::string_view dimension) {
  const auto found = absl::c_find_if(set.dimensions, [dimension](const IndicatorDimension& one) { return one.id == dimension; });
  return found == set.dimensions.end() ? nullptr : &*found;
}

Measures::Measures(const std::vector<IndicatorSet>& sets, const Population& population)
    : districts_have_population_(population.has_districts()) {
  for (const IndicatorSet& set : sets) {
    const IndicatorDimension* const area = FindDimension(set, "REF_AREA");
    if (area == nullptr || area->code_list != "incident.district") continue;
    national_ = &set;
    if (const IndicatorDimension* const age = FindDimension(set, "AGE"); age != nullptr) age_codes_ = CodesOf(*age);
    for (const Indicator& indicator : set.indicators)
      paid_within_days_ = std::max(paid_within_days_, indicator.numerator.within_days);
    break;
  }
}

std::optional<Measure> Measures::Of(const IndicatorSet&, const Indicator& indicator) const {
  if (!indicator.numerator.where.empty()) return std::nullopt;
  if (indicator.denominator.has_value() && !indicator.denominator->where.empty()) return std::nullopt;
  const std::string below = indicator.denominator.has_value() ? indicator.denominator->measure : "";
  const auto found = absl::c_find_if(
      All(), [&](const Known& one) { return one.numerator == indicator.numerator.measure && one.denominator == below; });
  if (found == All().end()) return std::nullopt;
  return found->measure;
}

NotCounted Measures::Why(const IndicatorSet& set, const Indicator& indicator) const {
  if (Of(set, indicator).has_value()) return {};
  std::vector<std::string> needed = {indicator.numerator.measure};
  if (indicator.denominator.has_value()) needed.insert(needed.begin(), indicator.denominator->measure);
  for (const std::string& measure : needed) {
    if (const auto found = Reasons().find(measure); found != Reasons().end()) return found->second;
  }
  return {"Bunun üçün məlumat bu sistemdə yoxdur", "This house does not have the data for it"};
}

std::vector<std::string> Measures::Dimensions(const IndicatorSet& set, const Indicator& indicator) const {
  std::vector<std::string> counted;
  const std::optional<Measure> measure = Of(set, indicator);
  if (!measure.has_value() || national_ == nullptr) return counted;
  for (const std::string& id : indicator.disaggregations) {
    if (id == kTimePeriod || !absl::c_linear_search(measure->dimensions, id)) continue;
    if (measure->figure == FigureKind::kRate && id == "REF_AREA" && !districts_have_population_) continue;
    const IndicatorDimension* const here = FindDimension(set, id);
    const IndicatorDimension* const layer = FindDimension(*national_, id);
    // Codes of the same name mean the same only where the whole list is the same.
    if (here == nullptr || layer == nullptr || here->code_list != layer->code_list || CodesOf(*here) != CodesOf(*layer)) continue;
    counted.push_back(id);
  }
  return counted;
}

}  // namespace dayaq::statistics
