#include "services/statistics/measures.h"

#include <map>

#include "absl/algorithm/container.h"
#include "services/statistics/sdmx_data.h"

namespace dayaq::statistics {
namespace {

const std::vector<Measure>& All() {
  static const auto* const kMeasures = new std::vector<Measure>{
      {"casualties", "CASUALTY", Lasting::kFlow, {"OUTCOME", "SEX", "AGE", "CIV_STATUS", "ACTIVITY_EO", "DEVICE", "REF_AREA"}},
      {"casualties_cumulative",
       "CASUALTY",
       Lasting::kCumulative,
       {"OUTCOME", "SEX", "AGE", "CIV_STATUS", "ACTIVITY_EO", "DEVICE", "REF_AREA"}},
      {"incidents", "INCIDENT", Lasting::kFlow, {"DEVICE", "REF_AREA"}},
      {"living_survivors", "SURVIVOR", Lasting::kStock, {"SEX", "REF_AREA"}}};
  return *kMeasures;
}

const Measure* Named(const std::string& name) {
  const auto found = absl::c_find_if(All(), [&name](const Measure& one) { return one.name == name; });
  return found == All().end() ? nullptr : &*found;
}

// By measure: what would be needed and is not there.
const std::map<std::string, NotCounted>& Reasons() {
  static const auto* const kReasons = new std::map<std::string, NotCounted>{
      {"population", {"Əhalinin sayı reyestrdə saxlanılmır", "The register does not hold the population of districts"}},
      {"payees", {"Ödənişlər rəqəmlər qatına gətirilmir", "Payments are not brought into the layer of figures"}},
      {"amount_paid", {"Ödənişlər rəqəmlər qatına gətirilmir", "Payments are not brought into the layer of figures"}},
      {"casualties_paid_in_time", {"Ödənişlər rəqəmlər qatına gətirilmir", "Payments are not brought into the layer of figures"}},
      {"survivors_with_valid_prosthesis",
       {"Protezlər rəqəmlər qatına gətirilmir", "Devices are not brought into the layer of figures"}},
      {"services_given", {"Göstərilən xidmətlər rəqəmlər qatına gətirilmir", "Services are not brought into the layer of figures"}},
      {"survivors_served",
       {"Göstərilən xidmətlər rəqəmlər qatına gətirilmir", "Services are not brought into the layer of figures"}},
      {"median_minutes_to_hospital",
       {"Yardıma qədər vaxt rəqəmlər qatına gətirilmir", "Times until care are not brought into the layer of figures"}},
      {"median_days_to_disability_decision",
       {"Əlillik qərarları rəqəmlər qatına gətirilmir", "Decisions on disability are not brought into the layer of figures"}},
      {"median_days_to_first_payment",
       {"Ödənişlər rəqəmlər qatına gətirilmir", "Payments are not brought into the layer of figures"}},
      {"indirect_victims",
       {"Ailə üzvləri rəqəmlər qatına gətirilmir", "Members of families are not brought into the layer of figures"}},
      {"indirect_victims_assisted",
       {"Ailə üzvləri rəqəmlər qatına gətirilmir", "Members of families are not brought into the layer of figures"}},
      {"records_complete",
       {"Əlillik qərarları rəqəmlər qatına gətirilmir", "Decisions on disability are not brought into the layer of figures"}}};
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

Measures::Measures(const std::vector<IndicatorSet>& sets) {
  for (const IndicatorSet& set : sets) {
    const IndicatorDimension* const area = FindDimension(set, "REF_AREA");
    if (area == nullptr || area->code_list != "incident.district") continue;
    national_ = &set;
    if (const IndicatorDimension* const age = FindDimension(set, "AGE"); age != nullptr) age_codes_ = CodesOf(*age);
    break;
  }
}

std::optional<Measure> Measures::Of(const IndicatorSet&, const Indicator& indicator) const {
  const Measure* const measure = Named(indicator.numerator.measure);
  if (measure == nullptr || indicator.denominator.has_value() || !indicator.numerator.where.empty()) return std::nullopt;
  return *measure;
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
    const IndicatorDimension* const here = FindDimension(set, id);
    const IndicatorDimension* const layer = FindDimension(*national_, id);
    // Codes of the same name mean the same only where the whole list is the same.
    if (here == nullptr || layer == nullptr || here->code_list != layer->code_list || CodesOf(*here) != CodesOf(*layer)) continue;
    counted.push_back(id);
  }
  return counted;
}

}  // namespace dayaq::statistics
