// All SQL on appointments and the waiting list. Holds no rules.
#ifndef SERVICES_REHABILITATION_APPOINTMENT_STORE_H_
#define SERVICES_REHABILITATION_APPOINTMENT_STORE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "dayaq/rehabilitation/v1/appointment.pb.h"
#include "dayaq/rehabilitation/v1/appointment_service.pb.h"
#include "services/platform/database/transaction.h"
#include "services/rehabilitation/slot_rules.h"

namespace dayaq::rehabilitation {

// Names are set on all that comes out.
class AppointmentStore {
 public:
  absl::StatusOr<v1::Appointment> Get(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Appointment> GetToChange(Transaction& transaction, absl::string_view uid) const;
  // The earliest first, at most `limit`; behind `after` when it has a uid.
  absl::StatusOr<std::vector<v1::Appointment>> List(Transaction& transaction, const v1::ListAppointmentsRequest& request,
                                                    const v1::Appointment& after, int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const v1::ListAppointmentsRequest& request) const;
  absl::StatusOr<std::vector<v1::Appointment>> Series(Transaction& transaction, absl::string_view series_uid) const;
  absl::StatusOr<std::vector<v1::Appointment>> Feed(Transaction& transaction, const v1::ExportCalendarRequest& request,
                                                    absl::Time from, absl::Time until) const;

  // What is taken at these centres, whoever's they are, by nobody.
  absl::StatusOr<std::vector<Taken>> TakenAt(Transaction& transaction, const std::vector<std::string>& centre_uids, absl::Time from,
                                             absl::Time until) const;
  // Whoever takes one of these things, by uid, waits for us until the end of the transaction.
  absl::Status Lock(Transaction& transaction, const std::vector<std::string>& uids) const;
  // Holds of these whose time is over are over.
  absl::Status ExpireHolds(Transaction& transaction, absl::Time now, absl::string_view specialist_uid,
                           const std::vector<std::string>& room_uids, const std::vector<std::string>& records) const;
  // Whether it was held, and its time over.
  absl::StatusOr<bool> Expire(Transaction& transaction, absl::string_view uid, absl::Time now) const;
  absl::StatusOr<bool> PersonBusy(Transaction& transaction, const v1::Appointment& wanted) const;
  absl::StatusOr<bool> HasSeries(Transaction& transaction, const v1::Appointment& first, absl::Time last_starts) const;

  // FAILED_PRECONDITION with SLOT_TAKEN or PERSON_BUSY when the database knows better.
  absl::Status Add(Transaction& transaction, const v1::Appointment& appointment) const;
  absl::Status Update(Transaction& transaction, const v1::Appointment& appointment) const;
  // What is to come of these episodes; the uids of what was cancelled.
  absl::StatusOr<std::vector<std::string>> CancelAll(Transaction& transaction, const std::vector<std::string>& episode_uids,
                                                     v1::CancelReason reason, absl::Time now) const;

  // For the service itself, of the person of these records. What is to come, kept from changing, in the order of booking.
  absl::StatusOr<std::vector<v1::Appointment>> Coming(Transaction& transaction, const std::vector<std::string>& records,
                                                      absl::Time now) const;
  // In the state it has now, because the person is elsewhere then.
  absl::Status SetAside(Transaction& transaction, const v1::Appointment& appointment) const;
  // What is to come belongs to the person of the first record.
  absl::Status NamePerson(Transaction& transaction, const std::vector<std::string>& records) const;
  // What was set aside and does not collide any more takes place; the uids of these.
  absl::StatusOr<std::vector<std::string>> TakesPlace(Transaction& transaction, const std::vector<std::string>& records,
                                                      absl::Time now) const;

  absl::StatusOr<v1::Waiting> GetWaiting(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Waiting> GetWaitingToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::Waiting>> ListWaiting(Transaction& transaction, const v1::ListWaitingRequest& request,
                                                       const v1::Waiting& after, int limit) const;
  absl::StatusOr<int64_t> CountWaiting(Transaction& transaction, const v1::ListWaitingRequest& request) const;
  // ALREADY_EXISTS with WAITS_ALREADY.
  absl::Status Add(Transaction& transaction, const v1::Waiting& waiting) const;
  absl::Status EndWaiting(Transaction& transaction, absl::string_view uid, v1::WaitingState state) const;
  absl::Status WaitedFor(Transaction& transaction, const v1::Appointment& booked) const;
  absl::Status LeaveAll(Transaction& transaction, const std::vector<std::string>& episode_uids) const;
};

// The place in the order of a waiting list.
int RankOf(v1::WaitingUrgency urgency);

}  // namespace dayaq::rehabilitation

#endif  // SERVICES_REHABILITATION_APPOINTMENT_STORE_H_
