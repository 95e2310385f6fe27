#include "services/platform/database/database_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pqxx/except>

#include "services/platform/base/error.h"

namespace dayaq {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

absl::Status StatusOf(const std::string& sqlstate) {
  return ToStatus(Classify(pqxx::sql_error("ERROR: text with Əli Əliyev in it", "SELECT 'Əli'", sqlstate.c_str())), "test.query");
}

TEST(DatabaseError, SqlStatesHaveTheirReasons) {
  const struct {
    const char* sqlstate;
    absl::StatusCode code;
    ErrorReason reason;
  } kCases[] = {
      {"23505", absl::StatusCode::kAlreadyExists, ErrorReason::ERROR_REASON_CONFLICT},
      {"57014", absl::StatusCode::kDeadlineExceeded, ErrorReason::ERROR_REASON_DEADLINE_EXCEEDED},
      {"55P03", absl::StatusCode::kDeadlineExceeded, ErrorReason::ERROR_REASON_DEADLINE_EXCEEDED},
      {"53200", absl::StatusCode::kResourceExhausted, ErrorReason::ERROR_REASON_BUSY},
      {"22021", absl::StatusCode::kInvalidArgument, ErrorReason::ERROR_REASON_TEXT_MALFORMED},
      {"DY001", absl::StatusCode::kUnauthenticated, ErrorReason::ERROR_REASON_TOKEN_INVALID},
      {"28000", absl::StatusCode::kUnauthenticated, ErrorReason::ERROR_REASON_TOKEN_INVALID},
      {"DY002", absl::StatusCode::kUnauthenticated, ErrorReason::ERROR_REASON_STAFF_UNKNOWN},
      {"DY003", absl::StatusCode::kPermissionDenied, ErrorReason::ERROR_REASON_ROLE_ASSIGNMENT_INVALID},
      {"DY015", absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED},
      {"DY016", absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_ROLES_INCOMPATIBLE},
      {"DY010", absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_AMPUTATION_NOT_APPENDED},
      {"57P01", absl::StatusCode::kUnavailable, ErrorReason::ERROR_REASON_DATABASE_UNAVAILABLE},
      {"25006", absl::StatusCode::kUnavailable, ErrorReason::ERROR_REASON_DATABASE_UNAVAILABLE},
      {"42601", absl::StatusCode::kInternal, ErrorReason::ERROR_REASON_UNSPECIFIED},
  };
  for (const auto& expected : kCases) {
    const absl::Status status = StatusOf(expected.sqlstate);
    EXPECT_EQ(status.code(), expected.code) << expected.sqlstate;
    EXPECT_EQ(ReasonOf(status), expected.reason) << expected.sqlstate;
    EXPECT_THAT(status.ToString(), Not(HasSubstr("liyev"))) << expected.sqlstate;
  }
}

TEST(DatabaseError, ConflictsAreToldApartFromOtherErrors) {
  EXPECT_TRUE(Classify(pqxx::serialization_failure("could not serialize")).retryable());
  EXPECT_TRUE(Classify(pqxx::deadlock_detected("deadlock detected")).retryable());
  EXPECT_FALSE(Classify(pqxx::sql_error("x", "y", "23505")).retryable());
  EXPECT_FALSE(Classify(pqxx::broken_connection("gone")).retryable());
  EXPECT_EQ(ReasonOf(ToStatus(Classify(pqxx::deadlock_detected("deadlock detected")), "q")), ErrorReason::ERROR_REASON_CONFLICT);
}

TEST(DatabaseError, AMissingPrivilegeIsARefusalThoughItTellsNoSqlState) {
  const absl::Status status = ToStatus(Classify(pqxx::insufficient_privilege("permission denied for table casualty")), "q");
  EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(ReasonOf(status), ErrorReason::ERROR_REASON_ACTION_DENIED);
}

TEST(DatabaseError, ACommitInDoubtAsksForTheSameRequestAgain) {
  const absl::Status status = ToStatus(Classify(pqxx::in_doubt_error("?")), "commit");
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("same request id"));
}

TEST(DatabaseError, TheConstraintIsNamedAndNothingElse) {
  const pqxx::unique_violation unique("ERROR:  duplicate key value violates unique constraint \"pair_key\"\n", "", "23505");
  EXPECT_EQ(ConstraintOf(ToStatus(Classify(unique), "q")), "pair_key");
  const pqxx::foreign_key_violation foreign("ERROR:  insert on table \"a\" violates foreign key constraint \"place_fk\"\n", "",
                                            "23503");
  EXPECT_EQ(ConstraintOf(ToStatus(Classify(foreign), "q")), "place_fk");
  const pqxx::not_null_violation null("ERROR:  null value in column \"x\" of relation \"a\" violates not-null constraint\n", "",
                                      "23502");
  EXPECT_EQ(ConstraintOf(ToStatus(Classify(null), "q")), "");
}

TEST(DatabaseError, AnythingElseTellsSqlStateAndQueryOnly) {
  EXPECT_EQ(std::string(StatusOf("22P02").message()), "database error 22P02 in test.query");
  EXPECT_EQ(std::string(ToStatus(Classify(std::runtime_error("secret")), "q").message()), "database error without SQLSTATE in q");
}

}  // namespace
}  // namespace dayaq
