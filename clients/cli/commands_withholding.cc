// audit withhold propose, approve, end, list: looks that a person is not shown for a time.
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "clients/cli/access_input.h"
#include "clients/cli/audit_view.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/audit/v1/audit_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/unicode.h"

namespace dayaq::cli {
namespace {

using audit::v1::ListWithholdingsResponse;
using audit::v1::Withholding;

// As the contract has it.
constexpr size_t kShortestReason = 20;

struct WithholdFlags {
  std::string name;
  std::string person;
  std::string from;
  std::string until;
  std::string staff;
  std::string institution;
  std::string act;
  std::string article;
  std::string because;
  std::string ends;
  bool ended_too = false;
  PageFlags pages;
  std::string etag;
  bool validate_only = false;
};
using Run = absl::Status (*)(const WithholdFlags&, Program&);

absl::Status RunPropose(const WithholdFlags& flags, Program& program) {
  AccessInput input(program.language());
  audit::v1::ProposeWithholdingRequest request;
  Withholding& withholding = *request.mutable_withholding();
  *withholding.mutable_looks_from() = input.Beginning(flags.from);
  *withholding.mutable_looks_until() = input.End(flags.until);
  *withholding.mutable_end_time() = input.End(flags.ends);
  if (!flags.staff.empty()) withholding.set_looks_staff_uid(input.Uid("staff", flags.staff));
  if (!flags.institution.empty()) withholding.set_looks_institution(input.InstitutionCode(flags.institution));
  input.Set("legal_act", flags.act, withholding);
  withholding.set_article(flags.article);
  withholding.set_reason(flags.because);
  input.Require(CountCodePoints(absl::StripAsciiWhitespace(flags.because)) >= kShortestReason,
                {"--because: niyə, ən azı 20 hərflə, ad çəkmədən.", "--because: why, in at least twenty letters, naming nobody."});
  RETURN_IF_ERROR(input.ToStatus());
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const std::string person, SurvivorName(*client, flags.person));
  withholding.set_person_uid(person.substr(person.rfind('/') + 1));
  return Send(program, &audit::v1::AuditService::Stub::ProposeWithholding, std::move(request), flags.validate_only,
              [&program](const Withholding& answer) { PrintWithholdingLine(answer, program.language(), program.out()); });
}

// Names the withholding and its version in a request, and sends it.
template <typename Method, typename Request>
absl::Status Change(const WithholdFlags& flags, Program& program, Method method, Request request) {
  AccessInput input(program.language());
  request.set_name(input.Name("withholdings", flags.name));
  RETURN_IF_ERROR(input.ToStatus());
  request.set_etag(flags.etag);
  if (flags.etag.empty()) {
    audit::v1::ListWithholdingsRequest those;
    those.set_ended_too(true);
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(const Withholding found,
                     FindInPages(*client, &audit::v1::AuditService::Stub::ListWithholdings, std::move(those),
                                 &ListWithholdingsResponse::mutable_withholdings, request.name()));
    request.set_etag(found.etag());
  }
  return Send(program, method, std::move(request), flags.validate_only,
              [&program](const Withholding& answer) { PrintWithholdingLine(answer, program.language(), program.out()); });
}

absl::Status RunApprove(const WithholdFlags& flags, Program& program) {
  return Change(flags, program, &audit::v1::AuditService::Stub::ApproveWithholding, audit::v1::ApproveWithholdingRequest());
}

absl::Status RunEnd(const WithholdFlags& flags, Program& program) {
  return Change(flags, program, &audit::v1::AuditService::Stub::EndWithholding, audit::v1::EndWithholdingRequest());
}

absl::Status RunList(const WithholdFlags& flags, Program& program) {
  audit::v1::ListWithholdingsRequest request;
  request.set_ended_too(flags.ended_too);
  ASSIGN_OR_RETURN(Client * client, program.client());
  if (!flags.person.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_person(), SurvivorName(*client, flags.person));
  }
  ASSIGN_OR_RETURN(const ListWithholdingsResponse list,
                   FetchPages(*client, &audit::v1::AuditService::Stub::ListWithholdings, std::move(request), flags.pages,
                              &ListWithholdingsResponse::mutable_withholdings));
  program.Answer(list, [&] { PrintWithholdings(list, program.language(), program.out()); });
  return absl::OkStatus();
}

Command* AddCommand(Command& parent, Program& program, const std::shared_ptr<WithholdFlags>& flags, const char* name,
                    const Text& about, Run run, const char* example) {
  Command* command = parent.add_subcommand(name, program.In(about));
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddCheckOnly(Command& command, WithholdFlags& flags, const Program& program) {
  command.add_flag("--validate-only", flags.validate_only,
                   program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

void AddVersion(Command& command, WithholdFlags& flags, const Program& program) {
  command.add_option("name", flags.name, program.In({"gizlətmə: withholdings/…", "the withholding: withholdings/…"}))->required();
  command.add_option(
      "--etag", flags.etag,
      program.In({"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"}));
  AddCheckOnly(command, flags, program);
}

void AddPropose(Command& withhold, Program& program, const std::shared_ptr<WithholdFlags>& flags) {
  Command* propose = AddCommand(
      withhold, program, flags, "propose",
      {"təklif et (güclü giriş); ikinci imzadan sonra qüvvəyə minir", "propose (strong sign-in); counts with a second signature"},
      RunPropose,
      "\n  dayaqctl audit withhold propose survivors/0190… --from 2026-11-01 --until 2026-12-01 --ends 2027-02-01 \\\n"
      "      --act criminal_procedure --article 177.1 --because \"İstintaq gedir, açıqlamaq olmaz\"\n");
  propose
      ->add_option("person", flags->person, program.In({"kimdən: survivors/… və ya nömrə", "from whom: survivors/… or a number"}))
      ->required();
  propose->add_option("--from", flags->from, program.In({"bu vaxtdan olan baxışlar", "looks from"}))->required();
  propose->add_option("--until", flags->until, program.In({"bu vaxtadək olan baxışlar", "looks until"}))->required();
  propose
      ->add_option("--ends", flags->ends,
                   program.In({"nə vaxt özü açılır, ən çox 180 gün", "when they come back by themselves, 180 days at most"}))
      ->required();
  propose
      ->add_option("--act", flags->act,
                   program.In({"qanun: OPERATIONAL_SEARCH, CRIMINAL_PROCEDURE, COUNTER_INTELLIGENCE, STATE_SECRETS, PERSONAL_DATA",
                               "act: OPERATIONAL_SEARCH, CRIMINAL_PROCEDURE, COUNTER_INTELLIGENCE, STATE_SECRETS, PERSONAL_DATA"}))
      ->required();
  propose->add_option("--article", flags->article, program.In({"maddə: 177.1", "article: 177.1"}))->required();
  propose
      ->add_option("--because", flags->because,
                   program.In({"niyə, sözlə, ən azı 20 hərf, ad çəkmədən", "why in words, at least twenty letters, naming nobody"}))
      ->required();
  propose->add_option("--staff", flags->staff,
                      program.In({"yalnız bu əməkdaşın baxışları", "only looks of this member of the staff"}));
  propose->add_option("--institution", flags->institution,
                      program.In({"yalnız bu qurumun baxışları", "only looks of this institution"}));
  AddCheckOnly(*propose, *flags, program);
}

}  // namespace

void AddWithholdingCommands(Command& audit, Program& program) {
  Command& withhold = *audit.add_subcommand(
      "withhold", program.In({"baxışları şəxsdən müvəqqəti gizlətmək: qanunla, iki imza ilə, müddətli",
                              "withhold looks from the person for a time: by law, by two people, with an end"}));
  withhold.require_subcommand(1);
  const auto flags = std::make_shared<WithholdFlags>();
  AddPropose(withhold, program, flags);
  AddVersion(
      *AddCommand(withhold, program, flags, "approve", {"ikinci imza (güclü giriş)", "the second signature (strong sign-in)"},
                  RunApprove, "\n  dayaqctl audit withhold approve withholdings/0190…\n"),
      *flags, program);
  AddVersion(
      *AddCommand(withhold, program, flags, "end", {"vaxtından əvvəl bitir və ya rədd et", "end it before its time, or say no"},
                  RunEnd, "\n  dayaqctl audit withhold end withholdings/0190…\n"),
      *flags, program);
  Command* list = AddCommand(withhold, program, flags, "list", {"siyahı", "list them"}, RunList,
                             "\n  dayaqctl audit withhold list\n  dayaqctl audit withhold list survivors/0190… --ended-too\n");
  list->add_option("person", flags->person, program.In({"yalnız bu şəxsin", "only of this person"}));
  list->add_flag("--ended-too", flags->ended_too, program.In({"bitmişlər də", "ended ones too"}));
  AddPageFlags(*list, flags->pages, program);
}

}  // namespace dayaq::cli
