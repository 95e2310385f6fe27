#include "services/survivor/family_store.h"

#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/family_queries.h"
#include "services/survivor/survivor_names.h"

namespace dayaq::survivor {

absl::StatusOr<v1::FamilyMember> FamilyStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::FamilyMember member, transaction.One<v1::FamilyMember>(kFamilyMember, {uid}));
  member.set_name(FamilyMemberName(member.uid()));
  return member;
}

absl::StatusOr<v1::FamilyMember> FamilyStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockFamilyMember, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<std::optional<v1::FamilyMember>> FamilyStore::Find(Transaction& transaction, absl::string_view survivor_uid,
                                                                  absl::string_view uid) const {
  return transaction.Maybe<v1::FamilyMember>(kMemberOfFamily, {survivor_uid, uid});
}

absl::StatusOr<std::vector<v1::FamilyMember>> FamilyStore::List(Transaction& transaction, const v1::ListFamilyRequest& request,
                                                                absl::string_view after, int limit) const {
  ASSIGN_OR_RETURN(
      std::vector<v1::FamilyMember> members,
      transaction.All<v1::FamilyMember>(kFamily, {UidOf(request.survivor()), request.ended_too(), OrNull(after), limit}, limit));
  for (v1::FamilyMember& member : members) member.set_name(FamilyMemberName(member.uid()));
  return members;
}

absl::Status FamilyStore::CountFamily(Transaction& transaction, const v1::ListFamilyRequest& request,
                                      v1::ListFamilyResponse& response) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kCountFamily, {UidOf(request.survivor()), request.ended_too()}));
  int64_t total = 0, indirect_victims = 0, dependants = 0, students = 0;
  RETURN_IF_ERROR(
      row.Read({{"total", &total}, {"indirect_victims", &indirect_victims}, {"dependants", &dependants}, {"students", &students}}));
  response.set_total(total);
  response.set_indirect_victims(indirect_victims);
  response.set_dependants(dependants);
  response.set_students(students);
  return absl::OkStatus();
}

absl::StatusOr<bool> FamilyStore::IsLinked(Transaction& transaction, const v1::FamilyMember& member) const {
  ASSIGN_OR_RETURN(const Row row,
                   transaction.One<Row>(kIsLinked, {member.survivor_uid(), member.member_uid(), OrNull(member.uid())}));
  bool linked = false;
  RETURN_IF_ERROR(row.Read({{"linked", &linked}}));
  return linked;
}

absl::Status FamilyStore::Add(Transaction& transaction, const v1::FamilyMember& member) const {
  return transaction.Execute(kAddFamilyMember, {Rows(member, "survivor_uid"), transaction.keys().NewKeys(), member.register_(),
                                                member.district(), member.institution()});
}

absl::Status FamilyStore::Update(Transaction& transaction, const v1::FamilyMember& member) const {
  return transaction.Execute(kUpdateFamilyMember, {Rows(member, "survivor_uid"), member.uid(), transaction.keys().NewKeys(),
                                                   member.register_(), member.district(), member.institution()});
}

absl::Status FamilyStore::NoteComingOfAge(Transaction& transaction, const v1::FamilyMember& member) const {
  return transaction.Execute(kNoteComingOfAge, {member.uid(), ToText(member.of_age_on())});
}

absl::StatusOr<v1::CountVictimsResponse> FamilyStore::CountVictims(Transaction& transaction,
                                                                   const v1::CountVictimsRequest& request) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kCountVictims, {request.register_().empty() ? "az" : request.register_(),
                                                                       request.districts().empty() ? Param(std::nullopt)
                                                                                                   : Param(request.districts())}));
  int64_t direct = 0, direct_dead = 0, indirect = 0;
  RETURN_IF_ERROR(row.Read({{"direct", &direct}, {"direct_dead", &direct_dead}, {"indirect", &indirect}}));
  v1::CountVictimsResponse counts;
  counts.set_direct(direct);
  counts.set_direct_dead(direct_dead);
  counts.set_indirect(indirect);
  return counts;
}

}  // namespace dayaq::survivor
