#include "services/platform/rpc/receipt.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "dayaq/audit/v1/receipt.pb.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::rpc {
namespace {

std::string ReceiptText(const audit::v1::Receipt& receipt) {
  return absl::StrCat("dayaq-audit-receipt/v1\n", receipt.service(), "\n", receipt.entry_uid(), "\n",
                      absl::Base64Escape(receipt.leaf()), "\n", receipt.time().seconds(), "\n");
}

}  // namespace

std::string SignedReceipt(const SigningKey& key, const audit::v1::Entry& entry, absl::string_view leaf, absl::Time now) {
  audit::v1::Receipt receipt;
  receipt.set_service(entry.service());
  receipt.set_entry_uid(entry.uid());
  receipt.set_leaf(std::string(leaf));
  // Whole seconds, as every time in the log's texts.
  receipt.mutable_time()->set_seconds(absl::ToUnixSeconds(now));
  receipt.set_signature(key.Sign(ReceiptText(receipt)));
  return receipt.SerializeAsString();
}

}  // namespace dayaq::rpc
