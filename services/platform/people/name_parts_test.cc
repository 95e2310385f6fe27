#include "services/platform/people/name_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/text/name_folding.h"

namespace dayaq {
namespace {

using ::testing::FieldsAre;

NameParts Split(const std::string& family, const std::string& given, const std::string& father = "") {
  common::v1::PersonIdentity identity;
  identity.set_family_name(family);
  identity.set_given_name(given);
  identity.set_father_name(father);
  return SplitNames(identity);
}

TEST(SplitNames, WhatLiesWhereItBelongsStays) {
  EXPECT_THAT(Split("Cəfərova", "Sevinc", "Rauf"), FieldsAre("Cəfərova", "Sevinc", "Rauf"));
  EXPECT_THAT(Split("Cəfərova", "Sevinc", "Rauf qızı"), FieldsAre("Cəfərova", "Sevinc", "Rauf"));
  EXPECT_THAT(Split("Əliyev", "Əli Ağa", ""), FieldsAre("Əliyev", "Əli Ağa", ""));
  EXPECT_THAT(Split("Həsən", "Əli"), FieldsAre("Həsən", "Əli", ""));
  EXPECT_THAT(Split("", "Sevinc"), FieldsAre("", "Sevinc", ""));
  EXPECT_THAT(Split("", ""), FieldsAre("", "", ""));
}

TEST(SplitNames, OneFieldIsSpreadOverThree) {
  EXPECT_THAT(Split("Cəfərova Sevinc Rauf qızı", ""), FieldsAre("Cəfərova", "Sevinc", "Rauf"));
  EXPECT_THAT(Split("", "Sevinc Rauf qızı Cəfərova"), FieldsAre("Cəfərova", "Sevinc", "Rauf"));
  EXPECT_THAT(Split("Sevinj Jafarova Rauf", ""), FieldsAre("Jafarova", "Sevinj", "Rauf"));
  EXPECT_THAT(Split("Джафарова Севиндж Рауфовна", ""), FieldsAre("Джафарова", "Севиндж", "Рауфовна"));
  EXPECT_THAT(Split("Həsənli Elnur", ""), FieldsAre("Həsənli", "Elnur", ""));
  EXPECT_THAT(Split("Elnur Həsənli", ""), FieldsAre("Həsənli", "Elnur", ""));
  EXPECT_THAT(Split("Bayram Elnur", ""), FieldsAre("Bayram", "Elnur", "")) << "nothing tells: the order of official papers";
}

TEST(SplitNames, APatronymicAndSwappedFieldsAreSeen) {
  EXPECT_THAT(Split("Cəfərova", "Sevinc Rauf qızı"), FieldsAre("Cəfərova", "Sevinc", "Rauf"));
  EXPECT_THAT(Split("Джафарова", "Севиндж Рауфовна"), FieldsAre("Джафарова", "Севиндж", "Рауфовна"));
  EXPECT_THAT(Split("Sevinc", "Cəfərova", "Rauf"), FieldsAre("Cəfərova", "Sevinc", "Rauf"));
  EXPECT_THAT(Split("Gülnarə", "Əliyeva"), FieldsAre("Əliyeva", "Gülnarə", ""));
  EXPECT_THAT(Split("Ülviyyə", "Kərimli"), FieldsAre("Kərimli", "Ülviyyə", ""));
  EXPECT_THAT(Split("Həsən", "Əli"), FieldsAre("Həsən", "Əli", ""));
}

TEST(SoundOf, SpellingsSoundAlike) {
  EXPECT_EQ(SoundOf(FoldName("Mehdi")), SoundOf(FoldName("Mehti")));
  EXPECT_EQ(SoundOf(FoldName("Abdullah")), SoundOf(FoldName("Abdulla")));
  EXPECT_EQ(SoundOf(FoldName("Elçin")), SoundOf(FoldName("Elcin")));
  EXPECT_EQ(SoundOf(FoldName("Yusif")), SoundOf(FoldName("Yusuf")));
  EXPECT_NE(SoundOf(FoldName("Elnur")), SoundOf(FoldName("Elçin")));
  EXPECT_EQ(SoundOf(""), "");
}

}  // namespace
}  // namespace dayaq
