// case functioning, treatment, directory.
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/case_view.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/survivor/v1/case_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using survivor::v1::Functioning;
using survivor::v1::ListFunctioningResponse;
using survivor::v1::ListProvidersResponse;
using survivor::v1::ListTreatmentsResponse;
using survivor::v1::Provider;
using survivor::v1::Treatment;

struct CareFlags {
  std::string where;
  std::string reason;
  std::vector<std::string> answers;
  std::vector<std::string> kinds;
  std::vector<std::string> districts;
  bool ended = false;
  bool validate_only = false;
  PageFlags pages;
  std::vector<std::pair<std::string, std::string>> values;  // path and text
};
using Flags = std::shared_ptr<CareFlags>;

struct Value {
  const char* flag;
  const char* path;
  Text help;
  bool required = false;
};

absl::Status SetValues(const CareFlags& flags, google::protobuf::Message& message) {
  for (const auto& [path, text] : flags.values) RETURN_IF_ERROR(SetFromText(path, text, message));
  return absl::OkStatus();
}

// "walking=3": a domain and a code of the Washington Group.
absl::Status AddAnswer(const std::string& text, Functioning& assessment) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
  int code = 0;
  if (!absl::SimpleAtoi(parts.second, &code) || !survivor::v1::FunctioningAnswer_IsValid(code) || code == 0) {
    return absl::InvalidArgumentError("--answer: walking=3; 1 to 4, 7 refused, 8 not ascertained, 9 does not know.");
  }
  auto& answer = *assessment.add_answers();
  answer.set_answer(static_cast<survivor::v1::FunctioningAnswer>(code));
  return SetFromText("domain", parts.first, answer);
}

absl::Status RunAddFunctioning(const CareFlags& flags, Program& program) {
  survivor::v1::AddFunctioningRequest request;
  RETURN_IF_ERROR(SetValues(flags, *request.mutable_functioning()));
  for (const std::string& answer : flags.answers) RETURN_IF_ERROR(AddAnswer(answer, *request.mutable_functioning()));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.where));
  return Send(program, &survivor::v1::CaseService::Stub::AddFunctioning, std::move(request), flags.validate_only,
              [&program](const Functioning& added) {
                ListFunctioningResponse list;
                *list.add_functioning() = added;
                PrintFunctioning(list, program.language(), program.out());
              });
}

absl::Status RunWithdraw(const CareFlags& flags, Program& program) {
  survivor::v1::WithdrawFunctioningRequest request;
  request.set_name(flags.where);
  RETURN_IF_ERROR(SetValues(flags, request));
  return Send(program, &survivor::v1::CaseService::Stub::WithdrawFunctioning, std::move(request), flags.validate_only,
              [&program](const Functioning& marked) {
                ListFunctioningResponse list;
                *list.add_functioning() = marked;
                PrintFunctioning(list, program.language(), program.out());
              });
}

absl::Status RunShowFunctioning(const CareFlags& flags, Program& program) {
  survivor::v1::ListFunctioningRequest request;
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.where));
  ASSIGN_OR_RETURN(const ListFunctioningResponse list,
                   FetchPages(*client, &survivor::v1::CaseService::Stub::ListFunctioning, std::move(request), flags.pages,
                              &ListFunctioningResponse::mutable_functioning));
  program.Answer(list, [&] { PrintFunctioning(list, program.language(), program.out()); });
  return absl::OkStatus();
}

auto TreatmentPrinter(Program& program) {
  return [&program](const Treatment& treatment) {
    ListTreatmentsResponse list;
    *list.add_treatments() = treatment;
    PrintTreatments(list, program.language(), program.out());
  };
}

absl::Status RunAddTreatment(const CareFlags& flags, Program& program) {
  survivor::v1::AddTreatmentRequest request;
  RETURN_IF_ERROR(SetValues(flags, *request.mutable_facts()));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.where));
  return Send(program, &survivor::v1::CaseService::Stub::AddTreatment, std::move(request), flags.validate_only,
              TreatmentPrinter(program));
}

// What is not said anew stays as it is.
absl::Status RunCorrectTreatment(const CareFlags& flags, Program& program) {
  const std::vector<std::string> parts = absl::StrSplit(flags.where, '/');
  if (parts.size() != 4)
    return absl::InvalidArgumentError("A treatment is named by survivors/{uuid}/treatments/{uuid}, as treatment list shows it.");
  ASSIGN_OR_RETURN(Client * client, program.client());
  survivor::v1::ListTreatmentsRequest those;
  those.set_survivor(absl::StrCat(parts[0], "/", parts[1]));
  ASSIGN_OR_RETURN(const Treatment now, FindInPages(*client, &survivor::v1::CaseService::Stub::ListTreatments, std::move(those),
                                                    &ListTreatmentsResponse::mutable_treatments, flags.where));
  survivor::v1::CorrectTreatmentRequest request;
  request.set_name(now.name());
  request.set_etag(now.etag());
  request.set_reason(flags.reason);
  *request.mutable_facts() = now.facts();
  RETURN_IF_ERROR(SetValues(flags, *request.mutable_facts()));
  return Send(program, &survivor::v1::CaseService::Stub::CorrectTreatment, std::move(request), flags.validate_only,
              TreatmentPrinter(program));
}

absl::Status RunListTreatments(const CareFlags& flags, Program& program) {
  survivor::v1::ListTreatmentsRequest request;
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.where));
  ASSIGN_OR_RETURN(const ListTreatmentsResponse list,
                   FetchPages(*client, &survivor::v1::CaseService::Stub::ListTreatments, std::move(request), flags.pages,
                              &ListTreatmentsResponse::mutable_treatments));
  program.Answer(list, [&] { PrintTreatments(list, program.language(), program.out()); });
  return absl::OkStatus();
}

auto ProviderPrinter(Program& program) {
  return [&program](const Provider& provider) {
    ListProvidersResponse list;
    *list.add_providers() = provider;
    PrintProviders(list, program.language(), program.out());
  };
}

absl::Status SetProvider(const CareFlags& flags, Provider& provider) {
  if (!flags.kinds.empty()) provider.clear_kinds();
  for (const std::string& kind : flags.kinds) RETURN_IF_ERROR(SetFromText("kinds", kind, provider));
  return SetValues(flags, provider);
}

absl::Status RunAddProvider(const CareFlags& flags, Program& program) {
  survivor::v1::AddProviderRequest request;
  RETURN_IF_ERROR(SetProvider(flags, *request.mutable_provider()));
  return Send(program, &survivor::v1::CaseService::Stub::AddProvider, std::move(request), flags.validate_only,
              ProviderPrinter(program));
}

absl::Status RunCorrectProvider(const CareFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  survivor::v1::ListProvidersRequest those;
  those.set_ended(true);
  ASSIGN_OR_RETURN(Provider now, FindInPages(*client, &survivor::v1::CaseService::Stub::ListProviders, std::move(those),
                                             &ListProvidersResponse::mutable_providers, flags.where));
  survivor::v1::CorrectProviderRequest request;
  request.set_name(now.name());
  request.set_etag(now.etag());
  request.set_reason(flags.reason);
  *request.mutable_provider() = std::move(now);
  RETURN_IF_ERROR(SetProvider(flags, *request.mutable_provider()));
  return Send(program, &survivor::v1::CaseService::Stub::CorrectProvider, std::move(request), flags.validate_only,
              ProviderPrinter(program));
}

absl::Status RunListProviders(const CareFlags& flags, Program& program) {
  survivor::v1::ListProvidersRequest request;
  for (const std::string& kind : flags.kinds) RETURN_IF_ERROR(SetFromText("kinds", kind, request));
  for (const std::string& district : flags.districts) request.add_districts(district);
  request.set_ended(flags.ended);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListProvidersResponse list,
                   FetchPages(*client, &survivor::v1::CaseService::Stub::ListProviders, std::move(request), flags.pages,
                              &ListProvidersResponse::mutable_providers));
  program.Answer(list, [&] { PrintProviders(list, program.language(), program.out()); });
  return absl::OkStatus();
}

// A command with its flags: `where` is what it is about (nullptr: nothing), `values` are fields of what it sends.
Command* AddCommand(Command& parent, Program& program, const Flags& flags, const char* name, const Text& about,
                    absl::Status (*run)(const CareFlags&, Program&), const Text* where, const std::vector<Value>& values,
                    const char* example) {
  Command* command = parent.add_subcommand(name, program.In(about));
  if (where != nullptr) command->add_option("name", flags->where, program.In(*where))->required();
  for (const Value& value : values) {
    Option* option = command->add_option_function(
        value.flag, [flags, path = value.path](const std::string& text) { flags->values.emplace_back(path, text); },
        program.In(value.help));
    if (value.required) option->required();
  }
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddCheckFlag(Command& command, CareFlags& flags, const Program& program) {
  command.add_flag("--validate-only", flags.validate_only,
                   program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

void AddReason(Command& command, CareFlags& flags, const Program& program) {
  command.add_option("--because", flags.reason, program.In({"səbəb (ad çəkmədən)", "why (naming nobody)"}))->required();
}

constexpr Text kWho = {"kim: survivors/… və ya nömrə", "who: survivors/… or a number"};

void AddFunctioningCommands(Command& cases, Program& program) {
  Command& functioning =
      *cases.add_subcommand("functioning", program.In({"funksional vəziyyət (Vaşinqton qrupunun sualları); faizdən ayrıdır",
                                                       "functioning (Washington Group); apart from the legal percent"}));
  functioning.require_subcommand(1);
  const auto adding = std::make_shared<CareFlags>();
  Command* add = AddCommand(
      functioning, program, adding, "add", {"cavabları qeyd et", "record the answers"}, RunAddFunctioning, &kWho,
      {{"--instrument",
        "instrument",
        {"short_set (böyüklər), child_module (5–17 yaş)", "short_set (adults), child_module (5 to 17)"},
        true},
       {"--by", "respondent", {"kim cavablayıb: self, proxy", "who answered: self, proxy"}, true},
       {"--on", "assessed_on", {"hansı gün", "on which day"}, true}},
      "\n  dayaqctl case functioning add 3000018 --instrument short_set --by self --on 2026-11-20 --answer seeing=1 \\\n"
      "      --answer hearing=1 --answer walking=3 --answer remembering=1 --answer self_care=2 --answer communicating=1\n");
  add->add_option("--answer", adding->answers,
                  program.In({"sahə=kod: 1–4, 7 imtina, 8 dəqiqləşməyib, 9 bilmir",
                              "domain=code: 1 to 4, 7 refused, 8 not ascertained, 9 does not know"}))
      ->required()
      ->allow_extra_args(false);
  AddCheckFlag(*add, *adding, program);
  const auto showing = std::make_shared<CareFlags>();
  AddPageFlags(*AddCommand(functioning, program, showing, "show", {"şəxsin qiymətləndirmələri", "assessments of a survivor"},
                           RunShowFunctioning, &kWho, {}, "\n  dayaqctl case functioning show 3000018\n"),
               showing->pages, program);
  const auto marking = std::make_shared<CareFlags>();
  static constexpr Text kWhich = {"hansı: survivors/…/functioning/…", "which: survivors/…/functioning/…"};
  AddCheckFlag(
      *AddCommand(functioning, program, marking, "withdraw", {"səhvən yazıldığını qeyd et", "mark one as entered by mistake"},
                  RunWithdraw, &kWhich, {{"--words", "words", {"niyə, sözlə (şifrələnir)", "why, in words (sealed)"}, true}},
                  "\n  dayaqctl case functioning withdraw survivors/0190…/functioning/0190… --words \"başqa şəxs\"\n"),
      *marking, program);
}

std::vector<Value> TreatmentValues(bool required) {
  return {
      {"--kind",
       "kind",
       {"hospital_stay, operation, continuing_care, rehabilitation", "hospital_stay, operation, continuing_care, rehabilitation"},
       required},
      {"--from", "begun_on", {"ilk gün, bilindiyi qədər", "first day as far as known"}, required},
      {"--until", "ended_on", {"son gün, bilindiyi qədər", "last day as far as known"}},
      {"--institution", "care_institution", {"harada: qurumun kodu", "where: code of the institution"}},
      {"--place", "care_place", {"harada, sözlə (şifrələnir)", "where, in words (sealed)"}},
      {"--nature", "nature_code", {"XBT-10 kodu, məsələn S88.1", "ICD-10 code, for example S88.1"}},
      {"--source",
       "source_kind",
       {"kim deyir: hospital, district_authority, ...", "who says so: hospital, district_authority, ..."},
       required},
      {"--source-institution", "source_institution", {"deyən qurumun kodu", "code of the institution that says so"}},
      {"--note", "note", {"növbəti həkim üçün (şifrələnir)", "for the next clinician (sealed)"}}};
}

void AddTreatmentCommands(Command& cases, Program& program) {
  Command& treatment =
      *cases.add_subcommand("treatment", program.In({"təcili yardımdan sonrakı müalicə", "treatment after the emergency chain"}));
  treatment.require_subcommand(1);
  const auto adding = std::make_shared<CareFlags>();
  AddCheckFlag(*AddCommand(treatment, program, adding, "add", {"müalicəni qeyd et", "record a treatment"}, RunAddTreatment, &kWho,
                           TreatmentValues(true),
                           "\n  dayaqctl case treatment add 3000018 --kind operation --from 2026-03-05 --institution "
                           "hospital-barda --nature S88.1 --source hospital\n"),
               *adding, program);
  const auto correcting = std::make_shared<CareFlags>();
  static constexpr Text kWhich = {"hansı: survivors/…/treatments/…", "which: survivors/…/treatments/…"};
  Command* correct = AddCommand(
      treatment, program, correcting, "correct", {"düzəlt; deyilməyən olduğu kimi qalır", "correct it; what is not said stays"},
      RunCorrectTreatment, &kWhich, TreatmentValues(false),
      "\n  dayaqctl case treatment correct survivors/0190…/treatments/0190… --until 2026-03-20 --because \"epikriz\"\n");
  AddReason(*correct, *correcting, program);
  AddCheckFlag(*correct, *correcting, program);
  const auto listing = std::make_shared<CareFlags>();
  AddPageFlags(*AddCommand(treatment, program, listing, "list", {"şəxsin müalicələri", "treatments of a survivor"},
                           RunListTreatments, &kWho, {}, "\n  dayaqctl case treatment list 3000018\n"),
               listing->pages, program);
}

std::vector<Value> ProviderValues(bool required) {
  return {
      {"--name", "name_az", {"adı", "name in Azerbaijani"}, required},
      {"--name-en", "name_en", {"ingiliscə adı", "name in English"}},
      {"--in", "district", {"rayon kodu", "district code"}, required},
      {"--phone", "phone", {"telefon, +994…", "telephone, +994…"}},
      {"--accessible", "accessible", {"əlil arabası girir: yes, no, unknown", "a wheelchair gets in: yes, no, unknown"}, required},
      {"--from", "valid_from", {"ilk gün", "first day"}, required},
      {"--until", "valid_until", {"son gün", "last day"}}};
}

void AddKinds(Command& command, CareFlags& flags, const Program& program) {
  command
      .add_option("--kind", flags.kinds,
                  program.In({"nə təklif edir: sport, psychosocial, ...", "what it offers: sport, psychosocial, ..."}))
      ->allow_extra_args(false);
}

void AddDirectoryCommands(Command& cases, Program& program) {
  Command& directory = *cases.add_subcommand("directory", program.In({"xidmətlər kataloqu", "directory of services"}));
  directory.require_subcommand(1);
  const auto listing = std::make_shared<CareFlags>();
  Command* list = AddCommand(directory, program, listing, "list", {"kim nə təklif edir", "who offers what"}, RunListProviders,
                             nullptr, {}, "\n  dayaqctl case directory list --kind sport --district AZ-BAR\n");
  AddKinds(*list, *listing, program);
  list->add_option("--district", listing->districts, program.In({"rayon kodu", "district code"}))->allow_extra_args(false);
  list->add_flag("--ended", listing->ended, program.In({"bitmişlər də", "those that ended too"}));
  AddPageFlags(*list, listing->pages, program);
  const auto adding = std::make_shared<CareFlags>();
  Command* add = AddCommand(
      directory, program, adding, "add", {"təminatçı əlavə et", "add a provider"}, RunAddProvider, nullptr, ProviderValues(true),
      "\n  dayaqctl case directory add --name \"İdman klubu\" --kind sport --in AZ-BAR --accessible yes --from 2026-01-01\n");
  AddKinds(*add, *adding, program);
  AddCheckFlag(*add, *adding, program);
  const auto correcting = std::make_shared<CareFlags>();
  static constexpr Text kWhich = {"hansı: providers/…", "which: providers/…"};
  Command* correct = AddCommand(directory, program, correcting, "correct",
                                {"düzəlt; deyilməyən olduğu kimi qalır", "correct it; what is not said stays"}, RunCorrectProvider,
                                &kWhich, ProviderValues(false),
                                "\n  dayaqctl case directory correct providers/0190… --until 2026-12-31 --because \"bağlanıb\"\n");
  AddKinds(*correct, *correcting, program);
  AddReason(*correct, *correcting, program);
  AddCheckFlag(*correct, *correcting, program);
}

}  // namespace

void AddCareCommands(Command& cases, Program& program) {
  AddFunctioningCommands(cases, program);
  AddTreatmentCommands(cases, program);
  AddDirectoryCommands(cases, program);
}

}  // namespace dayaq::cli
