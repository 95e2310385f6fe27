#include "services/payment/run_parts.h"

#include <utility>

#include "services/platform/rpc/rewrap_reaction.h"

namespace dayaq::payment {

RunParts::RunParts(PaymentPolicy policy, WorkingCalendar calendar, const RecoveryTerms& recovery, std::string bank_file_directory)
    : policy_(std::move(policy)),
      calendar_(std::move(calendar)),
      files_(std::move(bank_file_directory)),
      accounts_(policy_),
      runs_(policy_, calendar_, files_),
      collector_(policy_, recovery),
      file_maker_(files_) {
  accounts_.Bind(account_methods_);
  runs_.Bind(run_methods_);
}

std::vector<rpc::Reaction> RunParts::reactions() const {
  // A batch, or a file, is enough for one transaction.
  return {{.subscriber = "payment.collect_run",
           .action = "payment_run.keep",
           .react = [this](const outbox::v1::Event& event, rpc::Call& call) { return collector_.Collect(event, call); },
           .batch = 1},
          {.subscriber = "payment.write_file",
           .action = "payment_run.keep",
           .react = [this](const outbox::v1::Event& event, rpc::Call& call) { return file_maker_.Write(event, call); },
           .batch = 1,
           .workers = 2},
          {.subscriber = "payment.hand_out_file",
           .action = "payment_run.keep",
           .react = [this](const outbox::v1::Event& event, rpc::Call& call) { return file_maker_.HandOut(event, call); },
           .batch = 1},
          rpc::RewrapReaction("payment")};
}

}  // namespace dayaq::payment
