#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/survivor/disability_test_fixture.h"

namespace dayaq::survivor {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class AppealTest : public DisabilityFixture {
 protected:
  absl::StatusOr<v1::DecisionAppeal> Lodge(const v1::Survivor& survivor, const std::string& decision_uid,
                                           const TestCaller& caller = kExpert) const {
    v1::LodgeAppealRequest request;
    request.set_request_id(NewRequestId());
    request.set_survivor(survivor.name());
    request.set_decision_uid(decision_uid);
    request.set_commission(v1::APPEAL_COMMISSION_CENTRAL);
    *request.mutable_lodged_on() = Date("2025-05-20");
    return Of(appeals_, &Appeals::LodgeAppeal, caller, request);
  }
  absl::StatusOr<v1::DecisionAppeal> Outcome(const v1::DecisionAppeal& appeal, const std::string& deciding_uid = "") const {
    v1::DecideAppealRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(appeal.name());
    request.set_etag(appeal.etag());
    *request.mutable_decided_on() = Date("2025-06-20");
    request.set_deciding_decision_uid(deciding_uid);
    return Of(appeals_, &Appeals::DecideAppeal, kExpert, request);
  }
  v1::ListAppealsResponse Listed(const TestCaller& caller, bool open = false) const {
    v1::ListAppealsRequest request;
    request.set_open(open);
    auto listed = Of(appeals_, &Appeals::ListAppeals, caller, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.value_or(v1::ListAppealsResponse());
  }
};

TEST_F(AppealTest, ADecisionIsAppealedAndAnotherTakesItsPlace) {
  const v1::Survivor record = OpenedRecord(Hurt("5ABCDE7"));
  const auto decided = Decide(DecisionOn(record, DecisionOf(55, "2025-05-01")));
  ASSERT_TRUE(decided.ok()) << decided.status();
  const std::string uid = decided->decisions(0).uid();
  EXPECT_EQ(Lodge(record, NewRequestId()).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Lodge(record, uid, kCaseworker).status().code(), absl::StatusCode::kPermissionDenied);
  const auto lodged = Lodge(record, uid);
  ASSERT_TRUE(lodged.ok()) << lodged.status();
  EXPECT_EQ(ReasonOf(Lodge(record, uid).status()), ErrorReason::ERROR_REASON_APPEAL_IMPOSSIBLE) << "under way";
  EXPECT_THAT(Listed(kCaseworker, true).appeals(), SizeIs(1));
  EXPECT_THAT(Listed(ThePerson(record.uid())).appeals(), SizeIs(1));
  EXPECT_THAT(Listed(kOtherCaseworker).appeals(), IsEmpty()) << "AZ-BAR alone";

  EXPECT_EQ(Outcome(*lodged, NewRequestId()).status().code(), absl::StatusCode::kInvalidArgument);
  v1::DisabilityDecision better = DecisionOf(65, "2025-05-01");
  better.set_replaces_uid(uid);
  const auto again = Decide(DecisionOn(*decided, better));
  ASSERT_TRUE(again.ok()) << again.status();
  const auto changed = Outcome(*lodged, again->decisions(1).uid());
  ASSERT_TRUE(changed.ok()) << changed.status();
  EXPECT_EQ(changed->state(), v1::APPEAL_STATE_CHANGED);
  EXPECT_EQ(ReasonOf(Outcome(*changed).status()), ErrorReason::ERROR_REASON_APPEAL_IMPOSSIBLE);
  EXPECT_EQ(ReasonOf(Lodge(record, uid).status()), ErrorReason::ERROR_REASON_APPEAL_IMPOSSIBLE) << "replaced";
  EXPECT_THAT(Listed(kExpert, true).appeals(), IsEmpty());
}

TEST_F(AppealTest, ADecisionThatStandsMayBeAppealedAgainLater) {
  const v1::Survivor record = OpenedRecord(Hurt("5ABCDE7"));
  const auto decided = Decide(DecisionOn(record, DecisionOf(55, "2025-05-01")));
  ASSERT_TRUE(decided.ok()) << decided.status();
  const auto lodged = Lodge(record, decided->decisions(0).uid());
  ASSERT_TRUE(lodged.ok()) << lodged.status();
  const auto upheld = Outcome(*lodged);
  ASSERT_TRUE(upheld.ok()) << upheld.status();
  EXPECT_EQ(upheld->state(), v1::APPEAL_STATE_UPHELD);
  EXPECT_TRUE(Lodge(record, decided->decisions(0).uid()).ok());
}

}  // namespace
}  // namespace dayaq::survivor
