// keys status, rotate: the keys that wrap the keys of people.
#include <unistd.h>

#include <memory>

#include "absl/time/clock.h"
#include "clients/cli/keys_view.h"
#include "clients/cli/program.h"
#include "clients/cli/sending.h"
#include "clients/common/progress.h"
#include "dayaq/keys/v1/key_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::cli {
namespace {

using keys::v1::KeyStatus;

struct KeyFlags {
  bool validate_only = false;
  bool wait = true;
  int seconds = 600;
};

absl::StatusOr<KeyStatus> Fetch(Client& client) {
  return client.Call(&keys::v1::KeyService::Stub::GetKeyStatus, keys::v1::GetKeyStatusRequest());
}

absl::Status RunStatus(Program& program) {
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const KeyStatus status, Fetch(*client));
  program.Answer(status, [&] { PrintKeys(status, program.language(), program.out()); });
  return absl::OkStatus();
}

// Watches until nothing is left under a former key, or the time is over: the services go on by themselves.
absl::StatusOr<KeyStatus> Watch(Client& client, KeyStatus status, const KeyFlags& flags, Program& program) {
  const absl::Time until = absl::Now() + absl::Seconds(flags.seconds);
  const int64_t total = status.wrapped_anew() + status.waiting();
  Progress progress(program.err(), isatty(STDERR_FILENO) != 0, program.In({"yenidən bağlanır", "wrapping anew"}), total,
                    absl::Now());
  while (status.waiting() > 0 && absl::Now() < until) {
    progress.Update(status.wrapped_anew(), absl::Now());
    absl::SleepFor(absl::Seconds(1));
    ASSIGN_OR_RETURN(status, Fetch(client));
  }
  progress.Update(status.wrapped_anew(), absl::Now());
  progress.Finish(absl::Now());
  return status;
}

absl::Status RunRotate(const KeyFlags& flags, Program& program) {
  if (flags.validate_only) {
    return Send(program, &keys::v1::KeyService::Stub::RotateKeys, keys::v1::RotateKeysRequest(), true, [](const KeyStatus&) {});
  }
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(KeyStatus status, client->Change(&keys::v1::KeyService::Stub::RotateKeys, keys::v1::RotateKeysRequest()));
  if (flags.wait) {
    ASSIGN_OR_RETURN(status, Watch(*client, std::move(status), flags, program));
  }
  program.Answer(status, [&] { PrintKeys(status, program.language(), program.out()); });
  return absl::OkStatus();
}

}  // namespace

void AddKeyCommands(Command& app, Program& program) {
  Command& keys = *app.add_subcommand("keys", program.In({"şifrələmə açarları", "encryption keys"}));
  keys.require_subcommand(1);
  Command* status = keys.add_subcommand("status", program.In({"açarların vəziyyəti", "how the keys stand"}));
  status->callback([&program] { program.action = [&program] { return RunStatus(program); }; });
  status->footer("\n  dayaqctl keys status\n");

  const auto flags = std::make_shared<KeyFlags>();
  Command* rotate =
      keys.add_subcommand("rotate", program.In({"növbəti açarı yarat (güclü giriş); qalanı xidmətlər özü edir",
                                                "make the next key (strong sign-in); the services do the rest by themselves"}));
  rotate->add_flag("--validate-only", flags->validate_only,
                   program.In({"yalnız yoxla, heç nə yazma", "check everything, store nothing"}));
  rotate->add_flag("!--no-wait", flags->wait, program.In({"sonunu gözləmə", "do not wait for the end"}));
  rotate->add_option("--seconds", flags->seconds, program.In({"ən çox neçə saniyə gözləmək", "how many seconds to wait at most"}));
  rotate->callback([flags, &program] { program.action = [flags, &program] { return RunRotate(*flags, program); }; });
  rotate->footer("\n  dayaqctl keys rotate\n");
}

}  // namespace dayaq::cli
