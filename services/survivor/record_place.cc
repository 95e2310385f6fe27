#include "services/survivor/record_place.h"

#include "services/platform/base/error.h"
#include "services/platform/base/status_macros.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {

absl::StatusOr<v1::Survivor> PlaceOfRecord(Transaction& transaction, absl::string_view uid) {
  ASSIGN_OR_RETURN(v1::Survivor record, transaction.One<v1::Survivor>(kRecordPlace, {uid}));
  if (!record.merged_into_uid().empty()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_RECORD_MERGED,
                     "The record goes on in another one: add it there.", {{"merged_into", SurvivorName(record.merged_into_uid())}});
  }
  SetNames(record);
  return record;
}

}  // namespace dayaq::survivor
