// Statements by which people and vacancies find each other, and proposals.
#ifndef SERVICES_EMPLOYMENT_MATCHING_QUERIES_H_
#define SERVICES_EMPLOYMENT_MATCHING_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::employment {

// What a match goes by, of a vacancy.
#define DAYAQ_VACANCY_KEY                                                                                           \
  " v.uid, v.field, v.district, v.schedule, v.salary_qepik, v.schooling_rank, v.home_work, v.quota, v.skill_bits, " \
  "v.language_bits,"                                                                                                \
  " v.driving_bit, v.rests_on_bits, v.there_bits, v.possible_bits "
// Open, and what it needs the person has: $4 today, $5 schooling, $6 languages, $7 driving, $8 domains in which no work is looked
// for, $9 whether places by quota fit. CouldSuit (match_rules.cc) says the same.
#define DAYAQ_COULD_SUIT                                                                                                    \
  " v.state = 'VACANCY_STATE_OPEN' AND v.places_taken < v.places AND v.closes_on >= $4 AND v.schooling_rank <= $5::integer" \
  " AND v.language_bits & ~$6::integer = 0 AND v.driving_bit & ~$7::integer = 0 AND v.rests_on_bits & $8::integer = 0"      \
  " AND ($9::boolean OR NOT v.quota) "

// Vacancies for one person: of each field $1 in the district $2 the newest $3 at most, along vacancy_open. The two lists are as
// long as each other.
inline constexpr Query kCandidates{
    "vacancy.candidates",
    "SELECT" DAYAQ_VACANCY_KEY
    "FROM unnest($1::text[], $2::text[]) AS c(field, district) CROSS JOIN LATERAL ("
    " SELECT * FROM employment.vacancy AS v WHERE v.field = c.field AND v.district = c.district AND" DAYAQ_COULD_SUIT
    " ORDER BY v.uid DESC LIMIT $3::integer) AS v LIMIT 5000"};
// The same of work that is done at home, wherever: of each field the newest.
inline constexpr Query kCandidatesAtHome{
    "vacancy.candidates_at_home",
    "SELECT" DAYAQ_VACANCY_KEY
    "FROM unnest($1::text[], $2::text[]) AS c(field, district) CROSS JOIN LATERAL ("
    " SELECT * FROM employment.vacancy AS v WHERE v.field = c.field AND v.home_work AND" DAYAQ_COULD_SUIT
    " ORDER BY v.uid DESC LIMIT $3::integer) AS v LIMIT 5000"};
// All that are open on the day $1: for whoever looks for many people at once.
inline constexpr Query kOpenVacancies{
    "vacancy.all_open", "SELECT" DAYAQ_VACANCY_KEY
                        "FROM employment.vacancy AS v"
                        " WHERE v.state = 'VACANCY_STATE_OPEN' AND v.places_taken < v.places AND v.closes_on >= $1 LIMIT 1000000"};
#undef DAYAQ_COULD_SUIT
#undef DAYAQ_VACANCY_KEY

// Those whose last day is over before the day $1, at most 5,000.
inline constexpr Query kExpireVacancies{"vacancy.expire", R"sql(
  UPDATE employment.vacancy SET state = 'VACANCY_STATE_CLOSED', close_reason = 'VACANCY_CLOSE_REASON_EXPIRED'
  WHERE uid = ANY (ARRAY(SELECT v.uid FROM employment.vacancy AS v WHERE v.state = 'VACANCY_STATE_OPEN' AND v.closes_on < $1
                         ORDER BY v.closes_on, v.uid LIMIT 5000))
)sql"};

// People who agree to be proposed and do not work full time, behind the uid $1.
inline constexpr Query kProposable{"proposal.people", R"sql(
  SELECT p.uid, p.survivor_uid, p.member_uid, p.person_uid, p.register, p.district, p.institution, p.lives_in, p.education, p.skills, p.languages,
         p.fields, p.schedules, p.driving, p.most_km, p.home_work, p.least_salary_qepik, p.abilities
  FROM employment.profile AS p
  WHERE p.state = 'PROFILE_STATE_OPEN' AND p.consent_given_on IS NOT NULL AND p.consent_withdrawn_on IS NULL AND p.uid > $1::uuid
    AND NOT EXISTS (SELECT FROM employment.placement AS w
                    WHERE w.person_uid = p.person_uid AND w.state = 'PLACEMENT_STATE_STARTED' AND w.full_time)
  ORDER BY p.uid LIMIT $2::integer
)sql"};
// One of them, if they are.
inline constexpr Query kProposableOne{"proposal.person", R"sql(
  SELECT p.uid, p.survivor_uid, p.member_uid, p.person_uid, p.register, p.district, p.institution, p.lives_in, p.education, p.skills, p.languages,
         p.fields, p.schedules, p.driving, p.most_km, p.home_work, p.least_salary_qepik, p.abilities
  FROM employment.profile AS p
  WHERE p.state = 'PROFILE_STATE_OPEN' AND p.consent_given_on IS NOT NULL AND p.consent_withdrawn_on IS NULL AND p.uid = $1::uuid
    AND NOT EXISTS (SELECT FROM employment.placement AS w
                    WHERE w.person_uid = p.person_uid AND w.state = 'PLACEMENT_STATE_STARTED' AND w.full_time)
)sql"};

// What the house proposes to these people ($2) from now on: what it proposed before and does not any more goes, unless somebody
// said something. NOT IN is looked up by its hash; the planner, who takes what JSON holds for a hundred rows, would compare ten
// thousand proposals with ten thousand, each night but the first.
inline constexpr Query kWriteProposals{"proposal.write", R"sql(
  WITH fresh AS MATERIALIZED (
    SELECT * FROM json_populate_recordset(NULL::employment.proposal, $1::json)
  ), gone AS (
    DELETE FROM employment.proposal AS p
    WHERE p.profile_uid = ANY ($2::uuid[]) AND p.state = 'PROPOSAL_STATE_PROPOSED'
      AND (p.profile_uid, p.vacancy_uid) NOT IN (SELECT f.profile_uid, f.vacancy_uid FROM fresh AS f)
  )
  INSERT INTO employment.proposal AS p (uid, survivor_uid, member_uid, person_uid, register, district, institution, profile_uid, vacancy_uid, score,
                                        reasons, state)
  SELECT uid, survivor_uid, member_uid, person_uid, register, district, institution, profile_uid, vacancy_uid, score, reasons, state FROM fresh
  ON CONFLICT ON CONSTRAINT proposal_once DO UPDATE SET score = excluded.score, reasons = excluded.reasons
  WHERE p.state = 'PROPOSAL_STATE_PROPOSED' AND p.score <> excluded.score
)sql"};

inline constexpr Query kProposal{"proposal.by_uid", R"sql(
  SELECT {columns:dayaq.employment.v1.Proposal} FROM employment.proposal WHERE uid = $1::uuid
)sql"};
inline constexpr Query kLockProposal{"proposal.lock", R"sql(
  SELECT uid FROM employment.proposal WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};
inline constexpr Query kProposalsTo{"proposal.to", R"sql(
  SELECT {columns:dayaq.employment.v1.Proposal} FROM employment.proposal WHERE profile_uid = $1::uuid ORDER BY score DESC, uid LIMIT 200
)sql"};
inline constexpr Query kProposalsOf{"proposal.of_vacancy", R"sql(
  SELECT {columns:dayaq.employment.v1.Proposal} FROM employment.proposal WHERE vacancy_uid = $1::uuid ORDER BY score DESC, uid LIMIT 200
)sql"};
inline constexpr Query kAnswerProposal{"proposal.answer", R"sql(
  UPDATE employment.proposal SET state = $2 WHERE uid = $1::uuid
)sql"};
inline constexpr Query kProposalIntroduced{"proposal.introduced", R"sql(
  UPDATE employment.proposal SET state = 'PROPOSAL_STATE_INTRODUCED'
  WHERE profile_uid = $1::uuid AND vacancy_uid = $2::uuid AND state = 'PROPOSAL_STATE_PROPOSED'
)sql"};
// Vacancies that the person declined or was introduced to.
inline constexpr Query kSpokenOf{"proposal.spoken_of", R"sql(
  SELECT vacancy_uid AS uid FROM employment.proposal WHERE profile_uid = $1::uuid AND state <> 'PROPOSAL_STATE_PROPOSED'
  UNION SELECT vacancy_uid FROM employment.placement WHERE profile_uid = $1::uuid LIMIT 2000
)sql"};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_MATCHING_QUERIES_H_
