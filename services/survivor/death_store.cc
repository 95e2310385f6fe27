#include "services/survivor/death_store.h"

#include <utility>

#include "services/platform/base/status_macros.h"
#include "services/survivor/case_names.h"
#include "services/survivor/death_queries.h"

namespace dayaq::survivor {
namespace {

constexpr char kPerson[] = "survivor_uid";
constexpr int kMostOpen = 100;

}  // namespace

absl::StatusOr<std::optional<v1::Survivor>> DeathStore::SpeaksFor(Transaction& transaction, absl::string_view survivor_uid) const {
  return transaction.Maybe<v1::Survivor>(kSpeaksFor, {survivor_uid});
}

absl::StatusOr<std::vector<v1::Case>> DeathStore::OpenCases(Transaction& transaction, absl::string_view survivor_uid) const {
  ASSIGN_OR_RETURN(std::vector<v1::Case> cases, transaction.All<v1::Case>(kOpenCasesOfDead, {survivor_uid}, kMostOpen));
  for (v1::Case& one : cases) {
    SetName(one);
    ASSIGN_OR_RETURN(std::vector<v1::Goal> goals, transaction.All<v1::Goal>(kOpenGoalsOfCase, {one.uid()}, 200));
    for (v1::Goal& goal : goals) *one.add_goals() = std::move(goal);
  }
  return cases;
}

absl::Status DeathStore::Close(Transaction& transaction, const v1::Case& one) const {
  RETURN_IF_ERROR(transaction.Execute(kDropGoals, {Rows(one.goals(), kPerson)}));
  return transaction.Execute(kCloseCaseOfDead, {Rows(one, kPerson)});
}

absl::StatusOr<std::vector<v1::ExaminationReferral>> DeathStore::OpenExaminations(Transaction& transaction,
                                                                                  absl::string_view survivor_uid) const {
  return transaction.All<v1::ExaminationReferral>(kOpenExaminationsOfDead, {survivor_uid}, kMostOpen);
}

absl::Status DeathStore::Return(Transaction& transaction, const v1::ExaminationReferral& referral) const {
  return transaction.Execute(kReturnExamination, {Rows(referral)});
}

absl::StatusOr<std::vector<std::string>> DeathStore::Families(Transaction& transaction, absl::string_view survivor_uid) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kFamiliesOfDead, {survivor_uid}, 100));
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"survivor_uid", &uids.emplace_back()}}));
  return uids;
}

absl::StatusOr<std::vector<std::string>> DeathStore::EndReferrals(Transaction& transaction, absl::string_view survivor_uid) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kEndReferrals, {survivor_uid}, 10000));
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

}  // namespace dayaq::survivor
