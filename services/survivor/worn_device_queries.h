// Statements on the devices of a record. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_SURVIVOR_WORN_DEVICE_QUERIES_H_
#define SERVICES_SURVIVOR_WORN_DEVICE_QUERIES_H_

#include "services/platform/database/query.h"
#include "services/survivor/survivor_queries.h"

namespace dayaq::survivor {

// What was delivered on the record $1 and on those that go on in it: what is in use first, then the newest.
inline constexpr Query kWornDevices{
    "worn_device.of_record",
    "SELECT {columns:dayaq.survivor.v1.WornDevice} FROM survivor.worn_device WHERE survivor_uid =" DAYAQ_RECORD_UIDS
    "ORDER BY ended_on IS NOT NULL, delivered_on DESC, uid DESC LIMIT 200"};

// The device as the rehabilitation service knows it now; see db/deploy/worn_devices.sql.
inline constexpr Query kDeviceForRecord{"worn_device.for_record", R"sql(
  SELECT uid, survivor_uid, device_class, side, delivered_on, due_on, review_on, ended_on FROM rehabilitation.device_for_record($1::uuid)
)sql"};

// It lies where the record lies. What was delivered stays as it was delivered; only its days go on.
inline constexpr Query kKeepWornDevice{"worn_device.keep", R"sql(
  INSERT INTO survivor.worn_device ({writable:dayaq.survivor.v1.WornDevice}, register, district, institution)
  SELECT {writable:dayaq.survivor.v1.WornDevice as n}, s.register, s.district, s.institution
  FROM json_populate_recordset(NULL::survivor.worn_device, $1::json) AS n JOIN survivor.survivor AS s ON s.uid = n.survivor_uid
  ON CONFLICT (uid) DO UPDATE SET due_on = EXCLUDED.due_on, review_on = EXCLUDED.review_on, ended_on = EXCLUDED.ended_on
)sql"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_WORN_DEVICE_QUERIES_H_
