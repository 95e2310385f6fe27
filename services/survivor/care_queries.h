// Statements on functioning, treatments and the directory of services. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_SURVIVOR_CARE_QUERIES_H_
#define SERVICES_SURVIVOR_CARE_QUERIES_H_

#include "services/platform/database/counting.h"
#include "services/platform/database/query.h"
#include "services/survivor/survivor_queries.h"

namespace dayaq::survivor {

inline constexpr Query kFunctioning{"functioning.by_uid", R"sql(
  SELECT {columns:dayaq.survivor.v1.Functioning as f} {keys:dayaq.survivor.v1.Functioning as k}
  FROM survivor.functioning AS f {join:dayaq.survivor.v1.Functioning LEFT JOIN survivor.person_key AS k ON k.uid = f.survivor_uid}
  WHERE f.uid = $1::uuid
)sql"};

inline constexpr Query kLockFunctioning{"functioning.lock", R"sql(
  SELECT uid FROM survivor.functioning WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// $1 of this survivor, $2 behind this one, $3 how many.
inline constexpr Query kFunctionings{
    "functioning.list",
    "SELECT {columns:dayaq.survivor.v1.Functioning as f} {keys:dayaq.survivor.v1.Functioning as k} FROM survivor.functioning AS f "
    "{join:dayaq.survivor.v1.Functioning LEFT JOIN survivor.person_key AS k ON k.uid = f.survivor_uid} "
    "WHERE f.survivor_uid =" DAYAQ_RECORD_UIDS
    "AND f.uid < coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff') ORDER BY f.uid DESC LIMIT $3::integer"};

inline constexpr Query kCountFunctioning{
    "functioning.count", "SELECT count(*) AS total FROM survivor.functioning WHERE survivor_uid =" DAYAQ_RECORD_UIDS};

inline constexpr Query kAddFunctioning{"functioning.add", R"sql(
  INSERT INTO survivor.functioning ({writable:dayaq.survivor.v1.Functioning}, register, district, institution)
  SELECT {writable:dayaq.survivor.v1.Functioning as n}, s.register, s.district, s.institution
  FROM json_populate_recordset(NULL::survivor.functioning, $1::json) AS n JOIN survivor.survivor AS s ON s.uid = n.survivor_uid
)sql"};

inline constexpr Query kWithdrawFunctioning{"functioning.withdraw", R"sql(
  UPDATE survivor.functioning AS f SET withdrawn_time = n.withdrawn_time, withdrawn_words = n.withdrawn_words
  FROM json_populate_recordset(NULL::survivor.functioning, $1::json) AS n WHERE f.uid = n.uid
)sql"};

inline constexpr Query kTreatment{"treatment.by_uid", R"sql(
  SELECT {columns:dayaq.survivor.v1.Treatment as t} {keys:dayaq.survivor.v1.Treatment as k}
  FROM survivor.treatment AS t {join:dayaq.survivor.v1.Treatment LEFT JOIN survivor.person_key AS k ON k.uid = t.survivor_uid}
  WHERE t.uid = $1::uuid
)sql"};

inline constexpr Query kLockTreatment{"treatment.lock", R"sql(
  SELECT uid FROM survivor.treatment WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

inline constexpr Query kTreatments{
    "treatment.list",
    "SELECT {columns:dayaq.survivor.v1.Treatment as t} {keys:dayaq.survivor.v1.Treatment as k} FROM survivor.treatment AS t "
    "{join:dayaq.survivor.v1.Treatment LEFT JOIN survivor.person_key AS k ON k.uid = t.survivor_uid} "
    "WHERE t.survivor_uid =" DAYAQ_RECORD_UIDS
    "AND t.uid < coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff') ORDER BY t.uid DESC LIMIT $3::integer"};

inline constexpr Query kCountTreatments{"treatment.count",
                                        "SELECT count(*) AS total FROM survivor.treatment WHERE survivor_uid =" DAYAQ_RECORD_UIDS};

inline constexpr Query kAddTreatment{"treatment.add", R"sql(
  INSERT INTO survivor.treatment ({writable:dayaq.survivor.v1.Treatment -etag -create_time -update_time}, register, district, institution)
  SELECT {writable:dayaq.survivor.v1.Treatment as n -etag -create_time -update_time}, s.register, s.district, s.institution
  FROM json_populate_recordset(NULL::survivor.treatment, $1::json) AS n JOIN survivor.survivor AS s ON s.uid = n.survivor_uid
)sql"};

inline constexpr Query kCorrectTreatment{"treatment.correct", R"sql(
  UPDATE survivor.treatment AS t
  SET ({changeable:dayaq.survivor.v1.Treatment -uid -survivor_uid -etag -create_time -update_time}) =
      (SELECT {changeable:dayaq.survivor.v1.Treatment -uid -survivor_uid -etag -create_time -update_time}
       FROM json_populate_recordset(NULL::survivor.treatment, $1::json))
  WHERE t.uid = $2::uuid
)sql"};

inline constexpr Query kProvider{"provider.by_uid", R"sql(
  SELECT {columns:dayaq.survivor.v1.Provider} FROM survivor.provider WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockProvider{"provider.lock", R"sql(
  SELECT uid FROM survivor.provider WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// $1 kinds, $2 districts, $3 the day on which it must be offered; NULL leaves a condition out. A directory is small and read whole.
#define DAYAQ_PROVIDER_FILTER                                                                            \
  " ($1::text[] IS NULL OR kinds ?| $1::text[]) AND ($2::text[] IS NULL OR district = ANY ($2::text[]))" \
  " AND ($3::text IS NULL OR (valid_from <= $3 AND (valid_until IS NULL OR valid_until >= $3))) "

// Behind the entry $4, $5 how many.
inline constexpr Query kProviders{
    "provider.list",
    "SELECT {columns:dayaq.survivor.v1.Provider} FROM survivor.provider WHERE" DAYAQ_PROVIDER_FILTER
    "AND ($4::uuid IS NULL OR (name_az, uid) > (SELECT p.name_az, p.uid FROM survivor.provider AS p WHERE p.uid = $4::uuid)) "
    "ORDER BY name_az, uid LIMIT $5::integer"};

inline constexpr Query kCountProviders{"provider.count",
                                       DAYAQ_COUNT_UP_TO_1000(" FROM survivor.provider WHERE" DAYAQ_PROVIDER_FILTER)};

#undef DAYAQ_PROVIDER_FILTER

inline constexpr Query kAddProvider{"provider.add", R"sql(
  INSERT INTO survivor.provider ({writable:dayaq.survivor.v1.Provider -etag -create_time -update_time})
  SELECT {writable:dayaq.survivor.v1.Provider -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::survivor.provider, $1::json)
)sql"};

inline constexpr Query kCorrectProvider{"provider.correct", R"sql(
  UPDATE survivor.provider AS p
  SET (name_az, name_en, kinds, district, phone, accessible, valid_from, valid_until) =
      (SELECT name_az, name_en, kinds, district, phone, accessible, valid_from, valid_until
       FROM json_populate_recordset(NULL::survivor.provider, $1::json))
  WHERE p.uid = $2::uuid
)sql"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_CARE_QUERIES_H_
