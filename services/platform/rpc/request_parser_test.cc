#include "services/platform/rpc/request_parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "services/platform/base/error.h"
#include "services/platform/rpc/rpc_test.pb.h"

namespace dayaq::rpc {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// A field with bytes on the wire, written by hand: protobuf itself writes no broken text without complaint.
std::string Field(int number, const std::string& payload) {
  std::string wire(1, static_cast<char>(number << 3 | 2));
  size_t length = payload.size();
  for (; length >= 0x80; length >>= 7) wire += static_cast<char>(length | 0x80);
  return wire + static_cast<char>(length) + payload;
}

constexpr int kText = 1, kChild = 2, kChildren = 3, kRaw = 4, kTexts = 5;
const char kBroken[] =
    "ab\xff"
    "cd";

std::string Nested(int depth, std::string inside) {
  for (int i = 0; i < depth; ++i) inside = Field(kChild, inside);
  return inside;
}

// "<field> <REASON>" of each fault; the refused request must be left empty.
std::vector<std::string> FaultsOf(const std::string& wire) {
  test::Tree tree;
  tree.set_number(7);
  const absl::Status status = ParseRequest(wire, tree);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(status), ErrorReason::ERROR_REASON_FIELDS_INVALID);
  EXPECT_EQ(tree.ByteSizeLong(), 0u);
  std::vector<std::string> faults;
  const auto bad = DetailOf<google::rpc::BadRequest>(status);
  if (!bad.has_value()) return faults;
  for (const auto& fault : bad->field_violations()) faults.push_back(fault.field() + " " + fault.reason());
  return faults;
}

void ExpectNoMessage(const std::string& wire) {
  EXPECT_THAT(FaultsOf(wire), IsEmpty());
  test::Tree tree;
  EXPECT_EQ(ParseRequest(wire, tree).message(), "The request is no dayaq.rpc.test.Tree.");
}

test::Tree Good() {
  test::Tree tree;
  tree.set_text("Cəfərova");
  tree.mutable_child()->add_texts("Nümunəkənd");
  tree.add_children()->set_raw("\xff");
  tree.set_number(-1);
  return tree;
}

TEST(RequestParser, WhatIsWellFormedIsTaken) {
  test::Tree tree;
  ASSERT_TRUE(ParseRequest(Good().SerializeAsString(), tree).ok());
  EXPECT_EQ(tree.SerializeAsString(), Good().SerializeAsString());
  EXPECT_TRUE(ParseRequest(absl::string_view(), tree).ok());
  EXPECT_EQ(tree.ByteSizeLong(), 0u);
}

TEST(RequestParser, ABufferInPiecesIsTakenWhole) {
  const std::string wire = Good().SerializeAsString();
  std::vector<grpc::Slice> slices;
  for (const char byte : wire) slices.emplace_back(&byte, 1);
  for (const auto& buffer : {grpc::ByteBuffer(slices.data(), slices.size()), grpc::ByteBuffer(&slices[0], 1)}) {
    test::Tree tree;
    const bool is_whole = buffer.Length() == wire.size();
    EXPECT_EQ(ParseRequest(buffer, tree).ok(), is_whole);
    EXPECT_EQ(tree.SerializeAsString(), is_whole ? wire : "");
  }
}

TEST(RequestParser, BrokenTextIsNamedByItsPath) {
  EXPECT_THAT(FaultsOf(Field(kText, kBroken)), ElementsAre("text TEXT_MALFORMED"));
  EXPECT_THAT(FaultsOf(Nested(2, Field(kText, kBroken))), ElementsAre("child.child.text TEXT_MALFORMED"));
  EXPECT_THAT(FaultsOf(Field(kTexts, "fine") + Field(kTexts, kBroken)), ElementsAre("texts[1] TEXT_MALFORMED"));
  EXPECT_THAT(FaultsOf(Field(kChildren, Field(kText, "fine")) + Field(kChildren, Field(kTexts, "fine") + Field(kTexts, kBroken))),
              ElementsAre("children[1].texts[1] TEXT_MALFORMED"));
}

TEST(RequestParser, EveryBrokenTextIsNamedAtOnce) {
  EXPECT_THAT(
      FaultsOf(Field(kText, kBroken) + Field(kChild, Field(kText, kBroken)) + Field(kTexts, kBroken) + Field(kTexts, kBroken)),
      UnorderedElementsAre("text TEXT_MALFORMED", "child.text TEXT_MALFORMED", "texts[0] TEXT_MALFORMED",
                           "texts[1] TEXT_MALFORMED"));
}

TEST(RequestParser, EveryWayOfBreakingUtf8IsSeen) {
  for (const char* broken : {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc9", "a\x80"}) {
    EXPECT_THAT(FaultsOf(Field(kText, broken)), ElementsAre("text TEXT_MALFORMED")) << broken;
  }
}

TEST(RequestParser, BytesMayHoldAnything) {
  test::Tree tree;
  EXPECT_TRUE(ParseRequest(Field(kRaw, kBroken), tree).ok());
  EXPECT_EQ(tree.raw(), kBroken);
}

TEST(RequestParser, ATextCutOffAfterABrokenOneStillNamesTheBrokenOne) {
  EXPECT_THAT(FaultsOf(Field(kText, kBroken) + "\x0a\x7f"), ElementsAre("text TEXT_MALFORMED"));
}

TEST(RequestParser, WhatIsNoMessageIsRefused) {
  ExpectNoMessage("\xff");
  ExpectNoMessage("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff");
  ExpectNoMessage("{\"text\":\"a\"}");
  ExpectNoMessage(std::string(1, '\0'));
  ExpectNoMessage("\x0a\xff\xff\xff\xff\x07");  // A text of two gigabytes.
  ExpectNoMessage(
      "\x0a\x7f"
      "abc");
}

TEST(RequestParser, AMessageCutAnywhereIsTakenOrRefusedAndNeverHalf) {
  const std::string wire = Good().SerializeAsString();
  for (size_t length = 0; length < wire.size(); ++length) {
    test::Tree tree;
    if (!ParseRequest(wire.substr(0, length), tree).ok()) {
      EXPECT_EQ(tree.ByteSizeLong(), 0u) << length;
    }
  }
}

TEST(RequestParser, NestingHasABottom) {
  test::Tree tree;
  EXPECT_TRUE(ParseRequest(Nested(50, Field(kText, "fine")), tree).ok());
  ExpectNoMessage(Nested(1000, Field(kText, "fine")));
  EXPECT_THAT(FaultsOf(Nested(30, Field(kText, kBroken))), ::testing::SizeIs(1));
  // Deeper than anybody looks for a name.
  EXPECT_THAT(FaultsOf(Nested(60, Field(kText, kBroken))), IsEmpty());
}

TEST(RequestParser, WhatWouldBecomeFarLargerThanItIsIsRefused) {
  const auto many = [](int count, const std::string& part) {
    std::string wire;
    for (int i = 0; i < count; ++i) wire += part;
    return wire;
  };
  test::Tree tree;
  EXPECT_TRUE(ParseRequest(many(250'000, Field(kChildren, "")), tree).ok());
  ExpectNoMessage(many(250'001, Field(kChildren, "")));
  ExpectNoMessage(Field(kChild, many(130'000, Field(kChildren, ""))) + Field(kChild, many(130'000, Field(kTexts, ""))));
  // A group of nobody, begun and ended.
  ExpectNoMessage("\x7b\x7c");
}

RC_GTEST_PROP(RequestParser, AnyBytesAreTakenOrRefused, (const std::string& bytes)) {
  test::Tree tree;
  const absl::Status status = ParseRequest(bytes, tree);
  RC_ASSERT(status.ok() || (status.code() == absl::StatusCode::kInvalidArgument && tree.ByteSizeLong() == 0u));
}

TEST(RequestParser, AResponseIsItsBytes) {
  grpc::ByteBuffer buffer;
  ASSERT_TRUE(WriteResponse(Good(), buffer).ok());
  test::Tree tree;
  ASSERT_TRUE(ParseRequest(buffer, tree).ok());
  EXPECT_EQ(tree.SerializeAsString(), Good().SerializeAsString());
}

}  // namespace
}  // namespace dayaq::rpc
