// From what must stand to what must be added. Instalments are never edited or removed: after adding what Reconcile says, the sum of
// each period is its target, whatever stood before. Pure.
#ifndef SERVICES_PAYMENT_INSTALMENT_RULES_H_
#define SERVICES_PAYMENT_INSTALMENT_RULES_H_

#include <vector>

#include "absl/time/civil_time.h"
#include "dayaq/payment/v1/entitlement.pb.h"
#include "services/payment/assessment_rules.h"

namespace dayaq::payment {

// The instalments to add to `existing` (all of one entitlement, in any order) so that every period sums to its target and every
// period without a target to nothing, by period. Set are period, sequence, kind, amount_qepik, currency and due_on; UIDs and times
// are for the caller.
std::vector<v1::Instalment> Reconcile(const std::vector<Target>& targets, const std::vector<v1::Instalment>& existing,
                                      absl::CivilDay today);

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_INSTALMENT_RULES_H_
