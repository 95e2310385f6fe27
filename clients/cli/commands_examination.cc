// examination file, list, return; appeal lodge, decide, list.
#include <memory>
#include <utility>
#include <vector>

#include "clients/cli/access_input.h"
#include "clients/cli/disability_view.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/survivor/v1/appeal_service.grpc.pb.h"
#include "dayaq/survivor/v1/examination_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using survivor::v1::DecisionAppeal;
using survivor::v1::ExaminationReferral;
using survivor::v1::ListAppealsResponse;
using survivor::v1::ListExaminationReferralsResponse;

struct Flags {
  std::string name;
  std::string person;
  std::string kind, day, reason, etag, case_number, decision, commission, deciding;
  std::vector<std::string> functions, states;
  bool military = false, military_document = false, overdue = false, open = false, validate_only = false;
  PageFlags pages;
};
using Run = absl::Status (*)(const Flags&, Program&);

absl::Status RunFile(const Flags& flags, Program& program) {
  survivor::v1::FileExaminationReferralRequest request;
  RETURN_IF_ERROR(SetFromText("kind", flags.kind, request));
  RETURN_IF_ERROR(SetFromText("received_on", flags.day, request));
  for (const std::string& one : flags.functions) RETURN_IF_ERROR(SetFromText("function_groups", one, request));
  request.set_military(flags.military);
  request.set_military_document(flags.military_document);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.person));
  return Send(program, &survivor::v1::ExaminationService::Stub::FileExaminationReferral, std::move(request), flags.validate_only,
              [&program](const ExaminationReferral& filed) { PrintExaminationReferral(filed, program.language(), program.out()); });
}

absl::Status RunList(const Flags& flags, Program& program) {
  survivor::v1::ListExaminationReferralsRequest request;
  for (const std::string& state : flags.states) RETURN_IF_ERROR(SetFromText("states", state, request));
  request.set_overdue(flags.overdue);
  request.set_case_number(flags.case_number);
  ASSIGN_OR_RETURN(Client * client, program.client());
  if (!flags.person.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.person));
  }
  ASSIGN_OR_RETURN(const ListExaminationReferralsResponse list,
                   FetchPages(*client, &survivor::v1::ExaminationService::Stub::ListExaminationReferrals, std::move(request),
                              flags.pages, &ListExaminationReferralsResponse::mutable_examination_referrals));
  program.Answer(list, [&] { PrintExaminationReferrals(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunReturn(const Flags& flags, Program& program) {
  AccessInput input(program.language());
  survivor::v1::ReturnExaminationReferralRequest request;
  request.set_name(input.Name("examinationReferrals", flags.name));
  input.Set("reason", flags.reason, request);
  RETURN_IF_ERROR(input.ToStatus());
  request.set_etag(flags.etag);
  if (flags.etag.empty()) {
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(const ExaminationReferral found,
                     FindInPages(*client, &survivor::v1::ExaminationService::Stub::ListExaminationReferrals,
                                 survivor::v1::ListExaminationReferralsRequest(),
                                 &ListExaminationReferralsResponse::mutable_examination_referrals, request.name()));
    request.set_etag(found.etag());
  }
  return Send(program, &survivor::v1::ExaminationService::Stub::ReturnExaminationReferral, std::move(request), flags.validate_only,
              [&program](const ExaminationReferral& back) { PrintExaminationReferral(back, program.language(), program.out()); });
}

absl::Status RunLodge(const Flags& flags, Program& program) {
  survivor::v1::LodgeAppealRequest request;
  RETURN_IF_ERROR(SetFromText("commission", flags.commission, request));
  RETURN_IF_ERROR(SetFromText("lodged_on", flags.day, request));
  request.set_decision_uid(flags.decision);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.person));
  return Send(program, &survivor::v1::AppealService::Stub::LodgeAppeal, std::move(request), flags.validate_only,
              [&program](const DecisionAppeal& appeal) { PrintAppealLine(appeal, program.language(), program.out()); });
}

absl::Status RunDecide(const Flags& flags, Program& program) {
  AccessInput input(program.language());
  survivor::v1::DecideAppealRequest request;
  request.set_name(input.Name("appeals", flags.name));
  input.Set("decided_on", flags.day, request);
  RETURN_IF_ERROR(input.ToStatus());
  request.set_deciding_decision_uid(flags.deciding);
  request.set_etag(flags.etag);
  if (flags.etag.empty()) {
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(const DecisionAppeal found,
                     FindInPages(*client, &survivor::v1::AppealService::Stub::ListAppeals, survivor::v1::ListAppealsRequest(),
                                 &ListAppealsResponse::mutable_appeals, request.name()));
    request.set_etag(found.etag());
  }
  return Send(program, &survivor::v1::AppealService::Stub::DecideAppeal, std::move(request), flags.validate_only,
              [&program](const DecisionAppeal& appeal) { PrintAppealLine(appeal, program.language(), program.out()); });
}

absl::Status RunAppeals(const Flags& flags, Program& program) {
  survivor::v1::ListAppealsRequest request;
  request.set_open(flags.open);
  ASSIGN_OR_RETURN(Client * client, program.client());
  if (!flags.person.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.person));
  }
  ASSIGN_OR_RETURN(const ListAppealsResponse list,
                   FetchPages(*client, &survivor::v1::AppealService::Stub::ListAppeals, std::move(request), flags.pages,
                              &ListAppealsResponse::mutable_appeals));
  program.Answer(list, [&] { PrintAppeals(list, program.language(), program.out()); });
  return absl::OkStatus();
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

void AddEtag(Command& command, Flags& flags, const Program& program) {
  command.add_option(
      "--etag", flags.etag,
      program.In({"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"}));
}

void AddFile(Command& examination, Program& program) {
  const auto flags = std::make_shared<Flags>();
  Command* file = AddCommand(examination, program, flags, "file", {"şəxsi göndər (Forma 88)", "refer somebody (Form 88)"}, RunFile,
                             "\n  dayaqctl examination file 3000018 --kind first --received-on 2025-06-05 --function movement\n");
  file->add_option("person", flags->person, program.In({"kim: nömrə və ya survivors/…", "who: a number or survivors/…"}))
      ->required();
  file->add_option("--kind", flags->kind, program.In({"nə üçün: FIRST, REPEAT, CAUSE", "what for: FIRST, REPEAT, CAUSE"}))
      ->required();
  file->add_option("--received-on", flags->day, program.In({"ekspertlərin aldığı gün", "day on which the experts received it"}))
      ->required();
  file->add_option("--function", flags->functions,
                   program.In({"pozulmuş funksiya: movement, seeing, ...", "impaired function: movement, seeing, ..."}))
      ->allow_extra_args(false);
  file->add_flag("--military", flags->military, program.In({"hərbi xidmətdə xəsarət alıb", "hurt in military service"}));
  file->add_flag("--military-document", flags->military_document,
                 program.In({"hərbi-həkim komissiyasının sənədi var", "the document of the military-medical commission is there"}));
  AddChangeFlags(*file, *flags, program);
}

}  // namespace

void AddExaminationCommands(Command& app, Program& program) {
  Command& examination = *app.add_subcommand("examination", program.In({"tibbi-sosial ekspertizaya göndərişlər (Forma 88)",
                                                                        "referrals to the medical-social examination (Form 88)"}));
  examination.require_subcommand(1);
  AddFile(examination, program);

  const auto listed = std::make_shared<Flags>();
  Command* list =
      AddCommand(examination, program, listed, "list", {"siyahı; əvvəl vaxtı çatanlar", "list them, those due first"}, RunList,
                 "\n  dayaqctl examination list --overdue\n  dayaqctl examination list --case 88-0V3J8-Q4T2M\n");
  list->add_option("person", listed->person, program.In({"yalnız bu şəxsin", "only of this person"}));
  list->add_option("--state", listed->states, program.In({"vəziyyət: OPEN, DECIDED, RETURNED", "state: OPEN, DECIDED, RETURNED"}))
      ->allow_extra_args(false);
  list->add_option("--case", listed->case_number, program.In({"iş nömrəsi", "case number"}));
  list->add_flag("--overdue", listed->overdue, program.In({"yalnız vaxtı keçənlər", "only overdue ones"}));
  AddPageFlags(*list, listed->pages, program);

  const auto returned = std::make_shared<Flags>();
  Command* back = AddCommand(examination, program, returned, "return", {"geri qaytar", "send one back"}, RunReturn,
                             "\n  dayaqctl examination return examinationReferrals/0190… --reason documents_missing\n");
  back->add_option("name", returned->name, program.In({"göndəriş: examinationReferrals/…", "the referral: examinationReferrals/…"}))
      ->required();
  back->add_option("--reason", returned->reason,
                   program.In({"səbəb: DOCUMENTS_MISSING, FINDINGS_MISSING, TOO_EARLY, SENT_BY_MISTAKE",
                               "why: DOCUMENTS_MISSING, FINDINGS_MISSING, TOO_EARLY, SENT_BY_MISTAKE"}))
      ->required();
  AddEtag(*back, *returned, program);
  AddChangeFlags(*back, *returned, program);
}

void AddAppealCommands(Command& app, Program& program) {
  Command& appeal =
      *app.add_subcommand("appeal", program.In({"əlillik qərarlarından şikayətlər", "appeals against disability decisions"}));
  appeal.require_subcommand(1);
  const auto lodged = std::make_shared<Flags>();
  Command* lodge =
      AddCommand(appeal, program, lodged, "lodge", {"verilmiş şikayəti qeyd et", "record that one was lodged"}, RunLodge,
                 "\n  dayaqctl appeal lodge 3000018 --decision 0190… --commission central --on 2025-06-20\n");
  lodge->add_option("person", lodged->person, program.In({"kim: nömrə və ya survivors/…", "who: a number or survivors/…"}))
      ->required();
  lodge->add_option("--decision", lodged->decision, program.In({"qərarın uid-i", "UID of the decision"}))->required();
  lodge->add_option("--commission", lodged->commission, program.In({"haraya: CENTRAL, TERRITORIAL", "with: CENTRAL, TERRITORIAL"}))
      ->required();
  lodge->add_option("--on", lodged->day, program.In({"verildiyi gün", "day it was lodged"}))->required();
  AddChangeFlags(*lodge, *lodged, program);

  const auto decided = std::make_shared<Flags>();
  Command* decide = AddCommand(appeal, program, decided, "decide", {"nəticəni qeyd et", "record the outcome"}, RunDecide,
                               "\n  dayaqctl appeal decide appeals/0190… --on 2025-07-10\n"
                               "  dayaqctl appeal decide appeals/0190… --on 2025-07-10 --new-decision 0190…\n");
  decide->add_option("name", decided->name, program.In({"şikayət: appeals/…", "the appeal: appeals/…"}))->required();
  decide->add_option("--on", decided->day, program.In({"baxıldığı gün", "day of the outcome"}))->required();
  decide->add_option("--new-decision", decided->deciding,
                     program.In({"yerinə gələn qərarın uid-i; qərar qüvvədə qalırsa yazma",
                                 "UID of the decision that took its place; leave out when the decision stands"}));
  AddEtag(*decide, *decided, program);
  AddChangeFlags(*decide, *decided, program);

  const auto listed = std::make_shared<Flags>();
  Command* list =
      AddCommand(appeal, program, listed, "list", {"siyahı", "list them"}, RunAppeals, "\n  dayaqctl appeal list --open\n");
  list->add_option("person", listed->person, program.In({"yalnız bu şəxsin", "only of this person"}));
  list->add_flag("--open", listed->open, program.In({"yalnız baxılmayanlar", "only those under way"}));
  AddPageFlags(*list, listed->pages, program);
}

}  // namespace dayaq::cli
