#include "services/payment/rule_version_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/payment/benefit_rules.h"
#include "services/payment/payment_names.h"
#include "services/payment/rule_diff_pass.h"
#include "services/payment/rule_version_rules.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {

using rpc::Call;

namespace {

constexpr int kYearsAhead = 5;

absl::Status Refuse(ErrorReason reason, absl::string_view why) {
  return MakeError(absl::StatusCode::kFailedPrecondition, reason, why);
}

// The rule of that benefit; nullptr when there is none.
const v1::BenefitRule* Find(const std::vector<v1::BenefitRule>& rules, absl::string_view benefit) {
  const auto found = absl::c_find_if(rules, [&](const v1::BenefitRule& rule) { return rule.benefit() == benefit; });
  return found == rules.end() ? nullptr : &*found;
}

// Whoever reads the text of a proposal reads what was checked when it was proposed.
absl::StatusOr<v1::BenefitRule> RuleOf(const v1::RuleProposal& proposal) {
  absl::StatusOr<v1::BenefitRule> rule = RuleIn(proposal.content());
  if (rule.ok()) return rule;
  return Refuse(ErrorReason::ERROR_REASON_RULE_FILE_FAULTY, "This program does not read the text any more: propose it again.");
}

}  // namespace

absl::Status RuleVersionService::CheckPropose(const v1::ProposeRuleRequest& request, Call& call, Violations& found) {
  if (request.content().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const RulesInForce::Rules in_force, in_force_.Present(call.transaction()));
  CheckContent(request.content(), in_force->rules, found);
  return absl::OkStatus();
}

absl::StatusOr<v1::RuleProposal> RuleVersionService::ProposeRule(const v1::ProposeRuleRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::BenefitRule rule, RuleIn(request.content()));
  ASSIGN_OR_RETURN(const RulesInForce::Rules in_force, in_force_.Present(transaction));
  ASSIGN_OR_RETURN(const std::vector<v1::BenefitRule> kept, store_.VersionsOf(transaction, rule.benefit()));
  RETURN_IF_ERROR(CheckProposable(rule, kept, Find(in_force->rules, rule.benefit())));
  v1::RuleProposal proposal;
  proposal.set_uid(call.NewUid());
  proposal.set_benefit(rule.benefit());
  proposal.set_version(rule.version());
  proposal.set_content_hash(rule.content_hash());
  proposal.set_content(request.content());
  ASSIGN_OR_RETURN(const bool added, store_.Propose(transaction, proposal));
  if (!added) return Refuse(ErrorReason::ERROR_REASON_RULE_PROPOSED_ALREADY, "This text waits for a decision already.");
  call.Emit("benefit.rule_proposed", RuleProposalName(proposal.uid()));
  return Reread(proposal.uid(), call);
}

absl::StatusOr<v1::RuleProposal> RuleVersionService::GetRuleProposal(const v1::GetRuleProposalRequest& request, Call& call) {
  return Reread(request.name(), call);
}

absl::StatusOr<v1::ListRuleVersionsResponse> RuleVersionService::ListRuleVersions(const v1::ListRuleVersionsRequest& request,
                                                                                  Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const std::string before, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::RuleProposal> proposals, store_.List(transaction, request.benefit(), before, size + 1));
  v1::ListRuleVersionsResponse response;
  if (before.empty()) {
    ASSIGN_OR_RETURN(std::vector<v1::RuleSet> sets, store_.Sets(transaction));
    for (v1::RuleSet& set : sets) *response.add_sets() = std::move(set);
  }
  if (proposals.size() > static_cast<size_t>(size)) {
    proposals.pop_back();
    response.set_next_page_token(call.PageToken(proposals.back().uid(), request));
  }
  for (v1::RuleProposal& proposal : proposals) *response.add_proposals() = std::move(proposal);
  return response;
}

absl::Status RuleVersionService::CheckCompare(const v1::CompareRulesRequest& request, Call& call, Violations& found) {
  if (!request.has_counted_for()) return absl::OkStatus();
  if (Precision(request.counted_for()) != DatePrecision::kDay) {
    found.Add("counted_for", ErrorReason::ERROR_REASON_DATE_NOT_WHOLE, "Give year, month and day.");
    return absl::OkStatus();
  }
  const absl::CivilDay day = *Earliest(request.counted_for());
  if (day < call.today() || absl::CivilYear(day) > absl::CivilYear(call.today()) + kYearsAhead) {
    found.Add("counted_for", ErrorReason::ERROR_REASON_OUT_OF_RANGE,
              absl::StrCat("Everybody is assessed for today or a later day, at most ", kYearsAhead, " years ahead."));
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::RuleComparison> RuleVersionService::CompareRules(const v1::CompareRulesRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::BenefitRule after, RuleOfHash(store_, transaction, request.new_hash()));
  ASSIGN_OR_RETURN(const RulesInForce::Rules in_force, in_force_.Present(transaction));
  const v1::BenefitRule* const present = Find(in_force->rules, after.benefit());
  std::optional<v1::BenefitRule> before;
  if (!request.old_hash().empty()) {
    ASSIGN_OR_RETURN(before, RuleOfHash(store_, transaction, request.old_hash()));
  } else if (present != nullptr) {
    before = *present;
  }
  if (before.has_value() && (before->benefit() != after.benefit() || before->content_hash() == after.content_hash())) {
    return Refuse(ErrorReason::ERROR_REASON_RULES_NOT_COMPARABLE, "Two different rules of one benefit are compared.");
  }
  v1::RuleComparison comparison;
  comparison.set_uid(call.NewUid());
  comparison.set_benefit(after.benefit());
  if (before.has_value()) {
    comparison.set_old_hash(before->content_hash());
    comparison.set_old_version(before->version());
  }
  comparison.set_new_hash(after.content_hash());
  comparison.set_new_version(after.version());
  comparison.set_set_number(in_force->number);
  comparison.set_of_present(present == nullptr ? !before.has_value()
                                               : before.has_value() && before->content_hash() == present->content_hash());
  *comparison.mutable_counted_for() =
      request.has_counted_for() ? request.counted_for() : PartialDateOf(UsualDay(after, call.today()));
  comparison.set_compared_by_uid(call.caller().staff_uid);
  ASSIGN_OR_RETURN(const bool started,
                   recounts_.Start(transaction, comparison.uid(), v1::RECOUNT_KIND_COMPARE,
                                   {absl::StrCat(after.benefit(), "/", after.version())}, comparison.compared_by_uid()));
  if (!started) {
    return Refuse(ErrorReason::ERROR_REASON_RECOUNT_GOES_ON, "Two rules are being compared already: see how far it has come.");
  }
  RETURN_IF_ERROR(comparisons_.Add(transaction, comparison));
  call.Emit("recount.goes_on", absl::StrCat("recounts/", comparison.uid()));
  return RereadComparison(comparison.uid(), call);
}

absl::StatusOr<v1::RuleComparison> RuleVersionService::GetRuleComparison(const v1::GetRuleComparisonRequest& request, Call& call) {
  return comparisons_.GetWhole(call.transaction(), UidOf(request.name()));
}

absl::StatusOr<v1::RuleProposal> RuleVersionService::ApproveRule(const v1::ApproveRuleRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::RuleProposal proposal, store_.Get(transaction, UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), proposal.etag()));
  call.Before(proposal);
  ASSIGN_OR_RETURN(const v1::RuleComparison comparison, comparisons_.Get(transaction, UidOf(request.comparison())));
  ASSIGN_OR_RETURN(const RulesInForce::Rules in_force, in_force_.Present(transaction));
  const std::string& staff_uid = call.caller().staff_uid;
  RETURN_IF_ERROR(CheckApprovable(proposal, comparison, in_force->number, staff_uid, call.now(), policy_.rule_comparison_days));
  ASSIGN_OR_RETURN(const bool approved, store_.Approve(transaction, proposal, staff_uid, comparison.uid(), call.now()));
  if (!approved) return CheckEtag(request.etag(), "");
  call.Touch(comparison.name());
  call.Emit("benefit.rule_approved", proposal.name());
  return Reread(proposal.uid(), call);
}

absl::StatusOr<v1::RuleProposal> RuleVersionService::ActivateRule(const v1::ActivateRuleRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  // From here on nobody decides until this is through: one of two who activate at once is second, and finds other rules in force.
  RETURN_IF_ERROR(store_.Lock(transaction));
  ASSIGN_OR_RETURN(const v1::RuleProposal proposal, store_.Get(transaction, UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), proposal.etag()));
  call.Before(proposal);
  ASSIGN_OR_RETURN(const RulesInForce::Rules in_force, in_force_.Present(transaction));
  v1::RuleComparison comparison;
  if (!proposal.comparison_uid().empty()) {
    ASSIGN_OR_RETURN(comparison, comparisons_.Get(transaction, proposal.comparison_uid()));
  }
  const std::string& staff_uid = call.caller().staff_uid;
  RETURN_IF_ERROR(CheckActivatable(proposal, comparison, in_force->number, staff_uid, call.now(), policy_.rule_comparison_days));

  ASSIGN_OR_RETURN(const v1::BenefitRule rule, RuleOf(proposal));
  ASSIGN_OR_RETURN(const std::vector<v1::BenefitRule> kept, store_.VersionsOf(transaction, rule.benefit()));
  RETURN_IF_ERROR(CheckProposable(rule, kept, Find(in_force->rules, rule.benefit())));
  if (!CheckTogether(RulesWith(in_force->rules, rule), "benefits").ok()) {
    return Refuse(ErrorReason::ERROR_REASON_RULE_FILE_FAULTY, "The rule does not go with the other rules any more.");
  }
  RETURN_IF_ERROR(entitlements_.AddRules(transaction, {rule}));
  const int64_t number = in_force->number + 1;
  const std::vector<std::string> names = NamesWith(in_force->names, rule, number);
  // The proposal first: the set says whose it is.
  ASSIGN_OR_RETURN(const bool activated, store_.Activate(transaction, proposal, staff_uid, number, call.now()));
  if (!activated) return CheckEtag(request.etag(), "");
  ASSIGN_OR_RETURN(const bool added, store_.AddSet(transaction, number, names, proposal.uid(), staff_uid));
  if (!added) return Refuse(ErrorReason::ERROR_REASON_RULE_COMPARISON_STALE, "Other rules came into force since: compare again.");
  call.Emit("benefit.rule_activated", proposal.name());
  // One that goes on comes to it when it is through (RecountPass).
  const std::string recount_uid = call.NewUid();
  const std::string in_set = absl::StrCat(rule.benefit(), "/", rule.version(), "/", number);
  ASSIGN_OR_RETURN(const bool started, recounts_.Start(transaction, recount_uid, v1::RECOUNT_KIND_ASSESS, {in_set}, staff_uid));
  if (started) call.Emit("recount.goes_on", absl::StrCat("recounts/", recount_uid));
  return Reread(proposal.uid(), call);
}

absl::StatusOr<v1::RuleProposal> RuleVersionService::WithdrawRule(const v1::WithdrawRuleRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::RuleProposal proposal, store_.Get(transaction, UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), proposal.etag()));
  call.Before(proposal);
  RETURN_IF_ERROR(CheckWithdrawable(proposal, call.caller().staff_uid));
  // Whoever approves it or puts it into force at the same moment finds another version of it, and so does this when it comes
  // second.
  ASSIGN_OR_RETURN(const bool withdrawn, store_.Withdraw(transaction, proposal, request.reason(), call.now()));
  if (!withdrawn) return CheckEtag(request.etag(), "");
  call.Emit("benefit.rule_withdrawn", proposal.name());
  return Reread(proposal.uid(), call);
}

absl::StatusOr<v1::RuleProposal> RuleVersionService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::RuleComparison> RuleVersionService::RereadComparison(const std::string& name, Call& call) {
  return comparisons_.GetWhole(call.transaction(), UidOf(name));
}

void RuleVersionService::Bind(rpc::Methods& methods) {
  using S = RuleVersionService;
  methods.Change("ProposeRule", *this, &S::CheckPropose, &S::ProposeRule, &S::Reread);
  methods.Read("GetRuleProposal", *this, &S::GetRuleProposal);
  methods.Read("ListRuleVersions", *this, &S::ListRuleVersions);
  methods.Change("CompareRules", *this, &S::CheckCompare, &S::CompareRules, &S::RereadComparison);
  methods.Read("GetRuleComparison", *this, &S::GetRuleComparison);
  methods.Change("ApproveRule", *this, &S::ApproveRule, &S::Reread);
  methods.Change("ActivateRule", *this, &S::ActivateRule, &S::Reread);
  methods.Change("WithdrawRule", *this, &S::WithdrawRule, &S::Reread);
}

}  // namespace dayaq::payment
