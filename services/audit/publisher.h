// Publishes the log: tiles, then the checkpoint in the database, then the checkpoint for outsiders. After a crash at any point the
// same is done again with the same bytes.
#ifndef SERVICES_AUDIT_PUBLISHER_H_
#define SERVICES_AUDIT_PUBLISHER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/audit/log_store.h"
#include "services/platform/database/connection_pool.h"
#include "services/platform/rpc/dispatcher.h"
#include "services/platform/sealing/ed25519.h"
#include "services/platform/tlog/log_folder.h"
#include "services/platform/tlog/tile_builder.h"

namespace dayaq::audit {

struct PublisherOptions {
  std::string directory;      // of all logs; each has a folder with its number
  std::string origin_prefix;  // "audit.dayaq.az/log/"
  // Tests stop here and there: called before each step with its name; an error is a crash.
  std::function<absl::Status(absl::string_view)> before_step = [](absl::string_view) { return absl::OkStatus(); };
};

// Not for several threads at once.
class Publisher {
 public:
  Publisher(const rpc::Kit& kit, ConnectionPool& pool, SigningKey key, PublisherOptions options);

  // Opens the log, the first one if there is none, and holds what is published against the database: what is missing in the folder
  // is made from the database. FAILED_PRECONDITION when the two contradict each other, with what is wrong in one line: the
  // published log is ahead of the database (a restore), or another tree. Then nothing may be placed or published until somebody has
  // sealed the log.
  absl::Status Check();

  // Publishes whatever was placed since. Needs a Check that succeeded, and another one after any error. FAILED_PRECONDITION as
  // Check.
  absl::StatusOr<LogState> Publish();

  // The folder of the log that Check opened.
  std::string folder() const;

 private:
  struct Opened {
    tlog::LogFolder log;
    tlog::TileBuilder builder;
  };

  absl::StatusOr<LogState> ReadState();
  absl::Status CheckAgainst(const LogState& state, tlog::LogFolder& log);
  absl::StatusOr<tlog::TileBuilder> BuilderAt(const LogState& state, const std::optional<tlog::Checkpoint>& kept,
                                              tlog::LogFolder& log);
  // Takes leaves from the database until the tree has that size.
  absl::Status Extend(int32_t log, int64_t size, tlog::TileBuilder& builder);
  absl::Status PublishSize(const LogState& state);

  const rpc::Kit& kit_;
  ConnectionPool& pool_;
  const SigningKey key_;
  const PublisherOptions options_;
  int32_t log_id_ = 0;
  std::unique_ptr<Opened> opened_;
};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_PUBLISHER_H_
