// Statements about proposed duplicates and merges.
#ifndef SERVICES_INCIDENT_DUPLICATE_QUERIES_H_
#define SERVICES_INCIDENT_DUPLICATE_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::incident {

// What is compared of an incident, and nothing else of it: a reaction looks at up to two hundred around each.
#define DAYAQ_COMPARED                                                                                           \
  " i.uid, i.register, i.state, i.occurred_on, i.district, i.settlement, i.point, i.device_category, i.killed, " \
  "i.injured, i.outcome_unknown "

inline constexpr Query kCompared{"duplicate.compared",
                                 "SELECT" DAYAQ_COMPARED "FROM incident.incident AS i WHERE i.uid = ANY($1::uuid[]) LIMIT 1000"};

// Around each incident of $1: incidents of its place ($2, $3) whose days are not certainly apart from $4 .. $5, the ones of most
// people first. A month ($7) or a year ($6) known alone may reach into that time, and lies before it in the index; both are told as
// they are, for row security lets an index be searched by plain comparisons only.
inline constexpr Query kCandidates{
    "duplicate.candidates",
    "SELECT c.changed_uid," DAYAQ_COMPARED
    "FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])"
    "       AS c(changed_uid, register, district, earliest, latest, year, month)"
    "     CROSS JOIN LATERAL ("
    "       SELECT" DAYAQ_COMPARED
    "FROM incident.incident AS i"
    "       WHERE i.register = c.register AND i.district = c.district AND i.uid <> c.changed_uid"
    "         AND (i.occurred_on BETWEEN c.earliest AND c.latest OR i.occurred_on = c.year OR i.occurred_on = c.month)"
    "         AND i.state = ANY(ARRAY['INCIDENT_STATE_REPORTED', 'INCIDENT_STATE_VERIFIED'])"
    "       ORDER BY (i.killed + i.injured + i.outcome_unknown) DESC, i.uid DESC LIMIT 200) AS i"};

// How many people each incident of $1 shares with any other, by their tokens.
inline constexpr Query kSharedTokens{"duplicate.shared_tokens", R"sql(
  SELECT a.incident_uid AS changed_uid, b.incident_uid,
         count(DISTINCT b.casualty_uid) FILTER (WHERE b.kind = 'national_id') AS national_ids,
         count(DISTINCT b.casualty_uid) FILTER (WHERE b.kind = 'name') AS names
  FROM incident.token AS a JOIN incident.token AS b ON b.kind = a.kind AND b.token = a.token
  WHERE a.incident_uid = ANY($1::uuid[]) AND a.kind IN ('national_id', 'name') AND b.incident_uid <> a.incident_uid
  GROUP BY a.incident_uid, b.incident_uid LIMIT 20000
)sql"};

#undef DAYAQ_COMPARED

inline constexpr Query kInsertProposals{"duplicate.insert", R"sql(
  INSERT INTO incident.duplicate ({writable:dayaq.incident.v1.DuplicateProposal -resolved_by_uid -resolution}, register, district,
                                  institution, other_district, other_institution)
  SELECT {writable:dayaq.incident.v1.DuplicateProposal -resolved_by_uid -resolution as p}, a.register, a.district, a.institution,
         b.district, b.institution
  FROM json_populate_recordset(NULL::incident.duplicate, $1::json) AS p
       JOIN incident.incident AS a ON a.uid = p.incident_uid JOIN incident.incident AS b ON b.uid = p.other_uid
  ON CONFLICT DO NOTHING
)sql"};

inline constexpr Query kListProposals{"duplicate.list", R"sql(
  SELECT {columns:dayaq.incident.v1.DuplicateProposal} FROM incident.duplicate
  WHERE register = $1 AND state = $2 AND ($3::uuid IS NULL OR incident_uid = $3::uuid OR other_uid = $3::uuid)
    AND ($4::integer IS NULL OR (score, uid) < ($4::integer, $5::uuid))
  ORDER BY score DESC, uid DESC LIMIT $6::integer
)sql"};

inline constexpr Query kProposal{"duplicate.by_uid", R"sql(
  SELECT {columns:dayaq.incident.v1.DuplicateProposal} FROM incident.duplicate WHERE uid = $1::uuid
)sql"};

inline constexpr Query kProposalToChange{"duplicate.by_uid_to_change", R"sql(
  SELECT {columns:dayaq.incident.v1.DuplicateProposal} FROM incident.duplicate WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

inline constexpr Query kResolveProposal{"duplicate.resolve", R"sql(
  UPDATE incident.duplicate SET state = $2, resolved_by_uid = $3::uuid, resolution = $4 WHERE uid = $1::uuid
)sql"};

// The proposal of that pair becomes merged, or open again.
inline constexpr Query kResolvePair{"duplicate.resolve_pair", R"sql(
  UPDATE incident.duplicate SET state = $3, resolved_by_uid = $4::uuid
  WHERE incident_uid = least($1::uuid, $2::uuid) AND other_uid = greatest($1::uuid, $2::uuid)
)sql"};

inline constexpr Query kInsertMerge{"merge.insert", R"sql(
  INSERT INTO incident.merge (uid, kept_uid, duplicate_uid, moved_casualty_uids, pairs, kept_state, duplicate_state, staff_uid, reason,
                              register)
  VALUES ($1::uuid, $2::uuid, $3::uuid, to_jsonb($4::text[]), $5::jsonb, $6, $7, $8::uuid, $9, $10)
)sql"};

// People move to the incident that carries on, and with them everything that lies in its scope.
inline constexpr Query kMoveCasualties{"merge.move_casualties", R"sql(
  UPDATE incident.casualty AS c SET incident_uid = i.uid, register = i.register, district = i.district, institution = i.institution
  FROM incident.incident AS i WHERE i.uid = $1::uuid AND c.uid = ANY($2::uuid[])
)sql"};

inline constexpr Query kSetSameAs{"merge.set_same_as", R"sql(
  UPDATE incident.casualty SET same_as_uid = $2::uuid WHERE uid = $1::uuid
)sql"};

inline constexpr Query kMergeInForce{"merge.in_force", R"sql(
  SELECT m.uid, m.kept_uid, m.duplicate_state, ARRAY(SELECT jsonb_array_elements_text(m.moved_casualty_uids)) AS moved,
         ARRAY(SELECT p ->> 'duplicate_uid' FROM jsonb_array_elements(m.pairs) AS p) AS paired,
         EXISTS (SELECT FROM incident.merge AS l WHERE l.undone_time IS NULL AND l.uid > m.uid
                   AND (l.kept_uid = m.kept_uid OR l.duplicate_uid = m.kept_uid)) AS has_later
  FROM incident.merge AS m WHERE m.duplicate_uid = $1::uuid AND m.undone_time IS NULL
)sql"};

inline constexpr Query kUndoMerge{"merge.undo", R"sql(
  UPDATE incident.merge SET undone_time = $2::timestamptz, undone_by = $3::uuid, undone_reason = $4 WHERE uid = $1::uuid
)sql"};

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_DUPLICATE_QUERIES_H_
