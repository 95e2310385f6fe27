// Statements that people's calls run on survivors. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_SURVIVOR_SURVIVOR_QUERIES_H_
#define SERVICES_SURVIVOR_SURVIVOR_QUERIES_H_

#include "services/platform/database/counting.h"
#include "services/platform/database/query.h"

namespace dayaq::survivor {

// The uids of the record $1 and of those that go on in it: what is known of a person lies with all of them.
#define DAYAQ_RECORD_UIDS \
  " ANY(ARRAY(SELECT g.uid FROM survivor.survivor AS g WHERE g.uid = $1::uuid OR g.merged_into_uid = $1::uuid)) "

inline constexpr Query kSurvivor{"survivor.by_uid", R"sql(
  SELECT {columns:dayaq.survivor.v1.Survivor as s} {keys:dayaq.survivor.v1.Survivor as k}
  FROM survivor.survivor AS s {join:dayaq.survivor.v1.Survivor LEFT JOIN survivor.person_key AS k ON k.uid = s.uid}
  WHERE s.uid = $1::uuid
)sql"};

// Keeps a record from changing until the end of the transaction. What it says is read by the next statement: after waiting for
// somebody else's change this one would answer with the new row and the old key beside it.
inline constexpr Query kLockSurvivor{"survivor.lock", R"sql(
  SELECT uid FROM survivor.survivor WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

inline constexpr Query kCasualties{
    "survivor.casualties",
    "SELECT {columns:dayaq.survivor.v1.AttachedCasualty} FROM survivor.casualty WHERE survivor_uid =" DAYAQ_RECORD_UIDS
    "ORDER BY create_time, casualty_uid LIMIT 500"};

inline constexpr Query kDecisions{
    "survivor.decisions",
    "SELECT {columns:dayaq.survivor.v1.DisabilityDecision} FROM survivor.disability_decision WHERE survivor_uid =" DAYAQ_RECORD_UIDS
    "ORDER BY uid LIMIT 500"};

// How the person wants to be contacted: what this record says, else what was said last by one that goes on in it.
inline constexpr Query kContactPreference{
    "survivor.contact_preference",
    "SELECT {columns:dayaq.survivor.v1.ContactPreference} FROM survivor.contact_preference WHERE survivor_uid =" DAYAQ_RECORD_UIDS
    "ORDER BY survivor_uid <> $1::uuid, update_time DESC LIMIT 1"};

// The records that go on in the record $1.
inline constexpr Query kAbsorbed{"survivor.absorbed", R"sql(
  SELECT {columns:dayaq.survivor.v1.Survivor as s} {keys:dayaq.survivor.v1.Survivor as k}
  FROM survivor.survivor AS s {join:dayaq.survivor.v1.Survivor LEFT JOIN survivor.person_key AS k ON k.uid = s.uid}
  WHERE s.merged_into_uid = $1::uuid ORDER BY s.uid LIMIT 100
)sql"};

// $1 registers, $2 districts, $3 states, $4 number, $5 uids found by person or casualty, $6 only doubtful ones; NULL leaves a
// condition out. A record that goes on in another is found by its number alone.
#define DAYAQ_SURVIVOR_FILTER                                                                            \
  " s.register = ANY($1::text[]) AND ($2::text[] IS NULL OR s.district = ANY($2::text[]))"               \
  " AND ($3::text[] IS NULL OR s.state = ANY($3::text[])) AND ($4::text IS NULL OR s.number = $4::text)" \
  " AND ($5::text[] IS NULL OR s.uid = ANY($5::uuid[])) AND (NOT $6::boolean OR s.doubts IS NOT NULL) "  \
  " AND (s.merged_into_uid IS NULL OR $4::text IS NOT NULL) "

// A uid begins with the time it was made at: newest first.
inline constexpr Query kSearch{
    "survivor.search",
    "SELECT {columns:dayaq.survivor.v1.Survivor as s} {keys:dayaq.survivor.v1.Survivor as k} FROM survivor.survivor AS s "
    "{join:dayaq.survivor.v1.Survivor LEFT JOIN survivor.person_key AS k ON k.uid = s.uid} WHERE" DAYAQ_SURVIVOR_FILTER
    "AND s.uid < coalesce($7::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff') ORDER BY s.uid DESC LIMIT $8::integer"};

inline constexpr Query kCount{"survivor.count", DAYAQ_COUNT_UP_TO_1000(" FROM survivor.survivor AS s WHERE" DAYAQ_SURVIVOR_FILTER)};

#undef DAYAQ_SURVIVOR_FILTER

inline constexpr Query kSurvivorsByTokens{"survivor.by_tokens", R"sql(
  SELECT DISTINCT coalesce(s.merged_into_uid, s.uid) AS survivor_uid
  FROM survivor.token AS t JOIN survivor.survivor AS s ON s.uid = t.survivor_uid
  WHERE t.kind = $1 AND t.token = ANY($2::bytea[]) LIMIT 500
)sql"};

inline constexpr Query kSurvivorOfCasualty{"survivor.of_casualty", R"sql(
  SELECT coalesce(s.merged_into_uid, s.uid) AS survivor_uid
  FROM survivor.casualty AS c JOIN survivor.survivor AS s ON s.uid = c.survivor_uid WHERE c.casualty_uid = $1::uuid
)sql"};

// Whether a record of register $1 other than $3 bears the national id of token $2, also one that the caller does not see.
inline constexpr Query kOtherBears{"survivor.other_bears", R"sql(
  SELECT survivor.other_bears($1, $2::bytea, $3::uuid) AS borne
)sql"};

// Who gives a national id to a record waits for everybody else who does so, until the end of the transaction: of two at the same
// moment the second sees the first. Always in the same order, so that nobody waits in a circle.
inline constexpr Query kLockNationalIds{"survivor.lock_national_ids", R"sql(
  SELECT count(pg_advisory_xact_lock(1397904983, key))
  FROM (SELECT DISTINCT hashtext(token) AS key FROM unnest($1::text[]) AS t(token) ORDER BY 1) AS keys
)sql"};

inline constexpr Query kIsPlace{"survivor.is_place", R"sql(
  SELECT EXISTS (SELECT FROM incident.place WHERE register = $1 AND code = $2) AS known
)sql"};

inline constexpr Query kIsRegister{"survivor.is_register", R"sql(
  SELECT EXISTS (SELECT FROM incident.register WHERE code = $1) AS known
)sql"};

inline constexpr Query kUpdateDetails{"survivor.update_details", R"sql(
  UPDATE survivor.survivor AS s
  SET ({changeable:dayaq.survivor.v1.Survivor -uid -number -etag -register -district -institution
          -state -identity_document -died_on -death_cause -death_document -death_recorded_time -last_decision_uid -merged_into_uid -create_time
          -update_time}) =
      (SELECT {changeable:dayaq.survivor.v1.Survivor -uid -number -etag -register -district -institution
          -state -identity_document -died_on -death_cause -death_document -death_recorded_time -last_decision_uid -merged_into_uid -create_time
          -update_time}
       FROM json_populate_recordset(NULL::survivor.survivor, $1::json))
  WHERE s.uid = $2::uuid
)sql"};

// The same when the confirmation of the identity is taken back: what it was confirmed by goes along.
inline constexpr Query kUpdateUnconfirmed{"survivor.update_unconfirmed", R"sql(
  UPDATE survivor.survivor AS s
  SET identity_document = NULL, ({changeable:dayaq.survivor.v1.Survivor -uid -number -etag -register -district -institution
          -state -identity_document -died_on -death_cause -death_document -death_recorded_time -last_decision_uid -merged_into_uid -create_time
          -update_time}) =
      (SELECT {changeable:dayaq.survivor.v1.Survivor -uid -number -etag -register -district -institution
          -state -identity_document -died_on -death_cause -death_document -death_recorded_time -last_decision_uid -merged_into_uid -create_time
          -update_time}
       FROM json_populate_recordset(NULL::survivor.survivor, $1::json))
  WHERE s.uid = $2::uuid
)sql"};

// The record goes to the staff of its home district; the caller may not see it any more.
inline constexpr Query kMoveToDistrict{"survivor.move_to_district", R"sql(
  SELECT survivor.move_to_district($1::uuid, $2)
)sql"};

inline constexpr Query kConfirmIdentity{"survivor.confirm_identity", R"sql(
  UPDATE survivor.survivor SET identity_confirmed_time = $2::timestamptz, identity_document = $3 WHERE uid = $1::uuid
)sql"};

inline constexpr Query kRecordDeath{"survivor.record_death", R"sql(
  UPDATE survivor.survivor AS s
  SET ({writable:dayaq.survivor.v1.Survivor -uid -number -etag -register -district -institution -identity -sex -contacts
          -home_district -identity_confirmed_time -identity_document -doubts -last_decision_uid -merged_into_uid -create_time -update_time}) =
      (SELECT {writable:dayaq.survivor.v1.Survivor -uid -number -etag -register -district -institution -identity -sex -contacts
          -home_district -identity_confirmed_time -identity_document -doubts -last_decision_uid -merged_into_uid -create_time -update_time}
       FROM json_populate_recordset(NULL::survivor.survivor, $1::json))
  WHERE s.uid = $2::uuid
)sql"};

inline constexpr Query kWithdrawDeath{"survivor.withdraw_death", R"sql(
  UPDATE survivor.survivor AS s
  SET state = n.state, died_on = NULL, death_cause = NULL, death_document = NULL, death_recorded_time = NULL, doubts = n.doubts
  FROM json_populate_recordset(NULL::survivor.survivor, $1::json) AS n WHERE s.uid = n.uid
)sql"};

inline constexpr Query kDeleteTokens{"survivor.delete_tokens", R"sql(
  DELETE FROM survivor.token WHERE survivor_uid = $1::uuid
)sql"};

inline constexpr Query kAddKeysAndTokens{"survivor.add_keys_and_tokens", R"sql(
  WITH keys AS (
    INSERT INTO survivor.person_key (uid, kek_id, wrapped, register, district, institution)
    SELECT uid, kek_id, wrapped, $3, $4, $5 FROM json_populate_recordset(NULL::survivor.person_key, $1::json)
  )
  INSERT INTO survivor.token (kind, token, survivor_uid, register, district, institution)
  SELECT kind, token, survivor_uid, $3, $4, $5 FROM json_populate_recordset(NULL::survivor.token, $2::json) ON CONFLICT DO NOTHING
)sql"};

// A decision, and the one it replaces: $2 is its uid and NULL when there is none, $3 and $4 when that one is in force from now on.
inline constexpr Query kDecide{"survivor.decide", R"sql(
  WITH decided AS (
    INSERT INTO survivor.disability_decision ({writable:dayaq.survivor.v1.DisabilityDecision -replaced_by_uid}, register, district,
                                              survivor_institution)
    SELECT {writable:dayaq.survivor.v1.DisabilityDecision -replaced_by_uid}, $6, $7, $8
    FROM json_populate_recordset(NULL::survivor.disability_decision, $1::json)
  ), replaced AS (
    UPDATE survivor.disability_decision SET replaced_by_uid = $5::uuid, in_force_from = $3, in_force_until = $4 WHERE uid = $2::uuid
  )
  UPDATE survivor.survivor SET last_decision_uid = $5::uuid WHERE uid = $9::uuid
)sql"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_SURVIVOR_QUERIES_H_
