// incident duplicates, dismiss.

#include "clients/cli/incident_view.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

struct Flags {
  std::string incident;
  std::string wanted_register;
  std::string state;
  int limit = 50;
  std::string page_token;
  std::string uid;
  std::string reason;
};

absl::Status RunDuplicates(const Flags& flags, Program& program) {
  incident::v1::ListDuplicatesRequest request;
  if (!flags.state.empty()) RETURN_IF_ERROR(SetFromText("state", flags.state, request));
  request.set_register_(flags.wanted_register);
  request.set_page_size(flags.limit);
  request.set_page_token(flags.page_token);
  ASSIGN_OR_RETURN(Client * client, program.client());
  if (!flags.incident.empty()) {
    ASSIGN_OR_RETURN(const incident::v1::Incident incident, FetchIncident(*client, flags.incident));
    request.set_incident(incident.name());
  }
  ASSIGN_OR_RETURN(const incident::v1::ListDuplicatesResponse duplicates,
                   client->Call(&incident::v1::IncidentService::Stub::ListDuplicates, request));
  program.Answer(duplicates, [&] { PrintDuplicates(duplicates, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunDismiss(const Flags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  incident::v1::DismissDuplicateRequest request;
  request.set_uid(flags.uid);
  request.set_reason(flags.reason);
  ASSIGN_OR_RETURN(const incident::v1::DuplicateProposal proposal,
                   client->Change(&incident::v1::IncidentService::Stub::DismissDuplicate, request));
  program.Answer(proposal, [&] {
    program.out() << program.In({"Eyni deyil kimi qeyd edildi: ", "Noted as not the same: "}) << proposal.uid() << "\n";
  });
  return absl::OkStatus();
}

}  // namespace

void AddDuplicateCommands(Command& incident, Program& program) {
  const auto flags = std::make_shared<Flags>();
  Command* list = incident.add_subcommand("duplicates",
                                          program.In({"bəlkə də eyni olan hadisələr", "pairs of incidents that may be the same"}));
  list->add_option("incident", flags->incident, program.In({"yalnız bu hadisə ilə", "only pairs with this incident"}));
  list->add_option("--register", flags->wanted_register, program.In({"reyestr; susmaya görə az", "register; by default az"}));
  list->add_option("--state", flags->state, "OPEN, DISMISSED, MERGED");
  list->add_option("--limit", flags->limit, program.In({"ən çox neçə", "how many at most"}))->between(1, 200);
  list->add_option("--page-token", flags->page_token, program.In({"davamı", "from the answer before"}));
  list->footer("\n  dayaqctl incident duplicates\n  dayaqctl incident duplicates 1000423 --json\n");
  list->callback([flags, &program] { program.action = [flags, &program] { return RunDuplicates(*flags, program); }; });

  const auto dismiss_flags = std::make_shared<Flags>();
  Command* dismiss =
      incident.add_subcommand("dismiss", program.In({"bu ikisi eyni hadisə deyil", "say that two incidents are not the same"}));
  dismiss->add_option("uid", dismiss_flags->uid, program.In({"təklifin uid-i", "UID of the proposal"}))->required();
  dismiss->add_option("--reason", dismiss_flags->reason, program.In({"səbəb (ad çəkmədən)", "why (naming nobody)"}))->required();
  dismiss->footer("\n  dayaqctl incident dismiss 0190… --reason \"başqa kənd\"\n");
  dismiss->callback(
      [dismiss_flags, &program] { program.action = [dismiss_flags, &program] { return RunDismiss(*dismiss_flags, program); }; });
}

}  // namespace dayaq::cli
