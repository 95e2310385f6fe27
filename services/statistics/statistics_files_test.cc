// What goes out of a release, and figures of others beside ours, over gRPC against a real PostgreSQL.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/statistics/sdmx_data.h"
#include "services/statistics/sdmx_judge.h"
#include "services/statistics/statistics_test_fixture.h"

namespace dayaq::statistics {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class StatisticsFilesTest : public StatisticsFixture {
 protected:
  absl::StatusOr<v1::ReconcileFiguresResponse> Reconciled(const TestCaller& caller, const std::string& registered_in = "") const {
    v1::ReconcileFiguresRequest request;
    request.set_register_(registered_in);
    return Ask(&Tables::ReconcileFigures, caller, request);
  }
  // Everybody hurt in that year, by the base tables alone.
  int64_t HurtIn(const std::string& years, const std::string& also = "true") const {
    return Number(absl::StrCat("SELECT count(*) FROM incident.casualty c JOIN incident.incident i ON i.uid = c.incident_uid WHERE ",
                               "left(i.occurred_on, 4) IN (", years, ") AND ", also));
  }
  static const v1::ReconciledFigure& Figure(const v1::ReconcileFiguresResponse& response, const std::string& id) {
    for (const v1::ReconciledFigure& figure : response.figures()) {
      if (figure.id() == id) return figure;
    }
    ADD_FAILURE() << "no figure " << id;
    return v1::ReconciledFigure::default_instance();
  }
};

TEST_F(StatisticsFilesTest, PublishedFiguresStandBesideWhatIsCountedByEachDefinition) {
  Hurt(40);
  Follow();
  const auto reconciled = Reconciled(kStatistician);
  ASSERT_TRUE(reconciled.ok()) << reconciled.status();
  EXPECT_THAT(reconciled->figures(), SizeIs(23));
  const v1::ReconciledFigure& everybody = Figure(*reconciled, "casualties-2024-12");
  ASSERT_THAT(everybody.counts(), SizeIs(3));
  EXPECT_EQ(everybody.published(), 382);
  EXPECT_EQ(everybody.counts(0).known_until(), "2024-12-31");
  EXPECT_EQ(everybody.counts(0).value(), absl::StrCat(HurtIn("'2023'"))) << "those of 2024 became known in 2025";
  EXPECT_EQ(everybody.counts(1).value(), absl::StrCat(HurtIn("'2023', '2024'")));
  EXPECT_EQ(everybody.counts(1).difference(), HurtIn("'2023', '2024'") - 382);
  EXPECT_EQ(everybody.counts(2).from(), "2020-11-08");
  const v1::ReconciledFigure& killed = Figure(*reconciled, "killed-2024-12");
  EXPECT_EQ(killed.counts(0).value(), absl::StrCat(HurtIn("'2023'", "c.outcome = 'OUTCOME_KILLED'")));
  EXPECT_THAT(killed.counts(0).cell(), ElementsAre("OUTCOME=KILLED"));
  EXPECT_THAT(killed.conclusion_az(), HasSubstr("Sınanan heç bir tərif"));

  EXPECT_EQ(Reconciled(incident::kRegistrar).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_THAT(FaultsOf(Reconciled(kStatistician, "nowhere").status()), ElementsAre("register REGISTER_UNKNOWN"));
}

TEST_F(StatisticsFilesTest, EveryFormSaysWhatTheReleaseSaysAndNoMore) {
  Hurt(40);
  Follow();
  const v1::Release release = Published(Drafted(
      Drafting({Spec("P1", {"OUTCOME", "SEX"}, "2024-01-01", "2024-12-31"), Spec("P1", {"REF_AREA"}, "2024-01-01", "2024-12-31"),
                Spec("P3", {}, "2023-01-01", "2024-12-31", v1::TIME_STEP_MONTH)})));
  const bool judged = SdmxJudge::IsHere();
  for (int format = v1::ExportFormat_MIN + 1; format <= v1::ExportFormat_MAX; ++format) {
    v1::ExportReleaseRequest request;
    request.set_name(release.name());
    request.set_format(static_cast<v1::ExportFormat>(format));
    const auto file = Ask(&Releases::ExportRelease, kChecker, request);
    ASSERT_TRUE(file.ok()) << file.status();
    const auto again = Ask(&Releases::ExportRelease, kStatistician, request);
    ASSERT_TRUE(again.ok()) << again.status();
    EXPECT_EQ(again->content(), file->content()) << v1::ExportFormat_Name(request.format());
    if (format == v1::EXPORT_FORMAT_SDMX_ML || format == v1::EXPORT_FORMAT_SDMX_STRUCTURE) {
      if (judged) EXPECT_TRUE(SdmxJudge().IsValid(file->content())) << file->file_name();
    }
    if (format == v1::EXPORT_FORMAT_REPORT_AZ) {
      EXPECT_THAT(file->content(), HasSubstr("Nümunə buraxılış"));
      EXPECT_THAT(file->content(), HasSubstr(release.content_hash()));
      EXPECT_THAT(file->content(), HasSubstr("<svg class=\"map\""));
    }
  }
  if (!judged) GTEST_SKIP() << "SDMXMessage.xsd is not here (DAYAQ_SHARED)";
}

}  // namespace
}  // namespace dayaq::statistics
