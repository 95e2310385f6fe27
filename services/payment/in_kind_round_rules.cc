#include "services/payment/in_kind_round_rules.h"

#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/payment/in_kind_rules.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

constexpr int kMostDaysPassedOver = 366;

absl::Status Refused(ErrorReason reason, absl::string_view what) {
  return MakeError(absl::StatusCode::kFailedPrecondition, reason, what);
}

absl::Status NoSuchStep(absl::string_view state) {
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_IN_KIND_STEP_IMPOSSIBLE,
                   "It is not where this step is taken.", {{"state", state}});
}

// A whole day, or nothing.
std::optional<absl::CivilDay> WholeDay(const PartialDate& date) {
  if (Precision(date) != DatePrecision::kDay) return std::nullopt;
  return Earliest(date);
}

std::string ReceiverOf(const v1::HandOverRequest& request, const HandingOver& what) {
  return request.received_by().empty() ? absl::StrCat("survivors/", what.item.survivor_uid()) : request.received_by();
}

// The person, where the benefit is theirs; of a family's benefit a member whom the explanation names.
bool MayReceive(const std::string& receiver, const v1::InKindEntry& entry) {
  if (receiver == absl::StrCat("survivors/", entry.survivor_uid())) return entry.beneficiary() == v1::BENEFICIARY_SURVIVOR;
  return entry.beneficiary() == v1::BENEFICIARY_FAMILY_MEMBER &&
         absl::c_any_of(entry.explanation().facts(),
                        [&](const v1::UsedFact& fact) { return fact.fact() == "family" && fact.resource() == receiver; });
}

}  // namespace

void CheckNewStock(const v1::AddStockRequest& request, const std::vector<v1::InKindRule>& rules, absl::CivilDay today,
                   Violations& found) {
  const auto rule = absl::c_find_if(rules, [&](const v1::InKindRule& one) { return one.benefit() == request.benefit(); });
  if (rule == rules.end()) {
    if (!request.benefit().empty()) {
      found.Add("benefit", ErrorReason::ERROR_REASON_IN_KIND_BENEFIT_UNKNOWN, "No benefit in kind has this code.");
    }
  } else if (rule->example()) {
    found.Add("benefit", ErrorReason::ERROR_REASON_IN_KIND_EXAMPLE, "An example without a legal basis; nothing of it is given.");
  }
  const int64_t year = today.year();
  if (request.year() != 0 && request.year() != year && request.year() != year + 1) {
    found.Add("year", ErrorReason::ERROR_REASON_OUT_OF_RANGE, "Say this year or the next.");
  }
}

void CheckPassingOver(const v1::PassOverRequest& request, absl::CivilDay today, Violations& found) {
  if (!request.has_passed_over_until()) return;
  const std::optional<absl::CivilDay> day = WholeDay(request.passed_over_until());
  if (!day.has_value() || *day < today || *day > today + kMostDaysPassedOver) {
    found.Add("passed_over_until", ErrorReason::ERROR_REASON_OUT_OF_RANGE, "Say a whole day from today until a year ahead.");
  }
}

absl::Status CheckWaits(const v1::InKindEntry& entry) {
  if (entry.state() == v1::IN_KIND_ENTRY_STATE_WAITING) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_IN_KIND_NOT_IN_QUEUE,
                   "The person does not wait in the queue.", {{"state", v1::InKindEntryState_Name(entry.state())}});
}

absl::Status CheckDeclined(const v1::InKindEntry& entry) {
  if (entry.state() == v1::IN_KIND_ENTRY_STATE_DECLINED) return absl::OkStatus();
  return Refused(ErrorReason::ERROR_REASON_IN_KIND_NOT_IN_QUEUE, "The person did not decline.");
}

RowStanding StandingOf(const v1::InKindAllocation& allocation) {
  RowStanding standing{.register_code = allocation.register_(), .district = allocation.district()};
  for (const std::string* staff : {&allocation.proposed_by(), &allocation.approved_by()}) {
    if (!staff->empty()) standing.took_part.push_back(*staff);
  }
  return standing;
}

RowStanding StandingOf(const v1::InKindStock& stock) { return {.register_code = stock.register_(), .district = stock.district()}; }

absl::Status CheckReversible(const v1::InKindStock& stock) {
  if (stock.has_reverse_time()) return Refused(ErrorReason::ERROR_REASON_IN_KIND_STOCK_REVERSED, "The stock was taken back.");
  if (stock.taken() == 0) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_IN_KIND_STOCK_TAKEN,
                   "Something of the stock is set aside or was handed over: give that up first.",
                   {{"taken", absl::StrCat(stock.taken())}});
}

absl::Status CheckStock(const v1::InKindStock& stock, int items, absl::CivilDay today) {
  if (stock.has_reverse_time()) return Refused(ErrorReason::ERROR_REASON_IN_KIND_STOCK_REVERSED, "The stock was taken back.");
  if (stock.year() != today.year()) return Refused(ErrorReason::ERROR_REASON_IN_KIND_OTHER_YEAR, "The stock is for another year.");
  const int left = stock.quantity() - stock.taken();
  if (items <= left) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_IN_KIND_STOCK_SHORT,
                   "Less is left of the stock than is asked for.", {{"left", absl::StrCat(left)}});
}

std::vector<v1::InKindItem> ThingsFor(const std::vector<v1::InKindEntry>& people, const v1::InKindAllocation& allocation,
                                      const std::function<std::string()>& new_uid) {
  std::vector<v1::InKindItem> items;
  for (const v1::InKindEntry& person : people) {
    v1::InKindItem& item = items.emplace_back();
    item.set_uid(new_uid());
    item.set_allocation_uid(allocation.uid());
    item.set_entry_uid(person.uid());
    item.set_stock_uid(allocation.stock_uid());
    item.set_survivor_uid(person.survivor_uid());
    item.set_benefit(person.benefit());
    item.set_place(static_cast<int>(items.size()));
    item.set_state(v1::IN_KIND_ITEM_STATE_PROPOSED);
    item.set_register_(person.register_());
    item.set_district(person.district());
    item.set_institution(person.institution());
  }
  return items;
}

absl::Status CheckWaitsForApproval(const v1::InKindAllocation& allocation) {
  if (allocation.state() == v1::IN_KIND_ALLOCATION_STATE_PROPOSED) return absl::OkStatus();
  return NoSuchStep(v1::InKindAllocationState_Name(allocation.state()));
}

void CheckHandingDay(const v1::HandOverRequest& request, const v1::InKindAllocation& allocation, Violations& found) {
  const std::optional<absl::CivilDay> day = WholeDay(request.handed_on());
  if (!day.has_value()) return found.Add("handed_on", ErrorReason::ERROR_REASON_OUT_OF_RANGE, "Say a whole day.");
  if (allocation.has_approve_time() && *day < Today(TimeOf(allocation.approve_time()))) {
    found.Add("handed_on", ErrorReason::ERROR_REASON_OUT_OF_RANGE, "Say a day on which it was approved already.");
  }
}

absl::Status CheckHandingOver(const v1::HandOverRequest& request, const HandingOver& what) {
  if (what.item.state() != v1::IN_KIND_ITEM_STATE_APPROVED) return NoSuchStep(v1::InKindItemState_Name(what.item.state()));
  if (what.entry.state() != v1::IN_KIND_ENTRY_STATE_ALLOCATED || !what.entry.ready()) {
    return Refused(ErrorReason::ERROR_REASON_IN_KIND_NOT_READY, "Something must be confirmed before it is handed over.");
  }
  if (!MayReceive(ReceiverOf(request, what), what.entry)) {
    return Refused(ErrorReason::ERROR_REASON_IN_KIND_RECEIVER_UNKNOWN, "Whoever took it is neither the person nor of the family.");
  }
  const absl::CivilDay first = *Earliest(request.handed_on());
  const absl::CivilDay last = GivenUntil(what.rule, first);
  for (const v1::InKindItem& other : what.of_person) {
    if (other.state() != v1::IN_KIND_ITEM_STATE_HANDED_OVER) continue;
    if (*Earliest(other.handed_on()) <= last && *Latest(other.given_until()) >= first) {
      return Refused(ErrorReason::ERROR_REASON_IN_KIND_WITHIN_TERM,
                     "The person was given one, and its time is not over on that day.");
    }
  }
  return absl::OkStatus();
}

v1::InKindItem HandedOver(const v1::HandOverRequest& request, const HandingOver& what) {
  v1::InKindItem item = what.item;
  item.set_state(v1::IN_KIND_ITEM_STATE_HANDED_OVER);
  *item.mutable_handed_on() = request.handed_on();
  *item.mutable_given_until() = PartialDateOf(GivenUntil(what.rule, *Earliest(request.handed_on())));
  item.set_received_by(ReceiverOf(request, what));
  item.set_thing_number(request.thing_number());
  return item;
}

void CheckEndReason(v1::InKindEndReason reason, Violations& found) {
  if (reason == v1::IN_KIND_END_REASON_REJECTED || reason == v1::IN_KIND_END_REASON_NO_RIGHT) {
    found.Add("reason", ErrorReason::ERROR_REASON_OUT_OF_RANGE, "Say NOT_FETCHED, DECLINED, FAULTY or MISTAKE.");
  }
}

absl::Status CheckEnds(const v1::InKindItem& item, v1::InKindItemState to) {
  const bool open = item.state() == v1::IN_KIND_ITEM_STATE_PROPOSED || item.state() == v1::IN_KIND_ITEM_STATE_APPROVED;
  const bool possible = to == v1::IN_KIND_ITEM_STATE_WITHDRAWN ? open : item.state() == v1::IN_KIND_ITEM_STATE_HANDED_OVER;
  return possible ? absl::OkStatus() : NoSuchStep(v1::InKindItemState_Name(item.state()));
}

}  // namespace dayaq::payment
