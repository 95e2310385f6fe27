// How incidents, their history and their duplicates look to people.
#ifndef CLIENTS_CLI_INCIDENT_VIEW_H_
#define CLIENTS_CLI_INCIDENT_VIEW_H_

#include <ostream>
#include <string>

#include "clients/cli/language.h"
#include "dayaq/incident/v1/incident_service.pb.h"

namespace dayaq::cli {

// One line: number, state, name. What a change answers with.
void PrintIncidentLine(const incident::v1::Incident& incident, Language language, std::ostream& out);
// Everything the caller may see of it.
void PrintIncident(const incident::v1::Incident& incident, Language language, std::ostream& out);
void PrintIncidentList(const incident::v1::ListIncidentsResponse& list, Language language, std::ostream& out);
void PrintHistory(const incident::v1::ListHistoryResponse& history, Language language, std::ostream& out);
void PrintDuplicates(const incident::v1::ListDuplicatesResponse& duplicates, Language language, std::ostream& out);
// Districts in Azerbaijani order of their names.
void PrintPlaces(const incident::v1::ListPlacesResponse& places, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_INCIDENT_VIEW_H_
