// Guards against statements that read whole tables; for tests.
#ifndef SERVICES_PLATFORM_DATABASE_PLAN_GUARD_H_
#define SERVICES_PLATFORM_DATABASE_PLAN_GUARD_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/platform/database/query.h"
#include "services/platform/database/transaction.h"

namespace dayaq {

// FAILED_PRECONDITION naming each query, out of `queries`, whose generic plan reads one of `large_tables` ("incident.casualty")
// from end to end. Sequential scans are made unattractive first, so an empty test table shows what a full one would: a scan that
// remains has no index to use. Runs in `transaction` under its role and columns.
absl::Status CheckPlans(Transaction& transaction, const std::vector<Query>& queries,
                        const std::vector<absl::string_view>& large_tables);

}  // namespace dayaq

#endif  // SERVICES_PLATFORM_DATABASE_PLAN_GUARD_H_
