// When two records may be made one, and what goes to whom when that is taken back. Pure: no I/O, no clock.
#ifndef SERVICES_SURVIVOR_MERGE_RULES_H_
#define SERVICES_SURVIVOR_MERGE_RULES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "dayaq/survivor/v1/match.pb.h"
#include "dayaq/survivor/v1/match_service.pb.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/base/error.h"

namespace dayaq::survivor {

// FAILED_PRECONDITION with MERGE_IMPOSSIBLE when they are one record or of two registers, with RECORD_MERGED when one of them goes
// on in a third one, or something goes on in the one that would go: then that is to be kept.
absl::Status CheckMergePair(const v1::Survivor& kept, const v1::Survivor& other);

// What cannot be true of one person, all of it: RECORDS_CONTRADICT at "other.identity.national_id", "other.sex",
// "other.identity.birth_date" (certainly different), "other.died_on" (different days; dead certainly before the other was hurt),
// and DECISIONS_OVERLAP at "other.decisions" when two decisions would be in force on one day. To be settled by correcting the
// record that is wrong. Both records have their casualties, and decisions as far as the caller sees them.
void CheckMergeable(const v1::Survivor& kept, const v1::Survivor& other, Violations& found);

// The one that is kept takes the death over from the other.
bool TakesDeath(const v1::Survivor& kept, const v1::Survivor& other);

// What was added to the record that carried on since the merge.
struct LaterFacts {
  std::vector<std::string> casualties;
  std::vector<std::string> decisions;
};

// Casualties and decisions of `kept` itself that were attached or made after `merged`.
LaterFacts FactsSince(const v1::Survivor& kept, absl::Time merged);

// Those that go to the record that stands for itself again. FACTS_UNASSIGNED at "assignments" for each later fact that nobody said
// about whose it is; MERGE_IMPOSSIBLE at "assignments[i].uid" for one that is none, or comes twice.
LaterFacts Assigned(const LaterFacts& later, const google::protobuf::RepeatedPtrField<v1::FactAssignment>& assignments,
                    Violations& found);

// The death that `kept` has is the other's: recorded at the same moment, of the same day.
bool LeavesDeath(const v1::Survivor& kept, const v1::Survivor& other);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MERGE_RULES_H_
