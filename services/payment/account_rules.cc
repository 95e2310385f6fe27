#include "services/payment/account_rules.h"

#include <optional>

#include "services/payment/bank_text.h"
#include "services/payment/iban.h"

namespace dayaq::payment {
namespace {

// As pain.001 has it.
constexpr size_t kLongestName = 140;
constexpr size_t kShortestName = 2;

bool MinorUntil(const std::optional<absl::CivilDay>& of_age_on, absl::CivilDay today) {
  return of_age_on.has_value() && today < *of_age_on;
}

// For the survivor whoever is recorded as their guardian may; for a member of the family a legal guardian, and whoever brings up a
// child while it is possible that it is a minor.
bool MayStandFor(const PayeeFacts& facts, absl::CivilDay today) {
  if (facts.payee_is_survivor) return facts.guardian_of_survivor;
  switch (facts.guardian_relation) {
    case survivor::v1::FAMILY_RELATION_GUARDIAN:
      return true;
    case survivor::v1::FAMILY_RELATION_PARENT:
    case survivor::v1::FAMILY_RELATION_SPOUSE:
    case survivor::v1::FAMILY_RELATION_GRANDPARENT:
      return MinorUntil(Latest(facts.payee_of_age_on), today);
    default:
      return false;
  }
}

}  // namespace

void CheckAccount(const v1::SetPayeeAccountRequest& request, const PaymentPolicy& policy, Violations& found) {
  // What is missing is told by the rules of the field.
  if (!request.iban().empty()) {
    const std::optional<std::string> iban = NormaliseIban(request.iban());
    if (!iban.has_value()) {
      found.Add("iban", ErrorReason::ERROR_REASON_IBAN_INVALID, "No Azerbaijani IBAN, or its check digits are wrong.");
    } else if (policy.banks.count(std::string(BankOf(*iban))) == 0) {
      found.Add("iban", ErrorReason::ERROR_REASON_BANK_UNKNOWN, "No bank of this code stands in policy/payments.yaml.");
    }
  }
  if (!request.holder_name().empty() && ToBankText(request.holder_name(), kLongestName).size() < kShortestName) {
    found.Add("holder_name", ErrorReason::ERROR_REASON_PATTERN_MISMATCH, "Write the name in Latin or Cyrillic letters.");
  }
}

void CheckPayee(const PayeeFacts& facts, Violations& found) {
  if (!facts.payee_known) {
    found.Add("family_member", ErrorReason::ERROR_REASON_PAYEE_UNKNOWN, "Nobody of that name is in the family.");
  }
  if (!facts.guardian_known) {
    found.Add("guardian", ErrorReason::ERROR_REASON_GUARDIAN_UNKNOWN, "Name another member of the family.");
  }
}

void NoteDoubts(const PayeeFacts& facts, absl::CivilDay today, v1::PayeeAccount& account) {
  account.clear_doubts();
  if (facts.name_known && !facts.name_alike) account.add_doubts(v1::ACCOUNT_DOUBT_NAME_DIFFERS);
  if (!facts.name_known) account.add_doubts(v1::ACCOUNT_DOUBT_NAME_UNKNOWN);
  if (facts.shared) account.add_doubts(v1::ACCOUNT_DOUBT_SHARED);
  if (facts.payee_dead) account.add_doubts(v1::ACCOUNT_DOUBT_PAYEE_DEAD);
  if (facts.payday_near) account.add_doubts(v1::ACCOUNT_DOUBT_CHANGED_BEFORE_PAYDAY);
  const bool held_for_payee = account.holder() == v1::ACCOUNT_HOLDER_GUARDIAN;
  if (held_for_payee && !MayStandFor(facts, today)) account.add_doubts(v1::ACCOUNT_DOUBT_HOLDER_IS_NO_GUARDIAN);
  if (!held_for_payee && MinorUntil(Earliest(facts.payee_of_age_on), today)) account.add_doubts(v1::ACCOUNT_DOUBT_PAYEE_IS_MINOR);
}

absl::Status CheckInUse(const v1::PayeeAccount& account) {
  if (account.state() == v1::ACCOUNT_STATE_IN_USE) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_ACCOUNT_NOT_IN_USE,
                   "The account was replaced or closed.", {{"state", v1::AccountState_Name(account.state())}});
}

}  // namespace dayaq::payment
