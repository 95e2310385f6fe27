#include "services/employment/placement_store.h"

#include <optional>
#include <utility>

#include "services/employment/employment_names.h"
#include "services/employment/placement_queries.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/database_error.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::employment {
namespace {

constexpr int kMostLooks = 60;
constexpr int kMostOpen = 200;
constexpr int kMostToName = 500;

// $1 to $3 of kPlacements and kCountPlacements.
Params FilterParams(const v1::ListPlacementsRequest& request) {
  std::vector<std::string> states;
  for (const int state : request.states()) states.push_back(v1::PlacementState_Name(static_cast<v1::PlacementState>(state)));
  return {request.profile().empty() ? Param(std::nullopt) : Param(UidOf(request.profile())),
          request.survivor().empty() ? Param(std::nullopt) : Param(UidOf(request.survivor())),
          states.empty() ? Param(std::nullopt) : Param(states)};
}

absl::Status Refused(const absl::Status& status) {
  const std::string constraint = ConstraintOf(status);
  const auto refuse = [](ErrorReason reason, absl::string_view why) {
    return MakeError(absl::StatusCode::kFailedPrecondition, reason, why);
  };
  if (constraint == "vacancy_places") return refuse(ErrorReason::ERROR_REASON_VACANCY_FULL, "All places of the vacancy are taken.");
  if (constraint == "employer_quota") {
    return refuse(ErrorReason::ERROR_REASON_QUOTA_FULL,
                  "All places that the employer keeps for people with disabilities are taken.");
  }
  if (constraint == "placement_full_time") {
    return refuse(ErrorReason::ERROR_REASON_FULL_TIME_ALREADY,
                  "The person works full time elsewhere in that time: end that first.");
  }
  return status;
}

}  // namespace

absl::StatusOr<v1::Placement> PlacementStore::GetWhole(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Placement placement, transaction.One<v1::Placement>(kPlacement, {uid}));
  SetName(placement);
  ASSIGN_OR_RETURN(std::vector<v1::RetentionCheck> looks, transaction.All<v1::RetentionCheck>(kChecks, {uid}, kMostLooks));
  for (v1::RetentionCheck& look : looks) {
    SetName(look);
    *placement.add_checks() = std::move(look);
  }
  return placement;
}

absl::StatusOr<v1::Placement> PlacementStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockPlacement, {uid}).status());
  ASSIGN_OR_RETURN(v1::Placement placement, transaction.One<v1::Placement>(kPlacement, {uid}));
  SetName(placement);
  return placement;
}

absl::StatusOr<std::vector<v1::Placement>> PlacementStore::List(Transaction& transaction, const v1::ListPlacementsRequest& request,
                                                                absl::string_view after, int limit) const {
  Params params = FilterParams(request);
  params.insert(params.end(), {OrNull(after), limit});
  ASSIGN_OR_RETURN(std::vector<v1::Placement> placements, transaction.All<v1::Placement>(kPlacements, params, limit));
  for (v1::Placement& placement : placements) SetName(placement);
  return placements;
}

absl::StatusOr<int64_t> PlacementStore::Count(Transaction& transaction, const v1::ListPlacementsRequest& request) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kCountPlacements, FilterParams(request)));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

absl::Status PlacementStore::Add(Transaction& transaction, const v1::Placement& placement) const {
  const absl::Status added = transaction.Execute(kAddPlacement, {Rows(placement)});
  if (ConstraintOf(added) != "placement_goes_on") return added;
  return MakeError(absl::StatusCode::kAlreadyExists, ErrorReason::ERROR_REASON_INTRODUCED_ALREADY,
                   "The person was introduced to this vacancy: go on with that.");
}

absl::Status PlacementStore::MoveOn(Transaction& transaction, const v1::Placement& placement) const {
  return Refused(transaction.Execute(kMovePlacement, {Rows(placement), placement.uid()}));
}

absl::Status PlacementStore::Add(Transaction& transaction, const std::vector<v1::RetentionCheck>& looks) const {
  return transaction.Execute(kAddChecks, {Rows(looks)});
}

absl::StatusOr<v1::RetentionCheck> PlacementStore::LookToDo(Transaction& transaction, absl::string_view placement_uid,
                                                            int months) const {
  ASSIGN_OR_RETURN(std::optional<v1::RetentionCheck> look,
                   transaction.Maybe<v1::RetentionCheck>(kCheckToDo, {placement_uid, months}));
  if (look.has_value()) return *std::move(look);
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_RETENTION_NOT_DUE,
                   "There is no such look: work begins with a contract, and looks are those of policy/employment.yaml.");
}

absl::Status PlacementStore::Done(Transaction& transaction, const v1::RetentionCheck& look) const {
  return transaction.Execute(kDoneCheck, {look.uid(), look.state(), look.result(), look.checked_on()});
}

absl::Status PlacementStore::DropLooks(Transaction& transaction, absl::string_view placement_uid) const {
  return transaction.Execute(kDropChecks, {placement_uid});
}

absl::StatusOr<std::vector<v1::RetentionCheck>> PlacementStore::Due(Transaction& transaction, const PartialDate& until,
                                                                    const v1::RetentionCheck& after, absl::string_view institution,
                                                                    int limit) const {
  ASSIGN_OR_RETURN(
      std::vector<v1::RetentionCheck> looks,
      transaction.All<v1::RetentionCheck>(kChecksDue, {until, after.due_on(), OrNull(after.uid()), institution, limit}, limit));
  for (v1::RetentionCheck& look : looks) SetName(look);
  return looks;
}

absl::StatusOr<std::vector<v1::Placement>> PlacementStore::OpenOf(Transaction& transaction,
                                                                  const std::vector<std::string>& records) const {
  ASSIGN_OR_RETURN(std::vector<v1::Placement> placements, transaction.All<v1::Placement>(kOpenPlacementsOf, {records}, kMostOpen));
  for (v1::Placement& placement : placements) SetName(placement);
  return placements;
}

absl::Status PlacementStore::Close(Transaction& transaction, const v1::Placement& placement) const {
  return transaction.Execute(kClosePlacement, {placement.uid(), placement.state(), placement.ended_on(), placement.end_reason(),
                                               placement.not_taken_reason()});
}

absl::StatusOr<std::vector<std::string>> PlacementStore::ToName(Transaction& transaction, const std::vector<std::string>& records,
                                                                absl::string_view person_uid) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kPlacementsToName, {records, person_uid}, kMostToName));
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

absl::StatusOr<bool> PlacementStore::NamePerson(Transaction& transaction, absl::string_view uid,
                                                absl::string_view person_uid) const {
  ASSIGN_OR_RETURN(const int64_t named, transaction.ExecuteCount(kNamePersonOfPlacement, {uid, person_uid}));
  return named > 0;
}

absl::StatusOr<bool> PlacementStore::AskAbout(Transaction& transaction, absl::string_view uid, const PartialDate& today) const {
  ASSIGN_OR_RETURN(const int64_t asked, transaction.ExecuteCount(kAskAboutPlacement, {uid, today}));
  return asked > 0;
}

absl::StatusOr<std::optional<std::string>> PlacementStore::RecordOf(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kRecordOfPlacement, {uid}));
  if (!row.has_value()) return std::optional<std::string>();
  std::string survivor_uid;
  RETURN_IF_ERROR(row->Read({{"survivor_uid", &survivor_uid}}));
  return std::optional<std::string>(std::move(survivor_uid));
}

}  // namespace dayaq::employment
