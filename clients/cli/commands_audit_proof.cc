// audit proof, verify: an entry with what proves that the log holds it, kept in files and checked without the system.
#include <filesystem>
#include <fstream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/cli/access_input.h"
#include "clients/cli/audit_view.h"
#include "clients/cli/pinned_keys.h"
#include "clients/cli/program.h"
#include "dayaq/audit/v1/audit_service.grpc.pb.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/tlog/tlog_proof.h"

namespace dayaq::cli {
namespace {

// An entry names at most a hundred resources, a proof at most 63 hashes.
constexpr std::streamsize kLargestFile = 1 << 20;

struct ProofFlags {
  std::string entry;
  std::string out;
  std::string proof;
  std::string key;
};

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes(kLargestFile, '\0');
  if (!file.read(bytes.data(), kLargestFile) && !file.eof()) {
    return absl::InvalidArgumentError(absl::StrCat(path, " cannot be read."));
  }
  bytes.resize(static_cast<size_t>(file.gcount()));
  if (bytes.size() == static_cast<size_t>(kLargestFile)) return absl::InvalidArgumentError(absl::StrCat(path, " is too large."));
  return bytes;
}

// Proofs are evidence: what is there is not written over.
absl::Status WriteNewFile(const std::string& path, const std::string& bytes) {
  std::error_code error;
  if (std::filesystem::exists(path, error)) return absl::InvalidArgumentError(absl::StrCat(path, " is there already."));
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return absl::InvalidArgumentError(absl::StrCat(path, " cannot be written."));
  return absl::OkStatus();
}

absl::Status RunProof(const ProofFlags& flags, Program& program) {
  AccessInput input(program.language());
  audit::v1::GetEntryProofRequest request;
  request.set_name(input.Name("auditEntries", flags.entry));
  RETURN_IF_ERROR(input.ToStatus());
  ASSIGN_OR_RETURN(Client * client, program.client());
  ASSIGN_OR_RETURN(const audit::v1::EntryProof proof, client->Call(&audit::v1::AuditService::Stub::GetEntryProof, request));
  if (!flags.out.empty()) {
    RETURN_IF_ERROR(WriteNewFile(flags.out, proof.canonical()));
    RETURN_IF_ERROR(WriteNewFile(flags.out + ".tlog-proof", proof.proof()));
  }
  program.Answer(proof, [&] {
    program.out() << proof.name() << "  " << proof.origin() << " № " << proof.index() << " / " << proof.size() << "\n";
    if (flags.out.empty()) {
      program.out() << proof.proof();
    } else {
      program.out() << program.In({"Yazıldı: ", "Written: "}) << flags.out << ", " << flags.out << ".tlog-proof\n"
                    << program.In({"Yoxlamaq üçün:\n", "To check it:\n"}) << "  dayaqctl audit verify " << flags.out << "\n";
    }
  });
  return absl::OkStatus();
}

absl::StatusOr<tlog::VerifierKey> KeyFor(const ProofFlags& flags, const std::string& origin, const Program& program) {
  if (!flags.key.empty()) return tlog::VerifierKey::Parse(flags.key);
  ASSIGN_OR_RETURN(const Settings settings, program.LoadSettings());
  absl::StatusOr<tlog::VerifierKey> key = PinnedKeys(settings.state_directory).KeyOf(origin);
  if (absl::IsNotFound(key.status())) {
    return absl::InvalidArgumentError(absl::StrCat(key.status().message(), " ",
                                                   program.In({"--key ilə verin və ya əvvəlcə: dayaqctl audit status",
                                                               "Give it with --key, or first: dayaqctl audit status"})));
  }
  return key;
}

absl::Status RunVerify(const ProofFlags& flags, Program& program) {
  ASSIGN_OR_RETURN(const std::string canonical, ReadFile(flags.entry));
  ASSIGN_OR_RETURN(const std::string text, ReadFile(flags.proof.empty() ? flags.entry + ".tlog-proof" : flags.proof));
  ASSIGN_OR_RETURN(const tlog::TlogProof proof, tlog::ParseTlogProof(text));
  ASSIGN_OR_RETURN(const tlog::SignedCheckpoint said, tlog::ParseCheckpoint(proof.checkpoint));
  ASSIGN_OR_RETURN(const tlog::VerifierKey key, KeyFor(flags, said.checkpoint.origin, program));
  const tlog::Hash leaf = tlog::Sha256(canonical);
  const absl::StatusOr<tlog::Proven> proven = tlog::VerifyTlogProof(proof, tlog::View(leaf), key, {});
  audit::v1::Entry entry;
  if (!proven.ok() || !entry.ParseFromString(canonical)) {
    program.exit_code = ExitCode::kDiffers;
    program.out() << program.In({"✗ Sübut tutmur: ", "✗ The proof does not hold: "})
                  << (proven.ok() ? "the file is no entry" : std::string(proven.status().message())) << "\n";
    return absl::OkStatus();
  }
  if (program.json) {
    program.Answer(entry, [] {});
    return absl::OkStatus();
  }
  program.out() << program.In({"✓ Jurnaldadır: ", "✓ In the log: "}) << proven->checkpoint.origin << " № " << proof.index << " / "
                << proven->checkpoint.size << "\n";
  PrintEntryFields(entry, program.language(), program.out());
  return absl::OkStatus();
}

}  // namespace

void AddProofCommands(Command& audit, Program& program) {
  const auto flags = std::make_shared<ProofFlags>();
  Command* proof =
      audit.add_subcommand("proof", program.In({"yazının jurnalda olduğunun sübutu", "the proof that the log holds an entry"}));
  proof->add_option("entry", flags->entry, program.In({"yazı: auditEntries/…", "the entry: auditEntries/…"}))->required();
  proof->add_option("--out", flags->out,
                    program.In({"yazını bu fayla, sübutu FAYL.tlog-proof faylına yaz",
                                "write the entry here, and its proof to FILE.tlog-proof"}));
  proof->footer("\n  dayaqctl audit proof 0190… --out entry\n");
  proof->callback([flags, &program] { program.action = [flags, &program] { return RunProof(*flags, program); }; });

  Command* verify = audit.add_subcommand(
      "verify", program.In({"sübutu sistemə müraciət etmədən yoxla", "check a proof without asking the system"}));
  verify->add_option("file", flags->entry, program.In({"yazının faylı", "the file of the entry"}))->required();
  verify->add_option("--proof", flags->proof,
                     program.In({"sübut; susmaya görə FAYL.tlog-proof", "the proof; by default FILE.tlog-proof"}));
  verify->add_option("--key", flags->key,
                     program.In({"jurnalın açarı (vkey); susmaya görə bu kompüterdə yadda saxlanan",
                                 "the log's key (vkey); by default the one kept on this machine"}));
  verify->footer("\n  dayaqctl audit verify entry\n");
  verify->callback([flags, &program] { program.action = [flags, &program] { return RunVerify(*flags, program); }; });
}

}  // namespace dayaq::cli
