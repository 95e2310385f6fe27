// The audit log in a database and a folder of a test's own.
#ifndef TESTS_LOG_LOG_HOUSE_H_
#define TESTS_LOG_LOG_HOUSE_H_

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "clients/audit_admin/fsck.h"
#include "services/audit/log_store.h"
#include "services/audit/publisher.h"
#include "services/audit/sequencer.h"
#include "services/platform/rpc/as_service.h"
#include "tests/support/audit_writer.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_service.h"

namespace dayaq::audit {

inline constexpr char kPrefix[] = "audit.example/log/";

inline std::unique_ptr<ConnectionPool> Pool(const std::string& conninfo, int size = 1) {
  return std::make_unique<ConnectionPool>(PoolOptions{.conninfo = conninfo, .size = size, .lifetime = absl::InfiniteDuration()});
}

class LogKeeping : public ::testing::Test {
 protected:
  void SetUp() override {
    DAYAQ_NEEDS_TEST_CLUSTER();
    auto service = dayaq::testing::TestService::Start("audit", {});
    ASSERT_TRUE(service.ok()) << service.status();
    service_ = *std::move(service);
    writers_ = Pool(Conninfo(), 8);
    pool_ = Pool(Conninfo());
    // The queue holds what the start of the service left in it, if anything.
    publisher_ = NewPublisher();
  }
  void TearDown() override {
    publisher_.reset();
    pool_.reset();
    writers_.reset();
  }

  std::string Conninfo() const { return service_->database().Conninfo("dayaq_audit"); }
  const rpc::Kit& kit() const { return service_->host().kit(); }
  std::string OwnerConninfo() const { return service_->database().Conninfo("dayaq_migrator"); }
  std::string Value(const std::string& sql) const { return service_->database().Value(sql).value_or("error"); }

  std::unique_ptr<Publisher> NewPublisher(std::function<absl::Status(absl::string_view)> before_step = nullptr) {
    PublisherOptions options{.directory = folder_.path(), .origin_prefix = kPrefix};
    if (before_step) options.before_step = std::move(before_step);
    return std::make_unique<Publisher>(kit(), *pool_, key_, std::move(options));
  }

  // Until nothing waits.
  void PlaceAll() {
    Sequencer sequencer(kit(), *pool_);
    while (true) {
      const absl::StatusOr<SequencingRound> round = sequencer.Round(true);
      ASSERT_TRUE(round.ok()) << round.status();
      ASSERT_TRUE(round->leads);
      if (round->placed == 0) return;
    }
  }

  // The same where no publisher has opened the log yet.
  void PlaceAllOpened() {
    ASSERT_TRUE(NewPublisher()->Check().ok());
    PlaceAll();
  }

  LogState State() {
    LogState state;
    EXPECT_TRUE(rpc::AsService(kit(), *pool_, absl::Now() + absl::Seconds(20), [&](Transaction& transaction) -> absl::Status {
                  ASSIGN_OR_RETURN(state, log_store::State(transaction));
                  return absl::OkStatus();
                }).ok());
    return state;
  }

  // Whether the database and what is published agree, by the program that an administrator has for it.
  std::vector<std::string> Faults(const std::string& directory = "") {
    audit_admin::OwnerDatabase owner(OwnerConninfo());
    const auto report = audit_admin::Fsck(owner, {.directory = directory.empty() ? folder_.path() : directory});
    if (!report.ok()) return {report.status().ToString()};
    std::vector<std::string> told;
    for (const audit_admin::FsckFinding& finding : report->findings) told.push_back(audit_admin::Told(finding, cli::Language::kEn));
    return told;
  }

  std::unique_ptr<dayaq::testing::TestService> service_;
  dayaq::testing::TemporaryDirectory folder_;
  SigningKey key_ = SigningKey::Random();
  std::unique_ptr<ConnectionPool> writers_, pool_;
  std::unique_ptr<Publisher> publisher_;
};

}  // namespace dayaq::audit

#endif  // TESTS_LOG_LOG_HOUSE_H_
