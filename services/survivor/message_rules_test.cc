#include "services/survivor/message_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/base/proto_time.h"
#include "services/survivor/message_words.h"
#include "services/survivor/survivor_test_data.h"

namespace dayaq::survivor {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kPolicy[] = R"yaml(
version: 1
example: true
ask_at: "142"
quiet_hours: {from: "21:00", until: "09:00"}
gather_minutes: 30
most_a_day: 2
tries: {most: 5, first_pause: 1, longest_pause: 60}
news_hours: 168
mobile_prefixes: ["50", "99"]
default_language: az
texts:
  NEWS:
    az: "Dayaq: sizin üçün yenilik var. Ətraflı: 142"
    en: "Dayaq: there is news for you. Ask at 142"
    ru: "Dayaq: для вас есть новости. Подробнее: 142"
  REMINDER:
    az: "Dayaq: görüşünüz var. Ətraflı: 142"
    en: "Dayaq: you have an appointment soon. Ask at 142"
    ru: "Dayaq: у вас скоро встреча. Подробнее: 142"
)yaml";

MessagePolicy Policy() { return *ParseMessagePolicy(kPolicy, "messages.yaml"); }

absl::Status With(const std::string& from, const std::string& to) {
  const std::string changed = absl::StrReplaceAll(kPolicy, {{from, to}});
  EXPECT_NE(changed, kPolicy) << from;
  return ParseMessagePolicy(changed, "messages.yaml").status();
}

// An hour of 1 June 2026 in Baku.
absl::Time At(int hour, int minute = 0, int day = 1) {
  return absl::FromCivil(absl::CivilMinute(2026, 6, day, hour, minute), BakuZone());
}

v1::ShortMessage Due(absl::Time queued = At(10)) {
  v1::ShortMessage message = NewNews(queued, Policy());
  message.set_uid("m1");
  return message;
}

MessageFacts Adult() {
  MessageFacts facts;
  facts.addressee.phones = {"+994501234567"};
  facts.addressee.birth_date = Date("1990-05-01");
  return facts;
}

MessageDecision Decide(const MessageFacts& facts, absl::Time now = At(11)) { return DecideMessage(Due(), facts, now, Policy()); }

v1::MessageReason WhyNot(const MessageFacts& facts, absl::Time now = At(11)) {
  const MessageDecision decision = Decide(facts, now);
  EXPECT_EQ(decision.step, MessageStep::kEnd);
  EXPECT_THAT(decision.phone, IsEmpty());
  return decision.reason;
}

TEST(MessageRules, QuietHoursGoOverMidnight) {
  const QuietHours quiet = Policy().quiet;
  EXPECT_EQ(AfterQuietHours(At(20, 59), quiet), At(20, 59));
  EXPECT_EQ(AfterQuietHours(At(21), quiet), At(9, 0, 2));
  EXPECT_EQ(AfterQuietHours(At(23, 59), quiet), At(9, 0, 2));
  EXPECT_EQ(AfterQuietHours(At(0), quiet), At(9));
  EXPECT_EQ(AfterQuietHours(At(8, 59), quiet), At(9));
  EXPECT_EQ(AfterQuietHours(At(9), quiet), At(9));
  const QuietHours noon{.from = absl::Hours(12), .until = absl::Hours(14)};
  EXPECT_EQ(AfterQuietHours(At(11, 59), noon), At(11, 59));
  EXPECT_EQ(AfterQuietHours(At(12), noon), At(14));
  EXPECT_EQ(AfterQuietHours(At(14), noon), At(14));
}

TEST(MessageRules, TheHoursAreThoseOfBakuWithoutSummerTime) {
  // 21:00 in Baku is 17:00 UTC, in summer as in winter.
  EXPECT_EQ(AfterQuietHours(absl::FromCivil(absl::CivilHour(2026, 7, 1, 17), absl::UTCTimeZone()), Policy().quiet),
            absl::FromCivil(absl::CivilHour(2026, 7, 2, 5), absl::UTCTimeZone()));
  EXPECT_EQ(AfterQuietHours(absl::FromCivil(absl::CivilHour(2026, 1, 1, 17), absl::UTCTimeZone()), Policy().quiet),
            absl::FromCivil(absl::CivilHour(2026, 1, 2, 5), absl::UTCTimeZone()));
  EXPECT_EQ(DayBegins(absl::FromCivil(absl::CivilHour(2026, 3, 29, 20), absl::UTCTimeZone())),
            absl::FromCivil(absl::CivilDay(2026, 3, 30), BakuZone()));
}

RC_GTEST_PROP(MessageRules, NothingIsEverSentAtNightOrPutBack, ()) {
  const auto hour = [] { return absl::Minutes(*rc::gen::inRange(0, 24 * 60)); };
  const QuietHours quiet{.from = hour(), .until = hour()};
  RC_PRE(quiet.from != quiet.until);
  const absl::Time time = absl::FromUnixSeconds(*rc::gen::inRange<int64_t>(1'700'000'000, 1'900'000'000));
  const absl::Time allowed = AfterQuietHours(time, quiet);
  RC_ASSERT(allowed >= time);
  RC_ASSERT(allowed - time < absl::Hours(24));
  RC_ASSERT(AfterQuietHours(allowed, quiet) == allowed);
}

TEST(MessageRules, NewsWaitForMoreAndThenForTheMorning) {
  const v1::ShortMessage news = NewNews(At(10), Policy());
  EXPECT_EQ(news.state(), v1::MESSAGE_STATE_QUEUED);
  EXPECT_EQ(TimeOf(news.due_time()), At(10, 30));
  EXPECT_EQ(TimeOf(news.expire_time()), At(10, 0, 8));
  EXPECT_EQ(TimeOf(NewNews(At(20, 45), Policy()).due_time()), At(9, 0, 2));
  const v1::ShortMessage reminder = NewMessage(v1::MESSAGE_OCCASION_REMINDER, At(10), At(15, 0, 3), Policy());
  EXPECT_EQ(TimeOf(reminder.expire_time()), At(15, 0, 3));
}

TEST(MessageRules, ARemindersTimeIsBeforeTheAppointmentAndNotBeforeItWasMoved) {
  EXPECT_TRUE(IsTimeToRemind(At(10, 0, 3), At(10)));
  EXPECT_FALSE(IsTimeToRemind(At(10), At(10)));
  EXPECT_FALSE(IsTimeToRemind(At(9), At(10)));
  EXPECT_FALSE(IsTimeToRemind(At(10, 0, 5), At(10))) << "moved: told again two days before";
}

TEST(MessageRules, AnAdultIsToldOnTheirOwnMobileInTheirLanguage) {
  MessageFacts facts = Adult();
  MessageDecision decision = Decide(facts);
  EXPECT_EQ(decision.step, MessageStep::kSend);
  EXPECT_EQ(decision.receiver, v1::MESSAGE_RECEIVER_ADDRESSEE);
  EXPECT_EQ(decision.phone, "+994501234567");
  EXPECT_EQ(decision.text, "Dayaq: sizin üçün yenilik var. Ətraflı: 142");
  facts.addressee.language = "ru";
  EXPECT_EQ(Decide(facts).text, "Dayaq: для вас есть новости. Подробнее: 142");
  facts.addressee.language = "fr";
  EXPECT_EQ(Decide(facts).text, "Dayaq: sizin üçün yenilik var. Ətraflı: 142");
  facts.addressee.phones = {"", "+994121234567", "+994997654321"};
  EXPECT_EQ(Decide(facts).phone, "+994997654321") << "the first that is a mobile one";
}

TEST(MessageRules, WhoeverIsNotToBeToldIsNot) {
  const auto changed = [](auto change) {
    MessageFacts facts = Adult();
    change(facts);
    return WhyNot(facts);
  };
  EXPECT_EQ(changed([](MessageFacts& f) { f.dead = true; }), v1::MESSAGE_REASON_PERSON_DEAD);
  EXPECT_EQ(changed([](MessageFacts& f) { f.gone = true; }), v1::MESSAGE_REASON_ADDRESSEE_GONE);
  EXPECT_EQ(changed([](MessageFacts& f) { f.erased = true; }), v1::MESSAGE_REASON_ERASED);
  EXPECT_EQ(changed([](MessageFacts& f) { f.preference.set_channel(v1::CONTACT_CHANNEL_NONE); }),
            v1::MESSAGE_REASON_DO_NOT_CONTACT);
  EXPECT_EQ(changed([](MessageFacts& f) { f.preference.set_channel(v1::CONTACT_CHANNEL_LETTER_ONLY); }),
            v1::MESSAGE_REASON_DO_NOT_CONTACT);
  EXPECT_EQ(changed([](MessageFacts& f) { f.addressee.phones = {"", ""}; }), v1::MESSAGE_REASON_NO_PHONE);
  EXPECT_EQ(changed([](MessageFacts& f) { f.addressee.phones = {"+994121234567"}; }), v1::MESSAGE_REASON_PHONE_NOT_MOBILE);
  EXPECT_EQ(changed([](MessageFacts& f) { f.addressee.phones = {"0501234567"}; }), v1::MESSAGE_REASON_PHONE_NOT_MOBILE);
  EXPECT_EQ(WhyNot(Adult(), At(11, 0, 9)), v1::MESSAGE_REASON_TOO_LATE);
}

TEST(MessageRules, AChildIsToldThroughWhoeverStandsForThem) {
  MessageFacts facts = Adult();
  for (const char* birth : {"2010-01-01", "2008-06-02", "2008", ""}) {
    facts.addressee.birth_date = Date(birth);
    facts.guardians.clear();
    EXPECT_EQ(WhyNot(facts), v1::MESSAGE_REASON_MINOR_WITHOUT_GUARDIAN) << birth;
    facts.guardians = {{.phones = {"+994121234567"}, .birth_date = {}, .language = ""},
                       {.phones = {"+994507654321"}, .birth_date = {}, .language = "en"}};
    const MessageDecision decision = Decide(facts);
    EXPECT_EQ(decision.step, MessageStep::kSend) << birth;
    EXPECT_EQ(decision.receiver, v1::MESSAGE_RECEIVER_GUARDIAN);
    EXPECT_EQ(decision.phone, "+994507654321") << "never the child's own";
    EXPECT_EQ(decision.text, "Dayaq: there is news for you. Ask at 142");
  }
  facts.addressee.birth_date = Date("2008-06-01");
  EXPECT_EQ(Decide(facts).receiver, v1::MESSAGE_RECEIVER_ADDRESSEE) << "of age today";
}

TEST(MessageRules, NobodyGetsMoreOnADayThanThePolicySays) {
  MessageFacts facts = Adult();
  facts.sent_today = 1;
  EXPECT_EQ(Decide(facts).step, MessageStep::kSend);
  facts.sent_today = 2;
  const MessageDecision decision = Decide(facts);
  EXPECT_EQ(decision.step, MessageStep::kLater);
  EXPECT_EQ(decision.due, At(9, 0, 2));
  EXPECT_THAT(decision.phone, IsEmpty());
}

TEST(MessageRules, WhatBecomesDueAtNightWaits) {
  const MessageDecision decision = Decide(Adult(), At(22));
  EXPECT_EQ(decision.step, MessageStep::kLater);
  EXPECT_EQ(decision.due, At(9, 0, 2));
}

TEST(MessageRules, WhatIsNotTakenIsTriedAgainALittleLaterEachTime) {
  v1::ShortMessage message = Due();
  const int pauses[] = {1, 2, 4, 8};
  for (int tries = 1; tries <= 4; ++tries) {
    message.set_tries(tries);
    SetHandedOver(Handover::kNoAnswer, At(12), Policy(), message);
    EXPECT_EQ(message.state(), v1::MESSAGE_STATE_FAILED);
    EXPECT_EQ(message.reason(), v1::MESSAGE_REASON_NO_ANSWER);
    EXPECT_EQ(TimeOf(message.due_time()), At(12) + absl::Minutes(pauses[tries - 1])) << tries;
  }
  SetHandedOver(Handover::kNoAnswer, At(20, 59), Policy(), message);
  EXPECT_EQ(TimeOf(message.due_time()), At(9, 0, 2)) << "not at night";
  message.set_tries(5);
  SetHandedOver(Handover::kNoAnswer, At(12), Policy(), message);
  EXPECT_EQ(message.state(), v1::MESSAGE_STATE_GIVEN_UP);
  EXPECT_EQ(message.reason(), v1::MESSAGE_REASON_NO_ANSWER);
  EXPECT_TRUE(IsUntold(message));
}

TEST(MessageRules, WhatIsTakenIsSentAndWhatIsRefusedIsNotTriedAgain) {
  v1::ShortMessage message = Due();
  message.set_tries(1);
  message.set_reason(v1::MESSAGE_REASON_NO_ANSWER);
  SetHandedOver(Handover::kTaken, At(12), Policy(), message);
  EXPECT_EQ(message.state(), v1::MESSAGE_STATE_SENT);
  EXPECT_EQ(message.reason(), v1::MESSAGE_REASON_UNSPECIFIED);
  EXPECT_EQ(TimeOf(message.sent_time()), At(12));
  EXPECT_FALSE(IsUntold(message));
  v1::ShortMessage refused = Due();
  refused.set_tries(1);
  SetHandedOver(Handover::kRefused, At(12), Policy(), refused);
  EXPECT_EQ(refused.state(), v1::MESSAGE_STATE_GIVEN_UP);
  EXPECT_EQ(refused.reason(), v1::MESSAGE_REASON_REFUSED);
}

TEST(MessageRules, NothingIsTriedAfterItsTimeOrForEver) {
  v1::ShortMessage message = NewMessage(v1::MESSAGE_OCCASION_REMINDER, At(10), At(12), Policy());
  message.set_tries(1);
  SetHandedOver(Handover::kNoAnswer, At(11, 59, 1), Policy(), message);
  EXPECT_EQ(message.state(), v1::MESSAGE_STATE_GIVEN_UP) << "the next try would come too late";
  // A process that dies each time it hands this one over does so a bounded number of times.
  v1::ShortMessage deadly = Due();
  deadly.set_tries(5);
  const MessageDecision decision = DecideMessage(deadly, Adult(), At(11), Policy());
  EXPECT_EQ(decision.step, MessageStep::kEnd);
  EXPECT_EQ(decision.state, v1::MESSAGE_STATE_GIVEN_UP);
}

TEST(MessageRules, WhatThePersonWantsOrNobodyCanTellIsNoWorkForAnybody) {
  EXPECT_THAT(UntoldReasons(), Not(Contains("MESSAGE_REASON_DO_NOT_CONTACT")));
  EXPECT_THAT(UntoldReasons(), Not(Contains("MESSAGE_REASON_PERSON_DEAD")));
  EXPECT_THAT(UntoldReasons(), Contains("MESSAGE_REASON_NO_PHONE"));
  EXPECT_THAT(UntoldReasons(), Contains("MESSAGE_REASON_NO_ANSWER"));
}

TEST(MessageWords, ATextThatSaysWhyIsRefusedInAnyCaseAndLanguage) {
  for (const char* word : {"Mayın",         "MAYIN hadisəsi", "minaya düşdünüz", "əlilliyiniz",      "ƏLİLLİK",
                           "elillik",       "Təqaüd",         "TƏQAÜDÜNÜZ",      "teqaud",           "müavinət",
                           "MÜAVİNƏT",      "muavinet",       "protezin",        "PROTEZ",           "ödəniş",
                           "ÖDƏNİŞ",        "odenis",         "pulunuz",         "hesabınız",        "şəhid",
                           "ölüm",          "yaralı",         "xəstəxana",       "pensiya",          "manat",
                           "reabilitasiya", "disability",     "Benefit",         "payment",          "mine victim",
                           "prosthesis",    "pension",        "инвалидность",    "Пособие",          "выплата",
                           "протез",        "МИНА",           "пенсия",          "https://dayaq.az", "dayaq.az"}) {
    EXPECT_THAT(FaultOfText(absl::StrCat("Dayaq: ", word, ". Ətraflı: 142"), "142"), HasSubstr("does not say")) << word;
  }
}

TEST(MessageWords, AnAmountADateOrAPercentIsRefused) {
  for (const char* text :
       {"Dayaq: 300. Ətraflı: 142", "Dayaq: 80 %. Ətraflı: 142", "Dayaq: 01.07. Ətraflı: 142", "Dayaq: 1420. Ətraflı"}) {
    EXPECT_THAT(FaultOfText(text, "142"), HasSubstr("no digits")) << text;
  }
  EXPECT_THAT(FaultOfText("Dayaq: yenilik var ₼. Ətraflı: 142", "142"), HasSubstr("does not say"));
}

TEST(MessageWords, ATextIsOneMessageThatSaysWhereToAsk) {
  EXPECT_EQ(FaultOfText("Dayaq: sizin üçün yenilik var. Ətraflı: 142", "142"), "");
  EXPECT_THAT(FaultOfText("Dayaq: sizin üçün yenilik var.", "142"), HasSubstr("number to ask at"));
  EXPECT_THAT(FaultOfText(absl::StrCat(std::string(70, 'x'), "142"), "142"), HasSubstr("70 letters"));
  EXPECT_EQ(FaultOfText(absl::StrCat("ə", std::string(66, 'x'), "142"), "142"), "") << "letters, not bytes";
  EXPECT_THAT(FaultOfText("Dayaq:\nƏtraflı: 142", "142"), HasSubstr("one line"));
  EXPECT_THAT(FaultOfText("", "142"), HasSubstr("one line"));
  EXPECT_THAT(FaultOfText("\xff 142", "142"), HasSubstr("one line"));
}

// Whatever stands around it, a forbidden word is found, and nothing crashes the reader.
RC_GTEST_PROP(MessageWords, AnyTextIsJudged, (const std::string& before, const std::string& after)) {
  static_cast<void>(FaultOfText(absl::StrCat(before, "142", after), "142"));
  RC_ASSERT(!FaultOfText(absl::StrCat(before, " protez ", after, "142"), "142").empty());
}

TEST(MessagePolicy, TheShippedPolicyIsReadAndMarkedAsAnExample) {
  const auto policy = LoadMessagePolicy("policy/messages.yaml");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_EQ(policy->quiet.from, absl::Hours(21));
  EXPECT_EQ(policy->quiet.until, absl::Hours(9));
  EXPECT_EQ(policy->texts.size(), 2u);
  for (const auto& [occasion, words] : policy->texts) EXPECT_EQ(words.size(), 3u) << occasion;
}

TEST(MessagePolicy, FaultsAreNamedWithTheirPlace) {
  const auto says = [](const absl::Status& status, const char* what) {
    return !status.ok() && absl::StrContains(status.message(), what) && absl::StrContains(status.message(), "messages.yaml:");
  };
  EXPECT_TRUE(says(With("version: 1", "version: 2"), "version 1"));
  EXPECT_TRUE(says(With("sizin üçün yenilik var", "müavinətiniz dəyişib"), "does not say why"));
  EXPECT_TRUE(says(With("there is news for you", "you get 300"), "no digits"));
  EXPECT_TRUE(says(With("from: \"21:00\"", "from: \"24:00\""), "hour of the day"));
  EXPECT_TRUE(says(With("from: \"21:00\"", "from: \"9:00\""), "hour of the day"));
  EXPECT_TRUE(says(With("from: \"21:00\"", "from: \"09:00\""), "different hours"));
  EXPECT_TRUE(says(With("most_a_day: 2", "most_a_day: 0"), "most_a_day"));
  EXPECT_TRUE(says(With("gather_minutes: 30", "gather_minutes: x"), "gather_minutes"));
  EXPECT_TRUE(says(With("longest_pause: 60", "longest_pause: 1441"), "longest_pause"));
  EXPECT_TRUE(says(With("first_pause: 1,", "first_pause: 61,"), "no shorter"));
  EXPECT_TRUE(says(With("[\"50\", \"99\"]", "[\"50\", \"50\"]"), "each once"));
  EXPECT_TRUE(says(With("[\"50\", \"99\"]", "[\"500\"]"), "two digits"));
  EXPECT_TRUE(says(With("default_language: az", "default_language: tr"), "default_language"));
  EXPECT_TRUE(says(With("ask_at: \"142\"", "ask_at: \"14\""), "ask_at"));
  EXPECT_TRUE(says(With("    ru: \"Dayaq: у вас скоро встреча. Подробнее: 142\"\n", ""), "ru"));
  EXPECT_TRUE(says(With("news_hours: 168", "news_hours: 168\nnew: 1"), "new"));
}

}  // namespace
}  // namespace dayaq::survivor
