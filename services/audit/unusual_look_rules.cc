#include "services/audit/unusual_look_rules.h"

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "services/platform/base/proto_time.h"
#include "services/platform/text/name_folding.h"

namespace dayaq::audit {
namespace {

using Reasons = std::vector<v1::UnusualLookReason>;

constexpr absl::Duration kHour = absl::Hours(1);

constexpr char kAssessment[] = "reaction/payment.assess";

// Classes that say something of a person.
bool TellsOfPeople(const v1::Entry& entry) {
  return std::any_of(entry.disclosed().begin(), entry.disclosed().end(), [](int told) {
    return told == access::v1::DATA_CLASS_IDENTITY || told == access::v1::DATA_CLASS_HEALTH ||
           told == access::v1::DATA_CLASS_DISABILITY || told == access::v1::DATA_CLASS_FINANCE ||
           told == access::v1::DATA_CLASS_EMPLOYMENT;
  });
}

bool AskedByName(const v1::Entry& entry) {
  return std::any_of(entry.asked().begin(), entry.asked().end(), [](const std::string& path) {
    return path == "filter.person_name" || path == "filter.national_id" || path == "filter.phone";
  });
}

bool Names(const Touch& touch, const std::string& person) {
  return std::find(touch.people.begin(), touch.people.end(), person) != touch.people.end();
}

// Business of the look's institution with the person around the look.
struct Business {
  bool changed = false;
  bool assessed = false;
};
Business BusinessWith(const Touch& look, const std::string& person, const Surroundings& around, const UnusualLookPolicy& policy) {
  Business business;
  for (const Touch& touch : around.on_people) {
    if (touch.time < look.time - absl::Hours(24) * policy.case_days_before ||
        touch.time > look.time + absl::Hours(24) * policy.case_days_after || !Names(touch, person)) {
      continue;
    }
    business.changed |= touch.kind == TouchKind::kChanged && touch.institution == look.institution;
    business.assessed |= touch.kind == TouchKind::kAssessed;
  }
  return business;
}

// What a touch counts as towards the many: what is opened counts once, however many people an incident names; a list by everybody
// in it.
size_t PeopleOf(const Touch& touch) {
  return touch.kind == TouchKind::kSearched ? touch.people.size() : std::min<size_t>(1, touch.people.size());
}

// Told once for each stretch of many: of the first look beyond the limit, not of those that follow within the hour. One pass over
// the touches with the last hour in a window, since somebody who copies the register makes thousands of them.
bool GoesBeyond(const Touch& look, const std::vector<Touch>& touches, int limit) {
  std::map<absl::string_view, int> within;
  std::optional<absl::Time> last_beyond;
  size_t oldest = 0;
  for (const Touch& touch : touches) {
    if (touch.kind != look.kind) continue;
    for (size_t i = 0; i < PeopleOf(touch); ++i) ++within[touch.people[i]];
    for (; touches[oldest].time <= touch.time - kHour; ++oldest) {
      if (touches[oldest].kind != look.kind) continue;
      for (size_t i = 0; i < PeopleOf(touches[oldest]); ++i) {
        const auto person = within.find(touches[oldest].people[i]);
        if (--person->second == 0) within.erase(person);
      }
    }
    const bool beyond = within.size() > static_cast<size_t>(limit);
    const bool told = last_beyond.has_value() && *last_beyond > touch.time - kHour;
    if (touch.entry_uid == look.entry_uid) return beyond && !told;
    if (beyond) last_beyond = touch.time;
  }
  return false;
}

// One member of the staff at one person, once more; told at each multiple of the times.
bool IsAgain(const Touch& look, const std::string& person, const Surroundings& around, const UnusualLookPolicy& policy) {
  int times = 0;
  for (const Touch& touch : around.on_people) {
    const bool counts = touch.kind == TouchKind::kOpened && touch.staff_uid == look.staff_uid && touch.time <= look.time &&
                        touch.time > look.time - absl::Hours(24) * policy.again_days && touch.entry_uid != look.entry_uid;
    if (counts && Names(touch, person)) ++times;
  }
  return (times + 1) % policy.again_times == 0;
}

// A search by name after which the same member of the staff opened none of those shown, nor anything else, within the hour.
bool LedNowhere(const Touch& search, const std::vector<Touch>& by_staff) {
  return std::none_of(by_staff.begin(), by_staff.end(), [&](const Touch& touch) {
    if (touch.time < search.time || touch.time > search.time + kHour || touch.kind == TouchKind::kSearched) return false;
    return search.people.empty() || touch.people.empty() ||
           std::any_of(touch.people.begin(), touch.people.end(), [&](const std::string& person) { return Names(search, person); });
  });
}

// Told of the search that goes beyond the limit, and of none that follows within the hour.
bool SearchesTooMuch(const Touch& look, const Surroundings& around, int limit) {
  if (look.kind != TouchKind::kSearched || !look.by_name || !LedNowhere(look, around.by_staff)) return false;
  int before = 0;
  for (const Touch& touch : around.by_staff) {
    const bool counts = touch.kind == TouchKind::kSearched && touch.by_name && touch.entry_uid != look.entry_uid &&
                        touch.time > look.time - kHour &&
                        (touch.time < look.time || (touch.time == look.time && touch.entry_uid < look.entry_uid));
    if (counts && LedNowhere(touch, around.by_staff)) ++before;
  }
  return before == limit;
}

// One look on its way to its findings.
class Judgement {
 public:
  Judgement(const Touch& look, const Surroundings& around, Stage stage, const UnusualLookPolicy& policy)
      : look_(look), around_(around), last_(stage == Stage::kLast), policy_(policy), habits_(policy.HabitsOf(look.role)) {}

  std::vector<Finding> Findings() {
    AddOfTheLook();
    std::vector<Finding> found;
    // What is unusual about a list is so about the list, not about everybody in it, unless they are watched.
    const bool listed = look_.kind == TouchKind::kSearched;
    if (listed) Keep({.person = look_.people.empty() ? "" : look_.people.front(), .reasons = of_the_look_}, {}, {}, found);
    for (const std::string& person : look_.people) {
      const bool watched = IsWatched(person);
      if (listed && !watched) continue;
      Judge(person, watched, found);
    }
    return found;
  }

 private:
  void AddOfTheLook() {
    const int limit = look_.kind == TouchKind::kOpened ? habits_.opened_per_hour : habits_.listed_per_hour;
    if (GoesBeyond(look_, around_.by_staff, limit)) of_the_look_.push_back(v1::UNUSUAL_LOOK_REASON_MANY_PEOPLE);
    if (!habits_.round_the_clock && !policy_.hours.Contains(look_.time)) {
      of_the_look_.push_back(v1::UNUSUAL_LOOK_REASON_OUTSIDE_HOURS);
    }
    if (last_ && SearchesTooMuch(look_, around_, habits_.searches_per_hour)) {
      of_the_look_.push_back(v1::UNUSUAL_LOOK_REASON_SEARCH_WITHOUT_OPENING);
    }
    if (last_ && around_.emergency_not_justified) of_the_look_.push_back(v1::UNUSUAL_LOOK_REASON_EMERGENCY_NOT_JUSTIFIED);
  }

  void Judge(const std::string& person, bool watched, std::vector<Finding>& found) {
    const Business business = BusinessWith(look_, person, around_, policy_);
    Finding finding{.person = person};
    if (look_.kind == TouchKind::kOpened) finding.reasons = of_the_look_;
    if (watched) finding.reasons.push_back(v1::UNUSUAL_LOOK_REASON_WATCHED);
    NameMarks names;
    if (look_.kind == TouchKind::kOpened) {
      if (IsAgain(look_, person, around_, policy_)) finding.reasons.push_back(v1::UNUSUAL_LOOK_REASON_AGAIN_AND_AGAIN);
      if (last_) {
        const bool has_case = business.changed || (business.assessed && habits_.assessed_is_case);
        if (!has_case) finding.reasons.push_back(v1::UNUSUAL_LOOK_REASON_WITHOUT_CASE);
        if (const auto marks = around_.names.find(person); marks != around_.names.end()) names = marks->second;
        if (names.same_surname) finding.reasons.push_back(v1::UNUSUAL_LOOK_REASON_SAME_SURNAME);
        if (names.colleague) finding.reasons.push_back(v1::UNUSUAL_LOOK_REASON_COLLEAGUE);
      }
    }
    Keep(std::move(finding), business, names, found);
  }

  // Later days may yet show that there was business: until then nothing counts that business excuses.
  void Keep(Finding finding, const Business& business, const NameMarks& names, std::vector<Finding>& found) const {
    const bool excused = !last_ || business.changed;
    for (const v1::UnusualLookReason reason : finding.reasons) {
      const ReasonPoints& points = policy_.reasons.at(reason);
      int counts = points.points;
      if (names.common_surname && points.common_surname.has_value()) counts = *points.common_surname;
      if (excused && points.with_case.has_value()) counts = std::min(counts, *points.with_case);
      finding.score += counts;
    }
    if (finding.score < policy_.report_from) return;
    std::sort(finding.reasons.begin(), finding.reasons.end());
    found.push_back(std::move(finding));
  }

  bool IsWatched(const std::string& person) const {
    const auto watched = around_.watched.find(person);
    return watched != around_.watched.end() && watched->second;
  }

  const Touch& look_;
  const Surroundings& around_;
  const bool last_;
  const UnusualLookPolicy& policy_;
  const RoleHabits& habits_;
  Reasons of_the_look_;
};

}  // namespace

std::optional<Touch> TouchOf(const v1::Entry& entry) {
  if (entry.decision() != v1::DECISION_ALLOWED || entry.validate_only()) return std::nullopt;
  Touch touch{.time = TimeOf(entry.time()),
              .entry_uid = entry.uid(),
              .staff_uid = entry.staff_uid(),
              .institution = entry.institution(),
              .role = entry.role(),
              .purpose = entry.purpose(),
              .action = entry.action()};
  if (entry.method() == kAssessment) {
    touch.kind = TouchKind::kAssessed;
    return touch;
  }
  if (entry.staff_uid().empty()) return std::nullopt;
  if (!entry.after_hash().empty()) {
    // Opening somebody's record in an emergency, or watching it, is no business with them.
    if (entry.service() == "access" || entry.service() == "audit") return std::nullopt;
    touch.kind = TouchKind::kChanged;
    return touch;
  }
  touch.by_name = AskedByName(entry);
  if (!TellsOfPeople(entry) && !touch.by_name) return std::nullopt;
  touch.kind = absl::EndsWith(entry.action(), ".list") ? TouchKind::kSearched : TouchKind::kOpened;
  return touch;
}

bool IsJudged(const Touch& look, const UnusualLookPolicy& policy) {
  return (look.kind == TouchKind::kOpened || look.kind == TouchKind::kSearched) && !look.staff_uid.empty() &&
         policy.not_judged.count(look.role) == 0;
}

NameMarks CompareNames(const common::v1::PersonIdentity& person, const std::string& looker,
                       const std::vector<StaffName>& colleagues, const UnusualLookPolicy& policy) {
  const std::string family = FoldSurname(person.family_name());
  const std::string given = FoldName(person.given_name());
  NameMarks marks;
  if (family.empty()) return marks;
  marks.common_surname = policy.common_surnames.count(family) > 0;
  for (const StaffName& one : colleagues) {
    if (FoldSurname(one.family_name) != family) continue;
    if (one.uid == looker) {
      marks.same_surname = true;
    } else if (!given.empty() && FoldName(one.given_name) == given) {
      marks.colleague = true;
    }
  }
  return marks;
}

std::vector<Finding> Judge(const Touch& look, const Surroundings& around, Stage stage, const UnusualLookPolicy& policy) {
  if (!IsJudged(look, policy)) return {};
  return Judgement(look, around, stage, policy).Findings();
}

absl::Duration StaffWindowBefore() { return 2 * kHour; }
absl::Duration StaffWindowAfter() { return kHour; }
absl::Duration PeopleWindowBefore(const UnusualLookPolicy& policy) {
  return absl::Hours(24) * std::max(policy.case_days_before, policy.again_days);
}
absl::Duration PeopleWindowAfter(const UnusualLookPolicy& policy) { return absl::Hours(24) * policy.case_days_after; }

}  // namespace dayaq::audit
