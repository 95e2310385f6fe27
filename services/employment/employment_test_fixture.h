// The employment service as it runs beside the incident and the survivor service on one database, for integration tests: the
// adviser of db/sample/staff.yaml, people who were referred there, and short ways to call. Every name is invented.
#ifndef SERVICES_EMPLOYMENT_EMPLOYMENT_TEST_FIXTURE_H_
#define SERVICES_EMPLOYMENT_EMPLOYMENT_TEST_FIXTURE_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dayaq/employment/v1/placement_service.grpc.pb.h"
#include "dayaq/employment/v1/profile_service.grpc.pb.h"
#include "dayaq/employment/v1/vacancy_service.grpc.pb.h"
#include "services/employment/employment_names.h"
#include "services/employment/employment_parts.h"
#include "services/employment/employment_test_data.h"
#include "services/survivor/sharing_test_fixture.h"

namespace dayaq::employment {

using dayaq::testing::FaultsOf;
using dayaq::testing::NewRequestId;
using dayaq::testing::TestCaller;
using survivor::kAdviser;
using survivor::kCaseworker;
using survivor::kClinician;

inline constexpr char kBarda[] = "employment-barda";

class EmploymentFixture : public survivor::SharingFixture {
 protected:
  using Profiles = v1::ProfileService::Stub;
  using Vacancies = v1::VacancyService::Stub;
  using Placements = v1::PlacementService::Stub;

  void SetUp() override {
    SharingFixture::SetUp();
    if (survivor_service_ == nullptr) return;
    auto policies = EmploymentPolicies::Load("policy");
    ASSERT_TRUE(policies.ok()) << policies.status();
    employment_parts_.emplace(*std::move(policies));
    auto started =
        dayaq::testing::TestService::Start("employment", employment_parts_->methods(), employment_parts_->reactions(),
                                           service_->shared_database(), [this](HostOptions& options) { Adjust(options); });
    ASSERT_TRUE(started.ok()) << started.status();
    employment_ = *std::move(started);
    profiles_ = v1::ProfileService::NewStub(employment_->Channel());
    vacancies_ = v1::VacancyService::NewStub(employment_->Channel());
    placements_ = v1::PlacementService::NewStub(employment_->Channel());
  }

  using SharingFixture::Ask;
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Profiles::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return employment_->Call(*profiles_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Vacancies::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return employment_->Call(*vacancies_, method, caller, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Placements::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    return employment_->Call(*placements_, method, caller, request);
  }
  // The same by the adviser, where it must work.
  template <typename Stub, typename Request, typename Response>
  Response Done(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const Request& request) const {
    auto done = Ask(method, kAdviser, request);
    EXPECT_TRUE(done.ok()) << done.status();
    return done.value_or(Response());
  }
  // What the services have to do by themselves, done.
  void Follow() const {
    React();
    const auto handled = employment_->React();
    EXPECT_TRUE(handled.ok()) << handled.status();
  }
  void Tell(absl::string_view kind, absl::string_view resource) const {
    const absl::Status told = employment_->database().Execute(
        absl::StrCat("SELECT outbox.emit(jsonb_build_array(jsonb_build_object('uid', gen_random_uuid(), 'kind', '", kind,
                     "', 'resource', '", resource, "')))"));
    ASSERT_TRUE(told.ok()) << told;
  }

  // Somebody who was referred to the employment centre in Barda, where the referral was opened.
  survivor::v1::Survivor Referred() const {
    survivor::v1::Survivor person = Known();
    Refer(person);
    return person;
  }
  // Somebody else, of that national id, referred there too.
  survivor::v1::Survivor ReferredToo(const std::string& national_id) const {
    incident::v1::RegisterIncidentRequest request = Herding();
    common::v1::PersonIdentity& identity = *PersonOf(request).mutable_identity();
    identity.set_family_name("Başqazadə");
    identity.set_given_name("Kamran");
    identity.set_father_name("Eldar");
    identity.set_national_id(national_id);
    identity.mutable_birth_date()->set_year(1980);
    survivor::v1::Survivor person = OpenedRecord(request);
    Refer(person);
    return person;
  }
  void Refer(const survivor::v1::Survivor& person) const {
    survivor::v1::GiveConsentRequest consent = ConsentToAll(person);
    consent.mutable_consent()->set_recipient_institution(kBarda);
    survivor::v1::SendReferralRequest request = ReferralOf(person, Given(consent));
    request.set_to_institution(kBarda);
    request.set_service(survivor::v1::REFERRED_SERVICE_EMPLOYMENT);
    request.clear_shared_classes();
    request.clear_health();
    request.add_shared_classes(survivor::v1::SHARED_CLASS_EMPLOYMENT);
    request.set_employment("Dərzi, iş axtarır");
    survivor::v1::OpenReferralRequest opening;
    opening.set_request_id(NewRequestId());
    opening.set_name(Sent(request).name());
    const auto opened = Ask(&Referrals::OpenReferral, kAdviser, opening);
    EXPECT_TRUE(opened.ok()) << opened.status();
  }
  // The tailor, in the district of the employment centre.
  static v1::ProfileContent Content() {
    v1::ProfileContent content = Tailor();
    content.set_lives_in("AZ-BAR");
    return content;
  }
  static v1::OpenProfileRequest OpeningFor(const survivor::v1::Survivor& person, const std::string& member_uid = "") {
    v1::OpenProfileRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(person.name());
    request.set_member_uid(member_uid);
    *request.mutable_content() = Content();
    return request;
  }
  template <typename Request, typename M>
  static Request On(const M& thing) {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_name(thing.name());
    request.set_etag(thing.etag());
    return request;
  }
  v1::Profile Agreed(const v1::Profile& profile) const {
    auto request = On<v1::GiveProposalConsentRequest>(profile);
    request.set_document("R-17");
    *request.mutable_given_on() = DateOf(2026, 1, 2);
    return Done(&Profiles::GiveProposalConsent, request);
  }
  // Of somebody who agrees to be proposed.
  v1::Profile Profiled() const { return Agreed(Done(&Profiles::OpenProfile, OpeningFor(Referred()))); }

  v1::Employer Employer(int quota_places = 5, const std::string& tax_id = "1234567890") const {
    v1::RegisterEmployerRequest request;
    request.set_request_id(NewRequestId());
    request.mutable_employer()->set_title("Nümunə Tikiş Fabriki");
    request.mutable_employer()->set_tax_id(tax_id);
    request.mutable_employer()->set_district("AZ-BAR");
    request.mutable_employer()->set_quota_places(quota_places);
    return Done(&Vacancies::RegisterEmployer, request);
  }
  static v1::PublishVacancyRequest Offer(const v1::Employer& employer) {
    v1::PublishVacancyRequest request;
    request.set_request_id(NewRequestId());
    v1::Vacancy& vacancy = *request.mutable_vacancy();
    vacancy = SewingWork();
    vacancy.clear_uid();
    vacancy.clear_state();
    vacancy.set_employer_uid(employer.uid());
    vacancy.set_district("AZ-BAR");
    *vacancy.mutable_closes_on() = PartialDateOf(Today(absl::Now()) + 30);
    return request;
  }
  v1::Vacancy Vacancy(const v1::Employer& employer) const { return Done(&Vacancies::PublishVacancy, Offer(employer)); }
  static v1::IntroducePersonRequest Introduction(const v1::Profile& profile, const v1::Vacancy& vacancy) {
    v1::IntroducePersonRequest request;
    request.set_request_id(NewRequestId());
    request.set_profile(profile.name());
    request.set_vacancy(vacancy.name());
    return request;
  }
  v1::Placement Introduced(const v1::Profile& profile, const v1::Vacancy& vacancy) const {
    return Done(&Placements::IntroducePerson, Introduction(profile, vacancy));
  }
  static v1::StartPlacementRequest Contract(const v1::Placement& placement) {
    auto request = On<v1::StartPlacementRequest>(placement);
    request.set_contract_number("ƏM-1");
    *request.mutable_starts_on() = PartialDateOf(Today(absl::Now()));
    return request;
  }
  v1::Placement Started(const v1::Profile& profile, const v1::Vacancy& vacancy) const {
    return Done(&Placements::StartPlacement, Contract(Introduced(profile, vacancy)));
  }
  // Open profiles of people whom nobody else knows, who agree, without the way that leads there.
  std::vector<v1::Profile> ManyProfiles(int count) const {
    std::vector<v1::Profile> profiles;
    std::string rows;
    for (int i = 0; i < count; ++i) {
      v1::Profile& profile = profiles.emplace_back();
      const std::string uid = NewRequestId(), person = NewRequestId();
      profile.set_name("profiles/" + uid);
      absl::StrAppend(
          &rows, i == 0 ? "" : ",", "('", uid, "', 1, '", person, "', '", person, "', '", 8000000 + i,
          "', 'PROFILE_STATE_OPEN', 'AZ-BAR', 'EDUCATION_LEVEL_VOCATIONAL', '[\"SKILL_SEWING\"]', "
          "'[\"WORK_LANGUAGE_AZERBAIJANI\"]', '[\"WORK_FIELD_TEXTILES\"]', 50, false, 0, '2026-01-02', 'R', '2026-01-01', "
          "now(), now(), 'az', 'AZ-BAR', '",
          kBarda, "')");
    }
    Sql("INSERT INTO employment.profile (uid, etag, survivor_uid, person_uid, survivor_number, state, lives_in, education, skills, "
        "languages, "
        "fields, most_km, home_work, least_salary_qepik, consent_given_on, consent_document, opened_on, create_time, update_time, "
        "register, "
        "district, institution) VALUES " +
        rows);
    return profiles;
  }

  std::optional<EmploymentParts> employment_parts_;
  std::unique_ptr<dayaq::testing::TestService> employment_;
  std::unique_ptr<Profiles> profiles_;
  std::unique_ptr<Vacancies> vacancies_;
  std::unique_ptr<Placements> placements_;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_EMPLOYMENT_TEST_FIXTURE_H_
