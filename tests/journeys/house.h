// Three services over one database, as journeys meet them: people of db/sample/staff.yaml call, services react to each other, and
// nobody applies for anything.
#ifndef TESTS_JOURNEYS_HOUSE_H_
#define TESTS_JOURNEYS_HOUSE_H_

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "dayaq/incident/v1/import_service.grpc.pb.h"
#include "dayaq/incident/v1/incident_service.grpc.pb.h"
#include "dayaq/payment/v1/entitlement_service.grpc.pb.h"
#include "dayaq/survivor/v1/match_service.grpc.pb.h"
#include "dayaq/survivor/v1/survivor_service.grpc.pb.h"
#include "services/incident/duplicate_service.h"
#include "services/incident/import_service.h"
#include "services/incident/incident_service.h"
#include "services/payment/payment_parts.h"
#include "services/survivor/survivor_parts.h"
#include "tests/support/invented_bank.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_service.h"

namespace dayaq::testing {

inline const TestCaller kTartarHospital{"aysel-registrar"};  // AZ-TAR
inline const TestCaller kBardaHospital{"rashad-registrar"};  // AZ-BAR
inline const TestCaller kAnama{"tural-anama"};
inline const TestCaller kExpert{"ramin-expert"};
inline const TestCaller kCaseworker{"samir-caseworker"};  // AZ-BAR and AZ-TAR
inline const TestCaller kLegacyLoader{"lala-loader"};
inline const TestCaller kAuditor{"habib-auditor"};

common::v1::PartialDate Day(int year, int month = 0, int day = 0);

// One journey is one test; each gets a house of its own.
class Journey : public ::testing::Test {
 protected:
  void SetUp() override;

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (incident::v1::IncidentService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                                                            Response*),
                                const TestCaller& caller, const Request& request) const {
    return incident_->Call(*incident_stub_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (incident::v1::ImportService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                                                          Response*),
                                const TestCaller& caller, const Request& request) const {
    return incident_->Call(*import_stub_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (survivor::v1::SurvivorService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                                                            Response*),
                                const TestCaller& caller, const Request& request) const {
    return survivor_->Call(*survivor_stub_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (payment::v1::EntitlementService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                                                              Response*),
                                const TestCaller& caller, const Request& request) const {
    return payment_->Call(*payment_stub_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (survivor::v1::MatchService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                                                         Response*),
                                const TestCaller& caller, const Request& request) const {
    return survivor_->Call(*match_stub_, method, caller, request);
  }
  using Incidents = incident::v1::IncidentService::Stub;
  using Imports = incident::v1::ImportService::Stub;
  using Survivors = survivor::v1::SurvivorService::Stub;
  using Matches = survivor::v1::MatchService::Stub;
  using Entitlements = payment::v1::EntitlementService::Stub;

  // The directory of the benefit rules of this house.
  virtual std::string BenefitRules() const;

  // What a test wants otherwise than policy/ says it, before anything starts.
  virtual void Adjust(payment::PaymentPolicies&) const {}

  // The services react to each other until nothing is due.
  void Settle() const;

  // A civilian man of 22 hurt in a yard in Tərtər in February 2024, as the hospital of first aid tells it.
  static incident::v1::RegisterIncidentRequest YardInTartar();

  // A register kept on paper since 2004 tells of a herder hurt in 1997; loaded as legacy data.
  incident::v1::Incident LoadHerderOf1997() const;

  // Steps of a journey; each fails the test when it is refused.
  incident::v1::Incident Register(const incident::v1::RegisterIncidentRequest& request,
                                  const TestCaller& caller = kTartarHospital) const;
  incident::v1::Incident ReadIncident(const std::string& name, const TestCaller& caller = kAnama) const;
  incident::v1::Incident Verify(const incident::v1::Incident& incident) const;
  // Everyone's record: who the casualty is.
  survivor::v1::Survivor SurvivorOf(const std::string& casualty_uid, const TestCaller& caller = kCaseworker) const;
  survivor::v1::Survivor ReadSurvivor(const std::string& name, const TestCaller& caller = kCaseworker) const;
  survivor::v1::Survivor Decide(const survivor::v1::Survivor& survivor, const survivor::v1::DisabilityDecision& decision) const;
  survivor::v1::Survivor ConfirmIdentity(const survivor::v1::Survivor& survivor) const;
  survivor::v1::Survivor RecordDeath(const survivor::v1::Survivor& survivor, const common::v1::PartialDate& died_on) const;
  survivor::v1::Survivor WithdrawDeath(const survivor::v1::Survivor& survivor) const;
  // Entitlements of a survivor with instalments and explanations, by benefit.
  std::vector<payment::v1::Entitlement> EntitlementsOf(const survivor::v1::Survivor& survivor,
                                                       const TestCaller& caller = kCaseworker) const;
  // The one entitlement of that benefit; fails the test when there is none or several.
  payment::v1::Entitlement EntitlementOf(const survivor::v1::Survivor& survivor, const std::string& benefit) const;

  static survivor::v1::DisabilityDecision Decision(int percent, const common::v1::PartialDate& valid_from, const std::string& act);

  std::unique_ptr<TestService> incident_, survivor_, payment_;
  // The bank whose files are taken.
  InventedBank bank_;

 private:
  incident::IncidentService incidents_;
  incident::DuplicateService duplicates_;
  incident::ImportService imports_;
  std::optional<survivor::SurvivorParts> survivor_parts_;
  std::optional<payment::PaymentParts> payment_parts_;
  TemporaryDirectory bank_files_;
  rpc::Methods incident_methods_{"dayaq.incident.v1.IncidentService"};
  rpc::Methods import_methods_{"dayaq.incident.v1.ImportService"};
  std::unique_ptr<Incidents> incident_stub_;
  std::unique_ptr<Imports> import_stub_;
  std::unique_ptr<Survivors> survivor_stub_;
  std::unique_ptr<Matches> match_stub_;
  std::unique_ptr<Entitlements> payment_stub_;
};

// Sum of the instalments of a period in qəpik.
int64_t OwedFor(const payment::v1::Entitlement& entitlement, const std::string& period);

}  // namespace dayaq::testing

#endif  // TESTS_JOURNEYS_HOUSE_H_
