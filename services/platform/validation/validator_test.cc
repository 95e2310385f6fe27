#include "services/platform/validation/validator.h"

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/stubs/logging.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"
#include "services/platform/text/partial_date.h"
#include "services/platform/validation/validator_test.pb.h"

namespace dayaq {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using validation::test::Demanding;
using validation::test::Sample;

// 2026-03-10 21:00 UTC: already 11 March in Baku.
const absl::Time kNow = absl::FromUnixSeconds(1773176400);

// A message without faults.
Sample Good() {
  Sample sample;
  sample.set_name("Aynur");
  sample.add_marks(1);
  return sample;
}

std::vector<std::string> Faults(const google::protobuf::Message& message) {
  Violations found;
  Validate(message, kNow, found);
  std::vector<std::string> faults;
  for (const auto& fault : found.bad_request().field_violations()) {
    EXPECT_FALSE(fault.description().empty());
    faults.push_back(absl::StrCat(fault.field(), " ", fault.reason()));
  }
  return faults;
}

PartialDate Date(int year, int month = 0, int day = 0) {
  PartialDate date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

std::string Repeated(absl::string_view piece, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) absl::StrAppend(&text, piece);
  return text;
}

TEST(Validator, AGoodMessageHasNoFaults) { EXPECT_THAT(Faults(Good()), IsEmpty()); }

TEST(Validator, WhatIsRequiredMustBeThere) {
  Demanding request;
  EXPECT_THAT(Faults(request), ElementsAre("text REQUIRED", "raw REQUIRED", "colour REQUIRED", "date REQUIRED", "list REQUIRED",
                                           "table REQUIRED", "number REQUIRED"));
  request.set_text("a");
  request.set_raw("a");
  request.set_colour(validation::test::COLOUR_RED);
  request.mutable_date();
  request.add_list("a");
  (*request.mutable_table())["a"] = 0;
  request.set_number(0);
  EXPECT_THAT(Faults(request), ElementsAre("date REQUIRED")) << "a date of which nothing is known is none";
  request.mutable_date()->set_year(2024);
  EXPECT_THAT(Faults(request), IsEmpty());
}

TEST(Validator, LengthsAreCountedInCodePointsAfterNormalisation) {
  Sample sample = Good();
  for (const char* right : {"", "ab", "əğışç", "s\xCC\xA7s\xCC\xA7s\xCC\xA7s\xCC\xA7s\xCC\xA7", "😀😀😀😀😀"}) {
    sample.set_short_(right);
    EXPECT_THAT(Faults(sample), IsEmpty()) << right;
  }
  for (const char* shorter : {"a", "ə", "s\xCC\xA7"}) {
    sample.set_short_(shorter);
    EXPECT_THAT(Faults(sample), ElementsAre("short TOO_SHORT")) << shorter;
  }
  for (const char* longer : {"abcdef", "əğışçö"}) {
    sample.set_short_(longer);
    EXPECT_THAT(Faults(sample), ElementsAre("short TOO_LONG")) << longer;
  }
}

TEST(Validator, TextWithoutALimitOfItsOwnHasTwoHundred) {
  Sample sample = Good();
  sample.set_name(Repeated("ə", 200));
  EXPECT_THAT(Faults(sample), IsEmpty());
  sample.set_name(Repeated("ə", 201));
  EXPECT_THAT(Faults(sample), ElementsAre("name TOO_LONG"));
}

TEST(Validator, MalformedTextIsNamedWhateverTheRule) {
  Sample sample = Good();
  const std::pair<const char*, size_t> malformed[] = {
      {"a\0b", 3}, {"\xff", 1}, {"\xc0\x80", 2}, {"\xed\xa0\x80", 3}, {"\xf4\x90\x80\x80", 4}, {"abc\xc9", 4}};
  for (const auto& [bytes, size] : malformed) {
    sample.set_name(std::string(bytes, size));
    EXPECT_THAT(Faults(sample), ElementsAre("name TEXT_MALFORMED"));
  }
}

TEST(Validator, APatternMatchesTheWholeText) {
  Sample sample = Good();
  sample.set_code("AZ-001");
  EXPECT_THAT(Faults(sample), IsEmpty());
  for (const char* wrong : {"AZ-0011", "xAZ-001", "az-001", "AZ-001\n", " "}) {
    sample.set_code(wrong);
    EXPECT_THAT(Faults(sample), ElementsAre("code PATTERN_MISMATCH")) << wrong;
  }
}

TEST(Validator, AUuidIsThirtySixLowerCaseCharacters) {
  Sample sample = Good();
  sample.set_id("018f2b7c-7b5e-7c3a-9d2e-0123456789ab");
  EXPECT_THAT(Faults(sample), IsEmpty());
  for (const char* wrong : {"018F2B7C-7B5E-7C3A-9D2E-0123456789AB", "018f2b7c7b5e7c3a9d2e0123456789ab",
                            "{018f2b7c-7b5e-7c3a-9d2e-0123456789ab}", "018f2b7c-7b5e-7c3a-9d2e-0123456789ag"}) {
    sample.set_id(wrong);
    EXPECT_THAT(Faults(sample), ElementsAre("id PATTERN_MISMATCH")) << wrong;
  }
}

TEST(Validator, BytesAreCountedAsBytesAndNeedNotBeText) {
  Sample sample = Good();
  sample.set_token(std::string("\xff\0\xff\0", 4));
  EXPECT_THAT(Faults(sample), IsEmpty());
  sample.set_token("12345");
  EXPECT_THAT(Faults(sample), ElementsAre("token TOO_LONG"));
}

TEST(Validator, NumbersStayInTheirRange) {
  Sample sample = Good();
  for (const int right : {0, 120}) {
    sample.set_age(right);
    EXPECT_THAT(Faults(sample), IsEmpty()) << right;
  }
  for (const int wrong : {-1, 121, std::numeric_limits<int>::min()}) {
    sample.set_age(wrong);
    EXPECT_THAT(Faults(sample), ElementsAre("age OUT_OF_RANGE")) << wrong;
  }
}

TEST(Validator, BigIntegersAreNotRoundedBeforeTheyAreCompared) {
  Sample sample = Good();
  sample.set_big(int64_t{1} << 53);
  EXPECT_THAT(Faults(sample), IsEmpty());
  sample.set_big((int64_t{1} << 53) + 1);
  EXPECT_THAT(Faults(sample), ElementsAre("big OUT_OF_RANGE"));
}

TEST(Validator, WhatIsNotAFiniteNumberIsOutOfEveryRange) {
  Sample sample = Good();
  for (const double wrong : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 0.49, 1.51}) {
    sample.set_ratio(wrong);
    EXPECT_THAT(Faults(sample), ElementsAre("ratio OUT_OF_RANGE")) << wrong;
  }
  sample.set_ratio(1.5);
  sample.set_height(-std::numeric_limits<float>::infinity());
  EXPECT_THAT(Faults(sample), ElementsAre("height OUT_OF_RANGE"));
}

TEST(Validator, EnumValuesMustBeDefined) {
  Sample sample = Good();
  sample.set_colour(static_cast<validation::test::Colour>(7));
  sample.add_colours(validation::test::COLOUR_RED);
  sample.add_colours(static_cast<validation::test::Colour>(-1));
  EXPECT_THAT(Faults(sample), ElementsAre("colour ENUM_UNDEFINED", "colours[1] ENUM_UNDEFINED"));
}

TEST(Validator, ListsHaveBoundsAndTheirElementsRules) {
  Sample sample = Good();
  sample.clear_marks();
  EXPECT_THAT(Faults(sample), ElementsAre("marks TOO_FEW_ITEMS"));
  for (const int mark : {1, 0, 3}) sample.add_marks(mark);
  EXPECT_THAT(Faults(sample), ElementsAre("marks[1] OUT_OF_RANGE"));
  sample.add_marks(4);
  EXPECT_THAT(Faults(sample), ElementsAre("marks TOO_MANY_ITEMS", "marks[1] OUT_OF_RANGE"));
}

TEST(Validator, AnEmptyElementIsThereAndMustFollowTheRules) {
  Sample sample = Good();
  sample.add_tags("a");
  sample.add_tags("");
  EXPECT_THAT(Faults(sample), ElementsAre("tags[1] TOO_SHORT"));
}

TEST(Validator, AListWithoutALimitOfItsOwnHasAHundred) {
  Sample sample = Good();
  for (int i = 0; i < 100; ++i) *sample.add_children() = Good();
  EXPECT_THAT(Faults(sample), IsEmpty());
  for (int i = 0; i < 9'900; ++i) sample.add_children();
  EXPECT_THAT(Faults(sample), ElementsAre("children TOO_MANY_ITEMS")) << "and what lies beyond the limit is not looked at";
}

TEST(Validator, PartialDatesMustBePossible) {
  Sample sample = Good();
  for (const auto& right : {Date(0), Date(1990), Date(2024, 2), Date(2024, 2, 29)}) {
    *sample.mutable_happened_on() = right;
    EXPECT_THAT(Faults(sample), IsEmpty()) << right.ShortDebugString();
  }
  for (const auto& wrong : {Date(2023, 2, 29), Date(2024, 2, 30), Date(2024, 0, 4), Date(0, 2), Date(0, 0, 3), Date(1899),
                            Date(2201), Date(2024, 13), Date(2024, 4, 31), Date(2024, -1), Date(2024, 1, -1), Date(-5)}) {
    *sample.mutable_happened_on() = wrong;
    EXPECT_THAT(Faults(sample), ElementsAre("happened_on DATE_IMPOSSIBLE")) << wrong.ShortDebugString();
  }
  sample.clear_happened_on();
  *sample.add_visits() = Date(2030);
  *sample.add_visits() = Date(2030, 2, 30);
  EXPECT_THAT(Faults(sample), ElementsAre("visits[1] DATE_IMPOSSIBLE")) << "without a rule the future is allowed";
}

TEST(Validator, APartialDateIsInTheFutureOnlyWhenItCertainlyIsInBaku) {
  Sample sample = Good();
  for (const auto& right : {Date(2026), Date(2026, 3), Date(2026, 3, 11)}) {
    *sample.mutable_happened_on() = right;
    EXPECT_THAT(Faults(sample), IsEmpty()) << right.ShortDebugString();
  }
  for (const auto& wrong : {Date(2026, 3, 12), Date(2026, 4), Date(2027)}) {
    *sample.mutable_happened_on() = wrong;
    EXPECT_THAT(Faults(sample), ElementsAre("happened_on IN_THE_FUTURE")) << wrong.ShortDebugString();
  }
  *sample.mutable_happened_on() = Date(1989, 12, 31);
  EXPECT_THAT(Faults(sample), ElementsAre("happened_on OUT_OF_RANGE"));
}

TEST(Validator, TimestampsHaveBoundsToo) {
  Sample sample = Good();
  auto* time = sample.mutable_happened_at();
  time->set_seconds(absl::ToUnixSeconds(kNow));
  EXPECT_THAT(Faults(sample), IsEmpty());
  time->set_nanos(1);
  EXPECT_THAT(Faults(sample), ElementsAre("happened_at IN_THE_FUTURE"));
  time->set_nanos(0);
  time->set_seconds(631152000);  // 1990-01-01
  EXPECT_THAT(Faults(sample), IsEmpty());
  time->set_seconds(631151999);
  EXPECT_THAT(Faults(sample), ElementsAre("happened_at OUT_OF_RANGE"));
  time->set_nanos(-1);
  EXPECT_THAT(Faults(sample), ElementsAre("happened_at DATE_IMPOSSIBLE"));
  time->set_nanos(0);
  time->set_seconds(std::numeric_limits<int64_t>::max());
  EXPECT_THAT(Faults(sample), ElementsAre("happened_at DATE_IMPOSSIBLE"));
}

TEST(Validator, PathsLeadThroughMessagesListsMapsAndChoices) {
  Sample sample = Good();
  sample.mutable_inner()->add_marks(1);
  *sample.add_children() = Good();
  *sample.add_children() = Good();
  *sample.mutable_children(1)->mutable_inner() = Good();
  sample.mutable_children(1)->mutable_inner()->set_age(-1);
  (*sample.mutable_labels())["a"] = "long";
  (*sample.mutable_by_number())[5] = Good();
  (*sample.mutable_by_number())[5].set_code("?");
  *sample.mutable_other() = Good();
  sample.mutable_other()->set_word("word");
  EXPECT_THAT(Faults(sample), ElementsAre("inner.name REQUIRED", "children[1].inner.age OUT_OF_RANGE", "labels[*] TOO_LONG",
                                          "by_number[*].code PATTERN_MISMATCH", "other.word TOO_LONG"));
}

TEST(Validator, MapsAreBoundedLikeLists) {
  Sample sample = Good();
  for (const char* key : {"a", "b", "c"}) (*sample.mutable_labels())[key] = "x";
  EXPECT_THAT(Faults(sample), ElementsAre("labels TOO_MANY_ITEMS"));
  sample.clear_labels();
  (*sample.mutable_labels())[Repeated("k", 201)] = "x";
  EXPECT_THAT(Faults(sample), ElementsAre("labels[*] TOO_LONG"));
}

TEST(Validator, NestingEndsAtThirtyTwo) {
  Sample sample = Good();
  Sample* deepest = &sample;
  for (int depth = 2; depth <= kMaxMessageDepth; ++depth) {
    deepest = deepest->mutable_inner();
    *deepest = Good();
  }
  EXPECT_THAT(Faults(sample), IsEmpty());
  *deepest->mutable_inner() = Good();
  const auto faults = Faults(sample);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_THAT(faults[0], testing::EndsWith(".inner REQUEST_TOO_LARGE"));
}

TEST(Validator, GooglesOwnMessagesAreCheckedByTheDefaults) {
  Sample sample = Good();
  (*sample.mutable_anything()->mutable_fields())["key"].set_string_value(Repeated("x", 201));
  EXPECT_THAT(Faults(sample), ElementsAre("anything.fields[*].string_value TOO_LONG"));
  google::protobuf::Value* value = &(*sample.mutable_anything()->mutable_fields())["key"];
  for (int i = 0; i < 40; ++i) value = value->mutable_list_value()->add_values();
  EXPECT_THAT(Faults(sample), ElementsAre(testing::EndsWith("REQUEST_TOO_LARGE")));
}

TEST(Validator, NoFaultRepeatsWhatWasSent) {
  Sample sample = Good();
  sample.set_short_("SECRETVALUE");
  sample.set_code("SECRETVALUE");
  sample.set_id("SECRETVALUE");
  (*sample.mutable_labels())["SECRETVALUE"] = "SECRETVALUE";
  Violations found;
  Validate(sample, kNow, found);
  EXPECT_EQ(found.size(), 4);
  EXPECT_THAT(found.bad_request().DebugString(), testing::Not(HasSubstr("SECRETVALUE")));
}

TEST(ClearOutputOnly, DropsWhatOnlyTheServiceSetsAndNothingElse) {
  Sample sample = Good();
  sample.set_state("verified");
  *sample.add_children() = Good();
  sample.mutable_children(0)->set_state("verified");
  (*sample.mutable_by_number())[1] = Good();
  (*sample.mutable_by_number())[1].set_state("verified");
  ClearOutputOnly(sample);
  Sample expected = Good();
  *expected.add_children() = Good();
  (*expected.mutable_by_number())[1] = Good();
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(sample, expected)) << sample.DebugString();
}

TEST(NormaliseText, MakesEqualTextEqualBytesEverywhere) {
  const std::string decomposed = "S\xCC\xA7\x65ki";
  const std::string composed = "Şeki";
  Sample sample;
  sample.set_name(decomposed);
  sample.set_token(decomposed);
  sample.add_tags(decomposed);
  sample.add_children()->set_word(decomposed);
  (*sample.mutable_labels())["k"] = decomposed;
  NormaliseText(sample);
  EXPECT_EQ(sample.name(), composed);
  EXPECT_EQ(sample.tags(0), composed);
  EXPECT_EQ(sample.children(0).word(), composed);
  EXPECT_EQ(sample.labels().at("k"), composed);
  EXPECT_EQ(sample.token(), decomposed) << "bytes are not text";
}

TEST(NormaliseText, LeavesMalformedTextForTheValidatorToName) {
  Sample sample = Good();
  sample.set_name("\xff");
  NormaliseText(sample);
  EXPECT_THAT(Faults(sample), ElementsAre("name TEXT_MALFORMED"));
}

RC_GTEST_PROP(ValidatorProperty, MessagesWithinTheRulesHaveNoFaults, ()) {
  Sample sample = Good();
  sample.set_age(*rc::gen::inRange(0, 121));
  sample.set_ratio(*rc::gen::inRange(50, 151) / 100.0);
  sample.set_short_(Repeated(*rc::gen::element<std::string>("a", "ə", "Ж", "😀"), *rc::gen::inRange(2, 6)));
  sample.set_code(absl::StrCat("AZ-", *rc::gen::inRange(100, 1000)));
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) sample.add_marks(*rc::gen::inRange(1, 1000));
  const auto date = absl::CivilDay(1990, 1, 1) + *rc::gen::inRange(0, 13'000);
  *sample.mutable_happened_on() = Date(static_cast<int>(date.year()), date.month(), *rc::gen::arbitrary<bool>() ? date.day() : 0);
  if (*rc::gen::arbitrary<bool>()) *sample.add_children() = Sample(sample);
  RC_ASSERT(Faults(sample).empty());
}

RC_GTEST_PROP(ValidatorProperty, NoBytesFromTheWireBringItDown, (const std::string& bytes)) {
  const google::protobuf::LogSilencer quiet;
  Sample sample;
  sample.ParsePartialFromString(bytes);  // keeps what it understood
  ClearOutputOnly(sample);
  NormaliseText(sample);
  Faults(sample);
}

RC_GTEST_PROP(ValidatorProperty, NoChangedByteOfAMessageBringsItDown, ()) {
  Sample sample = Good();
  *sample.mutable_happened_on() = Date(2024, 2, 4);
  sample.mutable_happened_at()->set_seconds(1);
  *sample.add_children() = Sample(sample);
  (*sample.mutable_by_number())[3] = Sample(sample);
  std::string bytes = sample.SerializeAsString();
  for (int i = 0; i < 4; ++i) bytes[*rc::gen::inRange<size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();
  const google::protobuf::LogSilencer quiet;
  Sample changed;
  changed.ParsePartialFromString(bytes);
  ClearOutputOnly(changed);
  NormaliseText(changed);
  Violations found;
  Validate(changed, kNow, found);
  RC_ASSERT(found.empty() == found.ToStatus().ok());
}

}  // namespace
}  // namespace dayaq
