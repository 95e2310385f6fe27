// All SQL on episodes and their parts. Holds no rules.
#ifndef SERVICES_REHABILITATION_EPISODE_STORE_H_
#define SERVICES_REHABILITATION_EPISODE_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/rehabilitation/v1/centre.pb.h"
#include "dayaq/rehabilitation/v1/episode.pb.h"
#include "dayaq/rehabilitation/v1/episode_service.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::rehabilitation {

// A person as this service may know them.
struct PersonFacts {
  std::string survivor_uid;
  std::string survivor_number;
  std::string register_code;
  std::string district;
  bool deceased = false;
  // Of a referral to the caller's institution only.
  std::string referral_uid;
  // For the service itself only.
  bool amputated = false;
};

// Names are set on all that comes out.
class EpisodeStore {
 public:
  absl::StatusOr<v1::Episode> Get(Transaction& transaction, absl::string_view uid) const;
  // With its parts, for whoever may read them.
  absl::StatusOr<v1::Episode> GetWhole(Transaction& transaction, absl::string_view uid) const;
  // Kept from changing until the end of the transaction, and so are its parts.
  absl::StatusOr<v1::Episode> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::Episode>> List(Transaction& transaction, const v1::ListEpisodesRequest& request,
                                                absl::string_view after, int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const v1::ListEpisodesRequest& request) const;
  absl::StatusOr<bool> HasOpen(Transaction& transaction, const v1::Episode& like) const;
  absl::StatusOr<bool> HasAny(Transaction& transaction, absl::string_view survivor_uid, v1::EpisodeKind kind) const;
  // An open episode of the kind at the centre; nothing when the person has none.
  absl::StatusOr<std::optional<v1::Episode>> OpenAt(Transaction& transaction, absl::string_view survivor_uid, v1::EpisodeKind kind,
                                                    absl::string_view centre_uid) const;
  // Episodes of the person that are not closed, kept from changing.
  absl::StatusOr<std::vector<v1::Episode>> OpenOf(Transaction& transaction, absl::string_view survivor_uid) const;

  absl::Status Add(Transaction& transaction, const v1::Episode& episode, const PersonFacts& person,
                   absl::string_view institution) const;
  // State, specialist and end.
  absl::Status MoveOn(Transaction& transaction, const v1::Episode& episode) const;
  // State and end alone, for the service itself.
  absl::Status End(Transaction& transaction, const v1::Episode& episode) const;

  // A part more or a part ended: a version of the episode, too.
  absl::Status Add(Transaction& transaction, const v1::RehabGoal& part) const;
  absl::Status Add(Transaction& transaction, const v1::Session& part) const;
  absl::Status Add(Transaction& transaction, const v1::Measure& part) const;
  absl::Status Add(Transaction& transaction, const v1::Finding& part) const;
  absl::Status Add(Transaction& transaction, const v1::Adaptation& part) const;
  absl::Status Update(Transaction& transaction, const v1::RehabGoal& part) const;
  absl::Status Update(Transaction& transaction, const v1::Adaptation& part) const;
  absl::StatusOr<std::optional<v1::RehabGoal>> FindGoal(Transaction& transaction, absl::string_view uid,
                                                        absl::string_view episode_uid) const;
  absl::StatusOr<std::optional<v1::Adaptation>> FindAdaptation(Transaction& transaction, absl::string_view uid,
                                                               absl::string_view episode_uid) const;

  // All records of the person, the one that carries on first.
  absl::StatusOr<std::vector<std::string>> RecordsOf(Transaction& transaction, absl::string_view survivor_uid) const;
  // For the service itself: whether everything about the person's health was erased, and to forget them here too.
  absl::StatusOr<bool> HealthErased(Transaction& transaction, absl::string_view survivor_uid) const;
  absl::Status Erase(Transaction& transaction, absl::string_view survivor_uid) const;
  // Nothing when nobody referred the person to the caller's institution.
  absl::StatusOr<std::optional<PersonFacts>> ReferredHere(Transaction& transaction, absl::string_view survivor_uid) const;
  // For the service itself: nothing when there is no record behind the resource.
  absl::StatusOr<std::optional<PersonFacts>> FactsAbout(Transaction& transaction, absl::string_view resource) const;
  absl::StatusOr<std::optional<v1::Centre>> CentreFor(Transaction& transaction, absl::string_view district,
                                                      absl::CivilDay today) const;

 private:
  absl::Status Changed(Transaction& transaction, const Query& query, const google::protobuf::Message& part,
                       absl::string_view episode_uid) const;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_EPISODE_STORE_H_
