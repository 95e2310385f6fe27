#include "services/audit/entry_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/base/error.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::audit {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const absl::Time kNow = absl::FromUnixSeconds(1772352000);

std::string FieldOf(const absl::Status& status) {
  const auto bad = DetailOf<google::rpc::BadRequest>(status);
  return bad.has_value() ? bad->field_violations(0).field() + " " + bad->field_violations(0).reason() : "";
}

TEST(SearchPeriod, IsTheLastMonthUnlessItIsSaidOtherwise) {
  const auto usual = SearchPeriod({}, kNow);
  ASSERT_TRUE(usual.ok());
  EXPECT_GT(usual->until, kNow);
  EXPECT_EQ(usual->until - usual->from, absl::Hours(24 * 31));
  v1::EntryFilter filter;
  *filter.mutable_until_time() = Timestamp(kNow - absl::Hours(1000));
  EXPECT_EQ(SearchPeriod(filter, kNow)->from, kNow - absl::Hours(1000) - absl::Hours(24 * 31));
}

TEST(SearchPeriod, IsAYearAtMost) {
  v1::EntryFilter filter;
  *filter.mutable_until_time() = Timestamp(kNow);
  *filter.mutable_from_time() = Timestamp(kNow - kLongestPeriod);
  EXPECT_TRUE(SearchPeriod(filter, kNow).ok());
  *filter.mutable_from_time() = Timestamp(kNow - kLongestPeriod - absl::Seconds(1));
  EXPECT_EQ(FieldOf(SearchPeriod(filter, kNow).status()), "filter.from_time PERIOD_IMPOSSIBLE");
  *filter.mutable_from_time() = Timestamp(kNow);
  EXPECT_EQ(FieldOf(SearchPeriod(filter, kNow).status()), "filter.until_time PERIOD_IMPOSSIBLE");
}

TEST(EntryCursor, IsReadBack) {
  const EntryCursor cursor{kNow + absl::Microseconds(7), "01900000-0000-7000-8000-000000000001"};
  const auto read = CursorOf(CursorText(cursor));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->recorded_at, cursor.recorded_at);
  EXPECT_EQ(read->uid, cursor.uid);
  EXPECT_FALSE(CursorOf("").has_value());
}

TEST(SignersOf, AreTheNamesBehindTheText) {
  EXPECT_THAT(SignersOf("audit.example/log/1\n5\nroot=\n\n— audit.example/log/1 aGFsbG8=\n— witness.example/w1 YQ==\n"),
              ElementsAre("audit.example/log/1", "witness.example/w1"));
  EXPECT_THAT(SignersOf(""), IsEmpty());
  EXPECT_THAT(SignersOf("a\nb\n"), IsEmpty());
}

}  // namespace
}  // namespace dayaq::audit
