// policy/messages.yaml: when people are told by short messages, how often, and in which words.
#ifndef SERVICES_SURVIVOR_MESSAGE_POLICY_H_
#define SERVICES_SURVIVOR_MESSAGE_POLICY_H_

#include <map>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/survivor/v1/message.pb.h"

namespace dayaq::survivor {

// Hours of the day in Baku in which nothing is sent; `from` after `until` goes over midnight.
struct QuietHours {
  absl::Duration from;
  absl::Duration until;
};

struct MessagePolicy {
  QuietHours quiet;
  // How long news wait for more of the same.
  absl::Duration gather;
  int most_a_day = 0;
  int most_tries = 0;
  absl::Duration first_pause;
  absl::Duration longest_pause;
  // How long news are worth sending.
  absl::Duration news_last;
  // The two digits behind +994.
  std::set<std::string> mobile_prefixes;
  std::string default_language;
  // By occasion and language (az, en, ru).
  std::map<v1::MessageOccasion, std::map<std::string, std::string>> texts;
};

// FAILED_PRECONDITION with file, line and what is wrong: also when a text says why somebody is written to (message_words.h).
absl::StatusOr<MessagePolicy> ParseMessagePolicy(const std::string& yaml, absl::string_view source);
absl::StatusOr<MessagePolicy> LoadMessagePolicy(const std::string& path);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MESSAGE_POLICY_H_
