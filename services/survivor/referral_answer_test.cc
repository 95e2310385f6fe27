// Referrals over gRPC against a real PostgreSQL, the receiver's side: opening, answering, and what time does to those nobody opens.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/survivor/sharing_test_fixture.h"

namespace dayaq::survivor {
namespace {

using dayaq::testing::FaultsOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ReferralAnswerTest : public SharingFixture {
 protected:
  absl::StatusOr<v1::Referral> Open(const std::string& name, const TestCaller& caller = kRehabilitation) const {
    v1::OpenReferralRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(name);
    return Ask(&Referrals::OpenReferral, caller, request);
  }
  v1::Referral Accepted(const std::string& name) const {
    auto accepted = Ask(&Referrals::AcceptReferral, kRehabilitation, Answering<v1::AcceptReferralRequest>(ReceivedNow(name)));
    EXPECT_TRUE(accepted.ok()) << accepted.status();
    return accepted.value_or(v1::Referral());
  }
  v1::DeclineReferralRequest Declining(const v1::Referral& referral) const {
    auto request = Answering<v1::DeclineReferralRequest>(referral);
    request.set_refusal(v1::REFERRAL_REFUSAL_NO_CAPACITY);
    request.set_words("İki ay yer yoxdur");
    return request;
  }
  v1::ListReferralsResponse Inbox(const TestCaller& caller = kRehabilitation, bool overdue = false) const {
    v1::ListReferralsRequest request;
    request.set_overdue(overdue);
    auto listed = Ask(&Referrals::ListReferrals, caller, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.value_or(v1::ListReferralsResponse());
  }
  int64_t Told(const std::string& kind, const std::string& name) const {
    return Count("SELECT count(*) FROM outbox.event WHERE kind = '" + kind + "' AND resource = '" + name + "'");
  }
  // So many hours later.
  void Later(int hours) const {
    const std::string by = absl::StrCat(" - interval '", hours, " hours'");
    Sql("UPDATE survivor.referral SET see_due_time = see_due_time" + by + ", answer_due_time = answer_due_time" + by +
        ", expire_time = expire_time" + by + "; UPDATE outbox.delivery SET due_time = due_time" + by);
    React();
  }
};

TEST_F(ReferralAnswerTest, OpeningItIsSeenOnceAndTheSenderKnows) {
  const std::string name = SentToCentre().name();
  EXPECT_EQ(ReceivedNow(name).state(), v1::REFERRAL_STATE_SENT) << "looking it up in passing is not opening it";
  const auto opened = Open(name);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(opened->state(), v1::REFERRAL_STATE_SEEN);
  EXPECT_TRUE(opened->sheet().has_health());
  EXPECT_EQ(Open(name, kProsthetist)->etag(), opened->etag());
  EXPECT_EQ(StateOf(name), v1::REFERRAL_STATE_SEEN);
  EXPECT_EQ(Told("referral.seen", name), 1);
  EXPECT_EQ(Open(name, kBardaClinician).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(ReferralAnswerTest, TakenOnAndDone) {
  const std::string name = SentToCentre().name();
  const v1::Referral accepted = Accepted(name);
  EXPECT_EQ(accepted.state(), v1::REFERRAL_STATE_ACCEPTED);
  auto request = Answering<v1::CompleteReferralRequest>(accepted);
  request.set_outcome(v1::REFERRAL_OUTCOME_SERVICE_GIVEN);
  request.set_words("Hazırdır");
  const auto done = Ask(&Referrals::CompleteReferral, kProsthetist, request);
  ASSERT_TRUE(done.ok()) << done.status();
  EXPECT_EQ(Ask(&Referrals::CompleteReferral, kProsthetist, request)->etag(), done->etag()) << "the same request acts once";
  const auto status = Status(name);
  ASSERT_TRUE(status.ok()) << status.status();
  EXPECT_EQ(status->state(), v1::REFERRAL_STATE_DONE);
  EXPECT_EQ(status->outcome(), v1::REFERRAL_OUTCOME_SERVICE_GIVEN);
  EXPECT_EQ(status->answer_words(), "Hazırdır");
  EXPECT_EQ(ReasonOf(Ask(&Referrals::DeclineReferral, kRehabilitation, Declining(*done)).status()),
            ErrorReason::ERROR_REASON_REFERRAL_CLOSED);
}

TEST_F(ReferralAnswerTest, DeclinedWithAReasonAndTheSheetGoes) {
  const std::string name = SentToCentre().name();
  auto request = Declining(ReceivedNow(name));
  request.clear_refusal();
  request.clear_words();
  EXPECT_THAT(FaultsOf(Ask(&Referrals::DeclineReferral, kRehabilitation, request).status()),
              ElementsAre("refusal REQUIRED", "words REQUIRED"));
  request = Declining(ReceivedNow(name));
  request.set_etag("5");
  EXPECT_EQ(ReasonOf(Ask(&Referrals::DeclineReferral, kRehabilitation, request).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  request = Declining(ReceivedNow(name));
  const auto declined = Ask(&Referrals::DeclineReferral, kRehabilitation, request);
  ASSERT_TRUE(declined.ok()) << declined.status();
  EXPECT_FALSE(declined->has_sheet());
  EXPECT_EQ(Status(name)->refusal(), v1::REFERRAL_REFUSAL_NO_CAPACITY);
  EXPECT_EQ(Told("referral.declined", name), 1);
}

TEST_F(ReferralAnswerTest, ReturnedWhenItCannotBeFinished) {
  const std::string name = SentToCentre().name();
  auto request = Answering<v1::ReturnReferralRequest>(ReceivedNow(name));
  request.set_refusal(v1::REFERRAL_REFUSAL_PERSON_NOT_REACHED);
  request.set_words("Gəlmədi");
  EXPECT_EQ(ReasonOf(Ask(&Referrals::ReturnReferral, kRehabilitation, request).status()),
            ErrorReason::ERROR_REASON_REFERRAL_CLOSED);
  request.set_etag(Accepted(name).etag());
  request.set_request_id(NewRequestId());
  ASSERT_TRUE(Ask(&Referrals::ReturnReferral, kRehabilitation, request).ok());
  EXPECT_EQ(StateOf(name), v1::REFERRAL_STATE_RETURNED);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.referral_sheet"), 0);
}

TEST_F(ReferralAnswerTest, WhatNobodyOpensSurfacesForBothAndExpires) {
  const std::string name = SentToCentre().name();
  React();
  EXPECT_THAT(Inbox(kRehabilitation, true).referrals(), IsEmpty()) << "not late yet";
  Later(49);
  EXPECT_THAT(Inbox(kRehabilitation, true).referrals(), SizeIs(1));
  EXPECT_EQ(Inbox(kRehabilitation, true).referrals(0).overdue(), v1::REFERRAL_OVERDUE_UNSEEN);
  v1::ListSentReferralsRequest late;
  late.set_overdue(true);
  EXPECT_THAT(Ask(&Referrals::ListSentReferrals, kClinician, late)->referrals(), SizeIs(1));
  EXPECT_EQ(Told("referral.overdue", name), 1);

  ASSERT_TRUE(Open(name).ok());
  EXPECT_THAT(Inbox(kRehabilitation, true).referrals(), IsEmpty()) << "seen now";
  Later(72);
  EXPECT_EQ(Inbox(kRehabilitation, true).referrals(0).overdue(), v1::REFERRAL_OVERDUE_UNANSWERED);
  Later(216);
  EXPECT_EQ(StateOf(name), v1::REFERRAL_STATE_EXPIRED);
  EXPECT_EQ(Told("referral.expired", name), 1);
  EXPECT_FALSE(ReceivedNow(name).has_sheet());
  EXPECT_EQ(
      ReasonOf(Ask(&Referrals::AcceptReferral, kRehabilitation, Answering<v1::AcceptReferralRequest>(ReceivedNow(name))).status()),
      ErrorReason::ERROR_REASON_REFERRAL_CLOSED);
}

TEST_F(ReferralAnswerTest, WhatIsTakenOnDoesNotExpire) {
  const std::string name = SentToCentre().name();
  Accepted(name);
  Later(2000);
  EXPECT_EQ(StateOf(name), v1::REFERRAL_STATE_ACCEPTED);
  EXPECT_TRUE(ReceivedNow(name).has_sheet());
}

TEST_F(ReferralAnswerTest, AnInboxGoesOnPageByPage) {
  const v1::Survivor survivor = Known();
  const v1::Consent consent = Given(ConsentOf(survivor));
  for (int i = 0; i < 3; ++i) Sent(ReferralOf(survivor, consent));
  v1::ListReferralsRequest request;
  request.set_page_size(2);
  const auto first = Ask(&Referrals::ListReferrals, kRehabilitation, request);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_THAT(first->referrals(), SizeIs(2));
  EXPECT_EQ(first->total(), 3);
  EXPECT_FALSE(first->referrals(0).has_sheet());
  request.set_page_token(first->next_page_token());
  const auto second = Ask(&Referrals::ListReferrals, kRehabilitation, request);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_THAT(second->referrals(), SizeIs(1));
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_THAT(Inbox(kBardaClinician).referrals(), IsEmpty());
}

// A row is moved on, never edited, by whatever SQL.
TEST_F(ReferralAnswerTest, TheDatabaseLetsNobodyRewriteAReferral) {
  SentToCentre();
  const auto as = [&](const TestCaller& caller, const char* statement) {
    // A statement is known by its name.
    const Query query{statement, statement};
    return survivor_service_->As(caller.subject, [&](Transaction& transaction) { return transaction.Execute(query); });
  };
  EXPECT_FALSE(as(kRehabilitation, "UPDATE survivor.referral SET state = 'REFERRAL_STATE_DONE'").ok());
  EXPECT_EQ(as(kRehabilitation, "UPDATE survivor.referral SET shared_classes = '[]'").code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(as(kRehabilitation, "DELETE FROM survivor.referral_sheet").code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(as(kRehabilitation, "UPDATE survivor.referral SET state = 'REFERRAL_STATE_SEEN', seen_time = now()"), absl::OkStatus());
}

}  // namespace
}  // namespace dayaq::survivor
