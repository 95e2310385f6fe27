// incident verify, reject, merge, unmerge: decisions about incidents, each with its reason.
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "clients/cli/incident_view.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

struct Flags {
  std::string name;
  std::string duplicate;
  std::string etag;
  std::string reason;
  std::vector<std::string> pairs;
};

template <typename Method, typename Request>
absl::Status Decide(Program& program, Client& client, Method method, Request request) {
  ASSIGN_OR_RETURN(const incident::v1::Incident answer, client.Change(method, std::move(request)));
  program.Answer(answer, [&] { PrintIncidentLine(answer, program.language(), program.out()); });
  return absl::OkStatus();
}

// What all decisions say: which incident, on which version, why.
template <typename Request>
absl::StatusOr<Request> Decision(const Flags& flags, Client& client) {
  ASSIGN_OR_RETURN(const incident::v1::Incident incident, FetchIncident(client, flags.name));
  Request request;
  request.set_name(incident.name());
  request.set_etag(flags.etag.empty() ? incident.etag() : flags.etag);
  request.set_reason(flags.reason);
  return request;
}

absl::Status RunVerify(const Flags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(auto request, Decision<incident::v1::VerifyIncidentRequest>(flags, *client));
  return Decide(program, *client, &incident::v1::IncidentService::Stub::VerifyIncident, std::move(request));
}

absl::Status RunReject(const Flags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(auto request, Decision<incident::v1::RejectIncidentRequest>(flags, *client));
  return Decide(program, *client, &incident::v1::IncidentService::Stub::RejectIncident, std::move(request));
}

absl::Status RunUnmerge(const Flags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(auto request, Decision<incident::v1::UnmergeIncidentsRequest>(flags, *client));
  return Decide(program, *client, &incident::v1::IncidentService::Stub::UnmergeIncidents, std::move(request));
}

absl::Status RunMerge(const Flags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(auto request, Decision<incident::v1::MergeIncidentsRequest>(flags, *client));
  ASSIGN_OR_RETURN(const incident::v1::Incident duplicate, FetchIncident(*client, flags.duplicate));
  request.set_duplicate(duplicate.name());
  request.set_duplicate_etag(duplicate.etag());
  for (const std::string& pair : flags.pairs) {
    const std::vector<std::string> uids = absl::StrSplit(pair, '=');
    if (uids.size() != 2) return absl::InvalidArgumentError("--same is kept-uid=duplicate-uid: the same person in both incidents.");
    auto& same = *request.add_pairs();
    same.set_kept_uid(uids[0]);
    same.set_duplicate_uid(uids[1]);
  }
  return Decide(program, *client, &incident::v1::IncidentService::Stub::MergeIncidents, std::move(request));
}

Command* AddDecision(Command& incident, Program& program, const std::shared_ptr<Flags>& flags, const char* name, const Text& about,
                     absl::Status (*run)(const Flags&, Program&)) {
  Command* command = incident.add_subcommand(name, program.In(about));
  command->add_option("name", flags->name, program.In({"nömrə və ya ad", "number or name"}))->required();
  command->add_option("--reason", flags->reason, program.In({"səbəb (ad çəkmədən)", "why (naming nobody)"}))->required();
  command->add_option(
      "--etag", flags->etag,
      program.In({"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"}));
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

}  // namespace

void AddDecidingCommands(Command& incident, Program& program) {
  AddDecision(incident, program, std::make_shared<Flags>(), "verify", {"hadisəni təsdiqlə (ANAMA)", "verify an incident (ANAMA)"},
              RunVerify)
      ->footer("\n  dayaqctl incident verify 1000423 --reason \"yerində baxılıb\"\n");
  AddDecision(incident, program, std::make_shared<Flags>(), "reject", {"hadisəni rədd et (ANAMA)", "reject an incident (ANAMA)"},
              RunReject)
      ->footer("\n  dayaqctl incident reject 1000423 --reason \"partlayıcı qurğu olmayıb\"\n");
  AddDecision(incident, program, std::make_shared<Flags>(), "unmerge", {"birləşdirməni geri qaytar", "undo a merge"}, RunUnmerge)
      ->footer("\n  dayaqctl incident unmerge 1000431 --reason \"iki ayrı hadisədir\"\n");

  const auto flags = std::make_shared<Flags>();
  Command* merge =
      AddDecision(incident, program, flags, "merge", {"təkrar hadisəni birləşdir", "merge a duplicate into an incident"}, RunMerge);
  merge->add_option("duplicate", flags->duplicate, program.In({"bitən hadisə", "the incident that ends"}))->required();
  merge
      ->add_option("--same", flags->pairs,
                   program.In({"eyni adam: qalan-uid=bitən-uid", "the same person: kept-uid=duplicate-uid"}))
      ->allow_extra_args(false);
  merge->footer("\n  dayaqctl incident merge 1000423 1000431 --reason \"eyni hadisə\" --same 0190…=0191…\n");
}

}  // namespace dayaq::cli
