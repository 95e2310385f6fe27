// One database transaction, as stores use it. Database exceptions and texts end here: what comes out is absl::Status with a reason.
//
// Errors of every statement, beside those named at a method, are those of ToStatus in database_error.h. After one the transaction
// is over: later statements and the commit answer with it again.
#ifndef SERVICES_PLATFORM_DATABASE_TRANSACTION_H_
#define SERVICES_PLATFORM_DATABASE_TRANSACTION_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "services/platform/access/data_classes.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/connection_pool.h"
#include "services/platform/database/params.h"
#include "services/platform/database/person_keys.h"
#include "services/platform/database/query.h"
#include "services/platform/database/row.h"

namespace dayaq {

class KeyWrapper;
struct DatabaseError;

// A message and the row it came from, for answers that carry more than the message: a history's reason, a page's total.
template <typename M>
struct WithRow {
  using Message = M;
  M message;
  Row row;
};

// Made by InTransaction (runner.h), which begins, commits and rolls back. One thread at a time.
//
// M below is a message (columns meet fields by name; a column that is no field is INTERNAL), WithRow<message> (more columns are
// fine) or Row.
class Transaction {
 public:
  Transaction(ConnectionPool& pool, ConnectionPool::Lease& lease, absl::Time deadline, const KeyWrapper* wrapper);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  // Rolls back what was not committed.
  ~Transaction();

  // Says what the caller may see and write from here on: the classes that {columns:} and {writable:} expand to, and the policy
  // role, for which statements are prepared apart (PostgreSQL plans anew whenever a plan under row security changes hands). Nothing
  // until it is called.
  void SetColumns(absl::string_view role, DataClassSet readable, DataClassSet writable);

  // Runs a statement for its effect.
  absl::Status Execute(const Query& query, const Params& params = {});
  // The same; how many rows it touched.
  absl::StatusOr<int64_t> ExecuteCount(const Query& query, const Params& params = {});

  // The one row. NOT_FOUND when there is none, INTERNAL when there are several.
  template <typename M>
  absl::StatusOr<M> One(const Query& query, const Params& params = {}) {
    ASSIGN_OR_RETURN(std::optional<M> found, Maybe<M>(query, params));
    if (!found.has_value()) return NotFound();
    return *std::move(found);
  }

  // The one row or nothing. INTERNAL when there are several.
  template <typename M>
  absl::StatusOr<std::optional<M>> Maybe(const Query& query, const Params& params = {}) {
    ASSIGN_OR_RETURN(std::vector<M> rows, All<M>(query, params, 1));
    if (rows.empty()) return std::optional<M>();
    return std::optional<M>(std::move(rows.front()));
  }

  // All rows. INTERNAL when there are more than `most`: the statement carries its own LIMIT.
  template <typename M>
  absl::StatusOr<std::vector<M>> All(const Query& query, const Params& params, int most) {
    ASSIGN_OR_RETURN(const Answer answer, Ask(query, params, most));
    std::vector<M> rows;
    if constexpr (std::is_same_v<M, Row>) {
      for (int i = 0; i < answer.rows; ++i) rows.emplace_back(answer.result, i);
    } else if constexpr (std::is_base_of_v<google::protobuf::Message, M>) {
      rows.resize(static_cast<size_t>(answer.rows));
      RETURN_IF_ERROR(Fill(answer, *M::descriptor(), false, [&](int i) { return &rows[static_cast<size_t>(i)]; }));
    } else {
      for (int i = 0; i < answer.rows; ++i) rows.push_back(M{{}, Row(answer.result, i)});
      RETURN_IF_ERROR(Fill(answer, *M::Message::descriptor(), true, [&](int i) { return &rows[static_cast<size_t>(i)].message; }));
    }
    return rows;
  }

  // Keys of the people of this transaction; a row read with {keys:} puts its person's key here.
  PersonKeys& keys() { return keys_; }

  absl::Time deadline() const { return deadline_; }

  // For the runner. Begin sends the time left along as statement_timeout: a lock is waited for no longer than that either.
  absl::Status Begin();
  // UNAVAILABLE when nobody knows whether it took place; with the first error when a statement failed before.
  absl::Status Commit();
  void RollBack();
  // Whether what failed may be run again as a whole.
  bool retryable() const { return retryable_; }

 private:
  struct Answer {
    std::shared_ptr<const pqxx::result> result;
    int rows = 0;
  };

  absl::StatusOr<Answer> Ask(const Query& query, const Params& params, int most);
  absl::Status Fill(const Answer& answer, const google::protobuf::Descriptor& type, bool take_extras,
                    const std::function<google::protobuf::Message*(int)>& place);
  absl::StatusOr<std::shared_ptr<const pqxx::result>> Run(const Query& query, const Params& params);
  absl::StatusOr<std::vector<std::string>> Texts(const Params& params) const;
  absl::StatusOr<std::string> Prepared(const Query& query);
  absl::Status Fail(absl::Status status);
  absl::Status Fail(const DatabaseError& error, absl::string_view query_name);

  ConnectionPool& pool_;
  Connection& connection_;
  const absl::Time deadline_;
  PersonKeys keys_;
  // "@role/readable/writable", behind the name of a statement.
  std::string statement_suffix_;
  DataClassSet readable_;
  DataClassSet writable_;
  absl::Status failure_;
  bool open_ = false;
  bool retryable_ = false;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_TRANSACTION_H_
