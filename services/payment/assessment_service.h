// What a person is entitled to, worked out anew from all facts whenever one of them changed or a month began.
#ifndef SERVICES_PAYMENT_ASSESSMENT_SERVICE_H_
#define SERVICES_PAYMENT_ASSESSMENT_SERVICE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/payment/entitlement_store.h"
#include "services/platform/rpc/call.h"

namespace dayaq::payment {

// An event because of which a survivor is to be assessed.
struct Cause {
  std::string survivor_uid;
  std::string kind;  // of the event
  rpc::Call* call = nullptr;
};

class AssessmentService {
 public:
  // `in_force` are the rules to decide by, which outlive this.
  explicit AssessmentService(const std::vector<v1::BenefitRule>& in_force) : in_force_(in_force) {}

  // Assesses all benefits of these survivors, all in one transaction and each once however many causes there are (what follows is
  // told in the call of the first): starts, changes, ends and withdraws entitlements, adds the instalments that are missing to what
  // is owed, keeps each decision that changed something, and tells itself when to look again. Stores nothing when nothing changes,
  // so it may be asked any number of times. An entitlement of a benefit that is not in force any more stays as it is. NOT_FOUND
  // when there is no such survivor. Three statements, whatever the number of survivors.
  absl::Status Reassess(const std::vector<Cause>& causes) const;

 private:
  const std::vector<v1::BenefitRule>& in_force_;
  EntitlementStore store_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_ASSESSMENT_SERVICE_H_
