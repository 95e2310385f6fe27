#include "services/platform/database/transaction.h"

#include <algorithm>
#include <pqxx/result>

#include "absl/strings/str_cat.h"
#include "services/platform/database/connection.h"
#include "services/platform/database/database_error.h"
#include "services/platform/database/message_table.h"
#include "services/platform/database/row_mapper.h"
#include "services/platform/log/log.h"

namespace dayaq {
namespace {

absl::Status TimeRanOut() {
  return MakeError(absl::StatusCode::kDeadlineExceeded, ErrorReason::ERROR_REASON_DEADLINE_EXCEEDED,
                   "The time of the call ran out; nothing was stored.");
}

// What everyday use brings about is told as news; the rest is a fault of ours or of the database.
void LogFailure(const DatabaseError& error, absl::string_view query_name) {
  if (error.kind == DatabaseError::Kind::kBrokenConnection || error.kind == DatabaseError::Kind::kInDoubt) {
    return LogWarning("database.connection_lost", {{"query", query_name}});
  }
  const bool everyday =
      error.retryable() || error.sqlstate == "23505" || error.sqlstate == "57014" || error.sqlstate.rfind("DY", 0) == 0;
  const std::initializer_list<LogField> fields = {
      {"query", query_name}, {"sqlstate", error.sqlstate}, {"constraint", error.constraint}};
  everyday ? LogInfo("database.statement_refused", fields) : LogError("database.statement_failed", fields);
}

}  // namespace

Transaction::Transaction(ConnectionPool& pool, ConnectionPool::Lease& lease, absl::Time deadline, const KeyWrapper* wrapper)
    : pool_(pool), connection_(lease.connection()), deadline_(deadline), keys_(wrapper) {}

Transaction::~Transaction() { RollBack(); }

void Transaction::SetColumns(absl::string_view role, DataClassSet readable, DataClassSet writable) {
  readable_ = readable;
  writable_ = writable;
  statement_suffix_ = absl::StrCat("@", role, "/", absl::Hex(readable.bits()), "/", absl::Hex(writable.bits()));
}

absl::Status Transaction::Execute(const Query& query, const Params& params) { return Run(query, params).status(); }

absl::StatusOr<int64_t> Transaction::ExecuteCount(const Query& query, const Params& params) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const pqxx::result> result, Run(query, params));
  return static_cast<int64_t>(result->affected_rows());
}

absl::StatusOr<Transaction::Answer> Transaction::Ask(const Query& query, const Params& params, int most) {
  Answer answer;
  ASSIGN_OR_RETURN(answer.result, Run(query, params));
  answer.rows = static_cast<int>(answer.result->size());
  if (answer.rows > most) return Fail(absl::InternalError(absl::StrCat(query.name, " answers more than ", most, " rows")));
  return answer;
}

absl::Status Transaction::Fill(const Answer& answer, const google::protobuf::Descriptor& type, bool take_extras,
                               const std::function<google::protobuf::Message*(int)>& place) {
  if (answer.rows == 0) return absl::OkStatus();
  const absl::StatusOr<RowReader> reader = RowReader::For(type, *answer.result, take_extras);
  if (!reader.ok()) return Fail(reader.status());
  for (int i = 0; i < answer.rows; ++i) {
    if (absl::Status read = reader->Read(*answer.result, i, keys_, *place(i)); !read.ok()) return Fail(std::move(read));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<const pqxx::result>> Transaction::Run(const Query& query, const Params& params) {
  if (!failure_.ok()) return failure_;
  const absl::Time start = absl::Now();
  if (start >= deadline_) return Fail(TimeRanOut());
  const absl::StatusOr<std::vector<std::string>> rows = Texts(params);
  if (!rows.ok()) return Fail(rows.status());
  std::vector<const char*> values(params.size());
  for (size_t i = 0; i < params.size(); ++i) {
    if (!params[i].is_null()) values[i] = params[i].rows() == nullptr ? params[i].text().c_str() : (*rows)[i].c_str();
  }
  ASSIGN_OR_RETURN(const std::string key, Prepared(query));
  const Reply reply = connection_.RunPrepared(key, values);
  absl::Status status = reply.ok() ? absl::OkStatus() : Fail(reply.error, query.name);
  if (pool_.on_statement()) pool_.on_statement()(query.name, absl::Now() - start, status.code());
  if (!status.ok()) return status;
  return reply.result;
}

// The texts of rows, by position; other values keep their own.
absl::StatusOr<std::vector<std::string>> Transaction::Texts(const Params& params) const {
  std::vector<std::string> texts(params.size());
  for (size_t i = 0; i < params.size(); ++i) {
    if (params[i].rows() != nullptr) {
      ASSIGN_OR_RETURN(texts[i], RowsJson(*params[i].rows(), writable_, keys_));
    } else if (params[i].text().find('\0') != std::string::npos) {
      // The driver would cut the text there and say nothing.
      return MakeError(absl::StatusCode::kInvalidArgument, ErrorReason::ERROR_REASON_TEXT_MALFORMED, "A text holds a NUL.");
    }
  }
  return texts;
}

absl::StatusOr<std::string> Transaction::Prepared(const Query& query) {
  std::string key = absl::StrCat(query.name, statement_suffix_);
  if (connection_.IsPrepared(key)) return key;
  const absl::StatusOr<std::string> sql = ExpandColumns(query.text, {readable_, writable_});
  if (!sql.ok()) return Fail(sql.status());
  connection_.Prepare(key, *sql);
  return key;
}

absl::Status Transaction::Begin() {
  const int64_t left = absl::ToInt64Milliseconds(deadline_ - absl::Now());
  if (left <= 0) return Fail(TimeRanOut());
  const int64_t timeout = std::min<int64_t>(left, absl::ToInt64Milliseconds(absl::Hours(24)));
  const Reply reply = connection_.Run(absl::StrCat("BEGIN; SET LOCAL statement_timeout = ", timeout));
  if (!reply.ok()) return Fail(reply.error, "begin");
  open_ = true;
  return absl::OkStatus();
}

absl::Status Transaction::Commit() {
  if (!failure_.ok()) return failure_;
  open_ = false;
  Reply reply = connection_.Run("COMMIT");
  if (reply.ok()) return absl::OkStatus();
  if (reply.error.kind == DatabaseError::Kind::kBrokenConnection) reply.error.kind = DatabaseError::Kind::kInDoubt;
  return Fail(reply.error, "commit");
}

void Transaction::RollBack() {
  if (!open_) return;
  open_ = false;
  if (!connection_.broken() && !connection_.Run("ROLLBACK").ok()) connection_.MarkBroken();
}

absl::Status Transaction::Fail(absl::Status status) {
  if (failure_.ok()) failure_ = status;
  return status;
}

absl::Status Transaction::Fail(const DatabaseError& error, absl::string_view query_name) {
  LogFailure(error, query_name);
  retryable_ = error.retryable();
  return Fail(ToStatus(error, query_name));
}

}  // namespace dayaq
