#include "tests/support/test_database.h"

#include <pqxx/pqxx>

namespace dayaq::testing {
namespace {

class TestDatabaseTest : public ::testing::Test {
 protected:
  void SetUp() override {
    DAYAQ_NEEDS_TEST_CLUSTER();
    absl::StatusOr<std::unique_ptr<TestDatabase>> made = TestDatabase::Create();
    ASSERT_TRUE(made.ok()) << made.status();
    database_ = *std::move(made);
  }

  std::unique_ptr<TestDatabase> database_;
};

TEST_F(TestDatabaseTest, HoldsReferenceDataAndStaffButNoIncident) {
  EXPECT_EQ(database_->Value("SELECT title FROM incident.place WHERE register = 'az' AND code = 'AZ-TAR'").value(), "Tərtər");
  EXPECT_NE(database_->Value("SELECT count(*) FROM access.staff").value(), "0");
  EXPECT_EQ(database_->Value("SELECT count(*) FROM incident.incident").value(), "0");
}

TEST_F(TestDatabaseTest, LetsTheServiceInAndNoFurtherThanItsFunctions) {
  pqxx::connection connection(database_->Conninfo("dayaq_incident"));
  pqxx::nontransaction work(connection);
  EXPECT_THROW(work.exec("SELECT uid FROM incident.incident"), pqxx::insufficient_privilege);
}

TEST_F(TestDatabaseTest, TellsWhatWentWrong) {
  EXPECT_EQ(database_->Execute("SELECT 1 / 0").code(), absl::StatusCode::kInternal);
  EXPECT_EQ(database_->Value("SELECT 1 WHERE false").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(TestDatabaseTest, IsGoneWithItsObject) {
  absl::StatusOr<std::unique_ptr<TestDatabase>> other = TestDatabase::Create();
  ASSERT_TRUE(other.ok()) << other.status();
  const std::string count = "SELECT count(*) FROM pg_database WHERE datname = '" + (*other)->name() + "'";
  EXPECT_EQ(database_->Value(count).value(), "1");
  other->reset();
  EXPECT_EQ(database_->Value(count).value(), "0");
}

}  // namespace
}  // namespace dayaq::testing
