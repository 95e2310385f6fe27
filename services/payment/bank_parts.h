// What banks answer, wired: for payment_parts.h.
#ifndef SERVICES_PAYMENT_BANK_PARTS_H_
#define SERVICES_PAYMENT_BANK_PARTS_H_

#include <set>
#include <string>
#include <utility>

#include "services/payment/bank_policy.h"
#include "services/payment/bank_service.h"
#include "services/payment/bank_signature.h"
#include "services/payment/payment_policy.h"
#include "services/payment/reconciliation_service.h"
#include "services/payment/return_service.h"
#include "services/platform/rpc/binding.h"

namespace dayaq::payment {

class BankParts {
 public:
  // The policies outlive this.
  BankParts(const BankPolicy& policy, const PaymentPolicy& payments, BankCertificates banks)
      : files_(policy, std::move(banks), AccountsOf(payments)), returns_(policy) {
    files_.Bind(methods_);
    returns_.Bind(methods_);
    days_.Bind(methods_);
  }
  BankParts(const BankParts&) = delete;
  BankParts& operator=(const BankParts&) = delete;

  rpc::Methods* methods() { return &methods_; }

 private:
  static std::set<std::string> AccountsOf(const PaymentPolicy& payments) {
    std::set<std::string> accounts;
    for (const auto& source : payments.source_accounts) accounts.insert(source.second.iban());
    return accounts;
  }

  BankService files_;
  ReturnService returns_;
  ReconciliationService days_;
  rpc::Methods methods_{"dayaq.payment.v1.BankService"};
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_BANK_PARTS_H_
