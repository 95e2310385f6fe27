#include "services/statistics/release_seal.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/platform/tlog/compact_range.h"
#include "services/platform/tlog/proof.h"
#include "services/statistics/printed_cells.h"

namespace dayaq::statistics {
namespace {

constexpr size_t kNonceBytes = 32;

// A text on a line of its own: whatever it holds, the line ends where it ends.
std::string Quoted(absl::string_view text) { return absl::StrCat("\"", absl::CEscape(text), "\""); }

std::string Cell(const PrintedCell& cell) {
  if (cell.nothing) return std::string(kNoFigure);
  if (cell.showing == Showing::kHidden) return "Q";
  return absl::StrCat(cell.showing == Showing::kRounded ? "~" : "", cell.text);
}

// Cells by their keys; the whole table counts alike whatever the order of its dimensions and codes.
std::string TableBytes(const ProtectedTable& table) {
  std::map<std::string, std::string> cells;
  for (const PrintedCell& cell : PrintedCells(table)) cells[table.table.Key(cell.cell)] = Cell(cell);
  std::string bytes = absl::StrCat("table ", Quoted(table.table.id), "\nmeasure ", Quoted(table.table.measure), "\nvintage ",
                                   Quoted(table.table.vintage), "\n");
  for (const auto& [key, value] : cells) absl::StrAppend(&bytes, "cell ", Quoted(key), " ", value, "\n");
  return bytes;
}

}  // namespace

absl::StatusOr<RecordTree> RecordTree::Of(std::vector<tlog::Hash> commitments) {
  std::sort(commitments.begin(), commitments.end());
  if (std::adjacent_find(commitments.begin(), commitments.end()) != commitments.end()) {
    return absl::InvalidArgumentError("a record is counted once: a commitment stands twice");
  }
  tlog::CompactRange range;
  for (const tlog::Hash& commitment : commitments) range.Append(tlog::LeafHash(tlog::View(commitment)));
  const tlog::Hash root = range.Root();
  return RecordTree(std::move(commitments), root);
}

absl::StatusOr<RecordTree::Proof> RecordTree::ProofOf(const tlog::Hash& commitment) const {
  const auto found = std::lower_bound(commitments_.begin(), commitments_.end(), commitment);
  if (found == commitments_.end() || *found != commitment) return absl::NotFoundError("that record was not counted");
  Proof proof{.index = static_cast<uint64_t>(found - commitments_.begin())};
  const auto node = [this](int level, uint64_t index) -> absl::StatusOr<tlog::Hash> {
    tlog::CompactRange range;
    for (uint64_t leaf = index << level; leaf < (index + 1) << level; ++leaf) {
      range.Append(tlog::LeafHash(tlog::View(commitments_[leaf])));
    }
    return range.Root();
  };
  auto hashes = tlog::InclusionProof(proof.index, commitments_.size(), node);
  if (!hashes.ok()) return hashes.status();
  proof.hashes = *std::move(hashes);
  return proof;
}

absl::StatusOr<tlog::Hash> CommitTo(absl::string_view nonce, absl::string_view record) {
  if (nonce.size() != kNonceBytes) return absl::InvalidArgumentError("a nonce has 32 bytes");
  return tlog::Sha256(absl::StrCat("dayaq.statistics.record.v1\n", nonce, record));
}

absl::Status VerifyCounted(const tlog::Hash& commitment, const RecordTree::Proof& proof, uint64_t size, const tlog::Hash& root) {
  return tlog::VerifyInclusion(proof.index, size, tlog::LeafHash(tlog::View(commitment)), proof.hashes, root);
}

std::string CanonicalBytes(const ProtectedRelease& release, const ReleaseFacts& facts, const RecordTree& records) {
  const std::set<std::string> definitions(facts.definitions.begin(), facts.definitions.end());
  std::set<std::string> tables;
  for (const ProtectedTable& table : release.tables) {
    if (table.table.printed) tables.insert(TableBytes(table));
  }
  std::string bytes = absl::StrCat("dayaq.statistics.release.v1\nrelease ", Quoted(release.id), "\ncut_off ", Quoted(facts.cut_off),
                                   "\nknown_until ", Quoted(facts.known_until), "\nsnapshot ", Quoted(facts.snapshot),
                                   "\ndisclosure ", Quoted(facts.disclosure_edition), "\nrecords ", records.size(), " ",
                                   absl::BytesToHexString(tlog::View(records.root())), "\n");
  for (const std::string& definition : definitions) absl::StrAppend(&bytes, "definition ", Quoted(definition), "\n");
  return absl::StrCat(bytes, absl::StrJoin(tables, ""));
}

}  // namespace dayaq::statistics
