// audit unusual list, review; audit watch: what a privacy officer does about curiosity.
#include <memory>
#include <utility>

#include "clients/cli/access_input.h"
#include "clients/cli/program.h"
#include "clients/cli/sending.h"
#include "clients/cli/unusual_view.h"
#include "dayaq/audit/v1/audit_service.grpc.pb.h"
#include "re2/re2.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using audit::v1::ListUnusualLooksResponse;
using audit::v1::ListWatchedRecordsResponse;
using audit::v1::UnusualLook;
using audit::v1::WatchedRecord;

struct UnusualFlags {
  std::string name;
  std::string state;
  std::string staff;
  std::string number;
  std::string verdict;
  std::string because;
  bool end = false;
  bool ended_too = false;
  PageFlags pages;
  std::string etag;
  bool validate_only = false;
};
using Run = absl::Status (*)(const UnusualFlags&, Program&);

absl::Status RunList(const UnusualFlags& flags, Program& program) {
  AccessInput input(program.language());
  audit::v1::ListUnusualLooksRequest request;
  if (!flags.state.empty()) input.Set("state", flags.state, request);
  if (!flags.staff.empty()) request.set_staff_uid(input.Uid("staff", flags.staff));
  RETURN_IF_ERROR(input.ToStatus());
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const ListUnusualLooksResponse list,
                   FetchPages(*client, &audit::v1::AuditService::Stub::ListUnusualLooks, std::move(request), flags.pages,
                              &ListUnusualLooksResponse::mutable_unusual_looks));
  program.Answer(list, [&] { PrintUnusualLooks(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunReview(const UnusualFlags& flags, Program& program) {
  AccessInput input(program.language());
  audit::v1::ReviewUnusualLookRequest request;
  request.set_name(input.Name("unusualLooks", flags.name));
  input.Set("verdict", flags.verdict, request);
  RETURN_IF_ERROR(input.ToStatus());
  request.set_verdict_words(flags.because);
  request.set_etag(flags.etag);
  if (flags.etag.empty()) {
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(const UnusualLook found,
                     FindInPages(*client, &audit::v1::AuditService::Stub::ListUnusualLooks, audit::v1::ListUnusualLooksRequest(),
                                 &ListUnusualLooksResponse::mutable_unusual_looks, request.name()));
    request.set_etag(found.etag());
  }
  return Send(program, &audit::v1::AuditService::Stub::ReviewUnusualLook, std::move(request), flags.validate_only,
              [&program](const UnusualLook& look) { PrintUnusualLookLine(look, program.language(), program.out()); });
}

absl::Status RunWatch(const UnusualFlags& flags, Program& program) {
  static const LazyRE2 kNumber = {"[0-9]{5,18}"};
  if (flags.number.empty()) {
    audit::v1::ListWatchedRecordsRequest request;
    request.set_ended_too(flags.ended_too);
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(const ListWatchedRecordsResponse list,
                     FetchPages(*client, &audit::v1::AuditService::Stub::ListWatchedRecords, std::move(request), flags.pages,
                                &ListWatchedRecordsResponse::mutable_watched_records));
    program.Answer(list, [&] { PrintWatched(list, program.language(), program.out()); });
    return absl::OkStatus();
  }
  AccessInput input(program.language());
  input.Require(RE2::FullMatch(flags.number, *kNumber),
                {"Qeydin qısa nömrəsi, rəqəmlərlə.", "The short number of the record, digits only."});
  input.Require(!flags.because.empty(), {"--because: niyə, ad çəkmədən.", "--because: why, naming nobody."});
  RETURN_IF_ERROR(input.ToStatus());
  audit::v1::SetWatchedRecordRequest request;
  request.set_number(flags.number);
  request.set_watched(!flags.end);
  request.set_words(flags.because);
  return Send(program, &audit::v1::AuditService::Stub::SetWatchedRecord, std::move(request), flags.validate_only,
              [&program](const WatchedRecord& record) { PrintWatchedLine(record, program.language(), program.out()); });
}

Command* AddCommand(Command& parent, Program& program, const std::shared_ptr<UnusualFlags>& flags, const char* name,
                    const Text& about, Run run, const char* example) {
  Command* command = parent.add_subcommand(name, program.In(about));
  command->footer(example);
  command->callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddChange(Command& command, UnusualFlags& flags, const Program& program) {
  command.add_option("--because", flags.because, program.In({"sözlə (ad çəkmədən)", "in words (naming nobody)"}));
  command.add_flag("--validate-only", flags.validate_only,
                   program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

void AddWatch(Command& audit, Program& program) {
  const auto flags = std::make_shared<UnusualFlags>();
  Command* watch =
      AddCommand(audit, program, flags, "watch",
                 {"qeydi xüsusi nəzarətə götür; nömrəsiz: siyahı", "watch a record; without a number: the list"}, RunWatch,
                 "\n  dayaqctl audit watch\n  dayaqctl audit watch 70000018 --because \"Tanınmış şəxs · well known\"\n"
                 "  dayaqctl audit watch 70000018 --end --because \"…\"\n");
  watch->add_option("number", flags->number, program.In({"qeydin qısa nömrəsi", "short number of the record"}));
  watch->add_flag("--end", flags->end, program.In({"nəzarətdən çıxar", "watch it no longer"}));
  watch->add_flag("--ended-too", flags->ended_too, program.In({"çıxarılanlar da", "those no longer watched as well"}));
  AddPageFlags(*watch, flags->pages, program);
  AddChange(*watch, *flags, program);
}

}  // namespace

void AddUnusualCommands(Command& audit, Program& program) {
  Command& unusual = *audit.add_subcommand(
      "unusual", program.In({"maraq üçün baxışlar: niyə baxılıb, soruşmaq üçün", "looks out of curiosity: reasons to ask"}));
  unusual.require_subcommand(1);
  const auto flags = std::make_shared<UnusualFlags>();
  Command* list =
      AddCommand(unusual, program, flags, "list", {"açıq olanlar əvvəl, bal sırası ilə", "open ones first, by points"}, RunList,
                 "\n  dayaqctl audit unusual list --state open\n  dayaqctl audit unusual list --staff staff/0190… --all\n");
  list->add_option("--state", flags->state, program.In({"OPEN, EXPLAINED, CONFIRMED", "OPEN, EXPLAINED, CONFIRMED"}));
  list->add_option("--staff", flags->staff, program.In({"kim baxıb: staff/…", "who looked: staff/…"}));
  AddPageFlags(*list, flags->pages, program);
  Command* review = AddCommand(unusual, program, flags, "review",
                               {"başqa qurumun baxışını yoxla", "review a look of another institution"}, RunReview,
                               "\n  dayaqctl audit unusual review unusualLooks/0190… --verdict explained \\\n"
                               "      --because \"Növbə dəyişmişdi · a changed shift\"\n");
  review->add_option("name", flags->name, program.In({"baxış: unusualLooks/…", "the look: unusualLooks/…"}))->required();
  review->add_option("--verdict", flags->verdict, program.In({"nəticə: EXPLAINED, CONFIRMED", "finding: EXPLAINED, CONFIRMED"}))
      ->required();
  review->add_option(
      "--etag", flags->etag,
      program.In({"hansı variant əsasında; susmaya görə indiki", "the version this was decided on; by default the present one"}));
  AddChange(*review, *flags, program);
  AddWatch(audit, program);
}

}  // namespace dayaq::cli
