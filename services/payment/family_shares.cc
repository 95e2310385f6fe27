#include "services/payment/family_shares.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "services/platform/text/partial_date.h"

namespace dayaq::payment {
namespace {

constexpr int kOfAge = 18;

// Whoever is born on 29 February completes a year of life on 1 March.
absl::CivilDay YearsLater(absl::CivilDay day, int years) { return absl::CivilDay(day.year() + years, day.month(), day.day()); }

// The last day before something that happens on a day known in part: as far as certain, and as far as possible.
struct LastDay {
  absl::CivilDay certain = kForever;
  absl::CivilDay possible = kForever;

  void Cut(absl::CivilDay first, absl::CivilDay last) {
    certain = std::min(certain, first);
    possible = std::min(possible, last);
  }
};

// Until when somebody is of the family, and lives.
LastDay EndOf(const v1::FamilyFact& member) {
  LastDay end;
  if (member.has_ended_on()) {
    end.Cut(Earliest(member.ended_on()).value_or(kBeginning), Latest(member.ended_on()).value_or(kForever));
  }
  if (member.deceased()) {
    end.Cut(Earliest(member.died_on()).value_or(kBeginning), Latest(member.died_on()).value_or(kForever));
  }
  return end;
}

bool IsOf(const v1::RecordedFact& fact, const v1::FamilyFact& member, survivor::v1::BenefitFactKind kind) {
  return fact.kind() == kind && fact.family_member_uid() == member.member_uid();
}

// The days on which something is recorded of the member. What is paid once asks whether it is recorded, not since when.
std::vector<Days> Recorded(const v1::BenefitRule& rule, const v1::BenefitFacts& facts, const v1::FamilyFact& member,
                           survivor::v1::BenefitFactKind kind) {
  std::vector<Days> days;
  for (const v1::RecordedFact& fact : facts.recorded()) {
    const auto first = Latest(fact.holds_from());
    const absl::CivilDay last = Earliest(fact.holds_until()).value_or(kForever);
    if (!IsOf(fact, member, kind) || !first.has_value() || last < *first) continue;
    days.push_back(rule.frequency() == v1::FREQUENCY_ONCE ? Days{kBeginning, kForever} : Days{*first, last});
  }
  return Merge(std::move(days));
}

// The days of one clause, certain and possible.
std::pair<std::vector<Days>, std::vector<Days>> DaysOf(const v1::MemberClause& clause, const v1::BenefitRule& rule,
                                                       const v1::BenefitFacts& facts, const v1::FamilyFact& member) {
  using survivor::v1::BENEFIT_FACT_KIND_UNSPECIFIED;
  if (clause.relation() != survivor::v1::FAMILY_RELATION_UNSPECIFIED && clause.relation() != member.relation()) return {};
  LastDay end = EndOf(member);
  if (clause.until_age() > 0) {
    const int more = clause.until_age() - kOfAge;
    const auto first = Earliest(member.of_age_on()), last = Latest(member.of_age_on());
    end.Cut(first.has_value() ? YearsLater(*first, more) - 1 : kBeginning,
            last.has_value() ? YearsLater(*last, more) - 1 : kForever);
  }
  if (clause.ends_with() != BENEFIT_FACT_KIND_UNSPECIFIED) {
    for (const v1::RecordedFact& fact : facts.recorded()) {
      const auto day = Earliest(fact.holds_from());
      if (IsOf(fact, member, clause.ends_with()) && day.has_value()) end.Cut(*day - 1, *day - 1);
    }
  }
  std::vector<Days> days = {{kBeginning, kForever}};
  if (clause.needs() != BENEFIT_FACT_KIND_UNSPECIFIED) days = Recorded(rule, facts, member, clause.needs());
  // kBeginning as the last day stands for: not one day is certain.
  std::vector<Days> certain = end.certain > kBeginning ? Within(days, {kBeginning, end.certain}) : std::vector<Days>();
  return {std::move(certain), Within(days, {kBeginning, end.possible})};
}

}  // namespace

std::vector<Seat> Seats(const v1::BenefitRule& rule, const v1::BenefitFacts& facts) {
  std::vector<std::pair<int, Seat>> seats;  // by the clause that fits first
  for (const v1::FamilyFact& member : facts.family()) {
    std::pair<int, Seat> found = {std::numeric_limits<int>::max(), {.member = &member}};
    for (int i = 0; i < rule.beneficiary().members_size(); ++i) {
      auto [certain, possible] = DaysOf(rule.beneficiary().members(i), rule, facts, member);
      if (!possible.empty()) found.first = std::min(found.first, i);
      absl::c_move(certain, std::back_inserter(found.second.certain));
      absl::c_move(possible, std::back_inserter(found.second.possible));
    }
    found.second.certain = Merge(std::move(found.second.certain));
    found.second.possible = Merge(std::move(found.second.possible));
    seats.push_back(std::move(found));
  }
  // Facts come in the order in which members were recorded.
  absl::c_stable_sort(seats, [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Seat> ordered;
  ordered.reserve(seats.size());
  for (auto& [clause, seat] : seats) ordered.push_back(std::move(seat));
  return ordered;
}

int Sharing::Sharers(absl::CivilMonth month) const {
  return static_cast<int>(absl::c_count_if(months_, [&](const auto& months) { return Covers(months, month); }));
}

int64_t Sharing::PartOf(int64_t whole, absl::CivilMonth month, size_t seat) const {
  if (!Covers(months_[seat], month)) return 0;
  const int sharers = Sharers(month);
  const auto before = std::count_if(months_.begin(), months_.begin() + static_cast<std::ptrdiff_t>(seat),
                                    [&](const auto& months) { return Covers(months, month); });
  return whole / sharers + (before < whole % sharers ? 1 : 0);
}

}  // namespace dayaq::payment
