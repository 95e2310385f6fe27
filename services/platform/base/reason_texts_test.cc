#include "services/platform/base/reason_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace dayaq {
namespace {

using ::testing::IsEmpty;

std::vector<ErrorReason> AllReasons() {
  std::vector<ErrorReason> reasons;
  const auto& type = *common::v1::ErrorReason_descriptor();
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() != 0) reasons.push_back(static_cast<ErrorReason>(type.value(i)->number()));
  }
  return reasons;
}

TEST(ReasonTexts, EveryReasonHasASentenceOfItsOwn) {
  const std::string fallback(ReasonTextAz(static_cast<ErrorReason>(9999)));
  ASSERT_FALSE(fallback.empty());
  EXPECT_EQ(ReasonTextAz(ErrorReason::ERROR_REASON_UNSPECIFIED), fallback);
  std::map<std::string, std::string> said;
  for (const ErrorReason reason : AllReasons()) {
    const std::string text(ReasonTextAz(reason));
    EXPECT_NE(text, fallback) << ReasonName(reason);
    EXPECT_GT(text.size(), 10u) << ReasonName(reason);
    EXPECT_EQ(text.back(), '.') << ReasonName(reason);
    const auto [other, is_new] = said.emplace(text, std::string(ReasonName(reason)));
    EXPECT_TRUE(is_new) << ReasonName(reason) << " says the same as " << other->second;
  }
}

// Sources in which a reason can be given; its sentence and its tests do not count.
std::string AllSources() {
  std::string all;
  for (const char* root : {"services", "clients"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      const std::string path = entry.path().string();
      const bool is_source = absl::EndsWith(path, ".cc") || absl::EndsWith(path, ".h");
      if (!is_source || absl::EndsWith(path, "_test.cc") || absl::EndsWith(path, "reason_texts.cc")) continue;
      std::ifstream file(path);
      all.append(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
  }
  return all;
}

bool HasWord(const std::string& text, const std::string& word) {
  for (size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const char after = at + word.size() < text.size() ? text[at + word.size()] : ' ';
    if (after != '_' && !(after >= 'A' && after <= 'Z')) return true;
  }
  return false;
}

TEST(ReasonTexts, EveryReasonIsGivenSomewhere) {
  const std::string sources = AllSources();
  ASSERT_GT(sources.size(), 100'000u) << "run it from the top of the checkout";
  std::vector<std::string> never;
  for (const ErrorReason reason : AllReasons()) {
    if (!HasWord(sources, absl::StrCat("ERROR_REASON_", ReasonName(reason)))) never.emplace_back(ReasonName(reason));
  }
  EXPECT_THAT(never, IsEmpty()) << "reasons nothing gives: remove them from error_reason.proto and reserve their numbers";
}

}  // namespace
}  // namespace dayaq
