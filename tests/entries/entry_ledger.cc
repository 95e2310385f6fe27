#include "tests/entries/entry_ledger.h"

#include <memory>
#include <pqxx/pqxx>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/platform/base/error.h"
#include "services/platform/rpc/canonical_bytes.h"
#include "services/platform/rpc/dispatcher.h"
#include "services/platform/rpc/error_mapper.h"
#include "services/platform/sealing/ed25519.h"

namespace dayaq::testing {
namespace {

using audit::v1::Decision;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

Decision DecisionOf(const absl::Status& status) {
  if (status.ok()) return Decision::DECISION_ALLOWED;
  const bool denied = status.code() == absl::StatusCode::kPermissionDenied || status.code() == absl::StatusCode::kUnauthenticated;
  return denied ? Decision::DECISION_DENIED : Decision::DECISION_FAILED;
}

// Whatever an answer names, found by the names of its fields, at any depth.
void CollectShown(const Message& message, std::set<std::string>& shown) {
  std::vector<const FieldDescriptor*> fields;
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
      for (int i = 0; i < count; ++i) {
        CollectShown(
            field->is_repeated() ? reflection.GetRepeatedMessage(message, field, i) : reflection.GetMessage(message, field), shown);
      }
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING && !field->is_repeated()) {
      const std::string text = reflection.GetString(message, field);
      if (field->name() == "name" && absl::StrContains(text, '/')) shown.insert(text);
      if (field->name() == "survivor_uid") shown.insert("survivors/" + text);
    }
  }
}

std::set<std::string> ShownIn(const CalledOnce& call) {
  std::unique_ptr<Message> response(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(call.method->response)->New());
  std::set<std::string> shown;
  if (response->ParseFromString(call.response)) CollectShown(*response, shown);
  return shown;
}

std::string ReceiptText(const audit::v1::Receipt& receipt) {
  return absl::StrCat("dayaq-audit-receipt/v1\n", receipt.service(), "\n", receipt.entry_uid(), "\n",
                      absl::Base64Escape(receipt.leaf()), "\n", receipt.time().seconds(), "\n");
}

}  // namespace

CalledOnce CallWithBytes(grpc::GenericStub& stub, const rpc::Method& method, const RawMetadata& metadata,
                         const std::string& bytes) {
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer buffer(&slice, 1);
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + metadata.deadline));
  if (!metadata.token.empty()) context.AddMetadata("authorization", "Bearer " + metadata.token);
  if (!metadata.assignment.empty()) context.AddMetadata("dayaq-role-assignment", metadata.assignment);
  if (!metadata.purpose.empty()) context.AddMetadata("dayaq-purpose", metadata.purpose);
  grpc::CompletionQueue queue;
  const auto pending = stub.PrepareUnaryCall(&context, method.path, buffer, &queue);
  pending->StartCall();
  grpc::ByteBuffer answer;
  grpc::Status status;
  pending->Finish(&answer, &status, &queue);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  CalledOnce call{.method = &method, .status = rpc::FromGrpcStatus(status), .response = "", .receipt = ""};
  grpc::Slice whole;
  if (status.ok() && answer.DumpToSingleSlice(&whole).ok()) {
    call.response.assign(reinterpret_cast<const char*>(whole.begin()), whole.size());
  }
  const auto& trailers = context.GetServerTrailingMetadata();
  if (const auto found = trailers.find(rpc::kReceiptMetadata); found != trailers.end()) {
    call.receipt.assign(found->second.data(), found->second.size());
  }
  return call;
}

std::unique_ptr<Message> FilledOrEmpty(const google::protobuf::Descriptor& request, const KnownIds& ids) {
  try {
    return FillRequest(request, ids);
  } catch (const std::exception&) {
    return std::unique_ptr<Message>(google::protobuf::MessageFactory::generated_factory()->GetPrototype(&request)->New());
  }
}

EntryLedger::EntryLedger(const TestDatabase& database, std::string public_key)
    : database_(database), public_key_(std::move(public_key)) {
  for (const auto& [uid, stored] : Read()) before_.insert(uid);
}

std::map<std::string, EntryLedger::Stored> EntryLedger::Read() const {
  pqxx::connection connection(database_.SuperuserConninfo());
  pqxx::work work(connection);
  std::map<std::string, Stored> entries;
  for (const pqxx::row& row : work.exec("SELECT uid, canonical, leaf FROM audit.entry")) {
    Stored& stored = entries[row[0].c_str()];
    stored.entry.ParseFromString(pqxx::binarystring(row[1]).str());
    stored.leaf = pqxx::binarystring(row[2]).str();
  }
  for (const pqxx::row& row : work.exec("SELECT uid, unnest(resources) FROM audit.entry")) {
    entries[row[0].c_str()].resources.insert(row[1].c_str());
  }
  return entries;
}

void EntryLedger::JudgeReceipt(const CalledOnce& call, std::map<std::string, Stored>& entries, LedgerFindings& findings) const {
  ++findings.with_receipt;
  const auto against = [&](absl::string_view what) {
    ++findings.missing;
    findings.lines.push_back(absl::StrCat(call.method->path, ": ", what));
  };
  audit::v1::Receipt receipt;
  if (!receipt.ParseFromString(call.receipt)) return against("the receipt cannot be read");
  if (!VerifyEd25519(public_key_, ReceiptText(receipt), receipt.signature())) return against("the receipt is not signed");
  const auto found = entries.find(receipt.entry_uid());
  if (found == entries.end()) return against("no entry, or one for two calls");
  const Stored stored = found->second;
  entries.erase(found);
  const bool fits = stored.entry.method() == call.method->path && stored.entry.decision() == DecisionOf(call.status) &&
                    stored.entry.calls() == 0 && stored.leaf == receipt.leaf() &&
                    stored.leaf == rpc::Sha256(rpc::CanonicalBytes(stored.entry)) && receipt.service() == stored.entry.service() &&
                    (call.status.ok() || stored.entry.reason() == ReasonName(ReasonOf(call.status)));
  if (!fits) return against(absl::StrCat("the entry is another one: ", stored.entry.ShortDebugString()));
  for (const std::string& name : ShownIn(call)) {
    ++findings.shown;
    if (stored.resources.count(name) > 0) continue;
    ++findings.shown_unnamed;
    findings.lines.push_back(
        absl::StrCat(call.method->path, ": shows ", name.substr(0, name.find('/')), ", its entry does not say so"));
  }
}

LedgerFindings EntryLedger::Judge() const {
  LedgerFindings findings;
  std::map<std::string, Stored> entries = Read();
  for (const std::string& uid : before_) entries.erase(uid);
  std::map<std::string, int64_t> uncounted;  // by reason
  for (const CalledOnce& call : calls_) {
    ++findings.calls;
    if (!call.receipt.empty()) {
      JudgeReceipt(call, entries, findings);
    } else if (call.status.ok()) {
      ++findings.missing;
      findings.lines.push_back(absl::StrCat(call.method->path, ": answered without a receipt"));
    } else {
      ++uncounted[std::string(ReasonName(ReasonOf(call.status)))];
    }
  }
  for (const auto& [uid, stored] : entries) {
    if (absl::StartsWith(stored.entry.method(), "reaction/")) continue;
    if (stored.entry.calls() == 0) {
      ++findings.surplus;
      findings.lines.push_back("an entry of no call: " + stored.entry.ShortDebugString());
    }
    uncounted[stored.entry.reason()] -= stored.entry.calls();
    findings.counted += stored.entry.calls();
  }
  for (const auto& [reason, difference] : uncounted) {
    if (difference == 0) continue;
    (difference > 0 ? findings.missing : findings.surplus) += static_cast<int>(std::abs(difference));
    findings.lines.push_back(absl::StrCat(reason, ": ", difference, " more calls than entries tell of"));
  }
  return findings;
}

}  // namespace dayaq::testing
