// All SQL on referrals to the medical-social examination. Holds no rules.
#ifndef SERVICES_SURVIVOR_EXAMINATION_STORE_H_
#define SERVICES_SURVIVOR_EXAMINATION_STORE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/survivor/v1/examination_service.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::survivor {

class ExaminationStore {
 public:
  absl::StatusOr<v1::ExaminationReferral> Get(Transaction& transaction, absl::string_view uid) const;
  // The same, kept from changing until the end of the transaction.
  absl::StatusOr<v1::ExaminationReferral> GetToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<bool> HasOpen(Transaction& transaction, absl::string_view survivor_uid) const;
  absl::Status Add(Transaction& transaction, const v1::ExaminationReferral& referral) const;

  // Those that match, due first; behind the cursor `after`, which is "" on the first page and else what CursorOf gave.
  absl::StatusOr<std::vector<v1::ExaminationReferral>> List(Transaction& transaction,
                                                            const v1::ListExaminationReferralsRequest& request,
                                                            const std::vector<std::string>& registers, absl::CivilDay today,
                                                            absl::string_view after, int limit) const;
  absl::StatusOr<int64_t> Count(Transaction& transaction, const v1::ListExaminationReferralsRequest& request,
                                const std::vector<std::string>& registers, absl::CivilDay today) const;
  static std::string CursorOf(const v1::ExaminationReferral& referral);

  // Writes how it was closed.
  absl::Status Return(Transaction& transaction, const v1::ExaminationReferral& referral) const;
  absl::Status Decide(Transaction& transaction, const v1::ExaminationReferral& referral) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_EXAMINATION_STORE_H_
