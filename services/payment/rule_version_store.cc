#include "services/payment/rule_version_store.h"

#include <algorithm>
#include <utility>

#include "services/payment/payment_names.h"
#include "services/payment/replay_queries.h"
#include "services/payment/rule_version_queries.h"
#include "services/payment/rule_version_rules.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {
namespace {

constexpr int kMostRules = 1000;
constexpr int kMostSets = 50;

v1::RuleProposal Named(v1::RuleProposal proposal) {
  SetNames(proposal);
  return proposal;
}

}  // namespace

absl::StatusOr<std::optional<v1::RuleSet>> RuleVersionStore::Present(Transaction& transaction) const {
  return transaction.Maybe<v1::RuleSet>(kPresentSet);
}

absl::StatusOr<v1::RuleSet> RuleVersionStore::Set(Transaction& transaction, int64_t number) const {
  return transaction.One<v1::RuleSet>(kSetOfNumber, {number});
}

absl::StatusOr<std::vector<v1::RuleSet>> RuleVersionStore::Sets(Transaction& transaction) const {
  return transaction.All<v1::RuleSet>(kSets, {}, kMostSets);
}

absl::StatusOr<std::vector<v1::BenefitRule>> RuleVersionStore::RulesOf(Transaction& transaction, const v1::RuleSet& set) const {
  std::vector<std::string> benefits, versions;
  for (const std::string& name : set.rules()) {
    const NamedRule rule = NamedRuleIn(name);
    benefits.push_back(rule.benefit);
    versions.push_back(rule.version);
  }
  ASSIGN_OR_RETURN(std::vector<v1::BenefitRule> rules,
                   transaction.All<v1::BenefitRule>(kRulesOf, {benefits, versions}, kMostRules));
  // A rule that is silently left out is money that silently does not come.
  if (rules.size() != benefits.size()) return absl::InternalError("a set names rules that are not kept");
  std::sort(rules.begin(), rules.end(),
            [](const v1::BenefitRule& a, const v1::BenefitRule& b) { return a.benefit() < b.benefit(); });
  return rules;
}

absl::StatusOr<int64_t> RuleVersionStore::Hold(Transaction& transaction) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kHoldRules));
  int64_t number = 0;
  RETURN_IF_ERROR(row.Read({{"number", &number}}));
  return number;
}

absl::Status RuleVersionStore::Lock(Transaction& transaction) const { return transaction.Execute(kLockRules); }

absl::StatusOr<bool> RuleVersionStore::SetByPeople(Transaction& transaction) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kSetByPeople));
  bool by_people = false;
  RETURN_IF_ERROR(row.Read({{"by_people", &by_people}}));
  return by_people;
}

absl::StatusOr<bool> RuleVersionStore::AddSet(Transaction& transaction, int64_t number, const std::vector<std::string>& rules,
                                              absl::string_view proposal_uid, absl::string_view staff_uid) const {
  ASSIGN_OR_RETURN(const int64_t added,
                   transaction.ExecuteCount(kAddSet, {number, rules, OrNull(proposal_uid), OrNull(staff_uid)}));
  return added == 1;
}

absl::StatusOr<std::vector<v1::BenefitRule>> RuleVersionStore::VersionsOf(Transaction& transaction,
                                                                          absl::string_view benefit) const {
  return transaction.All<v1::BenefitRule>(kVersionsOf, {benefit}, kMostRules);
}

absl::StatusOr<std::optional<v1::BenefitRule>> RuleVersionStore::RuleOfHash(Transaction& transaction,
                                                                            absl::string_view hash) const {
  return transaction.Maybe<v1::BenefitRule>(kRuleOfHash, {hash});
}

absl::StatusOr<std::optional<v1::RuleProposal>> RuleVersionStore::ProposalOfHash(Transaction& transaction,
                                                                                 absl::string_view hash) const {
  return transaction.Maybe<v1::RuleProposal>(kProposalOfHash, {hash});
}

absl::StatusOr<v1::RuleProposal> RuleVersionStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::RuleProposal proposal, transaction.One<v1::RuleProposal>(kProposal, {uid}));
  return Named(std::move(proposal));
}

absl::StatusOr<std::vector<v1::RuleProposal>> RuleVersionStore::List(Transaction& transaction, absl::string_view benefit,
                                                                     absl::string_view before, int limit) const {
  ASSIGN_OR_RETURN(std::vector<v1::RuleProposal> proposals,
                   transaction.All<v1::RuleProposal>(kProposals, {OrNull(benefit), OrNull(before), limit}, limit));
  for (v1::RuleProposal& proposal : proposals) SetNames(proposal);
  return proposals;
}

absl::StatusOr<bool> RuleVersionStore::Propose(Transaction& transaction, const v1::RuleProposal& proposal) const {
  ASSIGN_OR_RETURN(const int64_t added, transaction.ExecuteCount(kPropose, {Rows(proposal)}));
  return added == 1;
}

absl::StatusOr<bool> RuleVersionStore::Approve(Transaction& transaction, const v1::RuleProposal& proposal,
                                               absl::string_view staff_uid, absl::string_view comparison_uid,
                                               absl::Time now) const {
  ASSIGN_OR_RETURN(const int64_t approved,
                   transaction.ExecuteCount(kApprove, {proposal.uid(), proposal.etag(), staff_uid, now, comparison_uid}));
  return approved == 1;
}

absl::StatusOr<bool> RuleVersionStore::Activate(Transaction& transaction, const v1::RuleProposal& proposal,
                                                absl::string_view staff_uid, int64_t number, absl::Time now) const {
  ASSIGN_OR_RETURN(const int64_t activated,
                   transaction.ExecuteCount(kActivate, {proposal.uid(), proposal.etag(), staff_uid, now, number}));
  return activated == 1;
}

absl::StatusOr<bool> RuleVersionStore::Withdraw(Transaction& transaction, const v1::RuleProposal& proposal,
                                                absl::string_view reason, absl::Time now) const {
  ASSIGN_OR_RETURN(const int64_t withdrawn, transaction.ExecuteCount(kWithdraw, {proposal.uid(), proposal.etag(), now, reason}));
  return withdrawn == 1;
}

}  // namespace dayaq::payment
