#include "services/survivor/referral_store.h"

#include <utility>

#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/survivor/referral_queries.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

// Person, states, only late ones.
template <typename Request>
Params FilterParams(const Request& request) {
  std::vector<std::string> states;
  for (const int state : request.states()) states.push_back(v1::ReferralState_Name(static_cast<v1::ReferralState>(state)));
  return {request.survivor().empty() ? Param(std::nullopt) : Param(UidOf(request.survivor())),
          states.empty() ? Param(std::nullopt) : Param(states), request.overdue()};
}

Params Behind(Params first, const Params& more) {
  first.insert(first.end(), more.begin(), more.end());
  return first;
}

absl::StatusOr<int64_t> Total(const Row& row) {
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

}  // namespace

absl::Status ReferralStore::Send(Transaction& transaction, const v1::Referral& referral, const v1::ReferralSheet& sheet,
                                 const v1::Survivor& survivor) const {
  return transaction.Execute(kSendReferral, {Rows(referral), Rows(sheet, "survivor_uid"), transaction.keys().NewKeys(),
                                             survivor.register_(), survivor.district(), survivor.institution()});
}

absl::StatusOr<bool> ReferralStore::Withdraw(Transaction& transaction, absl::string_view uid, absl::string_view etag) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kWithdrawReferral, {uid, etag}));
  bool done = false;
  RETURN_IF_ERROR(row.Read({{"done", &done}}));
  return done;
}

absl::StatusOr<v1::ReferralStatus> ReferralStore::Followed(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::ReferralStatus status,
                   transaction.One<v1::ReferralStatus>(kFollowed, {uid, std::nullopt, std::nullopt, false, std::nullopt, 1}));
  status.set_name(ReferralName(status.uid()));
  return status;
}

absl::StatusOr<std::vector<v1::ReferralStatus>> ReferralStore::ListFollowed(Transaction& transaction,
                                                                            const v1::ListSentReferralsRequest& request,
                                                                            absl::string_view after, int limit) const {
  ASSIGN_OR_RETURN(std::vector<v1::ReferralStatus> all,
                   transaction.All<v1::ReferralStatus>(
                       kFollowed, Behind(Behind({std::nullopt}, FilterParams(request)), {OrNull(after), limit}), limit));
  for (v1::ReferralStatus& status : all) status.set_name(ReferralName(status.uid()));
  return all;
}

absl::StatusOr<int64_t> ReferralStore::CountFollowed(Transaction& transaction, const v1::ListSentReferralsRequest& request) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kCountFollowed, FilterParams(request)));
  return Total(row);
}

absl::StatusOr<v1::Referral> ReferralStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Referral referral, transaction.One<v1::Referral>(kReceivedReferral, {uid}));
  referral.set_name(ReferralName(referral.uid()));
  return referral;
}

absl::StatusOr<v1::Referral> ReferralStore::GetWhole(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Referral referral, Get(transaction, uid));
  ASSIGN_OR_RETURN(std::optional<v1::ReferralSheet> sheet, transaction.Maybe<v1::ReferralSheet>(kReferralSheet, {uid}));
  if (sheet.has_value()) *referral.mutable_sheet() = *std::move(sheet);
  return referral;
}

absl::StatusOr<v1::Referral> ReferralStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockReceivedReferral, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<std::vector<v1::Referral>> ReferralStore::List(Transaction& transaction, const v1::ListReferralsRequest& request,
                                                              absl::string_view institution, absl::string_view after,
                                                              int limit) const {
  const Params params = Behind(Behind({OrNull(institution)}, FilterParams(request)), {OrNull(after), limit});
  ASSIGN_OR_RETURN(std::vector<v1::Referral> all, transaction.All<v1::Referral>(kReceivedReferrals, params, limit));
  for (v1::Referral& referral : all) referral.set_name(ReferralName(referral.uid()));
  return all;
}

absl::StatusOr<int64_t> ReferralStore::Count(Transaction& transaction, const v1::ListReferralsRequest& request,
                                             absl::string_view institution) const {
  ASSIGN_OR_RETURN(const Row row,
                   transaction.One<Row>(kCountReceivedReferrals, Behind({OrNull(institution)}, FilterParams(request))));
  return Total(row);
}

absl::Status ReferralStore::Step(Transaction& transaction, const v1::Referral& referral) const {
  return transaction.Execute(kStepReferral, {Rows(referral)});
}

absl::Status ReferralStore::Watch(Transaction& transaction, const v1::Referral& referral) const {
  return transaction.Execute(kWatchReferral, {Rows(referral)});
}

absl::StatusOr<std::vector<std::string>> ReferralStore::EndConsent(Transaction& transaction, absl::string_view consent_uid) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kEndConsent, {consent_uid}, 10000));
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

}  // namespace dayaq::survivor
