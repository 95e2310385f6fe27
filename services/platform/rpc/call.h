// What one call, or one reaction to an event, may touch. Handlers get nothing else: no clock, no random numbers, no connection of
// their own.
#ifndef SERVICES_PLATFORM_RPC_CALL_H_
#define SERVICES_PLATFORM_RPC_CALL_H_

#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "services/platform/access/access_policy.h"
#include "services/platform/access/caller.h"
#include "services/platform/database/transaction.h"
#include "services/platform/rpc/page_token.h"
#include "services/platform/rpc/told_events.h"
#include "services/platform/sealing/blind_index.h"

namespace dayaq::rpc {

using dayaq::Caller;

// By what a call is judged once its rows are known.
struct Authority {
  const AccessPolicy& policy;
  std::string action;
};

// The circumstances of a call.
class Call {
 public:
  Call(Caller caller, Authority authority, Transaction& transaction, absl::Time now, std::string trace_id, bool validate_only,
       const BlindIndex& index, const PageTokens& page_tokens);
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  const Caller& caller() const { return caller_; }
  Transaction& transaction() { return transaction_; }

  // One moment for the whole call, and its day in Baku.
  absl::Time now() const { return now_; }
  absl::CivilDay today() const;

  // Whether the caller may do this call's action to this row: asked by a handler before it uses a row whose facts decide. What
  // row-level security hides is not found before it comes to this. Errors: see authorisation.h.
  absl::Status Authorise(const RowStanding& row) const;

  // A fresh UUIDv7.
  std::string NewUid() const;

  // The caller wants to know whether it would work; the wrapper rolls everything back. A handler has no need to ask, except to
  // leave out what leaves the transaction.
  bool validate_only() const { return validate_only_; }

  // An event: becomes true with the commit, reaches each subscriber once.
  void Emit(absl::string_view kind, absl::string_view resource) { told_.Add(kind, resource); }
  // The same, but subscribers hear of it no sooner than `due`; said again, by whatever call, it is still told once.
  void EmitAt(absl::string_view kind, absl::string_view resource, absl::Time due) { told_.AddAt(kind, resource, due); }

  // A resource that was read or changed beside the one that was asked for or told of: named in the audit entry.
  void Touch(absl::string_view resource);

  // The state of the changed resource before the change, for the audit entry.
  void Before(const google::protobuf::Message& resource);

  // Why rows change from here on; stands in their history.
  absl::Status Because(absl::string_view reason);

  // Keyed token to search a sealed value by; see BlindIndex.
  std::string Token(absl::string_view kind, absl::string_view normalised) const { return index_.Token(kind, normalised); }

  // Where the list goes on, and the token for where it will; bound to this caller and request.
  absl::StatusOr<std::string> Cursor(absl::string_view page_token, const google::protobuf::Message& request) const;
  std::string PageToken(absl::string_view cursor, const google::protobuf::Message& request) const;

  // For the wrapper.
  const std::vector<outbox::v1::Event>& events() const { return told_.all(); }
  const std::vector<std::string>& touched() const { return touched_; }
  const std::string& before_hash() const { return before_hash_; }
  bool said_why() const { return said_why_; }

 private:
  const Caller caller_;
  const Authority authority_;
  Transaction& transaction_;
  const absl::Time now_;
  const bool validate_only_;
  const BlindIndex& index_;
  const PageTokens& page_tokens_;
  ToldEvents told_;
  std::vector<std::string> touched_;
  std::string before_hash_;
  bool said_why_ = false;
};

}  // namespace dayaq::rpc

#endif  // SERVICES_PLATFORM_RPC_CALL_H_
