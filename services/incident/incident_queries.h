// All statements about incidents, casualties and reports. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_INCIDENT_INCIDENT_QUERIES_H_
#define SERVICES_INCIDENT_INCIDENT_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::incident {

inline constexpr Query kPlace{"incident.place", R"sql(
  SELECT r.code IS NOT NULL AS register_known, p.code, p.register, p.title, p.title_en, p.title_ru, p.parent,
         p.valid_from::text AS valid_from, p.valid_until::text AS valid_until
  FROM incident.register AS r LEFT JOIN incident.place AS p ON p.register = r.code AND p.code = $2
  WHERE r.code = $1
)sql"};

inline constexpr Query kPlaces{"incident.places", R"sql(
  SELECT code, register, title, title_en, title_ru, parent, valid_from::text AS valid_from, valid_until::text AS valid_until
  FROM incident.place WHERE register = $1 ORDER BY code LIMIT 5000
)sql"};

inline constexpr Query kRegisters{"incident.registers", R"sql(
  SELECT code, title, country, trial FROM incident.register ORDER BY code LIMIT 100
)sql"};

// An incident with everyone in it, its report and what that said of each: one statement, so that a ward waits for one answer only.
inline constexpr Query kRegister{"incident.register", R"sql(
  WITH added AS (
    INSERT INTO incident.incident (number, {writable:dayaq.incident.v1.Incident -number -decisions -merged_into_uid})
    SELECT incident.next_number(), {writable:dayaq.incident.v1.Incident -number -decisions -merged_into_uid}
    FROM json_populate_recordset(NULL::incident.incident, $1::json) RETURNING number
  ), casualties AS (
    INSERT INTO incident.casualty ({writable:dayaq.incident.v1.Casualty -same_as_uid}, register, district, institution)
    SELECT {writable:dayaq.incident.v1.Casualty -same_as_uid}, $7, $8, $9
    FROM json_populate_recordset(NULL::incident.casualty, $2::json)
  ), keys AS (
    INSERT INTO incident.person_key (uid, kek_id, wrapped, register, district, institution)
    SELECT uid, kek_id, wrapped, $7, $8, $9 FROM json_populate_recordset(NULL::incident.person_key, $3::json)
  ), tokens AS (
    INSERT INTO incident.token (kind, token, casualty_uid, incident_uid, register, district, institution)
    SELECT kind, token, casualty_uid, incident_uid, $7, $8, $9 FROM json_populate_recordset(NULL::incident.token, $4::json)
  ), report AS (
    INSERT INTO incident.report ({writable:dayaq.incident.v1.Report -staff_uid}, register, district, incident_institution)
    SELECT {writable:dayaq.incident.v1.Report -staff_uid}, $7, $8, $9 FROM json_populate_recordset(NULL::incident.report, $5::json)
  ), statements AS (
    INSERT INTO incident.statement ({writable:dayaq.incident.v1.CasualtyStatement}, register, district, institution)
    SELECT {writable:dayaq.incident.v1.CasualtyStatement}, $7, $8, $9 FROM json_populate_recordset(NULL::incident.statement, $6::json)
  )
  SELECT number FROM added
)sql"};

// An incident that names nobody, with its report.
inline constexpr Query kReport{"incident.report", R"sql(
  WITH added AS (
    INSERT INTO incident.incident (number, {writable:dayaq.incident.v1.Incident -number -decisions -merged_into_uid})
    SELECT incident.next_number(), {writable:dayaq.incident.v1.Incident -number -decisions -merged_into_uid}
    FROM json_populate_recordset(NULL::incident.incident, $1::json) RETURNING number
  ), report AS (
    INSERT INTO incident.report ({writable:dayaq.incident.v1.Report -staff_uid}, register, district, incident_institution)
    SELECT {writable:dayaq.incident.v1.Report -staff_uid}, $3, $4, $5 FROM json_populate_recordset(NULL::incident.report, $2::json)
  )
  SELECT number FROM added
)sql"};

// Another report that names nobody.
inline constexpr Query kAddBareReport{"incident.add_report", R"sql(
  INSERT INTO incident.report ({writable:dayaq.incident.v1.Report -staff_uid}, register, district, incident_institution)
  SELECT {writable:dayaq.incident.v1.Report -staff_uid}, $2, $3, $4 FROM json_populate_recordset(NULL::incident.report, $1::json)
)sql"};

// The same as kRegister for an incident that stands already: another report, and people it names for the first time.
inline constexpr Query kAddToIncident{"incident.add_to_incident", R"sql(
  WITH casualties AS (
    INSERT INTO incident.casualty ({writable:dayaq.incident.v1.Casualty -same_as_uid}, register, district, institution)
    SELECT {writable:dayaq.incident.v1.Casualty -same_as_uid}, $6, $7, $8
    FROM json_populate_recordset(NULL::incident.casualty, $1::json)
  ), keys AS (
    INSERT INTO incident.person_key (uid, kek_id, wrapped, register, district, institution)
    SELECT uid, kek_id, wrapped, $6, $7, $8 FROM json_populate_recordset(NULL::incident.person_key, $2::json)
  ), tokens AS (
    INSERT INTO incident.token (kind, token, casualty_uid, incident_uid, register, district, institution)
    SELECT kind, token, casualty_uid, incident_uid, $6, $7, $8 FROM json_populate_recordset(NULL::incident.token, $3::json)
    ON CONFLICT DO NOTHING
  ), report AS (
    INSERT INTO incident.report ({writable:dayaq.incident.v1.Report -staff_uid}, register, district, incident_institution)
    SELECT {writable:dayaq.incident.v1.Report -staff_uid}, $6, $7, $8 FROM json_populate_recordset(NULL::incident.report, $4::json)
  )
  INSERT INTO incident.statement ({writable:dayaq.incident.v1.CasualtyStatement}, register, district, institution)
  SELECT {writable:dayaq.incident.v1.CasualtyStatement}, $6, $7, $8 FROM json_populate_recordset(NULL::incident.statement, $5::json)
)sql"};

inline constexpr Query kIncident{"incident.by_uid", R"sql(
  SELECT {columns:dayaq.incident.v1.Incident} FROM incident.incident WHERE uid = $1::uuid
)sql"};

// The same, kept from changing until the end of the transaction.
inline constexpr Query kIncidentToChange{"incident.by_uid_to_change", R"sql(
  SELECT {columns:dayaq.incident.v1.Incident} FROM incident.incident WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

inline constexpr Query kCasualties{"incident.casualties", R"sql(
  SELECT {columns:dayaq.incident.v1.Casualty as c} {keys:dayaq.incident.v1.Casualty as k}
  FROM incident.casualty AS c {join:dayaq.incident.v1.Casualty LEFT JOIN incident.person_key AS k ON k.uid = c.uid}
  WHERE c.incident_uid = $1::uuid ORDER BY c.uid LIMIT 3000
)sql"};

inline constexpr Query kCasualtyToChange{"incident.casualty_to_change", R"sql(
  SELECT {columns:dayaq.incident.v1.Casualty as c} {keys:dayaq.incident.v1.Casualty as k}
  FROM incident.casualty AS c {join:dayaq.incident.v1.Casualty LEFT JOIN incident.person_key AS k ON k.uid = c.uid}
  WHERE c.uid = $1::uuid AND c.incident_uid = $2::uuid FOR NO KEY UPDATE OF c
)sql"};

inline constexpr Query kReports{"incident.reports", R"sql(
  SELECT {columns:dayaq.incident.v1.Report} FROM incident.report WHERE incident_uid = $1::uuid ORDER BY uid LIMIT 500
)sql"};

// Of reports that were read just now, and so within reach.
inline constexpr Query kStatements{"incident.statements", R"sql(
  SELECT {columns:dayaq.incident.v1.CasualtyStatement as s} {keys:dayaq.incident.v1.CasualtyStatement as k}
  FROM incident.statement AS s
       {join:dayaq.incident.v1.CasualtyStatement LEFT JOIN incident.person_key AS k ON k.uid = s.casualty_uid}
  WHERE s.report_uid = ANY ($1::uuid[]) ORDER BY s.uid LIMIT 3000
)sql"};

inline constexpr Query kUpdateFacts{"incident.update_facts", R"sql(
  UPDATE incident.incident AS i
  SET ({changeable:dayaq.incident.v1.Incident -uid -number -etag -state -register -institution -first_report_uid -decisions -merged_into_uid
          -original_words -create_time -update_time}) =
      (SELECT {changeable:dayaq.incident.v1.Incident -uid -number -etag -state -register -institution -first_report_uid -decisions -merged_into_uid
          -original_words -create_time -update_time}
       FROM json_populate_recordset(NULL::incident.incident, $1::json))
  WHERE i.uid = $2::uuid
)sql"};

inline constexpr Query kUpdateState{"incident.update_state", R"sql(
  UPDATE incident.incident AS i SET (state, decisions, merged_into_uid) =
    (SELECT state, decisions, merged_into_uid FROM json_populate_recordset(NULL::incident.incident, $1::json))
  WHERE i.uid = $2::uuid
)sql"};

inline constexpr Query kUpdateCasualty{"incident.update_casualty", R"sql(
  UPDATE incident.casualty AS c
  SET ({changeable:dayaq.incident.v1.Casualty -uid -incident_uid -etag -first_report_uid -same_as_uid -original_words -create_time
          -update_time}) =
      (SELECT {changeable:dayaq.incident.v1.Casualty -uid -incident_uid -etag -first_report_uid -same_as_uid -original_words -create_time
          -update_time}
       FROM json_populate_recordset(NULL::incident.casualty, $1::json))
  WHERE c.uid = $2::uuid
)sql"};

inline constexpr Query kUpdateCounts{"incident.update_counts", R"sql(
  UPDATE incident.incident SET killed = $2, injured = $3, outcome_unknown = $4 WHERE uid = $1::uuid
)sql"};

inline constexpr Query kDeleteTokens{"incident.delete_tokens", R"sql(
  DELETE FROM incident.token WHERE casualty_uid = $1::uuid
)sql"};

inline constexpr Query kAddKeysAndTokens{"incident.add_keys_and_tokens", R"sql(
  WITH keys AS (
    INSERT INTO incident.person_key (uid, kek_id, wrapped, register, district, institution)
    SELECT uid, kek_id, wrapped, $3, $4, $5 FROM json_populate_recordset(NULL::incident.person_key, $1::json) ON CONFLICT DO NOTHING
  )
  INSERT INTO incident.token (kind, token, casualty_uid, incident_uid, register, district, institution)
  SELECT kind, token, casualty_uid, incident_uid, $3, $4, $5 FROM json_populate_recordset(NULL::incident.token, $2::json)
)sql"};

inline constexpr Query kIncidentVersions{"incident.versions", R"sql(
  SELECT {columns:dayaq.incident.v1.IncidentVersion} FROM incident.incident_history WHERE uid = $1::uuid
  ORDER BY history_uid DESC LIMIT 499
)sql"};

inline constexpr Query kCasualtyVersions{"incident.casualty_versions", R"sql(
  SELECT {columns:dayaq.incident.v1.CasualtyVersion as h} {keys:dayaq.incident.v1.CasualtyVersion as k}
  FROM incident.casualty AS c JOIN incident.casualty_history AS h ON h.uid = c.uid
       {join:dayaq.incident.v1.CasualtyVersion LEFT JOIN incident.person_key AS k ON k.uid = h.uid}
  WHERE c.incident_uid = $1::uuid ORDER BY h.history_uid DESC LIMIT 400
)sql"};

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_INCIDENT_QUERIES_H_
