// Writes the test vectors of tests/data/audit to standard output, or with a file's name holds that file against what this code
// gives:
//
//   make_vectors            prints
//   make_vectors FILE       exit code 1 when the file says something else
//
// So another language can check its entries, its tree, its tiles and its signatures without this one.
#include <google/protobuf/util/json_util.h>

#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "dayaq/audit/v1/entry.pb.h"
#include "services/platform/rpc/canonical_bytes.h"
#include "services/platform/tlog/checkpoint.h"
#include "services/platform/tlog/compact_range.h"
#include "services/platform/tlog/cosignature.h"
#include "services/platform/tlog/proof.h"
#include "services/platform/tlog/receipt.h"
#include "services/platform/tlog/tile.h"

namespace {

using dayaq::SigningKey;
using dayaq::audit::v1::Entry;
using namespace dayaq::tlog;  // NOLINT(google-build-using-namespace): one function of a tool.

constexpr char kOrigin[] = "audit.dayaq.az/log/1";

std::string Hex(absl::string_view bytes) { return absl::BytesToHexString(bytes); }
std::string Quoted(absl::string_view text) { return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\n", "\\n"}}), "\""); }
SigningKey KeyOf(char seed) { return *SigningKey::FromSeed(std::string(32, seed)); }

// Every field set, the smallest entry there is, and one with text beyond ASCII.
std::vector<Entry> Entries() {
  Entry least, most, odd;
  least.set_schema_version(1);
  most.set_schema_version(1);
  most.set_uid("018f0000-0000-7000-8000-000000000001");
  most.mutable_time()->set_seconds(1'790'000'000);
  most.mutable_time()->set_nanos(123'456'000);
  most.set_staff_uid("018f0000-0000-7000-8000-000000000002");
  most.set_session("018f0000-0000-7000-8000-000000000003");
  most.set_role("clinician");
  most.set_institution("H-TAR");
  most.set_purpose("care");
  most.set_service("survivor");
  most.set_peer("spiffe://dayaq/edge");
  most.set_method("/dayaq.survivor.v1.SurvivorService/GetSurvivor");
  most.set_action("survivor.read");
  most.set_request_id("018f0000-0000-7000-8000-000000000004");
  most.set_trace_id("0af7651916cd43dd8448eb211c80319c");
  most.set_decision(dayaq::audit::v1::DECISION_ALLOWED);
  most.set_reason("NOT_FOUND");
  most.add_resources("survivors/018f0000-0000-7000-8000-000000000005");
  most.add_resources("survivors/018f0000-0000-7000-8000-000000000006");
  most.set_resource_count(300);
  most.set_resources_hash(Bytes(Sha256("names")));
  most.add_disclosed(dayaq::access::v1::DATA_CLASS_IDENTITY);
  most.add_disclosed(dayaq::access::v1::DATA_CLASS_HEALTH);
  most.set_before_hash(Bytes(Sha256("before")));
  most.set_after_hash(Bytes(Sha256("after")));
  most.set_nonce(Bytes(Sha256("nonce")));
  most.set_replayed(true);
  most.set_validate_only(true);
  most.set_on_behalf_of("018f0000-0000-7000-8000-000000000007");
  most.set_account("sub-1");
  most.set_calls(200);
  most.add_asked("filter.district");
  odd.set_schema_version(1);
  odd.set_method("reaction/survivor.keep_records");
  odd.set_institution("Tərtər");
  odd.set_decision(dayaq::audit::v1::DECISION_FAILED);
  return {least, most, odd};
}

std::string EntryVector(const Entry& entry) {
  std::string json;
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  (void)google::protobuf::util::MessageToJsonString(entry, &json, options);
  const std::string canonical = dayaq::rpc::CanonicalBytes(entry);
  return absl::StrCat("    {\"entry\": ", json, ",\n     \"canonical_hex\": \"", Hex(canonical), "\",\n     \"leaf_data_hex\": \"",
                      Hex(View(Sha256(canonical))), "\"}");
}

// Trees of the SHA-256 of "entry 0", "entry 1", … of some sizes, around the width of a tile.
std::string Trees() {
  std::vector<std::string> trees;
  CompactRange range;
  for (uint64_t size = 0; size <= 600; ++size) {
    if (size <= 9 || size == 255 || size == 256 || size == 257 || size == 512 || size == 600) {
      trees.push_back(absl::StrCat("    {\"size\": ", size, ", \"root_hex\": \"", Hex(View(range.Root())), "\"}"));
    }
    range.Append(LeafHash(View(Sha256(absl::StrCat("entry ", size)))));
  }
  return absl::StrJoin(trees, ",\n");
}

std::string Signatures() {
  const Checkpoint checkpoint{kOrigin, 600, Sha256("some root"), {}};
  const std::string text = CheckpointText(checkpoint);
  const Note note{text, {SignNote(text, kOrigin, KeyOf('k')), Cosign(text, "witness.example/w1", KeyOf('w'), 1'790'000'000)}};
  Receipt receipt{"survivor", "018f0000-0000-7000-8000-000000000001", Sha256("canonical bytes"), 1'790'000'000, ""};
  receipt.signature = KeyOf('r').Sign(ReceiptText(receipt));
  return absl::StrCat(
      "  \"checkpoint\": {\"seed_hex\": \"", Hex(std::string(32, 'k')), "\", \"witness_seed_hex\": \"", Hex(std::string(32, 'w')),
      "\",\n    \"vkey\": ", Quoted(VerifierKey::Of(kOrigin, KeyType::kNote, KeyOf('k')).Text()),
      ",\n    \"witness_vkey\": ", Quoted(VerifierKey::Of("witness.example/w1", KeyType::kCosignature, KeyOf('w')).Text()),
      ",\n    \"note\": ", Quoted(FormatNote(note)), "},\n  \"receipt\": {\"seed_hex\": \"", Hex(std::string(32, 'r')),
      "\",\n    \"text\": ", Quoted(ReceiptText(receipt)), ",\n    \"serialized_hex\": \"", Hex(SerializeReceipt(receipt)), "\"}");
}

std::string Paths() {
  std::vector<std::string> paths;
  for (const TileAddress& address : {TileAddress{0, 0, 256}, TileAddress{0, 999, 256}, TileAddress{0, 1'000, 255},
                                     TileAddress{2, 1'234'067, 256}, TileAddress{TileAddress::kEntries, 1'234'067, 1}}) {
    paths.push_back(absl::StrCat("    {\"level\": ", address.level, ", \"index\": ", address.index, ", \"width\": ", address.width,
                                 ", \"path\": ", Quoted(TilePath(address)), "}"));
  }
  return absl::StrJoin(paths, ",\n");
}

std::string Vectors() {
  std::vector<std::string> entries;
  for (const Entry& entry : Entries()) entries.push_back(EntryVector(entry));
  return absl::StrCat("{\n  \"about\": \"Formats: docs/adr/0022-transparency-log-formats.md. Level -1 is an entry bundle.\",\n",
                      "  \"entries\": [\n", absl::StrJoin(entries, ",\n"), "\n  ],\n", "  \"trees\": [\n", Trees(), "\n  ],\n",
                      "  \"tile_paths\": [\n", Paths(), "\n  ],\n", Signatures(), "\n}\n");
}

}  // namespace

int main(int argc, char** argv) {
  const std::string vectors = Vectors();
  if (argc == 1) {
    std::cout << vectors;
    return 0;
  }
  std::ostringstream there;
  there << std::ifstream(argv[1], std::ios::binary).rdbuf();
  const bool same = there.str() == vectors;
  std::cout << (same ? "ok " : "not ok ") << argv[1] << " holds what the code gives\n";
  return same ? 0 : 1;
}
