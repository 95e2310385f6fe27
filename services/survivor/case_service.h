// Cases of dayaq.survivor.v1.CaseService: needs, goals, services and follow-ups of one survivor, and what is due. No SQL, no gRPC,
// no clock of its own. The rest of that contract: care_service.h.
#ifndef SERVICES_SURVIVOR_CASE_SERVICE_H_
#define SERVICES_SURVIVOR_CASE_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/survivor/v1/case_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/platform/text/partial_date.h"
#include "services/survivor/case_store.h"
#include "services/survivor/directory_store.h"
#include "services/survivor/survivor_store.h"

namespace dayaq::survivor {

using rpc::Call;

class CaseService {
 public:
  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Case> OpenCase(const v1::OpenCaseRequest& request, Call& call);
  absl::StatusOr<v1::Case> GetCase(const v1::GetCaseRequest& request, Call& call);
  absl::StatusOr<v1::ListCasesResponse> ListCases(const v1::ListCasesRequest& request, Call& call);
  absl::StatusOr<v1::Case> AssignCase(const v1::AssignCaseRequest& request, Call& call);
  absl::StatusOr<v1::Case> AddNeed(const v1::AddNeedRequest& request, Call& call);
  absl::StatusOr<v1::Case> EndNeed(const v1::EndNeedRequest& request, Call& call);
  absl::StatusOr<v1::Case> AddGoal(const v1::AddGoalRequest& request, Call& call);
  absl::StatusOr<v1::Case> EndGoal(const v1::EndGoalRequest& request, Call& call);
  absl::StatusOr<v1::Case> AddService(const v1::AddServiceRequest& request, Call& call);
  absl::StatusOr<v1::Case> EndService(const v1::EndServiceRequest& request, Call& call);
  absl::StatusOr<v1::Case> AddFollowUp(const v1::AddFollowUpRequest& request, Call& call);
  absl::StatusOr<v1::Case> RecordFollowUp(const v1::RecordFollowUpRequest& request, Call& call);
  absl::StatusOr<v1::Case> CloseCase(const v1::CloseCaseRequest& request, Call& call);
  absl::StatusOr<v1::Case> ReopenCase(const v1::ReopenCaseRequest& request, Call& call);
  absl::StatusOr<v1::ListDueWorkResponse> ListDueWork(const v1::ListDueWorkRequest& request, Call& call);

  // Faults that take more than one field to see.
  absl::Status CheckOpening(const v1::OpenCaseRequest& request, Call& call, Violations& found);
  absl::Status CheckNeedEnd(const v1::EndNeedRequest& request, Call& call, Violations& found);
  absl::Status CheckGoal(const v1::AddGoalRequest& request, Call& call, Violations& found);
  absl::Status CheckGoalEnd(const v1::EndGoalRequest& request, Call& call, Violations& found);
  absl::Status CheckService(const v1::AddServiceRequest& request, Call& call, Violations& found);
  absl::Status CheckFollowUp(const v1::AddFollowUpRequest& request, Call& call, Violations& found);
  absl::Status CheckFollowUpDone(const v1::RecordFollowUpRequest& request, Call& call, Violations& found);
  absl::Status CheckClose(const v1::CloseCaseRequest& request, Call& call, Violations& found);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Case> RereadCase(const std::string& name, Call& call);

 private:
  // The case of a change as the request decided on it, kept from changing.
  template <typename Request>
  absl::StatusOr<v1::Case> GetToChange(const Request& request, Call& call) const;
  // The owner who was stated, or the caller. STAFF_CLOSED when somebody else is no case manager of the same institution.
  absl::StatusOr<std::string> OwnerOf(const std::string& stated, const char* field, Call& call) const;
  template <typename Part>
  absl::Status AddPart(Part& part, const v1::Case& one, Call& call) const;
  absl::Status AddFollowUpOn(const PartialDate& due_on, v1::Case& one, Call& call) const;
  // The case after a part of it changed, stored as one more version.
  absl::StatusOr<v1::Case> Changed(v1::Case& one, Call& call);

  CaseStore store_;
  SurvivorStore survivors_;
  DirectoryStore directory_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_CASE_SERVICE_H_
