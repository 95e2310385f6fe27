// The pass that reads new entries of the log and finds unusual looks among them, and the thread that makes it again and again.
#ifndef SERVICES_AUDIT_UNUSUAL_LOOK_PASS_H_
#define SERVICES_AUDIT_UNUSUAL_LOOK_PASS_H_

#include <prometheus/counter.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/audit/loop.h"
#include "services/audit/unusual_look_policy.h"
#include "services/audit/unusual_look_rules.h"
#include "services/platform/rpc/dispatcher.h"
#include "services/platform/service/background_work.h"

namespace dayaq::audit {

// What one round did.
struct JudgingRound {
  int64_t entries = 0;
  int64_t looks = 0;
  int64_t found = 0;
  // There may be more.
  bool full = false;
};

// One batch of entries, in one transaction: what is found, how far it came, and the audit entry of whose names it compared. So a
// pass that dies in the middle has done nothing, and the next one does all of it. Identities are opened for the last judgement
// only, a bounded number at a time, and nothing of them is kept but whether they are alike.
class UnusualLookPass {
 public:
  static constexpr int kMostAtOnce = 200;

  UnusualLookPass(const rpc::Kit& kit, const UnusualLookPolicy& policy) : kit_(kit), policy_(policy) {}

  absl::StatusOr<JudgingRound> Round(Stage stage) const;

 private:
  const rpc::Kit& kit_;
  const UnusualLookPolicy& policy_;
};

// The thread.
class UnusualLookWork : public BackgroundWork {
 public:
  // Reads unusual-looks.yaml of that folder when it starts.
  explicit UnusualLookWork(std::string policy_directory) : policy_directory_(std::move(policy_directory)) {}

  absl::string_view name() const override { return "unusual-looks"; }
  absl::Status Start(const rpc::Kit& kit, prometheus::Registry& registry) override;
  void Stop() override;
  std::string trouble() const override;

 private:
  absl::Duration Step();

  const std::string policy_directory_;
  UnusualLookPolicy policy_;
  std::unique_ptr<UnusualLookPass> pass_;
  prometheus::Counter* judged_ = nullptr;
  prometheus::Counter* found_ = nullptr;
  mutable absl::Mutex mutex_;
  std::string trouble_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<Loop> loop_;
};

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_UNUSUAL_LOOK_PASS_H_
