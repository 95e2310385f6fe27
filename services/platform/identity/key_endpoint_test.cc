#include "services/platform/identity/key_endpoint.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/identity/token_verifier.h"
#include "tests/support/test_tokens.h"

namespace dayaq {
namespace {

using testing::AccessClaims;
using testing::KeySetJson;
using testing::kTestAudience;
using testing::kTestIssuer;
using testing::TestSigner;

// An identity provider and a clock in one place, both under the test's hand.
class KeyEndpointTest : public ::testing::Test {
 protected:
  KeyEndpointTest() { Publish({old_.Jwk()}); }

  void Publish(const std::vector<std::string>& jwks) { Answer(KeySetJson(jwks)); }
  void Answer(absl::StatusOr<std::string> answer) {
    absl::MutexLock lock(&mutex_);
    answer_ = std::move(answer);
  }
  void Advance(absl::Duration duration) { seconds_ += absl::ToInt64Seconds(duration); }
  absl::Time Now() const { return absl::FromUnixSeconds(seconds_); }

  KeyEndpointOptions Options() {
    KeyEndpointOptions options;
    options.unknown_key_wait = absl::Seconds(20);
    options.now = [this] { return Now(); };
    return options;
  }
  FetchKeys Fetch() {
    return [this]() -> absl::StatusOr<std::string> {
      ++fetches_;
      absl::MutexLock lock(&mutex_);
      return answer_;
    };
  }

  // Waits until that is so; a background thread needs a moment, never twenty seconds.
  static bool Eventually(const std::function<bool()>& condition) {
    for (int i = 0; i < 2000; ++i) {
      if (condition()) return true;
      absl::SleepFor(absl::Milliseconds(10));
    }
    return false;
  }

  bool Accepts(KeyEndpoint& keys, const TestSigner& signer) {
    const TokenVerifier verifier({.issuer = kTestIssuer, .audience = kTestAudience}, keys);
    return verifier.Verify(signer.Token(AccessClaims("person-1", Now())), Now()).ok();
  }

  const TestSigner old_ = TestSigner::EdDsa("old");
  const TestSigner new_ = TestSigner::Es256("new");
  std::atomic<int64_t> seconds_{1'800'000'000};
  std::atomic<int> fetches_{0};
  absl::Mutex mutex_;
  absl::StatusOr<std::string> answer_ ABSL_GUARDED_BY(mutex_) = std::string();
};

TEST_F(KeyEndpointTest, KeysRotateWithoutOneRefusalWhileTheyOverlap) {
  KeyEndpoint keys(Fetch(), Options());
  ASSERT_TRUE(keys.WaitForKeys(absl::Seconds(20)));
  EXPECT_TRUE(Accepts(keys, old_));
  // The new key's first token comes before the next regular fetch.
  Publish({old_.Jwk(), new_.Jwk()});
  int refused = 0;
  for (int i = 0; i < 200; ++i) refused += (Accepts(keys, old_) ? 0 : 1) + (Accepts(keys, new_) ? 0 : 1);
  EXPECT_EQ(refused, 0);
  EXPECT_EQ(fetches_, 2);
  // The old key goes with the next regular fetch.
  Publish({new_.Jwk()});
  Advance(absl::Minutes(5));
  EXPECT_TRUE(Eventually([&] { return fetches_ >= 3 && keys.Current()->Find("old") == nullptr; }));
  EXPECT_FALSE(Accepts(keys, old_));
  EXPECT_TRUE(Accepts(keys, new_));
}

TEST_F(KeyEndpointTest, TenThousandTokensOfUnknownKeysCauseOneFetchInThirtySeconds) {
  KeyEndpoint keys(Fetch(), Options());
  ASSERT_TRUE(keys.WaitForKeys(absl::Seconds(20)));
  const int before = fetches_;
  const std::string stranger = TestSigner::EdDsa("stranger").Token(AccessClaims("person-1", Now()));
  const TokenVerifier verifier({.issuer = kTestIssuer, .audience = kTestAudience}, keys);
  std::atomic<int> refused{0};
  const auto storm = [&] {
    std::vector<std::thread> callers;
    for (int caller = 0; caller < 8; ++caller) {
      callers.emplace_back([&] {
        for (int i = 0; i < 1250; ++i) refused += verifier.Verify(stranger, Now()).ok() ? 0 : 1;
      });
    }
    for (std::thread& caller : callers) caller.join();
  };
  storm();
  EXPECT_EQ(refused, 10'000);
  EXPECT_EQ(fetches_ - before, 1);
  Advance(absl::Seconds(29));
  storm();
  EXPECT_EQ(fetches_ - before, 1);
  Advance(absl::Seconds(1));
  storm();
  EXPECT_EQ(fetches_ - before, 2);
  EXPECT_TRUE(Accepts(keys, old_));
  std::cout << "tokens of unknown keys: " << refused << " refused in 30 seconds of that clock, " << fetches_ - before
            << " fetches\n";
}

TEST_F(KeyEndpointTest, GoesOnWhileTheProviderIsDownButNotForEver) {
  KeyEndpoint keys(Fetch(), Options());
  ASSERT_TRUE(keys.WaitForKeys(absl::Seconds(20)));
  Answer(absl::UnavailableError("down"));
  for (int minute = 0; minute < 10; ++minute) {
    Advance(absl::Minutes(1));
    EXPECT_TRUE(Accepts(keys, old_)) << minute;
  }
  EXPECT_TRUE(Eventually([&] { return keys.failures() >= 1; }));
  Advance(absl::Minutes(50));
  EXPECT_TRUE(Accepts(keys, old_));
  Advance(absl::Seconds(1));
  EXPECT_EQ(keys.Current(), nullptr);
  EXPECT_FALSE(Accepts(keys, old_));
  // And comes back by itself.
  Publish({old_.Jwk()});
  Advance(absl::Seconds(5));
  EXPECT_TRUE(Eventually([&] { return keys.Current() != nullptr; }));
  EXPECT_TRUE(Accepts(keys, old_));
}

TEST_F(KeyEndpointTest, FaultyAnswersChangeNothing) {
  KeyEndpoint keys(Fetch(), Options());
  ASSERT_TRUE(keys.WaitForKeys(absl::Seconds(20)));
  int64_t failures = 0;
  for (const std::string& answer :
       {std::string(), std::string("<html>Sign in</html>"), std::string("{\"keys\":[]}"), std::string(100'000, '[')}) {
    Answer(answer);
    Advance(absl::Minutes(5));
    ++failures;
    EXPECT_TRUE(Eventually([&] { return keys.failures() >= failures; })) << answer.substr(0, 20);
    failures = keys.failures();
    EXPECT_TRUE(Accepts(keys, old_));
  }
}

TEST_F(KeyEndpointTest, StartsWithoutAProviderAndFindsItLater) {
  Answer(absl::UnavailableError("not yet"));
  KeyEndpoint keys(Fetch(), Options());
  EXPECT_TRUE(Eventually([&] { return keys.failures() >= 1; }));
  EXPECT_EQ(keys.Current(), nullptr);
  EXPECT_FALSE(keys.WaitForKeys(absl::Milliseconds(10)));
  EXPECT_FALSE(Accepts(keys, old_));
  Publish({old_.Jwk()});
  Advance(absl::Seconds(5));
  EXPECT_TRUE(keys.WaitForKeys(absl::Seconds(20)));
  EXPECT_TRUE(Accepts(keys, old_));
}

TEST_F(KeyEndpointTest, ASlowProviderHoldsACallerForTheAgreedMomentOnly) {
  std::atomic<bool> is_slow{false};
  KeyEndpointOptions options = Options();
  options.unknown_key_wait = absl::Milliseconds(100);
  KeyEndpoint keys(
      [&]() -> absl::StatusOr<std::string> {
        if (is_slow) absl::SleepFor(absl::Seconds(2));
        return KeySetJson({old_.Jwk()});
      },
      options);
  ASSERT_TRUE(keys.WaitForKeys(absl::Seconds(20)));
  is_slow = true;
  const absl::Time start = absl::Now();
  EXPECT_FALSE(Accepts(keys, new_));
  EXPECT_LT(absl::Now() - start, absl::Seconds(1.5));
  EXPECT_TRUE(Accepts(keys, old_));
}

}  // namespace
}  // namespace dayaq
