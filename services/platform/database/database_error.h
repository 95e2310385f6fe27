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
  enum class Kind { kSql, kSerialization, kDeadlock, kBrokenConnection, kInDoubt, kOther };
  Kind kind = Kind::kOther;
  std::string sqlstate;
  std::string constraint;
};

// Sorts an exception caught from libpqxx; reads the constraint's name from the terse text and drops the rest.
DatabaseError Classify(const std::exception& exception);

// The status for it:
//   40001, 40P01                ABORTED, CONFLICT; IsRetryable
//   23505                       ALREADY_EXISTS, CONFLICT; ConstraintOf names it
//   42501                       PERMISSION_DENIED, ACTION_DENIED
//   57014, 55P03                DEADLINE_EXCEEDED, DEADLINE_EXCEEDED
//   DY001, 28000                UNAUTHENTICATED, TOKEN_INVALID (the database context is not signed or expired)
//   DY002                       UNAUTHENTICATED, STAFF_UNKNOWN
//   DY003                       PERMISSION_DENIED, ROLE_ASSIGNMENT_INVALID
//   DY010                       FAILED_PRECONDITION, AMPUTATION_NOT_APPENDED
//   53xxx                       RESOURCE_EXHAUSTED, BUSY
//   lost or refused connection  UNAVAILABLE, DATABASE_UNAVAILABLE
//   anything else               INTERNAL, INTERNAL, metadata sqlstate
absl::Status ToStatus(const DatabaseError& error);

// Whether the whole transaction may be run again.
bool IsRetryable(const absl::Status& status);

// The constraint an ALREADY_EXISTS from the database is about ("duplicate_pair_key"); "" for any other status.
std::string ConstraintOf(const absl::Status& status);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_DATABASE_ERROR_H_
