#include "services/rehabilitation/calendar_feed.h"

#include "absl/strings/str_cat.h"

namespace dayaq::rehabilitation {
namespace {

constexpr size_t kLongestLine = 75;

// Form 2 of DATE-TIME: UTC (3.3.5).
std::string Utc(absl::Time time) { return absl::FormatTime("%Y%m%dT%H%M%SZ", time, absl::UTCTimeZone()); }

bool ContinuesCharacter(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

std::string EscapeText(absl::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\' || c == ',' || c == ';') {
      absl::StrAppend(&escaped, "\\", absl::string_view(&c, 1));
    } else if (c == '\n') {
      absl::StrAppend(&escaped, "\\n");
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
      escaped.push_back(c);
    }
  }
  return escaped;
}

std::string FoldLine(absl::string_view line) {
  std::string folded;
  size_t room = kLongestLine;
  while (line.size() > room) {
    size_t cut = room;
    while (cut > 0 && ContinuesCharacter(line[cut])) --cut;
    absl::StrAppend(&folded, line.substr(0, cut), "\r\n ");
    line.remove_prefix(cut);
    // The space that continues a line is one octet of it.
    room = kLongestLine - 1;
  }
  absl::StrAppend(&folded, line, "\r\n");
  return folded;
}

std::string CalendarFeed(const std::vector<FeedEvent>& events, absl::Time made) {
  std::string feed;
  const auto add = [&feed](absl::string_view line) { absl::StrAppend(&feed, FoldLine(line)); };
  add("BEGIN:VCALENDAR");
  add("VERSION:2.0");
  add("PRODID:-//Dayaq//Appointments//AZ");
  add("CALSCALE:GREGORIAN");
  add("METHOD:PUBLISH");
  for (const FeedEvent& event : events) {
    add("BEGIN:VEVENT");
    add(absl::StrCat("UID:", event.uid, "@dayaq.az"));
    add(absl::StrCat("DTSTAMP:", Utc(made)));
    add(absl::StrCat("LAST-MODIFIED:", Utc(event.changed)));
    add(absl::StrCat("SEQUENCE:", event.sequence));
    add(absl::StrCat("DTSTART:", Utc(event.starts)));
    add(absl::StrCat("DTEND:", Utc(event.ends)));
    add(absl::StrCat("SUMMARY:", EscapeText("Görüş · Appointment")));
    if (!event.location.empty()) add(absl::StrCat("LOCATION:", EscapeText(event.location)));
    add(event.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
    add("CLASS:PRIVATE");
    add("TRANSP:OPAQUE");
    add("END:VEVENT");
  }
  add("END:VCALENDAR");
  return feed;
}

}  // namespace dayaq::rehabilitation
