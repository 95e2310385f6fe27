// survivor erase propose, approve, list: what is known of a person is erased, for good.
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/access_input.h"
#include "clients/cli/keys_view.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/survivor/v1/survivor_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::cli {
namespace {

using survivor::v1::Erasure;
using survivor::v1::ListErasuresResponse;

struct EraseFlags {
  std::string name;
  std::string person;
  std::vector<std::string> classes;
  std::string cause;
  std::string act;
  std::string article;
  std::string because;
  std::string etag;
  bool to_approve = false;
  PageFlags pages;
  bool validate_only = false;
};
using Run = absl::Status (*)(const EraseFlags&, Program&);

absl::Status RunPropose(const EraseFlags& flags, Program& program) {
  AccessInput input(program.language());
  survivor::v1::ProposeErasureRequest request;
  input.Set("cause", flags.cause, request);
  for (const std::string& one : flags.classes) {
    survivor::v1::RetentionClass retention_class = survivor::v1::RETENTION_CLASS_UNSPECIFIED;
    input.Require(
        survivor::v1::RetentionClass_Parse(absl::StrCat("RETENTION_CLASS_", absl::AsciiStrToUpper(one)), &retention_class),
        {"--class: identity, health, finance.", "--class: identity, health, finance."});
    request.add_classes(retention_class);
  }
  request.set_legal_act(flags.act);
  request.set_article(flags.article);
  request.set_reason(flags.because);
  RETURN_IF_ERROR(input.ToStatus());
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.person));
  if (!flags.validate_only) {
    return SendNow(program, &survivor::v1::SurvivorService::Stub::ProposeErasure, std::move(request),
                   [&program](const Erasure& erasure) { PrintErasure(erasure, true, program.language(), program.out()); });
  }
  // What would go and what would stay is what somebody checks for.
  request.set_validate_only(true);
  request.set_request_id(NewUuid7(absl::Now()));
  ASSIGN_OR_RETURN(const Erasure erasure, client->Call(&survivor::v1::SurvivorService::Stub::ProposeErasure, request));
  program.Answer(erasure, [&] { PrintErasure(erasure, false, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunApprove(const EraseFlags& flags, Program& program) {
  AccessInput input(program.language());
  survivor::v1::ApproveErasureRequest request;
  request.set_name(input.Name("erasures", flags.name));
  RETURN_IF_ERROR(input.ToStatus());
  request.set_etag(flags.etag);
  if (flags.etag.empty()) {
    survivor::v1::ListErasuresRequest those;
    those.set_to_approve(true);
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(const Erasure found, FindInPages(*client, &survivor::v1::SurvivorService::Stub::ListErasures, std::move(those),
                                                      &ListErasuresResponse::mutable_erasures, request.name()));
    request.set_etag(found.etag());
  }
  return Send(program, &survivor::v1::SurvivorService::Stub::ApproveErasure, std::move(request), flags.validate_only,
              [&program](const Erasure& erasure) { PrintErasure(erasure, true, program.language(), program.out()); });
}

absl::Status RunList(const EraseFlags& flags, Program& program) {
  survivor::v1::ListErasuresRequest request;
  request.set_to_approve(flags.to_approve);
  ASSIGN_OR_RETURN(Client * client, program.client());
  if (!flags.person.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.person));
  }
  ASSIGN_OR_RETURN(const ListErasuresResponse list,
                   FetchPages(*client, &survivor::v1::SurvivorService::Stub::ListErasures, std::move(request), flags.pages,
                              &ListErasuresResponse::mutable_erasures));
  program.Answer(list, [&] { PrintErasures(list, program.language(), program.out()); });
  return absl::OkStatus();
}

Command* AddCommand(Command& parent, Program& program, const std::shared_ptr<EraseFlags>& flags, const char* name,
                    const Text& about, Run run, const char* example) {
  Command* command = parent.add_subcommand(name, program.In(about));
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddPropose(Command& erase, Program& program, const std::shared_ptr<EraseFlags>& flags) {
  Command* propose = AddCommand(
      erase, program, flags, "propose",
      {"təklif et; --validate-only: nə silinir, nə nə vaxtadək qalır", "propose; --validate-only shows what goes and what stays"},
      RunPropose,
      "\n  dayaqctl survivor erase propose survivors/0190… --cause person_asked --class health \\\n"
      "      --act \"Fərdi məlumatlar haqqında Qanun\" --article 8.1 --because \"Şəxsin yazılı müraciəti\" --validate-only\n");
  propose->add_option("person", flags->person, program.In({"kim: survivors/… və ya nömrə", "who: survivors/… or a number"}))
      ->required();
  propose
      ->add_option("--cause", flags->cause,
                   program.In({"səbəb: PERSON_ASKED, UNLAWFUL, COURT_ORDER", "why: PERSON_ASKED, UNLAWFUL, COURT_ORDER"}))
      ->required();
  propose->add_option(
      "--class", flags->classes,
      program.In({"nə: identity, health, finance; susmaya görə hamısı", "what: identity, health, finance; by default all"}));
  propose->add_option("--act", flags->act, program.In({"hansı akt", "which act"}))->required();
  propose->add_option("--article", flags->article, program.In({"hansı maddə", "which article"}))->required();
  propose->add_option("--because", flags->because, program.In({"niyə, ad çəkmədən", "why, naming nobody"}))->required();
  propose->add_flag("--validate-only", flags->validate_only,
                    program.In({"yalnız göstər, heç nə yazma", "show what would be, store nothing"}));
}

}  // namespace

void AddErasureCommands(Command& survivor, Program& program) {
  Command& erase =
      *survivor.add_subcommand("erase", program.In({"şəxsin məlumatlarını həmişəlik silmək: iki nəfər, qanunla",
                                                    "erase what is known of a person, for good: by two people, by law"}));
  erase.require_subcommand(1);
  const auto flags = std::make_shared<EraseFlags>();
  AddPropose(erase, program, flags);
  Command* approve = AddCommand(erase, program, flags, "approve",
                                {"sil (güclü giriş); geri qaytarılmır", "erase (strong sign-in); it cannot be taken back"},
                                RunApprove, "\n  dayaqctl survivor erase approve erasures/0190…\n");
  approve->add_option("name", flags->name, program.In({"silmə: erasures/…", "the erasure: erasures/…"}))->required();
  approve->add_option(
      "--etag", flags->etag,
      program.In({"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"}));
  approve->add_flag("--validate-only", flags->validate_only,
                    program.In({"yalnız yoxla, heç nə silmə", "check everything, erase nothing"}));
  Command* list = AddCommand(erase, program, flags, "list", {"siyahı", "list them"}, RunList,
                             "\n  dayaqctl survivor erase list --to-approve\n");
  list->add_option("person", flags->person, program.In({"yalnız bu şəxsin", "only of this person"}));
  list->add_flag("--to-approve", flags->to_approve, program.In({"yalnız təsdiq gözləyənlər", "only those that wait for somebody"}));
  AddPageFlags(*list, flags->pages, program);
}

}  // namespace dayaq::cli
