#include "services/payment/rule_diff_pass.h"

#include <map>
#include <optional>
#include <utility>

#include "services/payment/payment_names.h"
#include "services/payment/rule_version_rules.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {

using rpc::Call;

absl::StatusOr<v1::BenefitRule> RuleOfHash(const RuleVersionStore& store, Transaction& transaction, absl::string_view hash) {
  ASSIGN_OR_RETURN(std::optional<v1::BenefitRule> rule, store.RuleOfHash(transaction, hash));
  if (rule.has_value()) return *std::move(rule);
  ASSIGN_OR_RETURN(const std::optional<v1::RuleProposal> proposal, store.ProposalOfHash(transaction, hash));
  if (!proposal.has_value()) {
    return MakeError(absl::StatusCode::kNotFound, ErrorReason::ERROR_REASON_RULE_UNKNOWN,
                     "No rule has that hash: propose its text first.");
  }
  return RuleIn(proposal->content());
}

absl::Status RuleDiffPass::Compare(const std::string& comparison_uid, absl::string_view lane_uid,
                                   const std::vector<std::string>& uids, v1::RecountCounts& counts, Call& call) const {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const std::shared_ptr<const RuleDiff> diff, DiffFor(comparison_uid, transaction));
  ASSIGN_OR_RETURN(const std::vector<v1::BenefitFacts> people, people_.Facts(transaction, uids));
  ASSIGN_OR_RETURN(auto standing, people_.Entitlements(transaction, uids, diff->after.counted));
  DiffFound found;
  for (const v1::BenefitFacts& facts : people) {
    AddDifference(*diff, facts, std::move(standing[facts.survivor_uid()]), found, counts);
  }
  std::vector<v1::RuleComparisonLine> lines;
  lines.reserve(found.lines.size());
  for (auto& [place, line] : found.lines) lines.push_back(std::move(line));
  for (v1::RuleLoss& loss : found.losses) {
    loss.set_uid(call.NewUid());
    loss.set_comparison_uid(comparison_uid);
  }
  return store_.AddFound(transaction, comparison_uid, lane_uid, lines, found.losses);
}

absl::Status RuleDiffPass::Finish(const std::string& comparison_uid, Call& call) const {
  RETURN_IF_ERROR(store_.KeepLosses(call.transaction(), comparison_uid));
  call.Emit("benefit.rules_compared", RuleComparisonName(comparison_uid));
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<const RuleDiff>> RuleDiffPass::DiffFor(const std::string& comparison_uid,
                                                                      Transaction& transaction) const {
  {
    const absl::MutexLock lock(&mutex_);
    if (known_uid_ == comparison_uid) return known_;
  }
  ASSIGN_OR_RETURN(const v1::RuleComparison comparison, store_.Get(transaction, comparison_uid));
  ASSIGN_OR_RETURN(const RulesInForce::Rules set, in_force_.OfNumber(transaction, comparison.set_number()));
  std::vector<v1::BenefitRule> before = set->rules;
  if (!comparison.of_present()) {
    ASSIGN_OR_RETURN(const v1::BenefitRule old_rule, RuleOfHash(versions_, transaction, comparison.old_hash()));
    before = RulesWith(std::move(before), old_rule);
  }
  ASSIGN_OR_RETURN(const v1::BenefitRule new_rule, RuleOfHash(versions_, transaction, comparison.new_hash()));
  const auto day = Earliest(comparison.counted_for());
  if (!day.has_value()) return absl::InternalError("a comparison without a day");
  auto diff = std::make_shared<const RuleDiff>(DiffOf(before, RulesWith(before, new_rule), comparison.benefit(), *day));
  const absl::MutexLock lock(&mutex_);
  known_uid_ = comparison_uid;
  known_ = diff;
  return diff;
}

}  // namespace dayaq::payment
