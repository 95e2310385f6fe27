// Statements of searching by the first letters of names. Names: what the plan guard explains and metrics count by.
#ifndef SERVICES_SURVIVOR_SEARCH_QUERIES_H_
#define SERVICES_SURVIVOR_SEARCH_QUERIES_H_

#include "services/platform/database/query.h"

namespace dayaq::survivor {

// The next $5 records behind $4, newest first, that bear one of these tokens ($1 kinds, $2 tokens) in register $3.
inline constexpr Query kFindByLetters{"search.find_by_letters", R"sql(
  SELECT DISTINCT t.survivor_uid AS uid
  FROM unnest($1::text[], $2::bytea[]) AS n(kind, token)
    CROSS JOIN LATERAL (
      SELECT t.survivor_uid FROM survivor.token AS t
      WHERE t.kind = n.kind AND t.token = n.token AND t.register = $3 AND t.survivor_uid < coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
      ORDER BY t.survivor_uid DESC LIMIT $5::integer) AS t
  ORDER BY 1 DESC LIMIT $5::integer
)sql"};

// How many records out of the caller's reach bear one of these tokens, a few at most.
inline constexpr Query kMeantElsewhere{"search.meant_elsewhere", R"sql(
  SELECT survivor.meant_elsewhere($1, $2::text[], $3::bytea[]) AS total
)sql"};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_SEARCH_QUERIES_H_
