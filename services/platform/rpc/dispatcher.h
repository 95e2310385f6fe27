// The way of one call (docs/architecture.md): every RPC of every service goes through it, in this order, and so does every
// reaction.
#ifndef SERVICES_PLATFORM_RPC_DISPATCHER_H_
#define SERVICES_PLATFORM_RPC_DISPATCHER_H_

#include <grpcpp/server_context.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/platform/access/access_policy.h"
#include "services/platform/database/connection_pool.h"
#include "services/platform/identity/token_verifier.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/page_token.h"
#include "services/platform/rpc/refusals.h"
#include "services/platform/sealing/blind_index.h"
#include "services/platform/sealing/ed25519.h"
#include "services/platform/sealing/key_ring.h"
#include "services/platform/sealing/signer.h"
#include "services/platform/tls/peer.h"

namespace dayaq::rpc {

// Longest deadline a call may carry.
inline constexpr absl::Duration kLongestDeadline = absl::Seconds(120);

// Trailing metadata that carries a serialised audit.v1.Receipt, whenever the call has an entry of its own.
inline constexpr char kReceiptMetadata[] = "audit-receipt-bin";

// How one call or reaction ended; for metrics.
struct CallRecord {
  absl::string_view method;
  absl::StatusCode code = absl::StatusCode::kOk;
  absl::Duration took;
};

// What the wrapper needs to do its work; all of it outlives the dispatcher.
struct Kit {
  std::string service;  // "incident"
  ConnectionPool& pool;
  // For entries about calls that were refused or failed: their own transaction was rolled back.
  ConnectionPool& audit_pool;
  const KeyWrapper& key_wrapper;
  const BlindIndex& index;
  const AccessPolicy& policy;
  const TokenVerifier& tokens;
  const CallTable& peers;
  // Refusals of callers who proved nothing; whoever runs the service writes them (RefusalWriter).
  Refusals& refusals;
  // Signs the receipt of each entry.
  SigningKey receipt_key;
  Mac context_mac;
  Mac fingerprint_mac;
  PageTokens page_tokens;
  std::function<absl::Time()> clock = absl::Now;
  std::function<void(const CallRecord&)> on_call = [](const CallRecord&) {};
};

// Serves calls. Thread-safe.
class Dispatcher {
 public:
  explicit Dispatcher(Kit kit) : kit_(std::move(kit)) {}

  // Runs one call through all steps.
  grpc::Status Serve(const Binding& binding, grpc::ServerContext& context, const grpc::ByteBuffer& request,
                     grpc::ByteBuffer& response);

  // Names of the steps, in their order.
  static std::vector<absl::string_view> StepNames();

  const Kit& kit() const { return kit_; }

 private:
  Kit kit_;
};

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_DISPATCHER_H_
