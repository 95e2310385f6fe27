// Statements about short messages. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_SURVIVOR_MESSAGE_QUERIES_H_
#define SERVICES_SURVIVOR_MESSAGE_QUERIES_H_

#include "services/platform/database/counting.h"
#include "services/platform/database/query.h"
#include "services/survivor/survivor_queries.h"

namespace dayaq::survivor {

// Whom an event of the payment service is about, and an appointment: db/deploy/short_messages.sql.
inline constexpr Query kWhomToTell{"message.whom_to_tell", R"sql(
  SELECT survivor_uid, addressee_uid FROM payment.whom_to_tell($1)
)sql"};
inline constexpr Query kWhomToRemind{"message.whom_to_remind", R"sql(
  SELECT survivor_uid, starts_time FROM rehabilitation.whom_to_remind($1::uuid)
)sql"};
inline constexpr Query kGuardianOfPayee{"message.guardian_of_payee", R"sql(
  SELECT guardian_uid FROM payment.guardian_of_payee($1::uuid[])
)sql"};

// Where the record lies in which the record $1 goes on, or itself.
inline constexpr Query kRecordInForce{"message.record_in_force", R"sql(
  SELECT r.uid, r.register, r.district, r.institution, r.state
  FROM survivor.survivor AS s JOIN survivor.survivor AS r ON r.uid = coalesce(s.merged_into_uid, s.uid) WHERE s.uid = $1::uuid
)sql"};

// The records of a person: $1 and those that go on in it.
inline constexpr Query kRecordsOf{"message.records_of", R"sql(
  SELECT array_agg(s.uid::text ORDER BY s.uid) AS uids FROM survivor.survivor AS s WHERE s.uid = $1::uuid OR s.merged_into_uid = $1::uuid
)sql"};

// Of one addressee one is queued at a time: two that are queued side by side would not find each other.
inline constexpr Query kLockAddressee{"message.lock_addressee", R"sql(
  SELECT pg_advisory_xact_lock(hashtextextended('survivor.message/' || $1::uuid, 0))
)sql"};

// One of the addressee $1 and the occasion $2 that waits, and goes nowhere before the moment $3.
inline constexpr Query kWaitingMessage{"message.waiting", R"sql(
  SELECT uid FROM survivor.short_message
  WHERE addressee_uid = $1::uuid AND occasion = $2 AND state = 'MESSAGE_STATE_QUEUED' AND claimed_until IS NULL AND due_time > $3
  ORDER BY due_time, uid LIMIT 1
)sql"};

// $1 the message, $2 the event; heard again, it adds nothing.
inline constexpr Query kQueueMessage{"message.queue", R"sql(
  INSERT INTO survivor.short_message ({writable:dayaq.survivor.v1.ShortMessage -etag -create_time -update_time}, event_uid)
  SELECT {writable:dayaq.survivor.v1.ShortMessage -etag -create_time -update_time}, $2::uuid
  FROM json_populate_recordset(NULL::survivor.short_message, $1::json)
  ON CONFLICT DO NOTHING
)sql"};

// Those whose time has come by $1 and that no other process has in hand, $2 at most; held until the end of the transaction.
inline constexpr Query kDueMessages{"message.due", R"sql(
  SELECT {columns:dayaq.survivor.v1.ShortMessage} FROM survivor.short_message
  WHERE state IN ('MESSAGE_STATE_QUEUED', 'MESSAGE_STATE_FAILED') AND due_time <= $1 AND (claimed_until IS NULL OR claimed_until <= $1)
  ORDER BY due_time, uid LIMIT $2::integer FOR NO KEY UPDATE SKIP LOCKED
)sql"};

// How many went to the addressee $1 since $2.
inline constexpr Query kSentSince{"message.sent_since", R"sql(
  SELECT count(*) AS sent FROM survivor.short_message WHERE addressee_uid = $1::uuid AND sent_time >= $2
)sql"};

// It is handed over now, for one more time: nobody else takes it before $3.
inline constexpr Query kBeginMessage{"message.begin", R"sql(
  UPDATE survivor.short_message SET tries = tries + 1, receiver = $2, claimed_until = $3 WHERE uid = $1::uuid
)sql"};

inline constexpr Query kPostponeMessage{"message.postpone", R"sql(
  UPDATE survivor.short_message SET due_time = $2, claimed_until = NULL WHERE uid = $1::uuid
)sql"};

inline constexpr Query kEndMessage{"message.end", R"sql(
  UPDATE survivor.short_message SET state = $2, reason = $3, claimed_until = NULL WHERE uid = $1::uuid
)sql"};

// What came of the try that the message stands at; nothing when another has begun one since.
inline constexpr Query kMarkMessage{"message.mark", R"sql(
  UPDATE survivor.short_message AS m
  SET state = n.state, reason = n.reason, sent_time = n.sent_time, due_time = n.due_time, claimed_until = NULL
  FROM json_populate_recordset(NULL::survivor.short_message, $1::json) AS n
  WHERE m.uid = n.uid AND m.tries = n.tries AND m.state IN ('MESSAGE_STATE_QUEUED', 'MESSAGE_STATE_FAILED')
)sql"};

inline constexpr Query kMessage{"message.by_uid", R"sql(
  SELECT {columns:dayaq.survivor.v1.ShortMessage} FROM survivor.short_message WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockMessage{"message.lock", R"sql(
  SELECT uid FROM survivor.short_message WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

inline constexpr Query kMessageTold{"message.told", R"sql(
  UPDATE survivor.short_message SET state = 'MESSAGE_STATE_TOLD' WHERE uid = $1::uuid
)sql"};

// $1 on this record, $2 registers, $3 only those of which somebody must tell the person: for one of the reasons $4, and not a
// reminder of what was before $5.
#define DAYAQ_MESSAGE_FILTER                                                                                                     \
  " ($1::uuid IS NULL OR m.survivor_uid =" DAYAQ_RECORD_UIDS                                                                     \
  ") AND m.register = ANY ($2::text[]) AND (NOT $3::boolean OR (m.state IN ('MESSAGE_STATE_GIVEN_UP', 'MESSAGE_STATE_NOT_SENT')" \
  " AND m.reason = ANY ($4::text[]) AND (m.occasion = 'MESSAGE_OCCASION_NEWS' OR m.expire_time > $5))) "

// Behind the uid $6. A uid begins with the time it was made at: oldest first.
inline constexpr Query kMessages{
    "message.list",
    "SELECT {columns:dayaq.survivor.v1.ShortMessage as m} FROM survivor.short_message AS m WHERE" DAYAQ_MESSAGE_FILTER
    "AND m.uid > coalesce($6::uuid, '00000000-0000-0000-0000-000000000000') ORDER BY m.uid LIMIT $7::integer"};

inline constexpr Query kCountMessages{"message.count",
                                      DAYAQ_COUNT_UP_TO_1000(" FROM survivor.short_message AS m WHERE" DAYAQ_MESSAGE_FILTER)};

#undef DAYAQ_MESSAGE_FILTER

// What is watched: how many wait, how late the latest is by $1, of how many somebody must tell the person ($2 as above).
inline constexpr Query kMessageQueue{"message.queue_state", R"sql(
  SELECT w.waiting, w.oldest_due, u.untold
  FROM (SELECT count(*) AS waiting, min(due_time) FILTER (WHERE due_time <= $1) AS oldest_due
        FROM survivor.short_message WHERE state IN ('MESSAGE_STATE_QUEUED', 'MESSAGE_STATE_FAILED')) AS w,
       (SELECT count(*) AS untold FROM survivor.short_message
        WHERE state IN ('MESSAGE_STATE_GIVEN_UP', 'MESSAGE_STATE_NOT_SENT') AND reason = ANY ($2::text[])
          AND (occasion = 'MESSAGE_OCCASION_NEWS' OR expire_time > $1)) AS u
)sql"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MESSAGE_QUERIES_H_
