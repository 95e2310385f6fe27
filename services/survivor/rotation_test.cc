// Rotating the key-encryption key while people are registered, corrected and read (PD-4).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <random>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/platform/rpc/rewrap_reaction.h"
#include "services/platform/sealing/key_ring.h"
#include "services/platform/service/key_rotation.h"
#include "services/survivor/key_test_fixture.h"

namespace dayaq::survivor {
namespace {

namespace iv1 = incident::v1;

using dayaq::testing::Strongly;

// Long runs are asked for by DAYAQ_LONG.
bool IsLong() { return std::getenv("DAYAQ_LONG") != nullptr; }

class RotationTest : public KeyFixture {
 protected:
  int64_t Old() const {
    return Count(
        "SELECT (SELECT count(*) FROM incident.person_key WHERE kek_id < (SELECT max(id) FROM sealing.kek)) + "
        "(SELECT count(*) FROM survivor.person_key WHERE kek_id < (SELECT max(id) FROM sealing.kek))");
  }
  int64_t Keys() const {
    return Count("SELECT (SELECT count(*) FROM incident.person_key) + (SELECT count(*) FROM survivor.person_key)");
  }
  // Sealed values that do not open, of every casualty and record there is.
  int Unreadable(const std::vector<iv1::Incident>& incidents) const {
    int unreadable = 0;
    for (const iv1::Incident& incident : incidents) {
      const auto read = Get(kRegistrar, incident.name());
      if (!read.ok() || read->casualties(0).facts().identity().family_name().empty()) ++unreadable;
      v1::SurvivorFilter filter;
      filter.set_casualty_uid(incident.casualties(0).uid());
      v1::ListSurvivorsRequest request;
      *request.mutable_filter() = filter;
      const auto found = Ask(&Stub::ListSurvivors, kCaseworker, request);
      if (!found.ok() || found->survivors_size() != 1 || found->survivors(0).identity().family_name().empty()) ++unreadable;
    }
    return unreadable;
  }
  // Works off whatever waits, also what was put off.
  void Finish() const {
    for (int i = 0; i < 20; ++i) {
      Sql("UPDATE outbox.delivery SET due_time = now() WHERE subscriber LIKE '%.rewrap_keys' AND state = 'WAITING'");
      ReactBoth();
      if (Old() == 0) return;
    }
  }
};

TEST_F(RotationTest, AnOperatorRotatesEverythingIsWrappedAnewAndTheOldKeyGoesAfterItsRest) {
  const iv1::Incident incident = Opened(Hurt("5ABCDE7"));
  EXPECT_EQ(ReasonOf(Rotate(false, kOperator).status()), ErrorReason::ERROR_REASON_STEP_UP_REQUIRED);
  EXPECT_EQ(Rotate(false, Strongly(kCaseworker)).status().code(), absl::StatusCode::kPermissionDenied);
  ASSERT_TRUE(Rotate(true).ok());
  EXPECT_FALSE(std::filesystem::exists(key_directory() + "/kek/2.key")) << "asked whether it would work";

  const auto rotated = Rotate();
  ASSERT_TRUE(rotated.ok()) << rotated.status();
  ASSERT_EQ(rotated->keks_size(), 2);
  EXPECT_EQ(rotated->keks(0).state(), keys::v1::KEK_STATE_CURRENT);
  EXPECT_EQ(rotated->keks(1).state(), keys::v1::KEK_STATE_RETIRED);
  EXPECT_EQ(rotated->waiting(), 2) << "a casualty and a record";
  ReactBoth();
  const auto after = KeysNow();
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->waiting(), 0);
  EXPECT_EQ(after->wrapped_anew(), 2);
  EXPECT_EQ(Unreadable({incident}), 0);

  const auto keys = KeyRing::Load(key_directory());
  ASSERT_TRUE(keys.ok()) << keys.status();
  ConnectionPool& pool = service_->host().kit().audit_pool;
  const auto round = [&] { return KeepKeys(pool, **keys, absl::Now() + absl::Seconds(30)); };
  ASSERT_TRUE(round().ok());
  EXPECT_TRUE(std::filesystem::exists(key_directory() + "/kek/1.key")) << "it rests";
  Sql("UPDATE sealing.kek SET created_time = created_time - interval '36 days', retired_time = retired_time - interval '36 days'");
  Sql("UPDATE survivor.person_key SET kek_id = 1");
  ASSERT_TRUE(round().ok());
  EXPECT_TRUE(std::filesystem::exists(key_directory() + "/kek/1.key")) << "a row needs it";
  EXPECT_TRUE(std::filesystem::exists(key_directory() + "/kek/3.key")) << "a month was over";
  Sql("UPDATE survivor.person_key SET kek_id = 2");
  ASSERT_TRUE(round().ok());
  EXPECT_FALSE(std::filesystem::exists(key_directory() + "/kek/1.key"));
  EXPECT_TRUE(std::filesystem::exists(key_directory() + "/kek/2.key")) << "retired today";
  EXPECT_FALSE(std::filesystem::exists(key_directory() + "/kek/4.key")) << "once a month";
  const auto last = KeysNow();
  ASSERT_TRUE(last.ok()) << last.status();
  ASSERT_EQ(last->keks_size(), 3);
  EXPECT_EQ(last->keks(2).state(), keys::v1::KEK_STATE_DESTROYED);
  EXPECT_TRUE(last->keks(2).has_destroy_time());
  Finish();
  EXPECT_EQ(Unreadable({incident}), 0);
}

TEST_F(RotationTest, AKeyThatDoesNotOpenIsPassedOverAndTheOthersAreWrappedAnew) {
  std::vector<iv1::Incident> incidents;
  for (int i = 0; i < 3; ++i) incidents.push_back(Opened(Hurt(absl::StrCat("5ABCDE", i))));
  Sql("UPDATE incident.person_key SET wrapped = set_byte(wrapped, 3, get_byte(wrapped, 3) # 1) WHERE uid = '" +
      incidents[1].casualties(0).uid() + "'");
  ASSERT_TRUE(Rotate().ok());
  ReactBoth();
  EXPECT_EQ(Old(), 1);
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.delivery WHERE subscriber = 'incident.rewrap_keys' AND state = 'WAITING'"), 1)
      << "and looked at again later";
}

TEST_F(RotationTest, WhileWritersRunAndTheJobIsCutOffNothingBecomesUnreadableAndNothingStaysBehind) {
  const int people = IsLong() ? 200 : 40, wanted_cuts = IsLong() ? 200 : 20;
  std::vector<iv1::Incident> incidents;
  for (int i = 0; i < people; ++i) incidents.push_back(Opened(Hurt(absl::StrCat("5A", 10000 + i))));

  std::atomic<bool> stop = false;
  std::atomic<int> written = 0, failed = 0;
  std::vector<std::vector<iv1::Incident>> fresh(2);
  std::vector<std::thread> writers;
  for (size_t w = 0; w < fresh.size(); ++w) {
    writers.emplace_back([this, w, &stop, &fresh, &written, &failed] {
      for (int i = 0; !stop; ++i) {
        auto made = Call(&incident::IncidentFixture::Stub::RegisterIncident, kRegistrar,
                         Hurt(absl::StrCat("5", w == 0 ? "B" : "C", 10000 + i)));
        ++(made.ok() ? written : failed);
        if (made.ok()) fresh[w].push_back(*std::move(made));
        const auto handled = survivor_service_->React("survivor.keep_records");
        if (!handled.ok()) ++failed;
      }
    });
  }
  // Small steps, cut off at random moments by a deadline that is too short: the transaction is rolled back wherever it is.
  std::mt19937 random(20261129);
  int cuts = 0, steps = 0;
  for (int rotations = 0; rotations < 3 || cuts < wanted_cuts; ++rotations) {
    const auto rotated = Rotate();
    ASSERT_TRUE(rotated.ok()) << rotated.status();
    for (int quiet = 0; quiet < 6;) {
      bool any = false;
      for (const auto* service : {service_.get(), survivor_service_.get()}) {
        const rpc::Reaction job = rpc::RewrapReaction(service->host().kit().service, 7);
        const absl::Duration time = random() % 3 == 0 ? absl::Microseconds(500 + random() % 12000) : absl::Seconds(20);
        const auto outcome = rpc::React(service->host().kit(), job, 1, absl::Now() + time);
        ++steps;
        if (!outcome.ok() || !outcome->status.ok()) {
          ++cuts;
          any = true;
        } else {
          any = any || !outcome->deliveries.empty();
        }
      }
      quiet = any ? 0 : quiet + 1;
    }
  }
  stop = true;
  for (std::thread& writer : writers) writer.join();
  ReactBoth();
  Finish();
  for (const auto& more : fresh) incidents.insert(incidents.end(), more.begin(), more.end());
  const int unreadable = Unreadable(incidents);
  std::cout << "PD-4: " << steps << " steps of rewrapping, " << cuts << " cut off, " << written << " registered meanwhile, "
            << failed << " failed; " << Keys() << " keys, " << unreadable << " unreadable, " << Old() << " left under an old key\n";
  EXPECT_GE(cuts, wanted_cuts);
  EXPECT_GT(written, 0);
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(unreadable, 0);
  EXPECT_EQ(Old(), 0);
}

}  // namespace
}  // namespace dayaq::survivor
