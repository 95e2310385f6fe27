// When a short message is sent, to whom, and what becomes of it. Pure: no I/O, no clock.
#ifndef SERVICES_SURVIVOR_MESSAGE_RULES_H_
#define SERVICES_SURVIVOR_MESSAGE_RULES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/survivor/v1/message.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/message_policy.h"

namespace dayaq::survivor {

// Somebody who may be written to, as far as their identity says it. Lives no longer than the decision: nothing of it is stored or
// logged.
struct Reachable {
  // As they are known, best first; empty ones are passed over.
  std::vector<std::string> phones;
  PartialDate birth_date;
  // ISO 639-1; empty: not said.
  std::string language;
};

// What a decision about one message rests on.
struct MessageFacts {
  Reachable addressee;
  bool dead = false;
  // Of the family no longer.
  bool gone = false;
  // Everything that names the person was erased.
  bool erased = false;
  // How the addressee wants to be spoken to; empty: nothing was said.
  v1::ContactPreference preference;
  // Who stands for the addressee, best first.
  std::vector<Reachable> guardians;
  // What went to the addressee on this day in Baku.
  int sent_today = 0;
};

enum class MessageStep { kSend, kLater, kEnd };

// What is done about a message now.
struct MessageDecision {
  MessageStep step = MessageStep::kEnd;
  // kLater: when it is looked at again.
  absl::Time due;
  // kEnd: what it comes to, and why.
  v1::MessageState state = v1::MESSAGE_STATE_UNSPECIFIED;
  v1::MessageReason reason = v1::MESSAGE_REASON_UNSPECIFIED;
  // kSend: whose telephone, which one, in which words.
  v1::MessageReceiver receiver = v1::MESSAGE_RECEIVER_UNSPECIFIED;
  std::string phone;
  std::string text;
};

// How handing a message over ended.
enum class Handover { kTaken, kRefused, kNoAnswer };

// That moment, or the end of the quiet hours it lies in.
absl::Time AfterQuietHours(absl::Time time, const QuietHours& quiet);

// The first moment of the day in Baku that `now` lies in.
absl::Time DayBegins(absl::Time now);

// A new message of that occasion: waits for more of the same, then for the morning. `last`: nobody is served by it after this; news
// last as long as the policy says.
v1::ShortMessage NewMessage(v1::MessageOccasion occasion, absl::Time now, absl::Time last, const MessagePolicy& policy);
inline v1::ShortMessage NewNews(absl::Time now, const MessagePolicy& policy) {
  return NewMessage(v1::MESSAGE_OCCASION_NEWS, now, now + policy.news_last, policy);
}

// Whether a reminder of an appointment that begins then is told now: not when it began, and not when it was moved away, as it is
// told again.
bool IsTimeToRemind(absl::Time begins, absl::Time now);

// Mobile numbers of Azerbaijan, by their prefix.
bool IsMobile(absl::string_view phone, const MessagePolicy& policy);

// What is done about a message that is due. Somebody who is under age, or may be, is told through whoever stands for them.
MessageDecision DecideMessage(const v1::ShortMessage& message, const MessageFacts& facts, absl::Time now,
                              const MessagePolicy& policy);

// What becomes of a message after it was handed over for the `tries`-th time: state, reason, sent_time, due_time.
void SetHandedOver(Handover how, absl::Time now, const MessagePolicy& policy, v1::ShortMessage& message);

// Somebody must tell the person, by their state; and the reasons for which somebody must: not what the person wants, or what nobody
// can tell any more.
bool IsUntold(const v1::ShortMessage& message);
std::vector<std::string> UntoldReasons();

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MESSAGE_RULES_H_
