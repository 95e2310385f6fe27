// From an event to a line in a file: who is told, when, by whose telephone, and what a crash between two steps leaves. Every name
// and number is invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <prometheus/registry.h>

#include <fstream>
#include <functional>
#include <map>

#include "absl/strings/match.h"
#include "dayaq/survivor/v1/message_service.grpc.pb.h"
#include "dayaq/survivor/v1/request_service.grpc.pb.h"
#include "services/survivor/message_sender.h"
#include "services/survivor/sharing_test_fixture.h"

namespace dayaq::survivor {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kPhone[] = "+994501234567";
constexpr char kGuardianPhone[] = "+994557654321";

// Says what it is told to say, and keeps what it got.
class Recorder : public MessageGateway {
 public:
  HandedOver Send(const OutgoingMessage& message) override {
    got.push_back(message);
    if (before_answer) before_answer();
    return answer;
  }
  HandedOver answer{Handover::kTaken, ""};
  std::function<void()> before_answer;
  std::vector<OutgoingMessage> got;
};

class MessageTest : public SharingFixture {
 protected:
  using Messages = v1::MessageService::Stub;
  using Requests = v1::RequestService::Stub;

  // Noon in Baku, of today or tomorrow, from the first event on: the hours of the day are decided by it. People are registered
  // before, by the true clock, which the incident register insists on.
  MessageTest() {
    const absl::Time now = absl::Now();
    noon_ = DayBegins(now) + absl::Hours(12);
    if (noon_ < now) noon_ += absl::Hours(24);
    now_ = noon_;
  }
  void Adjust(HostOptions& options) override {
    options.clock = [this] { return moved_ ? now_ : absl::Now(); };
  }
  void SetUp() override {
    SharingFixture::SetUp();
    if (survivor_service_ == nullptr) return;
    messages_ = v1::MessageService::NewStub(survivor_service_->Channel());
    requests_ = v1::RequestService::NewStub(survivor_service_->Channel());
    policy_ = *LoadMessagePolicy("policy/messages.yaml");
  }

  // A grown man who can be telephoned.
  v1::Survivor Grown(const std::string& national_id = "5ABCDE7", const std::string& birth = "1990-05-01") const {
    incident::v1::RegisterIncidentRequest request = Hurt(national_id);
    common::v1::PersonIdentity& identity = *PersonOf(request).mutable_identity();
    *identity.mutable_birth_date() = Date(birth);
    identity.set_phone(kPhone);
    return OpenedRecord(request);
  }
  // The payment service's row, as far as anybody is told of it; and what it tells. The n-th of this test.
  std::string Entitled(const v1::Survivor& record, int n = 1, const std::string& beneficiary = "", bool example = false) const {
    const std::string uid = absl::StrCat("0e000000-0000-7000-8000-00000000000", n);
    Sql(absl::StrCat(
        "INSERT INTO payment.entitlement (uid, etag, survivor_uid, benefit, rule_version, example, state, currency, explanation, "
        "register, district, institution, create_time, update_time, beneficiary, beneficiary_uid) VALUES ('",
        uid, "', 1, '", record.uid(), "', 'benefit-", n, "', ", n, ", ", example ? "true" : "false",
        ", 'ENTITLEMENT_STATE_ACTIVE', 'AZN', '{}', 'az', 'AZ-TAR', 'tartar-hospital', now(), now(), '",
        beneficiary.empty() ? "BENEFICIARY_SURVIVOR" : "BENEFICIARY_FAMILY_MEMBER", "', '",
        beneficiary.empty() ? record.uid() : beneficiary, "')"));
    return absl::StrCat("entitlements/", uid);
  }
  void Tell(const std::string& kind, const std::string& resource) const {
    moved_ = true;
    Sql(absl::StrCat("SELECT outbox.emit(jsonb_build_array(jsonb_build_object('uid', gen_random_uuid(), 'kind', '", kind,
                     "', 'resource', '", resource, "', 'time', now(), 'trace_id', '')))"));
  }
  void TellAll(const std::string& kind, const std::string& resource) const {
    Tell(kind, resource);
    React();
  }
  // The rehabilitation service's row, as far as anybody is reminded of it.
  std::string Appointed(const v1::Survivor& record, absl::Time begins, const std::string& state = "BOOKED") const {
    const std::string uid = NewRequestId();
    const std::string starts = absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", begins, absl::UTCTimeZone());
    Sql(absl::StrCat(
        "INSERT INTO rehabilitation.appointment (uid, etag, episode_uid, survivor_uid, centre_uid, specialist_uid, visit, "
        "starts_time, ends_time, state, create_time, update_time, register, district, institution) VALUES ('",
        uid, "', 1, gen_random_uuid(), '", record.uid(), "', gen_random_uuid(), gen_random_uuid(), 'VISIT_KIND_MEDICAL_REVIEW', '",
        starts, "', timestamptz '", starts, "' + interval '1 hour', 'APPOINTMENT_STATE_", state,
        "', now(), now(), 'az', 'AZ-TAR', 'rehabilitation-baku')"));
    return absl::StrCat("appointments/", uid);
  }
  MessageRound Round(int most = MessagePass::kMostAtOnce) {
    const auto round = MessagePass(survivor_service_->host().kit(), policy_, gateway_).Round(most);
    EXPECT_TRUE(round.ok()) << round.status();
    return round.value_or(MessageRound());
  }
  // After news have waited for more of the same.
  MessageRound LaterRound() {
    now_ += policy_.gather;
    return Round();
  }
  v1::ListMessagesResponse Listed(const TestCaller& caller = kCaseworker, bool untold = false,
                                  const std::string& survivor = "") const {
    v1::ListMessagesRequest request;
    request.set_untold(untold);
    request.set_survivor(survivor);
    auto listed = survivor_service_->Call(*messages_, &Messages::ListMessages, caller, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.value_or(v1::ListMessagesResponse());
  }
  v1::ShortMessage Only() const {
    const v1::ListMessagesResponse listed = Listed();
    EXPECT_EQ(listed.messages_size(), 1);
    return listed.messages().empty() ? v1::ShortMessage() : listed.messages(0);
  }
  absl::StatusOr<v1::ShortMessage> Told(const v1::ShortMessage& message, const TestCaller& caller = kCaseworker) const {
    v1::RecordToldRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(message.name());
    request.set_etag(message.etag());
    return survivor_service_->Call(*messages_, &Messages::RecordTold, caller, request);
  }
  void Wish(const v1::Survivor& record, v1::ContactChannel channel) const {
    v1::SetContactPreferenceRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(record.name());
    request.set_channel(channel);
    const auto said = survivor_service_->Call(*requests_, &Requests::SetContactPreference, kCaseworker, request);
    EXPECT_TRUE(said.ok()) << said.status();
  }
  v1::FamilyMember Mother(const v1::Survivor& record) const {
    v1::AddFamilyMemberRequest request = MemberOf(record, v1::FAMILY_RELATION_PARENT, "1975-03-01");
    request.mutable_member()->mutable_identity()->set_phone(kGuardianPhone);
    request.mutable_member()->set_is_guardian(true);
    const auto added = Add(request);
    EXPECT_TRUE(added.ok()) << added.status();
    return added.value_or(v1::FamilyMember());
  }

  absl::Time noon_, now_;
  mutable bool moved_ = false;
  MessagePolicy policy_;
  Recorder gateway_;
  std::unique_ptr<Messages> messages_;
  std::unique_ptr<Requests> requests_;
};

TEST_F(MessageTest, WhoeverReceivesSomethingIsToldThatThereIsNewsAndNotWhat) {
  const v1::Survivor record = Grown();
  TellAll("entitlement.started", Entitled(record));
  EXPECT_EQ(Only().state(), v1::MESSAGE_STATE_QUEUED);
  EXPECT_EQ(Round().due, 0) << "waits for more of the same";
  const MessageRound round = LaterRound();
  EXPECT_EQ(round.sent, 1);
  ASSERT_THAT(gateway_.got, SizeIs(1));
  EXPECT_EQ(gateway_.got[0].phone, kPhone);
  EXPECT_EQ(gateway_.got[0].text, "Dayaq: sizin üçün yenilik var. Ətraflı: 142");
  const v1::ShortMessage sent = Only();
  EXPECT_EQ(sent.state(), v1::MESSAGE_STATE_SENT);
  EXPECT_EQ(sent.uid(), gateway_.got[0].uid);
  EXPECT_EQ(sent.receiver(), v1::MESSAGE_RECEIVER_ADDRESSEE);
  EXPECT_EQ(sent.tries(), 1);
  EXPECT_TRUE(sent.has_sent_time());
  EXPECT_EQ(LaterRound().due, 0) << "once";
  // Neither text nor number was stored, and the entry of the audit log names the person and no more.
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.short_message AS m WHERE m::text LIKE '%50123%' OR m::text LIKE '%yenilik%'"), 0);
  EXPECT_EQ(Count(absl::StrCat(
                "SELECT count(*) FROM audit.entry WHERE method = 'reaction/survivor.send_messages' AND resources::text LIKE '%",
                record.uid(), "%'")),
            2);
}

// That a job may concern what somebody receives is said like any other news: not that it is about work, nor of which benefit.
TEST_F(MessageTest, AReviewBecauseOfIncomeIsNewsLikeAnyOther) {
  const v1::Survivor record = Grown();
  const std::string review = NewRequestId();
  Sql(
      absl::StrCat("INSERT INTO payment.income_review (uid, etag, survivor_uid, entitlement_uid, benefit, placement_uid, change, "
                   "changed_on, told_on, not_before, state, create_time, update_time, register, district, institution) VALUES ('",
                   review, "', 1, '", record.uid(),
                   "', gen_random_uuid(), 'disability-allowance', gen_random_uuid(), 'INCOME_CHANGE_JOB_STARTED', '2026-03-02', "
                   "'2026-03-03', '2026-04-02', 'INCOME_REVIEW_STATE_OPEN', now(), now(), 'az', 'AZ-TAR', 'hospital-tartar')"));
  TellAll("income_review.opened", "incomeReviews/" + review);
  LaterRound();
  ASSERT_THAT(gateway_.got, SizeIs(1));
  EXPECT_EQ(gateway_.got[0].phone, kPhone);
  EXPECT_EQ(gateway_.got[0].text, "Dayaq: sizin üçün yenilik var. Ətraflı: 142");
}

TEST_F(MessageTest, AFileInDevelopmentGetsALine) {
  const v1::Survivor record = Grown();
  TellAll("entitlement.changed", Entitled(record));
  const dayaq::testing::TemporaryDirectory directory;
  auto gateway = FileGateway(directory.Path("messages.jsonl"));
  ASSERT_TRUE(gateway.ok()) << gateway.status();
  now_ += policy_.gather;
  const auto round = MessagePass(survivor_service_->host().kit(), policy_, **gateway).Round(10);
  ASSERT_TRUE(round.ok()) << round.status();
  std::ifstream file(directory.Path("messages.jsonl"));
  std::string line;
  ASSERT_TRUE(std::getline(file, line));
  EXPECT_THAT(line, AllOf(HasSubstr(Only().uid()), HasSubstr(kPhone), HasSubstr("yenilik var"), Not(HasSubstr("allow"))));
  EXPECT_FALSE(std::getline(file, line));
}

TEST_F(MessageTest, TheThreadHandsOverByItselfAndCountsWhatIsWatched) {
  const v1::Survivor silent = OpenedRecord(Hurt("5ABCDE8")), record = Grown();
  TellAll("entitlement.started", Entitled(silent));
  LaterRound();
  TellAll("entitlement.changed", Entitled(record, 2));
  now_ += policy_.gather;
  const dayaq::testing::TemporaryDirectory directory;
  auto gateway = FileGateway(directory.Path("messages.jsonl"));
  ASSERT_TRUE(gateway.ok()) << gateway.status();
  prometheus::Registry registry;
  MessageSender sender(policy_, *std::move(gateway));
  ASSERT_TRUE(sender.Start(survivor_service_->host().kit(), registry).ok());
  const absl::Time patience = absl::Now() + absl::Seconds(30);
  while (absl::Now() < patience && Count("SELECT count(*) FROM survivor.short_message WHERE state = 'MESSAGE_STATE_SENT'") == 0) {
    absl::SleepFor(absl::Milliseconds(50));
  }
  sender.Stop();
  sender.Refresh();
  EXPECT_EQ(sender.trouble(), "");
  std::map<std::string, double> watched;
  for (const prometheus::MetricFamily& family : registry.Collect()) {
    for (const prometheus::ClientMetric& metric : family.metric) {
      watched[absl::StrCat(family.name, " ", metric.label.at(0).value)] = metric.gauge.value + metric.counter.value;
    }
  }
  EXPECT_EQ(watched["dayaq_survivor_messages untold"], 1);
  EXPECT_EQ(watched["dayaq_survivor_messages waiting"], 0);
  EXPECT_EQ(watched["dayaq_survivor_messages_total sent"], 1);
  MessageSender without(policy_, nullptr);
  ASSERT_TRUE(without.Start(survivor_service_->host().kit(), registry).ok());
  EXPECT_THAT(without.trouble(), HasSubstr("no gateway"));
}

TEST_F(MessageTest, SeveralEventsBecomeOneMessageAndAreSaidOnceEach) {
  const v1::Survivor record = Grown();
  const std::string entitlement = Entitled(record);
  TellAll("entitlement.started", entitlement);
  TellAll("entitlement.suspended", entitlement);
  TellAll("entitlement.resumed", entitlement);
  EXPECT_EQ(LaterRound().sent, 1);
  EXPECT_THAT(gateway_.got, SizeIs(1));
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.short_message WHERE state = 'MESSAGE_STATE_JOINED' AND joined_uid IS NOT NULL"),
            2);
  TellAll("entitlement.overpaid", entitlement);
  EXPECT_EQ(LaterRound().sent, 1) << "what comes after is told again";
  TellAll("entitlement.changed", entitlement);
  EXPECT_EQ(LaterRound().sent, 0) << "two on a day";
  now_ = DayBegins(now_) + absl::Hours(33);
  EXPECT_EQ(Round().sent, 1) << "the next morning";
}

TEST_F(MessageTest, NothingIsSentAtNight) {
  const v1::Survivor record = Grown();
  now_ = DayBegins(noon_) + absl::Hours(20) + absl::Minutes(50);
  TellAll("entitlement.started", Entitled(record));
  EXPECT_EQ(LaterRound().due, 0);
  now_ = DayBegins(noon_) + absl::Hours(33);
  EXPECT_EQ(Round().sent, 1);
}

TEST_F(MessageTest, WhoeverWantsNoContactHasNoMobileOrIsDeadIsNotWrittenTo) {
  const v1::Survivor left_alone = Grown("5ABCDE1"), dead = Grown("5ABCDE2"), silent = OpenedRecord(Hurt("5ABCDE3"));
  Wish(left_alone, v1::CONTACT_CHANNEL_LETTER_ONLY);
  ASSERT_TRUE(Die(DeathOf(dead, "2025-05-01")).ok());
  Tell("entitlement.started", Entitled(left_alone, 1));
  Tell("entitlement.ended", Entitled(dead, 2));
  TellAll("entitlement.started", Entitled(silent, 3));
  EXPECT_EQ(LaterRound().ended, 3);
  EXPECT_THAT(gateway_.got, IsEmpty());
  const auto reason_of = [&](const v1::Survivor& record) {
    const v1::ListMessagesResponse listed = Listed(kCaseworker, false, record.name());
    EXPECT_EQ(listed.messages_size(), 1);
    return listed.messages().empty() ? v1::MESSAGE_REASON_UNSPECIFIED : listed.messages(0).reason();
  };
  EXPECT_EQ(reason_of(left_alone), v1::MESSAGE_REASON_DO_NOT_CONTACT);
  EXPECT_EQ(reason_of(dead), v1::MESSAGE_REASON_PERSON_DEAD);
  EXPECT_EQ(reason_of(silent), v1::MESSAGE_REASON_NO_PHONE);
  // Of one of them somebody must tell the person.
  const v1::ListMessagesResponse untold = Listed(kCaseworker, true);
  ASSERT_THAT(untold.messages(), SizeIs(1));
  EXPECT_EQ(untold.messages(0).survivor_uid(), silent.uid());
  EXPECT_EQ(untold.total(), 1);
}

TEST_F(MessageTest, AChildIsToldThroughTheirMother) {
  const v1::Survivor child = Grown("5ABCDE7", "2015-06-01");
  TellAll("entitlement.started", Entitled(child));
  EXPECT_EQ(LaterRound().ended, 1);
  EXPECT_EQ(Only().reason(), v1::MESSAGE_REASON_MINOR_WITHOUT_GUARDIAN);
  Mother(child);
  TellAll("entitlement.changed", Entitled(child, 2));
  EXPECT_EQ(LaterRound().sent, 1);
  ASSERT_THAT(gateway_.got, SizeIs(1));
  EXPECT_EQ(gateway_.got[0].phone, kGuardianPhone);
}

TEST_F(MessageTest, WhoeverReceivesInTheirOwnNameIsToldAndWhoLeftTheFamilyIsNot) {
  const v1::Survivor record = Grown();
  const v1::FamilyMember mother = Mother(record);
  const std::string entitlement = Entitled(record, 1, mother.uid());
  TellAll("entitlement.started", entitlement);
  EXPECT_EQ(Only().addressee(), v1::MESSAGE_ADDRESSEE_FAMILY_MEMBER);
  EXPECT_EQ(LaterRound().sent, 1);
  ASSERT_THAT(gateway_.got, SizeIs(1));
  EXPECT_EQ(gateway_.got[0].phone, kGuardianPhone);
  Sql(absl::StrCat("UPDATE survivor.family_member SET ended_on = '2025-01-01' WHERE uid = '", mother.uid(), "'"));
  TellAll("entitlement.ended", entitlement);
  EXPECT_EQ(LaterRound().ended, 1);
  EXPECT_THAT(gateway_.got, SizeIs(1));
}

TEST_F(MessageTest, AnAppointmentIsRemindedOfWhileItStandsAndIsNear) {
  const v1::Survivor record = Grown();
  TellAll("appointment.reminder_due", Appointed(record, now_ + absl::Hours(100)));
  TellAll("appointment.reminder_due", Appointed(record, now_ + absl::Hours(47), "ATTENDED"));
  EXPECT_THAT(Listed().messages(), IsEmpty()) << "moved away, or over";
  TellAll("appointment.reminder_due", Appointed(record, now_ + absl::Hours(47)));
  EXPECT_EQ(Only().occasion(), v1::MESSAGE_OCCASION_REMINDER);
  EXPECT_EQ(LaterRound().sent, 1);
  EXPECT_EQ(gateway_.got.at(0).text, "Dayaq: qarşıdan gələn görüşünüz var. Ətraflı: 142");
}

TEST_F(MessageTest, AnExampleIsNothingToTell) {
  TellAll("entitlement.started", Entitled(Grown(), 1, "", true));
  EXPECT_THAT(Listed().messages(), IsEmpty());
}

TEST_F(MessageTest, ARecordThatGoesOnInAnotherIsOnePerson) {
  const v1::Survivor kept = Grown("5ABCDE1"), merged = OpenedRecord(Hurt("5ABCDE2"));
  Tell("entitlement.started", Entitled(merged));
  Sql(absl::StrCat("UPDATE survivor.survivor SET merged_into_uid = '", kept.uid(), "' WHERE uid = '", merged.uid(), "'"));
  React();
  EXPECT_EQ(Only().survivor_uid(), kept.uid());
  EXPECT_EQ(LaterRound().sent, 1);
  EXPECT_EQ(gateway_.got.at(0).phone, kPhone);
}

TEST_F(MessageTest, AGatewayThatDoesNotAnswerIsAskedAgainUnderTheSameKeyAndThenAPersonIs) {
  const v1::Survivor record = Grown();
  TellAll("entitlement.started", Entitled(record));
  gateway_.answer = {Handover::kNoAnswer, "http 503"};
  EXPECT_EQ(LaterRound().failed, 1);
  EXPECT_EQ(Only().state(), v1::MESSAGE_STATE_FAILED);
  EXPECT_THAT(Listed(kCaseworker, true).messages(), IsEmpty()) << "tried again";
  EXPECT_EQ(Round().due, 0) << "a little later";
  now_ += policy_.first_pause;
  gateway_.answer = {Handover::kTaken, ""};
  EXPECT_EQ(Round().sent, 1);
  ASSERT_THAT(gateway_.got, SizeIs(2));
  EXPECT_EQ(gateway_.got[0].uid, gateway_.got[1].uid);
  EXPECT_EQ(Only().tries(), 2);

  TellAll("entitlement.changed", Entitled(record, 2));
  gateway_.answer = {Handover::kRefused, "http 422"};
  EXPECT_EQ(LaterRound().ended, 1);
  const v1::ListMessagesResponse untold = Listed(kCaseworker, true);
  ASSERT_THAT(untold.messages(), SizeIs(1));
  EXPECT_EQ(untold.messages(0).state(), v1::MESSAGE_STATE_GIVEN_UP);
  EXPECT_EQ(untold.messages(0).reason(), v1::MESSAGE_REASON_REFUSED);
}

TEST_F(MessageTest, WhoDiesBetweenHandingOverAndNotingItHandsOverAgainUnderTheSameKey) {
  const v1::Survivor record = Grown();
  TellAll("entitlement.started", Entitled(record));
  now_ += policy_.gather;
  // The gateway took it, and the process was gone before it could say so: what the database has is what was begun.
  gateway_.before_answer = [this] { Sql("UPDATE survivor.short_message SET tries = tries + 100"); };
  EXPECT_EQ(Round().sent, 1);
  gateway_.before_answer = nullptr;
  Sql("UPDATE survivor.short_message SET tries = 1");
  EXPECT_EQ(Only().state(), v1::MESSAGE_STATE_QUEUED);
  EXPECT_EQ(Round().due, 0) << "in hand: nobody else takes it";
  now_ += MessagePass::kClaim;
  EXPECT_EQ(Round().sent, 1);
  ASSERT_THAT(gateway_.got, SizeIs(2));
  EXPECT_EQ(gateway_.got[0].uid, gateway_.got[1].uid);
  EXPECT_EQ(Only().state(), v1::MESSAGE_STATE_SENT);
  EXPECT_EQ(Only().tries(), 2);
}

TEST_F(MessageTest, ThePersonAndWhoLooksAfterThemSeeTheMessagesAndNobodyElse) {
  const v1::Survivor record = OpenedRecord(Hurt("5ABCDE7"));
  TellAll("entitlement.started", Entitled(record));
  LaterRound();
  const TestCaller person = ThePerson(record.uid());
  EXPECT_THAT(Listed(person).messages(), SizeIs(1));
  EXPECT_THAT(Listed(kOtherCaseworker).messages(), IsEmpty()) << "AZ-BAR alone";
  v1::ListMessagesRequest all;
  for (const TestCaller& caller : {kRegistrar, kClinician, kExpert, kAuditor, kAnama}) {
    EXPECT_EQ(survivor_service_->Call(*messages_, &Messages::ListMessages, caller, all).status().code(),
              absl::StatusCode::kPermissionDenied)
        << caller.subject;
  }
  const v1::ShortMessage untold = Only();
  EXPECT_EQ(Told(untold, person).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Told(untold, kOtherCaseworker).status().code(), absl::StatusCode::kNotFound);
  v1::ShortMessage stale = untold;
  stale.set_etag("1");
  EXPECT_EQ(ReasonOf(Told(stale).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  const auto told = Told(untold);
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_EQ(told->state(), v1::MESSAGE_STATE_TOLD);
  EXPECT_EQ(told->told_by(), "") << "who it was is not for the caseworker's role to read";
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.short_message WHERE told_by IS NOT NULL"), 1);
  EXPECT_EQ(ReasonOf(Told(*told).status()), ErrorReason::ERROR_REASON_MESSAGE_NOT_UNTOLD);
  EXPECT_THAT(Listed(kCaseworker, true).messages(), IsEmpty());
}

TEST_F(MessageTest, WhatWaitsIsNotToldByAnybody) {
  TellAll("entitlement.started", Entitled(Grown()));
  EXPECT_EQ(ReasonOf(Told(Only()).status()), ErrorReason::ERROR_REASON_MESSAGE_NOT_UNTOLD);
}

}  // namespace
}  // namespace dayaq::survivor
