#include "services/survivor/case_store.h"

#include <iterator>
#include <utility>

#include "absl/algorithm/container.h"
#include "dayaq/survivor/v1/consent.pb.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/case_names.h"
#include "services/survivor/case_queries.h"
#include "services/survivor/case_rules.h"

namespace dayaq::survivor {
namespace {

// What is sealed of a row is sealed under the key of the person it is about.
constexpr char kPerson[] = "survivor_uid";

// Before every other.
constexpr char kNoUid[] = "00000000-0000-0000-0000-000000000000";
constexpr char kNoDay[] = "0000-00-00";

// Puts the rows of a statement about this case into `parts`.
template <typename Part>
absl::Status ReadParts(Transaction& transaction, const Query& query, const v1::Case& one,
                       google::protobuf::RepeatedPtrField<Part>& parts) {
  ASSIGN_OR_RETURN(std::vector<Part> rows, transaction.All<Part>(query, {one.uid()}, kMostParts));
  for (Part& row : rows) *parts.Add() = std::move(row);
  return absl::OkStatus();
}

absl::StatusOr<int64_t> Total(Transaction& transaction, const Query& query, const Params& params) {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(query, params));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

// $1 to $3 of kCases and kCountCases.
Params FilterParams(const v1::ListCasesRequest& request, const Owners& owners) {
  std::vector<std::string> states;
  for (const int state : request.states()) states.push_back(v1::CaseState_Name(static_cast<v1::CaseState>(state)));
  return {OrNull(UidOf(request.survivor())), states.empty() ? Param(std::nullopt) : Param(states),
          request.mine() ? Param(owners) : Param(std::nullopt)};
}

}  // namespace

absl::StatusOr<v1::Case> CaseStore::Get(Transaction& transaction, absl::string_view uid, bool with_parts) const {
  ASSIGN_OR_RETURN(v1::Case one, transaction.One<v1::Case>(kCase, {uid}));
  if (with_parts) {
    RETURN_IF_ERROR(ReadParts(transaction, kNeeds, one, *one.mutable_needs()));
    RETURN_IF_ERROR(ReadParts(transaction, kGoals, one, *one.mutable_goals()));
    RETURN_IF_ERROR(ReadParts(transaction, kServices, one, *one.mutable_services()));
    RETURN_IF_ERROR(ReadParts(transaction, kFollowUps, one, *one.mutable_follow_ups()));
  }
  SetName(one);
  return one;
}

absl::StatusOr<v1::Case> CaseStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockCase, {uid}).status());
  return Get(transaction, uid, true);
}

absl::StatusOr<std::vector<v1::Case>> CaseStore::List(Transaction& transaction, const v1::ListCasesRequest& request,
                                                      const Owners& owners, absl::string_view after, int limit) const {
  Params params = FilterParams(request, owners);
  params.insert(params.end(), {OrNull(after), limit});
  ASSIGN_OR_RETURN(std::vector<v1::Case> cases, transaction.All<v1::Case>(kCases, params, limit));
  for (v1::Case& one : cases) SetName(one);
  return cases;
}

absl::StatusOr<int64_t> CaseStore::Count(Transaction& transaction, const v1::ListCasesRequest& request,
                                         const Owners& owners) const {
  return Total(transaction, kCountCases, FilterParams(request, owners));
}

absl::Status CaseStore::LockPerson(Transaction& transaction, absl::string_view survivor_uid) const {
  return transaction.Execute(kLockPerson, {survivor_uid});
}

absl::StatusOr<bool> CaseStore::HasOpen(Transaction& transaction, absl::string_view survivor_uid) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kOpenCases, {survivor_uid}, 10));
  return !rows.empty();
}

absl::Status CaseStore::Add(Transaction& transaction, const v1::Case& one) const {
  return transaction.Execute(kAddCase, {Rows(one, kPerson)});
}

absl::Status CaseStore::Update(Transaction& transaction, const v1::Case& one) const {
  return transaction.Execute(kUpdateCase, {Rows(one, kPerson), one.uid()});
}

absl::Status CaseStore::Add(Transaction& transaction, const v1::Need& need) const {
  return transaction.Execute(kAddNeed, {Rows(need, kPerson)});
}

absl::Status CaseStore::Add(Transaction& transaction, const v1::Goal& goal) const {
  return transaction.Execute(kAddGoal, {Rows(goal, kPerson)});
}

absl::Status CaseStore::Add(Transaction& transaction, const v1::GivenService& service) const {
  return transaction.Execute(kAddService, {Rows(service, kPerson)});
}

absl::Status CaseStore::Add(Transaction& transaction, const v1::FollowUp& follow_up) const {
  return transaction.Execute(kAddFollowUp, {Rows(follow_up, kPerson)});
}

absl::Status CaseStore::Update(Transaction& transaction, const v1::Need& need) const {
  return transaction.Execute(kEndNeed, {Rows(need, kPerson)});
}

absl::Status CaseStore::Update(Transaction& transaction, const v1::Goal& goal) const {
  return transaction.Execute(kUpdateGoals, {Rows(goal, kPerson)});
}

absl::Status CaseStore::UpdateGoals(Transaction& transaction, const v1::Case& one) const {
  return transaction.Execute(kUpdateGoals, {Rows(one.goals(), kPerson)});
}

absl::Status CaseStore::Update(Transaction& transaction, const v1::GivenService& service) const {
  return transaction.Execute(kEndService, {Rows(service, kPerson)});
}

absl::Status CaseStore::Update(Transaction& transaction, const v1::FollowUp& follow_up) const {
  return transaction.Execute(kRecordFollowUp, {Rows(follow_up, kPerson)});
}

absl::Status CaseStore::NeedKey(Transaction& transaction, const std::string& survivor_uid) const {
  if (transaction.keys().Knows(survivor_uid)) return absl::OkStatus();
  RETURN_IF_ERROR(transaction.keys().Create(survivor_uid));
  return transaction.Execute(kAddPersonKey, {transaction.keys().NewKeys()});
}

absl::StatusOr<bool> CaseStore::Consents(Transaction& transaction, absl::string_view survivor_uid, v1::SupportKind kind,
                                         absl::CivilDay day) const {
  const v1::ConsentPurpose purpose =
      kind == v1::SUPPORT_KIND_PEER_SUPPORT ? v1::CONSENT_PURPOSE_PEER_CONTACT : v1::CONSENT_PURPOSE_PSYCHOSOCIAL_SUPPORT;
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kConsents, {survivor_uid, purpose, PartialDateOf(day)}));
  bool consents = false;
  RETURN_IF_ERROR(row.Read({{"consents", &consents}}));
  return consents;
}

absl::StatusOr<bool> CaseStore::IsCaseManager(Transaction& transaction, absl::string_view staff_uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kIsCaseManager, {staff_uid}));
  bool fits = false;
  RETURN_IF_ERROR(row.Read({{"fits", &fits}}));
  return fits;
}

absl::StatusOr<std::vector<v1::DueWork>> CaseStore::DueWork(Transaction& transaction, const v1::ListDueWorkRequest& request,
                                                            const Owners& owners, const v1::DueWork& after, int limit) const {
  const bool from_start = after.part_uid().empty();
  std::vector<v1::DueWork> due;
  // Behind the work `last` of a half, or from its start.
  const auto read = [&](const Query& half, const v1::DueWork* last) -> absl::Status {
    const int left = limit - static_cast<int>(due.size());
    ASSIGN_OR_RETURN(std::vector<v1::DueWork> more,
                     transaction.All<v1::DueWork>(half,
                                                  {request.until(), owners, last == nullptr ? kNoDay : ToText(last->due_on()),
                                                   last == nullptr ? std::string(kNoUid) : last->part_uid(), left},
                                                  left));
    absl::c_move(more, std::back_inserter(due));
    return absl::OkStatus();
  };
  if (from_start || after.mine()) RETURN_IF_ERROR(read(kMyDueWork, from_start ? nullptr : &after));
  const bool others = !request.mine() && due.size() < static_cast<size_t>(limit);
  if (others) RETURN_IF_ERROR(read(kOthersDueWork, from_start || after.mine() ? nullptr : &after));
  for (v1::DueWork& work : due) SetName(work);
  return due;
}

absl::StatusOr<int64_t> CaseStore::CountDueWork(Transaction& transaction, const v1::ListDueWorkRequest& request,
                                                const Owners& owners) const {
  if (request.mine()) return Total(transaction, kCountMyDueWork, {request.until(), owners});
  return Total(transaction, kCountDueWork, {request.until()});
}

}  // namespace dayaq::survivor
