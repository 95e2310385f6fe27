// What a database error means to a caller. The database's own words stay out of it: they can hold personal data.
#ifndef SERVICES_PLATFORM_DATABASE_DATABASE_ERROR_H_
#define SERVICES_PLATFORM_DATABASE_DATABASE_ERROR_H_

#include <exception>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace dayaq {

// An error as the driver told it, without its text.
struct DatabaseError {
  // kInDoubt: the connection went away during COMMIT. kOther: not told by the server at all, a fault of ours.
  enum class Kind { kSql, kSerialization, kDeadlock, kBrokenConnection, kInDoubt, kOther };
  Kind kind = Kind::kOther;
  // Five characters where the server gave one.
  std::string sqlstate;
  // Name of the violated constraint, if one was.
  std::string constraint;

  // Whether the whole transaction may be run again at once.
  bool retryable() const { return kind == Kind::kSerialization || kind == Kind::kDeadlock; }
};

// Sorts an exception caught from libpqxx, reads the constraint's name from its terse text and drops the rest.
DatabaseError Classify(const std::exception& exception);

// The status for it; `query_name` goes into the detail of an INTERNAL, which the edge logs and never sends.
//   40001, 40P01                ABORTED, CONFLICT
//   23505                       ALREADY_EXISTS, CONFLICT; see ConstraintOf
//   42501                       PERMISSION_DENIED, ACTION_DENIED
//   57014, 55P03                DEADLINE_EXCEEDED, DEADLINE_EXCEEDED
//   22021, 22P05                INVALID_ARGUMENT, TEXT_MALFORMED
//   53xxx                       RESOURCE_EXHAUSTED, BUSY
//   DY001, 28000                UNAUTHENTICATED, TOKEN_INVALID: the database context is missing, forged or expired
//   DY002                       UNAUTHENTICATED, STAFF_UNKNOWN
//   DY003                       PERMISSION_DENIED, ROLE_ASSIGNMENT_INVALID
//   DY010                       FAILED_PRECONDITION, AMPUTATION_NOT_APPENDED
//   DY015                       FAILED_PRECONDITION, STATE_NOT_ALLOWED: a row that goes step by step went another one
//   lost or refused connection  UNAVAILABLE, DATABASE_UNAVAILABLE
//   anything else               INTERNAL without a reason
absl::Status ToStatus(const DatabaseError& error, absl::string_view query_name);

// The constraint that an ALREADY_EXISTS or INTERNAL of ToStatus is about ("duplicate_pair_key"), so that a store can say
// what it means; "" for any other status.
std::string ConstraintOf(const absl::Status& status);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_DATABASE_ERROR_H_
