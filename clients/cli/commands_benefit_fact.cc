// fact record, list, end, withdraw: what is recorded by act because money hangs on it.
#include <memory>
#include <ostream>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/access_input.h"
#include "clients/cli/code_labels.h"
#include "clients/cli/correction_input.h"
#include "clients/cli/output.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "clients/cli/view_parts.h"
#include "dayaq/survivor/v1/benefit_fact_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using survivor::v1::BenefitFact;
using survivor::v1::ListBenefitFactsResponse;

struct FactFlags {
  std::string person, name, kind, member, from, until, act, act_date, issued_by, benefit, amount, etag, reason;
  bool withdrawn_too = false;
  bool validate_only = false;
  PageFlags pages;
};
using Flags = std::shared_ptr<FactFlags>;
using Run = absl::Status (*)(const FactFlags&, Program&);

std::string AmountOf(const BenefitFact& fact) {
  if (fact.amount_qepik() == 0) return "";
  const std::string qepik = absl::StrCat(fact.amount_qepik() % 100);
  return absl::StrCat(fact.amount_qepik() / 100, ".", qepik.size() < 2 ? "0" : "", qepik, " AZN");
}

void PrintFacts(const ListBenefitFactsResponse& list, Language language, std::ostream& out) {
  const auto in = [language](Text text) { return std::string(text.In(language)); };
  Table table({in({"nə", "what"}), in({"kim", "of whom"}), in({"tarixdən", "from"}), in({"tarixədək", "until"}), in({"akt", "act"}),
               in({"yardım", "benefit"}), in({"məbləğ", "amount"}), "etag", in({"ad", "name"})});
  for (const BenefitFact& fact : list.facts()) {
    table.AddRow({CodeLabelOf(fact.kind(), language),
                  fact.family_member_uid().empty() ? "" : absl::StrCat("familyMembers/", fact.family_member_uid()),
                  dayaq::ToText(fact.holds_from()),
                  fact.has_withdrawn_time() ? in({"geri götürülüb", "taken back"}) : dayaq::ToText(fact.holds_until()),
                  fact.act_number(), fact.benefit(), AmountOf(fact), fact.etag(), fact.name()});
  }
  table.Print(out);
  PrintNextPage(list.next_page_token(), language, out);
}

auto PrintLine(Program& program) {
  return [&program](const BenefitFact& fact) {
    program.out() << CodeLabelOf(fact.kind(), program.language()) << "  " << fact.name() << "  etag " << fact.etag() << "\n";
  };
}

absl::Status RunRecord(const FactFlags& flags, Program& program) {
  survivor::v1::RecordBenefitFactRequest request;
  CorrectionInput input;
  const auto set = [&](const char* field, const std::string& value) {
    if (!value.empty()) input.set.push_back(absl::StrCat(field, "=", value));
  };
  set("kind", flags.kind);
  set("family_member_uid", flags.member.substr(flags.member.rfind('/') + 1));
  set("holds_from", flags.from);
  set("holds_until", flags.until);
  set("act_number", flags.act);
  set("act_date", flags.act_date);
  set("issued_by", flags.issued_by);
  set("benefit", flags.benefit);
  set("amount_qepik", flags.amount);
  google::protobuf::FieldMask unused;
  RETURN_IF_ERROR(FillCorrection(input, *request.mutable_fact(), unused));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.person));
  return Send(program, &survivor::v1::BenefitFactService::Stub::RecordBenefitFact, std::move(request), flags.validate_only,
              PrintLine(program));
}

absl::Status RunEnd(const FactFlags& flags, Program& program) {
  AccessInput input(program.language());
  survivor::v1::EndBenefitFactRequest request;
  request.set_name(input.Name("benefitFacts", flags.name));
  input.Set("holds_until", flags.until, request);
  input.Set("act_date", flags.act_date, request);
  RETURN_IF_ERROR(input.ToStatus());
  request.set_act_number(flags.act);
  request.set_etag(flags.etag);
  request.set_reason(flags.reason);
  return Send(program, &survivor::v1::BenefitFactService::Stub::EndBenefitFact, std::move(request), flags.validate_only,
              PrintLine(program));
}

absl::Status RunWithdraw(const FactFlags& flags, Program& program) {
  AccessInput input(program.language());
  survivor::v1::WithdrawBenefitFactRequest request;
  request.set_name(input.Name("benefitFacts", flags.name));
  RETURN_IF_ERROR(input.ToStatus());
  request.set_etag(flags.etag);
  request.set_reason(flags.reason);
  return Send(program, &survivor::v1::BenefitFactService::Stub::WithdrawBenefitFact, std::move(request), flags.validate_only,
              PrintLine(program));
}

absl::Status RunList(const FactFlags& flags, Program& program) {
  survivor::v1::ListBenefitFactsRequest request;
  request.set_withdrawn_too(flags.withdrawn_too);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.person));
  ASSIGN_OR_RETURN(const ListBenefitFactsResponse list,
                   FetchPages(*client, &survivor::v1::BenefitFactService::Stub::ListBenefitFacts, std::move(request), flags.pages,
                              &ListBenefitFactsResponse::mutable_facts));
  program.Answer(list, [&] { PrintFacts(list, program.language(), program.out()); });
  return absl::OkStatus();
}

Command* AddCommand(Command& parent, Program& program, const Flags& flags, const char* name, const Text& about, Run run,
                    const char* example) {
  Command* command = parent.add_subcommand(name, program.In(about));
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddAct(Command& command, const Flags& flags, const Program& program) {
  command.add_option("--act", flags->act, program.In({"aktın nömrəsi", "number of the act"}))->required();
  command.add_option("--act-date", flags->act_date, program.In({"aktın tarixi", "day of the act"}))->required();
  command.add_flag("--validate-only", flags->validate_only,
                   program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

void AddChange(Command& command, const Flags& flags, const Program& program) {
  command.add_option("name", flags->name, program.In({"qeyd: benefitFacts/…", "the fact: benefitFacts/…"}))->required();
  command
      .add_option(
          "--etag", flags->etag,
          program.In({"hansı variant əsasında (siyahıda göstərilir)", "the version this was decided on (the list shows it)"}))
      ->required();
  command.add_option("--reason", flags->reason, program.In({"səbəb (ad çəkmədən)", "why (naming nobody)"}))->required();
}

void AddPerson(Command& command, const Flags& flags, const Program& program) {
  command.add_option("person", flags->person, program.In({"kim: survivors/… və ya nömrə", "who: survivors/… or a number"}))
      ->required();
}

}  // namespace

void AddBenefitFactCommands(Command& app, Program& program) {
  Command& fact = *app.add_subcommand(
      "fact", program.In({"ödənişin asılı olduğu, akt üzrə qeydlər", "what is recorded by act because money hangs on it"}));
  fact.require_subcommand(1);
  auto flags = std::make_shared<FactFlags>();
  Command* record =
      AddCommand(fact, program, flags, "record", {"akt üzrə qeyd et", "record by act"}, RunRecord,
                 "\n  dayaqctl fact record 3000018 --kind martyr --from 2025-07-01 --act 12/3 --act-date 2025-07-05 --by Nazirlik\n"
                 "  dayaqctl fact record 3000018 --kind full_time_study --member familyMembers/0190… --from 2025-09-15 \\\n"
                 "      --until 2027-06-30 --act 7 --act-date 2025-09-20 --by \"Universitet\"\n");
  AddPerson(*record, flags, program);
  record
      ->add_option(
          "--kind", flags->kind,
          program.In({"nə: martyr, blindness, cares_for, full_time_study, funeral_cost, earlier_payout, individual_amount, …",
                      "what: martyr, blindness, cares_for, full_time_study, funeral_cost, earlier_payout, individual_amount, …"}))
      ->required();
  record->add_option("--member", flags->member,
                     program.In({"ailə üzvü: familyMembers/…", "member of the family: familyMembers/…"}));
  record->add_option("--from", flags->from, program.In({"hansı gündən", "first day"}))->required();
  record->add_option("--until", flags->until, program.In({"hansı günədək", "last day"}));
  record->add_option("--by", flags->issued_by, program.In({"aktı verən qurum", "institution that made the act"}))->required();
  record->add_option("--benefit", flags->benefit, program.In({"yardımın kodu", "code of the benefit"}));
  record->add_option("--qepik", flags->amount, program.In({"məbləğ, qəpiklə", "amount in qəpik"}));
  AddAct(*record, flags, program);

  flags = std::make_shared<FactFlags>();
  Command* list = AddCommand(fact, program, flags, "list", {"şəxsin və ailəsinin qeydləri", "of a person and the family"}, RunList,
                             "\n  dayaqctl fact list 3000018\n");
  AddPerson(*list, flags, program);
  list->add_flag("--withdrawn-too", flags->withdrawn_too, program.In({"geri götürülənlər də", "also what was taken back"}));
  AddPageFlags(*list, flags->pages, program);

  flags = std::make_shared<FactFlags>();
  Command* end = AddCommand(fact, program, flags, "end", {"başqa akt ilə bitir", "end it by another act"}, RunEnd,
                            "\n  dayaqctl fact end benefitFacts/0190… --etag 1 --until 2026-01-31 --act 4/2 --act-date 2026-02-01 "
                            "--reason \"status ləğv edilib\"\n");
  AddChange(*end, flags, program);
  end->add_option("--until", flags->until, program.In({"son gün", "last day"}))->required();
  AddAct(*end, flags, program);

  flags = std::make_shared<FactFlags>();
  Command* withdraw =
      AddCommand(fact, program, flags, "withdraw", {"səhv qeydi geri götür", "take back what was recorded by mistake"}, RunWithdraw,
                 "\n  dayaqctl fact withdraw benefitFacts/0190… --etag 1 --reason \"başqa şəxs idi\"\n");
  AddChange(*withdraw, flags, program);
  withdraw->add_flag("--validate-only", flags->validate_only,
                     program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

}  // namespace dayaq::cli
