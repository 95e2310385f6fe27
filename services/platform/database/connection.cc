#include "services/platform/database/connection.h"

#include <pqxx/connection>
#include <pqxx/errorhandler>
#include <pqxx/nontransaction>
#include <pqxx/prepared_statement>
#include <pqxx/result>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/database/program_edition.h"

namespace dayaq {
namespace {

// What the mapper relies on, and bounds for what a deadline in the session cannot catch: a server that cannot be reached, a client
// that forgot its transaction. The name says the edition: migrations ask for it. Statements here are over in milliseconds:
// compiling one (jit) would take longer than running it.
constexpr char kSessionSettings[] =
    " connect_timeout=3 client_encoding=UTF8 keepalives_idle=30 keepalives_interval=10 keepalives_count=3"
    " tcp_user_timeout=20000 options='-c TimeZone=UTC -c DateStyle=ISO,YMD -c bytea_output=hex -c extra_float_digits=1 -c jit=off"
    " -c client_min_messages=error -c idle_in_transaction_session_timeout=60s'";

}  // namespace

// BEGIN and COMMIT are ours: they carry the time limit along, and tell a commit in doubt from one that failed.
struct Connection::Session {
  explicit Session(const std::string& conninfo) : connection(conninfo), quiet(connection), statements(connection) {}
  pqxx::connection connection;
  // Notices may hold values; nobody shall print them.
  pqxx::quiet_errorhandler quiet;
  pqxx::nontransaction statements;
};

Connection::Connection(std::unique_ptr<Session> session, absl::Time closes_at)
    : session_(std::move(session)), closes_at_(closes_at) {}
Connection::~Connection() = default;

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const std::string& conninfo, absl::Time closes_at) {
  try {
    auto session = std::make_unique<Session>(absl::StrCat(conninfo, kSessionSettings, " application_name=dayaq/", kProgramEdition));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    session->connection.inhibit_reactivation(true);
#pragma GCC diagnostic pop
    session->connection.set_verbosity(pqxx::connection_base::terse);
    return std::unique_ptr<Connection>(new Connection(std::move(session), closes_at));
  } catch (const std::exception&) {
    DatabaseError refused;
    refused.kind = DatabaseError::Kind::kBrokenConnection;
    return ToStatus(refused, "connect");
  }
}

Reply Connection::Run(const std::string& sql) {
  try {
    return {std::make_shared<const pqxx::result>(session_->statements.exec(sql)), {}};
  } catch (const std::exception& exception) {
    return Failed(exception);
  }
}

Reply Connection::RunPrepared(const std::string& key, const std::vector<const char*>& values) {
  try {
    return {
        std::make_shared<const pqxx::result>(session_->statements.exec_prepared(key, pqxx::prepare::make_dynamic_params(values))),
        {}};
  } catch (const std::exception& exception) {
    return Failed(exception);
  }
}

void Connection::Prepare(const std::string& key, const std::string& sql) {
  session_->connection.prepare(key, sql);
  prepared_.insert(key);
}

Reply Connection::Failed(const std::exception& exception) {
  Reply reply{nullptr, Classify(exception)};
  // A killed backend first says why, then hangs up.
  if (!session_->connection.is_open()) reply.error.kind = DatabaseError::Kind::kBrokenConnection;
  if (reply.error.kind == DatabaseError::Kind::kBrokenConnection) broken_ = true;
  return reply;
}

}  // namespace dayaq

#if __has_feature(address_sanitizer)
// libpqxx 6.4 forgets one PGresult (2 KB) when it finds a connection lost while taking in an answer: once for each broken
// connection.
extern "C" const char* __lsan_default_suppressions() { return "leak:libpqxx-6.4.so\n"; }
#endif
