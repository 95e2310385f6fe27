// PostgreSQL's text forms of the values we send and read: times, octets, lists. Sessions run in UTC with ISO dates and hex octets.
#ifndef SERVICES_PLATFORM_DATABASE_TEXT_FORMS_H_
#define SERVICES_PLATFORM_DATABASE_TEXT_FORMS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace dayaq {

// "2024-02-04T10:11:12.000013Z": UTC, cut to the microseconds that PostgreSQL keeps; "infinity" and "-infinity" for the ends of
// time.
std::string TimeText(absl::Time time);
// The same from "2024-02-04 10:11:12.000013+00" as PostgreSQL writes it; nothing for any other text.
std::optional<absl::Time> ParseTime(absl::string_view text);

// "\x00ff", and back; nothing for any other text.
std::string OctetsText(absl::string_view octets);
std::optional<std::string> ParseOctets(absl::string_view text);
// OctetsText of each.
std::vector<std::string> OctetsTexts(const std::vector<std::string>& all);

// Shortest text that reads back as the same number; "NaN", "Infinity", "-Infinity".
std::string NumberText(double value);

// An array literal of these texts, any text being safe in it: {"a","b \"c\""}.
std::string TextArray(const std::vector<std::string>& texts);
// The reverse, for one dimension; NULL elements become "". Nothing when `literal` is of another form.
std::optional<std::vector<std::string>> ParseTextArray(absl::string_view literal);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_TEXT_FORMS_H_
