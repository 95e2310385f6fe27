#include "services/employment/course_store.h"

#include "services/employment/course_queries.h"
#include "services/employment/support_names.h"
#include "services/employment/support_sql.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::employment {
namespace {

constexpr int kMostListed = 500;

}  // namespace

absl::StatusOr<bool> CourseStore::IsPlace(Transaction& transaction, absl::string_view district) const {
  return Known(transaction, kIsPlace, {district});
}

absl::StatusOr<v1::TrainingProvider> CourseStore::Provider(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::TrainingProvider>(kTrainingProvider, {uid}));
}

absl::StatusOr<std::vector<v1::TrainingProvider>> CourseStore::Providers(Transaction& transaction,
                                                                         absl::string_view district) const {
  return Named(transaction.All<v1::TrainingProvider>(kTrainingProviders, {OrNull(district)}, kMostListed));
}

absl::Status CourseStore::Add(Transaction& transaction, const v1::TrainingProvider& provider) const {
  return transaction.Execute(kAddTrainingProvider, {Rows(provider)});
}

absl::StatusOr<v1::Course> CourseStore::Get(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::Course>(kCourse, {uid}));
}

absl::StatusOr<v1::Course> CourseStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockCourse, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<std::vector<v1::Course>> CourseStore::List(Transaction& transaction, const v1::ListCoursesRequest& request,
                                                          const v1::Course& after, int limit) const {
  return Named(transaction.All<v1::Course>(kCourses,
                                           {OrNull(request.district()), request.with_places(), OrNull(ToText(request.from_day())),
                                            OrNull(ToText(after.first_day())), OrNull(after.uid()), limit},
                                           limit));
}

absl::Status CourseStore::Add(Transaction& transaction, const v1::Course& course) const {
  return transaction.Execute(kAddCourse, {Rows(course)});
}

absl::Status CourseStore::CheckVacancy(Transaction& transaction, absl::string_view uid) const {
  return transaction.One<Row>(kPromisedVacancy, {uid}).status();
}

absl::Status CourseStore::Cancel(Transaction& transaction, absl::string_view uid) const {
  return transaction.Execute(kCancelCourse, {uid});
}

absl::StatusOr<v1::Course> CourseStore::Hold(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.Execute(kHoldCourse, {uid}));
  return Get(transaction, uid);
}

absl::StatusOr<std::vector<v1::SafetyGroup>> CourseStore::Groups(Transaction& transaction, absl::string_view course_uid) const {
  return Named(transaction.All<v1::SafetyGroup>(kGroups, {course_uid}, kMostListed));
}

absl::StatusOr<v1::SafetyGroup> CourseStore::Group(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::SafetyGroup>(kGroup, {uid}));
}

absl::Status CourseStore::Add(Transaction& transaction, const v1::SafetyGroup& group) const {
  return transaction.Execute(kAddGroup, {Rows(group)});
}

absl::Status CourseStore::SetTrained(Transaction& transaction, absl::string_view uid, int trained) const {
  return transaction.Execute(kGroupTrained, {uid, trained});
}

}  // namespace dayaq::employment
