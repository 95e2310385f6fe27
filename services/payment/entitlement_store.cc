#include "services/payment/entitlement_store.h"

#include <utility>

#include "services/payment/entitlement_queries.h"
#include "services/payment/payment_names.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/message_json.h"

namespace dayaq::payment {
namespace {

constexpr int kMostInstalments = 5000;
constexpr int kMostRules = 1000;
// Of one survivor, by far: each benefit makes one, or one for each casualty.
constexpr int kMostEntitlements = 500;

template <typename Texts>
Param TextsOrNull(const Texts& texts) {
  return texts.empty() ? Param(std::nullopt) : Param(texts);
}

// $1 to $6 of the searches.
Params FilterParams(const v1::EntitlementFilter& filter) {
  std::vector<std::string> states;
  for (const int state : filter.states()) states.push_back(v1::EntitlementState_Name(static_cast<v1::EntitlementState>(state)));
  return {OrNull(UidOf(filter.survivor())), TextsOrNull(filter.benefits()), TextsOrNull(states),
          TextsOrNull(filter.districts()),  filter.with_questions(),        filter.without_examples()};
}

}  // namespace

absl::StatusOr<v1::Entitlement> EntitlementStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Entitlement entitlement, transaction.One<v1::Entitlement>(kEntitlement, {uid}));
  SetNames(entitlement);
  return entitlement;
}

absl::StatusOr<v1::Entitlement> EntitlementStore::GetWhole(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Entitlement entitlement, Get(transaction, uid));
  ASSIGN_OR_RETURN(std::vector<v1::Instalment> instalments, transaction.All<v1::Instalment>(kInstalments, {uid}, kMostInstalments));
  for (v1::Instalment& instalment : instalments) *entitlement.add_instalments() = std::move(instalment);
  return entitlement;
}

absl::StatusOr<std::vector<v1::Assessment>> EntitlementStore::Assessments(Transaction& transaction, absl::string_view uid) const {
  return transaction.All<v1::Assessment>(kAssessments, {uid}, 100);
}

absl::StatusOr<std::vector<v1::Entitlement>> EntitlementStore::Search(Transaction& transaction, const v1::EntitlementFilter& filter,
                                                                      const std::optional<EntitlementCursor>& after,
                                                                      int limit) const {
  Params params = FilterParams(filter);
  params.push_back(after.has_value() ? Param(after->create_time) : Param(std::nullopt));
  params.push_back(after.has_value() ? Param(after->uid) : Param(std::nullopt));
  params.push_back(limit);
  const Query& query = filter.survivor().empty() ? kSearch : kSearchSurvivor;
  ASSIGN_OR_RETURN(std::vector<v1::Entitlement> entitlements, transaction.All<v1::Entitlement>(query, params, limit));
  for (v1::Entitlement& entitlement : entitlements) SetNames(entitlement);
  return entitlements;
}

absl::StatusOr<EntitlementTotals> EntitlementStore::Totals(Transaction& transaction, const v1::EntitlementFilter& filter) const {
  const Query& query = filter.survivor().empty() ? kTotals : kTotalsOfSurvivor;
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(query, FilterParams(filter)));
  EntitlementTotals totals;
  RETURN_IF_ERROR(row.Read({{"total", &totals.total}, {"entitled_qepik", &totals.entitled_qepik}}));
  return totals;
}

absl::StatusOr<v1::BenefitRule> EntitlementStore::Rule(Transaction& transaction, absl::string_view benefit, int version) const {
  return transaction.One<v1::BenefitRule>(kRule, {benefit, version});
}

absl::StatusOr<std::vector<v1::BenefitRule>> EntitlementStore::Rules(Transaction& transaction) const {
  return transaction.All<v1::BenefitRule>(kRules, {}, kMostRules);
}

absl::Status EntitlementStore::AddRules(Transaction& transaction, const std::vector<v1::BenefitRule>& rules) const {
  return transaction.Execute(kAddRules, {Rows(rules)});
}

absl::StatusOr<std::vector<v1::BenefitFacts>> EntitlementStore::FactsToAssess(Transaction& transaction,
                                                                              const std::vector<std::string>& survivor_uids) const {
  return transaction.All<v1::BenefitFacts>(kFacts, {survivor_uids}, static_cast<int>(survivor_uids.size()));
}

absl::StatusOr<std::vector<v1::Entitlement>> EntitlementStore::Standing(Transaction& transaction,
                                                                        const std::vector<std::string>& survivor_uids,
                                                                        const std::vector<std::string>& benefits) const {
  // One more is asked for than may be: an entitlement that was cut off would be started again.
  const int most = kMostEntitlements * static_cast<int>(survivor_uids.size());
  ASSIGN_OR_RETURN(std::vector<WithRow<v1::Entitlement>> rows,
                   transaction.All<WithRow<v1::Entitlement>>(kStanding, {survivor_uids, most + 1, TextsOrNull(benefits)}, most));
  static const google::protobuf::FieldDescriptor& instalments = *v1::Entitlement::descriptor()->FindFieldByName("instalments");
  std::vector<v1::Entitlement> entitlements;
  for (WithRow<v1::Entitlement>& row : rows) {
    std::string standing;
    RETURN_IF_ERROR(row.row.Read({{"standing", &standing}}));
    if (!standing.empty() && !ReadJsonField(standing, instalments, row.message)) {
      return absl::InternalError("assessment.standing answers instalments that do not fit");
    }
    SetNames(row.message);
    entitlements.push_back(std::move(row.message));
  }
  return entitlements;
}

absl::Status EntitlementStore::Write(Transaction& transaction, const AssessedRows& rows) const {
  return transaction.Execute(kWrite, {Rows(rows.entitlements), Rows(rows.assessments), Rows(rows.instalments)});
}

}  // namespace dayaq::payment
