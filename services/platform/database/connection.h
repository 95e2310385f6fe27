// One connection to PostgreSQL. Nothing throws out of it. For the files of this room.
#ifndef SERVICES_PLATFORM_DATABASE_CONNECTION_H_
#define SERVICES_PLATFORM_DATABASE_CONNECTION_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/database/database_error.h"

namespace pqxx {
class result;
}

namespace dayaq {

// What the server said: a result, or an error.
struct Reply {
  std::shared_ptr<const pqxx::result> result;
  DatabaseError error;
  bool ok() const { return result != nullptr; }
};

// Used by one thread at a time. Once broken it stays broken: libpqxx could reconnect by itself, and would lose the session's state
// unseen.
class Connection {
 public:
  // UNAVAILABLE with DATABASE_UNAVAILABLE when there is no connection to be had.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const std::string& conninfo, absl::Time closes_at);
  ~Connection();

  // Statements without values, several at once if need be.
  Reply Run(const std::string& sql);
  // A prepared statement; a nullptr is NULL.
  Reply RunPrepared(const std::string& key, const std::vector<const char*>& values);
  // Takes the text up under `key`; the server hears of it at the first use.
  void Prepare(const std::string& key, const std::string& sql);
  bool IsPrepared(const std::string& key) const { return prepared_.contains(key); }

  bool broken() const { return broken_; }
  // A transaction whose end is not known may be open on it: it must not be used again.
  void MarkBroken() { broken_ = true; }
  absl::Time closes_at() const { return closes_at_; }

 private:
  struct Session;
  Connection(std::unique_ptr<Session> session, absl::Time closes_at);
  Reply Failed(const std::exception& exception);

  std::unique_ptr<Session> session_;
  const absl::Time closes_at_;
  absl::flat_hash_set<std::string> prepared_;
  bool broken_ = false;
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_CONNECTION_H_
