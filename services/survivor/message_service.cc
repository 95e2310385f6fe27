#include "services/survivor/message_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "services/platform/base/error.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/survivor/message_rules.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

using rpc::Call;

constexpr char kReminderDue[] = "appointment.reminder_due";

}  // namespace

absl::Status MessageService::Queue(const outbox::v1::Event& event, Call& call) const {
  const bool reminds = event.kind() == kReminderDue;
  ASSIGN_OR_RETURN(const std::optional<MessageSubject> subject,
                   reminds ? store_.WhomToRemind(call.transaction(), UidOf(event.resource()))
                           : store_.WhomToTell(call.transaction(), event.resource()));
  if (!subject.has_value() || (reminds && !IsTimeToRemind(subject->begins, call.now()))) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::optional<v1::Survivor> record, store_.RecordInForce(call.transaction(), subject->survivor_uid));
  if (!record.has_value()) return absl::OkStatus();

  const bool own = subject->addressee_uid == subject->survivor_uid;
  v1::ShortMessage message =
      reminds ? NewMessage(v1::MESSAGE_OCCASION_REMINDER, call.now(), subject->begins, policy_) : NewNews(call.now(), policy_);
  message.set_uid(call.NewUid());
  message.set_survivor_uid(record->uid());
  message.set_register_(record->register_());
  message.set_district(record->district());
  message.set_institution(record->institution());
  message.set_addressee(own ? v1::MESSAGE_ADDRESSEE_SURVIVOR : v1::MESSAGE_ADDRESSEE_FAMILY_MEMBER);
  message.set_addressee_uid(own ? record->uid() : subject->addressee_uid);
  ASSIGN_OR_RETURN(const std::string waiting, store_.Waiting(call.transaction(), message, call.now()));
  if (!waiting.empty()) {
    message.set_state(v1::MESSAGE_STATE_JOINED);
    message.set_joined_uid(waiting);
  }
  call.Touch(SurvivorName(record->uid()));
  return store_.Queue(call.transaction(), message, event.uid());
}

absl::StatusOr<v1::ListMessagesResponse> MessageService::List(const v1::ListMessagesRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  const std::vector<std::string>& registers = call.caller().registers;
  ASSIGN_OR_RETURN(std::vector<v1::ShortMessage> all,
                   store_.List(call.transaction(), request, registers, call.now(), after, size + 1));
  v1::ListMessagesResponse response;
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.Count(call.transaction(), request, registers, call.now()));
    response.set_total(total);
  }
  if (all.size() > static_cast<size_t>(size)) {
    all.pop_back();
    response.set_next_page_token(call.PageToken(all.back().uid(), request));
  }
  for (v1::ShortMessage& message : all) *response.add_messages() = std::move(message);
  return response;
}

absl::StatusOr<v1::ShortMessage> MessageService::RecordTold(const v1::RecordToldRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::ShortMessage message, store_.GetToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), message.etag()));
  call.Before(message);
  if (!IsUntold(message)) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_MESSAGE_NOT_UNTOLD,
                     "The message was sent, is on its way, or the person was told already.");
  }
  RETURN_IF_ERROR(store_.Told(call.transaction(), message.uid()));
  call.Touch(SurvivorName(message.survivor_uid()));
  call.Emit("message.told", message.name());
  return Reread(message.uid(), call);
}

absl::StatusOr<v1::ShortMessage> MessageService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

void MessageService::Bind(rpc::Methods& methods) {
  using S = MessageService;
  methods.Read("ListMessages", *this, &S::List);
  methods.Change("RecordTold", *this, &S::RecordTold, &S::Reread);
}

}  // namespace dayaq::survivor
