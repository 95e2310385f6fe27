// All SQL on profiles. Holds no rules. Names are set on all that comes out.
#ifndef SERVICES_EMPLOYMENT_PROFILE_STORE_H_
#define SERVICES_EMPLOYMENT_PROFILE_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/employment/v1/profile_service.pb.h"
#include "services/employment/distances.h"
#include "services/platform/database/transaction.h"

namespace dayaq::employment {

// A person as an employment service may know them.
struct PersonHere {
  std::string survivor_uid;
  std::string survivor_number;
  std::string register_code;
  std::string district;
  bool deceased = false;
  std::string referral_uid;
  // Of a member of the family: their own record, when they are in the register; and whether they may be under age.
  std::string own_record;
  bool may_be_minor = false;
};

// Whom an event was about, for the service itself.
struct PersonOfEvent {
  std::string survivor_uid;
  std::vector<std::string> records;
  bool deceased = false;
};

class ProfileStore {
 public:
  absl::StatusOr<v1::Profile> Get(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::optional<v1::Profile>> Find(Transaction& transaction, absl::string_view uid) const;
  // Kept from changing until the end of the transaction.
  absl::StatusOr<v1::Profile> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::Profile>> List(Transaction& transaction, const v1::ListProfilesRequest& request,
                                                absl::string_view after, int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const v1::ListProfilesRequest& request) const;

  // ALREADY_EXISTS with PROFILE_EXISTS.
  absl::Status Add(Transaction& transaction, const v1::Profile& profile) const;
  absl::Status Change(Transaction& transaction, const v1::Profile& profile) const;
  absl::Status SetConsent(Transaction& transaction, const v1::Profile& profile) const;
  // With what was proposed and not answered.
  absl::Status Close(Transaction& transaction, const v1::Profile& profile) const;
  absl::Status ForgetProposals(Transaction& transaction, absl::string_view profile_uid) const;

  // Nothing when nobody referred the survivor (the survivor whose family it is) to the caller's institution.
  absl::StatusOr<std::optional<PersonHere>> PersonReferred(Transaction& transaction, absl::string_view survivor_uid) const;
  absl::StatusOr<std::optional<PersonHere>> MemberReferred(Transaction& transaction, absl::string_view member_uid) const;
  absl::StatusOr<Distances> DistancesOf(Transaction& transaction, absl::string_view register_code) const;
  absl::StatusOr<bool> IsDistrict(Transaction& transaction, absl::string_view register_code, absl::string_view code) const;

  // For the service itself.
  absl::StatusOr<std::optional<PersonOfEvent>> PersonOf(Transaction& transaction, absl::string_view resource) const;
  absl::StatusOr<std::vector<v1::Profile>> OpenOf(Transaction& transaction, const std::vector<std::string>& records) const;
  absl::Status NamePerson(Transaction& transaction, absl::string_view uid, absl::string_view person_uid) const;
  // Opens again what these people had closed by a merge, where they have no other: uids of them.
  absl::StatusOr<std::vector<std::string>> Reopen(Transaction& transaction, const std::vector<std::string>& person_uids) const;
  absl::Status Erase(Transaction& transaction, const std::vector<std::string>& records) const;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_PROFILE_STORE_H_
