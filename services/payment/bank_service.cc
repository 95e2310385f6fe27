#include "services/payment/bank_service.h"

#include <openssl/sha.h>

#include <optional>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/payment/bank_file.h"
#include "services/payment/bank_intake.h"
#include "services/platform/base/error.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"

namespace dayaq::payment {
namespace {

std::string Sha256Hex(absl::string_view bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(digest), sizeof digest));
}

absl::Status NotOurs(absl::string_view why) {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_BANK_FILE_NOT_OURS, why);
}

v1::BankMessage MessageOf(const BankFile& file, const std::string& bank, const std::string& content_hash, const rpc::Call& call) {
  v1::BankMessage message;
  message.set_uid(call.NewUid());
  message.set_bank(bank);
  message.set_kind(file.kind == BankFileKind::kStatus ? v1::BANK_MESSAGE_KIND_STATUS : v1::BANK_MESSAGE_KIND_MOVEMENT);
  message.set_message_id(file.message_id);
  message.set_content_hash(content_hash);
  message.set_original_message_id(file.original_message_id);
  *message.mutable_said_time() = Timestamp(file.created);
  message.set_staff_uid(call.caller().staff_uid);
  *message.mutable_create_time() = Timestamp(call.now());
  return message;
}

}  // namespace

absl::StatusOr<v1::BankMessage> BankService::SubmitBankFile(const v1::SubmitBankFileRequest& request, rpc::Call& call) {
  ASSIGN_OR_RETURN(const std::string bank, banks_.Verify(request.content(), request.signature(), call.now()));
  const std::string content_hash = Sha256Hex(request.content());
  ASSIGN_OR_RETURN(std::optional<v1::BankMessage> taken, store_.MessageOfBytes(call.transaction(), content_hash));
  if (taken.has_value()) return *std::move(taken);
  ASSIGN_OR_RETURN(const BankFile file, ReadBankFile(request.content()));
  v1::BankMessage message = MessageOf(file, bank, content_hash, call);
  ASSIGN_OR_RETURN(const bool name_taken, store_.IsNameTaken(call.transaction(), message));
  if (name_taken) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_BANK_MESSAGE_ID_TAKEN,
                     "The bank sent another file under this name; ask the bank which of the two holds.");
  }
  std::optional<FileOfOurs> ours;
  if (file.kind == BankFileKind::kStatus) {
    ASSIGN_OR_RETURN(ours, store_.FindFile(call.transaction(), file.original_message_id));
    if (!ours.has_value()) return NotOurs("It answers a payment file that was never made here.");
  }
  for (const std::string& account : file.accounts) {
    if (accounts_.count(account) == 0) return NotOurs("It tells of an account that payments do not leave from.");
  }
  RETURN_IF_ERROR(BankIntake(policy_, store_, call).Take(file, ours, message));
  call.Emit("payment.bank_file_taken", absl::StrCat("bankMessages/", message.uid()));
  return store_.Message(call.transaction(), message.uid());
}

absl::StatusOr<v1::BankMessage> BankService::Reread(const std::string& name, rpc::Call& call) {
  return store_.Message(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::BankMessage> BankService::GetBankMessage(const v1::GetBankMessageRequest& request, rpc::Call& call) {
  return Reread(request.name(), call);
}

absl::StatusOr<v1::ListBankMessagesResponse> BankService::ListBankMessages(const v1::ListBankMessagesRequest& request,
                                                                           rpc::Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::BankMessage> messages, store_.Messages(call.transaction(), request, after, size + 1));
  v1::ListBankMessagesResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.CountMessages(call.transaction(), request));
    response.set_total(total);
  }
  if (messages.size() > static_cast<size_t>(size)) {
    messages.pop_back();
    response.set_next_page_token(call.PageToken(messages.back().uid(), request));
  }
  for (v1::BankMessage& message : messages) *response.add_messages() = std::move(message);
  return response;
}

absl::StatusOr<v1::ListBankLinesResponse> BankService::ListBankLines(const v1::ListBankLinesRequest& request, rpc::Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::BankLine> lines, store_.Lines(call.transaction(), request, after, size + 1));
  v1::ListBankLinesResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.CountLines(call.transaction(), request));
    response.set_total(total);
  }
  if (lines.size() > static_cast<size_t>(size)) {
    lines.pop_back();
    response.set_next_page_token(call.PageToken(lines.back().uid(), request));
  }
  for (v1::BankLine& line : lines) *response.add_lines() = std::move(line);
  return response;
}

void BankService::Bind(rpc::Methods& methods) {
  using S = BankService;
  methods.Change("SubmitBankFile", *this, &S::SubmitBankFile, &S::Reread);
  methods.Read("GetBankMessage", *this, &S::GetBankMessage);
  methods.Read("ListBankMessages", *this, &S::ListBankMessages);
  methods.Read("ListBankLines", *this, &S::ListBankLines);
}

}  // namespace dayaq::payment
