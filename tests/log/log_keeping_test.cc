// Places and publication against PostgreSQL: nothing is forgotten, nothing has two places, nothing is published twice differently.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "absl/strings/str_cat.h"
#include "clients/audit_admin/sealing.h"
#include "services/platform/tlog/seal.h"
#include "tests/log/log_house.h"
#include "tests/support/audit_writer.h"

namespace dayaq::audit {
namespace {

using dayaq::testing::AppendEntries;
using dayaq::testing::AppendLooks;
using dayaq::testing::InventedLook;

TEST_F(LogKeeping, EveryEntryIsPlacedAndPublishedOnce) {
  ASSERT_TRUE(publisher_->Check().ok());
  EXPECT_EQ(publisher_->Publish()->published, 0);
  ASSERT_TRUE(AppendLooks(*writers_, "audit", 700).ok());
  PlaceAll();
  const LogState state = State();
  EXPECT_GE(state.size, 700);
  EXPECT_EQ(Value("SELECT count(*) FROM audit.entry e LEFT JOIN audit.leaf f USING (uid) WHERE f.uid IS NULL"), "0");
  EXPECT_EQ(Value("SELECT max(seq) + 1 - count(*) FROM audit.leaf"), "0");
  const auto published = publisher_->Publish();
  ASSERT_TRUE(published.ok()) << published.status();
  EXPECT_EQ(published->published, state.size);
  EXPECT_TRUE(std::filesystem::exists(folder_.Path("1/tile/entries/001")));
  EXPECT_THAT(Faults(), ::testing::IsEmpty());
}

TEST_F(LogKeeping, OneOfTwoSequencersPlacesAndTheOtherTakesOver) {
  ASSERT_TRUE(publisher_->Check().ok());
  const auto first_pool = Pool(Conninfo()), second_pool = Pool(Conninfo());
  Sequencer first(kit(), *first_pool), second(kit(), *second_pool);
  ASSERT_TRUE(AppendLooks(*writers_, "audit", 10).ok());
  EXPECT_TRUE(first.Round(false)->leads);
  const auto standing_by = second.Round(true);
  ASSERT_TRUE(standing_by.ok());
  EXPECT_FALSE(standing_by->leads);
  EXPECT_EQ(standing_by->placed, 0);
  // The session of the first ends, as when its process is killed.
  ASSERT_TRUE(service_->database()
                  .Execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = "
                           "(SELECT oid FROM pg_database WHERE datname = current_database())")
                  .ok());
  absl::SleepFor(absl::Milliseconds(100));
  const auto taken_over = second.Round(true);
  ASSERT_TRUE(taken_over.ok()) << taken_over.status();
  EXPECT_TRUE(taken_over->leads);
  EXPECT_GE(taken_over->placed, 10);
  const auto former = first.Round(true);
  ASSERT_TRUE(former.ok()) << former.status();
  EXPECT_FALSE(former->leads);
}

// Transactions that end in another order than they began, some of them long after younger ones, while the queue is read all the
// time.
TEST_F(LogKeeping, NothingIsMissedUnderConcurrentCommits) {
  ASSERT_TRUE(publisher_->Check().ok());
  constexpr int kWriters = 8;
  const int transactions = std::getenv("DAYAQ_LONG") != nullptr ? 400 : 40;
  std::atomic<int> running = kWriters;
  std::vector<std::thread> writers;
  for (int i = 0; i < kWriters; ++i) {
    writers.emplace_back([&, i] {
      std::mt19937 random(static_cast<unsigned>(i));
      for (int t = 0; t < transactions; ++t) {
        std::vector<rpc::AuditRecord> records;
        for (int n = 0; n < 5; ++n) records.push_back(InventedLook("audit", absl::Now()));
        const int pause = random() % 10 == 0 ? 80 : static_cast<int>(random() % 4);
        EXPECT_TRUE(AppendEntries(*writers_, records, absl::Milliseconds(pause)).ok());
      }
      --running;
    });
  }
  Sequencer sequencer(kit(), *pool_);
  int rounds = 0;
  for (; running > 0; ++rounds) ASSERT_TRUE(sequencer.Round(true).ok());
  for (std::thread& writer : writers) writer.join();
  PlaceAll();
  const int written = kWriters * transactions * 5;
  EXPECT_GE(State().size, written);
  EXPECT_EQ(Value("SELECT count(*) FROM audit.entry e LEFT JOIN audit.leaf f USING (uid) WHERE f.uid IS NULL"), "0");
  EXPECT_EQ(Value("SELECT count(*) FROM audit.queue"), "0");
  std::printf("entries under concurrent commits: %d written, 0 missed, %d looks at the queue\n", written, rounds);
}

// Publication breaks off before each of its steps, at many sizes; whoever comes next finishes it with the same bytes.
TEST_F(LogKeeping, PublicationThatBrokeOffIsFinished) {
  int crashes = 0;
  for (const char* step : {"tiles", "checkpoint in the database", "checkpoint for outsiders"}) {
    for (const int more : {1, 254, 1, 1, 300, 700}) {
      ASSERT_TRUE(AppendLooks(*writers_, "audit", more).ok());
      PlaceAllOpened();
      const auto crashing =
          NewPublisher([step](absl::string_view at) { return at == step ? absl::AbortedError(step) : absl::OkStatus(); });
      ASSERT_TRUE(crashing->Check().ok());
      EXPECT_TRUE(absl::IsAborted(crashing->Publish().status()));
      ++crashes;
      const auto next = NewPublisher();
      const absl::Status checked = next->Check();
      ASSERT_TRUE(checked.ok()) << step << " " << checked;
      const auto published = next->Publish();
      ASSERT_TRUE(published.ok()) << step << " " << published.status();
      EXPECT_EQ(published->published, published->size);
      EXPECT_THAT(Faults(), ::testing::IsEmpty()) << step << " at " << published->size;
    }
  }
  std::printf("publications that broke off: %d, all finished\n", crashes);
}

TEST_F(LogKeeping, LostFilesAreMadeAnew) {
  ASSERT_TRUE(AppendLooks(*writers_, "audit", 600).ok());
  PlaceAllOpened();
  ASSERT_TRUE(publisher_->Check().ok());
  ASSERT_TRUE(publisher_->Publish().ok());
  std::filesystem::remove_all(folder_.Path("1/tile"));
  std::filesystem::remove(folder_.Path("1/checkpoint"));
  ASSERT_TRUE(NewPublisher()->Check().ok());
  EXPECT_THAT(Faults(), ::testing::IsEmpty());
}

TEST_F(LogKeeping, AnotherTreeIsNeverPublished) {
  ASSERT_TRUE(AppendLooks(*writers_, "audit", 300).ok());
  PlaceAllOpened();
  ASSERT_TRUE(publisher_->Check().ok());
  ASSERT_TRUE(publisher_->Publish().ok());
  ASSERT_TRUE(AppendLooks(*writers_, "audit", 10).ok());
  PlaceAll();
  // A leaf that nobody has seen yet is changed by somebody who may do all in the database.
  ASSERT_TRUE(
      service_->database().Execute("UPDATE audit.leaf SET leaf = sha256(leaf) WHERE seq = (SELECT max(seq) FROM audit.leaf)").ok());
  const absl::Status refused = publisher_->Publish().status();
  EXPECT_TRUE(absl::IsFailedPrecondition(refused)) << refused;
  EXPECT_THAT(Faults(), ::testing::Not(::testing::IsEmpty()));
  // What is published is as before.
  EXPECT_TRUE(NewPublisher()->Check().ok());
}

TEST_F(LogKeeping, AnOlderDatabaseIsFoundOut) {
  ASSERT_TRUE(AppendLooks(*writers_, "audit", 300).ok());
  PlaceAllOpened();
  ASSERT_TRUE(publisher_->Check().ok());
  ASSERT_TRUE(publisher_->Publish().ok());
  // As a backup would have it: the checkpoint before, the leaves before.
  ASSERT_TRUE(service_->database().Execute("CREATE TABLE public.backup AS SELECT * FROM audit.log").ok());
  ASSERT_TRUE(AppendLooks(*writers_, "audit", 50).ok());
  PlaceAll();
  ASSERT_TRUE(publisher_->Publish().ok());
  ASSERT_TRUE(
      service_->database()
          .Execute(
              "DELETE FROM audit.leaf WHERE seq >= (SELECT size FROM public.backup); UPDATE audit.log l SET size = b.size, edge = "
              "b.edge, published = b.published, checkpoint = b.checkpoint FROM public.backup b")
          .ok());
  const absl::Status refused = NewPublisher()->Check();
  EXPECT_TRUE(absl::IsFailedPrecondition(refused)) << refused;
  EXPECT_THAT(std::string(refused.message()), ::testing::HasSubstr("older than the log"));
  EXPECT_THAT(Faults(), ::testing::Contains(::testing::HasSubstr("more was published")));
}

TEST_F(LogKeeping, ASealedLogGoesOnInTheNext) {
  ASSERT_TRUE(AppendLooks(*writers_, "audit", 300).ok());
  PlaceAllOpened();
  ASSERT_TRUE(publisher_->Check().ok());
  ASSERT_TRUE(publisher_->Publish().ok());
  const std::string size_then = Value("SELECT size FROM audit.log");
  ASSERT_TRUE(service_->database().Execute("CREATE TABLE public.backup AS SELECT * FROM audit.log").ok());
  ASSERT_TRUE(AppendLooks(*writers_, "audit", 70).ok());
  PlaceAll();
  ASSERT_TRUE(publisher_->Publish().ok());
  // Restored: of the seventy the backup had twenty, in its queue; fifty are gone. Then five more are written.
  ASSERT_TRUE(
      service_->database()
          .Execute(
              "INSERT INTO audit.queue SELECT uid, recorded_at, leaf FROM audit.leaf WHERE seq >= (SELECT size FROM public.backup) "
              "ORDER BY seq LIMIT 20; DELETE FROM audit.entry e USING audit.leaf f WHERE f.uid = e.uid AND f.seq >= (SELECT size "
              "FROM "
              "public.backup) AND NOT EXISTS (SELECT FROM audit.queue q WHERE q.uid = f.uid); DELETE FROM audit.leaf WHERE seq >= "
              "(SELECT size FROM public.backup); UPDATE audit.log l SET size = b.size, edge = b.edge, published = b.published, "
              "checkpoint = b.checkpoint, indexed = 0 FROM public.backup b")
          .ok());
  ASSERT_TRUE(AppendLooks(*writers_, "audit", 5).ok());
  ASSERT_TRUE(absl::IsFailedPrecondition(NewPublisher()->Check()));
  audit_admin::OwnerDatabase owner(OwnerConninfo());
  const audit_admin::SealOptions options{.directory = folder_.path(), .key = key_, .next_key = key_};
  EXPECT_TRUE(absl::IsFailedPrecondition(audit_admin::SealLog(owner, options).status())) << "somebody keeps the log";
  pool_ = Pool(Conninfo());
  const auto sealed = audit_admin::SealLog(owner, options);
  ASSERT_TRUE(sealed.ok()) << sealed.status();
  EXPECT_EQ(sealed->origin, "audit.example/log/1");
  EXPECT_EQ(sealed->next_origin, "audit.example/log/2");
  EXPECT_EQ(sealed->found, 20);
  EXPECT_EQ(sealed->lost, 50);
  EXPECT_EQ(sealed->requeued, 5);
  publisher_ = NewPublisher();
  ASSERT_TRUE(publisher_->Check().ok());
  PlaceAll();
  const auto published = publisher_->Publish();
  ASSERT_TRUE(published.ok()) << published.status();
  EXPECT_EQ(published->origin, "audit.example/log/2");
  EXPECT_EQ(published->published, 6);
  EXPECT_THAT(Faults(), ::testing::IsEmpty());
  const auto source = tlog::FolderSource(folder_.Path("1"));
  const auto seal = tlog::OpenSeal(*source->Read(tlog::kSealPath, 4096),
                                   tlog::VerifierKey::Of("audit.example/log/1", tlog::KeyType::kNote, key_));
  ASSERT_TRUE(seal.ok()) << seal.status();
  EXPECT_EQ(seal->next_origin, "audit.example/log/2");
  // Asked again, nothing more happens to the first.
  EXPECT_EQ(Value("SELECT count(*) FROM audit.log WHERE sealed_time IS NULL"), "1");
}

TEST_F(LogKeeping, LooksFollowTheLog) {
  ASSERT_TRUE(publisher_->Check().ok());
  ASSERT_TRUE(AppendEntries(*writers_, {InventedLook("audit", absl::Now(), 150), InventedLook("audit", absl::Now(), 2)}).ok());
  PlaceAll();
  int64_t indexed = 0;
  ASSERT_TRUE(rpc::AsService(kit(), *pool_, absl::Now() + absl::Seconds(20), [&](Transaction& transaction) -> absl::Status {
                ASSIGN_OR_RETURN(indexed, log_store::IndexLooks(1000, transaction));
                return absl::OkStatus();
              }).ok());
  EXPECT_GE(indexed, 2);
  EXPECT_EQ(Value("SELECT count(*) FROM audit.look"),
            Value("SELECT count(DISTINCT (uid, name)) FROM audit.entry, unnest(resources) AS name"));
}

}  // namespace
}  // namespace dayaq::audit
