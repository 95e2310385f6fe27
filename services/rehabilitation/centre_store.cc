#include "services/rehabilitation/centre_store.h"

#include <map>
#include <utility>

#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/rehabilitation/centre_queries.h"
#include "services/rehabilitation/rehabilitation_names.h"

namespace dayaq::rehabilitation {
namespace {

// More than the plan of a centre ever has: a closure of a year at a big one moves some thousands.
constexpr int kMostParts = 2000;
constexpr int kMostCalledIn = 100000;

template <typename M>
absl::StatusOr<M> Named(absl::StatusOr<M> found) {
  if (found.ok()) SetName(*found);
  return found;
}

template <typename M>
absl::StatusOr<M> Locked(Transaction& transaction, const Query& lock, const Query& read, absl::string_view uid) {
  RETURN_IF_ERROR(transaction.One<Row>(lock, {uid}).status());
  return Named(transaction.One<M>(read, {uid}));
}

// $1 to $3 of kCentres and kCountCentres.
Params FilterParams(const v1::ListCentresRequest& request, absl::CivilDay today) {
  return {request.visit() == v1::VISIT_KIND_UNSPECIFIED ? Param(std::nullopt) : Param(v1::VisitKind_Name(request.visit())),
          OrNull(request.district()), request.ended() ? Param(std::nullopt) : Param(PartialDateOf(today))};
}

}  // namespace

absl::StatusOr<v1::Centre> CentreStore::Get(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::Centre>(kCentre, {uid}));
}

absl::StatusOr<std::optional<v1::Centre>> CentreStore::OfInstitution(Transaction& transaction,
                                                                     absl::string_view institution) const {
  ASSIGN_OR_RETURN(std::optional<v1::Centre> centre, transaction.Maybe<v1::Centre>(kCentreOf, {institution}));
  if (centre.has_value()) SetName(*centre);
  return centre;
}

absl::Status CentreStore::AddParts(Transaction& transaction, absl::CivilDay today, std::vector<v1::Centre>& centres) const {
  std::map<std::string, v1::Centre*> by_uid;
  std::vector<std::string> uids;
  for (v1::Centre& centre : centres) {
    by_uid[centre.uid()] = &centre;
    uids.push_back(centre.uid());
  }
  ASSIGN_OR_RETURN(std::vector<v1::Specialist> specialists, transaction.All<v1::Specialist>(kSpecialists, {uids}, kMostParts));
  for (v1::Specialist& one : specialists) {
    SetName(one);
    *by_uid.at(one.centre_uid())->add_specialists() = std::move(one);
  }
  ASSIGN_OR_RETURN(std::vector<v1::Room> rooms, transaction.All<v1::Room>(kRooms, {uids}, kMostParts));
  for (v1::Room& one : rooms) {
    SetName(one);
    *by_uid.at(one.centre_uid())->add_rooms() = std::move(one);
  }
  ASSIGN_OR_RETURN(std::vector<v1::Closure> closures,
                   transaction.All<v1::Closure>(kClosures, {uids, PartialDateOf(today)}, kMostParts));
  for (v1::Closure& one : closures) {
    SetName(one);
    *by_uid.at(one.centre_uid())->add_closures() = std::move(one);
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Centre> CentreStore::GetWhole(Transaction& transaction, absl::string_view uid, absl::CivilDay today) const {
  ASSIGN_OR_RETURN(v1::Centre centre, Get(transaction, uid));
  std::vector<v1::Centre> one = {std::move(centre)};
  RETURN_IF_ERROR(AddParts(transaction, today, one));
  return std::move(one[0]);
}

absl::StatusOr<v1::Centre> CentreStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  return Locked<v1::Centre>(transaction, kLockCentre, kCentre, uid);
}

absl::StatusOr<std::vector<v1::Centre>> CentreStore::List(Transaction& transaction, const v1::ListCentresRequest& request,
                                                          absl::CivilDay today, absl::string_view after, int limit) const {
  Params params = FilterParams(request, today);
  params.insert(params.end(), {OrNull(after), limit});
  ASSIGN_OR_RETURN(std::vector<v1::Centre> centres, transaction.All<v1::Centre>(kCentres, params, limit));
  for (v1::Centre& centre : centres) SetName(centre);
  return centres;
}

absl::StatusOr<int64_t> CentreStore::Count(Transaction& transaction, const v1::ListCentresRequest& request,
                                           absl::CivilDay today) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kCountCentres, FilterParams(request, today)));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

absl::Status CentreStore::Add(Transaction& transaction, const v1::Centre& centre) const {
  return transaction.Execute(kAddCentre, {Rows(centre)});
}
absl::Status CentreStore::Update(Transaction& transaction, const v1::Centre& centre) const {
  return transaction.Execute(kCorrectCentre, {Rows(centre), centre.uid()});
}

absl::StatusOr<v1::Specialist> CentreStore::GetSpecialist(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::Specialist>(kSpecialist, {uid}));
}
absl::StatusOr<v1::Specialist> CentreStore::GetSpecialistToChange(Transaction& transaction, absl::string_view uid) const {
  return Locked<v1::Specialist>(transaction, kLockSpecialist, kSpecialist, uid);
}
absl::Status CentreStore::Add(Transaction& transaction, const v1::Specialist& specialist) const {
  return transaction.Execute(kAddSpecialist, {Rows(specialist)});
}
absl::Status CentreStore::Update(Transaction& transaction, const v1::Specialist& specialist) const {
  return transaction.Execute(kCorrectSpecialist, {Rows(specialist), specialist.uid()});
}

absl::StatusOr<v1::Room> CentreStore::GetRoom(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::Room>(kRoom, {uid}));
}
absl::StatusOr<v1::Room> CentreStore::GetRoomToChange(Transaction& transaction, absl::string_view uid) const {
  return Locked<v1::Room>(transaction, kLockRoom, kRoom, uid);
}
absl::Status CentreStore::Add(Transaction& transaction, const v1::Room& room) const {
  return transaction.Execute(kAddRoom, {Rows(room)});
}
absl::Status CentreStore::Update(Transaction& transaction, const v1::Room& room) const {
  return transaction.Execute(kCorrectRoom, {Rows(room), room.uid()});
}

absl::StatusOr<v1::Closure> CentreStore::GetClosure(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::Closure>(kClosure, {uid}));
}
absl::StatusOr<v1::Closure> CentreStore::GetClosureToChange(Transaction& transaction, absl::string_view uid) const {
  return Locked<v1::Closure>(transaction, kLockClosure, kClosure, uid);
}
absl::Status CentreStore::Add(Transaction& transaction, const v1::Closure& closure) const {
  return transaction.Execute(kAddClosure, {Rows(closure)});
}
absl::Status CentreStore::Withdraw(Transaction& transaction, absl::string_view uid, absl::Time when) const {
  return transaction.Execute(kWithdrawClosure, {uid, when});
}

absl::StatusOr<std::vector<std::string>> CentreStore::CallIn(Transaction& transaction, const v1::Closure& closure, absl::Time from,
                                                             absl::Time until) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kCallIn,
                                                                     {closure.uid(), closure.centre_uid(), from, until,
                                                                      OrNull(closure.specialist_uid()), OrNull(closure.room_uid())},
                                                                     kMostCalledIn));
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

absl::Status CentreStore::Share(Transaction& transaction, absl::string_view centre_uid) const {
  return transaction.Execute(kShareCentre, {centre_uid});
}
absl::Status CentreStore::Close(Transaction& transaction, absl::string_view centre_uid) const {
  return transaction.Execute(kCloseCentre, {centre_uid});
}

absl::StatusOr<bool> CentreStore::WorksHere(Transaction& transaction, absl::string_view staff_uid) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kWorksHere, {staff_uid}));
  bool known = false;
  RETURN_IF_ERROR(row.Read({{"known", &known}}));
  return known;
}

absl::StatusOr<bool> CentreStore::IsDistrict(Transaction& transaction, absl::string_view code) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kIsDistrict, {code}));
  bool known = false;
  RETURN_IF_ERROR(row.Read({{"known", &known}}));
  return known;
}

}  // namespace dayaq::rehabilitation
