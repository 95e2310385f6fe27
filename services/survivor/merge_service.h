// Merging records of one person, and taking a merge back. No SQL, no gRPC, no clock of its own.
#ifndef SERVICES_SURVIVOR_MERGE_SERVICE_H_
#define SERVICES_SURVIVOR_MERGE_SERVICE_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "dayaq/survivor/v1/match_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/match_store.h"
#include "services/survivor/merge_store.h"
#include "services/survivor/survivor_store.h"

namespace dayaq::survivor {

class MergeService {
 public:
  // Names the handler of each method of dayaq.survivor.v1.MatchService that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Survivor> MergeSurvivors(const v1::MergeSurvivorsRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Survivor> UnmergeSurvivors(const v1::UnmergeSurvivorsRequest& request, rpc::Call& call);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Survivor> RereadSurvivor(const std::string& name, rpc::Call& call);
  // The same of a record that may lie out of the caller's sight again: then its name alone.
  absl::StatusOr<v1::Survivor> RereadGivenBack(const std::string& name, rpc::Call& call);

 private:
  absl::StatusOr<std::pair<v1::Survivor, v1::Survivor>> Lock(const std::string& kept_uid, const std::string& other_uid,
                                                             rpc::Call& call) const;

  MatchStore matches_;
  MergeStore store_;
  SurvivorStore survivors_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MERGE_SERVICE_H_
