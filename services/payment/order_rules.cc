#include "services/payment/order_rules.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "google/protobuf/util/time_util.h"

namespace dayaq::payment {
namespace {

using google::protobuf::util::TimeUtil;

constexpr char kCurrency[] = "AZN";
constexpr char kFromRun[] = "run";

// Why nothing of it is paid now, whatever the amount.
std::optional<v1::OmissionReason> WhyNotNow(const Payable& payable, absl::Time now) {
  const v1::Entitlement& entitlement = payable.entitlement;
  if (entitlement.example()) return v1::OMISSION_REASON_EXAMPLE;
  if (!entitlement.releasable()) return v1::OMISSION_REASON_NOT_RELEASABLE;
  if (entitlement.suspended()) return v1::OMISSION_REASON_SUSPENDED;
  if (payable.payee_gone) return v1::OMISSION_REASON_PAYEE_GONE;
  if (!payable.account.has_value()) return v1::OMISSION_REASON_NO_ACCOUNT;
  const v1::PayeeAccount& account = *payable.account;
  if (absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(account.hold_until_time())) > now) {
    return v1::OMISSION_REASON_ACCOUNT_ON_HOLD;
  }
  if (!account.doubts().empty() && account.answered_by().empty()) return v1::OMISSION_REASON_ACCOUNT_IN_DOUBT;
  if (payable.payee_held) return v1::OMISSION_REASON_ORDER_HELD;
  return std::nullopt;
}

std::optional<v1::OmissionReason> WhyNotSoMuch(const Payable& payable, const Due& due, const PaymentPolicy& policy) {
  if (due.amount_qepik() <= 0) return v1::OMISSION_REASON_RECOVERED;
  if (due.amount_qepik() > policy.order_limit_qepik) return v1::OMISSION_REASON_ORDER_LIMIT;
  if (payable.payee_lately_qepik + due.amount_qepik() > policy.payee_limit.most_qepik) return v1::OMISSION_REASON_PAYEE_LIMIT;
  return std::nullopt;
}

// By text: ISO 8601 sorts by time.
bool Waits(const Payable& payable, const std::string& period) {
  return std::any_of(payable.waiting.begin(), payable.waiting.end(), [&](const v1::AmountAnswer& stretch) {
    return stretch.first_period() <= period && period <= stretch.last_period();
  });
}

v1::RunOmission OmissionOf(const v1::Entitlement& entitlement, v1::OmissionReason reason, int64_t amount_qepik) {
  v1::RunOmission omission;
  omission.set_entitlement_uid(entitlement.uid());
  omission.set_survivor_uid(entitlement.survivor_uid());
  omission.set_payee_uid(entitlement.beneficiary_uid());
  omission.set_benefit(entitlement.benefit());
  omission.set_reason(reason);
  omission.set_amount_qepik(amount_qepik);
  omission.set_register_(entitlement.register_());
  omission.set_district(entitlement.district());
  omission.set_institution(entitlement.institution());
  return omission;
}

// What waits because its amount is assumed; nothing where nothing does.
std::optional<v1::RunOmission> WaitingOmission(const Payable& payable, const Due& due) {
  if (due.waiting_qepik <= 0) return std::nullopt;
  const v1::OmissionReason reason =
      payable.entitlement.example() ? v1::OMISSION_REASON_EXAMPLE : v1::OMISSION_REASON_AMOUNT_ASSUMED;
  return OmissionOf(payable.entitlement, reason, due.waiting_qepik);
}

v1::PaymentOrder OrderOf(const Payable& payable, const Due& due, const PaymentPolicy& policy) {
  const v1::Entitlement& entitlement = payable.entitlement;
  const Purpose& purpose = policy.PurposeOf(entitlement.benefit());
  v1::PaymentOrder order;
  order.set_entitlement_uid(entitlement.uid());
  order.set_survivor_uid(entitlement.survivor_uid());
  order.set_payee_uid(entitlement.beneficiary_uid());
  order.set_account_uid(payable.account->uid());
  order.set_benefit(entitlement.benefit());
  order.set_amount_qepik(due.amount_qepik());
  order.set_recovered_qepik(due.recovered_qepik);
  order.set_currency(kCurrency);
  order.set_purpose(purpose.code);
  order.set_remittance(RemittanceOf(purpose, due.instalments.back().period()));
  order.set_state(v1::PAYMENT_ORDER_STATE_PROPOSED);
  order.set_because(kFromRun);
  order.set_register_(entitlement.register_());
  order.set_district(entitlement.district());
  order.set_institution(entitlement.institution());
  return order;
}

}  // namespace

std::string RemittanceOf(const Purpose& purpose, const std::string& period) {
  // A period is a year, a month or a day, in ISO 8601.
  const std::string month = period.size() >= 7 ? absl::StrCat(period.substr(5, 2), ".", period.substr(0, 4)) : period;
  return absl::StrReplaceAll(purpose.text, {{"{period}", month}});
}

int64_t TakenOff(int64_t due_qepik, int64_t owed_back_qepik, const RecoveryTerms& terms) {
  const int64_t owed = std::max<int64_t>(0, owed_back_qepik - terms.waived_qepik);
  // Whole qəpik, in favour of the person.
  const int64_t share = due_qepik / 100 * terms.share_percent + due_qepik % 100 * terms.share_percent / 100;
  const int64_t room = std::max<int64_t>(0, due_qepik - terms.smallest_left_qepik);
  return std::max<int64_t>(0, std::min({owed, share, room}));
}

Due ReckonDue(const Payable& payable) {
  // By text: ISO 8601 sorts by time.
  std::map<std::string, int64_t> periods;
  for (const v1::Instalment& instalment : payable.unpaid) periods[instalment.period()] += instalment.amount_qepik();
  Due due;
  int64_t too_much = 0;
  for (const auto& [period, sum] : periods) {
    // What was paid above an amount that is only assumed is too much all the same.
    if (sum < 0) too_much -= sum;
    if (sum > 0) (Waits(payable, period) ? due.waiting_qepik : due.due_qepik) += sum;
  }
  // What lies elsewhere covers the same period first, in full; of a period that waits it covers what would fall due.
  int64_t covered = 0;
  for (const auto& [period, paid] : payable.paid_elsewhere) {
    const auto here = periods.find(period);
    const int64_t same = here != periods.end() && here->second > 0 ? std::min(here->second, paid) : 0;
    if (Waits(payable, period)) {
      too_much += paid - same;
    } else {
      too_much += paid;
      covered += same;
    }
  }
  const int64_t owed = too_much - payable.recovered_qepik - payable.recovered_elsewhere_qepik;
  covered = std::max<int64_t>(0, std::min(covered, owed));
  // Of what was taken back too much nothing is waived: it is paid out again. What covers the same period is the same money, and is
  // no claim that could be waived.
  RecoveryTerms terms = payable.recovery;
  terms.waived_qepik += payable.waived_elsewhere_qepik;
  due.overpaid_qepik = owed > 0 ? covered + std::max<int64_t>(0, owed - covered - terms.waived_qepik) : owed;
  due.recovered_qepik = owed > 0 ? covered + TakenOff(due.due_qepik - covered, owed - covered, terms) : owed;
  for (const v1::Instalment& instalment : payable.unpaid) {
    if (periods.at(instalment.period()) > 0 && !Waits(payable, instalment.period())) due.instalments.push_back(instalment);
  }
  std::stable_sort(due.instalments.begin(), due.instalments.end(),
                   [](const v1::Instalment& a, const v1::Instalment& b) { return a.period() < b.period(); });
  return due;
}

Proposed Propose(const Payable& payable, const PaymentPolicy& policy, absl::Time now) {
  Proposed proposed;
  const Due due = ReckonDue(payable);
  if (due.due_qepik == 0) {
    if (payable.asked_qepik > 0) {
      proposed.omission = OmissionOf(payable.entitlement, v1::OMISSION_REASON_ORDER_HELD, payable.asked_qepik);
    } else {
      proposed.omission = WaitingOmission(payable, due);
    }
    return proposed;
  }
  std::optional<v1::OmissionReason> why_not = WhyNotNow(payable, now);
  if (!why_not.has_value()) why_not = WhyNotSoMuch(payable, due, policy);
  if (why_not.has_value()) {
    proposed.omission = OmissionOf(payable.entitlement, *why_not, due.amount_qepik());
    return proposed;
  }
  proposed.order = OrderOf(payable, due, policy);
  proposed.omission = WaitingOmission(payable, due);
  for (const v1::Instalment& instalment : due.instalments) {
    v1::PaymentOrderInstalment& part = proposed.instalments.emplace_back();
    part.set_instalment_uid(instalment.uid());
    part.set_period(instalment.period());
    part.set_amount_qepik(instalment.amount_qepik());
  }
  return proposed;
}

}  // namespace dayaq::payment
