#include "services/platform/rpc/dispatcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dayaq::rpc {
namespace {

// The way of one call (docs/architecture.md). A step that moves here moves a promise: authorising comes before validating, and
// nothing is answered before it is committed.
TEST(Dispatcher, EveryCallGoesThroughTheseStepsInThisOrder) {
  EXPECT_THAT(Dispatcher::StepNames(),
              ::testing::ElementsAre("deadline", "peer", "token", "admission", "context", "authorise", "validate", "idempotency",
                                     "handler", "reach", "redact", "audit", "commit", "answer"));
}

}  // namespace
}  // namespace dayaq::rpc
