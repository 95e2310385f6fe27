// An invented person and the incident that hurt them, for the journey. Everyone invented is called Nümunəli ("sample").
#ifndef CLIENTS_CLI_INVENTED_PERSON_H_
#define CLIENTS_CLI_INVENTED_PERSON_H_

#include "absl/random/bit_gen_ref.h"
#include "dayaq/incident/v1/incident_service.pb.h"

namespace dayaq::cli {

// One injured adult in the district of Tartar, hurt between 1 February and 27 April 2025: before the disability of the journey
// begins, and long enough ago for a change of the amounts to lie in between. The personal identification number is random.
incident::v1::RegisterIncidentRequest InventedRegistration(absl::BitGenRef random);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_INVENTED_PERSON_H_
