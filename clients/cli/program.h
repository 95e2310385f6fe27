// One run of dayaqctl: what was asked for globally, where it writes, and the connection it opens when a command needs one.
#ifndef CLIENTS_CLI_PROGRAM_H_
#define CLIENTS_CLI_PROGRAM_H_

#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/client.h"
#include "clients/cli/command_line.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/language.h"
#include "clients/cli/output.h"
#include "clients/cli/settings.h"

namespace dayaq::cli {

class Program {
 public:
  Program(Language language, std::ostream& out, std::ostream& err) : language_(language), out_(out), err_(err) {}

  // Bound to the global flags.
  bool json = false;
  std::string lang;
  std::string config;
  std::string role;
  std::string purpose;
  double timeout_seconds = 30;

  // Set by a command before it opens the client, where it may wait longer for a service that is away.
  absl::Duration patience = absl::Seconds(20);

  // Set by the command that was chosen.
  std::function<absl::Status()> action;
  // What the run ends with when the action succeeds.
  ExitCode exit_code = ExitCode::kOk;

  Language language() const { return language_; }
  const char* In(const Text& text) const { return text.In(language_); }
  std::ostream& out() { return out_; }
  std::ostream& err() { return err_; }

  absl::StatusOr<Settings> LoadSettings() const { return cli::LoadSettings(config); }
  // Opened on first use.
  absl::StatusOr<Client*> client();

  // The answer of a command: the whole message with --json, else what `for_people` prints.
  void Answer(const google::protobuf::Message& message, const std::function<void()>& for_people) {
    json ? PrintJson(message, out_) : for_people();
  }

 private:
  const Language language_;
  std::ostream& out_;
  std::ostream& err_;
  std::unique_ptr<Client> client_;
};

// Each adds the commands of one file to the parent.
void AddSessionCommands(Command& app, Program& program);
void AddPlacesCommand(Command& app, Program& program);
void AddImportCommand(Command& app, Program& program);
void AddAccessCommands(Command& app, Program& program);
void AddStaffCommands(Command& access, Program& program);
void AddAssignmentCommands(Command& access, Program& program);
void AddEmergencyCommands(Command& access, Program& program);
void AddAuditCommands(Command& app, Program& program);
void AddProofCommands(Command& audit, Program& program);
void AddUnusualCommands(Command& audit, Program& program);
void AddWithholdingCommands(Command& audit, Program& program);
void AddMatchCommands(Command& app, Program& program);
void AddSurvivorCommands(Command& app, Program& program);
void AddErasureCommands(Command& survivor, Program& program);
void AddExtractCommand(Command& survivor, Program& program);
void AddSearchCommand(Command& survivor, Program& program);
void AddContactCommand(Command& survivor, Program& program);
void AddMessageCommands(Command& survivor, Program& program);
void AddCorrectionCommands(Command& app, Program& program);
void AddExaminationCommands(Command& app, Program& program);
void AddAppealCommands(Command& app, Program& program);
void AddCaseCommands(Command& app, Program& program);
void AddRehabCommands(Command& app, Program& program);
void AddEmploymentCommands(Command& app, Program& program);
void AddDeviceCommands(Command& app, Program& program);
void AddPaymentCommands(Command& app, Program& program);
void AddPaymentAccountCommands(Command& payment, Program& program);
void AddPaymentRunCommands(Command& payment, Program& program);
void AddPaymentBankCommands(Command& payment, Program& program);
void AddRecountCommands(Command& payment, Program& program);
void AddBenefitRuleCommands(Command& benefit, Program& program);
void AddReplayCommands(Command& entitlement, Program& program);
void AddRenewalCommands(Command& app, Program& program);
void AddCareCommands(Command& cases, Program& program);
void AddConsentCommands(Command& app, Program& program);
void AddReferralCommands(Command& app, Program& program);
void AddFamilyCommands(Command& app, Program& program);
void AddBenefitFactCommands(Command& app, Program& program);
void AddKeyCommands(Command& app, Program& program);
void AddEntitlementCommands(Command& app, Program& program);
void AddInKindCommands(Command& benefit, Program& program);
void AddJourneyCommand(Command& app, Program& program);
void AddReactionsCommands(Command& app, Program& program);
void AddDoctorCommand(Command& app, Program& program);
void AddWritingCommands(Command& incident, Program& program);
void AddReadingCommands(Command& incident, Program& program);
void AddTotalsCommands(Command& incident, Program& program);
void AddDecidingCommands(Command& incident, Program& program);
void AddDuplicateCommands(Command& incident, Program& program);

// Parses the arguments and runs what they ask for.
ExitCode RunProgram(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_PROGRAM_H_
