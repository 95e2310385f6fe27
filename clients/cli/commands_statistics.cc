// statistics indicators, table, release …, verify, import-sdmx: figures that tell of nobody.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/new_file.h"
#include "clients/cli/program.h"
#include "clients/cli/sending.h"
#include "clients/cli/statistics_commands.h"
#include "clients/cli/statistics_view.h"
#include "dayaq/statistics/v1/indicator_service.grpc.pb.h"
#include "dayaq/statistics/v1/release_service.grpc.pb.h"
#include "dayaq/statistics/v1/table_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using statistics::v1::Release;
using Releases = statistics::v1::ReleaseService::Stub;

// As large as the service takes a file.
constexpr uintmax_t kMostBytes = 4 << 20;

struct StatisticsFlags {
  std::string set, indicator, by, from, until, step, known_until, registered_in;
  std::vector<std::string> tables;
  std::string title_az, title_en, revises, name, etag, format, out, file, cell;
  int place = 0;
  bool validate_only = false;
  PageFlags pages;
};
using Flags = std::shared_ptr<StatisticsFlags>;
using Run = absl::Status (*)(const StatisticsFlags&, Program&);

absl::Status Wrong(absl::string_view what, absl::string_view example) {
  return absl::InvalidArgumentError(absl::StrCat(what, ": ", example));
}

std::string Named(const std::string& text) {
  return text.empty() || absl::StrContains(text, '/') ? text : absl::StrCat("releases/", text);
}

absl::StatusOr<PartialDate> DayIn(const std::string& text) {
  const auto day = PartialDateFromText(text);
  if (!day.has_value() || text.size() != 10) return Wrong(text, "2025-12-31");
  return *day;
}

absl::StatusOr<statistics::v1::TimeStep> StepIn(const std::string& text) {
  if (text.empty() || text == "none") return statistics::v1::TIME_STEP_UNSPECIFIED;
  if (text == "month") return statistics::v1::TIME_STEP_MONTH;
  if (text == "quarter") return statistics::v1::TIME_STEP_QUARTER;
  if (text == "year") return statistics::v1::TIME_STEP_YEAR;
  return Wrong(text, "month, quarter, year");
}

// A list of one's own country needs no name before its indicators.
absl::StatusOr<statistics::v1::TableSpec> SpecOf(const std::string& indicator, const std::string& by, const std::string& from,
                                                 const std::string& until, const std::string& step) {
  statistics::v1::TableSpec spec;
  spec.set_indicator(absl::StrContains(indicator, '/') ? indicator : absl::StrCat("az-provisional/", indicator));
  for (const absl::string_view dimension : absl::StrSplit(by, ',', absl::SkipEmpty())) spec.add_dimensions(std::string(dimension));
  ASSIGN_OR_RETURN(*spec.mutable_from(), DayIn(from));
  ASSIGN_OR_RETURN(*spec.mutable_until(), DayIn(until));
  ASSIGN_OR_RETURN(const auto time_step, StepIn(step));
  spec.set_step(time_step);
  return spec;
}

// A table of a release in one word: P1:OUTCOME,SEX:2024-01-01:2024-12-31:month
absl::StatusOr<statistics::v1::TableSpec> SpecIn(const std::string& text) {
  const std::vector<std::string> parts = absl::StrSplit(text, ':');
  if (parts.size() != 4 && parts.size() != 5) return Wrong(text, "P1:OUTCOME,SEX:2024-01-01:2024-12-31:month");
  return SpecOf(parts[0], parts[1], parts[2], parts[3], parts.size() == 5 ? parts[4] : "");
}

auto Print(Program& program) {
  return [&program](const Release& release) { PrintRelease(release, program.language(), program.out()); };
}

absl::Status RunIndicators(const StatisticsFlags&, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const auto sets, client->Call(&statistics::v1::IndicatorService::Stub::ListIndicatorSets,
                                                 statistics::v1::ListIndicatorSetsRequest()));
  program.Answer(sets, [&] { PrintIndicatorSets(sets, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunTable(const StatisticsFlags& flags, Program& program) {
  statistics::v1::GetTableRequest request;
  request.set_register_(flags.registered_in);
  ASSIGN_OR_RETURN(*request.mutable_table(), SpecOf(flags.indicator, flags.by, flags.from, flags.until, flags.step));
  if (!flags.known_until.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_known_until(), DayIn(flags.known_until));
  }
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const auto table, client->Call(&statistics::v1::TableService::Stub::GetTable, request));
  program.Answer(table, [&] { PrintFigureTable(table, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunDraft(const StatisticsFlags& flags, Program& program) {
  statistics::v1::DraftReleaseRequest request;
  request.set_register_(flags.registered_in);
  request.set_title_az(flags.title_az);
  request.set_title_en(flags.title_en);
  request.set_revises(Named(flags.revises));
  if (!flags.known_until.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_known_until(), DayIn(flags.known_until));
  }
  for (const std::string& table : flags.tables) {
    ASSIGN_OR_RETURN(*request.add_tables(), SpecIn(table));
  }
  return Send(program, &Releases::DraftRelease, std::move(request), flags.validate_only, Print(program));
}

template <typename Request>
absl::Status RunStep(grpc::Status (Releases::*method)(grpc::ClientContext*, const Request&, Release*), const StatisticsFlags& flags,
                     Program& program) {
  Request request;
  request.set_name(Named(flags.name));
  request.set_etag(flags.etag);
  return Send(program, method, std::move(request), flags.validate_only, Print(program));
}
absl::Status RunCheck(const StatisticsFlags& flags, Program& program) { return RunStep(&Releases::CheckRelease, flags, program); }
absl::Status RunPublish(const StatisticsFlags& flags, Program& program) {
  return RunStep(&Releases::PublishRelease, flags, program);
}
absl::Status RunWithdraw(const StatisticsFlags& flags, Program& program) {
  return RunStep(&Releases::WithdrawRelease, flags, program);
}

absl::Status RunList(const StatisticsFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const auto list, FetchPages(*client, &Releases::ListReleases, statistics::v1::ListReleasesRequest(), flags.pages,
                                               &statistics::v1::ListReleasesResponse::mutable_releases));
  program.Answer(list, [&] { PrintReleases(list, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunShow(const StatisticsFlags& flags, Program& program) {
  statistics::v1::GetReleaseRequest request;
  request.set_name(Named(flags.name));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const Release release, client->Call(&Releases::GetRelease, request));
  program.Answer(release, [&] { PrintRelease(release, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunReleaseTable(const StatisticsFlags& flags, Program& program) {
  statistics::v1::GetReleaseTableRequest request;
  request.set_name(Named(flags.name));
  request.set_place(flags.place);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const auto table, client->Call(&Releases::GetReleaseTable, request));
  program.Answer(table, [&] { PrintFigureTable(table, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunVerify(const StatisticsFlags& flags, Program& program) {
  statistics::v1::VerifyReleaseRequest request;
  request.set_name(Named(flags.name));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const auto verified, client->Call(&Releases::VerifyRelease, request));
  program.Answer(verified, [&] { PrintVerified(verified, program.language(), program.out()); });
  if (verified.same()) return absl::OkStatus();
  return absl::DataLossError(
      program.In({"Buraxılış yenidən hesablananda başqa alınır.", "The release comes out otherwise when it is made again."}));
}

absl::Status RunExport(const StatisticsFlags& flags, Program& program) {
  statistics::v1::ExportReleaseRequest request;
  request.set_name(Named(flags.name));
  if (flags.format == "sdmx-csv") request.set_format(statistics::v1::EXPORT_FORMAT_SDMX_CSV);
  if (flags.format == "sdmx-ml") request.set_format(statistics::v1::EXPORT_FORMAT_SDMX_ML);
  if (flags.format == "sdmx-structure") request.set_format(statistics::v1::EXPORT_FORMAT_SDMX_STRUCTURE);
  if (flags.format == "csv") request.set_format(statistics::v1::EXPORT_FORMAT_CSV);
  if (flags.format == "sealed") request.set_format(statistics::v1::EXPORT_FORMAT_SEALED_TEXT);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const auto file, client->Call(&Releases::ExportRelease, request));
  return WriteNewFile(flags.out.empty() ? file.file_name() : flags.out, file.content(), program);
}

absl::Status RunTrace(const StatisticsFlags& flags, Program& program) {
  statistics::v1::ListCellRecordsRequest request;
  request.set_name(Named(flags.name));
  request.set_place(flags.place);
  for (const absl::string_view code : absl::StrSplit(flags.cell, ',')) request.add_codes(std::string(code));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const auto traced, FetchPages(*client, &Releases::ListCellRecords, std::move(request), flags.pages,
                                                 &statistics::v1::ListCellRecordsResponse::mutable_records));
  program.Answer(traced, [&] { PrintCellRecords(traced, program.language(), program.out()); });
  return absl::OkStatus();
}

absl::Status RunImport(const StatisticsFlags& flags, Program& program) {
  std::error_code error;
  const uintmax_t size = std::filesystem::file_size(flags.file, error);
  if (error || size > kMostBytes) {
    return absl::InvalidArgumentError(absl::StrCat(
        flags.file, program.In({": fayl oxunmur və ya 4 MiB-dan böyükdür", ": cannot be read, or is larger than 4 MiB"})));
  }
  std::ifstream stream(flags.file, std::ios::binary);
  statistics::v1::CheckFileRequest request;
  request.set_content(std::string{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()});
  request.set_indicator_set(flags.set);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const auto checked, client->Call(&statistics::v1::TableService::Stub::CheckFile, request));
  program.Answer(checked, [&] { PrintCheckedFile(checked, program.language(), program.out()); });
  if (checked.defects().empty()) return absl::OkStatus();
  return absl::DataLossError(program.In({"Cəmlər düz gəlmir.", "Sums do not hold."}));
}

Command& Add(Command& parent, Program& program, const Flags& flags, const char* name, const Text& about, Run run,
             const char* example) {
  Command& command = *parent.add_subcommand(name, program.In(about));
  command.footer(example);
  command.callback([flags, run, &program] { program.action = [flags, run, &program] { return run(*flags, program); }; });
  return command;
}

void AddName(Command& command, Program& program, StatisticsFlags& flags) {
  command.add_option("name", flags.name, program.In({"buraxılış: releases/…", "the release: releases/…"}))->required();
}

void AddKnown(Command& command, Program& program, StatisticsFlags& flags) {
  command.add_option(
      "--known-until", flags.known_until,
      program.In({"bu günün sonunda məlum olduğu kimi; yoxdursa dünən", "as known at the end of this day; yesterday unless said"}));
  command.add_option("--register", flags.registered_in,
                     program.In({"reyestr; yoxdursa milli", "register; the national one unless said"}));
}

void AddStepCommand(Command& release, Program& program, const Flags& flags, const char* name, const Text& about, Run run,
                    const char* example) {
  Command& command = Add(release, program, flags, name, about, run, example);
  AddName(command, program, *flags);
  command.add_option("--etag", flags->etag, program.In({"qərarın aid olduğu variant", "version that the decision is about"}))
      ->required();
  command.add_flag("--validate-only", flags->validate_only, program.In({"yalnız yoxla", "check only, store nothing"}));
}

void AddReleaseCommands(Command& statistics, Program& program, const Flags& flags) {
  Command& release =
      *statistics.add_subcommand("release", program.In({"buraxılışlar: iki nəfərlə dərc", "releases: published by two people"}));
  release.require_subcommand(1);
  Command& draft =
      Add(release, program, flags, "draft", {"hesabla, qoru, sübut et və dondur", "count, protect, prove and freeze"}, RunDraft,
          "\n  dayaqctl statistics release draft --title-az \"2024\" --title-en \"2024\" --table "
          "P1:OUTCOME,SEX:2024-01-01:2024-12-31\n");
  draft
      .add_option("--table", flags->tables,
                  program.In({"cədvəl: göstərici:bölgülər:gündən:günədək[:month|quarter|year]",
                              "table: indicator:dimensions:from:until[:month|quarter|year]"}))
      ->required();
  draft.add_option("--title-az", flags->title_az, program.In({"azərbaycanca adı", "title in Azerbaijani"}))->required();
  draft.add_option("--title-en", flags->title_en, program.In({"ingiliscə adı", "title in English"}))->required();
  draft.add_option("--revises", flags->revises,
                   program.In({"yenisi ilə əvəz olunan buraxılış", "the published release that it revises"}));
  draft.add_flag("--validate-only", flags->validate_only, program.In({"yalnız yoxla", "check only, store nothing"}));
  AddKnown(draft, program, *flags);
  AddStepCommand(release, program, flags, "check",
                 {"ikinci şəxs yenidən hesablayır (güclü giriş)", "a second person counts it once more (strong sign-in)"}, RunCheck,
                 "\n  dayaqctl statistics release check releases/0190… --etag 1\n");
  AddStepCommand(release, program, flags, "publish", {"dərc et (güclü giriş)", "publish (strong sign-in)"}, RunPublish,
                 "\n  dayaqctl statistics release publish releases/0190… --etag 2\n");
  AddStepCommand(release, program, flags, "withdraw", {"dərc olunmamış buraxılışı geri götür", "take back what is not published"},
                 RunWithdraw, "\n  dayaqctl statistics release withdraw releases/0190… --etag 1\n");
  Command& list = Add(release, program, flags, "list", {"buraxılışların siyahısı", "releases, newest first"}, RunList,
                      "\n  dayaqctl statistics release list\n");
  AddPageFlags(list, flags->pages, program);
  AddName(Add(release, program, flags, "show", {"buraxılışa bax", "show a release"}, RunShow,
              "\n  dayaqctl statistics release show releases/0190…\n"),
          program, *flags);
  Command& table = Add(release, program, flags, "table", {"buraxılışın cədvəli", "a table of a release"}, RunReleaseTable,
                       "\n  dayaqctl statistics release table releases/0190… --place 0\n");
  AddName(table, program, *flags);
  table.add_option("--place", flags->place, program.In({"cədvəlin yeri, 0-dan", "place of the table, from 0"}))->between(0, 11);
  Command& out = Add(release, program, flags, "export", {"faylı götür", "take a release as a file"}, RunExport,
                     "\n  dayaqctl statistics release export releases/0190… --format sdmx-ml\n");
  AddName(out, program, *flags);
  out.add_option("--format", flags->format, "sdmx-csv, sdmx-ml, sdmx-structure, csv, sealed")->required();
  out.add_option("--out", flags->out, program.In({"fayl", "file to write"}));
  Command& trace = Add(release, program, flags, "trace",
                       {"xanadan qeydlərə (auditor, güclü giriş)", "from a cell to its records (auditors, strong sign-in)"},
                       RunTrace, "\n  dayaqctl statistics release trace releases/0190… --cell 2024,KILLED\n");
  AddName(trace, program, *flags);
  trace.add_option("--place", flags->place, program.In({"cədvəlin yeri, 0-dan", "place of the table, from 0"}))->between(0, 11);
  trace.add_option("--cell", flags->cell, program.In({"kodlar, vaxt birinci", "codes, time first"}))->required();
  AddPageFlags(trace, flags->pages, program);
}

}  // namespace

void AddStatisticsCommands(Command& app, Program& program) {
  const auto flags = std::make_shared<StatisticsFlags>();
  Command& statistics =
      *app.add_subcommand("statistics", program.In({"heç kimi tanıtmayan rəqəmlər", "figures that tell of nobody"}));
  statistics.require_subcommand(1);
  Add(statistics, program, flags, "indicators",
      {"göstəricilər; nə hesablanır, nə yox və niyə", "indicators; what is counted, what is not, and why"}, RunIndicators,
      "\n  dayaqctl statistics indicators\n");
  Command& table =
      Add(statistics, program, flags, "table", {"qorunmuş cədvəl", "a protected table"}, RunTable,
          "\n  dayaqctl statistics table P1 --by OUTCOME --from 2020-11-10 --until 2024-05-29 --known-until 2024-05-29\n");
  table.add_option("indicator", flags->indicator, program.In({"göstərici: P1 və ya siyahı/P1", "indicator: P1, or list/P1"}))
      ->required();
  table.add_option("--by", flags->by, program.In({"bölgülər, vergüllə", "dimensions, with commas between them"}));
  table.add_option("--from", flags->from, program.In({"ilk gün", "first day"}))->required();
  table.add_option("--until", flags->until, program.In({"son gün", "last day"}))->required();
  table.add_option("--step", flags->step, program.In({"month, quarter, year", "month, quarter, year"}));
  AddKnown(table, program, *flags);
  AddReleaseCommands(statistics, program, flags);
  AddName(Add(statistics, program, flags, "verify", {"yenidən hesabla və müqayisə et", "make a release again and compare it"},
              RunVerify, "\n  dayaqctl statistics verify releases/0190…\n"),
          program, *flags);
  Command& import =
      Add(statistics, program, flags, "import-sdmx", {"başqasının faylında cəmləri yoxla", "check the sums of somebody's file"},
          RunImport, "\n  dayaqctl statistics import-sdmx goal18.xml --set lao-sdg18\n");
  import.add_option("file", flags->file, program.In({"SDMX-ML 2.1 faylı", "SDMX-ML 2.1 file"}))->required();
  import.add_option("--set", flags->set, program.In({"göstəricilər siyahısı", "list of indicators whose sums hold"}))->required();
  AddStatisticsReportCommands(statistics, program);
}

}  // namespace dayaq::cli
