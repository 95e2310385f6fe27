// dayaq.employment.v1.StudyService: studies that the state or a foundation pays for. No SQL, no gRPC, no clock of its own.
#ifndef SERVICES_EMPLOYMENT_STUDY_SERVICE_H_
#define SERVICES_EMPLOYMENT_STUDY_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/employment/v1/study_service.pb.h"
#include "services/employment/study_store.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"

namespace dayaq::employment {

class StudyService {
 public:
  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Study> OpenStudy(const v1::OpenStudyRequest& request, rpc::Call& call);
  absl::StatusOr<v1::StudyTerm> AddTerm(const v1::AddTermRequest& request, rpc::Call& call);
  absl::StatusOr<v1::StudyTerm> ConfirmTerm(const v1::ConfirmTermRequest& request, rpc::Call& call);
  absl::StatusOr<v1::StudyTerm> RecordTuition(const v1::RecordTuitionRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Study> CompleteStudy(const v1::CompleteStudyRequest& request, rpc::Call& call);
  absl::StatusOr<v1::Study> EndStudy(const v1::EndStudyRequest& request, rpc::Call& call);
  absl::StatusOr<v1::GetStudyResponse> GetStudy(const v1::GetStudyRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListStudiesResponse> ListStudies(const v1::ListStudiesRequest& request, rpc::Call& call);

  // Faults that take more than one field to see.
  absl::Status CheckOpening(const v1::OpenStudyRequest& request, rpc::Call& call, Violations& found);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Study> Reread(const std::string& name, rpc::Call& call);
  absl::StatusOr<v1::StudyTerm> RereadTerm(const std::string& name, rpc::Call& call);

 private:
  // The study, or the term, as the request decided on it, kept from changing; only of somebody who studies.
  template <typename Request>
  absl::StatusOr<v1::Study> Begin(const Request& request, rpc::Call& call) const;
  template <typename Request>
  absl::StatusOr<v1::StudyTerm> BeginTerm(const Request& request, rpc::Call& call) const;

  StudyStore store_;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_STUDY_SERVICE_H_
