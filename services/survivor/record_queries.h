// Statements that keep records in step with the incident register; run by the service itself.
#ifndef SERVICES_SURVIVOR_RECORD_QUERIES_H_
#define SERVICES_SURVIVOR_RECORD_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::survivor {

// The casualties of the resources $1 as they stand now, each with its link to a record if it has one.
inline constexpr Query kHeard{"record.heard", R"sql(
  SELECT {columns:dayaq.survivor.v1.RegisteredCasualty as r} {keys:dayaq.survivor.v1.RegisteredCasualty as r}, t.resource,
         coalesce(s.merged_into_uid, s.uid) AS record_uid,
         c.survivor_uid AS link_survivor_uid, c.incident_uid AS link_incident_uid, c.occurred_on AS link_occurred_on,
         c.outcome AS link_outcome, c.set_aside AS link_set_aside, c.told_id AS link_told_id
  FROM unnest($1::text[]) AS t(resource) CROSS JOIN LATERAL incident.casualties_for_survivor(t.resource) AS r
       LEFT JOIN survivor.casualty AS c ON c.casualty_uid = r.uid LEFT JOIN survivor.survivor AS s ON s.uid = c.survivor_uid
  LIMIT 20001
)sql"};

// New records with the casualties that open them, their keys and tokens: $1 to $4. A record whose national id is borne already is
// left out unless $5, and so is one whose casualty somebody attached in the meantime. Answers with those that opened.
inline constexpr Query kOpen{"record.open", R"sql(
  WITH stated AS MATERIALIZED (
    SELECT * FROM json_populate_recordset(NULL::survivor.survivor, $1::json)
  ), said AS MATERIALIZED (
    SELECT t.kind, t.token, t.survivor_uid, s.register, s.district, s.institution
    FROM json_populate_recordset(NULL::survivor.token, $4::json) AS t JOIN stated AS s ON s.uid = t.survivor_uid
  ), links AS (
    INSERT INTO survivor.casualty ({writable:dayaq.survivor.v1.AttachedCasualty}, told_id, register, district, institution)
    SELECT {writable:dayaq.survivor.v1.AttachedCasualty as c},
           (SELECT n.token FROM said AS n WHERE n.kind = 'national_id' AND n.survivor_uid = s.uid), s.register, s.district, s.institution
    FROM json_populate_recordset(NULL::survivor.casualty, $2::json) AS c JOIN stated AS s ON s.uid = c.survivor_uid
    WHERE $5::boolean OR NOT EXISTS (
      SELECT FROM said AS n JOIN survivor.token AS t ON t.kind = n.kind AND t.token = n.token AND t.register = n.register
      WHERE n.kind = 'national_id' AND n.survivor_uid = s.uid)
    ON CONFLICT (casualty_uid) DO NOTHING RETURNING survivor_uid
  ), keys AS (
    INSERT INTO survivor.person_key (uid, kek_id, wrapped, register, district, institution)
    SELECT k.uid, k.kek_id, k.wrapped, s.register, s.district, s.institution
    FROM json_populate_recordset(NULL::survivor.person_key, $3::json) AS k JOIN stated AS s ON s.uid = k.uid
         JOIN links AS l ON l.survivor_uid = k.uid
  ), tokens AS (
    INSERT INTO survivor.token (kind, token, survivor_uid, register, district, institution)
    SELECT n.kind, n.token, n.survivor_uid, n.register, n.district, n.institution
    FROM said AS n JOIN links AS l ON l.survivor_uid = n.survivor_uid
  )
  INSERT INTO survivor.survivor (number, {writable:dayaq.survivor.v1.Survivor -number -last_decision_uid})
  SELECT survivor.next_number(), {writable:dayaq.survivor.v1.Survivor -number -last_decision_uid as s}
  FROM stated AS s JOIN links AS l ON l.survivor_uid = s.uid RETURNING uid
)sql"};

// The records of register $1 that bear the national id of token $2, or go on where one that bears it went, kept from changing. What
// they say is read by the next statement: after waiting for somebody else's change this one would answer with the new row and the
// old key beside it.
inline constexpr Query kLockBearers{"record.lock_bearers", R"sql(
  SELECT s.uid FROM survivor.survivor AS s
  WHERE s.uid = ANY(ARRAY(
    SELECT coalesce(b.merged_into_uid, b.uid) FROM survivor.token AS t JOIN survivor.survivor AS b ON b.uid = t.survivor_uid
    WHERE t.kind = 'national_id' AND t.token = $2::bytea AND t.register = $1))
  ORDER BY s.uid LIMIT 100 FOR NO KEY UPDATE OF s
)sql"};

// The records of the casualties $1 and those they go on in, kept from changing; read by the next statement too.
inline constexpr Query kLockRecords{"record.lock_of_casualties", R"sql(
  SELECT s.uid FROM survivor.survivor AS s
  WHERE s.uid = ANY(ARRAY(
    SELECT r.uid FROM survivor.casualty AS c JOIN survivor.survivor AS h ON h.uid = c.survivor_uid,
                      unnest(ARRAY[h.uid, h.merged_into_uid]) AS r(uid)
    WHERE c.casualty_uid = ANY($1::uuid[]) AND r.uid IS NOT NULL))
  ORDER BY s.uid LIMIT 20001 FOR NO KEY UPDATE OF s
)sql"};

// The records $1, oldest first.
inline constexpr Query kRecords{"record.by_uids", R"sql(
  SELECT {columns:dayaq.survivor.v1.Survivor as s} {keys:dayaq.survivor.v1.Survivor as k}
  FROM survivor.survivor AS s {join:dayaq.survivor.v1.Survivor LEFT JOIN survivor.person_key AS k ON k.uid = s.uid}
  WHERE s.uid = ANY($1::uuid[]) ORDER BY s.uid LIMIT 20001
)sql"};

// All casualties of the records $1 and of those that go on in them as they stand now, oldest first, each with its link and the
// record that speaks for the person.
inline constexpr Query kCasualtiesOfRecords{"record.casualties", R"sql(
  SELECT {columns:dayaq.survivor.v1.RegisteredCasualty as r} {keys:dayaq.survivor.v1.RegisteredCasualty as r}, '' AS resource,
         coalesce(s.merged_into_uid, s.uid) AS record_uid, c.survivor_uid AS link_survivor_uid,
         c.incident_uid AS link_incident_uid, c.occurred_on AS link_occurred_on,
         c.outcome AS link_outcome, c.set_aside AS link_set_aside, c.told_id AS link_told_id
  FROM survivor.survivor AS s JOIN survivor.casualty AS c ON c.survivor_uid = s.uid
       CROSS JOIN LATERAL incident.casualties_for_survivor('incidents/' || c.incident_uid || '/casualties/' || c.casualty_uid) AS r
  WHERE s.uid = ANY($1::uuid[]) OR s.merged_into_uid = ANY($1::uuid[]) ORDER BY c.casualty_uid LIMIT 20001
)sql"};

// A casualty attached to a record: $1; where the record lies: $2 to $4; the national id the casualty tells, as a token: $5.
inline constexpr Query kAttach{"record.attach", R"sql(
  INSERT INTO survivor.casualty ({writable:dayaq.survivor.v1.AttachedCasualty}, register, district, institution, told_id)
  SELECT {writable:dayaq.survivor.v1.AttachedCasualty}, $2, $3, $4, $5::bytea
  FROM json_populate_recordset(NULL::survivor.casualty, $1::json)
  ON CONFLICT (casualty_uid) DO NOTHING
)sql"};

// The national ids, as tokens $2, that the casualties $1 tell now; an empty one: none any more.
inline constexpr Query kTellIds{"record.tell_ids", R"sql(
  UPDATE survivor.casualty AS c SET told_id = nullif(n.token, '') FROM unnest($1::uuid[], $2::bytea[]) AS n(uid, token)
  WHERE c.casualty_uid = n.uid
)sql"};

inline constexpr Query kRefreshLinks{"record.refresh_links", R"sql(
  UPDATE survivor.casualty AS c
  SET incident_uid = n.incident_uid, occurred_on = n.occurred_on, outcome = n.outcome, set_aside = n.set_aside
  FROM json_populate_recordset(NULL::survivor.casualty, $1::json) AS n WHERE c.casualty_uid = n.casualty_uid
)sql"};

inline constexpr Query kRefreshRecords{"record.refresh", R"sql(
  UPDATE survivor.survivor AS s
  SET district = n.district, identity = n.identity, sex = n.sex, state = n.state, died_on = n.died_on, death_cause = n.death_cause,
      death_document = n.death_document, death_recorded_time = n.death_recorded_time, doubts = n.doubts,
      identity_confirmed_time = n.identity_confirmed_time, identity_document = n.identity_document
  FROM json_populate_recordset(NULL::survivor.survivor, $1::json) AS n WHERE s.uid = n.uid
)sql"};

// Keys and tokens of records that stand: $1 and $2; the records themselves, for where they belong: $3.
inline constexpr Query kAddToRecords{"record.add_keys_and_tokens", R"sql(
  WITH stated AS MATERIALIZED (
    SELECT uid, register, district, institution FROM json_populate_recordset(NULL::survivor.survivor, $3::json)
  ), keys AS (
    INSERT INTO survivor.person_key (uid, kek_id, wrapped, register, district, institution)
    SELECT k.uid, k.kek_id, k.wrapped, s.register, s.district, s.institution
    FROM json_populate_recordset(NULL::survivor.person_key, $1::json) AS k JOIN stated AS s ON s.uid = k.uid
  )
  INSERT INTO survivor.token (kind, token, survivor_uid, register, district, institution)
  SELECT t.kind, t.token, t.survivor_uid, s.register, s.district, s.institution
  FROM json_populate_recordset(NULL::survivor.token, $2::json) AS t JOIN stated AS s ON s.uid = t.survivor_uid
  ON CONFLICT DO NOTHING
)sql"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_RECORD_QUERIES_H_
