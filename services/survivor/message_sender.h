// Hands due messages over, on a thread of its own.
#ifndef SERVICES_SURVIVOR_MESSAGE_SENDER_H_
#define SERVICES_SURVIVOR_MESSAGE_SENDER_H_

#include <prometheus/counter.h>
#include <prometheus/gauge.h>

#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/platform/service/background_work.h"
#include "services/survivor/message_gateway.h"
#include "services/survivor/message_policy.h"
#include "services/survivor/message_store.h"

namespace dayaq::survivor {

// What one look did.
struct MessageRound {
  // Taken in hand: sent, tried, put off or ended.
  int due = 0;
  int sent = 0;
  // Tried, and not taken.
  int failed = 0;
  // Given up, or not sent at all.
  int ended = 0;
  // Why one was not taken; a code.
  std::string why;
};

// Three steps, none of which holds a lock while somebody else is waited for: one transaction takes what is due, decides, opens
// telephone numbers and says what is begun; then each is handed over; then another transaction says what came of it. Whoever dies
// between the last two leaves messages that are begun: after the claim is over they are handed over again under the same uid, by
// which the gateway knows them.
class MessagePass {
 public:
  static constexpr int kMostAtOnce = 10;
  // Longer than handing over as many takes.
  static constexpr absl::Duration kClaim = absl::Minutes(5);

  MessagePass(const rpc::Kit& kit, const MessagePolicy& policy, MessageGateway& gateway)
      : kit_(kit), policy_(policy), gateway_(gateway) {}

  // An error means that the database could not be asked, or not be told.
  absl::StatusOr<MessageRound> Round(int most) const;

 private:
  // A message that is begun, and what to hand over.
  struct Begun {
    v1::ShortMessage message;
    OutgoingMessage outgoing;
  };

  absl::Status Take(int most, MessageRound& round, std::vector<Begun>& begun) const;
  absl::Status TakeOne(v1::ShortMessage message, rpc::Call& call, MessageRound& round, std::vector<Begun>& begun) const;
  absl::Status Mark(const std::vector<v1::ShortMessage>& messages) const;

  const rpc::Kit& kit_;
  const MessagePolicy& policy_;
  MessageGateway& gateway_;
  MessageStore store_;
};

// The thread, and the numbers that are watched: dayaq_survivor_messages{kind="waiting"|"late_seconds"|"untold"}, looked up when
// metrics are read; dayaq_survivor_messages_total{kind="sent"|"failed"|"ended"}.
class MessageSender : public BackgroundWork {
 public:
  // Without a gateway nothing is sent: what is queued waits.
  MessageSender(MessagePolicy policy, std::unique_ptr<MessageGateway> gateway)
      : policy_(std::move(policy)), gateway_(std::move(gateway)) {}
  ~MessageSender() override { Stop(); }

  absl::string_view name() const override { return "messages"; }
  absl::Status Start(const rpc::Kit& kit, prometheus::Registry& registry) override;
  void Stop() override;
  void Refresh() override;
  std::string trouble() const override;

 private:
  void Work();
  // How long to pause before the next look.
  absl::Duration Step();

  const MessagePolicy policy_;
  const std::unique_ptr<MessageGateway> gateway_;
  MessageStore store_;
  const rpc::Kit* kit_ = nullptr;
  std::unique_ptr<MessagePass> pass_;
  prometheus::Family<prometheus::Gauge>* gauges_ = nullptr;
  prometheus::Family<prometheus::Counter>* counters_ = nullptr;
  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // Looks in a row in which nothing was taken, and why not.
  int failures_ ABSL_GUARDED_BY(mutex_) = 0;
  std::string why_ ABSL_GUARDED_BY(mutex_);
  std::optional<std::thread> thread_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MESSAGE_SENDER_H_
