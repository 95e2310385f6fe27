#include <fstream>

#include "absl/strings/str_cat.h"
#include "clients/verify/commands.h"
#include "services/platform/tlog/tree_hash.h"

namespace dayaq::verify {
namespace {

constexpr size_t kHeadBytes = 12;
constexpr uint64_t kMostEntryBytes = 1 << 20;

// Records of an archive, one after the other: place (8 bytes), length (4 bytes), canonical bytes; all numbers big-endian.
class ArchiveReader {
 public:
  explicit ArchiveReader(const std::string& path) : path_(path), file_(path, std::ios::binary) {}

  bool is_open() const { return file_.is_open(); }
  bool at_end() const { return at_end_; }
  uint64_t seq() const { return seq_; }
  const std::string& canonical() const { return canonical_; }
  uint64_t records() const { return records_; }

  // The next record, or the end.
  std::optional<Finding> Next() {
    unsigned char head[kHeadBytes];
    file_.read(reinterpret_cast<char*>(head), kHeadBytes);
    if (file_.gcount() == 0) {
      at_end_ = true;
      return std::nullopt;
    }
    if (file_.gcount() != kHeadBytes) return Malformed("it ends inside a record");
    uint64_t seq = 0, length = 0;
    for (size_t i = 0; i < 8; ++i) seq = seq << 8 | head[i];
    for (size_t i = 8; i < kHeadBytes; ++i) length = length << 8 | head[i];
    if (records_ > 0 && seq <= seq_) return Malformed("places do not ascend");
    if (length > kMostEntryBytes) return Malformed("a record is too long");
    canonical_.resize(length);
    file_.read(canonical_.data(), static_cast<std::streamsize>(length));
    if (static_cast<uint64_t>(file_.gcount()) != length) return Malformed("it ends inside a record");
    seq_ = seq;
    ++records_;
    return std::nullopt;
  }

 private:
  Finding Malformed(absl::string_view why) const {
    return {Fault::kArchiveMalformed, path_, {}, {}, absl::StrCat(why, ", after ", records_, " records")};
  }

  const std::string path_;
  std::ifstream file_;
  std::string canonical_;
  uint64_t seq_ = 0, records_ = 0;
  bool at_end_ = false;
};

}  // namespace

std::optional<Finding> CheckArchive(const Context& context) {
  const std::string& path = context.options.archive_file;
  ArchiveReader archive(path);
  if (!archive.is_open()) return Finding{Fault::kBadInput, path, {}, {}, "cannot be read"};
  if (auto finding = archive.Next(); finding.has_value()) return finding;
  const auto each_leaf = [&](size_t, uint64_t index, absl::string_view leaf_data) -> std::optional<Finding> {
    if (archive.at_end() || archive.seq() != index) return std::nullopt;
    if (tlog::View(tlog::Sha256(archive.canonical())) != leaf_data) return Finding{Fault::kArchiveDiffers, path, index, {}, ""};
    return archive.Next();
  };
  if (auto finding = CheckAll(context, each_leaf); finding.has_value()) return finding;
  if (!archive.at_end()) return Finding{Fault::kArchiveBeyond, path, archive.seq(), {}, ""};
  context.out << context.In({"✓ arxivdəki bütün yazılar jurnaldadır: ", "✓ all archived entries are in the log: "})
              << archive.records() << "\n";
  return std::nullopt;
}

}  // namespace dayaq::verify
