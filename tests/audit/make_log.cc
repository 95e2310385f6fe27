// Writes an invented log the way the audit service publishes one, for a verifier that shares no code with it to judge:
//
//   make_log FOLDER LEAVES UNIX_SECONDS
//
// FOLDER/log: the published files. FOLDER/keys: seeds and public keys. FOLDER/all.archive: every entry with its place.
// FOLDER/receipts.log: a receipt for each entry. FOLDER/proofs: inclusion proofs (as .tlog-proof) and consistency proofs of a few
// hundred places. The same arguments give the same bytes.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "dayaq/audit/v1/entry.pb.h"
#include "services/platform/tlog/checkpoint.h"
#include "services/platform/tlog/cosignature.h"
#include "services/platform/tlog/proof.h"
#include "services/platform/tlog/receipt.h"
#include "services/platform/tlog/tile_builder.h"
#include "services/platform/tlog/tile_reader.h"
#include "services/platform/tlog/tlog_proof.h"

namespace {

using dayaq::SigningKey;
using namespace dayaq::tlog;  // NOLINT: a program of one page

constexpr char kOrigin[] = "audit.dayaq.az/log/1";

void Check(const absl::Status& status) {
  if (!status.ok()) throw std::runtime_error(std::string(status.message()));
}

void Write(const std::string& path, absl::string_view bytes) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string SeedOf(const std::string& name) { return Bytes(Sha256(absl::StrCat("a seed for tests only: ", name))); }
SigningKey KeyOf(const std::string& name) { return *SigningKey::FromSeed(SeedOf(name)); }

// The entry at that place, all of it invented and none of it random.
std::string EntryAt(uint64_t index) {
  dayaq::audit::v1::Entry entry;
  entry.set_schema_version(1);
  entry.set_uid(absl::StrFormat("018f0000-0000-7000-8000-%012d", index));
  entry.mutable_time()->set_seconds(static_cast<int64_t>(1'790'000'000 + index));
  entry.set_role("caseworker");
  entry.set_institution("I-01");
  entry.set_service("survivor");
  entry.set_method("/dayaq.survivor.v1.SurvivorService/GetSurvivor");
  entry.set_decision(dayaq::audit::v1::DECISION_ALLOWED);
  entry.add_resources(absl::StrFormat("survivors/018f0000-0000-7000-9000-%012d", index % 97));
  entry.set_resource_count(1);
  entry.set_nonce(Bytes(Sha256(absl::StrCat("nonce ", index))));
  return entry.SerializeAsString();
}

std::string BigEndian(uint64_t number, int bytes) {
  std::string text;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) text.push_back(static_cast<char>(number >> shift));
  return text;
}

std::string ReceiptLine(const std::string& uid, const Hash& leaf, int64_t seconds) {
  Receipt receipt{"survivor", uid, leaf, seconds, ""};
  receipt.signature = KeyOf("receipts").Sign(ReceiptText(receipt));
  return absl::StrCat("2026-11-29T10:00:00+04:00 ", EncodeBase64(SerializeReceipt(receipt)), "\n");
}

void WriteKeys(const std::string& folder) {
  const auto write = [&folder](const std::string& name, const std::string& origin, KeyType type) {
    Write(absl::StrCat(folder, "/", name, ".key"), absl::StrCat(absl::BytesToHexString(SeedOf(name)), "\n"));
    Write(absl::StrCat(folder, "/", name, ".vkey"), absl::StrCat(VerifierKey::Of(origin, type, KeyOf(name)).Text(), "\n"));
  };
  write("log", kOrigin, KeyType::kNote);
  write("receipts", "receipts.dayaq.az", KeyType::kNote);
  for (const char* witness : {"w1", "w2", "w3"}) write(witness, absl::StrCat("witness.example/", witness), KeyType::kCosignature);
}

void WriteProofs(const std::string& folder, LogSource& source, uint64_t size, const std::string& checkpoint) {
  TileReader reader(source, size);
  const auto node = [&reader](int level, uint64_t index) { return reader.Node(level, index); };
  std::string consistency;
  for (uint64_t i = 0; i < 200; ++i) {
    const uint64_t index = i * 7919 % size, old_size = 1 + i * 104'729 % size;
    const TlogProof proof{std::nullopt, index, *InclusionProof(index, size, node), checkpoint};
    Write(absl::StrCat(folder, "/", index, ".tlog-proof"), FormatTlogProof(proof));
    absl::StrAppend(&consistency, old_size, " ", EncodeBase64(View(*RootOf(old_size, node))));
    const std::vector<Hash> hashes = *ConsistencyProof(old_size, size, node);
    for (const Hash& hash : hashes) absl::StrAppend(&consistency, " ", EncodeBase64(View(hash)));
    consistency += "\n";
  }
  Write(folder + "/consistency", consistency);
}

void MakeLog(const std::string& folder, uint64_t leaves, uint64_t now) {
  const std::string log = folder + "/log";
  TileBuilder builder([&log](const TileAddress& address, absl::string_view bytes) {
    Write(absl::StrCat(log, "/", TilePath(address)), bytes);
    return absl::OkStatus();
  });
  std::string archive, receipts;
  for (uint64_t i = 0; i < leaves; ++i) {
    const std::string entry = EntryAt(i);
    const Hash leaf = Sha256(entry);
    Check(builder.Append(View(leaf)));
    absl::StrAppend(&archive, BigEndian(i, 8), BigEndian(entry.size(), 4), entry);
    // Signing is dear; the first few thousand are enough.
    if (i < 2'000)
      receipts += ReceiptLine(absl::StrFormat("018f0000-0000-7000-8000-%012d", i), leaf, static_cast<int64_t>(now) - 3'600);
  }
  Check(builder.EmitPartial());
  const std::string text = CheckpointText({kOrigin, leaves, builder.Root(), {}});
  Note note{text, {SignNote(text, kOrigin, KeyOf("log"))}};
  Write(log + "/checkpoint", FormatNote(note));
  for (const char* witness : {"w1", "w2"}) {
    note.signatures.push_back(Cosign(text, absl::StrCat("witness.example/", witness), KeyOf(witness), now - 60));
  }
  Write(log + "/checkpoint.witnessed", FormatNote(note));
  WriteKeys(folder + "/keys");
  Write(folder + "/all.archive", archive);
  Write(folder + "/receipts.log", receipts);
  const auto source = FolderSource(log);
  WriteProofs(folder + "/proofs", *source, leaves, FormatNote(note));
}

}  // namespace

int main(int argc, char** argv) {
  uint64_t leaves = 0, now = 0;
  if (argc != 4 || !absl::SimpleAtoi(argv[2], &leaves) || !absl::SimpleAtoi(argv[3], &now) || leaves == 0) {
    std::cerr << "make_log FOLDER LEAVES UNIX_SECONDS\n";
    return 2;
  }
  MakeLog(argv[1], leaves, now);
  return 0;
}
