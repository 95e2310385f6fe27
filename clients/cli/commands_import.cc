// import: a foreign register's file, mapped by data, into the registry.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/file_digest.h"
#include "clients/cli/import_run.h"
#include "clients/cli/program.h"
#include "clients/common/progress.h"
#include "dayaq/incident/v1/import_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::cli {
namespace {

struct Flags {
  std::string mapping;
  std::string file;
  std::string report;
  bool dry_run = false;
};

// The places go with StartImport, which takes at most so many.
constexpr size_t kMostPlaces = 5000;
// An import outlives a restart of the service.
constexpr absl::Duration kPatience = absl::Minutes(3);

absl::StatusOr<std::ifstream> OpenFile(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error))
    return absl::InvalidArgumentError(absl::StrCat(path, " is no file that can be read."));
  if (std::filesystem::file_size(path, error) > importing::kLargestFileBytes || error) {
    return absl::InvalidArgumentError(absl::StrCat(path, " has more than 2 GiB: divide it."));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::InvalidArgumentError(absl::StrCat(path, " cannot be read."));
  return file;
}

incident::v1::StartImportRequest StartRequest(const importing::Mapping& mapping, const importing::Mapper& mapper,
                                              const std::string& path, const std::string& digest) {
  incident::v1::StartImportRequest request;
  request.set_request_id(NewUuid7(absl::Now()));
  request.set_mapping(mapping.name);
  request.set_mapping_version(mapping.version);
  request.set_register_(mapping.target.code());
  request.set_file_name(std::filesystem::path(path).filename().string());
  request.set_file_sha256(digest);
  request.set_rows(mapper.rows());
  if (mapping.target.trial()) *request.mutable_register_definition() = mapping.target;
  for (const incident::v1::Place& place : mapper.places()) *request.add_places() = place;
  return request;
}

void PrintCounts(const ImportCounts& counts, const incident::v1::Import& import, bool dry_run, Program& program) {
  struct Line {
    const char* key;  // in JSON
    Text label;
    int64_t count;
  };
  const Line lines[] = {
      {"rows", {"sətir", "rows"}, counts.rows()},
      {"taken", {"qəbul edildi", "taken"}, counts.taken},
      {"known", {"əvvəldən var idi", "known before"}, counts.known},
      {"refused", {"qəbul edilmədi", "refused"}, counts.refused},
      {"incidents", {"hadisə", "incidents"}, counts.incidents},
      {"people", {"adam", "people"}, counts.people},
      {"men", {"kişi", "men"}, counts.men},
      {"women", {"qadın", "women"}, counts.women},
      {"sex_unknown", {"cinsi naməlum", "sex unknown"}, counts.sex_unknown},
      {"killed", {"həlak olub", "killed"}, counts.killed},
      {"injured", {"yaralanıb", "injured"}, counts.injured},
      {"outcome_unknown", {"aqibəti naməlum", "outcome unknown"}, counts.outcome_unknown},
      {"minors", {"yetkinlik yaşına çatmayan", "minors"}, counts.minors},
  };
  if (program.json) {
    program.out() << "{\"import\":" << JsonString(import.name()) << ",\"dry_run\":" << (dry_run ? "true" : "false");
    for (const Line& line : lines) program.out() << ",\"" << line.key << "\":" << line.count;
    program.out() << "}\n";
    return;
  }
  Table table({program.In({"nə", "what"}), program.In({"say", "count"})});
  for (const Line& line : lines) table.AddRow({program.In(line.label), absl::StrCat(line.count)});
  if (dry_run) program.out() << program.In({"Sınaq: heç bir sətir yazılmadı.", "Dry run: no row was stored."}) << "\n";
  table.Print(program.out());
}

absl::Status Transfer(const Flags& flags, const importing::Mapping& mapping, importing::Mapper& mapper, Program& program,
                      bool terminal) {
  ASSIGN_OR_RETURN(const std::string digest, Sha256OfFile(flags.file));
  ImportReport report(flags.report);
  RETURN_IF_ERROR(report.status());
  program.patience = kPatience;
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(incident::v1::Import import, client->Call(&incident::v1::ImportService::Stub::StartImport,
                                                             StartRequest(mapping, mapper, flags.file, digest)));
  Progress bar(program.err(), terminal, program.In({"göndərilir", "sending"}), mapper.rows(), absl::Now());
  ImportRun run(
      mapper, report,
      [client](const incident::v1::ImportIncidentsRequest& request) {
        return client->Call(&incident::v1::ImportService::Stub::ImportIncidents, request);
      },
      [&bar](int64_t rows) { bar.Update(rows, absl::Now()); });
  const absl::Status status = run.Run(import.name(), flags.dry_run);
  bar.Finish(absl::Now());
  const absl::Status written = report.Close();
  if (!status.ok()) {
    program.err() << program.In({"Yarımçıq qaldı; eyni əmr davam etdirər.", "Not finished; the same command goes on from here."})
                  << "\n";
    return status;
  }
  RETURN_IF_ERROR(written);
  if (!flags.dry_run) {
    incident::v1::FinishImportRequest finish;
    finish.set_request_id(NewUuid7(absl::Now()));
    finish.set_name(import.name());
    ASSIGN_OR_RETURN(import, client->Call(&incident::v1::ImportService::Stub::FinishImport, finish));
  }
  PrintCounts(run.counts(), import, flags.dry_run, program);
  if (run.counts().refused > 0) program.exit_code = ExitCode::kPartly;
  return absl::OkStatus();
}

absl::Status RunImport(const Flags& flags, Program& program) {
  ASSIGN_OR_RETURN(const importing::Mapping mapping, importing::LoadMapping(flags.mapping));
  ASSIGN_OR_RETURN(std::ifstream file, OpenFile(flags.file));
  importing::CsvReader reader(file, mapping.format);
  importing::CsvTable table(reader, mapping.headers, mapping.has_header);
  importing::Mapper mapper(mapping, table, absl::Now());
  const bool terminal = isatty(STDERR_FILENO) == 1;
  Progress bar(program.err(), terminal, program.In({"oxunur", "reading"}), 0, absl::Now());
  RETURN_IF_ERROR(mapper.Scan([&bar](int64_t rows) { bar.Update(rows, absl::Now()); }));
  bar.Finish(absl::Now());
  if (mapper.places().size() > kMostPlaces) {
    return absl::InvalidArgumentError(
        absl::StrCat("The file names ", mapper.places().size(), " districts; at most ", kMostPlaces, " are taken."));
  }
  return Transfer(flags, mapping, mapper, program, terminal);
}

}  // namespace

void AddImportCommand(Command& app, Program& program) {
  const auto flags = std::make_shared<Flags>();
  Command* command = app.add_subcommand("import", program.In({"başqa reyestrin faylını oxu", "read a foreign register's file in"}));
  command->add_option("file", flags->file, program.In({"CSV faylı", "the CSV file"}))->required();
  command
      ->add_option("--mapping", flags->mapping,
                   program.In({"uyğunlaşdırma: policy/imports/*.yaml", "the mapping: policy/imports/*.yaml"}))
      ->required();
  command->add_flag("--dry-run", flags->dry_run,
                    program.In({"hər şeyi yoxla, sətir yazma (idxal açılır, reyestr və rayonları qalır)",
                                "check everything, store no row (the import is opened; its register and districts stay)"}));
  command->add_option("--report", flags->report,
                      program.In({"hər sətrin taleyi bu CSV faylına", "what became of every row, into this CSV file"}));
  command->footer(
      "\n  dayaqctl import --mapping policy/imports/synthetic-register.yaml tests/data/import/synthetic-register.csv --dry-run\n"
      "  dayaqctl import --mapping policy/imports/co-aicma.yaml SituacionVictimas.csv --report rows.csv\n");
  command->callback([flags, &program] { program.action = [flags, &program] { return RunImport(*flags, program); }; });
}

}  // namespace dayaq::cli
