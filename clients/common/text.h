// The two languages the command lines speak.
#ifndef CLIENTS_COMMON_TEXT_H_
#define CLIENTS_COMMON_TEXT_H_

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

}  // namespace dayaq::cli

#endif  // CLIENTS_COMMON_TEXT_H_
