// One database transaction, as stores use it. Database exceptions and texts end here: what comes out is absl::Status with a reason.
//
// Errors of every statement, beside those named at a method: ABORTED (another transaction was in the way; the runner tries again),
// ALREADY_EXISTS (see ConstraintOf in database_error.h), PERMISSION_DENIED, UNAUTHENTICATED, DEADLINE_EXCEEDED, UNAVAILABLE, INTERNAL.
// After an error the transaction is over: later statements and the commit answer with that error again.
#ifndef SERVICES_PLATFORM_DATABASE_TRANSACTION_H_
#define SERVICES_PLATFORM_DATABASE_TRANSACTION_H_

#include <cstdint>
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
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/connection_pool.h"
#include "services/platform/database/data_class_set.h"
#include "services/platform/database/params.h"
#include "services/platform/database/person_keys.h"
#include "services/platform/database/query.h"
#include "services/platform/database/row.h"

namespace dayaq {

// Made by InTransaction (runner.h), which begins, commits and rolls back. One thread at a time.
class Transaction {
 public:
  Transaction(ConnectionPool& pool, ConnectionPool::Lease& lease, absl::Time deadline, const KeyWrapper* wrapper);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  // Says what the caller may see and write from here on: the classes {columns:} and {writable:} expand to, and the policy role, for which
  // statements are prepared apart (PostgreSQL plans anew whenever a plan under row security changes hands). Nothing until it is called.
  void SetColumns(absl::string_view role, DataClassSet readable, DataClassSet writable);

  // Runs a statement for its effect.
  absl::Status Execute(const Query& query, const Params& params = {});
  // The same; how many rows it touched.
  absl::StatusOr<int64_t> ExecuteCount(const Query& query, const Params& params = {});

  // The one row. M is a message (columns meet fields by name) or Row. NOT_FOUND when there is none, INTERNAL when there are several.
  template <typename M>
  absl::StatusOr<M> One(const Query& query, const Params& params = {}) {
    ASSIGN_OR_RETURN(std::optional<M> found, Maybe<M>(query, params));
    if (!found.has_value()) return NotFound();
    return *std::move(found);
  }

  // The one row or nothing. INTERNAL when there are several.
  template <typename M>
  absl::StatusOr<std::optional<M>> Maybe(const Query& query, const Params& params = {}) {
    ASSIGN_OR_RETURN(std::vector<M> rows, AtMost<M>(query, params, 1));
    if (rows.empty()) return std::optional<M>();
    return std::optional<M>(std::move(rows.front()));
  }

  // All rows. INTERNAL when there are more than `most`: the statement must carry its own LIMIT.
  template <typename M>
  absl::StatusOr<std::vector<M>> All(const Query& query, const Params& params, int most) {
    return AtMost<M>(query, params, most);
  }

  // Keys of the people of this transaction; a row read with {keys:} puts its person's key here.
  PersonKeys& keys() { return keys_; }

  absl::Time deadline() const { return deadline_; }

  // For the runner. Commit answers UNAVAILABLE with DATABASE_UNAVAILABLE when it is not known whether it took place (in_doubt() is true
  // then), and with the first error when a statement failed before.
  absl::Status Begin();
  absl::Status Commit();
  void RollBack();
  bool in_doubt() const { return in_doubt_; }

 private:
  // An answer, and how its columns meet the fields of a message type.
  class Answer;

  template <typename M>
  absl::StatusOr<std::vector<M>> AtMost(const Query& query, const Params& params, int most) {
    std::vector<M> rows;
    if constexpr (std::is_same_v<M, Row>) {
      RETURN_IF_ERROR(Collect(query, params, most, nullptr, [&](std::shared_ptr<const pqxx::result> result, int index) {
        rows.emplace_back(std::move(result), index);
        return static_cast<google::protobuf::Message*>(nullptr);
      }));
    } else {
      RETURN_IF_ERROR(Collect(query, params, most, M::descriptor(), [&](std::shared_ptr<const pqxx::result>, int) {
        return &rows.emplace_back();
      }));
    }
    return rows;
  }

  using Place = std::function<google::protobuf::Message*(std::shared_ptr<const pqxx::result>, int)>;
  absl::Status Collect(const Query& query, const Params& params, int most, const google::protobuf::Descriptor* type, const Place& place);
  absl::StatusOr<std::shared_ptr<const pqxx::result>> Run(const Query& query, const Params& params);
  absl::Status Fail(absl::Status status);

  ConnectionPool& pool_;
  Connection& connection_;
  const absl::Time deadline_;
  PersonKeys keys_;
  std::string role_;
  DataClassSet readable_;
  DataClassSet writable_;
  absl::Status failure_;
  bool open_ = false;
  bool in_doubt_ = false;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_TRANSACTION_H_
