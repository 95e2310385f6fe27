// match list, show, different, merge, unmerge, find, sweep.
#include <memory>
#include <utility>

#include "absl/strings/strip.h"
#include "clients/cli/access_input.h"
#include "clients/cli/match_view.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "clients/cli/survivor_view.h"
#include "dayaq/survivor/v1/match_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

struct MatchFlags {
  std::string uid;
  std::string survivor, other;
  std::string state;
  std::string wanted_register;
  std::string reason;
  std::string family, given, father, born, national_id, phone, sex, district;
  std::vector<std::string> to_merged, to_kept;
  bool start = false;
  bool tokens = false;
  bool validate_only = false;
  PageFlags pages;
};
using Run = absl::Status (*)(const MatchFlags&, Program&);
using survivor::v1::ListMatchesResponse;
using survivor::v1::Match;
using survivor::v1::MatchSweep;
using survivor::v1::Survivor;

absl::Status RunList(const MatchFlags& flags, Program& program) {
  survivor::v1::ListMatchesRequest request;
  if (!flags.state.empty()) RETURN_IF_ERROR(SetFromText("state", flags.state, request));
  request.set_register_(flags.wanted_register);
  ASSIGN_OR_RETURN(Client * client, program.client());
  if (!flags.survivor.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_survivor(), SurvivorName(*client, flags.survivor));
  }
  ASSIGN_OR_RETURN(const ListMatchesResponse list, FetchPages(*client, &survivor::v1::MatchService::Stub::ListMatches, request,
                                                              flags.pages, &ListMatchesResponse::mutable_matches));
  program.Answer(list, [&] { PrintMatchList(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::StatusOr<Match> FetchMatch(const std::string& uid, Program& program) {
  AccessInput input(program.language());
  survivor::v1::GetMatchRequest request;
  request.set_uid(input.Uid("uid", uid));
  RETURN_IF_ERROR(input.ToStatus());
  ASSIGN_OR_RETURN(Client * client, program.client());
  return client->Call(&survivor::v1::MatchService::Stub::GetMatch, request);
}

absl::Status RunShow(const MatchFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(const Match match, FetchMatch(flags.uid, program));
  program.Answer(match, [&] { PrintMatch(match, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunDifferent(const MatchFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(const Match match, FetchMatch(flags.uid, program));
  survivor::v1::AnswerDifferentRequest request;
  request.set_uid(match.uid());
  request.set_etag(match.etag());
  request.set_reason(flags.reason);
  return Send(program, &survivor::v1::MatchService::Stub::AnswerDifferent, std::move(request), flags.validate_only,
              [&program](const Match& answer) {
                program.out() << program.In({"Ayrı şəxslər kimi qeyd edildi: ", "Noted as two people: "}) << answer.uid() << "\n";
              });
}

void PrintLine(Program& program, const Survivor& survivor) { PrintSurvivorLine(survivor, program.language(), program.out()); }

absl::Status RunMerge(const MatchFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Survivor kept, FetchSurvivor(*client, flags.survivor));
  ASSIGN_OR_RETURN(const Survivor other, FetchSurvivor(*client, flags.other));
  survivor::v1::MergeSurvivorsRequest request;
  request.set_name(kept.name());
  request.set_etag(kept.etag());
  request.set_other(other.name());
  request.set_other_etag(other.etag());
  request.set_reason(flags.reason);
  return Send(program, &survivor::v1::MatchService::Stub::MergeSurvivors, std::move(request), flags.validate_only,
              [&program](const Survivor& answer) { PrintLine(program, answer); });
}

absl::Status RunUnmerge(const MatchFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Survivor merged, FetchSurvivor(*client, flags.survivor));
  survivor::v1::UnmergeSurvivorsRequest request;
  request.set_name(merged.name());
  request.set_etag(merged.etag());
  request.set_reason(flags.reason);
  const auto assign = [&request](const std::vector<std::string>& uids, bool to_merged) {
    for (const std::string& uid : uids) {
      survivor::v1::FactAssignment& assignment = *request.add_assignments();
      assignment.set_uid(uid);
      assignment.set_to_merged(to_merged);
    }
  };
  assign(flags.to_merged, true);
  assign(flags.to_kept, false);
  return Send(program, &survivor::v1::MatchService::Stub::UnmergeSurvivors, std::move(request), flags.validate_only,
              [&program](const Survivor& answer) { PrintLine(program, answer); });
}

absl::Status RunFind(const MatchFlags& flags, Program& program) {
  survivor::v1::FindCandidatesRequest request;
  request.set_register_(flags.wanted_register);
  request.set_district(flags.district);
  common::v1::PersonIdentity& identity = *request.mutable_identity();
  identity.set_family_name(flags.family);
  identity.set_given_name(flags.given);
  identity.set_father_name(flags.father);
  identity.set_national_id(flags.national_id);
  identity.set_phone(flags.phone);
  if (!flags.born.empty()) RETURN_IF_ERROR(SetFromText("birth_date", flags.born, identity));
  if (!flags.sex.empty()) RETURN_IF_ERROR(SetFromText("sex", flags.sex, request));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const survivor::v1::FindCandidatesResponse found,
                   client->Call(&survivor::v1::MatchService::Stub::FindCandidates, request));
  program.Answer(found, [&] { PrintCandidates(found, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunSweep(const MatchFlags& flags, Program& program) {
  const auto print = [&program](const MatchSweep& sweep) { PrintSweep(sweep, program.language(), program.out()); };
  const auto kind = flags.tokens ? survivor::v1::SWEEP_KIND_TOKENS : survivor::v1::SWEEP_KIND_MATCHES;
  if (flags.start) {
    survivor::v1::StartSweepRequest request;
    request.set_kind(kind);
    request.set_register_(flags.wanted_register);
    return Send(program, &survivor::v1::MatchService::Stub::StartSweep, std::move(request), flags.validate_only, print);
  }
  survivor::v1::GetSweepRequest request;
  request.set_kind(kind);
  request.set_register_(flags.wanted_register);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const MatchSweep sweep, client->Call(&survivor::v1::MatchService::Stub::GetSweep, request));
  program.Answer(sweep, [&] { print(sweep); });
  return absl::OkStatus();
}

Command* AddCommand(Command& match, Program& program, const std::shared_ptr<MatchFlags>& flags, const char* name, Text about,
                    Run run) {
  Command* command = match.add_subcommand(name, program.In(about));
  command->callback([flags, &program, run] { program.action = [flags, &program, run] { return run(*flags, program); }; });
  return command;
}

void AddReason(Command& command, MatchFlags& flags, const Program& program) {
  command.add_option("--reason", flags.reason, program.In({"səbəb (ad çəkmədən)", "why (naming nobody)"}))->required();
  command.add_flag("--validate-only", flags.validate_only, program.In({"yalnız yoxla", "check only, store nothing"}));
}

void AddQuestions(Command& match, Program& program) {
  const auto list = std::make_shared<MatchFlags>();
  Command* command =
      AddCommand(match, program, list, "list", {"bəlkə də eyni şəxs olan qeydlər", "records that may be one person"}, RunList);
  command->add_option("survivor", list->survivor, program.In({"yalnız bu qeydlə", "only with this record"}));
  command->add_option("--register", list->wanted_register, program.In({"reyestr; susmaya görə az", "register; by default az"}));
  command->add_option("--state", list->state, "OPEN, DIFFERENT, MERGED, GONE");
  AddPageFlags(*command, list->pages, program);
  command->footer("\n  dayaqctl match list\n  dayaqctl match list 3000018 --json\n");

  const auto show = std::make_shared<MatchFlags>();
  command = AddCommand(match, program, show, "show", {"iki qeydi yan-yana göstər", "show both records side by side"}, RunShow);
  command->add_option("uid", show->uid, program.In({"sualın uid-i", "UID of the question"}))->required();
  command->footer("\n  dayaqctl match show 0190…\n");

  const auto different = std::make_shared<MatchFlags>();
  command = AddCommand(match, program, different, "different", {"bunlar iki ayrı şəxsdir", "they are two people"}, RunDifferent);
  command->add_option("uid", different->uid, program.In({"sualın uid-i", "UID of the question"}))->required();
  AddReason(*command, *different, program);
  command->footer("\n  dayaqctl match different 0190… --reason \"bacılar · sisters\"\n");
}

void AddMerging(Command& match, Program& program) {
  const auto merge = std::make_shared<MatchFlags>();
  Command* command = AddCommand(match, program, merge, "merge", {"bunlar bir şəxsdir", "they are one person"}, RunMerge);
  command->add_option("survivor", merge->survivor, program.In({"qalan qeyd", "the record that carries on"}))->required();
  command->add_option("other", merge->other, program.In({"ona qoşulan qeyd", "the record that goes on in it"}))->required();
  AddReason(*command, *merge, program);
  command->footer("\n  dayaqctl match merge 3000018 3000026 --reason \"vəsiqə göstərilib · card seen\"\n");

  const auto unmerge = std::make_shared<MatchFlags>();
  command = AddCommand(match, program, unmerge, "unmerge", {"birləşdirməni geri götür", "take a merge back"}, RunUnmerge);
  command->add_option("survivor", unmerge->survivor, program.In({"qoşulmuş qeyd", "the record that was merged"}))->required();
  command->add_option("--to-merged", unmerge->to_merged,
                      program.In({"sonra əlavə edilənlərdən onunkular", "what came later and is its own, by uid"}));
  command->add_option("--to-kept", unmerge->to_kept,
                      program.In({"sonra əlavə edilənlərdən o birininkilər", "what came later and is the other's, by uid"}));
  AddReason(*command, *unmerge, program);
  command->footer("\n  dayaqctl match unmerge 3000026 --reason \"iki ayrı şəxs · two people\" --to-merged 0190…\n");
}

void AddSearching(Command& match, Program& program) {
  const auto find = std::make_shared<MatchFlags>();
  Command* command = AddCommand(match, program, find, "find",
                                {"şəxsi istənilən yazılışla axtar", "look for a person however the name is spelt"}, RunFind);
  command->add_option("--family", find->family, program.In({"soyad", "family name"}));
  command->add_option("--given", find->given, program.In({"ad", "given name"}));
  command->add_option("--father", find->father, program.In({"ata adı", "father's name"}));
  command->add_option("--born", find->born, program.In({"doğum tarixi: 1976 və ya 1976-05-06", "birth date: 1976 or 1976-05-06"}));
  command->add_option("--national-id", find->national_id, program.In({"FİN", "national id"}));
  command->add_option("--phone", find->phone, "+994…");
  command->add_option("--sex", find->sex, "FEMALE, MALE");
  command->add_option("--district", find->district, program.In({"rayon kodu", "district code"}));
  command->add_option("--register", find->wanted_register, program.In({"reyestr; susmaya görə az", "register; by default az"}));
  command->footer("\n  dayaqctl match find --family Jafarova --given Sevinj --born 1976\n");

  const auto sweep = std::make_shared<MatchFlags>();
  command =
      AddCommand(match, program, sweep, "sweep", {"bütün qeydlərin yoxlanması", "compare all records of a register"}, RunSweep);
  command->add_flag("--start", sweep->start,
                    program.In({"başlat; onsuz vəziyyəti göstərir", "begin; without it, see how far it is"}));
  command->add_option("--register", sweep->wanted_register, program.In({"reyestr; susmaya görə az", "register; by default az"}));
  command->add_flag("--tokens", sweep->tokens,
                    program.In({"müqayisə etmə: axtarış açarlarını köhnə qeydlər üçün yenidən yaz",
                                "compare nothing: write anew what old records are found by"}));
  command->footer("\n  dayaqctl match sweep --start\n  dayaqctl match sweep\n  dayaqctl match sweep --tokens --start\n");
}

}  // namespace

void AddMatchCommands(Command& app, Program& program) {
  Command& match = *app.add_subcommand("match", program.In({"bir şəxsin qeydləri", "records of one person"}));
  match.require_subcommand(1);
  AddQuestions(match, program);
  AddMerging(match, program);
  AddSearching(match, program);
}

}  // namespace dayaq::cli
