// One method per RPC of dayaq.incident.v1.IncidentService: what happens, in which order. No SQL, no gRPC, no clock of its own.
#ifndef SERVICES_INCIDENT_INCIDENT_SERVICE_H_
#define SERVICES_INCIDENT_INCIDENT_SERVICE_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "dayaq/incident/v1/incident_service.pb.h"
#include "services/incident/incident_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::incident {

using rpc::Call;

class IncidentService {
 public:
  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  // Entering. Each check names every fault that takes more than one field, or the gazetteer, to see.
  absl::Status CheckRegister(const v1::RegisterIncidentRequest& request, Call& call, Violations& found);
  absl::Status CheckReport(const v1::ReportIncidentRequest& request, Call& call, Violations& found);
  absl::StatusOr<v1::Incident> RegisterIncident(const v1::RegisterIncidentRequest& request, Call& call);
  absl::StatusOr<v1::Incident> ReportIncident(const v1::ReportIncidentRequest& request, Call& call);
  absl::StatusOr<v1::Incident> AddReport(const v1::AddReportRequest& request, Call& call);

  // Reading.
  absl::StatusOr<v1::Incident> GetIncident(const v1::GetIncidentRequest& request, Call& call);
  absl::StatusOr<v1::ListIncidentsResponse> ListIncidents(const v1::ListIncidentsRequest& request, Call& call);
  absl::StatusOr<v1::ListHistoryResponse> ListHistory(const v1::ListHistoryRequest& request, Call& call);
  absl::StatusOr<v1::ListPlacesResponse> ListPlaces(const v1::ListPlacesRequest& request, Call& call);

  // Deciding.
  absl::StatusOr<v1::Incident> CorrectIncident(const v1::CorrectIncidentRequest& request, Call& call);
  absl::StatusOr<v1::Casualty> CorrectCasualty(const v1::CorrectCasualtyRequest& request, Call& call);
  absl::StatusOr<v1::Incident> VerifyIncident(const v1::VerifyIncidentRequest& request, Call& call);
  absl::StatusOr<v1::Incident> RejectIncident(const v1::RejectIncidentRequest& request, Call& call);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Incident> RereadIncident(const std::string& name, Call& call);
  absl::StatusOr<v1::Casualty> RereadCasualty(const std::string& name, Call& call);

 private:
  absl::Status CheckEntry(const v1::Incident& stated, Call& call, Violations& found);
  absl::StatusOr<PlaceAnswer> FindPlace(const v1::Incident& incident, Call& call) const;
  absl::StatusOr<v1::Incident> Enter(const v1::Incident& stated, const v1::Report& source, Call& call);
  absl::StatusOr<v1::Incident> Decide(const std::string& name, const std::string& etag, const std::string& reason, Step step,
                                      v1::IncidentState state, const char* event, Call& call);
  // What a report brings while it is taken.
  struct TakenReport {
    v1::Report report;
    std::vector<v1::Casualty> added;
    std::set<std::string> changed;  // uids of people who were known
    std::vector<CasualtyToken> tokens;
  };
  absl::Status TakeStatedFacts(const v1::Report& stated, v1::Incident& incident, TakenReport& taken, Violations& found, Call& call);
  absl::Status TakeStatement(const v1::CasualtyStatement& statement, const std::string& path, v1::Incident& incident,
                             TakenReport& taken, Violations& found, Call& call);
  absl::Status Change(const v1::Casualty& casualty, const v1::Incident& incident, Call& call);
  absl::StatusOr<std::optional<std::vector<std::string>>> FindByPerson(const v1::IncidentFilter& filter, Call& call);

  IncidentStore store_;
};

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_INCIDENT_SERVICE_H_
