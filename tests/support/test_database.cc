#include "tests/support/test_database.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <exception>
#include <pqxx/pqxx>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace dayaq::testing {
namespace {

constexpr char kTemplate[] = "dayaq_template";

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string ConninfoOf(absl::string_view database, absl::string_view login) {
  return absl::StrCat(Environment("DAYAQ_TEST_CLUSTER"), " dbname=", database, " user=", login, " passfile='",
                      TestDatabase::SecretsDirectory(), "/database/", login, ".pgpass'");
}

std::string SuperuserOf(absl::string_view database) { return ConninfoOf(database, Environment("DAYAQ_TEST_SUPERUSER")); }

absl::StatusOr<pqxx::result> Run(const std::string& conninfo, absl::string_view sql) {
  try {
    pqxx::connection connection(conninfo);
    pqxx::nontransaction work(connection);
    return work.exec(std::string(sql));
  } catch (const std::exception& error) {
    return absl::InternalError(error.what());
  }
}

// Somebody else may be looking at the template, or copying it, at this moment.
absl::Status CopyTemplate(const std::string& name) {
  absl::Status status;
  for (int attempt = 0; attempt < 50; ++attempt) {
    status = Run(SuperuserOf("postgres"), absl::StrCat("CREATE DATABASE ", name, " TEMPLATE ", kTemplate, " OWNER dayaq_owner"))
                 .status();
    if (!absl::StrContains(status.message(), "being accessed by other users")) return status;
    absl::SleepFor(absl::Milliseconds(100));
  }
  return status;
}

}  // namespace

bool TestDatabase::Available() {
  return !Environment("DAYAQ_TEST_CLUSTER").empty() && !Environment("DAYAQ_TEST_SUPERUSER").empty() && !SecretsDirectory().empty();
}

absl::StatusOr<std::unique_ptr<TestDatabase>> TestDatabase::Create() {
  static std::atomic<int> made = 0;
  if (!Available()) return absl::FailedPreconditionError("no test cluster");
  std::string name = absl::StrCat("test_", getpid(), "_", ++made);
  if (absl::Status status = CopyTemplate(name); !status.ok()) return status;
  std::unique_ptr<TestDatabase> database(new TestDatabase(name));
  // Rights on a database are not copied with it.
  const absl::StatusOr<std::string> logins = database->Value(
      "SELECT string_agg(rolname, ', ') FROM pg_roles WHERE rolcanlogin AND NOT rolsuper AND rolname LIKE 'dayaq\\_%'");
  if (!logins.ok()) return logins.status();
  absl::Status status = database->Execute(
      absl::StrCat("REVOKE ALL ON DATABASE ", name, " FROM PUBLIC; GRANT CONNECT ON DATABASE ", name, " TO ", *logins));
  if (!status.ok()) return status;
  return database;
}

TestDatabase::TestDatabase(std::string name) : name_(std::move(name)) {}

TestDatabase::~TestDatabase() {
  const absl::Status dropped = Run(SuperuserOf("postgres"), absl::StrCat("DROP DATABASE ", name_, " WITH (FORCE)")).status();
  EXPECT_TRUE(dropped.ok()) << dropped;
}

std::string TestDatabase::Conninfo(absl::string_view login) const { return ConninfoOf(name_, login); }

std::string TestDatabase::SuperuserConninfo() const { return SuperuserOf(name_); }

absl::Status TestDatabase::Execute(absl::string_view sql) const { return Run(SuperuserConninfo(), sql).status(); }

absl::StatusOr<std::string> TestDatabase::Value(absl::string_view sql) const {
  absl::StatusOr<pqxx::result> rows = Run(SuperuserConninfo(), sql);
  if (!rows.ok()) return rows.status();
  if (rows->empty()) return absl::NotFoundError("no row");
  return (*rows)[0][0].is_null() ? "" : std::string((*rows)[0][0].c_str());
}

std::string TestDatabase::SecretsDirectory() { return Environment("DAYAQ_TEST_SECRETS"); }

}  // namespace dayaq::testing
