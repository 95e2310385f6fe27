#include "services/platform/rpc/as_service.h"

#include "services/platform/base/status_macros.h"
#include "services/platform/database/runner.h"
#include "services/platform/rpc/call_context.h"
#include "services/platform/rpc/wrapper_queries.h"

namespace dayaq::rpc {

absl::Status AsService(const Kit& kit, absl::Time deadline, const std::function<absl::Status(Transaction&)>& body) {
  return AsService(kit, kit.pool, deadline, body);
}

absl::Status AsService(const Kit& kit, ConnectionPool& pool, absl::Time deadline,
                       const std::function<absl::Status(Transaction&)>& body) {
  return InTransaction(pool, deadline, &kit.key_wrapper, [&](Transaction& transaction) -> absl::Status {
    const SignedContext context = SignContext(kit, {.own_role = BackgroundRole(kit)}, kit.clock());
    ASSIGN_OR_RETURN(const Row begun, transaction.One<Row>(kBegin, {context.text, Octets{context.mac}}));
    RETURN_IF_ERROR(CallerFrom(kit, begun, transaction).status());
    return body(transaction);
  });
}

}  // namespace dayaq::rpc
