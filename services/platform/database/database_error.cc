#include "services/platform/database/database_error.h"

#include <pqxx/except>

#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/error.h"

namespace dayaq {
namespace {

// Read by ConstraintOf of an INTERNAL, whose details never leave the service.
constexpr char kConstraintPayload[] = "dayaq/database/constraint";
constexpr absl::Duration kBusyDelay = absl::Milliseconds(250);

// Integrity errors name the constraint in quotes: `violates unique constraint "x"`.
std::string ConstraintIn(absl::string_view text) {
  constexpr absl::string_view kBefore = "constraint \"";
  const size_t start = text.find(kBefore);
  if (start == absl::string_view::npos) return "";
  text.remove_prefix(start + kBefore.size());
  const size_t end = text.find('"');
  return end == absl::string_view::npos ? "" : std::string(text.substr(0, end));
}

absl::Status Unavailable(absl::string_view message) {
  return MakeRetryableError(absl::StatusCode::kUnavailable, ErrorReason::ERROR_REASON_DATABASE_UNAVAILABLE, message,
                            absl::Seconds(1));
}

absl::Status Internal(const DatabaseError& error, absl::string_view query_name) {
  absl::Status status = absl::InternalError(
      absl::StrCat("database error ", error.sqlstate.empty() ? "without SQLSTATE" : error.sqlstate, " in ", query_name));
  if (!error.constraint.empty()) status.SetPayload(kConstraintPayload, absl::Cord(error.constraint));
  return status;
}

absl::Status FromSqlState(const DatabaseError& error, absl::string_view query_name) {
  const std::string& state = error.sqlstate;
  if (state == "23505") {
    return MakeError(absl::StatusCode::kAlreadyExists, ErrorReason::ERROR_REASON_CONFLICT, "This exists already.",
                     {{"constraint", error.constraint}});
  }
  if (state == "42501") {
    return MakeError(absl::StatusCode::kPermissionDenied, ErrorReason::ERROR_REASON_ACTION_DENIED, "The role may not do this.");
  }
  if (state == "57014" || state == "55P03") {
    return MakeError(absl::StatusCode::kDeadlineExceeded, ErrorReason::ERROR_REASON_DEADLINE_EXCEEDED,
                     "The time of the call ran out; nothing was stored.");
  }
  if (state == "22021" || state == "22P05") {
    return MakeError(absl::StatusCode::kInvalidArgument, ErrorReason::ERROR_REASON_TEXT_MALFORMED,
                     "A text is not valid UTF-8 or holds a NUL.");
  }
  if (state == "DY001" || state == "28000") {
    return MakeError(absl::StatusCode::kUnauthenticated, ErrorReason::ERROR_REASON_TOKEN_INVALID,
                     "The call is not signed, or too old.");
  }
  if (state == "DY002") {
    return MakeError(absl::StatusCode::kUnauthenticated, ErrorReason::ERROR_REASON_STAFF_UNKNOWN,
                     "Nobody of the staff belongs to this token, or the person or session is closed.");
  }
  if (state == "DY003") {
    return MakeError(absl::StatusCode::kPermissionDenied, ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID,
                     "Name a role assignment of yours that is in force.");
  }
  if (state == "DY010") {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_AMPUTATION_NOT_APPENDED,
                     "Amputations are added; one that stands is not changed or removed.");
  }
  if (state == "DY015") {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED,
                     "It goes no such step from where it is.");
  }
  if (state == "DY016") {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_ROLES_INCOMPATIBLE,
                     "The person holds, or was offered, a role that does not go together with this one.");
  }
  if (absl::StartsWith(state, "53")) {
    return MakeRetryableError(absl::StatusCode::kResourceExhausted, ErrorReason::ERROR_REASON_BUSY, "The database is at its limit.",
                              kBusyDelay);
  }
  return Internal(error, query_name);
}

}  // namespace

// The order matters: in libpqxx 6 serialisation failures are no sql_error, and a refused privilege tells no SQLSTATE.
DatabaseError Classify(const std::exception& exception) {
  using Kind = DatabaseError::Kind;
  if (dynamic_cast<const pqxx::broken_connection*>(&exception) != nullptr) return {Kind::kBrokenConnection, "", ""};
  if (dynamic_cast<const pqxx::in_doubt_error*>(&exception) != nullptr) return {Kind::kInDoubt, "", ""};
  if (dynamic_cast<const pqxx::serialization_failure*>(&exception) != nullptr) return {Kind::kSerialization, "40001", ""};
  if (dynamic_cast<const pqxx::deadlock_detected*>(&exception) != nullptr) return {Kind::kDeadlock, "40P01", ""};
  if (dynamic_cast<const pqxx::insufficient_privilege*>(&exception) != nullptr) return {Kind::kSql, "42501", ""};
  if (const auto* error = dynamic_cast<const pqxx::sql_error*>(&exception); error != nullptr) {
    // The server going down, or telling this session to go.
    // Or it is only a standby now: whoever takes changes is another.
    if (absl::StartsWith(error->sqlstate(), "57P0") || error->sqlstate() == "25006")
      return {Kind::kBrokenConnection, error->sqlstate(), ""};
    const bool integrity = absl::StartsWith(error->sqlstate(), "23");
    return {Kind::kSql, error->sqlstate(), integrity ? ConstraintIn(error->what()) : ""};
  }
  return {Kind::kOther, "", ""};
}

absl::Status ToStatus(const DatabaseError& error, absl::string_view query_name) {
  switch (error.kind) {
    case DatabaseError::Kind::kBrokenConnection:
      return Unavailable("The database cannot be reached; nothing was stored.");
    case DatabaseError::Kind::kInDoubt:
      return Unavailable("It is not known whether the change was stored; send the same request id again.");
    case DatabaseError::Kind::kSerialization:
    case DatabaseError::Kind::kDeadlock:
      return MakeRetryableError(absl::StatusCode::kAborted, ErrorReason::ERROR_REASON_CONFLICT,
                                "Another change was made at the same moment; nothing was stored.", kBusyDelay);
    case DatabaseError::Kind::kSql:
      return FromSqlState(error, query_name);
    case DatabaseError::Kind::kOther:
      break;
  }
  return Internal(error, query_name);
}

std::string ConstraintOf(const absl::Status& status) {
  if (const auto payload = status.GetPayload(kConstraintPayload); payload.has_value()) return std::string(*payload);
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  if (status.code() != absl::StatusCode::kAlreadyExists || !info.has_value()) return "";
  const auto found = info->metadata().find("constraint");
  return found == info->metadata().end() ? "" : found->second;
}

}  // namespace dayaq
