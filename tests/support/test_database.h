// A database of a test's own, copied from the migrated template of the test cluster (see dev/test-cluster.sh).
#ifndef TESTS_SUPPORT_TEST_DATABASE_H_
#define TESTS_SUPPORT_TEST_DATABASE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dayaq::testing {

// First line of a test, or of a fixture's SetUp, that needs PostgreSQL: without a test cluster it is skipped, and says so.
#define DAYAQ_NEEDS_TEST_CLUSTER() \
  if (!::dayaq::testing::TestDatabase::Available()) GTEST_SKIP() << "no test cluster"

// Made by Create, gone with the object. Holds reference data and the invented staff of db/sample/staff.yaml, no incidents.
class TestDatabase {
 public:
  // Whether DAYAQ_TEST_CLUSTER, DAYAQ_TEST_SUPERUSER and DAYAQ_TEST_SECRETS say where a cluster is.
  static bool Available();

  // FAILED_PRECONDITION when there is no cluster; INTERNAL, with the server's text, when it makes no database.
  static absl::StatusOr<std::unique_ptr<TestDatabase>> Create();

  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  // The libpq connection string of a login, for example "dayaq_incident".
  std::string Conninfo(absl::string_view login) const;
  // Of the superuser, whom row security does not hold.
  std::string SuperuserConninfo() const;

  // Runs statements as the superuser; INTERNAL with the server's text when one fails.
  absl::Status Execute(absl::string_view sql) const;
  // First column of the first row of a query, as text; empty for NULL. NOT_FOUND when there is no row.
  absl::StatusOr<std::string> Value(absl::string_view sql) const;

  const std::string& name() const { return name_; }
  // Folder of the cluster's keys: context.key, index.key, request.key, kek/1.key.
  static std::string SecretsDirectory();

 private:
  explicit TestDatabase(std::string name);

  std::string name_;
};

}  // namespace dayaq::testing

#endif  // TESTS_SUPPORT_TEST_DATABASE_H_
