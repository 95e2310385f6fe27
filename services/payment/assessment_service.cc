#include "services/payment/assessment_service.h"

#include <map>
#include <set>
#include <utility>

#include "services/payment/assessment_rules.h"
#include "services/payment/instalment_rules.h"
#include "services/payment/payment_names.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

using rpc::Call;

constexpr char kCurrency[] = "AZN";

// No field of ours is a map, so equal messages have equal bytes.
template <typename M>
bool Same(const M& a, const M& b) {
  return a.SerializeAsString() == b.SerializeAsString();
}

bool IsInSamePlace(const v1::Entitlement& a, const v1::Entitlement& b) {
  return a.register_() == b.register_() && a.district() == b.district() && a.institution() == b.institution();
}

// The entitlements of one survivor, by benefit, then by what they are paid for.
using Standing = std::map<std::string, std::map<std::string, v1::Entitlement>>;

// One survivor's assessment while it is made.
class Round {
 public:
  // What is decided goes to `rows`.
  Round(const v1::BenefitFacts& facts, const rpc::Told& told, AssessedRows& rows)
      : facts_(facts), because_of_(told.event.kind()), call_(told.call), rows_(rows) {}

  // Takes the answers of a rule, given the entitlements of its benefit that stand.
  void Take(const v1::BenefitRule& rule, const std::vector<BenefitAssessment>& answers,
            std::map<std::string, v1::Entitlement>& standing);

  // Tells the service to look again on each day on which time alone changes what was decided.
  void LookAgain() const;

 private:
  void Decide(const v1::BenefitRule& rule, const BenefitAssessment& answer, v1::Entitlement standing);
  v1::Entitlement Started(const v1::BenefitRule& rule, const BenefitAssessment& answer) const;
  void Keep(const v1::Entitlement& decided, std::vector<v1::Instalment> added);
  void Tell(const v1::Entitlement& before, const v1::Entitlement& after);

  const v1::BenefitFacts& facts_;
  const std::string& because_of_;
  Call& call_;
  AssessedRows& rows_;
  std::set<absl::CivilDay> look_again_on_;
};

void Round::Take(const v1::BenefitRule& rule, const std::vector<BenefitAssessment>& answers,
                 std::map<std::string, v1::Entitlement>& standing) {
  for (const BenefitAssessment& answer : answers) {
    const auto known = standing.find(answer.occasion_uid);
    if (known != standing.end()) {
      Decide(rule, answer, std::move(known->second));
      standing.erase(known);
    } else if (answer.qualifies) {
      Decide(rule, answer, Started(rule, answer));
    }
  }
  for (auto& [occasion_uid, entitlement] : standing) {
    Decide(rule, AssessLostCasualty(rule, facts_, occasion_uid), std::move(entitlement));
  }
}

// An entitlement that nothing is decided about yet.
v1::Entitlement Round::Started(const v1::BenefitRule& rule, const BenefitAssessment& answer) const {
  v1::Entitlement started;
  started.set_uid(call_.NewUid());
  started.set_survivor_uid(facts_.survivor_uid());
  started.set_benefit(rule.benefit());
  started.set_occasion_uid(answer.occasion_uid);
  started.set_beneficiary(v1::BENEFICIARY_SURVIVOR);
  started.set_beneficiary_uid(facts_.survivor_uid());
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

  v1::Entitlement decided = standing;
  decided.set_rule_version(rule.version());
  decided.set_example(rule.example());
  decided.set_state(answer.state);
  *decided.mutable_starts_on() = answer.starts_on;
  *decided.mutable_ends_on() = answer.ends_on;
  if (ToText(answer.starts_on).empty()) decided.clear_starts_on();
  if (ToText(answer.ends_on).empty()) decided.clear_ends_on();
  for (const v1::Instalment& instalment : added) decided.set_entitled_qepik(decided.entitled_qepik() + instalment.amount_qepik());
  decided.set_releasable(answer.releasable);
  *decided.mutable_explanation() = answer.explanation;
  const bool is_decided = !added.empty() || !Same(standing, decided);

  decided.set_register_(facts_.register_());
  decided.set_district(facts_.district());
  decided.set_institution(facts_.institution());
  // Who sees an entitlement follows the survivor; that alone is no decision.
  if (is_decided || !IsInSamePlace(standing, decided)) {
    rows_.entitlements.push_back(decided);
    call_.Touch(decided.name());
  }
  // Also when nothing is decided today: a month that changes nothing must not be the last that is looked at.
  if (answer.look_again_on.has_value()) look_again_on_.insert(*answer.look_again_on);
  if (!is_decided) return;
  Keep(decided, std::move(added));
  Tell(standing, decided);
}

void Round::Keep(const v1::Entitlement& decided, std::vector<v1::Instalment> added) {
  v1::Assessment assessment;
  assessment.set_uid(call_.NewUid());
  assessment.set_entitlement_uid(decided.uid());
  assessment.set_because_of(because_of_);
  *assessment.mutable_explanation() = decided.explanation();
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
  std::map<std::string, const rpc::Told*> first;  // by survivor
  for (const rpc::Told& one : told) first.emplace(SurvivorUidOf(one.event.resource()), &one);
  std::vector<std::string> survivor_uids;
  survivor_uids.reserve(first.size());
  for (const auto& [survivor_uid, one] : first) survivor_uids.push_back(survivor_uid);

  Transaction& transaction = told.front().call.transaction();
  ASSIGN_OR_RETURN(const std::vector<v1::BenefitFacts> known, store_.FactsToAssess(transaction, survivor_uids));
  if (known.size() < survivor_uids.size()) return NotFound();
  ASSIGN_OR_RETURN(std::vector<v1::Entitlement> entitlements, store_.Standing(transaction, survivor_uids));
  std::map<std::string, Standing> standing;  // by survivor
  for (v1::Entitlement& entitlement : entitlements) {
    standing[entitlement.survivor_uid()][entitlement.benefit()][entitlement.occasion_uid()] = std::move(entitlement);
  }

  AssessedRows rows;
  for (const v1::BenefitFacts& facts : known) {
    const rpc::Told& because = *first.at(facts.survivor_uid());
    because.call.Touch(SurvivorName(facts.survivor_uid()));
    Round round(facts, because, rows);
    for (const v1::BenefitRule& rule : in_force_) {
      round.Take(rule, Assess(rule, facts, because.call.today()), standing[facts.survivor_uid()][rule.benefit()]);
    }
    round.LookAgain();
  }
  return rows.entitlements.empty() ? absl::OkStatus() : store_.Write(transaction, rows);
}

}  // namespace dayaq::payment
