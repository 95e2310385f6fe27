#include "services/platform/rpc/receipt.h"

#include "services/platform/tlog/receipt.h"

namespace dayaq::rpc {

std::string SignedReceipt(const SigningKey& key, const audit::v1::Entry& entry, absl::string_view leaf, absl::Time now) {
  tlog::Receipt receipt{.service = entry.service(),
                        .entry_uid = entry.uid(),
                        .leaf = tlog::HashFrom(leaf).value_or(tlog::Hash{}),
                        .unix_seconds = absl::ToUnixSeconds(now),
                        .signature = ""};
  receipt.signature = key.Sign(tlog::ReceiptText(receipt));
  return tlog::SerializeReceipt(receipt);
}

}  // namespace dayaq::rpc
