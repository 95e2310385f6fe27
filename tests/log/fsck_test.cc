// Whoever owns the database can change all of it. Each way to do so is found out by holding it against the log, with the first bad
// leaf.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/audit_admin/entry_check.h"
#include "services/platform/rpc/canonical_bytes.h"
#include "tests/log/log_house.h"

namespace dayaq::audit {
namespace {

using dayaq::testing::AppendEntries;
using dayaq::testing::AppendLooks;
using dayaq::testing::InventedLook;

constexpr int kBad = 300;  // the leaf that is tampered with

struct Tampering {
  const char* what;
  std::string sql;
  std::string told;  // part of the first finding
};

// Of leaf 300, unless said otherwise.
std::vector<Tampering> Tamperings() {
  const std::string entry = "audit.entry e SET ", of = absl::StrCat(" FROM audit.leaf f WHERE f.uid = e.uid AND f.seq = ", kBad);
  const auto column = [&](const char* name, const char* value) {
    return Tampering{name, absl::StrCat("UPDATE ", entry, name, " = ", value, of),
                     absl::StrCat("leaf 300: a column says something else than the entry's bytes: ", name)};
  };
  const std::string hash_of_all = "sha256(e.canonical || '\\x00'::bytea)";
  std::vector<Tampering> all = {
      column("staff_uid", "gen_random_uuid()"),
      column("institution", "'other'"),
      column("institution", "NULL"),
      column("role", "'auditor'"),
      column("purpose", "'operation'"),
      column("service", "'incident'"),
      column("method", "'/other'"),
      column("decision", "'DECISION_DENIED'"),
      column("reason", "'INTERNAL'"),
      column("resources", "'{}'"),
      column("resources", "ARRAY['survivors/01900000-0000-7000-8000-000000000001']"),
      column("resources", "resources || resources"),
      {"bytes", absl::StrCat("UPDATE ", entry, "canonical = canonical || '\\x00'", of), "leaf 300: the leaf is not the hash"},
      {"a byte", absl::StrCat("UPDATE ", entry, "canonical = set_byte(canonical, 9, get_byte(canonical, 9) # 1)", of),
       "leaf 300: the leaf is not the hash"},
      {"the entry's leaf", absl::StrCat("UPDATE ", entry, "leaf = sha256(e.leaf)", of), "leaf 300: the leaf is not the hash"},
      {"bytes and the entry's leaf", absl::StrCat("UPDATE ", entry, "canonical = canonical || '\\x00', leaf = ", hash_of_all, of),
       "leaf 300: the leaf is not the hash"},
      {"bytes and both leaves",
       absl::StrCat("UPDATE ", entry, "canonical = canonical || '\\x00', leaf = ", hash_of_all, of,
                    "; UPDATE audit.leaf f SET leaf = e.leaf FROM audit.entry e WHERE e.uid = f.uid AND f.seq = 300"),
       "leaf 300: a column says something else than the entry's bytes: canonical"},
      {"a leaf", "UPDATE audit.leaf SET leaf = sha256(leaf) WHERE seq = 300", "leaf 300: the leaf is not the hash"},
      {"an entry", "DELETE FROM audit.entry e USING audit.leaf f WHERE f.uid = e.uid AND f.seq = 300",
       "leaf 300: the entry of this place is not"},
      {"an entry and its place",
       "DELETE FROM audit.entry e USING audit.leaf f WHERE f.uid = e.uid AND f.seq = 300; DELETE FROM audit.leaf WHERE seq = 300",
       "leaf 300: the place is empty"},
      {"a place", "DELETE FROM audit.leaf WHERE seq = 300", "leaf 300: the place is empty"},
      {"two places changed",
       "UPDATE audit.leaf SET seq = CASE seq WHEN 300 THEN -1 + 1000000 ELSE 1000001 END WHERE seq IN (300, 301); UPDATE "
       "audit.leaf SET seq = "
       "CASE seq WHEN 999999 THEN 301 ELSE 300 END WHERE seq > 900000",
       "leaf 300: something else was published"},
      {"the end cut off", "DELETE FROM audit.leaf WHERE seq >= 300; UPDATE audit.log SET size = 300, published = 300",
       "more was published"},
      {"the end cut off, its entries too",
       "DELETE FROM audit.entry e USING audit.leaf f WHERE f.uid = e.uid AND f.seq >= 300; DELETE FROM audit.leaf WHERE seq >= "
       "300; UPDATE audit.log SET size = 300, "
       "published = 300",
       "more was published"},
      {"the edge", "UPDATE audit.log SET edge = sha256(edge) || substr(edge, 33)", "the leaves do not give the edge"},
      {"the checkpoint in the database", "UPDATE audit.log SET checkpoint = replace(checkpoint, 'audit', 'other')",
       "the leaves do not give the root that was signed"},
      {"its signature", "UPDATE audit.log SET checkpoint = regexp_replace(checkpoint, '....=*\\n$', E'AAA=\\n')",
       "audit.log.checkpoint"},
      {"an entry that came by no call",
       "INSERT INTO audit.entry (uid, recorded_at, canonical, leaf, service, method, decision, resources) SELECT "
       "gen_random_uuid(), now(), canonical, leaf, service, "
       "method, decision, resources FROM audit.entry LIMIT 1",
       "an entry has no place and does not wait"},
      {"an entry taken off the queue", "DELETE FROM audit.queue", "an entry has no place and does not wait"},
      {"an entry changed before it had its place",
       "UPDATE audit.entry e SET canonical = e.canonical || '\\x00' FROM audit.queue q WHERE q.uid = e.uid",
       "what waits is no entry"},
      {"an entry changed with its leaf before it had its place",
       "UPDATE audit.entry e SET leaf = sha256('x') FROM audit.queue q WHERE q.uid = e.uid; UPDATE audit.queue SET leaf = "
       "sha256('x')",
       "what waits is no entry"},
      {"an entry taken away before it had its place", "DELETE FROM audit.entry e USING audit.queue q WHERE q.uid = e.uid",
       "what waits is no entry"},
      {"a second place asked for", "INSERT INTO audit.queue SELECT uid, recorded_at, leaf FROM audit.leaf WHERE seq = 300",
       "what waits is no entry"},
      {"another origin", "UPDATE audit.log SET origin = 'other.example/log/1'", "did not sign"},
  };
  return all;
}

TEST(EntryCheck, ColumnsSayWhatTheBytesSay) {
  const rpc::AuditRecord record = InventedLook("audit", absl::FromUnixMicros(1'764'400'000'123'456), 120);
  audit_admin::StoredEntry stored{.uid = record.entry.uid(),
                                  .recorded_at = absl::FromUnixMicros(1'764'400'000'123'456),
                                  .canonical = rpc::CanonicalBytes(record.entry),
                                  .staff_uid = record.entry.staff_uid(),
                                  .institution = record.entry.institution(),
                                  .role = record.entry.role(),
                                  .purpose = record.entry.purpose(),
                                  .service = "audit",
                                  .method = record.entry.method(),
                                  .decision = "DECISION_ALLOWED",
                                  .resources = record.resources};
  EXPECT_EQ(audit_admin::DifferingColumn(stored), "");
  stored.recorded_at += absl::Microseconds(1);
  EXPECT_EQ(audit_admin::DifferingColumn(stored), "recorded_at");
  stored.recorded_at -= absl::Microseconds(1);
  // Behind the hundredth name there is only the hash.
  std::swap(stored.resources[110], stored.resources[111]);
  EXPECT_EQ(audit_admin::DifferingColumn(stored), "resources");
  stored.resources.pop_back();
  EXPECT_EQ(audit_admin::DifferingColumn(stored), "resources");
}

class FsckTest : public LogKeeping {
 protected:
  void SetUp() override {
    LogKeeping::SetUp();
    if (service_ == nullptr) return;
    ASSERT_TRUE(AppendLooks(*writers_, "audit", 500).ok());
    ASSERT_TRUE(AppendEntries(*writers_, {InventedLook("audit", absl::Now(), 130)}).ok());
    PlaceAllOpened();
    ASSERT_TRUE(publisher_->Check().ok());
    ASSERT_TRUE(publisher_->Publish().ok());
    ASSERT_TRUE(AppendLooks(*writers_, "audit", 1).ok());  // waits
    for (const char* table : {"entry", "queue", "leaf", "log"}) {
      ASSERT_TRUE(service_->database().Execute(absl::StrCat("CREATE TABLE public.saved_", table, " AS TABLE audit.", table)).ok());
    }
  }
  void Restore() {
    ASSERT_TRUE(service_->database()
                    .Execute("TRUNCATE audit.entry, audit.queue, audit.leaf, audit.log, audit.lost; INSERT INTO audit.entry TABLE "
                             "public.saved_entry; INSERT INTO audit.log "
                             "TABLE public.saved_log; INSERT INTO audit.leaf TABLE public.saved_leaf; INSERT INTO audit.queue "
                             "TABLE public.saved_queue")
                    .ok());
  }
};

TEST_F(FsckTest, EveryWayToTamperIsFoundOut) {
  ASSERT_THAT(Faults(), ::testing::IsEmpty());
  int found = 0;
  const std::vector<Tampering> all = Tamperings();
  for (const Tampering& one : all) {
    const absl::Status done = service_->database().Execute(one.sql);
    ASSERT_TRUE(done.ok()) << one.what << ": " << done;
    const std::vector<std::string> faults = Faults();
    ASSERT_FALSE(faults.empty()) << one.what;
    EXPECT_THAT(faults.front(), ::testing::HasSubstr(one.told)) << one.what << "\n" << ::testing::PrintToString(faults);
    ++found;
    Restore();
  }
  EXPECT_THAT(Faults(), ::testing::IsEmpty());
  std::printf("ways to tamper in the database: %d, found out: %d\n", static_cast<int>(all.size()), found);
}

}  // namespace
}  // namespace dayaq::audit
