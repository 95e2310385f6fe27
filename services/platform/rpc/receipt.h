// The receipt of an audit entry, as the caller gets it.
#ifndef SERVICES_PLATFORM_RPC_RECEIPT_H_
#define SERVICES_PLATFORM_RPC_RECEIPT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/audit/v1/entry.pb.h"
#include "services/platform/sealing/ed25519.h"

namespace dayaq::rpc {

// A serialised audit.v1.Receipt of an entry that was written with that leaf (32 bytes).
std::string SignedReceipt(const SigningKey& key, const audit::v1::Entry& entry, absl::string_view leaf, absl::Time now);

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_RECEIPT_H_
