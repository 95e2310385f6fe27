#include "services/employment/match_rules.h"

#include <algorithm>
#include <set>

namespace dayaq::employment {
namespace {

using Kind = v1::MatchReasonKind;

constexpr int kAtHome = -1;
// Schooling that is so many levels above what is asked for counts half: people leave such work soon.
constexpr int kFarAbove = 4;

int64_t CellKey(int field, int district) { return int64_t{field} * 100000 + district + 1; }

// Which adaptation makes work possible in each domain that it rests on and in which the person needs one; what is there comes
// first. Nothing when one of these domains has none.
struct Adapted {
  std::vector<v1::WorkAdaptation> by;
  bool to_arrange = false;
};
std::optional<Adapted> AdaptedBy(const Seeker& seeker, const VacancyKey& vacancy) {
  Adapted adapted;
  if ((vacancy.rests_on & seeker.adapted) == 0) return adapted;
  for (int domain = v1::FunctionDomain_MIN + 1; domain <= v1::FunctionDomain_MAX; ++domain) {
    if ((vacancy.rests_on & seeker.adapted & BitOf(domain)) == 0) continue;
    const Bits helps = seeker.helps[static_cast<size_t>(domain)];
    const Bits there = helps & vacancy.there, possible = helps & vacancy.possible;
    if (there == 0 && possible == 0) return std::nullopt;
    adapted.to_arrange |= there == 0;
    const auto adaptation = static_cast<v1::WorkAdaptation>(__builtin_ctzll(there != 0 ? there : possible));
    if (std::find(adapted.by.begin(), adapted.by.end(), adaptation) == adapted.by.end()) adapted.by.push_back(adaptation);
  }
  return adapted;
}

bool DoneAtHome(const Seeker& seeker, const VacancyKey& vacancy) { return seeker.home_work && vacancy.home_work; }

// Kilometres to it; nothing when nobody knows.
std::optional<int> KmTo(const Seeker& seeker, const VacancyKey& vacancy, const Distances& distances) {
  if (DoneAtHome(seeker, vacancy)) return 0;
  if (seeker.lives_in < 0 || vacancy.district < 0) return std::nullopt;
  return distances.Between(seeker.lives_in, vacancy.district);
}

int Share(int weight, int part, int of) { return of == 0 ? weight : weight * part / of; }

int FieldPoints(int weight, int wish) { return wish <= 1 ? weight : wish == 2 ? Share(weight, 4, 5) : Share(weight, 3, 5); }

}  // namespace

VacancyKey KeyOf(const v1::Vacancy& vacancy, const Distances& distances) {
  VacancyKey key;
  key.uid = vacancy.uid();
  key.field = vacancy.field();
  key.district = distances.IndexOf(vacancy.district());
  key.schedule = vacancy.schedule();
  key.salary_qepik = vacancy.salary_qepik();
  key.schooling_rank = vacancy.least_education();
  key.home_work = vacancy.home_work();
  key.quota = vacancy.quota();
  key.skills = BitsOf(vacancy.skills());
  key.languages = BitsOf(vacancy.languages());
  key.driving = BitOf(vacancy.driving());
  key.rests_on = BitsOf(vacancy.rests_on());
  key.there = BitsOf(vacancy.adaptations_there());
  key.possible = BitsOf(vacancy.adaptations_possible());
  return key;
}

Seeker SeekerOf(const v1::Profile& profile, const Distances& distances) {
  const v1::ProfileContent& content = profile.content();
  Seeker seeker;
  for (const int field : content.fields()) {
    if (field <= 0 || field >= v1::WorkField_ARRAYSIZE || seeker.wish[static_cast<size_t>(field)] != 0) continue;
    seeker.fields.push_back(field);
    seeker.wish[static_cast<size_t>(field)] = static_cast<int>(seeker.fields.size());
  }
  seeker.lives_in = distances.IndexOf(content.lives_in());
  seeker.most_km = content.most_km();
  seeker.home_work = content.home_work();
  seeker.schooling_rank = content.education();
  seeker.least_salary_qepik = content.least_salary_qepik();
  seeker.skills = BitsOf(content.skills());
  seeker.languages = BitsOf(content.languages());
  seeker.driving = BitsOf(content.driving());
  seeker.schedules = BitsOf(content.schedules());
  for (const v1::DomainAbility& ability : content.abilities()) {
    if (ability.ability() == v1::WORK_ABILITY_NOT_SUITABLE) seeker.not_suitable |= BitOf(ability.domain());
    if (ability.ability() != v1::WORK_ABILITY_WITH_ADAPTATION) continue;
    seeker.adapted |= BitOf(ability.domain());
    seeker.helps[static_cast<size_t>(ability.domain())] |= BitsOf(ability.adaptations());
  }
  seeker.quota_fits = profile.member_uid().empty();
  return seeker;
}

SearchPlan PlanOf(const Seeker& seeker, const Distances& distances, const EmploymentPolicy& policy) {
  SearchPlan plan;
  const auto add = [&](int district, int km) {
    for (const int field : seeker.fields) {
      if (static_cast<int>(plan.cells.size()) < policy.cells) plan.cells.push_back({field, district, km});
    }
  };
  if (seeker.home_work) add(kAtHome, 0);
  for (const auto& [district, km] : distances.Within(seeker.lives_in, seeker.most_km)) add(district, km);
  if (!plan.cells.empty()) plan.most_of_cell = std::max(1, policy.candidates / static_cast<int>(plan.cells.size()));
  return plan;
}

bool CouldSuit(const Seeker& seeker, const VacancyKey& vacancy) {
  return vacancy.schooling_rank <= seeker.schooling_rank && (vacancy.languages & ~seeker.languages) == 0 &&
         (vacancy.driving & ~seeker.driving) == 0 && (vacancy.rests_on & seeker.not_suitable) == 0 &&
         (seeker.quota_fits || !vacancy.quota);
}

std::optional<MatchScore> ScoreOf(const Seeker& seeker, const VacancyKey& vacancy, const Distances& distances,
                                  const EmploymentPolicy& policy) {
  const int wish = seeker.wish[static_cast<size_t>(vacancy.field)];
  const std::optional<int> km = KmTo(seeker, vacancy, distances);
  if (wish == 0 || !CouldSuit(seeker, vacancy) || !km.has_value() || (*km > seeker.most_km && !DoneAtHome(seeker, vacancy))) {
    return std::nullopt;
  }
  const std::optional<Adapted> adapted = AdaptedBy(seeker, vacancy);
  if (!adapted.has_value()) return std::nullopt;
  MatchScore score;
  const auto set = [&](Kind kind, int points) {
    score.points[static_cast<size_t>(kind)] = points;
    score.total += points;
  };
  const auto weight = [&](Kind kind) { return policy.WeightOf(kind); };
  const int skills = weight(v1::MATCH_REASON_KIND_SKILLS), asked = CountOf(vacancy.skills);
  set(v1::MATCH_REASON_KIND_FIELD, FieldPoints(weight(v1::MATCH_REASON_KIND_FIELD), wish));
  // Work that asks for nothing special is half a match of skills: anybody's.
  set(v1::MATCH_REASON_KIND_SKILLS, asked == 0 ? skills / 2 : Share(skills, CountOf(vacancy.skills & seeker.skills), asked));
  set(v1::MATCH_REASON_KIND_ADAPTATION, Share(weight(v1::MATCH_REASON_KIND_ADAPTATION), adapted->to_arrange ? 1 : 2, 2));
  set(v1::MATCH_REASON_KIND_DISTANCE,
      Share(weight(v1::MATCH_REASON_KIND_DISTANCE), seeker.most_km - std::min(*km, seeker.most_km), *km == 0 ? 0 : seeker.most_km));
  const bool schedule_fits = seeker.schedules == 0 || (seeker.schedules & BitOf(vacancy.schedule)) != 0;
  set(v1::MATCH_REASON_KIND_SCHEDULE, schedule_fits ? weight(v1::MATCH_REASON_KIND_SCHEDULE) : 0);
  const bool far_above = vacancy.schooling_rank > 0 && seeker.schooling_rank - vacancy.schooling_rank >= kFarAbove;
  set(v1::MATCH_REASON_KIND_EDUCATION, Share(weight(v1::MATCH_REASON_KIND_EDUCATION), far_above ? 1 : 2, 2));
  set(v1::MATCH_REASON_KIND_WAGE, vacancy.salary_qepik >= seeker.least_salary_qepik ? weight(v1::MATCH_REASON_KIND_WAGE) : 0);
  set(v1::MATCH_REASON_KIND_QUOTA, vacancy.quota ? weight(v1::MATCH_REASON_KIND_QUOTA) : 0);
  return score;
}

std::vector<v1::MatchReason> ReasonsOf(const Seeker& seeker, const VacancyKey& vacancy, const MatchScore& score,
                                       const Distances& distances, const EmploymentPolicy& policy) {
  std::vector<v1::MatchReason> reasons;
  for (int kind = v1::MatchReasonKind_MIN + 1; kind <= v1::MatchReasonKind_MAX; ++kind) {
    v1::MatchReason reason;
    reason.set_kind(static_cast<Kind>(kind));
    reason.set_points(score.points[static_cast<size_t>(kind)]);
    reason.set_most_points(policy.WeightOf(reason.kind()));
    if (reason.points() == 0) continue;
    if (kind == v1::MATCH_REASON_KIND_SKILLS) {
      reason.set_asked(CountOf(vacancy.skills));
      reason.set_met(CountOf(vacancy.skills & seeker.skills));
    } else if (kind == v1::MATCH_REASON_KIND_DISTANCE) {
      reason.set_met(KmTo(seeker, vacancy, distances).value_or(0));
    } else if (kind == v1::MATCH_REASON_KIND_ADAPTATION) {
      const std::optional<Adapted> adapted = AdaptedBy(seeker, vacancy);
      if (!adapted.has_value() || adapted->by.empty()) continue;
      for (const v1::WorkAdaptation one : adapted->by) reason.add_adaptations(one);
      reason.set_to_arrange(adapted->to_arrange);
    }
    reasons.push_back(std::move(reason));
  }
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const v1::MatchReason& a, const v1::MatchReason& b) { return a.points() > b.points(); });
  return reasons;
}

std::vector<ScoredVacancy> BestOf(const Seeker& seeker, const std::vector<const VacancyKey*>& candidates,
                                  const Distances& distances, const EmploymentPolicy& policy, int most) {
  std::vector<ScoredVacancy> scored;
  for (const VacancyKey* candidate : candidates) {
    const std::optional<MatchScore> score = ScoreOf(seeker, *candidate, distances, policy);
    if (score.has_value() && score->total >= policy.least_score) scored.push_back({candidate, *score});
  }
  const auto better = [](const ScoredVacancy& a, const ScoredVacancy& b) {
    if (a.score.total != b.score.total) return a.score.total > b.score.total;
    return a.vacancy->uid > b.vacancy->uid;
  };
  const auto count = std::min(scored.size(), static_cast<size_t>(most));
  std::partial_sort(scored.begin(), scored.begin() + static_cast<std::ptrdiff_t>(count), scored.end(), better);
  scored.resize(count);
  return scored;
}

VacancyIndex::VacancyIndex(std::vector<VacancyKey> vacancies) : vacancies_(std::move(vacancies)) {
  std::sort(vacancies_.begin(), vacancies_.end(), [](const VacancyKey& a, const VacancyKey& b) { return a.uid > b.uid; });
  for (const VacancyKey& vacancy : vacancies_) {
    if (vacancy.district >= 0) cells_[CellKey(vacancy.field, vacancy.district)].push_back(&vacancy);
    if (vacancy.home_work) cells_[CellKey(vacancy.field, kAtHome)].push_back(&vacancy);
  }
}

std::vector<const VacancyKey*> VacancyIndex::Candidates(const Seeker& seeker, const SearchPlan& plan) const {
  std::vector<const VacancyKey*> found;
  std::set<const VacancyKey*> at_home;
  for (const SearchCell& cell : plan.cells) {
    const auto in_cell = cells_.find(CellKey(cell.field, cell.district));
    if (in_cell == cells_.end()) continue;
    int taken = 0;
    for (const VacancyKey* vacancy : in_cell->second) {
      if (taken == plan.most_of_cell) break;
      if (!CouldSuit(seeker, *vacancy)) continue;
      ++taken;
      // Work at home is found at home; nearby it is found once more.
      if (cell.district == kAtHome) at_home.insert(vacancy);
      if (cell.district != kAtHome && at_home.count(vacancy) > 0) continue;
      found.push_back(vacancy);
    }
  }
  return found;
}

}  // namespace dayaq::employment
