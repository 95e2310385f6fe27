#include "services/rehabilitation/forecast_rules.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace dayaq::rehabilitation {
namespace {

// Nobody is followed for longer in one device: after that months are counted as this one.
constexpr int kMostMonths = 240;
// Futures played for one kind at one centre.
constexpr int kFutures = 400;
// A month that fewer devices came to says too little by itself.
constexpr int64_t kFewAtRisk = 20;
constexpr int kMonthsPooled = 6;
constexpr int64_t kShortHistory = 30;
constexpr int64_t kAskedOneByOne = 32;
// What a month weighs that was not seen at all: as if so many devices had come to it.
constexpr double kPriorDevices = 2;

// Chances in one month of use.
struct Chances {
  double renewed = 0;
  double ended = 0;
};

// A month whose hazard is known: its own, or that of the months around where it is thin.
struct Weight {
  double at_risk = 0;
  double renewed = 0;
  double ended = 0;
};

// What a month is judged by that the history does not reach: nobody is renewed before the term, and then about half within a
// quarter.
double PriorHazard(int month, int term_months) {
  if (term_months <= 0) return 1.0 / 36;
  return month < term_months - 1 ? 0.005 : 0.2;
}

Weight WeightOf(const Survival& survival, int month) {
  const std::vector<Hazard>& hazards = survival.hazards();
  Weight weight;
  const auto add = [&](int m) {
    if (m < 0 || m >= static_cast<int>(hazards.size())) return;
    weight.at_risk += static_cast<double>(hazards[m].at_risk);
    weight.renewed += static_cast<double>(hazards[m].renewed);
    weight.ended += static_cast<double>(hazards[m].ended);
  };
  add(month);
  // Thin: the months before it, up to half a year, on its own side of the term: before it hazards are of another size.
  const int term = survival.term_months();
  const int first = term > 0 && month >= term - 1 ? std::max(term - 1, month - kMonthsPooled) : month - kMonthsPooled;
  for (int m = month - 1; m >= first && weight.at_risk < static_cast<double>(kFewAtRisk); --m) add(m);
  weight.at_risk += kPriorDevices;
  weight.renewed += kPriorDevices * PriorHazard(month, term);
  return weight;
}

Chances Expected(const Weight& weight) { return {weight.renewed / weight.at_risk, weight.ended / weight.at_risk}; }

// Chances as uncertain as so few devices leave them: a draw from the Dirichlet distribution around them.
Chances Drawn(const Weight& weight, std::mt19937_64& random) {
  const auto gamma = [&random](double shape) { return shape <= 0 ? 0.0 : std::gamma_distribution<double>(shape, 1.0)(random); };
  const double renewed = gamma(weight.renewed);
  const double ended = gamma(weight.ended);
  const double stayed = gamma(std::max(weight.at_risk - weight.renewed - weight.ended, 0.0));
  const double all = renewed + ended + stayed;
  return all <= 0 ? Expected(weight) : Chances{renewed / all, ended / all};
}

int64_t Binomial(int64_t of, double chance, std::mt19937_64& random) {
  if (of == 0 || chance <= 0) return 0;
  if (chance >= 1) return of;
  // So few are asked one by one: that is faster than the general way, and most months of a centre are like that.
  if (of <= kAskedOneByOne) {
    const double bound = chance * static_cast<double>(std::mt19937_64::max());
    int64_t hit = 0;
    for (int64_t one = 0; one < of; ++one) hit += static_cast<double>(random()) < bound ? 1 : 0;
    return hit;
  }
  return std::binomial_distribution<int64_t>(of, chance)(random);
}

// The value that a share of all lies at or below; `sorted` is not empty.
int Quantile(const std::vector<int64_t>& sorted, double share) {
  const double place = std::ceil(share * static_cast<double>(sorted.size())) - 1;
  return static_cast<int>(sorted[static_cast<size_t>(std::clamp(place, 0.0, static_cast<double>(sorted.size() - 1)))]);
}

std::vector<double> ExpectedPath(const std::vector<Weight>& weights, const std::vector<int64_t>& devices, int months_ahead) {
  std::vector<double> in_use(weights.size(), 0.0);
  for (size_t m = 0; m < devices.size(); ++m) in_use[std::min(m, in_use.size() - 1)] += static_cast<double>(devices[m]);
  std::vector<double> path;
  for (int ahead = 0; ahead < months_ahead; ++ahead) {
    std::vector<double> next(in_use.size(), 0.0);
    double all = 0;
    for (size_t m = 0; m < in_use.size(); ++m) {
      if (in_use[m] <= 0) continue;
      const Chances chances = Expected(weights[m]);
      all += in_use[m] * chances.renewed;
      next[std::min(m + 1, next.size() - 1)] += in_use[m] * std::max(0.0, 1 - chances.renewed - chances.ended);
    }
    next[0] += all;
    path.push_back(all);
    in_use = std::move(next);
  }
  return path;
}

std::vector<int64_t> PlayedPath(const std::vector<Weight>& weights, const std::vector<int64_t>& devices, int months_ahead,
                                std::mt19937_64& random) {
  std::vector<int64_t> in_use(weights.size(), 0);
  for (size_t m = 0; m < devices.size(); ++m) in_use[std::min(m, in_use.size() - 1)] += devices[m];
  // Drawn once for a future, and only for months that somebody comes to.
  std::vector<Chances> chances(weights.size(), Chances{-1, 0});
  std::vector<int64_t> path;
  for (int ahead = 0; ahead < months_ahead; ++ahead) {
    std::vector<int64_t> next(in_use.size(), 0);
    int64_t all = 0;
    for (size_t m = 0; m < in_use.size(); ++m) {
      if (in_use[m] == 0) continue;
      if (chances[m].renewed < 0) chances[m] = Drawn(weights[m], random);
      const int64_t renewed = Binomial(in_use[m], chances[m].renewed, random);
      const double of_others = chances[m].renewed >= 1 ? 0 : chances[m].ended / (1 - chances[m].renewed);
      const int64_t ended = Binomial(in_use[m] - renewed, std::min(of_others, 1.0), random);
      all += renewed;
      next[std::min(m + 1, next.size() - 1)] += in_use[m] - renewed - ended;
    }
    next[0] += all;
    path.push_back(all);
    in_use = std::move(next);
  }
  return path;
}

}  // namespace

Survival::Survival(const std::vector<LifeCount>& counts, const std::string& kind, int term_months) : term_months_(term_months) {
  std::vector<LifeCount> by_month;
  for (const LifeCount& count : counts) {
    if (count.kind != kind || count.months < 0) continue;
    const auto month = static_cast<size_t>(std::min(count.months, kMostMonths));
    if (by_month.size() <= month) by_month.resize(month + 1);
    by_month[month].renewed += count.renewed;
    by_month[month].ended += count.ended;
    by_month[month].in_use += count.in_use;
    devices_ += count.renewed + count.ended + count.in_use;
    renewed_ += count.renewed;
  }
  hazards_.resize(by_month.size());
  int64_t at_risk = devices_;
  for (size_t month = 0; month < by_month.size(); ++month) {
    // Who is in the month now has not lived it whole and says nothing about it.
    at_risk -= by_month[month].in_use;
    hazards_[month] = {at_risk, by_month[month].renewed, by_month[month].ended};
    at_risk -= by_month[month].renewed + by_month[month].ended;
  }
}

double Survival::SurvivedMonth(int month) const {
  double survived = 1;
  for (int m = 0; m <= month && m < static_cast<int>(hazards_.size()); ++m) {
    if (hazards_[m].at_risk > 0) {
      survived *= 1 - static_cast<double>(hazards_[m].renewed) / static_cast<double>(hazards_[m].at_risk);
    }
  }
  return survived;
}

double Survival::Greenwood(int month) const {
  double sum = 0;
  for (int m = 0; m <= month && m < static_cast<int>(hazards_.size()); ++m) {
    const auto risk = static_cast<double>(hazards_[m].at_risk);
    const auto renewed = static_cast<double>(hazards_[m].renewed);
    if (risk > renewed) sum += renewed / (risk * (risk - renewed));
  }
  const double survived = SurvivedMonth(month);
  return survived * survived * sum;
}

int Survival::MedianMonths() const {
  for (int m = 0; m < static_cast<int>(hazards_.size()); ++m) {
    if (SurvivedMonth(m) <= 0.5) return m + 1;
  }
  return 0;
}

bool Survival::short_history() const { return renewed_ < kShortHistory; }

Forecast ForecastRenewals(const Survival& survival, const std::vector<int64_t>& devices, int months_ahead, uint64_t seed) {
  std::vector<Weight> weights;
  for (int m = 0; m <= kMostMonths; ++m) weights.push_back(WeightOf(survival, m));
  const std::vector<double> expected = ExpectedPath(weights, devices, months_ahead);
  std::mt19937_64 random(seed);
  std::vector<std::vector<int64_t>> played(static_cast<size_t>(months_ahead));
  std::vector<int64_t> in_all;
  for (int future = 0; future < kFutures; ++future) {
    const std::vector<int64_t> path = PlayedPath(weights, devices, months_ahead, random);
    int64_t all = 0;
    for (size_t m = 0; m < path.size(); ++m) {
      played[m].push_back(path[m]);
      all += path[m];
    }
    in_all.push_back(all);
  }
  Forecast forecast;
  for (size_t m = 0; m < played.size(); ++m) {
    std::sort(played[m].begin(), played[m].end());
    forecast.months.push_back({expected[m], Quantile(played[m], 0.10), Quantile(played[m], 0.90), Quantile(played[m], 0.025),
                               Quantile(played[m], 0.975)});
  }
  std::sort(in_all.begin(), in_all.end());
  forecast.stock95 = Quantile(in_all, 0.95);
  return forecast;
}

}  // namespace dayaq::rehabilitation
