// Statements about imports.
#ifndef SERVICES_INCIDENT_IMPORT_QUERIES_H_
#define SERVICES_INCIDENT_IMPORT_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::incident {

inline constexpr Query kInsertRegister{"import.insert_register", R"sql(
  INSERT INTO incident.register (code, title, country, trial) VALUES ($1, $2, $3, true) ON CONFLICT DO NOTHING
)sql"};

inline constexpr Query kInsertPlaces{"import.insert_places", R"sql(
  INSERT INTO incident.place (register, code, title, title_en, title_ru, parent)
  SELECT register, code, title, title_en, title_ru, parent FROM json_populate_recordset(NULL::incident.place, $1::json)
  ON CONFLICT DO NOTHING
)sql"};

inline constexpr Query kInsertImport{"import.insert", R"sql(
  INSERT INTO incident.import ({writable:dayaq.incident.v1.Import}) SELECT {writable:dayaq.incident.v1.Import}
  FROM json_populate_recordset(NULL::incident.import, $1::json) ON CONFLICT DO NOTHING
)sql"};

inline constexpr Query kImportOfFile{"import.of_file", R"sql(
  SELECT {columns:dayaq.incident.v1.Import} FROM incident.import
  WHERE register = $1 AND mapping = $2 AND mapping_version = $3 AND file_sha256 = $4
)sql"};

inline constexpr Query kImport{"import.by_uid", R"sql(
  SELECT {columns:dayaq.incident.v1.Import} FROM incident.import WHERE uid = $1::uuid
)sql"};

inline constexpr Query kFinishImport{"import.finish", R"sql(
  UPDATE incident.import SET finished = true WHERE uid = $1::uuid
)sql"};

// The last statement of a batch: batches of one import wait for each other only here.
inline constexpr Query kCountRows{"import.count_rows", R"sql(
  UPDATE incident.import SET rows_taken = rows_taken + $2, rows_known = rows_known + $3, rows_refused = rows_refused + $4
  WHERE uid = $1::uuid RETURNING {columns:dayaq.incident.v1.Import}
)sql"};

inline constexpr Query kKnownRows{"import.known_rows", R"sql(
  SELECT encode(identity, 'hex') AS identity, incident_uid, casualty_uid FROM incident.import_row
  WHERE identity = ANY($1::bytea[]) LIMIT 100000
)sql"};

inline constexpr Query kKnownGroups{"import.known_groups", R"sql(
  SELECT encode(g.identity, 'hex') AS identity, g.incident_uid FROM incident.import_group AS g
  WHERE g.identity = ANY($1::bytea[]) LIMIT 1000
)sql"};

// A whole batch at once: incidents $1, casualties $2, reports $3, rows $4, groups $5, keys $6. Casualties of incidents taken before
// find their scope in the table, the others in the batch.
inline constexpr Query kInsertBatch{"import.insert_batch", R"sql(
  WITH fresh AS MATERIALIZED (
    SELECT * FROM json_populate_recordset(NULL::incident.incident, $1::json)
  ), added AS (
    INSERT INTO incident.incident (number, {writable:dayaq.incident.v1.Incident -number -decisions -merged_into_uid})
    SELECT incident.next_number(), {writable:dayaq.incident.v1.Incident -number -decisions -merged_into_uid} FROM fresh
  ), people AS MATERIALIZED (
    SELECT * FROM json_populate_recordset(NULL::incident.casualty, $2::json)
  ), scope AS MATERIALIZED (
    SELECT uid, register, district, institution FROM fresh
    UNION ALL
    SELECT uid, register, district, institution FROM incident.incident
    WHERE uid = ANY (ARRAY(SELECT incident_uid FROM people EXCEPT SELECT uid FROM fresh))
  ), casualties AS (
    INSERT INTO incident.casualty ({writable:dayaq.incident.v1.Casualty -same_as_uid}, register, district, institution)
    SELECT {writable:dayaq.incident.v1.Casualty -same_as_uid as p}, s.register, s.district, s.institution
    FROM people AS p JOIN scope AS s ON s.uid = p.incident_uid
  ), keys AS (
    INSERT INTO incident.person_key (uid, kek_id, wrapped, register, district, institution)
    SELECT k.uid, k.kek_id, k.wrapped, s.register, s.district, s.institution
    FROM json_populate_recordset(NULL::incident.person_key, $6::json) AS k JOIN people AS p ON p.uid = k.uid
         JOIN scope AS s ON s.uid = p.incident_uid
  ), reports AS (
    INSERT INTO incident.report ({writable:dayaq.incident.v1.Report -staff_uid}, register, district, incident_institution)
    SELECT {writable:dayaq.incident.v1.Report -staff_uid as r}, f.register, f.district, f.institution
    FROM json_populate_recordset(NULL::incident.report, $3::json) AS r JOIN fresh AS f ON f.uid = r.incident_uid
  ), rows AS (
    INSERT INTO incident.import_row (identity, import_uid, incident_uid, casualty_uid, row_number, register)
    SELECT identity, import_uid, incident_uid, casualty_uid, row_number, register
    FROM json_populate_recordset(NULL::incident.import_row, $4::json)
  )
  INSERT INTO incident.import_group (identity, incident_uid, register)
  SELECT identity, incident_uid, register FROM json_populate_recordset(NULL::incident.import_group, $5::json)
)sql"};

// What the people of a batch can be found by. A statement of its own: who brings nobody's name has no right to tokens either.
inline constexpr Query kInsertImportedTokens{"import.insert_tokens", R"sql(
  INSERT INTO incident.token (kind, token, casualty_uid, incident_uid, register, district, institution)
  SELECT t.kind, t.token, c.uid, c.incident_uid, c.register, c.district, c.institution
  FROM json_populate_recordset(NULL::incident.token, $1::json) AS t JOIN incident.casualty AS c ON c.uid = t.casualty_uid
)sql"};

// What new casualties add to the counts of incidents taken before.
inline constexpr Query kAddCounts{"import.add_counts", R"sql(
  UPDATE incident.incident AS i
  SET killed = i.killed + a.killed, injured = i.injured + a.injured, outcome_unknown = i.outcome_unknown + a.outcome_unknown
  FROM json_to_recordset($1::json) AS a(uid uuid, killed integer, injured integer, outcome_unknown integer) WHERE i.uid = a.uid
)sql"};

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_IMPORT_QUERIES_H_
