// What the subcommands share: keys, sources, and the check of whole logs.
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/common/progress.h"
#include "clients/verify/commands.h"
#include "clients/verify/entry_reader.h"

namespace dayaq::verify {
namespace {

constexpr size_t kMostKeyBytes = 4096;

Finding BadInput(std::string place, absl::string_view detail) {
  return {Fault::kBadInput, std::move(place), {}, {}, std::string(detail)};
}

std::string ToldTime(uint64_t unix_seconds) {
  return absl::FormatTime("%Y-%m-%d %H:%M UTC", absl::FromUnixSeconds(static_cast<int64_t>(unix_seconds)), absl::UTCTimeZone());
}

// The new log's first entry names the tree that the former one was sealed at, and the seal names the new log.
std::optional<Finding> CheckContinued(const LogCheck& former, const LogCheck& next) {
  const std::string& origin = next.checkpoint().origin;
  const auto broken = [&origin](absl::string_view why) { return Finding{Fault::kNotContinued, origin, {}, {}, std::string(why)}; };
  if (!former.seal().has_value()) return broken(absl::StrCat(former.checkpoint().origin, " is not sealed"));
  if (former.seal()->next_origin != origin) return broken(absl::StrCat("the seal names ", former.seal()->next_origin));
  if (!next.opening().has_value()) return broken("it has no opening");
  const auto entry = ReadEntry(*next.opening());
  if (!entry.has_value() || TextOf(*entry, kEntryMethod) != "audit/seal") return broken("the opening is not one");
  if (TextOf(*entry, kEntryResources) != former.checkpoint().origin) return broken("the opening names another log");
  const tlog::Hash last = tlog::Sha256(tlog::SealedText(former.seal()->last));
  if (TextOf(*entry, kEntryBeforeHash) != tlog::View(last)) return broken("the opening names another last checkpoint");
  return std::nullopt;
}

void PrintLog(const Context& context, const LogCheck& check) {
  const tlog::Checkpoint& checkpoint = check.checkpoint();
  context.out << "✓ " << checkpoint.origin << "\n"
              << context.In({"  yarpaqlar: ", "  leaves: "}) << checkpoint.size << context.In({", kök: ", ", root: "})
              << tlog::EncodeBase64(tlog::View(checkpoint.root)) << "\n"
              << context.In(
                     {"  hər yarpaq yenidən hesablandı, fayllar eynidir: ", "  every leaf was hashed anew; files as published: "})
              << check.files() << "\n";
  for (const tlog::Cosigned& one : check.cosigned()) {
    context.out << context.In({"  şahid ", "  witness "}) << one.witness << ": " << ToldTime(one.unix_seconds)
                << context.In({", yarpaqlar: ", ", leaves: "}) << check.witnessed_size() << "\n";
  }
  if (check.seal().has_value()) {
    context.out << context.In({"  möhürlənib, davamı: ", "  sealed; goes on as: "}) << check.seal()->next_origin << "\n";
  }
  if (check.opening().has_value()) {
    const auto entry = ReadEntry(*check.opening());
    context.out << context.In({"  bu jurnalın davamıdır: ", "  goes on from: "})
                << (entry.has_value() ? TextOf(*entry, kEntryResources) : "?") << "\n";
  }
}

std::optional<Finding> ExpectState(const Context& context, LogCheck& check, const std::string& state_file) {
  const auto state = LoadRunState(state_file);
  if (!state.ok()) return BadInput(state_file, state.status().message());
  if (!state->has_value()) return std::nullopt;
  const RunState& then = **state;
  if (then.checkpoint.origin != check.checkpoint().origin && context.options.sources.size() > 1) return std::nullopt;
  if (auto finding = check.Expect(then, context.options.copy_folder); finding.has_value()) return finding;
  context.out << context.In({"  sonuncu yoxlamada: ", "  at the last run: "}) << then.checkpoint.size << "\n";
  return std::nullopt;
}

std::string StateFile(const Options& options) {
  if (!options.state_file.empty() || options.copy_folder.empty()) return options.state_file;
  return options.copy_folder + "/state";
}

std::optional<Finding> CheckOne(const Context& context, const std::string& location, LogCheck& check, bool is_last,
                                const EachLeaf& each_leaf) {
  if (auto finding = check.ReadHeads(); finding.has_value()) return finding;
  const std::string state_file = StateFile(context.options);
  if (is_last && !state_file.empty()) {
    if (auto finding = ExpectState(context, check, state_file); finding.has_value()) return finding;
    check.KeepIn(context.options.copy_folder);
  }
  cli::Progress progress(context.err, context.terminal, location, static_cast<int64_t>(check.checkpoint().size), absl::Now());
  const auto on_progress = [&](uint64_t done, uint64_t) { progress.Update(static_cast<int64_t>(done), absl::Now()); };
  auto finding = check.Derive(each_leaf, on_progress);
  if (context.terminal) progress.Finish(absl::Now());
  if (finding.has_value()) return finding;
  PrintLog(context, check);
  if (!is_last || state_file.empty()) return std::nullopt;
  const absl::Status saved = SaveRunState(state_file, FormatRunState(check.tile_roots(), check.note()));
  if (!saved.ok()) return BadInput(state_file, saved.message());
  return std::nullopt;
}

}  // namespace

std::optional<Finding> ReadOwnFile(const std::string& path, size_t most_bytes, std::string& bytes) {
  absl::StatusOr<std::string> read = tlog::FolderSource(path.substr(0, 1) == "/" ? "" : ".")->Read(path, most_bytes);
  if (!read.ok()) return BadInput(path, read.status().message());
  bytes = *std::move(read);
  return std::nullopt;
}

std::optional<Finding> ReadKeys(const std::vector<std::string>& given, std::vector<tlog::VerifierKey>& keys) {
  for (const std::string& one : given) {
    absl::StatusOr<tlog::VerifierKey> key = tlog::VerifierKey::Parse(one);
    if (!key.ok()) {
      // A file that holds the key; a key given as text that is faulty is no file.
      std::string text;
      const auto finding = ReadOwnFile(one, kMostKeyBytes, text);
      if (finding.has_value()) return BadInput(one, key.status().message());
      key = tlog::VerifierKey::Parse(absl::StripAsciiWhitespace(text));
    }
    if (!key.ok()) return BadInput(one, key.status().message());
    keys.push_back(*std::move(key));
  }
  return std::nullopt;
}

std::optional<Finding> ReadTrust(const Options& options, Trust& trust) {
  if (auto finding = ReadKeys(options.keys, trust.keys); finding.has_value()) return finding;
  if (auto finding = ReadKeys(options.witnesses, trust.witnesses.witnesses); finding.has_value()) return finding;
  for (const tlog::VerifierKey& key : trust.keys) {
    if (key.type() != tlog::KeyType::kNote) return BadInput(key.name(), "a witness's key is not one of a log");
  }
  for (const tlog::VerifierKey& key : trust.witnesses.witnesses) {
    if (key.type() != tlog::KeyType::kCosignature) return BadInput(key.name(), "a log's key is not one of a witness");
  }
  trust.witnesses.quorum = options.quorum;
  if (options.quorum > trust.witnesses.witnesses.size()) return BadInput("--quorum", "more than there are witnesses");
  trust.most_witness_age = absl::Seconds(3600 * options.witness_hours);
  return std::nullopt;
}

std::optional<Finding> CheckAll(const Context& context, const EachLogLeaf& each_leaf) {
  Trust trust;
  if (auto finding = ReadTrust(context.options, trust); finding.has_value()) return finding;
  std::vector<std::unique_ptr<tlog::LogSource>> sources;
  std::vector<std::unique_ptr<LogCheck>> checks;
  const std::vector<std::string>& locations = context.options.sources;
  for (size_t i = 0; i < locations.size(); ++i) {
    const bool is_last = i + 1 == locations.size();
    auto source = tlog::OpenLogSource(locations[i], context.options.ca_file);
    if (!source.ok()) return BadInput(locations[i], source.status().message());
    sources.push_back(*std::move(source));
    checks.push_back(std::make_unique<LogCheck>(*sources.back(), trust, context.now));
    const EachLeaf each = [&each_leaf, i](uint64_t index, absl::string_view leaf_data) { return each_leaf(i, index, leaf_data); };
    if (auto finding = CheckOne(context, locations[i], *checks.back(), is_last, each); finding.has_value()) {
      if (finding->place.empty() || locations.size() > 1) finding->place = absl::StrCat(locations[i], " ", finding->place);
      return finding;
    }
    if (i == 0) continue;
    if (auto finding = CheckContinued(*checks[i - 1], *checks[i]); finding.has_value()) return finding;
  }
  return std::nullopt;
}

std::optional<Finding> CheckLogs(const Context& context) {
  return CheckAll(context, [](size_t, uint64_t, absl::string_view) { return std::nullopt; });
}

}  // namespace dayaq::verify
