// The RPCs of dayaq.incident.v1.IncidentService that deal with incidents registered twice: proposed by the service, resolved by
// people.
#ifndef SERVICES_INCIDENT_DUPLICATE_SERVICE_H_
#define SERVICES_INCIDENT_DUPLICATE_SERVICE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "dayaq/incident/v1/incident_service.pb.h"
#include "services/incident/duplicate_store.h"
#include "services/incident/incident_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/platform/rpc/reactions.h"

namespace dayaq::incident {

using rpc::Call;

class DuplicateService {
 public:
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::ListDuplicatesResponse> ListDuplicates(const v1::ListDuplicatesRequest& request, Call& call);
  absl::StatusOr<v1::DuplicateProposal> DismissDuplicate(const v1::DismissDuplicateRequest& request, Call& call);
  absl::StatusOr<v1::Incident> MergeIncidents(const v1::MergeIncidentsRequest& request, Call& call);
  absl::StatusOr<v1::Incident> UnmergeIncidents(const v1::UnmergeIncidentsRequest& request, Call& call);

  // Compares incidents with those around them and proposes pairs; what the service does when incidents are new or changed.
  absl::Status ProposeFor(const std::vector<rpc::Told>& changed);

  absl::StatusOr<v1::DuplicateProposal> RereadProposal(const std::string& uid, Call& call);
  absl::StatusOr<v1::Incident> RereadIncident(const std::string& name, Call& call);

 private:
  absl::Status Recount(const std::string& incident_uid, Call& call);

  IncidentStore incidents_;
  DuplicateStore store_;
};

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_DUPLICATE_SERVICE_H_
