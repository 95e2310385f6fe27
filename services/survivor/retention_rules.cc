#include "services/survivor/retention_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::survivor {
namespace {

constexpr absl::Duration kProposalLives = absl::Hours(30 * 24);

KeyClass KeyClassOf(v1::RetentionClass retention_class) {
  return static_cast<KeyClass>(static_cast<int>(retention_class) - static_cast<int>(v1::RETENTION_CLASS_IDENTITY));
}

bool IsAbove(v1::ErasureCause cause) {
  return cause == v1::ERASURE_CAUSE_UNLAWFUL || cause == v1::ERASURE_CAUSE_COURT_ORDER ||
         cause == v1::ERASURE_CAUSE_BACKUP_RESTORED;
}

bool MayGo(const RetentionRule& rule, const std::optional<absl::CivilDay>& kept_until, v1::ErasureCause cause,
           absl::CivilDay today) {
  if (IsAbove(cause)) return true;
  if (cause == v1::ERASURE_CAUSE_PERSON_ASKED && rule.consent) return true;
  return kept_until.has_value() && *kept_until < today;
}

}  // namespace

v1::RetentionClass RetentionClassOf(KeyClass key_class) {
  return static_cast<v1::RetentionClass>(static_cast<int>(key_class) + static_cast<int>(v1::RETENTION_CLASS_IDENTITY));
}

std::optional<absl::CivilDay> KeptUntil(const RetentionRule& rule, const RetentionFacts& facts) {
  if (!facts.died_on.has_value()) return std::nullopt;
  absl::CivilDay from = *facts.died_on;
  if (rule.after == RetentionAnchor::kLastPayment && facts.last_due_on.has_value()) from = std::max(from, *facts.last_due_on);
  // The 29th of February of a year that has none is the 1st of March: nothing goes a day early.
  return absl::CivilDay(from.year() + rule.years, from.month(), from.day());
}

std::vector<v1::ErasureEffect> EffectsOf(const RetentionPolicy& policy, const RetentionFacts& facts,
                                         const std::set<v1::RetentionClass>& wanted, v1::ErasureCause cause, absl::CivilDay today) {
  std::vector<v1::ErasureEffect> effects;
  for (const auto& [retention_class, rule] : policy) {
    if (facts.wrapped.empty() || IsDestroyed(facts.wrapped, KeyClassOf(retention_class))) continue;
    const std::optional<absl::CivilDay> kept_until = KeptUntil(rule, facts);
    v1::ErasureEffect& effect = effects.emplace_back();
    effect.set_retention_class(retention_class);
    effect.set_erased((wanted.empty() || wanted.count(retention_class) > 0) && MayGo(rule, kept_until, cause, today));
    effect.set_basis(rule.consent ? "razılıq / consent" : absl::StrCat(rule.act, ", ", rule.article));
    if (kept_until.has_value()) *effect.mutable_kept_until_time() = Timestamp(absl::FromCivil(*kept_until + 1, BakuZone()));
  }
  return effects;
}

absl::Status CheckProposable(const std::vector<v1::ErasureEffect>& effects, const RetentionFacts& facts) {
  if (effects.empty()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_PERSON_ERASED,
                     "Nothing is known of this person any more, or nothing ever was.");
  }
  const std::set<KeyClass> keys = KeysOf(effects);
  if (keys.empty()) {
    std::string until;
    for (const v1::ErasureEffect& effect : effects) {
      absl::StrAppend(&until, until.empty() ? "" : ", ",
                      absl::string_view(v1::RetentionClass_Name(effect.retention_class())).substr(16), " ",
                      effect.has_kept_until_time() ? absl::FormatTime("%Y-%m-%d", TimeOf(effect.kept_until_time()), BakuZone())
                                                   : "after the death");
    }
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_ERASURE_NOT_DUE,
                     "The law says to keep all of this for longer.", {{"kept_until", until}});
  }
  if (IsUndivided(facts.wrapped) && keys.size() < kKeyClasses.size()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_KEY_UNDIVIDED,
                     "One key from before keys were divided seals what goes and what stays.");
  }
  return absl::OkStatus();
}

absl::Status CheckApprovable(const v1::Erasure& erasure, absl::Time now) {
  if (erasure.state() == v1::ERASURE_STATE_PROPOSED && now - TimeOf(erasure.create_time()) <= kProposalLives)
    return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_ERASURE_CLOSED,
                   "This erasure is done already, or was proposed more than 30 days ago: propose it again.");
}

std::set<KeyClass> KeysOf(const std::vector<v1::ErasureEffect>& effects) {
  std::set<KeyClass> keys;
  for (const v1::ErasureEffect& effect : effects) {
    if (effect.erased()) keys.insert(KeyClassOf(effect.retention_class()));
  }
  return keys;
}

std::set<KeyClass> StillThere(absl::string_view wrapped, const std::set<KeyClass>& classes) {
  std::set<KeyClass> there;
  for (const KeyClass key_class : classes) {
    if (!IsDestroyed(wrapped, key_class)) there.insert(key_class);
  }
  return there;
}

}  // namespace dayaq::survivor
