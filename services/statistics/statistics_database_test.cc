// Releases and the layer against the migrated schema: no statement reads a large table from end to end, as the roles that run them.
#include <gtest/gtest.h>

#include "services/platform/database/plan_guard.h"
#include "services/statistics/figure_queries.h"
#include "services/statistics/layer_queries.h"
#include "services/statistics/release_queries.h"
#include "services/statistics/statistics_test_fixture.h"

namespace dayaq::statistics {
namespace {

class StatisticsDatabaseTest : public StatisticsFixture {
 protected:
  absl::Status Plans(const std::string& subject, const std::vector<Query>& queries) const {
    return statistics_->As(subject, [&](Transaction& transaction) {
      return CheckPlans(transaction, queries, {"statistics.fact", "statistics.release", "statistics.release_table"});
    });
  }
};

TEST_F(StatisticsDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  // Figures are counted along their kind, register and days.
  EXPECT_EQ(Plans(kStatistician.subject, {kCountFacts, kCountOnce, kRelease, kReleases, kReleaseTables, kPublished, kAddRelease,
                                          kAddReleaseTables, kWithdrawRelease, kPublishRelease, kReviseRelease}),
            absl::OkStatus());
  EXPECT_EQ(Plans(kChecker.subject, {kCheckRelease, kRecords}), absl::OkStatus());
  EXPECT_EQ(Plans(incident::kAuditor.subject, {kRecords, kCountRecords}), absl::OkStatus());
  EXPECT_EQ(Plans("", {kCloseFacts, kAddFacts}), absl::OkStatus());
  // What no index leads to is noticed.
  EXPECT_NE(Plans(kStatistician.subject, {Query{"figure.whole", "SELECT count(*) FROM statistics.fact WHERE district = $1"}}),
            absl::OkStatus());
}

}  // namespace
}  // namespace dayaq::statistics
