// Consents, referrals and families over gRPC, for integration tests: who they are, and short ways to ask. Every name is invented.
#ifndef SERVICES_SURVIVOR_SHARING_TEST_FIXTURE_H_
#define SERVICES_SURVIVOR_SHARING_TEST_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "dayaq/survivor/v1/consent_service.grpc.pb.h"
#include "dayaq/survivor/v1/family_service.grpc.pb.h"
#include "dayaq/survivor/v1/referral_service.grpc.pb.h"
#include "services/survivor/survivor_test_fixture.h"

namespace dayaq::survivor {

// Of the centre in Baku, the hospital in Barda, the employment centre, the foundation, the expertise agency.
inline const TestCaller kRehabilitation{"gunel-rehabilitation"};
inline const TestCaller kProsthetist{"vugar-prosthetist"};
inline const TestCaller kBardaClinician{"emin-clinician"};
inline const TestCaller kAdviser{"fidan-employment"};
inline const TestCaller kFoundation{"elnur-foundation"};
inline constexpr char kCentre[] = "rehabilitation-baku";

class SharingFixture : public SurvivorFixture {
 protected:
  using Consents = v1::ConsentService::Stub;
  using Referrals = v1::ReferralService::Stub;
  using Families = v1::FamilyService::Stub;

  void SetUp() override {
    SurvivorFixture::SetUp();
    if (survivor_service_ == nullptr) return;
    consents_ = v1::ConsentService::NewStub(survivor_service_->Channel());
    referrals_ = v1::ReferralService::NewStub(survivor_service_->Channel());
    families_ = v1::FamilyService::NewStub(survivor_service_->Channel());
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Consents::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return survivor_service_->Call(*consents_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Referrals::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return survivor_service_->Call(*referrals_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Families::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return survivor_service_->Call(*families_, method, caller, request);
  }
  using SurvivorFixture::Ask;

  // A herder who can be telephoned and lives somewhere.
  v1::Survivor Known() const {
    incident::v1::RegisterIncidentRequest request = Herding();
    common::v1::PersonIdentity& identity = *PersonOf(request).mutable_identity();
    identity.set_phone("+994501234567");
    identity.set_address("Tərtər, Nümunə küçəsi 1");
    return OpenedRecord(request);
  }

  // For referrals to the centre, of who and what of the body.
  static v1::GiveConsentRequest ConsentOf(const v1::Survivor& survivor) {
    v1::GiveConsentRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(survivor.name());
    v1::Consent& consent = *request.mutable_consent();
    consent.set_purpose(v1::CONSENT_PURPOSE_REFERRAL);
    consent.add_classes(v1::SHARED_CLASS_IDENTITY);
    consent.add_classes(v1::SHARED_CLASS_HEALTH);
    consent.add_operations(v1::CONSENT_OPERATION_SHARE);
    consent.set_recipient_institution(kCentre);
    *consent.mutable_given_on() = Date("2024-03-01");
    consent.set_how_to_withdraw("İstənilən DOST mərkəzində yazılı müraciətlə");
    consent.set_after_end(v1::AFTER_CONSENT_ERASED);
    consent.set_given_by(v1::CONSENT_GIVER_SELF);
    consent.set_document(v1::CONSENT_DOCUMENT_WRITTEN);
    consent.set_document_place("DOST mərkəzinin qovluğu");
    return request;
  }
  static v1::GiveConsentRequest ConsentToAll(const v1::Survivor& survivor) {
    v1::GiveConsentRequest request = ConsentOf(survivor);
    request.mutable_consent()->clear_classes();
    for (int shared = v1::SHARED_CLASS_IDENTITY; shared <= v1::SHARED_CLASS_EMPLOYMENT; ++shared) {
      request.mutable_consent()->add_classes(static_cast<v1::SharedClass>(shared));
    }
    return request;
  }
  absl::StatusOr<v1::Consent> Give(const v1::GiveConsentRequest& request, const TestCaller& caller = kCaseworker) const {
    return Ask(&Consents::GiveConsent, caller, request);
  }
  v1::Consent Given(const v1::GiveConsentRequest& request, const TestCaller& caller = kCaseworker) const {
    auto given = Give(request, caller);
    EXPECT_TRUE(given.ok()) << given.status();
    return given.value_or(v1::Consent());
  }
  static v1::WithdrawConsentRequest WithdrawalOf(const v1::Consent& consent) {
    v1::WithdrawConsentRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(consent.name());
    request.set_etag(consent.etag());
    request.set_withdrawn_by(v1::CONSENT_GIVER_SELF);
    return request;
  }
  absl::StatusOr<v1::Consent> Withdraw(const v1::WithdrawConsentRequest& request, const TestCaller& caller = kCaseworker) const {
    return Ask(&Consents::WithdrawConsent, caller, request);
  }

  // To the centre, for a prosthesis, who the person is and what they need.
  static v1::SendReferralRequest ReferralOf(const v1::Survivor& survivor, const v1::Consent& consent) {
    v1::SendReferralRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(survivor.name());
    request.set_to_institution(kCentre);
    request.set_service(v1::REFERRED_SERVICE_PROSTHETICS);
    request.set_urgency(v1::REFERRAL_URGENCY_URGENT);
    request.set_legal_basis(v1::LEGAL_BASIS_CONSENT);
    request.set_consent(consent.name());
    request.add_shared_classes(v1::SHARED_CLASS_IDENTITY);
    request.add_shared_classes(v1::SHARED_CLASS_HEALTH);
    request.mutable_health()->set_needs("Sol qıça protez, yara sağalıb");
    incident::v1::Amputation& amputation = *request.mutable_health()->add_amputations();
    amputation.set_level(incident::v1::AMPUTATION_LEVEL_TRANSTIBIAL);
    amputation.set_side(incident::v1::SIDE_LEFT);
    request.set_request_words("Ölçü götürmək və protez hazırlamaq");
    return request;
  }
  absl::StatusOr<v1::ReferralStatus> Send(const v1::SendReferralRequest& request, const TestCaller& caller = kClinician) const {
    return Ask(&Referrals::SendReferral, caller, request);
  }
  v1::ReferralStatus Sent(const v1::SendReferralRequest& request, const TestCaller& caller = kClinician) const {
    auto sent = Send(request, caller);
    EXPECT_TRUE(sent.ok()) << sent.status();
    return sent.value_or(v1::ReferralStatus());
  }
  // A person, a consent and a referral on it.
  v1::ReferralStatus SentToCentre() const {
    const v1::Survivor survivor = Known();
    return Sent(ReferralOf(survivor, Given(ConsentOf(survivor))));
  }
  absl::StatusOr<v1::Referral> Received(const std::string& name, const TestCaller& caller = kRehabilitation) const {
    v1::GetReferralRequest request;
    request.set_name(name);
    return Ask(&Referrals::GetReferral, caller, request);
  }
  v1::Referral ReceivedNow(const std::string& name, const TestCaller& caller = kRehabilitation) const {
    auto received = Received(name, caller);
    EXPECT_TRUE(received.ok()) << received.status();
    return received.value_or(v1::Referral());
  }
  absl::StatusOr<v1::ReferralStatus> Status(const std::string& name, const TestCaller& caller = kClinician) const {
    v1::GetReferralStatusRequest request;
    request.set_name(name);
    return Ask(&Referrals::GetReferralStatus, caller, request);
  }
  v1::ReferralState StateOf(const std::string& name, const TestCaller& caller = kClinician) const {
    const auto status = Status(name, caller);
    EXPECT_TRUE(status.ok()) << status.status();
    return status.ok() ? status->state() : v1::REFERRAL_STATE_UNSPECIFIED;
  }
  template <typename Request>
  static Request Answering(const v1::Referral& referral) {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_name(referral.name());
    request.set_etag(referral.etag());
    return request;
  }

  static v1::AddFamilyMemberRequest MemberOf(const v1::Survivor& survivor, v1::FamilyRelation relation, absl::string_view birth) {
    v1::AddFamilyMemberRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(survivor.name());
    request.mutable_member()->set_relation(relation);
    request.mutable_member()->mutable_identity()->set_given_name("Sevil");
    request.mutable_member()->mutable_identity()->set_family_name("Nümunəyeva");
    *request.mutable_member()->mutable_identity()->mutable_birth_date() = Date(birth);
    return request;
  }
  absl::StatusOr<v1::FamilyMember> Add(const v1::AddFamilyMemberRequest& request, const TestCaller& caller = kCaseworker) const {
    return Ask(&Families::AddFamilyMember, caller, request);
  }

  // SQL as whoever may do everything, and triggers do not run: for moving clocks.
  void Sql(const std::string& sql) const {
    const absl::Status done = survivor_service_->database().Execute("SET session_replication_role = replica; " + sql);
    EXPECT_TRUE(done.ok()) << done;
  }

  std::unique_ptr<Consents> consents_;
  std::unique_ptr<Referrals> referrals_;
  std::unique_ptr<Families> families_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_SHARING_TEST_FIXTURE_H_
