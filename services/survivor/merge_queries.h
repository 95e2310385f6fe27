// Statements on merging records and taking that back. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_SURVIVOR_MERGE_QUERIES_H_
#define SERVICES_SURVIVOR_MERGE_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::survivor {

inline constexpr Query kInsertMerge{"merge.insert", R"sql(
  INSERT INTO survivor.record_merge (uid, survivor_uid, merged_uid, merged_district, merged_institution, death_taken, staff_uid, reason, register, district, institution)
  SELECT n.uid, n.survivor_uid, n.merged_uid, n.merged_district, n.merged_institution, n.death_taken, n.staff_uid, n.reason,
         s.register, s.district, s.institution
  FROM json_populate_recordset(NULL::survivor.record_merge, $1::json) AS n JOIN survivor.survivor AS s ON s.uid = n.merged_uid
)sql"};

inline constexpr Query kTakeIn{"merge.take_in", "SELECT survivor.take_in($1::uuid, $2::uuid, $3::boolean)"};

// Other questions about the record that goes.
inline constexpr Query kDropMatchesOf{"merge.drop_matches_of", R"sql(
  UPDATE survivor.match SET state = 'MATCH_STATE_GONE'
  WHERE (survivor_uid = $1::uuid OR other_uid = $1::uuid) AND state = 'MATCH_STATE_OPEN'
)sql"};

inline constexpr Query kMergeInForce{"merge.in_force", R"sql(
  SELECT {columns:dayaq.survivor.v1.RecordMerge} FROM survivor.record_merge WHERE merged_uid = $1::uuid AND undone_time IS NULL
)sql"};

inline constexpr Query kFactsOfMerge{"merge.facts", R"sql(
  SELECT kind, uid, record_uid, rests_on, bound, later, open FROM survivor.facts_of_merge($1::uuid)
)sql"};

inline constexpr Query kSealedFacts{"merge.sealed_facts", R"sql(
  SELECT kind, uid, history_uid, column_name, cell FROM survivor.sealed_facts($1::uuid, $2::text[], $3::uuid[])
)sql"};

// The keys of whoever gets something that is sealed and had none.
inline constexpr Query kAddMergeKeys{"merge.add_keys", R"sql(
  INSERT INTO survivor.person_key (uid, kek_id, wrapped, register, district, institution)
  SELECT n.uid, n.kek_id, n.wrapped, s.register, s.district, s.institution
  FROM json_populate_recordset(NULL::survivor.person_key, $1::json) AS n JOIN survivor.survivor AS s ON s.uid = n.uid
)sql"};

inline constexpr Query kUndoMerge{"merge.undo", R"sql(
  UPDATE survivor.record_merge SET undone_time = $2::timestamptz, undone_by_uid = $3::uuid, undone_reason = $4 WHERE uid = $1::uuid
)sql"};

inline constexpr Query kGiveBack{"merge.give_back", "SELECT survivor.give_back($1::uuid, $2::jsonb, $3::jsonb, $4::boolean)"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MERGE_QUERIES_H_
