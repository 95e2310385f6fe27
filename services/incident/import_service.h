// One method per RPC of dayaq.incident.v1.ImportService: foreign registers, batch by batch, no row twice.
#ifndef SERVICES_INCIDENT_IMPORT_SERVICE_H_
#define SERVICES_INCIDENT_IMPORT_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/incident/v1/import_service.pb.h"
#include "services/incident/import_store.h"
#include "services/incident/incident_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::incident {

using rpc::Call;

class ImportService {
 public:
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Import> StartImport(const v1::StartImportRequest& request, Call& call);
  absl::StatusOr<v1::ImportIncidentsResponse> ImportIncidents(const v1::ImportIncidentsRequest& request, Call& call);
  absl::StatusOr<v1::Import> FinishImport(const v1::FinishImportRequest& request, Call& call);
  absl::StatusOr<v1::Import> GetImport(const v1::GetImportRequest& request, Call& call);
  absl::StatusOr<v1::Import> RereadImport(const std::string& name, Call& call);

 private:
  IncidentStore incidents_;
  ImportStore store_;
};

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_IMPORT_SERVICE_H_
