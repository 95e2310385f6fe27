#include "services/payment/in_kind_assessment.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/payment/assessment_rules.h"
#include "services/payment/in_kind_benefits.h"
#include "services/payment/in_kind_names.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/as_service.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

constexpr absl::Duration kTimeLimit = absl::Seconds(30);

bool IsInSamePlace(const v1::InKindEntry& a, const v1::InKindEntry& b) {
  return a.register_() == b.register_() && a.district() == b.district() && a.institution() == b.institution();
}

// What is written of everybody.
struct Decided {
  std::vector<v1::InKindEntry> entries;
  std::vector<std::string> given_up;  // places whose things are
};

// Keeps what was decided about one place, where it says something else than it did, or lies elsewhere.
void Take(const PersonInKind& person, const std::string& benefit, const v1::InKindEntry& before, InKindDecision decision,
          Decided& all) {
  v1::InKindEntry& entry = decision.entry;
  if (!decision.decides && before.uid().empty()) return;
  entry.set_register_(person.facts.register_());
  entry.set_district(person.facts.district());
  entry.set_institution(person.facts.institution());
  if (!decision.decides && IsInSamePlace(before, entry)) return;
  if (entry.uid().empty()) {
    entry.set_uid(person.call.NewUid());
    entry.set_survivor_uid(person.facts.survivor_uid());
    entry.set_benefit(benefit);
  }
  if (decision.gives_up) all.given_up.push_back(entry.uid());
  if (const absl::string_view event = EventOf(before, entry); !event.empty()) person.call.Emit(event, InKindEntryName(entry.uid()));
  person.call.Touch(InKindEntryName(entry.uid()));
  all.entries.push_back(std::move(entry));
}

}  // namespace

absl::StatusOr<InKindAssessment::Known> InKindAssessment::Read(const std::vector<std::string>& survivor_uids, bool to_change,
                                                               Transaction& transaction) const {
  Known known;
  // Places before things: what is handed over in between is seen, or waits.
  ASSIGN_OR_RETURN(std::vector<v1::InKindEntry> entries,
                   to_change ? store_.EntriesToAssess(transaction, survivor_uids) : store_.EntriesOf(transaction, survivor_uids));
  for (v1::InKindEntry& entry : entries) known.standing[{entry.survivor_uid(), entry.benefit()}] = std::move(entry);
  ASSIGN_OR_RETURN(known.given, store_.Given(transaction, survivor_uids));
  return known;
}

std::set<std::string> InKindAssessment::Excluding(const std::vector<v1::BenefitRule>& in_money, const v1::BenefitFacts& facts,
                                                  absl::CivilDay today) const {
  std::set<std::string> running;
  const auto excludes = [&](const v1::BenefitRule& rule) {
    return absl::c_any_of(in_force_,
                          [&](const v1::InKindRule& in_kind) { return absl::c_linear_search(in_kind.excludes(), rule.benefit()); });
  };
  // As a rule no benefit in money excludes one in kind, and nothing is worked out.
  if (!absl::c_any_of(in_money, excludes)) return running;
  for (const RuleAnswers& one : AssessPerson(in_money, facts, today)) {
    for (const BenefitAssessment& answer : one.answers) {
      if (answer.state == v1::ENTITLEMENT_STATE_ACTIVE) running.insert(one.rule->benefit());
    }
  }
  return running;
}

absl::StatusOr<std::vector<std::string>> InKindAssessment::WhoMoves(const std::vector<v1::BenefitFacts>& people,
                                                                    const std::vector<v1::BenefitRule>& in_money,
                                                                    absl::CivilDay today, Transaction& transaction) const {
  std::vector<std::string> uids, moving;
  if (people.empty()) return moving;
  for (const v1::BenefitFacts& facts : people) uids.push_back(facts.survivor_uid());
  ASSIGN_OR_RETURN(Known there, Read(uids, false, transaction));
  for (const v1::BenefitFacts& facts : people) {
    const std::string& uid = facts.survivor_uid();
    const InKindKnown known = {.given = there.given[uid], .in_money = Excluding(in_money, facts, today)};
    const bool moves =
        absl::c_any_of(
            in_force_,
            [&](const v1::InKindRule& rule) {
              return DecideInKind(rule, AssessInKind(rule, facts, known, today), there.standing[{uid, rule.benefit()}]).decides;
            }) ||
        absl::c_any_of(WithoutRule(there, uid),
                       [&](const v1::InKindEntry* before) { return DecideWithoutRule(*before, today).decides; });
    if (moves) moving.push_back(uid);
  }
  return moving;
}

bool InKindAssessment::HasRule(absl::string_view benefit) const {
  return absl::c_any_of(in_force_, [&](const v1::InKindRule& rule) { return rule.benefit() == benefit; });
}

std::vector<const v1::InKindEntry*> InKindAssessment::WithoutRule(const Known& there, const std::string& survivor_uid) const {
  std::vector<const v1::InKindEntry*> entries;
  for (auto one = there.standing.lower_bound({survivor_uid, ""}); one != there.standing.end() && one->first.first == survivor_uid;
       ++one) {
    if (!one->second.uid().empty() && !HasRule(one->first.second)) entries.push_back(&one->second);
  }
  return entries;
}

absl::StatusOr<std::vector<std::string>> InKindAssessment::Names(Transaction& transaction) const {
  std::set<std::string> names;
  for (const v1::InKindRule& rule : in_force_) names.insert(absl::StrCat(rule.benefit(), "/", rule.version()));
  ASSIGN_OR_RETURN(const std::vector<v1::InKindRule> kept, store_.Rules(transaction));
  for (const v1::InKindRule& rule : kept) {
    if (!HasRule(rule.benefit())) names.insert(absl::StrCat(rule.benefit(), "/0"));
  }
  return std::vector<std::string>(names.begin(), names.end());
}

absl::Status InKindAssessment::Assess(const std::vector<PersonInKind>& people, Transaction& transaction) const {
  if (people.empty()) return absl::OkStatus();
  std::vector<std::string> uids;
  uids.reserve(people.size());
  for (const PersonInKind& person : people) uids.push_back(person.facts.survivor_uid());
  ASSIGN_OR_RETURN(Known there, Read(uids, true, transaction));

  Decided all;
  for (const PersonInKind& person : people) {
    const std::string& uid = person.facts.survivor_uid();
    const InKindKnown known = {.given = there.given[uid], .in_money = person.in_money};
    for (const v1::InKindRule& rule : in_force_) {
      const v1::InKindEntry& before = there.standing[{uid, rule.benefit()}];
      const InKindAnswer answer = AssessInKind(rule, person.facts, known, person.call.today());
      // Also when nothing is decided today, and of whoever stands in no queue yet: the day on which time changes it must not be
      // missed.
      if (answer.look_again_on.has_value()) {
        person.call.EmitAt("entitlement.month_begun", absl::StrCat("survivors/", uid),
                           absl::FromCivil(*answer.look_again_on, BakuZone()));
      }
      Take(person, rule.benefit(), before, DecideInKind(rule, answer, before), all);
    }
    for (const v1::InKindEntry* before : WithoutRule(there, uid)) {
      Take(person, before->benefit(), *before, DecideWithoutRule(*before, person.call.today()), all);
    }
  }
  const absl::CivilDay today = people.front().call.today();
  if (!all.given_up.empty()) RETURN_IF_ERROR(store_.GiveUp(transaction, all.given_up, today));
  return all.entries.empty() ? absl::OkStatus() : store_.Write(transaction, all.entries);
}

absl::Status KeepInKindBenefits(const rpc::Kit& kit, const std::vector<v1::InKindRule>& in_force) {
  const InKindStore store;
  // Added before they are read, as benefits in money are: of two services that start at once, one sees the other's.
  return rpc::AsService(kit, absl::Now() + kTimeLimit, [&](Transaction& transaction) -> absl::Status {
    RETURN_IF_ERROR(store.AddRules(transaction, in_force));
    ASSIGN_OR_RETURN(const std::vector<v1::InKindRule> kept, store.Rules(transaction));
    return CheckInKindVersions(in_force, kept);
  });
}

}  // namespace dayaq::payment
