// survivor messages, untold, told.
#include <memory>
#include <utility>

#include "clients/cli/access_input.h"
#include "clients/cli/message_view.h"
#include "clients/cli/own_record.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/survivor/v1/message_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using survivor::v1::ListMessagesRequest;
using survivor::v1::ListMessagesResponse;
using survivor::v1::ShortMessage;

struct Flags {
  std::string person, name, etag;
  bool validate_only = false;
  PageFlags pages;
};
using Run = absl::Status (*)(const Flags&, Program&);

absl::Status Show(ListMessagesRequest request, const Flags& flags, Client& client, Program& program) {
  ASSIGN_OR_RETURN(const ListMessagesResponse list,
                   FetchPages(client, &survivor::v1::MessageService::Stub::ListMessages, std::move(request), flags.pages,
                              &ListMessagesResponse::mutable_messages));
  program.Answer(list, [&] { PrintMessages(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunMessages(const Flags& flags, Program& program) {
  ListMessagesRequest request;
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), RecordMeant(*client, flags.person));
  return Show(std::move(request), flags, *client, program);
}

absl::Status RunUntold(const Flags& flags, Program& program) {
  ListMessagesRequest request;
  request.set_untold(true);
  ASSIGN_OR_RETURN(Client * client, program.client());
  if (!flags.person.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.person));
  }
  return Show(std::move(request), flags, *client, program);
}

absl::Status RunTold(const Flags& flags, Program& program) {
  AccessInput input(program.language());
  survivor::v1::RecordToldRequest request;
  request.set_name(input.Name("shortMessages", flags.name));
  RETURN_IF_ERROR(input.ToStatus());
  request.set_etag(flags.etag);
  if (flags.etag.empty()) {
    ListMessagesRequest untold;
    untold.set_untold(true);
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(const ShortMessage found,
                     FindInPages(*client, &survivor::v1::MessageService::Stub::ListMessages, std::move(untold),
                                 &ListMessagesResponse::mutable_messages, request.name()));
    request.set_etag(found.etag());
  }
  return Send(program, &survivor::v1::MessageService::Stub::RecordTold, std::move(request), flags.validate_only,
              [&program](const ShortMessage& message) { PrintMessageLine(message, program.language(), program.out()); });
}

Command* AddCommand(Command& parent, Program& program, const std::shared_ptr<Flags>& flags, const char* name, const Text& about,
                    Run run, const char* example) {
  Command* command = parent.add_subcommand(name, program.In(about));
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

}  // namespace

void AddMessageCommands(Command& survivor, Program& program) {
  const auto listed = std::make_shared<Flags>();
  Command* messages = AddCommand(survivor, program, listed, "messages",
                                 {"şəxsə göndərilən qısa mesajlar", "short messages that were sent to a person"}, RunMessages,
                                 "\n  dayaqctl survivor messages 3000018\n");
  messages->add_option("person", listed->person,
                       program.In({"kim: nömrə və ya survivors/…; öz qeydiniz üçün boş saxlayın",
                                   "who: a number or survivors/…; leave it out for your own record"}));
  AddPageFlags(*messages, listed->pages, program);

  const auto waiting = std::make_shared<Flags>();
  Command* untold = AddCommand(survivor, program, waiting, "untold",
                               {"mesajla xəbər verilə bilməyən şəxslər: başqa yolla xəbər verin",
                                "people who could not be told by a message: tell them in another way"},
                               RunUntold, "\n  dayaqctl survivor untold\n");
  untold->add_option("person", waiting->person, program.In({"yalnız bu şəxs", "only this person"}));
  AddPageFlags(*untold, waiting->pages, program);

  const auto done = std::make_shared<Flags>();
  Command* told =
      AddCommand(survivor, program, done, "told", {"şəxsə başqa yolla xəbər verilib", "the person was told in another way"},
                 RunTold, "\n  dayaqctl survivor told shortMessages/0190…\n");
  told->add_option("name", done->name, program.In({"mesaj: shortMessages/…", "the message: shortMessages/…"}))->required();
  told->add_option(
      "--etag", done->etag,
      program.In({"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"}));
  told->add_flag("--validate-only", done->validate_only,
                 program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

}  // namespace dayaq::cli
