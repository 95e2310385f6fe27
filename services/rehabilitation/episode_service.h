// dayaq.rehabilitation.v1.EpisodeService: episodes, what is given in them and what comes of it. No SQL, no gRPC, no clock of its
// own.
#ifndef SERVICES_REHABILITATION_EPISODE_SERVICE_H_
#define SERVICES_REHABILITATION_EPISODE_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/rehabilitation/v1/episode_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/rehabilitation/appointment_store.h"
#include "services/rehabilitation/centre_store.h"
#include "services/rehabilitation/episode_store.h"
#include "services/rehabilitation/instrument_policy.h"

namespace dayaq::rehabilitation {

using rpc::Call;

class EpisodeService {
 public:
  // `policy` outlives it.
  explicit EpisodeService(const InstrumentPolicy& policy) : policy_(policy) {}

  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Episode> OpenEpisode(const v1::OpenEpisodeRequest& request, Call& call);
  absl::StatusOr<v1::Episode> AcceptEpisode(const v1::AcceptEpisodeRequest& request, Call& call);
  absl::StatusOr<v1::Episode> CloseEpisode(const v1::CloseEpisodeRequest& request, Call& call);
  absl::StatusOr<v1::Episode> GetEpisode(const v1::GetEpisodeRequest& request, Call& call);
  absl::StatusOr<v1::ListEpisodesResponse> ListEpisodes(const v1::ListEpisodesRequest& request, Call& call);
  absl::StatusOr<v1::Episode> AddGoal(const v1::AddGoalRequest& request, Call& call);
  absl::StatusOr<v1::Episode> EndGoal(const v1::EndGoalRequest& request, Call& call);
  absl::StatusOr<v1::Episode> RecordSession(const v1::RecordSessionRequest& request, Call& call);
  absl::StatusOr<v1::Episode> RecordMeasure(const v1::RecordMeasureRequest& request, Call& call);
  absl::StatusOr<v1::Episode> RecordFinding(const v1::RecordFindingRequest& request, Call& call);
  absl::StatusOr<v1::Episode> AddAdaptation(const v1::AddAdaptationRequest& request, Call& call);
  absl::StatusOr<v1::Episode> EndAdaptation(const v1::EndAdaptationRequest& request, Call& call);

  // Faults that take more than one field to see.
  absl::Status CheckClosing(const v1::CloseEpisodeRequest& request, Call& call, Violations& found);
  absl::Status CheckNewGoal(const v1::AddGoalRequest& request, Call& call, Violations& found);
  absl::Status CheckGoalEnd(const v1::EndGoalRequest& request, Call& call, Violations& found);
  absl::Status CheckNewSession(const v1::RecordSessionRequest& request, Call& call, Violations& found);
  absl::Status CheckNewMeasure(const v1::RecordMeasureRequest& request, Call& call, Violations& found);
  absl::Status CheckNewFinding(const v1::RecordFindingRequest& request, Call& call, Violations& found);
  absl::Status CheckNewAdaptation(const v1::AddAdaptationRequest& request, Call& call, Violations& found);
  absl::Status CheckAdaptationEnd(const v1::EndAdaptationRequest& request, Call& call, Violations& found);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Episode> RereadEpisode(const std::string& name, Call& call);

 private:
  // The episode as the request decided on it, kept from changing.
  template <typename Request>
  absl::StatusOr<v1::Episode> GetToChange(const Request& request, Call& call) const;
  // The same of one that takes a part more.
  template <typename Request>
  absl::StatusOr<v1::Episode> GetToAdd(const Request& request, Call& call) const;
  // NOT_FOUND when the specialist is none of the centre; "" passes.
  absl::Status CheckWorksThere(const std::string& specialist_uid, const std::string& centre_uid, Call& call) const;
  template <typename Part>
  absl::StatusOr<v1::Episode> AddPart(Part part, const v1::Episode& episode, Call& call);

  const InstrumentPolicy& policy_;
  EpisodeStore store_;
  CentreStore centres_;
  AppointmentStore appointments_;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_EPISODE_SERVICE_H_
