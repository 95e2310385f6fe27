#include "services/platform/rpc/dispatcher.h"

#include <array>
#include <memory>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/runner.h"
#include "services/platform/log/log.h"
#include "services/platform/rpc/audit_entry.h"
#include "services/platform/rpc/authorisation.h"
#include "services/platform/rpc/call_context.h"
#include "services/platform/rpc/canonical_bytes.h"
#include "services/platform/rpc/error_mapper.h"
#include "services/platform/rpc/event_json.h"
#include "services/platform/rpc/reach.h"
#include "services/platform/rpc/receipt.h"
#include "services/platform/rpc/redaction.h"
#include "services/platform/rpc/request_parser.h"
#include "services/platform/rpc/wrapper_queries.h"
#include "services/platform/sealing/uuid7.h"
#include "services/platform/validation/validator.h"

namespace dayaq::rpc {
namespace {

using google::protobuf::Message;

constexpr size_t kLongestMetadata = 9000;
// For an entry in a transaction of its own, when the call's time is over.
constexpr absl::Duration kApart = absl::Seconds(2);

// 00-<32 hexadecimal digits>-<16>-<2>: whatever else a caller calls a trace could be anything, a name too, and would be written
// down.
bool IsTraceParent(absl::string_view text) {
  constexpr absl::string_view kForm = "xx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxx-xx";
  if (text.size() != kForm.size()) return false;
  for (size_t i = 0; i < kForm.size(); ++i) {
    const bool digit = absl::ascii_isdigit(static_cast<unsigned char>(text[i])) || (text[i] >= 'a' && text[i] <= 'f');
    if (kForm[i] == 'x' ? !digit : text[i] != '-') return false;
  }
  return true;
}

// One call on its way. Steps before the transaction run once; those inside may run again when another transaction was in the way.
class CallRun {
 public:
  CallRun(const Kit& kit, const Binding& binding, grpc::ServerContext& server_context, const grpc::ByteBuffer& request)
      : kit_(kit),
        binding_(binding),
        server_context_(server_context),
        now_(kit.clock()),
        record_{NewEntry(kit.service, binding.method.path, binding.method.action, now_), {}},
        request_(binding.request->New()),
        response_(binding.response->New()),
        parsed_(ParseRequest(request, *request_)) {}

  absl::Status Run();
  const audit::v1::Entry& entry() const { return entry_; }
  // The leaf of the entry that was written; empty when none was.
  const std::string& written_leaf() const { return written_leaf_; }
  const Message& response() const { return *response_; }

  using Step = absl::Status (CallRun::*)();
  struct NamedStep {
    absl::string_view name;
    Step step;
  };
  static const std::array<NamedStep, 3> kOutside;
  static const std::array<NamedStep, 8> kInside;

 private:
  absl::Status CheckDeadline();
  absl::Status CheckPeer();
  absl::Status CheckToken();
  absl::Status EnterContext();
  absl::Status AuthoriseAction();
  absl::Status ValidateRequest();
  absl::Status CheckIdempotency();
  absl::Status Handle();
  absl::Status CheckRows();
  absl::Status RedactResponse();
  absl::Status WriteAuditAndEvents();

  absl::Status RunOutside();
  absl::Status RunInside(Transaction& transaction);
  absl::Status Work();
  absl::Status Refused(const absl::Status& status);
  absl::Status WriteAuditApart(absl::Time deadline);
  // The parameters of audit.append; remembers the leaf.
  Params EntryParams();
  std::string Metadata(const char* key) const;
  std::string AssignmentNamed() const;
  std::string RequestId() const;
  bool ClaimsRequestId() const { return binding_.kind == Kind::kChange && !validate_only_; }

  const Kit& kit_;
  const Binding& binding_;
  grpc::ServerContext& server_context_;
  const absl::Time now_;
  AuditRecord record_;
  audit::v1::Entry& entry_ = record_.entry;
  std::unique_ptr<Message> request_;
  std::unique_ptr<Message> response_;
  // Told only to those who may call the method at all.
  const absl::Status parsed_;

  absl::Time deadline_;
  TokenClaims claims_;
  bool validate_only_ = false;

  // Anew in each try.
  Transaction* transaction_ = nullptr;
  Caller caller_;
  std::unique_ptr<Call> call_;
  bool fresh_ = true;
  bool same_ = false;
  std::string made_before_;
  // The caller is known.
  bool context_entered_ = false;
  bool checked_only_ = false;
  std::string leaf_, written_leaf_;
};

const std::array<CallRun::NamedStep, 3> CallRun::kOutside = {{
    {"deadline", &CallRun::CheckDeadline},
    {"peer", &CallRun::CheckPeer},
    {"token", &CallRun::CheckToken},
}};

const std::array<CallRun::NamedStep, 8> CallRun::kInside = {{
    {"context", &CallRun::EnterContext},
    {"authorise", &CallRun::AuthoriseAction},
    {"validate", &CallRun::ValidateRequest},
    {"idempotency", &CallRun::CheckIdempotency},
    {"handler", &CallRun::Handle},
    {"reach", &CallRun::CheckRows},
    {"redact", &CallRun::RedactResponse},
    {"audit", &CallRun::WriteAuditAndEvents},
}};

absl::Status CallRun::Run() {
  if (const absl::Status status = RunOutside(); !status.ok()) {
    // The caller proved nothing. Which peer brought the call is known from its certificate, however early the call ended.
    if (entry_.peer().empty()) entry_.set_peer(PeerSpiffeId(*server_context_.auth_context()).value_or(""));
    SetOutcome(status, record_);
    kit_.refusals.Note(entry_);
    return status;
  }
  // Admission: as many calls inside as there are connections; the runner waits a bounded time for one.
  const absl::Status status = Work();
  if (status.ok()) {
    written_leaf_ = leaf_;
    return status;
  }
  if (checked_only_) return WriteAuditApart(std::max(deadline_, kit_.clock() + kApart));
  return Refused(status);
}

absl::Status CallRun::RunOutside() {
  for (const NamedStep& step : kOutside) RETURN_IF_ERROR((this->*step.step)());
  return absl::OkStatus();
}

absl::Status CallRun::Work() {
  try {
    return InTransaction(kit_.pool, deadline_, &kit_.key_wrapper,
                         [this](Transaction& transaction) { return RunInside(transaction); });
  } catch (const std::exception& exception) {
    // Nothing thrown may leave a handler and end the process, and nobody gets an answer half made.
    return absl::InternalError(absl::StrCat("exception ", typeid(exception).name()));
  }
}

// The call's own transaction was rolled back, or nobody knows whether it was; see docs/adr/0027-receipts-and-refusals.md.
absl::Status CallRun::Refused(const absl::Status& status) {
  SetOutcome(status, record_);
  const bool nobody_asked = status.code() == absl::StatusCode::kUnavailable ||
                            status.code() == absl::StatusCode::kResourceExhausted ||
                            status.code() == absl::StatusCode::kDeadlineExceeded;
  if (!context_entered_) {
    entry_.set_account(claims_.subject);
    entry_.set_session(claims_.session);
    if (nobody_asked) {
      kit_.refusals.Note(entry_);
      return status;
    }
  }
  if (status.code() != absl::StatusCode::kUnavailable) {
    RETURN_IF_ERROR(WriteAuditApart(std::max(deadline_, kit_.clock() + kApart)));
    return status;
  }
  // A commit in doubt: it and this entry have the same key, so that one of the two stands, and only one.
  const absl::Status written = WriteAuditApart(kit_.clock() + kApart);
  if (!written.ok()) LogWarning("call.entry_in_doubt", {{"entry", entry_.uid()}, {"reason", ReasonName(ReasonOf(written))}});
  return status;
}

absl::Status CallRun::RunInside(Transaction& transaction) {
  transaction_ = &transaction;
  call_.reset();
  response_->Clear();
  for (const NamedStep& step : kInside) RETURN_IF_ERROR((this->*step.step)());
  if (!validate_only_) return absl::OkStatus();
  checked_only_ = true;
  return absl::CancelledError("validate_only: everything is rolled back");
}

absl::Status CallRun::CheckDeadline() {
  if (const std::string trace = Metadata("traceparent"); IsTraceParent(trace)) entry_.set_trace_id(trace);
  entry_.set_request_id(RequestId());
  deadline_ = absl::FromChrono(server_context_.deadline());
  if (deadline_ > now_ + kLongestDeadline) {
    return MakeError(absl::StatusCode::kInvalidArgument, ErrorReason::ERROR_REASON_DEADLINE_MISSING,
                     "A call needs a deadline of at most 120 seconds.");
  }
  return absl::OkStatus();
}

absl::Status CallRun::CheckPeer() {
  ASSIGN_OR_RETURN(const std::string peer, PeerSpiffeId(*server_context_.auth_context()));
  entry_.set_peer(peer);
  return kit_.peers.Check(kit_.service, peer);
}

absl::Status CallRun::CheckToken() {
  const std::string header = Metadata("authorization");
  absl::string_view token = header;
  if (!absl::ConsumePrefix(&token, "Bearer ") && !absl::ConsumePrefix(&token, "bearer ")) {
    return MakeError(absl::StatusCode::kUnauthenticated, ErrorReason::ERROR_REASON_TOKEN_INVALID,
                     "The call carries no access token; sign in first.");
  }
  ASSIGN_OR_RETURN(claims_, kit_.tokens.Verify(token, now_));
  if (parsed_.ok()) SetAsked(*request_, binding_.kind == Kind::kRead, entry_);
  return absl::OkStatus();
}

absl::Status CallRun::EnterContext() {
  if (binding_.method.validate_only != nullptr) {
    validate_only_ = request_->GetReflection()->GetBool(*request_, binding_.method.validate_only);
    entry_.set_validate_only(validate_only_);
  }
  ContextRequest wanted{.issuer = claims_.issuer,
                        .subject = claims_.subject,
                        .session = claims_.session,
                        .assignment = AssignmentNamed(),
                        .purpose = Metadata("dayaq-purpose").substr(0, 40),
                        .request_id = entry_.request_id()};
  const SignedContext context = SignContext(kit_, wanted, now_);
  // A request id of another form is a faulty field, named by the validation that follows; it claims nothing.
  const bool claims = ClaimsRequestId() && IsUuid(entry_.request_id());
  Params params = {context.text, Octets{context.mac}};
  if (claims) {
    const std::string fingerprint = kit_.fingerprint_mac.Sign(absl::StrCat(binding_.method.path, "\n", CanonicalBytes(*request_)));
    params.insert(params.end(), {entry_.request_id(), binding_.method.path, Octets{fingerprint}});
  }
  ASSIGN_OR_RETURN(const Row row, transaction_->One<Row>(claims ? kBeginAndClaim : kBegin, params));
  if (claims) RETURN_IF_ERROR(row.Read({{"fresh", &fresh_}, {"same", &same_}, {"resource", &made_before_}}));
  ASSIGN_OR_RETURN(caller_, CallerFrom(kit_, row, *transaction_));
  caller_.acr = claims_.acr;
  caller_.auth_time = claims_.auth_time;
  SetCaller(caller_, entry_);
  context_entered_ = true;
  call_ = std::make_unique<Call>(caller_, Authority{kit_.policy, binding_.method.action}, *transaction_, now_, entry_.trace_id(),
                                 validate_only_, kit_.index, kit_.page_tokens);
  return absl::OkStatus();
}

absl::Status CallRun::AuthoriseAction() {
  RETURN_IF_ERROR(AuthoriseBeforeRow(kit_.policy, caller_, binding_.method.action, now_));
  ClearOutputOnly(*request_);
  return binding_.kind == Kind::kRead ? CheckWrites(*request_, caller_.reads) : CheckWrites(*request_, caller_.writes);
}

absl::Status CallRun::ValidateRequest() {
  RETURN_IF_ERROR(parsed_);
  NormaliseText(*request_);
  Violations found;
  Validate(*request_, now_, found);
  // A request that was done before is answered, even where it could not be done again.
  if (binding_.check && fresh_) RETURN_IF_ERROR(binding_.check(*request_, *call_, found));
  return found.ToStatus();
}

absl::Status CallRun::CheckIdempotency() {
  if (fresh_ || same_) return absl::OkStatus();
  return MakeError(absl::StatusCode::kInvalidArgument, ErrorReason::ERROR_REASON_REQUEST_ID_REUSED,
                   "This request id came before with another content; make a new one for a new request.");
}

absl::Status CallRun::Handle() {
  if (fresh_) return binding_.handle(*request_, *call_, *response_);
  entry_.set_replayed(true);
  return binding_.reread(made_before_, *call_, *response_);
}

// What a change answers with may have left the caller's reach by that very change.
absl::Status CallRun::CheckRows() {
  if (binding_.kind != Kind::kRead) return absl::OkStatus();
  return CheckReach(*response_, kit_.policy, caller_, binding_.method.action, now_);
}

absl::Status CallRun::RedactResponse() {
  if (binding_.kind != Kind::kRead) {
    entry_.set_before_hash(call_->before_hash());
    entry_.set_after_hash(Sha256(CanonicalBytes(*response_)));
  }
  Disclosure disclosure = Redact(*response_, caller_.reads);
  // What the answer is silent about, and the entry is not.
  for (const std::string& touched : call_->touched()) {
    if (!absl::c_linear_search(disclosure.resources, touched)) disclosure.resources.push_back(touched);
  }
  SetDisclosure(disclosure, record_);
  return absl::OkStatus();
}

absl::Status CallRun::WriteAuditAndEvents() {
  if (validate_only_) return absl::OkStatus();
  Params params = EntryParams();
  if (binding_.kind == Kind::kRead) return transaction_->Execute(kAppendAudit, params);
  params.push_back(EventsJson(call_->events()));
  if (!ClaimsRequestId() || !fresh_) return transaction_->Execute(kFinishUnclaimed, params);
  params.insert(params.end(), {entry_.request_id(), ResourceOf(*response_)});
  return transaction_->Execute(kFinish, params);
}

absl::Status CallRun::WriteAuditApart(absl::Time deadline) {
  RETURN_IF_ERROR(InTransaction(kit_.audit_pool, deadline, nullptr,
                                [this](Transaction& transaction) { return transaction.Execute(kAppendAudit, EntryParams()); }));
  written_leaf_ = leaf_;
  return absl::OkStatus();
}

Params CallRun::EntryParams() {
  const std::string canonical = CanonicalBytes(entry_);
  leaf_ = Sha256(canonical);
  return AppendParams(record_, canonical);
}

std::string CallRun::Metadata(const char* key) const {
  const auto found = server_context_.client_metadata().find(key);
  if (found == server_context_.client_metadata().end() || found->second.size() > kLongestMetadata) return "";
  return std::string(found->second.data(), found->second.size());
}

// "any" would choose for the person; only a call that says what there is to choose from takes it.
std::string CallRun::AssignmentNamed() const {
  const std::string named = Metadata("dayaq-role-assignment").substr(0, 36);
  return absl::EqualsIgnoreCase(named, "any") && !binding_.method.before_choosing ? "" : named;
}

std::string CallRun::RequestId() const {
  if (binding_.method.request_id == nullptr) return "";
  const std::string id = request_->GetReflection()->GetString(*request_, binding_.method.request_id);
  return IsUuid(id) ? id : "";
}

}  // namespace

grpc::Status Dispatcher::Serve(const Binding& binding, grpc::ServerContext& context, const grpc::ByteBuffer& request,
                               grpc::ByteBuffer& response) {
  const absl::Time begun = kit_.clock();
  CallRun run(kit_, binding, context, request);
  const absl::Status status = run.Run();
  if (!run.written_leaf().empty()) {
    context.AddTrailingMetadata(kReceiptMetadata, SignedReceipt(kit_.receipt_key, run.entry(), run.written_leaf(), kit_.clock()));
  }
  kit_.on_call({binding.method.path, status.code(), kit_.clock() - begun});
  LogInfo("call", {{"method", binding.method.path},
                   {"code", absl::StatusCodeToString(status.code())},
                   {"reason", status.ok() ? "" : ReasonName(ReasonOf(status))},
                   {"ms", absl::ToInt64Milliseconds(kit_.clock() - begun)},
                   {"peer", run.entry().peer()},
                   {"role", run.entry().role()},
                   {"entry", run.entry().uid()},
                   {"trace", run.entry().trace_id()}});
  if (!status.ok()) return ToGrpcStatus(status, run.entry().uid());
  return WriteResponse(run.response(), response);
}

std::vector<absl::string_view> Dispatcher::StepNames() {
  std::vector<absl::string_view> names;
  for (const auto& step : CallRun::kOutside) names.push_back(step.name);
  names.push_back("admission");
  for (const auto& step : CallRun::kInside) names.push_back(step.name);
  names.insert(names.end(), {"commit", "answer"});
  return names;
}

}  // namespace dayaq::rpc
