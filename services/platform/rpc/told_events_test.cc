#include "services/platform/rpc/told_events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::rpc {
namespace {

using ::testing::SizeIs;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);
const absl::Time kLater = kNow + absl::Hours(30);

ToldEvents OfOneCall(absl::Time now = kNow) { return {now, "trace"}; }

TEST(ToldEvents, WhatIsSaidTwiceForOneMomentIsToldOnce) {
  ToldEvents told = OfOneCall();
  told.AddAt("entitlement.month_begun", "survivors/a", kLater);
  told.Add("entitlement.started", "entitlements/e");
  told.AddAt("entitlement.month_begun", "survivors/a", kLater);
  ASSERT_THAT(told.all(), SizeIs(2));
  EXPECT_EQ(told.all()[0].kind(), "entitlement.month_begun");
  EXPECT_EQ(TimeOf(told.all()[0].due_time()), kLater);
  EXPECT_EQ(told.all()[0].trace_id(), "trace");
  EXPECT_FALSE(told.all()[1].has_due_time());
}

TEST(ToldEvents, AnotherKindResourceOrMomentIsAnotherEvent) {
  ToldEvents told = OfOneCall();
  told.AddAt("a.due", "things/1", kLater);
  told.AddAt("b.due", "things/1", kLater);
  told.AddAt("a.due", "things/2", kLater);
  told.AddAt("a.due", "things/1", kLater + absl::Microseconds(1));
  // Parts that join to the same text are not the same.
  told.AddAt("a.duet", "hings/1", kLater);
  EXPECT_THAT(told.all(), SizeIs(5));
}

TEST(ToldEvents, WhatIsToldAtOnceIsToldAsOftenAsItIsSaid) {
  ToldEvents told = OfOneCall();
  for (int i = 0; i < 3; ++i) told.Add("a.changed", "things/1");
  ASSERT_THAT(told.all(), SizeIs(3));
  EXPECT_NE(told.all()[0].uid(), told.all()[1].uid());
}

// The outbox knows by the uid what it was told already (outbox.emit), so two calls that never heard of each other must give the
// same.
TEST(ToldEvents, AnotherCallAtAnotherTimeGivesTheSameUid) {
  ToldEvents one = OfOneCall(), other = OfOneCall(kNow + absl::Hours(5));
  one.AddAt("a.due", "things/1", kLater);
  other.AddAt("a.due", "things/1", kLater);
  EXPECT_EQ(one.all()[0].uid(), other.all()[0].uid());
  EXPECT_TRUE(IsUuid(one.all()[0].uid()));
  EXPECT_EQ(Uuid7Time(one.all()[0].uid()), kLater) << "sorts by when it is due";
}

RC_GTEST_PROP(ToldEventsProperty, NoUidIsThereTwiceAndNothingIsLost, ()) {
  ToldEvents told = OfOneCall();
  std::set<std::tuple<int, int, int>> meant;
  int at_once = 0;
  for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 40))) {
    if (step >= 36) {
      ++at_once;
      told.Add("a.now", "things/1");
      continue;
    }
    const int kind = step % 3, resource = step / 3 % 3, moment = step / 9;
    meant.insert({kind, resource, moment});
    told.AddAt(absl::StrCat("a.due", std::string(1, static_cast<char>('a' + kind))), absl::StrCat("things/", resource),
               kLater + absl::Seconds(moment));
  }
  std::set<std::string> uids;
  for (const outbox::v1::Event& event : told.all()) RC_ASSERT(uids.insert(event.uid()).second);
  RC_ASSERT(uids.size() == meant.size() + static_cast<size_t>(at_once));
}

}  // namespace
}  // namespace dayaq::rpc
