// Statements about families. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_SURVIVOR_FAMILY_QUERIES_H_
#define SERVICES_SURVIVOR_FAMILY_QUERIES_H_

#include "services/platform/database/query.h"
#include "services/survivor/survivor_queries.h"

namespace dayaq::survivor {

#define DAYAQ_FAMILY_ROWS                                                                            \
  "SELECT {columns:dayaq.survivor.v1.FamilyMember as m} {keys:dayaq.survivor.v1.FamilyMember as k} " \
  "FROM survivor.family_member AS m "                                                                \
  "{join:dayaq.survivor.v1.FamilyMember LEFT JOIN survivor.person_key AS k ON k.uid = m.survivor_uid} "

inline constexpr Query kFamilyMember{"family.by_uid", DAYAQ_FAMILY_ROWS "WHERE m.uid = $1::uuid"};

inline constexpr Query kLockFamilyMember{"family.lock", R"sql(
  SELECT uid FROM survivor.family_member WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// That one, if it stands in the family of the record $1.
inline constexpr Query kMemberOfFamily{"family.member_of",
                                       DAYAQ_FAMILY_ROWS "WHERE m.uid = $2::uuid AND m.survivor_uid =" DAYAQ_RECORD_UIDS};

// $1 the record, $2 also those with whom it ended.
inline constexpr Query kFamily{
    "family.list", DAYAQ_FAMILY_ROWS
    "WHERE m.survivor_uid =" DAYAQ_RECORD_UIDS
    "AND ($2::boolean OR m.ended_on IS NULL) AND m.uid > coalesce($3::uuid, '00000000-0000-0000-0000-000000000000') "
    "ORDER BY m.uid LIMIT $4::integer"};

#undef DAYAQ_FAMILY_ROWS

inline constexpr Query kCountFamily{"family.count",
                                    "SELECT count(*) FILTER (WHERE $2::boolean OR m.ended_on IS NULL) AS total,"
                                    " count(*) FILTER (WHERE m.indirect_victim AND m.ended_on IS NULL) AS indirect_victims,"
                                    " count(*) FILTER (WHERE m.is_dependant AND m.ended_on IS NULL) AS dependants,"
                                    " count(*) FILTER (WHERE m.is_student AND m.ended_on IS NULL) AS students "
                                    "FROM survivor.family_member AS m WHERE m.survivor_uid =" DAYAQ_RECORD_UIDS};

// Whether the record $2 is linked in the family of the record $1 by another entry than $3.
inline constexpr Query kIsLinked{
    "family.is_linked", "SELECT EXISTS (SELECT FROM survivor.family_member AS m WHERE m.survivor_uid =" DAYAQ_RECORD_UIDS
                        "AND m.member_uid = $2::uuid AND m.ended_on IS NULL AND m.uid IS DISTINCT FROM $3::uuid) AS linked"};

// $2 is a key that was made now; where the record lies, the member says.
inline constexpr Query kAddFamilyMember{"family.add", R"sql(
  WITH keys AS (
    INSERT INTO survivor.person_key (uid, kek_id, wrapped, register, district, institution)
    SELECT uid, kek_id, wrapped, $3, $4, $5 FROM json_populate_recordset(NULL::survivor.person_key, $2::json)
  )
  INSERT INTO survivor.family_member ({writable:dayaq.survivor.v1.FamilyMember})
  SELECT {writable:dayaq.survivor.v1.FamilyMember} FROM json_populate_recordset(NULL::survivor.family_member, $1::json)
)sql"};

inline constexpr Query kUpdateFamilyMember{"family.update", R"sql(
  WITH keys AS (
    INSERT INTO survivor.person_key (uid, kek_id, wrapped, register, district, institution)
    SELECT uid, kek_id, wrapped, $4, $5, $6 FROM json_populate_recordset(NULL::survivor.person_key, $3::json)
  )
  UPDATE survivor.family_member AS m
  SET ({changeable:dayaq.survivor.v1.FamilyMember -uid -etag -survivor_uid -register -district -institution -create_time -update_time}) =
      (SELECT {changeable:dayaq.survivor.v1.FamilyMember -uid -etag -survivor_uid -register -district -institution -create_time
               -update_time}
       FROM json_populate_recordset(NULL::survivor.family_member, $1::json))
  WHERE m.uid = $2::uuid
)sql"};

// Of a member who was recorded before that was kept; whoever was corrected meanwhile has it.
inline constexpr Query kNoteComingOfAge{"family.note_coming_of_age", R"sql(
  UPDATE survivor.family_member SET of_age_on = $2 WHERE uid = $1::uuid AND of_age_on IS NULL
)sql"};

// Direct victims have records; indirect ones stand in families and have none. $1 register, $2 districts or NULL.
inline constexpr Query kCountVictims{"family.count_victims", R"sql(
  SELECT (SELECT count(*) FROM survivor.survivor AS s
          WHERE s.register = $1 AND s.merged_into_uid IS NULL AND ($2::text[] IS NULL OR s.district = ANY($2::text[]))) AS direct,
         (SELECT count(*) FROM survivor.survivor AS s
          WHERE s.register = $1 AND s.merged_into_uid IS NULL AND ($2::text[] IS NULL OR s.district = ANY($2::text[]))
            AND s.state = 'SURVIVOR_STATE_DECEASED') AS direct_dead,
         (SELECT count(*) FROM survivor.family_member AS m
          WHERE m.register = $1 AND m.indirect_victim AND m.ended_on IS NULL AND m.member_uid IS NULL
            AND ($2::text[] IS NULL OR m.district = ANY($2::text[]))) AS indirect
)sql"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_FAMILY_QUERIES_H_
