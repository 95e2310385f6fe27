// incident register, report, add-report, correct.
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/correction_input.h"
#include "clients/cli/incident_input.h"
#include "clients/cli/incident_view.h"
#include "clients/cli/message_fields.h"
#include "clients/cli/program.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/sending.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

struct Flags {
  std::string file;
  bool example = false;
  bool validate_only = false;
  std::string target_register;
  std::vector<std::pair<std::string, std::string>> facts;   // path and value, of the incident
  std::vector<std::pair<std::string, std::string>> report;  // of the report
  std::vector<std::string> casualties;
  std::string name;
  std::string etag;
  std::string reason;
  CorrectionInput correction;
};

// A flag that fills one field.
void AddFieldFlag(Command& command, std::vector<std::pair<std::string, std::string>>& target, const std::string& flag,
                  const std::string& path, const std::string& help) {
  command.add_option_function(
      flag, [&target, path](const std::string& value) { target.emplace_back(path, value); }, help);
}

void AddFactFlags(Command& command, Flags& flags, const Program& program) {
  AddFieldFlag(command, flags.facts, "--district", "district",
               program.In({"rayon kodu (dayaqctl places)", "district code (dayaqctl places)"}));
  AddFieldFlag(command, flags.facts, "--on", "occurred_on",
               program.In({"gün: 2026, 2026-11 və ya 2026-11-19", "day: 2026, 2026-11 or 2026-11-19"}));
  AddFieldFlag(command, flags.facts, "--at", "occurred_at", program.In({"saat: 14:20", "time of day: 14:20"}));
  AddFieldFlag(command, flags.facts, "--device", "device_category",
               program.In({"qurğu: AP_MINE, AV_MINE, UXO, ...", "device: AP_MINE, AV_MINE, UXO, ..."}));
  AddFieldFlag(command, flags.facts, "--class", "accident_class",
               program.In({"sinif: MINE, UXO_AXO, ...", "class: MINE, UXO_AXO, ..."}));
  AddFieldFlag(command, flags.facts, "--settlement", "settlement", program.In({"yaşayış məntəqəsi", "settlement"}));
  AddFieldFlag(command, flags.facts, "--lat", "point.latitude", program.In({"şimal eni, dərəcə", "latitude, degrees"}));
  AddFieldFlag(command, flags.facts, "--lon", "point.longitude", program.In({"şərq uzunluğu, dərəcə", "longitude, degrees"}));
  AddFieldFlag(command, flags.facts, "--point-method", "point.method",
               program.In({"nöqtə necə alınıb: GNSS, MAP, ...", "how the point was obtained: GNSS, MAP, ..."}));
  AddFieldFlag(command, flags.report, "--source", "source",
               program.In({"mənbə: HOSPITAL, POLICE, ...", "source: HOSPITAL, POLICE, ..."}));
  AddFieldFlag(command, flags.report, "--document", "document",
               program.In({"sənəd (ad çəkmədən)", "the document (naming nobody)"}));
  AddFieldFlag(command, flags.report, "--reported-on", "reported_on", program.In({"sənədin tarixi", "day of the document"}));
}

// Flags on top of the file, or alone.
absl::StatusOr<IncidentInput> Input(const Flags& flags, bool as_statements) {
  IncidentInput input;
  input.incident.set_register_(kNationalRegister);
  if (!flags.file.empty()) {
    ASSIGN_OR_RETURN(input, ReadIncidentFile(flags.file, as_statements));
  }
  if (!flags.target_register.empty()) input.incident.set_register_(flags.target_register);
  for (const auto& [path, value] : flags.facts) {
    RETURN_IF_ERROR(
        SetFromText(path, value, as_statements ? *input.report.mutable_stated_facts() : *input.incident.mutable_facts()));
  }
  for (const auto& [path, value] : flags.report) RETURN_IF_ERROR(SetFromText(path, value, input.report));
  for (const std::string& text : flags.casualties) {
    ASSIGN_OR_RETURN(const incident::v1::CasualtyFacts facts, ParseCasualtyFlag(text));
    *(as_statements ? input.report.add_statements()->mutable_facts() : input.incident.add_casualties()->mutable_facts()) = facts;
  }
  return input;
}

absl::Status SendIncident(Program& program, auto method, auto request, bool validate_only) {
  return Send(program, method, std::move(request), validate_only,
              [&program](const incident::v1::Incident& answer) { PrintIncidentLine(answer, program.language(), program.out()); });
}

absl::Status RunRegister(const Flags& flags, Program& program) {
  if (flags.example) {
    program.out() << std::string(IncidentExample());
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(IncidentInput input, Input(flags, false));
  incident::v1::RegisterIncidentRequest request;
  if (input.report.source() == incident::v1::SOURCE_KIND_UNSPECIFIED) input.report.set_source(incident::v1::SOURCE_KIND_HOSPITAL);
  *request.mutable_incident() = std::move(input.incident);
  *request.mutable_report() = std::move(input.report);
  return SendIncident(program, &incident::v1::IncidentService::Stub::RegisterIncident, std::move(request), flags.validate_only);
}

absl::Status RunReport(const Flags& flags, Program& program) {
  ASSIGN_OR_RETURN(IncidentInput input, Input(flags, false));
  incident::v1::ReportIncidentRequest request;
  *request.mutable_incident() = std::move(input.incident);
  *request.mutable_report() = std::move(input.report);
  return SendIncident(program, &incident::v1::IncidentService::Stub::ReportIncident, std::move(request), flags.validate_only);
}

absl::Status RunAddReport(const Flags& flags, Program& program) {
  ASSIGN_OR_RETURN(IncidentInput input, Input(flags, true));
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const incident::v1::Incident incident, FetchIncident(*client, flags.name));
  incident::v1::AddReportRequest request;
  request.set_name(incident.name());
  request.set_etag(flags.etag.empty() ? incident.etag() : flags.etag);
  *request.mutable_report() = std::move(input.report);
  return SendIncident(program, &incident::v1::IncidentService::Stub::AddReport, std::move(request), flags.validate_only);
}

template <typename Request>
absl::StatusOr<Request> Correction(const Flags& flags) {
  Request request;
  RETURN_IF_ERROR(FillCorrection(flags.correction, *request.mutable_facts(), *request.mutable_update_mask()));
  request.set_reason(flags.reason);
  return request;
}

absl::Status RunCorrect(const Flags& flags, Program& program) {
  const size_t casualty_at = flags.name.find("/casualties/");
  if (casualty_at == std::string::npos) {
    ASSIGN_OR_RETURN(auto request, Correction<incident::v1::CorrectIncidentRequest>(flags));
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(const incident::v1::Incident incident, FetchIncident(*client, flags.name));
    request.set_name(incident.name());
    request.set_etag(flags.etag.empty() ? incident.etag() : flags.etag);
    return SendIncident(program, &incident::v1::IncidentService::Stub::CorrectIncident, std::move(request), flags.validate_only);
  }
  ASSIGN_OR_RETURN(auto request, Correction<incident::v1::CorrectCasualtyRequest>(flags));
  request.set_name(flags.name);
  request.set_etag(flags.etag);
  if (flags.etag.empty()) {
    ASSIGN_OR_RETURN(Client * client, program.client());
    ASSIGN_OR_RETURN(const incident::v1::Incident incident, FetchIncident(*client, flags.name.substr(0, casualty_at)));
    for (const auto& casualty : incident.casualties()) {
      if (casualty.name() == flags.name) request.set_etag(casualty.etag());
    }
  }
  return Send(
      program, &incident::v1::IncidentService::Stub::CorrectCasualty, std::move(request), flags.validate_only,
      [&program](const incident::v1::Casualty& answer) { program.out() << answer.name() << "  etag " << answer.etag() << "\n"; });
}

void AddValidateOnly(Command& command, Flags& flags, const Program& program) {
  command.add_flag("--validate-only", flags.validate_only,
                   program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
}

void AddCasualtyFlag(Command& command, Flags& flags, const Program& program) {
  command
      .add_option(
          "--casualty", flags.casualties,
          program.In({"bir zərərçəkən: ad=dəyər cütləri, təkrarlana bilər", "one person, as name=value pairs; may be repeated"}))
      ->allow_extra_args(false);
}

void AddCorrect(Command& incident, Program& program) {
  const auto flags = std::make_shared<Flags>();
  Command* command = incident.add_subcommand(
      "correct", program.In({"hadisənin və ya zərərçəkənin məlumatını düzəlt", "correct an incident or a casualty"}));
  command
      ->add_option("name", flags->name, program.In({"nömrə, ad, və ya .../casualties/...", "number, name, or .../casualties/..."}))
      ->required();
  command->add_option("--set", flags->correction.set, "field=value")->allow_extra_args(false);
  command->add_option("--clear", flags->correction.clear, program.In({"naməlum olan sahə", "a field that becomes unknown"}))
      ->allow_extra_args(false);
  command->add_option("--file", flags->correction.file, program.In({"sahələr YAML faylında", "fields in a YAML file"}));
  command->add_option("--reason", flags->reason, program.In({"səbəb (ad çəkmədən)", "why (naming nobody)"}))->required();
  command->add_option("--etag", flags->etag, program.In({"hansı variant əsasında", "the version this was decided on"}));
  AddValidateOnly(*command, *flags, program);
  command->footer(
      "\n  dayaqctl incident correct 1000423 --set district=AZ-FUZ --set device_category=AV_MINE --reason \"ANAMA baxışı\"\n"
      "  dayaqctl incident correct incidents/…/casualties/… --set outcome=KILLED --set died_on=2026-12-01 --reason \"sonradan "
      "vəfat\"\n");
  command->callback([flags, &program] { program.action = [flags, &program] { return RunCorrect(*flags, program); }; });
}

}  // namespace

void AddWritingCommands(Command& incident, Program& program) {
  const auto flags = std::make_shared<Flags>();
  Command* enter = incident.add_subcommand(
      "register", program.In({"hadisəni zərərçəkənlərlə birlikdə qeyd et", "register an incident with everyone hurt in it"}));
  enter->add_option("--file", flags->file, program.In({"hadisə YAML və ya JSON faylında", "the incident in a YAML or JSON file"}));
  enter->add_flag("--example", flags->example, program.In({"belə faylın nümunəsini göstər", "print an example of such a file"}));
  enter->add_option("--register", flags->target_register, program.In({"reyestr; susmaya görə az", "register; by default az"}));
  AddFactFlags(*enter, *flags, program);
  AddCasualtyFlag(*enter, *flags, program);
  AddValidateOnly(*enter, *flags, program);
  enter->footer(
      "\n  dayaqctl incident register --example > hadise.yaml\n  dayaqctl incident register --file hadise.yaml --validate-only\n"
      "  dayaqctl incident register --district AZ-TAR --on 2026-11-20 --device AP_MINE \\\n"
      "      --casualty \"family=Nümunəli, given=Rəşad, sex=MALE, outcome=INJURED\"\n");
  enter->callback([flags, &program] { program.action = [flags, &program] { return RunRegister(*flags, program); }; });

  const auto report_flags = std::make_shared<Flags>();
  Command* report = incident.add_subcommand("report", program.In({"zərərçəkənləri göstərmədən hadisə barədə məlumat ver",
                                                                  "report an incident without naming casualties"}));
  report->add_option("--file", report_flags->file,
                     program.In({"hadisə YAML və ya JSON faylında", "the incident in a YAML or JSON file"}));
  report->add_option("--register", report_flags->target_register,
                     program.In({"reyestr; susmaya görə az", "register; by default az"}));
  AddFactFlags(*report, *report_flags, program);
  AddValidateOnly(*report, *report_flags, program);
  report->footer("\n  dayaqctl incident report --district AZ-TAR --on 2026-11-20 --source POLICE --document \"növbə kitabı 41\"\n");
  report->callback(
      [report_flags, &program] { program.action = [report_flags, &program] { return RunReport(*report_flags, program); }; });

  const auto add_flags = std::make_shared<Flags>();
  Command* add = incident.add_subcommand(
      "add-report", program.In({"başqa mənbənin məlumatını hadisəyə əlavə et", "file another source's report under an incident"}));
  add->add_option("name", add_flags->name, program.In({"nömrə və ya ad", "number or name"}))->required();
  add->add_option("--file", add_flags->file, program.In({"məlumat YAML və ya JSON faylında", "the report in a YAML or JSON file"}));
  add->add_option("--etag", add_flags->etag, program.In({"hansı variant əsasında", "the version this was decided on"}));
  AddFactFlags(*add, *add_flags, program);
  AddCasualtyFlag(*add, *add_flags, program);
  AddValidateOnly(*add, *add_flags, program);
  add->footer("\n  dayaqctl incident add-report 1000423 --source PRESS --document \"https://example.az/1\" --device AP_MINE\n");
  add->callback([add_flags, &program] { program.action = [add_flags, &program] { return RunAddReport(*add_flags, program); }; });

  AddCorrect(incident, program);
}

}  // namespace dayaq::cli
