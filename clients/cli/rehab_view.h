// How centres, episodes, slots, appointments and waiting lists look to people.
#ifndef CLIENTS_CLI_REHAB_VIEW_H_
#define CLIENTS_CLI_REHAB_VIEW_H_

#include <ostream>

#include "clients/cli/language.h"
#include "dayaq/rehabilitation/v1/appointment_service.pb.h"
#include "dayaq/rehabilitation/v1/centre_service.pb.h"
#include "dayaq/rehabilitation/v1/episode_service.pb.h"

namespace dayaq::cli {

void PrintCentres(const rehabilitation::v1::ListCentresResponse& list, Language language, std::ostream& out);
// With specialists, rooms and closures, as the commands name them.
void PrintCentre(const rehabilitation::v1::Centre& centre, Language language, std::ostream& out);
void PrintClosure(const rehabilitation::v1::Closure& closure, Language language, std::ostream& out);
void PrintEpisodes(const rehabilitation::v1::ListEpisodesResponse& list, Language language, std::ostream& out);
// With what the caller may see of its parts; scores of one instrument as a row of bars over time.
void PrintEpisode(const rehabilitation::v1::Episode& episode, Language language, std::ostream& out);
void PrintSlots(const rehabilitation::v1::SearchSlotsResponse& found, Language language, std::ostream& out);
void PrintAppointments(const rehabilitation::v1::ListAppointmentsResponse& list, Language language, std::ostream& out);
void PrintWaiting(const rehabilitation::v1::ListWaitingResponse& list, Language language, std::ostream& out);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_REHAB_VIEW_H_
