// entitlement replay, why-not, decisions, suspend, resume, appeal, decide-appeal, recover.
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/replay_view.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/payment/v1/replay_service.grpc.pb.h"
#include "dayaq/payment/v1/suspension_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using payment::v1::ListDecisionsResponse;

struct DecisionFlags {
  std::string entitlement, assessment, survivor;
  std::vector<std::string> benefits;
  std::string reason, document, until, on, ground, outcome, suspension;
  std::string share = "20", left = "0", waived = "0";
  bool validate_only = false;
};
using Run = absl::Status (*)(const DecisionFlags&, Program&);

absl::Status RunReplay(const DecisionFlags& flags, Program& program) {
  payment::v1::ReplayAssessmentsRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(), ParseEntitlementName(flags.entitlement));
  request.set_assessment_uid(flags.assessment);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const payment::v1::ReplayAssessmentsResponse answer,
                   client->Call(&payment::v1::ReplayService::Stub::ReplayAssessments, request));
  program.Answer(answer, [&] { PrintReplays(answer, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunWhyNot(const DecisionFlags& flags, Program& program) {
  payment::v1::WhyNotRequest request;
  for (const std::string& benefit : flags.benefits) request.add_benefits(benefit);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.survivor));
  ASSIGN_OR_RETURN(const payment::v1::WhyNotResponse answer, client->Call(&payment::v1::ReplayService::Stub::WhyNot, request));
  program.Answer(answer, [&] { PrintWhyNot(answer, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::StatusOr<ListDecisionsResponse> FetchDecisions(const DecisionFlags& flags, Program& program) {
  payment::v1::ListDecisionsRequest request;
  ASSIGN_OR_RETURN(*request.mutable_entitlement(), ParseEntitlementName(flags.entitlement));
  ASSIGN_OR_RETURN(Client * client, program.client());
  return client->Call(&payment::v1::SuspensionService::Stub::ListDecisions, request);
}

absl::Status RunDecisions(const DecisionFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(const ListDecisionsResponse decisions, FetchDecisions(flags, program));
  program.Answer(decisions, [&] { PrintDecisions(decisions, program.language(), program.out()); });
  return absl::OkStatus();
}

// What was decided, as the list of decisions shows it.
template <typename M>
auto Printer(Program& program, M* (ListDecisionsResponse::*place)()) {
  return [&program, place](const M& decided) {
    ListDecisionsResponse decisions;
    *(decisions.*place)() = decided;
    PrintDecisions(decisions, program.language(), program.out());
  };
}

absl::Status RunSuspend(const DecisionFlags& flags, Program& program) {
  payment::v1::SuspendEntitlementRequest request;
  ASSIGN_OR_RETURN(*request.mutable_entitlement(), ParseEntitlementName(flags.entitlement));
  RETURN_IF_ERROR(SetFromText("reason", flags.reason, request));
  RETURN_IF_ERROR(SetFromText("suspended_until", flags.until, request));
  request.set_document(flags.document);
  return Send(program, &payment::v1::SuspensionService::Stub::SuspendEntitlement, std::move(request), flags.validate_only,
              Printer<payment::v1::Suspension>(program, &ListDecisionsResponse::add_suspensions));
}

absl::Status RunResume(const DecisionFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(const ListDecisionsResponse decisions, FetchDecisions(flags, program));
  payment::v1::ResumeEntitlementRequest request;
  for (const payment::v1::Suspension& suspension : decisions.suspensions()) {
    if (!request.name().empty() && suspension.state() != payment::v1::SUSPENSION_STATE_IN_FORCE) continue;
    request.set_name(suspension.name());
    request.set_etag(suspension.etag());
  }
  if (request.name().empty()) return NotFound();
  RETURN_IF_ERROR(SetFromText("reason", flags.reason, request));
  return Send(program, &payment::v1::SuspensionService::Stub::ResumeEntitlement, std::move(request), flags.validate_only,
              Printer<payment::v1::Suspension>(program, &ListDecisionsResponse::add_suspensions));
}

absl::Status RunAppeal(const DecisionFlags& flags, Program& program) {
  payment::v1::LodgeEntitlementAppealRequest request;
  ASSIGN_OR_RETURN(*request.mutable_entitlement(), ParseEntitlementName(flags.entitlement));
  request.set_suspension(flags.suspension);
  RETURN_IF_ERROR(SetFromText("ground", flags.ground, request));
  RETURN_IF_ERROR(SetFromText("lodged_on", flags.on, request));
  request.set_reference(flags.document);
  return Send(program, &payment::v1::SuspensionService::Stub::LodgeEntitlementAppeal, std::move(request), flags.validate_only,
              Printer<payment::v1::EntitlementAppeal>(program, &ListDecisionsResponse::add_appeals));
}

absl::Status RunDecideAppeal(const DecisionFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(const ListDecisionsResponse decisions, FetchDecisions(flags, program));
  if (decisions.appeals().empty()) return NotFound();
  payment::v1::DecideEntitlementAppealRequest request;
  // The newest: only one waits at a time.
  request.set_name(decisions.appeals(0).name());
  request.set_etag(decisions.appeals(0).etag());
  RETURN_IF_ERROR(SetFromText("state", flags.outcome, request));
  RETURN_IF_ERROR(SetFromText("reason", flags.reason, request));
  return Send(program, &payment::v1::SuspensionService::Stub::DecideEntitlementAppeal, std::move(request), flags.validate_only,
              Printer<payment::v1::EntitlementAppeal>(program, &ListDecisionsResponse::add_appeals));
}

absl::Status RunRecover(const DecisionFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(const ListDecisionsResponse decisions, FetchDecisions(flags, program));
  if (!decisions.has_recovery()) return NotFound();
  payment::v1::DecideRecoveryRequest request;
  request.set_name(decisions.recovery().name());
  request.set_etag(decisions.recovery().etag());
  RETURN_IF_ERROR(SetFromText("share_percent", flags.share, request));
  RETURN_IF_ERROR(SetFromText("smallest_left_qepik", flags.left, request));
  RETURN_IF_ERROR(SetFromText("waived_qepik", flags.waived, request));
  RETURN_IF_ERROR(SetFromText("reason", flags.reason, request));
  request.set_document(flags.document);
  return Send(program, &payment::v1::SuspensionService::Stub::DecideRecovery, std::move(request), flags.validate_only,
              Printer<payment::v1::RecoveryPlan>(program, &ListDecisionsResponse::mutable_recovery));
}

Command* AddCommand(Command& entitlement, Program& program, const std::shared_ptr<DecisionFlags>& flags, const char* name,
                    Text about, const char* example, Run run) {
  Command* command = entitlement.add_subcommand(name, program.In(about));
  command->footer(absl::StrCat("\n  dayaqctl entitlement ", name, " ", example, "\n"));
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

// Of one entitlement, and changed by a decision with a reason.
Command* AddDecision(Command& entitlement, Program& program, const std::shared_ptr<DecisionFlags>& flags, const char* name,
                     Text about, const char* example, Run run) {
  Command* command = AddCommand(entitlement, program, flags, name, about, example, run);
  command->add_option("entitlement", flags->entitlement, program.In({"entitlements/…", "entitlements/…"}))->required();
  command->add_flag("--validate-only", flags->validate_only, program.In({"yalnız yoxla", "check only, store nothing"}));
  return command;
}

void AddReading(Command& entitlement, Program& program, const std::shared_ptr<DecisionFlags>& flags) {
  Command* replay = AddCommand(entitlement, program, flags, "replay",
                               {"qərarları saxlanmış məlumatla yenidən hesabla və müqayisə et",
                                "make its decisions once more from what was kept, and compare"},
                               "entitlements/0190…", RunReplay);
  replay->add_option("entitlement", flags->entitlement, program.In({"entitlements/…", "entitlements/…"}))->required();
  replay->add_option("assessment", flags->assessment, program.In({"yalnız bu qərar", "this decision only"}));
  Command* why = AddCommand(
      entitlement, program, flags, "why-not",
      {"niyə ödənilmir, nə fərqli olmalıdır, nə çatmır", "why it is not paid, what would have to be otherwise, what is missing"},
      "3000018 disability-allowance", RunWhyNot);
  why->add_option("survivor", flags->survivor, program.In({"qısa nömrə və ya survivors/…", "short number or survivors/…"}))
      ->required();
  why->add_option("benefit", flags->benefits, program.In({"yardımın kodu", "code of the benefit"}));
  Command* decisions = AddCommand(entitlement, program, flags, "decisions",
                                  {"dayandırma, şikayət və geri alınma qərarları", "suspensions, appeals and recovery"},
                                  "entitlements/0190…", RunDecisions);
  decisions->add_option("entitlement", flags->entitlement, program.In({"entitlements/…", "entitlements/…"}))->required();
}

}  // namespace

void AddReplayCommands(Command& entitlement, Program& program) {
  const auto flags = std::make_shared<DecisionFlags>();
  AddReading(entitlement, program, flags);
  Command* suspend =
      AddDecision(entitlement, program, flags, "suspend", {"ödənişi müvəqqəti dayandır", "stop its money for a time"},
                  "entitlements/0190… --reason FACTS_DOUBTED --until 2027-01-31", RunSuspend);
  suspend->add_option("--reason", flags->reason, program.In({"səbəb", "why"}))->required();
  suspend->add_option("--until", flags->until, program.In({"son gün", "last day"}))->required();
  suspend->add_option("--document", flags->document, program.In({"sənədin nömrəsi", "number of the paper"}));
  Command* resume = AddDecision(entitlement, program, flags, "resume", {"ödənişi bərpa et", "let its money go on"},
                                "entitlements/0190… --reason CONFIRMED", RunResume);
  resume->add_option("--reason", flags->reason, program.In({"səbəb", "why"}))->required();
  Command* appeal = AddDecision(entitlement, program, flags, "appeal", {"şikayəti qeyd et", "record an appeal"},
                                "entitlements/0190… --ground AMOUNT --reference M-17 --on 2026-11-30", RunAppeal);
  appeal->add_option("--ground", flags->ground, program.In({"nə səhvdir", "what is said to be wrong"}))->required();
  appeal->add_option("--reference", flags->document, program.In({"məktubun nömrəsi", "number of the letter"}))->required();
  appeal->add_option("--on", flags->on, program.In({"daxil olduğu gün", "day on which it came in"}))->required();
  appeal->add_option("--suspension", flags->suspension, program.In({"suspensions/…", "suspensions/…"}));
  Command* decide = AddDecision(entitlement, program, flags, "decide-appeal", {"şikayət barədə qərar", "decide its appeal"},
                                "entitlements/0190… --outcome REJECTED --reason DECISION_RIGHT", RunDecideAppeal);
  decide->add_option("--outcome", flags->outcome, program.In({"REJECTED, GRANTED, WITHDRAWN", "REJECTED, GRANTED, WITHDRAWN"}))
      ->required();
  decide->add_option("--reason", flags->reason, program.In({"səbəb", "why"}))->required();
  Command* recover = AddDecision(entitlement, program, flags, "recover",
                                 {"artıq ödənişin geri alınması (güclü giriş)", "how too much is taken back (strong sign-in)"},
                                 "entitlements/0190… --share 10 --left 20000 --reason HARDSHIP --document Q-3", RunRecover);
  recover->add_option("--share", flags->share, program.In({"hər ödənişdən faiz", "percent of each payment"}));
  recover->add_option("--left", flags->left, program.In({"ən azı qalan, qəpik", "at least left, qəpik"}));
  recover->add_option("--waived", flags->waived, program.In({"imtina edilən, qəpik", "waived, qəpik"}));
  recover->add_option("--reason", flags->reason, program.In({"səbəb", "why"}))->required();
  recover->add_option("--document", flags->document, program.In({"sənədin nömrəsi", "number of the paper"}))->required();
}

}  // namespace dayaq::cli
