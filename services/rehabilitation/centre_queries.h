// Statements on centres, their specialists, rooms and closures. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_REHABILITATION_CENTRE_QUERIES_H_
#define SERVICES_REHABILITATION_CENTRE_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::rehabilitation {

inline constexpr Query kCentre{"centre.by_uid", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Centre} FROM rehabilitation.centre WHERE uid = $1::uuid
)sql"};

inline constexpr Query kCentreOf{"centre.of_institution", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Centre} FROM rehabilitation.centre WHERE institution = $1
)sql"};

inline constexpr Query kLockCentre{"centre.lock", R"sql(
  SELECT uid FROM rehabilitation.centre WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// $1 a visit, $2 a district that is served, $3 the day on which it is not over; NULL leaves a condition out. The first reads
// {"visit": ...} in the list of offers.
#define DAYAQ_CENTRE_FILTER                                                                     \
  " ($1::text IS NULL OR c.visits @> jsonb_build_array(jsonb_build_object('visit', $1::text)))" \
  " AND ($2::text IS NULL OR c.serves_districts @> to_jsonb($2::text))"                         \
  " AND ($3::text IS NULL OR c.ended_on IS NULL OR c.ended_on >= $3::text) "

// Behind the centre of the uid $4, by name.
inline constexpr Query kCentres{
    "centre.list", "SELECT {columns:dayaq.rehabilitation.v1.Centre as c} FROM rehabilitation.centre AS c WHERE" DAYAQ_CENTRE_FILTER
                   "AND ($4::uuid IS NULL OR (c.name_az, c.uid) > (SELECT a.name_az, a.uid FROM rehabilitation.centre AS a WHERE "
                   "a.uid = $4::uuid)) "
                   "ORDER BY c.name_az, c.uid LIMIT $5::integer"};

inline constexpr Query kCountCentres{"centre.count",
                                     "SELECT count(*) AS total FROM rehabilitation.centre AS c WHERE" DAYAQ_CENTRE_FILTER};

#undef DAYAQ_CENTRE_FILTER

inline constexpr Query kAddCentre{"centre.add", R"sql(
  INSERT INTO rehabilitation.centre ({writable:dayaq.rehabilitation.v1.Centre -etag -create_time -update_time})
  SELECT {writable:dayaq.rehabilitation.v1.Centre as n -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::rehabilitation.centre, $1::json) AS n
)sql"};

inline constexpr Query kCorrectCentre{"centre.correct", R"sql(
  UPDATE rehabilitation.centre AS c
  SET (name_az, name_en, roles, district, address, phone, accessible, visits, hours, open_on_days_off, serves_districts, serves_rest,
       ended_on) =
      (SELECT name_az, name_en, roles, district, address, phone, accessible, visits, hours, open_on_days_off, serves_districts,
              serves_rest, ended_on
       FROM json_populate_recordset(NULL::rehabilitation.centre, $1::json))
  WHERE c.uid = $2::uuid
)sql"};

// Parts of centres $1 that are there, 2,000 at most: a house of 30 centres has a tenth of that.
inline constexpr Query kSpecialists{"centre.specialists", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Specialist} FROM rehabilitation.specialist WHERE centre_uid = ANY ($1::uuid[])
  ORDER BY uid LIMIT 2000
)sql"};

inline constexpr Query kRooms{"centre.rooms", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Room} FROM rehabilitation.room WHERE centre_uid = ANY ($1::uuid[]) ORDER BY uid LIMIT 2000
)sql"};

// Those that hold and are not over on the day $2.
inline constexpr Query kClosures{"centre.closures", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Closure} FROM rehabilitation.closure
  WHERE centre_uid = ANY ($1::uuid[]) AND last_day >= $2 AND withdrawn_time IS NULL ORDER BY first_day, uid LIMIT 2000
)sql"};

inline constexpr Query kSpecialist{"specialist.by_uid", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Specialist} FROM rehabilitation.specialist WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockSpecialist{"specialist.lock", R"sql(
  SELECT uid FROM rehabilitation.specialist WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

inline constexpr Query kWorksHere{"specialist.works_here", R"sql(
  SELECT access.works_here($1::uuid) AS known
)sql"};

inline constexpr Query kAddSpecialist{"specialist.add", R"sql(
  INSERT INTO rehabilitation.specialist ({writable:dayaq.rehabilitation.v1.Specialist -etag -create_time -update_time})
  SELECT {writable:dayaq.rehabilitation.v1.Specialist as n -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::rehabilitation.specialist, $1::json) AS n
)sql"};

inline constexpr Query kCorrectSpecialist{"specialist.correct", R"sql(
  UPDATE rehabilitation.specialist AS s
  SET (full_name, staff_uid, visits, hours, ended_on) =
      (SELECT full_name, staff_uid, visits, hours, ended_on FROM json_populate_recordset(NULL::rehabilitation.specialist, $1::json))
  WHERE s.uid = $2::uuid
)sql"};

inline constexpr Query kRoom{"room.by_uid", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Room} FROM rehabilitation.room WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockRoom{"room.lock", R"sql(
  SELECT uid FROM rehabilitation.room WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

inline constexpr Query kAddRoom{"room.add", R"sql(
  INSERT INTO rehabilitation.room ({writable:dayaq.rehabilitation.v1.Room -etag -create_time -update_time})
  SELECT {writable:dayaq.rehabilitation.v1.Room as n -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::rehabilitation.room, $1::json) AS n
)sql"};

inline constexpr Query kCorrectRoom{"room.correct", R"sql(
  UPDATE rehabilitation.room AS r
  SET (title, visits, accessible, ended_on) =
      (SELECT title, visits, accessible, ended_on FROM json_populate_recordset(NULL::rehabilitation.room, $1::json))
  WHERE r.uid = $2::uuid
)sql"};

inline constexpr Query kClosure{"closure.by_uid", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Closure} FROM rehabilitation.closure WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockClosure{"closure.lock", R"sql(
  SELECT uid FROM rehabilitation.closure WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

inline constexpr Query kAddClosure{"closure.add", R"sql(
  INSERT INTO rehabilitation.closure ({writable:dayaq.rehabilitation.v1.Closure -etag -create_time -update_time})
  SELECT {writable:dayaq.rehabilitation.v1.Closure as n -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::rehabilitation.closure, $1::json) AS n
)sql"};

inline constexpr Query kWithdrawClosure{"closure.withdraw", R"sql(
  UPDATE rehabilitation.closure SET withdrawn_time = $2::timestamptz WHERE uid = $1::uuid
)sql"};

// Who books at a centre holds this together with others who do so; who closes something of it holds it alone: so no booking slips
// into days that are being closed.
inline constexpr Query kShareCentre{"centre.share", R"sql(
  SELECT pg_advisory_xact_lock_shared(1397904985, hashtext($1))
)sql"};
inline constexpr Query kCloseCentre{"centre.close", R"sql(
  SELECT pg_advisory_xact_lock(1397904985, hashtext($1))
)sql"};

// What is held or booked of centre $2 in the days of closure $1 goes to be called in: from the moment $3, before $4, of specialist
// $5, in room $6 where they are named.
inline constexpr Query kCallIn{"closure.call_in", R"sql(
  UPDATE rehabilitation.appointment SET state = 'APPOINTMENT_STATE_CALL_IN', closure_uid = $1::uuid
  WHERE centre_uid = $2::uuid AND starts_time >= $3::timestamptz AND starts_time < $4::timestamptz
    AND state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED')
    AND ($5::uuid IS NULL OR specialist_uid = $5::uuid) AND ($6::uuid IS NULL OR room_uid = $6::uuid)
  RETURNING uid
)sql"};

inline constexpr Query kIsDistrict{"centre.is_district", R"sql(
  SELECT EXISTS (SELECT FROM incident.place WHERE register = 'az' AND code = $1) AS known
)sql"};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_CENTRE_QUERIES_H_
