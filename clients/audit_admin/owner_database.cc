#include "clients/audit_admin/owner_database.h"

#include "clients/audit_admin/admin_queries.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/runner.h"

namespace dayaq::audit_admin {
namespace {

constexpr absl::Duration kLongest = absl::Hours(20);

}  // namespace

OwnerDatabase::OwnerDatabase(const std::string& conninfo) : pool_(PoolOptions{.conninfo = conninfo, .size = 1}) {}

absl::Status OwnerDatabase::Change(const std::function<absl::Status(Transaction&)>& body) {
  return InTransaction(pool_, absl::Now() + kLongest, nullptr, [&](Transaction& transaction) -> absl::Status {
    RETURN_IF_ERROR(transaction.Execute(kBecomeOwner));
    return body(transaction);
  });
}

absl::Status OwnerDatabase::Look(const std::function<absl::Status(Transaction&)>& body) {
  return InTransaction(pool_, absl::Now() + kLongest, nullptr, [&](Transaction& transaction) -> absl::Status {
    RETURN_IF_ERROR(transaction.Execute(kOneMoment));
    RETURN_IF_ERROR(transaction.Execute(kBecomeOwner));
    return body(transaction);
  });
}

}  // namespace dayaq::audit_admin
