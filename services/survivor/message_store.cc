#include "services/survivor/message_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "dayaq/survivor/v1/family.pb.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/survivor/family_queries.h"
#include "services/survivor/message_queries.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {
namespace {

constexpr int kMostFamily = 200;

void SetName(v1::ShortMessage& message) { message.set_name(ShortMessageName(message.uid())); }

Params FilterParams(const v1::ListMessagesRequest& request, const std::vector<std::string>& registers, absl::Time now) {
  return {OrNull(UidOf(request.survivor())), registers, request.untold(), UntoldReasons(), now};
}

Reachable OfRecord(const v1::Survivor& record) {
  return {.phones = {record.identity().phone(), record.contacts().second_phone()},
          .birth_date = record.identity().birth_date(),
          .language = record.contacts().language()};
}

// Nobody asked a member of the family for a language.
Reachable OfMember(const v1::FamilyMember& member) {
  return {.phones = {member.identity().phone()}, .birth_date = member.identity().birth_date(), .language = ""};
}

// Whether the key that named the person was destroyed. Somebody whom nobody has named yet has none.
absl::StatusOr<bool> IsErased(const PersonKeys& keys, absl::string_view uid) {
  if (!keys.Knows(uid)) return false;
  ASSIGN_OR_RETURN(const PersonKey* key, keys.Open(uid, KeyClassOf(DataClass::DATA_CLASS_IDENTITY)));
  return key == nullptr;
}

}  // namespace

absl::StatusOr<std::optional<MessageSubject>> MessageStore::WhomToTell(Transaction& transaction, absl::string_view resource) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kWhomToTell, {resource}));
  if (!row.has_value()) return std::optional<MessageSubject>();
  MessageSubject subject;
  RETURN_IF_ERROR(row->Read({{"survivor_uid", &subject.survivor_uid}, {"addressee_uid", &subject.addressee_uid}}));
  return std::optional<MessageSubject>(std::move(subject));
}

absl::StatusOr<std::optional<MessageSubject>> MessageStore::WhomToRemind(Transaction& transaction,
                                                                         absl::string_view appointment_uid) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kWhomToRemind, {appointment_uid}));
  if (!row.has_value()) return std::optional<MessageSubject>();
  MessageSubject subject;
  RETURN_IF_ERROR(row->Read({{"survivor_uid", &subject.survivor_uid}, {"starts_time", &subject.begins}}));
  subject.addressee_uid = subject.survivor_uid;
  return std::optional<MessageSubject>(std::move(subject));
}

absl::StatusOr<std::optional<v1::Survivor>> MessageStore::RecordInForce(Transaction& transaction, absl::string_view uid) const {
  return transaction.Maybe<v1::Survivor>(kRecordInForce, {uid});
}

absl::StatusOr<std::string> MessageStore::Waiting(Transaction& transaction, const v1::ShortMessage& like, absl::Time now) const {
  RETURN_IF_ERROR(transaction.Execute(kLockAddressee, {like.addressee_uid()}));
  ASSIGN_OR_RETURN(const std::optional<Row> row,
                   transaction.Maybe<Row>(kWaitingMessage, {like.addressee_uid(), like.occasion(), now}));
  std::string uid;
  if (row.has_value()) RETURN_IF_ERROR(row->Read({{"uid", &uid}}));
  return uid;
}

absl::Status MessageStore::Queue(Transaction& transaction, const v1::ShortMessage& message, absl::string_view event_uid) const {
  return transaction.Execute(kQueueMessage, {Rows(message), event_uid});
}

absl::StatusOr<std::vector<v1::ShortMessage>> MessageStore::TakeDue(Transaction& transaction, absl::Time now, int most) const {
  return transaction.All<v1::ShortMessage>(kDueMessages, {now, most}, most);
}

absl::StatusOr<MessageFacts> MessageStore::FactsFor(Transaction& transaction, const v1::ShortMessage& message,
                                                    absl::Time now) const {
  MessageFacts facts;
  ASSIGN_OR_RETURN(const std::optional<v1::Survivor> place, RecordInForce(transaction, message.survivor_uid()));
  if (!place.has_value()) {
    facts.gone = true;
    return facts;
  }
  ASSIGN_OR_RETURN(const v1::Survivor record, transaction.One<v1::Survivor>(kSurvivor, {place->uid()}));
  ASSIGN_OR_RETURN(facts.erased, IsErased(transaction.keys(), record.uid()));
  if (message.addressee() == v1::MESSAGE_ADDRESSEE_SURVIVOR) {
    RETURN_IF_ERROR(AddOwn(transaction, message, record, facts));
  } else {
    RETURN_IF_ERROR(AddMember(transaction, message, record, facts));
  }
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kSentSince, {message.addressee_uid(), DayBegins(now)}));
  int64_t sent = 0;
  RETURN_IF_ERROR(row.Read({{"sent", &sent}}));
  facts.sent_today = static_cast<int>(sent);
  return facts;
}

absl::Status MessageStore::AddOwn(Transaction& transaction, const v1::ShortMessage& message, const v1::Survivor& record,
                                  MessageFacts& facts) const {
  facts.addressee = OfRecord(record);
  facts.dead = record.state() == v1::SURVIVOR_STATE_DECEASED;
  ASSIGN_OR_RETURN(const std::optional<v1::ContactPreference> preference,
                   transaction.Maybe<v1::ContactPreference>(kContactPreference, {record.uid()}));
  if (preference.has_value()) facts.preference = *preference;
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kRecordsOf, {record.uid()}));
  std::vector<std::string> records;
  RETURN_IF_ERROR(row.Read({{"uids", &records}}));
  RETURN_IF_ERROR(AddGuardianOfPayee(transaction, records, facts));
  ASSIGN_OR_RETURN(const std::vector<v1::FamilyMember> family,
                   transaction.All<v1::FamilyMember>(kFamily, {record.uid(), false, std::nullopt, kMostFamily}, kMostFamily));
  for (const v1::FamilyMember& member : family) {
    if (member.is_guardian() && member.uid() != message.addressee_uid()) facts.guardians.push_back(OfMember(member));
  }
  return absl::OkStatus();
}

absl::Status MessageStore::AddMember(Transaction& transaction, const v1::ShortMessage& message, const v1::Survivor& record,
                                     MessageFacts& facts) const {
  ASSIGN_OR_RETURN(const std::optional<v1::FamilyMember> member,
                   transaction.Maybe<v1::FamilyMember>(kMemberOfFamily, {record.uid(), message.addressee_uid()}));
  facts.gone = !member.has_value() || member->has_ended_on();
  if (facts.gone) return absl::OkStatus();
  facts.addressee = OfMember(*member);
  RETURN_IF_ERROR(AddGuardianOfPayee(transaction, {member->uid()}, facts));
  if (member->member_uid().empty()) return absl::OkStatus();
  // Who has a record of their own says there how to be spoken to.
  ASSIGN_OR_RETURN(const std::optional<v1::Survivor> place, RecordInForce(transaction, member->member_uid()));
  if (!place.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const v1::Survivor own, transaction.One<v1::Survivor>(kSurvivor, {place->uid()}));
  facts.dead = own.state() == v1::SURVIVOR_STATE_DECEASED;
  for (const std::string& phone : OfRecord(own).phones) facts.addressee.phones.push_back(phone);
  facts.addressee.language = own.contacts().language();
  ASSIGN_OR_RETURN(const std::optional<v1::ContactPreference> preference,
                   transaction.Maybe<v1::ContactPreference>(kContactPreference, {own.uid()}));
  if (preference.has_value()) facts.preference = *preference;
  return absl::OkStatus();
}

absl::Status MessageStore::AddGuardianOfPayee(Transaction& transaction, const std::vector<std::string>& payees,
                                              MessageFacts& facts) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kGuardianOfPayee, {payees}));
  if (!row.has_value()) return absl::OkStatus();
  std::string uid;
  RETURN_IF_ERROR(row->Read({{"guardian_uid", &uid}}));
  ASSIGN_OR_RETURN(const std::optional<v1::FamilyMember> guardian, transaction.Maybe<v1::FamilyMember>(kFamilyMember, {uid}));
  if (guardian.has_value() && !guardian->has_ended_on()) facts.guardians.push_back(OfMember(*guardian));
  return absl::OkStatus();
}

absl::Status MessageStore::Begin(Transaction& transaction, absl::string_view uid, v1::MessageReceiver receiver,
                                 absl::Time claimed_until) const {
  return transaction.Execute(kBeginMessage, {uid, receiver, claimed_until});
}

absl::Status MessageStore::Postpone(Transaction& transaction, absl::string_view uid, absl::Time due) const {
  return transaction.Execute(kPostponeMessage, {uid, due});
}

absl::Status MessageStore::End(Transaction& transaction, absl::string_view uid, v1::MessageState state,
                               v1::MessageReason reason) const {
  return transaction.Execute(kEndMessage, {uid, state, reason});
}

absl::Status MessageStore::Mark(Transaction& transaction, const v1::ShortMessage& message) const {
  return transaction.Execute(kMarkMessage, {Rows(message)});
}

absl::StatusOr<MessageQueue> MessageStore::Look(Transaction& transaction, absl::Time now) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kMessageQueue, {now, UntoldReasons()}));
  MessageQueue queue;
  RETURN_IF_ERROR(row.Read({{"waiting", &queue.waiting}, {"untold", &queue.untold}, {"oldest_due", &queue.oldest_due}}));
  return queue;
}

absl::StatusOr<v1::ShortMessage> MessageStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::ShortMessage message, transaction.One<v1::ShortMessage>(kMessage, {uid}));
  SetName(message);
  return message;
}

absl::StatusOr<v1::ShortMessage> MessageStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockMessage, {uid}).status());
  return Get(transaction, uid);
}

absl::Status MessageStore::Told(Transaction& transaction, absl::string_view uid) const {
  return transaction.Execute(kMessageTold, {uid});
}

absl::StatusOr<std::vector<v1::ShortMessage>> MessageStore::List(Transaction& transaction, const v1::ListMessagesRequest& request,
                                                                 const std::vector<std::string>& registers, absl::Time now,
                                                                 absl::string_view after, int limit) const {
  Params params = FilterParams(request, registers, now);
  params.insert(params.end(), {OrNull(after), limit});
  ASSIGN_OR_RETURN(std::vector<v1::ShortMessage> all, transaction.All<v1::ShortMessage>(kMessages, params, limit));
  for (v1::ShortMessage& message : all) SetName(message);
  return all;
}

absl::StatusOr<int64_t> MessageStore::Count(Transaction& transaction, const v1::ListMessagesRequest& request,
                                            const std::vector<std::string>& registers, absl::Time now) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kCountMessages, FilterParams(request, registers, now)));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

}  // namespace dayaq::survivor
