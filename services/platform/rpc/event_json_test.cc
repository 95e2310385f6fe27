#include "services/platform/rpc/event_json.h"

#include <gtest/gtest.h>

#include "dayaq/outbox/v1/outbox_service.pb.h"

namespace dayaq::rpc {
namespace {

outbox::v1::Event Told(const char* uid, const char* kind) {
  outbox::v1::Event event;
  event.set_uid(uid);
  event.set_kind(kind);
  event.set_resource("survivors/1");
  event.set_trace_id("t");
  return event;
}

TEST(EventJson, NoEventsAreAnEmptyArray) { EXPECT_EQ(EventsJson({}), "[]"); }

TEST(EventJson, AnEventForLaterNamesItsTimeAndOthersDoNot) {
  outbox::v1::Event later = Told("b", "entitlement.month_begun");
  later.mutable_due_time()->set_seconds(1796068800);
  EXPECT_EQ(EventsJson({Told("a", "survivor.opened"), later}),
            R"([{"uid":"a","kind":"survivor.opened","resource":"survivors/1","trace_id":"t"},)"
            R"({"uid":"b","kind":"entitlement.month_begun","resource":"survivors/1","trace_id":"t",)"
            R"("due_time":"2026-11-30T20:00:00Z"}])");
}

TEST(EventJson, AnAnswerIsKnownByItsNameOrElseByNothing) {
  outbox::v1::ParkedDelivery delivery;
  delivery.set_name("parked/1");
  EXPECT_EQ(ResourceOf(delivery), "parked/1");
  EXPECT_EQ(ResourceOf(Told("a", "survivor.opened")), "a");
  EXPECT_EQ(ResourceOf(outbox::v1::ListParkedDeliveriesRequest()), "");
}

}  // namespace
}  // namespace dayaq::rpc
