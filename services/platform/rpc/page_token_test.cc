#include "services/platform/rpc/page_token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/escaping.h"
#include "services/platform/base/error.h"
#include "services/platform/rpc/rpc_test.pb.h"

namespace dayaq::rpc {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'700'000'000);
constexpr char kAnna[] = "018f0000-0000-7000-8000-000000000001";
constexpr char kBahar[] = "018f0000-0000-7000-8000-000000000002";

class PageTokenTest : public ::testing::Test {
 protected:
  PageTokenTest() { request_.set_filter("state = REPORTED"); }

  static PageTokens Tokens(const std::string& key = std::string(32, 'k')) { return PageTokens(Mac(key)); }
  void ExpectRefused(const std::string& token) const {
    const auto cursor = tokens_.Cursor(token, kAnna, request_, kNow);
    EXPECT_EQ(cursor.status().code(), absl::StatusCode::kInvalidArgument) << token;
    EXPECT_EQ(ReasonOf(cursor.status()), ErrorReason::ERROR_REASON_PAGE_TOKEN_INVALID) << token;
  }

  const PageTokens tokens_ = Tokens();
  test::ListRequest request_;
};

TEST_F(PageTokenTest, TheCursorComesBackToThePersonWithTheSameFilter) {
  for (const char* cursor : {"2024-02-04|018f", "", "a|b|c", "Nümunəkənd\n|"}) {
    const auto back = tokens_.Cursor(tokens_.Make(cursor, kAnna, request_, kNow), kAnna, request_, kNow);
    ASSERT_TRUE(back.ok()) << back.status();
    EXPECT_EQ(*back, cursor);
  }
}

TEST_F(PageTokenTest, NoTokenIsTheFirstPage) {
  ASSERT_TRUE(tokens_.Cursor("", kAnna, request_, kNow).ok());
  EXPECT_EQ(*tokens_.Cursor("", kAnna, request_, kNow), "");
}

TEST_F(PageTokenTest, SizeAndTokenAreNoFilter) {
  const std::string token = tokens_.Make("c", kAnna, request_, kNow);
  request_.set_page_size(7);
  request_.set_page_token(token);
  EXPECT_TRUE(tokens_.Cursor(token, kAnna, request_, kNow).ok());
}

TEST_F(PageTokenTest, AnotherPersonsTokenIsRefused) { ExpectRefused(tokens_.Make("c", kBahar, request_, kNow)); }

TEST_F(PageTokenTest, ATokenOfAnotherFilterIsRefused) {
  const std::string token = tokens_.Make("c", kAnna, request_, kNow);
  for (const char* filter : {"", "state = VERIFIED", "state = REPORTED "}) {
    request_.set_filter(filter);
    ExpectRefused(token);
  }
}

TEST_F(PageTokenTest, ATokenOfAnotherListIsRefused) {
  test::GetRequest other;
  other.set_name(request_.filter());  // The same bytes in another type.
  ExpectRefused(tokens_.Make("c", kAnna, other, kNow));
}

TEST_F(PageTokenTest, ATokenUnderAnotherKeyIsRefused) {
  ExpectRefused(Tokens(std::string(32, 'x')).Make("c", kAnna, request_, kNow));
}

TEST_F(PageTokenTest, ATokenLivesADay) {
  const std::string token = tokens_.Make("c", kAnna, request_, kNow);
  EXPECT_TRUE(tokens_.Cursor(token, kAnna, request_, kNow + absl::Hours(24)).ok());
  EXPECT_EQ(ReasonOf(tokens_.Cursor(token, kAnna, request_, kNow + absl::Hours(24) + absl::Seconds(1)).status()),
            ErrorReason::ERROR_REASON_PAGE_TOKEN_INVALID);
}

TEST_F(PageTokenTest, AnyOtherByteAtAnyPositionIsRefused) {
  // Two lengths, so that the last character holds bits that no byte needs.
  for (const char* cursor : {"2024-02-04|018f", "2024-02-04|018f0"}) {
    const std::string token = tokens_.Make(cursor, kAnna, request_, kNow);
    for (size_t i = 0; i < token.size(); ++i) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string changed = token;
        changed[i] = static_cast<char>(byte);
        if (changed != token) ExpectRefused(changed);
      }
    }
  }
}

TEST_F(PageTokenTest, CutOrLengthenedTokensAreRefused) {
  const std::string token = tokens_.Make("2024-02-04|018f", kAnna, request_, kNow);
  for (size_t length = 1; length < token.size(); ++length) ExpectRefused(token.substr(0, length));
  for (const char* tail : {"A", "=", "==", " ", "\n", "."}) {
    ExpectRefused(token + tail);
    ExpectRefused(tail + token);
  }
  ExpectRefused(token + token);
  ExpectRefused(std::string(1 << 20, 'A'));
}

// A filter and a cursor are signed together; where one ends and the other begins must be signed too.
TEST_F(PageTokenTest, AFilterCannotPassForACursor) {
  // The filter's own bytes on the wire are a newline, the length 49 ('1') and then the text.
  std::string text = "999999999|everything";
  text.resize(49, 'x');
  test::ListRequest crafted;
  crafted.set_filter(text);
  std::string bytes;
  ASSERT_TRUE(absl::WebSafeBase64Unescape(tokens_.Make("c", kAnna, crafted, kNow), &bytes));
  const std::string wire = crafted.SerializeAsString();
  ASSERT_EQ(wire.substr(0, 2), "\n1");
  const std::string forged = absl::WebSafeBase64Escape(bytes.substr(0, 16) + wire.substr(1) + "\n" + bytes.substr(16));
  request_.clear_filter();
  ExpectRefused(forged);
}

RC_GTEST_PROP(PageToken, EveryCursorComesBack, (const std::string& cursor)) {
  RC_PRE(cursor.size() < 200);
  const PageTokens tokens(Mac(std::string(32, 'k')));
  const auto back = tokens.Cursor(tokens.Make(cursor, kAnna, test::ListRequest(), kNow), kAnna, test::ListRequest(), kNow);
  RC_ASSERT(back.ok());
  RC_ASSERT(*back == cursor);
}

RC_GTEST_PROP(PageToken, NoOtherTextIsAToken, (const std::string& text)) {
  RC_PRE(!text.empty());
  const PageTokens tokens(Mac(std::string(32, 'k')));
  RC_ASSERT(!tokens.Cursor(text, kAnna, test::ListRequest(), kNow).ok());
}

TEST(PageSize, NothingAskedIsFiftyAndTwoHundredIsTheMost) {
  EXPECT_EQ(PageSize(0), 50);
  EXPECT_EQ(PageSize(1), 1);
  EXPECT_EQ(PageSize(200), 200);
  EXPECT_EQ(PageSize(201), 200);
  EXPECT_EQ(PageSize(1'000'000), 200);
}

}  // namespace
}  // namespace dayaq::rpc
