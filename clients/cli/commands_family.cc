// family add, list, correct, end, totals: families of survivors, counted apart from those who were hurt.
#include <memory>
#include <utility>
#include <vector>

#include "clients/cli/access_input.h"
#include "clients/cli/correction_input.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "clients/cli/sharing_view.h"
#include "dayaq/survivor/v1/family_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using survivor::v1::FamilyMember;
using survivor::v1::ListFamilyResponse;

struct FamilyFlags {
  std::string person;
  std::string name;
  std::vector<std::string> set;
  CorrectionInput correction;
  std::string relation;
  std::string ended_on;
  std::string reason;
  std::string etag;
  std::vector<std::string> districts;
  std::string register_code;
  bool ended_too = false;
  bool validate_only = false;
  PageFlags pages;
};
using Flags = std::shared_ptr<FamilyFlags>;
using Run = absl::Status (*)(const FamilyFlags&, Program&);

auto PrintLine(Program& program) {
  return [&program](const FamilyMember& member) { PrintFamilyMemberLine(member, program.language(), program.out()); };
}

absl::Status RunAdd(const FamilyFlags& flags, Program& program) {
  survivor::v1::AddFamilyMemberRequest request;
  CorrectionInput input;
  input.set = flags.set;
  input.set.push_back("relation=" + flags.relation);
  google::protobuf::FieldMask unused;
  RETURN_IF_ERROR(FillCorrection(input, *request.mutable_member(), unused));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.person));
  return Send(program, &survivor::v1::FamilyService::Stub::AddFamilyMember, std::move(request), flags.validate_only,
              PrintLine(program));
}

absl::Status RunCorrect(const FamilyFlags& flags, Program& program) {
  AccessInput input(program.language());
  survivor::v1::CorrectFamilyMemberRequest request;
  request.set_name(input.Name("familyMembers", flags.name));
  RETURN_IF_ERROR(input.ToStatus());
  RETURN_IF_ERROR(FillCorrection(flags.correction, *request.mutable_member(), *request.mutable_update_mask()));
  request.set_etag(flags.etag);
  request.set_reason(flags.reason);
  return Send(program, &survivor::v1::FamilyService::Stub::CorrectFamilyMember, std::move(request), flags.validate_only,
              PrintLine(program));
}

absl::Status RunEnd(const FamilyFlags& flags, Program& program) {
  AccessInput input(program.language());
  survivor::v1::EndFamilyMemberRequest request;
  request.set_name(input.Name("familyMembers", flags.name));
  input.Set("ended_on", flags.ended_on, request);
  RETURN_IF_ERROR(input.ToStatus());
  request.set_etag(flags.etag);
  request.set_reason(flags.reason);
  return Send(program, &survivor::v1::FamilyService::Stub::EndFamilyMember, std::move(request), flags.validate_only,
              PrintLine(program));
}

absl::Status RunList(const FamilyFlags& flags, Program& program) {
  survivor::v1::ListFamilyRequest request;
  request.set_ended_too(flags.ended_too);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.person));
  ASSIGN_OR_RETURN(const ListFamilyResponse list,
                   FetchPages(*client, &survivor::v1::FamilyService::Stub::ListFamily, std::move(request), flags.pages,
                              &ListFamilyResponse::mutable_members));
  program.Answer(list, [&] { PrintFamily(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunTotals(const FamilyFlags& flags, Program& program) {
  survivor::v1::CountVictimsRequest request;
  request.set_register_(flags.register_code);
  for (const std::string& district : flags.districts) request.add_districts(district);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const survivor::v1::CountVictimsResponse counts,
                   client->Call(&survivor::v1::FamilyService::Stub::CountVictims, request));
  program.Answer(counts, [&] { PrintVictims(counts, program.language(), program.out()); });
  return absl::OkStatus();
}

Command* AddCommand(Command& parent, Program& program, const Flags& flags, const char* name, const Text& about, Run run,
                    const char* example) {
  Command* command = parent.add_subcommand(name, program.In(about));
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddPerson(Command& command, const Flags& flags, const Program& program) {
  command.add_option("person", flags->person, program.In({"kim: survivors/… və ya nömrə", "who: survivors/… or a number"}))
      ->required();
}

// What a change of an entry says beside its own.
void AddChange(Command& command, const Flags& flags, const Program& program) {
  command.add_option("name", flags->name, program.In({"ailə üzvü: familyMembers/…", "the member: familyMembers/…"}))->required();
  command
      .add_option(
          "--etag", flags->etag,
          program.In({"hansı variant əsasında (siyahıda göstərilir)", "the version this was decided on (the list shows it)"}))
      ->required();
  command.add_option("--reason", flags->reason, program.In({"səbəb (ad çəkmədən)", "why (naming nobody)"}))->required();
  command.add_flag("--validate-only", flags->validate_only,
                   program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

}  // namespace

void AddFamilyCommands(Command& app, Program& program) {
  Command& family = *app.add_subcommand("family", program.In({"ailə: dolayı zərərçəkənlər, himayədə olanlar, nümayəndələr",
                                                              "families: indirect victims, dependants, guardians"}));
  family.require_subcommand(1);
  auto flags = std::make_shared<FamilyFlags>();
  Command* add = AddCommand(family, program, flags, "add", {"ailə üzvünü qeyd et", "add a member of the family"}, RunAdd,
                            "\n  dayaqctl family add 3000018 --relation child --set identity.given_name=Aylin \\\n"
                            "      --set identity.birth_date=2019-05 --set is_dependant=true --set indirect_victim=true\n");
  AddPerson(*add, flags, program);
  add->add_option("--relation", flags->relation,
                  program.In({"kimdir: spouse, child, parent, sibling, grandparent, grandchild, guardian, other_dependant",
                              "relation: spouse, child, parent, sibling, grandparent, grandchild, guardian, other_dependant"}))
      ->required();
  add->add_option("--set", flags->set,
                  program.In({"sahə=dəyər: identity.given_name, sex, is_student, student_until, is_guardian, member_uid, ...",
                              "field=value: identity.given_name, sex, is_student, student_until, is_guardian, member_uid, ..."}))
      ->allow_extra_args(false);
  add->add_flag("--validate-only", flags->validate_only,
                program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));

  flags = std::make_shared<FamilyFlags>();
  Command* list = AddCommand(family, program, flags, "list", {"şəxsin ailəsi", "the family of a person"}, RunList,
                             "\n  dayaqctl family list 3000018\n");
  AddPerson(*list, flags, program);
  list->add_flag("--ended-too", flags->ended_too, program.In({"bitənlər də", "also those with whom it ended"}));
  AddPageFlags(*list, flags->pages, program);

  flags = std::make_shared<FamilyFlags>();
  Command* correct =
      AddCommand(family, program, flags, "correct", {"düzəlt və ya tamamla", "correct or complete an entry"}, RunCorrect,
                 "\n  dayaqctl family correct familyMembers/0190… --etag 1 --set is_student=true --reason \"arayış\"\n");
  AddChange(*correct, flags, program);
  correct->add_option("--set", flags->correction.set, program.In({"sahə=dəyər", "field=value"}))->allow_extra_args(false);
  correct->add_option("--clear", flags->correction.clear, program.In({"naməlum olan sahə", "a field that becomes unknown"}))
      ->allow_extra_args(false);

  flags = std::make_shared<FamilyFlags>();
  Command* end = AddCommand(family, program, flags, "end", {"bitdiyini qeyd et", "say that it ended"}, RunEnd,
                            "\n  dayaqctl family end familyMembers/0190… --etag 1 --on 2026-05 --reason \"boşanma\"\n");
  AddChange(*end, flags, program);
  end->add_option("--on", flags->ended_on, program.In({"gün, bilindiyi qədər", "day as far as known"}))->required();

  flags = std::make_shared<FamilyFlags>();
  Command* totals = AddCommand(family, program, flags, "totals",
                               {"birbaşa və dolayı zərərçəkənlərin sayı", "how many direct and indirect victims"}, RunTotals,
                               "\n  dayaqctl family totals --district AZ-TAR\n");
  totals->add_option("--register", flags->register_code, program.In({"reyestr; susmaya görə az", "register; by default az"}));
  totals->add_option("--district", flags->districts, program.In({"rayon kodu", "district code"}))->allow_extra_args(false);
}

}  // namespace dayaq::cli
