// Consents over gRPC against a real PostgreSQL: what is refused, who sees and does what, and what a withdrawal does.
#include "services/survivor/consent_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/survivor/sharing_test_fixture.h"

namespace dayaq::survivor {
namespace {

using dayaq::testing::FaultsOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

const TestCaller kPrivacyOfficer{"jamila-privacy"};

class ConsentServiceTest : public SharingFixture {
 protected:
  absl::StatusOr<v1::ListConsentsResponse> List(const v1::Survivor& survivor, const TestCaller& caller = kCaseworker,
                                                bool in_force = false) const {
    v1::ListConsentsRequest request;
    request.set_survivor(survivor.name());
    request.set_in_force(in_force);
    return Ask(&Consents::ListConsents, caller, request);
  }
  v1::ListConsentsResponse Listed(const v1::Survivor& survivor, const TestCaller& caller = kCaseworker,
                                  bool in_force = false) const {
    auto listed = List(survivor, caller, in_force);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.value_or(v1::ListConsentsResponse());
  }
};

TEST_F(ConsentServiceTest, WhatWasGivenStandsWithAllThatLawAsks) {
  const v1::Survivor survivor = Known();
  EXPECT_THAT(Listed(survivor).consents(), IsEmpty()) << "nobody agreed to anything by being registered";
  const v1::Consent consent = Given(ConsentOf(survivor));
  EXPECT_EQ(consent.survivor_uid(), survivor.uid());
  EXPECT_EQ(consent.data_holder(), "dost-barda");
  EXPECT_EQ(consent.state(), v1::CONSENT_STATE_IN_FORCE);
  EXPECT_EQ(consent.etag(), "1");
  const v1::ListConsentsResponse listed = Listed(survivor);
  ASSERT_THAT(listed.consents(), SizeIs(1));
  EXPECT_EQ(listed.total(), 1);
  EXPECT_EQ(listed.consents(0).how_to_withdraw(), "İstənilən DOST mərkəzində yazılı müraciətlə");
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE kind = 'consent.given' AND resource = '" + consent.name() + "'"), 1);
}

TEST_F(ConsentServiceTest, WithoutOneOfTheSixThingsItIsRefused) {
  const v1::Survivor survivor = Known();
  v1::GiveConsentRequest request = ConsentOf(survivor);
  v1::Consent& consent = *request.mutable_consent();
  consent.clear_purpose();
  consent.clear_classes();
  consent.clear_operations();
  consent.clear_recipient_institution();
  consent.clear_given_on();
  consent.clear_how_to_withdraw();
  consent.clear_after_end();
  consent.clear_document_place();
  EXPECT_THAT(
      FaultsOf(Give(request).status()),
      UnorderedElementsAre("consent.purpose REQUIRED", "consent.classes REQUIRED", "consent.operations REQUIRED",
                           "consent.recipient_institution CONSENT_INCOMPLETE", "consent.given_on REQUIRED",
                           "consent.how_to_withdraw REQUIRED", "consent.after_end REQUIRED", "consent.document_place REQUIRED"));
  EXPECT_THAT(Listed(survivor).consents(), IsEmpty());
}

TEST_F(ConsentServiceTest, InstitutionsThatAreNotThereAreRefused) {
  v1::GiveConsentRequest request = ConsentOf(Known());
  request.mutable_consent()->set_recipient_institution("no-such-place");
  request.mutable_consent()->set_data_holder("none-either");
  EXPECT_THAT(FaultsOf(Give(request).status()),
              UnorderedElementsAre("consent.recipient_institution INSTITUTION_UNKNOWN", "consent.data_holder INSTITUTION_UNKNOWN"));
  request.mutable_consent()->clear_recipient_institution();
  request.mutable_consent()->clear_data_holder();
  request.mutable_consent()->set_recipient_kind("CASTLE");
  EXPECT_THAT(FaultsOf(Give(request).status()), ElementsAre("consent.recipient_kind INSTITUTION_UNKNOWN"));
  request.mutable_consent()->set_recipient_kind("HOSPITAL");
  EXPECT_TRUE(Give(request).ok());
}

TEST_F(ConsentServiceTest, AGuardianOfTheFamilyConsentsForAChild) {
  incident::v1::RegisterIncidentRequest hurt = Herding();
  *PersonOf(hurt).mutable_identity()->mutable_birth_date() = Date("2014-05");
  const v1::Survivor child = OpenedRecord(hurt);
  v1::GiveConsentRequest request = ConsentOf(child);
  EXPECT_THAT(FaultsOf(Give(request).status()), ElementsAre("consent.given_by GUARDIAN_NEEDED"));

  v1::AddFamilyMemberRequest mother = MemberOf(child, v1::FAMILY_RELATION_PARENT, "1988");
  mother.mutable_member()->set_is_guardian(true);
  const auto added = Add(mother);
  ASSERT_TRUE(added.ok()) << added.status();
  request.mutable_consent()->set_given_by(v1::CONSENT_GIVER_GUARDIAN);
  request.mutable_consent()->set_giver_uid(NewRequestId());
  EXPECT_THAT(FaultsOf(Give(request).status()), ElementsAre("consent.giver_uid GUARDIAN_NEEDED"));
  request.mutable_consent()->set_giver_uid(added->uid());
  EXPECT_EQ(Given(request).giver_uid(), added->uid());
}

TEST_F(ConsentServiceTest, AProxyIsSealedUnderTheKeyOfThePerson) {
  const v1::Survivor nobody = OpenedRecord(Hurt(""));
  v1::GiveConsentRequest request = ConsentOf(nobody);
  request.mutable_consent()->set_given_by(v1::CONSENT_GIVER_PROXY);
  request.mutable_consent()->set_proxy_name("Sevil Nümunəyeva");
  EXPECT_EQ(Given(request).proxy_name(), "Sevil Nümunəyeva") << "a key was made for who had none";
  EXPECT_EQ(Listed(nobody, kClinician).consents(0).proxy_name(), "Sevil Nümunəyeva");
  const v1::Consent audited = Listed(nobody, kAuditor).consents(0);
  EXPECT_EQ(audited.proxy_name(), "");
  EXPECT_EQ(audited.document_place(), "DOST mərkəzinin qovluğu");
  EXPECT_THAT(audited.redacted_fields(), Contains("proxy_name"));
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.consent WHERE position(convert_to('Sevil', 'UTF8') IN proxy_name) > 0"), 0);
}

TEST_F(ConsentServiceTest, EachPurposeIsAskedApart) {
  const v1::Survivor survivor = Known();
  Given(ConsentOf(survivor));
  v1::ListConsentsRequest peers;
  peers.set_survivor(survivor.name());
  peers.add_purposes(v1::CONSENT_PURPOSE_PEER_CONTACT);
  const auto listed = Ask(&Consents::ListConsents, kCaseworker, peers);
  ASSERT_TRUE(listed.ok()) << listed.status();
  EXPECT_THAT(listed->consents(), IsEmpty()) << "who agreed to a referral agreed to meet nobody";
}

TEST_F(ConsentServiceTest, AWithdrawalClosesWhatRestsOnItInTheSameMoment) {
  const v1::Survivor survivor = Known();
  const v1::Consent consent = Given(ConsentOf(survivor));
  const std::string open = Sent(ReferralOf(survivor, consent)).name();
  const std::string done = Sent(ReferralOf(survivor, consent)).name();
  auto accept = Answering<v1::AcceptReferralRequest>(ReceivedNow(done));
  ASSERT_TRUE(Ask(&Referrals::AcceptReferral, kRehabilitation, accept).ok());
  auto complete = Answering<v1::CompleteReferralRequest>(ReceivedNow(done));
  complete.set_outcome(v1::REFERRAL_OUTCOME_SERVICE_GIVEN);
  ASSERT_TRUE(Ask(&Referrals::CompleteReferral, kRehabilitation, complete).ok());
  ASSERT_TRUE(ReceivedNow(done).sheet().has_health());

  const auto withdrawn = Withdraw(WithdrawalOf(consent));
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_EQ(withdrawn->state(), v1::CONSENT_STATE_WITHDRAWN);
  EXPECT_THAT(withdrawn->referrals(), UnorderedElementsAre(open, done));
  const v1::Referral closed = ReceivedNow(open);
  EXPECT_EQ(closed.state(), v1::REFERRAL_STATE_CONSENT_WITHDRAWN);
  EXPECT_FALSE(closed.has_sheet());
  EXPECT_EQ(StateOf(open), v1::REFERRAL_STATE_CONSENT_WITHDRAWN);
  EXPECT_EQ(ReceivedNow(done).state(), v1::REFERRAL_STATE_DONE) << "what was done was done";
  EXPECT_FALSE(ReceivedNow(done).has_sheet());
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.referral_sheet"), 0);
  EXPECT_EQ(
      Count("SELECT count(DISTINCT t) FROM (SELECT withdrawn_time AS t FROM survivor.consent UNION ALL SELECT close_time FROM "
            "survivor.referral WHERE state = 'REFERRAL_STATE_CONSENT_WITHDRAWN') AS moments"),
      1)
      << "one moment";
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE kind = 'referral.consent_withdrawn' AND resource = '" + open + "'"), 1);
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.event WHERE kind = 'consent.withdrawn'"), 1);
  EXPECT_THAT(FaultsOf(Send(ReferralOf(survivor, consent)).status()), ElementsAre("consent CONSENT_NOT_IN_FORCE"));
  EXPECT_THAT(Listed(survivor, kCaseworker, true).consents(), IsEmpty());
}

TEST_F(ConsentServiceTest, AWithdrawalIsForeverAndDecidedOnTheVersionThatWasRead) {
  const v1::Survivor survivor = Known();
  const v1::Consent consent = Given(ConsentOf(survivor));
  v1::WithdrawConsentRequest request = WithdrawalOf(consent);
  request.set_etag("7");
  EXPECT_EQ(ReasonOf(Withdraw(request).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  request = WithdrawalOf(consent);
  request.set_validate_only(true);
  EXPECT_TRUE(Withdraw(request).ok());
  EXPECT_EQ(Listed(survivor).consents(0).state(), v1::CONSENT_STATE_IN_FORCE) << "only tried";
  request = WithdrawalOf(consent);
  const auto first = Withdraw(request);
  ASSERT_TRUE(first.ok()) << first.status();
  const auto again = Withdraw(request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->etag(), first->etag()) << "the same request acts once";
  v1::WithdrawConsentRequest later = WithdrawalOf(*first);
  EXPECT_EQ(ReasonOf(Withdraw(later).status()), ErrorReason::ERROR_REASON_CONSENT_NOT_IN_FORCE);
}

TEST_F(ConsentServiceTest, OneWhoseLastDayIsOverCarriesNothingAnyMore) {
  const v1::Survivor survivor = Known();
  v1::GiveConsentRequest request = ConsentOf(survivor);
  *request.mutable_consent()->mutable_valid_until() = Date("2199-12-31");
  const v1::Consent consent = Given(request);
  const std::string referral = Sent(ReferralOf(survivor, consent)).name();
  EXPECT_EQ(Count("SELECT count(*) FROM outbox.delivery d JOIN outbox.event e ON e.uid = d.event_uid WHERE e.kind = "
                  "'consent.last_day_over' AND d.due_time = '2199-12-31 20:00+00'"),
            1);
  Sql("UPDATE survivor.consent SET valid_until = '2024-04-01'; UPDATE outbox.delivery SET due_time = now()");
  React();
  EXPECT_EQ(StateOf(referral), v1::REFERRAL_STATE_CONSENT_WITHDRAWN);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.referral_sheet"), 0);
}

TEST_F(ConsentServiceTest, WhoSeesTheRecordSeesItsConsentsAndNobodyElse) {
  const v1::Survivor survivor = Known();
  const v1::Consent consent = Given(ConsentOf(survivor), kRegistrar);
  for (const TestCaller& caller : {kClinician, kRegistrar, kCaseworker, kAuditor, kPrivacyOfficer}) {
    EXPECT_THAT(Listed(survivor, caller).consents(), SizeIs(1)) << caller.subject;
  }
  v1::GetConsentRequest request;
  request.set_name(consent.name());
  EXPECT_EQ(Ask(&Consents::GetConsent, kOtherCaseworker, request).status().code(), absl::StatusCode::kNotFound);
  for (const TestCaller& caller : {kRehabilitation, kFoundation, kAdviser, kExpert, kAnama}) {
    EXPECT_EQ(ReasonOf(Ask(&Consents::GetConsent, caller, request).status()), ErrorReason::ERROR_REASON_ACTION_DENIED)
        << caller.subject;
  }
  EXPECT_EQ(ReasonOf(Give(ConsentOf(survivor), kAuditor).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  EXPECT_EQ(Give(ConsentOf(survivor), kOtherCaseworker).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(ConsentServiceTest, ARepeatedRequestGivesOneConsent) {
  const v1::Survivor survivor = Known();
  const v1::GiveConsentRequest request = ConsentOf(survivor);
  const v1::Consent first = Given(request);
  EXPECT_EQ(Given(request).name(), first.name());
  EXPECT_EQ(Listed(survivor).total(), 1);
}

}  // namespace
}  // namespace dayaq::survivor
