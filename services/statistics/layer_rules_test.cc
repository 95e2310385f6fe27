// What goes into the layer, and under which pseudonym.
#include "services/statistics/layer_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/statistics/prosthesis_rules.h"

namespace dayaq::statistics {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::vector<std::string> kAges = {"Y0T17", "Y18T29", "Y30T59", "Y_GE60", "U"};
const LayerCodes kCodes = {kAges, {"lower-conventional", "lower-high-tech"}};
const Pseudonyms kPseudonyms(std::string(32, 'k'));
constexpr char kUid[] = "01900000-0000-7000-8000-000000000001";

// "2024-07-03..2026-07-03 YES"
std::vector<std::string> Said(const std::vector<NeedSpan>& spans) {
  std::vector<std::string> said;
  for (const NeedSpan& span : spans) said.push_back(absl::StrCat(span.from, "..", span.until, span.has_one ? " YES" : " NO"));
  return said;
}

TEST(Pseudonyms, LeadBackWithTheKeyAlone) {
  const std::string pseudonym = *kPseudonyms.Of(kUid);
  EXPECT_NE(pseudonym, kUid);
  EXPECT_EQ(*kPseudonyms.UidOf(pseudonym), kUid);
  EXPECT_EQ(*kPseudonyms.Of(kUid), pseudonym);
  const Pseudonyms other(std::string(32, 'x'));
  EXPECT_NE(*other.Of(kUid), pseudonym);
  EXPECT_NE(*other.UidOf(pseudonym), kUid);
  EXPECT_FALSE(kPseudonyms.Of("nobody").ok());
  EXPECT_FALSE(Pseudonyms("short").Of(kUid).ok());
}

TEST(Layer, AnAgeIsInABandOnlyWhenAllOfItIs) {
  EXPECT_EQ(AgeBand(0, 17, kAges), "Y0T17");
  EXPECT_EQ(AgeBand(std::nullopt, 17, kAges), "Y0T17");
  EXPECT_EQ(AgeBand(17, 18, kAges), "U");
  EXPECT_EQ(AgeBand(60, 120, kAges), "Y_GE60");
  EXPECT_EQ(AgeBand(59, 120, kAges), "U");
  EXPECT_EQ(AgeBand(20, std::nullopt, kAges), "U");
}

TEST(Layer, VersionsThatSayTheSameAreOneAndRecordsWithoutAnyAreKnown) {
  ToldVersion told{.kind = "CASUALTY", .uid = kUid};
  std::vector<ToldVersion> versions = {told};
  told.parent_uid = "01900000-0000-7000-8000-000000000002";
  told.registered_in = "az";
  told.occurred_on = "2025-03-01";
  told.district = "AZ-TAR";
  told.outcome = "OUTCOME_INJURED";
  told.sex = "SEX_FEMALE";
  told.activity = "ACTIVITY_HERDING";
  for (const char* time : {"1", "2", "3", "4"}) {
    told.recorded_from = time;
    told.recorded_until = std::string(1, static_cast<char>(time[0] + 1));
    if (time[0] == '3') told.outcome = "OUTCOME_KILLED";
    versions.push_back(told);
  }
  const auto layer = LayerOf(versions, kCodes, kPseudonyms);
  ASSERT_TRUE(layer.ok()) << layer.status();
  EXPECT_THAT(layer->pseudonyms, ElementsAre(*kPseudonyms.Of(kUid)));
  ASSERT_THAT(layer->facts, SizeIs(2));
  EXPECT_EQ(layer->facts[0].recorded_from + layer->facts[0].recorded_until, "13");
  EXPECT_EQ(layer->facts[1].recorded_from + layer->facts[1].recorded_until, "35");
  EXPECT_EQ(layer->facts[0].outcome + layer->facts[0].sex + layer->facts[0].age_band, "INJUREDFU");
  EXPECT_EQ(layer->facts[1].outcome + layer->facts[1].civ_status + layer->facts[1].activity + layer->facts[1].device,
            "KILLEDUNKNOWNHERDINGUNKNOWN");
}

TEST(Needs, FollowOneDeviceThroughItsTerm) {
  EXPECT_THAT(NeedSpans({}, ""), IsEmpty());
  EXPECT_THAT(Said(NeedSpans({{.prescribed_on = "2024-05-14"}}, "")), ElementsAre("2024-05-14.. NO"));
  EXPECT_THAT(Said(NeedSpans({{"2024-05-14", "2024-07-03", "2026-07-03", ""}}, "")),
              ElementsAre("2024-05-14..2024-07-03 NO", "2024-07-03..2026-07-03 YES", "2026-07-03.. NO"));
  EXPECT_THAT(Said(NeedSpans({{"2024-05-14", "2024-07-03", "2026-07-03", "2025-01-01"}}, "")),
              ElementsAre("2024-05-14..2024-07-03 NO", "2024-07-03..2025-01-01 YES", "2025-01-01.. NO"))
      << "what was given back is worn no more";
  EXPECT_THAT(Said(NeedSpans({{"2024-05-14", "2024-07-03", "", ""}}, "")),
              ElementsAre("2024-05-14..2024-07-03 NO", "2024-07-03.. YES"))
      << "a child's has no term";
}

TEST(Needs, TwoDevicesThatFollowEachOtherLeaveNoGapAndDeathEndsAll) {
  const std::vector<KnownDevice> two = {{"2024-05-14", "2024-07-03", "2026-07-03", "2026-06-01"},
                                        {"2026-05-01", "2026-06-01", "2028-06-01", ""}};
  EXPECT_THAT(Said(NeedSpans(two, "")), ElementsAre("2024-05-14..2024-07-03 NO", "2024-07-03..2028-06-01 YES", "2028-06-01.. NO"));
  EXPECT_THAT(Said(NeedSpans(two, "2025-01-02")), ElementsAre("2024-05-14..2024-07-03 NO", "2024-07-03..2025-01-02 YES"));
  EXPECT_THAT(Said(NeedSpans(two, "2024")), IsEmpty());
}

TEST(Layer, NeedsAreKeptAsTheyWereKnown) {
  ToldVersion told{.kind = "PROSTHESIS", .uid = kUid};
  told.registered_in = "az";
  told.sex = "SEX_FEMALE";
  told.device = "lower-conventional";
  told.occurred_on = "2024-05-14";
  told.outcome = "DEVICE_STATE_PRESCRIBED";
  told.recorded_from = "1";
  told.recorded_until = "2";
  std::vector<ToldVersion> versions = {told};
  ToldVersion chair = told;
  chair.device = "wheelchair-manual";
  chair.occurred_on = "2020-01-01";
  versions.push_back(chair);
  told.outcome = "DEVICE_STATE_APPROVED";
  told.recorded_from = "2";
  told.recorded_until = "3";
  versions.push_back(told);
  told.outcome = "DEVICE_STATE_DELIVERED";
  told.begun_on = "2024-07-03";
  told.due_on = "2026-07-03";
  told.recorded_from = "3";
  told.recorded_until = "infinity";
  versions.push_back(told);
  const auto layer = LayerOf(versions, kCodes, kPseudonyms);
  ASSERT_TRUE(layer.ok()) << layer.status();
  std::vector<std::string> said;
  for (const Fact& fact : layer->facts) {
    said.push_back(absl::StrCat(fact.part, " ", fact.occurred_on, "..", fact.ended_on, " ", fact.share, fact.sex, " known ",
                                fact.recorded_from, "..", fact.recorded_until));
  }
  EXPECT_THAT(said, ElementsAre("2024-05-14 2024-05-14.. NOF known 1..3", "2024-05-14 2024-05-14..2024-07-03 NOF known 3..infinity",
                                "2024-07-03 2024-07-03..2026-07-03 YESF known 3..infinity",
                                "2026-07-03 2026-07-03.. NOF known 3..infinity"))
      << "an approval changes nothing that is counted, and a wheelchair is no prosthesis";
  versions[0].outcome = "DEVICE_STATE_REFUSED";
  EXPECT_THAT(LayerOf({versions[0]}, kCodes, kPseudonyms)->facts, IsEmpty());
}

TEST(Layer, CodesOfOtherServicesBecomeThoseOfFigures) {
  ToldVersion told{.kind = "PAYMENT", .uid = kUid};
  told.recorded_from = "1";
  told.benefit = "stipend-martyr-family";
  told.relation = "FAMILY_RELATION_SIBLING";
  told.value = 23;
  ToldVersion visit{.kind = "SERVICE", .uid = kUid};
  visit.recorded_from = "1";
  visit.service = "VISIT_KIND_PEER_SUPPORT";
  ToldVersion other = visit;
  other.uid = "01900000-0000-7000-8000-000000000002";
  other.service = "VISIT_KIND_GAIT_TRAINING";
  const auto layer = LayerOf({told, visit, other}, kCodes, kPseudonyms);
  ASSERT_TRUE(layer.ok()) << layer.status();
  ASSERT_THAT(layer->facts, SizeIs(3));
  EXPECT_EQ(
      absl::StrCat(layer->facts[0].benefit, " ", layer->facts[0].relation, " ", layer->facts[0].value, " ", layer->facts[0].sex),
      "STIPEND_MARTYR_FAMILY OTHER 23 U");
  EXPECT_EQ(layer->facts[1].service + layer->facts[1].sex, "PSYCHOLOGICAL");
  EXPECT_EQ(layer->facts[2].service, "REHABILITATION");
}

TEST(Needs, ProsthesesAreThoseOfTheList) {
  const auto classes = LoadProsthesisClasses("policy");
  ASSERT_TRUE(classes.ok()) << classes.status();
  EXPECT_THAT(*classes, SizeIs(9));
  EXPECT_EQ(classes->count("wheelchair-manual") + classes->count("crutches"), 0U);
}

}  // namespace
}  // namespace dayaq::statistics
