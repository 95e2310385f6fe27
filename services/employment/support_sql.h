// What the stores of courses, own businesses, studies and invitations have in common.
#ifndef SERVICES_EMPLOYMENT_SUPPORT_SQL_H_
#define SERVICES_EMPLOYMENT_SUPPORT_SQL_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/employment/course_queries.h"
#include "services/employment/support_names.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/transaction.h"

namespace dayaq::employment {

template <typename M>
absl::StatusOr<M> Named(absl::StatusOr<M> found) {
  if (found.ok()) SetName(*found);
  return found;
}
template <typename M>
absl::StatusOr<std::vector<M>> Named(absl::StatusOr<std::vector<M>> found) {
  if (!found.ok()) return found;
  for (M& one : *found) SetName(one);
  return found;
}

inline absl::StatusOr<bool> Known(Transaction& transaction, const Query& query, const Params& params) {
  ASSIGN_OR_RETURN(const Row row, transaction.One<Row>(query, params));
  bool known = false;
  RETURN_IF_ERROR(row.Read({{"known", &known}}));
  return known;
}

inline absl::StatusOr<std::vector<std::string>> TextsOf(const absl::StatusOr<std::vector<Row>>& rows, absl::string_view column) {
  RETURN_IF_ERROR(rows.status());
  std::vector<std::string> texts;
  for (const Row& row : *rows) RETURN_IF_ERROR(row.Read({{column, &texts.emplace_back()}}));
  return texts;
}

// Names of states, or NULL when none are asked for.
template <typename States, typename Name>
Param StatesOrNull(const States& states, Name name) {
  std::vector<std::string> names;
  for (const int state : states) names.push_back(name(state));
  return names.empty() ? Param(std::nullopt) : Param(names);
}

// Whose profile it is, and where it lies. NOT_FOUND when it is absent or hidden.
template <typename M>
absl::Status TakeWhose(Transaction& transaction, const std::string& profile_uid, M& row) {
  ASSIGN_OR_RETURN(const Row profile, transaction.One<Row>(kWhoseProfile, {profile_uid}));
  row.set_profile_uid(profile_uid);
  return profile.Read({{"survivor_uid", row.mutable_survivor_uid()},
                       {"member_uid", row.mutable_member_uid()},
                       {"person_uid", row.mutable_person_uid()},
                       {"register", row.mutable_register_()},
                       {"district", row.mutable_district()},
                       {"institution", row.mutable_institution()}});
}

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_SUPPORT_SQL_H_
