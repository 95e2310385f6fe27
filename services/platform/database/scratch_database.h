// A database of its own for a test of this room, on the test cluster, with the table that database_test.proto describes.
#ifndef SERVICES_PLATFORM_DATABASE_SCRATCH_DATABASE_H_
#define SERVICES_PLATFORM_DATABASE_SCRATCH_DATABASE_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "services/platform/database/connection_pool.h"
#include "services/platform/database/runner.h"
#include "services/platform/sealing/key_ring.h"

namespace dayaq {

// Skips where no cluster is named in DAYAQ_TEST_CLUSTER and DAYAQ_TEST_SUPERUSER.
class ScratchDatabaseTest : public ::testing::Test {
 protected:
  // One database for all tests of a class; each test finds the tables empty.
  static void SetUpTestSuite();
  static void TearDownTestSuite();
  void SetUp() override;

  // A pool onto it; more words of libpq after the usual ones, the last of a kind counting.
  static PoolOptions Options(int size = 2, const std::string& more_words = "");
  // Runs SQL as the superuser, outside of what is tested; ends the test run when that fails.
  static std::string Sql(const std::string& sql);

  static absl::Time Soon() { return absl::Now() + absl::Seconds(20); }
};

// Wraps under one key of its own.
class TestKeyWrapper : public KeyWrapper {
 public:
  absl::StatusOr<WrappedKey> Wrap(const SecretKey& data_key) const override;
  absl::StatusOr<SecretKey> Unwrap(const WrappedKey& wrapped) const override;
  uint32_t current_kek_id() const override { return 1; }

 private:
  SecretKey kek_ = SecretKey::Random();
};

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_SCRATCH_DATABASE_H_
