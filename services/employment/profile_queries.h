// Statements on profiles. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_EMPLOYMENT_PROFILE_QUERIES_H_
#define SERVICES_EMPLOYMENT_PROFILE_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::employment {

inline constexpr Query kProfile{"profile.by_uid", R"sql(
  SELECT {columns:dayaq.employment.v1.Profile} FROM employment.profile WHERE uid = $1::uuid
)sql"};
inline constexpr Query kLockProfile{"profile.lock", R"sql(
  SELECT uid FROM employment.profile WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// $1 of this record, $2 in these states, $3 only of those who agree to be proposed; NULL leaves a condition out.
#define DAYAQ_PROFILE_FILTER                                                                                \
  " ($1::uuid IS NULL OR p.survivor_uid = $1::uuid) AND ($2::text[] IS NULL OR p.state = ANY ($2::text[]))" \
  " AND (NOT $3::boolean OR (p.consent_given_on IS NOT NULL AND p.consent_withdrawn_on IS NULL)) "

// A uid begins with the time it was made at: newest first.
inline constexpr Query kProfiles{
    "profile.list", "SELECT {columns:dayaq.employment.v1.Profile as p} FROM employment.profile AS p WHERE" DAYAQ_PROFILE_FILTER
                    "AND ($4::uuid IS NULL OR p.uid < $4::uuid) ORDER BY p.uid DESC LIMIT $5::integer"};
inline constexpr Query kCountProfiles{"profile.count",
                                      "SELECT count(*) AS total FROM employment.profile AS p WHERE" DAYAQ_PROFILE_FILTER};

#undef DAYAQ_PROFILE_FILTER

inline constexpr Query kAddProfile{"profile.add", R"sql(
  INSERT INTO employment.profile ({writable:dayaq.employment.v1.Profile -etag -create_time -update_time})
  SELECT {writable:dayaq.employment.v1.Profile -etag -create_time -update_time}
  FROM json_populate_recordset(NULL::employment.profile, $1::json)
)sql"};
inline constexpr Query kChangeProfile{"profile.change", R"sql(
  UPDATE employment.profile AS p
  SET (lives_in, education, schooling, skills, languages, past_jobs, fields, schedules, driving, most_km, home_work, least_salary_qepik, abilities) =
      (SELECT lives_in, education, schooling, skills, languages, past_jobs, fields, schedules, driving, most_km, home_work, least_salary_qepik, abilities
       FROM json_populate_recordset(NULL::employment.profile, $1::json))
  WHERE p.uid = $2::uuid
)sql"};
inline constexpr Query kConsentProfile{"profile.consent", R"sql(
  UPDATE employment.profile SET consent_given_on = $2, consent_document = $3, consent_withdrawn_on = $4 WHERE uid = $1::uuid
)sql"};
inline constexpr Query kCloseProfile{"profile.close", R"sql(
  UPDATE employment.profile SET state = $2, closed_on = $3, close_reason = $4 WHERE uid = $1::uuid
)sql"};
// What the house proposed and nobody answered.
inline constexpr Query kForgetProposals{"profile.forget_proposals", R"sql(
  DELETE FROM employment.proposal WHERE profile_uid = $1::uuid AND state = 'PROPOSAL_STATE_PROPOSED'
)sql"};

// Who was referred to the caller's institution, and members of their families; see db/deploy/rehabilitation_facts.sql and
// employment.sql.
inline constexpr Query kPersonHere{"profile.person_here", R"sql(
  SELECT survivor_uid, survivor_number, register, district, deceased, referral_uid, NULL::uuid AS own_record, false AS may_be_minor
  FROM survivor.referred_here($1::uuid)
)sql"};
inline constexpr Query kMemberHere{"profile.member_here", R"sql(
  SELECT survivor_uid, survivor_number, register, district, deceased, referral_uid, own_record, may_be_minor
  FROM survivor.family_member_here($1::uuid)
)sql"};

// Middles of the districts of a register, as far as they are known.
inline constexpr Query kDistricts{"profile.districts", R"sql(
  SELECT code, latitude, longitude FROM incident.place
  WHERE register = $1 AND latitude IS NOT NULL AND longitude IS NOT NULL ORDER BY code LIMIT 1000
)sql"};
inline constexpr Query kIsDistrictOf{"profile.is_district", R"sql(
  SELECT EXISTS (SELECT FROM incident.place WHERE register = $1 AND code = $2) AS known
)sql"};

// For the service itself. Who an event was about: the record that they go on in, all records of theirs, and whether they live.
inline constexpr Query kPersonOf{"profile.person_of", R"sql(
  SELECT survivor_uid, records, deceased FROM survivor.facts_for_employment($1)
)sql"};
inline constexpr Query kOpenProfilesOf{"profile.open_of", R"sql(
  SELECT {columns:dayaq.employment.v1.Profile} FROM employment.profile
  WHERE survivor_uid = ANY ($1::uuid[]) AND state = 'PROFILE_STATE_OPEN' ORDER BY uid LIMIT 200 FOR NO KEY UPDATE
)sql"};
inline constexpr Query kNamePersonOfProfile{"profile.name_person", R"sql(
  UPDATE employment.profile SET person_uid = $2::uuid WHERE uid = $1::uuid
)sql"};
// Closed since these people ($1) had two each, in two records; at each service the last one, where none is open.
inline constexpr Query kReopenProfiles{"profile.reopen", R"sql(
  UPDATE employment.profile SET state = 'PROFILE_STATE_OPEN', closed_on = NULL, close_reason = NULL
  WHERE uid IN (
    SELECT DISTINCT ON (c.person_uid, c.institution) c.uid FROM employment.profile AS c
    WHERE c.person_uid = ANY ($1::uuid[]) AND c.member_uid IS NULL AND c.state = 'PROFILE_STATE_CLOSED'
      AND c.close_reason = 'PROFILE_CLOSE_REASON_MERGED'
      AND NOT EXISTS (SELECT FROM employment.profile AS o
                      WHERE o.person_uid = c.person_uid AND o.institution = c.institution AND o.state = 'PROFILE_STATE_OPEN')
    ORDER BY c.person_uid, c.institution, c.uid DESC LIMIT 200)
  RETURNING uid
)sql"};
inline constexpr Query kErasePerson{"profile.erase_person", R"sql(
  SELECT employment.erase_person($1::uuid[]) AS gone
)sql"};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_PROFILE_QUERIES_H_
