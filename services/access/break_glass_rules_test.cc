#include "services/access/break_glass_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/platform/base/proto_time.h"

namespace dayaq::access {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

std::vector<std::string> FaultsOf(const v1::OpenBreakGlassRequest& request) {
  Violations found;
  CheckOpening(request, found);
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations())
    faults.push_back(absl::StrCat(fault.field(), " ", fault.reason()));
  return faults;
}

TEST(BreakGlassRules, OnePersonIsNamedInOneWay) {
  v1::OpenBreakGlassRequest request;
  request.set_reason_words("Huşsuz vəziyyətdə gətirilib, qan itkisi");
  EXPECT_THAT(FaultsOf(request), ElementsAre("number REQUIRED"));
  request.set_number("70000012");
  EXPECT_THAT(FaultsOf(request), IsEmpty());
  request.set_national_id("5ABCDE7");
  EXPECT_THAT(FaultsOf(request), ElementsAre("national_id TOO_MANY_ITEMS"));
  request.clear_number();
  EXPECT_THAT(FaultsOf(request), IsEmpty());
}

TEST(BreakGlassRules, BlanksAreNoReason) {
  v1::OpenBreakGlassRequest request;
  request.set_number("70000012");
  request.set_reason_words("təcili" + std::string(20, ' '));
  EXPECT_THAT(FaultsOf(request), ElementsAre("reason_words TOO_SHORT"));
  request.set_reason_words("  təcili əməliyyat var  ");
  EXPECT_THAT(FaultsOf(request), IsEmpty()) << "twenty letters, blanks between them";
  request.set_reason_words("qısa");
  EXPECT_THAT(FaultsOf(request), IsEmpty()) << "told by the rule on the field";
}

TEST(BreakGlassRules, OpenUntilItsHourIsOverOrItIsClosed) {
  v1::BreakGlass opening;
  *opening.mutable_expire_time() = Timestamp(kNow + absl::Minutes(60));
  EXPECT_TRUE(IsOpen(opening, kNow + absl::Minutes(60) - absl::Microseconds(1)));
  EXPECT_FALSE(IsOpen(opening, kNow + absl::Minutes(60)));
  EXPECT_TRUE(CheckCloseable(opening, kNow).ok());
  EXPECT_EQ(ReasonOf(CheckCloseable(opening, kNow + absl::Minutes(60))), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
  *opening.mutable_closed_time() = Timestamp(kNow);
  EXPECT_FALSE(IsOpen(opening, kNow));
  EXPECT_FALSE(CheckCloseable(opening, kNow).ok());
}

TEST(BreakGlassRules, OneReviewIsEnough) {
  v1::BreakGlass opening;
  EXPECT_TRUE(CheckReviewable(opening).ok());
  opening.set_verdict(v1::BREAK_GLASS_VERDICT_JUSTIFIED);
  EXPECT_EQ(ReasonOf(CheckReviewable(opening)), ErrorReason::ERROR_REASON_STATE_NOT_ALLOWED);
}

}  // namespace
}  // namespace dayaq::access
