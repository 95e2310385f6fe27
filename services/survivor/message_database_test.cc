// The statements on short messages against the migrated schema: every field has its column, and no statement reads a large table
// from end to end.
#include <gtest/gtest.h>

#include "services/platform/database/column_check.h"
#include "services/platform/database/plan_guard.h"
#include "services/survivor/family_queries.h"
#include "services/survivor/message_queries.h"
#include "services/survivor/survivor_test_fixture.h"

namespace dayaq::survivor {
namespace {

class MessageDatabaseTest : public SurvivorFixture {
 protected:
  absl::Status Plans(const std::string& subject, const std::vector<Query>& queries) const {
    return survivor_service_->As(subject, [&](Transaction& transaction) {
      return CheckPlans(transaction, queries,
                        {"survivor.survivor", "survivor.person_key", "survivor.family_member", "survivor.contact_preference",
                         "survivor.short_message", "payment.entitlement", "payment.payee_account", "rehabilitation.appointment"});
    });
  }
};

TEST_F(MessageDatabaseTest, EveryStoredFieldHasAColumnThatFits) {
  const absl::Status status = survivor_service_->As("", [](Transaction& transaction) {
    return CheckColumns(transaction, *v1::ShortMessage::descriptor(), {"event_uid", "claimed_until"});
  });
  EXPECT_TRUE(status.ok()) << status;
}

TEST_F(MessageDatabaseTest, NoStatementReadsALargeTableFromEndToEnd) {
  const std::vector<Query> background = {kWhomToTell,        kWhomToRemind,    kGuardianOfPayee, kRecordInForce, kRecordsOf,
                                         kLockAddressee,     kWaitingMessage,  kQueueMessage,    kDueMessages,   kSentSince,
                                         kBeginMessage,      kPostponeMessage, kEndMessage,      kMarkMessage,   kSurvivor,
                                         kContactPreference, kFamilyMember,    kMemberOfFamily,  kFamily,        kMessageQueue};
  const std::vector<Query> caseworker = {kMessage, kLockMessage, kMessageTold, kMessages, kCountMessages};
  EXPECT_EQ(Plans("survivor_messages_background", background), absl::OkStatus());
  EXPECT_EQ(Plans(kCaseworker.subject, caseworker), absl::OkStatus());
  const TestCaller person = ThePerson(OpenedRecord(Hurt("5ABCDE7")).uid());
  EXPECT_EQ(Plans(person.subject, {kMessages, kCountMessages}), absl::OkStatus());
}

}  // namespace
}  // namespace dayaq::survivor
