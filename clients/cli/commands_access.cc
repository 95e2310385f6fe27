// access me, role, why, who-can-see: who may do what, and why not.
#include <memory>
#include <sstream>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/access_input.h"
#include "clients/cli/access_view.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "dayaq/access/v1/access_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using access::v1::AccessExplanation;
using access::v1::ExplainAccessRequest;

struct QuestionFlags {
  std::string action;
  std::string staff;
  std::string assignment;
  std::string role;
  std::string purpose;
  std::string resource;
  std::string data_class;
};

absl::Status RunMe(Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  client->AskBeforeChoosing();
  ASSIGN_OR_RETURN(const access::v1::MyAccess mine,
                   client->Call(&access::v1::AccessService::Stub::GetMyAccess, access::v1::GetMyAccessRequest()));
  program.Answer(mine, [&] { PrintMyAccess(mine, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunRole(const std::string& role, Program& program) {
  AccessInput input(program.language());
  access::v1::DescribeRoleRequest request;
  request.set_name(absl::StrCat("roles/", input.Role(role)));
  RETURN_IF_ERROR(input.ToStatus());
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const access::v1::RoleDescription description,
                   client->Call(&access::v1::AccessService::Stub::DescribeRole, request));
  program.Answer(description, [&] { PrintRole(description, program.language(), program.out()); });
  return absl::OkStatus();
}

// What does not depend on for whom it is asked.
ExplainAccessRequest QuestionOf(const QuestionFlags& flags, AccessInput& input) {
  ExplainAccessRequest request;
  request.set_action(flags.action);
  request.set_purpose(flags.purpose);
  if (!flags.data_class.empty()) input.Set("data_class", flags.data_class, request);
  if (absl::StartsWith(flags.resource, "incidents/")) {
    input.Uid("incidents", flags.resource);
  } else if (!flags.resource.empty() && !ParseSurvivorReference(flags.resource).ok()) {
    input.Require(false, {"Qeyd belə yazılır: survivors/{uuid}, incidents/{uuid} və ya şəxsin qısa nömrəsi.",
                          "A record is written as survivors/{uuid}, incidents/{uuid}, or a survivor's short number."});
  }
  return request;
}

// The record as a resource; a number is looked up, which takes a role that may search survivors.
absl::Status NameResource(const QuestionFlags& flags, Client& client, ExplainAccessRequest& request) {
  request.set_resource(flags.resource);
  if (flags.resource.empty() || absl::StartsWith(flags.resource, "incidents/")) return absl::OkStatus();
  ASSIGN_OR_RETURN(*request.mutable_resource(), SurvivorName(client, flags.resource));
  return absl::OkStatus();
}

absl::Status Ask(const ExplainAccessRequest& request, Client& client, Program& program) {
  ASSIGN_OR_RETURN(const AccessExplanation answer, client.Call(&access::v1::AccessService::Stub::ExplainAccess, request));
  program.Answer(answer, [&] { PrintAccessExplanation(answer, request.data_class(), program.language(), program.out()); });
  return absl::OkStatus();
}

// Of every assignment somebody holds; any that allows it is enough.
absl::Status AskOfStaff(const std::string& uid, ExplainAccessRequest request, Client& client, Program& program) {
  access::v1::GetStaffRequest who;
  who.set_name(absl::StrCat("staff/", uid));
  ASSIGN_OR_RETURN(const access::v1::Staff staff, client.Call(&access::v1::AccessService::Stub::GetStaff, who));
  std::string json;
  for (const auto& assignment : staff.assignments()) {
    if (assignment.state() != access::v1::ROLE_ASSIGNMENT_STATE_IN_FORCE) continue;
    request.set_role_assignment_uid(assignment.uid());
    ASSIGN_OR_RETURN(const AccessExplanation answer, client.Call(&access::v1::AccessService::Stub::ExplainAccess, request));
    if (program.json) {
      std::ostringstream one;
      PrintJson(answer, one);
      absl::StrAppend(&json, json.empty() ? "" : ",", "{\"role_assignment\":", JsonString(assignment.name()),
                      ",\"explanation\":", one.str(), "}");
      continue;
    }
    program.out() << assignment.role() << "  " << assignment.institution() << "  " << assignment.name() << "\n";
    PrintAccessExplanation(answer, request.data_class(), program.language(), program.out());
    program.out() << "\n";
  }
  if (program.json) {
    program.out() << "{\"staff\":" << JsonString(staff.name()) << ",\"explanations\":[" << json << "]}\n";
  } else if (request.role_assignment_uid().empty()) {
    program.out() << program.In({"✗ Qüvvədə olan təyinatı yoxdur.", "✗ No assignment is in force."}) << "\n";
  }
  return absl::OkStatus();
}

absl::Status RunWhy(const QuestionFlags& flags, Program& program) {
  AccessInput input(program.language());
  ExplainAccessRequest request = QuestionOf(flags, input);
  const int asked_of = (flags.staff.empty() ? 0 : 1) + (flags.assignment.empty() ? 0 : 1) + (flags.role.empty() ? 0 : 1);
  input.Require(asked_of == 1, {"Kim barədə: --staff, --assignment və ya --in-role; yalnız biri.",
                                "About whom: one of --staff, --assignment and --in-role."});
  input.Require(!flags.action.empty(), {"Hansı hərəkət: --action survivor.read", "Which action: --action survivor.read"});
  // A role reaches records only through an assignment.
  input.Require(flags.role.empty() || flags.resource.empty(),
                {"--resource vəzifə ilə yox, --staff və ya --assignment ilə soruşulur.",
                 "--resource is asked about with --staff or --assignment: a role alone reaches no record."});
  std::string staff;
  if (!flags.staff.empty()) staff = input.Uid("staff", flags.staff);
  if (!flags.assignment.empty()) request.set_role_assignment_uid(input.Uid("roleAssignments", flags.assignment));
  if (!flags.role.empty()) request.set_role(input.Role(flags.role));
  RETURN_IF_ERROR(input.ToStatus());
  ASSIGN_OR_RETURN(Client * client, program.client());
  RETURN_IF_ERROR(NameResource(flags, *client, request));
  return staff.empty() ? Ask(request, *client, program) : AskOfStaff(staff, std::move(request), *client, program);
}

absl::Status RunWhoCanSee(const QuestionFlags& flags, Program& program) {
  AccessInput input(program.language());
  ExplainAccessRequest request = QuestionOf(flags, input);
  if (flags.action.empty()) request.set_action(absl::StartsWith(flags.resource, "incidents/") ? "incident.read" : "survivor.read");
  RETURN_IF_ERROR(input.ToStatus());
  ASSIGN_OR_RETURN(Client * client, program.client());
  RETURN_IF_ERROR(NameResource(flags, *client, request));
  return Ask(request, *client, program);
}

// Flags of both questions. --for-purpose is what is asked about; --purpose would be that of the one who asks.
Command* AddQuestion(Command& access, Program& program, const std::shared_ptr<QuestionFlags>& flags, const char* name,
                     const Text& about, absl::Status (*run)(const QuestionFlags&, Program&)) {
  Command* command = access.add_subcommand(name, program.In(about));
  command->add_option("--action", flags->action, program.In({"hərəkət: survivor.read", "action: survivor.read"}));
  command->add_option(
      "--for-purpose", flags->purpose,
      program.In({"hansı məqsədlə; susmaya görə vəzifənin birincisi", "for which purpose; by default the role's first"}));
  command->add_option("--class", flags->data_class,
                      program.In({"hansı məlumat: IDENTITY, HEALTH, FINANCE, ...", "which data: IDENTITY, HEALTH, FINANCE, ..."}));
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddWhy(Command& access, Program& program) {
  const auto flags = std::make_shared<QuestionFlags>();
  Command* why =
      AddQuestion(access, program, flags, "why",
                  {"olarmı, olmazsa niyə: qərar, qayda və şərtlər", "may they, and why not: decision, rule and facts"}, RunWhy);
  why->add_option("--staff", flags->staff, program.In({"bu əməkdaş: staff/…", "this member of the staff: staff/…"}));
  why->add_option("--assignment", flags->assignment,
                  program.In({"bu təyinat: roleAssignments/…", "this assignment: roleAssignments/…"}));
  why->add_option("--in-role", flags->role, program.In({"bu vəzifə: clinician", "this role: clinician"}));
  why->add_option("--resource", flags->resource,
                  program.In({"hansı qeyd: survivors/…, incidents/…, nömrə", "which record: survivors/…, incidents/…, a number"}));
  why->footer(
      "\n  dayaqctl access why --in-role anama_officer --action survivor.read --class HEALTH\n"
      "  dayaqctl access why --staff staff/0190… --action survivor.read --resource survivors/0190… --for-purpose emergency\n");
}

void AddWhoCanSee(Command& access, Program& program) {
  const auto flags = std::make_shared<QuestionFlags>();
  Command* who =
      AddQuestion(access, program, flags, "who-can-see", {"bu qeydi kim görə bilər", "who can see this record"}, RunWhoCanSee);
  who->add_option("resource", flags->resource,
                  program.In({"qeyd: survivors/…, incidents/…, nömrə", "the record: survivors/…, incidents/…, a number"}))
      ->required();
  who->footer(
      "\n  dayaqctl access who-can-see survivors/0190… --class HEALTH\n"
      "  dayaqctl access who-can-see incidents/0190… --action incident.verify\n");
}

}  // namespace

void AddAccessCommands(Command& app, Program& program) {
  Command& access = *app.add_subcommand(
      "access", program.In({"kim nə edə bilər: vəzifələr, təcili açılış, izah", "who may do what, and emergencies"}));
  access.require_subcommand(1);
  Command* me = access.add_subcommand("me", program.In({"mən kiməm və nə edə bilərəm", "who am I, and what may I do"}));
  me->footer("\n  dayaqctl access me\n  dayaqctl access me --role 01900000-0000-7000-9000-000000000014\n");
  me->callback([&program] { program.action = [&program] { return RunMe(program); }; });

  const auto role = std::make_shared<std::string>();
  Command* describe = access.add_subcommand("role", program.In({"vəzifə nə görür və nə edir", "what a role sees and does"}));
  describe->add_option("role", *role, program.In({"vəzifə: clinician", "role: clinician"}))->required();
  describe->footer("\n  dayaqctl access role clinician\n  dayaqctl access role payment_approver --json\n");
  describe->callback([role, &program] { program.action = [role, &program] { return RunRole(*role, program); }; });
  AddWhy(access, program);
  AddWhoCanSee(access, program);
  AddAssignmentCommands(access, program);
  AddStaffCommands(access, program);
  AddEmergencyCommands(access, program);
}

}  // namespace dayaq::cli
