#include "services/payment/assessment_service.h"

#include <map>
#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "services/payment/assessment_rules.h"
#include "services/payment/decision_rules.h"
#include "services/payment/instalment_rules.h"
#include "services/payment/payment_names.h"
#include "services/payment/replay_rules.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

using rpc::Call;

constexpr char kCurrency[] = "AZN";

bool IsInSamePlace(const v1::Entitlement& a, const v1::Entitlement& b) {
  return a.register_() == b.register_() && a.district() == b.district() && a.institution() == b.institution();
}

bool IsRunning(const BenefitAssessment& answer) { return answer.state == v1::ENTITLEMENT_STATE_ACTIVE; }

// The entitlements of one benefit, by what they are paid for and who receives them.
using OfBenefit = std::map<std::pair<std::string, std::string>, v1::Entitlement>;
// Those of one survivor, by benefit.
using Standing = std::map<std::string, OfBenefit>;

// One survivor's assessment while it is made.
class Round {
 public:
  // What is decided goes to `rows`.
  Round(const std::vector<v1::BenefitRule>& in_force, const v1::BenefitFacts& facts, const std::string& because_of, Call& call,
        AssessedRows& rows)
      : in_force_(in_force), facts_(facts), because_of_(because_of), call_(call), rows_(rows) {}

  // Takes the answers of a rule, given the entitlements of its benefit that stand.
  void Take(const v1::BenefitRule& rule, const std::vector<BenefitAssessment>& answers, OfBenefit& standing);

  // Tells the service to look again on each day on which time alone changes what was decided.
  void LookAgain() const;

 private:
  void Decide(const v1::BenefitRule& rule, const BenefitAssessment& answer, v1::Entitlement standing);
  v1::Entitlement Started(const v1::BenefitRule& rule, const BenefitAssessment& answer) const;
  void Keep(const v1::Entitlement& decided, const v1::BenefitRule& rule, const BenefitAssessment& answer,
            std::vector<v1::Instalment> added);
  void Tell(const v1::Entitlement& before, const v1::Entitlement& after);

  const std::vector<v1::BenefitRule>& in_force_;
  const v1::BenefitFacts& facts_;
  const std::string& because_of_;
  Call& call_;
  AssessedRows& rows_;
  std::set<absl::CivilDay> look_again_on_;
};

void Round::Take(const v1::BenefitRule& rule, const std::vector<BenefitAssessment>& answers, OfBenefit& standing) {
  for (const BenefitAssessment& answer : answers) {
    const auto known = standing.find({answer.occasion_uid, answer.beneficiary_uid});
    if (known != standing.end()) {
      Decide(rule, answer, std::move(known->second));
      standing.erase(known);
    } else if (answer.qualifies) {
      Decide(rule, answer, Started(rule, answer));
    }
  }
  for (auto& [kept_for, entitlement] : standing) {
    const BenefitAssessment lost = AssessLost(rule, facts_, entitlement);
    Decide(rule, lost, std::move(entitlement));
  }
}

// An entitlement that nothing is decided about yet.
v1::Entitlement Round::Started(const v1::BenefitRule& rule, const BenefitAssessment& answer) const {
  v1::Entitlement started;
  started.set_uid(call_.NewUid());
  started.set_survivor_uid(facts_.survivor_uid());
  started.set_benefit(rule.benefit());
  started.set_occasion_uid(answer.occasion_uid);
  started.set_beneficiary(answer.beneficiary);
  started.set_beneficiary_uid(answer.beneficiary_uid);
  started.set_currency(kCurrency);
  *started.mutable_create_time() = Timestamp(call_.now());
  *started.mutable_update_time() = Timestamp(call_.now());
  SetNames(started);
  return started;
}

void Round::Decide(const v1::BenefitRule& rule, const BenefitAssessment& answer, v1::Entitlement standing) {
  const std::vector<v1::Instalment> existing(standing.instalments().begin(), standing.instalments().end());
  std::vector<v1::Instalment> added = Reconcile(answer.targets, existing, call_.today());
  standing.clear_instalments();

  Decision decision = DecisionBy(rule, answer, standing, added);
  v1::Entitlement& decided = decision.entitlement;
  decided.set_register_(facts_.register_());
  decided.set_district(facts_.district());
  decided.set_institution(facts_.institution());
  // Who sees an entitlement follows the survivor; that alone is no decision.
  if (decision.decides || !IsInSamePlace(standing, decided)) {
    rows_.entitlements.push_back(decided);
    call_.Touch(decided.name());
  }
  // Also when nothing is decided today: a month that changes nothing must not be the last that is looked at.
  if (answer.look_again_on.has_value()) look_again_on_.insert(*answer.look_again_on);
  if (!decision.decides) return;
  const bool takes_back = absl::c_any_of(added, [](const v1::Instalment& instalment) { return instalment.amount_qepik() < 0; });
  Keep(decided, rule, answer, std::move(added));
  Tell(standing, decided);
  if (takes_back) call_.Emit("entitlement.overpaid", decided.name());
}

void Round::Keep(const v1::Entitlement& decided, const v1::BenefitRule& rule, const BenefitAssessment& answer,
                 std::vector<v1::Instalment> added) {
  v1::Assessment assessment;
  assessment.set_uid(call_.NewUid());
  assessment.set_entitlement_uid(decided.uid());
  assessment.set_because_of(because_of_);
  *assessment.mutable_explanation() = decided.explanation();
  KeepWhatItWasMadeFrom(rule, in_force_, facts_, answer, call_.today(), assessment);
  *assessment.mutable_create_time() = Timestamp(call_.now());
  for (v1::Instalment& instalment : added) {
    instalment.set_uid(call_.NewUid());
    instalment.set_entitlement_uid(decided.uid());
    instalment.set_assessment_uid(assessment.uid());
    *instalment.mutable_create_time() = Timestamp(call_.now());
    rows_.instalments.push_back(std::move(instalment));
  }
  rows_.assessments.push_back(std::move(assessment));
}

void Round::Tell(const v1::Entitlement& before, const v1::Entitlement& after) {
  const bool was_active = before.state() == v1::EntitlementState::ENTITLEMENT_STATE_ACTIVE;
  const bool is_active = after.state() == v1::EntitlementState::ENTITLEMENT_STATE_ACTIVE;
  const bool is_new = before.state() == v1::EntitlementState::ENTITLEMENT_STATE_UNSPECIFIED;
  call_.Emit(is_new ? "entitlement.started" : was_active && !is_active ? "entitlement.ended" : "entitlement.changed", after.name());
}

void Round::LookAgain() const {
  for (const absl::CivilDay day : look_again_on_) {
    call_.EmitAt("entitlement.month_begun", SurvivorName(facts_.survivor_uid()), absl::FromCivil(day, BakuZone()));
  }
}

}  // namespace

absl::Status AssessmentService::Reassess(const std::vector<rpc::Told>& told) const {
  std::map<std::string, Because> because;  // by survivor; of several events about one the first
  for (const rpc::Told& one : told) because.emplace(SurvivorUidOf(one.event.resource()), Because{one.event.kind(), one.call});
  return AssessAll(because, told.front().call.transaction());
}

absl::Status AssessmentService::AssessAnew(const std::vector<std::string>& survivor_uids, const std::string& because_of,
                                           Call& call) const {
  std::map<std::string, Because> because;
  for (const std::string& uid : survivor_uids) because.emplace(uid, Because{because_of, call});
  return AssessAll(because, call.transaction());
}

absl::Status AssessmentService::AssessAll(const std::map<std::string, Because>& because, Transaction& transaction) const {
  std::vector<std::string> survivor_uids;
  survivor_uids.reserve(because.size());
  for (const auto& [survivor_uid, one] : because) survivor_uids.push_back(survivor_uid);
  ASSIGN_OR_RETURN(const RulesInForce::Rules in_force, in_force_.Held(transaction));
  ASSIGN_OR_RETURN(const std::vector<v1::BenefitFacts> known, store_.FactsToAssess(transaction, survivor_uids));
  if (known.size() < survivor_uids.size()) return NotFound();
  ASSIGN_OR_RETURN(std::vector<v1::Entitlement> entitlements, store_.Standing(transaction, survivor_uids));
  std::map<std::string, Standing> standing;  // by survivor
  for (v1::Entitlement& entitlement : entitlements) {
    OfBenefit& of_benefit = standing[entitlement.survivor_uid()][entitlement.benefit()];
    of_benefit[{entitlement.occasion_uid(), entitlement.beneficiary_uid()}] = std::move(entitlement);
  }

  AssessedRows rows;
  std::vector<PersonInKind> people;
  for (const v1::BenefitFacts& facts : known) {
    const Because& why = because.at(facts.survivor_uid());
    why.call.Touch(SurvivorName(facts.survivor_uid()));
    Round round(in_force->rules, facts, why.event_kind, why.call, rows);
    std::set<std::string> in_money;  // benefits that run, which may exclude some in kind
    for (const RuleAnswers& one : AssessPerson(in_force->rules, facts, why.call.today())) {
      round.Take(*one.rule, one.answers, standing[facts.survivor_uid()][one.rule->benefit()]);
      if (absl::c_any_of(one.answers, IsRunning)) in_money.insert(one.rule->benefit());
    }
    round.LookAgain();
    people.push_back({.facts = facts, .in_money = std::move(in_money), .call = why.call});
  }
  if (!rows.entitlements.empty()) RETURN_IF_ERROR(store_.Write(transaction, rows));
  return in_kind_ == nullptr ? absl::OkStatus() : in_kind_->Assess(people, transaction);
}

}  // namespace dayaq::payment
