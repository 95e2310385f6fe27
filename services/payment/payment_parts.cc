#include "services/payment/payment_parts.h"

#include <utility>

#include "services/payment/benefit_register.h"
#include "services/payment/benefit_rules.h"
#include "services/payment/in_kind_benefits.h"
#include "services/payment/reactions.h"
#include "services/platform/base/status_macros.h"

namespace dayaq::payment {

absl::StatusOr<PaymentPolicies> PaymentPolicies::Load(const std::string& policy_directory) {
  PaymentPolicies policies;
  ASSIGN_OR_RETURN(policies.benefits, LoadBenefits(policy_directory + "/benefits"));
  ASSIGN_OR_RETURN(policies.in_kind, LoadInKindBenefits(policy_directory + "/benefits-in-kind"));
  RETURN_IF_ERROR(CheckCodesApart(policies.in_kind, policies.benefits));
  ASSIGN_OR_RETURN(policies.recovery, LoadRecoveryPolicy(policy_directory));
  ASSIGN_OR_RETURN(policies.payments, LoadPaymentPolicy(policy_directory));
  ASSIGN_OR_RETURN(policies.bank_answers, LoadBankPolicy(policy_directory));
  ASSIGN_OR_RETURN(policies.income, LoadIncomePolicy(policy_directory));
  ASSIGN_OR_RETURN(policies.calendar, WorkingCalendar::Load(policy_directory));
  return policies;
}

PaymentParts::PaymentParts(PaymentPolicies policies, std::string bank_file_directory, BankCertificates banks)
    : policies_(std::move(policies)),
      entitlements_(in_force_),
      in_kind_assessment_(policies_.in_kind),
      in_kind_(policies_.in_kind),
      in_kind_rounds_(policies_.in_kind),
      assessments_(in_force_, &in_kind_assessment_),
      replays_(in_force_),
      suspensions_(policies_.recovery),
      recounts_(in_force_),
      recount_pass_(in_force_, assessments_, policies_.recovery, &in_kind_assessment_),
      rule_versions_(in_force_, policies_.recovery),
      income_reviews_(policies_.income),
      runs_(policies_.payments, policies_.calendar,
            {.share_percent = policies_.recovery.share_percent, .smallest_left_qepik = policies_.recovery.smallest_left_qepik},
            std::move(bank_file_directory)),
      bank_(policies_.bank_answers, policies_.payments, std::move(banks)) {
  entitlements_.Bind(entitlement_methods_);
  replays_.Bind(replay_methods_);
  suspensions_.Bind(suspension_methods_);
  recounts_.Bind(recount_methods_);
  in_kind_.Bind(in_kind_methods_);
  in_kind_rounds_.Bind(in_kind_methods_);
  rule_versions_.Bind(rule_version_methods_);
  income_reviews_.Bind(income_review_methods_);
}

absl::Status PaymentParts::Prepare(const rpc::Kit& kit) const {
  RETURN_IF_ERROR(SeedRules(kit, policies_.benefits));
  RETURN_IF_ERROR(KeepInKindBenefits(kit, policies_.in_kind));
  return recount_pass_.StartWhereRulesChanged(kit);
}

std::vector<rpc::Reaction> PaymentParts::reactions() const {
  std::vector<rpc::Reaction> reactions = PaymentReactions(assessments_);
  for (rpc::Reaction& reaction : DecisionReactions(suspensions_)) reactions.push_back(std::move(reaction));
  reactions.push_back(RecountReaction(recount_pass_, policies_.recovery));
  reactions.push_back(
      {.subscriber = "payment.open_income_reviews",
       .action = "income_review.open",
       .react = [this](const outbox::v1::Event& event, rpc::Call& call) { return income_reviews_.Open(event, call); }});
  for (rpc::Reaction& reaction : runs_.reactions()) reactions.push_back(std::move(reaction));
  return reactions;
}

}  // namespace dayaq::payment
