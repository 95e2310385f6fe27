#include "services/employment/grant_store.h"

#include <optional>
#include <utility>

#include "services/employment/grant_queries.h"
#include "services/employment/support_names.h"
#include "services/employment/support_sql.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/database_error.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::employment {
namespace {

constexpr int kMostAssets = 2000;
constexpr int kMostVisits = 100;
constexpr int kMostIncomes = 500;

// What the constraints of the tables say, in the words of the contract.
absl::Status InWords(const absl::Status& status) {
  const std::string constraint = ConstraintOf(status);
  if (constraint == "business_grant_term" || constraint == "business_grant_under_way") {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_GRANT_WITHIN_TERM,
                     "The person has such support under way, or was given it and the time of the rule is not over.");
  }
  if (constraint == "grant_asset_serial_number") {
    return MakeError(absl::StatusCode::kAlreadyExists, ErrorReason::ERROR_REASON_ASSET_NUMBER_TAKEN,
                     "Something with that serial number was handed over.");
  }
  return status;
}

}  // namespace

absl::StatusOr<v1::Grant> GrantStore::Get(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::Grant>(kGrant, {uid}));
}

absl::StatusOr<v1::Grant> GrantStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockGrant, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<v1::GetGrantResponse> GrantStore::Whole(Transaction& transaction, absl::string_view uid) const {
  v1::GetGrantResponse whole;
  ASSIGN_OR_RETURN(*whole.mutable_grant(), Get(transaction, uid));
  whole.set_name(whole.grant().name());
  ASSIGN_OR_RETURN(std::vector<v1::GrantAsset> assets, transaction.All<v1::GrantAsset>(kGrantAssets, {uid}, kMostAssets));
  for (v1::GrantAsset& asset : assets) *whole.add_assets() = std::move(asset);
  ASSIGN_OR_RETURN(std::vector<v1::GrantVisit> visits, Named(transaction.All<v1::GrantVisit>(kGrantVisits, {uid}, kMostVisits)));
  for (v1::GrantVisit& visit : visits) *whole.add_visits() = std::move(visit);
  ASSIGN_OR_RETURN(std::vector<v1::GrantIncome> incomes, transaction.All<v1::GrantIncome>(kGrantIncomes, {uid}, kMostIncomes));
  for (v1::GrantIncome& income : incomes) *whole.add_incomes() = std::move(income);
  return whole;
}

absl::StatusOr<std::vector<v1::Grant>> GrantStore::List(Transaction& transaction, const v1::ListGrantsRequest& request,
                                                        absl::string_view after, int limit) const {
  const Param states =
      StatesOrNull(request.states(), [](int state) { return v1::GrantState_Name(static_cast<v1::GrantState>(state)); });
  const std::string profile = request.profile().empty() ? "" : UidOf(request.profile());
  return Named(transaction.All<v1::Grant>(kGrants, {OrNull(profile), states, OrNull(after), limit}, limit));
}

absl::StatusOr<std::string> GrantStore::AcceptedInvitation(Transaction& transaction, absl::string_view survivor_uid) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kAcceptedInvitation, {survivor_uid}));
  std::string uid;
  if (row.has_value()) RETURN_IF_ERROR(row->Read({{"uid", &uid}}));
  return uid;
}

absl::StatusOr<std::string> GrantStore::BarredUntil(Transaction& transaction, absl::string_view person_uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kBarredUntil, {person_uid}));
  std::string day;
  RETURN_IF_ERROR(row.Read({{"barred_until", &day}}));
  return day;
}

absl::Status GrantStore::Add(Transaction& transaction, const v1::Grant& grant) const {
  return InWords(transaction.Execute(kAddGrant, {Rows(grant)}));
}

absl::Status GrantStore::Revise(Transaction& transaction, const v1::Grant& grant) const {
  return transaction.Execute(kReviseGrant, {Rows(grant), grant.uid()});
}

absl::Status GrantStore::Decide(Transaction& transaction, const v1::Grant& grant) const {
  return transaction.Execute(kDecideGrant, {Rows(grant), grant.uid()});
}

absl::Status GrantStore::Contract(Transaction& transaction, const v1::Grant& grant,
                                  const std::vector<v1::GrantVisit>& visits) const {
  RETURN_IF_ERROR(InWords(transaction.Execute(kContractGrant, {Rows(grant), grant.uid()})));
  return transaction.Execute(kAddGrantVisits, {Rows(visits)});
}

absl::Status GrantStore::Breach(Transaction& transaction, const v1::Grant& grant) const {
  return transaction.Execute(kBreachGrant, {grant.uid(), grant.breach_reason(), ToText(grant.ended_on())});
}

absl::Status GrantStore::Complete(Transaction& transaction, const v1::Grant& grant) const {
  return transaction.Execute(kCompleteGrant, {grant.uid(), ToText(grant.ended_on())});
}

absl::Status GrantStore::HandOver(Transaction& transaction, const std::vector<v1::GrantAsset>& assets) const {
  return InWords(transaction.Execute(kAddGrantAssets, {Rows(assets)}));
}

absl::StatusOr<v1::GrantVisit> GrantStore::VisitToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockGrantVisit, {uid}).status());
  return Visit(transaction, uid);
}

absl::StatusOr<v1::GrantVisit> GrantStore::Visit(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::GrantVisit>(kGrantVisit, {uid}));
}

absl::Status GrantStore::Visited(Transaction& transaction, const v1::GrantVisit& visit) const {
  return transaction.Execute(kGrantVisited, {visit.uid(), ToText(visit.done_on()), visit.finding()});
}

absl::Status GrantStore::Report(Transaction& transaction, const v1::GrantIncome& income) const {
  return transaction.Execute(kReportIncome, {Rows(income)});
}

}  // namespace dayaq::employment
