// One record for a lifetime: the two survivors' paths from two hospitals to a plan, consents, referrals with their answers, an
// extract; and what happens when somebody dies of the wounds later.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "dayaq/survivor/v1/case_service.grpc.pb.h"
#include "dayaq/survivor/v1/consent_service.grpc.pb.h"
#include "dayaq/survivor/v1/referral_service.grpc.pb.h"
#include "services/platform/base/error.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/text/partial_date.h"
#include "tests/journeys/house.h"

namespace dayaq::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

const TestCaller kCaseManager{"sabina-case"};          // AZ-TAR and AZ-BAR
const TestCaller kTartarClinician{"leyla-clinician"};  // of the hospital in Tərtər
const TestCaller kCentre{"gunel-rehabilitation"};      // of the rehabilitation centre in Baku

class LifelongJourney : public Journey {
 protected:
  using Cases = survivor::v1::CaseService::Stub;
  using Consents = survivor::v1::ConsentService::Stub;
  using Referrals = survivor::v1::ReferralService::Stub;

  template <typename Service, typename Request, typename Response>
  absl::StatusOr<Response> Try(grpc::Status (Service::*method)(grpc::ClientContext*, const Request&, Response*),
                               const TestCaller& caller, const Request& request) const {
    Service stub(survivor_->Channel());
    return survivor_->Call(stub, method, caller, request);
  }
  template <typename Service, typename Request, typename Response>
  Response Do(grpc::Status (Service::*method)(grpc::ClientContext*, const Request&, Response*), const TestCaller& caller,
              const Request& request) const {
    auto done = Try(method, caller, request);
    EXPECT_TRUE(done.ok()) << done.status();
    return done.value_or(Response());
  }
  template <typename Request>
  static Request About(const survivor::v1::Survivor& survivor) {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_survivor(survivor.name());
    return request;
  }

  // The second hospital writes him in Russian, without his number.
  static incident::v1::RegisterIncidentRequest OperationInBarda() {
    incident::v1::RegisterIncidentRequest request = YardInTartar();
    incident::v1::CasualtyFacts& casualty = *request.mutable_incident()->mutable_casualties(0)->mutable_facts();
    casualty.clear_care_steps();
    casualty.mutable_identity()->set_family_name("Нумунезаде");
    casualty.mutable_identity()->set_given_name("Турал");
    casualty.mutable_identity()->set_father_name("Самедович");
    casualty.mutable_identity()->clear_national_id();
    *casualty.mutable_identity()->mutable_birth_date() = Day(2001);
    return request;
  }

  // Found by the question that was asked, and merged by whoever looked at both.
  survivor::v1::Survivor MergedByItsQuestion(const survivor::v1::Survivor& kept, const survivor::v1::Survivor& other) const {
    survivor::v1::ListMatchesRequest list;
    list.set_survivor(kept.name());
    const auto asked = Call(&Matches::ListMatches, kCaseworker, list);
    EXPECT_TRUE(asked.ok()) << asked.status();
    if (!asked.ok()) return {};
    EXPECT_THAT(asked->matches(), SizeIs(1));
    survivor::v1::MergeSurvivorsRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(kept.name());
    request.set_etag(ReadSurvivor(kept.name()).etag());
    request.set_other(other.name());
    request.set_other_etag(ReadSurvivor(other.name()).etag());
    request.set_reason("Şəxsiyyət vəsiqəsi göstərilib");
    const auto merged = Call(&Matches::MergeSurvivors, kCaseworker, request);
    EXPECT_TRUE(merged.ok()) << merged.status();
    Settle();
    return merged.value_or(survivor::v1::Survivor());
  }

  survivor::v1::Functioning Walking(const survivor::v1::Survivor& survivor, survivor::v1::FunctioningAnswer answer) const {
    auto request = About<survivor::v1::AddFunctioningRequest>(survivor);
    survivor::v1::Functioning& assessment = *request.mutable_functioning();
    assessment.set_instrument(survivor::v1::FUNCTIONING_INSTRUMENT_SHORT_SET);
    assessment.set_respondent(survivor::v1::FUNCTIONING_RESPONDENT_SELF);
    *assessment.mutable_assessed_on() = Day(2024, 6, 1);
    for (int domain = 1; domain <= 6; ++domain) {
      survivor::v1::DomainAnswer& one = *assessment.add_answers();
      one.set_domain(static_cast<survivor::v1::FunctioningDomain>(domain));
      one.set_answer(domain == 3 ? answer : survivor::v1::FUNCTIONING_ANSWER_NO_DIFFICULTY);
    }
    return Do(&Cases::AddFunctioning, kCaseManager, request);
  }

  survivor::v1::Case WithNeed(const survivor::v1::Case& one, survivor::v1::SupportKind kind, const std::string& words) const {
    survivor::v1::AddNeedRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(one.name());
    request.set_etag(one.etag());
    request.mutable_need()->set_kind(kind);
    request.mutable_need()->set_priority(survivor::v1::NEED_PRIORITY_SOON);
    request.mutable_need()->set_words(words);
    return Do(&Cases::AddNeed, kCaseManager, request);
  }
  absl::StatusOr<survivor::v1::Case> WithService(const survivor::v1::Case& one, survivor::v1::SupportKind kind) const {
    survivor::v1::AddServiceRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(one.name());
    request.set_etag(one.etag());
    request.mutable_service()->set_kind(kind);
    *request.mutable_service()->mutable_given_from() = Day(2024, 6);
    return Try(&Cases::AddService, kCaseManager, request);
  }

  static survivor::v1::GiveConsentRequest ConsentOf(const survivor::v1::Survivor& survivor) {
    auto request = About<survivor::v1::GiveConsentRequest>(survivor);
    survivor::v1::Consent& consent = *request.mutable_consent();
    consent.set_purpose(survivor::v1::CONSENT_PURPOSE_REFERRAL);
    consent.add_classes(survivor::v1::SHARED_CLASS_IDENTITY);
    consent.add_classes(survivor::v1::SHARED_CLASS_HEALTH);
    consent.add_operations(survivor::v1::CONSENT_OPERATION_SHARE);
    consent.set_recipient_institution("rehabilitation-baku");
    *consent.mutable_given_on() = Day(2024, 5, 1);
    consent.set_how_to_withdraw("İstənilən DOST mərkəzində yazılı müraciətlə");
    consent.set_after_end(survivor::v1::AFTER_CONSENT_ERASED);
    consent.set_given_by(survivor::v1::CONSENT_GIVER_SELF);
    consent.set_document(survivor::v1::CONSENT_DOCUMENT_WRITTEN);
    consent.set_document_place("DOST mərkəzinin qovluğu");
    return request;
  }
  survivor::v1::ReferralStatus ToTheCentre(const survivor::v1::Survivor& survivor, const survivor::v1::Consent& consent) const {
    auto request = About<survivor::v1::SendReferralRequest>(survivor);
    request.set_to_institution("rehabilitation-baku");
    request.set_service(survivor::v1::REFERRED_SERVICE_PROSTHETICS);
    request.set_urgency(survivor::v1::REFERRAL_URGENCY_ROUTINE);
    request.set_legal_basis(survivor::v1::LEGAL_BASIS_CONSENT);
    request.set_consent(consent.name());
    request.add_shared_classes(survivor::v1::SHARED_CLASS_IDENTITY);
    request.add_shared_classes(survivor::v1::SHARED_CLASS_HEALTH);
    request.mutable_health()->set_needs("Protezin yenilənməsi");
    request.set_request_words("Ölçü götürmək və protez hazırlamaq");
    return Do(&Referrals::SendReferral, kCaseManager, request);
  }
  // Opened, taken on and done there.
  survivor::v1::Referral Answered(const survivor::v1::ReferralStatus& sent) const {
    survivor::v1::GetReferralRequest read;
    read.set_name(sent.name());
    const survivor::v1::Referral received = Do(&Referrals::GetReferral, kCentre, read);
    EXPECT_EQ(received.sheet().health().needs(), "Protezin yenilənməsi");
    survivor::v1::AcceptReferralRequest accept;
    accept.set_request_id(NewRequestId());
    accept.set_name(sent.name());
    accept.set_etag(received.etag());
    const survivor::v1::Referral accepted = Do(&Referrals::AcceptReferral, kCentre, accept);
    survivor::v1::CompleteReferralRequest complete;
    complete.set_request_id(NewRequestId());
    complete.set_name(sent.name());
    complete.set_etag(accepted.etag());
    complete.set_outcome(survivor::v1::REFERRAL_OUTCOME_SERVICE_GIVEN);
    complete.set_words("Protez hazırdır");
    return Do(&Referrals::CompleteReferral, kCentre, complete);
  }

  // An account of the person's own.
  TestCaller ThePerson(const survivor::v1::Survivor& survivor) const {
    const absl::Status done = survivor_->database().Execute(absl::StrCat(
        "INSERT INTO access.staff (uid, issuer, subject, given_name, family_name) VALUES ('0a000000-0000-7000-8000-000000000001', "
        "'",
        kTestIssuer,
        "', 'the-person', 'Nümunə', 'Nümunəli'); INSERT INTO access.role_assignment (uid, staff_uid, role, institution, "
        "person_uid) VALUES ('0a000000-0000-7000-9000-000000000001', '0a000000-0000-7000-8000-000000000001', 'survivor', "
        "'ministry', '",
        survivor.uid(), "')"));
    EXPECT_TRUE(done.ok()) << done;
    return TestCaller{"the-person"};
  }

  // What was held true of a casualty at that moment.
  incident::v1::Casualty KnownAt(const incident::v1::Incident& incident, absl::Time moment) const {
    incident::v1::ListHistoryRequest request;
    request.set_name(incident.name());
    const auto history = Call(&Incidents::ListHistory, kAnama, request);
    EXPECT_TRUE(history.ok()) << history.status();
    incident::v1::Casualty known;
    if (!history.ok()) return known;
    // Newest first: the oldest that was replaced after that moment.
    for (const incident::v1::CasualtyVersion& version : history->casualties()) {
      if (!version.has_recorded_until() || TimeOf(version.recorded_until()) > moment) known = version.casualty();
    }
    return known;
  }
};

// Survivor B: two hospitals, a question, one record; a decision, a plan, a referral with its answer; and nobody else's company
// unasked.
TEST_F(LifelongJourney, ManOfTwentyTwoFromTwoHospitalsToAPlanThatIsHis) {
  const incident::v1::Incident first = Register(YardInTartar()), second = Register(OperationInBarda(), kBardaHospital);
  Settle();
  survivor::v1::Survivor man = SurvivorOf(first.casualties(0).uid());
  const survivor::v1::Survivor other = SurvivorOf(second.casualties(0).uid());
  ASSERT_NE(man.name(), other.name()) << "in another script, without a number: asked, never merged by itself";
  MergedByItsQuestion(man, other);
  Decide(ReadSurvivor(man.name()), Decision(63, Day(2024, 6, 3), "TSE-2024/0417"));
  Settle();
  man = ReadSurvivor(man.name());
  EXPECT_THAT(man.casualties(), SizeIs(2));
  EXPECT_EQ(EntitlementOf(man, "disability-allowance").state(), payment::v1::ENTITLEMENT_STATE_ACTIVE);

  survivor::v1::Case one = Do(&Cases::OpenCase, kCaseManager, About<survivor::v1::OpenCaseRequest>(man));
  one = WithNeed(one, survivor::v1::SUPPORT_KIND_ASSISTIVE_DEVICE, "Yüksək texnologiyalı protez");
  one = WithNeed(one, survivor::v1::SUPPORT_KIND_STUDY_SUPPORT, "Təhsil haqqı");
  EXPECT_EQ(Walking(man, survivor::v1::FUNCTIONING_ANSWER_A_LOT_OF_DIFFICULTY).status(),
            survivor::v1::FUNCTIONING_STATUS_WITH_DISABILITY);
  EXPECT_EQ(ReadSurvivor(man.name()).decisions(0).percent(), 65) << "apart from the legal percent";

  // He avoids other survivors: nobody said yes, so the answer is no, and nothing else waits for it.
  EXPECT_EQ(ReasonOf(WithService(one, survivor::v1::SUPPORT_KIND_PEER_SUPPORT).status()),
            ErrorReason::ERROR_REASON_SUPPORT_NEEDS_CONSENT);
  const auto served = WithService(one, survivor::v1::SUPPORT_KIND_STUDY_SUPPORT);
  ASSERT_TRUE(served.ok()) << served.status();
  EXPECT_EQ(served->state(), survivor::v1::CASE_STATE_ACTIVE);

  const survivor::v1::ReferralStatus sent = ToTheCentre(man, Do(&Consents::GiveConsent, kCaseManager, ConsentOf(man)));
  EXPECT_EQ(Answered(sent).state(), survivor::v1::REFERRAL_STATE_DONE);
  survivor::v1::GetReferralStatusRequest follow;
  follow.set_name(sent.name());
  EXPECT_EQ(Do(&Referrals::GetReferralStatus, kCaseManager, follow).answer_words(), "Protez hazırdır") << "the answer comes back";

  // He reads all of it himself, whichever of the two records his account was bound to.
  const TestCaller himself = ThePerson(other);
  EXPECT_THAT(ReadSurvivor(man.name(), himself).casualties(), SizeIs(2));
  survivor::v1::GetCaseRequest whole;
  whole.set_name(one.name());
  EXPECT_THAT(Do(&Cases::GetCase, himself, whole).needs(), SizeIs(2));
  survivor::v1::ListConsentsRequest consents;
  consents.set_survivor(man.name());
  EXPECT_THAT(Do(&Consents::ListConsents, himself, consents).consents(), SizeIs(1));
  EXPECT_EQ(Do(&Referrals::ListReferrals, himself, survivor::v1::ListReferralsRequest()).referrals(0).answer_words(),
            "Protez hazırdır");
  EXPECT_THAT(EntitlementsOf(man, himself), ::testing::Not(IsEmpty()));
}

// Survivor A: hurt in 1997 as far as anybody knows, thirty years of renewals; she says yes where he says no.
TEST_F(LifelongJourney, HerderOf1997IsHelpedByWhatSheAgreesTo) {
  const incident::v1::Incident incident = LoadHerderOf1997();
  ASSERT_THAT(incident.casualties(), SizeIs(1));
  Settle();
  const survivor::v1::Survivor woman = SurvivorOf(incident.casualties(0).uid());
  survivor::v1::Case one = Do(&Cases::OpenCase, kCaseManager, About<survivor::v1::OpenCaseRequest>(woman));
  one = WithNeed(one, survivor::v1::SUPPORT_KIND_PSYCHOSOCIAL, "Danışmaq istəyir");
  EXPECT_EQ(ReasonOf(WithService(one, survivor::v1::SUPPORT_KIND_PSYCHOSOCIAL).status()),
            ErrorReason::ERROR_REASON_SUPPORT_NEEDS_CONSENT);
  survivor::v1::GiveConsentRequest yes = ConsentOf(woman);
  yes.mutable_consent()->set_purpose(survivor::v1::CONSENT_PURPOSE_PSYCHOSOCIAL_SUPPORT);
  yes.mutable_consent()->clear_operations();
  yes.mutable_consent()->add_operations(survivor::v1::CONSENT_OPERATION_USE);
  Do(&Consents::GiveConsent, kCaseManager, yes);
  const auto helped = WithService(one, survivor::v1::SUPPORT_KIND_PSYCHOSOCIAL);
  ASSERT_TRUE(helped.ok()) << helped.status();
  Walking(woman, survivor::v1::FUNCTIONING_ANSWER_SOME_DIFFICULTY);
  EXPECT_EQ(Answered(ToTheCentre(woman, Do(&Consents::GiveConsent, kCaseManager, ConsentOf(woman)))).state(),
            survivor::v1::REFERRAL_STATE_DONE);
  const TestCaller herself = ThePerson(woman);
  EXPECT_EQ(ToText(ReadSurvivor(woman.name(), herself).casualties(0).occurred_on()), "1997");
  survivor::v1::ListFunctioningRequest functioning;
  functioning.set_survivor(woman.name());
  EXPECT_THAT(Do(&Cases::ListFunctioning, herself, functioning).functioning(), SizeIs(1));
  survivor::v1::ListConsentsRequest consents;
  consents.set_survivor(woman.name());
  EXPECT_THAT(Do(&Consents::ListConsents, herself, consents).consents(), SizeIs(2));
}

// T17 as far as the record goes: the press says less than the hospital; one person, one injury that is known better, both sources
// kept.
TEST_F(LifelongJourney, T17WhatThePressSaidAndTheHospitalKnowsIsOneInjuryOfOnePerson) {
  incident::v1::RegisterIncidentRequest request = YardInTartar();
  incident::v1::CasualtyFacts& casualty = *request.mutable_incident()->mutable_casualties(0)->mutable_facts();
  casualty.clear_injuries();
  casualty.clear_amputations();
  incident::v1::Injury& leg = *casualty.add_injuries();
  leg.set_part(incident::v1::BODY_PART_LOWER_LIMB);
  leg.set_side(incident::v1::SIDE_RIGHT);
  leg.set_kind(incident::v1::INJURY_KIND_WOUND);
  request.mutable_report()->set_source(incident::v1::SOURCE_KIND_PRESS);
  const incident::v1::Incident told = Register(request);
  Settle();
  const survivor::v1::Survivor man = SurvivorOf(told.casualties(0).uid());

  incident::v1::AddReportRequest report;
  report.set_request_id(NewRequestId());
  report.set_name(told.name());
  report.set_etag(told.etag());
  report.mutable_report()->set_source(incident::v1::SOURCE_KIND_HOSPITAL);
  incident::v1::CasualtyStatement& statement = *report.mutable_report()->add_statements();
  statement.set_casualty_uid(told.casualties(0).uid());
  statement.mutable_facts()->set_outcome(incident::v1::OUTCOME_INJURED);
  incident::v1::Amputation& amputation = *statement.mutable_facts()->add_amputations();
  amputation.set_level(incident::v1::AMPUTATION_LEVEL_TRANSTIBIAL);
  amputation.set_side(incident::v1::SIDE_RIGHT);
  const auto known = Call(&Incidents::AddReport, kTartarClinician, report);
  ASSERT_TRUE(known.ok()) << known.status();
  Settle();
  EXPECT_EQ(SurvivorOf(told.casualties(0).uid()).name(), man.name());
  EXPECT_THAT(ReadSurvivor(man.name()).casualties(), SizeIs(1));
  const incident::v1::Incident read = ReadIncident(told.name(), kTartarHospital);
  ASSERT_THAT(read.casualties(), SizeIs(1));
  ASSERT_THAT(read.casualties(0).facts().injuries(), SizeIs(1));
  EXPECT_EQ(read.casualties(0).facts().injuries(0).kind(), incident::v1::INJURY_KIND_AMPUTATION);
  EXPECT_THAT(read.reports(), SizeIs(2)) << "both sources are kept";
}

// T25: injured on 1 March 2025, dies of the wounds on 20 May. What was known in between stays known as it was.
TEST_F(LifelongJourney, T25WhoDiesOfTheWoundsLaterWasInjuredAsFarAsWasKnownThen) {
  incident::v1::RegisterIncidentRequest request = YardInTartar();
  *request.mutable_incident()->mutable_facts()->mutable_occurred_on() = Day(2025, 3, 1);
  const incident::v1::Incident incident = Register(request);
  Settle();
  const survivor::v1::Survivor man = SurvivorOf(incident.casualties(0).uid());
  const survivor::v1::Case one = Do(&Cases::OpenCase, kCaseManager, About<survivor::v1::OpenCaseRequest>(man));
  const survivor::v1::ReferralStatus sent = ToTheCentre(man, Do(&Consents::GiveConsent, kCaseManager, ConsentOf(man)));
  const absl::Time before = absl::Now();

  incident::v1::CorrectCasualtyRequest correction;
  correction.set_request_id(NewRequestId());
  correction.set_name(incident.casualties(0).name());
  correction.set_etag(incident.casualties(0).etag());
  correction.set_reason("Yaralardan vəfat edib");
  correction.mutable_facts()->set_outcome(incident::v1::OUTCOME_KILLED);
  *correction.mutable_facts()->mutable_died_on() = Day(2025, 5, 20);
  correction.mutable_update_mask()->add_paths("outcome");
  correction.mutable_update_mask()->add_paths("died_on");
  const auto corrected = Call(&Incidents::CorrectCasualty, kTartarHospital, correction);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  Settle();

  EXPECT_EQ(KnownAt(incident, before).facts().outcome(), incident::v1::OUTCOME_INJURED);
  EXPECT_EQ(KnownAt(incident, absl::Now()).facts().outcome(), incident::v1::OUTCOME_KILLED);
  EXPECT_EQ(ToText(KnownAt(incident, absl::Now()).facts().died_on()), "2025-05-20");
  EXPECT_EQ(KnownAt(incident, before).facts().outcome(), incident::v1::OUTCOME_INJURED) << "asked again, the same";

  const survivor::v1::Survivor dead = ReadSurvivor(man.name());
  EXPECT_EQ(dead.state(), survivor::v1::SURVIVOR_STATE_DECEASED);
  EXPECT_EQ(ToText(dead.died_on()), "2025-05-20");
  survivor::v1::GetCaseRequest read;
  read.set_name(one.name());
  const survivor::v1::Case closed = Do(&Cases::GetCase, kCaseManager, read);
  EXPECT_EQ(closed.state(), survivor::v1::CASE_STATE_CLOSED);
  EXPECT_EQ(closed.close_reason(), survivor::v1::CASE_CLOSE_REASON_DIED);
  survivor::v1::GetReferralStatusRequest follow;
  follow.set_name(sent.name());
  EXPECT_EQ(Do(&Referrals::GetReferralStatus, kCaseManager, follow).state(), survivor::v1::REFERRAL_STATE_PERSON_DIED);
}

}  // namespace
}  // namespace dayaq::testing
