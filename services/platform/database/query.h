// A statement of a store: a named constant, never put together from values.
#ifndef SERVICES_PLATFORM_DATABASE_QUERY_H_
#define SERVICES_PLATFORM_DATABASE_QUERY_H_

#include "absl/strings/string_view.h"

namespace dayaq {

// `name` ("incident.by_uid") is the prepared statement, the metric label and what the plan guard explains; `text` is SQL with $1..
// for values and, where the caller's rights decide which columns there are:
//
//   {columns:pkg.Message}              columns of Message that the caller may read, comma separated
//   {columns:pkg.Message as c}         the same as c.x, c.y
//   {columns:pkg.Message -etag -uid}   without those
//   {writable:pkg.Message ...}         the same three forms for what the caller may write
//   {changeable:pkg.Message ...}       the same for what the caller may both read and write: an update puts back what was read,
//                                      so a column that was not read must not be in it
//   {keys:pkg.Message as k}            ", k.uid AS key_uid, k.kek_id AS key_kek_id, k.wrapped AS key_wrapped" when the caller may
//                                      read a sealed column of Message, else nothing
//   {join:pkg.Message JOIN ... }       the words after the message when the caller may read a sealed column of it, else nothing
//
// A caller without identity or health rights has no right on the keys either: {keys:} and {join:} keep the query from touching
// them.
struct Query {
  absl::string_view name;
  absl::string_view text;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_QUERY_H_
