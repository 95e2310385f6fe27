// All SQL on families. Holds no rules.
#ifndef SERVICES_SURVIVOR_FAMILY_STORE_H_
#define SERVICES_SURVIVOR_FAMILY_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/family.pb.h"
#include "dayaq/survivor/v1/family_service.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::survivor {

class FamilyStore {
 public:
  // NOT_FOUND when it is absent or hidden.
  absl::StatusOr<v1::FamilyMember> Get(Transaction& transaction, absl::string_view uid) const;
  // The same, kept from changing until the end of the transaction.
  absl::StatusOr<v1::FamilyMember> GetToChange(Transaction& transaction, absl::string_view uid) const;
  // That one, if it stands in the family of that record or of one that goes on in it.
  absl::StatusOr<std::optional<v1::FamilyMember>> Find(Transaction& transaction, absl::string_view survivor_uid,
                                                       absl::string_view uid) const;
  // Oldest entry first, behind the uid `after` when there is one, at most `limit`.
  absl::StatusOr<std::vector<v1::FamilyMember>> List(Transaction& transaction, const v1::ListFamilyRequest& request,
                                                     absl::string_view after, int limit) const;
  // Fills total, indirect victims, dependants and students.
  absl::Status CountFamily(Transaction& transaction, const v1::ListFamilyRequest& request, v1::ListFamilyResponse& response) const;
  // Whether another entry of the family than this one is linked to its record.
  absl::StatusOr<bool> IsLinked(Transaction& transaction, const v1::FamilyMember& member) const;

  // With the key of the person, when it was made now.
  absl::Status Add(Transaction& transaction, const v1::FamilyMember& member) const;
  absl::Status Update(Transaction& transaction, const v1::FamilyMember& member) const;
  // When the member comes of age, and nothing else of it.
  absl::Status NoteComingOfAge(Transaction& transaction, const v1::FamilyMember& member) const;

  absl::StatusOr<v1::CountVictimsResponse> CountVictims(Transaction& transaction, const v1::CountVictimsRequest& request) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_FAMILY_STORE_H_
