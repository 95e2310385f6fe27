// benefit propose, diff, comparison, approve, activate, withdraw, versions, show: how a figure is changed.
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/benefit_rule_view.h"
#include "clients/cli/file_digest.h"
#include "clients/cli/program.h"
#include "clients/cli/sending.h"
#include "clients/cli/view_parts.h"
#include "clients/common/progress.h"
#include "dayaq/access/v1/access_service.grpc.pb.h"
#include "dayaq/payment/v1/benefit_rule_service.grpc.pb.h"
#include "dayaq/survivor/v1/survivor_service.grpc.pb.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using payment::v1::RuleComparison;
using payment::v1::RuleProposal;

// As large as the service takes one.
constexpr uintmax_t kMostBytes = 256 << 10;

struct RuleFlags {
  std::string first, second, name, etag, comparison, on, benefit, reason;
  bool validate_only = false;
  bool no_wait = false;
  int seconds = 600;
  PageFlags pages;
};
using Flags = std::shared_ptr<RuleFlags>;
using Run = absl::Status (*)(const RuleFlags&, Program&);

std::string Named(const std::string& collection, const std::string& text) {
  return text.empty() || absl::StrContains(text, '/') ? text : absl::StrCat(collection, "/", text);
}

auto Print(Program& program) {
  return [&program](const RuleProposal& proposal) { PrintRuleProposal(proposal, program.language(), program.out()); };
}

// A hash as it is; of a file its own.
absl::StatusOr<std::string> HashOf(const std::string& file_or_hash) {
  static const LazyRE2 kHash = {"[0-9a-f]{64}"};
  if (RE2::FullMatch(file_or_hash, *kHash)) return file_or_hash;
  return Sha256OfFile(file_or_hash);
}

absl::Status RunPropose(const RuleFlags& flags, Program& program) {
  std::error_code error;
  const uintmax_t size = std::filesystem::file_size(flags.first, error);
  if (error) return absl::InvalidArgumentError(absl::StrCat(flags.first, ": fayl oxunmur · the file cannot be read"));
  if (size > kMostBytes) {
    return absl::InvalidArgumentError(absl::StrCat(flags.first, ": 256 KiB-dan böyükdür · larger than 256 KiB"));
  }
  std::ifstream stream(flags.first, std::ios::binary);
  payment::v1::ProposeRuleRequest request;
  request.set_content(std::string{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()});
  return Send(program, &payment::v1::BenefitRuleService::Stub::ProposeRule, std::move(request), flags.validate_only,
              Print(program));
}

absl::StatusOr<RuleComparison> Fetch(Client& client, const std::string& name) {
  payment::v1::GetRuleComparisonRequest request;
  request.set_name(name);
  return client.Call(&payment::v1::BenefitRuleService::Stub::GetRuleComparison, request);
}

// Watches until everybody is through, or the time is over: the service goes on by itself.
absl::StatusOr<RuleComparison> Watch(Client& client, RuleComparison comparison, const RuleFlags& flags, Program& program) {
  const absl::Time until = absl::Now() + absl::Seconds(flags.seconds);
  while (comparison.total() == 0 && !comparison.has_finish_time() && absl::Now() < until) {
    absl::SleepFor(absl::Milliseconds(200));
    ASSIGN_OR_RETURN(comparison, Fetch(client, comparison.name()));
  }
  Progress progress(program.err(), isatty(STDERR_FILENO) != 0, program.In({"müqayisə olunur", "comparing"}), comparison.total(),
                    absl::Now());
  while (!comparison.has_finish_time() && absl::Now() < until) {
    progress.Update(comparison.done(), absl::Now());
    absl::SleepFor(absl::Milliseconds(500));
    ASSIGN_OR_RETURN(comparison, Fetch(client, comparison.name()));
  }
  progress.Update(comparison.done(), absl::Now());
  progress.Finish(absl::Now());
  return comparison;
}

// Whether whoever is signed in reads records of people with their names: those are asked of the survivor service, one by one, like
// any look at a record. Nobody else asks, so that no refusal is noted that nobody meant.
bool ReadsNames(Client& client) {
  const auto mine = client.Call(&access::v1::AccessService::Stub::GetMyAccess, access::v1::GetMyAccessRequest());
  if (!mine.ok()) return false;
  const auto& role = mine->role();
  return absl::c_linear_search(role.reads(), access::v1::DATA_CLASS_IDENTITY) &&
         absl::c_any_of(role.actions(),
                        [](const access::v1::ActionRight& right) { return right.action().code() == "survivor.read"; });
}

// Whom a comparison names. A record that cannot be read by now is told by its number.
NamesByUid NamesIn(Client& client, const RuleComparison& comparison) {
  NamesByUid names;
  if (comparison.losses().empty() || !ReadsNames(client)) return names;
  for (const payment::v1::RuleLoss& loss : comparison.losses()) {
    if (names.count(loss.survivor_uid()) > 0) continue;
    survivor::v1::GetSurvivorRequest request;
    request.set_name(absl::StrCat("survivors/", loss.survivor_uid()));
    const auto survivor = client.Call(&survivor::v1::SurvivorService::Stub::GetSurvivor, request);
    const std::string name = survivor.ok() ? FullName(survivor->identity()) : "";
    if (!name.empty()) names[loss.survivor_uid()] = name;
  }
  return names;
}

absl::Status ShowComparison(RuleComparison comparison, const RuleFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  if (!flags.no_wait && !comparison.has_finish_time()) {
    ASSIGN_OR_RETURN(comparison, Watch(*client, std::move(comparison), flags, program));
  }
  program.Answer(comparison,
                 [&] { PrintRuleComparison(comparison, NamesIn(*client, comparison), program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunDiff(const RuleFlags& flags, Program& program) {
  payment::v1::CompareRulesRequest request;
  // One alone is the new rule: the old one is what is in force.
  if (!flags.second.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_old_hash(), HashOf(flags.first));
  }
  ASSIGN_OR_RETURN(*request.mutable_new_hash(), HashOf(flags.second.empty() ? flags.first : flags.second));
  if (!flags.on.empty()) {
    const auto day = PartialDateFromText(flags.on);
    if (!day.has_value()) return absl::InvalidArgumentError(absl::StrCat("--on ", flags.on, ": 2026-01-31"));
    *request.mutable_counted_for() = *day;
  }
  if (flags.validate_only) {
    return Send(program, &payment::v1::BenefitRuleService::Stub::CompareRules, std::move(request), true,
                [](const RuleComparison&) {});
  }
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(RuleComparison comparison,
                   client->Change(&payment::v1::BenefitRuleService::Stub::CompareRules, std::move(request)));
  return ShowComparison(std::move(comparison), flags, program);
}

absl::Status RunComparison(const RuleFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(RuleComparison comparison, Fetch(*client, Named("ruleComparisons", flags.name)));
  return ShowComparison(std::move(comparison), flags, program);
}

absl::Status RunApprove(const RuleFlags& flags, Program& program) {
  payment::v1::ApproveRuleRequest request;
  request.set_name(Named("ruleProposals", flags.name));
  request.set_etag(flags.etag);
  request.set_comparison(Named("ruleComparisons", flags.comparison));
  return Send(program, &payment::v1::BenefitRuleService::Stub::ApproveRule, std::move(request), flags.validate_only,
              Print(program));
}

absl::Status RunActivate(const RuleFlags& flags, Program& program) {
  payment::v1::ActivateRuleRequest request;
  request.set_name(Named("ruleProposals", flags.name));
  request.set_etag(flags.etag);
  return Send(program, &payment::v1::BenefitRuleService::Stub::ActivateRule, std::move(request), flags.validate_only,
              Print(program));
}

absl::Status RunWithdraw(const RuleFlags& flags, Program& program) {
  payment::v1::WithdrawRuleRequest request;
  request.set_name(Named("ruleProposals", flags.name));
  request.set_etag(flags.etag);
  request.set_reason(flags.reason);
  return Send(program, &payment::v1::BenefitRuleService::Stub::WithdrawRule, std::move(request), flags.validate_only,
              Print(program));
}

absl::Status RunVersions(const RuleFlags& flags, Program& program) {
  payment::v1::ListRuleVersionsRequest request;
  request.set_benefit(flags.benefit);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const payment::v1::ListRuleVersionsResponse list,
                   FetchPages(*client, &payment::v1::BenefitRuleService::Stub::ListRuleVersions, std::move(request), flags.pages,
                              &payment::v1::ListRuleVersionsResponse::mutable_proposals));
  program.Answer(list, [&] { PrintRuleVersions(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunShow(const RuleFlags& flags, Program& program) {
  payment::v1::GetRuleProposalRequest request;
  request.set_name(Named("ruleProposals", flags.name));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const RuleProposal proposal, client->Call(&payment::v1::BenefitRuleService::Stub::GetRuleProposal, request));
  program.Answer(proposal, [&] { PrintRuleProposal(proposal, program.language(), program.out()); });
  return absl::OkStatus();
}

Command& Add(Command& benefit, Program& program, const Flags& flags, const char* name, const Text& about, Run run,
             const char* example) {
  Command& command = *benefit.add_subcommand(name, program.In(about));
  command.footer(example);
  command.callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddName(Command& command, Program& program, std::string& name) {
  command.add_option("name", name, program.In({"ad, siyahıda olduğu kimi", "name, as the list shows it"}))->required();
}

void AddStep(Command& command, Program& program, RuleFlags& flags) {
  AddName(command, program, flags.name);
  command.add_option("--etag", flags.etag, program.In({"qərarın aid olduğu variant", "version that the decision is about"}))
      ->required();
}

void AddCheck(Command& command, Program& program, RuleFlags& flags) {
  command.add_flag("--validate-only", flags.validate_only, program.In({"yalnız yoxla", "check only, store nothing"}));
}

void AddWaiting(Command& command, Program& program, RuleFlags& flags) {
  command.add_flag("--no-wait", flags.no_wait, program.In({"gözləmə", "do not wait until it is through"}));
  command.add_option("--seconds", flags.seconds, program.In({"ən çox neçə saniyə gözlə", "wait so many seconds at most"}))
      ->between(1, 86400);
}

}  // namespace

void AddBenefitRuleCommands(Command& benefit, Program& program) {
  const auto flags = std::make_shared<RuleFlags>();
  Command& propose = Add(benefit, program, flags, "propose",
                         {"qaydanın yeni mətnini təklif et (güclü giriş)", "propose the text of a rule (strong sign-in)"},
                         RunPropose, "\n  dayaqctl benefit propose disability-allowance.yaml\n");
  propose.add_option("file", flags->first, program.In({"qayda faylı", "rule file"}))->required();
  AddCheck(propose, program, *flags);

  Command& diff = Add(benefit, program, flags, "diff",
                      {"kim udur, kim itirir: hamını iki qayda üzrə müqayisə et (güclü giriş)",
                       "who gains and who loses: compare everybody by two rules (strong sign-in)"},
                      RunDiff,
                      "\n  dayaqctl benefit diff disability-allowance.yaml\n"
                      "  dayaqctl benefit diff old.yaml new.yaml --on 2027-01-01\n");
  diff.add_option("old", flags->first,
                  program.In({"köhnə qayda: fayl və ya SHA-256; tək olanda yeni qayda",
                              "the old rule: file or SHA-256; alone: the new one"}))
      ->required();
  diff.add_option(
      "new", flags->second,
      program.In({"yeni qayda: təklif olunmuş fayl və ya SHA-256", "the new rule: a file that was proposed, or SHA-256"}));
  diff.add_option("--on", flags->on, program.In({"hansı gün üçün", "the day for which everybody is assessed"}));
  AddCheck(diff, program, *flags);
  AddWaiting(diff, program, *flags);

  Command& comparison = Add(benefit, program, flags, "comparison", {"müqayisənin nəticəsi", "what a comparison came to"},
                            RunComparison, "\n  dayaqctl benefit comparison ruleComparisons/0190…\n");
  AddName(comparison, program, flags->name);
  AddWaiting(comparison, program, *flags);

  Command& approve = Add(benefit, program, flags, "approve",
                         {"müqayisədən sonra təsdiq et (güclü giriş)", "approve after a comparison (strong sign-in)"}, RunApprove,
                         "\n  dayaqctl benefit approve ruleProposals/0190… --etag 1 --comparison ruleComparisons/0190…\n");
  AddStep(approve, program, *flags);
  approve.add_option("--comparison", flags->comparison, program.In({"baxdığınız müqayisə", "the comparison you looked at"}))
      ->required();
  AddCheck(approve, program, *flags);

  Command& activate =
      Add(benefit, program, flags, "activate",
          {"təsdiq olunmuş qaydanı qüvvəyə mindir (güclü giriş)", "put an approved rule into force (strong sign-in)"}, RunActivate,
          "\n  dayaqctl benefit activate ruleProposals/0190… --etag 2\n");
  AddStep(activate, program, *flags);
  AddCheck(activate, program, *flags);

  Command& withdraw =
      Add(benefit, program, flags, "withdraw",
          {"təklif etdiyiniz, qüvvəyə minməmiş qaydanı geri götür", "take back a rule you proposed that is not in force"},
          RunWithdraw, "\n  dayaqctl benefit withdraw ruleProposals/0190… --etag 1 --reason \"Yanlış məbləğ\"\n");
  AddStep(withdraw, program, *flags);
  withdraw.add_option("--reason", flags->reason, program.In({"səbəb", "why"}))->required();
  AddCheck(withdraw, program, *flags);

  Command& versions = Add(benefit, program, flags, "versions",
                          {"təkliflər və qüvvədə olmuş toplular", "proposals, and the sets that were in force"}, RunVersions,
                          "\n  dayaqctl benefit versions --benefit disability-allowance\n");
  versions.add_option("--benefit", flags->benefit, program.In({"yardımın kodu", "code of the benefit"}));
  AddPageFlags(versions, flags->pages, program);

  Command& show = Add(benefit, program, flags, "show", {"təklif və mətni", "a proposal and its text"}, RunShow,
                      "\n  dayaqctl benefit show ruleProposals/0190…\n");
  AddName(show, program, flags->name);
}

}  // namespace dayaq::cli
