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

// One side of a comparison, with what is worked out of it once and not for each pair.
struct Side {
  explicit Side(const DuplicateFacts& stated) : Side(stated.incident, stated.people, stated.singles_beside) {}
  Side(const v1::Incident& of, int people_in, int singles)
      : incident(of),
        facts(of.facts()),
        people(people_in),
        singles_beside(singles),
        settlement(FoldName(of.facts().settlement())),
        from(Earliest(of.facts().occurred_on())),
        until(Latest(of.facts().occurred_on())),
        precision(Precision(of.facts().occurred_on())) {}

  const v1::Incident& incident;
  const v1::IncidentFacts& facts;
  const int people;
  int singles_beside;
  const std::string settlement;  // folded
  const std::optional<absl::CivilDay> from, until;
  const DatePrecision precision;
};

// A seat of a district says nothing about where in it the incident was.
bool IsExact(const v1::GeoPoint& point) { return point.method() != v1::PointMethod::POINT_METHOD_CENTROID; }

void ComparePlaces(const Side& one, const Side& other, v1::DuplicateProposal& proposal) {
  const v1::IncidentFacts &a = one.facts, &b = other.facts;
  Say(proposal, "place", 15, "same district");
  if (!a.settlement().empty() && !b.settlement().empty()) {
    if (one.settlement == other.settlement) {
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

// Whether the days can be the same event at all.
bool MayBeOneEvent(const Side& a, const Side& b) {
  return a.from.has_value() && b.from.has_value() && *a.from - *b.until <= kDaysApart && *b.from - *a.until <= kDaysApart;
}

void CompareTimes(const Side& a, const Side& b, v1::DuplicateProposal& proposal) {
  const auto apart = std::max({*a.from - *b.until, *b.from - *a.until, absl::civil_diff_t{0}});
  const bool days = a.precision == DatePrecision::kDay && b.precision == DatePrecision::kDay;
  if (days && apart == 0) {
    Say(proposal, "time", 30, "same day");
  } else if (days) {
    Say(proposal, "time", apart <= 2 ? 12 : 3, absl::StrCat(apart, " days apart"));
  } else if (a.precision == DatePrecision::kYear || b.precision == DatePrecision::kYear) {
    Say(proposal, "time", 5, "may be the same day; of one only the year is known");
  } else {
    Say(proposal, "time", 10, "may be the same day; of one only the month is known");
  }
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

void ComparePeople(const Side& older, const Side& newer, const SharedTokens& shared, v1::DuplicateProposal& proposal) {
  if (shared.national_ids > 0) {
    Say(proposal, "people", 60, absl::StrCat(shared.national_ids, " people have the same national id"));
  } else if (shared.names > 0) {
    Say(proposal, "people", 35, absl::StrCat(shared.names, " people have names that sound alike"));
  }
  // Most incidents have one victim: that two of them do says nothing.
  if (older.people > 1 && older.people == newer.people) Say(proposal, "people", 5, "same number of people");
}

// Whether the two are counted among each other's neighbours: the same settlement, and maybe the same month.
bool LieTogether(const Side& a, const Side& b) {
  return a.from.has_value() && b.from.has_value() && a.settlement == b.settlement &&
         absl::CivilMonth(*a.from) <= absl::CivilMonth(*b.until) && absl::CivilMonth(*b.from) <= absl::CivilMonth(*a.until);
}

// One event is often registered both as a whole and as so many events of one victim each (scenario T19).
void CompareGroups(const Side& older, const Side& newer, const SharedTokens& shared, v1::DuplicateProposal& proposal) {
  const Side& whole = older.people > newer.people ? older : newer;
  const Side& part = older.people > newer.people ? newer : older;
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

// Each of some incidents of a place and time, with how many single-victim incidents lie beside it.
std::vector<Side> SidesOf(const std::vector<v1::Incident>& around, const v1::Incident& changed) {
  std::vector<Side> sides;
  sides.reserve(around.size() + 1);
  for (const v1::Incident& incident : around) sides.emplace_back(incident, People(incident), 0);
  sides.emplace_back(changed, People(changed), 0);
  for (Side& side : sides) {
    side.singles_beside = static_cast<int>(std::count_if(
        sides.begin(), sides.end(), [&side](const Side& other) { return other.people == 1 && LieTogether(side, other); }));
  }
  return sides;
}

std::optional<v1::DuplicateProposal> Compare(const Side& older, const Side& newer, const SharedTokens& shared) {
  if (older.incident.register_() != newer.incident.register_() || older.facts.district() != newer.facts.district())
    return std::nullopt;
  if (!MayBeOneEvent(older, newer)) return std::nullopt;
  v1::DuplicateProposal proposal;
  ComparePlaces(older, newer, proposal);
  CompareTimes(older, newer, proposal);
  CompareDevices(older.facts, newer.facts, proposal);
  ComparePeople(older, newer, shared, proposal);
  CompareGroups(older, newer, shared, proposal);
  if (proposal.score() < kProposeFrom) return std::nullopt;
  proposal.set_score(std::min(proposal.score(), 100));
  proposal.set_incident_uid(older.incident.uid());
  proposal.set_other_uid(newer.incident.uid());
  proposal.set_state(v1::DuplicateState::DUPLICATE_STATE_OPEN);
  return proposal;
}

std::optional<v1::DuplicateProposal> CompareInOrder(const Side& one, const Side& other, const SharedTokens& shared) {
  return one.incident.uid() < other.incident.uid() ? Compare(one, other, shared) : Compare(other, one, shared);
}

bool SpeaksOfGroup(const v1::DuplicateProposal& proposal) {
  return std::any_of(proposal.reasons().begin(), proposal.reasons().end(),
                     [](const v1::DuplicateReason& reason) { return reason.fact() == "group" && reason.points() > 0; });
}

}  // namespace

std::optional<v1::DuplicateProposal> ProposeDuplicate(const DuplicateFacts& older, const DuplicateFacts& newer,
                                                      const SharedTokens& shared) {
  return Compare(Side(older), Side(newer), shared);
}

std::vector<v1::DuplicateProposal> ProposeDuplicates(const v1::Incident& incident, const std::vector<v1::Incident>& around,
                                                     const std::map<std::string, SharedTokens>& shared) {
  const std::vector<Side> all = SidesOf(around, incident);
  const Side& changed = all.back();
  std::vector<v1::DuplicateProposal> proposals;
  for (size_t i = 0; i + 1 < all.size(); ++i) {
    const auto tokens = shared.find(all[i].incident.uid());
    const auto proposal = CompareInOrder(changed, all[i], tokens == shared.end() ? SharedTokens() : tokens->second);
    if (!proposal.has_value()) continue;
    proposals.push_back(*proposal);
    if (!SpeaksOfGroup(*proposal) || changed.people != 1) continue;
    for (size_t j = 0; j + 1 < all.size(); ++j) {
      if (j == i || all[j].people != 1) continue;
      if (const auto beside = CompareInOrder(all[j], all[i], SharedTokens()); beside.has_value()) proposals.push_back(*beside);
    }
  }
  return proposals;
}

}  // namespace dayaq::incident
