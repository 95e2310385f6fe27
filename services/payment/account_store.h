// All SQL on accounts of payees. Holds no rules.
#ifndef SERVICES_PAYMENT_ACCOUNT_STORE_H_
#define SERVICES_PAYMENT_ACCOUNT_STORE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/payment/v1/payee_account_service.pb.h"
#include "services/payment/account_rules.h"
#include "services/platform/database/transaction.h"
#include "services/platform/people/identity_tokens.h"

namespace dayaq::payment {

class AccountStore {
 public:
  // NOT_FOUND when it is absent or hidden.
  absl::StatusOr<v1::PayeeAccount> Get(Transaction& transaction, absl::string_view uid) const;
  // What deciding needs and nothing that is sealed, kept from changing until the end of the transaction.
  absl::StatusOr<v1::PayeeAccount> GetToChange(Transaction& transaction, absl::string_view uid) const;
  // These accounts, in any order; at most 10000.
  absl::StatusOr<std::vector<v1::PayeeAccount>> GetAll(Transaction& transaction, const std::vector<std::string>& uids) const;
  // Newest first, behind the uid `after` when there is one, at most `limit`. `number_token` is the keyed token of a number, or
  // empty.
  absl::StatusOr<std::vector<v1::PayeeAccount>> List(Transaction& transaction, const v1::ListPayeeAccountsRequest& request,
                                                     absl::string_view number_token, absl::string_view after, int limit) const;

  // What is known of the payee, but for what the number says. NOT_FOUND when the caller does not see the survivor.
  absl::StatusOr<PayeeFacts> FactsOf(Transaction& transaction, const v1::PayeeAccount& account,
                                     const std::vector<std::string>& name_tokens) const;
  // What the number says: fills shared and payday_near. An account of somebody else with the same number is in doubt from now on.
  absl::Status NoteNumber(Transaction& transaction, absl::string_view number_token, absl::string_view payee_uid,
                          PayeeFacts& facts) const;

  // With its key, made now; the account in use so far is replaced.
  absl::Status Add(Transaction& transaction, const v1::PayeeAccount& account, const IdentityToken& number_token) const;
  absl::Status Close(Transaction& transaction, absl::string_view uid) const;
  absl::Status Answer(Transaction& transaction, absl::string_view uid, absl::string_view staff_uid) const;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_ACCOUNT_STORE_H_
