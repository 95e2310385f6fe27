// Where a record lies, for whoever adds something that lies with it and reads nothing else of it.
#ifndef SERVICES_SURVIVOR_RECORD_PLACE_H_
#define SERVICES_SURVIVOR_RECORD_PLACE_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/survivor.pb.h"
#include "services/platform/database/query.h"
#include "services/platform/database/transaction.h"

namespace dayaq::survivor {

inline constexpr Query kRecordPlace{"survivor.record_place", R"sql(
  SELECT uid, number, register, district, institution, state, merged_into_uid FROM survivor.survivor WHERE uid = $1::uuid
)sql"};

// Those columns of the record. NOT_FOUND when it is absent or hidden; FAILED_PRECONDITION with RECORD_MERGED when it goes on in
// another one, to which new things are added.
absl::StatusOr<v1::Survivor> PlaceOfRecord(Transaction& transaction, absl::string_view uid);

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_RECORD_PLACE_H_
