// login, logout, whoami.

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/login.h"
#include "clients/cli/program.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::cli {
namespace {

void PrintWho(const Tokens& tokens, Program& program) {
  const TokenClaims claims = ClaimsForDisplay(tokens);
  if (program.json) {
    program.out() << "{\"subject\":" << JsonString(claims.subject) << ",\"name\":" << JsonString(claims.name)
                  << ",\"issuer\":" << JsonString(tokens.issuer) << ",\"role_assignment\":" << JsonString(tokens.role_assignment)
                  << ",\"access_token_expires\":"
                  << JsonString(absl::FormatTime(absl::RFC3339_sec, tokens.expires_at, absl::UTCTimeZone())) << "}\n";
    return;
  }
  Table table({program.In({"ad", "name"}), program.In({"hesab", "subject"}), program.In({"təyinat", "role assignment"})});
  table.AddRow({claims.name, claims.subject, tokens.role_assignment.empty() ? "-" : tokens.role_assignment});
  table.Print(program.out());
}

absl::Status RunLogin(const std::string& subject, SignIn sign_in, Program& program) {
  if (!program.role.empty() && !IsUuid(program.role))
    return absl::InvalidArgumentError("--role takes the UUID of a role assignment.");
  ASSIGN_OR_RETURN(const Settings settings, program.LoadSettings());
  Login login(settings);
  absl::StatusOr<Tokens> tokens =
      subject.empty() ? login.InBrowser(
                            [&](const std::string& url) {
                              program.err() << program.In({"Bu ünvanı brauzerdə açın:", "Open this address in a browser:"})
                                            << "\n  " << url << "\n"
                                            << std::flush;
                            },
                            sign_in)
                      : login.As(subject, sign_in);
  if (!tokens.ok()) return tokens.status();
  const TokenStore store(settings.state_directory);
  tokens->role_assignment = program.role;
  // Who signs in strongly in between goes on with the assignment they were in.
  if (const absl::StatusOr<Tokens> before = store.Load(settings.issuer);
      sign_in == SignIn::kStrong && program.role.empty() && before.ok() &&
      ClaimsForDisplay(*before).subject == ClaimsForDisplay(*tokens).subject) {
    tokens->role_assignment = before->role_assignment;
  }
  RETURN_IF_ERROR(store.Save(*tokens));
  PrintWho(*tokens, program);
  return absl::OkStatus();
}

absl::Status RunLogout(Program& program) {
  ASSIGN_OR_RETURN(const Settings settings, program.LoadSettings());
  const TokenStore store(settings.state_directory);
  if (const absl::StatusOr<Tokens> tokens = store.Load(settings.issuer); tokens.ok()) Login(settings).Revoke(*tokens);
  store.Forget();
  if (!program.json) program.out() << program.In({"Çıxış edildi.", "Signed out."}) << "\n";
  return absl::OkStatus();
}

absl::Status RunWhoami(Program& program) {
  ASSIGN_OR_RETURN(const Settings settings, program.LoadSettings());
  ASSIGN_OR_RETURN(const Tokens tokens, TokenStore(settings.state_directory).Load(settings.issuer));
  PrintWho(tokens, program);
  return absl::OkStatus();
}

}  // namespace

void AddSessionCommands(Command& app, Program& program) {
  const auto subject = std::make_shared<std::string>();
  Command* login = app.add_subcommand("login", program.In({"giriş", "sign in"}));
  login->add_option(
      "--as", *subject,
      program.In({"inkişaf mühitində: uydurma əməkdaşın hesabı", "development only: the subject of one of the invented staff"}));
  login->footer(
      program.In({"\nNümunələr:\n  dayaqctl login\n  dayaqctl login --as tural-anama\n  dayaqctl login --role "
                  "01900000-0000-7000-9000-000000000014\n",
                  "\nExamples:\n  dayaqctl login\n  dayaqctl login --as tural-anama\n  dayaqctl login --role "
                  "01900000-0000-7000-9000-000000000014\n"}));
  const auto strong = std::make_shared<bool>(false);
  login->add_flag("--strong", *strong,
                  program.In({"güclü təsdiqlə (kod): hüquq vermək, təcili açılış və pul üçün, 5 dəqiqəyə",
                              "with a strong proof (code): for giving rights, emergencies and money, for five minutes"}));
  login->callback([subject, strong, &program] {
    program.action = [subject, strong, &program] {
      return RunLogin(*subject, *strong ? SignIn::kStrong : SignIn::kOrdinary, program);
    };
  });

  Command* logout = app.add_subcommand("logout", program.In({"çıxış", "sign out"}));
  logout->footer(program.In({"\nNümunə:\n  dayaqctl logout\n", "\nExample:\n  dayaqctl logout\n"}));
  logout->callback([&program] { program.action = [&program] { return RunLogout(program); }; });

  Command* whoami = app.add_subcommand("whoami", program.In({"kim giriş edib", "who is signed in"}));
  whoami->footer(program.In({"\nNümunə:\n  dayaqctl whoami --json\n", "\nExample:\n  dayaqctl whoami --json\n"}));
  whoami->callback([&program] { program.action = [&program] { return RunWhoami(program); }; });
}

}  // namespace dayaq::cli
