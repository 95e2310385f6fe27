// The two languages the command line speaks.
#ifndef CLIENTS_CLI_LANGUAGE_H_
#define CLIENTS_CLI_LANGUAGE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"

namespace dayaq::cli {

enum class Language { kAz, kEn };

// One text in both.
struct Text {
  const char* az;
  const char* en;
  const char* In(Language language) const { return language == Language::kAz ? az : en; }
};

// The language named by --lang among the arguments, else by the locale (LC_ALL, LC_MESSAGES, LANG: English where it says en),
// else Azerbaijani. Needed before the arguments are parsed, since the help is in that language too.
Language ChooseLanguage(int argc, const char* const* argv);

// What a code means, for people: the words of its list, or the code's own name where there are none. Empty for the zero value.
std::string CodeLabel(const google::protobuf::EnumValueDescriptor& value, Language language);

template <typename Enum>
std::string CodeLabelOf(Enum value, Language language) {
  const auto* descriptor = google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(value);
  return descriptor == nullptr ? std::to_string(value) : CodeLabel(*descriptor, language);
}

}  // namespace dayaq::cli

#endif  // CLIENTS_CLI_LANGUAGE_H_
