// Somebody is hurt and found disabled, does nothing for it, and a message that says so little waits for them: the payment service's
// own events lead to it.
#include "tests/journeys/house.h"

namespace dayaq::testing {
namespace {

class MessageJourney : public Journey {
 protected:
  std::string Value(const std::string& query) const {
    const auto value = survivor_->database().Value(query);
    EXPECT_TRUE(value.ok()) << value.status();
    return value.value_or("");
  }
};

TEST_F(MessageJourney, WhoeverIsDecidedAboutIsToldOnceThatThereIsNews) {
  const auto incident = Register(YardInTartar());
  Settle();
  // What started by the registration is an example and no law: nobody is told of it.
  EXPECT_EQ(Value("SELECT count(*) FROM survivor.short_message"), "0");
  Decide(SurvivorOf(incident.casualties(0).uid()), Decision(70, Day(2024, 3, 1), "TSE-1"));
  Settle();
  EXPECT_NE(Value("SELECT count(*) FROM payment.entitlement WHERE NOT example"), "0");
  EXPECT_EQ(Value("SELECT string_agg(DISTINCT addressee || ' ' || occasion, ',') FROM survivor.short_message"),
            "MESSAGE_ADDRESSEE_SURVIVOR MESSAGE_OCCASION_NEWS");
  EXPECT_EQ(Value("SELECT count(*) FROM survivor.short_message WHERE state = 'MESSAGE_STATE_QUEUED'"), "1");
  EXPECT_EQ(Value("SELECT count(*) FROM outbox.delivery WHERE subscriber = 'survivor.queue_messages' AND state = 'PARKED'"), "0");
}

}  // namespace
}  // namespace dayaq::testing
