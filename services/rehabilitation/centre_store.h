// All SQL on centres, specialists, rooms and closures. Holds no rules.
#ifndef SERVICES_REHABILITATION_CENTRE_STORE_H_
#define SERVICES_REHABILITATION_CENTRE_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "dayaq/rehabilitation/v1/centre.pb.h"
#include "dayaq/rehabilitation/v1/centre_service.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::rehabilitation {

// Names are set on all that comes out. NOT_FOUND when what is asked for by uid is absent.
class CentreStore {
 public:
  absl::StatusOr<v1::Centre> Get(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::optional<v1::Centre>> OfInstitution(Transaction& transaction, absl::string_view institution) const;
  // With specialists, rooms, and closures that are not over on that day.
  absl::StatusOr<v1::Centre> GetWhole(Transaction& transaction, absl::string_view uid, absl::CivilDay today) const;
  // The same of several at once.
  absl::Status AddParts(Transaction& transaction, absl::CivilDay today, std::vector<v1::Centre>& centres) const;
  absl::StatusOr<v1::Centre> GetToChange(Transaction& transaction, absl::string_view uid) const;
  // By name, at most `limit`; behind the centre of the uid `after` when there is one.
  absl::StatusOr<std::vector<v1::Centre>> List(Transaction& transaction, const v1::ListCentresRequest& request,
                                               absl::CivilDay today, absl::string_view after, int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const v1::ListCentresRequest& request, absl::CivilDay today) const;
  absl::Status Add(Transaction& transaction, const v1::Centre& centre) const;
  absl::Status Update(Transaction& transaction, const v1::Centre& centre) const;

  absl::StatusOr<v1::Specialist> GetSpecialist(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Specialist> GetSpecialistToChange(Transaction& transaction, absl::string_view uid) const;
  absl::Status Add(Transaction& transaction, const v1::Specialist& specialist) const;
  absl::Status Update(Transaction& transaction, const v1::Specialist& specialist) const;

  absl::StatusOr<v1::Room> GetRoom(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Room> GetRoomToChange(Transaction& transaction, absl::string_view uid) const;
  absl::Status Add(Transaction& transaction, const v1::Room& room) const;
  absl::Status Update(Transaction& transaction, const v1::Room& room) const;

  absl::StatusOr<v1::Closure> GetClosure(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Closure> GetClosureToChange(Transaction& transaction, absl::string_view uid) const;
  absl::Status Add(Transaction& transaction, const v1::Closure& closure) const;
  absl::Status Withdraw(Transaction& transaction, absl::string_view uid, absl::Time when) const;
  // What was held or booked in that stretch goes to be called in; the uids of it.
  absl::StatusOr<std::vector<std::string>> CallIn(Transaction& transaction, const v1::Closure& closure, absl::Time from,
                                                  absl::Time until) const;

  // Until the end of the transaction: see kShareCentre.
  absl::Status Share(Transaction& transaction, absl::string_view centre_uid) const;
  absl::Status Close(Transaction& transaction, absl::string_view centre_uid) const;

  // Whether that member of the staff works at the caller's institution.
  absl::StatusOr<bool> WorksHere(Transaction& transaction, absl::string_view staff_uid) const;
  absl::StatusOr<bool> IsDistrict(Transaction& transaction, absl::string_view code) const;
};

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_CENTRE_STORE_H_
