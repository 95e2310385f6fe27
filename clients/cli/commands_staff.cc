// access institution list, create, close; access staff list, show, create, close; access session list, revoke.
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/access_input.h"
#include "clients/cli/program.h"
#include "clients/cli/sending.h"
#include "clients/cli/staff_view.h"
#include "dayaq/access/v1/access_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using access::v1::Institution;
using access::v1::ListInstitutionsResponse;
using access::v1::ListSessionsResponse;
using access::v1::ListStaffResponse;
using access::v1::Staff;

// Of all commands in this file; each uses what it has flags for.
struct StaffFlags {
  std::string name;
  std::string institution;
  std::string role;
  bool closed_too = false;
  PageFlags pages;
  Institution new_institution;
  Staff new_staff;
  std::string session;
  bool every_session = false;
  std::string etag;
  std::string reason;
  bool validate_only = false;
};
using Run = absl::Status (*)(const StaffFlags&, Program&);

absl::Status RunListInstitutions(const StaffFlags& flags, Program& program) {
  access::v1::ListInstitutionsRequest request;
  request.set_closed_too(flags.closed_too);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListInstitutionsResponse list,
                   FetchPages(*client, &access::v1::AccessService::Stub::ListInstitutions, std::move(request), flags.pages,
                              &ListInstitutionsResponse::mutable_institutions));
  program.Answer(list, [&] { PrintInstitutions(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunCreateInstitution(const StaffFlags& flags, Program& program) {
  AccessInput input(program.language());
  access::v1::CreateInstitutionRequest request;
  *request.mutable_institution() = flags.new_institution;
  request.mutable_institution()->set_code(input.InstitutionCode(flags.name));
  RETURN_IF_ERROR(input.ToStatus());
  return Send(program, &access::v1::AccessService::Stub::CreateInstitution, std::move(request), flags.validate_only,
              [&program](const Institution& answer) { PrintInstitutionLine(answer, program.language(), program.out()); });
}

absl::Status RunCloseInstitution(const StaffFlags& flags, Program& program) {
  AccessInput input(program.language());
  access::v1::CloseInstitutionRequest request;
  request.set_name(absl::StrCat("institutions/", input.InstitutionCode(flags.name)));
  RETURN_IF_ERROR(input.ToStatus());
  request.set_reason(flags.reason);
  request.set_etag(flags.etag);
  if (flags.etag.empty()) {
    access::v1::ListInstitutionsRequest all;
    all.set_closed_too(true);
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(const Institution found,
                     FindInPages(*client, &access::v1::AccessService::Stub::ListInstitutions, std::move(all),
                                 &ListInstitutionsResponse::mutable_institutions, request.name()));
    request.set_etag(found.etag());
  }
  return Send(program, &access::v1::AccessService::Stub::CloseInstitution, std::move(request), flags.validate_only,
              [&program](const Institution& answer) { PrintInstitutionLine(answer, program.language(), program.out()); });
}

absl::Status RunListStaff(const StaffFlags& flags, Program& program) {
  AccessInput input(program.language());
  access::v1::ListStaffRequest request;
  if (!flags.institution.empty()) request.set_institution(input.InstitutionCode(flags.institution));
  if (!flags.role.empty()) request.set_role(input.Role(flags.role));
  request.set_closed_too(flags.closed_too);
  RETURN_IF_ERROR(input.ToStatus());
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListStaffResponse list, FetchPages(*client, &access::v1::AccessService::Stub::ListStaff,
                                                            std::move(request), flags.pages, &ListStaffResponse::mutable_staff));
  program.Answer(list, [&] { PrintStaffList(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::StatusOr<Staff> FetchStaff(const StaffFlags& flags, Program& program) {
  AccessInput input(program.language());
  access::v1::GetStaffRequest request;
  request.set_name(input.Name("staff", flags.name));
  RETURN_IF_ERROR(input.ToStatus());
  ASSIGN_OR_RETURN(Client * client, program.client());
  return client->Call(&access::v1::AccessService::Stub::GetStaff, request);
}

absl::Status RunShowStaff(const StaffFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(const Staff staff, FetchStaff(flags, program));
  program.Answer(staff, [&] { PrintStaff(staff, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunCreateStaff(const StaffFlags& flags, Program& program) {
  access::v1::CreateStaffRequest request;
  *request.mutable_staff() = flags.new_staff;
  if (request.staff().issuer().empty()) {
    ASSIGN_OR_RETURN(const Settings settings, program.LoadSettings());
    request.mutable_staff()->set_issuer(settings.issuer);
  }
  return Send(program, &access::v1::AccessService::Stub::CreateStaff, std::move(request), flags.validate_only,
              [&program](const Staff& answer) {
                PrintStaffLine(answer, program.language(), program.out());
                program.out() << program.In({"Hələ heç nə edə bilmir. Vəzifə: ", "May do nothing yet. To give a role: "})
                              << "dayaqctl access assignment propose " << answer.name() << " …\n";
              });
}

absl::Status RunCloseStaff(const StaffFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(const Staff staff, FetchStaff(flags, program));
  access::v1::CloseStaffRequest request;
  request.set_name(staff.name());
  request.set_etag(flags.etag.empty() ? staff.etag() : flags.etag);
  request.set_reason(flags.reason);
  return Send(program, &access::v1::AccessService::Stub::CloseStaff, std::move(request), flags.validate_only,
              [&program](const Staff& answer) { PrintStaffLine(answer, program.language(), program.out()); });
}

absl::Status RunListSessions(const StaffFlags& flags, Program& program) {
  AccessInput input(program.language());
  access::v1::ListSessionsRequest request;
  request.set_staff_uid(input.Uid("staff", flags.name));
  RETURN_IF_ERROR(input.ToStatus());
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListSessionsResponse list,
                   FetchPages(*client, &access::v1::AccessService::Stub::ListSessions, std::move(request), flags.pages,
                              &ListSessionsResponse::mutable_sessions));
  program.Answer(list, [&] { PrintSessions(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunRevoke(const StaffFlags& flags, Program& program) {
  AccessInput input(program.language());
  access::v1::RevokeSessionsRequest request;
  request.set_staff_uid(input.Uid("staff", flags.name));
  if (!flags.session.empty()) request.set_session_uid(input.Uid("sessions", flags.session));
  input.Require(flags.session.empty() == flags.every_session, {"Hansı sessiya: --session sessions/… və ya --every; yalnız biri.",
                                                               "Which: one of --session sessions/… and --every."});
  RETURN_IF_ERROR(input.ToStatus());
  request.set_reason(flags.reason);
  return Send(program, &access::v1::AccessService::Stub::RevokeSessions, std::move(request), flags.validate_only,
              [&program](const access::v1::RevokeSessionsResponse& answer) {
                program.out() << answer.name() << "  " << program.In({"son qoyulan sessiya: ", "sessions revoked: "})
                              << answer.revoked() << "\n";
              });
}

Command* AddCommand(Command& parent, Program& program, const std::shared_ptr<StaffFlags>& flags, const char* name,
                    const Text& about, Run run, const char* example) {
  Command* command = parent.add_subcommand(name, program.In(about));
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddChangeFlags(Command& command, StaffFlags& flags, const Program& program) {
  command.add_flag("--validate-only", flags.validate_only,
                   program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

void AddReason(Command& command, StaffFlags& flags, const Program& program) {
  command.add_option("--reason", flags.reason, program.In({"səbəb (ad çəkmədən)", "why (naming nobody)"}))->required();
  AddChangeFlags(command, flags, program);
}

// An end that is decided on a version.
void AddClosing(Command& command, StaffFlags& flags, const Program& program) {
  command.add_option(
      "--etag", flags.etag,
      program.In({"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"}));
  AddReason(command, flags, program);
}

void AddName(Command& command, StaffFlags& flags, const char* help) { command.add_option("name", flags.name, help)->required(); }

void AddInstitution(Command& access, Program& program) {
  Command& parent = *access.add_subcommand("institution", program.In({"qurumlar", "institutions"}));
  parent.require_subcommand(1);
  const auto flags = std::make_shared<StaffFlags>();
  const char* const code = program.In({"qurumun kodu: hospital-tartar", "code of the institution: hospital-tartar"});
  Command* list = AddCommand(parent, program, flags, "list", {"qurumların siyahısı", "list institutions"}, RunListInstitutions,
                             "\n  dayaqctl access institution list --closed-too\n");
  list->add_flag("--closed-too", flags->closed_too, program.In({"bağlanmışlar da", "closed ones too"}));
  AddPageFlags(*list, flags->pages, program);

  Command* create = AddCommand(parent, program, flags, "create", {"qurum əlavə et", "add an institution"}, RunCreateInstitution,
                               "\n  dayaqctl access institution create hospital-sample --kind HOSPITAL --district AZ-BAR \\\n"
                               "      --name-az \"Nümunə xəstəxanası\" --name-en \"Sample hospital\"\n");
  AddName(*create, *flags, code);
  const auto field = [&](const char* flag, void (Institution::*set)(std::string &&), const Text& help) {
    create
        ->add_option_function(
            flag, [flags, set](const std::string& text) { (flags->new_institution.*set)(std::string(text)); }, program.In(help))
        ->required();
  };
  field("--kind", &Institution::set_kind, {"növü: HOSPITAL, MINISTRY, ...", "what it is: HOSPITAL, MINISTRY, ..."});
  field("--district", &Institution::set_district, {"rayon kodu", "district code"});
  field("--name-az", &Institution::set_name_az, {"azərbaycanca adı", "name in Azerbaijani"});
  field("--name-en", &Institution::set_name_en, {"ingiliscə adı", "name in English"});
  AddChangeFlags(*create, *flags, program);

  Command* close = AddCommand(
      parent, program, flags, "close", {"qurumu bağla; oradakı təyinatlar bitir", "close one; the assignments in it end"},
      RunCloseInstitution, "\n  dayaqctl access institution close hospital-tartar --reason \"birləşdirilib · merged\"\n");
  AddName(*close, *flags, code);
  AddClosing(*close, *flags, program);
}

void AddStaff(Command& access, Program& program) {
  Command& parent = *access.add_subcommand("staff", program.In({"əməkdaşlar", "members of the staff"}));
  parent.require_subcommand(1);
  const auto flags = std::make_shared<StaffFlags>();
  const char* const name = program.In({"əməkdaş: staff/…", "member of the staff: staff/…"});
  Command* list = AddCommand(parent, program, flags, "list", {"əməkdaşların siyahısı", "list the staff"}, RunListStaff,
                             "\n  dayaqctl access staff list --institution hospital-tartar --in-role clinician\n");
  list->add_option("--institution", flags->institution, program.In({"yalnız bu qurumda", "only in this institution"}));
  list->add_option("--in-role", flags->role, program.In({"yalnız bu vəzifədə", "only in this role"}));
  list->add_flag("--closed-too", flags->closed_too, program.In({"bağlanmışlar da", "closed ones too"}));
  AddPageFlags(*list, flags->pages, program);

  AddName(*AddCommand(parent, program, flags, "show", {"bir əməkdaş və təyinatları", "one of them, with all assignments"},
                      RunShowStaff, "\n  dayaqctl access staff show staff/0190…\n"),
          *flags, name);

  Command* create = AddCommand(
      parent, program, flags, "create", {"əməkdaş əlavə et (güclü giriş)", "add somebody (strong sign-in)"}, RunCreateStaff,
      "\n  dayaqctl access staff create --account kenul-clinician --given-name Könül --family-name Nümunəli\n");
  const auto field = [&](const char* flag, void (Staff::*set)(std::string &&), const Text& help) {
    return create->add_option_function(
        flag, [flags, set](const std::string& text) { (flags->new_staff.*set)(std::string(text)); }, program.In(help));
  };
  field("--account", &Staff::set_subject, {"giriş xidmətindəki hesabı", "the account at the identity provider"})->required();
  field("--given-name", &Staff::set_given_name, {"adı", "given name"})->required();
  field("--family-name", &Staff::set_family_name, {"soyadı", "family name"})->required();
  field("--issuer", &Staff::set_issuer,
        {"giriş xidməti; susmaya görə ayarlardakı", "identity provider; by default that of the settings"});
  AddChangeFlags(*create, *flags, program);

  Command* close =
      AddCommand(parent, program, flags, "close",
                 {"girişini bağla: sessiyalar, təyinatlar, həvalələr bitir", "close an account: sessions and roles end"},
                 RunCloseStaff, "\n  dayaqctl access staff close staff/0190… --reason \"işdən çıxıb · left\"\n");
  AddName(*close, *flags, name);
  AddClosing(*close, *flags, program);
}

void AddSession(Command& access, Program& program) {
  Command& parent = *access.add_subcommand("session", program.In({"sessiyalar", "sessions"}));
  parent.require_subcommand(1);
  const auto flags = std::make_shared<StaffFlags>();
  const char* const name = program.In({"əməkdaş: staff/…", "member of the staff: staff/…"});
  Command* list = AddCommand(parent, program, flags, "list", {"bir əməkdaşın sessiyaları", "sessions of one of the staff"},
                             RunListSessions, "\n  dayaqctl access session list staff/0190…\n");
  AddName(*list, *flags, name);
  AddPageFlags(*list, flags->pages, program);
  Command* revoke = AddCommand(parent, program, flags, "revoke",
                               {"sessiyaya son qoy: növbəti çağırış rədd edilir", "the next call is refused"}, RunRevoke,
                               "\n  dayaqctl access session revoke staff/0190… --every --reason \"noutbuk itib · laptop lost\"\n"
                               "  dayaqctl access session revoke staff/0190… --session sessions/0190… --reason \"…\"\n");
  AddName(*revoke, *flags, name);
  revoke->add_option("--session", flags->session, program.In({"yalnız bu sessiya: sessions/…", "only this one: sessions/…"}));
  revoke->add_flag("--every", flags->every_session, program.In({"bütün sessiyaları", "all of their sessions"}));
  AddReason(*revoke, *flags, program);
}

}  // namespace

void AddStaffCommands(Command& access, Program& program) {
  AddInstitution(access, program);
  AddStaff(access, program);
  AddSession(access, program);
}

}  // namespace dayaq::cli
