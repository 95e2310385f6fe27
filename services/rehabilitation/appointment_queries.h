// Statements on appointments and the waiting list. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_REHABILITATION_APPOINTMENT_QUERIES_H_
#define SERVICES_REHABILITATION_APPOINTMENT_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::rehabilitation {

inline constexpr Query kAppointment{"appointment.by_uid", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Appointment} FROM rehabilitation.appointment WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockAppointment{"appointment.lock", R"sql(
  SELECT uid FROM rehabilitation.appointment WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// $1 of this person, whichever of their records is named, $2 at this centre, $3 with this specialist, $4 in these states, $5 from
// this moment on, $6 before that one; NULL leaves a condition out.
#define DAYAQ_APPOINTMENT_FILTER                                                                                        \
  " ($1::uuid IS NULL OR a.survivor_uid = ANY ((SELECT rehabilitation.records_of($1::uuid))::uuid[]))"                  \
  " AND ($2::uuid IS NULL OR a.centre_uid = $2::uuid)"                                                                  \
  " AND ($3::uuid IS NULL OR a.specialist_uid = $3::uuid) AND ($4::text[] IS NULL OR a.state = ANY ($4::text[]))"       \
  " AND ($5::timestamptz IS NULL OR a.starts_time >= $5::timestamptz) AND ($6::timestamptz IS NULL OR a.starts_time < " \
  "$6::timestamptz) "

// Behind the appointment of $7 (moment), $8 (uid), when there is one.
inline constexpr Query kAppointments{
    "appointment.list",
    "SELECT {columns:dayaq.rehabilitation.v1.Appointment as a} FROM rehabilitation.appointment AS a WHERE" DAYAQ_APPOINTMENT_FILTER
    "AND ($8::uuid IS NULL OR (a.starts_time, a.uid) > ($7::timestamptz, $8::uuid)) ORDER BY a.starts_time, a.uid LIMIT "
    "$9::integer"};

inline constexpr Query kCountAppointments{
    "appointment.count", "SELECT count(*) AS total FROM rehabilitation.appointment AS a WHERE" DAYAQ_APPOINTMENT_FILTER};

#undef DAYAQ_APPOINTMENT_FILTER

inline constexpr Query kSeries{"appointment.series", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Appointment} FROM rehabilitation.appointment WHERE series_uid = $1::uuid
  ORDER BY starts_time, uid LIMIT 60
)sql"};

// Of a specialist, a room or an episode, from one moment to another: for a calendar. Three statements, so that each has its index.
#define DAYAQ_FEED(column)                                                                                 \
  "SELECT {columns:dayaq.rehabilitation.v1.Appointment} FROM rehabilitation.appointment WHERE " column     \
  " = $1::uuid AND starts_time >= $2::timestamptz AND starts_time < $3::timestamptz"                       \
  " AND state IN ('APPOINTMENT_STATE_BOOKED', 'APPOINTMENT_STATE_CALL_IN', 'APPOINTMENT_STATE_CANCELLED')" \
  " ORDER BY starts_time, uid LIMIT 1000"
inline constexpr Query kFeedOfSpecialist{"appointment.feed_of_specialist", DAYAQ_FEED("specialist_uid")};
inline constexpr Query kFeedOfRoom{"appointment.feed_of_room", DAYAQ_FEED("room_uid")};
inline constexpr Query kFeedOfEpisode{"appointment.feed_of_episode", DAYAQ_FEED("episode_uid")};
#undef DAYAQ_FEED

// What is taken, by nobody; see db/deploy/rehabilitation.sql.
inline constexpr Query kTaken{"appointment.taken", R"sql(
  SELECT centre_uid, specialist_uid, room_uid, visit, starts_time, ends_time
  FROM rehabilitation.taken($1::uuid[], $2::timestamptz, $3::timestamptz)
)sql"};

// Whoever takes one of the same things waits until the end of the transaction: always in the same order, so that nobody waits in a
// circle. Without it two that insert at once would each find the other in the way, and PostgreSQL would let a second pass before it
// ended one of them.
inline constexpr Query kLock{"appointment.lock_things", R"sql(
  SELECT pg_advisory_xact_lock(1397904986, t.thing)
  FROM (SELECT DISTINCT hashtext(u.thing) AS thing FROM unnest($1::text[]) AS u(thing) ORDER BY 1) AS t
)sql"};

// Holds that are over, of this specialist, these rooms or the person of these records: nobody confirmed them, and nobody took note
// yet.
inline constexpr Query kExpire{"appointment.expire", R"sql(
  UPDATE rehabilitation.appointment SET state = 'APPOINTMENT_STATE_EXPIRED'
  WHERE state = 'APPOINTMENT_STATE_HELD' AND hold_until_time <= $1::timestamptz
    AND (specialist_uid = $2::uuid OR room_uid = ANY ($3::uuid[]) OR survivor_uid = ANY ($4::uuid[]))
)sql"};

// One of them, when its time is over; for the service itself.
inline constexpr Query kExpireOne{"appointment.expire_one", R"sql(
  UPDATE rehabilitation.appointment SET state = 'APPOINTMENT_STATE_EXPIRED'
  WHERE uid = $1::uuid AND state = 'APPOINTMENT_STATE_HELD' AND hold_until_time <= $2::timestamptz
)sql"};

// Whether the person has something else between two moments, in whichever of their records, except the appointment $4.
inline constexpr Query kPersonBusy{"appointment.person_busy", R"sql(
  SELECT EXISTS (SELECT FROM rehabilitation.appointment
                 WHERE survivor_uid = ANY ((SELECT rehabilitation.records_of($1::uuid))::uuid[])
                   AND state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED')
                   AND tstzrange(starts_time, ends_time) && tstzrange($2::timestamptz, $3::timestamptz)
                   AND ($4::uuid IS NULL OR uid <> $4::uuid)) AS known
)sql"};

// Whether the episode has a series of visits of the kind $2 that lies over these days.
inline constexpr Query kHasSeries{"appointment.has_series", R"sql(
  SELECT EXISTS (SELECT FROM rehabilitation.appointment
                 WHERE episode_uid = $1::uuid AND visit = $2 AND series_uid IS NOT NULL AND state = 'APPOINTMENT_STATE_BOOKED'
                 GROUP BY series_uid
                 HAVING min(starts_time) <= $4::timestamptz AND max(starts_time) >= $3::timestamptz) AS known
)sql"};

inline constexpr Query kAddAppointment{"appointment.add", R"sql(
  INSERT INTO rehabilitation.appointment ({writable:dayaq.rehabilitation.v1.Appointment -etag -create_time -update_time}, register, district,
                                          institution)
  SELECT {writable:dayaq.rehabilitation.v1.Appointment as n -etag -create_time -update_time}, e.register, e.district, e.institution
  FROM json_populate_recordset(NULL::rehabilitation.appointment, $1::json) AS n JOIN rehabilitation.episode AS e ON e.uid = n.episode_uid
)sql"};

inline constexpr Query kUpdateAppointment{"appointment.update", R"sql(
  UPDATE rehabilitation.appointment AS a
  SET (state, specialist_uid, room_uid, starts_time, ends_time, hold_until_time, closure_uid, cancel_reason, times_moved, double_booked) =
      (SELECT state, specialist_uid, room_uid, starts_time, ends_time, hold_until_time, closure_uid, cancel_reason, times_moved, double_booked
       FROM json_populate_recordset(NULL::rehabilitation.appointment, $1::json))
  WHERE a.uid = $2::uuid
)sql"};

// What is to come of episodes $1 does not take place, because of $2; from the moment $3 on.
inline constexpr Query kCancelAll{"appointment.cancel_all", R"sql(
  UPDATE rehabilitation.appointment SET state = 'APPOINTMENT_STATE_CANCELLED', cancel_reason = $2
  WHERE episode_uid = ANY ($1::uuid[]) AND starts_time > $3::timestamptz
    AND state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED', 'APPOINTMENT_STATE_CALL_IN')
  RETURNING uid
)sql"};

// What is to come of the person of the records $1, kept from changing; for the service itself.
inline constexpr Query kComing{"appointment.coming", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Appointment} FROM rehabilitation.appointment
  WHERE survivor_uid = ANY ($1::uuid[]) AND ends_time > $2::timestamptz
    AND state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED') ORDER BY uid LIMIT 1000 FOR NO KEY UPDATE
)sql"};

// One of them cannot be, because the person is elsewhere then.
inline constexpr Query kSetAside{"appointment.set_aside", R"sql(
  UPDATE rehabilitation.appointment SET state = $2, double_booked = $2 = 'APPOINTMENT_STATE_CALL_IN' WHERE uid = $1::uuid
)sql"};

// The rest are the person's from here on: of the record $2, in which the others go on.
inline constexpr Query kNamePerson{"appointment.name_person", R"sql(
  UPDATE rehabilitation.appointment SET person_uid = nullif($2::uuid, survivor_uid)
  WHERE survivor_uid = ANY ($1::uuid[]) AND state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED', 'APPOINTMENT_STATE_CALL_IN')
    AND person_uid IS DISTINCT FROM nullif($2::uuid, survivor_uid)
)sql"};

// What was set aside because two people were taken for one takes place after all, where the person, the specialist and the room are
// still free; from the moment $2 on. Each is looked for along its own index.
inline constexpr Query kTakesPlace{"appointment.takes_place", R"sql(
  UPDATE rehabilitation.appointment AS a SET state = 'APPOINTMENT_STATE_BOOKED', double_booked = false
  WHERE a.survivor_uid = ANY ($1::uuid[]) AND a.state = 'APPOINTMENT_STATE_CALL_IN' AND a.double_booked AND a.closure_uid IS NULL
    AND a.starts_time > $2::timestamptz
    AND NOT EXISTS (SELECT FROM rehabilitation.appointment o
                    WHERE o.survivor_uid = ANY ($1::uuid[]) AND o.state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED')
                      AND tstzrange(o.starts_time, o.ends_time) && tstzrange(a.starts_time, a.ends_time))
    AND NOT EXISTS (SELECT FROM rehabilitation.appointment o
                    WHERE o.specialist_uid = a.specialist_uid AND o.state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED')
                      AND tstzrange(o.starts_time, o.ends_time) && tstzrange(a.starts_time, a.ends_time))
    AND NOT EXISTS (SELECT FROM rehabilitation.appointment o
                    WHERE o.room_uid = a.room_uid AND o.state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED')
                      AND tstzrange(o.starts_time, o.ends_time) && tstzrange(a.starts_time, a.ends_time))
  RETURNING a.uid
)sql"};

inline constexpr Query kWaitingEntry{"waiting.by_uid", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Waiting} FROM rehabilitation.waiting WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockWaiting{"waiting.lock", R"sql(
  SELECT uid FROM rehabilitation.waiting WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// $1 at this centre, $2 for this visit, $3 those who wait no more, too. The urgent first, then who has waited longest.
#define DAYAQ_WAITING_FILTER                                                                    \
  " ($1::uuid IS NULL OR w.centre_uid = $1::uuid) AND ($2::text IS NULL OR w.visit = $2::text)" \
  " AND ($3::boolean OR w.state = 'WAITING_STATE_WAITING') "
#define DAYAQ_WAITING_RANK " CASE w.urgency WHEN 'WAITING_URGENCY_URGENT' THEN 1 WHEN 'WAITING_URGENCY_SOON' THEN 2 ELSE 3 END "

inline constexpr Query kWaiting{
    "waiting.list",
    "SELECT {columns:dayaq.rehabilitation.v1.Waiting as w} FROM rehabilitation.waiting AS w WHERE" DAYAQ_WAITING_FILTER
    "AND ($5::uuid IS NULL OR (" DAYAQ_WAITING_RANK ", w.uid) > ($4::integer, $5::uuid)) ORDER BY" DAYAQ_WAITING_RANK
    ", w.uid LIMIT $6::integer"};

inline constexpr Query kCountWaiting{"waiting.count",
                                     "SELECT count(*) AS total FROM rehabilitation.waiting AS w WHERE" DAYAQ_WAITING_FILTER};

#undef DAYAQ_WAITING_RANK
#undef DAYAQ_WAITING_FILTER

inline constexpr Query kAddWaiting{"waiting.add", R"sql(
  INSERT INTO rehabilitation.waiting ({writable:dayaq.rehabilitation.v1.Waiting -etag -create_time -update_time}, register, district, institution)
  SELECT {writable:dayaq.rehabilitation.v1.Waiting as n -etag -create_time -update_time}, e.register, e.district, e.institution
  FROM json_populate_recordset(NULL::rehabilitation.waiting, $1::json) AS n JOIN rehabilitation.episode AS e ON e.uid = n.episode_uid
)sql"};

inline constexpr Query kEndWaiting{"waiting.end", R"sql(
  UPDATE rehabilitation.waiting SET state = $2 WHERE uid = $1::uuid
)sql"};

// Whoever waited for such a visit in the episode has one now.
inline constexpr Query kWaitedFor{"waiting.booked", R"sql(
  UPDATE rehabilitation.waiting SET state = 'WAITING_STATE_BOOKED'
  WHERE episode_uid = $1::uuid AND visit = $2 AND state = 'WAITING_STATE_WAITING'
)sql"};

inline constexpr Query kLeaveAll{"waiting.leave_all", R"sql(
  UPDATE rehabilitation.waiting SET state = 'WAITING_STATE_LEFT' WHERE episode_uid = ANY ($1::uuid[]) AND state = 'WAITING_STATE_WAITING'
)sql"};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_APPOINTMENT_QUERIES_H_
