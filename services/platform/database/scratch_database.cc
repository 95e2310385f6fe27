#include "services/platform/database/scratch_database.h"

#include <unistd.h>

#include <cstdlib>
#include <pqxx/connection>
#include <pqxx/nontransaction>
#include <pqxx/result>

#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"

namespace dayaq {
namespace {

constexpr char kSchema[] = R"sql(
  CREATE SCHEMA room;
  CREATE TABLE room.visit (
    uid uuid PRIMARY KEY, person_uid uuid, etag bigint NOT NULL DEFAULT 1, create_time timestamptz, remarks jsonb,
    text text, mood text, count integer NOT NULL DEFAULT 0, distance integer, amount bigint NOT NULL DEFAULT 0,
    weight double precision NOT NULL DEFAULT 0, urgent boolean NOT NULL DEFAULT false, digest bytea, seen_on text,
    main_step jsonb, steps jsonb, who bytea, note bytea, district text DEFAULT 'AZ-AGM',
    CONSTRAINT visit_text_once UNIQUE (text));
  CREATE TABLE room.person_key (uid uuid PRIMARY KEY, kek_id integer NOT NULL, wrapped bytea NOT NULL);
  CREATE TABLE room.counter (id integer PRIMARY KEY, value bigint NOT NULL DEFAULT 0);
)sql";

std::string Cluster() {
  const char* cluster = std::getenv("DAYAQ_TEST_CLUSTER");
  const char* superuser = std::getenv("DAYAQ_TEST_SUPERUSER");
  return cluster == nullptr || superuser == nullptr ? "" : absl::StrCat(cluster, " user=", superuser);
}

std::string DatabaseName() { return absl::StrCat("scratch_", getpid()); }

std::string RunIn(const std::string& database, const std::string& sql) {
  pqxx::connection connection(absl::StrCat(Cluster(), " dbname=", database));
  pqxx::nontransaction statements(connection);
  const pqxx::result result = statements.exec(sql);
  return result.empty() || result[0][0].is_null() ? "" : result[0][0].c_str();
}

}  // namespace

void ScratchDatabaseTest::SetUpTestSuite() {
  if (Cluster().empty()) return;
  RunIn("postgres", absl::StrCat("CREATE DATABASE ", DatabaseName()));
  RunIn(DatabaseName(), kSchema);
}

void ScratchDatabaseTest::TearDownTestSuite() {
  if (!Cluster().empty()) RunIn("postgres", absl::StrCat("DROP DATABASE ", DatabaseName(), " WITH (FORCE)"));
}

void ScratchDatabaseTest::SetUp() {
  if (Cluster().empty()) GTEST_SKIP() << "no test cluster";
  Sql("TRUNCATE room.visit, room.person_key, room.counter");
}

PoolOptions ScratchDatabaseTest::Options(int size, const std::string& more_words) {
  PoolOptions options;
  options.conninfo = absl::StrCat(Cluster(), " dbname=", DatabaseName(), " ", more_words);
  options.size = size;
  return options;
}

std::string ScratchDatabaseTest::Sql(const std::string& sql) { return RunIn(DatabaseName(), sql); }

absl::StatusOr<WrappedKey> TestKeyWrapper::Wrap(const SecretKey& data_key) const {
  ASSIGN_OR_RETURN(std::string wrapped, WrapKey(kek_, data_key));
  return WrappedKey{1, std::move(wrapped)};
}

absl::StatusOr<SecretKey> TestKeyWrapper::Unwrap(const WrappedKey& wrapped) const { return UnwrapKey(kek_, wrapped.bytes); }

}  // namespace dayaq
