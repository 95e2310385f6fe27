// One of everything that hangs on a record, added in one call each, for tests of what becomes of it. Every name is invented.
#ifndef SERVICES_SURVIVOR_LATER_FACTS_FIXTURE_H_
#define SERVICES_SURVIVOR_LATER_FACTS_FIXTURE_H_

#include <memory>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "dayaq/survivor/v1/appeal_service.grpc.pb.h"
#include "dayaq/survivor/v1/case_service.grpc.pb.h"
#include "dayaq/survivor/v1/consent_service.grpc.pb.h"
#include "dayaq/survivor/v1/examination_service.grpc.pb.h"
#include "dayaq/survivor/v1/family_service.grpc.pb.h"
#include "dayaq/survivor/v1/match_service.grpc.pb.h"
#include "dayaq/survivor/v1/referral_service.grpc.pb.h"
#include "dayaq/survivor/v1/request_service.grpc.pb.h"
#include "services/survivor/survivor_test_fixture.h"

namespace dayaq::survivor {

inline const TestCaller kLaterCaseManager{"sabina-case"};        // AZ-TAR and AZ-BAR
inline const TestCaller kLaterReceiver{"gunel-rehabilitation"};  // of the centre in Baku

class LaterFactsFixture : public SurvivorFixture {
 protected:
  template <typename Service, typename Request, typename Response>
  absl::StatusOr<Response> Try(grpc::Status (Service::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    Service stub(survivor_service_->Channel());
    return survivor_service_->Call(stub, method, caller, request);
  }
  // The same where it must work.
  template <typename Service, typename Request, typename Response>
  Response Now(grpc::Status (Service::*method)(grpc::ClientContext*, const Request&, Response*), const TestCaller& caller,
               const Request& request) const {
    auto done = Try(method, caller, request);
    EXPECT_TRUE(done.ok()) << done.status();
    return done.value_or(Response());
  }
  template <typename Request>
  static Request About(const v1::Survivor& survivor) {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_survivor(survivor.name());
    return request;
  }

  // Somebody hurt, called so, born in 1976.
  v1::Survivor Woman(const std::string& family, const std::string& given, const std::string& day = "2024-02-04") const {
    incident::v1::RegisterIncidentRequest request = Hurt("", day);
    common::v1::PersonIdentity& identity = *PersonOf(request).mutable_identity();
    identity.set_family_name(family);
    identity.set_given_name(given);
    *identity.mutable_birth_date() = Date("1976");
    PersonOf(request).clear_age();
    PersonOf(request).set_sex(common::v1::SEX_FEMALE);
    return OpenedRecord(request);
  }

  v1::Treatment AddTreatment(const v1::Survivor& survivor, const std::string& note) const {
    auto request = About<v1::AddTreatmentRequest>(survivor);
    v1::TreatmentFacts& facts = *request.mutable_facts();
    facts.set_kind(v1::TREATMENT_KIND_OPERATION);
    facts.set_care_place("Bakıda klinika");
    facts.set_source_kind(incident::v1::SOURCE_KIND_HOSPITAL);
    facts.set_note(note);
    *facts.mutable_begun_on() = Date("2024-06-01");
    return Now(&v1::CaseService::Stub::AddTreatment, kLaterCaseManager, request);
  }
  v1::Functioning AddFunctioning(const v1::Survivor& survivor) const {
    auto request = About<v1::AddFunctioningRequest>(survivor);
    v1::Functioning& assessment = *request.mutable_functioning();
    assessment.set_instrument(v1::FUNCTIONING_INSTRUMENT_SHORT_SET);
    assessment.set_respondent(v1::FUNCTIONING_RESPONDENT_SELF);
    *assessment.mutable_assessed_on() = Date("2024-06-01");
    for (int domain = 1; domain <= 6; ++domain) {
      v1::DomainAnswer& answer = *assessment.add_answers();
      answer.set_domain(static_cast<v1::FunctioningDomain>(domain));
      answer.set_answer(v1::FUNCTIONING_ANSWER_SOME_DIFFICULTY);
    }
    return Now(&v1::CaseService::Stub::AddFunctioning, kLaterCaseManager, request);
  }
  v1::FamilyMember AddMember(const v1::Survivor& survivor, v1::FamilyRelation relation, const std::string& given,
                             bool guardian = false) const {
    auto request = About<v1::AddFamilyMemberRequest>(survivor);
    v1::FamilyMember& member = *request.mutable_member();
    member.set_relation(relation);
    member.set_is_guardian(guardian);
    member.mutable_identity()->set_given_name(given);
    member.mutable_identity()->set_family_name("Nümunəyeva");
    *member.mutable_identity()->mutable_birth_date() = Date("1950");
    return Now(&v1::FamilyService::Stub::AddFamilyMember, kCaseworker, request);
  }
  static v1::GiveConsentRequest ConsentOf(const v1::Survivor& survivor) {
    auto request = About<v1::GiveConsentRequest>(survivor);
    v1::Consent& consent = *request.mutable_consent();
    consent.set_purpose(v1::CONSENT_PURPOSE_REFERRAL);
    consent.add_classes(v1::SHARED_CLASS_IDENTITY);
    consent.add_classes(v1::SHARED_CLASS_HEALTH);
    consent.add_operations(v1::CONSENT_OPERATION_SHARE);
    consent.set_recipient_institution("rehabilitation-baku");
    *consent.mutable_given_on() = Date("2024-03-01");
    consent.set_how_to_withdraw("İstənilən DOST mərkəzində yazılı müraciətlə");
    consent.set_after_end(v1::AFTER_CONSENT_ERASED);
    consent.set_given_by(v1::CONSENT_GIVER_SELF);
    consent.set_document(v1::CONSENT_DOCUMENT_WRITTEN);
    consent.set_document_place("DOST mərkəzinin qovluğu");
    return request;
  }
  v1::Consent GiveConsent(const v1::Survivor& survivor) const {
    return Now(&v1::ConsentService::Stub::GiveConsent, kCaseworker, ConsentOf(survivor));
  }
  // On that consent; without one on the duty that an act lays down, and nothing is shared.
  v1::ReferralStatus SendReferral(const v1::Survivor& survivor, const v1::Consent& consent = v1::Consent()) const {
    auto request = About<v1::SendReferralRequest>(survivor);
    request.set_to_institution("rehabilitation-baku");
    request.set_service(v1::REFERRED_SERVICE_PROSTHETICS);
    request.set_urgency(v1::REFERRAL_URGENCY_URGENT);
    request.set_request_words("Ölçü götürmək");
    if (consent.name().empty()) {
      request.set_legal_basis(v1::LEGAL_BASIS_STATUTORY_DUTY);
      request.set_duty("disability-expertise");
      request.set_to_institution("expertise-agency");
      request.set_service(v1::REFERRED_SERVICE_DISABILITY_EXPERTISE);
    } else {
      request.set_legal_basis(v1::LEGAL_BASIS_CONSENT);
      request.set_consent(consent.name());
      request.add_shared_classes(v1::SHARED_CLASS_IDENTITY);
      request.add_shared_classes(v1::SHARED_CLASS_HEALTH);
      request.mutable_health()->set_needs("Sol qıça protez");
    }
    return Now(&v1::ReferralService::Stub::SendReferral, kClinician, request);
  }
  v1::CorrectionRequest AskCorrection(const v1::Survivor& survivor, const std::string& words) const {
    auto request = About<v1::RequestCorrectionRequest>(survivor);
    request.set_matter(v1::CORRECTION_MATTER_OTHER);
    request.set_words(words);
    return Now(&v1::RequestService::Stub::RequestCorrection, kCaseworker, request);
  }
  v1::ExaminationReferral FileForm88(const v1::Survivor& survivor) const {
    auto request = About<v1::FileExaminationReferralRequest>(survivor);
    request.set_kind(v1::EXAMINATION_KIND_FIRST);
    *request.mutable_received_on() = Date("2025-06-05");
    request.add_function_groups(v1::FUNCTION_GROUP_MOVEMENT);
    return Now(&v1::ExaminationService::Stub::FileExaminationReferral, kRegistrar, request);
  }
  v1::Case OpenCase(const v1::Survivor& survivor) const {
    return Now(&v1::CaseService::Stub::OpenCase, kLaterCaseManager, About<v1::OpenCaseRequest>(survivor));
  }
  v1::Case CaseNamed(const std::string& name) const {
    v1::GetCaseRequest request;
    request.set_name(name);
    return Now(&v1::CaseService::Stub::GetCase, kLaterCaseManager, request);
  }
  // The case with the need.
  v1::Case AddNeed(const std::string& case_name, const std::string& words) const {
    auto request = Changing<v1::AddNeedRequest>(v1::Survivor());
    request.set_name(case_name);
    request.set_etag(CaseNamed(case_name).etag());
    request.mutable_need()->set_kind(v1::SUPPORT_KIND_HOUSING);
    request.mutable_need()->set_priority(v1::NEED_PRIORITY_SOON);
    request.mutable_need()->set_words(words);
    return Now(&v1::CaseService::Stub::AddNeed, kLaterCaseManager, request);
  }
  v1::ListTreatmentsResponse Treatments(const v1::Survivor& survivor) const {
    v1::ListTreatmentsRequest request;
    request.set_survivor(survivor.name());
    return Now(&v1::CaseService::Stub::ListTreatments, kLaterCaseManager, request);
  }

  absl::StatusOr<v1::Survivor> Merge(const v1::Survivor& kept, const v1::Survivor& other) const {
    auto request = Changing<v1::MergeSurvivorsRequest>(Record(kept.name()));
    request.set_other(other.name());
    request.set_other_etag(Record(other.name()).etag());
    request.set_reason("eyni şəxs");
    return Try(&v1::MatchService::Stub::MergeSurvivors, kCaseworker, request);
  }
  // With what goes to the record that was merged, and what stays.
  absl::StatusOr<v1::Survivor> Unmerge(const v1::Survivor& merged, const std::set<std::string>& goes,
                                       const std::set<std::string>& stays) const {
    auto request = Changing<v1::UnmergeSurvivorsRequest>(Record(merged.name()));
    request.set_reason("iki ayrı şəxs");
    for (const bool to_merged : {true, false}) {
      for (const std::string& uid : to_merged ? goes : stays) {
        v1::FactAssignment& assignment = *request.add_assignments();
        assignment.set_uid(uid);
        assignment.set_to_merged(to_merged);
      }
    }
    return Try(&v1::MatchService::Stub::UnmergeSurvivors, kCaseworker, request);
  }
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_LATER_FACTS_FIXTURE_H_
