#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/verify/commands.h"
#include "services/platform/tlog/receipt.h"

namespace dayaq::verify {
namespace {

constexpr size_t kMostFileBytes = size_t{1} << 31;

// The base64 of a line "<time> <base64>" or "<base64>". gRPC leaves the padding away on the wire, so the edge's log has none.
std::optional<std::string> DecodeLine(absl::string_view line) {
  std::string text(line.substr(line.rfind(' ') + 1));
  while (text.size() % 4 != 0) text.push_back('=');
  return tlog::DecodeBase64(text);
}

// Receipts by leaf: several may be of one entry, kept by edge and client.
using Receipts = std::map<tlog::Hash, tlog::Receipt>;

bool IsSigned(const tlog::Receipt& receipt, const std::vector<tlog::VerifierKey>& keys) {
  return std::any_of(keys.begin(), keys.end(),
                     [&receipt](const tlog::VerifierKey& key) { return tlog::VerifyReceipt(receipt, key.public_key()); });
}

std::optional<Finding> ReadReceipts(const std::string& path, const std::vector<tlog::VerifierKey>& keys, Receipts& receipts) {
  std::string text;
  if (auto finding = ReadOwnFile(path, kMostFileBytes, text); finding.has_value()) return finding;
  uint64_t number = 0;
  for (const absl::string_view whole : absl::StrSplit(text, '\n')) {
    ++number;
    const absl::string_view line = absl::StripAsciiWhitespace(whole);
    if (line.empty()) continue;
    const auto wrong = [&](absl::string_view why) {
      return Finding{Fault::kReceiptWrong, absl::StrCat(path, ":", number), {}, {}, std::string(why)};
    };
    const auto bytes = DecodeLine(line);
    if (!bytes.has_value()) return wrong("not base64");
    const auto receipt = tlog::ParseReceipt(*bytes);
    if (!receipt.ok()) return wrong(receipt.status().message());
    if (!IsSigned(*receipt, keys)) return wrong(absl::StrCat("no key given signed the receipt of entry ", receipt->entry_uid));
    receipts.emplace(receipt->leaf, *receipt);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Finding> CheckReceipts(const Context& context) {
  std::vector<tlog::VerifierKey> keys;
  if (auto finding = ReadKeys(context.options.receipt_keys, keys); finding.has_value()) return finding;
  Receipts receipts;
  if (auto finding = ReadReceipts(context.options.receipts_file, keys, receipts); finding.has_value()) return finding;
  const size_t all = receipts.size();
  const auto each_leaf = [&](size_t, uint64_t, absl::string_view leaf_data) -> std::optional<Finding> {
    if (const auto leaf = tlog::HashFrom(leaf_data); leaf.has_value()) receipts.erase(*leaf);
    return std::nullopt;
  };
  if (auto finding = CheckAll(context, each_leaf); finding.has_value()) return finding;

  // What is left has no leaf: young receipts may still wait for theirs.
  const int64_t due = absl::ToUnixSeconds(context.now) - tlog::kReceiptGraceSeconds;
  size_t overdue = 0, waiting = 0;
  const tlog::Receipt* eldest = nullptr;
  for (const auto& [leaf, receipt] : receipts) {
    ++(receipt.unix_seconds < due ? overdue : waiting);
    if (eldest == nullptr || receipt.unix_seconds < eldest->unix_seconds) eldest = &receipt;
  }
  context.out << context.In({"qəbzlər: ", "receipts: "}) << all << context.In({", jurnalda: ", ", in the log: "})
              << all - receipts.size() << context.In({", gözləyir: ", ", waiting: "}) << waiting
              << context.In({", vaxtı keçib: ", ", overdue: "}) << overdue << "\n";
  if (overdue == 0) return std::nullopt;
  return Finding{
      Fault::kReceiptMissing,
      absl::StrCat(eldest->service, " ", eldest->entry_uid),
      {},
      {},
      absl::StrCat("promised at ",
                   absl::FormatTime("%Y-%m-%d %H:%M:%S UTC", absl::FromUnixSeconds(eldest->unix_seconds), absl::UTCTimeZone()),
                   "; ", overdue, " in all")};
}

}  // namespace dayaq::verify
