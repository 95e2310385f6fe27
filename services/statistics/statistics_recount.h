// Figures counted once more from the registers themselves, by statements that share nothing with the service's own.
#ifndef SERVICES_STATISTICS_STATISTICS_RECOUNT_H_
#define SERVICES_STATISTICS_STATISTICS_RECOUNT_H_

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/statistics/statistics_test_fixture.h"

namespace dayaq::statistics {

template <typename T>
ErrorReason Reason(const absl::StatusOr<T>& answer) {
  return ReasonOf(answer.status());
}

class StatisticsServiceTest : public StatisticsFixture {
 protected:
  // What a row was, on the day until which things are known, by the base tables alone and a statement of its own.
  int64_t Recount(const std::string& condition, const std::string& known_until) const {
    return Number(absl::StrCat(
        "WITH k AS (SELECT ('", known_until,
        "'::date + 1)::timestamp AT TIME ZONE 'Asia/Baku' AS t), i AS ("
        "SELECT uid, occurred_on, district, device_category, state FROM incident.incident, k WHERE update_time < k.t AND register "
        "= 'az' UNION ALL "
        "SELECT uid, occurred_on, district, device_category, state FROM incident.incident_history, k WHERE update_time < k.t AND "
        "recorded_until >= k.t AND register = 'az'), "
        "c AS (SELECT uid, incident_uid, outcome, sex, age, civil_status, activity, same_as_uid FROM incident.casualty, k WHERE "
        "update_time < k.t UNION ALL "
        "SELECT uid, incident_uid, outcome, sex, age, civil_status, activity, same_as_uid FROM incident.casualty_history, k WHERE "
        "update_time < k.t AND "
        "recorded_until >= k.t) "
        "SELECT count(*) FROM c JOIN i ON i.uid = c.incident_uid WHERE c.same_as_uid IS NULL AND i.state IN "
        "('INCIDENT_STATE_REPORTED', "
        "'INCIDENT_STATE_VERIFIED') AND ",
        condition));
  }
  // The condition of a code of a dimension on base tables.
  static std::string Condition(const std::string& dimension, const std::string& code) {
    if (code == "_T") return "true";
    if (dimension == "OUTCOME") return absl::StrCat("outcome = 'OUTCOME_", code, "'");
    if (dimension == "SEX") {
      return code == "U" ? "coalesce(sex, 'SEX_UNKNOWN') NOT IN ('SEX_MALE', 'SEX_FEMALE')"
                         : absl::StrCat("left(sex, 5) = 'SEX_", code, "'");
    }
    // What was not said is unknown.
    const auto is = [&code](const char* column, const char* prefix) {
      return absl::StrCat("coalesce(", column, ", '", prefix, "UNKNOWN') = '", prefix, code, "'");
    };
    if (dimension == "CIV_STATUS") return is("civil_status", "CIVIL_STATUS_");
    if (dimension == "ACTIVITY_EO") return is("activity", "ACTIVITY_");
    if (dimension == "DEVICE") return is("device_category", "DEVICE_CATEGORY_");
    if (dimension == "AGE") {
      return absl::StrCat(
          "CASE WHEN (age ->> 'max_years')::integer <= 17 THEN 'Y0T17' WHEN (age ->> 'min_years')::integer >= 18 AND (age ->> "
          "'max_years')::integer <= 29 THEN 'Y18T29' WHEN (age ->> 'min_years')::integer >= 30 AND (age ->> "
          "'max_years')::integer <= 59 THEN 'Y30T59' WHEN (age ->> 'min_years')::integer >= 60 AND (age ->> "
          "'max_years') IS NOT NULL THEN 'Y_GE60' ELSE 'U' END = '",
          code, "'");
    }
    if (dimension == "REF_AREA") return absl::StrCat("district = '", code, "'");
    if (absl::EndsWith(code, "/U")) return absl::StrCat("occurred_on = '", code.substr(0, 4), "'");
    if (absl::StrContains(code, "-Q")) {
      return absl::StrCat("left(occurred_on, 4) = '", code.substr(0, 4),
                          "' AND length(occurred_on) > 4 AND (substr(occurred_on, 6, 2)::integer + 2) / 3 = ", code.substr(6));
    }
    return absl::StrCat("left(occurred_on, ", code.size(), ") = '", code, "'");
  }
};

}  // namespace dayaq::statistics

#endif  // SERVICES_STATISTICS_STATISTICS_RECOUNT_H_
