#include "services/rehabilitation/renewal_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/renewal_queries.h"

namespace dayaq::rehabilitation {
namespace {

constexpr int kMostCounts = 100000;
constexpr int kMostOfPerson = 200;
constexpr char kMinor[] = "/minor";

void SetName(v1::Renewal& renewal) { renewal.set_name(absl::StrCat("renewals/", renewal.uid())); }

std::vector<std::string> StatesOf(const v1::ListRenewalsRequest& request) {
  std::vector<std::string> states;
  for (const int state : request.states()) states.push_back(v1::RenewalState_Name(static_cast<v1::RenewalState>(state)));
  return states;
}

// $1 to $4 of kRenewals and kCountRenewals. Days of a month are compared as text: none lies behind its 31st.
Params FilterParams(const v1::ListRenewalsRequest& request, const std::vector<std::string>& registers) {
  const std::vector<std::string> states = StatesOf(request);
  return {absl::StrCat(request.until_month().empty() ? "9999-12" : request.until_month(), "-31"),
          states.empty() ? Param(std::nullopt) : Param(states), OrNull(request.institution()), registers};
}

}  // namespace

std::string KindOf(absl::string_view device_class, bool minor) { return absl::StrCat(device_class, minor ? kMinor : ""); }
std::string ClassOf(absl::string_view kind) { return std::string(kind.substr(0, kind.find('/'))); }

std::string DayOfList(const v1::Renewal& renewal) {
  return ToText(renewal.due_on().year() != 0 ? renewal.due_on() : renewal.review_on());
}

absl::StatusOr<v1::Renewal> RenewalStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Renewal renewal, transaction.One<v1::Renewal>(kRenewal, {uid}));
  SetName(renewal);
  return renewal;
}

absl::StatusOr<v1::Renewal> RenewalStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockRenewal, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<std::optional<v1::Renewal>> RenewalStore::FindToChange(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kLockRenewal, {uid}));
  if (!row.has_value()) return std::optional<v1::Renewal>();
  ASSIGN_OR_RETURN(v1::Renewal renewal, Get(transaction, uid));
  return std::optional<v1::Renewal>(std::move(renewal));
}

absl::StatusOr<std::vector<v1::Renewal>> RenewalStore::List(Transaction& transaction, const v1::ListRenewalsRequest& request,
                                                            const std::vector<std::string>& registers, absl::string_view after,
                                                            int limit) const {
  std::vector<v1::Renewal> renewals;
  if (!request.survivor().empty()) {
    const std::vector<std::string> states = StatesOf(request);
    ASSIGN_OR_RETURN(
        renewals, transaction.All<v1::Renewal>(
                      kRenewalsOfPerson,
                      {UidOf(request.survivor()), states.empty() ? Param(std::nullopt) : Param(states), registers}, kMostOfPerson));
  } else {
    const std::vector<std::string> parts = absl::StrSplit(after, '/');
    Params params = FilterParams(request, registers);
    params.insert(params.end(), {OrNull(parts[0]), OrNull(parts.size() == 2 ? parts[1] : ""), limit});
    ASSIGN_OR_RETURN(renewals, transaction.All<v1::Renewal>(kRenewals, params, limit));
  }
  for (v1::Renewal& renewal : renewals) SetName(renewal);
  return renewals;
}

absl::StatusOr<int64_t> RenewalStore::Count(Transaction& transaction, const v1::ListRenewalsRequest& request,
                                            const std::vector<std::string>& registers) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kCountRenewals, FilterParams(request, registers)));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

absl::Status RenewalStore::Add(Transaction& transaction, const v1::Renewal& renewal) const {
  return transaction.Execute(kAddRenewal, {Rows(renewal)});
}

absl::Status RenewalStore::Keep(Transaction& transaction, const v1::Renewal& renewal) const {
  return transaction.Execute(kKeepRenewal, {Rows(renewal), renewal.uid()});
}

absl::Status RenewalStore::Contact(Transaction& transaction, const v1::Renewal& renewal) const {
  return transaction.Execute(kContactRenewal, {Rows(renewal), renewal.uid()});
}

absl::Status RenewalStore::Decide(Transaction& transaction, const v1::Renewal& renewal) const {
  return transaction.Execute(kDecideRenewal, {Rows(renewal), renewal.uid()});
}

absl::StatusOr<std::vector<DueGroup>> RenewalStore::Due(Transaction& transaction, absl::CivilDay today, size_t most) const {
  const int limit = static_cast<int>(most);
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kDueRenewals, {absl::FormatCivilTime(today), limit}, limit));
  std::vector<DueGroup> groups;
  for (const Row& row : rows) {
    std::string state, due_on, review_on, uids;
    RETURN_IF_ERROR(row.Read({{"state", &state}, {"due_on", &due_on}, {"review_on", &review_on}, {"uids", &uids}}));
    DueGroup& group = groups.emplace_back();
    v1::RenewalState parsed = v1::RENEWAL_STATE_UNSPECIFIED;
    v1::RenewalState_Parse(state, &parsed);
    group.like.set_state(parsed);
    // Which day is the same to whoever judges: it has come.
    *group.like.mutable_next_on() = PartialDateOf(today);
    if (!due_on.empty()) *group.like.mutable_due_on() = PartialDateFromText(due_on).value_or(PartialDate());
    if (!review_on.empty()) *group.like.mutable_review_on() = PartialDateFromText(review_on).value_or(PartialDate());
    group.uids = absl::StrSplit(uids, ',');
  }
  return groups;
}

absl::Status RenewalStore::Advance(Transaction& transaction, const std::vector<std::string>& uids,
                                   const v1::Renewal& renewal) const {
  return transaction.Execute(kAdvanceRenewals, {uids, v1::RenewalState_Name(renewal.state()), renewal.next_on()});
}

absl::Status RenewalStore::SetAppointment(Transaction& transaction, absl::string_view uid,
                                          absl::string_view appointment_uid) const {
  return transaction.Execute(kRenewalAppointment, {uid, appointment_uid});
}

absl::StatusOr<std::vector<LifeCount>> RenewalStore::Lives(Transaction& transaction, absl::CivilDay today) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kDeviceLives, {absl::FormatCivilTime(today)}, kMostCounts));
  std::vector<LifeCount> counts;
  for (const Row& row : rows) {
    std::string device_class;
    bool minor = false;
    int64_t months = 0;
    LifeCount count;
    RETURN_IF_ERROR(row.Read({{"device_class", &device_class},
                              {"minor", &minor},
                              {"months", &months},
                              {"renewed", &count.renewed},
                              {"ended", &count.ended},
                              {"in_use", &count.in_use}}));
    count.kind = KindOf(device_class, minor);
    count.months = static_cast<int>(months);
    counts.push_back(std::move(count));
  }
  return counts;
}

absl::StatusOr<std::vector<InUse>> RenewalStore::DevicesInUse(Transaction& transaction, absl::CivilDay today,
                                                              absl::string_view centre) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows,
                   transaction.All<Row>(kDevicesInUse, {absl::FormatCivilTime(today), OrNull(centre)}, kMostCounts));
  std::vector<InUse> counts;
  for (const Row& row : rows) {
    std::string device_class;
    bool minor = false;
    int64_t months = 0;
    InUse count;
    RETURN_IF_ERROR(row.Read({{"institution", &count.centre},
                              {"device_class", &device_class},
                              {"minor", &minor},
                              {"months", &months},
                              {"devices", &count.devices}}));
    count.kind = KindOf(device_class, minor);
    count.months = static_cast<int>(months);
    counts.push_back(std::move(count));
  }
  return counts;
}

}  // namespace dayaq::rehabilitation
