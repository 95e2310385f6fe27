// No text makes the token verifier crash, and none that was not signed by the provider gets through.
//
// The first byte chooses how deep the rest goes: 'r' it is a whole token, 'h' a header and 'p' the claims, which are then signed
// rightly, since no fuzzer ever guesses a signature.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/match.h"
#include "services/platform/identity/token_verifier.h"
#include "tests/support/test_tokens.h"

namespace {

using dayaq::testing::TestSigner;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

class FixedKeys : public dayaq::KeySource {
 public:
  explicit FixedKeys(const TestSigner& signer) : keys_(*dayaq::KeySet::Parse(dayaq::testing::KeySetJson({signer.Jwk()}))) {}
  std::shared_ptr<const dayaq::KeySet> Current() override { return keys_; }
  absl::Status RefreshFor(absl::string_view) override { return absl::NotFoundError("fixed"); }

 private:
  std::shared_ptr<const dayaq::KeySet> keys_;
};

void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const TestSigner signer = TestSigner::EdDsaFromSeed("ed", std::string(32, 'd'));
  static FixedKeys keys(signer);
  static const dayaq::TokenVerifier verifier({.issuer = dayaq::testing::kTestIssuer, .audience = dayaq::testing::kTestAudience},
                                             keys);
  static const std::string claims = dayaq::testing::AccessClaims("person-1", kNow);
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string token = data[0] == 'h' ? signer.Token(text, claims) : data[0] == 'p' ? signer.Token(text) : text;
  const auto verified = verifier.Verify(token, kNow);
  if (!verified.ok()) {
    Require(verified.status().code() == absl::StatusCode::kUnauthenticated);
    return 0;
  }
  // Only what we signed ourselves, or the good token of the corpus, may come this far.
  Require(data[0] == 'h' || data[0] == 'p' || text == signer.Token(claims));
  Require(verified->issuer == dayaq::testing::kTestIssuer);
  Require(!verified->subject.empty() && verified->subject.size() <= 255 && !absl::StrContains(verified->subject, '\n'));
  Require(!verified->session.empty() && !verified->client_id.empty() && !verified->token_id.empty());
  Require(verified->expires_at > kNow - absl::Minutes(1) && verified->issued_at <= kNow + absl::Minutes(1));
  Require(verified->expires_at - verified->issued_at <= absl::Minutes(10));
  return 0;
}
