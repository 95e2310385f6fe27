// survivor list, show, correct, confirm-identity, decide-disability, record-death, withdraw-death.
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/correction_input.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "clients/cli/survivor_view.h"
#include "dayaq/survivor/v1/survivor_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using survivor::v1::ListSurvivorsRequest;
using survivor::v1::ListSurvivorsResponse;
using survivor::v1::Survivor;

struct ListFlags {
  std::vector<std::string> registers;
  std::vector<std::string> districts;
  std::vector<std::string> states;
  std::string number;
  std::string person;
  std::string national_id;
  std::string casualty;
  bool doubtful = false;
  PageFlags pages;
};

// What every change says beside its own: whose record, on which version.
struct ChangeFlags {
  std::string name;
  std::string etag;
  bool validate_only = false;
  std::string reason;
  CorrectionInput correction;
  std::string document;
  std::vector<std::pair<std::string, std::string>> values;  // path and text, of the decision or the death
  std::vector<std::string> impairments;                     // "movement=60"
  std::vector<std::string> causes;                          // "terror" or "terror=50"
  bool corrects = false;
  std::string known_on;
};

absl::Status RunList(const ListFlags& flags, Program& program) {
  ListSurvivorsRequest request;
  auto& filter = *request.mutable_filter();
  for (const std::string& code : flags.registers) filter.add_registers(code);
  for (const std::string& code : flags.districts) filter.add_districts(code);
  for (const std::string& state : flags.states) RETURN_IF_ERROR(SetFromText("states", state, filter));
  filter.set_number(flags.number);
  filter.set_person_name(flags.person);
  filter.set_national_id(flags.national_id);
  filter.set_casualty_uid(flags.casualty.substr(flags.casualty.rfind('/') + 1));
  filter.set_doubtful(flags.doubtful);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListSurvivorsResponse list,
                   FetchPages(*client, &survivor::v1::SurvivorService::Stub::ListSurvivors, std::move(request), flags.pages,
                              &ListSurvivorsResponse::mutable_survivors));
  program.Answer(list, [&] { PrintSurvivorList(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunShow(const ChangeFlags& flags, Program& program) {
  RETURN_IF_ERROR(ParseSurvivorReference(flags.name).status());
  survivor::v1::GetSurvivorRequest request;
  if (!flags.known_on.empty()) RETURN_IF_ERROR(SetFromText("decisions_as_known_on", flags.known_on, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_name(), SurvivorName(*client, flags.name));
  ASSIGN_OR_RETURN(const Survivor survivor, client->Call(&survivor::v1::SurvivorService::Stub::GetSurvivor, request));
  program.Answer(survivor, [&] { PrintSurvivor(survivor, program.language(), program.out()); });
  return absl::OkStatus();
}

// Names the record and its version in a request that is filled otherwise, and sends it.
template <typename Method, typename Request>
absl::Status Change(const ChangeFlags& flags, Program& program, Method method, Request request) {
  RETURN_IF_ERROR(ParseSurvivorReference(flags.name).status());
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Survivor survivor, FetchSurvivor(*client, flags.name));
  request.set_name(survivor.name());
  request.set_etag(flags.etag.empty() ? survivor.etag() : flags.etag);
  return Send(program, method, std::move(request), flags.validate_only,
              [&program](const Survivor& answer) { PrintSurvivorLine(answer, program.language(), program.out()); });
}

absl::Status RunCorrect(const ChangeFlags& flags, Program& program) {
  survivor::v1::CorrectSurvivorRequest request;
  RETURN_IF_ERROR(FillCorrection(flags.correction, *request.mutable_details(), *request.mutable_update_mask()));
  request.set_reason(flags.reason);
  return Change(flags, program, &survivor::v1::SurvivorService::Stub::CorrectSurvivor, std::move(request));
}

absl::Status RunConfirm(const ChangeFlags& flags, Program& program) {
  survivor::v1::ConfirmIdentityRequest request;
  request.set_document(flags.document);
  return Change(flags, program, &survivor::v1::SurvivorService::Stub::ConfirmIdentity, std::move(request));
}

// "code=60" or the code alone: the parts of a decision that have a percent each.
template <typename Part>
absl::Status SetPart(const char* code_field, const std::string& text, Part& part) {
  const size_t at = text.find('=');
  RETURN_IF_ERROR(SetFromText(code_field, text.substr(0, at), part));
  return at == std::string::npos ? absl::OkStatus() : SetFromText("percent", text.substr(at + 1), part);
}

absl::Status RunDecide(const ChangeFlags& flags, Program& program) {
  survivor::v1::DecideDisabilityRequest request;
  survivor::v1::DisabilityDecision& decision = *request.mutable_decision();
  for (const auto& [path, text] : flags.values) RETURN_IF_ERROR(SetFromText(path, text, decision));
  for (const std::string& one : flags.impairments) RETURN_IF_ERROR(SetPart("function_group", one, *decision.add_impairments()));
  for (const std::string& one : flags.causes) RETURN_IF_ERROR(SetPart("cause", one, *decision.add_stated_causes()));
  decision.set_corrects_entry(flags.corrects);
  return Change(flags, program, &survivor::v1::SurvivorService::Stub::DecideDisability, std::move(request));
}

absl::Status RunDeath(const ChangeFlags& flags, Program& program) {
  survivor::v1::RecordDeathRequest request;
  for (const auto& [path, text] : flags.values) RETURN_IF_ERROR(SetFromText(path, text, request));
  request.set_document(flags.document);
  return Change(flags, program, &survivor::v1::SurvivorService::Stub::RecordDeath, std::move(request));
}

absl::Status RunWithdraw(const ChangeFlags& flags, Program& program) {
  survivor::v1::WithdrawDeathRequest request;
  request.set_reason(flags.reason);
  return Change(flags, program, &survivor::v1::SurvivorService::Stub::WithdrawDeath, std::move(request));
}

void AddList(Command& survivor, Program& program) {
  const auto flags = std::make_shared<ListFlags>();
  Command* list =
      survivor.add_subcommand("list", program.In({"şəxslərin qeydlərini axtar və siyahıla", "search and list records"}));
  const auto repeated = [&](const char* flag, std::vector<std::string>& target, const Text& help) {
    list->add_option(flag, target, program.In(help))->allow_extra_args(false);
  };
  repeated("--register", flags->registers, {"reyestr; susmaya görə az", "register; by default az"});
  repeated("--district", flags->districts, {"rayon kodu", "district code"});
  repeated("--state", flags->states, {"vəziyyət: LIVING, DECEASED", "state: LIVING, DECEASED"});
  list->add_option("--number", flags->number, program.In({"qısa nömrə", "short number"}));
  list->add_option("--person", flags->person,
                   program.In({"soyad və ad, istənilən yazılışda", "family and given name in any spelling"}));
  list->add_option("--national-id", flags->national_id, program.In({"FİN", "personal identification number"}));
  list->add_option("--casualty", flags->casualty,
                   program.In({"bu zərərçəkənin qeydi (uid və ya ad)", "the record of this casualty (uid or name)"}));
  list->add_flag("--doubtful", flags->doubtful, program.In({"yalnız şübhəli olanlar", "only those in doubt"}));
  AddPageFlags(*list, flags->pages, program);
  list->footer(
      "\n  dayaqctl survivor list --district AZ-TAR --state LIVING\n  dayaqctl survivor list --person \"Numunali Reshad\"\n"
      "  dayaqctl survivor list --doubtful --json\n");
  list->callback([flags, &program] { program.action = [flags, &program] { return RunList(*flags, program); }; });
}

// A command about one record.
Command* AddCommand(Command& survivor, Program& program, const std::shared_ptr<ChangeFlags>& flags, const char* command_name,
                    const Text& about, absl::Status (*run)(const ChangeFlags&, Program&)) {
  Command* command = survivor.add_subcommand(command_name, program.In(about));
  command->add_option("name", flags->name, program.In({"nömrə və ya ad", "number or name"}))->required();
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddShow(Command& survivor, Program& program) {
  const auto flags = std::make_shared<ChangeFlags>();
  Command* show = AddCommand(survivor, program, flags, "show", {"bir qeydi göstər", "show one record"}, RunShow);
  show->add_option("--known-on", flags->known_on,
                   program.In({"əlillik qərarları o günün sonunda bizə məlum olduğu kimi",
                               "disability decisions as they were known on that day"}));
  show->footer("\n  dayaqctl survivor show 3000018\n  dayaqctl survivor show 3000018 --known-on 2025-09-01\n");
}

void AddChangeFlags(Command& command, ChangeFlags& flags, const Program& program) {
  command.add_option(
      "--etag", flags.etag,
      program.In({"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"}));
  command.add_flag("--validate-only", flags.validate_only,
                   program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

Option* AddValue(Command& command, ChangeFlags& flags, const char* flag, const char* path, const char* help) {
  return command.add_option_function(
      flag, [&flags, path](const std::string& text) { flags.values.emplace_back(path, text); }, help);
}

void AddCorrect(Command& survivor, Program& program) {
  const auto flags = std::make_shared<ChangeFlags>();
  Command* command = AddCommand(survivor, program, flags, "correct",
                                {"şəxsin məlumatını düzəlt və ya tamamla", "correct or complete a record"}, RunCorrect);
  command
      ->add_option("--set", flags->correction.set,
                   program.In({"sahə=dəyər: identity.phone, contacts.contact_person, home_district, sex, ...",
                               "field=value: identity.phone, contacts.contact_person, home_district, sex, ..."}))
      ->allow_extra_args(false);
  command->add_option("--clear", flags->correction.clear, program.In({"naməlum olan sahə", "a field that becomes unknown"}))
      ->allow_extra_args(false);
  command->add_option("--reason", flags->reason, program.In({"səbəb (ad çəkmədən)", "why (naming nobody)"}))->required();
  AddChangeFlags(*command, *flags, program);
  command->footer(
      "\n  dayaqctl survivor correct 3000018 --set home_district=AZ-BAR --set identity.phone=+994501234567 --reason "
      "\"köçüb · moved\"\n");
}

void AddConfirm(Command& survivor, Program& program) {
  const auto flags = std::make_shared<ChangeFlags>();
  Command* command = AddCommand(survivor, program, flags, "confirm-identity",
                                {"şəxsiyyətin görüldüyünü qeyd et", "say that you saw who the person is"}, RunConfirm);
  command->add_option("--document", flags->document, program.In({"nə göstərilib, nömrəsiz", "what was shown, without its number"}))
      ->required();
  AddChangeFlags(*command, *flags, program);
  command->footer("\n  dayaqctl survivor confirm-identity 3000018 --document \"şəxsiyyət vəsiqəsi\"\n");
}

void AddDecide(Command& survivor, Program& program) {
  const auto flags = std::make_shared<ChangeFlags>();
  Command* command = AddCommand(survivor, program, flags, "decide-disability",
                                {"əlillik qərarını qeyd et", "record a disability decision"}, RunDecide);
  const auto value = [&](const char* flag, const char* path, const Text& help) {
    return AddValue(*command, *flags, flag, path, program.In(help));
  };
  value("--percent", "percent",
        {"faiz, 5-ə qədər yuxarı yuvarlaqlaşır; --impairment olanda yazmaya bilərsiniz",
         "percent, rounded up to a multiple of 5; may be left out with --impairment"});
  command
      ->add_option("--impairment", flags->impairments,
                   program.In({"pozulmuş funksiya və faizi: movement=60", "impaired function and its percent: movement=60"}))
      ->allow_extra_args(false);
  command
      ->add_option("--stated-cause", flags->causes,
                   program.In({"bir neçə səbəb olanda hər biri: terror=50", "each of several causes: terror=50"}))
      ->allow_extra_args(false);
  command->add_flag("--corrects", flags->corrects,
                    program.In({"--replaces ilə göstərilən qərar səhv yazılıb", "the decision in --replaces was entered wrongly"}));
  value("--referral", "referral_uid", {"cavab verdiyi göndərişin uid-i", "UID of the referral it answers"});
  value("--band", "band", {"hədd: 31_60, 61_80, 81_100; faizə uymalıdır", "band: 31_60, 61_80, 81_100; must fit the percent"});
  value("--cause", "cause", {"səbəb: zone_of_military_operations, terror, ...", "cause: zone_of_military_operations, terror, ..."});
  value("--decided-on", "decided_on", {"qərar günü", "day of the decision"})->required();
  value("--valid-from", "valid_from", {"əlilliyin ilk günü", "first day of the disability"})->required();
  value("--until", "valid_until", {"son günü; müddətsizdirsə yazma", "last day; leave out when indefinite"});
  value("--act", "act_number", {"aktın nömrəsi", "number of the act"})->required();
  value("--replaces", "replaces_uid", {"əvəz etdiyi qərarın uid-i", "UID of the decision it replaces"});
  AddChangeFlags(*command, *flags, program);
  command->footer(
      "\n  dayaqctl survivor decide-disability 3000018 --percent 65 --cause zone_of_military_operations \\\n"
      "      --decided-on 2025-05-20 --valid-from 2025-05-01 --act TSE-2025/118\n"
      "  dayaqctl survivor decide-disability 3000018 --impairment movement=60 --impairment hearing=60 \\\n"
      "      --cause terror --decided-on 2025-05-20 --valid-from 2025-05-01 --act TSE-2025/119 --referral 0190…\n");
}

void AddDeath(Command& survivor, Program& program) {
  const auto flags = std::make_shared<ChangeFlags>();
  Command* command =
      AddCommand(survivor, program, flags, "record-death", {"ölümü qeyd et", "record that the person died"}, RunDeath);
  AddValue(*command, *flags, "--on", "died_on",
           program.In({"gün, bilindiyi qədər: 2025, 2025-08, 2025-08-15", "day as far as known: 2025, 2025-08, 2025-08-15"}))
      ->required();
  AddValue(*command, *flags, "--cause", "cause", program.In({"nədən: WOUNDS, OTHER, UNKNOWN", "of what: WOUNDS, OTHER, UNKNOWN"}));
  command
      ->add_option("--document", flags->document,
                   program.In({"nəyə əsasən, ad və nömrəsiz", "what says so, without name or number"}))
      ->required();
  AddChangeFlags(*command, *flags, program);
  command->footer("\n  dayaqctl survivor record-death 3000018 --on 2025-08-15 --document \"ölüm şəhadətnaməsi\"\n");
}

void AddWithdraw(Command& survivor, Program& program) {
  const auto flags = std::make_shared<ChangeFlags>();
  Command* command = AddCommand(survivor, program, flags, "withdraw-death",
                                {"səhvən qeyd olunmuş ölümü geri götür", "take back a death recorded by mistake"}, RunWithdraw);
  command->add_option("--reason", flags->reason, program.In({"səbəb (ad çəkmədən)", "why (naming nobody)"}))->required();
  AddChangeFlags(*command, *flags, program);
  command->footer("\n  dayaqctl survivor withdraw-death 3000018 --reason \"səhv şəxs · the wrong person\"\n");
}

}  // namespace

void AddSurvivorCommands(Command& app, Program& program) {
  Command& survivor = *app.add_subcommand("survivor", program.In({"şəxslərin qeydləri", "records of survivors"}));
  survivor.require_subcommand(1);
  AddList(survivor, program);
  AddSearchCommand(survivor, program);
  AddShow(survivor, program);
  AddCorrect(survivor, program);
  AddConfirm(survivor, program);
  AddDecide(survivor, program);
  AddDeath(survivor, program);
  AddWithdraw(survivor, program);
  AddContactCommand(survivor, program);
  AddMessageCommands(survivor, program);
  AddExtractCommand(survivor, program);
  AddErasureCommands(survivor, program);
}

}  // namespace dayaq::cli
