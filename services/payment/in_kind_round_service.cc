#include "services/payment/in_kind_round_service.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/payment/in_kind_names.h"
#include "services/payment/in_kind_round_rules.h"
#include "services/payment/in_kind_rules.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

using rpc::Call;

constexpr char kNationalRegister[] = "az";
constexpr char kWhySteps[] = "natura yardımının bölgüsü / allocation of benefits in kind";

std::string RegisterOf(const v1::AddStockRequest& request) {
  return request.register_().empty() ? kNationalRegister : request.register_();
}

// Things that lie out of reach keep an allocation from its step: half of it is no step.
absl::Status CheckWhole(int64_t taken, const v1::InKindAllocation& allocation) {
  return taken == allocation.open_items() ? absl::OkStatus() : NotFound();
}

}  // namespace

absl::Status InKindRoundService::CheckStockToAdd(const v1::AddStockRequest& request, Call& call, Violations& found) {
  CheckNewStock(request, in_force_, call.today(), found);
  if (request.district().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool known, rounds_.IsDistrict(call.transaction(), RegisterOf(request), request.district()));
  if (!known) {
    found.Add("district", ErrorReason::ERROR_REASON_DISTRICT_UNKNOWN,
              absl::StrCat("The register has no district ", request.district(), "."));
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::InKindStock> InKindRoundService::AddStock(const v1::AddStockRequest& request, Call& call) {
  v1::InKindStock stock;
  stock.set_register_(RegisterOf(request));
  stock.set_district(request.district());
  stock.set_institution(call.caller().institution);
  // Whom it is for decides: for a whole register nobody says so who is bound to districts.
  RETURN_IF_ERROR(call.Authorise(StandingOf(stock)));
  stock.set_uid(call.NewUid());
  stock.set_benefit(request.benefit());
  stock.set_year(request.year());
  stock.set_quantity(request.quantity());
  stock.set_document(request.document());
  RETURN_IF_ERROR(rounds_.AddStock(call.transaction(), stock));
  return RereadStock(InKindStockName(stock.uid()), call);
}

absl::StatusOr<v1::InKindStock> InKindRoundService::ReverseStock(const v1::ReverseStockRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::InKindStock stock, rounds_.StockToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), stock.etag()));
  call.Before(stock);
  RETURN_IF_ERROR(call.Authorise(StandingOf(stock)));
  RETURN_IF_ERROR(CheckReversible(stock));
  RETURN_IF_ERROR(rounds_.ReverseStock(call.transaction(), stock.uid(), request.reason()));
  return RereadStock(stock.name(), call);
}

absl::StatusOr<v1::ListStockResponse> InKindRoundService::ListStock(const v1::ListStockRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::InKindStock> stocks, rounds_.Stocks(call.transaction(), request, after, size + 1));
  v1::ListStockResponse response;
  if (stocks.size() > static_cast<size_t>(size)) {
    stocks.pop_back();
    response.set_next_page_token(call.PageToken(stocks.back().uid(), request));
  }
  for (v1::InKindStock& stock : stocks) *response.add_stocks() = std::move(stock);
  return response;
}

absl::StatusOr<v1::InKindAllocation> InKindRoundService::ProposeAllocation(const v1::ProposeAllocationRequest& request,
                                                                           Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(v1::InKindStock stock, RereadStock(request.stock(), call));
  RETURN_IF_ERROR(call.Authorise(StandingOf(stock)));
  RETURN_IF_ERROR(call.Because(kWhySteps));
  // What is left, and who is next, is asked when nobody else takes from that queue any more.
  RETURN_IF_ERROR(rounds_.HoldQueue(transaction, stock));
  ASSIGN_OR_RETURN(stock, RereadStock(request.stock(), call));
  RETURN_IF_ERROR(CheckStock(stock, request.items(), call.today()));
  ASSIGN_OR_RETURN(const std::vector<v1::InKindEntry> people, rounds_.Next(transaction, stock, call.today(), request.items()));
  if (people.empty()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_IN_KIND_QUEUE_EMPTY,
                     "Nobody waits in the queue to whom one could be given.");
  }
  v1::InKindAllocation allocation;
  allocation.set_uid(call.NewUid());
  allocation.set_benefit(stock.benefit());
  allocation.set_stock_uid(stock.uid());
  allocation.set_state(v1::IN_KIND_ALLOCATION_STATE_PROPOSED);
  allocation.set_register_(stock.register_());
  allocation.set_district(stock.district());
  allocation.set_institution(call.caller().institution);
  RETURN_IF_ERROR(rounds_.Add(transaction, allocation, ThingsFor(people, allocation, [&call] { return call.NewUid(); })));
  for (const v1::InKindEntry& person : people) call.Touch(absl::StrCat("survivors/", person.survivor_uid()));
  call.Emit("in_kind.proposed", InKindAllocationName(allocation.uid()));
  return Reread(InKindAllocationName(allocation.uid()), call);
}

absl::StatusOr<v1::InKindAllocation> InKindRoundService::Begin(const std::string& name, const std::string& etag, Call& call) {
  ASSIGN_OR_RETURN(v1::InKindAllocation allocation, rounds_.AllocationToChange(call.transaction(), UidOf(name)));
  RETURN_IF_ERROR(CheckEtag(etag, allocation.etag()));
  call.Before(allocation);
  RETURN_IF_ERROR(call.Authorise(StandingOf(allocation)));
  RETURN_IF_ERROR(CheckWaitsForApproval(allocation));
  RETURN_IF_ERROR(call.Because(kWhySteps));
  return allocation;
}

absl::StatusOr<v1::InKindAllocation> InKindRoundService::ApproveAllocation(const v1::ApproveAllocationRequest& request,
                                                                           Call& call) {
  ASSIGN_OR_RETURN(const v1::InKindAllocation allocation, Begin(request.name(), request.etag(), call));
  ASSIGN_OR_RETURN(const int64_t approved, rounds_.Approve(call.transaction(), allocation.uid()));
  RETURN_IF_ERROR(CheckWhole(approved, allocation));
  ASSIGN_OR_RETURN(const std::vector<v1::InKindItem> items, rounds_.Items(call.transaction(), allocation.uid()));
  for (const v1::InKindItem& item : items) {
    if (item.state() == v1::IN_KIND_ITEM_STATE_APPROVED) call.Emit("in_kind.allocated", InKindEntryName(item.entry_uid()));
  }
  return Reread(allocation.name(), call);
}

// Whoever stands in the queue again may have lost the right, or died, or have a question open, since the thing was set aside; and
// what one of their records was given counts for the one in which they go on.
absl::Status InKindRoundService::LookAgainAt(const std::string& survivor_uid, Call& call) const {
  ASSIGN_OR_RETURN(const std::vector<std::string> records, rounds_.RecordsOfPerson(call.transaction(), survivor_uid));
  for (const std::string& record : records) call.Emit("entitlement.month_begun", absl::StrCat("survivors/", record));
  return absl::OkStatus();
}

absl::StatusOr<v1::InKindAllocation> InKindRoundService::RejectAllocation(const v1::RejectAllocationRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::InKindAllocation allocation, Begin(request.name(), request.etag(), call));
  ASSIGN_OR_RETURN(const std::vector<v1::InKindItem> items, rounds_.Items(call.transaction(), allocation.uid()));
  ASSIGN_OR_RETURN(const int64_t rejected, rounds_.Reject(call.transaction(), allocation.uid(), request.reason(), call.today()));
  RETURN_IF_ERROR(CheckWhole(rejected, allocation));
  for (const v1::InKindItem& item : items) {
    if (item.state() != v1::IN_KIND_ITEM_STATE_PROPOSED) continue;
    call.Touch(absl::StrCat("survivors/", item.survivor_uid()));
    RETURN_IF_ERROR(LookAgainAt(item.survivor_uid(), call));
  }
  return Reread(allocation.name(), call);
}

absl::StatusOr<v1::GetAllocationResponse> InKindRoundService::GetAllocation(const v1::GetAllocationRequest& request, Call& call) {
  v1::GetAllocationResponse response;
  ASSIGN_OR_RETURN(*response.mutable_allocation(), Reread(request.name(), call));
  ASSIGN_OR_RETURN(std::vector<v1::InKindItem> items, rounds_.Items(call.transaction(), response.allocation().uid()));
  for (v1::InKindItem& item : items) {
    call.Touch(absl::StrCat("survivors/", item.survivor_uid()));
    *response.add_items() = std::move(item);
  }
  return response;
}

absl::StatusOr<v1::ListAllocationsResponse> InKindRoundService::ListAllocations(const v1::ListAllocationsRequest& request,
                                                                                Call& call) {
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::InKindAllocation> allocations,
                   rounds_.Allocations(call.transaction(), request, after, size + 1));
  v1::ListAllocationsResponse response;
  if (allocations.size() > static_cast<size_t>(size)) {
    allocations.pop_back();
    response.set_next_page_token(call.PageToken(allocations.back().uid(), request));
  }
  for (v1::InKindAllocation& allocation : allocations) *response.add_allocations() = std::move(allocation);
  return response;
}

absl::StatusOr<v1::InKindItem> InKindRoundService::HandOver(const v1::HandOverRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  ASSIGN_OR_RETURN(const v1::InKindItem item, rounds_.ItemToChange(transaction, UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), item.etag()));
  call.Before(item);
  ASSIGN_OR_RETURN(const v1::InKindAllocation allocation, rounds_.Allocation(transaction, item.allocation_uid()));
  Violations found;
  CheckHandingDay(request, allocation, found);
  RETURN_IF_ERROR(found.ToStatus());
  ASSIGN_OR_RETURN(const v1::InKindEntry entry, places_.Get(transaction, item.entry_uid()));
  ASSIGN_OR_RETURN(const v1::InKindRule rule, places_.Rule(transaction, entry.benefit(), entry.rule_version()));
  ASSIGN_OR_RETURN(const std::vector<v1::InKindItem> of_person, places_.ItemsOf(transaction, item.survivor_uid(), item.benefit()));
  const HandingOver what = {.item = item, .allocation = allocation, .entry = entry, .rule = rule, .of_person = of_person};
  RETURN_IF_ERROR(CheckHandingOver(request, what));
  RETURN_IF_ERROR(call.Because(kWhySteps));
  const v1::InKindItem handed_over = HandedOver(request, what);
  RETURN_IF_ERROR(rounds_.HandOver(transaction, handed_over));
  call.Touch(absl::StrCat("survivors/", item.survivor_uid()));
  call.Emit("in_kind.handed_over", InKindEntryName(item.entry_uid()));
  RETURN_IF_ERROR(LookAgainAt(item.survivor_uid(), call));
  // The day behind its time: then the person stands in the queue again.
  const absl::CivilDay until = *Latest(handed_over.given_until());
  if (until < kForLife) {
    call.EmitAt("entitlement.month_begun", absl::StrCat("survivors/", item.survivor_uid()), absl::FromCivil(until + 1, BakuZone()));
  }
  return RereadItem(item.name(), call);
}

template <typename Request>
absl::StatusOr<v1::InKindItem> InKindRoundService::End(const Request& request, v1::InKindItemState to, Call& call) {
  ASSIGN_OR_RETURN(v1::InKindItem item, rounds_.ItemToChange(call.transaction(), UidOf(request.name())));
  RETURN_IF_ERROR(CheckEtag(request.etag(), item.etag()));
  call.Before(item);
  RETURN_IF_ERROR(CheckEnds(item, to));
  RETURN_IF_ERROR(call.Because(kWhySteps));
  item.set_state(to);
  item.set_end_reason(request.reason());
  *item.mutable_ended_on() = PartialDateOf(call.today());
  RETURN_IF_ERROR(rounds_.End(call.transaction(), item));
  call.Touch(absl::StrCat("survivors/", item.survivor_uid()));
  call.Emit(to == v1::IN_KIND_ITEM_STATE_RETURNED ? "in_kind.returned" : "in_kind.given_up", InKindEntryName(item.entry_uid()));
  RETURN_IF_ERROR(LookAgainAt(item.survivor_uid(), call));
  return RereadItem(item.name(), call);
}

absl::Status InKindRoundService::CheckWithdrawing(const v1::WithdrawItemRequest& request, Call&, Violations& found) {
  CheckEndReason(request.reason(), found);
  return absl::OkStatus();
}

absl::StatusOr<v1::InKindItem> InKindRoundService::WithdrawItem(const v1::WithdrawItemRequest& request, Call& call) {
  return End(request, v1::IN_KIND_ITEM_STATE_WITHDRAWN, call);
}

absl::Status InKindRoundService::CheckReturning(const v1::ReturnItemRequest& request, Call&, Violations& found) {
  CheckEndReason(request.reason(), found);
  return absl::OkStatus();
}

absl::StatusOr<v1::InKindItem> InKindRoundService::ReturnItem(const v1::ReturnItemRequest& request, Call& call) {
  return End(request, v1::IN_KIND_ITEM_STATE_RETURNED, call);
}

absl::StatusOr<v1::InKindStock> InKindRoundService::RereadStock(const std::string& name, Call& call) {
  return rounds_.Stock(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::InKindAllocation> InKindRoundService::Reread(const std::string& name, Call& call) {
  return rounds_.Allocation(call.transaction(), UidOf(name));
}

absl::StatusOr<v1::InKindItem> InKindRoundService::RereadItem(const std::string& name, Call& call) {
  return rounds_.Item(call.transaction(), UidOf(name));
}

void InKindRoundService::Bind(rpc::Methods& methods) {
  using S = InKindRoundService;
  methods.Change("AddStock", *this, &S::CheckStockToAdd, &S::AddStock, &S::RereadStock);
  methods.Change("ReverseStock", *this, &S::ReverseStock, &S::RereadStock);
  methods.Read("ListStock", *this, &S::ListStock);
  methods.Change("ProposeAllocation", *this, &S::ProposeAllocation, &S::Reread);
  methods.Change("ApproveAllocation", *this, &S::ApproveAllocation, &S::Reread);
  methods.Change("RejectAllocation", *this, &S::RejectAllocation, &S::Reread);
  methods.Read("GetAllocation", *this, &S::GetAllocation);
  methods.Read("ListAllocations", *this, &S::ListAllocations);
  methods.Change("HandOver", *this, &S::HandOver, &S::RereadItem);
  methods.Change("WithdrawItem", *this, &S::CheckWithdrawing, &S::WithdrawItem, &S::RereadItem);
  methods.Change("ReturnItem", *this, &S::CheckReturning, &S::ReturnItem, &S::RereadItem);
}

}  // namespace dayaq::payment
