// How fast dayaq-audit-verify goes through a log, against bare SHA-256 of the same leaves with the same OpenSSL, one core each,
// taking turns. Prints: leaves a second of the verifier, of bare SHA-256, and the ratio of the two (medians).
#include <time.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/verify/log_check.h"
#include "services/platform/tlog/checkpoint.h"
#include "services/platform/tlog/tile_builder.h"
#include "services/platform/tlog/tile_reader.h"

ABSL_FLAG(uint64_t, leaves, 1'000'000, "leaves of the log");
ABSL_FLAG(int, rounds, 5, "how often each is measured");
ABSL_FLAG(std::string, place, "", "an empty folder for the log");

namespace dayaq::tlog {
namespace {

constexpr char kOrigin[] = "audit.dayaq.az/log/1";

void Write(const std::string& path, absl::string_view bytes) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

std::vector<Hash> MakeLog(const std::string& place, uint64_t count, const SigningKey& key) {
  std::vector<Hash> leaves;
  TileBuilder builder([&place](const TileAddress& address, absl::string_view bytes) {
    Write(absl::StrCat(place, "/", TilePath(address)), bytes);
    return absl::OkStatus();
  });
  for (uint64_t i = 0; i < count; ++i) {
    leaves.push_back(Sha256(absl::StrCat("entry ", i)));
    (void)builder.Append(View(leaves.back()));
  }
  (void)builder.EmitPartial();
  Write(place + "/checkpoint", SignCheckpoint({kOrigin, count, builder.Root(), {}}, key));
  return leaves;
}

absl::Duration Spent() {
  timespec spent{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
  return absl::DurationFromTimespec(spent);
}

double PerSecond(uint64_t count, absl::Duration begun) {
  return static_cast<double>(count) / absl::ToDoubleSeconds(Spent() - begun);
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

unsigned char seen = 0;

double BareInMemory(const std::vector<Hash>& leaves) {
  const absl::Duration begun = Spent();
  for (const Hash& leaf : leaves) seen ^= Sha256(View(leaf))[0];
  return PerSecond(leaves.size(), begun);
}

double BareFromFiles(const std::string& place, uint64_t count) {
  const absl::Duration begun = Spent();
  const auto source = FolderSource(place);
  TileReader reader(*source, count);
  for (uint64_t index = 0; index * kTileWidth < count; ++index) {
    const std::string bundle = *reader.Bundle(index);
    const std::vector<absl::string_view> entries = *ParseBundle(bundle, TileWidth(TileAddress::kEntries, index, count));
    for (const absl::string_view leaf : entries) seen ^= Sha256(leaf)[0];
  }
  return PerSecond(count, begun);
}

double Verified(const std::string& place, const verify::Trust& trust, uint64_t count) {
  const absl::Duration begun = Spent();
  const auto source = FolderSource(place);
  verify::LogCheck check(*source, trust, absl::Now());
  auto finding = check.ReadHeads();
  if (!finding.has_value()) {
    finding = check.Derive([](uint64_t, absl::string_view) { return std::nullopt; }, [](uint64_t, uint64_t) {});
  }
  if (finding.has_value()) {
    std::cerr << verify::Told(*finding, cli::Language::kEn);
    std::exit(1);
  }
  return PerSecond(count, begun);
}

}  // namespace
}  // namespace dayaq::tlog

int main(int argc, char** argv) {
  using namespace dayaq::tlog;  // NOLINT(google-build-using-namespace): one function of a tool.
  absl::ParseCommandLine(argc, argv);
  const std::string place = absl::GetFlag(FLAGS_place);
  const uint64_t count = absl::GetFlag(FLAGS_leaves);
  if (place.empty()) {
    std::cerr << "--place is missing\n";
    return 2;
  }
  const dayaq::SigningKey key = dayaq::SigningKey::Random();
  const std::vector<Hash> leaves = MakeLog(place, count, key);
  dayaq::verify::Trust trust;
  trust.keys = {VerifierKey::Of(kOrigin, KeyType::kNote, key)};
  std::vector<double> in_memory, from_files, verified;
  for (int round = 0; round < absl::GetFlag(FLAGS_rounds); ++round) {
    in_memory.push_back(BareInMemory(leaves));
    from_files.push_back(BareFromFiles(place, count));
    verified.push_back(Verified(place, trust, count));
  }
  // What was hashed is used, so that the compiler cannot leave it out.
  if (seen == 0) std::cerr << "";
  const double speed = Median(verified);
  std::cout << static_cast<int64_t>(speed);
  for (const double bare : {Median(from_files), Median(in_memory)})
    std::cout << " " << static_cast<int64_t>(bare) << " " << speed / bare;
  std::cout << "\n";
  return 0;
}
