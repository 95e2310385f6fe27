// The database as its owner sees it: for what no service may do. Signs in as dayaq_migrator, or any login that may become
// dayaq_owner.
#ifndef CLIENTS_AUDIT_ADMIN_OWNER_DATABASE_H_
#define CLIENTS_AUDIT_ADMIN_OWNER_DATABASE_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "services/platform/database/connection_pool.h"
#include "services/platform/database/transaction.h"

namespace dayaq::audit_admin {

class OwnerDatabase {
 public:
  explicit OwnerDatabase(const std::string& conninfo);

  // Runs `body` once, in one transaction. May take hours.
  absl::Status Change(const std::function<absl::Status(Transaction&)>& body);
  // The same on what the database holds at one moment, without changing anything.
  absl::Status Look(const std::function<absl::Status(Transaction&)>& body);

 private:
  ConnectionPool pool_;
};

}  // namespace dayaq::audit_admin

#endif  // CLIENTS_AUDIT_ADMIN_OWNER_DATABASE_H_
