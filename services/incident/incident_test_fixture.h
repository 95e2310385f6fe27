// The incident service as it runs, for integration tests: people of db/sample/staff.yaml and short ways to call.
#ifndef SERVICES_INCIDENT_INCIDENT_TEST_FIXTURE_H_
#define SERVICES_INCIDENT_INCIDENT_TEST_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "dayaq/incident/v1/import_service.grpc.pb.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "services/incident/duplicate_service.h"
#include "services/incident/import_service.h"
#include "services/incident/incident_service.h"
#include "services/incident/reactions.h"
#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/runner.h"
#include "services/platform/rpc/call_context.h"
#include "services/platform/rpc/wrapper_queries.h"
#include "tests/support/database_observer.h"
#include "tests/support/test_service.h"

namespace dayaq::incident {

using dayaq::testing::FaultsOf;
using dayaq::testing::NewRequestId;
using dayaq::testing::TestCaller;

inline const TestCaller kRegistrar{"aysel-registrar"};        // hospital in AZ-TAR
inline const TestCaller kOtherRegistrar{"rashad-registrar"};  // hospital in AZ-BAR
inline const TestCaller kClinician{"leyla-clinician"};
inline const TestCaller kAnama{"tural-anama"};
inline const TestCaller kSecondAnama{"zaur-anama"};
inline const TestCaller kPolice{"orxan-police"};     // AZ-TAR
inline const TestCaller kCrescent{"mina-crescent"};  // AZ-BAR and AZ-TAR
inline const TestCaller kAuditor{"habib-auditor"};
inline const TestCaller kSteward{"shirin-steward"};
inline const TestCaller kLoader{"lala-loader"};  // legacy records of the national register

class IncidentFixture : public ::testing::Test {
 protected:
  void SetUp() override {
    DAYAQ_NEEDS_TEST_CLUSTER();
    incidents_.Bind(incident_methods_);
    duplicates_.Bind(incident_methods_);
    imports_.Bind(import_methods_);
    auto started =
        dayaq::testing::TestService::Start("incident", {&incident_methods_, &import_methods_}, IncidentReactions(duplicates_),
                                           nullptr, [this](HostOptions& options) { Adjust(options); });
    ASSERT_TRUE(started.ok()) << started.status();
    service_ = *std::move(started);
    stub_ = v1::IncidentService::NewStub(service_->Channel());
    import_stub_ = v1::ImportService::NewStub(service_->Channel());
  }

  // For a test that wants its services otherwise.
  virtual void Adjust(HostOptions&) {}

  // A herder of 21 or 22 injured by a mine in Tərtər on 4 February 2024.
  static v1::RegisterIncidentRequest Herding() {
    v1::RegisterIncidentRequest request;
    request.set_request_id(NewRequestId());
    v1::Incident& incident = *request.mutable_incident();
    incident.set_register_("az");
    v1::IncidentFacts& facts = *incident.mutable_facts();
    facts.mutable_occurred_on()->set_year(2024);
    facts.mutable_occurred_on()->set_month(2);
    facts.mutable_occurred_on()->set_day(4);
    facts.set_district("AZ-TAR");
    facts.set_settlement("Nümunə kəndi");
    facts.set_device_category(v1::DEVICE_CATEGORY_AP_MINE);
    v1::CasualtyFacts& casualty = *incident.add_casualties()->mutable_facts();
    common::v1::PersonIdentity& identity = *casualty.mutable_identity();
    identity.set_family_name("Nümunəyev");
    identity.set_given_name("Elnur");
    identity.set_father_name("Rauf");
    identity.set_national_id("5ABCDE7");
    identity.mutable_birth_date()->set_year(2002);
    casualty.set_sex(common::v1::SEX_MALE);
    casualty.set_outcome(v1::OUTCOME_INJURED);
    casualty.set_activity(v1::ACTIVITY_HERDING);
    casualty.set_civil_status(v1::CIVIL_STATUS_CIVILIAN);
    casualty.set_clinical_note("Turniket qoyulub");
    v1::Amputation& amputation = *casualty.add_amputations();
    amputation.set_level(v1::AMPUTATION_LEVEL_TRANSTIBIAL);
    amputation.set_side(v1::SIDE_LEFT);
    amputation.set_third(v1::BONE_THIRD_DISTAL);
    request.mutable_report()->set_source(v1::SOURCE_KIND_HOSPITAL);
    request.mutable_report()->set_document("Forma 066, 4 fevral");
    return request;
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (v1::IncidentService::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const TestCaller& caller, const Request& request) const {
    return service_->Call(*stub_, method, caller, request);
  }
  using Stub = v1::IncidentService::Stub;

  template <typename Request, typename Response>
  absl::StatusOr<Response> Import(grpc::Status (v1::ImportService::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                  const TestCaller& caller, const Request& request) const {
    return service_->Call(*import_stub_, method, caller, request);
  }

  absl::StatusOr<v1::Incident> Register(const v1::RegisterIncidentRequest& request, const TestCaller& caller = kRegistrar) const {
    return Call(&Stub::RegisterIncident, caller, request);
  }
  absl::StatusOr<v1::Incident> Get(const TestCaller& caller, const std::string& name) const {
    v1::GetIncidentRequest request;
    request.set_name(name);
    return Call(&Stub::GetIncident, caller, request);
  }
  absl::StatusOr<v1::Incident> Verify(const TestCaller& caller, const v1::Incident& incident) const {
    v1::VerifyIncidentRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(incident.name());
    request.set_etag(incident.etag());
    request.set_reason("Yerində yoxlanılıb");
    return Call(&Stub::VerifyIncident, caller, request);
  }

  absl::Status As(const std::string& subject, const std::function<absl::Status(Transaction&)>& body) const {
    return service_->As(subject, body);
  }

  // Every stored row but audit entries and sessions, as text.
  std::string Contents() const { return dayaq::testing::ContentsOf(service_->database()); }
  std::vector<audit::v1::Entry> Entries() const { return dayaq::testing::EntriesOf(service_->database()); }

  int64_t Count(const std::string& sql) const {
    int64_t count = -1;
    const auto value = service_->database().Value(sql);
    EXPECT_TRUE(value.ok()) << value.status();
    if (value.ok() && !absl::SimpleAtoi(*value, &count)) ADD_FAILURE() << "no number: " << *value;
    return count;
  }

  IncidentService incidents_;
  DuplicateService duplicates_;
  ImportService imports_;
  rpc::Methods incident_methods_{"dayaq.incident.v1.IncidentService"};
  rpc::Methods import_methods_{"dayaq.incident.v1.ImportService"};
  std::unique_ptr<dayaq::testing::TestService> service_;
  std::unique_ptr<Stub> stub_;
  std::unique_ptr<v1::ImportService::Stub> import_stub_;
};

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_INCIDENT_TEST_FIXTURE_H_
