// access assignment list, propose, approve, reject, end; access delegation list, create, end.
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/access_input.h"
#include "clients/cli/program.h"
#include "clients/cli/sending.h"
#include "clients/cli/staff_view.h"
#include "clients/cli/view_parts.h"
#include "dayaq/access/v1/access_service.grpc.pb.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using access::v1::ListDelegationsResponse;
using access::v1::ListRoleAssignmentsRequest;
using access::v1::ListRoleAssignmentsResponse;
using access::v1::RoleAssignment;

// Of all commands in this file; each uses what it has flags for.
struct AssignmentFlags {
  std::string name;
  std::string staff;
  std::string role;
  std::string institution;
  std::vector<std::string> states;
  std::vector<std::string> districts;
  std::vector<std::string> registers;
  std::vector<std::string> actions;
  bool national = false;
  std::string person;
  std::string from;
  std::string until;
  bool ended_too = false;
  PageFlags pages;
  std::string etag;
  std::string reason;
  bool validate_only = false;
};
using Run = absl::Status (*)(const AssignmentFlags&, Program&);

// Where and for how long, alike in an assignment and in a delegation. A beginning that passed today is left out: it counts at once.
template <typename Target>
void FillScope(const AssignmentFlags& flags, AccessInput& input, Target& target) {
  for (const std::string& code : flags.districts) target.add_districts(code);
  for (const std::string& code : flags.registers) target.add_registers(code);
  if (!flags.from.empty()) {
    const google::protobuf::Timestamp from = input.Beginning(flags.from);
    const absl::Time now = absl::Now();
    if (TimeOf(from) > now || Today(TimeOf(from)) < Today(now)) *target.mutable_valid_from() = from;
  }
  if (!flags.until.empty()) *target.mutable_valid_until() = input.End(flags.until);
  target.set_reason(flags.reason);
}

absl::Status RunList(const AssignmentFlags& flags, Program& program) {
  AccessInput input(program.language());
  ListRoleAssignmentsRequest request;
  if (!flags.staff.empty()) request.set_staff_uid(input.Uid("staff", flags.staff));
  if (!flags.role.empty()) request.set_role(input.Role(flags.role));
  if (!flags.institution.empty()) request.set_institution(input.InstitutionCode(flags.institution));
  for (const std::string& state : flags.states) input.Set("states", state, request);
  RETURN_IF_ERROR(input.ToStatus());
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListRoleAssignmentsResponse list,
                   FetchPages(*client, &access::v1::AccessService::Stub::ListRoleAssignments, std::move(request), flags.pages,
                              &ListRoleAssignmentsResponse::mutable_role_assignments));
  program.Answer(list, [&] {
    PrintAssignments(list.role_assignments(), "", program.language(), program.out());
    PrintNextPage(list.next_page_token(), program.language(), program.out());
  });
  return absl::OkStatus();
}

absl::Status RunPropose(const AssignmentFlags& flags, Program& program) {
  AccessInput input(program.language());
  access::v1::ProposeRoleAssignmentRequest request;
  RoleAssignment& assignment = *request.mutable_role_assignment();
  assignment.set_staff_uid(input.Uid("staff", flags.staff));
  assignment.set_role(input.Role(flags.role));
  assignment.set_institution(input.InstitutionCode(flags.institution));
  assignment.set_national(flags.national);
  if (!flags.person.empty()) assignment.set_person_uid(input.Uid("survivors", flags.person));
  FillScope(flags, input, assignment);
  input.Require(!flags.national || flags.districts.empty(), {"--national ilə --district yazılmır: ya bütün ölkə, ya rayonlar.",
                                                             "Either --national or --district: the whole country, or districts."});
  input.Require(flags.person.empty() || (!flags.national && flags.districts.empty()),
                {"--person ilə --national və --district yazılmır: vəzifə bir şəxs üçündür.",
                 "--person goes with neither --national nor --district: the role is held about one survivor."});
  RETURN_IF_ERROR(input.ToStatus());
  return Send(program, &access::v1::AccessService::Stub::ProposeRoleAssignment, std::move(request), flags.validate_only,
              [&program](const RoleAssignment& answer) {
                PrintAssignmentLine(answer, program.language(), program.out());
                if (answer.state() != access::v1::ROLE_ASSIGNMENT_STATE_PROPOSED) return;
                program.out() << program.In({"Güclü vəzifədir, hələ qüvvədə deyil. Başqa inzibatçı təsdiq etməlidir:",
                                             "A powerful role, not in force yet. Another administrator has to approve it:"})
                              << "\n  dayaqctl access assignment approve " << answer.name() << "\n";
              });
}

// Names the assignment and its version in a request that is filled otherwise, and sends it.
template <typename Method, typename Request>
absl::Status Decide(const AssignmentFlags& flags, Program& program, Method method, Request request,
                    access::v1::RoleAssignmentState state) {
  AccessInput input(program.language());
  request.set_name(input.Name("roleAssignments", flags.name));
  RETURN_IF_ERROR(input.ToStatus());
  request.set_etag(flags.etag);
  if (flags.etag.empty()) {
    ListRoleAssignmentsRequest those;
    those.add_states(state);
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(const RoleAssignment found,
                     FindInPages(*client, &access::v1::AccessService::Stub::ListRoleAssignments, std::move(those),
                                 &ListRoleAssignmentsResponse::mutable_role_assignments, request.name()));
    request.set_etag(found.etag());
  }
  return Send(program, method, std::move(request), flags.validate_only,
              [&program](const RoleAssignment& answer) { PrintAssignmentLine(answer, program.language(), program.out()); });
}

absl::Status RunApprove(const AssignmentFlags& flags, Program& program) {
  return Decide(flags, program, &access::v1::AccessService::Stub::ApproveRoleAssignment, access::v1::ApproveRoleAssignmentRequest(),
                access::v1::ROLE_ASSIGNMENT_STATE_PROPOSED);
}

absl::Status RunReject(const AssignmentFlags& flags, Program& program) {
  access::v1::RejectRoleAssignmentRequest request;
  request.set_reason(flags.reason);
  return Decide(flags, program, &access::v1::AccessService::Stub::RejectRoleAssignment, std::move(request),
                access::v1::ROLE_ASSIGNMENT_STATE_PROPOSED);
}

absl::Status RunEnd(const AssignmentFlags& flags, Program& program) {
  access::v1::EndRoleAssignmentRequest request;
  request.set_reason(flags.reason);
  return Decide(flags, program, &access::v1::AccessService::Stub::EndRoleAssignment, std::move(request),
                access::v1::ROLE_ASSIGNMENT_STATE_IN_FORCE);
}

absl::Status RunListDelegations(const AssignmentFlags& flags, Program& program) {
  access::v1::ListDelegationsRequest request;
  request.set_ended_too(flags.ended_too);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListDelegationsResponse list,
                   FetchPages(*client, &access::v1::AccessService::Stub::ListDelegations, std::move(request), flags.pages,
                              &ListDelegationsResponse::mutable_delegations));
  program.Answer(list, [&] {
    PrintAssignments(list.delegations(), "", program.language(), program.out());
    PrintNextPage(list.next_page_token(), program.language(), program.out());
  });
  return absl::OkStatus();
}

absl::Status RunDelegate(const AssignmentFlags& flags, Program& program) {
  AccessInput input(program.language());
  access::v1::CreateDelegationRequest request;
  request.set_staff_uid(input.Uid("staff", flags.staff));
  for (const std::string& action : flags.actions) request.add_actions(action);
  FillScope(flags, input, request);
  RETURN_IF_ERROR(input.ToStatus());
  return Send(program, &access::v1::AccessService::Stub::CreateDelegation, std::move(request), flags.validate_only,
              [&program](const RoleAssignment& answer) {
                PrintAssignmentLine(answer, program.language(), program.out());
                program.out() << program.In({"Həmkarınız bununla işləyir: --role ", "Your colleague acts in it with: --role "})
                              << answer.uid() << "\n";
              });
}

absl::Status RunEndDelegation(const AssignmentFlags& flags, Program& program) {
  AccessInput input(program.language());
  access::v1::EndDelegationRequest request;
  request.set_name(input.Name("roleAssignments", flags.name));
  RETURN_IF_ERROR(input.ToStatus());
  request.set_etag(flags.etag);
  if (flags.etag.empty()) {
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(const RoleAssignment found,
                     FindInPages(*client, &access::v1::AccessService::Stub::ListDelegations, access::v1::ListDelegationsRequest(),
                                 &ListDelegationsResponse::mutable_delegations, request.name()));
    request.set_etag(found.etag());
  }
  return Send(program, &access::v1::AccessService::Stub::EndDelegation, std::move(request), flags.validate_only,
              [&program](const RoleAssignment& answer) { PrintAssignmentLine(answer, program.language(), program.out()); });
}

Command* AddCommand(Command& parent, Program& program, const std::shared_ptr<AssignmentFlags>& flags, const char* name,
                    const Text& about, Run run, const char* example) {
  Command* command = parent.add_subcommand(name, program.In(about));
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddScope(Command& command, AssignmentFlags& flags, const Program& program) {
  command.add_option("--district", flags.districts, program.In({"rayon kodu", "district code"}))->allow_extra_args(false);
  command.add_option("--register", flags.registers, program.In({"reyestr", "register"}))->allow_extra_args(false);
  command.add_option("--from", flags.from,
                     program.In({"nə vaxtdan: 2026-12-01; susmaya görə indi", "from when on: 2026-12-01; by default now"}));
  command.add_option("--until", flags.until,
                     program.In({"nə vaxtadək, o gün daxil: 2026-12-31, \"2026-12-31 18:00\"",
                                 "until when, that day included: 2026-12-31, \"2026-12-31 18:00\""}));
  command.add_option("--reason", flags.reason, program.In({"səbəb (ad çəkmədən)", "why (naming nobody)"}))->required();
  command.add_flag("--validate-only", flags.validate_only,
                   program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

// Names what is decided about; `reason` where the decision has one.
void AddDecision(Command& command, AssignmentFlags& flags, const Program& program, bool reason) {
  command.add_option("name", flags.name, program.In({"təyinat: roleAssignments/…", "assignment: roleAssignments/…"}))->required();
  command.add_option(
      "--etag", flags.etag,
      program.In({"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"}));
  if (reason) command.add_option("--reason", flags.reason, program.In({"səbəb (ad çəkmədən)", "why (naming nobody)"}))->required();
  command.add_flag("--validate-only", flags.validate_only,
                   program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

void AddList(Command& parent, Program& program, const std::shared_ptr<AssignmentFlags>& flags) {
  Command* list =
      AddCommand(parent, program, flags, "list", {"təyinatların siyahısı", "list assignments"}, RunList,
                 "\n  dayaqctl access assignment list --state PROPOSED\n"
                 "  dayaqctl access assignment list --in-role clinician --institution hospital-tartar --state IN_FORCE\n");
  list->add_option("--staff", flags->staff,
                   program.In({"yalnız bu əməkdaşın: staff/…", "only of this member of the staff: staff/…"}));
  list->add_option("--in-role", flags->role, program.In({"yalnız bu vəzifədə", "only in this role"}));
  list->add_option("--institution", flags->institution, program.In({"yalnız bu qurumda", "only in this institution"}));
  list->add_option("--state", flags->states,
                   program.In({"vəziyyət: PROPOSED, IN_FORCE, REJECTED, ENDED", "state: PROPOSED, IN_FORCE, REJECTED, ENDED"}))
      ->allow_extra_args(false);
  AddPageFlags(*list, flags->pages, program);
}

void AddAssignment(Command& access, Program& program) {
  Command& parent = *access.add_subcommand("assignment", program.In({"kimə hansı vəzifə verilib", "who was given which role"}));
  parent.require_subcommand(1);
  const auto flags = std::make_shared<AssignmentFlags>();
  AddList(parent, program, flags);
  Command* propose = AddCommand(
      parent, program, flags, "propose",
      {"vəzifə ver; güclü olanı təklif et (güclü giriş)", "give a role, or propose a powerful one (strong sign-in)"}, RunPropose,
      "\n  dayaqctl access assignment propose staff/0190… clinician --institution hospital-barda --district AZ-BAR \\\n"
      "      --reason \"işə qəbul · hired\"\n"
      "  dayaqctl access assignment propose staff/0190… guardian --institution ministry --person survivors/0190… --reason \"…\"\n");
  propose->add_option("staff", flags->staff, program.In({"kimə: staff/…", "to whom: staff/…"}))->required();
  propose->add_option("given-role", flags->role, program.In({"vəzifə: clinician", "role: clinician"}))->required();
  propose->add_option("--institution", flags->institution, program.In({"qurumun kodu", "code of the institution"}))->required();
  propose->add_flag("--national", flags->national, program.In({"bütün ölkə üzrə", "for the whole country"}));
  propose->add_option(
      "--person", flags->person,
      program.In({"survivor və guardian üçün: kimin qeydi, survivors/…", "for survivor and guardian: whose record, survivors/…"}));
  AddScope(*propose, *flags, program);
  AddDecision(
      *AddCommand(parent, program, flags, "approve", {"təklifi təsdiq et (güclü giriş)", "approve a proposal (strong sign-in)"},
                  RunApprove, "\n  dayaqctl access assignment approve roleAssignments/0190…\n"),
      *flags, program, false);
  AddDecision(*AddCommand(parent, program, flags, "reject", {"təklifi rədd et", "reject a proposal"}, RunReject,
                          "\n  dayaqctl access assignment reject roleAssignments/0190… --reason \"ehtiyac yoxdur · not needed\"\n"),
              *flags, program, true);
  AddDecision(*AddCommand(parent, program, flags, "end", {"təyinata dərhal son ver", "end one at once"}, RunEnd,
                          "\n  dayaqctl access assignment end roleAssignments/0190… --reason \"başqa işə keçib · moved on\"\n"),
              *flags, program, true);
}

void AddDelegation(Command& access, Program& program) {
  Command& parent = *access.add_subcommand("delegation", program.In({"müvəqqəti həvalə", "lending to a colleague for a time"}));
  parent.require_subcommand(1);
  const auto flags = std::make_shared<AssignmentFlags>();
  Command* list = AddCommand(parent, program, flags, "list", {"həvalələrin siyahısı", "list delegations"}, RunListDelegations,
                             "\n  dayaqctl access delegation list --ended-too\n");
  list->add_flag("--ended-too", flags->ended_too, program.In({"bitmişlər də", "over ones too"}));
  AddPageFlags(*list, flags->pages, program);

  Command* create =
      AddCommand(parent, program, flags, "create",
                 {"öz təyinatından həvalə et, ən çox 30 gün (güclü giriş)",
                  "lend of your own assignment, for thirty days at most (strong sign-in)"},
                 RunDelegate,
                 "\n  dayaqctl access delegation create --to staff/0190… --action incident.read --action incident.list \\\n"
                 "      --until 2026-12-20 --reason \"məzuniyyət · leave\"\n");
  create->add_option("--to", flags->staff, program.In({"həmkar: staff/…", "the colleague: staff/…"}))->required();
  create->add_option("--action", flags->actions, program.In({"hərəkət, neçə dəfə lazımdırsa", "an action, as often as needed"}))
      ->required()
      ->allow_extra_args(false);
  AddScope(*create, *flags, program);
  create->get_option("--until")->required();
  AddDecision(*AddCommand(parent, program, flags, "end", {"həvaləyə son ver", "end a delegation"}, RunEndDelegation,
                          "\n  dayaqctl access delegation end roleAssignments/0190…\n"),
              *flags, program, false);
}

}  // namespace

void AddAssignmentCommands(Command& access, Program& program) {
  AddAssignment(access, program);
  AddDelegation(access, program);
}

}  // namespace dayaq::cli
