#include "clients/common/text.h"

#include <cstdlib>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace dayaq::cli {
namespace {

Language FromLocale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return absl::StartsWith(value, "en") ? Language::kEn : Language::kAz;
  }
  return Language::kAz;
}

}  // namespace

Language ChooseLanguage(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    absl::string_view argument = argv[i];
    if (argument == "--") break;
    if (argument == "--lang" && i + 1 < argc) return absl::string_view(argv[i + 1]) == "en" ? Language::kEn : Language::kAz;
    if (absl::ConsumePrefix(&argument, "--lang=")) return argument == "en" ? Language::kEn : Language::kAz;
  }
  return FromLocale();
}

}  // namespace dayaq::cli
