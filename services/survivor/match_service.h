// Questions whether two records are one person, looking for a person, and sweeps. Merging: merge_service.h. No SQL, no gRPC, no
// clock of its own.
#ifndef SERVICES_SURVIVOR_MATCH_SERVICE_H_
#define SERVICES_SURVIVOR_MATCH_SERVICE_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "dayaq/survivor/v1/match_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/match_store.h"
#include "services/survivor/matching_policy.h"
#include "services/survivor/survivor_store.h"
#include "services/survivor/sweep_store.h"

namespace dayaq::survivor {

class MatchService {
 public:
  explicit MatchService(MatchingPolicy policy) : policy_(std::move(policy)) {}

  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::ListMatchesResponse> ListMatches(const v1::ListMatchesRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Match> GetMatch(const v1::GetMatchRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Match> AnswerDifferent(const v1::AnswerDifferentRequest& request, rpc::Call& call);
  absl::StatusOr<v1::FindCandidatesResponse> FindCandidates(const v1::FindCandidatesRequest& request, rpc::Call& call);
  absl::StatusOr<v1::SearchSurvivorsResponse> SearchSurvivors(const v1::SearchSurvivorsRequest& request, rpc::Call& call);
  absl::StatusOr<v1::MatchSweep> StartSweep(const v1::StartSweepRequest& request, rpc::Call& call);
  absl::StatusOr<v1::MatchSweep> GetSweep(const v1::GetSweepRequest& request, rpc::Call& call);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Match> RereadMatch(const std::string& uid, rpc::Call& call);
  absl::StatusOr<v1::MatchSweep> RereadSweep(const std::string& uid, rpc::Call& call);

 private:
  const MatchingPolicy policy_;
  MatchStore store_;
  SurvivorStore survivors_;
  SweepStore sweeps_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_MATCH_SERVICE_H_
