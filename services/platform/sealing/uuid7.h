// Ids made by the services: UUID version 7 (RFC 9562), 36 lower-case characters that sort by the time they were made.
#ifndef SERVICES_PLATFORM_SEALING_UUID7_H_
#define SERVICES_PLATFORM_SEALING_UUID7_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace dayaq {

// A new id. Ids made in one process ascend as text, also within one millisecond (12 bits count there, from a random start below
// half; when they run out the id borrows the next millisecond) and while the clock steps back by up to ten seconds; after a
// larger step back they follow the clock. 62 bits are random each time. Safe to call from many threads.
std::string NewUuid7(absl::Time now);

// The id that belongs to a moment and a digest of at least ten bytes: the same two, the same id. For what is to be told once.
std::string Uuid7Of(absl::Time time, absl::string_view digest);

// Whether `text` is a UUID of any version in its 36-character lower-case form.
bool IsUuid(absl::string_view text);

// The moment a version 7 id was made, to the millisecond; nothing for any other text.
std::optional<absl::Time> Uuid7Time(absl::string_view text);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_SEALING_UUID7_H_
