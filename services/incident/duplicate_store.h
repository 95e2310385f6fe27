// All SQL about proposed duplicates and merges. Holds no rules.
#ifndef SERVICES_INCIDENT_DUPLICATE_STORE_H_
#define SERVICES_INCIDENT_DUPLICATE_STORE_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/incident/v1/incident_service.pb.h"
#include "services/incident/duplicate_rules.h"
#include "services/platform/database/transaction.h"

namespace dayaq::incident {

// A merge as it was done.
struct Merge {
  std::string uid;
  std::string kept_uid;
  v1::IncidentState duplicate_state = v1::IncidentState::INCIDENT_STATE_UNSPECIFIED;
  std::vector<std::string> moved;   // casualties that moved to the incident that carries on
  std::vector<std::string> paired;  // casualties found to be the same person as one there
  bool has_later = false;
};

// Where and when to look for what could be one with an incident; days as ISO text.
struct Neighbourhood {
  const v1::Incident& incident;
  std::string earliest;
  std::string latest;
};

struct ProposalCursor {
  int64_t score = 0;
  std::string uid;
};

class DuplicateStore {
 public:
  // What is compared of those incidents; the ones that the caller does not see are not among them.
  absl::StatusOr<std::vector<v1::Incident>> Compared(Transaction& transaction, const std::vector<std::string>& uids) const;
  // Incidents that could be one with those, by place and time, at most 200 for each, by its uid.
  absl::StatusOr<std::map<std::string, std::vector<v1::Incident>>> Candidates(Transaction& transaction,
                                                                              const std::vector<Neighbourhood>& around) const;
  // How many people each of those incidents shares with others: by its uid, then theirs.
  absl::StatusOr<std::map<std::string, std::map<std::string, SharedTokens>>> Shared(Transaction& transaction,
                                                                                    const std::vector<std::string>& uids) const;
  // Stores proposals; a pair that was proposed before stays as it is.
  absl::Status Propose(Transaction& transaction, const std::vector<v1::DuplicateProposal>& proposals) const;

  absl::StatusOr<std::vector<v1::DuplicateProposal>> List(Transaction& transaction, absl::string_view register_code,
                                                          v1::DuplicateState state, absl::string_view incident_uid,
                                                          const std::optional<ProposalCursor>& after, int limit) const;
  absl::StatusOr<v1::DuplicateProposal> Get(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::DuplicateProposal> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::Status Resolve(Transaction& transaction, const v1::DuplicateProposal& proposal) const;

  // Writes the merge down, moves the people who are not paired, marks the pairs, and settles the proposal of the two.
  absl::Status Merge(Transaction& transaction, const std::string& uid, const v1::Incident& kept, const v1::Incident& duplicate,
                     const google::protobuf::RepeatedPtrField<v1::CasualtyPair>& pairs, absl::string_view staff_uid,
                     absl::string_view reason) const;
  // The merge by which that incident went into another; NOT_FOUND when there is none in force.
  absl::StatusOr<incident::Merge> MergeInForce(Transaction& transaction, absl::string_view duplicate_uid) const;
  absl::Status Undo(Transaction& transaction, const incident::Merge& merge, const v1::Incident& duplicate, absl::Time now,
                    absl::string_view staff_uid, absl::string_view reason) const;
};

}  // namespace dayaq::incident

#endif  // SERVICES_INCIDENT_DUPLICATE_STORE_H_
