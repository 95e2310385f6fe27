#include "absl/strings/str_cat.h"
#include "clients/verify/commands.h"
#include "clients/verify/entry_reader.h"
#include "services/platform/tlog/tlog_proof.h"

namespace dayaq::verify {
namespace {

constexpr size_t kMostFileBytes = size_t{1} << 20;

}  // namespace

std::optional<Finding> CheckProof(const Context& context) {
  const Options& options = context.options;
  Trust trust;
  if (auto finding = ReadTrust(options, trust); finding.has_value()) return finding;
  std::string proof_text, canonical;
  if (auto finding = ReadOwnFile(options.proof_file, kMostFileBytes, proof_text); finding.has_value()) return finding;
  if (auto finding = ReadOwnFile(options.entry_file, kMostFileBytes, canonical); finding.has_value()) return finding;
  const auto proof = tlog::ParseTlogProof(proof_text);
  if (!proof.ok()) return Finding{Fault::kProofWrong, options.proof_file, {}, {}, std::string(proof.status().message())};

  const tlog::Hash leaf = tlog::Sha256(canonical);
  absl::StatusOr<tlog::Proven> proven = absl::NotFoundError("none of the keys given is of that log");
  const auto parsed = tlog::ParseCheckpoint(proof->checkpoint);
  for (const tlog::VerifierKey& key : trust.keys) {
    if (parsed.ok() && key.name() != parsed->checkpoint.origin) continue;
    proven = tlog::VerifyTlogProof(*proof, tlog::View(leaf), key, trust.witnesses);
    if (proven.ok()) break;
  }
  if (!proven.ok()) {
    return Finding{Fault::kProofWrong, options.proof_file, proof->index, {}, std::string(proven.status().message())};
  }
  const auto entry = ReadEntry(canonical);
  if (!entry.has_value()) return Finding{Fault::kEntryMalformed, options.entry_file, proof->index, {}, ""};
  context.out << "✓ " << proven->checkpoint.origin << context.In({", yarpaq ", ", leaf "}) << proof->index
              << context.In({", jurnalın ölçüsü ", ", of "}) << proven->checkpoint.size << "\n";
  for (const tlog::Cosigned& one : proven->witnesses) {
    context.out << context.In({"  şahid: ", "  witness: "}) << one.witness << "\n";
  }
  context.out << ToldEntry(*entry, options.language);
  return std::nullopt;
}

}  // namespace dayaq::verify
