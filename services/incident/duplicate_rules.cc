#include "services/incident/duplicate_rules.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "services/platform/text/name_folding.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::incident {
namespace {

using v1::DeviceCategory;

// From this many single-victim incidents in one place and month on, being near says little.
constexpr int kCrowd = 3;

void Say(v1::DuplicateProposal& proposal, const char* fact, int points, std::string explanation) {
  v1::DuplicateReason* reason = proposal.add_reasons();
  reason->set_fact(fact);
  reason->set_points(points);
  reason->set_explanation(std::move(explanation));
  proposal.set_score(proposal.score() + points);
}

// Metres between two points; the haversine on a sphere is exact enough for a hint.
double MetresBetween(const v1::GeoPoint& a, const v1::GeoPoint& b) {
  constexpr double kRadians = 3.14159265358979 / 180, kEarth = 6371000;
  const double lat = (b.latitude() - a.latitude()) * kRadians, lon = (b.longitude() - a.longitude()) * kRadians;
  const double h = std::pow(std::sin(lat / 2), 2) +
                   std::cos(a.latitude() * kRadians) * std::cos(b.latitude() * kRadians) * std::pow(std::sin(lon / 2), 2);
  return 2 * kEarth * std::asin(std::min(1.0, std::sqrt(h)));
}

// A seat of a district says nothing about where in it the incident was.
bool IsExact(const v1::GeoPoint& point) { return point.method() != v1::PointMethod::POINT_METHOD_CENTROID; }

void ComparePlaces(const v1::IncidentFacts& a, const v1::IncidentFacts& b, v1::DuplicateProposal& proposal) {
  Say(proposal, "place", 15, "same district");
  if (!a.settlement().empty() && !b.settlement().empty()) {
    if (FoldName(a.settlement()) == FoldName(b.settlement())) {
      Say(proposal, "place", 15, "same settlement");
    } else {
      Say(proposal, "place", -10, "settlements are written differently");
    }
  }
  if (!a.has_point() || !b.has_point() || !IsExact(a.point()) || !IsExact(b.point())) return;
  const double metres = MetresBetween(a.point(), b.point());
  const double blur = a.point().precision_metres() + b.point().precision_metres();
  if (metres <= 300 + blur) {
    Say(proposal, "place", 25, absl::StrCat("points ", static_cast<int64_t>(metres), " m apart"));
  } else if (metres > 5000 + blur) {
    Say(proposal, "place", -30, absl::StrCat("points ", static_cast<int64_t>(metres / 1000), " km apart"));
  }
}

// Returns whether the days can be the same event at all.
bool CompareTimes(const v1::IncidentFacts& a, const v1::IncidentFacts& b, v1::DuplicateProposal& proposal) {
  const auto a_from = Earliest(a.occurred_on()), a_to = Latest(a.occurred_on());
  const auto b_from = Earliest(b.occurred_on()), b_to = Latest(b.occurred_on());
  if (!a_from.has_value() || !b_from.has_value()) return false;
  const auto apart = std::max({*a_from - *b_to, *b_from - *a_to, absl::civil_diff_t{0}});
  if (apart > kDaysApart) return false;
  const bool days = Precision(a.occurred_on()) == DatePrecision::kDay && Precision(b.occurred_on()) == DatePrecision::kDay;
  if (days && apart == 0) {
    Say(proposal, "time", 30, "same day");
  } else if (days) {
    Say(proposal, "time", apart <= 2 ? 12 : 3, absl::StrCat(apart, " days apart"));
  } else if (Precision(a.occurred_on()) == DatePrecision::kYear || Precision(b.occurred_on()) == DatePrecision::kYear) {
    Say(proposal, "time", 5, "may be the same day; of one only the year is known");
  } else {
    Say(proposal, "time", 10, "may be the same day; of one only the month is known");
  }
  return true;
}

bool IsSaid(DeviceCategory category) {
  return category != DeviceCategory::DEVICE_CATEGORY_UNSPECIFIED && category != DeviceCategory::DEVICE_CATEGORY_UNKNOWN;
}

void CompareDevices(const v1::IncidentFacts& a, const v1::IncidentFacts& b, v1::DuplicateProposal& proposal) {
  if (!IsSaid(a.device_category()) || !IsSaid(b.device_category())) return;
  const bool vague = a.device_category() == DeviceCategory::DEVICE_CATEGORY_MINE_UNSPECIFIED ||
                     b.device_category() == DeviceCategory::DEVICE_CATEGORY_MINE_UNSPECIFIED;
  if (a.device_category() == b.device_category()) {
    Say(proposal, "device", 8, "same category of device");
  } else if (!vague) {
    Say(proposal, "device", -12, "different categories of device");
  }
}

void ComparePeople(const DuplicateFacts& older, const DuplicateFacts& newer, const SharedTokens& shared,
                   v1::DuplicateProposal& proposal) {
  if (shared.national_ids > 0) {
    Say(proposal, "people", 60, absl::StrCat(shared.national_ids, " people have the same national id"));
  } else if (shared.names > 0) {
    Say(proposal, "people", 35, absl::StrCat(shared.names, " people have names that sound alike"));
  }
  // Most incidents have one victim: that two of them do says nothing.
  if (older.people > 1 && older.people == newer.people) Say(proposal, "people", 5, "same number of people");
}

// Whether the two may lie in the same month.
bool MayShareMonth(const v1::IncidentFacts& a, const v1::IncidentFacts& b) {
  const auto a_from = Earliest(a.occurred_on()), b_from = Earliest(b.occurred_on());
  if (!a_from.has_value() || !b_from.has_value()) return false;
  return absl::CivilMonth(*a_from) <= absl::CivilMonth(*Latest(b.occurred_on())) &&
         absl::CivilMonth(*b_from) <= absl::CivilMonth(*Latest(a.occurred_on()));
}

// Whether the two are counted among each other's neighbours.
bool LieTogether(const DuplicateFacts& a, const DuplicateFacts& b) {
  const v1::IncidentFacts &of_a = a.incident.facts(), &of_b = b.incident.facts();
  return FoldName(of_a.settlement()) == FoldName(of_b.settlement()) && MayShareMonth(of_a, of_b);
}

// One event is often registered both as a whole and as so many events of one victim each (scenario T19).
void CompareGroups(const DuplicateFacts& older, const DuplicateFacts& newer, const SharedTokens& shared,
                   v1::DuplicateProposal& proposal) {
  const DuplicateFacts& whole = older.people > newer.people ? older : newer;
  const DuplicateFacts& part = older.people > newer.people ? newer : older;
  const int singles = whole.singles_beside;
  // As many single-victim incidents beside it as the whole has victims, give or take a fifth.
  if (whole.people >= 3 && part.people == 1 && LieTogether(whole, part) && 5 * std::abs(singles - whole.people) <= whole.people) {
    Say(proposal, "group", 30, absl::StrCat(singles, " incidents with one victim each beside one with ", whole.people, " victims"));
  }
  const bool nobody_shared = shared.national_ids == 0 && shared.names == 0;
  if (whole.people == 1 && part.people == 1 && nobody_shared && std::min(whole.singles_beside, part.singles_beside) >= kCrowd) {
    Say(proposal, "group", -20, absl::StrCat(singles, " incidents with one victim each lie here; these two name nobody in common"));
  }
}

int People(const v1::Incident& incident) { return incident.killed() + incident.injured() + incident.outcome_unknown(); }

// What the rule looks at, of each of some incidents of a place and time.
std::vector<DuplicateFacts> FactsOf(const std::vector<v1::Incident>& incidents) {
  std::vector<DuplicateFacts> all;
  std::vector<std::string> settlements;
  for (const v1::Incident& incident : incidents) {
    all.push_back({.incident = incident, .people = People(incident)});
    settlements.push_back(FoldName(incident.facts().settlement()));
  }
  for (size_t i = 0; i < all.size(); ++i) {
    for (size_t j = 0; j < all.size(); ++j) {
      const bool beside = all[j].people == 1 && settlements[i] == settlements[j];
      if (beside && MayShareMonth(all[i].incident.facts(), all[j].incident.facts())) ++all[i].singles_beside;
    }
  }
  return all;
}

bool SpeaksOfGroup(const v1::DuplicateProposal& proposal) {
  return std::any_of(proposal.reasons().begin(), proposal.reasons().end(),
                     [](const v1::DuplicateReason& reason) { return reason.fact() == "group" && reason.points() > 0; });
}

}  // namespace

std::optional<v1::DuplicateProposal> ProposeDuplicate(const DuplicateFacts& older, const DuplicateFacts& newer,
                                                      const SharedTokens& shared) {
  const v1::IncidentFacts &a = older.incident.facts(), &b = newer.incident.facts();
  if (older.incident.register_() != newer.incident.register_() || a.district() != b.district()) return std::nullopt;
  v1::DuplicateProposal proposal;
  ComparePlaces(a, b, proposal);
  if (!CompareTimes(a, b, proposal)) return std::nullopt;
  CompareDevices(a, b, proposal);
  ComparePeople(older, newer, shared, proposal);
  CompareGroups(older, newer, shared, proposal);
  if (proposal.score() < kProposeFrom) return std::nullopt;
  proposal.set_score(std::min(proposal.score(), 100));
  proposal.set_incident_uid(older.incident.uid());
  proposal.set_other_uid(newer.incident.uid());
  proposal.set_state(v1::DuplicateState::DUPLICATE_STATE_OPEN);
  return proposal;
}

std::vector<v1::DuplicateProposal> ProposeDuplicates(const v1::Incident& incident, const std::vector<v1::Incident>& around,
                                                     const std::map<std::string, SharedTokens>& shared) {
  std::vector<v1::Incident> incidents = around;
  incidents.push_back(incident);
  const std::vector<DuplicateFacts> all = FactsOf(incidents);
  const DuplicateFacts& changed = all.back();
  const auto compare = [](const DuplicateFacts& a, const DuplicateFacts& b, const SharedTokens& tokens) {
    return a.incident.uid() < b.incident.uid() ? ProposeDuplicate(a, b, tokens) : ProposeDuplicate(b, a, tokens);
  };
  std::vector<v1::DuplicateProposal> proposals;
  for (size_t i = 0; i + 1 < all.size(); ++i) {
    const auto tokens = shared.find(all[i].incident.uid());
    const auto proposal = compare(changed, all[i], tokens == shared.end() ? SharedTokens() : tokens->second);
    if (!proposal.has_value()) continue;
    proposals.push_back(*proposal);
    if (!SpeaksOfGroup(*proposal) || changed.people != 1) continue;
    for (size_t j = 0; j + 1 < all.size(); ++j) {
      if (j == i || all[j].people != 1) continue;
      if (const auto beside = compare(all[j], all[i], SharedTokens()); beside.has_value()) proposals.push_back(*beside);
    }
  }
  return proposals;
}

}  // namespace dayaq::incident
