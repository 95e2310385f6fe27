// No text makes the reader of policy/messages.yaml stumble: it is a policy whose texts are all allowed and whose hours and limits
// are within bounds, or a fault with its place. And no text about which a stranger could learn why somebody is written to gets
// through.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/text/unicode.h"
#include "services/survivor/message_policy.h"
#include "services/survivor/message_words.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const char* word : {"müavinət", "ƏLİLLİK", "protez", "Пособие", "MINE"}) {
    Require(!dayaq::survivor::FaultOfText(absl::StrCat(text.substr(0, 40), word, " 142"), "142").empty());
  }
  const auto policy = dayaq::survivor::ParseMessagePolicy(text, "fuzz.yaml");
  if (!policy.ok()) {
    Require(absl::StrContains(policy.status().message(), "fuzz.yaml"));
    return 0;
  }
  Require(policy->texts.size() == 2 && policy->most_a_day > 0 && policy->most_tries > 0 &&
          policy->quiet.from != policy->quiet.until);
  Require(policy->first_pause > absl::ZeroDuration() && policy->first_pause <= policy->longest_pause);
  for (const auto& [occasion, words] : policy->texts) {
    Require(words.size() == 3 && words.count(policy->default_language) == 1);
    for (const auto& [language, said] : words) Require(dayaq::CountCodePoints(said) <= dayaq::survivor::kLongestText);
  }
  return 0;
}
