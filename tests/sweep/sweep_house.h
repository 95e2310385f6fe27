// The house that attackers go through: every service, one person for each role, and rows of every kind twice: some within the
// person's reach, some not.
#ifndef TESTS_SWEEP_SWEEP_HOUSE_H_
#define TESTS_SWEEP_SWEEP_HOUSE_H_

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "services/access/assignment_service.h"
#include "services/access/break_glass_service.h"
#include "services/access/explain_service.h"
#include "services/access/staff_service.h"
#include "services/audit/entry_service.h"
#include "services/audit/log_reader.h"
#include "services/audit/look_service.h"
#include "services/audit/unusual_look_service.h"
#include "services/audit/withholding_service.h"
#include "services/employment/employment_parts.h"
#include "services/platform/access/access_policy.h"
#include "services/platform/rpc/method_table.h"
#include "services/rehabilitation/rehabilitation_parts.h"
#include "services/statistics/statistics_parts.h"
#include "tests/journeys/house.h"
#include "tests/sweep/raw_call.h"
#include "tests/sweep/request_filler.h"

namespace dayaq::testing {

// A method, and who serves it.
struct SweptMethod {
  rpc::Method method;
  const TestService* service = nullptr;
  grpc::GenericStub* stub = nullptr;
};

// A role as somebody holds it, in Bərdə: rows of Tərtər are out of reach. Who is bound to no district holds it in another register.
struct SweepPerson {
  const Role* role = nullptr;
  TestCaller caller;
};

class SweepHouse : public Journey {
 protected:
  void SetUp() override;

  // Methods of every service, whose actions are all that people can do by the policy.
  const std::vector<SweptMethod>& methods() const { return methods_; }
  const std::vector<SweepPerson>& people() const { return people_; }
  const AccessPolicy& policy() const { return incident_->host().kit().policy; }
  // Purposes for which the person may try a method at all, once as the policy has it before any row.
  std::vector<std::string> PurposesOf(const SweepPerson& person, const std::string& action) const;

  // Every service ends in good order; what they held back is written then.
  void StopServices();

  RawAnswer Call(const SweptMethod& method, const TestCaller& caller, const google::protobuf::Message& request) const {
    return CallRaw(*method.service, *method.stub, method.method.path, caller, request);
  }

  // Whether there are rows that whoever does this may not see: about people who keep the house itself, administrators see
  // everything.
  static bool HasRowsOutOfReach(const Role& role, const Action& action);

  // Rows of Bərdə, rows of Tərtər, and rows that are not there.
  KnownIds visible_, hidden_, absent_;
  // A person registered in Tərtər, whom nobody of Bərdə may find.
  common::v1::PersonIdentity hidden_person_;

 private:
  void FindMethods();
  void EmployPeople();
  void RegisterPeople();
  // The ids of what came of two incidents that are one; with an import of that register, and a delivery in that state.
  KnownIds IdsOf(const incident::v1::Incident& incident, const incident::v1::Incident& twin, const std::string& import_register,
                 const std::string& delivery_state);
  std::string Value(const std::string& sql) const;

  void StartAccess();
  void StartAudit();
  void StartRehabilitation();
  void StartEmployment();
  void StartStatistics();
  // Rows of the access service about somebody of that hospital: account, assignment, delegation, emergency.
  void AddAccessIds(KnownIds& ids, const std::string& hospital, const std::string& district);
  // Rows of the audit service: an entry of that hospital, placed, and a withholding there.
  void AddErasureIds(KnownIds& ids);
  // Matches, cases, consents, referrals and whatever else the survivor service keeps (survivor_ids.cc).
  void AddSurvivorIds(KnownIds& ids, const std::string& hospital);
  void AddRehabilitationIds(KnownIds& ids, const std::string& hospital);
  // Accounts, runs, orders, files, what banks said and what people decided (payment_ids.cc). Questions about bank answers lie in a
  // register of their own: whoever answers them is bound to no district.
  void AddPaymentIds(KnownIds& ids, const std::string& question_register);
  // Queues, stocks and allocations of benefits in kind, rules on their way into force, reviews because of income (in_kind_ids.cc).
  void AddInKindIds(KnownIds& ids, bool within_reach);
  // Profiles, vacancies, placements, courses, own businesses, studies, invitations (employment_ids.cc).
  void AddEmploymentIds(KnownIds& ids, const std::string& hospital);
  // Releases of figures (statistics_ids.cc).
  void AddStatisticsIds(KnownIds& ids, bool within_reach);
  void AddAuditIds(KnownIds& ids, const std::string& hospital, const std::string& district);

  access::StaffService staff_;
  access::AssignmentService assignments_{LinkedPolicy()};
  access::BreakGlassService emergencies_;
  access::ExplainService explanations_{LinkedPolicy()};
  rpc::Methods access_methods_{"dayaq.access.v1.AccessService"};
  std::optional<rehabilitation::RehabilitationParts> rehabilitation_parts_;
  std::unique_ptr<TestService> rehabilitation_;
  std::optional<employment::EmploymentParts> employment_parts_;
  std::unique_ptr<TestService> employment_;
  std::optional<statistics::StatisticsParts> statistics_parts_;
  std::unique_ptr<TestService> statistics_;
  std::unique_ptr<TestService> access_;
  audit::LogReader log_{""};
  audit::EntryService entries_{log_};
  audit::LookService looks_{LinkedPolicy()};
  audit::UnusualLookService unusual_looks_;
  audit::WithholdingService withholdings_;
  rpc::Methods audit_methods_{"dayaq.audit.v1.AuditService"};
  std::unique_ptr<TestService> audit_;
  std::vector<std::unique_ptr<grpc::GenericStub>> stubs_;
  std::vector<SweptMethod> methods_;
  std::vector<SweepPerson> people_;
};

}  // namespace dayaq::testing

#endif  // TESTS_SWEEP_SWEEP_HOUSE_H_
