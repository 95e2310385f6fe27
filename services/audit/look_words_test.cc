#include "services/audit/look_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dayaq::audit {
namespace {

using ::testing::ElementsAre;

TEST(LookWords, SayInstitutionRolePurposeActionAndWhatWasSeen) {
  Institutions institutions;
  institutions["hospital-barda"].set_name_az("Bərdə xəstəxanası");
  institutions["hospital-barda"].set_name_en("Barda hospital");
  v1::Look look;
  look.set_institution("hospital-barda");
  look.set_role("clinician");
  look.set_purpose("care");
  look.set_action("survivor.read");
  look.add_seen(access::v1::DATA_CLASS_PUBLIC);
  look.add_seen(access::v1::DATA_CLASS_HEALTH);
  SetWords(LinkedPolicy(), institutions, look);
  EXPECT_EQ(look.institution_az(), "Bərdə xəstəxanası");
  EXPECT_EQ(look.institution_en(), "Barda hospital");
  EXPECT_EQ(look.role_az(), "Həkim");
  EXPECT_EQ(look.purpose_az(), "Qayğı və müalicə");
  EXPECT_EQ(look.action_en(), "Look at a survivor's record");
  EXPECT_THAT(look.seen_az(), ElementsAre("xəsarətlər, diaqnoz, müalicə")) << "what may be known to anyone is not worth a word";
  EXPECT_THAT(look.seen_en(), ElementsAre("injuries, diagnoses, care"));
}

TEST(LookWords, ACodeThatNobodyKnowsStandsForItself) {
  v1::Look look;
  look.set_institution("closed-long-ago");
  look.set_role("former_role");
  look.set_purpose("former_purpose");
  look.set_action("former.action");
  SetWords(LinkedPolicy(), {}, look);
  EXPECT_EQ(look.institution_az(), "closed-long-ago");
  EXPECT_EQ(look.role_en(), "former_role");
  EXPECT_EQ(look.purpose_az(), "former_purpose");
  EXPECT_EQ(look.action_az(), "former.action");
}

TEST(LookWords, EveryClassOfThePolicyThatIsAboutSomebodyHasWords) {
  for (int value = access::v1::DATA_CLASS_OPERATIONAL; value <= access::v1::DataClass_MAX; ++value) {
    const auto data_class = static_cast<access::v1::DataClass>(value);
    if (data_class == access::v1::DATA_CLASS_SECRET) continue;
    EXPECT_NE(SeenWords(data_class).az, "") << access::v1::DataClass_Name(data_class);
    EXPECT_NE(SeenWords(data_class).en, "") << access::v1::DataClass_Name(data_class);
  }
}

}  // namespace
}  // namespace dayaq::audit
