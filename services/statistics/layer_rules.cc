#include "services/statistics/layer_rules.h"

#include <limits>
#include <utility>

#include "absl/strings/strip.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::statistics {
namespace {

// The name of an enum's value without what all its values begin with; "UNKNOWN" for what was not stated.
std::string Code(absl::string_view value, absl::string_view prefix) {
  return value.empty() ? "UNKNOWN" : std::string(absl::StripPrefix(value, prefix));
}

std::string SexCode(const std::string& sex) {
  if (sex == "SEX_MALE") return "M";
  return sex == "SEX_FEMALE" ? "F" : "U";
}

absl::StatusOr<Fact> FactOf(const ToldVersion& told, const std::vector<std::string>& age_codes, const Pseudonyms& pseudonyms) {
  Fact fact{.kind = told.kind,
            .recorded_from = told.recorded_from,
            .recorded_until = told.recorded_until,
            .registered_in = told.registered_in,
            .occurred_on = told.occurred_on,
            .ended_on = told.ended_on,
            .district = told.district};
  ASSIGN_OR_RETURN(fact.pseudonym, pseudonyms.Of(told.uid));
  if (!told.parent_uid.empty()) {
    ASSIGN_OR_RETURN(fact.parent, pseudonyms.Of(told.parent_uid));
  }
  if (told.kind != "INCIDENT") fact.sex = SexCode(told.sex);
  if (told.kind != "SURVIVOR") fact.device = Code(told.device, "DEVICE_CATEGORY_");
  if (told.kind == "CASUALTY") {
    fact.outcome = Code(told.outcome, "OUTCOME_");
    fact.age_band = AgeBand(told.least_age, told.most_age, age_codes);
    fact.civ_status = Code(told.civil_status, "CIVIL_STATUS_");
    fact.activity = Code(told.activity, "ACTIVITY_");
  }
  return fact;
}

bool SaysTheSame(const Fact& a, const Fact& b) {
  return a.pseudonym == b.pseudonym && a.parent == b.parent && a.registered_in == b.registered_in &&
         a.occurred_on == b.occurred_on && a.ended_on == b.ended_on && a.district == b.district && a.outcome == b.outcome &&
         a.sex == b.sex && a.age_band == b.age_band && a.civ_status == b.civ_status && a.activity == b.activity &&
         a.device == b.device;
}

}  // namespace

std::string AgeBand(std::optional<int64_t> least, std::optional<int64_t> most, const std::vector<std::string>& age_codes) {
  static const LazyRE2 kBand = {"Y([0-9]{1,3})T([0-9]{1,3})"};
  static const LazyRE2 kFrom = {"Y_GE([0-9]{1,3})"};
  if (!most.has_value()) return "U";
  for (const std::string& code : age_codes) {
    int64_t low = 0, high = std::numeric_limits<int64_t>::max();
    if (!RE2::FullMatch(code, *kBand, &low, &high) && !RE2::FullMatch(code, *kFrom, &low)) continue;
    if (least.value_or(0) >= low && *most <= high) return code;
  }
  return "U";
}

absl::StatusOr<Layer> LayerOf(const std::vector<ToldVersion>& told, const std::vector<std::string>& age_codes,
                              const Pseudonyms& pseudonyms) {
  Layer layer;
  for (const ToldVersion& version : told) {
    if (version.recorded_from.empty()) {
      ASSIGN_OR_RETURN(std::string pseudonym, pseudonyms.Of(version.uid));
      layer.pseudonyms.push_back(std::move(pseudonym));
      continue;
    }
    ASSIGN_OR_RETURN(Fact fact, FactOf(version, age_codes, pseudonyms));
    if (!layer.facts.empty() && layer.facts.back().recorded_until == fact.recorded_from && SaysTheSame(layer.facts.back(), fact)) {
      layer.facts.back().recorded_until = fact.recorded_until;
    } else {
      layer.facts.push_back(std::move(fact));
    }
  }
  return layer;
}

}  // namespace dayaq::statistics
