#include "services/employment/vacancy_store.h"

#include <utility>

#include "services/employment/employment_names.h"
#include "services/employment/matching_queries.h"
#include "services/employment/vacancy_queries.h"
#include "services/platform/base/resource_name.h"
#include "services/platform/base/status_macros.h"
#include "services/platform/database/database_error.h"

namespace dayaq::employment {
namespace {

constexpr int kMostCandidates = 5000;
constexpr int kMostOpen = 1000000;
constexpr int kMostOfList = 200;
constexpr int kMostSpokenOf = 2000;

std::string DayText(absl::CivilDay day) { return absl::FormatCivilTime(day); }

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

int IntOf(int64_t number) { return static_cast<int>(number); }

absl::Status ReadKey(const Row& row, const Distances& distances, VacancyKey& key) {
  std::string field, district, schedule;
  int64_t schooling = 0, skills = 0, languages = 0, driving = 0, rests_on = 0, there = 0, possible = 0;
  RETURN_IF_ERROR(row.Read({{"uid", &key.uid},
                            {"field", &field},
                            {"district", &district},
                            {"schedule", &schedule},
                            {"salary_qepik", &key.salary_qepik},
                            {"schooling_rank", &schooling},
                            {"home_work", &key.home_work},
                            {"quota", &key.quota},
                            {"skill_bits", &skills},
                            {"language_bits", &languages},
                            {"driving_bit", &driving},
                            {"rests_on_bits", &rests_on},
                            {"there_bits", &there},
                            {"possible_bits", &possible}}));
  v1::WorkField parsed_field = v1::WORK_FIELD_UNSPECIFIED;
  v1::WorkSchedule parsed_schedule = v1::WORK_SCHEDULE_UNSPECIFIED;
  v1::WorkField_Parse(field, &parsed_field);
  v1::WorkSchedule_Parse(schedule, &parsed_schedule);
  key.field = parsed_field;
  key.schedule = parsed_schedule;
  key.district = distances.IndexOf(district);
  key.schooling_rank = IntOf(schooling);
  key.skills = static_cast<Bits>(skills);
  key.languages = static_cast<Bits>(languages);
  key.driving = static_cast<Bits>(driving);
  key.rests_on = static_cast<Bits>(rests_on);
  key.there = static_cast<Bits>(there);
  key.possible = static_cast<Bits>(possible);
  return absl::OkStatus();
}

absl::Status AddKeys(const std::vector<Row>& rows, const Distances& distances, std::vector<VacancyKey>& keys) {
  keys.reserve(keys.size() + rows.size());
  for (const Row& row : rows) RETURN_IF_ERROR(ReadKey(row, distances, keys.emplace_back()));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Employer> VacancyStore::GetEmployer(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::Employer>(kEmployer, {uid}));
}

absl::StatusOr<v1::Employer> VacancyStore::EmployerToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockEmployer, {uid}).status());
  return GetEmployer(transaction, uid);
}

absl::StatusOr<std::vector<v1::Employer>> VacancyStore::Employers(Transaction& transaction, absl::string_view district,
                                                                  const v1::Employer& after, int limit) const {
  Params params = {OrNull(after.title()), OrNull(after.uid()), limit};
  if (district.empty()) return Named(transaction.All<v1::Employer>(kEmployers, params, limit));
  params.emplace_back(district);
  return Named(transaction.All<v1::Employer>(kEmployersIn, params, limit));
}

absl::Status VacancyStore::Add(Transaction& transaction, const v1::Employer& employer) const {
  const absl::Status added = transaction.Execute(kAddEmployer, {Rows(employer)});
  if (ConstraintOf(added) != "employer_once") return added;
  return MakeError(absl::StatusCode::kAlreadyExists, ErrorReason::ERROR_REASON_EMPLOYER_EXISTS,
                   "An employer with that taxpayer number is recorded: go on with that one.");
}

absl::Status VacancyStore::Correct(Transaction& transaction, const v1::Employer& employer) const {
  const absl::Status corrected = transaction.Execute(kCorrectEmployer, {Rows(employer), employer.uid()});
  if (ConstraintOf(corrected) != "employer_quota") return corrected;
  return MakeError(absl::StatusCode::kFailedPrecondition, ErrorReason::ERROR_REASON_QUOTA_FULL,
                   "More of its places are taken than it would keep.");
}

absl::StatusOr<v1::Vacancy> VacancyStore::Get(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::Vacancy>(kVacancy, {uid}));
}

absl::StatusOr<v1::Vacancy> VacancyStore::GetToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockVacancy, {uid}).status());
  return Get(transaction, uid);
}

absl::StatusOr<std::vector<v1::Vacancy>> VacancyStore::WithUids(Transaction& transaction,
                                                                const std::vector<std::string>& uids) const {
  return Named(transaction.All<v1::Vacancy>(kVacanciesByUid, {uids}, kMostOfList));
}

absl::StatusOr<std::vector<v1::Vacancy>> VacancyStore::List(Transaction& transaction, const v1::ListVacanciesRequest& request,
                                                            absl::string_view after, int limit) const {
  return Named(
      transaction.All<v1::Vacancy>(kVacancies,
                                   {request.employer().empty() ? Param(std::nullopt) : Param(UidOf(request.employer())),
                                    request.field(), OrNull(request.district()), request.open_only(), OrNull(after), limit},
                                   limit));
}

absl::Status VacancyStore::Add(Transaction& transaction, const v1::Vacancy& vacancy) const {
  const VacancyKey key = KeyOf(vacancy, Distances());
  return transaction.Execute(kAddVacancy, {Rows(vacancy), key.schooling_rank, Column(key.skills), Column(key.languages),
                                           Column(key.driving), Column(key.rests_on), Column(key.there), Column(key.possible)});
}

absl::Status VacancyStore::Close(Transaction& transaction, const v1::Vacancy& vacancy) const {
  return transaction.Execute(kCloseVacancy, {vacancy.uid(), vacancy.close_reason()});
}

absl::Status VacancyStore::Expire(Transaction& transaction, absl::CivilDay today) const {
  return transaction.Execute(kExpireVacancies, {DayText(today)});
}

absl::StatusOr<std::vector<VacancyKey>> VacancyStore::Candidates(Transaction& transaction, const Seeker& seeker,
                                                                 const SearchPlan& plan, const Distances& distances,
                                                                 absl::CivilDay today) const {
  std::vector<std::string> fields, districts, home_fields, home_districts;
  for (const SearchCell& cell : plan.cells) {
    const bool at_home = cell.district < 0;
    (at_home ? home_fields : fields).push_back(v1::WorkField_Name(static_cast<v1::WorkField>(cell.field)));
    (at_home ? home_districts : districts).push_back(at_home ? "" : distances.CodeOf(cell.district));
  }
  const auto params = [&](const std::vector<std::string>& of_fields, const std::vector<std::string>& of_districts) {
    return Params{of_fields,
                  of_districts,
                  plan.most_of_cell,
                  DayText(today),
                  seeker.schooling_rank,
                  Column(seeker.languages),
                  Column(seeker.driving),
                  Column(seeker.not_suitable),
                  seeker.quota_fits};
  };
  std::vector<VacancyKey> keys;
  if (!fields.empty()) {
    ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kCandidates, params(fields, districts), kMostCandidates));
    RETURN_IF_ERROR(AddKeys(rows, distances, keys));
  }
  if (!home_fields.empty()) {
    ASSIGN_OR_RETURN(const std::vector<Row> rows,
                     transaction.All<Row>(kCandidatesAtHome, params(home_fields, home_districts), kMostCandidates));
    RETURN_IF_ERROR(AddKeys(rows, distances, keys));
  }
  return keys;
}

absl::StatusOr<std::vector<VacancyKey>> VacancyStore::AllOpen(Transaction& transaction, const Distances& distances,
                                                              absl::CivilDay today) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kOpenVacancies, {DayText(today)}, kMostOpen));
  std::vector<VacancyKey> keys;
  RETURN_IF_ERROR(AddKeys(rows, distances, keys));
  return keys;
}

absl::StatusOr<std::vector<v1::Profile>> VacancyStore::Proposable(Transaction& transaction, absl::string_view after,
                                                                  int most) const {
  return Named(transaction.All<v1::Profile>(kProposable, {after, most}, most));
}

absl::StatusOr<std::optional<v1::Profile>> VacancyStore::ProposableOne(Transaction& transaction,
                                                                       absl::string_view profile_uid) const {
  return transaction.Maybe<v1::Profile>(kProposableOne, {profile_uid});
}

absl::Status VacancyStore::Write(Transaction& transaction, const std::vector<v1::Proposal>& proposals,
                                 const std::vector<std::string>& profile_uids) const {
  return transaction.Execute(kWriteProposals, {Rows(proposals), profile_uids});
}

absl::StatusOr<v1::Proposal> VacancyStore::GetProposal(Transaction& transaction, absl::string_view uid) const {
  return Named(transaction.One<v1::Proposal>(kProposal, {uid}));
}

absl::StatusOr<v1::Proposal> VacancyStore::ProposalToChange(Transaction& transaction, absl::string_view uid) const {
  RETURN_IF_ERROR(transaction.One<Row>(kLockProposal, {uid}).status());
  return GetProposal(transaction, uid);
}

absl::StatusOr<std::vector<v1::Proposal>> VacancyStore::ProposalsTo(Transaction& transaction, absl::string_view profile_uid) const {
  return Named(transaction.All<v1::Proposal>(kProposalsTo, {profile_uid}, kMostOfList));
}

absl::StatusOr<std::vector<v1::Proposal>> VacancyStore::ProposalsOf(Transaction& transaction, absl::string_view vacancy_uid) const {
  return Named(transaction.All<v1::Proposal>(kProposalsOf, {vacancy_uid}, kMostOfList));
}

absl::Status VacancyStore::Answer(Transaction& transaction, const v1::Proposal& proposal) const {
  return transaction.Execute(kAnswerProposal, {proposal.uid(), proposal.state()});
}

absl::Status VacancyStore::Introduced(Transaction& transaction, absl::string_view profile_uid,
                                      absl::string_view vacancy_uid) const {
  return transaction.Execute(kProposalIntroduced, {profile_uid, vacancy_uid});
}

absl::StatusOr<std::vector<std::string>> VacancyStore::SpokenOf(Transaction& transaction, absl::string_view profile_uid) const {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, transaction.All<Row>(kSpokenOf, {profile_uid}, kMostSpokenOf));
  std::vector<std::string> uids;
  for (const Row& row : rows) RETURN_IF_ERROR(row.Read({{"uid", &uids.emplace_back()}}));
  return uids;
}

}  // namespace dayaq::employment
