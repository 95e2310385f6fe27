// All SQL on short messages. Holds no rules.
#ifndef SERVICES_SURVIVOR_MESSAGE_STORE_H_
#define SERVICES_SURVIVOR_MESSAGE_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/survivor/v1/message.pb.h"
#include "dayaq/survivor/v1/message_service.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/database/transaction.h"
#include "services/survivor/message_rules.h"

namespace dayaq::survivor {

// Whom an event is about, as the service that tells of it says.
struct MessageSubject {
  std::string survivor_uid;
  // The survivor, or a member of the family.
  std::string addressee_uid;
  // Of an appointment: when it begins.
  absl::Time begins = absl::InfiniteFuture();
};

// How the queue stands.
struct MessageQueue {
  int64_t waiting = 0;
  int64_t untold = 0;
  // Of those whose time has come; none: nothing is late.
  std::optional<absl::Time> oldest_due;
};

class MessageStore {
 public:
  // For the service itself. Nothing: nobody is told of it.
  absl::StatusOr<std::optional<MessageSubject>> WhomToTell(Transaction& transaction, absl::string_view resource) const;
  absl::StatusOr<std::optional<MessageSubject>> WhomToRemind(Transaction& transaction, absl::string_view appointment_uid) const;
  // Where the record lies that a person goes on in, and whether they live.
  absl::StatusOr<std::optional<v1::Survivor>> RecordInForce(Transaction& transaction, absl::string_view uid) const;
  // The uid of a message that waits beyond `now` and says the same to the same; "" when none does. Until the end of the transaction
  // nobody else queues one for them.
  absl::StatusOr<std::string> Waiting(Transaction& transaction, const v1::ShortMessage& like, absl::Time now) const;
  absl::Status Queue(Transaction& transaction, const v1::ShortMessage& message, absl::string_view event_uid) const;

  // Due by `now`, `most` at most, held until the end of the transaction.
  absl::StatusOr<std::vector<v1::ShortMessage>> TakeDue(Transaction& transaction, absl::Time now, int most) const;
  // Opens what is sealed of the addressee and of whoever stands for them.
  absl::StatusOr<MessageFacts> FactsFor(Transaction& transaction, const v1::ShortMessage& message, absl::Time now) const;
  absl::Status Begin(Transaction& transaction, absl::string_view uid, v1::MessageReceiver receiver, absl::Time claimed_until) const;
  absl::Status Postpone(Transaction& transaction, absl::string_view uid, absl::Time due) const;
  absl::Status End(Transaction& transaction, absl::string_view uid, v1::MessageState state, v1::MessageReason reason) const;
  // State, reason and times after a try; leaves alone what has gone on since.
  absl::Status Mark(Transaction& transaction, const v1::ShortMessage& message) const;
  absl::StatusOr<MessageQueue> Look(Transaction& transaction, absl::Time now) const;

  // For people. NOT_FOUND when it is absent or hidden.
  absl::StatusOr<v1::ShortMessage> Get(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::ShortMessage> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::Status Told(Transaction& transaction, absl::string_view uid) const;
  // Oldest first, behind the uid `after` when there is one.
  absl::StatusOr<std::vector<v1::ShortMessage>> List(Transaction& transaction, const v1::ListMessagesRequest& request,
                                                     const std::vector<std::string>& registers, absl::Time now,
                                                     absl::string_view after, int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const v1::ListMessagesRequest& request,
                                const std::vector<std::string>& registers, absl::Time now) const;

 private:
  absl::Status AddOwn(Transaction& transaction, const v1::ShortMessage& message, const v1::Survivor& record,
                      MessageFacts& facts) const;
  absl::Status AddMember(Transaction& transaction, const v1::ShortMessage& message, const v1::Survivor& record,
                         MessageFacts& facts) const;
  absl::Status AddGuardianOfPayee(Transaction& transaction, const std::vector<std::string>& payees, MessageFacts& facts) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MESSAGE_STORE_H_
