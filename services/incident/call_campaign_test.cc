// Many calls at once, poisoned events, and what lies in the database when everything is done: counted, and the counts printed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <iostream>
#include <random>
#include <set>
#include <thread>

#include "absl/strings/match.h"
#include "absl/synchronization/mutex.h"
#include "services/incident/incident_test_fixture.h"

namespace dayaq::incident {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class CallCampaignTest : public IncidentFixture {
 protected:
  v1::Incident Registered(const v1::RegisterIncidentRequest& request, const TestCaller& caller = kRegistrar) const {
    auto made = Register(request, caller);
    EXPECT_TRUE(made.ok()) << made.status();
    return made.value_or(v1::Incident());
  }
  absl::Status Do(const std::string& sql) const { return service_->database().Execute(sql); }
};

// Runs `work(i)` on so many threads at once.
void AtOnce(int threads, const std::function<void(int)>& work) {
  std::vector<std::thread> running;
  for (int i = 0; i < threads; ++i) running.emplace_back(work, i);
  for (std::thread& thread : running) thread.join();
}

TEST_F(CallCampaignTest, FiftyCallsWithOneRequestIdMakeOneIncident) {
  constexpr int kThreads = 50;
  const v1::RegisterIncidentRequest request = Herding();
  absl::Mutex mutex;
  std::multiset<std::string> names;
  std::atomic<int> busy = 0;
  AtOnce(kThreads, [&](int) {
    absl::StatusOr<v1::Incident> made = Register(request);
    // Who is told to come back comes back with the same request id.
    while (ReasonOf(made.status()) == ErrorReason::ERROR_REASON_BUSY) {
      ++busy;
      absl::SleepFor(absl::Milliseconds(200));
      made = Register(request);
    }
    absl::MutexLock lock(&mutex);
    names.insert(made.ok() ? made->name() : made.status().ToString());
  });
  const int64_t incidents = Count("SELECT count(*) FROM incident.incident");
  std::cout << kThreads << " calls with one request id: " << std::set<std::string>(names.begin(), names.end()).size() << " answer, "
            << incidents << " incident, " << busy << " told to come back\n";
  EXPECT_EQ(names.count(*names.begin()), static_cast<size_t>(kThreads)) << *names.begin() << *names.rbegin();
  EXPECT_EQ(incidents, 1);
  EXPECT_EQ(Count("SELECT count(*) FROM audit.entry WHERE decision = 'DECISION_ALLOWED'"), kThreads);
}

// Contexts belong to transactions and connections are shared: nobody may ever act with the rights of the call before.
TEST_F(CallCampaignTest, AmongTwoThousandCallsOverFourConnectionsNobodySeesAForeignRow) {
  constexpr int kThreads = 8, kCallsEach = 250;
  struct Person {
    TestCaller caller;
    std::set<std::string> districts;
    bool names = false;
  };
  const std::vector<Person> people = {{kRegistrar, {"AZ-TAR"}, true},          {kOtherRegistrar, {"AZ-BAR"}, true},
                                      {kClinician, {"AZ-TAR"}, true},          {{"emin-clinician"}, {"AZ-BAR"}, true},
                                      {kAnama, {"AZ-TAR", "AZ-BAR"}, false},   {kPolice, {"AZ-TAR"}, false},
                                      {kCrescent, {"AZ-TAR", "AZ-BAR"}, false}};
  std::vector<v1::Incident> incidents;
  for (int i = 0; i < 6; ++i) {
    v1::RegisterIncidentRequest request = Herding();
    request.mutable_incident()->mutable_facts()->set_district(i % 2 == 0 ? "AZ-TAR" : "AZ-BAR");
    incidents.push_back(Registered(request, i % 2 == 0 ? kRegistrar : kOtherRegistrar));
  }
  std::atomic<int> shown = 0, hidden = 0, foreign = 0, wrong = 0, told = 0;
  const auto look = [&](const Person& person, const v1::Incident& incident) {
    if (person.districts.count(incident.facts().district()) == 0) ++foreign;
    for (const v1::Casualty& casualty : incident.casualties()) {
      if (casualty.facts().has_identity() != person.names) ++told;
    }
  };
  AtOnce(kThreads, [&](int thread) {
    std::mt19937 random(static_cast<unsigned>(thread));
    for (int i = 0; i < kCallsEach; ++i) {
      const Person& person = people[random() % people.size()];
      if (random() % 4 == 0) {
        const auto listed = Call(&Stub::ListIncidents, person.caller, v1::ListIncidentsRequest());
        if (!listed.ok() || listed->incidents_size() != static_cast<int>(3 * person.districts.size())) ++wrong;
        if (listed.ok()) {
          for (const v1::Incident& incident : listed->incidents()) look(person, incident);
        }
        continue;
      }
      const v1::Incident& wanted = incidents[random() % incidents.size()];
      const auto read = Get(person.caller, wanted.name());
      const bool own = person.districts.count(wanted.facts().district()) > 0;
      if (read.ok()) {
        look(person, *read);
        ++shown;
      } else {
        hidden += ReasonOf(read.status()) == ErrorReason::ERROR_REASON_NOT_FOUND ? 1 : 0;
      }
      if (read.ok() != own) ++wrong;
    }
  });
  std::cout << kThreads * kCallsEach << " calls: " << shown << " incidents shown, " << hidden << " hidden, " << foreign
            << " foreign rows, " << told << " names where none belong or none where they do, " << wrong << " wrong answers\n";
  EXPECT_EQ(foreign, 0);
  EXPECT_EQ(told, 0);
  EXPECT_EQ(wrong, 0);
  EXPECT_GT(hidden, 100);
  EXPECT_EQ(Count("SELECT count(*) FROM audit.entry"), kThreads * kCallsEach + 6);
}

TEST_F(CallCampaignTest, APoisonedEventParksAfterEightTriesAndTheOthersGoOn) {
  const v1::Incident poisoned = Registered(Herding());
  for (int i = 0; i < 3; ++i) Registered(Herding());
  std::atomic<int> tries = 0;
  const rpc::Reaction reaction{.subscriber = "incident.propose_duplicates",
                               .action = "incident.propose_duplicates",
                               .react = [&](const outbox::v1::Event& event, rpc::Call& call) -> absl::Status {
                                 if (event.resource() != poisoned.name()) return duplicates_.ProposeFor({{event, call}});
                                 ++tries;
                                 return absl::InternalError("Elnur Nümunəyev is the trouble");
                               }};
  {
    const auto worker = rpc::StartReaction(service_->host().kit(), reaction);
    ASSERT_TRUE(worker.ok()) << worker.status();
    const absl::Time end = absl::Now() + absl::Seconds(60);
    while (Count("SELECT count(*) FROM outbox.parked()") == 0 && absl::Now() < end) {
      // Time passes faster for those who wait.
      ASSERT_TRUE(Do("UPDATE outbox.delivery SET due_time = now() WHERE state = 'WAITING'").ok());
      absl::SleepFor(absl::Milliseconds(50));
    }
    absl::SleepFor(absl::Milliseconds(300));
  }
  // Once more wherever others failed with it and it was tried again alone.
  EXPECT_GE(tries, 8);
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.delivery WHERE state = 'DONE'"), 3);
  EXPECT_EQ(*service_->database().Value("SELECT resource || ' ' || attempts || ' ' || reason FROM outbox.parked()"),
            poisoned.name() + " 8 INTERNAL");
  EXPECT_THAT(dayaq::testing::PlacesOf(service_->database(), "is the trouble"), IsEmpty());
}

TEST_F(CallCampaignTest, NothingThatIsSealedLiesReadableAnywhere) {
  v1::RegisterIncidentRequest request = Herding();
  v1::CasualtyFacts& facts = *request.mutable_incident()->mutable_casualties(0)->mutable_facts();
  common::v1::PersonIdentity& identity = *facts.mutable_identity();
  identity.set_family_name("Qızılgülov");
  identity.set_given_name("Zümrüdxan");
  identity.set_father_name("Əjdərxan");
  identity.set_national_id("4QZX8WV");
  identity.set_phone("+994501234599");
  identity.set_address("Söyüdlü küçəsi 7");
  facts.set_clinical_note("Qulağında tinnitus");
  const v1::Incident incident = Registered(request);

  v1::AddReportRequest police;
  police.set_request_id(NewRequestId());
  police.set_name(incident.name());
  police.set_etag(incident.etag());
  police.mutable_report()->set_source(v1::SOURCE_KIND_POLICE);
  v1::CasualtyFacts& added = *police.mutable_report()->add_statements()->mutable_facts();
  added.set_outcome(v1::OUTCOME_INJURED);
  added.mutable_identity()->set_family_name("Bənövşəzadə");
  ASSERT_TRUE(Call(&Stub::AddReport, kPolice, police).ok());
  v1::CorrectCasualtyRequest correction;
  correction.set_request_id(NewRequestId());
  correction.set_name(incident.casualties(0).name());
  correction.set_etag(incident.casualties(0).etag());
  correction.set_reason("Sənədlə");
  correction.mutable_facts()->mutable_identity()->set_given_name("Yaqutxan");
  correction.mutable_update_mask()->add_paths("identity.given_name");
  ASSERT_TRUE(Call(&Stub::CorrectCasualty, kRegistrar, correction).ok());
  v1::ListIncidentsRequest search;
  search.mutable_filter()->set_person_name("Qızılgülov Yaqutxan");
  search.mutable_filter()->set_national_id("4QZX8WV");
  const auto found = Call(&Stub::ListIncidents, kRegistrar, search);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->incidents(), SizeIs(1));
  ASSERT_TRUE(service_->React().ok());

  const auto& database = service_->database();
  int looked = 0;
  for (const char* secret : {"Qızılgülov", "qizilgulov", "Zümrüdxan", "Əjdərxan", "4QZX8WV", "501234599", "Söyüdlü", "tinnitus",
                             "Bənövşəzadə", "Yaqutxan"}) {
    EXPECT_THAT(dayaq::testing::PlacesOf(database, secret), IsEmpty()) << secret;
    ++looked;
  }
  EXPECT_THAT(dayaq::testing::PlacesOf(database, "Nümunə kəndi"), Not(IsEmpty())) << "the search finds what is not sealed";
  EXPECT_THAT(dayaq::testing::PlacesOf(database, "incident.register"), Not(IsEmpty())) << "octets too";
  std::cout << looked << " words sealed, searched in every column of every table: 0 found\n";
}

TEST_F(CallCampaignTest, ASealedCellMovedToAnotherRowIsNotOpened) {
  const v1::Incident one = Registered(Herding()), other = Registered(Herding());
  const auto swap = [&](const std::string& table, const std::string& column) {
    const std::string a = one.casualties(0).uid(), b = other.casualties(0).uid();
    return Do(absl::StrCat("SET session_replication_role = replica; UPDATE ", table, " AS t SET ", column, " = s.", column,
                           " FROM ", table, " AS s WHERE (t.uid = '", a, "' AND s.uid = '", b, "') OR (t.uid = '", b,
                           "' AND s.uid = '", a, "')"));
  };
  for (const auto& [table, column] : std::vector<std::pair<std::string, std::string>>{
           {"incident.casualty", "identity"}, {"incident.casualty", "clinical_note"}, {"incident.person_key", "wrapped"}}) {
    ASSERT_TRUE(swap(table, column).ok());
    const absl::Status refused = Get(kRegistrar, one.name()).status();
    EXPECT_EQ(ReasonOf(refused), ErrorReason::ERROR_REASON_SEAL_BROKEN) << table << "." << column << ": " << refused;
    EXPECT_FALSE(absl::StrContains(refused.ToString(), "Elnur"));
    EXPECT_EQ(Entries().back().decision(), audit::v1::DECISION_FAILED);
    EXPECT_TRUE(Get(kAnama, one.name()).ok()) << "who reads nothing sealed is not held up";
    ASSERT_TRUE(swap(table, column).ok());
    EXPECT_TRUE(Get(kRegistrar, one.name()).ok());
  }
  // The identity in the place of the note of the same person.
  ASSERT_TRUE(Do("SET session_replication_role = replica; UPDATE incident.casualty SET clinical_note = identity").ok());
  EXPECT_EQ(ReasonOf(Get(kRegistrar, one.name()).status()), ErrorReason::ERROR_REASON_SEAL_BROKEN);
}

}  // namespace
}  // namespace dayaq::incident
