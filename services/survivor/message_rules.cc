#include "services/survivor/message_rules.h"

#include <algorithm>

#include "absl/strings/strip.h"
#include "services/platform/base/proto_time.h"
#include "services/survivor/age_rules.h"
#include "services/survivor/request_rules.h"

namespace dayaq::survivor {
namespace {

// The rehabilitation service tells 48 hours ahead; what lies further off was moved, and is told at its own time.
constexpr absl::Duration kRemindAhead = absl::Hours(49);
constexpr absl::Duration kDay = absl::Hours(24);
constexpr absl::string_view kCountry = "+994";
constexpr size_t kPrefix = 2;

MessageDecision End(v1::MessageState state, v1::MessageReason reason) {
  MessageDecision decision;
  decision.state = state;
  decision.reason = reason;
  return decision;
}
MessageDecision NotSent(v1::MessageReason reason) { return End(v1::MESSAGE_STATE_NOT_SENT, reason); }

// The first mobile number; empty: none.
std::string MobileOf(const Reachable& person, const MessagePolicy& policy) {
  for (const std::string& phone : person.phones) {
    if (IsMobile(phone, policy)) return phone;
  }
  return "";
}

bool HasPhone(const Reachable& person) {
  return std::any_of(person.phones.begin(), person.phones.end(), [](const std::string& phone) { return !phone.empty(); });
}

bool MayBeMinor(const Reachable& person, absl::Time now) { return IsMinor(person.birth_date, Today(now)) != Certainty::kNo; }

std::string TextFor(v1::MessageOccasion occasion, const std::string& language, const MessagePolicy& policy) {
  const auto& words = policy.texts.at(occasion);
  const auto own = words.find(language);
  return own != words.end() ? own->second : words.at(policy.default_language);
}

// Whose telephone, and which; without one, why not.
MessageDecision Choose(const MessageFacts& facts, absl::Time now, const MessagePolicy& policy) {
  MessageDecision decision;
  if (MayBeMinor(facts.addressee, now)) {
    for (const Reachable& guardian : facts.guardians) {
      decision.phone = MobileOf(guardian, policy);
      if (decision.phone.empty()) continue;
      decision.receiver = v1::MESSAGE_RECEIVER_GUARDIAN;
      decision.text = guardian.language;
      decision.step = MessageStep::kSend;
      return decision;
    }
    return NotSent(v1::MESSAGE_REASON_MINOR_WITHOUT_GUARDIAN);
  }
  decision.phone = MobileOf(facts.addressee, policy);
  if (decision.phone.empty()) {
    return NotSent(HasPhone(facts.addressee) ? v1::MESSAGE_REASON_PHONE_NOT_MOBILE : v1::MESSAGE_REASON_NO_PHONE);
  }
  decision.receiver = v1::MESSAGE_RECEIVER_ADDRESSEE;
  decision.text = facts.addressee.language;
  decision.step = MessageStep::kSend;
  return decision;
}

MessageDecision Later(absl::Time due) {
  MessageDecision decision;
  decision.step = MessageStep::kLater;
  decision.due = due;
  return decision;
}

}  // namespace

absl::Time AfterQuietHours(absl::Time time, const QuietHours& quiet) {
  const absl::Time midnight = DayBegins(time);
  const absl::Duration of_day = time - midnight;
  if (quiet.from < quiet.until) {
    return of_day >= quiet.from && of_day < quiet.until ? midnight + quiet.until : time;
  }
  if (of_day < quiet.until) return midnight + quiet.until;
  return of_day >= quiet.from ? midnight + kDay + quiet.until : time;
}

// There is no summer time in Azerbaijan: a day has 24 hours.
absl::Time DayBegins(absl::Time now) { return absl::FromCivil(Today(now), BakuZone()); }

v1::ShortMessage NewMessage(v1::MessageOccasion occasion, absl::Time now, absl::Time last, const MessagePolicy& policy) {
  v1::ShortMessage message;
  message.set_occasion(occasion);
  message.set_state(v1::MESSAGE_STATE_QUEUED);
  *message.mutable_due_time() = Timestamp(AfterQuietHours(now + policy.gather, policy.quiet));
  *message.mutable_expire_time() = Timestamp(last);
  return message;
}

bool IsTimeToRemind(absl::Time begins, absl::Time now) { return begins > now && begins <= now + kRemindAhead; }

bool IsMobile(absl::string_view phone, const MessagePolicy& policy) {
  if (!absl::ConsumePrefix(&phone, kCountry) || phone.size() != 9) return false;
  return policy.mobile_prefixes.count(std::string(phone.substr(0, kPrefix))) > 0;
}

MessageDecision DecideMessage(const v1::ShortMessage& message, const MessageFacts& facts, absl::Time now,
                              const MessagePolicy& policy) {
  if (facts.dead) return NotSent(v1::MESSAGE_REASON_PERSON_DEAD);
  if (facts.gone) return NotSent(v1::MESSAGE_REASON_ADDRESSEE_GONE);
  if (facts.erased) return NotSent(v1::MESSAGE_REASON_ERASED);
  if (!MayCall(facts.preference)) return NotSent(v1::MESSAGE_REASON_DO_NOT_CONTACT);
  // Begun so often and never heard of: what was begun last may have died with its process.
  if (message.tries() >= policy.most_tries) return End(v1::MESSAGE_STATE_GIVEN_UP, v1::MESSAGE_REASON_NO_ANSWER);
  if (TimeOf(message.expire_time()) <= now) {
    return message.tries() > 0 ? End(v1::MESSAGE_STATE_GIVEN_UP, v1::MESSAGE_REASON_NO_ANSWER)
                               : NotSent(v1::MESSAGE_REASON_TOO_LATE);
  }
  MessageDecision decision = Choose(facts, now, policy);
  if (decision.step != MessageStep::kSend) return decision;
  if (const absl::Time allowed = AfterQuietHours(now, policy.quiet); allowed > now) return Later(allowed);
  if (facts.sent_today >= policy.most_a_day) return Later(AfterQuietHours(DayBegins(now) + kDay, policy.quiet));
  decision.text = TextFor(message.occasion(), decision.text, policy);
  return decision;
}

void SetHandedOver(Handover how, absl::Time now, const MessagePolicy& policy, v1::ShortMessage& message) {
  message.clear_reason();
  if (how == Handover::kTaken) {
    message.set_state(v1::MESSAGE_STATE_SENT);
    *message.mutable_sent_time() = Timestamp(now);
    return;
  }
  message.set_reason(how == Handover::kRefused ? v1::MESSAGE_REASON_REFUSED : v1::MESSAGE_REASON_NO_ANSWER);
  message.set_state(v1::MESSAGE_STATE_GIVEN_UP);
  if (how == Handover::kRefused || message.tries() >= policy.most_tries) return;
  absl::Duration pause = policy.first_pause;
  for (int i = 1; i < message.tries() && pause < policy.longest_pause; ++i) pause *= 2;
  const absl::Time due = AfterQuietHours(now + std::min(pause, policy.longest_pause), policy.quiet);
  if (due >= TimeOf(message.expire_time())) return;
  message.set_state(v1::MESSAGE_STATE_FAILED);
  *message.mutable_due_time() = Timestamp(due);
}

bool IsUntold(const v1::ShortMessage& message) {
  return message.state() == v1::MESSAGE_STATE_GIVEN_UP || message.state() == v1::MESSAGE_STATE_NOT_SENT;
}

std::vector<std::string> UntoldReasons() {
  std::vector<std::string> reasons;
  for (const v1::MessageReason reason :
       {v1::MESSAGE_REASON_NO_PHONE, v1::MESSAGE_REASON_PHONE_NOT_MOBILE, v1::MESSAGE_REASON_MINOR_WITHOUT_GUARDIAN,
        v1::MESSAGE_REASON_TOO_LATE, v1::MESSAGE_REASON_REFUSED, v1::MESSAGE_REASON_NO_ANSWER}) {
    reasons.push_back(v1::MessageReason_Name(reason));
  }
  return reasons;
}

}  // namespace dayaq::survivor
