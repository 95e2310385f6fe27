// Referrals to the medical-social examination: filed by hospitals, seen by experts as cases without names, sent back or decided.
#ifndef SERVICES_SURVIVOR_EXAMINATION_SERVICE_H_
#define SERVICES_SURVIVOR_EXAMINATION_SERVICE_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "dayaq/survivor/v1/examination_service.pb.h"
#include "services/platform/calendar/working_calendar.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/survivor/disability_policy.h"
#include "services/survivor/examination_store.h"

namespace dayaq::survivor {

class ExaminationService {
 public:
  ExaminationService(DisabilityPolicy policy, WorkingCalendar calendar)
      : policy_(std::move(policy)), calendar_(std::move(calendar)) {}

  // Names the handler of each method of the contract that is answered here.
  void Bind(rpc::Methods& methods);

  absl::Status CheckFile(const v1::FileExaminationReferralRequest& request, rpc::Call& call, Violations& found);
  absl::StatusOr<v1::ExaminationReferral> File(const v1::FileExaminationReferralRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ListExaminationReferralsResponse> List(const v1::ListExaminationReferralsRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ExaminationReferral> Return(const v1::ReturnExaminationReferralRequest& request, rpc::Call& call);
  absl::StatusOr<v1::ExaminationReferral> Reread(const std::string& name, rpc::Call& call);

 private:
  const DisabilityPolicy policy_;
  const WorkingCalendar calendar_;
  ExaminationStore store_;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_EXAMINATION_SERVICE_H_
