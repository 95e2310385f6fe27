#include "services/payment/in_kind_store.h"

#include <utility>

#include "services/payment/in_kind_names.h"
#include "services/payment/in_kind_queries.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

constexpr int kMostRules = 1000;

std::vector<v1::InKindEntry> Named(std::vector<v1::InKindEntry> entries) {
  for (v1::InKindEntry& entry : entries) SetNames(entry);
  return entries;
}

// By a query of places whose $1 is survivors and whose $2 says how many at most.
absl::StatusOr<std::vector<v1::InKindEntry>> OfSurvivors(const Query& query, Transaction& transaction,
                                                         const std::vector<std::string>& survivor_uids) {
  const int most = InKindStore::kMostEntries * static_cast<int>(survivor_uids.size());
  // One more is asked for than may be: a place that was cut off would be made once more.
  ASSIGN_OR_RETURN(std::vector<v1::InKindEntry> entries, transaction.All<v1::InKindEntry>(query, {survivor_uids, most + 1}, most));
  return Named(std::move(entries));
}

std::vector<std::string> StatesOf(const v1::ListQueueRequest& request) {
  std::vector<std::string> states;
  for (const int state : request.states()) states.push_back(v1::InKindEntryState_Name(static_cast<v1::InKindEntryState>(state)));
  return states;
}

// $1 to $3 of the queue; whoever names no state means those who wait.
Params QueueParams(const v1::ListQueueRequest& request) {
  std::vector<std::string> states = StatesOf(request);
  if (states.empty()) states = {v1::InKindEntryState_Name(v1::IN_KIND_ENTRY_STATE_WAITING)};
  return {request.benefit(), states, OrNull(request.district())};
}

std::string DayText(absl::CivilDay day) { return absl::FormatCivilTime(day); }

}  // namespace

absl::StatusOr<std::vector<v1::InKindRule>> InKindStore::Rules(Transaction& transaction) const {
  return transaction.All<v1::InKindRule>(kInKindRules, {}, kMostRules);
}

absl::StatusOr<v1::InKindRule> InKindStore::Rule(Transaction& transaction, absl::string_view benefit, int version) const {
  return transaction.One<v1::InKindRule>(kInKindRule, {benefit, version});
}

absl::Status InKindStore::AddRules(Transaction& transaction, const std::vector<v1::InKindRule>& rules) const {
  if (rules.empty()) return absl::OkStatus();
  return transaction.Execute(kAddInKindRules, {Rows(rules)});
}

absl::StatusOr<v1::InKindEntry> InKindStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::InKindEntry entry, transaction.One<v1::InKindEntry>(kInKindEntry, {uid}));
  SetNames(entry);
  return entry;
}

absl::StatusOr<v1::InKindEntry> InKindStore::ToChange(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::InKindEntry entry, transaction.One<v1::InKindEntry>(kInKindEntryToChange, {uid}));
  SetNames(entry);
  return entry;
}

absl::StatusOr<std::vector<v1::InKindEntry>> InKindStore::EntriesOf(Transaction& transaction,
                                                                    const std::vector<std::string>& survivor_uids) const {
  return OfSurvivors(kInKindEntriesOf, transaction, survivor_uids);
}

absl::StatusOr<std::vector<v1::InKindEntry>> InKindStore::EntriesToAssess(Transaction& transaction,
                                                                          const std::vector<std::string>& survivor_uids) const {
  return OfSurvivors(kInKindEntriesToAssess, transaction, survivor_uids);
}

absl::StatusOr<std::map<std::string, std::vector<InKindGiven>>> InKindStore::Given(
    Transaction& transaction, const std::vector<std::string>& survivor_uids) const {
  const int most = kMostItems * static_cast<int>(survivor_uids.size());
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kInKindGiven, {survivor_uids, most + 1}, most));
  std::map<std::string, std::vector<InKindGiven>> given;
  for (const Row& row : rows) {
    std::string survivor, benefit, handed_on, given_until;
    RETURN_IF_ERROR(
        row.Read({{"survivor_uid", &survivor}, {"benefit", &benefit}, {"handed_on", &handed_on}, {"given_until", &given_until}}));
    const auto first = PartialDateFromText(handed_on), last = PartialDateFromText(given_until);
    if (!first.has_value() || !last.has_value()) return absl::InternalError("in_kind.given answers a day that is none");
    given[survivor].push_back({benefit, *Earliest(*first), *Latest(*last)});
  }
  return given;
}

absl::Status InKindStore::Write(Transaction& transaction, const std::vector<v1::InKindEntry>& entries) const {
  return transaction.Execute(kWriteInKindEntries, {Rows(entries)});
}

absl::Status InKindStore::GiveUp(Transaction& transaction, const std::vector<std::string>& entry_uids, absl::CivilDay today) const {
  return transaction.Execute(kGiveUpInKindItems, {entry_uids, DayText(today)});
}

absl::StatusOr<std::vector<v1::InKindEntry>> InKindStore::Queue(Transaction& transaction, const v1::ListQueueRequest& request,
                                                                const std::optional<QueueCursor>& after, int limit) const {
  Params params = QueueParams(request);
  params.push_back(after.has_value() ? Param(after->class_rank) : Param(std::nullopt));
  params.push_back(after.has_value() ? Param(after->entitled_on) : Param(std::nullopt));
  params.push_back(after.has_value() ? Param(after->uid) : Param(std::nullopt));
  params.push_back(limit);
  ASSIGN_OR_RETURN(std::vector<v1::InKindEntry> entries, transaction.All<v1::InKindEntry>(kInKindQueue, params, limit));
  return Named(std::move(entries));
}

absl::StatusOr<int64_t> InKindStore::CountQueue(Transaction& transaction, const v1::ListQueueRequest& request) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kCountInKindQueue, QueueParams(request)));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

absl::StatusOr<std::vector<v1::InKindEntry>> InKindStore::EntriesOfSurvivor(Transaction& transaction,
                                                                            const v1::ListQueueRequest& request) const {
  const std::vector<std::string> states = StatesOf(request);
  ASSIGN_OR_RETURN(std::vector<v1::InKindEntry> entries,
                   transaction.All<v1::InKindEntry>(
                       kInKindEntriesOfSurvivor, {UidOf(request.survivor()), states.empty() ? Param(std::nullopt) : Param(states)},
                       kMostEntries));
  return Named(std::move(entries));
}

absl::Status InKindStore::CountPlace(Transaction& transaction, v1::InKindPlace& place) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kInKindPlace, {place.entry().uid()}));
  int64_t in_district = 0, waiting = 0, by_class = 0, by_date = 0, in_register = 0, everywhere = 0;
  RETURN_IF_ERROR(row.Read({{"place", &in_district},
                            {"waiting", &waiting},
                            {"before_by_class", &by_class},
                            {"before_by_date", &by_date},
                            {"place_in_register", &in_register},
                            {"waiting_in_register", &everywhere}}));
  place.set_place(in_district);
  place.set_waiting(waiting);
  place.set_place_in_register(in_register);
  place.set_waiting_in_register(everywhere);
  // Before somebody who does not wait there is nobody.
  if (in_district > 0) place.set_before_by_class(by_class);
  if (in_district > 0) place.set_before_by_date(by_date);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::InKindItem>> InKindStore::ItemsOf(Transaction& transaction, absl::string_view survivor_uid,
                                                                 absl::string_view benefit) const {
  ASSIGN_OR_RETURN(std::vector<v1::InKindItem> items,
                   transaction.All<v1::InKindItem>(kInKindItemsOfSurvivor, {survivor_uid, benefit}, 100));
  for (v1::InKindItem& item : items) SetNames(item);
  return items;
}

absl::Status InKindStore::Decline(Transaction& transaction, const v1::DeclineBenefitRequest& request, absl::CivilDay today) const {
  return transaction.Execute(kDeclineInKind, {UidOf(request.name()), DayText(today), request.reason(), request.document()});
}

absl::Status InKindStore::TakeBackDecline(Transaction& transaction, absl::string_view uid) const {
  return transaction.Execute(kTakeBackDecline, {uid});
}

absl::Status InKindStore::PassOver(Transaction& transaction, const v1::PassOverRequest& request) const {
  return transaction.Execute(kPassOverInKind, {UidOf(request.name()), ToText(request.passed_over_until()), request.reason()});
}

}  // namespace dayaq::payment
