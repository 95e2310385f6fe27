// rehab: centres. Episodes: commands_rehab_episode.cc; slots, appointments, waiting lists, calendars:
// commands_rehab_appointment.cc.
#include <memory>
#include <utility>

#include "clients/cli/rehab_flags.h"
#include "clients/cli/rehab_view.h"
#include "dayaq/rehabilitation/v1/centre_service.grpc.pb.h"

namespace dayaq::cli {
namespace {

using namespace rehabilitation::v1;  // NOLINT(google-build-using-namespace)

absl::Status RunCentres(const RehabFlags& flags, Program& program) {
  ListCentresRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  return ShowList(program, &rehabilitation::v1::CentreService::Stub::ListCentres, std::move(request), flags.pages,
                  &ListCentresResponse::mutable_centres, PrintCentres);
}

absl::Status RunCentre(const RehabFlags& flags, Program& program) {
  GetCentreRequest request;
  request.set_name(flags.where);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Centre centre, client->Call(&rehabilitation::v1::CentreService::Stub::GetCentre, request));
  program.Answer(centre, [&] { PrintCentre(centre, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunCloseCentre(const RehabFlags& flags, Program& program) {
  AddClosureRequest request;
  request.set_parent(flags.where);
  RETURN_IF_ERROR(SetValues(flags, *request.mutable_closure()));
  return Send(program, &rehabilitation::v1::CentreService::Stub::AddClosure, std::move(request), flags.validate_only,
              [&program](const Closure& closure) { PrintClosure(closure, program.language(), program.out()); });
}

constexpr Text kCentre = {"hansı mərkəz: centres/…", "which centre: centres/…"};

void AddCentreCommands(Command& rehab, Program& program) {
  Command& centre = *rehab.add_subcommand("centre", program.In({"mərkəzlər", "centres"}));
  centre.require_subcommand(1);
  const auto listing = std::make_shared<RehabFlags>();
  AddPageFlags(*AddRehabCommand(centre, program, listing, "list", {"mərkəzlər", "centres"}, RunCentres, nullptr,
                                {{"--visit", "visit", {"bu xidməti göstərən", "that give this"}},
                                 {"--district", "district", {"bu rayona baxan", "that serve this district"}}},
                                "\n  dayaqctl rehab centre list --visit physiotherapy\n"),
               listing->pages, program);
  AddRehabCommand(centre, program, std::make_shared<RehabFlags>(), "show",
                  {"mütəxəssislər, otaqlar, iş saatları", "specialists, rooms, hours"}, RunCentre, &kCentre, {},
                  "\n  dayaqctl rehab centre show centres/0190…\n");
  const auto closing = std::make_shared<RehabFlags>();
  AddCheckFlag(
      *AddRehabCommand(centre, program, closing, "close",
                       {"günlərlə bağla; yazılmış şəxslər çağırılacaqlar siyahısına keçir",
                        "close for some days; who is booked goes to the list of calls"},
                       RunCloseCentre, &kCentre,
                       {{"--from", "first_day", {"ilk gün", "first day"}, true},
                        {"--until", "last_day", {"son gün", "last day"}, true},
                        {"--reason", "reason", {"holiday, repair, staff_absent, ...", "holiday, repair, staff_absent, ..."}, true},
                        {"--specialist", "specialist_uid", {"yalnız bu mütəxəssis", "only this specialist"}},
                        {"--room", "room_uid", {"yalnız bu otaq", "only this room"}}},
                       "\n  dayaqctl rehab centre close centres/0190… --from 2027-01-04 --until 2027-01-29 --reason repair\n"),
      *closing, program);
}

}  // namespace

void AddRehabCommands(Command& app, Program& program) {
  Command& rehab = *app.add_subcommand(
      "rehab", program.In({"reabilitasiya: mərkəzlər, kurslar, qəbullar", "rehabilitation: centres, episodes, appointments"}));
  rehab.require_subcommand(1);
  AddCentreCommands(rehab, program);
  AddRehabEpisodeCommands(rehab, program);
  AddRehabAppointmentCommands(rehab, program);
}

}  // namespace dayaq::cli
