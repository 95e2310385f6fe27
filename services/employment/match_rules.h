// Who suits which vacancy, and why. Pure: no I/O, no clock. A match rests on what somebody can do and wishes and on what makes work
// possible there; there is nothing here by which it could rest on anything else.
#ifndef SERVICES_EMPLOYMENT_MATCH_RULES_H_
#define SERVICES_EMPLOYMENT_MATCH_RULES_H_

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "dayaq/employment/v1/profile.pb.h"
#include "dayaq/employment/v1/vacancy.pb.h"
#include "services/employment/distances.h"
#include "services/employment/employment_policy.h"
#include "services/employment/match_bits.h"

namespace dayaq::employment {

// Of a vacancy, what a match goes by. `district` is its number in Distances.
struct VacancyKey {
  std::string uid;
  int field = 0;
  int district = -1;
  int schedule = 0;
  int64_t salary_qepik = 0;
  int schooling_rank = 0;
  bool home_work = false;
  bool quota = false;
  Bits skills = 0;
  Bits languages = 0;
  Bits driving = 0;
  Bits rests_on = 0;
  Bits there = 0;
  Bits possible = 0;
};
VacancyKey KeyOf(const v1::Vacancy& vacancy, const Distances& distances);

// Of a person, the same; made once for a whole search.
struct Seeker {
  // By field of work: 1 for the dearest, 0 for one that is not wished for.
  std::array<int, v1::WorkField_ARRAYSIZE> wish = {};
  std::vector<int> fields;
  int lives_in = -1;
  int most_km = 0;
  bool home_work = false;
  int schooling_rank = 0;
  int64_t least_salary_qepik = 0;
  Bits skills = 0;
  Bits languages = 0;
  Bits driving = 0;
  Bits schedules = 0;
  // Domains in which no work is looked for, and in which each of these alone helps (none: as usual).
  Bits not_suitable = 0;
  Bits adapted = 0;
  std::array<Bits, v1::FunctionDomain_ARRAYSIZE> helps = {};
  // Places that employers keep for people with disabilities are for survivors, not for their families.
  bool quota_fits = false;
};
Seeker SeekerOf(const v1::Profile& profile, const Distances& distances);

// A field of work in a district, or at home wherever (district -1): where a search looks. The dearest nearby first, at most as many
// as the policy says; from each the newest, so many that the policy's number of candidates is not passed.
struct SearchCell {
  int field = 0;
  int district = -1;
  int km = 0;
};
struct SearchPlan {
  std::vector<SearchCell> cells;
  int most_of_cell = 0;
};
SearchPlan PlanOf(const Seeker& seeker, const Distances& distances, const EmploymentPolicy& policy);

// Whether the vacancy could be meant at all: what it needs, the person has. The statements of a search say the same
// (matching_queries.h).
bool CouldSuit(const Seeker& seeker, const VacancyKey& vacancy);

// Points of each reason by its number, and all together; nothing for a vacancy that is no match.
struct MatchScore {
  std::array<int, v1::MatchReasonKind_ARRAYSIZE> points = {};
  int total = 0;
};
std::optional<MatchScore> ScoreOf(const Seeker& seeker, const VacancyKey& vacancy, const Distances& distances,
                                  const EmploymentPolicy& policy);

// Why, what counts most first, without words (match_words.h).
std::vector<v1::MatchReason> ReasonsOf(const Seeker& seeker, const VacancyKey& vacancy, const MatchScore& score,
                                       const Distances& distances, const EmploymentPolicy& policy);

struct ScoredVacancy {
  const VacancyKey* vacancy = nullptr;
  MatchScore score;
};
// The best of them, at most `most`, none below the policy's least score. Of equals the newer.
std::vector<ScoredVacancy> BestOf(const Seeker& seeker, const std::vector<const VacancyKey*>& candidates,
                                  const Distances& distances, const EmploymentPolicy& policy, int most);

// All open vacancies, by field and district: for whoever looks for many people at once, as a search in the database does for one.
class VacancyIndex {
 public:
  VacancyIndex() = default;
  // In any order.
  explicit VacancyIndex(std::vector<VacancyKey> vacancies);
  std::vector<const VacancyKey*> Candidates(const Seeker& seeker, const SearchPlan& plan) const;
  size_t size() const { return vacancies_.size(); }

 private:
  std::vector<VacancyKey> vacancies_;
  std::unordered_map<int64_t, std::vector<const VacancyKey*>> cells_;
};

}  // namespace dayaq::employment

#endif  // SERVICES_EMPLOYMENT_MATCH_RULES_H_
