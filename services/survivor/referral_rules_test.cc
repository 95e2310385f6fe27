#include "services/survivor/referral_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/str_replace.h"
#include "services/platform/base/proto_time.h"
#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr char kPolicy[] = R"yaml(version: 1
terms:
  EMERGENCY: {see: 4, answer: 24, expire: 72}
  URGENT: {see: 48, answer: 120, expire: 336}
  ROUTINE: {see: 120, answer: 336, expire: 1440}
services:
  SPECIALIST_CARE: [REFERRAL, CARE_COORDINATION]
  PROSTHETICS: [REFERRAL, CARE_COORDINATION]
  REHABILITATION: [REFERRAL, CARE_COORDINATION]
  ASSISTIVE_DEVICE: [REFERRAL]
  DISABILITY_EXPERTISE: [REFERRAL]
  PSYCHOSOCIAL_SUPPORT: [REFERRAL, PSYCHOSOCIAL_SUPPORT]
  PEER_SUPPORT: [PEER_CONTACT]
  SOCIAL_SUPPORT: [REFERRAL]
  EMPLOYMENT: [REFERRAL]
  EDUCATION: [REFERRAL]
  FOUNDATION_SUPPORT: [FOUNDATION_SUPPORT]
vital_interest:
  act: "An act"
  article: "5"
  classes: [IDENTITY, CONTACT, HEALTH]
  services: [SPECIALIST_CARE]
duties:
  disability-expertise:
    act: "Another act"
    article: "7"
    classes: [IDENTITY, HEALTH]
    recipients: [DISABILITY_AGENCY]
    services: [DISABILITY_EXPERTISE]
)yaml";

const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);

ReferralPolicy Policy() { return *ParseReferralPolicy(kPolicy, "referrals.yaml"); }

v1::SendReferralRequest OnConsent() {
  v1::SendReferralRequest request;
  request.set_to_institution("rehabilitation-baku");
  request.set_service(v1::REFERRED_SERVICE_PROSTHETICS);
  request.set_urgency(v1::REFERRAL_URGENCY_URGENT);
  request.set_legal_basis(v1::LEGAL_BASIS_CONSENT);
  request.set_consent("consents/c1");
  request.add_shared_classes(v1::SHARED_CLASS_IDENTITY);
  request.add_shared_classes(v1::SHARED_CLASS_HEALTH);
  request.mutable_health()->set_needs("Sol qıça protez");
  request.set_request_words("Protez lazımdır");
  return request;
}

v1::SendReferralRequest OnDuty() {
  v1::SendReferralRequest request = OnConsent();
  request.set_legal_basis(v1::LEGAL_BASIS_STATUTORY_DUTY);
  request.clear_consent();
  request.set_duty("disability-expertise");
  request.set_service(v1::REFERRED_SERVICE_DISABILITY_EXPERTISE);
  return request;
}

std::vector<std::string> FaultsIn(const v1::SendReferralRequest& request) {
  Violations found;
  CheckRequest(request, found);
  return FaultsOf(found);
}

std::vector<std::string> BasisFaults(const v1::SendReferralRequest& request, const std::string& kind = "DISABILITY_AGENCY") {
  Violations found;
  CheckBasis(request, Policy(), kind, found);
  return FaultsOf(found);
}

v1::Survivor Whole() {
  v1::Survivor survivor = HurtOn("2024-02-04");
  survivor.mutable_identity()->set_phone("+994501234567");
  survivor.mutable_identity()->set_address("Tərtər");
  survivor.mutable_contacts()->set_contact_person("Sevil Nümunəyeva");
  return survivor;
}

v1::Referral Sent() { return NewReferral(OnConsent(), Whole(), Policy(), kNow); }

TEST(ReferralPolicy, TheHousesOwnFileIsRead) {
  const auto policy = LoadReferralPolicy("policy/referrals.yaml");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_THAT(policy->purposes.at(v1::REFERRED_SERVICE_PEER_SUPPORT), ElementsAre(v1::CONSENT_PURPOSE_PEER_CONTACT));
}

TEST(ReferralPolicy, WhatIsMissingOrUnknownIsNamedWithItsLine) {
  const auto fault = [](absl::string_view from, absl::string_view to) {
    return std::string(ParseReferralPolicy(absl::StrReplaceAll(kPolicy, {{from, to}}), "referrals.yaml").status().message());
  };
  EXPECT_THAT(fault("  EDUCATION: [REFERRAL]\n", ""), HasSubstr("REFERRED_SERVICE_EDUCATION is missing"));
  EXPECT_THAT(fault("EDUCATION:", "SCHOOLING:"), HasSubstr("no such word: SCHOOLING"));
  EXPECT_THAT(fault("{see: 4, answer: 24", "{see: 40, answer: 24"), HasSubstr("referrals.yaml:3"));
  EXPECT_THAT(fault("see: 4,", "see: 0,"), HasSubstr("1 to 8760"));
  EXPECT_THAT(fault("version: 1", "version: 2"), HasSubstr("version 1"));
  EXPECT_THAT(fault("[PEER_CONTACT]", "[UNSPECIFIED]"), HasSubstr("no such word"));
  EXPECT_THAT(fault("act: \"An act\"", "act: \"\""), HasSubstr("an act and its article"));
}

TEST(ReferralRules, ABasisIsNamedAndNoOther) {
  EXPECT_THAT(FaultsIn(OnConsent()), IsEmpty());
  EXPECT_THAT(FaultsIn(OnDuty()), IsEmpty());
  v1::SendReferralRequest request = OnConsent();
  request.clear_consent();
  EXPECT_THAT(FaultsIn(request), ElementsAre("consent CONSENT_NEEDED"));
  request = OnDuty();
  request.clear_duty();
  request.set_consent("consents/c1");
  EXPECT_THAT(FaultsIn(request), UnorderedElementsAre("duty CONSENT_NEEDED", "consent SHARING_NOT_ALLOWED"));
}

TEST(ReferralRules, FactsGoWithTheirClassAndTheClassWithThem) {
  v1::SendReferralRequest request = OnConsent();
  request.mutable_shared_classes()->RemoveLast();
  request.set_employment("Çilingər");
  EXPECT_THAT(FaultsIn(request), UnorderedElementsAre("health SHARING_NOT_ALLOWED", "employment SHARING_NOT_ALLOWED"));
  request.clear_health();
  request.clear_employment();
  request.add_shared_classes(v1::SHARED_CLASS_HEALTH);
  request.add_shared_classes(v1::SHARED_CLASS_EMPLOYMENT);
  EXPECT_THAT(FaultsIn(request), UnorderedElementsAre("health REQUIRED", "employment REQUIRED"));
}

TEST(ReferralRules, NoClassTwiceAndNoPicture) {
  v1::SendReferralRequest request = OnConsent();
  request.add_shared_classes(v1::SHARED_CLASS_IDENTITY);
  request.add_shared_classes(v1::SHARED_CLASS_IMAGE_AND_STORY);
  EXPECT_THAT(FaultsIn(request),
              UnorderedElementsAre("shared_classes[2] SHARING_NOT_ALLOWED", "shared_classes[3] SHARING_NOT_ALLOWED"));
}

TEST(ReferralRules, NobodySharesWhatTheyDoNotSee) {
  Violations found;
  v1::SendReferralRequest request = OnConsent();
  request.add_shared_classes(v1::SHARED_CLASS_DISABILITY);
  CheckSees(request, {DataClass::DATA_CLASS_IDENTITY, DataClass::DATA_CLASS_DISABILITY}, found);
  EXPECT_THAT(FaultsOf(found), ElementsAre("shared_classes[1] SHARING_NOT_ALLOWED"));
}

TEST(ReferralRules, AnActSaysWhatIsSharedWithWhomForWhat) {
  EXPECT_THAT(BasisFaults(OnDuty()), IsEmpty());
  EXPECT_THAT(BasisFaults(OnDuty(), "FOUNDATION"), ElementsAre("to_institution SHARING_NOT_ALLOWED"));
  v1::SendReferralRequest request = OnDuty();
  request.add_shared_classes(v1::SHARED_CLASS_CONTACT);
  request.set_service(v1::REFERRED_SERVICE_EMPLOYMENT);
  EXPECT_THAT(BasisFaults(request), UnorderedElementsAre("service SHARING_NOT_ALLOWED", "shared_classes[2] SHARING_NOT_ALLOWED"));
  request.set_duty("no-such-duty");
  EXPECT_THAT(BasisFaults(request), ElementsAre("duty CONSENT_NEEDED"));
}

TEST(ReferralRules, LifeInDangerNeedsNoConsentAndCoversNoMore) {
  v1::SendReferralRequest request = OnConsent();
  request.clear_consent();
  request.set_legal_basis(v1::LEGAL_BASIS_VITAL_INTEREST);
  request.set_service(v1::REFERRED_SERVICE_SPECIALIST_CARE);
  EXPECT_THAT(BasisFaults(request, "HOSPITAL"), IsEmpty());
  const v1::Referral referral = NewReferral(request, Whole(), Policy(), kNow);
  EXPECT_EQ(referral.legal_act(), "An act");
  EXPECT_EQ(referral.consent_uid(), "");
  request.add_shared_classes(v1::SHARED_CLASS_EMPLOYMENT);
  EXPECT_THAT(BasisFaults(request, "HOSPITAL"), ElementsAre("shared_classes[2] SHARING_NOT_ALLOWED"));
}

TEST(ReferralRules, ItsTermsFollowFromItsUrgency) {
  const v1::Referral referral = Sent();
  EXPECT_EQ(referral.consent_uid(), "c1");
  EXPECT_EQ(TimeOf(referral.see_due_time()), kNow + absl::Hours(48));
  EXPECT_EQ(TimeOf(referral.answer_due_time()), kNow + absl::Hours(120));
  EXPECT_EQ(TimeOf(referral.expire_time()), kNow + absl::Hours(336));
}

// Each class on or off: what is on the sheet is exactly what is on.
RC_GTEST_PROP(ReferralRules, TheSheetHoldsExactlyTheClasses, ()) {
  v1::SendReferralRequest request = OnConsent();
  request.clear_shared_classes();
  request.set_employment("Çilingər");
  std::set<int> shared;
  for (int value = v1::SHARED_CLASS_IDENTITY; value <= v1::SHARED_CLASS_EMPLOYMENT; ++value) {
    if (!*rc::gen::arbitrary<bool>()) continue;
    shared.insert(value);
    request.add_shared_classes(static_cast<v1::SharedClass>(value));
  }
  const v1::ReferralSheet sheet = SheetOf(request, Whole());
  RC_ASSERT(sheet.has_identity() == (shared.count(v1::SHARED_CLASS_IDENTITY) > 0));
  RC_ASSERT(sheet.has_contact() == (shared.count(v1::SHARED_CLASS_CONTACT) > 0));
  RC_ASSERT(sheet.has_health() == (shared.count(v1::SHARED_CLASS_HEALTH) > 0));
  RC_ASSERT(sheet.employment().empty() == (shared.count(v1::SHARED_CLASS_EMPLOYMENT) == 0));
  RC_ASSERT(sheet.identity().phone().empty() && sheet.identity().address().empty());
}

TEST(ReferralRules, WhoThePersonIsSaysNothingOfHowTheyAreReached) {
  v1::SendReferralRequest request = OnConsent();
  const v1::ReferralSheet sheet = SheetOf(request, Whole());
  EXPECT_EQ(sheet.identity().family_name(), "Nümunəyev");
  EXPECT_EQ(sheet.identity().phone(), "");
  request.add_shared_classes(v1::SHARED_CLASS_CONTACT);
  const v1::ReferralSheet with = SheetOf(request, Whole());
  EXPECT_EQ(with.contact().phone(), "+994501234567");
  EXPECT_EQ(with.contact().contacts().contact_person(), "Sevil Nümunəyeva");
  EXPECT_EQ(with.identity().phone(), "");
}

TEST(ReferralRules, StepsThatAReceiverTakes) {
  const auto may = [](v1::ReferralState from, v1::ReferralState to) { return CheckStep(from, to).ok(); };
  EXPECT_TRUE(may(v1::REFERRAL_STATE_SENT, v1::REFERRAL_STATE_ACCEPTED));
  EXPECT_TRUE(may(v1::REFERRAL_STATE_SEEN, v1::REFERRAL_STATE_DECLINED));
  EXPECT_TRUE(may(v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_STATE_DONE));
  EXPECT_TRUE(may(v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_STATE_RETURNED));
  EXPECT_FALSE(may(v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_STATE_DECLINED));
  EXPECT_FALSE(may(v1::REFERRAL_STATE_SEEN, v1::REFERRAL_STATE_DONE));
  EXPECT_FALSE(may(v1::REFERRAL_STATE_SENT, v1::REFERRAL_STATE_EXPIRED)) << "time alone does that";
  EXPECT_EQ(ReasonOf(CheckStep(v1::REFERRAL_STATE_DECLINED, v1::REFERRAL_STATE_ACCEPTED)),
            ErrorReason::ERROR_REASON_REFERRAL_CLOSED);
}

// Nothing leads out of a closed state.
RC_GTEST_PROP(ReferralRules, WhatIsClosedStaysClosed, ()) {
  const auto from = static_cast<v1::ReferralState>(*rc::gen::inRange(1, v1::ReferralState_MAX + 1));
  const auto to = static_cast<v1::ReferralState>(*rc::gen::inRange(1, v1::ReferralState_MAX + 1));
  if (IsClosed(from)) RC_ASSERT(!CheckStep(from, to).ok());
}

TEST(ReferralRules, TimeMarksItLateAndClosesIt) {
  v1::Referral referral = Sent();
  EXPECT_FALSE(Watch(kNow + absl::Hours(47), referral));
  EXPECT_TRUE(Watch(kNow + absl::Hours(48), referral));
  EXPECT_EQ(referral.overdue(), v1::REFERRAL_OVERDUE_UNSEEN);
  EXPECT_FALSE(Watch(kNow + absl::Hours(49), referral)) << "said once";
  TakeStep(v1::REFERRAL_STATE_SEEN, kNow + absl::Hours(50), referral);
  EXPECT_EQ(referral.overdue(), v1::REFERRAL_OVERDUE_UNSPECIFIED);
  EXPECT_FALSE(Watch(kNow + absl::Hours(119), referral));
  EXPECT_TRUE(Watch(kNow + absl::Hours(120), referral));
  EXPECT_EQ(referral.overdue(), v1::REFERRAL_OVERDUE_UNANSWERED);
  EXPECT_TRUE(Watch(kNow + absl::Hours(336), referral));
  EXPECT_EQ(referral.state(), v1::REFERRAL_STATE_EXPIRED);
  EXPECT_TRUE(referral.has_close_time());
  EXPECT_FALSE(Watch(kNow + absl::Hours(400), referral));
}

TEST(ReferralRules, OpenedTooLateItIsStillUnanswered) {
  v1::Referral referral = Sent();
  TakeStep(v1::REFERRAL_STATE_SEEN, kNow + absl::Hours(130), referral);
  EXPECT_EQ(referral.overdue(), v1::REFERRAL_OVERDUE_UNANSWERED);
}

TEST(ReferralRules, WhatIsTakenOnDoesNotExpire) {
  v1::Referral referral = Sent();
  TakeStep(v1::REFERRAL_STATE_ACCEPTED, kNow, referral);
  EXPECT_TRUE(referral.has_seen_time());
  EXPECT_TRUE(referral.has_answer_time());
  EXPECT_FALSE(Watch(kNow + absl::Hours(10000), referral));
  TakeStep(v1::REFERRAL_STATE_DONE, kNow, referral);
  EXPECT_TRUE(referral.has_close_time());
}

}  // namespace
}  // namespace dayaq::survivor
