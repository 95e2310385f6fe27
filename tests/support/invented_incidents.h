// Incidents with invented people, as a ward would register them: what load is made of.
#ifndef TESTS_SUPPORT_INVENTED_INCIDENTS_H_
#define TESTS_SUPPORT_INVENTED_INCIDENTS_H_

#include <cstdint>
#include <random>

#include "dayaq/incident/v1/incident_service.pb.h"

namespace dayaq::testing {

// One registration with a fresh request id and 1 or 2 casualties, 1.6 on average; identities, a note and an injury each. In the
// district of the sample's hospital in Tərtər, spread over fifteen years so that few look like duplicates. The same generator makes
// the same incidents.
incident::v1::RegisterIncidentRequest InventedRegistration(std::mt19937_64& random);

// The same with one casualty, injured on one of the days since 2026-01-01: the example rule of immediate assistance counts from
// then. Different numbers make different national ids.
incident::v1::RegisterIncidentRequest InventedInjury(std::mt19937_64& random, uint64_t person_number);

}  // namespace dayaq::testing

#endif  // TESTS_SUPPORT_INVENTED_INCIDENTS_H_
