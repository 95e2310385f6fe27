// The layer, figures and releases over gRPC against a real PostgreSQL.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "services/statistics/release_seal.h"
#include "services/statistics/statistics_test_fixture.h"

namespace dayaq::statistics {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

template <typename T>
ErrorReason Reason(const absl::StatusOr<T>& answer) {
  return ReasonOf(answer.status());
}

class StatisticsServiceTest : public StatisticsFixture {
 protected:
  // What a row was, on the day until which things are known, by the base tables alone and a statement of its own.
  int64_t Recount(const std::string& condition, const std::string& known_until) const {
    return Number(absl::StrCat(
        "WITH k AS (SELECT ('", known_until,
        "'::date + 1)::timestamp AT TIME ZONE 'Asia/Baku' AS t), i AS ("
        "SELECT uid, occurred_on, district, device_category, state FROM incident.incident, k WHERE update_time < k.t AND register "
        "= 'az' UNION ALL "
        "SELECT uid, occurred_on, district, device_category, state FROM incident.incident_history, k WHERE update_time < k.t AND "
        "recorded_until >= k.t AND register = 'az'), "
        "c AS (SELECT uid, incident_uid, outcome, sex, same_as_uid FROM incident.casualty, k WHERE update_time < k.t UNION ALL "
        "SELECT uid, incident_uid, outcome, sex, same_as_uid FROM incident.casualty_history, k WHERE update_time < k.t AND "
        "recorded_until >= k.t) "
        "SELECT count(*) FROM c JOIN i ON i.uid = c.incident_uid WHERE c.same_as_uid IS NULL AND i.state IN "
        "('INCIDENT_STATE_REPORTED', "
        "'INCIDENT_STATE_VERIFIED') AND ",
        condition));
  }
  // The condition of a code of a dimension on base tables.
  static std::string Condition(const std::string& dimension, const std::string& code) {
    if (code == "_T") return "true";
    if (dimension == "OUTCOME") return absl::StrCat("outcome = 'OUTCOME_", code, "'");
    if (dimension == "SEX") {
      return code == "U" ? "coalesce(sex, 'SEX_UNKNOWN') NOT IN ('SEX_MALE', 'SEX_FEMALE')"
                         : absl::StrCat("left(sex, 5) = 'SEX_", code, "'");
    }
    if (dimension == "REF_AREA") return absl::StrCat("district = '", code, "'");
    if (absl::EndsWith(code, "/U")) return absl::StrCat("occurred_on = '", code.substr(0, 4), "'");
    if (absl::StrContains(code, "-Q")) {
      return absl::StrCat("left(occurred_on, 4) = '", code.substr(0, 4),
                          "' AND length(occurred_on) > 4 AND (substr(occurred_on, 6, 2)::integer + 2) / 3 = ", code.substr(6));
    }
    return absl::StrCat("left(occurred_on, ", code.size(), ") = '", code, "'");
  }
};

TEST_F(StatisticsServiceTest, EveryCellIsWhatAnotherStatementCounts) {
  Hurt(130);
  Follow();
  ASSERT_GT(Number("SELECT count(*) FROM statistics.fact WHERE kind = 'CASUALTY'"), 500);
  const v1::Release draft = Drafted(Drafting({Spec("P1", {"OUTCOME", "SEX"}, "2023-01-01", "2024-12-31", v1::TIME_STEP_YEAR),
                                              Spec("P1", {"SEX"}, "2024-01-01", "2024-12-31", v1::TIME_STEP_MONTH)}));
  // Hidden counts are compared too: they stand where no call leads.
  int cells = 0, differences = 0;
  for (int place = 0; place < 2; ++place) {
    v1::GetReleaseTableRequest request;
    request.set_name(draft.name());
    request.set_place(place);
    const auto table = Ask(&Releases::GetReleaseTable, kChecker, request);
    ASSERT_TRUE(table.ok()) << table.status();
    for (int i = 0; i < table->cells_size(); ++i) {
      std::vector<std::string> conditions;
      for (int d = 0; d < table->dimensions_size(); ++d) {
        conditions.push_back(Condition(table->dimensions(d).id(), table->cells(i).codes(d)));
      }
      const int64_t right = Recount(absl::StrJoin(conditions, " AND "), draft.known_until());
      const int64_t kept =
          Number(absl::StrCat("SELECT cells -> 'values' ->> ", i, " FROM statistics.release_table WHERE place = ", place));
      ++cells;
      differences += kept == right ? 0 : 1;
      EXPECT_EQ(kept, right) << absl::StrJoin(table->cells(i).codes(), " ");
      if (table->cells(i).status() == v1::CELL_STATUS_SHOWN) EXPECT_EQ(table->cells(i).value(), absl::StrCat(right));
    }
  }
  std::cout << "recount: " << cells << " cells, " << differences << " differences" << std::endl;
  EXPECT_GT(cells, 100);
}

TEST_F(StatisticsServiceTest, ARefreshedLayerIsARebuiltOneWhateverHappened) {
  Hurt(12, 3);
  std::mt19937 random(11);
  std::vector<incident::v1::Incident> incidents;
  for (int step = 0; step < 25; ++step) {
    const unsigned what = random() % 5;
    if (what < 2 || incidents.empty()) {
      incidents.push_back(Registered(Hurt(absl::StrCat("5STAT", 10 + step), "2025-02-04")));
    } else {
      incident::v1::Incident& incident = incidents[random() % incidents.size()];
      incident = Read(incident.name(), incident::kAnama);
      if (what == 2) {
        const auto verified = Verify(incident::kAnama, incident);
        if (verified.ok()) incident = *verified;
      } else if (what == 3) {
        incident::v1::CorrectCasualtyRequest request =
            ReportFixture::CorrectionOf(Read(incident.name()).casualties(0), {random() % 2 == 0 ? "sex" : "activity"});
        request.mutable_facts()->set_sex(random() % 2 == 0 ? common::v1::SEX_FEMALE : common::v1::SEX_MALE);
        request.mutable_facts()->set_activity(static_cast<incident::v1::Activity>(1 + random() % 18));
        Call(&incident::v1::IncidentService::Stub::CorrectCasualty, incident::kRegistrar, request).IgnoreError();
      } else {
        incident::v1::RejectIncidentRequest request;
        request.set_request_id(NewRequestId());
        request.set_name(incident.name());
        request.set_etag(incident.etag());
        request.set_reason("Hadisə olmayıb");
        Call(&incident::v1::IncidentService::Stub::RejectIncident, incident::kAnama, request).status().IgnoreError();
      }
    }
    if (random() % 3 == 0) Follow();
  }
  Follow();
  const std::string refreshed = LayerNow();
  EXPECT_GT(Number("SELECT count(*) FROM statistics.fact WHERE recorded_until <> 'infinity'"), 0) << "something changed";
  EXPECT_GT(Number("SELECT count(*) FROM statistics.fact WHERE kind = 'SURVIVOR'"), 0);
  EXPECT_EQ(LayerRebuilt(), refreshed);
}

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

TEST_F(StatisticsServiceTest, AWomanAloneInAMonthIsHiddenAndNoOtherTableTellsOfHer) {
  Hurt(130);
  Follow();
  // Months in which few women were hurt, while the month itself is in the papers.
  const v1::TableSpec months = Spec("P1", {"SEX"}, "2024-01-01", "2024-12-31", v1::TIME_STEP_MONTH);
  const v1::Release release = Published(Drafted(Drafting({months})));
  v1::GetReleaseTableRequest request;
  request.set_name(release.name());
  const auto table = Ask(&Releases::GetReleaseTable, kStatistician, request);
  ASSERT_TRUE(table.ok()) << table.status();
  int small = 0;
  for (int month = 1; month <= 12; ++month) {
    const std::string code = absl::StrFormat("2024-%02d", month);
    const int64_t women =
        Recount(absl::StrCat("sex = 'SEX_FEMALE' AND left(occurred_on, 7) = '", code, "'"), release.known_until());
    if (women == 0 || women >= 5) continue;
    ++small;
    EXPECT_EQ(Cell(*table, {code, "F"}), "Q") << code;
    EXPECT_EQ(Cell(*table, {code, "M"}), "Q") << "nor can she be worked out from the others";
    EXPECT_NE(Cell(*table, {code, "_T"}), "Q") << "the month is known to everybody";
  }
  EXPECT_GT(small, 0);
  EXPECT_GT(release.disclosure().complementary(), 0);
  // Asked for otherwise later, together with what is published.
  const auto year = Table(Spec("P1", {"SEX"}, "2024-01-01", "2024-12-31"));
  ASSERT_TRUE(year.ok()) << year.status();
  v1::ExportReleaseRequest out;
  out.set_name(release.name());
  out.set_format(v1::EXPORT_FORMAT_SDMX_CSV);
  const auto file = Ask(&Releases::ExportRelease, kStatistician, out);
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_THAT(file->content(), HasSubstr(",Q"));
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
      Drafting({Spec("P6a", {}, "2024-01-01", "2024-12-31"), Spec("P1", {"BENEFIT"}, "2024-01-01", "2099-12-31")});
  *faulty.add_tables() = faulty.tables(0);
  faulty.set_register_("xx-trial");
  EXPECT_THAT(
      FaultsOf(Ask(&Releases::DraftRelease, kStatistician, faulty).status()),
      ElementsAre("register REGISTER_UNKNOWN", "tables[0].indicator INDICATOR_NOT_COUNTED", "tables[1].until PERIOD_UNFINISHED",
                  "tables[1].dimensions[0] DIMENSION_UNKNOWN", "tables[2] TABLE_TWICE"));
  EXPECT_THAT(FaultsOf(Table(Spec("P1", {}, "2024-01-01", "2024-12-31"), "2024-06-30").status()),
              ElementsAre("table.until PERIOD_UNFINISHED"));
}

TEST_F(StatisticsServiceTest, IndicatorsSayWhatIsNotCountedAndWhy) {
  const auto sets = Ask(&Indicators::ListIndicatorSets, kStatistician, v1::ListIndicatorSetsRequest());
  ASSERT_TRUE(sets.ok()) << sets.status();
  EXPECT_THAT(sets->indicator_sets(), SizeIs(4));
  v1::GetIndicatorRequest request;
  request.set_name("indicatorSets/az-provisional/indicators/P6a");
  const auto payees = Ask(&Indicators::GetIndicator, kChecker, request);
  ASSERT_TRUE(payees.ok()) << payees.status();
  EXPECT_FALSE(payees->counted());
  EXPECT_FALSE(payees->not_counted_az().empty());
  request.set_name("indicatorSets/az-provisional/indicators/P99");
  EXPECT_EQ(Ask(&Indicators::GetIndicator, kChecker, request).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(StatisticsServiceTest, NothingOfTheServiceLeadsToWhoAnybodyIs) {
  const std::string never = "('IDENTITY', 'HEALTH', 'DISABILITY', 'FINANCE', 'EMPLOYMENT', 'LOCATION', 'SECRET')";
  EXPECT_EQ(Value("SELECT coalesce(string_agg(table_name || '.' || column_name, ', '), '') FROM access.column_class "
                  "WHERE table_name LIKE 'statistics.%' AND class IN " +
                  never),
            "");
  EXPECT_EQ(Value("SELECT coalesce(string_agg(DISTINCT r.rolname || ' ' || c.table_name || '.' || c.column_name, ', '), '') "
                  "FROM access.column_class c, pg_roles r WHERE (r.rolname LIKE 'statistics\\_%' OR r.rolname = "
                  "'dayaq_statistics') AND c.class IN " +
                  never + " AND has_column_privilege(r.rolname, c.table_name, c.column_name, 'SELECT')"),
            "");
  EXPECT_EQ(
      Value("SELECT coalesce(string_agg(DISTINCT r.rolname || ' ' || t.oid::regclass, ', '), '') FROM pg_roles r, pg_class t "
            "WHERE (r.rolname LIKE 'statistics\\_%' OR r.rolname = 'dayaq_statistics') AND t.relkind = 'r' AND t.relnamespace IN "
            "('incident'::regnamespace, 'survivor'::regnamespace, 'rehabilitation'::regnamespace, 'payment'::regnamespace, "
            "'employment'::regnamespace) "
            "AND t.oid NOT IN ('incident.register'::regclass, 'incident.place'::regclass) AND has_any_column_privilege(r.rolname, "
            "t.oid, 'SELECT')"),
      "")
      << "what is known of people elsewhere comes through functions alone";
  // What those answer, by name: a column more is a decision.
  const std::string told =
      "TABLE(kind text, uid uuid, parent_uid uuid, recorded_from text, recorded_until text, register text, occurred_on text, "
      "ended_on text, district text, outcome text, sex text, least_age integer, most_age integer, civil_status text, activity "
      "text, "
      "device text)";
  EXPECT_EQ(Value("SELECT string_agg(DISTINCT pg_get_function_result(p.oid), E'\\n') FROM pg_proc p WHERE p.proname = "
                  "'facts_for_statistics'"),
            told);
  Registered(Hurt("5ABCDE7"));
  Follow();
  EXPECT_EQ(
      Number("SELECT count(*) FROM statistics.fact f WHERE EXISTS (SELECT FROM incident.casualty c WHERE c.uid = f.pseudonym) "
             "OR EXISTS (SELECT FROM incident.incident i WHERE i.uid IN (f.pseudonym, f.parent))"),
      0);
  EXPECT_GT(Number("SELECT count(*) FROM statistics.fact"), 1);
  EXPECT_EQ(Reason(Table(Spec("P1", {}, "2024-01-01", "2024-12-31"), "", incident::kRegistrar)),
            ErrorReason::ERROR_REASON_ACTION_DENIED);
}

TEST_F(StatisticsServiceTest, AFileOfOthersIsCheckedByItsSums) {
  v1::CheckFileRequest request;
  request.set_indicator_set("lao-sdg18");
  request.set_content("<nothing/>");
  EXPECT_THAT(FaultsOf(Ask(&Tables::CheckFile, kStatistician, request).status()), ElementsAre("content SDMX_FAULTY"));
  request.set_indicator_set("nobodys");
  EXPECT_THAT(FaultsOf(Ask(&Tables::CheckFile, kStatistician, request).status()),
              ElementsAre("indicator_set INDICATOR_UNKNOWN", "content SDMX_FAULTY"));
  // The file of Lao PDR: 33 casualties of whom 24 and 6 are told, and 6 killed who are 7 by sex and age.
  const char* const shared = std::getenv("DAYAQ_SHARED");
  const std::string path = absl::StrCat(shared == nullptr ? "../shared" : shared, "/data/laos_sdg18/SDG_DSD_Laos.Goal.18.xml");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here (DAYAQ_SHARED)";
  std::ifstream file(path, std::ios::binary);
  request.set_content(std::string(std::istreambuf_iterator<char>(file), {}));
  request.set_indicator_set("lao-sdg18");
  const auto checked = Ask(&Tables::CheckFile, kStatistician, request);
  ASSERT_TRUE(checked.ok()) << checked.status();
  EXPECT_EQ(checked->observations(), 108);
  ASSERT_THAT(checked->defects(), SizeIs(2));
  EXPECT_EQ(checked->defects(0).whole() + " " + checked->defects(0).parts(), "33 30");
  EXPECT_EQ(checked->defects(1).whole() + " " + checked->defects(1).parts(), "6 7");
}

}  // namespace
}  // namespace dayaq::statistics
