// Statements on emergencies. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_ACCESS_BREAK_GLASS_QUERIES_H_
#define SERVICES_ACCESS_BREAK_GLASS_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::access {

// The one record of number $1, or of the national id of token $2.
inline constexpr Query kFindForEmergency{"access.find_for_emergency", R"sql(
  SELECT uid, short_number, register, district FROM survivor.find_for_emergency($1, $2::bytea)
)sql"};

// Who, when and until when is what the context and the clock say.
inline constexpr Query kOpenBreakGlass{"access.open_break_glass", R"sql(
  INSERT INTO access.break_glass (uid, person_uid, number, register, district, reason, reason_words)
  VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7)
)sql"};

inline constexpr Query kBreakGlass{"access.break_glass", R"sql(
  SELECT {columns:dayaq.access.v1.BreakGlass} FROM access.break_glass WHERE uid = $1::uuid
)sql"};

inline constexpr Query kLockBreakGlass{"access.lock_break_glass", R"sql(
  SELECT uid FROM access.break_glass WHERE uid = $1::uuid FOR NO KEY UPDATE
)sql"};

// $1 only those to review, $2 and $3 behind this one, $4 how many. What is overdue comes first.
inline constexpr Query kBreakGlasses{"access.break_glasses", R"sql(
  SELECT {columns:dayaq.access.v1.BreakGlass} FROM access.break_glass
  WHERE (NOT $1::boolean OR verdict IS NULL) AND ($3::uuid IS NULL OR (review_overdue, uid) < ($2::boolean, $3::uuid))
  ORDER BY review_overdue DESC, uid DESC LIMIT $4::integer
)sql"};

inline constexpr Query kCloseBreakGlass{"access.close_break_glass", R"sql(
  SELECT access.close_emergency($1::uuid) AS done
)sql"};

inline constexpr Query kReviewBreakGlass{"access.review_break_glass", R"sql(
  UPDATE access.break_glass SET verdict = $2, verdict_words = $3 WHERE uid = $1::uuid
)sql"};

inline constexpr Query kMarkOverdue{"access.mark_overdue", R"sql(
  UPDATE access.break_glass SET review_overdue = true
  WHERE uid = $1::uuid AND verdict IS NULL AND NOT review_overdue AND review_due_time <= now()
)sql"};

}  // namespace dayaq::access

#endif  // SERVICES_ACCESS_BREAK_GLASS_QUERIES_H_
