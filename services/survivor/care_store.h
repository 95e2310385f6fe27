// All SQL on functioning and treatments. Holds no rules: what is written was decided before.
#ifndef SERVICES_SURVIVOR_CARE_STORE_H_
#define SERVICES_SURVIVOR_CARE_STORE_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dayaq/survivor/v1/functioning.pb.h"
#include "dayaq/survivor/v1/treatment.pb.h"
#include "services/platform/database/transaction.h"

namespace dayaq::survivor {

// Names are set on whatever is read. NOT_FOUND when it is absent or hidden; lists are of one survivor, newest first, at most
// `limit`, and go on behind the uid `after` when there is one.
class CareStore {
 public:
  absl::StatusOr<v1::Functioning> GetFunctioning(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Functioning> GetFunctioningToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::Functioning>> ListFunctioning(Transaction& transaction, absl::string_view survivor_uid,
                                                               absl::string_view after, int limit) const;
  absl::StatusOr<int64_t> CountFunctioning(Transaction& transaction, absl::string_view survivor_uid) const;
  absl::Status Add(Transaction& transaction, const v1::Functioning& assessment) const;
  absl::Status Withdraw(Transaction& transaction, const v1::Functioning& assessment) const;

  absl::StatusOr<v1::Treatment> GetTreatment(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Treatment> GetTreatmentToChange(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::Treatment>> ListTreatments(Transaction& transaction, absl::string_view survivor_uid,
                                                            absl::string_view after, int limit) const;
  absl::StatusOr<int64_t> CountTreatments(Transaction& transaction, absl::string_view survivor_uid) const;
  absl::Status Add(Transaction& transaction, const v1::Treatment& treatment) const;
  absl::Status Correct(Transaction& transaction, const v1::Treatment& treatment) const;
};

}  // namespace dayaq::survivor

#endif  // SERVICES_SURVIVOR_CARE_STORE_H_
