// All SQL on courses, places and whoever is in them. Holds no rules.
#ifndef SERVICES_EMPLOYMENT_COURSE_STORE_H_
#define SERVICES_EMPLOYMENT_COURSE_STORE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dayaq/employment/v1/course_service.pb.h"
#include "services/employment/support_policy.h"
#include "services/platform/database/transaction.h"

namespace dayaq::employment {

// Names are set on all that comes out.
class CourseStore {
 public:
  absl::StatusOr<bool> IsPlace(Transaction& transaction, absl::string_view district) const;
  absl::StatusOr<v1::TrainingProvider> Provider(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<std::vector<v1::TrainingProvider>> Providers(Transaction& transaction, absl::string_view district) const;
  absl::Status Add(Transaction& transaction, const v1::TrainingProvider& provider) const;

  absl::StatusOr<v1::Course> Get(Transaction& transaction, absl::string_view uid) const;
  absl::StatusOr<v1::Course> GetToChange(Transaction& transaction, absl::string_view uid) const;
  // Behind `after` when it has a uid.
  absl::StatusOr<std::vector<v1::Course>> List(Transaction& transaction, const v1::ListCoursesRequest& request,
                                               const v1::Course& after, int limit) const;
  absl::Status Add(Transaction& transaction, const v1::Course& course) const;
  // NOT_FOUND where there is no such vacancy.
  absl::Status CheckVacancy(Transaction& transaction, absl::string_view uid) const;
  absl::Status Cancel(Transaction& transaction, absl::string_view uid) const;
  // Nobody else takes a place of it until the end of the transaction; then the course as it is.
  absl::StatusOr<v1::Course> Hold(Transaction& transaction, absl::string_view uid) const;

  absl::StatusOr<std::vector<v1::SafetyGroup>> Groups(Transaction& transaction, absl::string_view course_uid) const;
  absl::StatusOr<v1::SafetyGroup> Group(Transaction& transaction, absl::string_view uid) const;
  absl::Status Add(Transaction& transaction, const v1::SafetyGroup& group) const;
  absl::Status SetTrained(Transaction& transaction, absl::string_view uid, int trained) const;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_COURSE_STORE_H_
