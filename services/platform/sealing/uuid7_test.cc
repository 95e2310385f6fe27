#include "services/platform/sealing/uuid7.h"

#include <algorithm>
#include <set>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "gtest/gtest.h"

namespace dayaq {
namespace {

const absl::Time kNow = absl::FromUnixMillis(1'800'000'000'123);

TEST(Uuid7, HasTheFormOfRfc9562AndCarriesItsTime) {
  for (int i = 0; i < 1'000; ++i) {
    const absl::Time at = kNow + absl::Seconds(i);
    const std::string id = NewUuid7(at);
    EXPECT_TRUE(IsUuid(id)) << id;
    EXPECT_EQ(id[14], '7') << id;
    EXPECT_NE(std::string("89ab").find(id[19]), std::string::npos) << id;
    EXPECT_EQ(Uuid7Time(id), at);
  }
}

TEST(Uuid7, AscendsWithinOneMillisecondAndPastTheEndOfItsCounter) {
  const absl::Time at = kNow + absl::Hours(1);
  std::string last = NewUuid7(at);
  for (int i = 0; i < 20'000; ++i) {
    std::string next = NewUuid7(at);
    ASSERT_LT(last, next) << i;
    last = std::move(next);
  }
}

TEST(Uuid7, AscendsWhileTheClockStepsBackALittleAndFollowsALargerStep) {
  const absl::Time at = kNow + absl::Hours(2);
  const std::string before = NewUuid7(at);
  EXPECT_GT(NewUuid7(at - absl::Seconds(10)), before);
  EXPECT_EQ(Uuid7Time(NewUuid7(at - absl::Minutes(5))), at - absl::Minutes(5));
}

TEST(Uuid7, IsUniqueAndAscendingInEveryOfEightThreads) {
  constexpr int kThreads = 8;
  constexpr int kEach = 5'000;
  std::vector<std::vector<std::string>> made(kThreads);
  std::vector<std::thread> threads;
  for (auto& mine : made) {
    threads.emplace_back([&mine] {
      for (int i = 0; i < kEach; ++i) mine.push_back(NewUuid7(absl::Now()));
    });
  }
  for (auto& thread : threads) thread.join();
  std::set<std::string> all;
  for (const auto& mine : made) {
    EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
    all.insert(mine.begin(), mine.end());
  }
  EXPECT_EQ(all.size(), static_cast<size_t>(kThreads * kEach));
}

TEST(Uuid7, ImpossibleClocksStillGiveAnId) {
  EXPECT_TRUE(IsUuid(NewUuid7(absl::InfiniteFuture())));
  EXPECT_TRUE(IsUuid(NewUuid7(absl::InfinitePast())));
}

TEST(Uuid7, OfAMomentAndADigestIsAlwaysTheSame) {
  const absl::Time then = absl::FromUnixMillis(1'800'000'000'000);
  const std::string digest = "0123456789abcdef";
  const std::string uid = Uuid7Of(then, digest);
  EXPECT_TRUE(IsUuid(uid)) << uid;
  EXPECT_EQ(Uuid7Time(uid), then);
  EXPECT_EQ(Uuid7Of(then, digest), uid);
  EXPECT_NE(Uuid7Of(then, "1" + digest.substr(1)), uid);
  EXPECT_NE(Uuid7Of(then + absl::Milliseconds(1), digest), uid);
}

TEST(Uuid, OnlyTheLowerCaseFormOfThirtySixCharactersIsOne) {
  EXPECT_TRUE(IsUuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
  for (const char* wrong :
       {"", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "017f22e279b07cc398c4dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398ff", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g", "017f22e2_79b0-7cc3-98c4-dc0c0c07398f"}) {
    EXPECT_FALSE(IsUuid(wrong)) << wrong;
    EXPECT_FALSE(Uuid7Time(wrong).has_value()) << wrong;
  }
}

TEST(Uuid7, TheExampleOfTheRfcIsReadAndOtherVersionsAreNot) {
  EXPECT_EQ(Uuid7Time("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"), absl::FromUnixMillis(1645557742000));
  EXPECT_FALSE(Uuid7Time("919108f7-52d1-4320-9bac-f847db4148a8").has_value()) << "version 4";
  EXPECT_FALSE(Uuid7Time("017f22e2-79b0-7cc3-18c4-dc0c0c07398f").has_value()) << "another variant";
}

}  // namespace
}  // namespace dayaq
