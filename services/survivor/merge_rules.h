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

// A row that hangs on one of two merged records (survivor.fact_kinds in db/deploy/facts_given_back.sql says which tables).
struct RecordFact {
  std::string kind;  // its table in the survivor schema
  std::string uid;
  std::string record_uid;  // whose it is now
  std::string rests_on;    // the row it goes with; empty when it stands for itself
  bool bound = false;      // it goes with that row also when that was there before the merge
  bool later = false;      // it was added after the merge
  bool open = true;        // of a case: not closed
};

// A row that goes from one record to the other.
struct FactMove {
  std::string kind, uid, from_uid, to_uid;
  // Of a part that goes into another case: that one, and the one it leaves.
  std::string case_uid, left_case_uid;
};

// The two records of a merge that is taken back.
struct PartedRecords {
  std::string kept_uid, merged_uid;
};

// What goes to whom when the two are parted. Each later fact is assigned by a person, but for those that rest on another row, which
// go with it. FACTS_UNASSIGNED at "assignments" for each that nobody said about whose it is; MERGE_IMPOSSIBLE at
// "assignments[i].uid" for one that is none of them, or comes twice; NO_CASE_TO_TAKE_IT at "assignments" for a part of a case that
// goes to a record without one.
std::vector<FactMove> Assigned(const std::vector<RecordFact>& facts, const PartedRecords& records,
                               const google::protobuf::RepeatedPtrField<v1::FactAssignment>& assignments, Violations& found);

// The death that `kept` has is the other's: recorded at the same moment, of the same day.
bool LeavesDeath(const v1::Survivor& kept, const v1::Survivor& other);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MERGE_RULES_H_
