#include "services/platform/rpc/refusals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/platform/rpc/audit_entry.h"

namespace dayaq::rpc {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

audit::v1::Entry Refused(const char* peer, const char* reason) {
  audit::v1::Entry entry = NewEntry("incident", "/s/M", "incident.read", absl::FromUnixSeconds(1'700'000'000));
  entry.set_peer(peer);
  entry.set_reason(reason);
  return entry;
}

TEST(Refusals, AFloodIsOneEntryThatCounts) {
  Refusals refusals;
  const audit::v1::Entry first = Refused("edge", "TOKEN_INVALID");
  refusals.Note(first);
  for (int i = 0; i < 999; ++i) refusals.Note(Refused("edge", "TOKEN_INVALID"));
  EXPECT_EQ(refusals.held_back(), 1000);
  const auto taken = refusals.Take();
  ASSERT_THAT(taken, SizeIs(1));
  EXPECT_EQ(taken[0].calls(), 1000);
  EXPECT_EQ(taken[0].uid(), first.uid());
  EXPECT_EQ(refusals.held_back(), 0);
  EXPECT_THAT(refusals.Take(), IsEmpty());
}

TEST(Refusals, PeersAndReasonsAreToldApart) {
  Refusals refusals;
  for (const char* peer : {"edge", "console"}) {
    for (const char* reason : {"TOKEN_INVALID", "BUSY"}) refusals.Note(Refused(peer, reason));
  }
  EXPECT_THAT(refusals.Take(), SizeIs(4));
}

TEST(Refusals, WhatCouldNotBeWrittenComesAgainAsItWas) {
  Refusals refusals;
  refusals.Note(Refused("edge", "BUSY"));
  const auto taken = refusals.Take();
  refusals.Note(Refused("edge", "BUSY"));
  refusals.GiveBack(taken);
  EXPECT_EQ(refusals.held_back(), 2);
  const auto again = refusals.Take();
  ASSERT_THAT(again, SizeIs(1));
  EXPECT_EQ(again[0].SerializeAsString(), taken[0].SerializeAsString());
  const auto later = refusals.Take();
  ASSERT_THAT(later, SizeIs(1));
  EXPECT_NE(later[0].uid(), taken[0].uid());
  EXPECT_EQ(later[0].calls(), 1);
}

}  // namespace
}  // namespace dayaq::rpc
