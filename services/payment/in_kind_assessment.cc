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
  if (in_force_.empty() || people.empty()) return moving;
  for (const v1::BenefitFacts& facts : people) uids.push_back(facts.survivor_uid());
  ASSIGN_OR_RETURN(Known there, Read(uids, false, transaction));
  for (const v1::BenefitFacts& facts : people) {
    const std::string& uid = facts.survivor_uid();
    const InKindKnown known = {.given = there.given[uid], .in_money = Excluding(in_money, facts, today)};
    const bool moves = absl::c_any_of(in_force_, [&](const v1::InKindRule& rule) {
      return DecideInKind(rule, AssessInKind(rule, facts, known, today), there.standing[{uid, rule.benefit()}]).decides;
    });
    if (moves) moving.push_back(uid);
  }
  return moving;
}

std::vector<std::string> InKindAssessment::names() const {
  std::vector<std::string> names;
  for (const v1::InKindRule& rule : in_force_) names.push_back(absl::StrCat(rule.benefit(), "/", rule.version()));
  return names;
}

absl::Status InKindAssessment::Assess(const std::vector<PersonInKind>& people, Transaction& transaction) const {
  if (in_force_.empty() || people.empty()) return absl::OkStatus();
  std::vector<std::string> uids;
  uids.reserve(people.size());
  for (const PersonInKind& person : people) uids.push_back(person.facts.survivor_uid());
  ASSIGN_OR_RETURN(Known there, Read(uids, true, transaction));

  std::vector<v1::InKindEntry> decided;
  std::vector<std::string> given_up;
  absl::CivilDay today;
  for (const PersonInKind& person : people) {
    const std::string& uid = person.facts.survivor_uid();
    const InKindKnown known = {.given = there.given[uid], .in_money = person.in_money};
    today = person.call.today();
    for (const v1::InKindRule& rule : in_force_) {
      const v1::InKindEntry& before = there.standing[{uid, rule.benefit()}];
      const InKindAnswer answer = AssessInKind(rule, person.facts, known, today);
      InKindDecision decision = DecideInKind(rule, answer, before);
      v1::InKindEntry& entry = decision.entry;
      // Also when nothing is decided today, and of whoever stands in no queue yet: the day on which time changes it must not be
      // missed.
      if (answer.look_again_on.has_value()) {
        person.call.EmitAt("entitlement.month_begun", absl::StrCat("survivors/", uid),
                           absl::FromCivil(*answer.look_again_on, BakuZone()));
      }
      if (!decision.decides && before.uid().empty()) continue;
      entry.set_register_(person.facts.register_());
      entry.set_district(person.facts.district());
      entry.set_institution(person.facts.institution());
      if (!decision.decides && IsInSamePlace(before, entry)) continue;
      if (entry.uid().empty()) {
        entry.set_uid(person.call.NewUid());
        entry.set_survivor_uid(uid);
        entry.set_benefit(rule.benefit());
      }
      if (decision.gives_up) given_up.push_back(entry.uid());
      if (const absl::string_view event = EventOf(before, entry); !event.empty()) {
        person.call.Emit(event, InKindEntryName(entry.uid()));
      }
      person.call.Touch(InKindEntryName(entry.uid()));
      decided.push_back(std::move(entry));
    }
  }
  if (!given_up.empty()) RETURN_IF_ERROR(store_.GiveUp(transaction, given_up, today));
  return decided.empty() ? absl::OkStatus() : store_.Write(transaction, decided);
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
