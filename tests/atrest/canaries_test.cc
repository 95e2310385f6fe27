// A search that finds nothing would pass everything: here it must find what was put there.
#include "tests/atrest/canaries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "tests/atrest/encodings.h"
#include "tests/atrest/pattern_search.h"

namespace dayaq::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Canaries, AreAllDifferent) {
  std::set<std::string> seen;
  for (const Secret& secret : SecretsOf(1000)) EXPECT_TRUE(seen.insert(secret.text).second) << secret.kind << " " << secret.text;
  EXPECT_THAT(seen, SizeIs(7000));
}

TEST(Encodings, AreThese) {
  std::set<std::string> met;
  for (const Secret& secret : SecretsOf(3)) {
    for (const EncodedForm& form : FormsOf(secret.text)) met.insert(form.encoding);
  }
  const std::set<std::string> known(Encodings().begin(), Encodings().end());
  for (const std::string& encoding : met) EXPECT_TRUE(known.count(encoding) > 0) << encoding;
  std::set<std::string> bytes;
  for (const EncodedForm& form : FormsOf("Şəmkir?>")) bytes.insert(form.bytes);
  for (const char* text : {"Şəmkir?>", "şəmkir?>", "\\u015e\\u0259mkir?>", "%C5%9E%C9%99mkir%3F%3E", "c59ec9996d6b69723f3e"}) {
    EXPECT_TRUE(bytes.count(text) > 0) << text;
  }
}

TEST(Encodings, OfBase64AreFoundWhereverTheTextStands) {
  const std::string text = CanaryOf(7).family_name;
  for (const EncodedForm& form : FormsOf(text)) {
    if (form.encoding.rfind("base64", 0) != 0) continue;
    const auto before = static_cast<size_t>(form.encoding.back() - '0');
    bool found = false;
    for (const char* behind : {"", "x", "yz", "&&&"}) {
      const std::string around = std::string(3 + before, '~') + text + behind;
      found =
          absl::StrCat(absl::Base64Escape(around), " ", absl::WebSafeBase64Escape(around)).find(form.bytes) != std::string::npos;
      EXPECT_TRUE(found) << form.encoding << " before '" << behind << "'";
    }
  }
}

TEST(PatternSearch, FindsEveryFormOfEverySecretAndNothingElse) {
  std::vector<std::string> patterns;
  std::string haystack(1000, '\x80');
  for (const Secret& secret : SecretsOf(50)) {
    for (const EncodedForm& form : FormsOf(secret.text)) patterns.push_back(form.bytes);
  }
  const PatternSearch search(patterns);
  EXPECT_THAT(search.FindIn(haystack), IsEmpty());
  std::set<size_t> found;
  for (const std::string& pattern : patterns) haystack += pattern + '\n';
  for (const PatternSearch::Hit& hit : search.FindIn(haystack)) {
    EXPECT_EQ(haystack.compare(hit.offset, patterns[hit.pattern].size(), patterns[hit.pattern]), 0);
    found.insert(hit.pattern);
  }
  EXPECT_EQ(found.size(), patterns.size());
  EXPECT_THAT(search.FindIn(std::string(patterns[0]).substr(1)), IsEmpty());
}

}  // namespace
}  // namespace dayaq::testing
