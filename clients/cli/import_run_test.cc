#include "clients/cli/import_run.h"

#include <mutex>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "clients/cli/file_digest.h"
#include "clients/common/progress.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_directory.h"

namespace dayaq::cli {
namespace {

using dayaq::testing::TemporaryDirectory;
using incident::v1::ImportedRowResult;
using incident::v1::ImportIncidentsRequest;
using incident::v1::ImportIncidentsResponse;
using ::testing::Each;
using ::testing::HasSubstr;

constexpr char kMapping[] = R"(
mapping: trial
version: 1
register: {code: xx-trial, title: Trial, country: XX, trial: true}
source: {document: trial.csv}
csv: {encoding: utf-8, delimiter: comma, header: present, columns: [town, year, sex, outcome]}
group_by: [town]
event_only: {column: outcome, words: [nobody]}
incident:
  occurred_on: {kind: partial_date, year: year}
  district: {kind: district, column: town, pad_left: 5}
casualty:
  sex: {kind: code, column: sex, words: {m: MALE, f: FEMALE}, unknown: keep}
  outcome: {kind: code, column: outcome, words: {hurt: INJURED, dead: KILLED}}
)";

// A service that takes every row once.
class FakeService {
 public:
  absl::StatusOr<ImportIncidentsResponse> Take(const ImportIncidentsRequest& request) {
    const std::lock_guard<std::mutex> lock(mutex_);
    sizes_.push_back(request.incidents_size());
    bytes_.push_back(request.ByteSizeLong());
    if (fail_after_ == 0) return absl::UnavailableError("away");
    --fail_after_;
    ImportIncidentsResponse response;
    for (const auto& incident : request.incidents()) {
      for (const auto& casualty : incident.casualties()) Answer(request, casualty.source(), response);
      for (const auto& row : incident.rows()) Answer(request, row, response);
    }
    if (forget_one_) response.mutable_results()->RemoveLast();
    return response;
  }

  std::vector<int> sizes_;
  std::vector<size_t> bytes_;
  int fail_after_ = -1;
  bool forget_one_ = false;

 private:
  void Answer(const ImportIncidentsRequest& request, const incident::v1::ImportedRow& row, ImportIncidentsResponse& response) {
    ImportedRowResult& result = *response.add_results();
    result.set_row(row.row());
    const auto identity = std::make_pair(row.row_hash(), row.occurrence());
    const bool known = request.validate_only() ? taken_.count(identity) > 0 : !taken_.insert(identity).second;
    result.set_outcome(known ? ImportedRowResult::OUTCOME_KNOWN : ImportedRowResult::OUTCOME_TAKEN);
  }

  std::mutex mutex_;
  std::set<std::pair<std::string, int>> taken_;
};

struct Outcome {
  absl::Status status;
  ImportCounts counts;
};

Outcome Import(const std::string& csv, FakeService& service, const std::string& report_path = "", bool validate_only = false) {
  const auto mapping = importing::CompileMapping(kMapping, "trial.yaml");
  EXPECT_TRUE(mapping.ok()) << mapping.status();
  std::istringstream file(csv);
  importing::CsvReader reader(file, mapping->format);
  importing::CsvTable table(reader, mapping->headers, mapping->has_header);
  importing::Mapper mapper(*mapping, table, absl::FromCivil(absl::CivilDay(2026, 11, 20), absl::UTCTimeZone()));
  EXPECT_TRUE(mapper.Scan(nullptr).ok());
  ImportReport report(report_path);
  ImportRun run(
      mapper, report, [&](const ImportIncidentsRequest& request) { return service.Take(request); }, [](int64_t) {});
  Outcome outcome;
  outcome.status = run.Run("imports/x", validate_only);
  EXPECT_TRUE(report.Close().ok());
  outcome.counts = run.counts();
  return outcome;
}

constexpr char kFile[] =
    "town,year,sex,outcome\n1,2006,m,hurt\n1,2006,m,hurt\n2,2006,f,dead\n3,2006,,nobody\n4,20x6,m,hurt\n2,2006,?,hurt\n";

TEST(ImportRun, CountsExactly) {
  FakeService service;
  const Outcome outcome = Import(kFile, service);
  ASSERT_TRUE(outcome.status.ok()) << outcome.status;
  EXPECT_EQ(outcome.counts.rows(), 6);
  EXPECT_EQ(outcome.counts.taken, 5);
  EXPECT_EQ(outcome.counts.refused, 1);
  EXPECT_EQ(outcome.counts.incidents, 3);
  EXPECT_EQ(outcome.counts.people, 4);
  EXPECT_EQ(outcome.counts.men, 2);
  EXPECT_EQ(outcome.counts.women, 1);
  EXPECT_EQ(outcome.counts.sex_unknown, 1);
  EXPECT_EQ(outcome.counts.killed, 1);
  EXPECT_EQ(outcome.counts.injured, 3);
}

TEST(ImportRun, TheSameFileAgainAddsNothing) {
  FakeService service;
  Import(kFile, service);
  const Outcome again = Import(kFile, service);
  EXPECT_EQ(again.counts.taken, 0);
  EXPECT_EQ(again.counts.known, 5);
  EXPECT_EQ(again.counts.people, 4);
}

TEST(ImportRun, ADryRunStoresNothing) {
  FakeService service;
  EXPECT_EQ(Import(kFile, service, "", true).counts.taken, 5);
  EXPECT_EQ(Import(kFile, service).counts.taken, 5);
}

TEST(ImportRun, KeepsToTheLimitsOfABatchAndGoesOnAfterAFailure) {
  std::string csv = "town,year,sex,outcome\n";
  for (int i = 0; i < 2300; ++i) absl::StrAppend(&csv, i, ",2006,m,hurt\n");
  FakeService service;
  service.fail_after_ = 2;
  const Outcome broken = Import(csv, service);
  EXPECT_EQ(broken.status.code(), absl::StatusCode::kUnavailable);
  EXPECT_LT(broken.counts.taken, 2300);
  service.fail_after_ = -1;
  const Outcome whole = Import(csv, service);
  ASSERT_TRUE(whole.status.ok());
  EXPECT_EQ(whole.counts.taken + whole.counts.known, 2300);
  EXPECT_EQ(whole.counts.known, 1000);
  EXPECT_THAT(service.sizes_, Each(::testing::Le(kMostIncidentsABatch)));
}

TEST(ImportRun, ABatchStaysUnderItsBytes) {
  std::string csv = "town,year,sex,outcome\n";
  for (int i = 0; i < 60'000; ++i) absl::StrAppend(&csv, i / 1000, ",2006,m,hurt\n");
  FakeService service;
  EXPECT_EQ(Import(csv, service).counts.taken, 60'000);
  EXPECT_THAT(service.bytes_, Each(::testing::Le(kMostBytesABatch + 1024)));
  EXPECT_GT(service.sizes_.size(), 1U);
}

TEST(ImportRun, AnAnswerThatLeavesARowOutIsNotBelieved) {
  FakeService service;
  service.forget_one_ = true;
  EXPECT_EQ(Import(kFile, service).status.code(), absl::StatusCode::kInternal);
}

TEST(ImportReport, HasALineForEveryRow) {
  const TemporaryDirectory directory;
  FakeService service;
  Import(kFile, service, directory.Path("report.csv"));
  std::ifstream file(directory.Path("report.csv"));
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_THAT(text.str(), HasSubstr("row,outcome,incident,casualty_uid,reason,faults\r\n"));
  EXPECT_THAT(text.str(), HasSubstr("\r\n5,refused,,,DATE_IMPOSSIBLE,\"year: DATE_IMPOSSIBLE: "));
  const std::string content = text.str();
  EXPECT_EQ(std::count(content.begin(), content.end(), '\n'), 7);
}

TEST(ImportReport, ASpreadsheetTakesNoCellForAFormula) {
  EXPECT_EQ(SafeCsvCell("=1+1"), "'=1+1");
  EXPECT_EQ(SafeCsvCell("@x"), "'@x");
  EXPECT_EQ(SafeCsvCell("-1"), "'-1");
  EXPECT_EQ(SafeCsvCell("\t=1"), "'\t=1");
  EXPECT_EQ(SafeCsvCell("a \"b\", c"), "\"a \"\"b\"\", c\"");
  EXPECT_EQ(SafeCsvCell("plain"), "plain");
}

TEST(ImportReport, AFileThatCannotBeWrittenIsSaidAtOnce) {
  EXPECT_FALSE(ImportReport("/no/such/folder/report.csv").status().ok());
  EXPECT_TRUE(ImportReport("").status().ok());
}

TEST(Progress, SaysHowFarHowFastAndHowLongStill) {
  EXPECT_EQ(Progress::Line("x", 5000, 20000, absl::Seconds(5)), "x [######..................]  25 %  5 000/20 000  1 000/s  0:15");
  EXPECT_EQ(Progress::Line("x", 0, 10, absl::ZeroDuration()), "x [........................]   0 %  0/10");
  EXPECT_EQ(Progress::Line("x", 1234567, 0, absl::Seconds(1)), "x 1 234 567  1 234 567/s");
}

TEST(Progress, WritesPlainLinesWhereThereIsNoTerminal) {
  std::ostringstream out;
  const absl::Time start = absl::UnixEpoch();
  Progress progress(out, false, "x", 10, start);
  for (int i = 0; i <= 10; ++i) progress.Update(i, start + absl::Seconds(i));
  progress.Finish(start + absl::Seconds(10));
  const std::string text = out.str();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\r'), 0);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
}

TEST(FileDigest, IsThatOfTheBytes) {
  const TemporaryDirectory directory;
  std::ofstream(directory.Path("f")) << "abc";
  EXPECT_EQ(*Sha256OfFile(directory.Path("f")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_FALSE(Sha256OfFile(directory.Path("none")).ok());
}

}  // namespace
}  // namespace dayaq::cli
