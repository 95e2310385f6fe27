#include "services/payment/recount_pass.h"

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "services/payment/payment_names.h"
#include "services/payment/recount_rules.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/as_service.h"
#include "services/platform/rpc/event_json.h"
#include "services/platform/sealing/uuid7.h"

namespace dayaq::payment {
namespace {

using rpc::Call;

constexpr char kGoesOn[] = "recount.goes_on";
constexpr absl::Duration kTimeLimit = absl::Seconds(30);

constexpr Query kTell{"recount.tell", R"sql(
  SELECT outbox.emit($1::jsonb)
)sql"};

std::string LaneName(const v1::RecountLane& lane) { return absl::StrCat("recounts/", lane.recount_uid(), "/lanes/", lane.uid()); }

std::vector<std::string> BenefitsOf(const v1::Recount& recount) { return {recount.benefits().begin(), recount.benefits().end()}; }

// Who must act for somebody who was passed over.
const char* RoleFor(v1::UnservedReason reason) {
  return reason == v1::UNSERVED_REASON_EVENT_WAITING ? "payment_background" : "operator";
}

}  // namespace

absl::Status RecountPass::GoOn(const outbox::v1::Event& event, Call& call) const {
  if (event.kind() != kGoesOn) return StartCheck(call);
  const std::vector<std::string> parts = absl::StrSplit(event.resource(), '/');
  if (parts.size() < 4) return Divide(UidOf(event.resource()), call);
  ASSIGN_OR_RETURN(std::optional<v1::RecountLane> lane, store_.LaneToChange(call.transaction(), parts[3]));
  if (!lane.has_value() || lane->has_finish_time()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const v1::Recount recount, store_.Get(call.transaction(), lane->recount_uid()));
  return GoOnWithLane(recount, *std::move(lane), event.resource(), call);
}

absl::Status RecountPass::StartCheck(Call& call) const {
  const std::string uid = call.NewUid();
  ASSIGN_OR_RETURN(const RulesInForce::Rules in_force, in_force_.Present(call.transaction()));
  ASSIGN_OR_RETURN(const bool started, store_.Start(call.transaction(), uid, v1::RECOUNT_KIND_CHECK, in_force->names, ""));
  if (started) call.Emit(kGoesOn, absl::StrCat("recounts/", uid));
  return absl::OkStatus();
}

absl::Status RecountPass::Divide(const std::string& recount_uid, Call& call) const {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const std::optional<v1::Recount> recount, store_.Lock(transaction, recount_uid));
  if (!recount.has_value() || recount->has_finish_time()) return absl::OkStatus();
  ASSIGN_OR_RETURN(std::vector<v1::RecountLane> lanes, store_.Lanes(transaction, recount_uid));
  if (!lanes.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const Everybody everybody, store_.Divide(transaction, policy_.recount_lanes));
  std::string after;
  // Behind the last end there is one more, for whoever is added meanwhile.
  std::set<std::string> ends(everybody.ends.begin(), everybody.ends.end());
  ends.erase("");
  std::vector<std::string> until(ends.begin(), ends.end());
  until.emplace_back("");
  for (const std::string& end : until) {
    v1::RecountLane& lane = lanes.emplace_back();
    lane.set_uid(call.NewUid());
    lane.set_recount_uid(recount_uid);
    lane.set_after_uid(after);
    lane.set_until_uid(end);
    after = end;
    call.Emit(kGoesOn, LaneName(lane));
  }
  return store_.AddLanes(transaction, recount_uid, everybody.total, lanes);
}

absl::Status RecountPass::GoOnWithLane(const v1::Recount& recount, v1::RecountLane lane, const std::string& name,
                                       Call& call) const {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const std::vector<std::string> uids, store_.Next(transaction, lane, policy_.recount_batch));
  *lane.mutable_update_time() = Timestamp(call.now());
  if (!uids.empty()) {
    v1::RecountCounts& counts = *lane.mutable_counts();
    if (recount.kind() == v1::RECOUNT_KIND_CHECK) {
      RETURN_IF_ERROR(Check(recount, uids, counts, call));
    } else if (recount.kind() == v1::RECOUNT_KIND_COMPARE) {
      RETURN_IF_ERROR(diff_.Compare(recount.uid(), lane.uid(), uids, counts, call));
    } else {
      RETURN_IF_ERROR(Assess(recount, uids, counts, call));
    }
    lane.set_after_uid(uids.back());
    call.Emit(kGoesOn, name);
    return store_.Advance(transaction, lane);
  }
  *lane.mutable_finish_time() = Timestamp(call.now());
  RETURN_IF_ERROR(store_.Advance(transaction, lane));
  return Finish(recount, call);
}

absl::Status RecountPass::Finish(const v1::Recount& recount, Call& call) const {
  Transaction& transaction = call.transaction();
  // Held, so that a rule which comes into force now either is seen here or finds that nobody is gone through any more.
  ASSIGN_OR_RETURN(const RulesInForce::Rules in_force, in_force_.Held(transaction));
  // One after the other, so that the last one sees that it is the last.
  ASSIGN_OR_RETURN(const std::optional<v1::Recount> locked, store_.Lock(transaction, recount.uid()));
  ASSIGN_OR_RETURN(const bool finished, store_.Finish(transaction, recount.uid(), call.now()));
  if (!finished || recount.kind() == v1::RECOUNT_KIND_CHECK) return absl::OkStatus();
  if (recount.kind() == v1::RECOUNT_KIND_COMPARE) return diff_.Finish(recount.uid(), call);
  // A rule that changed while everybody was assessed by the one before.
  ASSIGN_OR_RETURN(const std::vector<std::string> next, NotCovered(in_force, transaction));
  if (next.empty()) return absl::OkStatus();
  const std::string uid = call.NewUid();
  ASSIGN_OR_RETURN(const bool started, store_.Start(transaction, uid, v1::RECOUNT_KIND_ASSESS, next, ""));
  if (started) call.Emit(kGoesOn, absl::StrCat("recounts/", uid));
  return absl::OkStatus();
}

absl::Status RecountPass::Assess(const v1::Recount& recount, const std::vector<std::string>& uids, v1::RecountCounts& counts,
                                 Call& call) const {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const RulesInForce::Rules in_force, in_force_.Present(transaction));
  const RecountScope scope = ScopeOf(BenefitsOf(recount), in_force->rules);
  ASSIGN_OR_RETURN(const std::vector<v1::BenefitFacts> people, store_.Facts(transaction, uids));
  ASSIGN_OR_RETURN(auto standing, store_.Entitlements(transaction, uids, scope.counted));
  std::vector<std::string> different;
  for (const v1::BenefitFacts& facts : people) {
    if (IsDifferent(scope, facts, standing[facts.survivor_uid()], call.today(), counts)) different.push_back(facts.survivor_uid());
  }
  if (in_kind_ != nullptr) {
    // Whoever stays where they are in money may move in a queue.
    ASSIGN_OR_RETURN(const std::vector<std::string> moving, in_kind_->WhoMoves(people, in_force->rules, call.today(), transaction));
    for (const std::string& uid : moving) {
      if (!absl::c_linear_search(different, uid)) different.push_back(uid);
    }
  }
  return different.empty() ? absl::OkStatus() : assessments_.AssessAnew(different, kGoesOn, call);
}

absl::Status RecountPass::Check(const v1::Recount& recount, const std::vector<std::string>& uids, v1::RecountCounts& counts,
                                Call& call) const {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const RulesInForce::Rules in_force, in_force_.Present(transaction));
  const RecountScope scope = ScopeOf(BenefitsOf(recount), in_force->rules);
  ASSIGN_OR_RETURN(const std::vector<v1::BenefitFacts> people, store_.Facts(transaction, uids));
  ASSIGN_OR_RETURN(const std::set<AnswerKey> standing,
                   store_.Standing(transaction, uids, {scope.counted.begin(), scope.counted.end()}));
  std::vector<v1::Unserved> unserved;
  std::set<std::string> whom;
  for (const v1::BenefitFacts& facts : people) {
    for (auto& [survivor, benefit, occasion, beneficiary] : PassedOver(scope, facts, standing, call.today(), counts)) {
      v1::Unserved& one = unserved.emplace_back();
      one.set_uid(call.NewUid());
      one.set_survivor_uid(survivor);
      one.set_benefit(benefit);
      one.set_occasion_uid(occasion);
      one.set_beneficiary_uid(beneficiary);
      one.set_register_(facts.register_());
      one.set_district(facts.district());
      one.set_institution(facts.institution());
      whom.insert(survivor);
    }
  }
  if (!unserved.empty()) {
    ASSIGN_OR_RETURN(const auto pending, store_.Pending(transaction, {whom.begin(), whom.end()}));
    for (v1::Unserved& one : unserved) {
      const auto waits = pending.find(one.survivor_uid());
      one.set_reason(waits == pending.end() ? v1::UNSERVED_REASON_NEVER_TOLD
                     : waits->second        ? v1::UNSERVED_REASON_EVENT_PARKED
                                            : v1::UNSERVED_REASON_EVENT_WAITING);
      one.set_role(RoleFor(one.reason()));
    }
    // Whatever the reason is, the person does not wait for it to be found.
    for (const std::string& survivor_uid : whom) {
      call.Touch(SurvivorName(survivor_uid));
      call.Emit("entitlement.month_begun", SurvivorName(survivor_uid));
    }
  }
  return store_.NoteUnserved(transaction, unserved, uids, call.now());
}

absl::StatusOr<std::vector<std::string>> RecountPass::NotCovered(const RulesInForce::Rules& in_force,
                                                                 Transaction& transaction) const {
  ASSIGN_OR_RETURN(const std::set<std::string> covered, store_.Covered(transaction));
  std::vector<std::string> missing;
  for (const std::string& name : in_force->names) {
    if (covered.count(name) == 0) missing.push_back(name);
  }
  if (in_kind_ == nullptr) return missing;
  ASSIGN_OR_RETURN(const std::vector<std::string> in_kind, in_kind_->Names(transaction));
  for (const std::string& name : in_kind) {
    if (covered.count(name) == 0) missing.push_back(name);
  }
  return missing;
}

absl::Status RecountPass::StartWhereRulesChanged(const rpc::Kit& kit) const {
  return rpc::AsService(kit, absl::Now() + kTimeLimit, [&](Transaction& transaction) -> absl::Status {
    ASSIGN_OR_RETURN(const RulesInForce::Rules in_force, in_force_.Present(transaction));
    ASSIGN_OR_RETURN(const std::vector<std::string> missing, NotCovered(in_force, transaction));
    if (missing.empty()) return absl::OkStatus();
    const absl::Time now = absl::Now();
    const std::string uid = NewUuid7(now);
    ASSIGN_OR_RETURN(const bool started, store_.Start(transaction, uid, v1::RECOUNT_KIND_ASSESS, missing, ""));
    // One that goes on comes to it when it is through.
    if (!started) return absl::OkStatus();
    outbox::v1::Event event;
    event.set_uid(NewUuid7(now));
    event.set_kind(kGoesOn);
    event.set_resource(absl::StrCat("recounts/", uid));
    *event.mutable_time() = Timestamp(now);
    return transaction.Execute(kTell, {rpc::EventsJson({event})});
  });
}

}  // namespace dayaq::payment
