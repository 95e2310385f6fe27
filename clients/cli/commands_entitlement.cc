// entitlement list, show, explain; benefit list.
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/entitlement_view.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/payment/v1/entitlement_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using payment::v1::ListEntitlementsRequest;
using payment::v1::ListEntitlementsResponse;

struct ListFlags {
  std::string survivor;
  std::vector<std::string> benefits;
  std::vector<std::string> states;
  std::vector<std::string> districts;
  bool questions = false;
  bool without_examples = false;
  PageFlags pages;
};

absl::Status RunList(const ListFlags& flags, Program& program) {
  ListEntitlementsRequest request;
  auto& filter = *request.mutable_filter();
  if (!flags.survivor.empty()) RETURN_IF_ERROR(ParseSurvivorReference(flags.survivor).status());
  for (const std::string& benefit : flags.benefits) filter.add_benefits(benefit);
  for (const std::string& state : flags.states) RETURN_IF_ERROR(SetFromText("states", state, filter));
  for (const std::string& code : flags.districts) filter.add_districts(code);
  filter.set_with_questions(flags.questions);
  filter.set_without_examples(flags.without_examples);
  ASSIGN_OR_RETURN(Client * client, program.client());
  if (!flags.survivor.empty()) {
    ASSIGN_OR_RETURN(*filter.mutable_survivor(), SurvivorName(*client, flags.survivor));
  }
  ASSIGN_OR_RETURN(const ListEntitlementsResponse list,
                   FetchPages(*client, &payment::v1::EntitlementService::Stub::ListEntitlements, std::move(request), flags.pages,
                              &ListEntitlementsResponse::mutable_entitlements));
  program.Answer(list, [&] { PrintEntitlementList(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunShow(const std::string& name, Program& program) {
  payment::v1::GetEntitlementRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(), ParseEntitlementName(name));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const payment::v1::Entitlement entitlement,
                   client->Call(&payment::v1::EntitlementService::Stub::GetEntitlement, request));
  program.Answer(entitlement, [&] { PrintEntitlement(entitlement, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunExplain(const std::string& name, Program& program) {
  payment::v1::ExplainEntitlementRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(), ParseEntitlementName(name));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const payment::v1::ExplainEntitlementResponse answer,
                   client->Call(&payment::v1::EntitlementService::Stub::ExplainEntitlement, request));
  program.Answer(answer, [&] { PrintExplanation(answer, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunBenefits(bool all_versions, Program& program) {
  payment::v1::ListBenefitsRequest request;
  request.set_all_versions(all_versions);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const payment::v1::ListBenefitsResponse benefits,
                   client->Call(&payment::v1::EntitlementService::Stub::ListBenefits, request));
  program.Answer(benefits, [&] { PrintBenefits(benefits, program.language(), program.out()); });
  return absl::OkStatus();
}

void AddList(Command& entitlement, Program& program) {
  const auto flags = std::make_shared<ListFlags>();
  Command* list = entitlement.add_subcommand("list", program.In({"kimə nə düşür", "who is entitled to what"}));
  const auto repeated = [&](const char* flag, std::vector<std::string>& target, const Text& help) {
    list->add_option(flag, target, program.In(help))->allow_extra_args(false);
  };
  list->add_option("--survivor", flags->survivor,
                   program.In({"yalnız bu şəxs: nömrə və ya ad", "of this survivor: number or name"}));
  repeated("--benefit", flags->benefits, {"yardımın kodu (dayaqctl benefit list)", "code of the benefit (dayaqctl benefit list)"});
  repeated("--state", flags->states, {"vəziyyət: ACTIVE, ENDED, WITHDRAWN", "state: ACTIVE, ENDED, WITHDRAWN"});
  repeated("--district", flags->districts, {"rayon kodu", "district code"});
  list->add_flag("--questions", flags->questions, program.In({"yalnız açıq sualı olanlar", "only those with an open question"}));
  list->add_flag("--without-examples", flags->without_examples, program.In({"nümunələrsiz", "leave examples out"}));
  AddPageFlags(*list, flags->pages, program);
  list->footer(
      "\n  dayaqctl entitlement list --survivor 3000018\n"
      "  dayaqctl entitlement list --benefit disability-allowance --state ACTIVE --questions\n");
  list->callback([flags, &program] { program.action = [flags, &program] { return RunList(*flags, program); }; });
}

void AddByName(Command& entitlement, Program& program, const char* command_name, const Text& about,
               absl::Status (*run)(const std::string&, Program&)) {
  const auto name = std::make_shared<std::string>();
  Command* command = entitlement.add_subcommand(command_name, program.In(about));
  command->add_option("name", *name, program.In({"ad, siyahıda olduğu kimi", "name, as the list shows it"}))->required();
  command->footer(absl::StrCat("\n  dayaqctl entitlement ", command_name, " entitlements/0190…\n"));
  command->callback([name, run, &program] { program.action = [name, run, &program] { return run(*name, program); }; });
}

}  // namespace

void AddEntitlementCommands(Command& app, Program& program) {
  Command& entitlement =
      *app.add_subcommand("entitlement", program.In({"kimə hansı yardım düşür və niyə", "who is owed what, and why"}));
  entitlement.require_subcommand(1);
  AddList(entitlement, program);
  AddByName(entitlement, program, "show", {"yardım və hissələri", "an entitlement and its instalments"}, RunShow);
  AddByName(entitlement, program, "explain",
            {"niyə belədir: qayda, qanun, məlumat, məbləğ", "why it is so: rule, law, facts, amounts"}, RunExplain);
  AddReplayCommands(entitlement, program);

  Command& benefit = *app.add_subcommand("benefit", program.In({"yardım qaydaları", "rules of benefits"}));
  benefit.require_subcommand(1);
  AddInKindCommands(benefit, program);
  const auto all = std::make_shared<bool>(false);
  Command* list = benefit.add_subcommand("list", program.In({"qüvvədə olan qaydalar", "the rules in force"}));
  list->add_flag("--all-versions", *all, program.In({"köhnə redaksiyalar da", "former versions too"}));
  list->footer("\n  dayaqctl benefit list --all-versions\n");
  list->callback([all, &program] { program.action = [all, &program] { return RunBenefits(*all, program); }; });
  AddBenefitRuleCommands(benefit, program);
}

}  // namespace dayaq::cli
