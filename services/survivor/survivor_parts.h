// Everything the survivor service is made of, wired: its methods and what it does by itself. main.cc serves it; tests that run the
// service whole use it too, so that nothing is served that no test runs.
#ifndef SERVICES_SURVIVOR_SURVIVOR_PARTS_H_
#define SERVICES_SURVIVOR_SURVIVOR_PARTS_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/reactions.h"
#include "services/survivor/appeal_service.h"
#include "services/survivor/benefit_fact_service.h"
#include "services/survivor/care_service.h"
#include "services/survivor/case_service.h"
#include "services/survivor/consent_service.h"
#include "services/survivor/death_service.h"
#include "services/survivor/decision_service.h"
#include "services/survivor/disability_policy.h"
#include "services/survivor/erasure_service.h"
#include "services/survivor/examination_service.h"
#include "services/survivor/family_service.h"
#include "services/survivor/match_finder.h"
#include "services/survivor/match_service.h"
#include "services/survivor/matching_policy.h"
#include "services/survivor/merge_service.h"
#include "services/survivor/message_policy.h"
#include "services/survivor/message_service.h"
#include "services/survivor/record_service.h"
#include "services/survivor/referral_policy.h"
#include "services/survivor/referral_service.h"
#include "services/survivor/request_service.h"
#include "services/survivor/retention_policy.h"
#include "services/survivor/study_fact_keeper.h"
#include "services/survivor/survivor_service.h"
#include "services/survivor/worn_device_service.h"

namespace dayaq::survivor {

// What a ministry says in policy/, as far as this service asks.
struct SurvivorPolicies {
  RetentionPolicy retention;
  MatchingPolicy matching;
  DisabilityPolicy disability;
  WorkingCalendar calendar;
  ReferralPolicy referrals;
  MessagePolicy messages;

  // FAILED_PRECONDITION with file, line and column of the first fault.
  static absl::StatusOr<SurvivorPolicies> Load(const std::string& policy_directory);
};

// Lives as long as it is served.
class SurvivorParts {
 public:
  explicit SurvivorParts(SurvivorPolicies policies);
  SurvivorParts(const SurvivorParts&) = delete;
  SurvivorParts& operator=(const SurvivorParts&) = delete;

  std::vector<rpc::Methods*> methods() {
    return {&survivor_methods_, &match_methods_,        &examination_methods_, &appeal_methods_,
            &request_methods_,  &consent_methods_,      &referral_methods_,    &family_methods_,
            &case_methods_,     &benefit_fact_methods_, &message_methods_};
  }
  std::vector<rpc::Reaction> reactions() const;

 private:
  SurvivorService survivors_;
  DecisionService decisions_;
  ErasureService erasures_;
  RecordService records_;
  MatchService matches_;
  MergeService merges_;
  MatchFinder finder_;
  ExaminationService examinations_;
  AppealService appeals_;
  RequestService requests_;
  ConsentService consents_;
  ReferralService referrals_;
  FamilyService families_;
  BenefitFactService benefit_facts_;
  CaseService cases_;
  CareService care_;
  DeathService deaths_;
  WornDeviceService devices_;
  StudyFactKeeper study_facts_;
  MessageService messages_;
  rpc::Methods survivor_methods_{"dayaq.survivor.v1.SurvivorService"};
  rpc::Methods match_methods_{"dayaq.survivor.v1.MatchService"};
  rpc::Methods examination_methods_{"dayaq.survivor.v1.ExaminationService"};
  rpc::Methods appeal_methods_{"dayaq.survivor.v1.AppealService"};
  rpc::Methods request_methods_{"dayaq.survivor.v1.RequestService"};
  rpc::Methods consent_methods_{"dayaq.survivor.v1.ConsentService"};
  rpc::Methods referral_methods_{"dayaq.survivor.v1.ReferralService"};
  rpc::Methods family_methods_{"dayaq.survivor.v1.FamilyService"};
  rpc::Methods case_methods_{"dayaq.survivor.v1.CaseService"};
  rpc::Methods benefit_fact_methods_{"dayaq.survivor.v1.BenefitFactService"};
  rpc::Methods message_methods_{"dayaq.survivor.v1.MessageService"};
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_SURVIVOR_PARTS_H_
