// Statements on devices and their components. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_REHABILITATION_DEVICE_QUERIES_H_
#define SERVICES_REHABILITATION_DEVICE_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::rehabilitation {

// $2 levels, $3 side; no row for whom nobody referred here.
inline constexpr Query kWearer{"device.wearer", R"sql(
  SELECT survivor_uid, register, district, deceased, limb_lost FROM survivor.wearer($1::uuid, $2::text[], $3::text)
)sql"};

inline constexpr Query kDevicesOf{"device.of_person", R"sql(
  SELECT uid, device_class, side, state, delivered_on FROM rehabilitation.devices_of($1::uuid)
)sql"};

// For the service itself.
inline constexpr Query kDeliveredTo{"device.delivered_to", R"sql(
  SELECT uid FROM rehabilitation.devices_of_person($1::uuid)
)sql"};

inline constexpr Query kDueOf{"device.due_of", R"sql(
  SELECT uid, due_on, term_ends_on FROM rehabilitation.due_of($1::uuid, $2::uuid)
)sql"};

inline constexpr Query kSerialsTaken{"device.serials_taken", R"sql(
  SELECT serial FROM rehabilitation.serials_taken($1::text, $2::text[])
)sql"};

inline constexpr Query kIsFoundation{"device.is_foundation", R"sql(
  SELECT EXISTS (SELECT FROM access.institution WHERE code = $1 AND kind = 'FOUNDATION') AS known
)sql"};

inline constexpr Query kDevice{"device.by_uid", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Device} FROM rehabilitation.device WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockDevice{"device.lock", R"sql(
  SELECT uid FROM rehabilitation.device WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// The devices that take the place of this one and were not given up; at most one.
inline constexpr Query kSuccessor{"device.successor", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.Device} FROM rehabilitation.device
  WHERE replaces_uid = $1::uuid AND state NOT IN ('DEVICE_STATE_REFUSED', 'DEVICE_STATE_WITHDRAWN')
)sql"};

inline constexpr Query kComponents{"device.components", R"sql(
  SELECT {columns:dayaq.rehabilitation.v1.DeviceComponent} FROM rehabilitation.device_component WHERE device_uid = $1::uuid
  ORDER BY uid LIMIT 500
)sql"};

// $1 of this person, whichever of their records is named, $2 in these states, $3 only those called back, $4 registers; NULL leaves
// a condition out.
#define DAYAQ_DEVICE_FILTER                                                                            \
  " ($1::uuid IS NULL OR d.survivor_uid = ANY ((SELECT rehabilitation.records_of($1::uuid))::uuid[]))" \
  " AND ($2::text[] IS NULL OR d.state = ANY ($2::text[]))"                                            \
  " AND (NOT $3::boolean OR d.recalled_on IS NOT NULL) AND d.register = ANY ($4::text[]) "

inline constexpr Query kDevices{
    "device.list", "SELECT {columns:dayaq.rehabilitation.v1.Device as d} FROM rehabilitation.device AS d WHERE" DAYAQ_DEVICE_FILTER
                   "AND ($5::uuid IS NULL OR d.uid > $5::uuid) ORDER BY d.uid LIMIT $6::integer"};

inline constexpr Query kCountDevices{"device.count",
                                     "SELECT count(*) AS total FROM rehabilitation.device AS d WHERE" DAYAQ_DEVICE_FILTER};

#undef DAYAQ_DEVICE_FILTER

inline constexpr Query kAddDevice{"device.add", R"sql(
  INSERT INTO rehabilitation.device ({writable:dayaq.rehabilitation.v1.Device -etag -create_time -update_time})
  SELECT {writable:dayaq.rehabilitation.v1.Device -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::rehabilitation.device, $1::json)
)sql"};

inline constexpr Query kDecideDevice{"device.decide", R"sql(
  UPDATE rehabilitation.device SET state = $2, decided_on = $3, decision_document = $4, ended_on = $5 WHERE uid = $1::uuid
)sql"};

inline constexpr Query kStepDevice{"device.step", R"sql(
  UPDATE rehabilitation.device AS d SET (state, steps, delivered_on, warranty_until, repair_due_on, follow_up_on, ended_on) =
      (SELECT state, steps, delivered_on, warranty_until, repair_due_on, follow_up_on, ended_on
       FROM json_populate_recordset(NULL::rehabilitation.device, $1::json))
  WHERE d.uid = $2::uuid
)sql"};

// A new one took its place on the day $2.
inline constexpr Query kEndRenewed{"device.end_renewed", R"sql(
  UPDATE rehabilitation.device SET state = 'DEVICE_STATE_RENEWED', ended_on = $2, follow_up_on = NULL WHERE uid = $1::uuid
)sql"};

// They lie where the device lies.
inline constexpr Query kAddComponents{"device.add_components", R"sql(
  INSERT INTO rehabilitation.device_component ({writable:dayaq.rehabilitation.v1.DeviceComponent}, register, district, institution)
  SELECT {writable:dayaq.rehabilitation.v1.DeviceComponent as n}, $2, $3, $4
  FROM json_populate_recordset(NULL::rehabilitation.device_component, $1::json) AS n
)sql"};

inline constexpr Query kRemoveComponents{"device.remove_components", R"sql(
  UPDATE rehabilitation.device_component SET removed_on = $3
  WHERE device_uid = $1::uuid AND uid = ANY ($2::uuid[]) AND removed_on IS NULL
)sql"};

inline constexpr Query kRemoveAllComponents{"device.remove_all_components", R"sql(
  UPDATE rehabilitation.device_component SET removed_on = greatest($2::text COLLATE "C", built_in_on)
  WHERE device_uid = $1::uuid AND removed_on IS NULL
)sql"};

// Devices that are not over and have a component of the maker $2 of the batch $3 or one of the numbers $4; the next $5 of them.
inline constexpr Query kToRecall{"device.to_recall", R"sql(
  SELECT d.uid FROM rehabilitation.device d
  WHERE d.register = $1 AND d.ended_on IS NULL AND d.recalled_on IS NULL
    AND d.uid IN (SELECT c.device_uid FROM rehabilitation.device_component c
                  WHERE c.maker = $2 AND c.removed_on IS NULL AND c.batch = $3::text
                  UNION
                  SELECT c.device_uid FROM rehabilitation.device_component c
                  WHERE c.maker = $2 AND c.removed_on IS NULL AND c.serial = ANY ($4::text[]))
  ORDER BY d.uid LIMIT $5::integer
)sql"};

inline constexpr Query kRecall{"device.recall", R"sql(
  UPDATE rehabilitation.device SET recalled_on = $2, recall_document = $3 WHERE uid = ANY ($1::uuid[]) AND recalled_on IS NULL
)sql"};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_DEVICE_QUERIES_H_
