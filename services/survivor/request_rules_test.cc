#include "services/survivor/request_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> FaultsIn(bool done, v1::CorrectionDeclineReason reason) {
  v1::ResolveCorrectionRequest request;
  request.set_done(done);
  request.set_decline_reason(reason);
  Violations found;
  CheckResolution(request, found);
  return FaultsOf(found);
}

TEST(RequestRules, ARequestIsDoneOrDeclinedWithAReason) {
  EXPECT_THAT(FaultsIn(true, v1::CORRECTION_DECLINE_REASON_UNSPECIFIED), IsEmpty());
  EXPECT_THAT(FaultsIn(false, v1::CORRECTION_DECLINE_REASON_NO_PROOF), IsEmpty());
  EXPECT_THAT(FaultsIn(false, v1::CORRECTION_DECLINE_REASON_UNSPECIFIED), ElementsAre("decline_reason REQUIRED"));
  EXPECT_THAT(FaultsIn(true, v1::CORRECTION_DECLINE_REASON_NO_PROOF), ElementsAre("decline_reason OUT_OF_RANGE"));
}

TEST(RequestRules, ARequestIsAnsweredOnce) {
  v1::CorrectionRequest asked;
  asked.set_state(v1::CORRECTION_STATE_OPEN);
  EXPECT_TRUE(CheckUnanswered(asked).ok());
  v1::ResolveCorrectionRequest answer;
  answer.set_done(true);
  answer.set_answer("Düzəldildi");
  SetResolved(answer, asked);
  EXPECT_EQ(asked.state(), v1::CORRECTION_STATE_DONE);
  EXPECT_EQ(ReasonOf(CheckUnanswered(asked)), ErrorReason::ERROR_REASON_REQUEST_CLOSED);
}

TEST(RequestRules, TheSameWishIsTheSameRow) {
  v1::SetContactPreferenceRequest request;
  request.set_channel(v1::CONTACT_CHANNEL_ANY);
  for (const auto purpose : {v1::CONTACT_PURPOSE_MEDIA, v1::CONTACT_PURPOSE_PEERS, v1::CONTACT_PURPOSE_MEDIA}) {
    request.add_refused_purposes(purpose);
  }
  v1::ContactPreference preference;
  TakePreference(request, v1::SAID_BY_OWN, preference);
  EXPECT_THAT(preference.refused_purposes(), ElementsAre(v1::CONTACT_PURPOSE_PEERS, v1::CONTACT_PURPOSE_MEDIA));
}

TEST(RequestRules, WhoSaidNothingMayBeContactedAndWhoSaidNotAtAllMayNot) {
  v1::ContactPreference preference;
  EXPECT_TRUE(MayCall(preference));
  EXPECT_TRUE(MayAskFor(preference, v1::CONTACT_PURPOSE_PEERS));
  preference.set_channel(v1::CONTACT_CHANNEL_LETTER_ONLY);
  preference.add_refused_purposes(v1::CONTACT_PURPOSE_MEDIA);
  EXPECT_FALSE(MayCall(preference));
  EXPECT_TRUE(MayAskFor(preference, v1::CONTACT_PURPOSE_PEERS));
  EXPECT_FALSE(MayAskFor(preference, v1::CONTACT_PURPOSE_MEDIA));
  preference.set_channel(v1::CONTACT_CHANNEL_NONE);
  EXPECT_FALSE(MayAskFor(preference, v1::CONTACT_PURPOSE_PEERS));
}

}  // namespace
}  // namespace dayaq::survivor
