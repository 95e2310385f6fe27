// dayaq-audit-admin: what the owner of the database does about the audit log. See docs/operations/audit-log.md.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/audit_admin/archive.h"
#include "clients/audit_admin/fsck.h"
#include "clients/audit_admin/sealing.h"
#include "clients/common/progress.h"
#include "clients/common/text.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/tlog/note.h"

namespace dayaq::audit_admin {
namespace {

using cli::Language;
using cli::Text;

struct Options {
  std::string language, database, directory, key_file, next_key_file, name, month, file, witness_list, witness_ca;
  std::vector<std::string> keys, files;
  int32_t log = 0;
};

// The words of one run, and where they go.
struct Words {
  Language language;
  std::string In(Text text) const { return text.In(language); }
};

// A bar on standard error; nothing for what takes no time.
class Bar {
 public:
  Bar(const Words& words, Text label) : label_(words.In(label)) {}
  void operator()(int64_t done, int64_t total) {
    if (!progress_.has_value()) progress_.emplace(std::cerr, isatty(STDERR_FILENO) != 0, label_, total, absl::Now());
    progress_->Update(done, absl::Now());
  }
  void Finish() {
    if (progress_.has_value()) progress_->Finish(absl::Now());
  }

 private:
  const std::string label_;
  std::optional<cli::Progress> progress_;
};

absl::StatusOr<int> PrintKey(const Options& options) {
  ASSIGN_OR_RETURN(const SigningKey key, SigningKey::Load(options.file));
  if (!tlog::IsKeyName(options.name)) return absl::InvalidArgumentError("--name");
  std::cout << tlog::VerifierKey::Of(options.name, tlog::KeyType::kNote, key).Text() << "\n";
  return 0;
}

absl::StatusOr<int> RunFsck(const Options& options, const Words& words) {
  OwnerDatabase database(options.database);
  FsckOptions wanted{.directory = options.directory};
  for (const std::string& key : options.keys) {
    ASSIGN_OR_RETURN(tlog::VerifierKey parsed, tlog::VerifierKey::Parse(key));
    wanted.keys.push_back(std::move(parsed));
  }
  Bar bar(words, {"yoxlanılır", "checking"});
  wanted.on_progress = [&bar](int64_t done, int64_t total) { bar(done, total); };
  ASSIGN_OR_RETURN(const FsckReport report, Fsck(database, wanted));
  bar.Finish();
  std::cout << words.In({"yarpaq: ", "leaves: "}) << report.leaves << words.In({", yazı: ", ", entries: "}) << report.entries
            << words.In({", arxivdə: ", ", archived: "}) << report.archived
            << words.In({", bərpada itmiş: ", ", lost in a restore: "}) << report.lost << words.In({", növbədə: ", ", waiting: "})
            << report.waiting << "\n";
  for (const FsckFinding& finding : report.findings) std::cout << "✗ " << Told(finding, words.language) << "\n";
  if (report.more_findings) std::cout << "✗ …\n";
  if (report.findings.empty()) std::cout << words.In({"✓ baza və jurnal eynidir\n", "✓ database and log agree\n"});
  return report.findings.empty() ? 0 : 1;
}

absl::StatusOr<int> RunSeal(const Options& options, const Words& words) {
  OwnerDatabase database(options.database);
  ASSIGN_OR_RETURN(const SigningKey key, SigningKey::Load(options.key_file));
  ASSIGN_OR_RETURN(const SigningKey next,
                   SigningKey::Load(options.next_key_file.empty() ? options.key_file : options.next_key_file));
  SealOptions wanted{.directory = options.directory, .key = key, .next_key = next, .witness_ca = options.witness_ca};
  if (!options.witness_list.empty()) {
    ASSIGN_OR_RETURN(wanted.witnesses, tlog::ReadWitnessList(options.witness_list));
  }
  Bar bar(words, {"möhürlənir", "sealing"});
  wanted.on_progress = [&bar](int64_t done, int64_t total) { bar(done, total); };
  ASSIGN_OR_RETURN(const Sealed sealed, SealLog(database, wanted));
  bar.Finish();
  std::cout << words.In({"möhürləndi: ", "sealed: "}) << sealed.origin << ", " << sealed.size
            << words.In({" yarpaq\nnövbəti jurnal: ", " leaves\nnext log: "}) << sealed.next_origin
            << words.In({"\nnövbəti jurnalda yer gözləyir: ", "\nwaiting for a place in the next log: "}) << sealed.requeued
            << words.In({"\ndərc olunmuş yerini tapdı: ", "\nfound their published places: "}) << sealed.found
            << words.In({"\nyazısı itib, yalnız heşi qalıb: ", "\nentries lost, only their hashes are left: "}) << sealed.lost
            << words.In({"\nmöhürü imzalayan şahid: ", "\nwitnesses that signed the seal: "}) << sealed.witnesses << "\n";
  return 0;
}

void Tell(const Words& words, const std::vector<Archived>& archived) {
  for (const Archived& one : archived) {
    std::cout << words.In({"✓ jurnal ", "✓ log "}) << one.log << ": " << one.entries << words.In({" yazı\n", " entries\n"});
  }
}

absl::StatusOr<int> RunArchive(const Options& options, const Words& words) {
  OwnerDatabase database(options.database);
  ASSIGN_OR_RETURN(const std::string month, MonthOf(options.month));
  Bar bar(words, {"arxivə yazılır", "archiving"});
  ASSIGN_OR_RETURN(const Archived archived, WriteArchive(database, month, options.log, options.file,
                                                         [&bar](int64_t done, int64_t total) { bar(done, total); }));
  bar.Finish();
  Tell(words, {archived});
  return 0;
}

// Checks archives, or checks them and drops the month.
absl::StatusOr<int> RunCheck(const Options& options, const Words& words, bool drop) {
  OwnerDatabase database(options.database);
  ASSIGN_OR_RETURN(const std::string month, MonthOf(options.month));
  Bar bar(words, {"arxiv yoxlanılır", "checking the archive"});
  const auto on_progress = [&bar](int64_t done, int64_t total) { bar(done, total); };
  ASSIGN_OR_RETURN(const std::vector<Archived> archived, drop ? DropMonth(database, month, options.files, on_progress)
                                                              : CheckArchives(database, month, options.files, on_progress));
  bar.Finish();
  Tell(words, archived);
  if (drop) std::cout << words.In({"ay bazadan çıxarıldı: ", "taken out of the database: "}) << options.month << "\n";
  return 0;
}

int Exit(const absl::StatusOr<int>& result) {
  if (result.ok()) return *result;
  std::cerr << "dayaq-audit-admin: " << result.status().message() << "\n";
  return absl::IsDataLoss(result.status()) ? 1 : 2;
}

int Run(int argc, char** argv) {
  const Words words{cli::ChooseLanguage(argc, argv)};
  Options options;
  CLI::App app(
      words.In({"Audit jurnalının baxımı: bazanın sahibi üçün", "Looks after the audit log: for the owner of the database"}));
  app.require_subcommand(1);
  app.add_option("--lang", options.language, "az | en");
  const auto command = [&](const char* name, Text text, bool database) {
    CLI::App* made = app.add_subcommand(name, words.In(text));
    made->fallthrough();
    if (database) {
      made->add_option("--database", options.database,
                       words.In({"libpq sətri, sahib olan girişlə", "libpq words, with a login that may become the owner"}))
          ->required();
    }
    return made;
  };
  CLI::App* key = command("key", {"jurnalın açıq açarını yazır", "prints the public key of a log"}, false);
  key->add_option("--file", options.file, words.In({"açar faylı", "key file"}))->required();
  key->add_option("--name", options.name, words.In({"mənbə: jurnalın adı", "origin: the name of the log"}))->required();

  CLI::App* fsck = command("fsck", {"bazanı jurnalla tutuşdurur", "holds the database against the log"}, true);
  fsck->add_option("--directory", options.directory, words.In({"dərc qovluğu", "where logs are published"}));
  fsck->add_option("--key", options.keys, words.In({"jurnalın açıq açarı", "public key of a log"}));

  CLI::App* seal = command(
      "seal", {"bərpadan sonra jurnalı möhürləyir, növbətini açır", "seals the log after a restore and opens the next"}, true);
  seal->add_option("--directory", options.directory, words.In({"dərc qovluğu", "where logs are published"}))->required();
  seal->add_option("--log-key", options.key_file, words.In({"jurnalın açar faylı", "key file of the log"}))->required();
  seal->add_option("--next-key", options.next_key_file,
                   words.In({"növbəti jurnalın açar faylı", "key file of the next log, if it is another"}));
  seal->add_option("--witnesses", options.witness_list, words.In({"şahidlərin siyahısı", "list of witnesses"}));
  seal->add_option("--witness-ca", options.witness_ca, "PEM");

  CLI::App* archive = command("archive", {"bir ayı fayla yazır", "writes a month to a file"}, true);
  archive->add_option("--month", options.month, "2026-03")->required();
  archive->add_option("--out", options.file, words.In({"fayl", "file"}))->required();
  archive->add_option("--log", options.log, words.In({"jurnalın nömrəsi", "number of the log"}));

  CLI::App* check = command(
      "check-archive", {"arxivi bazanın yarpaqları ilə tutuşdurur", "holds archives against the leaves in the database"}, true);
  CLI::App* drop = command(
      "drop", {"arxivi yoxlayıb ayı bazadan çıxarır", "checks the archives, then takes the month out of the database"}, true);
  for (CLI::App* one : {check, drop}) {
    one->add_option("--month", options.month, "2026-03")->required();
    one->add_option("--archive", options.files, words.In({"fayl, hər jurnal üçün biri", "file, one for each log"}))->required();
  }
  CLI11_PARSE(app, argc, argv);
  if (key->parsed()) return Exit(PrintKey(options));
  if (fsck->parsed()) return Exit(RunFsck(options, words));
  if (seal->parsed()) return Exit(RunSeal(options, words));
  if (archive->parsed()) return Exit(RunArchive(options, words));
  return Exit(RunCheck(options, words, drop->parsed()));
}

}  // namespace
}  // namespace dayaq::audit_admin

int main(int argc, char** argv) { return dayaq::audit_admin::Run(argc, argv); }
