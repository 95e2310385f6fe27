// Keeps the log while the audit service runs: gives places, publishes, asks witnesses, and indexes who is named. Of several
// processes one does so; the others stand by and take over when its database session ends.
#ifndef SERVICES_AUDIT_LOG_KEEPER_H_
#define SERVICES_AUDIT_LOG_KEEPER_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/audit/log_metrics.h"
#include "services/audit/loop.h"
#include "services/audit/publisher.h"
#include "services/audit/sequencer.h"
#include "services/platform/database/connection_pool.h"
#include "services/platform/service/background_work.h"
#include "services/platform/tlog/witnessing.h"

namespace dayaq::audit {

struct LogKeeperOptions {
  std::string database;       // libpq conninfo of the service's login
  std::string origin_prefix;  // "audit.dayaq.az/log/": the number of the log follows
  std::string key_file;       // Ed25519 seed; no other process reads it
  std::string directory;      // where logs are published: a folder each, by their numbers
  std::string witness_list;   // file, see witness_client.h; empty: no witnesses
  std::string witness_ca;     // PEM of whom to trust for them; empty: the authorities of the machine
  size_t witness_quorum = 2;  // how many must sign
  absl::Duration witness_interval = absl::Hours(1);
  absl::Duration witness_retry = absl::Minutes(1);
};

// As the flags of this process give them.
LogKeeperOptions LogKeeperOptionsFromFlags(const std::string& database);

class LogKeeper : public BackgroundWork {
 public:
  explicit LogKeeper(LogKeeperOptions options) : options_(std::move(options)) {}
  ~LogKeeper() override { Stop(); }

  absl::string_view name() const override { return "log"; }
  absl::Status Start(const rpc::Kit& kit, prometheus::Registry& registry) override;
  void Stop() override;
  void Refresh() override;
  std::string trouble() const override;

 private:
  // One thread's share: its own connection, and how long it has been in trouble.
  struct Share {
    std::unique_ptr<ConnectionPool> pool;
    absl::Duration pause;
    std::unique_ptr<Loop> loop;
  };

  absl::Status PublishReceiptKey(const rpc::Kit& kit) const;
  void StartLoop(Share& share, absl::Duration (LogKeeper::*step)());
  // Logs it, and says how long to pause: longer each time.
  absl::Duration InTrouble(Share& share, absl::string_view what, const absl::Status& status);
  void SetContradiction(absl::string_view from, const std::string& what);

  absl::Duration Sequence();
  absl::Duration Publish();
  absl::Duration Index();
  absl::Duration Witness();
  absl::Status WitnessNewest();

  const LogKeeperOptions options_;
  const rpc::Kit* kit_ = nullptr;
  std::unique_ptr<LogMetrics> metrics_;
  std::unique_ptr<Sequencer> sequencer_;
  std::unique_ptr<Publisher> publisher_;
  std::unique_ptr<tlog::Witnessing> witnessing_;
  std::unique_ptr<SigningKey> key_;
  Share sequencing_, publishing_, indexing_, witness_share_;
  // Used by the publishing thread alone: whether the folder was held against the database, and what was published last.
  bool checked_ = false;
  int64_t published_ = 0;
  // Whether this process keeps the log; and whether what is published is known to be ours.
  std::atomic<bool> leads_ = false;
  std::atomic<bool> sound_ = false;
  std::atomic<int64_t> unpublished_ = 0;
  mutable absl::Mutex mutex_;
  // By whom it was found: what is published, a witness.
  std::string contradiction_ ABSL_GUARDED_BY(mutex_);
  std::string witness_contradiction_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_LOG_KEEPER_H_
