#include "services/platform/database/message_json.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dayaq/incident/v1/casualty.pb.h"
#include "services/platform/database/database_test.pb.h"

namespace dayaq {
namespace {

using database_test::Step;
using google::protobuf::util::MessageDifferencer;

// As protobuf's own reader understands our text.
template <typename M>
M ReadBack(const M& message) {
  std::string json;
  AppendJsonMessage(message, json);
  M read;
  const auto status = google::protobuf::util::JsonStringToMessage(json, &read);
  EXPECT_TRUE(status.ok()) << json;
  return read;
}

Step FullStep() {
  Step step;
  step.set_what("\"quoted\" \\ back / slash \b\f\n\r\t\x01\x1f\x7f Ağdərə \xF0\x9F\xA6\xBF </script> \xE2\x80\xA8");
  step.mutable_time()->set_seconds(1707041472);
  step.mutable_time()->set_nanos(13000);
  step.set_mood(database_test::MOOD_BAD);
  step.set_amount(-9223372036854775807 - 1);
  step.set_weight(0.1);
  step.set_digest(std::string("\0\xff\xfe", 3));
  step.mutable_day()->set_year(2024);
  step.add_moods(database_test::MOOD_GOOD);
  step.add_moods(database_test::MOOD_UNSPECIFIED);
  step.set_maybe(false);
  step.set_share(0.25F);
  step.set_large(18446744073709551615U);
  step.add_steps()->set_what("inner");
  step.add_steps();
  return step;
}

TEST(MessageJson, WhatIsWrittenReadsBackTheSame) {
  const Step step = FullStep();
  EXPECT_TRUE(MessageDifferencer::Equals(ReadBack(step), step)) << ReadBack(step).DebugString();
}

TEST(MessageJson, IsTheTextOfProtobufItself) {
  Step step = FullStep();
  step.set_what("Ağdərə 7");
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string theirs, ours;
  ASSERT_TRUE(google::protobuf::util::MessageToJsonString(step, &theirs, options).ok());
  AppendJsonMessage(step, ours);
  EXPECT_EQ(ours, theirs);
}

TEST(MessageJson, MapsAreWrittenToo) {
  Step step;
  (*step.mutable_counts())["a\"b"] = 3;
  EXPECT_TRUE(MessageDifferencer::Equals(ReadBack(step), step));
}

TEST(MessageJson, NumbersThatAreNoneAreWritten) {
  Step step;
  step.set_weight(std::numeric_limits<double>::infinity());
  EXPECT_EQ(ReadBack(step).weight(), std::numeric_limits<double>::infinity());
}

TEST(MessageJson, ACasualtyWithItsListsReadsBackTheSame) {
  incident::v1::CasualtyFacts facts;
  auto* injury = facts.add_injuries();
  injury->set_imsma_code("C1.2.3.2");
  injury->add_report_uids("0190a7f2-0000-7000-8000-000000000001");
  facts.add_care_steps()->set_minutes_after(0);
  facts.set_distance_metres(0);
  facts.mutable_age()->set_max_years(17);
  EXPECT_TRUE(MessageDifferencer::Equals(ReadBack(facts), facts));
}

RC_GTEST_PROP(MessageJson, AnyCharactersSurvive, (const std::vector<uint32_t>& characters)) {
  std::string text;
  for (uint32_t character : characters) {
    character %= 0x110000;
    if (character >= 0xD800 && character <= 0xDFFF) continue;
    if (character < 0x80) {
      text.push_back(static_cast<char>(character));
    } else if (character < 0x800) {
      text.push_back(static_cast<char>(0xC0 | (character >> 6)));
      text.push_back(static_cast<char>(0x80 | (character & 0x3F)));
    } else {
      if (character < 0x10000) {
        text.push_back(static_cast<char>(0xE0 | (character >> 12)));
      } else {
        text.push_back(static_cast<char>(0xF0 | (character >> 18)));
        text.push_back(static_cast<char>(0x80 | ((character >> 12) & 0x3F)));
      }
      text.push_back(static_cast<char>(0x80 | ((character >> 6) & 0x3F)));
      text.push_back(static_cast<char>(0x80 | (character & 0x3F)));
    }
  }
  Step step;
  step.set_what(text);
  RC_ASSERT(ReadBack(step).what() == text);
}

TEST(MessageJson, ListsAndSubMessagesAreReadIntoTheirField) {
  database_test::Findings findings;
  const auto* type = database_test::Findings::descriptor();
  EXPECT_TRUE(ReadJsonField(R"([{"what": "a"}, {"mood": "MOOD_BAD"}])", *type->FindFieldByName("steps"), findings));
  EXPECT_TRUE(ReadJsonField(R"({"amount": "5"})", *type->FindFieldByName("main_step"), findings));
  EXPECT_EQ(findings.steps(1).mood(), database_test::MOOD_BAD);
  EXPECT_EQ(findings.main_step().amount(), 5);
}

TEST(MessageJson, WhatPostgresWritesIsReadAsProtobufReadsIt) {
  constexpr char kJson[] = R"([{"what": "\u0041\ud83e\uddbf \/ \b\f\n\r\t \u0001 Ağdərə", "mood": "MOOD_BAD", "amount": "-5",
    "weight": 1e-7, "digest": "AP/+", "day": {"year": 2024}, "steps": [ ], "moods": ["MOOD_GOOD", "MOOD_UNSPECIFIED"], "maybe": false,
    "share": 0.25, "large": 18446744073709551615, "counts": {"a \"b\" }": 3}, "time": "2024-02-04T10:11:12.000013Z"},
    {"what": null}, { }])";
  database_test::Findings theirs, ours;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(std::string("{\"steps\": ") + kJson + "}", &theirs).ok());
  ASSERT_TRUE(ReadJsonField(kJson, *database_test::Findings::descriptor()->FindFieldByName("steps"), ours));
  EXPECT_TRUE(MessageDifferencer::Equals(ours, theirs)) << ours.DebugString();
}

TEST(MessageJson, NothingThatIsCutShortIsRead) {
  std::string json;
  AppendJsonMessage(FullStep(), json);
  const auto& field = *database_test::Findings::descriptor()->FindFieldByName("main_step");
  database_test::Findings whole;
  EXPECT_TRUE(ReadJsonField(json, field, whole));
  EXPECT_TRUE(MessageDifferencer::Equals(whole.main_step(), FullStep()));
  for (size_t size = 0; size < json.size(); ++size) {
    database_test::Findings findings;
    EXPECT_FALSE(ReadJsonField(absl::string_view(json).substr(0, size), field, findings)) << size;
  }
  EXPECT_FALSE(ReadJsonField(json + "x", field, whole));
}

TEST(MessageJson, EndlessNestingIsRefused) {
  std::string json;
  for (int i = 0; i < 100000; ++i) json += "{\"steps\":[";
  database_test::Findings findings;
  EXPECT_FALSE(ReadJsonField(json, *database_test::Findings::descriptor()->FindFieldByName("main_step"), findings));
}

TEST(MessageJson, FaultyValuesAreRefused) {
  database_test::Findings findings;
  const auto& field = *database_test::Findings::descriptor()->FindFieldByName("main_step");
  for (const char* json : {R"({"what": "\ud83e"})", R"({"what": "\udd00"})", R"({"what": "\x"})", R"({"what": "\u0x41"})",
                           R"({"amount": "5})", R"({"maybe": 1})", R"({"amount": 1.5})", R"({"what": "a",})", R"({"time": "now"})",
                           R"({"counts": {"a"})", R"({"digest": "*"})", R"({"moods": "MOOD_BAD"})"}) {
    EXPECT_FALSE(ReadJsonField(json, field, findings)) << json;
  }
}

TEST(MessageJson, UnknownPartsAreRefused) {
  database_test::Findings findings;
  const auto* type = database_test::Findings::descriptor();
  EXPECT_FALSE(ReadJsonField(R"([{"nothing": 1}])", *type->FindFieldByName("steps"), findings));
  EXPECT_FALSE(ReadJsonField(R"({"mood": "MOOD_ODD"})", *type->FindFieldByName("main_step"), findings));
  EXPECT_FALSE(ReadJsonField(R"({"what": 1}, "count": 5)", *type->FindFieldByName("steps"), findings));
  EXPECT_FALSE(ReadJsonField("", *type->FindFieldByName("main_step"), findings));
}

}  // namespace
}  // namespace dayaq
