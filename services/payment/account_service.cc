#include "services/payment/account_service.h"

#include <utility>
#include <vector>

#include "services/payment/account_rules.h"
#include "services/payment/iban.h"
#include "services/payment/payment_names.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/people/identity_tokens.h"
#include "services/platform/rpc/page_token.h"

namespace dayaq::payment {
namespace {

using rpc::Call;

// The account as the request tells it; where it lies and what is in doubt comes with the facts.
v1::PayeeAccount AccountIn(const v1::SetPayeeAccountRequest& request, const PaymentPolicy& policy) {
  v1::PayeeAccount account;
  account.set_survivor_uid(UidOf(request.survivor()));
  account.set_payee_uid(request.family_member().empty() ? account.survivor_uid() : UidOf(request.family_member()));
  account.set_guardian_uid(UidOf(request.guardian()));
  account.set_holder(request.guardian().empty() ? v1::ACCOUNT_HOLDER_PAYEE : v1::ACCOUNT_HOLDER_GUARDIAN);
  const std::string iban = NormaliseIban(request.iban()).value_or("");
  account.mutable_details()->set_iban(iban);
  account.mutable_details()->set_holder_name(request.holder_name());
  account.set_number_end(iban.substr(iban.size() - 4));
  account.set_bank(policy.banks.at(std::string(BankOf(iban))));
  account.set_state(v1::ACCOUNT_STATE_IN_USE);
  return account;
}

RowStanding StandingOf(const v1::PayeeAccount& account) {
  RowStanding standing{.register_code = account.register_(),
                       .district = account.district(),
                       .institution = account.institution(),
                       .person_uid = account.survivor_uid()};
  if (!account.set_by().empty()) standing.took_part = {account.set_by()};
  return standing;
}

}  // namespace

absl::Status AccountService::CheckSetting(const v1::SetPayeeAccountRequest& request, Call&, Violations& found) {
  CheckAccount(request, policy_, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::PayeeAccount> AccountService::SetPayeeAccount(const v1::SetPayeeAccountRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  v1::PayeeAccount account = AccountIn(request, policy_);
  const auto make = [&call](absl::string_view kind, absl::string_view text) { return call.Token(kind, text); };
  ASSIGN_OR_RETURN(PayeeFacts facts, store_.FactsOf(transaction, account, NameSearchTokens(request.holder_name(), make)));
  Violations found;
  CheckPayee(facts, found);
  RETURN_IF_ERROR(found.ToStatus());
  account.set_register_(facts.register_code);
  account.set_district(facts.district);
  account.set_institution(facts.institution);
  RETURN_IF_ERROR(call.Authorise(StandingOf(account)));
  const IdentityToken number{kIbanToken, call.Token(kIbanToken, account.details().iban())};
  RETURN_IF_ERROR(call.Because(request.document()));
  RETURN_IF_ERROR(store_.NoteNumber(transaction, number.token, account.payee_uid(), facts));
  NoteDoubts(facts, call.today(), account);
  account.set_uid(call.NewUid());
  *account.mutable_hold_until_time() = Timestamp(call.now() + policy_.account_hold);
  RETURN_IF_ERROR(transaction.keys().Create(account.uid()));
  RETURN_IF_ERROR(store_.Add(transaction, account, number));
  call.Touch(SurvivorName(account.survivor_uid()));
  call.Emit("payment.account_changed", PayeeAccountName(account.uid()));
  return Reread(PayeeAccountName(account.uid()), call);
}

absl::StatusOr<v1::PayeeAccount> AccountService::ClosePayeeAccount(const v1::ClosePayeeAccountRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::PayeeAccount account, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), account.etag()));
  call.Before(account);
  RETURN_IF_ERROR(CheckInUse(account));
  RETURN_IF_ERROR(call.Because(request.reason()));
  RETURN_IF_ERROR(store_.Close(call.transaction(), account.uid()));
  call.Touch(SurvivorName(account.survivor_uid()));
  call.Emit("payment.account_changed", account.name());
  return Reread(account.name(), call);
}

absl::StatusOr<v1::PayeeAccount> AccountService::AnswerPayeeAccount(const v1::AnswerPayeeAccountRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::PayeeAccount account, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), account.etag()));
  call.Before(account);
  RETURN_IF_ERROR(call.Authorise(StandingOf(account)));
  RETURN_IF_ERROR(CheckInUse(account));
  RETURN_IF_ERROR(call.Because(request.reason()));
  RETURN_IF_ERROR(store_.Answer(call.transaction(), account.uid(), call.caller().staff_uid));
  call.Touch(SurvivorName(account.survivor_uid()));
  return RereadBriefly(account.name(), call);
}

absl::StatusOr<v1::PayeeAccount> AccountService::GetPayeeAccount(const v1::GetPayeeAccountRequest& request, Call& call) {
  return Reread(request.name(), call);
}

absl::StatusOr<v1::ListPayeeAccountsResponse> AccountService::ListPayeeAccounts(const v1::ListPayeeAccountsRequest& request,
                                                                                Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  std::string number_token;
  if (!request.iban().empty()) {
    const auto iban = NormaliseIban(request.iban());
    if (!iban.has_value()) {
      Violations found;
      found.Add("iban", ErrorReason::ERROR_REASON_IBAN_INVALID, "No Azerbaijani IBAN, or its check digits are wrong.");
      return found.ToStatus();
    }
    number_token = call.Token(kIbanToken, *iban);
  }
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::PayeeAccount> accounts, store_.List(call.transaction(), request, number_token, after, size + 1));
  v1::ListPayeeAccountsResponse response;
  if (accounts.size() > static_cast<size_t>(size)) {
    accounts.pop_back();
    response.set_next_page_token(call.PageToken(accounts.back().uid(), request));
  }
  for (v1::PayeeAccount& account : accounts) *response.add_accounts() = std::move(account);
  return response;
}

absl::StatusOr<v1::PayeeAccount> AccountService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

// Without what is sealed: whoever answers for an account looks at it with GetPayeeAccount, which says so in the audit log.
absl::StatusOr<v1::PayeeAccount> AccountService::RereadBriefly(const std::string& name, Call& call) {
  return store_.GetToChange(call.transaction(), UidOf(name));
}

void AccountService::Bind(rpc::Methods& methods) {
  using S = AccountService;
  methods.Change("SetPayeeAccount", *this, &S::CheckSetting, &S::SetPayeeAccount, &S::Reread);
  methods.Change("ClosePayeeAccount", *this, &S::ClosePayeeAccount, &S::Reread);
  methods.Change("AnswerPayeeAccount", *this, &S::AnswerPayeeAccount, &S::RereadBriefly);
  methods.Read("GetPayeeAccount", *this, &S::GetPayeeAccount);
  methods.Read("ListPayeeAccounts", *this, &S::ListPayeeAccounts);
}

}  // namespace dayaq::payment
