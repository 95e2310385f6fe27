// What people may do about places in queues, stocks, allocations and things of benefits in kind. Pure. The tables of steps stand in
// the database too.
#ifndef SERVICES_PAYMENT_IN_KIND_ROUND_RULES_H_
#define SERVICES_PAYMENT_IN_KIND_ROUND_RULES_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/in_kind_service.pb.h"
#include "services/platform/access/facts.h"
#include "services/platform/base/error.h"

namespace dayaq::payment {

// IN_KIND_BENEFIT_UNKNOWN, IN_KIND_EXAMPLE, OUT_OF_RANGE for a year that is neither this one nor the next.
void CheckNewStock(const v1::AddStockRequest& request, const std::vector<v1::InKindRule>& rules, absl::CivilDay today,
                   Violations& found);
// OUT_OF_RANGE for what is no whole day, lies behind today or more than a year ahead.
void CheckPassingOver(const v1::PassOverRequest& request, absl::CivilDay today, Violations& found);

// IN_KIND_NOT_IN_QUEUE.
absl::Status CheckWaits(const v1::InKindEntry& entry);
absl::Status CheckDeclined(const v1::InKindEntry& entry);

// Where an allocation, or a stock, lies, and who took steps of it so far. Whose institution it is says nothing: whom it is for
// decides.
RowStanding StandingOf(const v1::InKindAllocation& allocation);
RowStanding StandingOf(const v1::InKindStock& stock);

// IN_KIND_STOCK_REVERSED, IN_KIND_STOCK_TAKEN: what something is set aside of is not taken back.
absl::Status CheckReversible(const v1::InKindStock& stock);
// IN_KIND_STOCK_REVERSED, IN_KIND_OTHER_YEAR, IN_KIND_STOCK_SHORT.
absl::Status CheckStock(const v1::InKindStock& stock, int items, absl::CivilDay today);
// A thing for each of these people, in their order. `new_uid` makes uids.
std::vector<v1::InKindItem> ThingsFor(const std::vector<v1::InKindEntry>& people, const v1::InKindAllocation& allocation,
                                      const std::function<std::string()>& new_uid);

// IN_KIND_STEP_IMPOSSIBLE where an allocation does not wait for approval.
absl::Status CheckWaitsForApproval(const v1::InKindAllocation& allocation);

// What handing over rests on.
struct HandingOver {
  const v1::InKindItem& item;
  const v1::InKindAllocation& allocation;
  const v1::InKindEntry& entry;
  const v1::InKindRule& rule;
  // Whatever the person was given of the benefit.
  const std::vector<v1::InKindItem>& of_person;
};
// OUT_OF_RANGE for a day that is not whole, or before the approval.
void CheckHandingDay(const v1::HandOverRequest& request, const v1::InKindAllocation& allocation, Violations& found);
// IN_KIND_STEP_IMPOSSIBLE, IN_KIND_NOT_READY, IN_KIND_RECEIVER_UNKNOWN, IN_KIND_WITHIN_TERM.
absl::Status CheckHandingOver(const v1::HandOverRequest& request, const HandingOver& what);
// The item as it is handed over.
v1::InKindItem HandedOver(const v1::HandOverRequest& request, const HandingOver& what);

// OUT_OF_RANGE for a reason that is not a person's to give.
void CheckEndReason(v1::InKindEndReason reason, Violations& found);
// IN_KIND_STEP_IMPOSSIBLE.
absl::Status CheckEnds(const v1::InKindItem& item, v1::InKindItemState to);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_IN_KIND_ROUND_RULES_H_
