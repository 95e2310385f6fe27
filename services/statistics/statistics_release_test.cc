// Releases over gRPC against a real PostgreSQL.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "services/statistics/release_seal.h"
#include "services/statistics/sdmx_data.h"
#include "services/statistics/statistics_recount.h"

namespace dayaq::statistics {
namespace {

using ::testing::ElementsAre;

TEST_F(StatisticsServiceTest, WhoDiesLaterChangesTheRevisedFigureAndNotThePublishedOne) {
  Hurt(60, 5);
  const incident::v1::Incident incident = Registered(Hurt("5LATER1", "2024-03-01"));
  // As if it had become known in those days.
  Sql(absl::StrCat(
      "SET session_replication_role = replica; UPDATE incident.incident SET create_time = '2024-03-05', update_time = '2024-03-05' "
      "WHERE uid = '",
      incident.uid(),
      "'; UPDATE incident.casualty SET create_time = '2024-03-05', update_time = '2024-03-05' "
      "WHERE incident_uid = '",
      incident.uid(), "'; SET session_replication_role = origin"));
  Follow();
  const v1::TableSpec spec = Spec("P1", {"OUTCOME"}, "2024-01-01", "2024-03-31");
  const std::string period = "2024-01-01/2024-03-31";
  const auto before = Table(spec, "2025-03-01");
  ASSERT_TRUE(before.ok()) << before.status();
  const v1::Release first = Published(Drafted(Drafting({spec}, "2025-03-01")));

  incident::v1::CorrectCasualtyRequest death = ReportFixture::CorrectionOf(incident.casualties(0), {"outcome", "died_on"});
  death.mutable_facts()->set_outcome(incident::v1::OUTCOME_KILLED);
  *death.mutable_facts()->mutable_died_on() = *PartialDateFromText("2024-05-20");
  const auto died = Call(&incident::v1::IncidentService::Stub::CorrectCasualty, incident::kRegistrar, death);
  ASSERT_TRUE(died.ok()) << died.status();
  Sql(absl::StrCat(
      "SET session_replication_role = replica; UPDATE incident.casualty SET update_time = '2025-05-21' WHERE incident_uid = '",
      incident.uid(), "'; UPDATE incident.casualty_history SET recorded_until = '2025-05-21' WHERE incident_uid = '",
      incident.uid(), "'; SET session_replication_role = origin"));
  Follow();

  const auto as_of_then = Table(spec, "2025-03-01"), as_of_later = Table(spec, "2025-06-01");
  ASSERT_TRUE(as_of_then.ok() && as_of_later.ok()) << as_of_then.status() << as_of_later.status();
  int64_t killed = 0, killed_later = 0;
  ASSERT_TRUE(absl::SimpleAtoi(Cell(*before, {period, "KILLED"}), &killed));
  ASSERT_TRUE(absl::SimpleAtoi(Cell(*as_of_later, {period, "KILLED"}), &killed_later));
  EXPECT_EQ(Cell(*as_of_then, {period, "KILLED"}), absl::StrCat(killed)) << "as it was known then";
  EXPECT_EQ(killed_later, killed + 1);
  EXPECT_EQ(Cell(*as_of_later, {period, "_T"}), Cell(*before, {period, "_T"}));

  v1::DraftReleaseRequest revising = Drafting({spec}, "2025-06-01");
  revising.set_revises(first.name());
  const v1::Release second = Published(Drafted(revising));
  v1::GetReleaseRequest again;
  again.set_name(first.name());
  const auto former = Ask(&Releases::GetRelease, kStatistician, again);
  ASSERT_TRUE(former.ok()) << former.status();
  EXPECT_EQ(former->state(), v1::RELEASE_STATE_REVISED);
  EXPECT_EQ(former->revised_by_uid(), second.uid());
  EXPECT_EQ(former->content(), first.content());
  EXPECT_TRUE(Verified(*former).same()) << "both are made again";
  EXPECT_TRUE(Verified(second).same());
  EXPECT_NE(second.record_root(), first.record_root());
}

TEST_F(StatisticsServiceTest, AReleaseGoesByTwoPeopleAndIsMadeAgainByteByByte) {
  Hurt(130);
  Follow();
  const v1::Release draft =
      Drafted(Drafting({Spec("P1", {"OUTCOME", "SEX"}, "2024-01-01", "2024-12-31"), Spec("P3", {}, "2024-01-01", "2024-12-31")}));
  EXPECT_EQ(draft.state(), v1::RELEASE_STATE_DRAFT);
  EXPECT_THAT(draft.definitions(), ElementsAre("az-provisional/P1@1", "az-provisional/P3@1"));
  EXPECT_EQ(draft.cut_off(), "2024-12-31");
  v1::ExportReleaseRequest out;
  out.set_name(draft.name());
  out.set_format(v1::EXPORT_FORMAT_SDMX_CSV);
  EXPECT_EQ(Reason(Ask(&Releases::ExportRelease, kStatistician, out)), ErrorReason::ERROR_REASON_RELEASE_NOT_PUBLISHED);
  // Neither without a strong sign-in, nor by who drafted it, nor before it is checked.
  EXPECT_EQ(Reason(Ask(&Releases::CheckRelease, kChecker, Step<v1::CheckReleaseRequest>(draft))),
            ErrorReason::ERROR_REASON_STEP_UP_REQUIRED);
  EXPECT_EQ(Reason(Ask(&Releases::CheckRelease, Strongly(kStatistician), Step<v1::CheckReleaseRequest>(draft))),
            ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_EQ(Reason(Ask(&Releases::PublishRelease, Strongly(kStatistician), Step<v1::PublishReleaseRequest>(draft))),
            ErrorReason::ERROR_REASON_RELEASE_STEP_IMPOSSIBLE);
  EXPECT_TRUE(Verified(draft).same());
  const v1::Release published = Published(draft);
  EXPECT_EQ(published.state(), v1::RELEASE_STATE_PUBLISHED);
  EXPECT_NE(published.checked_by_uid(), published.published_by_uid());
  EXPECT_FALSE(statistics_->database().Execute("UPDATE statistics.release SET title_en = 'other'").ok());
  EXPECT_FALSE(statistics_->database().Execute("UPDATE statistics.release_table SET place = 5").ok());
  EXPECT_FALSE(statistics_->database().Execute("DELETE FROM statistics.release").ok());

  // What is entered later with an earlier date is in later figures, and in no former one.
  const incident::v1::Incident late = Registered(Hurt("5LATE01", "2024-06-01"));
  Sql(absl::StrCat(
      "SET session_replication_role = replica; UPDATE incident.incident SET create_time = '2024-06-05', update_time = '2024-06-05' "
      "WHERE uid = '",
      late.uid(),
      "'; UPDATE incident.casualty SET create_time = '2024-06-05', update_time = '2024-06-05' "
      "WHERE incident_uid = '",
      late.uid(), "'; SET session_replication_role = origin"));
  Follow();
  const v1::VerifyReleaseResponse verified = Verified(published);
  EXPECT_TRUE(verified.same());
  EXPECT_EQ(verified.record_root(), published.record_root());
  EXPECT_EQ(verified.records(), published.records());

  for (const v1::ExportFormat format :
       {v1::EXPORT_FORMAT_SDMX_CSV, v1::EXPORT_FORMAT_SDMX_ML, v1::EXPORT_FORMAT_CSV, v1::EXPORT_FORMAT_SEALED_TEXT}) {
    out.set_format(format);
    const auto file = Ask(&Releases::ExportRelease, kStatistician, out), same = Ask(&Releases::ExportRelease, kChecker, out);
    ASSERT_TRUE(file.ok() && same.ok()) << file.status() << same.status();
    EXPECT_EQ(file->content(), same->content());
    EXPECT_GT(file->content().size(), 200U) << file->file_name();
    if (format == v1::EXPORT_FORMAT_SDMX_ML) {
      const auto data = ReadSdmxMl(file->content());
      ASSERT_TRUE(data.ok()) << data.status();
      EXPECT_GT(data->observations.size(), 10U);
    }
  }
}

TEST_F(StatisticsServiceTest, AnAuditorGetsFromACellToItsRecordsAndNobodyElse) {
  Hurt(130);
  Follow();
  const v1::Release release = Published(Drafted(Drafting({Spec("P1", {"OUTCOME"}, "2024-01-01", "2024-12-31")})));
  v1::ListCellRecordsRequest request;
  request.set_name(release.name());
  request.add_codes("2024");
  request.add_codes("KILLED");
  EXPECT_EQ(Reason(Ask(&Releases::ListCellRecords, Strongly(kStatistician), request)), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_EQ(Reason(Ask(&Releases::ListCellRecords, incident::kAuditor, request)), ErrorReason::ERROR_REASON_STEP_UP_REQUIRED);
  const auto traced = Ask(&Releases::ListCellRecords, Strongly(incident::kAuditor), request);
  ASSERT_TRUE(traced.ok()) << traced.status();
  EXPECT_EQ(traced->total(), Recount("outcome = 'OUTCOME_KILLED' AND left(occurred_on, 4) = '2024'", release.known_until()));
  ASSERT_GT(traced->records_size(), 0);
  tlog::Hash root{}, commitment{};
  const auto hash_of = [](const std::string& hex) {
    tlog::Hash hash{};
    const std::string bytes = absl::HexStringToBytes(hex);
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
  };
  root = hash_of(release.record_root());
  for (const v1::CountedRecord& record : traced->records()) {
    const std::string uid = record.resource().substr(record.resource().rfind('/') + 1);
    EXPECT_EQ(Value(absl::StrCat("SELECT outcome FROM incident.casualty WHERE uid = '", uid, "'")), "OUTCOME_KILLED");
    RecordTree::Proof proof{.index = static_cast<uint64_t>(record.index())};
    for (const std::string& hash : record.proof()) proof.hashes.push_back(hash_of(hash));
    commitment = hash_of(record.commitment());
    EXPECT_TRUE(VerifyCounted(commitment, proof, static_cast<uint64_t>(release.records()), root).ok());
  }
  EXPECT_GT(Number(absl::StrCat("SELECT count(*) FROM audit.entry WHERE position('", traced->records(0).resource(),
                                "' IN entry::text) > 0")),
            0)
      << "whoever was traced is named in the audit";
  request.set_codes(1, "NOBODY");
  EXPECT_THAT(FaultsOf(Ask(&Releases::ListCellRecords, Strongly(incident::kAuditor), request).status()),
              ElementsAre("codes CELL_UNKNOWN"));
}

TEST_F(StatisticsServiceTest, WhatCannotBePublishedIsRefusedWithAReason) {
  Hurt(4);
  EXPECT_EQ(Reason(Ask(&Releases::DraftRelease, kStatistician, Drafting({Spec("P1", {}, "2024-01-01", "2024-12-31")}))),
            ErrorReason::ERROR_REASON_LAYER_BEHIND);
  Follow();
  const auto refused = Table(Spec("P1", {"OUTCOME", "SEX"}, "2024-01-01", "2024-12-31"));
  EXPECT_EQ(Reason(refused), ErrorReason::ERROR_REASON_DISCLOSURE_REFUSED)
      << "so few cannot be told apart without telling of somebody";
  v1::DraftReleaseRequest faulty =
      Drafting({Spec("P1", {}, "2024-01-01", "2024-12-31"), Spec("P1", {"BENEFIT"}, "2024-01-01", "2099-12-31")});
  faulty.mutable_tables(0)->set_indicator("treaty-victim-assistance/VA4");
  *faulty.add_tables() = faulty.tables(0);
  faulty.set_register_("xx-trial");
  EXPECT_THAT(
      FaultsOf(Ask(&Releases::DraftRelease, kStatistician, faulty).status()),
      ElementsAre("register REGISTER_UNKNOWN", "tables[0].indicator INDICATOR_NOT_COUNTED", "tables[1].until PERIOD_UNFINISHED",
                  "tables[1].dimensions[0] DIMENSION_UNKNOWN", "tables[2] TABLE_TWICE"));
  EXPECT_THAT(FaultsOf(Table(Spec("P1", {}, "2024-01-01", "2024-12-31"), "2024-06-30").status()),
              ElementsAre("table.until PERIOD_UNFINISHED"));
}

}  // namespace
}  // namespace dayaq::statistics
