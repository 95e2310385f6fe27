// All SQL on renewals and what the forecast counts. Holds no rules.
#ifndef SERVICES_REHABILITATION_RENEWAL_STORE_H_
#define SERVICES_REHABILITATION_RENEWAL_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/rehabilitation/v1/renewal.pb.h"
#include "dayaq/rehabilitation/v1/renewal_service.pb.h"
#include "services/platform/database/transaction.h"
#include "services/rehabilitation/device_policy.h"
#include "services/rehabilitation/forecast_rules.h"

namespace dayaq::rehabilitation {

// Renewals that are due and of which the day says the same: `like` has what it is judged by (Advance in renewal_rules.h).
struct DueGroup {
  v1::Renewal like;
  std::vector<std::string> uids;
};

// Names are set on all that comes out.
class RenewalStore {
 public:
  absl::StatusOr<v1::Renewal> Get(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Renewal> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::optional<v1::Renewal>> FindToChange(Transaction& transaction, absl::string_view uid) const;
  // What is not over, the earliest first, behind "<day>/<uid>"; of one survivor all.
  absl::StatusOr<std::vector<v1::Renewal>> List(Transaction& transaction, const v1::ListRenewalsRequest& request,
                                                const std::vector<std::string>& registers, absl::string_view after,
                                                int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const v1::ListRenewalsRequest& request,
                                const std::vector<std::string>& registers) const;

  absl::Status Add(Transaction& transaction, const v1::Renewal& renewal) const;
  // What follows from the device.
  absl::Status Keep(Transaction& transaction, const v1::Renewal& renewal) const;
  absl::Status Contact(Transaction& transaction, const v1::Renewal& renewal) const;
  absl::Status Decide(Transaction& transaction, const v1::Renewal& renewal) const;
  // At most so many of those that the day has something for, kept from changing, together with those that are alike.
  absl::StatusOr<std::vector<DueGroup>> Due(Transaction& transaction, absl::CivilDay today, size_t most) const;
  // All of these stand as `renewal` says: its state, and the day on which the house looks next.
  absl::Status Advance(Transaction& transaction, const std::vector<std::string>& uids, const v1::Renewal& renewal) const;
  // An appointment is kept for it.
  absl::Status SetAppointment(Transaction& transaction, absl::string_view uid, absl::string_view appointment_uid) const;

  // Counts for the forecast, as they stand on that day. Kinds: see KindOf.
  absl::StatusOr<std::vector<LifeCount>> Lives(Transaction& transaction, absl::CivilDay today) const;
  absl::StatusOr<std::vector<InUse>> DevicesInUse(Transaction& transaction, absl::CivilDay today, absl::string_view centre) const;
};

// The kind that a class and an age make, for the forecast; and the class of a kind.
std::string KindOf(absl::string_view device_class, bool minor);
std::string ClassOf(absl::string_view kind);

// The day by which a list is in order.
std::string DayOfList(const v1::Renewal& renewal);

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_RENEWAL_STORE_H_
