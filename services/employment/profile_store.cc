#include "services/employment/profile_store.h"

#include <utility>

#include "services/employment/employment_names.h"
#include "services/employment/profile_queries.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/database_error.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::employment {
namespace {

constexpr int kMostDistricts = 1000;
constexpr int kMostOpen = 200;

// $1 to $3 of kProfiles and kCountProfiles.
Params FilterParams(const v1::ListProfilesRequest& request) {
  std::vector<std::string> states;
  for (const int state : request.states()) states.push_back(v1::ProfileState_Name(static_cast<v1::ProfileState>(state)));
  return {request.survivor().empty() ? Param(std::nullopt) : Param(UidOf(request.survivor())),
          states.empty() ? Param(std::nullopt) : Param(states), request.with_consent()};
}

absl::StatusOr<std::optional<PersonHere>> PersonBy(const Query& query, Transaction& transaction, absl::string_view uid) {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(query, {uid}));
  if (!row.has_value()) return std::optional<PersonHere>();
  PersonHere person;
  RETURN_IF_ERROR(row->Read({{"survivor_uid", &person.survivor_uid},
                             {"survivor_number", &person.survivor_number},
                             {"register", &person.register_code},
                             {"district", &person.district},
                             {"deceased", &person.deceased},
                             {"referral_uid", &person.referral_uid},
                             {"own_record", &person.own_record},
                             {"may_be_minor", &person.may_be_minor}}));
  return std::optional<PersonHere>(std::move(person));
}

}  // namespace

absl::StatusOr<v1::Profile> ProfileStore::Get(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(v1::Profile profile, transaction.One<v1::Profile>(kProfile, {uid}));
  SetName(profile);
  return profile;
}

absl::StatusOr<std::optional<v1::Profile>> ProfileStore::Find(Transaction& transaction, absl::string_view uid) const {
  ASSIGN_OR_RETURN(std::optional<v1::Profile> profile, transaction.Maybe<v1::Profile>(kProfile, {uid}));
  if (profile.has_value()) SetName(*profile);
  return profile;
}

absl::StatusOr<v1::Profile> ProfileStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockProfile, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<std::vector<v1::Profile>> ProfileStore::List(Transaction& transaction, const v1::ListProfilesRequest& request,
                                                            absl::string_view after, int limit) const {
  Params params = FilterParams(request);
  params.insert(params.end(), {OrNull(after), limit});
  ASSIGN_OR_RETURN(std::vector<v1::Profile> profiles, transaction.All<v1::Profile>(kProfiles, params, limit));
  for (v1::Profile& profile : profiles) SetName(profile);
  return profiles;
}

absl::StatusOr<int64_t> ProfileStore::Count(Transaction& transaction, const v1::ListProfilesRequest& request) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kCountProfiles, FilterParams(request)));
  int64_t total = 0;
  RETURN_IF_ERROR(row.Read({{"total", &total}}));
  return total;
}

absl::Status ProfileStore::Add(Transaction& transaction, const v1::Profile& profile) const {
  const absl::Status added = transaction.Execute(kAddProfile, {Rows(profile)});
  if (ConstraintOf(added) != "profile_one_open") return added;
  return MakeError(absl::StatusCode::kAlreadyExists, ErrorReason::ERROR_REASON_PROFILE_EXISTS,
                   "The person has an open profile here: go on with that one.");
}

absl::Status ProfileStore::Change(Transaction& transaction, const v1::Profile& profile) const {
  return transaction.Execute(kChangeProfile, {Rows(profile), profile.uid()});
}

absl::Status ProfileStore::SetConsent(Transaction& transaction, const v1::Profile& profile) const {
  return transaction.Execute(kConsentProfile, {profile.uid(), profile.consent_given_on(), OrNull(profile.consent_document()),
                                               profile.consent_withdrawn_on()});
}

absl::Status ProfileStore::Close(Transaction& transaction, const v1::Profile& profile) const {
  RETURN_IF_ERROR(
      transaction.Execute(kCloseProfile, {profile.uid(), profile.state(), profile.closed_on(), profile.close_reason()}));
  return ForgetProposals(transaction, profile.uid());
}

absl::Status ProfileStore::ForgetProposals(Transaction& transaction, absl::string_view profile_uid) const {
  return transaction.Execute(kForgetProposals, {profile_uid});
}

absl::StatusOr<std::optional<PersonHere>> ProfileStore::PersonReferred(Transaction& transaction,
                                                                       absl::string_view survivor_uid) const {
  return PersonBy(kPersonHere, transaction, survivor_uid);
}

absl::StatusOr<std::optional<PersonHere>> ProfileStore::MemberReferred(Transaction& transaction,
                                                                       absl::string_view member_uid) const {
  return PersonBy(kMemberHere, transaction, member_uid);
}

absl::StatusOr<Distances> ProfileStore::DistancesOf(Transaction& transaction, absl::string_view register_code) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kDistricts, {register_code}, kMostDistricts));
  std::vector<DistrictPoint> points;
  for (const Row& row : rows) {
    DistrictPoint& point = points.emplace_back();
    RETURN_IF_ERROR(row.Read({{"code", &point.code}, {"latitude", &point.latitude}, {"longitude", &point.longitude}}));
  }
  return Distances(std::move(points));
}

absl::StatusOr<bool> ProfileStore::IsDistrict(Transaction& transaction, absl::string_view register_code,
                                              absl::string_view code) const {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(kIsDistrictOf, {register_code, code}));
  bool known = false;
  RETURN_IF_ERROR(row.Read({{"known", &known}}));
  return known;
}

absl::StatusOr<std::optional<PersonOfEvent>> ProfileStore::PersonOf(Transaction& transaction, absl::string_view resource) const {
  ASSIGN_OR_RETURN(const std::optional<Row> row, transaction.Maybe<Row>(kPersonOf, {resource}));
  if (!row.has_value()) return std::optional<PersonOfEvent>();
  PersonOfEvent person;
  RETURN_IF_ERROR(
      row->Read({{"survivor_uid", &person.survivor_uid}, {"records", &person.records}, {"deceased", &person.deceased}}));
  return std::optional<PersonOfEvent>(std::move(person));
}

absl::StatusOr<std::vector<v1::Profile>> ProfileStore::OpenOf(Transaction& transaction,
                                                              const std::vector<std::string>& records) const {
  ASSIGN_OR_RETURN(std::vector<v1::Profile> profiles, transaction.All<v1::Profile>(kOpenProfilesOf, {records}, kMostOpen));
  for (v1::Profile& profile : profiles) SetName(profile);
  return profiles;
}

absl::Status ProfileStore::NamePerson(Transaction& transaction, absl::string_view uid, absl::string_view person_uid) const {
  return transaction.Execute(kNamePersonOfProfile, {uid, person_uid});
}

absl::StatusOr<std::vector<std::string>> ProfileStore::Reopen(Transaction& transaction,
                                                              const std::vector<std::string>& person_uids) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kReopenProfiles, {person_uids}, kMostOpen));
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

absl::Status ProfileStore::Erase(Transaction& transaction, const std::vector<std::string>& records) const {
  return transaction.Execute(kErasePerson, {records});
}

}  // namespace dayaq::employment
