// journey: the whole path on the running development house.
#include <unistd.h>

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "clients/cli/journey.h"
#include "clients/cli/journey_view.h"
#include "clients/cli/login.h"
#include "clients/cli/program.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

// A service that is away shall fail its step within the bound of the step.
constexpr absl::Duration kPatience = absl::Seconds(5);

// Signs the invented staff in, each once, with tokens that stay in memory.
class InventedStaff {
 public:
  InventedStaff(Settings settings, CallOptions options) : settings_(std::move(settings)), options_(std::move(options)) {}

  absl::StatusOr<Client*> As(const std::string& subject) {
    std::unique_ptr<Client>& client = clients_[subject];
    if (client == nullptr) {
      ASSIGN_OR_RETURN(Tokens tokens, Login(settings_).As(subject));
      ASSIGN_OR_RETURN(client, Client::OpenWith(settings_, options_, std::move(tokens)));
    }
    return client.get();
  }

 private:
  const Settings settings_;
  const CallOptions options_;
  std::map<std::string, std::unique_ptr<Client>> clients_;
};

absl::Status RunJourney(JourneyOptions journey_options, Program& program) {
  ASSIGN_OR_RETURN(Settings settings, program.LoadSettings());
  if (!settings.dev_login) {
    return absl::InvalidArgumentError(program.In(
        {"Yol reyestrə uydurma adam yazır, ona görə yalnız inkişaf evində oynanır (ayarlarda dev_login: true).",
         "The journey writes an invented person into the register, so it plays only on a development house (dev_login: true "
         "in the settings)."}));
  }
  CallOptions options;
  options.timeout = absl::Seconds(program.timeout_seconds);
  options.patience = kPatience;
  InventedStaff staff(std::move(settings), std::move(options));
  Journey journey([&staff](const std::string& subject) { return staff.As(subject); }, program.language(), journey_options);
  if (program.json) {
    JourneyRecorder recorder;
    const absl::Status status = journey.Play(recorder);
    program.out() << recorder.Json(status.ok());
    return status;
  }
  program.out() << program.In({"Bir yol, əvvəldən axıra: hadisədən öz-özünə başlayan yardıma. Hamı uydurmadır.",
                               "One journey, from an incident to assistance that starts by itself. Everybody is invented."})
                << "\n\n";
  JourneyPrinter printer(program.language(), isatty(STDOUT_FILENO) == 1, program.out());
  const absl::Time begun = absl::Now();
  RETURN_IF_ERROR(journey.Play(printer));
  program.out() << "\n"
                << absl::StrFormat("%.1f s. ", absl::ToDoubleSeconds(absl::Now() - begun))
                << program.In({"Özünüz baxın: dayaqctl login --as [mötərizədəki ad], sonra → əmri.",
                               "Look yourself: dayaqctl login --as [the name in brackets], then the command after →."})
                << "\n";
  return absl::OkStatus();
}

}  // namespace

void AddJourneyCommand(Command& app, Program& program) {
  const auto options = std::make_shared<JourneyOptions>();
  Command* command =
      app.add_subcommand("journey", program.In({"inkişaf evində bütün yolu oyna: hadisədən yardıma",
                                                "play the whole path on the development house: from an incident to assistance"}));
  command->add_flag("--with-death", options->with_death,
                    program.In({"sonda ölüm: müavinət bitir, dəfn yardımı başlayır",
                                "at the end a death: the allowance ends, the funeral benefit starts"}));
  command->footer(
      "\n  dayaqctl journey\n  dayaqctl journey --with-death --lang en\n  dayaqctl journey --json | jq '.steps[].ms'\n");
  command->callback([options, &program] { program.action = [options, &program] { return RunJourney(*options, program); }; });
}

}  // namespace dayaq::cli
