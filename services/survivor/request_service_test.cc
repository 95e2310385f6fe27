#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/survivor/disability_test_fixture.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kWords[] = "Doğum tarixim 1976-cı ildir, 1967 deyil";

class RequestTest : public DisabilityFixture {
 protected:
  static v1::RequestCorrectionRequest AskFor(const v1::Survivor& survivor) {
    v1::RequestCorrectionRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(survivor.name());
    request.set_matter(v1::CORRECTION_MATTER_IDENTITY);
    request.set_words(kWords);
    return request;
  }
  absl::StatusOr<v1::CorrectionRequest> Asked(const v1::RequestCorrectionRequest& request, const TestCaller& caller) const {
    return Of(requests_, &Requests::RequestCorrection, caller, request);
  }
  v1::ListCorrectionRequestsResponse Listed(const TestCaller& caller, bool open = false) const {
    v1::ListCorrectionRequestsRequest request;
    request.set_open(open);
    auto listed = Of(requests_, &Requests::ListCorrectionRequests, caller, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.value_or(v1::ListCorrectionRequestsResponse());
  }
  absl::StatusOr<v1::CorrectionRequest> Resolve(const v1::CorrectionRequest& asked, bool done,
                                                const TestCaller& caller = kCaseworker) const {
    v1::ResolveCorrectionRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(asked.name());
    request.set_etag(asked.etag());
    request.set_done(done);
    if (!done) request.set_decline_reason(v1::CORRECTION_DECLINE_REASON_NO_PROOF);
    request.set_answer("Sənədi gətirin");
    return Of(requests_, &Requests::ResolveCorrection, caller, request);
  }
  static v1::SetContactPreferenceRequest Wish(const v1::Survivor& survivor, v1::ContactChannel channel,
                                              const std::string& etag = "") {
    v1::SetContactPreferenceRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(survivor.name());
    request.set_etag(etag);
    request.set_channel(channel);
    request.add_refused_purposes(v1::CONTACT_PURPOSE_MEDIA);
    return request;
  }
  absl::StatusOr<v1::ContactPreference> Set(const v1::SetContactPreferenceRequest& request, const TestCaller& caller) const {
    return Of(requests_, &Requests::SetContactPreference, caller, request);
  }
};

TEST_F(RequestTest, ThePersonAsksTheCaseworkerAnswersAndThePersonSeesIt) {
  const v1::Survivor record = OpenedRecord(Hurt("5ABCDE7"));
  const TestCaller person = ThePerson(record.uid());
  const auto asked = Asked(AskFor(record), person);
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_EQ(asked->state(), v1::CORRECTION_STATE_OPEN);
  EXPECT_EQ(asked->said_by(), v1::SAID_BY_OWN);
  EXPECT_EQ(asked->words(), kWords);

  const auto work = Listed(kCaseworker, true);
  ASSERT_THAT(work.correction_requests(), SizeIs(1));
  EXPECT_EQ(work.total(), 1);
  EXPECT_EQ(work.correction_requests(0).words(), kWords);
  EXPECT_THAT(Listed(kOtherCaseworker, true).correction_requests(), IsEmpty()) << "AZ-BAR alone";
  const auto declined = Resolve(work.correction_requests(0), false);
  ASSERT_TRUE(declined.ok()) << declined.status();
  EXPECT_EQ(ReasonOf(Resolve(*declined, true).status()), ErrorReason::ERROR_REASON_REQUEST_CLOSED);
  EXPECT_THAT(Listed(kCaseworker, true).correction_requests(), IsEmpty());
  const auto own = Listed(person);
  ASSERT_THAT(own.correction_requests(), SizeIs(1));
  EXPECT_EQ(own.correction_requests(0).state(), v1::CORRECTION_STATE_DECLINED);
  EXPECT_EQ(own.correction_requests(0).decline_reason(), v1::CORRECTION_DECLINE_REASON_NO_PROOF);
  EXPECT_EQ(own.correction_requests(0).answer(), "Sənədi gətirin");
  EXPECT_TRUE(own.correction_requests(0).has_resolve_time());
  EXPECT_EQ(own.correction_requests(0).resolved_by(), "") << "who it was is not for the person's role to read";
}

TEST_F(RequestTest, NobodyAsksAboutAnotherRecordOrAnswersThemselves) {
  const v1::Survivor own = OpenedRecord(Hurt("5ABCDE7")), other = OpenedRecord(Hurt("5ABCDE8"));
  const TestCaller person = ThePerson(own.uid()), guardian = ThePerson(other.uid(), 2, "guardian");
  EXPECT_EQ(Asked(AskFor(other), person).status().code(), absl::StatusCode::kNotFound);
  const auto asked = Asked(AskFor(other), guardian);
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_THAT(Listed(person).correction_requests(), IsEmpty());
  EXPECT_EQ(Resolve(*asked, true, guardian).status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Asked(AskFor(own), kExpert).status().code(), absl::StatusCode::kPermissionDenied);
  const auto by_staff = Asked(AskFor(own), kCaseworker);
  ASSERT_TRUE(by_staff.ok()) << by_staff.status();
  EXPECT_EQ(by_staff->said_by(), v1::SAID_BY_STAFF);
}

TEST_F(RequestTest, WordsAreSealedAndGoWithTheKey) {
  const v1::Survivor record = OpenedRecord(Hurt("5ABCDE7"));
  ASSERT_TRUE(Asked(AskFor(record), kCaseworker).ok());
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.correction_request WHERE position('1976' IN encode(words, 'escape')) > 0"), 0);
  Sql("UPDATE survivor.person_key SET wrapped = decode(repeat('00', 120), 'hex')");
  EXPECT_EQ(Listed(kCaseworker).correction_requests(0).words(), "");
}

TEST_F(RequestTest, SomebodyNobodyHasNamedYetGetsKeysWithTheFirstWords) {
  const v1::Survivor record = OpenedRecord(Hurt(""));
  const auto asked = Asked(AskFor(record), kCaseworker);
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_EQ(Listed(kCaseworker).correction_requests(0).words(), kWords);
  ASSERT_TRUE(Asked(AskFor(record), kCaseworker).ok()) << "the same keys";
}

TEST_F(RequestTest, HowToContactIsSeenByEverybodyWhoSeesTheRecord) {
  const v1::Survivor record = OpenedRecord(Hurt("5ABCDE7"));
  const TestCaller person = ThePerson(record.uid());
  EXPECT_FALSE(record.has_contact_preference());
  const auto said = Set(Wish(record, v1::CONTACT_CHANNEL_LETTER_ONLY), person);
  ASSERT_TRUE(said.ok()) << said.status();
  EXPECT_EQ(said->said_by(), v1::SAID_BY_OWN);
  for (const TestCaller& caller : {kCaseworker, kRegistrar, kClinician, kExpert, person}) {
    EXPECT_EQ(Record(record.name(), caller).contact_preference().channel(), v1::CONTACT_CHANNEL_LETTER_ONLY) << caller.subject;
  }
  EXPECT_THAT(Record(record.name()).contact_preference().refused_purposes(), ElementsAre(v1::CONTACT_PURPOSE_MEDIA));
  // On the version that was read, by the staff too; the former wish stays in the history.
  EXPECT_EQ(ReasonOf(Set(Wish(record, v1::CONTACT_CHANNEL_ANY), kCaseworker).status()), ErrorReason::ERROR_REASON_ETAG_MISMATCH);
  const auto changed = Set(Wish(record, v1::CONTACT_CHANNEL_NONE, said->etag()), kCaseworker);
  ASSERT_TRUE(changed.ok()) << changed.status();
  EXPECT_EQ(changed->said_by(), v1::SAID_BY_STAFF);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.contact_preference"), 1);
  EXPECT_EQ(Count("SELECT count(*) FROM survivor.contact_preference_history WHERE channel = 'CONTACT_CHANNEL_LETTER_ONLY'"), 1);
  EXPECT_EQ(Set(Wish(record, v1::CONTACT_CHANNEL_ANY, changed->etag()), kRegistrar).status().code(),
            absl::StatusCode::kPermissionDenied);
}

}  // namespace
}  // namespace dayaq::survivor
