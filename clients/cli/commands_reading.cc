// incident show, list, history; places.
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/incident_view.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using incident::v1::ListIncidentsRequest;
using incident::v1::ListIncidentsResponse;

struct ListFlags {
  std::vector<std::string> registers;
  std::vector<std::string> districts;
  std::vector<std::string> states;
  std::vector<std::string> devices;
  std::string from;
  std::string until;
  std::string number;
  std::string person;
  std::string national_id;
  PageFlags pages;
};

absl::Status Fill(const ListFlags& flags, ListIncidentsRequest& request) {
  auto& filter = *request.mutable_filter();
  const std::pair<const char*, const std::vector<std::string>*> lists[] = {{"registers", &flags.registers},
                                                                           {"districts", &flags.districts},
                                                                           {"states", &flags.states},
                                                                           {"device_categories", &flags.devices}};
  for (const auto& [path, values] : lists) {
    for (const std::string& value : *values) RETURN_IF_ERROR(SetFromText(path, value, filter));
  }
  if (!flags.from.empty()) RETURN_IF_ERROR(SetFromText("occurred_from", flags.from, filter));
  if (!flags.until.empty()) RETURN_IF_ERROR(SetFromText("occurred_until", flags.until, filter));
  filter.set_number(flags.number);
  filter.set_person_name(flags.person);
  filter.set_national_id(flags.national_id);
  return absl::OkStatus();
}

absl::Status RunList(const ListFlags& flags, Program& program) {
  ListIncidentsRequest request;
  RETURN_IF_ERROR(Fill(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListIncidentsResponse list,
                   FetchPages(*client, &incident::v1::IncidentService::Stub::ListIncidents, std::move(request), flags.pages,
                              &ListIncidentsResponse::mutable_incidents));
  program.Answer(list, [&] { PrintIncidentList(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunShow(const std::string& name, Program& program) {
  RETURN_IF_ERROR(ParseIncidentReference(name).status());
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const incident::v1::Incident incident, FetchIncident(*client, name));
  program.Answer(incident, [&] { PrintIncident(incident, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunHistory(const std::string& name, Program& program) {
  ASSIGN_OR_RETURN(const Reference reference, ParseIncidentReference(name));
  ASSIGN_OR_RETURN(Client * client, program.client());
  incident::v1::ListHistoryRequest request;
  request.set_name(reference.name);
  if (reference.name.empty()) {
    ASSIGN_OR_RETURN(const incident::v1::Incident incident, FetchIncident(*client, name));
    request.set_name(incident.name());
  }
  ASSIGN_OR_RETURN(const incident::v1::ListHistoryResponse history,
                   client->Call(&incident::v1::IncidentService::Stub::ListHistory, request));
  program.Answer(history, [&] { PrintHistory(history, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunPlaces(const std::string& wanted, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  incident::v1::ListPlacesRequest request;
  request.set_register_(wanted);
  ASSIGN_OR_RETURN(const incident::v1::ListPlacesResponse places,
                   client->Call(&incident::v1::IncidentService::Stub::ListPlaces, request));
  program.Answer(places, [&] { PrintPlaces(places, program.language(), program.out()); });
  return absl::OkStatus();
}

void AddList(Command& incident, Program& program) {
  const auto flags = std::make_shared<ListFlags>();
  Command* list = incident.add_subcommand("list", program.In({"hadisələri axtar və siyahıla", "search and list incidents"}));
  const auto repeated = [&](const char* flag, std::vector<std::string>& target, const Text& help) {
    list->add_option(flag, target, program.In(help))->allow_extra_args(false);
  };
  repeated("--register", flags->registers, {"reyestr; susmaya görə az", "register; by default az"});
  repeated("--district", flags->districts, {"rayon kodu", "district code"});
  repeated("--state", flags->states,
           {"vəziyyət: REPORTED, VERIFIED, REJECTED, MERGED", "state: REPORTED, VERIFIED, REJECTED, MERGED"});
  repeated("--device", flags->devices, {"qurğu: AP_MINE, ...", "device: AP_MINE, ..."});
  list->add_option("--from", flags->from, program.In({"bu gündən", "possibly on or after this day"}));
  list->add_option("--until", flags->until, program.In({"bu günədək", "possibly on or before this day"}));
  list->add_option("--number", flags->number, program.In({"qısa nömrə", "short number"}));
  list->add_option("--person", flags->person,
                   program.In({"soyad və ad, istənilən yazılışda", "family and given name in any spelling"}));
  list->add_option("--national-id", flags->national_id, program.In({"FİN", "personal identification number"}));
  AddPageFlags(*list, flags->pages, program);
  list->footer(
      "\n  dayaqctl incident list --district AZ-TAR --state REPORTED\n  dayaqctl incident list --register co-aicma --from 2006-05 "
      "--until 2006-05\n"
      "  dayaqctl incident list --all --json | jq '.totals'\n");
  list->callback([flags, &program] { program.action = [flags, &program] { return RunList(*flags, program); }; });
}

// A command whose only argument is an incident.
void AddByName(Command& incident, Program& program, const char* command_name, const Text& about,
               absl::Status (*run)(const std::string&, Program&)) {
  const auto name = std::make_shared<std::string>();
  Command* command = incident.add_subcommand(command_name, program.In(about));
  command->add_option("name", *name, program.In({"nömrə və ya ad", "number or name"}))->required();
  command->footer(absl::StrCat("\n  dayaqctl incident ", command_name, " 1000423\n"));
  command->callback([name, run, &program] { program.action = [name, run, &program] { return run(*name, program); }; });
}

}  // namespace

void AddReadingCommands(Command& incident, Program& program) {
  AddByName(incident, program, "show", {"bir hadisəni göstər", "show one incident"}, RunShow);
  AddList(incident, program);
  AddByName(incident, program, "history", {"bütün variantlar, yenidən köhnəyə", "all versions, newest first"}, RunHistory);
}

void AddPlacesCommand(Command& app, Program& program) {
  const auto wanted = std::make_shared<std::string>();
  Command* places = app.add_subcommand("places", program.In({"rayonlar və reyestrlər", "districts and registers"}));
  places->add_option("--register", *wanted, program.In({"reyestr; susmaya görə az", "register; by default az"}));
  places->footer("\n  dayaqctl places\n  dayaqctl places --register co-aicma\n");
  places->callback([wanted, &program] { program.action = [wanted, &program] { return RunPlaces(*wanted, program); }; });
}

}  // namespace dayaq::cli
