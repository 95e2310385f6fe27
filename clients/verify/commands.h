// The subcommands of dayaq-audit-verify.
#ifndef CLIENTS_VERIFY_COMMANDS_H_
#define CLIENTS_VERIFY_COMMANDS_H_

#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "clients/common/text.h"
#include "clients/verify/findings.h"
#include "clients/verify/log_check.h"

namespace dayaq::verify {

// What the command line said.
struct Options {
  cli::Language language = cli::Language::kAz;
  // Folders or https addresses of logs, the eldest first.
  std::vector<std::string> sources;
  // Public keys, each as text or as a file that holds it.
  std::vector<std::string> keys, witnesses, receipt_keys;
  size_t quorum = 0;
  double witness_hours = 24;
  std::string ca_file, state_file, copy_folder;
  std::string proof_file, entry_file, receipts_file, archive_file;
};

struct Context {
  const Options& options;
  std::ostream& out;
  std::ostream& err;
  // Whether `err` is a terminal, for the progress bar.
  bool terminal = false;
  absl::Time now;

  const char* In(cli::Text text) const { return text.In(options.language); }
};

// Each writes what holds to `out`, and gives back what does not.
std::optional<Finding> CheckLogs(const Context& context);
std::optional<Finding> CheckProof(const Context& context);
std::optional<Finding> CheckReceipts(const Context& context);
std::optional<Finding> CheckArchive(const Context& context);

// The parts they share (checking.cc).

std::optional<Finding> ReadTrust(const Options& options, Trust& trust);
std::optional<Finding> ReadKeys(const std::vector<std::string>& given, std::vector<tlog::VerifierKey>& keys);
std::optional<Finding> ReadOwnFile(const std::string& path, size_t most_bytes, std::string& bytes);

// Gets each leaf of each log.
using EachLogLeaf = std::function<std::optional<Finding>(size_t log, uint64_t index, absl::string_view leaf_data)>;

// Checks all sources from the first leaf to the signatures, and that each goes on from the one before. Writes a paragraph for each.
std::optional<Finding> CheckAll(const Context& context, const EachLogLeaf& each_leaf);

}  // namespace dayaq::verify

#endif  // CLIENTS_VERIFY_COMMANDS_H_
