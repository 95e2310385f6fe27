#include "services/audit/entry_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "services/audit/audit_names.h"
#include "services/audit/entry_rules.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::audit {
namespace {

absl::StatusOr<v1::AuditEntry> Answer(const StoredEntry& stored) {
  v1::AuditEntry answer;
  answer.set_name(AuditEntryName(stored.uid));
  ASSIGN_OR_RETURN(*answer.mutable_entry(), EntryFrom(stored.canonical));
  answer.set_origin(stored.origin);
  if (stored.index >= 0) answer.set_index(stored.index);
  return answer;
}

}  // namespace

absl::StatusOr<v1::SearchEntriesResponse> EntryService::SearchEntries(const v1::SearchEntriesRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const Period period, SearchPeriod(request.filter(), call.now()));
  ASSIGN_OR_RETURN(const std::string cursor, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<StoredEntry> stored,
                   store_.Search(call.transaction(), request.filter(), period, CursorOf(cursor), size + 1));
  v1::SearchEntriesResponse response;
  // A search about a person is a look at them.
  if (IsPerson(request.filter().resource())) response.set_name(request.filter().resource());
  if (stored.size() > static_cast<size_t>(size)) {
    stored.pop_back();
    response.set_next_page_token(call.PageToken(CursorText({stored.back().recorded_at, stored.back().uid}), request));
  }
  for (const StoredEntry& entry : stored) {
    ASSIGN_OR_RETURN(*response.add_entries(), Answer(entry));
    // With it, and the published leaves, an entry could be guessed at: it goes with the whole entry only.
    response.mutable_entries()->rbegin()->mutable_entry()->clear_nonce();
  }
  return response;
}

absl::StatusOr<v1::AuditEntry> EntryService::GetEntry(const v1::GetEntryRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const StoredEntry stored, store_.Get(call.transaction(), UidOf(request.name())));
  return Answer(stored);
}

absl::StatusOr<v1::EntryProof> EntryService::GetEntryProof(const v1::GetEntryProofRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const StoredEntry stored, store_.Get(call.transaction(), UidOf(request.name())));
  ASSIGN_OR_RETURN(v1::EntryProof proof, published_.Prove(stored.origin, stored.index, stored.canonical));
  proof.set_name(AuditEntryName(stored.uid));
  proof.set_canonical(stored.canonical);
  return proof;
}

absl::StatusOr<v1::LogStatus> EntryService::GetLogStatus(const v1::GetLogStatusRequest&, Call& call) {
  ASSIGN_OR_RETURN(v1::LogStatus status, store_.Status(call.transaction()));
  // What everybody else reads; the database's own when nothing is published here.
  const std::optional<PublishedState> published = published_.State(status.origin());
  if (published.has_value()) {
    status.set_checkpoint(published->checkpoint);
    status.set_key(published->key);
  }
  for (std::string& signer : SignersOf(status.checkpoint())) *status.add_signers() = std::move(signer);
  return status;
}

void EntryService::Bind(rpc::Methods& methods) {
  using S = EntryService;
  methods.Read("SearchEntries", *this, &S::SearchEntries);
  methods.Read("GetEntry", *this, &S::GetEntry);
  methods.Read("GetEntryProof", *this, &S::GetEntryProof);
  methods.Read("GetLogStatus", *this, &S::GetLogStatus);
}

}  // namespace dayaq::audit
