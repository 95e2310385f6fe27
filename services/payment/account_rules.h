// What is wrong with an account that is to be set, and what is in doubt about it. Pure.
#ifndef SERVICES_PAYMENT_ACCOUNT_RULES_H_
#define SERVICES_PAYMENT_ACCOUNT_RULES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/payee_account_service.pb.h"
#include "dayaq/survivor/v1/family.pb.h"
#include "services/payment/payment_policy.h"
#include "services/platform/base/error.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {

// What is known of the payee and of who holds the account (survivor.payee_for_account), and of the account itself.
struct PayeeFacts {
  std::string survivor_uid;
  std::string register_code;
  std::string district;
  std::string institution;
  bool payee_is_survivor = false;
  bool payee_known = false;
  bool payee_dead = false;
  bool guardian_known = false;
  bool name_known = false;
  bool name_alike = false;
  // When the payee, a member of the family, comes of age; empty where nobody says so. Of survivors themselves it is not known here:
  // their day of birth is sealed.
  PartialDate payee_of_age_on;
  // What whoever holds the account for the payee is to the survivor.
  survivor::v1::FamilyRelation guardian_relation = survivor::v1::FAMILY_RELATION_UNSPECIFIED;
  // They stand for the survivor in law, by the record.
  bool guardian_of_survivor = false;
  // Somebody else is paid to the same number.
  bool shared = false;
  // A run that has not left yet pays the former account.
  bool payday_near = false;
};

// IBAN_INVALID, BANK_UNKNOWN, and a name of which nothing is left in the letters of banks.
void CheckAccount(const v1::SetPayeeAccountRequest& request, const PaymentPolicy& policy, Violations& found);

// PAYEE_UNKNOWN, GUARDIAN_UNKNOWN.
void CheckPayee(const PayeeFacts& facts, Violations& found);

// What a person must look at before money goes there, in the order of the list.
void NoteDoubts(const PayeeFacts& facts, absl::CivilDay today, v1::PayeeAccount& account);

// FAILED_PRECONDITION with ACCOUNT_NOT_IN_USE.
absl::Status CheckInUse(const v1::PayeeAccount& account);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_ACCOUNT_RULES_H_
