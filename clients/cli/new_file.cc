#include "clients/cli/new_file.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"

extern char** environ;

namespace dayaq::cli {
namespace {

absl::Status CheckIsNew(const std::string& path, const Program& program) {
  if (!std::filesystem::exists(path)) return absl::OkStatus();
  return absl::AlreadyExistsError(absl::StrCat(path, program.In({": fayl artıq var", ": the file is there already"})));
}

// Runs it without a shell and without its chatter; true when it ended well.
bool Ran(std::vector<std::string> command) {
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (std::string& argument : command) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int started = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  return started == 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

absl::Status WriteNewFile(const std::string& path, absl::string_view bytes, Program& program) {
  RETURN_IF_ERROR(CheckIsNew(path, program));
  std::ofstream stream(path, std::ios::binary);
  stream << bytes;
  if (!stream.flush()) return absl::UnavailableError(absl::StrCat(path, program.In({": yazılmadı", ": could not be written"})));
  program.out() << path << "\n";
  return absl::OkStatus();
}

absl::Status PrintToPdf(const std::string& page, const std::string& path, Program& program) {
  RETURN_IF_ERROR(CheckIsNew(path, program));
  std::string place = (std::filesystem::temp_directory_path() / "dayaq-report-XXXXXX").string();
  if (mkdtemp(place.data()) == nullptr) return absl::UnavailableError(place);
  const absl::Cleanup clear = [&place] {
    std::error_code ignored;
    std::filesystem::remove_all(place, ignored);
  };
  const std::string html = place + "/report.html";
  std::ofstream stream(html, std::ios::binary);
  stream << page;
  stream.close();
  const char* const named = std::getenv("DAYAQ_BROWSER");
  std::vector<std::string> command = {named == nullptr ? "chromium" : named, "--headless", "--disable-gpu",
                                      "--no-pdf-header-footer", absl::StrCat("--user-data-dir=", place, "/profile")};
  // It refuses to run as root in its sandbox. The page is ours and has no scripts.
  if (geteuid() == 0) command.emplace_back("--no-sandbox");
  command.push_back(absl::StrCat("--print-to-pdf=", std::filesystem::absolute(path).string()));
  command.push_back(absl::StrCat("file://", html));
  if (!Ran(std::move(command)) || !std::filesystem::exists(path)) {
    return absl::UnavailableError(program.In(
        {"PDF çap olunmadı: chromium lazımdır (DAYAQ_BROWSER). --out ilə HTML faylını götürün və brauzerdə çap edin.",
         "The PDF could not be printed: it takes chromium (DAYAQ_BROWSER). Take the HTML file with --out and print it in a "
         "browser."}));
  }
  program.out() << path << "\n";
  return absl::OkStatus();
}

}  // namespace dayaq::cli
