// The audit store is away, in each of the ways in which it can be: whoever calls whatever gets no answer, and nothing changes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <pqxx/pqxx>

#include "absl/strings/str_cat.h"
#include "tests/entries/entry_ledger.h"
#include "tests/support/database_observer.h"
#include "tests/sweep/sweep_house.h"

namespace dayaq::testing {
namespace {

struct WayAway {
  const char* name;
  const char* away;
  const char* back;
};

constexpr char kAppend[] =
    "FUNCTION audit.append(uuid, timestamptz, bytea, uuid, text, text, text, text, text, text, text, text[])";

const std::vector<WayAway>& Ways() {
  static const auto* kWays = new std::vector<WayAway>{
      {"renamed", "ALTER TABLE audit.entry RENAME TO entry_away", "ALTER TABLE audit.entry_away RENAME TO entry"},
      {"no queue", "ALTER TABLE audit.queue RENAME TO queue_away", "ALTER TABLE audit.queue_away RENAME TO queue"},
      {"no month",
       "DO $$ BEGIN EXECUTE format('ALTER TABLE audit.entry DETACH PARTITION audit.entry_%s', to_char(now() AT TIME ZONE 'UTC', "
       "'YYYY_MM')); END $$",
       "DO $$ DECLARE month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC'); BEGIN EXECUTE format('ALTER TABLE "
       "audit.entry "
       "ATTACH PARTITION audit.entry_%s FOR VALUES FROM (%L) TO (%L)', to_char(month, 'YYYY_MM'), month AT TIME ZONE 'UTC', (month "
       "+ "
       "interval '1 month') AT TIME ZONE 'UTC'); END $$"},
      {"disk full",
       "CREATE FUNCTION public.full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no space left' USING "
       "ERRCODE = "
       "'53100'; END $$; CREATE TRIGGER full_disk BEFORE INSERT ON audit.queue FOR EACH ROW EXECUTE FUNCTION public.full_disk()",
       "DROP TRIGGER full_disk ON audit.queue; DROP FUNCTION public.full_disk()"},
  };
  return *kWays;
}

class StoreAwayTest : public SweepHouse {
 protected:
  void Do(const std::string& sql) const {
    const absl::Status status = incident_->database().Execute(sql);
    ASSERT_TRUE(status.ok()) << sql << ": " << status;
  }

  // Each method by everyone who may do it; how many calls, all of them without an answer.
  int CallEverything(const char* way, absl::Duration deadline, size_t most) const {
    int calls = 0;
    for (const SweptMethod& swept : methods()) {
      for (const SweepPerson& person : people()) {
        for (const std::string& purpose : PurposesOf(person, swept.method.action)) {
          if (static_cast<size_t>(calls) == most) return calls;
          const RawMetadata metadata{
              .token = swept.service->TokenOf(person.caller), .assignment = "", .purpose = purpose, .deadline = deadline};
          const CalledOnce call = CallWithBytes(*swept.stub, swept.method, metadata,
                                                FilledOrEmpty(*swept.method.request, visible_)->SerializeAsString());
          ++calls;
          EXPECT_FALSE(call.status.ok()) << way << ": " << swept.method.path << " as " << person.caller.subject << " was answered";
          EXPECT_EQ(call.response, "");
          EXPECT_EQ(call.receipt, "") << way << ": " << swept.method.path << " has a receipt of nothing";
        }
      }
    }
    return calls;
  }
};

TEST_F(StoreAwayTest, NobodyIsToldAnythingAndNothingChanges) {
  const std::string before = ContentsOf(incident_->database());
  const size_t most = std::getenv("DAYAQ_LONG") == nullptr ? 60 : 100'000;
  for (const WayAway& way : Ways()) {
    Do(way.away);
    const int calls = CallEverything(way.name, absl::Seconds(20), most);
    Do(way.back);
    std::cout << "audit store away (" << way.name << "): " << calls << " calls, all refused\n";
    EXPECT_GT(calls, 0);
  }
  // The right to write entries, of the services themselves and of every role they take.
  const std::string takers = *incident_->database().Value(absl::StrCat(
      "SELECT string_agg(DISTINCT quote_ident(r.rolname), ', ') FROM pg_proc p, aclexplode(p.proacl) a JOIN pg_roles r ON r.oid = "
      "a.grantee WHERE p.oid = 'audit.append'::regproc AND r.rolname <> 'dayaq_owner'"));
  Do(absl::StrCat("REVOKE EXECUTE ON ", kAppend, " FROM ", takers));
  const int revoked = CallEverything("revoked", absl::Seconds(20), most);
  Do(absl::StrCat("GRANT EXECUTE ON ", kAppend, " TO ", takers));
  std::cout << "audit store away (revoked): " << revoked << " calls, all refused\n";
  EXPECT_EQ(ContentsOf(incident_->database()), before) << "something was stored without an entry";
}

TEST_F(StoreAwayTest, WhoWaitsForALockedStoreIsToldNothing) {
  const std::string before = ContentsOf(incident_->database());
  const size_t most = std::getenv("DAYAQ_LONG") == nullptr ? 4 : 30;
  int calls = 0;
  {
    pqxx::connection connection(incident_->database().SuperuserConninfo());
    pqxx::work locked(connection);
    locked.exec("LOCK TABLE audit.entry IN ACCESS EXCLUSIVE MODE");
    calls = CallEverything("locked", absl::Seconds(1), most);
  }
  std::cout << "audit store away (locked): " << calls << " calls, all refused\n";
  EXPECT_EQ(ContentsOf(incident_->database()), before) << "something was stored without an entry";
}

}  // namespace
}  // namespace dayaq::testing
