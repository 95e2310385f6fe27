#include "services/payment/file_maker.h"

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "services/payment/payment_names.h"
#include "services/payment/run_rules.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

// Orders that are in memory at a time.
constexpr int kBatch = 2000;

PainHead HeadOf(const v1::PaymentRun& run, const v1::PaymentFile& file) {
  return {.message_id = file.message_id(),
          .made = TimeOf(run.release_time()),
          .execute_on = ToText(run.execute_on()),
          .transfers = file.orders(),
          .total_qepik = file.total_qepik(),
          .source = run.source()};
}

PainTransfer TransferOf(const v1::PaymentOrder& order, const v1::PayeeAccount& account) {
  return {.end_to_end_id = absl::StrReplaceAll(order.uid(), {{"-", ""}}),
          .uetr = order.uetr(),
          .amount_qepik = order.amount_qepik(),
          .bank = account.bank(),
          .iban = account.details().iban(),
          .holder_name = account.details().holder_name(),
          .purpose = order.purpose(),
          .remittance = order.remittance()};
}

}  // namespace

absl::Status FileMaker::Write(const outbox::v1::Event& event, rpc::Call& call) const {
  Transaction& transaction = call.transaction();
  const std::vector<std::string> parts = absl::StrSplit(event.resource(), '/');
  FileOrders orders;
  if (parts.size() != 4 || !absl::SimpleAtoi(parts[3], &orders.number)) return absl::InternalError("no file of a run");
  orders.run_uid = parts[1];
  ASSIGN_OR_RETURN(const v1::PaymentRun run, runs_.Get(transaction, orders.run_uid));
  RETURN_IF_ERROR(orders_.GiveUp(transaction, orders));
  ASSIGN_OR_RETURN(const OrderTotals totals, orders_.Totals(transaction, orders));
  // Everything was given up, or it was written before.
  if (totals.orders > 0) {
    v1::PaymentFile file;
    file.set_uid(call.NewUid());
    file.set_run_uid(run.uid());
    file.set_number(orders.number);
    file.set_message_id(MessageIdOf(run, orders.number));
    file.set_file_name(absl::StrCat("pain.001.", file.message_id(), ".xml"));
    file.set_orders(static_cast<int32_t>(totals.orders));
    file.set_total_qepik(totals.total_qepik);
    file.set_register_(run.register_());
    file.set_district(run.district());
    file.set_institution(run.institution());
    ASSIGN_OR_RETURN(const PainFile written, WritePart(run, file, orders, call));
    file.set_content_hash(written.sha256_hex);
    file.set_bytes(written.bytes);
    RETURN_IF_ERROR(runs_.AddFile(transaction, file));
    orders.file_uid = file.uid();
    RETURN_IF_ERROR(orders_.Send(transaction, orders));
    call.Touch(PaymentFileName(file.uid()));
    call.Emit("payment.file_made", PaymentFileName(file.uid()));
  }
  // The last of the files ends the run: whoever else writes one of them now is waited for.
  ASSIGN_OR_RETURN(const v1::PaymentRun locked, runs_.GetToChange(transaction, run.uid()));
  ASSIGN_OR_RETURN(const bool ready, orders_.HasReady(transaction, run.uid()));
  if (ready || locked.state() != v1::PAYMENT_RUN_STATE_RELEASED) return absl::OkStatus();
  call.Emit("payment.run_filed", run.name());
  return runs_.Step(transaction, run.uid(), v1::PAYMENT_RUN_STATE_FILED);
}

absl::StatusOr<PainFile> FileMaker::WritePart(const v1::PaymentRun& run, const v1::PaymentFile& file, const FileOrders& orders,
                                              rpc::Call& call) const {
  ASSIGN_OR_RETURN(const std::unique_ptr<Pain001Writer> writer,
                   Pain001Writer::Create(files_.PartPath(file.file_name()), HeadOf(run, file)));
  std::string after;
  for (;;) {
    ASSIGN_OR_RETURN(const std::vector<v1::PaymentOrder> some, orders_.NextOfFile(call.transaction(), orders, after, kBatch));
    std::vector<std::string> account_uids;
    account_uids.reserve(some.size());
    for (const v1::PaymentOrder& order : some) account_uids.push_back(order.account_uid());
    ASSIGN_OR_RETURN(const std::vector<v1::PayeeAccount> read, accounts_.GetAll(call.transaction(), account_uids));
    std::map<std::string, const v1::PayeeAccount*> accounts;
    for (const v1::PayeeAccount& account : read) accounts[account.uid()] = &account;
    for (const v1::PaymentOrder& order : some) {
      const auto account = accounts.find(order.account_uid());
      if (account == accounts.end() || account->second->details().iban().empty()) {
        return absl::InternalError("an account of an order does not open");
      }
      RETURN_IF_ERROR(writer->Add(TransferOf(order, *account->second)));
    }
    if (some.size() < static_cast<size_t>(kBatch)) return writer->Finish();
    after = some.back().uid();
  }
}

absl::Status FileMaker::HandOut(const outbox::v1::Event& event, rpc::Call& call) const {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::PaymentFile file, runs_.GetFile(transaction, UidOf(event.resource())));
  call.Touch(file.name());
  if (files_.IsThere(file.file_name())) return absl::OkStatus();
  if (!files_.HasPart(file.file_name(), file.content_hash())) {
    ASSIGN_OR_RETURN(const v1::PaymentRun run, runs_.Get(transaction, file.run_uid()));
    const FileOrders orders{.run_uid = file.run_uid(), .number = file.number(), .file_uid = file.uid()};
    ASSIGN_OR_RETURN(const PainFile again, WritePart(run, file, orders, call));
    if (again.sha256_hex != file.content_hash()) return absl::DataLossError("a bank file made again has other bytes");
  }
  return files_.HandOut(file.file_name());
}

}  // namespace dayaq::payment
