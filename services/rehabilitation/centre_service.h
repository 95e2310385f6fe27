// dayaq.rehabilitation.v1.CentreService: who works where and when, and when not. No SQL, no gRPC, no clock of its own.
#ifndef SERVICES_REHABILITATION_CENTRE_SERVICE_H_
#define SERVICES_REHABILITATION_CENTRE_SERVICE_H_

#include <string>

#include "absl/status/statusor.h"
#include "dayaq/rehabilitation/v1/centre_service.pb.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/call.h"
#include "services/rehabilitation/centre_store.h"

namespace dayaq::rehabilitation {

using rpc::Call;

class CentreService {
 public:
  // Names the handler of each method of the contract.
  void Bind(rpc::Methods& methods);

  absl::StatusOr<v1::Centre> AddCentre(const v1::AddCentreRequest& request, Call& call);
  absl::StatusOr<v1::Centre> CorrectCentre(const v1::CorrectCentreRequest& request, Call& call);
  absl::StatusOr<v1::Centre> GetCentre(const v1::GetCentreRequest& request, Call& call);
  absl::StatusOr<v1::ListCentresResponse> ListCentres(const v1::ListCentresRequest& request, Call& call);
  absl::StatusOr<v1::Specialist> AddSpecialist(const v1::AddSpecialistRequest& request, Call& call);
  absl::StatusOr<v1::Specialist> CorrectSpecialist(const v1::CorrectSpecialistRequest& request, Call& call);
  absl::StatusOr<v1::Room> AddRoom(const v1::AddRoomRequest& request, Call& call);
  absl::StatusOr<v1::Room> CorrectRoom(const v1::CorrectRoomRequest& request, Call& call);
  absl::StatusOr<v1::Closure> AddClosure(const v1::AddClosureRequest& request, Call& call);
  absl::StatusOr<v1::Closure> EndClosure(const v1::EndClosureRequest& request, Call& call);

  // Faults that take more than one field to see.
  absl::Status CheckNewCentre(const v1::AddCentreRequest& request, Call& call, Violations& found);
  absl::Status CheckCentreAsIs(const v1::CorrectCentreRequest& request, Call& call, Violations& found);
  absl::Status CheckNewSpecialist(const v1::AddSpecialistRequest& request, Call& call, Violations& found);
  absl::Status CheckSpecialistAsIs(const v1::CorrectSpecialistRequest& request, Call& call, Violations& found);
  absl::Status CheckNewRoom(const v1::AddRoomRequest& request, Call& call, Violations& found);
  absl::Status CheckRoomAsIs(const v1::CorrectRoomRequest& request, Call& call, Violations& found);
  absl::Status CheckNewClosure(const v1::AddClosureRequest& request, Call& call, Violations& found);

  // What a change answers when it comes a second time: the present state.
  absl::StatusOr<v1::Centre> RereadCentre(const std::string& name, Call& call);
  absl::StatusOr<v1::Specialist> RereadSpecialist(const std::string& name, Call& call);
  absl::StatusOr<v1::Room> RereadRoom(const std::string& name, Call& call);
  absl::StatusOr<v1::Closure> RereadClosure(const std::string& name, Call& call);

 private:
  // The centre when it is of the caller's institution. NOT_FOUND for others: what others have is not for the caller to change.
  absl::StatusOr<v1::Centre> OwnCentre(const std::string& uid, Call& call) const;
  // SPECIALIST_NOT_OF_STAFF for somebody who does not work at the caller's institution.
  absl::Status CheckStaff(const v1::Specialist& specialist, Call& call, Violations& found) const;
  absl::Status CheckDistricts(const v1::Centre& centre, Call& call) const;
  // The part as the request decided on it, kept from changing; of the caller's own centre.
  template <typename Request, typename M>
  absl::Status CheckToChange(const Request& request, const M& part, Call& call) const;

  CentreStore store_;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_CENTRE_SERVICE_H_
