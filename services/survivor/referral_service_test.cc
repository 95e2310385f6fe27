// Referrals over gRPC against a real PostgreSQL, the sender's side: what may be shared and on what, what lies on the sheet, who
// sees it.
#include "services/survivor/referral_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "services/survivor/sharing_test_fixture.h"

namespace dayaq::survivor {
namespace {

using dayaq::testing::FaultsOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

const TestCaller kCaseManager{"sabina-case"};

class ReferralServiceTest : public SharingFixture {
 protected:
  absl::StatusOr<v1::ListSentReferralsResponse> ListSent(const TestCaller& caller, const std::string& survivor = "",
                                                         bool overdue = false) const {
    v1::ListSentReferralsRequest request;
    request.set_survivor(survivor);
    request.set_overdue(overdue);
    return Ask(&Referrals::ListSentReferrals, caller, request);
  }
};

TEST_F(ReferralServiceTest, TheReceiverReadsTheSheetAndNothingOfTheRecord) {
  const v1::Survivor survivor = Known();
  const v1::ReferralStatus sent = Sent(ReferralOf(survivor, Given(ConsentOf(survivor))));
  EXPECT_EQ(sent.state(), v1::REFERRAL_STATE_SENT);
  EXPECT_EQ(sent.from_institution(), "hospital-tartar");
  EXPECT_EQ(sent.survivor_number(), survivor.number());

  const v1::Referral received = ReceivedNow(sent.name());
  EXPECT_EQ(received.sheet().identity().family_name(), "Nümunəyev");
  EXPECT_EQ(received.sheet().identity().national_id(), "5ABCDE7");
  EXPECT_EQ(received.sheet().identity().phone(), "") << "not covered";
  EXPECT_FALSE(received.sheet().has_contact());
  EXPECT_EQ(received.sheet().health().needs(), "Sol qıça protez, yara sağalıb");
  EXPECT_EQ(received.sheet().health().amputations(0).level(), incident::v1::AMPUTATION_LEVEL_TRANSTIBIAL);
  EXPECT_EQ(received.sent_by(), "") << "who worked on it is for auditors";

  EXPECT_EQ(ReasonOf(GetRecord(kRehabilitation, survivor.name()).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  // Nor by SQL of its own: nothing of the record is granted.
  for (const char* table : {"survivor.survivor", "survivor.person_key", "survivor.casualty", "survivor.consent"}) {
    const std::string statement = absl::StrCat("SELECT count(*) AS n FROM ", table);
    // A statement is known by its name.
    const Query query{table, statement};
    EXPECT_EQ(survivor_service_
                  ->As(kRehabilitation.subject, [&](Transaction& transaction) { return transaction.One<Row>(query).status(); })
                  .code(),
              absl::StatusCode::kPermissionDenied)
        << table;
  }
}

TEST_F(ReferralServiceTest, OnlyTheInstitutionItWasSentToSeesIt) {
  const v1::ReferralStatus sent = SentToCentre();
  EXPECT_TRUE(Received(sent.name(), kProsthetist).ok());
  for (const TestCaller& caller : {kBardaClinician, kAdviser, kFoundation, kExpert, kCaseworker, kClinician}) {
    EXPECT_EQ(Received(sent.name(), caller).status().code(), absl::StatusCode::kNotFound) << caller.subject;
  }
}

// Each class switched off in turn, in the consent and on the sheet.
TEST_F(ReferralServiceTest, WhatTheConsentDoesNotCoverIsNotShared) {
  const v1::Survivor survivor = Known();
  for (const v1::SharedClass off :
       {v1::SHARED_CLASS_IDENTITY, v1::SHARED_CLASS_CONTACT, v1::SHARED_CLASS_HEALTH, v1::SHARED_CLASS_EMPLOYMENT}) {
    v1::GiveConsentRequest narrow = ConsentToAll(survivor);
    auto& classes = *narrow.mutable_consent()->mutable_classes();
    classes.erase(std::remove(classes.begin(), classes.end(), off), classes.end());
    v1::SendReferralRequest request = ReferralOf(survivor, Given(narrow));
    request.clear_shared_classes();
    for (const v1::SharedClass shared :
         {v1::SHARED_CLASS_IDENTITY, v1::SHARED_CLASS_CONTACT, v1::SHARED_CLASS_HEALTH, v1::SHARED_CLASS_EMPLOYMENT}) {
      request.add_shared_classes(shared);
    }
    request.set_employment("Çilingər, yüngül iş axtarır");
    const int place = static_cast<int>(std::find(request.shared_classes().begin(), request.shared_classes().end(), off) -
                                       request.shared_classes().begin());
    EXPECT_THAT(FaultsOf(Send(request).status()), ElementsAre(absl::StrCat("shared_classes[", place, "] CONSENT_DOES_NOT_COVER")))
        << v1::SharedClass_Name(off);

    auto& asked = *request.mutable_shared_classes();
    asked.erase(std::remove(asked.begin(), asked.end(), off), asked.end());
    if (off == v1::SHARED_CLASS_HEALTH) request.clear_health();
    if (off == v1::SHARED_CLASS_EMPLOYMENT) request.clear_employment();
    request.set_request_id(NewRequestId());
    const v1::ReferralSheet sheet = ReceivedNow(Sent(request).name()).sheet();
    EXPECT_EQ(sheet.has_identity(), off != v1::SHARED_CLASS_IDENTITY);
    EXPECT_EQ(sheet.has_contact(), off != v1::SHARED_CLASS_CONTACT);
    EXPECT_EQ(sheet.has_health(), off != v1::SHARED_CLASS_HEALTH);
    EXPECT_EQ(sheet.employment().empty(), off == v1::SHARED_CLASS_EMPLOYMENT);
    if (off != v1::SHARED_CLASS_CONTACT) EXPECT_EQ(sheet.contact().phone(), "+994501234567");
  }
}

TEST_F(ReferralServiceTest, EachReceiverReadsWhatItsClassesAllowOfTheSheet) {
  const v1::Survivor survivor = Known();
  ASSERT_TRUE(Decide(DecisionOn(Record(survivor.name(), kExpert), DecisionOf(65, "2024-03-01"))).ok());
  v1::GiveConsentRequest to_foundation = ConsentToAll(survivor);
  to_foundation.mutable_consent()->set_purpose(v1::CONSENT_PURPOSE_FOUNDATION_SUPPORT);
  to_foundation.mutable_consent()->set_recipient_institution("foundation");
  v1::SendReferralRequest request = ReferralOf(survivor, Given(to_foundation));
  request.set_to_institution("foundation");
  request.set_service(v1::REFERRED_SERVICE_FOUNDATION_SUPPORT);
  request.clear_shared_classes();
  request.clear_health();
  request.add_shared_classes(v1::SHARED_CLASS_IDENTITY);
  request.add_shared_classes(v1::SHARED_CLASS_DISABILITY);
  const v1::ReferralSheet for_foundation = ReceivedNow(Sent(request, kCaseworker).name(), kFoundation).sheet();
  EXPECT_EQ(for_foundation.identity().family_name(), "Nümunəyev");
  EXPECT_EQ(for_foundation.disability_band(), v1::DISABILITY_BAND_61_80) << "copied from the record by the database";

  v1::GiveConsentRequest to_employment = ConsentToAll(survivor);
  to_employment.mutable_consent()->set_recipient_institution("employment-barda");
  request = ReferralOf(survivor, Given(to_employment));
  request.set_to_institution("employment-barda");
  request.set_service(v1::REFERRED_SERVICE_EMPLOYMENT);
  request.clear_shared_classes();
  request.clear_health();
  request.add_shared_classes(v1::SHARED_CLASS_IDENTITY);
  request.add_shared_classes(v1::SHARED_CLASS_EMPLOYMENT);
  request.set_employment("Çilingər");
  const v1::Referral for_adviser = ReceivedNow(Sent(request).name(), kAdviser);
  EXPECT_EQ(for_adviser.sheet().employment(), "Çilingər");
  EXPECT_FALSE(for_adviser.sheet().has_identity()) << "whatever was shared: advisers see no names";
  EXPECT_EQ(for_adviser.survivor_number(), survivor.number());
}

TEST_F(ReferralServiceTest, NothingOfASheetLiesInTheOpen) {
  SentToCentre();
  for (const char* words : {"Nümunəyev", "5ABCDE7", "protez, yara"}) {
    EXPECT_EQ(Count(absl::StrCat("SELECT count(*) FROM survivor.referral_sheet s WHERE position(convert_to('", words,
                                 "', 'UTF8') IN convert_to(s::text, 'UTF8')) > 0")),
              0)
        << words;
  }
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.referral_sheet WHERE identity IS NOT NULL AND health IS NOT NULL"), 1);
}

TEST_F(ReferralServiceTest, WithoutABasisNothingIsSharedAndTheRefusalSaysWhatIsMissing) {
  const v1::Survivor survivor = Known();
  v1::SendReferralRequest request = ReferralOf(survivor, v1::Consent());
  request.clear_consent();
  EXPECT_THAT(FaultsOf(Send(request).status()), ElementsAre("consent CONSENT_NEEDED"));
  request.set_consent("consents/01900000-0000-7000-8000-00000000dead");
  EXPECT_THAT(FaultsOf(Send(request).status()), ElementsAre("consent CONSENT_NOT_IN_FORCE"));
  const v1::Survivor other = OpenedRecord(Hurt("6FGHJK8", "2024-03-01"));
  request.set_consent(Given(ConsentOf(other)).name());
  EXPECT_THAT(FaultsOf(Send(request).status()), ElementsAre("consent CONSENT_NOT_IN_FORCE")) << "somebody else's";
  v1::GiveConsentRequest peers = ConsentOf(survivor);
  peers.mutable_consent()->set_purpose(v1::CONSENT_PURPOSE_PEER_CONTACT);
  request.set_consent(Given(peers).name());
  EXPECT_THAT(FaultsOf(Send(request).status()), ElementsAre("consent CONSENT_DOES_NOT_COVER"));
  request.set_consent(Given(ConsentOf(survivor)).name());
  request.set_service(v1::REFERRED_SERVICE_PEER_SUPPORT);
  EXPECT_THAT(FaultsOf(Send(request).status()), ElementsAre("consent CONSENT_DOES_NOT_COVER")) << "meeting others is asked apart";
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.referral"), 0);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.referral_sheet"), 0);
}

TEST_F(ReferralServiceTest, CareWithoutConsentToSharingStillWorksAndTheRecordSaysOnWhat) {
  const v1::Survivor survivor = Known();
  v1::SendReferralRequest request = ReferralOf(survivor, v1::Consent());
  request.clear_consent();
  request.set_legal_basis(v1::LEGAL_BASIS_VITAL_INTEREST);
  request.set_to_institution("hospital-barda");
  request.set_service(v1::REFERRED_SERVICE_SPECIALIST_CARE);
  request.set_urgency(v1::REFERRAL_URGENCY_EMERGENCY);
  const v1::ReferralStatus sent = Sent(request);
  EXPECT_EQ(sent.legal_basis(), v1::LEGAL_BASIS_VITAL_INTEREST);
  EXPECT_NE(sent.legal_act(), "");
  EXPECT_NE(sent.article(), "");
  EXPECT_TRUE(ReceivedNow(sent.name(), kBardaClinician).sheet().has_health());
  EXPECT_EQ(GetRecord(kBardaClinician, survivor.name()).status().code(), absl::StatusCode::kNotFound);

  // A referral that shares nothing needs nothing but a service and a name for why.
  request.set_request_id(NewRequestId());
  request.clear_shared_classes();
  request.clear_health();
  EXPECT_FALSE(ReceivedNow(Sent(request).name(), kBardaClinician).has_sheet());

  request.set_request_id(NewRequestId());
  request.set_service(v1::REFERRED_SERVICE_FOUNDATION_SUPPORT);
  request.set_to_institution("foundation");
  EXPECT_THAT(FaultsOf(Send(request).status()), ElementsAre("service SHARING_NOT_ALLOWED"));
}

TEST_F(ReferralServiceTest, ADutyGoesAsFarAsItsAct) {
  const v1::Survivor survivor = Known();
  v1::SendReferralRequest request = ReferralOf(survivor, v1::Consent());
  request.clear_consent();
  request.set_legal_basis(v1::LEGAL_BASIS_STATUTORY_DUTY);
  request.set_duty("disability-expertise");
  request.set_to_institution("expertise-agency");
  request.set_service(v1::REFERRED_SERVICE_DISABILITY_EXPERTISE);
  const v1::Referral received = ReceivedNow(Sent(request).name(), kExpert);
  EXPECT_TRUE(received.sheet().has_health());
  EXPECT_FALSE(received.sheet().has_identity()) << "experts see a case, not a name";
  request.set_request_id(NewRequestId());
  request.set_to_institution("foundation");
  EXPECT_THAT(FaultsOf(Send(request).status()), ElementsAre("to_institution SHARING_NOT_ALLOWED"));
}

TEST_F(ReferralServiceTest, NobodySendsWhatTheyDoNotSeeOrFromWhereTheyAreNot) {
  const v1::Survivor survivor = Known();
  const v1::Consent consent = Given(ConsentToAll(survivor));
  v1::SendReferralRequest request = ReferralOf(survivor, consent);
  request.add_shared_classes(v1::SHARED_CLASS_DISABILITY);
  EXPECT_THAT(FaultsOf(Send(request).status()), ElementsAre("shared_classes[2] SHARING_NOT_ALLOWED"))
      << "clinicians see no decisions";
  EXPECT_EQ(ReasonOf(Send(ReferralOf(survivor, consent), kCaseworker).status()), ErrorReason::ERROR_REASON_ACTION_DENIED)
      << "caseworkers state no diagnoses";
  EXPECT_EQ(Send(ReferralOf(survivor, consent), kBardaClinician).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ReasonOf(Send(ReferralOf(survivor, consent), kRehabilitation).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  request = ReferralOf(survivor, consent);
  request.set_to_institution("hospital-tartar");
  EXPECT_THAT(FaultsOf(Send(request).status()), UnorderedElementsAre("to_institution SHARING_NOT_ALLOWED"));
  request.set_to_institution("no-such-place");
  EXPECT_THAT(FaultsOf(Send(request).status()),
              UnorderedElementsAre("to_institution INSTITUTION_UNKNOWN", "consent CONSENT_DOES_NOT_COVER"));
  EXPECT_TRUE(Send(ReferralOf(survivor, consent), kCaseManager).ok());
}

// The function that puts a row at another institution decides once more: SQL of one's own gets no further.
TEST_F(ReferralServiceTest, TheDatabaseChecksOnceMore) {
  const v1::Survivor survivor = Known();
  const v1::Consent consent = Given(ConsentOf(survivor));
  int sent = 0;
  const auto send = [&](const TestCaller& caller, const std::string& classes, const std::string& institution) {
    const std::string statement = absl::StrCat(
        "SELECT survivor.send_referral(jsonb_build_object('uid', '01900000-0000-7000-8000-0000000000aa', 'survivor_uid', '",
        survivor.uid(), "', 'institution', '", institution,
        "', 'service', 'REFERRED_SERVICE_PROSTHETICS', 'urgency', 'REFERRAL_URGENCY_URGENT', ",
        "'legal_basis', 'LEGAL_BASIS_CONSENT', 'consent_uid', '", consent.uid(), "', 'shared_classes', '", classes,
        "'::jsonb, 'request_words', 'x', 'see_due_time', now(), 'answer_due_time', now(), 'expire_time', now()), '{}')");
    // A statement is known by its name.
    const std::string name = absl::StrCat("test.send.", ++sent);
    const Query query{name, statement};
    return survivor_service_->As(caller.subject, [&](Transaction& transaction) { return transaction.Execute(query); });
  };
  EXPECT_EQ(send(kClinician, R"(["SHARED_CLASS_HEALTH"])", kCentre), absl::OkStatus());
  EXPECT_EQ(send(kClinician, R"(["SHARED_CLASS_EMPLOYMENT"])", kCentre).code(), absl::StatusCode::kAborted);
  EXPECT_EQ(send(kClinician, R"(["SHARED_CLASS_HEALTH"])", "hospital-barda").code(), absl::StatusCode::kAborted);
  EXPECT_EQ(send(kBardaClinician, R"(["SHARED_CLASS_HEALTH"])", kCentre).code(), absl::StatusCode::kPermissionDenied);
}

TEST_F(ReferralServiceTest, TheSenderAndWhoLooksAfterThePersonSeeHowFarItIs) {
  const v1::Survivor survivor = Known();
  const v1::ReferralStatus sent = Sent(ReferralOf(survivor, Given(ConsentOf(survivor))));
  EXPECT_EQ(StateOf(sent.name(), kRegistrar), v1::REFERRAL_STATE_SENT) << "the same hospital";
  EXPECT_EQ(StateOf(sent.name(), kCaseworker), v1::REFERRAL_STATE_SENT) << "sees the person";
  EXPECT_EQ(Status(sent.name(), kOtherCaseworker).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Status(sent.name(), kBardaClinician).status().code(), absl::StatusCode::kNotFound);
  const auto mine = ListSent(kClinician);
  ASSERT_TRUE(mine.ok()) << mine.status();
  EXPECT_THAT(mine->referrals(), SizeIs(1));
  EXPECT_EQ(mine->total(), 1);
  EXPECT_THAT(ListSent(kCaseworker)->referrals(), IsEmpty()) << "another institution sent it";
  EXPECT_THAT(ListSent(kCaseworker, survivor.name())->referrals(), SizeIs(1));
  EXPECT_THAT(ListSent(kOtherCaseworker, survivor.name())->referrals(), IsEmpty());
}

TEST_F(ReferralServiceTest, TheSenderTakesItBackAndTheSheetGoes) {
  const v1::ReferralStatus sent = SentToCentre();
  v1::WithdrawReferralRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(sent.name());
  request.set_etag("9");
  request.set_reason("Səhv mərkəz");
  EXPECT_EQ(ReasonOf(Ask(&Referrals::WithdrawReferral, kClinician, request).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  request.set_etag(sent.etag());
  EXPECT_EQ(ReasonOf(Ask(&Referrals::WithdrawReferral, kCaseworker, request).status()), ErrorReason::ERROR_REASON_ACTION_DENIED);
  request.set_request_id(NewRequestId());
  const auto withdrawn = Ask(&Referrals::WithdrawReferral, kClinician, request);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_EQ(withdrawn->state(), v1::REFERRAL_STATE_WITHDRAWN);
  EXPECT_FALSE(ReceivedNow(sent.name()).has_sheet());
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.referral_history WHERE reason = 'Səhv mərkəz'"), 1);
  request.set_request_id(NewRequestId());
  request.set_etag(withdrawn->etag());
  EXPECT_EQ(ReasonOf(Ask(&Referrals::WithdrawReferral, kClinician, request).status()), ErrorReason::ERROR_REASON_REFERRAL_CLOSED);
}

TEST_F(ReferralServiceTest, ARepeatedRequestSendsOnce) {
  const v1::Survivor survivor = Known();
  v1::SendReferralRequest request = ReferralOf(survivor, Given(ConsentOf(survivor)));
  const v1::ReferralStatus first = Sent(request);
  EXPECT_EQ(Sent(request).name(), first.name());
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.referral"), 1);
  request.set_request_id(NewRequestId());
  request.set_validate_only(true);
  EXPECT_TRUE(Send(request).ok());
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.referral"), 1) << "only tried";
}

// What hung on a person's key goes with it, wherever it was copied to.
TEST_F(ReferralServiceTest, WhoIsErasedIsErasedFromSheetsAndFamiliesToo) {
  const v1::Survivor survivor = Known();
  v1::GiveConsentRequest by_proxy = ConsentOf(survivor);
  by_proxy.mutable_consent()->set_given_by(v1::CONSENT_GIVER_PROXY);
  by_proxy.mutable_consent()->set_proxy_name("Sevil Nümunəyeva");
  const v1::ReferralStatus sent = Sent(ReferralOf(survivor, Given(by_proxy)));
  ASSERT_TRUE(Add(MemberOf(survivor, v1::FAMILY_RELATION_PARENT, "1975")).ok());
  const absl::Status erased =
      survivor_service_->database().Execute("UPDATE survivor.person_key SET wrapped = decode(repeat('00', 120), 'hex')");
  ASSERT_TRUE(erased.ok()) << erased;
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.referral_sheet"), 0);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.consent WHERE proxy_name IS NOT NULL"), 0);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.family_member WHERE identity IS NOT NULL"), 0);
  EXPECT_FALSE(ReceivedNow(sent.name()).has_sheet());
}

TEST_F(ReferralServiceTest, NobodyWhoDiedIsReferred) {
  const v1::Survivor survivor = Known();
  const v1::Consent consent = Given(ConsentOf(survivor));
  ASSERT_TRUE(Die(DeathOf(Record(survivor.name()), "2024-06-01")).ok());
  EXPECT_EQ(ReasonOf(Send(ReferralOf(survivor, consent)).status()), ErrorReason::ERROR_REASON_DEATH_KNOWN);
}

}  // namespace
}  // namespace dayaq::survivor
