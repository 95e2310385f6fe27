#include "services/survivor/message_sender.h"

#include "absl/time/clock.h"
#include "services/platform/base/error.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/log/log.h"
#include "services/platform/rpc/own_work.h"
#include "services/survivor/message_rules.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

constexpr rpc::OwnWork kSending{"survivor.send_messages", "message.send"};
constexpr absl::Duration kTimeLimit = absl::Seconds(20);
constexpr absl::Duration kPause = absl::Seconds(2);
constexpr absl::Duration kTroublePause = absl::Seconds(10);
// One message that is not taken may be about that message; so many looks in a row are about the gateway.
constexpr int kTrouble = 3;

}  // namespace

absl::StatusOr<MessageRound> MessagePass::Round(int most) const {
  MessageRound round;
  std::vector<Begun> begun;
  RETURN_IF_ERROR(Take(most, round, begun));
  std::vector<v1::ShortMessage> messages;
  for (Begun& one : begun) {
    const HandedOver over = gateway_.Send(one.outgoing);
    if (over.how != Handover::kTaken) round.why = over.why;
    SetHandedOver(over.how, kit_.clock(), policy_, one.message);
    round.sent += over.how == Handover::kTaken ? 1 : 0;
    round.failed += over.how == Handover::kTaken ? 0 : 1;
    round.ended += one.message.state() == v1::MESSAGE_STATE_GIVEN_UP ? 1 : 0;
    messages.push_back(std::move(one.message));
  }
  if (!messages.empty()) RETURN_IF_ERROR(Mark(messages));
  return round;
}

absl::Status MessagePass::Take(int most, MessageRound& round, std::vector<Begun>& begun) const {
  return rpc::DoOwnWork(kit_, kSending, absl::Now() + kTimeLimit, [&](rpc::Call& call) -> absl::StatusOr<bool> {
    // What is run again begins anew.
    round = MessageRound();
    begun.clear();
    ASSIGN_OR_RETURN(const std::vector<v1::ShortMessage> due, store_.TakeDue(call.transaction(), call.now(), most));
    round.due = static_cast<int>(due.size());
    for (const v1::ShortMessage& message : due) RETURN_IF_ERROR(TakeOne(message, call, round, begun));
    return !due.empty();
  });
}

absl::Status MessagePass::TakeOne(v1::ShortMessage message, rpc::Call& call, MessageRound& round, std::vector<Begun>& begun) const {
  call.Touch(SurvivorName(message.survivor_uid()));
  ASSIGN_OR_RETURN(const MessageFacts facts, store_.FactsFor(call.transaction(), message, call.now()));
  const MessageDecision decision = DecideMessage(message, facts, call.now(), policy_);
  switch (decision.step) {
    case MessageStep::kLater:
      return store_.Postpone(call.transaction(), message.uid(), decision.due);
    case MessageStep::kEnd:
      ++round.ended;
      return store_.End(call.transaction(), message.uid(), decision.state, decision.reason);
    case MessageStep::kSend:
      break;
  }
  RETURN_IF_ERROR(store_.Begin(call.transaction(), message.uid(), decision.receiver, call.now() + kClaim));
  message.set_tries(message.tries() + 1);
  message.set_receiver(decision.receiver);
  OutgoingMessage outgoing{.uid = message.uid(), .phone = decision.phone, .text = decision.text};
  begun.push_back({std::move(message), std::move(outgoing)});
  return absl::OkStatus();
}

absl::Status MessagePass::Mark(const std::vector<v1::ShortMessage>& messages) const {
  return rpc::DoOwnWork(kit_, kSending, absl::Now() + kTimeLimit, [&](rpc::Call& call) -> absl::StatusOr<bool> {
    for (const v1::ShortMessage& message : messages) {
      call.Touch(SurvivorName(message.survivor_uid()));
      RETURN_IF_ERROR(store_.Mark(call.transaction(), message));
    }
    return true;
  });
}

absl::Status MessageSender::Start(const rpc::Kit& kit, prometheus::Registry& registry) {
  kit_ = &kit;
  gauges_ = &prometheus::BuildGauge()
                 .Name("dayaq_survivor_messages")
                 .Help("Short messages to people: how many wait, how late the latest is, of how many somebody must tell the person")
                 .Register(registry);
  counters_ = &prometheus::BuildCounter()
                   .Name("dayaq_survivor_messages_total")
                   .Help("Short messages that this process handed over, could not hand over, or ended unsent")
                   .Register(registry);
  if (gateway_ == nullptr) {
    LogWarning("messages.no_gateway");
    return absl::OkStatus();
  }
  pass_ = std::make_unique<MessagePass>(kit, policy_, *gateway_);
  thread_.emplace([this] { Work(); });
  return absl::OkStatus();
}

void MessageSender::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.has_value() && thread_->joinable()) thread_->join();
}

void MessageSender::Work() {
  while (true) {
    const absl::Duration pause = Step();
    absl::MutexLock lock(&mutex_);
    mutex_.AwaitWithTimeout(absl::Condition(&stopping_), pause);
    if (stopping_) return;
  }
}

absl::Duration MessageSender::Step() {
  // While nothing is taken, one at a time is enough to find out when that is over.
  bool in_trouble = false;
  {
    absl::MutexLock lock(&mutex_);
    in_trouble = failures_ > 0;
  }
  const int most = in_trouble ? 1 : MessagePass::kMostAtOnce;
  const absl::StatusOr<MessageRound> round = pass_->Round(most);
  if (!round.ok()) {
    LogWarning("messages.trouble", {{"reason", ReasonName(ReasonOf(round.status()))}});
    return kTroublePause;
  }
  counters_->Add({{"kind", "sent"}}).Increment(round->sent);
  counters_->Add({{"kind", "failed"}}).Increment(round->failed);
  counters_->Add({{"kind", "ended"}}).Increment(round->ended);
  if (round->failed > 0) LogWarning("messages.not_taken", {{"messages", round->failed}, {"why", round->why}});
  absl::MutexLock lock(&mutex_);
  if (round->sent > 0) failures_ = 0;
  if (round->sent == 0 && round->failed > 0) {
    ++failures_;
    why_ = round->why;
    return kTroublePause;
  }
  return round->due == most ? absl::ZeroDuration() : kPause;
}

void MessageSender::Refresh() {
  MessageQueue queue;
  const absl::Time now = kit_->clock();
  const absl::Status looked =
      rpc::DoOwnWork(*kit_, kSending, absl::Now() + absl::Seconds(5), [&](rpc::Call& call) -> absl::StatusOr<bool> {
        ASSIGN_OR_RETURN(queue, store_.Look(call.transaction(), now));
        // A number says nothing of anybody.
        return false;
      });
  if (!looked.ok()) LogWarning("messages.not_counted", {{"reason", ReasonName(ReasonOf(looked))}});
  const double late = queue.oldest_due.has_value() ? absl::ToDoubleSeconds(now - *queue.oldest_due) : 0;
  // What is not known is not shown as what it was.
  gauges_->Add({{"kind", "waiting"}}).Set(looked.ok() ? static_cast<double>(queue.waiting) : -1);
  gauges_->Add({{"kind", "late_seconds"}}).Set(looked.ok() ? late : -1);
  gauges_->Add({{"kind", "untold"}}).Set(looked.ok() ? static_cast<double>(queue.untold) : -1);
}

std::string MessageSender::trouble() const {
  if (gateway_ == nullptr) return "no gateway is named: short messages to people wait";
  absl::MutexLock lock(&mutex_);
  return failures_ >= kTrouble ? "the gateway takes no short messages: " + why_ : "";
}

}  // namespace dayaq::survivor
