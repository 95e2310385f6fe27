// The statements about records that are one person against the migrated schema: fields and columns, and no large table read from
// end to end.
#include <gtest/gtest.h>

#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"
#include "services/survivor/death_queries.h"
#include "services/survivor/match_queries.h"
#include "services/survivor/merge_queries.h"
#include "services/survivor/search_queries.h"
#include "services/survivor/survivor_queries.h"
#include "services/survivor/survivor_test_fixture.h"

namespace dayaq::survivor {
namespace {

class MatchDatabaseTest : public SurvivorFixture {
 protected:
  absl::Status Plans(const std::string& subject, const std::vector<Query>& queries) const {
    return survivor_service_->As(subject, [&](Transaction& transaction) {
      return CheckPlans(transaction, queries,
                        {"survivor.survivor", "survivor.casualty", "survivor.token", "survivor.person_key", "survivor.match"});
    });
  }
};

TEST_F(MatchDatabaseTest, EveryStoredFieldHasAColumnThatFits) {
  const std::vector<std::pair<const google::protobuf::Descriptor*, std::vector<absl::string_view>>> tables = {
      {v1::Match::descriptor(), {"district", "institution", "other_district", "other_institution"}},
      {v1::RecordMerge::descriptor(), {"register", "district", "institution"}},
      {v1::MatchSweep::descriptor(), {}},
      {v1::SweepLane::descriptor(), {}},
  };
  for (const auto& table : tables) {
    const absl::Status status =
        survivor_service_->As("", [&](Transaction& transaction) { return CheckColumns(transaction, *table.first, table.second); });
    EXPECT_TRUE(status.ok()) << status;
  }
}

TEST_F(MatchDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  const std::vector<Query> caseworker = {kFindCandidates, kAlikeElsewhere, kMatchRecords, kMatch,           kMatchToChange,
                                         kListMatches,    kForSupervisor,  kAnswerMatch,  kAnswerMatchesOf, kDropMatchesOf,
                                         kInsertMerge,    kTakeIn,         kMergeInForce, kUndoMerge,       kGiveBack,
                                         kAbsorbed,       kStartSweep,     kLastSweep,    kSweep,           kIsRegister};
  const std::vector<Query> background = {kMatchCandidates, kMatchRecords, kMatchCasualties,   kAskMatches,       kCloseMatches,
                                         kNextOfSweep,     kLockSweep,    kUnlockedSweep,     kHasLanes,         kLanesOfSweep,
                                         kAddSweepLanes,   kBeginSweep,   kSweepLaneToChange, kAdvanceSweepLane, kFinishSweep};
  EXPECT_EQ(Plans(kCaseworker.subject, caseworker), absl::OkStatus());
  EXPECT_EQ(Plans("survivor_matching_background", background), absl::OkStatus());
  std::printf("statements explained: %zu\n", caseworker.size() + background.size());
}

TEST_F(MatchDatabaseTest, SearchTokensAndWhatADeathEndsReadNoLargeTableEither) {
  const std::vector<Query> caseworker = {kFindByLetters, kMeantElsewhere, kFactsOfMerge, kSealedFacts, kAddMergeKeys};
  const std::vector<Query> matching = {kTokensOfSweep, kWriteTokens};
  const std::vector<Query> background = {kSpeaksFor, kOpenCasesOfDead,        kOpenGoalsOfCase,   kCloseCaseOfDead,
                                         kDropGoals, kOpenExaminationsOfDead, kReturnExamination, kEndReferrals};
  EXPECT_EQ(Plans(kCaseworker.subject, caseworker), absl::OkStatus());
  EXPECT_EQ(Plans("survivor_matching_background", matching), absl::OkStatus());
  EXPECT_EQ(Plans("survivor_background", background), absl::OkStatus());
}

}  // namespace
}  // namespace dayaq::survivor
