// What the incident register does when a person's record was erased: the same for the casualties of that record.
#ifndef SERVICES_INCIDENT_ERASURE_H_
#define SERVICES_INCIDENT_ERASURE_H_

#include "absl/status/status.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "services/platform/rpc/call.h"

namespace dayaq::incident {

// Destroys those classes of the casualties' keys that the record has none of any more, and empties what hung on them. What happened
// stays, and is counted. Told again, it does nothing.
absl::Status EraseCasualties(const outbox::v1::Event& event, rpc::Call& call);

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_ERASURE_H_
