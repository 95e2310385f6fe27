// Survivors as the survivor service stores them, as statements for a superuser: for tests that say exactly what was known when,
// without that service. Nothing here tells an event. To be run without triggers (session_replication_role = replica).
#ifndef TESTS_SUPPORT_SURVIVOR_ROWS_H_
#define TESTS_SUPPORT_SURVIVOR_ROWS_H_

#include <string>

#include "dayaq/incident/v1/incident.pb.h"

namespace dayaq::testing {

// A disability decision as a test tells it; days are ISO 8601, "" for none.
struct TestDecision {
  int percent = 65;
  std::string from = "2025-05-01";
  std::string until;
  std::string recorded = "2025-09-10T09:00:00Z";
};

// The record of one casualty of an incident, in Tərtər. `number` is no other record's.
std::string OpenSurvivorRows(const std::string& uid, int number, const incident::v1::Incident& incident, int casualty = 0);

// A decision because of the zone of military operations.
std::string DecisionRow(const std::string& survivor_uid, const TestDecision& decision);

// Who the person is was confirmed by a caseworker.
std::string ConfirmIdentityRow(const std::string& survivor_uid);

}  // namespace dayaq::testing

#endif  // TESTS_SUPPORT_SURVIVOR_ROWS_H_
