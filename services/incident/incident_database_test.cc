// The statements of this service against the migrated schema: every field has its column, and no statement reads a large table from
// end to end, as the roles that run them.
#include <gtest/gtest.h>

#include "services/incident/duplicate_queries.h"
#include "services/incident/import_queries.h"
#include "services/incident/incident_queries.h"
#include "services/incident/incident_test_fixture.h"
#include "services/incident/search_queries.h"
#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"

namespace dayaq::incident {
namespace {

class IncidentDatabaseTest : public IncidentFixture {
 protected:
  absl::Status Plans(const std::string& subject, const std::vector<Query>& queries) const {
    return As(subject, [&](Transaction& transaction) {
      return CheckPlans(transaction, queries,
                        {"incident.incident", "incident.casualty", "incident.report", "incident.statement", "incident.token",
                         "incident.person_key", "incident.incident_history", "incident.casualty_history", "incident.duplicate",
                         "incident.merge", "incident.import_row", "incident.import_group"});
    });
  }
};

TEST_F(IncidentDatabaseTest, EveryStoredFieldHasAColumnThatFits) {
  const std::vector<std::pair<const google::protobuf::Descriptor*, std::vector<absl::string_view>>> tables = {
      {v1::Incident::descriptor(), {}},
      {v1::Casualty::descriptor(), {"register", "district", "institution"}},
      {v1::Report::descriptor(), {"register", "district", "incident_institution"}},
      {v1::CasualtyStatement::descriptor(), {"register", "district", "institution"}},
      {v1::DuplicateProposal::descriptor(), {"register", "district", "institution", "other_district", "other_institution"}},
      {v1::Import::descriptor(), {}},
  };
  for (const auto& table : tables) {
    const absl::Status status =
        As(kRegistrar.subject, [&](Transaction& transaction) { return CheckColumns(transaction, *table.first, table.second); });
    EXPECT_TRUE(status.ok()) << status;
  }
}

TEST_F(IncidentDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  const std::vector<Query> registrar = {kPlace,         kPlaces,           kRegisters,         kRegister,         kAddToIncident,
                                        kAddBareReport, kIncident,         kIncidentToChange,  kCasualties,       kCasualtyToChange,
                                        kReports,       kStatements,       kUpdateFacts,       kUpdateCasualty,   kUpdateCounts,
                                        kDeleteTokens,  kAddKeysAndTokens, kIncidentVersions,  kCasualtyVersions, kSearch,
                                        kTotals,        kTotalsKnown,      kIncidentsByTokens, kListProposals,    kProposal};
  const std::vector<Query> anama = {kReport,      kUpdateState,    kProposalToChange, kResolveProposal, kResolvePair,
                                    kInsertMerge, kMoveCasualties, kSetSameAs,        kMergeInForce,    kUndoMerge};
  const std::vector<Query> steward = {kInsertRegister, kInsertPlaces, kInsertImport, kImportOfFile, kImport,   kFinishImport,
                                      kCountRows,      kKnownRows,    kKnownGroups,  kInsertBatch,  kAddCounts};
  const std::vector<Query> loader = {kImportOfFile,         kKnownRows, kKnownGroups, kInsertBatch,
                                     kInsertImportedTokens, kAddCounts, kTotalsKnown};
  const std::vector<Query> background = {kCompared, kCandidates, kSharedTokens, kInsertProposals};
  EXPECT_EQ(Plans(kRegistrar.subject, registrar), absl::OkStatus());
  EXPECT_EQ(Plans(kAnama.subject, anama), absl::OkStatus());
  EXPECT_EQ(Plans(kSteward.subject, steward), absl::OkStatus());
  EXPECT_EQ(Plans(kLoader.subject, loader), absl::OkStatus());
  EXPECT_EQ(Plans("", background), absl::OkStatus());
  std::printf("statements explained: %zu\n", registrar.size() + anama.size() + steward.size() + loader.size() + background.size());
}

}  // namespace
}  // namespace dayaq::incident
