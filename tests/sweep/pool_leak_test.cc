// Contexts belong to transactions and connections are shared: fifty people over five connections, and nobody ever acts with the
// rights of whoever had the connection before.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "services/incident/duplicate_service.h"
#include "services/incident/incident_service.h"
#include "services/platform/base/error.h"
#include "tests/support/test_service.h"

namespace dayaq::testing {
namespace {

using incident::v1::Incident;
using Stub = incident::v1::IncidentService::Stub;

constexpr int kCalls = 10'000, kPeople = 50, kConnections = 5, kThreads = 16, kRowsOfDistrict = 2;
constexpr std::array<const char*, 5> kDistricts = {"AZ-TAR", "AZ-BAR", "AZ-AGM", "AZ-FUZ", "AZ-CAB"};
// Who may read incidents; the first registers them.
constexpr std::array<const char*, 5> kRoles = {"hospital_registrar", "clinician", "anama_officer", "police_reporter", "auditor"};

struct Person {
  TestCaller caller;
  std::string uid, role, institution;
  std::set<std::string> districts;
  std::atomic<int> calls = 0;
  // In a district of the assignment, or of its institution.
  bool Owns(const Incident& incident) const {
    return districts.count(incident.facts().district()) > 0 || incident.institution() == institution;
  }
  bool sees_names() const { return role == "hospital_registrar" || role == "clinician"; }
};

class PoolLeakTest : public ::testing::Test {
 protected:
  void SetUp() override {
    DAYAQ_NEEDS_TEST_CLUSTER();
    incidents_.Bind(methods_);
    duplicates_.Bind(methods_);
    auto started =
        TestService::Start("incident", {&methods_}, {}, nullptr, [](HostOptions& options) { options.connections = kConnections; });
    ASSERT_TRUE(started.ok()) << started.status();
    service_ = *std::move(started);
    stub_ = incident::v1::IncidentService::NewStub(service_->Channel());
    for (int i = 0; i < kPeople; ++i) Employ(i);
    for (int i = 0; i < kRowsOfDistrict * static_cast<int>(kDistricts.size()); ++i)
      Register(kDistricts[static_cast<size_t>(i) % kDistricts.size()]);
  }

  // Person i: every role in every district twice, the second time in the next district as well; ten institutions.
  void Employ(int i) {
    const auto number = static_cast<size_t>(i);
    Person& person = people_[number];
    person.uid = NewRequestId();
    person.caller.subject = absl::StrCat("pool-", i);
    person.role = kRoles[number % kRoles.size()];
    person.institution = absl::StrCat("pool-", i % 10);
    const size_t district = number / kRoles.size() % kDistricts.size();
    person.districts.insert(kDistricts[district]);
    if (i >= kPeople / 2) person.districts.insert(kDistricts[(district + 1) % kDistricts.size()]);
    const absl::Status employed = service_->database().Execute(absl::StrCat(
        "INSERT INTO access.institution (code, kind, district, name_az, name_en, valid_from) VALUES ('", person.institution,
        "', 'HOSPITAL', 'AZ-BA', 'Sınaq', 'Sample', '2020-01-01') ON CONFLICT DO NOTHING; INSERT INTO access.staff (uid, issuer, "
        "subject, "
        "given_name, family_name) VALUES ('",
        person.uid, "', '", kTestIssuer, "', '", person.caller.subject,
        "', 'Sınaq', 'Nümunəli'); INSERT INTO access.role_assignment (uid, "
        "staff_uid, role, institution, districts) VALUES ('",
        NewRequestId(), "', '", person.uid, "', '", person.role, "', '", person.institution, "', '{",
        absl::StrJoin(person.districts, ","), "}')"));
    ASSERT_TRUE(employed.ok()) << employed;
  }

  void Register(const std::string& district) {
    Person& registrar = *std::find_if(people_.begin(), people_.end(), [&](const Person& person) {
      return person.role == kRoles[0] && person.districts == std::set<std::string>{district};
    });
    incident::v1::RegisterIncidentRequest request;
    request.set_request_id(NewRequestId());
    request.mutable_incident()->set_register_("az");
    request.mutable_incident()->mutable_facts()->set_district(district);
    request.mutable_incident()->mutable_facts()->mutable_occurred_on()->set_year(2024);
    incident::v1::CasualtyFacts& facts = *request.mutable_incident()->add_casualties()->mutable_facts();
    facts.set_outcome(incident::v1::OUTCOME_INJURED);
    facts.mutable_identity()->set_family_name("Nümunəyev");
    facts.mutable_identity()->set_given_name("Elnur");
    request.mutable_report()->set_source(incident::v1::SOURCE_KIND_HOSPITAL);
    const auto made = service_->Call(*stub_, &Stub::RegisterIncident, registrar.caller, request);
    ASSERT_TRUE(made.ok()) << made.status();
    rows_.push_back(*made);
    ++registrar.calls;
  }

  // One call, and whether its answer is the caller's own.
  void Ask(Person& person, std::mt19937& random) {
    const bool listing = random() % 4 == 0;
    const Incident& wanted = rows_[random() % rows_.size()];
    while (true) {
      const absl::Status status = listing ? List(person) : Get(person, wanted);
      // Sixteen callers wait for five connections; who is told to come back comes back.
      if (ReasonOf(status) != ErrorReason::ERROR_REASON_BUSY) break;
      ++busy_;
    }
    ++person.calls;
  }

  absl::Status List(const Person& person) {
    const auto listed = service_->Call(*stub_, &Stub::ListIncidents, person.caller, incident::v1::ListIncidentsRequest());
    if (!listed.ok()) {
      if (ReasonOf(listed.status()) != ErrorReason::ERROR_REASON_BUSY) ++wrong_;
      return listed.status();
    }
    if (listed->incidents_size() !=
        std::count_if(rows_.begin(), rows_.end(), [&](const Incident& row) { return person.Owns(row); }))
      ++wrong_;
    if (listed->totals().incidents() != listed->incidents_size()) ++wrong_;
    for (const Incident& incident : listed->incidents()) Look(person, incident);
    return absl::OkStatus();
  }

  absl::Status Get(const Person& person, const Incident& wanted) {
    incident::v1::GetIncidentRequest request;
    request.set_name(wanted.name());
    const auto read = service_->Call(*stub_, &Stub::GetIncident, person.caller, request);
    const bool own = person.Owns(wanted);
    if (read.ok()) Look(person, *read);
    const bool as_it_should = own ? read.ok() : ReasonOf(read.status()) == ErrorReason::ERROR_REASON_NOT_FOUND;
    if (!as_it_should && ReasonOf(read.status()) != ErrorReason::ERROR_REASON_BUSY) ++wrong_;
    if (!own && !read.ok()) ++hidden_;
    return read.status();
  }

  void Look(const Person& person, const Incident& incident) {
    ++shown_;
    if (!person.Owns(incident)) ++foreign_;
    for (const incident::v1::Casualty& casualty : incident.casualties()) {
      if (casualty.facts().has_identity() != person.sees_names()) ++foreign_;
    }
  }

  int64_t Count(const std::string& sql) const {
    const auto value = service_->database().Value(sql);
    EXPECT_TRUE(value.ok()) << value.status();
    return value.ok() ? std::atoll(value->c_str()) : -1;
  }

  incident::IncidentService incidents_;
  incident::DuplicateService duplicates_;
  rpc::Methods methods_{"dayaq.incident.v1.IncidentService"};
  std::unique_ptr<TestService> service_;
  std::unique_ptr<Stub> stub_;
  std::array<Person, kPeople> people_;
  std::vector<Incident> rows_;
  std::atomic<int> shown_ = 0, hidden_ = 0, foreign_ = 0, wrong_ = 0, busy_ = 0;
};

TEST_F(PoolLeakTest, NobodyActsInAForeignContext) {
  std::vector<std::thread> threads;
  std::atomic<int> left = kCalls;
  const absl::Time begun = absl::Now();
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      std::mt19937 random(static_cast<unsigned>(thread));
      while (left-- > 0) Ask(people_[random() % kPeople], random);
    });
  }
  for (std::thread& thread : threads) thread.join();
  const absl::Duration took = absl::Now() - begun;

  // The audit log is written inside the same transaction: it must tell of the same people.
  const int64_t foreign_entries = Count(
      "SELECT count(*) FROM audit.entry AS e JOIN access.role_assignment AS a ON a.staff_uid = e.staff_uid "
      "WHERE e.role <> a.role OR e.institution IS DISTINCT FROM a.institution");
  int people_with_others_calls = 0;
  for (const Person& person : people_) {
    const int64_t told = Count(
        absl::StrCat("SELECT count(*) FROM audit.entry WHERE staff_uid = '", person.uid, "' AND reason IS DISTINCT FROM 'BUSY'"));
    if (told != person.calls) ++people_with_others_calls;
  }
  std::cout << kCalls << " calls of " << kPeople << " people over " << kConnections << " connections: " << shown_
            << " incidents shown, " << hidden_ << " hidden, " << foreign_ << " foreign contexts, " << wrong_ << " wrong answers, "
            << foreign_entries << " foreign entries, " << people_with_others_calls << " people with entries of others, " << busy_
            << " told to come back, " << absl::FormatDuration(absl::Trunc(took, absl::Milliseconds(100))) << "\n";
  EXPECT_EQ(foreign_, 0);
  EXPECT_EQ(wrong_, 0);
  EXPECT_EQ(foreign_entries, 0);
  EXPECT_EQ(people_with_others_calls, 0);
  EXPECT_GT(hidden_, kCalls / 10);
  EXPECT_EQ(service_->host().kit().pool.stats().size, kConnections);
}

}  // namespace
}  // namespace dayaq::testing
