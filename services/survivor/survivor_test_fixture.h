// The incident and the survivor service as they run on one database, for integration tests: people of db/sample/staff.yaml and
// short ways to call. Every name is invented.
#ifndef SERVICES_SURVIVOR_SURVIVOR_TEST_FIXTURE_H_
#define SERVICES_SURVIVOR_SURVIVOR_TEST_FIXTURE_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "dayaq/survivor/v1/survivor_service.grpc.pb.h"
#include "services/incident/report_test_fixture.h"
#include "services/survivor/survivor_parts.h"
#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {

using dayaq::testing::NewRequestId;
using dayaq::testing::TestCaller;
using incident::kAnama;
using incident::kAuditor;
using incident::kClinician;
using incident::kRegistrar;

inline const TestCaller kCaseworker{"samir-caseworker"};       // AZ-BAR and AZ-TAR
inline const TestCaller kOtherCaseworker{"sevda-caseworker"};  // AZ-BAR
inline const TestCaller kSupervisor{"kamran-supervisor"};      // everywhere
inline const TestCaller kExpert{"ramin-expert"};

class SurvivorFixture : public incident::ReportFixture {
 protected:
  void SetUp() override {
    ReportFixture::SetUp();
    if (service_ == nullptr) return;
    auto policies = SurvivorPolicies::Load("policy");
    ASSERT_TRUE(policies.ok()) << policies.status();
    parts_.emplace(*std::move(policies));
    auto started =
        dayaq::testing::TestService::Start("survivor", parts_->methods(), parts_->reactions(), service_->shared_database(),
                                           [this](HostOptions& options) { Adjust(options); });
    ASSERT_TRUE(started.ok()) << started.status();
    survivor_service_ = *std::move(started);
    survivor_stub_ = v1::SurvivorService::NewStub(survivor_service_->Channel());
  }
  using Stub = v1::SurvivorService::Stub;

  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return survivor_service_->Call(*survivor_stub_, method, caller, request);
  }

  // A herder of that national id hurt on that day; without an id nobody knows who.
  static incident::v1::RegisterIncidentRequest Hurt(const std::string& national_id, absl::string_view day = "2024-02-04") {
    incident::v1::RegisterIncidentRequest request = Herding();
    *request.mutable_incident()->mutable_facts()->mutable_occurred_on() = Date(day);
    incident::v1::CasualtyFacts& facts = *request.mutable_incident()->mutable_casualties(0)->mutable_facts();
    facts.mutable_identity()->set_national_id(national_id);
    if (national_id.empty()) facts.clear_identity();
    return request;
  }
  static incident::v1::CasualtyFacts& PersonOf(incident::v1::RegisterIncidentRequest& request) {
    return *request.mutable_incident()->mutable_casualties(0)->mutable_facts();
  }

  // The person whose record it is, or who stands for them (`role`), with an account of their own: the n-th.
  TestCaller ThePerson(const std::string& person_uid, int n = 1, const std::string& role = "survivor") const {
    const std::string digits = absl::StrCat(100000000 + n);
    const std::string subject = absl::StrCat("person-", n);
    const absl::Status done = survivor_service_->database().Execute(absl::StrCat(
        "INSERT INTO access.staff (uid, issuer, subject, given_name, family_name) VALUES ('0a000000-0000-7000-8000-000", digits,
        "', '", dayaq::testing::kTestIssuer, "', '", subject,
        "', 'Nümunə', 'Nümunəli'); INSERT INTO access.role_assignment (uid, staff_uid, role, institution, person_uid) "
        "VALUES ('0a000000-0000-7000-9000-000",
        digits, "', '0a000000-0000-7000-8000-000", digits, "', '", role, "', 'ministry', '", person_uid, "')"));
    EXPECT_TRUE(done.ok()) << done;
    return {subject};
  }

  // What the survivor service has to do by itself, done.
  void React() const {
    const auto handled = survivor_service_->React();
    EXPECT_TRUE(handled.ok()) << handled.status();
  }
  // Registered, and the record opened or found.
  incident::v1::Incident Opened(const incident::v1::RegisterIncidentRequest& request) const {
    incident::v1::Incident made = Registered(request);
    React();
    return made;
  }

  absl::StatusOr<v1::Survivor> GetRecord(const TestCaller& caller, const std::string& name) const {
    v1::GetSurvivorRequest request;
    request.set_name(name);
    return Ask(&Stub::GetSurvivor, caller, request);
  }
  v1::Survivor Record(const std::string& name, const TestCaller& caller = kCaseworker) const {
    auto read = GetRecord(caller, name);
    EXPECT_TRUE(read.ok()) << read.status();
    return read.value_or(v1::Survivor());
  }
  v1::ListSurvivorsResponse List(const v1::SurvivorFilter& filter = {}, const TestCaller& caller = kCaseworker) const {
    v1::ListSurvivorsRequest request;
    *request.mutable_filter() = filter;
    auto listed = Ask(&Stub::ListSurvivors, caller, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.value_or(v1::ListSurvivorsResponse());
  }
  // The record of a casualty, whole.
  v1::Survivor RecordOf(const incident::v1::Incident& incident, int casualty = 0, const TestCaller& caller = kCaseworker) const {
    v1::SurvivorFilter filter;
    filter.set_casualty_uid(incident.casualties(casualty).uid());
    const v1::ListSurvivorsResponse listed = List(filter, caller);
    EXPECT_EQ(listed.survivors_size(), 1);
    return listed.survivors().empty() ? v1::Survivor() : Record(listed.survivors(0).name(), caller);
  }
  v1::Survivor OpenedRecord(const incident::v1::RegisterIncidentRequest& request) const { return RecordOf(Opened(request)); }

  // A change of the record as it was read.
  template <typename Request>
  static Request Changing(const v1::Survivor& survivor) {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_name(survivor.name());
    request.set_etag(survivor.etag());
    return request;
  }
  static v1::CorrectSurvivorRequest CorrectionOf(const v1::Survivor& survivor, const std::vector<std::string>& fields) {
    v1::CorrectSurvivorRequest request = Changing<v1::CorrectSurvivorRequest>(survivor);
    request.set_reason("Sənədlə dəqiqləşdirilib");
    *request.mutable_details()->mutable_identity() = survivor.identity();
    for (const std::string& field : fields) request.mutable_update_mask()->add_paths(field);
    return request;
  }
  absl::StatusOr<v1::Survivor> Correct(const v1::CorrectSurvivorRequest& request, const TestCaller& caller = kCaseworker) const {
    return Ask(&Stub::CorrectSurvivor, caller, request);
  }
  absl::StatusOr<v1::Survivor> Confirm(const v1::Survivor& survivor, const TestCaller& caller = kCaseworker) const {
    auto request = Changing<v1::ConfirmIdentityRequest>(survivor);
    request.set_document("şəxsiyyət vəsiqəsi");
    return Ask(&Stub::ConfirmIdentity, caller, request);
  }
  static v1::DecideDisabilityRequest DecisionOn(const v1::Survivor& survivor, const v1::DisabilityDecision& decision) {
    auto request = Changing<v1::DecideDisabilityRequest>(survivor);
    *request.mutable_decision() = decision;
    return request;
  }
  absl::StatusOr<v1::Survivor> Decide(const v1::DecideDisabilityRequest& request, const TestCaller& caller = kExpert) const {
    return Ask(&Stub::DecideDisability, caller, request);
  }
  static v1::RecordDeathRequest DeathOf(const v1::Survivor& survivor, absl::string_view died_on) {
    auto request = Changing<v1::RecordDeathRequest>(survivor);
    *request.mutable_died_on() = Date(died_on);
    request.set_document("ölüm haqqında şəhadətnamə");
    return request;
  }
  absl::StatusOr<v1::Survivor> Die(const v1::RecordDeathRequest& request, const TestCaller& caller = kRegistrar) const {
    return Ask(&Stub::RecordDeath, caller, request);
  }

  absl::StatusOr<v1::Survivor> Revive(const v1::Survivor& survivor, const TestCaller& caller = kCaseworker) const {
    auto request = Changing<v1::WithdrawDeathRequest>(survivor);
    request.set_reason("Şəxs sağdır");
    return Ask(&Stub::WithdrawDeath, caller, request);
  }

  // "survivor.opened 2", ... for each kind of event that was told of survivors so far.
  std::vector<std::string> TellTale() const {
    const auto told = survivor_service_->database().Value(
        "SELECT string_agg(kind || ' ' || n, ',' ORDER BY kind) FROM (SELECT kind, count(*) AS n FROM outbox.event "
        "WHERE resource LIKE 'survivors/%' GROUP BY kind) AS told");
    EXPECT_TRUE(told.ok()) << told.status();
    if (!told.ok() || told->empty()) return {};
    return absl::StrSplit(*told, ',');
  }
  int64_t Records() const { return Count("SELECT count(*) FROM survivor.survivor"); }

  std::optional<SurvivorParts> parts_;
  std::unique_ptr<dayaq::testing::TestService> survivor_service_;
  std::unique_ptr<Stub> survivor_stub_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_SURVIVOR_TEST_FIXTURE_H_
