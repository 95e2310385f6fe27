// Cases, functioning, treatments and the directory against the migrated schema: every field has its column, and no statement reads
// a large table from end to end, as the roles that run them.
#include <gtest/gtest.h>

#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"
#include "services/survivor/care_queries.h"
#include "services/survivor/case_queries.h"
#include "services/survivor/case_test_fixture.h"

namespace dayaq::survivor {
namespace {

class CaseDatabaseTest : public CaseFixture {
 protected:
  absl::Status Plans(const TestCaller& caller, const std::vector<Query>& queries) const {
    return survivor_service_->As(caller.subject, [&](Transaction& transaction) {
      return CheckPlans(
          transaction, queries,
          {"survivor.survivor", "survivor.person_key", "survivor.support_case", "survivor.case_need", "survivor.case_goal",
           "survivor.case_service", "survivor.case_follow_up", "survivor.functioning", "survivor.treatment", "survivor.consent"});
    });
  }
};

TEST_F(CaseDatabaseTest, EveryStoredFieldHasAColumnThatFits) {
  const std::vector<absl::string_view> place = {"register", "district", "institution"};
  const std::vector<std::pair<const google::protobuf::Descriptor*, std::vector<absl::string_view>>> tables = {
      {v1::Case::descriptor(), place},         {v1::Need::descriptor(), place},     {v1::Goal::descriptor(), place},
      {v1::GivenService::descriptor(), place}, {v1::FollowUp::descriptor(), place}, {v1::Functioning::descriptor(), place},
      {v1::Treatment::descriptor(), place},    {v1::Provider::descriptor(), {}}};
  for (const auto& table : tables) {
    const absl::Status status =
        survivor_service_->As("", [&](Transaction& transaction) { return CheckColumns(transaction, *table.first, table.second); });
    EXPECT_TRUE(status.ok()) << status;
  }
}

TEST_F(CaseDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  const std::vector<Query> manager = {kCase,
                                      kLockCase,
                                      kNeeds,
                                      kGoals,
                                      kServices,
                                      kFollowUps,
                                      kCases,
                                      kCountCases,
                                      kOpenCases,
                                      kLockPerson,
                                      kAddPersonKey,
                                      kAddCase,
                                      kUpdateCase,
                                      kAddNeed,
                                      kAddGoal,
                                      kAddService,
                                      kAddFollowUp,
                                      kEndNeed,
                                      kUpdateGoals,
                                      kEndService,
                                      kRecordFollowUp,
                                      kConsents,
                                      kMyDueWork,
                                      kOthersDueWork,
                                      kCountMyDueWork,
                                      kCountDueWork,
                                      kFunctioning,
                                      kLockFunctioning,
                                      kFunctionings,
                                      kCountFunctioning,
                                      kTreatment,
                                      kTreatments,
                                      kLockTreatment,
                                      kAddFunctioning,
                                      kAddTreatment,
                                      kCorrectTreatment,
                                      kWithdrawFunctioning,
                                      kCountTreatments,
                                      kProvider,
                                      kProviders,
                                      kCountProviders,
                                      kLockProvider,
                                      kAddProvider,
                                      kCorrectProvider};
  const std::vector<Query> clinician = {kCase,     kNeeds, kCases, kFunctionings, kTreatments, kAddTreatment, kCorrectTreatment,
                                        kProviders};
  const std::vector<Query> caseworker = {kCase, kCases, kCountCases, kProviders};
  EXPECT_EQ(Plans(kCaseManager, manager), absl::OkStatus());
  EXPECT_EQ(Plans(kClinician, clinician), absl::OkStatus());
  EXPECT_EQ(Plans(kCaseworker, caseworker), absl::OkStatus());
}

}  // namespace
}  // namespace dayaq::survivor
