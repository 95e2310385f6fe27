// Statements on withholdings.
#ifndef SERVICES_AUDIT_WITHHOLDING_QUERIES_H_
#define SERVICES_AUDIT_WITHHOLDING_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::audit {

// Where the person's record lies; nothing when it is out of reach.
inline constexpr Query kStandingOf{"audit.standing_of", R"sql(
  SELECT register, district, institution FROM audit.standing_of($1::uuid)
)sql"};

// Who and when is what the context says.
inline constexpr Query kAddWithholding{"audit.add_withholding", R"sql(
  INSERT INTO audit.withholding (uid, person_uid, looks_from, looks_until, looks_staff_uid, looks_institution, legal_act, article, reason,
                                 end_time, register, district, institution)
  VALUES ($1::uuid, $2::uuid, $3::timestamptz, $4::timestamptz, $5::uuid, $6, $7, $8, $9, $10::timestamptz, $11, $12, $13)
)sql"};

inline constexpr Query kWithholding{"audit.withholding", R"sql(
  SELECT {columns:dayaq.audit.v1.Withholding} FROM audit.withholding WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockWithholding{"audit.lock_withholding", R"sql(
  SELECT uid FROM audit.withholding WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

inline constexpr Query kMoveWithholding{"audit.move_withholding", R"sql(
  UPDATE audit.withholding SET state = $2 WHERE uid = $1::uuid
)sql"};

// $1 the person, $2 those that are over too, $3 behind this uid, $4 how many.
inline constexpr Query kWithholdings{"audit.withholdings", R"sql(
  SELECT {columns:dayaq.audit.v1.Withholding} FROM audit.withholding
  WHERE ($1::uuid IS NULL OR person_uid = $1::uuid) AND ($3::uuid IS NULL OR uid < $3::uuid)
    AND ($2::boolean OR (state <> 'WITHHOLDING_STATE_ENDED' AND end_time > now()))
  ORDER BY uid DESC LIMIT $4::integer
)sql"};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_WITHHOLDING_QUERIES_H_
