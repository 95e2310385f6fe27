// Profiles, vacancies and placements against the migrated schema: every field has its column, and no statement reads a large table
// from end to end, as the roles that run them.
#include <gtest/gtest.h>

#include "services/employment/employment_test_fixture.h"
#include "services/employment/matching_queries.h"
#include "services/employment/placement_queries.h"
#include "services/employment/profile_queries.h"
#include "services/employment/vacancy_queries.h"
#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"

namespace dayaq::employment {
namespace {

class EmploymentDatabaseTest : public EmploymentFixture {
 protected:
  absl::Status Plans(const TestCaller& caller, const std::vector<Query>& queries) const {
    return employment_->As(caller.subject, [&](Transaction& transaction) {
      return CheckPlans(transaction, queries,
                        {"employment.profile", "employment.employer", "employment.vacancy", "employment.proposal",
                         "employment.placement", "employment.retention_check"});
    });
  }
};

TEST_F(EmploymentDatabaseTest, EveryStoredFieldHasAColumnThatFits) {
  const std::vector<std::pair<const google::protobuf::Descriptor*, std::vector<absl::string_view>>> tables = {
      {v1::Profile::descriptor(), {}},
      {v1::Employer::descriptor(), {}},
      {v1::Vacancy::descriptor(),
       {"schooling_rank", "skill_bits", "language_bits", "driving_bit", "rests_on_bits", "there_bits", "possible_bits"}},
      {v1::Proposal::descriptor(), {}},
      {v1::Placement::descriptor(), {}},
      {v1::RetentionCheck::descriptor(), {}}};
  for (const auto& table : tables) {
    const absl::Status status =
        employment_->As("", [&](Transaction& transaction) { return CheckColumns(transaction, *table.first, table.second); });
    EXPECT_TRUE(status.ok()) << status;
  }
}

TEST_F(EmploymentDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  const std::vector<Query> adviser = {
      kProfile,        kLockProfile,     kProfiles,        kCountProfiles,  kAddProfile,         kChangeProfile,    kConsentProfile,
      kCloseProfile,   kForgetProposals, kPersonHere,      kMemberHere,     kDistricts,          kIsDistrictOf,     kEmployer,
      kLockEmployer,   kEmployers,       kEmployersIn,     kAddEmployer,    kCorrectEmployer,    kVacancy,          kLockVacancy,
      kVacanciesByUid, kVacancies,       kAddVacancy,      kCloseVacancy,   kCandidates,         kCandidatesAtHome, kProposal,
      kLockProposal,   kProposalsTo,     kProposalsOf,     kAnswerProposal, kProposalIntroduced, kSpokenOf,         kPlacement,
      kLockPlacement,  kPlacements,      kCountPlacements, kAddPlacement,   kMovePlacement,      kChecks,           kCheckToDo,
      kAddChecks,      kDoneCheck,       kDropChecks,      kChecksDue};
  // kOpenVacancies reads all that are open, once for many people, and is meant to.
  const std::vector<Query> itself = {
      kPersonOf,         kOpenProfilesOf,        kNamePersonOfProfile, kErasePerson,       kExpireVacancies,  kProposable,
      kProposableOne,    kWriteProposals,        kCandidates,          kCandidatesAtHome,  kOpenPlacementsOf, kClosePlacement,
      kPlacementsToName, kNamePersonOfPlacement, kAskAboutPlacement,   kRecordOfPlacement, kReopenProfiles,   kForgetProposals,
      kCloseProfile};
  EXPECT_EQ(Plans(kAdviser, adviser), absl::OkStatus());
  EXPECT_EQ(Plans({""}, itself), absl::OkStatus());
}

}  // namespace
}  // namespace dayaq::employment
