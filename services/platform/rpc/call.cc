#include "services/platform/rpc/call.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "services/platform/rpc/authorisation.h"
#include "services/platform/rpc/canonical_bytes.h"
#include "services/platform/rpc/wrapper_queries.h"
#include "services/platform/sealing/uuid7.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::rpc {

Call::Call(Caller caller, Authority authority, Transaction& transaction, absl::Time now, std::string trace_id, bool validate_only,
           const BlindIndex& index, const PageTokens& page_tokens)
    : caller_(std::move(caller)),
      authority_(std::move(authority)),
      transaction_(transaction),
      now_(now),
      validate_only_(validate_only),
      index_(index),
      page_tokens_(page_tokens),
      told_(now, std::move(trace_id)) {}

absl::CivilDay Call::today() const { return Today(now_); }

absl::Status Call::Authorise(const RowStanding& row) const {
  const FactSet facts = CallFacts(caller_, now_).Or(RowFacts(caller_, row));
  return ToStatus(authority_.policy.Decide(caller_.role, authority_.action, caller_.purpose, facts), authority_.action);
}

std::string Call::NewUid() const { return NewUuid7(now_); }

void Call::Touch(absl::string_view resource) {
  if (!absl::c_linear_search(touched_, resource)) touched_.emplace_back(resource);
}

void Call::Before(const google::protobuf::Message& resource) { before_hash_ = Sha256(CanonicalBytes(resource)); }

absl::Status Call::Because(absl::string_view reason) {
  said_why_ = true;
  return transaction_.Execute(kSetReason, {reason});
}

absl::StatusOr<std::string> Call::Cursor(absl::string_view page_token, const google::protobuf::Message& request) const {
  return page_tokens_.Cursor(page_token, caller_.staff_uid, request, now_);
}

std::string Call::PageToken(absl::string_view cursor, const google::protobuf::Message& request) const {
  return page_tokens_.Make(cursor, caller_.staff_uid, request, now_);
}

}  // namespace dayaq::rpc
