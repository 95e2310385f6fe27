#include "services/platform/identity/token_verifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <functional>
#include <iostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/base/error.h"
#include "tests/support/test_tokens.h"

namespace dayaq {
namespace {

using testing::AccessClaims;
using testing::EncodeBase64Url;
using ::testing::HasSubstr;
using testing::KeySetJson;
using testing::kTestAudience;
using testing::kTestIssuer;
using ::testing::Not;
using testing::TestSigner;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

// Keys that change only when a test says so.
class FixedKeys : public KeySource {
 public:
  explicit FixedKeys(const std::string& json) : keys_(*KeySet::Parse(json)) {}
  void Replace(const std::string& json) { keys_ = *KeySet::Parse(json); }
  std::shared_ptr<const KeySet> Current() override { return keys_; }
  absl::Status RefreshFor(absl::string_view) override { return absl::NotFoundError("fixed"); }

 private:
  std::shared_ptr<const KeySet> keys_;
};

class TokenVerifierTest : public ::testing::Test {
 protected:
  absl::StatusOr<TokenClaims> Verify(absl::string_view token, absl::Time now = kNow) { return verifier_.Verify(token, now); }

  // The good claims with `from` replaced by `to`; `from` must be there.
  static std::string Claims(absl::string_view from, absl::string_view to) {
    const std::string good = AccessClaims("person-1", kNow);
    EXPECT_THAT(good, HasSubstr(std::string(from)));
    return absl::StrReplaceAll(good, {{from, to}});
  }

  // A good token but for that replacement.
  std::string With(absl::string_view from, absl::string_view to) const { return edwards_.Token(Claims(from, to)); }

  // A token whose header is the good one with `extra` before its end, rightly signed.
  std::string WithHeader(absl::string_view extra) const {
    return edwards_.Token(absl::StrCat(R"({"alg":"EdDSA","typ":"at+jwt","kid":"ed")", extra, "}"), good_claims_);
  }

  const TestSigner edwards_ = TestSigner::EdDsa("ed");
  const TestSigner elliptic_ = TestSigner::Es256("es");
  const TestSigner rsa_ = TestSigner::Rs256("rs");
  const TestSigner stranger_ = TestSigner::EdDsa("ed");
  const std::string good_claims_ = AccessClaims("person-1", kNow);
  FixedKeys keys_{KeySetJson({edwards_.Jwk(R"(,"alg":"EdDSA","use":"sig")"), elliptic_.Jwk(), rsa_.Jwk()})};
  // One for all tokens of a test, as in a service: what it remembers of one must help no other.
  const TokenVerifier verifier_{{.issuer = kTestIssuer, .audience = kTestAudience}, keys_};
};

// HS256 with the public key as the secret: what a verifier falls for that believes the header.
std::string HmacToken(const std::string& header, const std::string& payload, const std::string& secret) {
  const std::string text = absl::StrCat(EncodeBase64Url(header), ".", EncodeBase64Url(payload));
  unsigned char mac[32];
  unsigned int length = sizeof(mac);
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), reinterpret_cast<const unsigned char*>(text.data()),
       text.size(), mac, &length);
  return absl::StrCat(text, ".", EncodeBase64Url(absl::string_view(reinterpret_cast<const char*>(mac), length)));
}

// The three parts of a compact token.
std::vector<std::string> PartsOf(const std::string& token) {
  const size_t first = token.find('.');
  const size_t last = token.rfind('.');
  return {token.substr(0, first), token.substr(first + 1, last - first - 1), token.substr(last + 1)};
}

TEST_F(TokenVerifierTest, AcceptsBothAlgorithmsAndReadsTheClaims) {
  for (const TestSigner* signer : {&edwards_, &elliptic_}) {
    const auto claims = Verify(signer->Token(good_claims_));
    ASSERT_TRUE(claims.ok()) << signer->algorithm() << ": " << claims.status();
    EXPECT_EQ(claims->issuer, kTestIssuer);
    EXPECT_EQ(claims->subject, "person-1");
    EXPECT_EQ(claims->session, "session-1");
    EXPECT_EQ(claims->client_id, "console");
    EXPECT_EQ(claims->token_id, "token-1");
    EXPECT_EQ(claims->acr, "urn:dayaq:acr:password");
    EXPECT_EQ(claims->issued_at, kNow);
    EXPECT_EQ(claims->expires_at, kNow + absl::Minutes(5));
    EXPECT_EQ(claims->auth_time, kNow - absl::Minutes(1));
  }
}

TEST_F(TokenVerifierTest, AcceptsWhatTheStandardLeavesOpen) {
  const std::string audience = absl::StrCat("\"aud\":\"", kTestAudience, "\"");
  EXPECT_TRUE(Verify(With(audience, absl::StrCat(R"("aud":["other",")", kTestAudience, "\"]"))).ok());
  EXPECT_TRUE(Verify(edwards_.Token(R"({"typ":"application/at+jwt","kid":"ed","alg":"EdDSA"})", good_claims_)).ok());
  const auto without = Verify(
      edwards_.Token(absl::StrReplaceAll(good_claims_, {{R"("acr":"urn:dayaq:acr:password",)", ""},
                                                        {absl::StrCat(R"(,"auth_time":)", absl::ToUnixSeconds(kNow) - 60), ""}})));
  ASSERT_TRUE(without.ok()) << without.status();
  EXPECT_EQ(without->acr, "");
  EXPECT_EQ(without->auth_time, absl::InfinitePast());
}

TEST_F(TokenVerifierTest, AllowsForClocksThatDifferByAMinuteAndNoMore) {
  const std::string token = edwards_.Token(good_claims_);
  EXPECT_TRUE(Verify(token, kNow + absl::Seconds(359)).ok());
  EXPECT_FALSE(Verify(token, kNow + absl::Seconds(360)).ok());
  EXPECT_TRUE(Verify(token, kNow - absl::Seconds(60)).ok());
  EXPECT_FALSE(Verify(token, kNow - absl::Seconds(61)).ok());
}

TEST_F(TokenVerifierTest, LifetimeOfExactlyTenMinutesIsTheLongest) {
  const auto expiring = [&](int64_t seconds) {
    return With(absl::StrCat("\"exp\":", absl::ToUnixSeconds(kNow) + 300),
                absl::StrCat("\"exp\":", absl::ToUnixSeconds(kNow) + seconds));
  };
  EXPECT_TRUE(Verify(expiring(600)).ok());
  EXPECT_FALSE(Verify(expiring(601)).ok());
}

// What an attacker may send, and what the refusal must name: a token refused for another reason would hide a missing check.
TEST_F(TokenVerifierTest, RefusesEveryHostileToken) {
  const std::string good = edwards_.Token(good_claims_);
  const std::string good_elliptic = elliptic_.Token(good_claims_);
  const auto parts = PartsOf(good);
  const auto elliptic_parts = PartsOf(good_elliptic);
  const std::string zeros(32, '\0');
  const std::string elliptic_text = absl::StrCat(elliptic_parts[0], ".", elliptic_parts[1], ".");
  const int64_t now = absl::ToUnixSeconds(kNow);
  const std::string expiry = absl::StrCat("\"exp\":", now + 300);
  const std::string issued = absl::StrCat("\"iat\":", now);
  const std::string audience = absl::StrCat("\"aud\":\"", kTestAudience, "\"");
  const std::string order_n(
      "\xFF\xFF\xFF\xFF\x00\x00\x00\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xBC\xE6\xFA\xAD\xA7\x17\x9E\x84\xF3\xB9\xCA\xC2\xFC\x63\x25"
      "\x51",
      32);
  const std::string escaped_alias = R"("sub":"person-1","\u0073ub":"person-2")";
  std::string deep = "0";
  for (int i = 0; i < 9; ++i) deep = absl::StrCat("[", deep, "]");
  std::string flipped_signature = parts[2];
  flipped_signature[10] = flipped_signature[10] == 'A' ? 'B' : 'A';
  // 64 bytes end in a character of which only the two upper bits count: the next character says the same bytes.
  std::string other_spelling = parts[2];
  other_spelling.back() = static_cast<char>(other_spelling.back() + 1);
  const std::string embedded = absl::StrCat(R"(,"jwk":)", stranger_.Jwk());

  const char* const kAlgorithm = "algorithm is not EdDSA or ES256";
  const char* const kOtherAlgorithm = "algorithm is not the one of its key";
  const char* const kHeader = "header holds more";
  const char* const kSignature = "signature is not genuine";
  const char* const kSpelling = "strict base64url";
  const char* const kParts = "three parts";
  const char* const kClaims = "claims are not a strict JSON";
  const char* const kKey = "not known to publish";
  struct Hostile {
    const char* name;
    std::string token;
    std::string refusal;
  };
  const std::vector<Hostile> hostile = {
      {"nothing", "", "missing"},
      {"alg none, no signature", EncodeBase64Url(R"({"alg":"none","typ":"at+jwt","kid":"ed"})") + "." + parts[1] + ".", kAlgorithm},
      {"alg None", edwards_.Token(R"({"alg":"None","typ":"at+jwt","kid":"ed"})", good_claims_), kAlgorithm},
      {"alg empty", edwards_.Token(R"({"alg":"","typ":"at+jwt","kid":"ed"})", good_claims_), kAlgorithm},
      {"alg missing", edwards_.Token(R"({"typ":"at+jwt","kid":"ed"})", good_claims_), kAlgorithm},
      {"alg an array", edwards_.Token(R"({"alg":["EdDSA"],"typ":"at+jwt","kid":"ed"})", good_claims_), kAlgorithm},
      {"HS256 with the public key", HmacToken(R"({"alg":"HS256","typ":"at+jwt","kid":"es"})", good_claims_, elliptic_.PublicPem()),
       kAlgorithm},
      {"ES256 header, HMAC", HmacToken(R"({"alg":"ES256","typ":"at+jwt","kid":"es"})", good_claims_, elliptic_.PublicPem()),
       kSignature},
      {"RS256", rsa_.Token(good_claims_), kAlgorithm},
      {"RSA key under an EdDSA header", rsa_.Token(R"({"alg":"EdDSA","typ":"at+jwt","kid":"rs"})", good_claims_), kKey},
      {"EdDSA key under an ES256 header", edwards_.Token(R"({"alg":"ES256","typ":"at+jwt","kid":"ed"})", good_claims_),
       kOtherAlgorithm},
      {"ES256 key under an EdDSA header", elliptic_.Token(R"({"alg":"EdDSA","typ":"at+jwt","kid":"es"})", good_claims_),
       kOtherAlgorithm},
      {"kid of another of our keys", edwards_.Token(R"({"alg":"ES256","typ":"at+jwt","kid":"es"})", good_claims_), kSignature},
      {"kid unknown", edwards_.Token(R"({"alg":"EdDSA","typ":"at+jwt","kid":"nobody"})", good_claims_), kKey},
      {"kid missing", edwards_.Token(R"({"alg":"EdDSA","typ":"at+jwt"})", good_claims_), "'kid'"},
      {"kid a path", edwards_.Token(R"({"alg":"EdDSA","typ":"at+jwt","kid":"../../etc/passwd"})", good_claims_), kKey},
      {"kid with a line break", edwards_.Token(R"({"alg":"EdDSA","typ":"at+jwt","kid":"ed\n"})", good_claims_), "'kid'"},
      {"kid a number", edwards_.Token(R"({"alg":"EdDSA","typ":"at+jwt","kid":1})", good_claims_), "'kid'"},
      {"kid of 4 KB",
       edwards_.Token(absl::StrCat(R"({"alg":"EdDSA","typ":"at+jwt","kid":")", std::string(4096, 'k'), "\"}"), good_claims_),
       "'kid'"},
      {"crit", WithHeader(R"(,"crit":["exp"])"), kHeader},
      {"crit with b64", WithHeader(R"(,"b64":false,"crit":["b64"])"), kHeader},
      {"jku", WithHeader(R"(,"jku":"https://evil.example/keys")"), kHeader},
      {"jwk", stranger_.Token(absl::StrCat(R"({"alg":"EdDSA","typ":"at+jwt","kid":"ed")", embedded, "}"), good_claims_), kHeader},
      {"x5u", WithHeader(R"(,"x5u":"https://evil.example/cert")"), kHeader},
      {"x5c", WithHeader(R"(,"x5c":["MIIB"])"), kHeader},
      {"zip", WithHeader(R"(,"zip":"DEF")"), kHeader},
      {"duplicate alg", WithHeader(R"(,"alg":"none")"), "header is not a strict JSON"},
      {"duplicate kid", WithHeader(R"(,"kid":"es")"), "header is not a strict JSON"},
      {"x5t", WithHeader(R"(,"x5t":"AAAA")"), kHeader},
      {"cty", WithHeader(R"(,"cty":"JWT")"), kHeader},
      {"header of another letter case", edwards_.Token(R"({"ALG":"EdDSA","typ":"at+jwt","kid":"ed"})", good_claims_), kHeader},
      {"typ in capitals", edwards_.Token(R"({"alg":"EdDSA","typ":"AT+JWT","kid":"ed"})", good_claims_), "type"},
      {"typ twice", WithHeader(R"(,"typ":"at+jwt")"), "header is not a strict JSON"},
      {"header an array", edwards_.Token("[]", good_claims_), "header is not a strict JSON"},
      {"header not JSON", edwards_.Token("alg=EdDSA", good_claims_), "header is not a strict JSON"},
      {"typ JWT (an id_token)", edwards_.Token(R"({"alg":"EdDSA","typ":"JWT","kid":"ed"})", good_claims_), "type"},
      {"typ missing", edwards_.Token(R"({"alg":"EdDSA","kid":"ed"})", good_claims_), "type"},
      {"typ logout+jwt", edwards_.Token(R"({"alg":"EdDSA","typ":"logout+jwt","kid":"ed"})", good_claims_), "type"},
      {"another's key under our kid", stranger_.Token(good_claims_), kSignature},
      {"payload replaced", absl::StrCat(parts[0], ".", EncodeBase64Url(Claims("person-1", "person-2")), ".", parts[2]), kSignature},
      {"header re-spelled",
       absl::StrCat(EncodeBase64Url(R"({"typ":"at+jwt","alg":"EdDSA","kid":"ed"})"), ".", parts[1], ".", parts[2]), kSignature},
      {"signature of another token",
       absl::StrCat(parts[0], ".", parts[1], ".", PartsOf(edwards_.Token(Claims("person-1", "person-2")))[2]), kSignature},
      {"signature flipped", absl::StrCat(parts[0], ".", parts[1], ".", flipped_signature), kSignature},
      {"signature missing", absl::StrCat(parts[0], ".", parts[1], "."), kSignature},
      {"signature cut", absl::StrCat(parts[0], ".", parts[1], ".", parts[2].substr(0, 84)), kSignature},
      {"signature longer", absl::StrCat(parts[0], ".", parts[1], ".", parts[2].substr(0, 84), "AAAA"), kSignature},
      {"EdDSA signature all zero", absl::StrCat(parts[0], ".", parts[1], ".", EncodeBase64Url(zeros + zeros)), kSignature},
      {"ES256 r and s zero", elliptic_text + EncodeBase64Url(zeros + zeros), kSignature},
      {"ES256 r zero", elliptic_text + EncodeBase64Url(zeros + std::string(32, 'x')), kSignature},
      {"ES256 s zero", elliptic_text + EncodeBase64Url(std::string(32, 'x') + zeros), kSignature},
      {"ES256 r and s the group's order", elliptic_text + EncodeBase64Url(order_n + order_n), kSignature},
      {"ES256 signature in DER", elliptic_text + EncodeBase64Url("\x30\x44" + std::string(68, 'x')), kSignature},
      {"cut in the payload", good.substr(0, good.size() / 2), kParts},
      {"an extra part", good + ".AAAA", kParts},
      {"an extra dot", good + ".", kParts},
      {"five parts (JWE)", "a.b.c.d.e", kParts},
      {"dots only", "..", "header is not a strict JSON"},
      {"padding", absl::StrCat(parts[0], ".", parts[1], ".", parts[2], "=="), kSpelling},
      {"a space before", " " + good, kSpelling},
      {"a line break behind", good + "\n", kSpelling},
      {"a NUL behind", good + std::string(1, '\0'), kSpelling},
      {"standard base64 letters", absl::StrCat(parts[0], ".", parts[1], ".", parts[2].substr(0, 80), "+/+/+/"), kSpelling},
      {"signature spelled otherwise", absl::StrCat(parts[0], ".", parts[1], ".", other_spelling), kSpelling},
      {"impossible length", absl::StrCat(parts[0], ".", parts[1], ".", parts[2].substr(0, 85)), kSpelling},
      {"1 MB", good + std::string(1 << 20, 'A'), "too long"},
      {"1 MB of dots", std::string(1 << 20, '.'), "too long"},
      {"claims not JSON", edwards_.Token("iss=me"), kClaims},
      {"claims a string", edwards_.Token("\"person-1\""), kClaims},
      {"claims twice", edwards_.Token(good_claims_ + good_claims_), kClaims},
      {"sub twice", With(R"("sub":"person-1")", R"("sub":"person-1","sub":"person-2")"), kClaims},
      {"sub twice, once escaped", With(R"("sub":"person-1")", escaped_alias), kClaims},
      {"claims nested deeply", With(R"("acr":)", absl::StrCat(R"("deep":)", deep, R"(,"acr":)")), kClaims},
      {"claims with invalid UTF-8", With("person-1", "person-\xC0\xAF"), kClaims},
      {"claims with a lone surrogate", With("person-1", "person-\\ud800"), kClaims},
      {"claims with an escaped NUL", With("person-1", "person-1\\u0000admin"), kClaims},
      {"expired", With(expiry, absl::StrCat("\"exp\":", now - 60)), "expired"},
      {"expired long ago", edwards_.Token(AccessClaims("person-1", kNow - absl::Hours(24 * 365))), "expired"},
      {"exp missing", With("\"exp\"", "\"exq\""), "'exp'"},
      {"exp a string", With(expiry, absl::StrCat("\"exp\":\"", now + 300, "\"")), "'exp'"},
      {"exp a fraction", With(expiry, absl::StrCat(expiry, ".5")), "'exp'"},
      {"exp beyond all numbers", With(expiry, "\"exp\":1e400"), "'exp'"},
      {"exp beyond 64 bits", With(expiry, "\"exp\":99999999999999999999"), "'exp'"},
      {"exp negative", With(expiry, "\"exp\":-1"), "'exp'"},
      {"exp NaN", With(expiry, "\"exp\":NaN"), kClaims},
      {"exp with a leading zero", With(expiry, absl::StrCat("\"exp\":0", now + 300)), kClaims},
      {"exp in hexadecimal", With(expiry, "\"exp\":0x6B49D200"), kClaims},
      {"exp with an exponent", With(expiry, "\"exp\":1.8000003e9"), "'exp'"},
      {"exp true", With(expiry, "\"exp\":true"), "'exp'"},
      {"exp null", With(expiry, "\"exp\":null"), "'exp'"},
      {"exp twice", With(expiry, absl::StrCat(expiry, ",", expiry)), kClaims},
      {"exp an array", With(expiry, absl::StrCat("\"exp\":[", now + 300, "]")), "'exp'"},
      {"auth_time a string", With(absl::StrCat("\"auth_time\":", now - 60), "\"auth_time\":\"now\""), "'auth_time'"},
      {"auth_time negative", With(absl::StrCat("\"auth_time\":", now - 60), "\"auth_time\":-1"), "'auth_time'"},
      {"claims behind a byte order mark", edwards_.Token("\xEF\xBB\xBF" + good_claims_), kClaims},
      {"claims with a comment", edwards_.Token(good_claims_ + "/**/"), kClaims},
      {"nbf in the future", With(expiry, absl::StrCat(expiry, ",\"nbf\":", now + 61)), "not valid yet"},
      {"nbf a string", With(expiry, absl::StrCat(expiry, ",\"nbf\":\"0\"")), "'nbf'"},
      {"iat in the future", With(issued, absl::StrCat("\"iat\":", now + 61)), "not valid yet"},
      {"iat missing", With("\"iat\"", "\"ist\""), "'iat'"},
      {"auth_time in the future", With(absl::StrCat("\"auth_time\":", now - 60), absl::StrCat("\"auth_time\":", now + 61)),
       "not valid yet"},
      {"exp before iat", With(expiry, absl::StrCat("\"exp\":", now - 1)), "expires before"},
      {"lives a day", With(expiry, absl::StrCat("\"exp\":", now + 86400)), "lives too long"},
      {"lives for ever", With(expiry, "\"exp\":999999999999999"), "lives too long"},
      {"other iss", With(kTestIssuer, "https://login.dayaq.tst"), "issuer"},
      {"iss with a slash more", With(kTestIssuer, absl::StrCat(kTestIssuer, "/")), "issuer"},
      {"iss in capitals", With(kTestIssuer, "HTTPS://login.dayaq.test"), "issuer"},
      {"iss an array", With(absl::StrCat("\"", kTestIssuer, "\""), absl::StrCat("[\"", kTestIssuer, "\"]")), "issuer"},
      {"iss missing", With("\"iss\"", "\"isr\""), "issuer"},
      {"other aud", With(audience, "\"aud\":\"urn:other:api\""), "audience"},
      {"aud a prefix", With(audience, "\"aud\":\"urn:dayaq\""), "audience"},
      {"aud an empty array", With(audience, "\"aud\":[]"), "audience"},
      {"aud nested", With(audience, absl::StrCat("\"aud\":[[\"", kTestAudience, "\"]]")), "audience"},
      {"aud the client (an id_token)", With(audience, "\"aud\":\"console\""), "audience"},
      {"aud an object", With(audience, absl::StrCat("\"aud\":{\"", kTestAudience, "\":true}")), "audience"},
      {"aud twice", With(audience, absl::StrCat(audience, ",\"aud\":\"urn:other:api\"")), kClaims},
      {"aud missing", With("\"aud\"", "\"auf\""), "audience"},
      {"sub missing", With("\"sub\"", "\"sup\""), "'sub'"},
      {"sub empty", With("person-1", ""), "'sub'"},
      {"sub of 256 bytes", With("person-1", std::string(256, 's')), "'sub'"},
      {"sub with a line break", With("person-1", "person\\r\\n1"), "'sub'"},
      {"sub a number", With("\"person-1\"", "1"), "'sub'"},
      {"sid missing", With("\"sid\"", "\"sit\""), "'sid'"},
      {"sid empty", With("session-1", ""), "'sid'"},
      {"sid of 129 bytes", With("session-1", std::string(129, 's')), "'sid'"},
      {"client_id missing", With("\"client_id\"", "\"client\""), "'client_id'"},
      {"jti missing", With("\"jti\"", "\"jtj\""), "'jti'"},
      {"sid an array", With("\"session-1\"", "[\"session-1\"]"), "'sid'"},
      {"jti empty", With("token-1", ""), "'jti'"},
      {"acr empty", With("urn:dayaq:acr:password", ""), "'acr'"},
      {"acr twice", With(R"("acr":)", R"("acr":"urn:dayaq:acr:2","acr":)"), kClaims},
      {"acr an object", With("\"urn:dayaq:acr:password\"", "{}"), "'acr'"},
  };

  int refused = 0;
  for (const Hostile& attempt : hostile) {
    const auto claims = Verify(attempt.token);
    EXPECT_EQ(claims.status().code(), absl::StatusCode::kUnauthenticated) << attempt.name;
    EXPECT_EQ(ReasonOf(claims.status()), ErrorReason::ERROR_REASON_TOKEN_INVALID) << attempt.name;
    EXPECT_THAT(std::string(claims.status().message()), HasSubstr(attempt.refusal)) << attempt.name;
    EXPECT_THAT(std::string(claims.status().message()), Not(HasSubstr("person"))) << attempt.name;
    if (!claims.ok()) ++refused;
  }
  std::set<std::string> distinct;
  for (const Hostile& attempt : hostile) distinct.insert(attempt.token);
  EXPECT_EQ(distinct.size(), hostile.size());
  std::cout << "hostile tokens: " << refused << " of " << distinct.size() << " refused, 2 good ones accepted\n";
  EXPECT_EQ(refused, static_cast<int>(hostile.size()));
  EXPECT_GE(refused, 40);
  // The same verifier still takes the tokens that all of these were made from.
  EXPECT_TRUE(Verify(good).ok());
  EXPECT_TRUE(Verify(good_elliptic).ok());
}

// One bit of one byte, anywhere: refused or not, never accepted.
TEST_F(TokenVerifierTest, RefusesATokenWithAnyBitFlipped) {
  for (const std::string& good : {edwards_.Token(good_claims_), elliptic_.Token(good_claims_)}) {
    EXPECT_TRUE(Verify(good).ok());
    for (size_t place = 0; place < good.size(); ++place) {
      std::string bad = good;
      bad[place] = static_cast<char>(bad[place] ^ (1 << (place % 7)));
      EXPECT_FALSE(Verify(bad).ok()) << "byte " << place;
    }
  }
}

TEST_F(TokenVerifierTest, ATokenSeenBeforeIsRefusedOnceItsKeyIsWithdrawnOrItsTimeIsOver) {
  const std::string token = edwards_.Token(good_claims_);
  ASSERT_TRUE(Verify(token).ok());
  EXPECT_TRUE(Verify(token).ok());
  EXPECT_FALSE(Verify(token, kNow + absl::Minutes(7)).ok());
  EXPECT_FALSE(Verify(token, kNow - absl::Minutes(7)).ok());
  keys_.Replace(KeySetJson({elliptic_.Jwk()}));
  EXPECT_FALSE(Verify(token).ok());
  // Another key under the same id.
  keys_.Replace(KeySetJson({stranger_.Jwk()}));
  EXPECT_FALSE(Verify(token).ok());
  keys_.Replace(KeySetJson({edwards_.Jwk()}));
  EXPECT_TRUE(Verify(token).ok());
}

TEST_F(TokenVerifierTest, RefusesEveryoneWhenNoKeysAreKnown) {
  class NoKeys : public KeySource {
    std::shared_ptr<const KeySet> Current() override { return nullptr; }
    absl::Status RefreshFor(absl::string_view) override { return absl::OkStatus(); }
  } no_keys;
  const auto claims =
      TokenVerifier({.issuer = kTestIssuer, .audience = kTestAudience}, no_keys).Verify(edwards_.Token(good_claims_), kNow);
  EXPECT_EQ(claims.status().code(), absl::StatusCode::kUnauthenticated);
}

}  // namespace
}  // namespace dayaq
