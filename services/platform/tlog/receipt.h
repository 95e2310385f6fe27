// Receipts, read without protobuf: a service's promise that an audit entry will be in the log.
#ifndef SERVICES_PLATFORM_TLOG_RECEIPT_H_
#define SERVICES_PLATFORM_TLOG_RECEIPT_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/tlog/tree_hash.h"

namespace dayaq::tlog {

// An entry is published at the latest this long after its receipt.
inline constexpr int64_t kReceiptGraceSeconds = 60;
inline constexpr size_t kMostReceiptBytes = 512;

// The fields of dayaq.audit.v1.Receipt.
struct Receipt {
  std::string service;
  std::string entry_uid;
  // SHA-256 of the entry's canonical bytes: the leaf data.
  Hash leaf{};
  int64_t unix_seconds = 0;
  std::string signature;
};

// What the signature is over:
//
//   dayaq-audit-receipt/v1
//   <service>
//   <entry uid>
//   <base64 of the leaf>
//   <unix seconds>
//
// each line with its newline.
std::string ReceiptText(const Receipt& receipt);

// From the serialised message. Strict: fields in their order, each once, a leaf of 32 bytes, a signature of 64, whole seconds,
// names without white space. INVALID_ARGUMENT for all else.
absl::StatusOr<Receipt> ParseReceipt(absl::string_view serialized);
std::string SerializeReceipt(const Receipt& receipt);

// Whether that Ed25519 key signed it.
bool VerifyReceipt(const Receipt& receipt, absl::string_view public_key);

}  // namespace dayaq::tlog

#endif  // SERVICES_PLATFORM_TLOG_RECEIPT_H_
