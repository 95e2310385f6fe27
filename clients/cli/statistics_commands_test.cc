// `dayaqctl statistics report` and `reconcile` as they are typed, against a service that is not there.
#include <sys/stat.h>

#include <cstdlib>

#include "clients/cli/typed_commands.h"
#include "dayaq/statistics/v1/release_service.grpc.pb.h"
#include "dayaq/statistics/v1/table_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class FakeReleases : public statistics::v1::ReleaseService::Service {
 public:
  grpc::Status ExportRelease(grpc::ServerContext*, const statistics::v1::ExportReleaseRequest* request,
                             statistics::v1::ExportReleaseResponse* file) override {
    asked = *request;
    file->set_file_name("release.html");
    file->set_content("<!doctype html>hesabat");
    return grpc::Status::OK;
  }
  statistics::v1::ExportReleaseRequest asked;
};

class FakeTables : public statistics::v1::TableService::Service {
 public:
  grpc::Status ReconcileFigures(grpc::ServerContext*, const statistics::v1::ReconcileFiguresRequest*,
                                statistics::v1::ReconcileFiguresResponse* response) override {
    auto& figure = *response->add_figures();
    figure.set_title_az("Həlak olanlar");
    figure.set_title_en("Killed");
    figure.set_cut_off("2024-05-29");
    figure.set_published(68);
    figure.set_source("President's address");
    figure.set_conclusion_en("The difference lies in the definition.");
    figure.set_note_en("Another text says 70");
    const auto count = [&figure](const char* title, const char* value, int64_t difference, bool fits) {
      auto& added = *figure.add_counts();
      added.set_title_en(title);
      added.set_value(value);
      added.set_difference(difference);
      added.set_fits(fits);
    };
    count("as known then", "66", -2, false);
    count("as known now", "68", 0, true);
    count("by sex", "", 0, false);
    return grpc::Status::OK;
  }
};

class StatisticsCommandsTest : public ::testing::Test {
 protected:
  std::string Content(const std::string& path) const {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  // A browser that prints what it was given, and writes down how it was called.
  std::string Browser() const {
    std::string path = typed_.directory().Path("browser");
    std::ofstream(path)
        << "#!/bin/sh\nfor word in \"$@\"; do case $word in --print-to-pdf=*) to=${word#*=};; file://*) from=${word#file://};; "
           "esac; done\n[ -n \"$FAIL\" ] && exit 1\ncat \"$from\" >\"$to\"\necho \"$from\" >\"$to.from\"\n";
    chmod(path.c_str(), 0700);
    return path;
  }

  FakeReleases releases_;
  FakeTables tables_;
  FakeEdge edge_{{&releases_, &tables_}};
  TypedCommands typed_{edge_};
};

TEST_F(StatisticsCommandsTest, AReportIsWrittenInTheLanguageThatIsAskedForAndNeverOverAFile) {
  const std::string path = typed_.directory().Path("report.html");
  const Ended ended = typed_.Ctl({"statistics", "report", "0190", "--in", "en", "--out", path});
  EXPECT_EQ(ended.code, ExitCode::kOk) << ended.err;
  EXPECT_EQ(releases_.asked.name(), "releases/0190");
  EXPECT_EQ(releases_.asked.format(), statistics::v1::EXPORT_FORMAT_REPORT_EN);
  EXPECT_EQ(Content(path), "<!doctype html>hesabat");
  const Ended again = typed_.Ctl({"statistics", "report", "0190", "--out", path}, "az");
  EXPECT_NE(again.code, ExitCode::kOk);
  EXPECT_THAT(again.err, HasSubstr("fayl artıq var"));
  EXPECT_EQ(releases_.asked.format(), statistics::v1::EXPORT_FORMAT_REPORT_AZ) << "the language of the command line";
}

TEST_F(StatisticsCommandsTest, APdfIsPrintedByTheBrowserAndNothingOfItStays) {
  setenv("DAYAQ_BROWSER", Browser().c_str(), 1);
  const std::string path = typed_.directory().Path("report.pdf");
  const Ended ended = typed_.Ctl({"statistics", "report", "releases/0190", "--pdf", path});
  EXPECT_EQ(ended.code, ExitCode::kOk) << ended.err;
  EXPECT_EQ(Content(path), "<!doctype html>hesabat");
  const std::string from = Content(path + ".from");
  EXPECT_FALSE(std::filesystem::exists(from.substr(0, from.rfind('/'))));
  setenv("FAIL", "1", 1);
  const Ended failed = typed_.Ctl({"statistics", "report", "releases/0190", "--pdf", typed_.directory().Path("other.pdf")});
  unsetenv("FAIL");
  EXPECT_NE(failed.code, ExitCode::kOk);
  EXPECT_THAT(failed.err, HasSubstr("--out"));
  setenv("DAYAQ_BROWSER", "/nowhere/chromium", 1);
  EXPECT_THAT(typed_.Ctl({"statistics", "report", "releases/0190", "--pdf", typed_.directory().Path("third.pdf")}).err,
              HasSubstr("chromium"));
  unsetenv("DAYAQ_BROWSER");
}

TEST_F(StatisticsCommandsTest, APublishedFigureStandsBesideOurs) {
  const Ended ended = typed_.Ctl({"statistics", "reconcile"});
  EXPECT_EQ(ended.code, ExitCode::kOk) << ended.err;
  EXPECT_THAT(ended.out, AllOf(HasSubstr("2024-05-29 · Killed: 68 (President's address)"), HasSubstr("-2"), HasSubstr("="),
                               HasSubstr(".."), HasSubstr("The difference lies in the definition."),
                               HasSubstr("Another text says 70."), Not(HasSubstr("more than"))));
}

}  // namespace
}  // namespace dayaq::cli
