// Going through everybody, part by part: after a rule changed, each day to see that nobody was passed over, and to compare two
// rules. Goes on by itself, also after a stop: what is done and what follows are one transaction.
#ifndef SERVICES_PAYMENT_RECOUNT_PASS_H_
#define SERVICES_PAYMENT_RECOUNT_PASS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "dayaq/outbox/v1/event.pb.h"
#include "services/payment/assessment_service.h"
#include "services/payment/recount_store.h"
#include "services/payment/recovery_policy.h"
#include "services/payment/rule_diff_pass.h"
#include "services/payment/rules_in_force.h"
#include "services/platform/rpc/call.h"
#include "services/platform/rpc/dispatcher.h"

namespace dayaq::payment {

class RecountPass {
 public:
  // All outlive this.
  RecountPass(const RulesInForce& in_force, const AssessmentService& assessments, const RecoveryPolicy& policy,
              const InKindAssessment* in_kind = nullptr)
      : in_force_(in_force), assessments_(assessments), policy_(policy), in_kind_(in_kind), diff_(in_force) {}

  // "retention.day": everybody is looked at, unless that goes on. "recount.goes_on" about a pass: it is divided into lanes; about a
  // lane: its next people. People are read without a lock and unchanged answers are written nowhere; only whoever would be decided
  // otherwise is assessed under the lock, as an event about the person would have it.
  absl::Status GoOn(const outbox::v1::Event& event, rpc::Call& call) const;

  // At the start of the service: begins to assess everybody by the rules in force that nobody was assessed by yet.
  absl::Status StartWhereRulesChanged(const rpc::Kit& kit) const;

 private:
  absl::Status StartCheck(rpc::Call& call) const;
  absl::Status Divide(const std::string& recount_uid, rpc::Call& call) const;
  absl::Status GoOnWithLane(const v1::Recount& recount, v1::RecountLane lane, const std::string& name, rpc::Call& call) const;
  absl::Status Assess(const v1::Recount& recount, const std::vector<std::string>& uids, v1::RecountCounts& counts,
                      rpc::Call& call) const;
  absl::Status Check(const v1::Recount& recount, const std::vector<std::string>& uids, v1::RecountCounts& counts,
                     rpc::Call& call) const;
  absl::Status Finish(const v1::Recount& recount, rpc::Call& call) const;
  absl::StatusOr<std::vector<std::string>> NotCovered(const RulesInForce::Rules& in_force, Transaction& transaction) const;

  const RulesInForce& in_force_;
  const AssessmentService& assessments_;
  const RecoveryPolicy& policy_;
  const InKindAssessment* const in_kind_;
  RecountStore store_;
  RuleDiffPass diff_;
};

}  // namespace dayaq::payment

#endif  // SERVICES_PAYMENT_RECOUNT_PASS_H_
