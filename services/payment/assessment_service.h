// What a person is entitled to, worked out anew from all facts whenever one of them changed or a month began.
#ifndef SERVICES_PAYMENT_ASSESSMENT_SERVICE_H_
#define SERVICES_PAYMENT_ASSESSMENT_SERVICE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/payment/entitlement_store.h"
#include "services/payment/in_kind_assessment.h"
#include "services/payment/rules_in_force.h"
#include "services/platform/rpc/reactions.h"

namespace dayaq::payment {

class AssessmentService {
 public:
  // `in_force` are the rules to decide by, which outlive this.
  explicit AssessmentService(const RulesInForce& in_force, const InKindAssessment* in_kind = nullptr)
      : in_force_(in_force), in_kind_(in_kind) {}

  // Assesses all benefits of the survivors whom these events are about, each once however many events there are (what follows is
  // told in the call of the first): starts, changes, ends and withdraws entitlements, adds the instalments that are missing to what
  // is owed, keeps each decision that changed something, and tells itself when to look again. Stores nothing when nothing changes,
  // so it may be told any number of times. An entitlement of a benefit that is not in force any more stays as it is. NOT_FOUND when
  // one is no survivor. Four statements, whatever the number of survivors. The rules stay in force until the transaction ends.
  absl::Status Reassess(const std::vector<rpc::Told>& told) const;

  // The same for these survivors, in one call, because of something that is no event about them ("recount.goes_on").
  absl::Status AssessAnew(const std::vector<std::string>& survivor_uids, const std::string& because_of, rpc::Call& call) const;

 private:
  // Why somebody is assessed, and the call that what follows belongs to.
  struct Because {
    std::string event_kind;
    rpc::Call& call;
  };
  absl::Status AssessAll(const std::map<std::string, Because>& because, Transaction& transaction) const;

  const RulesInForce& in_force_;
  const InKindAssessment* const in_kind_;
  EntitlementStore store_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_ASSESSMENT_SERVICE_H_
