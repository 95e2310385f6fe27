#include "services/payment/account_store.h"

#include <optional>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/payment/account_queries.h"
#include "services/payment/payment_names.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {
namespace {

constexpr int kMostAccounts = 10000;

// bytea[] in the form PostgreSQL reads.
std::vector<std::string> AsOctets(const std::vector<std::string>& tokens) {
  std::vector<std::string> octets;
  octets.reserve(tokens.size());
  for (const std::string& token : tokens) octets.push_back(absl::StrCat("\\x", absl::BytesToHexString(token)));
  return octets;
}

}  // namespace

absl::StatusOr<v1::PayeeAccount> AccountStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::PayeeAccount account, transaction.One<v1::PayeeAccount>(kAccount, {uid}));
  SetNames(account);
  return account;
}

absl::StatusOr<v1::PayeeAccount> AccountStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::PayeeAccount account, transaction.One<v1::PayeeAccount>(kAccountToChange, {uid}));
  SetNames(account);
  return account;
}

absl::StatusOr<std::vector<v1::PayeeAccount>> AccountStore::GetAll(Transaction& transaction,
                                                                   const std::vector<std::string>& uids) const {
  return transaction.All<v1::PayeeAccount>(kAccounts, {uids}, kMostAccounts);
}

absl::StatusOr<std::vector<v1::PayeeAccount>> AccountStore::List(Transaction& transaction,
                                                                 const v1::ListPayeeAccountsRequest& request,
                                                                 absl::string_view number_token, absl::string_view after,
                                                                 int limit) const {
  const std::string survivor_uid = UidOf(request.survivor());
  Params params = {request.former_too(), request.in_doubt(), OrNull(after), limit};
  const Query* query = &kAllAccounts;
  if (!number_token.empty()) {
    query = &kAccountsByNumber;
    params.insert(params.end(), {Octets{number_token}, OrNull(survivor_uid)});
  } else if (!survivor_uid.empty()) {
    query = &kAccountsOfSurvivor;
    params.push_back(survivor_uid);
  }
  ASSIGN_OR_RETURN(std::vector<v1::PayeeAccount> accounts, transaction.All<v1::PayeeAccount>(*query, params, limit));
  for (v1::PayeeAccount& account : accounts) SetNames(account);
  return accounts;
}

absl::StatusOr<PayeeFacts> AccountStore::FactsOf(Transaction& transaction, const v1::PayeeAccount& account,
                                                 const std::vector<std::string>& name_tokens) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kPayeeFacts, {account.survivor_uid(), account.payee_uid(),
                                                                     OrNull(account.guardian_uid()), AsOctets(name_tokens)}));
  PayeeFacts facts;
  std::string of_age_on, relation;
  RETURN_IF_ERROR(row.Read({{"survivor_uid", &facts.survivor_uid},
                            {"register", &facts.register_code},
                            {"district", &facts.district},
                            {"institution", &facts.institution},
                            {"payee_known", &facts.payee_known},
                            {"payee_dead", &facts.payee_dead},
                            {"guardian_known", &facts.guardian_known},
                            {"name_known", &facts.name_known},
                            {"name_alike", &facts.name_alike},
                            {"payee_of_age_on", &of_age_on},
                            {"guardian_relation", &relation},
                            {"guardian_of_survivor", &facts.guardian_of_survivor}}));
  facts.payee_is_survivor = account.payee_uid() == facts.survivor_uid;
  facts.payee_of_age_on = PartialDateFromText(of_age_on).value_or(PartialDate());
  survivor::v1::FamilyRelation_Parse(relation, &facts.guardian_relation);
  return facts;
}

absl::Status AccountStore::NoteNumber(Transaction& transaction, absl::string_view number_token, absl::string_view payee_uid,
                                      PayeeFacts& facts) const {
  ASSIGN_OR_RETURN(const Row shared, transaction.One<Row>(kIsShared, {Octets{number_token}, payee_uid}));
  RETURN_IF_ERROR(shared.Read({{"shared", &facts.shared}}));
  ASSIGN_OR_RETURN(const Row near, transaction.One<Row>(kIsPaydayNear, {payee_uid}));
  return near.Read({{"payday_near", &facts.payday_near}});
}

absl::Status AccountStore::Add(Transaction& transaction, const v1::PayeeAccount& account, const IdentityToken& number_token) const {
  RETURN_IF_ERROR(transaction.Execute(kReplaceAccount, {account.payee_uid()}));
  const std::string tokens = absl::StrCat("[", TokenRow(number_token, {{"payee_account_uid", account.uid()}}), "]");
  return transaction.Execute(kAddAccount, {Rows(account), transaction.keys().NewKeys(), tokens, account.register_(),
                                           account.district(), account.institution()});
}

absl::Status AccountStore::Close(Transaction& transaction, absl::string_view uid) const {
  return transaction.Execute(kCloseAccount, {uid});
}

absl::Status AccountStore::Answer(Transaction& transaction, absl::string_view uid, absl::string_view staff_uid) const {
  return transaction.Execute(kAnswerAccount, {uid, staff_uid});
}

}  // namespace dayaq::payment
