// case open, show, list, assign, need, goal, service, followup, close, reopen, due. Functioning, treatment and the directory:
// commands_care.cc.
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/case_view.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/survivor/v1/case_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using survivor::v1::Case;
using survivor::v1::ListCasesResponse;
using survivor::v1::ListDueWorkResponse;

template <typename Request>
using CaseMethod = grpc::Status (survivor::v1::CaseService::Stub::*)(grpc::ClientContext*, const Request&, Case*);

struct CaseFlags {
  std::string where;
  int part = 0;
  std::string etag;
  bool validate_only = false;
  bool mine = false;
  std::vector<std::string> states;
  PageFlags pages;
  std::vector<std::pair<std::string, std::string>> values;  // path in the request, and text
};
using Flags = std::shared_ptr<CaseFlags>;

// An option whose text goes to a field of the request.
struct Value {
  const char* flag;
  const char* path;
  Text help;
  bool required = false;
};

// Of which list of the case the command names a part, and where its uid goes.
struct Part {
  const char* list = nullptr;
  const char* field = nullptr;
};

// "cases/{uuid}", or the case of a survivor: the open one, else the newest.
absl::StatusOr<Case> FetchCase(Client& client, const std::string& text) {
  survivor::v1::GetCaseRequest request;
  request.set_name(text);
  if (!absl::StartsWith(text, "cases/")) {
    survivor::v1::ListCasesRequest search;
    ASSIGN_OR_RETURN(*search.mutable_survivor(), SurvivorName(client, text));
    ASSIGN_OR_RETURN(const ListCasesResponse found, client.Call(&survivor::v1::CaseService::Stub::ListCases, search));
    if (found.cases().empty()) return NotFound();
    request.set_name(found.cases(0).name());
    for (const Case& one : found.cases()) {
      if (one.state() != survivor::v1::CASE_STATE_CLOSED) request.set_name(one.name());
    }
  }
  return client.Call(&survivor::v1::CaseService::Stub::GetCase, request);
}

// The uid of the n-th part, as show numbers them.
absl::StatusOr<std::string> UidOfPart(const Case& one, const char* list, int number) {
  const auto* field = Case::descriptor()->FindFieldByName(list);
  const auto& reflection = *Case::GetReflection();
  if (number < 1 || number > reflection.FieldSize(one, field)) {
    return absl::InvalidArgumentError(
        absl::StrCat("The case has no such part; case show numbers them from 1 to ", reflection.FieldSize(one, field), "."));
  }
  const google::protobuf::Message& part = reflection.GetRepeatedMessage(one, field, number - 1);
  return part.GetReflection()->GetString(part, part.GetDescriptor()->FindFieldByName("uid"));
}

absl::Status SetValues(const CaseFlags& flags, google::protobuf::Message& request) {
  for (const auto& [path, text] : flags.values) RETURN_IF_ERROR(SetFromText(path, text, request));
  return absl::OkStatus();
}

auto Printer(Program& program) {
  return [&program](const Case& one) { PrintCase(one, program.language(), program.out()); };
}

// A change of a case as it is now.
template <typename Request>
absl::Status RunChange(const CaseFlags& flags, Program& program, CaseMethod<Request> method, const Part& part) {
  Request request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Case one, FetchCase(*client, flags.where));
  request.set_name(one.name());
  request.set_etag(flags.etag.empty() ? one.etag() : flags.etag);
  if (part.list != nullptr) {
    ASSIGN_OR_RETURN(const std::string uid, UidOfPart(one, part.list, flags.part));
    RETURN_IF_ERROR(SetFromText(part.field, uid, request));
  }
  return Send(program, method, std::move(request), flags.validate_only, Printer(program));
}

void AddWhere(Command& command, CaseFlags& flags, const Program& program) {
  command
      .add_option("case", flags.where,
                  program.In({"iş: cases/… və ya şəxsin nömrəsi", "the case: cases/… or the number of the survivor"}))
      ->required();
}

void AddValues(Command& command, const Flags& flags, const std::vector<Value>& values, const Program& program) {
  for (const Value& value : values) {
    Option* option = command.add_option_function(
        value.flag, [flags, path = value.path](const std::string& text) { flags->values.emplace_back(path, text); },
        program.In(value.help));
    if (value.required) option->required();
  }
}

template <typename Request>
void AddChange(Command& parent, Program& program, const char* name, const Text& about, CaseMethod<Request> method, const Part& part,
               const std::vector<Value>& values, const char* example) {
  const auto flags = std::make_shared<CaseFlags>();
  Command* command = parent.add_subcommand(name, program.In(about));
  AddWhere(*command, *flags, program);
  if (part.list != nullptr) {
    command->add_option("number", flags->part, program.In({"sıra nömrəsi (case show göstərir)", "its number, as case show has it"}))
        ->required();
  }
  AddValues(*command, flags, values, program);
  command->add_option(
      "--etag", flags->etag,
      program.In({"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"}));
  command->add_flag("--validate-only", flags->validate_only,
                    program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
  command->footer(example);
  command->callback([flags, method, part, &program] {
    program.action = [flags, method, part, &program] { return RunChange<Request>(*flags, program, method, part); };
  });
}

absl::Status RunOpen(const CaseFlags& flags, Program& program) {
  survivor::v1::OpenCaseRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.where));
  return Send(program, &survivor::v1::CaseService::Stub::OpenCase, std::move(request), flags.validate_only, Printer(program));
}

absl::Status RunShow(const CaseFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Case one, FetchCase(*client, flags.where));
  program.Answer(one, [&] { PrintCase(one, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunList(const CaseFlags& flags, Program& program) {
  survivor::v1::ListCasesRequest request;
  for (const std::string& state : flags.states) RETURN_IF_ERROR(SetFromText("states", state, request));
  request.set_mine(flags.mine);
  ASSIGN_OR_RETURN(Client * client, program.client());
  if (!flags.where.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.where));
  }
  ASSIGN_OR_RETURN(const ListCasesResponse list, FetchPages(*client, &survivor::v1::CaseService::Stub::ListCases,
                                                            std::move(request), flags.pages, &ListCasesResponse::mutable_cases));
  program.Answer(list, [&] { PrintCases(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunDue(const CaseFlags& flags, Program& program) {
  survivor::v1::ListDueWorkRequest request;
  RETURN_IF_ERROR(SetValues(flags, request));
  request.set_mine(flags.mine);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListDueWorkResponse list, FetchPages(*client, &survivor::v1::CaseService::Stub::ListDueWork,
                                                              std::move(request), flags.pages, &ListDueWorkResponse::mutable_due));
  program.Answer(list, [&] { PrintDueWork(list, program.language(), program.out()); });
  return absl::OkStatus();
}

Command* AddCommand(Command& parent, Program& program, const Flags& flags, const char* name, const Text& about,
                    absl::Status (*run)(const CaseFlags&, Program&), const char* example) {
  Command* command = parent.add_subcommand(name, program.In(about));
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

Command& AddGroup(Command& parent, Program& program, const char* name, const Text& about) {
  Command* group = parent.add_subcommand(name, program.In(about));
  group->require_subcommand(1);
  return *group;
}

constexpr Text kOn = {"hansı gün; susmaya görə bu gün", "on which day; by default today"};
constexpr Text kWords = {"sözlə (şifrələnir)", "in words (sealed)"};

void AddNeedCommands(Command& cases, Program& program) {
  Command& need = AddGroup(cases, program, "need", {"ehtiyaclar", "needs"});
  AddChange(need, program, "add", {"ehtiyacı qeyd et", "record a need"}, &survivor::v1::CaseService::Stub::AddNeed, {},
            {{"--kind",
              "need.kind",
              {"növ: assistive_device, physiotherapy, school, ...", "kind: assistive_device, physiotherapy, school, ..."},
              true},
             {"--priority", "need.priority", {"nə vaxt: urgent, soon, later", "how soon: urgent, soon, later"}, true},
             {"--words", "need.words", kWords}},
            "\n  dayaqctl case need add 3000018 --kind assistive_device --priority soon --words \"sol ayağa protez\"\n");
  AddChange(need, program, "close", {"ehtiyacı bağla", "say what became of a need"}, &survivor::v1::CaseService::Stub::EndNeed,
            {"needs", "need_uid"}, {{"--state", "state", {"met, not_wanted", "met, not_wanted"}, true}, {"--on", "ended_on", kOn}},
            "\n  dayaqctl case need close 3000018 1 --state met\n");
}

void AddGoalCommands(Command& cases, Program& program) {
  Command& goal = AddGroup(cases, program, "goal", {"məqsədlər", "goals"});
  AddChange(goal, program, "add", {"məqsəd qoy", "set a goal"}, &survivor::v1::CaseService::Stub::AddGoal, {},
            {{"--words", "goal.words", kWords, true},
             {"--due", "goal.due_on", {"hansı günədək", "by which day"}, true},
             {"--owner",
              "goal.owner_uid",
              {"kim aparır: əməkdaşın uid-i; susmaya görə siz", "who sees to it: uid of the staff; by default you"}}},
            "\n  dayaqctl case goal add 3000018 --words \"özü yeriyir\" --due 2027-03-01\n");
  AddChange(goal, program, "done", {"məqsədin nə olduğunu de", "say what became of a goal"},
            &survivor::v1::CaseService::Stub::EndGoal, {"goals", "goal_uid"},
            {{"--state", "state", {"reached, dropped", "reached, dropped"}, true}, {"--on", "ended_on", kOn}},
            "\n  dayaqctl case goal done 3000018 1 --state reached\n");
}

void AddServiceCommands(Command& cases, Program& program) {
  Command& service = AddGroup(cases, program, "service", {"göstərilən xidmətlər", "services that are given"});
  AddChange(service, program, "add",
            {"xidməti qeyd et; psixososial dəstək və zərərçəkmişlərin bir-birinə dəstəyi yalnız şəxsin razılığı ilə",
             "record a service; psychosocial and peer support only with the consent of the person"},
            &survivor::v1::CaseService::Stub::AddService, {},
            {{"--kind", "service.kind", {"növ: sport, school, psychosocial, ...", "kind: sport, school, psychosocial, ..."}, true},
             {"--from", "service.given_from", {"ilk gün, bilindiyi qədər", "first day as far as known"}, true},
             {"--until", "service.given_until", {"son gün, bilindiyi qədər", "last day as far as known"}},
             {"--units", "service.units", {"neçə dəfə, neçə ədəd", "how many sessions or pieces"}},
             {"--provider", "service.provider_uid", {"kataloqdakı təminatçının uid-i", "uid of the provider in the directory"}}},
            "\n  dayaqctl case service add 3000018 --kind sport --from 2026-10 --units 8\n");
  AddChange(service, program, "end", {"xidmətin nə vaxt bitdiyini de", "say until when a service was given"},
            &survivor::v1::CaseService::Stub::EndService, {"services", "service_uid"},
            {{"--until", "given_until", {"son gün, bilindiyi qədər", "last day as far as known"}, true},
             {"--units", "units", {"cəmi neçə", "how many in all"}}},
            "\n  dayaqctl case service end 3000018 1 --until 2026-11 --units 12\n");
}

void AddFollowUpCommands(Command& cases, Program& program) {
  Command& follow_up = AddGroup(cases, program, "followup", {"izləmələr", "follow-ups"});
  AddChange(follow_up, program, "add", {"izləməni planlaşdır", "plan a follow-up"}, &survivor::v1::CaseService::Stub::AddFollowUp,
            {}, {{"--due", "due_on", {"hansı gün", "on which day"}, true}},
            "\n  dayaqctl case followup add 3000018 --due 2026-12-15\n");
  AddChange(follow_up, program, "done", {"izləmənin nəticəsini yaz", "record what a follow-up found"},
            &survivor::v1::CaseService::Stub::RecordFollowUp, {"follow_ups", "follow_up_uid"},
            {{"--outcome",
              "outcome",
              {"as_planned, plan_changes, not_reached, declined, other", "as_planned, plan_changes, not_reached, declined, other"},
              true},
             {"--on", "done_on", kOn},
             {"--words", "words", kWords},
             {"--next", "next_due_on", {"növbəti izləmənin günü", "day of the next one"}}},
            "\n  dayaqctl case followup done 3000018 1 --outcome as_planned --next 2027-01-15\n");
}

void AddClosingCommands(Command& cases, Program& program) {
  AddChange(cases, program, "assign", {"işi özünə götür və ya həmkara ver", "take the case, or give it to a colleague"},
            &survivor::v1::CaseService::Stub::AssignCase, {},
            {{"--to", "owner_uid", {"həmkarın uid-i; susmaya görə siz", "uid of the colleague; by default you"}}},
            "\n  dayaqctl case assign 3000018\n");
  AddChange(
      cases, program, "close", {"işi bağla", "close a case"}, &survivor::v1::CaseService::Stub::CloseCase, {},
      {{"--reason",
        "reason",
        {"goals_reached, not_wanted, moved_away, lost_contact, died, mistaken, other",
         "goals_reached, not_wanted, moved_away, lost_contact, died, mistaken, other"},
        true},
       {"--words", "words", kWords},
       {"--goals", "open_goals", {"açıq məqsədlər nə olur: reached, dropped", "what becomes of open goals: reached, dropped"}},
       {"--on", "closed_on", kOn}},
      "\n  dayaqctl case close 3000018 --reason goals_reached --goals reached\n");
  AddChange(cases, program, "reopen", {"bağlanmış işi yenidən aç", "open a closed case again"},
            &survivor::v1::CaseService::Stub::ReopenCase, {},
            {{"--reason", "reason", {"səbəb (ad çəkmədən)", "why (naming nobody)"}, true}},
            "\n  dayaqctl case reopen 3000018 --reason \"protez dəyişdirilməlidir\"\n");
}

}  // namespace

void AddCaseCommands(Command& app, Program& program) {
  Command& cases = *app.add_subcommand(
      "case", program.In({"sosial iş: ehtiyaclar, plan, xidmətlər, izləmə", "cases: needs, plan, services, follow-up"}));
  cases.require_subcommand(1);
  const auto opening = std::make_shared<CaseFlags>();
  Command* open = AddCommand(cases, program, opening, "open", {"şəxs üçün iş aç", "open a case for a survivor"}, RunOpen,
                             "\n  dayaqctl case open 3000018\n");
  open->add_option("survivor", opening->where, program.In({"kim: survivors/… və ya nömrə", "who: survivors/… or a number"}))
      ->required();
  AddValues(*open, opening, {{"--on", "opened_on", kOn}}, program);
  open->add_flag("--validate-only", opening->validate_only,
                 program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
  const auto showing = std::make_shared<CaseFlags>();
  AddWhere(*AddCommand(cases, program, showing, "show", {"işi bütün hissələri ilə göstər", "show a case with its parts"}, RunShow,
                       "\n  dayaqctl case show 3000018\n"),
           *showing, program);
  const auto listing = std::make_shared<CaseFlags>();
  Command* list = AddCommand(cases, program, listing, "list", {"işlərin siyahısı", "list cases"}, RunList,
                             "\n  dayaqctl case list --mine --state ACTIVE\n");
  list->add_option("--survivor", listing->where, program.In({"yalnız bu şəxsin", "only of this survivor"}));
  list->add_option("--state", listing->states,
                   program.In({"vəziyyət: OPEN, PLANNED, ACTIVE, CLOSED", "state: OPEN, PLANNED, ACTIVE, CLOSED"}))
      ->allow_extra_args(false);
  list->add_flag("--mine", listing->mine, program.In({"yalnız mənim", "only mine"}));
  AddPageFlags(*list, listing->pages, program);
  const auto due_flags = std::make_shared<CaseFlags>();
  Command* due = AddCommand(cases, program, due_flags, "due",
                            {"vaxtı çatmış və gecikmiş işlər: əvvəl sizinkilər", "what is due or overdue: yours first"}, RunDue,
                            "\n  dayaqctl case due\n  dayaqctl case due --until 2026-12-31 --mine\n");
  AddValues(*due, due_flags, {{"--until", "until", {"bu günədək; susmaya görə bu gün", "due by this day; by default today"}}},
            program);
  due->add_flag("--mine", due_flags->mine, program.In({"yalnız mənim", "only mine"}));
  AddPageFlags(*due, due_flags->pages, program);
  AddNeedCommands(cases, program);
  AddGoalCommands(cases, program);
  AddServiceCommands(cases, program);
  AddFollowUpCommands(cases, program);
  AddClosingCommands(cases, program);
  AddCareCommands(cases, program);
}

}  // namespace dayaq::cli
