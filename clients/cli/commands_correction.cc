// correction ask, list, resolve; survivor contact.
#include <memory>
#include <utility>
#include <vector>

#include "clients/cli/access_input.h"
#include "clients/cli/disability_view.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/own_record.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/survivor/v1/request_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using survivor::v1::CorrectionRequest;
using survivor::v1::ListCorrectionRequestsResponse;

struct Flags {
  std::string name;
  std::string person;
  std::string matter, words, answer, decline, etag, channel;
  std::vector<std::string> refused;
  bool open = false, done = false, validate_only = false;
  PageFlags pages;
};
using Run = absl::Status (*)(const Flags&, Program&);

absl::Status RunAsk(const Flags& flags, Program& program) {
  survivor::v1::RequestCorrectionRequest request;
  RETURN_IF_ERROR(SetFromText("matter", flags.matter, request));
  request.set_words(flags.words);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), RecordMeant(*client, flags.person));
  return Send(program, &survivor::v1::RequestService::Stub::RequestCorrection, std::move(request), flags.validate_only,
              [&program](const CorrectionRequest& asked) { PrintCorrectionLine(asked, program.language(), program.out()); });
}

absl::Status RunList(const Flags& flags, Program& program) {
  survivor::v1::ListCorrectionRequestsRequest request;
  request.set_open(flags.open);
  ASSIGN_OR_RETURN(Client * client, program.client());
  if (!flags.person.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.person));
  }
  ASSIGN_OR_RETURN(const ListCorrectionRequestsResponse list,
                   FetchPages(*client, &survivor::v1::RequestService::Stub::ListCorrectionRequests, std::move(request), flags.pages,
                              &ListCorrectionRequestsResponse::mutable_correction_requests));
  program.Answer(list, [&] { PrintCorrections(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunResolve(const Flags& flags, Program& program) {
  AccessInput input(program.language());
  survivor::v1::ResolveCorrectionRequest request;
  request.set_name(input.Name("correctionRequests", flags.name));
  input.Require(flags.done == flags.decline.empty(),
                {"--done və ya --decline SƏBƏB: ikisindən biri.", "--done or --decline REASON: one of the two."});
  request.set_done(flags.done);
  if (!flags.decline.empty()) input.Set("decline_reason", flags.decline, request);
  RETURN_IF_ERROR(input.ToStatus());
  request.set_answer(flags.answer);
  request.set_etag(flags.etag);
  if (flags.etag.empty()) {
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(const CorrectionRequest found,
                     FindInPages(*client, &survivor::v1::RequestService::Stub::ListCorrectionRequests,
                                 survivor::v1::ListCorrectionRequestsRequest(),
                                 &ListCorrectionRequestsResponse::mutable_correction_requests, request.name()));
    request.set_etag(found.etag());
  }
  return Send(program, &survivor::v1::RequestService::Stub::ResolveCorrection, std::move(request), flags.validate_only,
              [&program](const CorrectionRequest& asked) { PrintCorrectionLine(asked, program.language(), program.out()); });
}

absl::Status RunContact(const Flags& flags, Program& program) {
  survivor::v1::SetContactPreferenceRequest request;
  RETURN_IF_ERROR(SetFromText("channel", flags.channel, request));
  for (const std::string& one : flags.refused) RETURN_IF_ERROR(SetFromText("refused_purposes", one, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), RecordMeant(*client, flags.person));
  ASSIGN_OR_RETURN(const survivor::v1::Survivor record, FetchSurvivor(*client, request.survivor()));
  request.set_etag(flags.etag.empty() ? record.contact_preference().etag() : flags.etag);
  return Send(
      program, &survivor::v1::RequestService::Stub::SetContactPreference, std::move(request), flags.validate_only,
      [&program](const survivor::v1::ContactPreference& said) { program.out() << ContactWords(said, program.language()) << "\n"; });
}

Command* AddCommand(Command& parent, Program& program, const std::shared_ptr<Flags>& flags, const char* name, const Text& about,
                    Run run, const char* example) {
  Command* command = parent.add_subcommand(name, program.In(about));
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddChangeFlags(Command& command, Flags& flags, const Program& program) {
  command.add_flag("--validate-only", flags.validate_only,
                   program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

constexpr Text kEtag = {"hansı variant əsasında; susmaya görə indiki",
                        "the version this was decided on; by default the present one"};
constexpr Text kWho = {"kim: nömrə və ya survivors/…; öz qeydiniz üçün boş saxlayın",
                       "who: a number or survivors/…; leave it out for your own record"};

}  // namespace

void AddCorrectionCommands(Command& app, Program& program) {
  Command& correction =
      *app.add_subcommand("correction", program.In({"qeyddə düzəliş müraciətləri", "requests for correction in a record"}));
  correction.require_subcommand(1);
  const auto asked = std::make_shared<Flags>();
  Command* ask = AddCommand(correction, program, asked, "ask", {"düzəliş istə", "ask for a correction"}, RunAsk,
                            "\n  dayaqctl correction ask --matter identity --words \"Doğum ilim 1976-dır\"\n");
  ask->add_option("person", asked->person, program.In(kWho));
  ask->add_option("--matter", asked->matter,
                  program.In({"nə barədə: IDENTITY, CONTACTS, INCIDENT, HEALTH, DISABILITY, PAYMENT, LOOKS, OTHER",
                              "about: IDENTITY, CONTACTS, INCIDENT, HEALTH, DISABILITY, PAYMENT, LOOKS, OTHER"}))
      ->required();
  ask->add_option("--words", asked->words, program.In({"nə səhvdir və necə olmalıdır", "what is wrong and what would be right"}))
      ->required();
  AddChangeFlags(*ask, *asked, program);

  const auto listed = std::make_shared<Flags>();
  Command* list = AddCommand(correction, program, listed, "list", {"siyahı, əvvəl köhnələr", "list them, the oldest first"},
                             RunList, "\n  dayaqctl correction list --open\n");
  list->add_option("person", listed->person, program.In({"yalnız bu şəxsin", "only of this person"}));
  list->add_flag("--open", listed->open, program.In({"yalnız cavab gözləyənlər", "only those that wait for an answer"}));
  AddPageFlags(*list, listed->pages, program);

  const auto resolved = std::make_shared<Flags>();
  Command* resolve = AddCommand(correction, program, resolved, "resolve", {"cavab ver", "answer one"}, RunResolve,
                                "\n  dayaqctl correction resolve correctionRequests/0190… --done --answer \"Düzəldildi\"\n");
  resolve->add_option("name", resolved->name, program.In({"müraciət: correctionRequests/…", "the request: correctionRequests/…"}))
      ->required();
  resolve->add_flag("--done", resolved->done, program.In({"istənilən edilib", "what was asked for was done"}));
  resolve->add_option("--decline", resolved->decline,
                      program.In({"rədd səbəbi: RIGHT_AS_IT_IS, NO_PROOF, KEPT_ELSEWHERE, OTHER_WAY",
                                  "why it is declined: RIGHT_AS_IT_IS, NO_PROOF, KEPT_ELSEWHERE, OTHER_WAY"}));
  resolve->add_option("--answer", resolved->answer, program.In({"şəxsə cavab", "what the person is answered"}))->required();
  resolve->add_option("--etag", resolved->etag, program.In(kEtag));
  AddChangeFlags(*resolve, *resolved, program);
}

void AddContactCommand(Command& survivor, Program& program) {
  const auto flags = std::make_shared<Flags>();
  Command* contact =
      AddCommand(survivor, program, flags, "contact", {"şəxslə necə əlaqə saxlamaq olar", "how a person wants to be contacted"},
                 RunContact, "\n  dayaqctl survivor contact 3000018 --channel letter_only --not-for media\n");
  contact->add_option("person", flags->person, program.In(kWho));
  contact->add_option("--channel", flags->channel, program.In({"necə: ANY, LETTER_ONLY, NONE", "how: ANY, LETTER_ONLY, NONE"}))
      ->required();
  contact
      ->add_option("--not-for", flags->refused,
                   program.In({"nə üçün yox: PEERS, MEDIA, RESEARCH", "not for: PEERS, MEDIA, RESEARCH"}))
      ->allow_extra_args(false);
  contact->add_option("--etag", flags->etag, program.In(kEtag));
  AddChangeFlags(*contact, *flags, program);
}

}  // namespace dayaq::cli
