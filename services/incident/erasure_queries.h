// Statements that erase casualties; run by the service itself.
#ifndef SERVICES_INCIDENT_ERASURE_QUERIES_H_
#define SERVICES_INCIDENT_ERASURE_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::incident {

// The casualties of the record $1, and which classes of its keys are gone.
inline constexpr Query kErasedOf{"erasure.erased_of", R"sql(
  SELECT casualty_uid, incident_uid, identity, health, finance FROM survivor.erased_of($1::uuid)
)sql"};

inline constexpr Query kKeysToDestroy{"erasure.keys_of_casualties", R"sql(
  SELECT uid, kek_id, wrapped FROM incident.keys_to_destroy($1::uuid[])
)sql"};

inline constexpr Query kEraseCasualty{"erasure.erase_casualty", R"sql(
  SELECT incident.erase($1::uuid, $2, $3::bytea)
)sql"};

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_ERASURE_QUERIES_H_
