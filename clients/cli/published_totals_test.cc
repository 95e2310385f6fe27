#include "clients/cli/published_totals.h"

#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kGood[] = R"(figures:
  - name: killed-since-war
    known_until: 2024-05-29
    since: 2020-11-10
    count: killed
    published: 68
    source: an address
    others: [70 already]
  - {name: all, known_until: 2024-05-29, count: casualties, published: 3427, source: an address}
)";

std::string FaultsWith(const std::string& from, const std::string& to) {
  return std::string(ParsePublishedTotals(absl::StrReplaceAll(kGood, {{from, to}}), "totals.yaml").status().message());
}

TEST(PublishedTotals, AFigureSaysWhatItCountsAndAsKnownWhen) {
  const auto figures = ParsePublishedTotals(kGood, "totals.yaml");
  ASSERT_TRUE(figures.ok()) << figures.status();
  ASSERT_EQ(figures->size(), 2U);
  EXPECT_EQ(figures->at(0).count, "killed");
  EXPECT_EQ(figures->at(0).published, 68);
  EXPECT_EQ(ToText(figures->at(0).since), "2020-11-10");
  EXPECT_EQ(ToText(figures->at(0).known_until), "2024-05-29");
  EXPECT_THAT(figures->at(0).others, ElementsAre("70 already"));
  EXPECT_EQ(ToText(figures->at(1).since), "");
  EXPECT_THAT(figures->at(1).others, IsEmpty());
  incident::v1::IncidentTotals totals;
  totals.set_killed(7);
  EXPECT_EQ(CountOf(totals, "killed"), 7);
}

TEST(PublishedTotals, EveryFaultIsNamedWithItsLine) {
  EXPECT_THAT(FaultsWith("count: killed", "count: wounded"), AllOf(HasSubstr("totals.yaml:5:"), HasSubstr("wounded")));
  EXPECT_THAT(FaultsWith("known_until: 2024-05-29\n", "known_until: 2024-05\n"), HasSubstr("whole day"));
  EXPECT_THAT(FaultsWith("since: 2020-11-10", "since: yesterday"), HasSubstr("since is a whole day"));
  EXPECT_THAT(FaultsWith("published: 68", "published: -68"), HasSubstr("whole number"));
  EXPECT_THAT(FaultsWith("published: 68", "publishd: 68"), AllOf(HasSubstr("publishd"), HasSubstr("published is missing")));
  EXPECT_THAT(FaultsWith("figures:", "figure:"), HasSubstr("under figures"));
  EXPECT_THAT(FaultsWith("    source: an address\n", ""), HasSubstr("source is missing"));
}

TEST(PublishedTotals, TheShippedFileIsRead) {
  const auto figures = ReadPublishedTotals("db/sample/published_totals.yaml");
  ASSERT_TRUE(figures.ok()) << figures.status();
  EXPECT_GE(figures->size(), 16U);
}

}  // namespace
}  // namespace dayaq::cli
