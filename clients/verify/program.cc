#include "clients/verify/program.h"

#include <unistd.h>

#include <CLI/CLI.hpp>

#include "clients/verify/commands.h"

namespace dayaq::verify {
namespace {

using cli::Text;

constexpr Text kAbout = {"Dayaq reyestrinin audit jurnalını yoxlayır: dərc olunmuş fayllar və açıq açar kifayətdir",
                         "Verifies the audit log of the Dayaq registry: published files and a public key are all it needs"};
constexpr Text kFooter = {
    "\nNümunələr:\n"
    "  dayaq-audit-verify log https://reyestr.example.az/transparency/1 --key log.vkey --state jurnal.state\n"
    "  dayaq-audit-verify log ./jurnal --key log.vkey --witness sahid1.vkey --witness sahid2.vkey --quorum 2\n"
    "  dayaq-audit-verify proof yazi.tlog-proof --entry yazi --key log.vkey\n"
    "  dayaq-audit-verify receipts ./jurnal --key log.vkey --receipts receipts.log --receipt-key receipts.vkey\n"
    "  dayaq-audit-verify archive 2026-03.archive ./jurnal --key log.vkey\n"
    "\nÇıxış kodları: 0 hər şey düzdür; 1 nəsə pozulub; 2 əmr və ya fayl yanlışdır, ya da jurnala çatmaq olmur.\n",
    "\nExamples:\n"
    "  dayaq-audit-verify log https://registry.example.az/transparency/1 --key log.vkey --state log.state\n"
    "  dayaq-audit-verify log ./log --key log.vkey --witness witness1.vkey --witness witness2.vkey --quorum 2\n"
    "  dayaq-audit-verify proof entry.tlog-proof --entry entry --key log.vkey\n"
    "  dayaq-audit-verify receipts ./log --key log.vkey --receipts receipts.log --receipt-key receipts.vkey\n"
    "  dayaq-audit-verify archive 2026-03.archive ./log --key log.vkey\n"
    "\nExit codes: 0 all holds; 1 something was tampered with; 2 the command or a file is wrong, or the log cannot be reached.\n"};

using Command = std::optional<Finding> (*)(const Context&);

// The subcommands, and the options each takes.
class CommandLine {
 public:
  CommandLine(CLI::App& app, Options& options) : app_(app), options_(options) {}

  void Add() {
    AddLog();
    AddProof();
    AddReceipts();
    AddArchive();
  }
  Command chosen() const { return chosen_; }

 private:
  const char* In(Text text) const { return text.In(options_.language); }

  CLI::App& Subcommand(const char* name, Text about, Command command) {
    CLI::App& subcommand = *app_.add_subcommand(name, In(about));
    subcommand.callback([this, command] { chosen_ = command; });
    return subcommand;
  }

  void AddTrust(CLI::App& command) {
    command
        .add_option("--key", options_.keys,
                    In({"jurnalın açıq açarı (mətn və ya fayl); bir neçə ola bilər",
                        "the log's public key (text or file); may be several"}))
        ->required();
    command.add_option("--witness", options_.witnesses, In({"şahidin açıq açarı", "a witness's public key"}));
    command.add_option("--quorum", options_.quorum, In({"neçə şahidin imzası lazımdır", "how many witnesses must have signed"}));
  }

  void AddSources(CLI::App& command) {
    command
        .add_option("SOURCE", options_.sources,
                    In({"jurnalın qovluğu və ya https ünvanı; davamı olan jurnallar ardıcıllıqla",
                        "the log's folder or https address; logs that go on from one another in their order"}))
        ->required();
    command.add_option("--ca", options_.ca_file,
                       In({"https üçün etibar edilən orqanlar (PEM)", "authorities to trust for https (PEM)"}));
    command.add_option(
        "--witness-hours", options_.witness_hours,
        In({"şahid imzası ən çoxu neçə saatlıq ola bilər (24)", "how old a witness's signature may be, in hours (24)"}));
  }

  void AddLog() {
    CLI::App& command = Subcommand("log",
                                   {"bütün jurnal: hər yarpaq, hər fayl, imzalar, sonuncu yoxlamadan bəri dəyişib-dəyişmədiyi",
                                    "a whole log: every leaf, every file, signatures, and that it only grew since the last run"},
                                   CheckLogs);
    AddSources(command);
    AddTrust(command);
    command.add_option("--state", options_.state_file,
                       In({"sonuncu yoxlamanın yaddaşı; sizdə qalır", "what the last run saw; keep it with you"}));
    command.add_option("--copy", options_.copy_folder,
                       In({"yazıların surəti bu qovluqda saxlanır: dəyişən yarpağın özü tapılır",
                           "keeps a copy of the leaves in this folder, so that a changed leaf is found exactly"}));
  }

  void AddProof() {
    CLI::App& command = Subcommand("proof", {"bir yazı, şəbəkəsiz", "one entry, off-line"}, CheckProof);
    command.add_option("PROOF", options_.proof_file, In({".tlog-proof faylı", "the .tlog-proof file"}))->required();
    command.add_option("--entry", options_.entry_file, In({"yazının baytları", "the entry's bytes"}))->required();
    AddTrust(command);
  }

  void AddReceipts() {
    CLI::App& command = Subcommand(
        "receipts", {"hər qəbzin yazısı jurnaldadırmı", "whether the entry of each receipt is in the log"}, CheckReceipts);
    AddSources(command);
    AddTrust(command);
    command.add_option("--receipts", options_.receipts_file, In({"qəbzlər, hər sətirdə biri", "receipts, one a line"}))->required();
    command.add_option("--receipt-key", options_.receipt_keys, In({"qəbzləri imzalayan açıq açar", "the public key of receipts"}))
        ->required();
  }

  void AddArchive() {
    CLI::App& command =
        Subcommand("archive", {"bir ayın arxivi jurnala görə", "the archive of a month against the log"}, CheckArchive);
    command.add_option("FILE", options_.archive_file, In({"arxiv faylı", "the archive"}))->required();
    AddSources(command);
    AddTrust(command);
  }

  CLI::App& app_;
  Options& options_;
  Command chosen_ = nullptr;
};

}  // namespace

int RunProgram(int argc, const char* const* argv, std::ostream& out, std::ostream& err, absl::Time now) {
  Options options;
  options.language = cli::ChooseLanguage(argc, argv);
  CLI::App app(kAbout.In(options.language), "dayaq-audit-verify");
  app.fallthrough();
  app.require_subcommand(1);
  app.footer(kFooter.In(options.language));
  std::string lang;
  app.add_option("--lang", lang, Text{"dil: az və ya en", "language: az or en"}.In(options.language))
      ->check(CLI::IsMember({"az", "en"}));
  CommandLine commands(app, options);
  commands.Add();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error, out, err) == 0 ? 0 : 2;
  }
  const Context context{options, out, err, isatty(STDERR_FILENO) == 1, now};
  const std::optional<Finding> finding = commands.chosen()(context);
  if (finding.has_value()) err << Told(*finding, options.language);
  return ExitCodeOf(finding);
}

}  // namespace dayaq::verify
