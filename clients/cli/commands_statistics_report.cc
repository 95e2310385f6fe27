// statistics report, reconcile: a release to print, and published figures beside ours.
#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/new_file.h"
#include "clients/cli/program.h"
#include "clients/cli/statistics_commands.h"
#include "clients/cli/statistics_view.h"
#include "dayaq/statistics/v1/release_service.grpc.pb.h"
#include "dayaq/statistics/v1/table_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

struct ReportFlags {
  std::string name, in, out, pdf, registered_in;
};

absl::Status RunReport(const ReportFlags& flags, Program& program) {
  statistics::v1::ExportReleaseRequest request;
  request.set_name(absl::StrContains(flags.name, '/') ? flags.name : absl::StrCat("releases/", flags.name));
  const bool az = flags.in.empty() ? program.language() == Language::kAz : flags.in == "az";
  request.set_format(az ? statistics::v1::EXPORT_FORMAT_REPORT_AZ : statistics::v1::EXPORT_FORMAT_REPORT_EN);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const auto file, client->Call(&statistics::v1::ReleaseService::Stub::ExportRelease, request));
  if (!flags.pdf.empty()) return PrintToPdf(file.content(), flags.pdf, program);
  return WriteNewFile(flags.out.empty() ? file.file_name() : flags.out, file.content(), program);
}

absl::Status RunReconcile(const ReportFlags& flags, Program& program) {
  statistics::v1::ReconcileFiguresRequest request;
  request.set_register_(flags.registered_in);
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const auto reconciled, client->Call(&statistics::v1::TableService::Stub::ReconcileFigures, request));
  program.Answer(reconciled, [&] { PrintReconciled(reconciled, program.language(), program.out()); });
  return absl::OkStatus();
}

}  // namespace

void AddStatisticsReportCommands(Command& statistics, Program& program) {
  const auto flags = std::make_shared<ReportFlags>();
  Command& report = *statistics.add_subcommand("report", program.In({"dərc olunmuş buraxılışın çap hesabatı: qrafiklər və xəritə",
                                                                     "a published release to print: charts and a map"}));
  report.add_option("name", flags->name, program.In({"buraxılış: releases/…", "the release: releases/…"}))->required();
  report.add_option("--in", flags->in, program.In({"dil: az və ya en", "language: az or en"}))->one_of({"az", "en"});
  const Option* const out = report.add_option("--out", flags->out, program.In({"HTML faylı", "HTML file to write"}));
  report.add_option("--pdf", flags->pdf, program.In({"PDF faylı (chromium ilə)", "PDF file to write (with chromium)"}))
      ->excludes(out);
  report.footer("\n  dayaqctl statistics report releases/0190… --in en --pdf report.pdf\n");
  report.callback([flags, &program] { program.action = [flags, &program] { return RunReport(*flags, program); }; });
  Command& reconcile = *statistics.add_subcommand(
      "reconcile", program.In({"başqalarının dərc etdiyi rəqəmlər bizimkilərin yanında, fərqin izahı ilə",
                               "what others published beside our figures, with what explains the difference"}));
  reconcile.add_option("--register", flags->registered_in,
                       program.In({"reyestr; yoxdursa milli", "register; the national one unless said"}));
  reconcile.footer("\n  dayaqctl statistics reconcile\n");
  reconcile.callback([flags, &program] { program.action = [flags, &program] { return RunReconcile(*flags, program); }; });
}

}  // namespace dayaq::cli
