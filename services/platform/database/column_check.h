// Whether a table and its message agree: run at the start of a service and in tests.
#ifndef SERVICES_PLATFORM_DATABASE_COLUMN_CHECK_H_
#define SERVICES_PLATFORM_DATABASE_COLUMN_CHECK_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "services/platform/database/transaction.h"

namespace dayaq {

// FAILED_PRECONDITION naming every disagreement: a stored field without a column, a column of a type that does not fit, a NOT NULL
// column that an empty field would break, a column that is neither a field nor named in `extra` (scope columns such as "district").
// `table` is the message's own when empty.
absl::Status CheckColumns(Transaction& transaction, const google::protobuf::Descriptor& type,
                          const std::vector<absl::string_view>& extra = {}, absl::string_view table = "");

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_COLUMN_CHECK_H_
