// Centres, episodes and appointments against the migrated schema: every field has its column, and no statement reads a large table
// from end to end, as the roles that run them.
#include <gtest/gtest.h>

#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"
#include "services/rehabilitation/appointment_queries.h"
#include "services/rehabilitation/centre_queries.h"
#include "services/rehabilitation/episode_queries.h"
#include "services/rehabilitation/rehabilitation_test_fixture.h"

namespace dayaq::rehabilitation {
namespace {

class RehabilitationDatabaseTest : public RehabilitationFixture {
 protected:
  absl::Status Plans(const TestCaller& caller, const std::vector<Query>& queries) const {
    return rehabilitation_->As(caller.subject, [&](Transaction& transaction) {
      return CheckPlans(
          transaction, queries,
          {"rehabilitation.episode", "rehabilitation.goal", "rehabilitation.session", "rehabilitation.measure",
           "rehabilitation.finding", "rehabilitation.adaptation", "rehabilitation.appointment", "rehabilitation.waiting"});
    });
  }
};

TEST_F(RehabilitationDatabaseTest, EveryStoredFieldHasAColumnThatFits) {
  const std::vector<absl::string_view> place = {"register", "district", "institution"};
  const std::vector<std::pair<const google::protobuf::Descriptor*, std::vector<absl::string_view>>> tables = {
      {v1::Centre::descriptor(), {}},
      {v1::Specialist::descriptor(), {}},
      {v1::Room::descriptor(), {}},
      {v1::Closure::descriptor(), {}},
      {v1::Episode::descriptor(), place},
      {v1::RehabGoal::descriptor(), place},
      {v1::Session::descriptor(), place},
      {v1::Measure::descriptor(), place},
      {v1::Finding::descriptor(), place},
      {v1::Adaptation::descriptor(), place},
      {v1::Appointment::descriptor(), {"register", "district", "institution", "person_uid"}},
      {v1::Waiting::descriptor(), place}};
  for (const auto& table : tables) {
    const absl::Status status =
        rehabilitation_->As("", [&](Transaction& transaction) { return CheckColumns(transaction, *table.first, table.second); });
    EXPECT_TRUE(status.ok()) << status;
  }
}

TEST_F(RehabilitationDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  const std::vector<Query> clerk = {kCentre,         kCentreOf,
                                    kLockCentre,     kCentres,
                                    kCountCentres,   kCorrectCentre,
                                    kSpecialists,    kRooms,
                                    kClosures,       kSpecialist,
                                    kLockSpecialist, kCorrectSpecialist,
                                    kRoom,           kLockRoom,
                                    kCorrectRoom,    kClosure,
                                    kLockClosure,    kWithdrawClosure,
                                    kShareCentre,    kCloseCentre,
                                    kCallIn,         kIsDistrict,
                                    kEpisode,        kLockEpisode,
                                    kEpisodes,       kCountEpisodes,
                                    kHasOpen,        kMoveEpisode,
                                    kReferredHere,   kRecordsOf,
                                    kOpenAt,         kWorksHere,
                                    kAppointment,    kLockAppointment,
                                    kAppointments,   kCountAppointments,
                                    kSeries,         kFeedOfSpecialist,
                                    kFeedOfRoom,     kFeedOfEpisode,
                                    kTaken,          kLock,
                                    kExpire,         kPersonBusy,
                                    kHasSeries,      kUpdateAppointment,
                                    kCancelAll,      kWaitingEntry,
                                    kLockWaiting,    kWaiting,
                                    kCountWaiting,   kEndWaiting,
                                    kWaitedFor,      kLeaveAll,
                                    kAddAppointment, kAddWaiting,
                                    kAddEpisode};
  const std::vector<Query> specialist = {kGoals,         kSessions,  kMeasures,      kFindings,   kAdaptations, kGoal,
                                         kAdaptation,    kCountPart, kAddGoal,       kAddSession, kAddMeasure,  kAddFinding,
                                         kAddAdaptation, kEndGoal,   kEndAdaptation, kEpisodes};
  const std::vector<Query> manager = {kEpisode, kEpisodes, kCountEpisodes, kAppointments, kCountAppointments, kTaken, kMeasures};
  const std::vector<Query> itself = {kFactsAbout, kHasAny,     kOpenOf,    kCentreFor, kEndEpisode, kExpireOne,  kCancelAll,
                                     kLeaveAll,   kAddEpisode, kRecordsOf, kComing,    kSetAside,   kNamePerson, kTakesPlace};
  EXPECT_EQ(Plans(kClerk, clerk), absl::OkStatus());
  EXPECT_EQ(Plans(kBakuSpecialist, specialist), absl::OkStatus());
  EXPECT_EQ(Plans(kCaseManager, manager), absl::OkStatus());
  EXPECT_EQ(Plans({""}, itself), absl::OkStatus());
}

}  // namespace
}  // namespace dayaq::rehabilitation
