// From audit entries to what a person is told of who looked at their record: kinds, and folding into lines. Pure.
#ifndef SERVICES_AUDIT_LOOK_RULES_H_
#define SERVICES_AUDIT_LOOK_RULES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "dayaq/audit/v1/entry.pb.h"
#include "dayaq/audit/v1/look.pb.h"

namespace dayaq::audit {

// The same people doing the same within so long of the last time are one line.
inline constexpr absl::Duration kOneLine = absl::Minutes(1);
// Entries that a line names, at most.
inline constexpr int kMostEntriesNamed = 20;

// An entry that names somebody, and the withholding that keeps it from the person now; empty: none.
struct LookedEntry {
  v1::Entry entry;
  std::string withheld_by;
};

v1::LookKind KindOf(const v1::Entry& entry);

// Whether the system did it by itself.
bool IsBySystem(const v1::Entry& entry);

// One entry as a line of its own, without words.
v1::Look LookOf(const LookedEntry& looked);

struct FoldedLooks {
  std::vector<v1::Look> looks;  // newest first, by their last time
  size_t taken = 0;             // entries in them: the first so many
};

// Folds entries, which come newest first, into at most so many lines; stops before the entry that would begin one more. What the
// system did is a line a day (of Baku), everything else a line a minute.
FoldedLooks FoldLooks(const std::vector<LookedEntry>& newest_first, size_t most_lines);

}  // namespace dayaq::audit

#endif  // SERVICES_AUDIT_LOOK_RULES_H_
