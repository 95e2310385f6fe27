// Appointments as an iCalendar stream (RFC 5545), as calendar programs read it. Pure: no I/O, no clock.
#ifndef SERVICES_REHABILITATION_CALENDAR_FEED_H_
#define SERVICES_REHABILITATION_CALENDAR_FEED_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace dayaq::rehabilitation {

// What a feed tells of one appointment: never who comes and never what for. A calendar lies on telephones that others see.
struct FeedEvent {
  std::string uid;
  absl::Time starts;
  absl::Time ends;
  // Centre and room.
  std::string location;
  // Version, so that a calendar program replaces what it has.
  int64_t sequence = 0;
  absl::Time changed;
  bool cancelled = false;
};

// A value of type TEXT: backslash, comma, semicolon and line ends escaped, other control characters left out (RFC 5545, 3.3.11).
std::string EscapeText(absl::string_view text);
// A content line with its CR LF, folded so that no line is longer than 75 octets and no character is cut (3.1).
std::string FoldLine(absl::string_view line);
// The stream. `made` is when this answer was made (DTSTAMP).
std::string CalendarFeed(const std::vector<FeedEvent>& events, absl::Time made);

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_CALENDAR_FEED_H_
