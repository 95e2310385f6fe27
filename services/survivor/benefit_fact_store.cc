#include "services/survivor/benefit_fact_store.h"

#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/benefit_fact_queries.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {

absl::StatusOr<v1::BenefitFact> BenefitFactStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::BenefitFact fact, transaction.One<v1::BenefitFact>(kBenefitFact, {uid}));
  fact.set_name(BenefitFactName(fact.uid()));
  return fact;
}

absl::StatusOr<v1::BenefitFact> BenefitFactStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockBenefitFact, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<std::vector<v1::BenefitFact>> BenefitFactStore::List(Transaction& transaction, absl::string_view survivor_uid,
                                                                    bool withdrawn_too, absl::string_view after, int limit) const {
  ASSIGN_OR_RETURN(std::vector<v1::BenefitFact> facts,
                   transaction.All<v1::BenefitFact>(kBenefitFacts, {survivor_uid, withdrawn_too, OrNull(after), limit}, limit));
  for (v1::BenefitFact& fact : facts) fact.set_name(BenefitFactName(fact.uid()));
  return facts;
}

absl::StatusOr<bool> BenefitFactStore::IsOfFamily(Transaction& transaction, absl::string_view survivor_uid,
                                                  absl::string_view member_uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kIsOfFamily, {survivor_uid, member_uid}));
  bool known = false;
  RETURN_IF_ERROR(row.Read({{"known", &known}}));
  return known;
}

absl::Status BenefitFactStore::Add(Transaction& transaction, const v1::BenefitFact& fact) const {
  return transaction.Execute(kAddBenefitFact, {Rows(fact)});
}

absl::Status BenefitFactStore::End(Transaction& transaction, const v1::BenefitFact& fact) const {
  return transaction.Execute(kEndBenefitFact,
                             {fact.uid(), ToText(fact.holds_until()), fact.ending_act_number(), ToText(fact.ending_act_date())});
}

absl::Status BenefitFactStore::Withdraw(Transaction& transaction, absl::string_view uid) const {
  return transaction.Execute(kWithdrawBenefitFact, {uid});
}

}  // namespace dayaq::survivor
