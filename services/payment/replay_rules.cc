#include "services/payment/replay_rules.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/payment/benefit_limits.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Every value of a message by where it stands. What is empty is nowhere, so a message that holds nothing is like none.
using Values = std::map<std::string, std::string>;

void Flatten(const Message& message, const std::string& path, Values& values);

std::string ValueOf(const Message& message, const FieldDescriptor& field, int index) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  const bool one = !field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(one ? reflection.GetInt32(message, &field) : reflection.GetRepeatedInt32(message, &field, index));
    case FieldDescriptor::CPPTYPE_INT64:
      return absl::StrCat(one ? reflection.GetInt64(message, &field) : reflection.GetRepeatedInt64(message, &field, index));
    case FieldDescriptor::CPPTYPE_BOOL:
      return (one ? reflection.GetBool(message, &field) : reflection.GetRepeatedBool(message, &field, index)) ? "true" : "false";
    case FieldDescriptor::CPPTYPE_ENUM:
      return one ? reflection.GetEnum(message, &field)->name() : reflection.GetRepeatedEnum(message, &field, index)->name();
    default:
      // Explanations have no other types; a test walks all of them.
      return one ? reflection.GetString(message, &field) : reflection.GetRepeatedString(message, &field, index);
  }
}

void FlattenField(const Message& message, const FieldDescriptor& field, int index, const std::string& path, Values& values) {
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
    values[path] = ValueOf(message, field, index);
    return;
  }
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  const Message& inner =
      field.is_repeated() ? reflection.GetRepeatedMessage(message, &field, index) : reflection.GetMessage(message, &field);
  Flatten(inner, path, values);
}

void Flatten(const Message& message, const std::string& path, Values& values) {
  if (message.GetDescriptor() == common::v1::PartialDate::descriptor()) {
    const std::string text = ToText(static_cast<const common::v1::PartialDate&>(message));
    if (!text.empty()) values[path] = text;
    return;
  }
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const std::string below = absl::StrCat(path, path.empty() ? "" : ".", field->name());
    if (!field->is_repeated()) {
      FlattenField(message, *field, 0, below, values);
      continue;
    }
    for (int i = 0; i < message.GetReflection()->FieldSize(message, field); ++i) {
      FlattenField(message, *field, i, absl::StrCat(below, "[", i, "]"), values);
    }
  }
}

void AddDifferences(const Values& kept, const Values& replayed, v1::Replay& replay) {
  Values all = kept;
  all.insert(replayed.begin(), replayed.end());
  for (const auto& [path, any] : all) {
    const auto before = kept.find(path), now = replayed.find(path);
    if (before != kept.end() && now != replayed.end() && before->second == now->second) continue;
    v1::ReplayDifference& difference = *replay.add_differences();
    difference.set_path(path);
    if (before != kept.end()) difference.set_kept(before->second);
    if (now != replayed.end()) difference.set_replayed(now->second);
  }
}

v1::AssessmentOutcome OutcomeOf(const BenefitAssessment& answer) {
  v1::AssessmentOutcome outcome;
  outcome.set_state(answer.state);
  if (!ToText(answer.starts_on).empty()) *outcome.mutable_starts_on() = answer.starts_on;
  if (!ToText(answer.ends_on).empty()) *outcome.mutable_ends_on() = answer.ends_on;
  outcome.set_releasable(answer.releasable);
  int64_t owed = 0;
  for (const Target& target : answer.targets) owed += target.amount_qepik;
  outcome.set_owed_qepik(owed);
  return outcome;
}

Values PeriodsOf(const std::map<std::string, int64_t>& sums) {
  Values values;
  for (const auto& [period, sum] : sums) {
    if (sum != 0) values[absl::StrCat("periods.", period)] = absl::StrCat(sum);
  }
  return values;
}

// What stood once the decision was made. UIDs are in the order of time.
Values StoodAfter(const v1::Assessment& kept, const v1::Entitlement& entitlement) {
  std::map<std::string, int64_t> sums;
  for (const v1::Instalment& instalment : entitlement.instalments()) {
    if (instalment.assessment_uid() <= kept.uid()) sums[instalment.period()] += instalment.amount_qepik();
  }
  return PeriodsOf(sums);
}

Values OwedBy(const BenefitAssessment& answer) {
  std::map<std::string, int64_t> sums;
  for (const Target& target : answer.targets) sums[target.period] += target.amount_qepik;
  return PeriodsOf(sums);
}

bool IsOf(const BenefitAssessment& answer, const v1::Entitlement& entitlement) {
  return answer.occasion_uid == entitlement.occasion_uid() && answer.beneficiary_uid == entitlement.beneficiary_uid();
}

// The rules in the order they were in, or nothing when one is not kept or has another content.
std::optional<std::vector<v1::BenefitRule>> Found(const std::vector<v1::RuleVersion>& wanted,
                                                  const std::vector<v1::BenefitRule>& rules) {
  std::vector<v1::BenefitRule> found;
  for (const v1::RuleVersion& version : wanted) {
    const auto rule = absl::c_find_if(rules, [&](const v1::BenefitRule& candidate) {
      return candidate.benefit() == version.benefit() && candidate.version() == version.version();
    });
    if (rule == rules.end() || rule->content_hash() != version.content_hash()) return std::nullopt;
    found.push_back(*rule);
  }
  return found;
}

BenefitAssessment AnswerOnceMore(const v1::Assessment& kept, const std::vector<v1::BenefitRule>& rules,
                                 const v1::Entitlement& entitlement) {
  const absl::CivilDay day = Earliest(kept.made_for()).value_or(absl::CivilDay());
  for (RuleAnswers& of_rule : AssessPerson(rules, kept.facts(), day)) {
    if (of_rule.rule->benefit() != entitlement.benefit()) continue;
    const auto found = absl::c_find_if(of_rule.answers, [&](const BenefitAssessment& answer) { return IsOf(answer, entitlement); });
    return found != of_rule.answers.end() ? std::move(*found) : AssessLost(*of_rule.rule, kept.facts(), entitlement);
  }
  return {};
}

v1::RuleVersion VersionOf(const v1::BenefitRule& rule) {
  v1::RuleVersion version;
  version.set_benefit(rule.benefit());
  version.set_version(rule.version());
  version.set_content_hash(rule.content_hash());
  return version;
}

}  // namespace

std::vector<const v1::BenefitRule*> RulesBehind(const v1::BenefitRule& rule, const std::vector<v1::BenefitRule>& rules) {
  std::set<std::string> wanted = {rule.benefit()};
  std::vector<std::string> to_look_at = {rule.benefit()};
  while (!to_look_at.empty()) {
    const std::string benefit = std::move(to_look_at.back());
    to_look_at.pop_back();
    for (const v1::BenefitRule& other : rules) {
      if (other.benefit() != benefit) continue;
      for (const std::string& looked_at : LooksAt(other)) {
        if (wanted.insert(looked_at).second) to_look_at.push_back(looked_at);
      }
    }
  }
  std::vector<const v1::BenefitRule*> behind;
  for (const v1::BenefitRule& other : rules) {
    if (wanted.count(other.benefit()) > 0) behind.push_back(&other);
  }
  return behind;
}

void KeepWhatItWasMadeFrom(const v1::BenefitRule& rule, const std::vector<v1::BenefitRule>& in_force, const v1::BenefitFacts& facts,
                           const BenefitAssessment& answer, absl::CivilDay today, v1::Assessment& assessment) {
  *assessment.mutable_facts() = facts;
  *assessment.mutable_made_for() = PartialDateOf(today);
  assessment.set_rule_hash(rule.content_hash());
  *assessment.mutable_outcome() = OutcomeOf(answer);
  // Most benefits look at no other: then the rule itself, which the explanation names, is all.
  if (LooksAt(rule).empty()) return;
  for (const v1::BenefitRule* other : RulesBehind(rule, in_force)) *assessment.add_beside() = VersionOf(*other);
}

std::vector<v1::RuleVersion> RulesOf(const v1::Assessment& kept) {
  if (!kept.beside().empty()) return {kept.beside().begin(), kept.beside().end()};
  v1::RuleVersion version;
  version.set_benefit(kept.explanation().benefit());
  version.set_version(kept.explanation().rule_version());
  version.set_content_hash(kept.rule_hash());
  return {version};
}

v1::Replay ReplayOf(const v1::Assessment& kept, const std::vector<v1::BenefitRule>& rules, const v1::Entitlement& entitlement) {
  v1::Replay replay;
  replay.set_assessment_uid(kept.uid());
  *replay.mutable_create_time() = kept.create_time();
  replay.set_rule_version(kept.explanation().rule_version());
  replay.set_rule_hash(kept.explanation().rule_hash());
  if (!kept.has_facts()) {
    replay.set_result(v1::REPLAY_RESULT_FACTS_NOT_KEPT);
    return replay;
  }
  *replay.mutable_made_for() = kept.made_for();
  replay.set_kept_qepik(kept.outcome().owed_qepik());
  const auto found = Found(RulesOf(kept), rules);
  if (!found.has_value()) {
    replay.set_result(v1::REPLAY_RESULT_RULE_NOT_KEPT);
    return replay;
  }
  const BenefitAssessment answer = AnswerOnceMore(kept, *found, entitlement);
  const v1::AssessmentOutcome outcome = OutcomeOf(answer);
  replay.set_replayed_qepik(outcome.owed_qepik());
  Values before = StoodAfter(kept, entitlement), now = OwedBy(answer);
  Flatten(kept.explanation(), "explanation", before);
  Flatten(answer.explanation, "explanation", now);
  Flatten(kept.outcome(), "outcome", before);
  Flatten(outcome, "outcome", now);
  AddDifferences(before, now, replay);
  replay.set_result(replay.differences().empty() ? v1::REPLAY_RESULT_SAME : v1::REPLAY_RESULT_DIFFERENT);
  return replay;
}

}  // namespace dayaq::payment
