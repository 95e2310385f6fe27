#include "services/payment/in_kind_service.h"

#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/payment/in_kind_names.h"
#include "services/payment/in_kind_round_rules.h"
#include "services/payment/in_kind_words.h"
#include "services/platform/base/etag.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/rpc/page_token.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

using rpc::Call;

constexpr char kWhyDeclined[] = "natura yardımından imtina / benefit in kind declined";
constexpr char kWhyPassedOver[] = "növbədə ötürülür / passed over in the queue";
constexpr int kMostCounted = 1000;

// "class/day/uid" of the last one of a page.
std::string CursorOf(const v1::InKindEntry& last) {
  return absl::StrCat(last.class_rank(), "/", ToText(last.entitled_on()), "/", last.uid());
}

std::optional<QueueCursor> CursorFrom(const std::string& text) {
  const std::vector<std::string> parts = absl::StrSplit(text, '/');
  QueueCursor cursor;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &cursor.class_rank)) return std::nullopt;
  cursor.entitled_on = parts[1];
  cursor.uid = parts[2];
  return cursor;
}

}  // namespace

absl::StatusOr<v1::ListInKindBenefitsResponse> InKindService::ListInKindBenefits(const v1::ListInKindBenefitsRequest& request,
                                                                                 Call& call) {
  v1::ListInKindBenefitsResponse response;
  if (!request.all_versions()) {
    for (const v1::InKindRule& rule : in_force_) *response.add_benefits() = rule;
    return response;
  }
  ASSIGN_OR_RETURN(std::vector<v1::InKindRule> rules, store_.Rules(call.transaction()));
  for (v1::InKindRule& rule : rules) *response.add_benefits() = std::move(rule);
  return response;
}

absl::StatusOr<v1::ListQueueResponse> InKindService::ListQueue(const v1::ListQueueRequest& request, Call& call) {
  v1::ListQueueResponse response;
  if (!request.survivor().empty()) {
    ASSIGN_OR_RETURN(std::vector<v1::InKindEntry> entries, store_.EntriesOfSurvivor(call.transaction(), request));
    response.set_total(static_cast<int>(entries.size()));
    for (v1::InKindEntry& entry : entries) *response.add_entries() = std::move(entry);
    return response;
  }
  if (request.benefit().empty()) {
    Violations found;
    found.Add("benefit", ErrorReason::ERROR_REASON_REQUIRED, "Name a benefit or a survivor.");
    return found.ToStatus();
  }
  ASSIGN_OR_RETURN(const std::string after, call.Cursor(request.page_token(), request));
  const int size = rpc::PageSize(request.page_size());
  ASSIGN_OR_RETURN(std::vector<v1::InKindEntry> entries, store_.Queue(call.transaction(), request, CursorFrom(after), size + 1));
  if (after.empty()) {
    ASSIGN_OR_RETURN(const int64_t total, store_.CountQueue(call.transaction(), request));
    response.set_total_is_more(total > kMostCounted);
    response.set_total(static_cast<int>(total > kMostCounted ? kMostCounted : total));
  }
  if (entries.size() > static_cast<size_t>(size)) {
    entries.pop_back();
    response.set_next_page_token(call.PageToken(CursorOf(entries.back()), request));
  }
  for (v1::InKindEntry& entry : entries) {
    call.Touch(absl::StrCat("survivors/", entry.survivor_uid()));
    *response.add_entries() = std::move(entry);
  }
  return response;
}

absl::StatusOr<v1::InKindPlace> InKindService::GetPlace(const v1::GetPlaceRequest& request, Call& call) {
  Transaction& transaction = call.transaction();
  v1::InKindPlace place;
  ASSIGN_OR_RETURN(*place.mutable_entry(), store_.Get(transaction, UidOf(request.name())));
  const v1::InKindEntry& entry = place.entry();
  RETURN_IF_ERROR(store_.CountPlace(transaction, place));
  ASSIGN_OR_RETURN(*place.mutable_rule(), store_.Rule(transaction, entry.benefit(), entry.rule_version()));
  *place.mutable_title() = place.rule().title();
  for (const v1::PriorityClass& one : place.rule().classes()) {
    if (one.code() == entry.class_code()) *place.mutable_class_title() = one.title();
  }
  ASSIGN_OR_RETURN(std::vector<v1::InKindItem> items, store_.ItemsOf(transaction, entry.survivor_uid(), entry.benefit()));
  for (v1::InKindItem& item : items) *place.add_items() = std::move(item);
  *place.mutable_words() = PlaceWords(place, call.today());
  call.Touch(absl::StrCat("survivors/", entry.survivor_uid()));
  return place;
}

absl::StatusOr<v1::InKindEntry> InKindService::Begin(const std::string& name, const std::string& etag, Call& call) {
  ASSIGN_OR_RETURN(v1::InKindEntry entry, store_.ToChange(call.transaction(), UidOf(name)));
  RETURN_IF_ERROR(CheckEtag(etag, entry.etag()));
  call.Before(entry);
  call.Touch(absl::StrCat("survivors/", entry.survivor_uid()));
  return entry;
}

absl::StatusOr<v1::InKindEntry> InKindService::DeclineBenefit(const v1::DeclineBenefitRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::InKindEntry entry, Begin(request.name(), request.etag(), call));
  RETURN_IF_ERROR(CheckWaits(entry));
  RETURN_IF_ERROR(call.Because(kWhyDeclined));
  RETURN_IF_ERROR(store_.Decline(call.transaction(), request, call.today()));
  call.Emit("in_kind.declined", entry.name());
  return Reread(entry.name(), call);
}

absl::StatusOr<v1::InKindEntry> InKindService::TakeBackDecline(const v1::TakeBackDeclineRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::InKindEntry entry, Begin(request.name(), request.etag(), call));
  RETURN_IF_ERROR(CheckDeclined(entry));
  RETURN_IF_ERROR(call.Because(kWhyDeclined));
  RETURN_IF_ERROR(store_.TakeBackDecline(call.transaction(), entry.uid()));
  call.Emit("in_kind.restored", entry.name());
  return Reread(entry.name(), call);
}

absl::Status InKindService::CheckPassOver(const v1::PassOverRequest& request, Call& call, Violations& found) {
  CheckPassingOver(request, call.today(), found);
  return absl::OkStatus();
}

absl::StatusOr<v1::InKindEntry> InKindService::PassOver(const v1::PassOverRequest& request, Call& call) {
  ASSIGN_OR_RETURN(const v1::InKindEntry entry, Begin(request.name(), request.etag(), call));
  RETURN_IF_ERROR(CheckWaits(entry));
  RETURN_IF_ERROR(call.Because(kWhyPassedOver));
  RETURN_IF_ERROR(store_.PassOver(call.transaction(), request));
  return Reread(entry.name(), call);
}

absl::StatusOr<v1::InKindEntry> InKindService::Reread(const std::string& name, Call& call) {
  return store_.Get(call.transaction(), UidOf(name));
}

void InKindService::Bind(rpc::Methods& methods) {
  using S = InKindService;
  methods.Read("ListInKindBenefits", *this, &S::ListInKindBenefits);
  methods.Read("ListQueue", *this, &S::ListQueue);
  methods.Read("GetPlace", *this, &S::GetPlace);
  methods.Change("DeclineBenefit", *this, &S::DeclineBenefit, &S::Reread);
  methods.Change("TakeBackDecline", *this, &S::TakeBackDecline, &S::Reread);
  methods.Change("PassOver", *this, &S::CheckPassOver, &S::PassOver, &S::Reread);
}

}  // namespace dayaq::payment
