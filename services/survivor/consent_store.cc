#include "services/survivor/consent_store.h"

#include <utility>

#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/consent_queries.h"
#include "services/survivor/consent_rules.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

void Complete(absl::CivilDay today, v1::Consent& consent) {
  consent.set_name(ConsentName(consent.uid()));
  consent.set_state(StateOn(consent, today));
}

// $1 to $4 of kConsentsOfRecord and kCountConsentsOfRecord.
Params FilterParams(const v1::ListConsentsRequest& request, absl::CivilDay today) {
  std::vector<std::string> purposes;
  for (const int purpose : request.purposes())
    purposes.push_back(v1::ConsentPurpose_Name(static_cast<v1::ConsentPurpose>(purpose)));
  return {UidOf(request.survivor()), purposes.empty() ? Param(std::nullopt) : Param(purposes), request.in_force(),
          ToText(PartialDateOf(today))};
}

}  // namespace

absl::StatusOr<v1::Consent> ConsentStore::Get(Transaction& transaction, absl::string_view uid, absl::CivilDay today) const {
  ASSIGN_OR_RETURN(v1::Consent consent, transaction.One<v1::Consent>(kConsent, {uid}));
  Complete(today, consent);
  return consent;
}

absl::StatusOr<v1::Consent> ConsentStore::GetToChange(Transaction& transaction, absl::string_view uid, absl::CivilDay today) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockConsent, {uid}).status());
  return Get(transaction, uid, today);
}

absl::StatusOr<std::vector<v1::Consent>> ConsentStore::List(Transaction& transaction, const v1::ListConsentsRequest& request,
                                                            absl::CivilDay today, absl::string_view after, int limit) const {
  Params params = FilterParams(request, today);
  params.insert(params.end(), {OrNull(after), limit});
  ASSIGN_OR_RETURN(std::vector<v1::Consent> consents, transaction.All<v1::Consent>(kConsentsOfRecord, params, limit));
  for (v1::Consent& consent : consents) Complete(today, consent);
  return consents;
}

absl::StatusOr<int64_t> ConsentStore::Count(Transaction& transaction, const v1::ListConsentsRequest& request,
                                            absl::CivilDay today) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kCountConsentsOfRecord, FilterParams(request, today)));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

absl::Status ConsentStore::Add(Transaction& transaction, const v1::Consent& consent) const {
  return transaction.Execute(kAddConsent, {Rows(consent, "survivor_uid"), transaction.keys().NewKeys(), consent.register_(),
                                           consent.district(), consent.institution()});
}

absl::Status ConsentStore::Withdraw(Transaction& transaction, absl::string_view uid, v1::ConsentGiver by,
                                    absl::string_view reason) const {
  return transaction.Execute(kWithdrawConsent, {uid, by, OrNull(reason)});
}

absl::StatusOr<std::vector<RestingReferral>> ConsentStore::ReferralsOn(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kReferralsOnConsent, {uid}, 1000));
  std::vector<RestingReferral> referrals;
  for (const Row& row : rows) {
    RestingReferral& referral = referrals.emplace_back();
    RETURN_IF_ERROR(row.Read({{"uid", &referral.uid}, {"closed", &referral.closed_now}}));
  }
  return referrals;
}

}  // namespace dayaq::survivor
