#include "clients/cli/program.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/statistics_commands.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

constexpr Text kAbout = {"Dayaq: partlayıcı qurğulardan zərər çəkənlərin milli reyestri",
                         "Dayaq: the national registry of people harmed by explosive ordnance"};
constexpr Text kFooter = {
    "\nNümunələr:\n"
    "  dayaqctl login --as aysel-registrar\n"
    "  dayaqctl incident register --example > hadise.yaml\n"
    "  dayaqctl incident register --file hadise.yaml\n"
    "  dayaqctl incident list --district AZ-TAR --json\n"
    "  dayaqctl import --mapping policy/imports/synthetic-register.yaml reyestr.csv --dry-run\n"
    "\nÇıxış kodları: 0 hər şey qaydasında; 1 xidmət imtina etdi; 2 əmr və ya fayl yanlışdır; 3 giriş edilməyib;\n"
    "4 xidmətə çatmaq olmur, yenə cəhd edin; 5 idxalda bəzi sətirlər qəbul edilmədi;\n"
    "6 reyestr dərc olunmuş rəqəmlə uyğun gəlmir.\n",
    "\nExamples:\n"
    "  dayaqctl login --as aysel-registrar\n"
    "  dayaqctl incident register --example > incident.yaml\n"
    "  dayaqctl incident register --file incident.yaml\n"
    "  dayaqctl incident list --district AZ-TAR --json\n"
    "  dayaqctl import --mapping policy/imports/synthetic-register.yaml register.csv --dry-run\n"
    "\nExit codes: 0 all is well; 1 the service refused; 2 the command or a file is wrong; 3 not signed in;\n"
    "4 the service cannot be reached, try again; 5 an import refused some rows;\n"
    "6 the register does not agree with a published figure.\n"};

void AddGlobalFlags(Command& app, Program& program) {
  app.add_flag("--json", program.json, program.In({"maşınlar üçün bir JSON sənədi", "one JSON document, for machines"}));
  app.add_option("--lang", program.lang, program.In({"dil: az və ya en", "language: az or en"}))->one_of({"az", "en"});
  app.add_option("--config", program.config, program.In({"ayarlar faylı", "settings file"}));
  app.add_option("--role", program.role, program.In({"hansı təyinatla işlənir (UUID)", "the role assignment to act in (UUID)"}));
  app.add_option("--purpose", program.purpose,
                 program.In({"istifadə məqsədi; susmaya görə rolun məqsədi", "purpose of use; by default the role's"}));
  app.add_option("--timeout", program.timeout_seconds, program.In({"bir cəhdin vaxtı, saniyə", "seconds for one try of a call"}))
      ->between(0.1, 120.0);
}

// Says how to get what only a strong sign-in may do. The journal keeps the id of the refused change, so the repeated command is the
// same request.
void PrintStepUpHint(Program& program) {
  std::string command = "dayaqctl login --strong";
  const absl::StatusOr<Settings> settings = program.LoadSettings();
  if (settings.ok() && settings->dev_login) {
    const absl::StatusOr<Tokens> tokens = TokenStore(settings->state_directory).Load(settings->issuer);
    if (tokens.ok()) absl::StrAppend(&command, " --as ", ClaimsForDisplay(*tokens).subject);
  }
  program.err() << program.In({"  Güclü təsdiqlə daxil olun, sonra bu əmri bir də verin (5 dəqiqə vaxtınız var):\n    ",
                               "  Sign in with a strong proof, then give this command again (you have five minutes):\n    "})
                << command << "\n";
}

}  // namespace

absl::StatusOr<Client*> Program::client() {
  if (client_ == nullptr) {
    ASSIGN_OR_RETURN(const Settings settings, LoadSettings());
    CallOptions options;
    options.role_assignment = role;
    options.purpose = purpose;
    options.timeout = absl::Seconds(timeout_seconds);
    options.patience = patience;
    ASSIGN_OR_RETURN(client_, Client::Open(settings, std::move(options)));
  }
  return client_.get();
}

ExitCode RunProgram(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
  Program program(ChooseLanguage(argc, argv), out, err);
  CommandLine line(program.In(kAbout), "dayaqctl");
  Command& app = line.root();
  app.require_subcommand(1);
  app.footer(program.In(kFooter));
  AddGlobalFlags(app, program);
  AddSessionCommands(app, program);
  Command& incident = *app.add_subcommand("incident", program.In({"hadisələr və zərərçəkənlər", "incidents and casualties"}));
  incident.require_subcommand(1);
  AddWritingCommands(incident, program);
  AddReadingCommands(incident, program);
  AddTotalsCommands(incident, program);
  AddDecidingCommands(incident, program);
  AddDuplicateCommands(incident, program);
  AddSurvivorCommands(app, program);
  AddExaminationCommands(app, program);
  AddAppealCommands(app, program);
  AddCorrectionCommands(app, program);
  AddMatchCommands(app, program);
  AddCaseCommands(app, program);
  AddRehabCommands(app, program);
  AddEmploymentCommands(app, program);
  AddStatisticsCommands(app, program);
  AddDeviceCommands(app, program);
  AddRenewalCommands(app, program);
  AddConsentCommands(app, program);
  AddReferralCommands(app, program);
  AddFamilyCommands(app, program);
  AddBenefitFactCommands(app, program);
  AddEntitlementCommands(app, program);
  AddPaymentCommands(app, program);
  AddAccessCommands(app, program);
  AddAuditCommands(app, program);
  AddKeyCommands(app, program);
  AddPlacesCommand(app, program);
  AddImportCommand(app, program);
  AddReactionsCommands(app, program);
  AddDoctorCommand(app, program);
  AddJourneyCommand(app, program);
  if (const std::optional<int> ended = line.Parse(argc, argv, out, err); ended.has_value()) {
    return *ended == 0 ? ExitCode::kOk : ExitCode::kBadInput;
  }
  const absl::Status status = program.action();
  if (status.ok()) return program.exit_code;
  PrintError(status, program.language(), program.json, err);
  if (!program.json && ReasonOf(status) == ErrorReason::ERROR_REASON_STEP_UP_REQUIRED) PrintStepUpHint(program);
  return ExitCodeOf(status);
}

}  // namespace dayaq::cli
