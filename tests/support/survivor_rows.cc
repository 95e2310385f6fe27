#include "tests/support/survivor_rows.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/platform/sealing/uuid7.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::testing {

std::string OpenSurvivorRows(const std::string& uid, int number, const incident::v1::Incident& incident, int casualty) {
  const incident::v1::Casualty& hurt = incident.casualties(casualty);
  return absl::StrCat(
      "INSERT INTO survivor.survivor (uid, number, etag, register, district, institution, state, create_time, update_time) VALUES "
      "('",
      uid, "', '", number, "', 1, 'az', 'AZ-TAR', 'hospital-tartar', 'SURVIVOR_STATE_LIVING', now(), now()); ",
      "INSERT INTO survivor.casualty (casualty_uid, survivor_uid, incident_uid, occurred_on, outcome, create_time, register, "
      "district, "
      "institution) VALUES ('",
      hurt.uid(), "', '", uid, "', '", incident.uid(), "', '", ToText(incident.facts().occurred_on()), "', '",
      incident::v1::Outcome_Name(hurt.facts().outcome()), "', now(), 'az', 'AZ-TAR', 'hospital-tartar')");
}

std::string DecisionRow(const std::string& survivor_uid, const TestDecision& decision) {
  const char* band = decision.percent > 80   ? "DISABILITY_BAND_81_100"
                     : decision.percent > 60 ? "DISABILITY_BAND_61_80"
                                             : "DISABILITY_BAND_31_60";
  const std::string until = decision.until.empty() ? "NULL" : absl::StrCat("'", decision.until, "'");
  return absl::StrCat(
      "INSERT INTO survivor.disability_decision (uid, survivor_uid, percent, stated_percent, band, cause, decided_on, valid_from, "
      "valid_until, act_number, in_force_from, in_force_until, institution, create_time, register, district, survivor_institution) "
      "VALUES "
      "('",
      NewUuid7(absl::Now()), "', '", survivor_uid, "', ", decision.percent, ", ", decision.percent, ", '", band,
      "', 'DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS', '", decision.from, "', '", decision.from, "', ", until, ", '17-A', '",
      decision.from, "', ", until, ", 'expertise-agency', '", decision.recorded, "', 'az', 'AZ-TAR', 'hospital-tartar')");
}

std::string ConfirmIdentityRow(const std::string& survivor_uid) {
  return absl::StrCat(
      "UPDATE survivor.survivor SET identity_confirmed_time = now(), identity_document = 'AZE', identity = '\\x01' WHERE uid = '",
      survivor_uid, "'");
}

}  // namespace dayaq::testing
